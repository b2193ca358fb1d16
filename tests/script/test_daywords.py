"""Words of the day: what `check` says of a daily whose stories will stand in a weekly."""

from __future__ import annotations

import pytest

from bulletin.errors import Problem
from bulletin.script import parse
from bulletin.script.daywords import day_words

FRONT = "---\nbản tin: ngày\nngày: 1.3.2026\n---\n"


def told(words: str, labels: str = "") -> list[Problem]:
    return list(day_words(parse(f"{FRONT}## Tin {{#tin}}\n{labels}\n{words}\n", "daily.md")))


def marks(words: str) -> list[str]:
    return [str(problem.hint).removeprefix("Write: ") for problem in told(words)]


@pytest.mark.parametrize(
    ("words", "mark"),
    [
        ("Mưa từ sáng nay.", '[sáng nay]{tuần="sáng 1.3"}'),
        ("Tối qua có gió.", '[Tối qua]{tuần="Tối 28.2"}'),
        ("Sáng mai sẽ tạnh.", '[Sáng mai]{tuần="Sáng 2.3"}'),
        ("Hôm qua trời lạnh.", '[Hôm qua]{tuần="Ngày 28.2"}'),
        ("Lạnh từ hôm kia.", '[hôm kia]{tuần="ngày 27.2"}'),
        ("Mời xem tin tiếp theo.", '[tiếp theo]{tuần="…"}'),
    ],
)
def test_the_mark_to_paste_has_the_date(words: str, mark: str) -> None:
    assert marks(words) == [mark]


def test_the_place_is_that_of_the_words() -> None:
    (problem,) = told("Mưa từ sáng nay.")
    assert str(problem.place) == "daily.md:7:8"
    assert problem.severity == "note"


def test_words_that_are_marked_already_are_right() -> None:
    assert told('[Sáng nay]{tuần="Sáng 1.3"} có mưa.') == []


def test_what_is_only_for_the_day_is_right() -> None:
    assert told("Sáng nay có mưa. {chỉ bản ngày}") == []
    assert told("Sáng nay có mưa.", "Tuần: không\n") == []


def test_other_words_with_the_same_letters_are_left_alone() -> None:
    assert told("Buổi sáng nayda, quamai và tiếp theođó.") == []


def test_quotations_and_lists_are_read_too() -> None:
    assert len(told("> Hôm nay tôi vui.\n\n- Ngày mai nghỉ.\n- Ngày kia làm.")) == 3
