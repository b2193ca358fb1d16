"""Segments and excerpts: what sounds alike is an equal value, and nothing that is heard is left out."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin.sound.excerpts import HEAD, SEGMENT, TAIL, excerpt, segments
from bulletin.sound.mix import gain_curve
from bulletin.sound.pcm import PACKET
from bulletin.sound.values import Cue, Point, SoundPlan, Source
from bulletin.timing import Span

BED = Source(Path("bed"), "bed", "stereo")
VOICE = Source(Path("voice"), "voice", "pcm")


def plan(at: int, bed_end: int = 900_000) -> SoundPlan:
    """A section at `at` with a bed that is ducked twice, and two voices."""
    corners = ((20_000, -6.0), (30_000, -15.0), (90_000, -15.0), (120_000, -6.0), (500_000, -6.0), (520_000, -15.0))
    curve = tuple(Point(at + corner, gain) for corner, gain in corners)
    cues = (
        Cue(BED, "bed", Span(at, bed_end), fade_in=48_000, fade_out=24_000, curve=curve),
        Cue(VOICE, "voice", Span(at + 31_000, 58_000)),
        Cue(VOICE, "voice", Span(at + 521_000, 58_000)),
    )
    return SoundPlan(at + 1_000_000, cues, (Span(at - 20_000, 20_000),))


def test_joins_have_segments_of_their_own_between_those_of_the_sections() -> None:
    """A section is divided from where its join is over, the last segment half as long again at most."""
    joins = Span((SEGMENT + 90) * PACKET, 20 * PACKET), Span((SEGMENT + 110 + 2000) * PACKET + 77, 20 * PACKET - 77)
    programme = SoundPlan((SEGMENT + 2400) * PACKET - 5, (), joins)
    first, second = (SEGMENT + 110 + HEAD), SEGMENT + 2130 + HEAD
    assert segments(programme) == (
        Span(0, SEGMENT + 90 - TAIL),
        Span(SEGMENT + 90 - TAIL, 20 + TAIL + HEAD),
        *(Span(first + SEGMENT * number, SEGMENT) for number in range(3)),
        Span(first + 3 * SEGMENT, SEGMENT + 2110 - TAIL - first - 3 * SEGMENT),
        Span(SEGMENT + 2110 - TAIL, 20 + TAIL + HEAD),
        Span(second, SEGMENT + 2400 - second),
    )


def test_a_section_with_hardly_more_than_its_joins_is_left_to_them() -> None:
    joins = tuple(Span((1000 + 300 * number) * PACKET, 20 * PACKET) for number in range(3))
    spans = segments(SoundPlan(3000 * PACKET, (), joins))
    assert [span.end for span in spans][:-1] == [later.start for later in spans[1:]]
    assert sum(span.length for span in spans) == 3000
    assert all(span.length <= SEGMENT * 3 // 2 for span in spans)
    assert Span(1020 + HEAD, 300) in spans


@given(st.lists(st.tuples(st.integers(1, 3000), st.integers(1, 40)), max_size=8), st.integers(1, 2000))
def test_segments_fill_any_programme(sections: list[tuple[int, int]], rest: int) -> None:
    at, joins = 0, []
    for length, join in sections:
        joins.append(Span((at + length) * PACKET, join * PACKET))
        at += length + join
    spans = segments(SoundPlan((at + rest) * PACKET - 7, (), tuple(joins)))
    assert spans[0].start == 0
    assert all(before.end == after.start for before, after in pairwise(spans))
    assert spans[-1].end == at + rest
    assert all(0 < span.length <= SEGMENT * 3 // 2 for span in spans)


@pytest.mark.parametrize("start", [0, 10_000, 33_000, 100_000, 300_000, 700_000])
def test_an_excerpt_of_a_section_is_the_same_wherever_the_section_stands(start: int) -> None:
    first, later = (excerpt(plan(at), Span(at + start, 80_000)) for at in (50 * PACKET, 777 * PACKET))
    assert first == later


def test_what_belongs_to_a_louder_section_is_louder_in_an_excerpt() -> None:
    programme = plan(500 * PACKET)
    own = replace(programme, cues=(Cue(VOICE, "voice", Span(0, 480 * PACKET)), *programme.cues))
    here = Span(400 * PACKET, 200 * PACKET)
    assert excerpt(own, here, (0.0, 0.0)) == excerpt(own, here)
    before, *after = excerpt(own, here, (-0.5, 0.0)).cues
    assert before == replace(excerpt(own, here).cues[0], gain_db=-0.5)
    assert tuple(after) == excerpt(own, here).cues[1:]


def test_what_happens_after_an_excerpt_does_not_show_in_it() -> None:
    here = Span(150_000, 100_000)
    assert excerpt(plan(50 * PACKET), here) == excerpt(plan(50 * PACKET, bed_end=700_000), here)


def test_what_changes_the_sound_changes_the_excerpt() -> None:
    programme, here = plan(50 * PACKET), Span(60_000, 100_000)
    voice = programme.cues[1]
    for other in (replace(voice, gain_db=1.0), replace(voice, span=voice.span.moved(1)), replace(voice, source=BED)):
        changed = replace(programme, cues=(programme.cues[0], other, programme.cues[2]))
        assert excerpt(changed, here) != excerpt(programme, here)


@given(
    st.lists(st.tuples(st.integers(1, 40), st.sampled_from([-15.0, -6.0])), max_size=6),
    st.integers(0, 120),
    st.integers(1, 60),
)
def test_a_curve_is_the_same_inside_an_excerpt(steps: list[tuple[int, float]], start: int, length: int) -> None:
    ends = np.cumsum([step for step, _ in steps]).tolist()
    curve = tuple(Point(at, gain) for at, (_, gain) in zip(ends, steps, strict=True))
    programme = SoundPlan(300, (Cue(BED, "bed", Span(0, 300), curve=curve),))
    seen = excerpt(programme, Span(start, length)).cues[0].curve
    whole = gain_curve(curve, np.arange(start, start + length))
    assert gain_curve(seen, np.arange(length)).tolist() == whole.tolist()


def test_joins_that_cannot_be_are_refused() -> None:
    with pytest.raises(ValueError, match="follow each other"):
        SoundPlan(10_000, (), (Span(0, 2 * PACKET), Span(PACKET, 3 * PACKET)))
    with pytest.raises(ValueError, match="begins with a packet"):
        SoundPlan(10_000, (), (Span(0, PACKET + 1),))
