"""How far the bed steps back under speech: gain curves computed from the times of the voice, never from its sound."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bulletin.sound.values import Point
from bulletin.timing import SAMPLE_RATE, Span

_MS = SAMPLE_RATE // 1000


@dataclass(frozen=True, slots=True, order=True)
class Speech:
    """Someone speaks for a span of samples; `solemn` asks for a quieter bed."""

    span: Span
    solemn: bool = False


@dataclass(frozen=True, slots=True)
class Ducking:
    """Levels of the bed in LU relative to speech – alone, under speech, under solemn speech – and times in samples.

    The bed falls over `ramp`, which ends `lead` before the first syllable, and rises over `release`, which begins `hold`
    after the last. Silences shorter than `bridge` do not bring it up."""

    alone: float = -6.0
    under: float = -15.0
    solemn: float = -18.0
    ramp: int = 300 * _MS
    lead: int = 100 * _MS
    hold: int = 200 * _MS
    release: int = 800 * _MS
    bridge: int = 1500 * _MS

    def __post_init__(self) -> None:
        if not self.solemn <= self.under <= self.alone <= -3.0:
            raise ValueError(f"a bed of {self.alone}, {self.under} and {self.solemn} LU is too loud or upside down")
        if min(self.ramp, self.release) <= 0 or min(self.lead, self.hold) < 0:
            raise ValueError("ramp and release must last, lead and hold cannot be negative")
        if self.bridge <= self.ramp + self.lead + self.hold + self.release:
            raise ValueError("a silence that is not bridged must leave room for release and ramp")


NORMAL = Ducking()


def duck(speeches: Iterable[Speech], ducking: Ducking = NORMAL) -> tuple[Point, ...]:
    """The gain curve of a bed, in LU relative to speech, at samples of the programme (the first may lie before its start)."""
    talks = talking(speeches, ducking.bridge)
    if not talks:
        return (Point(0, ducking.alone),)
    points: list[Point] = []
    for talk in talks:
        low = ducking.solemn if talk.solemn else ducking.under
        points += (
            Point(talk.span.start - ducking.lead - ducking.ramp, ducking.alone),
            Point(talk.span.start - ducking.lead, low),
            Point(talk.span.end + ducking.hold, low),
            Point(talk.span.end + ducking.hold + ducking.release, ducking.alone),
        )
    return tuple(points)


def talking(speeches: Iterable[Speech], bridge: int) -> tuple[Speech, ...]:
    """The stretches in which someone speaks; silences shorter than `bridge` belong to them, one solemn voice makes a
    stretch solemn."""
    merged: list[Speech] = []
    for speech in sorted(speech for speech in speeches if speech.span.length):
        if merged and speech.span.start - merged[-1].span.end < bridge:
            before = merged[-1]
            end = max(before.span.end, speech.span.end)
            span = Span(before.span.start, end - before.span.start)
            merged[-1] = Speech(span, before.solemn or speech.solemn)
        else:
            merged.append(speech)
    return tuple(merged)
