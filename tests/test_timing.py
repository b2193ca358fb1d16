"""Whole numbers for time."""

from __future__ import annotations

from fractions import Fraction

import pytest

from bulletin import timing
from bulletin.timing import Span


def test_a_frame_holds_a_whole_number_of_samples() -> None:
    assert timing.SAMPLES_PER_FRAME * timing.FRAME_RATE == timing.SAMPLE_RATE


@pytest.mark.parametrize(("samples", "frames"), [(0, 0), (1, 1), (1920, 1), (1921, 2), (48_000, 25)])
def test_a_slot_is_rounded_up_to_whole_frames(samples: int, frames: int) -> None:
    assert timing.frames_holding(samples) == frames


def test_seconds_become_the_nearest_frame() -> None:
    assert timing.frames(Fraction(1, 3)) == 8
    assert timing.frames(0.35) == 9


def test_a_span_ends_before_the_next_begins() -> None:
    assert Span(10, 5).end == 15
    assert Span(10, 5).moved(-10) == Span(0, 5)


def test_a_span_is_never_negative() -> None:
    with pytest.raises(ValueError, match="-1"):
        Span(0, -1)


@pytest.mark.parametrize(
    ("frame", "shown"), [(0, "00:00:00"), (24, "00:00:24"), (25 * 61, "01:01:00"), (25 * 3600 + 1, "01:00:00:01")]
)
def test_time_code_shows_frames_and_hours_only_when_there_are_any(frame: int, shown: str) -> None:
    assert timing.timecode(frame) == shown


def test_a_length_for_people_is_rounded_to_seconds() -> None:
    assert timing.clock(25 * 60 + 12) == "1:00"
    assert timing.clock(25 * 60 + 13) == "1:01"
