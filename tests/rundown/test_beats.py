"""Beats, and how pictures share them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin.errors import Place
from bulletin.rundown.beats import Beat, beats_of, shared, total
from bulletin.rundown.narration import Said
from bulletin.speech.values import Sentence, Take
from bulletin.timing import SAMPLES_PER_FRAME

PLACE = Place("script.md", 1)


def said(samples: int, *clause_ends: int) -> Said:
    ends = (*clause_ends, samples)
    return Said(
        Sentence("w" * len(ends), "w", PLACE, tuple((n, n) for n, _ in enumerate(ends, 1))), Take("k", samples, ends)
    )


@pytest.mark.parametrize(("samples", "pause", "slot"), [(1920, 0, 1), (1921, 0, 2), (1920 * 50, 9, 59), (1, 9, 10)])
def test_a_slot_is_take_and_pause_rounded_up_to_frames(samples: int, pause: int, slot: int) -> None:
    assert total(beats_of(said(samples), pause)) == slot


def test_a_sentence_has_a_beat_for_every_clause_and_its_words_stand_on_the_first() -> None:
    first, second = beats_of(said(100 * SAMPLES_PER_FRAME, 40 * SAMPLES_PER_FRAME), 10)
    assert (first.length, second.length) == (40, 70)
    assert first.said is not None
    assert second.said is None
    assert not first.ends_sentence
    assert second.ends_sentence


def test_pictures_share_words_at_sentence_ends_as_evenly_as_these_allow() -> None:
    beats = tuple(Beat(length) for length in (50, 60, 70, 90))
    assert shared(beats, 2, 40) == (beats[:2], beats[2:])
    assert shared(beats, 3, 40) == (beats[:2], beats[2:3], beats[3:])


def test_a_sentence_end_is_preferred_to_a_slightly_evener_clause_end() -> None:
    beats = (Beat(90, ends_sentence=True), Beat(20, ends_sentence=False), Beat(90))
    assert shared(beats, 2, 40) == (beats[:1], beats[1:])


def test_a_clause_end_is_taken_when_the_sentence_is_far_too_long() -> None:
    beats = (Beat(100, ends_sentence=False), Beat(100, ends_sentence=True))
    assert shared(beats, 2, 40) == (beats[:1], beats[1:])


def test_more_pictures_than_clauses_cannot_be_shared() -> None:
    assert shared((Beat(100),), 2, 40) is None


@given(st.lists(st.integers(10, 200), min_size=1, max_size=12), st.integers(1, 5))
def test_shared_beats_are_all_there_in_order_and_nobody_goes_without(lengths: list[int], count: int) -> None:
    beats = tuple(Beat(length) for length in lengths)
    parts = shared(beats, count, 40)
    if parts is None:
        assert count > len(beats)
    else:
        assert len(parts) == count
        assert tuple(beat for part in parts for beat in part) == beats
        assert all(parts)
