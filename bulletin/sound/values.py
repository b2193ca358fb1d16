"""The plan of a programme's sound: which file sounds where, how loud, and along which gain curve. Positions are samples."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Literal

from bulletin.sound.pcm import PACKET
from bulletin.timing import SAMPLE_RATE, Span

CueKind = Literal["voice", "bed", "sting", "opener", "closer", "footage"]

BED_CROSS = SAMPLE_RATE // 2
"""Samples in which the bed of one section gives way to that of the next, before this one begins."""

SILENCE_DB = -120.0
"""What stands for "no sound at all" wherever a level is given in dB."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file with sound. `form` says how to read it: `pcm` is bare 48 kHz mono 16-bit little endian (a take in the store),
    `stereo` the same with two channels, `file` is FLAC, WAV or anything else that `sources.READABLE` lists, `clip` the
    `part` (samples from its first picture on) of a clip. `digest` names the contents; the path does not."""

    path: Path = field(compare=False)
    digest: str
    form: Literal["pcm", "stereo", "file", "clip"] = "file"
    part: Span | None = None
    whole: str = ""
    """The digest of the clip's file: one that has changed since is not the one that was planned."""

    @property
    def is_decoded(self) -> bool:
        """Whether it must be decoded before it can be mixed."""
        return self.form in ("file", "clip")


@dataclass(frozen=True, slots=True)
class Point:
    """A corner of a gain curve: at this sample the gain is so many dB."""

    at: int
    gain_db: float


@dataclass(frozen=True, slots=True)
class Cue:
    """A source placed on the programme, or on an excerpt of it, where it may have begun before the first sample. It plays
    from sample `offset` of the source on; a bed starts again when it ends, anything else falls silent. `fade_in` and `fade_out` are samples at the ends of the span; `curve` adds to `gain_db`
    (corners in order, joined by smooth steps, level before the first and after the last; empty = 0 dB)."""

    source: Source
    kind: CueKind
    span: Span
    gain_db: float = 0.0
    offset: int = 0
    fade_in: int = 0
    fade_out: int = 0
    curve: tuple[Point, ...] = ()

    def __post_init__(self) -> None:
        if self.offset < 0:
            raise ValueError(f"a cue cannot play its source from sample {self.offset} on")
        if not 0 <= self.fade_in <= self.span.length or not 0 <= self.fade_out <= self.span.length:
            raise ValueError(
                f"fades of {self.fade_in} and {self.fade_out} do not fit a cue of {self.span.length} samples"
            )
        if any(later.at <= earlier.at for earlier, later in pairwise(self.curve)):
            raise ValueError("the corners of a gain curve must follow each other")


@dataclass(frozen=True, slots=True)
class SoundPlan:
    """Everything that is heard, in the order in which it is added up. `length` is the programme's, in samples.

    `joins` are the samples from the end of one section to the start of the next, which is a whole packet: what is heard in
    a section keeps its place against its start, whatever happens to the sections before it."""

    length: int
    cues: tuple[Cue, ...]
    joins: tuple[Span, ...] = ()

    def __post_init__(self) -> None:
        if self.length < 0:
            raise ValueError(f"a programme cannot be {self.length} samples long")
        if any(later.start < earlier.end for earlier, later in pairwise(self.joins)):
            raise ValueError("the joins of a programme follow each other")
        if any(join.end % PACKET for join in self.joins):
            raise ValueError(f"a section begins with a packet, every {PACKET} samples")

    @property
    def sections(self) -> tuple[int, ...]:
        """The samples at which sections begin, the first at 0."""
        return (0, *(join.end for join in self.joins))

    def section_at(self, sample: int) -> int:
        """The number of the section that a sample lies in, joins with what they lead to not counted."""
        return bisect_right([join.end for join in self.joins], sample)

    def section_of(self, cue: Cue) -> int:
        """The number of the section that a cue belongs to: its bed and its sting come in before it begins."""
        return bisect_right([min(join.start, join.end - BED_CROSS) for join in self.joins], cue.span.start)
