"""Divides a programme into segments, and says what is heard around each in coordinates of its own.

Two excerpts that sound alike are equal values, wherever in whatever programmes they stand: their digest is what the work
done on them is kept under."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bulletin.sound.pcm import PACKET
from bulletin.sound.values import Cue, Point, SoundPlan
from bulletin.timing import Span

SEGMENT = 450
"""Packets of a segment: 9.6 s."""

HEAD = 80
"""Packets from a section's start on (1.7 s) in which what was before may still be heard: a sting that rings (1.2 s), the lead
of its first segment."""

TAIL = 10
"""Packets before a join that the bed of the next section, and what the encoder and the limiter see ahead, may reach."""

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
    """The segments of a programme, in packets. What is heard around a join has segments of its own, so that all others have
    one section alone in them; a section that has no more than that is left to its joins."""
    borders = [0]
    for join in plan.joins:
        if join.start // PACKET - TAIL - borders[-1] >= SEGMENT // 2:
            borders.append(join.start // PACKET - TAIL)
        borders.append(join.end // PACKET + HEAD)
    end = -(-plan.length // PACKET)
    stretches = pairwise((*(border for border in borders if border < end), end))
    return tuple(segment for start, stop in stretches for segment in _divided(start, stop))


def _divided(start: int, stop: int) -> Iterator[Span]:
    """Segments from a packet on, the last one half as long again at most."""
    count = max(1, (stop - start + SEGMENT // 2 - 1) // SEGMENT)
    last = start + SEGMENT * (count - 1)
    yield from (Span(first, SEGMENT) for first in range(start, last, SEGMENT))
    yield Span(last, stop - last)


def excerpt(plan: SoundPlan, span: Span, louder: Sequence[float] = ()) -> Excerpt:
    """What is heard in a span of samples, which may reach beyond the programme on both sides. `louder` says by how many dB
    each section is to be louder than it is planned."""
    heard = Span(max(span.start, 0), max(min(span.end, plan.length) - max(span.start, 0), 0))
    cues = (cue for cue in plan.cues if cue.span.start < heard.end and heard.start < cue.span.end)
    if louder:
        cues = (replace(cue, gain_db=cue.gain_db + louder[plan.section_of(cue)]) for cue in cues)
    return Excerpt(
        min(span.start, PACKET + ENTRANCE), span.length, tuple(_seen(cue, heard, -span.start) for cue in cues)
    )


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
