"""Tables as the terminal shows them: figures right, columns that give way, nothing cut."""

from __future__ import annotations

import sys

import pytest

from bulletin import terminal
from bulletin.messages import say
from bulletin.tables import Column
from bulletin.terminal import print_table

COLUMNS = (Column(say("Date")), Column(say("Length"), is_number=True), Column(say("Story"), is_wide=True))
ROWS = (("1.10.", "0:52", "Làm thêm giờ: ba mức lương người lao động cần nhớ"), ("12.10.", "10:07", "Nghỉ phép"))


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BULLETIN_LANG", "en")


def printed(capsys: pytest.CaptureFixture[str], width: int, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setattr(terminal, "PAGE_WIDTH", width)
    print_table(None, COLUMNS, ROWS)
    return capsys.readouterr().out.splitlines()


def test_cells_stand_under_their_headings_and_figures_at_the_right(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert printed(capsys, 100, monkeypatch) == [
        "Date    Length  Story",
        "1.10.     0:52  Làm thêm giờ: ba mức lương người lao động cần nhớ",
        "12.10.   10:07  Nghỉ phép",
    ]


def test_words_go_over_several_lines_where_the_page_is_narrow(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert printed(capsys, 44, monkeypatch) == [
        "Date    Length  Story",
        "1.10.     0:52  Làm thêm giờ: ba mức lương",
        "                người lao động cần nhớ",
        "12.10.   10:07  Nghỉ phép",
    ]


def test_marks_that_stand_on_a_letter_take_no_place(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(None, (), (("E\u0302\u0301", "x"), ("ab", "y")))
    assert capsys.readouterr().out.splitlines() == ["E\u0302\u0301   x", "ab  y"]


def test_a_title_stands_over_the_middle_and_is_bold_on_a_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    print_table(say("Names"), (Column(say("Date")), Column(say("Length"))), (("a" * 10, "b" * 9),))
    assert capsys.readouterr().out.splitlines() == [
        "\033[1m        Names\033[0m", "\033[1mDate        Length\033[0m", f"{'a' * 10}  {'b' * 9}",
    ]  # fmt: skip
