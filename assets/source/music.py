"""The music of the Lao Động TV pack, composed and synthesised: opener, short opener, sting, bed and closer.

Run `python assets/source/music.py [FOLDER]`; the same files, byte for byte, come out on the same machine and library versions.
One motif of five notes (D A B E D) and one harmony run through all of it, at 100 beats a minute: a beat is 15 frames of
25 a second, a bar 60, so every event falls on a frame. Whoever changes the music changes the scores in this module.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

Sound = NDArray[np.float64]  # shape (2, samples): left, right

RATE = 48_000
BEAT = 28_800
BAR = 4 * BEAT
FRAME = 1_920
PEAK = 10 ** (-3 / 20)  # −3 dBFS
SCALE = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}


@dataclass(frozen=True, slots=True)
class Note:
    """One note of a score: start and length in beats, pitch such as `F#4`, level as a factor (1 = full)."""

    start: float
    length: float
    pitch: str
    level: float = 1.0


@dataclass(frozen=True, slots=True)
class Section:
    """A group of players: how it starts, stops, shines and spreads. Times in seconds, detune in cents, pan −1 to 1."""

    players: int
    attack: float
    release: float
    dark: float  # harmonics fall as k^-dark when soft ...
    bright: float  # ... and as k^-bright when loud
    ceiling: float  # Hz, where the spectrum falls away
    formants: tuple[tuple[float, float, float], ...]  # centre Hz, width Hz, gain
    detune: float
    pan: tuple[float, float]
    swell: float = 0.0  # how much a held note grows towards its end
    scoop: float = 0.0  # how far below pitch the attack starts, as a fraction
    accent: float = 0.1  # how much louder the attack is than what is held


TRUMPETS = Section(
    3, 0.030, 0.16, 1.7, 0.55, 6000, ((1250, 700, 1.8), (2600, 900, 1.0)), 4, (0.0, 0.36), 0.25, 0.012, 0.35
)
HORNS = Section(4, 0.05, 0.26, 2.2, 1.1, 2800, ((480, 260, 1.2), (950, 420, 0.7)), 5, (-0.42, -0.04), 0.3, 0.009, 0.3)
LOW_STRINGS = Section(6, 0.09, 0.45, 1.7, 0.95, 2800, ((280, 160, 0.6), (700, 320, 0.6)), 5, (-0.12, 0.34), 0.15)
HIGH_STRINGS = Section(8, 0.28, 0.7, 1.8, 1.0, 4200, ((560, 300, 0.5), (1200, 500, 0.4)), 7, (-0.6, 0.5), 0.2)
PAD = Section(5, 1.10, 1.5, 1.9, 1.15, 2000, ((360, 240, 0.4), (900, 400, 0.5)), 6, (-0.7, 0.7), -0.35)
HIT_HORNS = replace(HORNS, attack=0.006, scoop=0.0, swell=0.0, accent=0.65)
HIT_TRUMPETS = replace(TRUMPETS, attack=0.005, scoop=0.0, swell=0.0, accent=0.65)
HIT_STRINGS = replace(LOW_STRINGS, attack=0.012, swell=0.0, accent=0.5)

MOTIF = (("D4", 0.0, 1.5), ("A4", 1.5, 1.5), ("B4", 3.0, 1.0), ("E5", 4.0, 4.0), ("D5", 8.0, 2.6))

# --- scores --------------------------------------------------------------------------------------------------------


def opener() -> Sound:
    """Three bars: open fifth and pulse, the motif climbing, home on the first beat of bar three with the bed's first chord."""
    rng = np.random.default_rng(100)
    stage = np.zeros((2, 5 * BAR))
    tune = [Note(at, length, pitch, 0.62 + 0.1 * step) for step, (pitch, at, length) in enumerate(MOTIF)]
    play(stage, rng, TRUMPETS, 0.42, tune)
    play(stage, rng, HORNS, 0.26, [Note(n.start, n.length, down(n.pitch), n.level) for n in tune])
    play(stage, rng, TRUMPETS, 0.22, chord(8, 2.3, "F#4 A4"))
    play(stage, rng, HORNS, 0.17, chord(6, 2, "C#4 A3", 0.8) + chord(8, 2.3, "F#3 A3"))
    low = chord(0, 3, "D2 A2 D3", 0.55) + chord(3, 1, "G2 D3 G3", 0.6) + chord(4, 2, "A1 A2 D3 E3", 0.65)
    play(stage, rng, LOW_STRINGS, 0.20, low + chord(6, 2, "A1 A2 C#3 E3", 0.75) + chord(8, 2.6, "D2 A2 D3 F#3"))
    high = chord(4, 2, "D4 E4 A4", 0.5) + chord(6, 2, "C#4 E4 A4", 0.7) + chord(8, 2.6, "D4 F#4 A4 E5", 0.9)
    play(stage, rng, HIGH_STRINGS, 0.17, high)
    pulse(stage, rng, 0.26, [(beat / 2, "D3" if beat < 6 else "G3" if beat < 8 else "A3") for beat in range(16)])
    pulse(stage, rng, 0.20, [(8 + beat / 2, "D3") for beat in range(7)])
    for beat, pitch, level in ((0, "D2", 0.6), (4, "A2", 0.55), (8, "D2", 1.0)):
        drum(stage, rng, beat, pitch, level)
    for step in range(8):
        drum(stage, rng, 6 + step / 4, "A2", 0.08 + 0.035 * step)
    swell(stage, rng, (2.5, 4.0), 0.045)
    swell(stage, rng, (6.0, 8.0), 0.12)
    bell(stage, 8, "A5", 0.06)
    bell(stage, 9, "D6", 0.05)
    return finish(room(stage, rng, 1.9, 0.26), 3 * BAR, BEAT)


