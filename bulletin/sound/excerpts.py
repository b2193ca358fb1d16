"""Divides a programme into segments, and says what is heard around each in coordinates of its own.

Two excerpts that sound alike are equal values, wherever in whatever programmes they stand: their digest is what the work
done on them is kept under."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from bulletin.sound.pcm import PACKET
from bulletin.sound.values import Cue, Point, SoundPlan
from bulletin.timing import Span

SEGMENT = 450
"""Packets of a segment, counted from its section's start: 9.6 s, 96 steps of a loudness meter."""

ENTRANCE = 480
"""Samples (10 ms) in which the programme comes in after its silent first packet."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """What is heard in a stretch of `length` samples. `at` is the programme's sample that it begins with, or the end of the
    programme's entrance where it begins later. Cues and corners that change nothing in the stretch are not in it."""

    at: int
    length: int
    cues: tuple[Cue, ...]


def segments(plan: SoundPlan) -> tuple[Span, ...]:
    """The segments of a programme, in packets. Each section is divided from its own start."""
    ends = (*plan.sections[1:], plan.length)
    return tuple(
        Span(first, min(SEGMENT, -(-end // PACKET) - first))
        for start, end in zip(plan.sections, ends, strict=True)
        for first in range(start // PACKET, -(-end // PACKET), SEGMENT)
    )


def excerpt(plan: SoundPlan, span: Span) -> Excerpt:
    """What is heard in a span of samples, which may reach beyond the programme on both sides."""
    heard = Span(max(span.start, 0), max(min(span.end, plan.length) - max(span.start, 0), 0))
    cues = tuple(
        _seen(cue, heard, -span.start) for cue in plan.cues if cue.span.start < heard.end and heard.start < cue.span.end
    )
    return Excerpt(min(span.start, PACKET + ENTRANCE), span.length, cues)


def _seen(cue: Cue, span: Span, by: int) -> Cue:
    """A cue as far as it is heard in a span, moved. A fade stays whole, even where only a part of it is heard."""
    start, end, fade_in, fade_out = cue.span.start, cue.span.end, cue.fade_in, cue.fade_out
    if start + cue.fade_in <= span.start:
        start, fade_in = min(span.start, cue.span.end - cue.fade_out), 0
    if end - cue.fade_out >= span.end:
        end, fade_out = max(span.end, cue.span.start + cue.fade_in), 0
    offset = cue.offset + start - cue.span.start
    own = Span(start, end - start)
    curve = tuple(Point(point.at + by, point.gain_db) for point in _clipped(cue.curve, span))
    return replace(cue, span=own.moved(by), offset=offset, fade_in=fade_in, fade_out=fade_out, curve=curve)


def _clipped(points: tuple[Point, ...], span: Span) -> tuple[Point, ...]:
    """The corners that shape a curve inside a span. A level that is held is told by where it is heard, not by how far
    away it began or will end."""
    if not points:
        return ()
    before = max((index for index, point in enumerate(points) if point.at <= span.start), default=0)
    after = min((index for index, point in enumerate(points) if point.at >= span.end), default=len(points) - 1)
    inner = list(points[before : after + 1])
    if len(inner) == 1:
        return (Point(span.start, inner[0].gain_db),)
    if inner[0].gain_db == inner[1].gain_db:
        inner[0] = Point(min(max(inner[0].at, span.start), inner[1].at - 1), inner[0].gain_db)
    if inner[-1].gain_db == inner[-2].gain_db:
        inner[-1] = Point(max(min(inner[-1].at, span.end), inner[-2].at + 1), inner[-1].gain_db)
    assert all(later.at > earlier.at for earlier, later in pairwise(inner)), "corners follow each other"
    return tuple(inner)
