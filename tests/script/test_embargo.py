"""`Chờ đến:` – which moment its words name."""

from __future__ import annotations

import datetime

import pytest

from bulletin.script import parse
from bulletin.script.embargo import embargo_of, embargo_problems
from bulletin.script.values import Script


def script(words: str) -> Script:
    return parse(f"---\nngày: 20.11.2026\n---\n## Tin {{#tin}}\nChờ đến: {words}\n\nMột câu.\n", "daily.md")


@pytest.mark.parametrize(
    ("words", "moment"),
    [
        ("18:00 20.11.2026", "2026-11-20T18:00"),
        ("20.11.2026 05:30", "2026-11-20T05:30"),
        ("18 giờ 15", "2026-11-20T18:15"),
        ("18h", "2026-11-20T18:00"),
        ("21.11.2026", "2026-11-21T00:00"),
        ("lúc 6:00 ngày 21.11.2026", "2026-11-21T06:00"),
    ],
)
def test_the_moment_is_understood_as_people_write_it(words: str, moment: str) -> None:
    found = script(words)
    assert embargo_of(found.stories[0], found.date) == datetime.datetime.fromisoformat(moment)
    assert embargo_problems(found) == ()


@pytest.mark.parametrize("words", ["chiều mai", "25:00", "18:00 40.11.2026"])
def test_words_that_name_no_moment_are_told_with_their_line(words: str) -> None:
    (problem,) = embargo_problems(script(words))
    assert problem.is_error
    assert problem.place is not None and problem.place.line == 5
