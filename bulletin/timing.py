"""Whole numbers for time: frames, samples, spans, time code. Seconds exist only where text or an engine needs them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

FRAME_RATE = 25
SAMPLE_RATE = 48_000
SAMPLES_PER_FRAME = SAMPLE_RATE // FRAME_RATE
SOUND_GRID = 8
"""Frames: every eighth one begins with an AAC packet (8 × 1920 samples are 15 × 1024)."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of time from `start`, `length` long, end exclusive; frames or samples, as the holder says."""

    start: int
    length: int

    def __post_init__(self) -> None:
        if self.length < 0:
            raise ValueError(f"a span cannot be {self.length} long")

    @property
    def end(self) -> int:
        return self.start + self.length

    def moved(self, by: int) -> Span:
        return Span(self.start + by, self.length)


def frames(seconds: float | Fraction) -> int:
    """Seconds to the nearest whole frame."""
    return round(Fraction(seconds) * FRAME_RATE)


def frames_holding(samples: int) -> int:
    """The fewest whole frames that hold so many samples (a slot is rounded up, never cut)."""
    return -(-samples // SAMPLES_PER_FRAME)


def samples(frames: int) -> int:
    """The samples that so many frames last."""
    return frames * SAMPLES_PER_FRAME


def timecode(frame: int) -> str:
    """A position as `MM:SS:FF`, with hours in front from the first hour on."""
    seconds, rest = divmod(frame, FRAME_RATE)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    hour = f"{hours:02}:" if hours else ""
    return f"{hour}{minutes:02}:{seconds:02}:{rest:02}"


def clock(frame: int) -> str:
    """A length for people as `M:SS`, to the nearest second."""
    minutes, seconds = divmod(round(Fraction(frame, FRAME_RATE)), 60)
    return f"{minutes}:{seconds:02}"
