"""Segments and excerpts: what sounds alike is an equal value, and nothing that is heard is left out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin.sound.excerpts import SEGMENT, excerpt, segments
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
    return SoundPlan(at + 1_000_000, cues, (0, at))


def test_segments_fill_every_section_from_its_own_start() -> None:
    programme = SoundPlan((3 * SEGMENT + 70) * PACKET - 5, (), (0, (SEGMENT + 7) * PACKET))
    assert segments(programme) == (
        Span(0, SEGMENT),
        Span(SEGMENT, 7),
        Span(SEGMENT + 7, SEGMENT),
        Span(2 * SEGMENT + 7, SEGMENT),
        Span(3 * SEGMENT + 7, 63),
    )


@pytest.mark.parametrize("start", [0, 10_000, 33_000, 100_000, 300_000, 700_000])
def test_an_excerpt_of_a_section_is_the_same_wherever_the_section_stands(start: int) -> None:
    first, later = (excerpt(plan(at), Span(at + start, 80_000)) for at in (50_000, 777_777))
    assert first == later


def test_what_happens_after_an_excerpt_does_not_show_in_it() -> None:
    here = Span(150_000, 100_000)
    assert excerpt(plan(50_000), here) == excerpt(plan(50_000, bed_end=700_000), here)


def test_what_changes_the_sound_changes_the_excerpt() -> None:
    programme, here = plan(50_000), Span(60_000, 100_000)
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


@pytest.mark.parametrize("sections", [(), (5,), (0, 9, 9), (0, 9, 4)])
def test_sections_that_cannot_be_are_refused(sections: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="sections"):
        SoundPlan(10_000, (), sections)
