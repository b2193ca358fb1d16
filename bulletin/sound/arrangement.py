"""Decides places, levels and fades: from a rundown's voice and music cues to the plan of the programme's sound.

A section goes from one sting to the next. It begins on the border of two AAC packets, from 5 ms before to 13 ms after its
frame (what EBU R 37 leaves to a production, to 0.3 ms), and the bed begins anew in it, under the sting: so a section
sounds the same, packet for packet, wherever it stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from bulletin.rundown.values import MusicCue, MusicKind, VoiceCue
from bulletin.sound.ducking import NORMAL, Ducking, Speech, duck
from bulletin.sound.metering import QUIETEST
from bulletin.sound.pcm import PACKET
from bulletin.sound.values import Cue, CueKind, Point, SoundPlan, Source
from bulletin.timing import SAMPLE_RATE, SAMPLES_PER_FRAME, Span, samples

SPEECH = -23.0
"""LUFS that every voice is brought to in the mix; a deliverable's own level comes later."""

_KINDS: dict[MusicKind, CueKind] = {
    "opener": "opener",
    "opener-short": "opener",
    "sting": "sting",
    "bed": "bed",
    "closer": "closer",
}
_BED_IN, _BED_OUT = SAMPLE_RATE, 2 * SAMPLE_RATE
_BED_CROSS = SAMPLE_RATE // 2
_PIECE_OUT = SAMPLE_RATE // 100
_TONE_JOIN, _TONE_OUT = SAMPLE_RATE // 100, SAMPLE_RATE // 4
_EARLY = 256  # samples that a section may come before its frame
_STEPS_A_DB = 2


@dataclass(frozen=True, slots=True)
class Recorded:
    """A source and its measured loudness in LUFS: of the take's whole voice, or of the piece."""

    source: Source
    lufs: float
    samples: int = 0
    """How long the source of a take is: what goes beyond its cue is the room tone that fills the pause behind it."""


@dataclass(frozen=True, slots=True)
class Balance:
    """How loud music is against speech, in LU over its whole length; the bed follows its own curve."""

    opener: float = 0.0
    sting: float = -4.0
    closer: float = -1.0
    ducking: Ducking = field(default=NORMAL)


@dataclass(frozen=True, slots=True)
class Sounds:
    """Where the sound is: takes by their key, pieces of the pack by kind."""

    takes: Mapping[str, Recorded]
    pieces: Mapping[MusicKind, Recorded]


def arrange(
    frames: int, cues: tuple[VoiceCue | MusicCue, ...], sounds: Sounds, balance: Balance = Balance()
) -> SoundPlan:
    """The plan of a programme of so many frames. Raises KeyError for a take or a piece that `sounds` does not hold."""
    grid = _Grid(samples(frames), tuple(sorted({0, *(cue.span.start for cue in cues if _is_sting(cue))})))
    voices = [(cue, grid.voice(cue.span)) for cue in cues if isinstance(cue, VoiceCue)]
    curve = duck((Speech(span, cue.solemn) for cue, span in voices), balance.ducking)
    placed = list(_voices([(sounds.takes[cue.take], span) for cue, span in voices], grid))
    for cue in cues:
        if isinstance(cue, MusicCue):
            placed += _music(cue, sounds.pieces[cue.kind], balance, grid, curve)
    return SoundPlan(grid.length, tuple(placed), grid.starts)


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where the frames of a programme of `length` samples lie in its sound. `borders` are the frames of its sections."""

    length: int
    borders: tuple[int, ...]

    @property
    def starts(self) -> tuple[int, ...]:
        """The sample that every section begins with."""
        return (0, *(-(-(samples(frame) - _EARLY) // PACKET) * PACKET for frame in self.borders[1:]))

    def place(self, at: int) -> int:
        """Where a sample of the rundown comes to lie."""
        section = bisect_right(self.borders, at // SAMPLES_PER_FRAME) - 1
        return min(at + self.starts[section] - samples(self.borders[section]), self.length)

    def end_of_section(self, at: int) -> int:
        """Where the section ends that a sample of the sound lies in."""
        return next((start for start in self.starts if start > at), self.length)

    def voice(self, span: Span) -> Span:
        return Span(self.place(span.start), span.length)

    def music(self, frames: Span) -> Span:
        start = self.place(samples(frames.start))
        return Span(start, min(samples(frames.length), self.length - start))

    def bed(self, frames: Span) -> Iterator[Span]:
        """The parts of a bed, from each section's start to the next."""
        start, end = self.place(samples(frames.start)), self.place(samples(frames.end))
        inner = [at for at in self.starts if start < at < end]
        yield from (Span(here, there - here) for here, there in pairwise((start, *inner, end)))


def _is_sting(cue: VoiceCue | MusicCue) -> bool:
    return isinstance(cue, MusicCue) and cue.kind == "sting"


def _voices(takes: Sequence[tuple[Recorded, Span]], grid: _Grid) -> Iterator[Cue]:
    """Takes, each going on as its own room tone until the next one begins or its section ends."""
    for index, (take, span) in enumerate(takes):
        following = takes[index + 1][1].start + _TONE_JOIN if index + 1 < len(takes) else grid.length
        limit = min(following, grid.end_of_section(span.start))
        tone = max(min(take.samples, limit - span.start) - span.length, 0)
        fade = _TONE_JOIN if span.end + tone == following else _TONE_OUT
        yield Cue(take.source, "voice", Span(span.start, span.length + tone), _gain(take), fade_out=min(fade, tone))


def _music(cue: MusicCue, piece: Recorded, balance: Balance, grid: _Grid, curve: tuple[Point, ...]) -> Iterator[Cue]:
    gain, kind = _gain(piece), _KINDS[cue.kind]
    if kind != "bed":
        level = {"opener": balance.opener, "sting": balance.sting, "closer": balance.closer}[kind]
        span = grid.music(cue.span)
        yield Cue(piece.source, kind, span, gain + level, fade_out=min(_PIECE_OUT, span.length))
        return
    parts = list(grid.bed(cue.span))
    for index, part in enumerate(parts):
        is_last = index == len(parts) - 1
        ring = 0 if is_last else min(_BED_CROSS, parts[index + 1].length)
        span = Span(part.start, part.length + ring)
        fade_in = min(_BED_CROSS if index else _BED_IN, span.length // 2)
        fade_out = min(_BED_OUT if is_last else ring, span.length // 2)
        yield Cue(piece.source, kind, span, gain, fade_in=fade_in, fade_out=fade_out, curve=curve)


def _gain(recorded: Recorded) -> float:
    """The gain that brings a source to SPEECH, to the next half dB, so that one sentence more or less does not move a whole
    voice; none where the meter saw nothing, for that would lift noise by 47 dB."""
    return round((SPEECH - recorded.lufs) * _STEPS_A_DB) / _STEPS_A_DB if recorded.lufs > QUIETEST else 0.0
