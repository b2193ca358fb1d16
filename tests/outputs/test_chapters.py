"""Chapter lists: the platform's rules hold, or there is no list."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bulletin.outputs.chapters import chapter_text
from bulletin.rundown.values import Chapter


def chapters(*points: tuple[int, str]) -> list[Chapter]:
    return [Chapter(second * 25, title) for second, title in points]


def test_each_chapter_is_a_line_with_its_time_first() -> None:
    text = chapter_text(chapters((0, "Điểm tin"), (75, "Lương tối thiểu"), (3605, "Lời kết")), 3700 * 25)
    assert text == "0:00 Điểm tin\n1:15 Lương tối thiểu\n1:00:05 Lời kết\n"


def test_an_opening_that_is_too_short_is_part_of_the_chapter_after_it() -> None:
    text = chapter_text(chapters((0, "Hình hiệu"), (6, "Điểm tin"), (30, "A"), (60, "B")), 100 * 25)
    assert text == "0:00 Điểm tin\n0:30 A\n1:00 B\n"


def test_a_short_chapter_is_part_of_the_one_before_it_and_so_is_a_short_end() -> None:
    text = chapter_text(chapters((0, "A"), (30, "B"), (60, "C"), (65, "D"), (80, "E"), (96, "Kết")), 100 * 25)
    assert text == "0:00 A\n0:30 B\n1:00 C\n1:20 E\n"


def test_a_list_begins_at_0_even_when_the_first_chapter_does_not() -> None:
    assert chapter_text(chapters((4, "A"), (30, "B"), (60, "C")), 100 * 25).startswith("0:00 A\n")


def test_fewer_than_three_chapters_are_no_list() -> None:
    assert chapter_text(chapters((0, "A"), (30, "B"), (35, "C")), 100 * 25) == ""
    assert chapter_text([], 100 * 25) == ""


def test_titles_stay_on_one_line_without_angle_brackets() -> None:
    text = chapter_text(chapters((0, "A\nB"), (30, "<C>"), (60, "D")), 100 * 25)
    assert text == "0:00 A B\n0:30 ‹C›\n1:00 D\n"


@given(st.lists(st.integers(0, 20_000), max_size=30), st.integers(1, 25_000))
def test_whatever_the_programme_the_rules_hold(starts: list[int], frames: int) -> None:
    text = chapter_text([Chapter(start, f"Tin {start}") for start in starts], frames)
    found = [int(minutes) * 60 + int(seconds) for minutes, seconds in re.findall(r"(?m)^(\d+):(\d\d) Tin", text)]
    assert len(found) == len(text.splitlines())
    if text:
        assert found[0] == 0
        assert len(found) >= 3
        assert all(later - earlier >= 10 for earlier, later in pairwise([*found, frames // 25]))
