"""The encoder curve: what x264 settings cost and give on the reference's frames, to choose a profile's settings from.

python -m tests.benchmarks.curve [--frames 50] [--only WORD]"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import av

from bulletin.picture.compose import Composer
from bulletin.picture.decode import decode, samples_of
from bulletin.picture.render import ChunkJob
from bulletin.picture.resources import Resources
from bulletin.picture.values import PROFILES, Chunk, Encoder, Measures, Profile
from bulletin.picture.x264 import open_encoder, packets_of
from bulletin.rundown.values import Still
from bulletin.timing import FRAME_RATE
from tests.benchmarks import quality, reference
from tests.benchmarks.alone import lasting
from tests.benchmarks.reference import ROOT

REPORT = ROOT / "out" / "curve.md"
LEAST_SSIM, MOST_MEGABITS = 0.985, 8.0
STRIDE, FIRST = 16, 3
"""Which frames are compared."""
SKIPPED = 20
"""Frames left out at a shot's start, so that plates are there in a short run as well."""
FRAMES = 50
Options = Mapping[str, str | int | float]
TRIED: tuple[Options, ...] = (
    {"subme": 0},
    {"subme": 2},
    {"me": "hex"},
    {"bframes": 2},
    {"bframes": 5},
    {"8x8dct": 0},
    {"no-deblock": 1},
    {"cabac": 1},
    {"aq-mode": 0},
    {"aq-strength": 0.7},
    {"aq-strength": 1.3},
    {"partitions": "i8x8,i4x4"},
    {"pbratio": 1.5},
    {"ipratio": 1.2},
)
"""What else was thought of, each alone, around the settings of the profile `final`."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What x264 is told beside what `picture.x264` fixes; `options` overrules it."""

    preset: str
    rate: Literal["qp", "crf"]
    quality: float
    options: Options = field(default_factory=dict)

    @property
    def name(self) -> str:
        told = " ".join(f"{name}={value}" for name, value in self.options.items())
        return f"{self.preset} {self.rate} {self.quality:g} {told}".strip()


@dataclass(frozen=True, slots=True)
class Point:
    """What a setting gave: CPU milliseconds a frame, megabits a second of all shots and of the dearest, SSIM of the worst
    shot, and of the shot with the worst plates; and the picture of the worst shot."""

    setting: Setting
    milliseconds: float
    megabits: float
    dearest: float
    whole: float
    plates: float
    worst: str

    @property
    def is_good(self) -> bool:
        return min(self.whole, self.plates) >= LEAST_SSIM and self.megabits <= MOST_MEGABITS


@dataclass(frozen=True, slots=True)
class Clip:
    """Composed frames of a shot, ready for x264, and what decoded ones are compared with: luma and plates by frame."""

    name: str
    pictures: tuple[av.VideoFrame, ...]
    plates: Mapping[int, quality.Mask]


def settings() -> Iterator[Setting]:
    """What is tried: what the field uses; the fastest preset by constant quality and by a constant quantiser; and changes of
    what was chosen."""
    for preset in ("veryfast", "superfast"):
        yield Setting(preset, "crf", 20)
    for crf in (17, 18, 19, 20, 21, 22):
        yield Setting("ultrafast", "crf", crf)
    for qp in (14, 15, 16, 17, 18, 20):
        yield Setting("ultrafast", "qp", qp)
    for qp in (16, 20):
        yield Setting("ultrafast", "qp", qp, {"subme": 0})
    for qp in (14, 16, 18):
        yield Setting("superfast", "qp", qp)
    chosen = PROFILES["final"].encoder
    for more in TRIED:
        yield Setting(chosen.preset, chosen.rate, chosen.quality, more)


def main(arguments: list[str] | None = None) -> int:
    """Try every setting on the same frames; the table goes to out/curve.md and, line by line, to the terminal."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.curve", description="Try encoder settings.")
    parser.add_argument("--frames", type=int, default=FRAMES, help="frames of every shot, at most 105")
    parser.add_argument("--only", default="", help="settings with this in their name")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="bulletin-curve-") as folder:
        clips = [clip(job, asked.frames) for job in reference.jobs(reference.look(Path(folder)))]
    points = []
    for setting in settings():
        if asked.only in setting.name:
            points.append(point(setting, clips))
            sys.stdout.write(row(points[-1]))
            sys.stdout.flush()
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(table(points), encoding="utf-8")
    return 0


def table(points: Sequence[Point]) -> str:
    """The curve as Markdown, and which setting it says to take."""
    best = fastest(points)
    head = "| x264 | CPU ms/frame | Mb/s | dearest shot | SSIM worst shot | SSIM worst plates | |\n|---|--:|--:|--:|--:|--:|---|\n"
    chosen = f"Fastest within the bounds: {best.setting.name}.\n" if best else "None is within the bounds.\n"
    return f"{head}{''.join(row(found) for found in points)}\n{chosen}"


def row(found: Point) -> str:
    """One setting as a row of the table."""
    cells = (
        found.setting.name,
        f"{found.milliseconds:.2f}",
        f"{found.megabits:.2f}",
        f"{found.dearest:.2f}",
        f"{found.whole:.4f} {found.worst}",
        f"{found.plates:.4f}",
        "within" if found.is_good else "",
    )
    return f"| {' | '.join(cells)} |\n"


def fastest(points: Sequence[Point]) -> Point | None:
    """The one to choose: SSIM and bits within the bounds, least time."""
    return min((found for found in points if found.is_good), key=lambda found: found.milliseconds, default=None)


def clip(job: ChunkJob, count: int) -> Clip:
    """So many frames of a shot, composed."""
    first = job.first + SKIPPED
    composer = Composer(job.shot, Resources(job.look))
    pictures = tuple(lasting(frame, n) for n, frame in enumerate(composer.frames(first, min(job.last, first + count))))
    composed = quality.Composed(job)
    ground = job.shot.ground
    name = Path(ground.asset.path).stem if isinstance(ground, Still) else job.name
    return Clip(name, pictures, {n: composed.plates(SKIPPED + n) for n in range(FIRST, len(pictures), STRIDE)})


def point(setting: Setting, clips: Sequence[Clip]) -> Point:
    """Encode all clips, one after the other, and compare what comes out."""
    spent, sizes, found = 0.0, [], []
    for one in clips:
        started = time.process_time()
        chunk = encoded(setting, one.pictures)
        spent += time.process_time() - started
        sizes.append(sum(len(packet.payload) for packet in chunk.packets) * 8 / 1e6 * FRAME_RATE / chunk.frames)
        found.append(_likeness(chunk, one))
    frames = sum(len(one.pictures) for one in clips)
    whole, plates = quality.worst(found)
    worst = clips[[likeness[0] for likeness in found].index(whole)].name
    return Point(setting, spent * 1000 / frames, sum(sizes) / len(sizes), max(sizes), whole, plates, worst)


def encoded(setting: Setting, pictures: Sequence[av.VideoFrame]) -> Chunk:
    """What x264 makes of pictures."""
    width, height = pictures[0].width, pictures[0].height
    profile = Profile("tried", width, height, Encoder(setting.preset, setting.quality, setting.rate))
    context = open_encoder(profile, setting.options)
    packets = packets_of(packet for picture in (*pictures, None) for packet in context.encode(picture))
    return Chunk(width, height, bytes(context.extradata), tuple(packets), Measures(b"", b""))


def _likeness(chunk: Chunk, one: Clip) -> quality.Likeness:
    return quality.mean(
        [
            quality.likeness(luma, samples_of(one.pictures[n].planes[0]), one.plates[n])
            for n, luma in decode(chunk)
            if n in one.plates
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