def short_opener() -> Sound:
    """One bar: the motif in eighths, home on beat three."""
    rng = np.random.default_rng(101)
    stage = np.zeros((2, 3 * BAR))
    tune = [Note(step / 2, 0.55, pitch, 0.75 + 0.06 * step) for step, (pitch, _, _) in enumerate(MOTIF[:4])]
    tune.append(Note(2, 1.5, "D5", 1.05))
    play(stage, rng, TRUMPETS, 0.42, tune)
    play(stage, rng, HORNS, 0.26, [Note(n.start, n.length, down(n.pitch), n.level) for n in tune])
    play(stage, rng, TRUMPETS, 0.22, chord(2, 1.4, "F#4 A4"))
    play(
        stage, rng, LOW_STRINGS, 0.19, chord(0, 1, "D2 A2 D3") + chord(1, 1, "A1 A2 E3") + chord(2, 1.7, "D2 A2 D3 F#3")
    )
    play(stage, rng, HIGH_STRINGS, 0.16, chord(2, 1.6, "D4 F#4 A4 E5", 0.8))
    pulse(stage, rng, 0.24, [(beat / 2, "A3" if beat in (2, 3) else "D3") for beat in range(7)])
    drum(stage, rng, 0, "D2", 0.6)
    drum(stage, rng, 2, "D2", 1.1)
    swell(stage, rng, (0.5, 2.0), 0.10)
    bell(stage, 2, "D6", 0.04)
    return finish(room(stage, rng, 1.6, 0.28), BAR, BEAT * 3 // 4)


def sting() -> Sound:
    """Two seconds: a rush of air across the picture, the hit when it is covered (frame 10), a low tail under the first words."""
    rng = np.random.default_rng(102)
    stage = np.zeros((2, 2 * BAR))
    hit = 10 * FRAME / BEAT
    rush(stage, rng, (0.0, hit), 0.11)
    drum(stage, rng, hit, "D2", 0.5)
    drum(stage, rng, hit, "A2", 0.6)
    drum(stage, rng, hit, "D3", 0.9)
    play(stage, rng, HIT_HORNS, 0.46, chord(hit, 0.4, "D3 A3 D4"))
    play(stage, rng, HIT_TRUMPETS, 0.5, chord(hit, 0.33, "A4 D5"))
    play(stage, rng, HIT_STRINGS, 0.13, chord(hit, 0.6, "D2 A2 D3"))
    bell(stage, hit, "D5", 0.09)
    bell(stage, hit, "A5", 0.05)
    since = np.maximum(np.arange(stage.shape[1]) - 10 * FRAME, 0) / RATE
    stage *= 0.42 + 0.58 * np.exp(
        -since / 0.05
    )  # the hit itself stands out, so that it is heard where the picture is covered
    return finish(room(stage, rng, 1.4, 0.26), 96_000, BEAT)


HARMONY = (  # two bars each
    ("D2", "A2 F#3 A3 E4"),
    ("B1", "B2 F#3 A3 D4"),
    ("G1", "G2 D3 B3 A3"),
    ("A1", "A2 E3 A3 D4"),
    ("F#1", "F#2 D3 A3 E4"),
    ("G1", "G2 D3 B3 F#4"),
    ("E2", "E2 D3 G3 B3"),
    ("A1", "A2 E3 A3 C#4"),
)

BROKEN = {  # what the pulse plays over each root
    "D2": ("D3", "A3"),
    "B1": ("B2", "F#3"),
    "G1": ("G3", "D3"),
    "A1": ("A3", "E3"),
    "F#1": ("F#3", "D3"),
    "E2": ("E3", "B3"),
}


def bed() -> Sound:
    """Sixteen bars that close on themselves: pad, bass and a muted pulse, nothing above the voice's consonants, no tune."""
    rng = np.random.default_rng(103)
    stage = np.zeros((2, 16 * BAR))
    for index, (root, upper) in enumerate(HARMONY):
        at = index * 8.0
        play(stage, rng, PAD, 0.14, chord(at - 0.5, 7.6, upper))
        play(stage, rng, PAD, 0.05, chord(at + 3.5, 3.6, " ".join(up(pitch) for pitch in upper.split()[2:])))
        play(stage, rng, LOW_STRINGS, 0.055, chord(at, 2.6, up(root), 0.9) + chord(at + 4, 3.0, up(root), 0.7))
        first, fifth = BROKEN[root]
        steps = [
            (at + beat / 2, (first, fifth, up(first), fifth)[beat % 4]) for beat in range(16) if beat % 8 not in (5, 7)
        ]
        pulse(stage, rng, 0.13, steps, soft=True)
        thump(stage, at, up(root), 0.07)
        thump(stage, at + 4, up(root), 0.05)
    return finish(room(stage, rng, 2.2, 0.34), 16 * BAR, 0)


def closer() -> Sound:
    """Three bars: the motif once more, broader harmony under it, the last chord rings out to silence."""
    rng = np.random.default_rng(104)
    stage = np.zeros((2, 5 * BAR))
    tune = [Note(at, length, pitch, 0.75) for pitch, at, length in MOTIF[:3]]
    tune += [Note(4, 2, "E5", 0.9), Note(6, 2.6, "D5", 0.95)]
    play(stage, rng, TRUMPETS, 0.36, tune)
    play(stage, rng, HORNS, 0.26, [Note(n.start, n.length, down(n.pitch), n.level) for n in tune])
    play(stage, rng, TRUMPETS, 0.18, chord(6, 2.5, "F#4 A4"))
    play(stage, rng, HORNS, 0.18, chord(4, 2, "B3 G3", 0.8) + chord(6, 2.6, "A3 F#3"))
    low = (
        chord(0, 1.5, "D2 A2 D3") + chord(1.5, 1.5, "B1 F#2 D3") + chord(3, 1, "G1 D2 B2") + chord(4, 2, "A1 E2 A2 D3")
    )
    play(stage, rng, LOW_STRINGS, 0.20, low + chord(6, 3.0, "D1 D2 A2 D3"))
    play(
        stage,
        rng,
        HIGH_STRINGS,
        0.17,
        chord(3, 1, "G3 D4 B4", 0.7) + chord(4, 2, "D4 E4 A4") + chord(6, 3.2, "D4 F#4 A4 D5"),
    )
    pulse(stage, rng, 0.20, [(beat / 2, "D3" if beat < 6 else "G3" if beat < 8 else "A3") for beat in range(12)])
    drum(stage, rng, 0, "D2", 0.5)
    drum(stage, rng, 4, "A2", 0.5)
    drum(stage, rng, 6, "D2", 1.0)
    swell(stage, rng, (4.5, 6.0), 0.07)
    bell(stage, 6, "D6", 0.05)
    bell(stage, 7, "A5", 0.03)
    return finish(room(stage, rng, 2.2, 0.34), 3 * BAR, 3 * BEAT // 2)


PIECES: dict[str, Callable[[], Sound]] = {
    "opener": opener,
    "opener-short": short_opener,
    "sting": sting,
    "bed": bed,
    "closer": closer,
}

# --- pitches -------------------------------------------------------------------------------------------------------


def hertz(pitch: str) -> float:
    """Frequency of a pitch such as `C#4`, equal temperament, A4 = 440 Hz."""
    semitone = SCALE[pitch[0]] + pitch.count("#") + 12 * (int(pitch[-1]) + 1)
    return float(440.0 * 2 ** ((semitone - 69) / 12))


def up(pitch: str) -> str:
    """The same note an octave higher."""
    return f"{pitch[:-1]}{int(pitch[-1]) + 1}"


def down(pitch: str) -> str:
    """The same note an octave lower."""
    return f"{pitch[:-1]}{int(pitch[-1]) - 1}"


def chord(start: float, length: float, pitches: str, level: float = 1.0) -> list[Note]:
    """The notes of a chord, pitches parted by spaces."""
    return [Note(start, length, pitch, level) for pitch in pitches.split()]


# --- instruments ---------------------------------------------------------------------------------------------------


def place(stage: Sound, sound: Sound, at: int) -> None:
    """Add a sound at a sample; what runs over either edge comes back at the other, which is what closes the bed."""
    size = stage.shape[1]
    done = 0
    while done < sound.shape[1]:
        start = (at + done) % size
        count = min(size - start, sound.shape[1] - done)
        stage[:, start : start + count] += sound[:, done : done + count]
        done += count


def panned(mono: NDArray[np.float64], pan: float | NDArray[np.float64]) -> Sound:
    """Constant-power position from −1 (left) to 1 (right)."""
    angle = (np.asarray(pan) + 1) * np.pi / 4
    return np.stack([mono * np.cos(angle), mono * np.sin(angle)])


def play(stage: Sound, rng: np.random.Generator, section: Section, gain: float, notes: list[Note]) -> None:
    """Every player of a section plays every note, each a little late, a little off and from a seat of their own."""
    seats = np.linspace(*section.pan, section.players)
    for note in notes:
        for seat in seats:
            late = int(rng.uniform(0, 0.22 * section.attack) * RATE)
            mono = sustained(rng, section, hertz(note.pitch), int(note.length * BEAT))
            level = gain * note.level / np.sqrt(section.players)
            place(stage, panned(level * mono, float(seat)), round(note.start * BEAT) + late)


def sustained(rng: np.random.Generator, section: Section, frequency: float, length: int) -> NDArray[np.float64]:
    """One player's note: two wave tables, soft and loud, faded by the breath of the envelope."""
    total = length + int(3 * section.release * RATE)
    t = np.arange(total) / RATE
    cents = rng.normal(0, section.detune)
    vibrato = 0.0028 * np.sin(2 * np.pi * (rng.uniform(4.6, 5.6) * t + rng.uniform())) * np.clip((t - 0.25) / 0.6, 0, 1)
    drift = 0.0009 * np.sin(2 * np.pi * (rng.uniform(0.2, 0.5) * t + rng.uniform()))
    pitch = frequency * 2 ** (cents / 1200) * (1 + vibrato + drift - section.scoop * np.exp(-t / 0.025))
    phase = np.cumsum(pitch) / RATE + rng.uniform()
    held = np.minimum(t, length / RATE)
    body = (1 - np.exp(-((held / section.attack) ** 1.5) * 3)) * (1 - section.accent * (1 - np.exp(-held / 0.16)))
    body *= 1 + section.swell * (held * RATE / length) ** 2
    envelope = body * np.exp(-np.maximum(t - length / RATE, 0) / (section.release / 2.2))
    envelope *= np.clip((total - np.arange(total)) / 480, 0, 1)
    shine = np.clip(envelope / (1 + max(section.swell, 0)), 0, 1) ** 1.6
    soft, loud = tables(rng, section, frequency)
    wave = (1 - shine) * look_up(soft, phase) + shine * look_up(loud, phase)
    return np.asarray(wave * envelope)


def tables(
    rng: np.random.Generator, section: Section, frequency: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Soft and loud wave of one period (4096 points), nothing above 15 kHz, harmonics in scattered but shared phase."""
    harmonics = np.arange(1, max(2, int(15_000 / frequency)))
    at = harmonics * frequency
    colour = 1 + sum(gain * np.exp(-(((at - centre) / width) ** 2)) for centre, width, gain in section.formants)
    colour = colour / (1 + (at / section.ceiling) ** 3)
    angles = rng.uniform(0, 2 * np.pi, len(harmonics))
    waves = []
    for slope in (section.dark, section.bright):
        spectrum = np.zeros(2049, dtype=complex)
        spectrum[harmonics] = harmonics**-slope * colour * np.exp(1j * angles)
        wave = np.fft.irfft(spectrum)
        waves.append(wave / np.sqrt(np.mean(wave**2)) * 0.35)
    return waves[0] * 0.8, waves[1]


def look_up(table: NDArray[np.float64], phase: NDArray[np.float64]) -> NDArray[np.float64]:
    """The wave at the given phases (in periods), straight lines between points."""
    position = (phase % 1.0) * len(table)
    below = position.astype(np.int64)
    part = position - below
    looped = np.append(table, table[:2])
    return np.asarray(looped[below] * (1 - part) + looped[below + 1] * part)


def pulse(
    stage: Sound, rng: np.random.Generator, gain: float, steps: list[tuple[float, str]], *, soft: bool = False
) -> None:
    """A muted string plucked on each step, alternately left and right, with a light brush unless soft."""
    t = np.arange(int(0.55 * RATE)) / RATE
    for number, (beat, pitch) in enumerate(steps):
        frequency = hertz(pitch)
        mono = np.zeros_like(t)
        for k in range(1, 10 if soft else 16):
            fall = 6.0 + (3.0 if soft else 2.4) * k
            mono += (
                np.sin(2 * np.pi * k * frequency * (1 + 0.0002 * k * k) * t)
                * np.exp(-fall * t)
                / k ** (1.25 if soft else 1.1)
            )
        accent = 1.0 if beat % 1 == 0 else 0.72
        mono *= gain * accent * np.clip(t / (0.005 if soft else 0.002), 0, 1) * np.clip((t[-1] - t) / 0.05, 0, 1)
        place(stage, panned(mono, 0.42 if number % 2 else -0.42), round(beat * BEAT))
        if not soft:
            brush = coloured(rng, len(t), 3500, 9000) * np.exp(-t / 0.028) * np.clip(t / 0.003, 0, 1)
            place(stage, panned(0.10 * gain * accent * brush, -0.3 if number % 2 else 0.3), round(beat * BEAT))


def drum(stage: Sound, rng: np.random.Generator, beat: float, pitch: str, gain: float) -> None:
    """A kettledrum: five modes of a membrane, a falling skin and the felt of the stick."""
    t = np.arange(int(2.2 * RATE)) / RATE
    frequency = hertz(pitch)
    bend = np.cumsum(1 + 0.05 * np.exp(-t / 0.04)) / RATE
    mono = np.zeros_like(t)
    for ratio, level, seconds in (
        (1, 1, 0.55),
        (1.504, 0.55, 0.42),
        (1.742, 0.3, 0.3),
        (2, 0.3, 0.28),
        (2.245, 0.2, 0.2),
    ):
        mono += level * np.sin(2 * np.pi * frequency * ratio * bend) * np.exp(-t / seconds)
    mono += 0.5 * np.sin(2 * np.pi * frequency / 2 * bend) * np.exp(-t / 0.2)
    mono *= 1 - np.exp(-t / 0.0012)
    mono += 0.6 * coloured(rng, len(t), 160, 2400) * np.exp(-t / 0.014) * (1 - np.exp(-t / 0.0006))
    mono *= np.clip((t[-1] - t) / 0.2, 0, 1)
    place(stage, panned(0.42 * gain * mono, 0.12), round(beat * BEAT))


def thump(stage: Sound, beat: float, pitch: str, gain: float) -> None:
    """A soft low note that marks a bar of the bed."""
    t = np.arange(int(1.6 * RATE)) / RATE
    mono = np.sin(2 * np.pi * hertz(pitch) * t) + 0.35 * np.sin(4 * np.pi * hertz(pitch) * t)
    mono *= gain * (1 - np.exp(-t / 0.015)) * np.exp(-t / 0.45) * np.clip((t[-1] - t) / 0.2, 0, 1)
    place(stage, panned(mono, 0.0), round(beat * BEAT))


def bell(stage: Sound, beat: float, pitch: str, gain: float) -> None:
    """A small glass bell by frequency modulation."""
    t = np.arange(int(2.4 * RATE)) / RATE
    frequency = hertz(pitch)
    for side, offset in ((-0.5, 0.9995), (0.5, 1.0005)):
        tone = 2 * np.pi * frequency * offset * t
        mono = np.sin(tone + 1.4 * np.exp(-t / 0.25) * np.sin(2.756 * tone)) * np.exp(-t / 0.6)
        mono *= gain * (1 - np.exp(-t / 0.0015)) * np.clip((t[-1] - t) / 0.2, 0, 1)
        place(stage, panned(mono, side), round(beat * BEAT))


def swell(stage: Sound, rng: np.random.Generator, beats: tuple[float, float], gain: float) -> None:
    """A cymbal that grows over the given beats and rings out after the last."""
    rise = int((beats[1] - beats[0]) * BEAT)
    t = np.arange(rise + int(1.4 * RATE)) / RATE
    shape = np.minimum(t * RATE / rise, 1) ** 3 * np.exp(-np.maximum(t - rise / RATE, 0) / 0.3)
    for side in (-0.7, 0.7):
        place(stage, panned(gain * shape * coloured(rng, len(t), 3000, 11_000), side), round(beats[0] * BEAT))


def rush(stage: Sound, rng: np.random.Generator, beats: tuple[float, float], gain: float) -> None:
    """Air that climbs from 250 Hz to 6 kHz and crosses from left to right, gone soon after the last beat."""
    rise = int((beats[1] - beats[0]) * BEAT)
    t = np.arange(rise + int(0.25 * RATE)) / rise
    shape = np.clip(t, 0, 1) ** 2.2 * np.exp(-np.maximum(t - 1, 0) * rise / RATE / 0.05)
    centres = 250 * 2 ** np.linspace(0, 4.6, 10)
    mono = np.zeros_like(t)
    for centre in centres:
        distance = np.log2(centre / 250) / 4.6 - np.clip(t, 0, 1)
        mono += np.exp(-((distance / 0.22) ** 2)) * coloured(rng, len(t), centre * 0.75, centre * 1.33)
    place(stage, panned(gain * shape * mono, np.clip(1.6 * t - 0.8, -0.8, 0.8)), round(beats[0] * BEAT))


def coloured(rng: np.random.Generator, length: int, low: float, high: float) -> NDArray[np.float64]:
    """Noise of unit power between two frequencies, with soft edges."""
    spectrum = np.fft.rfft(rng.standard_normal(length))
    at = np.fft.rfftfreq(length, 1 / RATE)
    shape = 1 / np.sqrt((1 + (low / np.maximum(at, 1)) ** 6) * (1 + (at / high) ** 6))
    noise = np.fft.irfft(spectrum * shape, length)
    return np.asarray(noise / np.sqrt(np.mean(noise**2)))


# --- room and file -------------------------------------------------------------------------------------------------


def room(stage: Sound, rng: np.random.Generator, seconds: float, wet: float) -> Sound:
    """Add a hall: three bands of decaying noise, highs dying first, other noise for each ear, wrapped like the stage."""
    length = min(int(1.3 * seconds * RATE), stage.shape[1])
    t = np.arange(length) / RATE
    out = stage.copy()
    for channel in range(2):
        tail = sum(
            level * coloured(rng, length, low, high) * np.exp(-6.9 * t / (seconds * share))
            for low, high, level, share in ((90, 500, 1.0, 1.0), (500, 2500, 0.8, 0.8), (2500, 8000, 0.4, 0.45))
        )
        tail = np.concatenate([np.zeros(int((0.016 + 0.005 * channel) * RATE)), tail * (1 - np.exp(-t / 0.012))])[
            :length
        ]
        tail /= np.sqrt(np.sum(tail**2))
        sent = 0.75 * stage[channel] + 0.25 * stage[1 - channel]
        size = stage.shape[1]
        out[channel] += wet * np.fft.irfft(np.fft.rfft(sent) * np.fft.rfft(tail, size), size)
    return out


def finish(stage: Sound, length: int, fade: int) -> Sound:
    """Cut to length: bass in the middle, tops rounded, nothing under 30 Hz, last `fade` samples to silence, peak −3 dBFS."""
    stage = np.tanh(0.9 * stage / np.max(np.abs(stage)))
    middle, side = stage[0] + stage[1], stage[0] - stage[1]
    middle, side = above(middle, 30), 0.85 * above(above(side, 30), 150)
    cut = np.stack([middle + side, middle - side])[:, :length]
    if fade:
        cut[:, -fade:] *= 0.5 + 0.5 * np.cos(np.pi * np.arange(1, fade + 1) / fade)
        cut[:, :48] *= np.arange(48) / 48
    return np.asarray(cut * (PEAK / np.max(np.abs(cut))))


def above(mono: NDArray[np.float64], corner: float) -> NDArray[np.float64]:
    """High-pass without phase shift, circular like the stage."""
    at = np.fft.rfftfreq(len(mono), 1 / RATE)
    return np.asarray(np.fft.irfft(np.fft.rfft(mono) * (at**4 / (at**4 + corner**4)), len(mono)))


def write(sound: Sound, path: Path, seed: int) -> None:
    """Round to 16 bits with triangular dither and write FLAC."""
    rng = np.random.default_rng(seed)
    dither = rng.uniform(-0.5, 0.5, sound.shape) + rng.uniform(-0.5, 0.5, sound.shape)
    samples = np.round(sound * 32767 + dither).astype(np.int16)
    with av.open(str(path), "w", format="flac", options={"fflags": "+bitexact"}) as container:
        stream = container.add_stream("flac", rate=RATE, layout="stereo", options={"compression_level": "8"})
        stream.codec_context.flags |= av.codec.context.Flags.bitexact
        for start in range(0, samples.shape[1], 4608):
            block = np.ascontiguousarray(samples[:, start : start + 4608].T).reshape(1, -1)
            frame = av.AudioFrame.from_ndarray(block, format="s16", layout="stereo")
            frame.sample_rate, frame.pts, frame.time_base = RATE, start, Fraction(1, RATE)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


def main(folder: Path) -> None:
    """Write every piece into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for seed, (name, compose) in enumerate(PIECES.items()):
        write(compose(), folder / f"{name}.flac", seed)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[2] / "templates" / "laodong" / "sound")
