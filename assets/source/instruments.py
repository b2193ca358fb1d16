"""The instruments of the pack's music: sections of players, drum, bell, pulse and cymbal, and the room they play in.

A sound is an array; instruments add themselves to a stage, and what runs over the stage's end comes back at its start."""

from dataclasses import dataclass, replace

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
