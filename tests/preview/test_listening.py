"""What is heard while the mix is being made."""

from __future__ import annotations

import pytest

from bulletin.preview.listening import Sound, uncovered
from bulletin.timing import Span

TAKE = Sound("take", 1, Span(100, 50), 0, -3.0)


def test_a_take_is_heard_whole_where_there_is_no_mix() -> None:
    assert list(uncovered(TAKE, ())) == [TAKE]
    assert list(uncovered(TAKE, (Span(0, 100), Span(150, 9)))) == [TAKE]


def test_a_take_falls_silent_where_the_mix_is_heard() -> None:
    assert list(uncovered(TAKE, (Span(0, 500),))) == []
    assert list(uncovered(TAKE, (Span(0, 120),))) == [Sound("take", 1, Span(120, 30), 20, -3.0)]


@pytest.mark.parametrize(
    "covered", [(Span(110, 10), Span(130, 5)), (Span(90, 5), Span(110, 10), Span(130, 5), Span(200, 9))]
)
def test_a_take_goes_on_between_stretches_of_the_mix_where_it_left_off(covered: tuple[Span, ...]) -> None:
    parts = list(uncovered(TAKE, covered))
    assert [(part.span.start, part.span.length, part.offset) for part in parts] == [
        (100, 10, 0),
        (120, 10, 20),
        (135, 15, 35),
    ]
