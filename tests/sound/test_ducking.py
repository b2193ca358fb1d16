from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin.sound.ducking import NORMAL, Ducking, Speech, duck, talking
from bulletin.sound.mix import gain_curve
from bulletin.sound.values import Point
from bulletin.timing import Span

MS = 48


def said(*spans: tuple[int, int]) -> list[Speech]:
    return [Speech(Span(start * MS, length * MS)) for start, length in spans]


def test_the_bed_is_down_100_ms_before_the_first_syllable_and_up_a_second_after_the_last() -> None:
    assert duck(said((5000, 2000))) == (
        Point(4600 * MS, -6.0),
        Point(4900 * MS, -15.0),
        Point(7200 * MS, -15.0),
        Point(8000 * MS, -6.0),
    )


def test_solemn_speech_takes_the_bed_further_down() -> None:
    assert [point.gain_db for point in duck([Speech(Span(96_000, 48_000), solemn=True)])] == [-6.0, -18.0, -18.0, -6.0]


def test_one_solemn_voice_makes_its_whole_stretch_solemn() -> None:
    voices = [Speech(Span(0, 48_000)), Speech(Span(50_000, 48_000), solemn=True)]
    assert talking(voices, NORMAL.bridge) == (Speech(Span(0, 98_000), solemn=True),)


def test_short_silences_do_not_bring_the_bed_up() -> None:
    assert talking(said((0, 1000), (2499, 1000)), 1500 * MS) == tuple(said((0, 3499)))
    assert len(talking(said((0, 1000), (2500, 1000)), 1500 * MS)) == 2


def test_the_order_in_which_voices_are_given_does_not_matter() -> None:
    voices = said((9000, 800), (0, 1000), (4000, 2000))
    assert duck(voices) == duck(reversed(voices))


def test_a_voice_of_no_length_says_nothing() -> None:
    assert duck([Speech(Span(48_000, 0))]) == (Point(0, NORMAL.alone),)


@pytest.mark.parametrize(
    "wrong",
    [{"alone": -2.0}, {"under": -5.0}, {"solemn": -14.0}, {"ramp": 0}, {"lead": -1}, {"bridge": 60_000}],
)
def test_levels_and_times_that_cannot_be_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"bed|ramp|silence"):
        Ducking(**wrong)  # type: ignore[arg-type]


@given(st.lists(st.tuples(st.integers(0, 400_000), st.integers(0, 200_000)), max_size=6))
def test_under_every_voice_the_bed_is_at_its_lowest_and_nowhere_louder_than_alone(spans: list[tuple[int, int]]) -> None:
    voices = [Speech(Span(*span)) for span in spans]
    curve = gain_curve(duck(voices), np.arange(700_000))
    assert curve.max() <= NORMAL.alone
    for voice in voices:
        if voice.span.length:
            assert (curve[max(voice.span.start - NORMAL.lead, 0) : voice.span.end + NORMAL.hold] == NORMAL.under).all()
