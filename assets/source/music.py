"""The music of the Lao Động TV pack, composed and synthesised: opener, short opener, sting, bed and closer.

Run `python assets/source/music.py [FOLDER]`; the same files, byte for byte, come out on the same machine and library versions.
One motif of five notes (D A B E D) and one harmony run through all of it, at 100 beats a minute: a beat is 15 frames of
25 a second, a bar 60, so every event falls on a frame. Whoever changes the music changes the scores in this module.
"""

import sys
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from instruments import (
    BAR,
    BEAT,
    FRAME,
    HIGH_STRINGS,
    HIT_HORNS,
    HIT_STRINGS,
    HIT_TRUMPETS,
    HORNS,
    LOW_STRINGS,
    PAD,
    RATE,
    TRUMPETS,
    Note,
    Sound,
    bell,
    chord,
    down,
    drum,
    finish,
    play,
    pulse,
    room,
    rush,
    swell,
    thump,
    up,
)

MOTIF = (("D4", 0.0, 1.5), ("A4", 1.5, 1.5), ("B4", 3.0, 1.0), ("E5", 4.0, 4.0), ("D5", 8.0, 2.6))


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
