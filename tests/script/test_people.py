"""The newsroom's people: a table by date that fills name straps and is compared with what a script says."""

from __future__ import annotations

import datetime
from textwrap import dedent

import pytest

from bulletin.errors import Problems
from bulletin.script import parse
from bulletin.script.people import People, compared, filled, read_people
from bulletin.script.values import Picture, Quotation, Script
from tests.script.made import FILE, FRONT

TABLE = dedent("""\
    tên\tchức danh\ttừ\tđến\tcách đọc
    # người của công đoàn
    Nguyễn Thị Lan\tPhó Chủ tịch Công đoàn Công ty B\t\t31.12.2025
    Nguyễn Thị Lan\tChủ tịch Công đoàn Công ty B\t1.1.2026\t
    Trần Văn Bình\tcông nhân Công ty A
    John Smith\tchuyên gia\t\t\tGiôn Xmít
    """)
PEOPLE = read_people(TABLE, "nhan-vat.tsv")
STORY = '## Một tin {#mot}\n\n![A. Ảnh: B](a.jpg){tên="%s"}\n\n%s\n'


def script(strap: str = "Trần Văn Bình", words: str = "Một câu.", more: str = "") -> Script:
    return parse(FRONT + STORY % (strap, words) + more, FILE)


def strap_of(given: Script) -> str:
    picture = given.stories[0].blocks[0]
    assert isinstance(picture, Picture)
    assert picture.lower_third is not None
    return picture.lower_third.words


def told(given: Script) -> list[str]:
    problems = compared(given, PEOPLE)
    assert all(problem.severity == "warning" and problem.place for problem in problems)
    return [str(problem.message) for problem in problems]


# --- the table ----------------------------------------------------------------------------------------------------------


def test_a_title_holds_over_its_days_both_ends_included() -> None:
    for day, title in ((datetime.date(2025, 12, 31), "Phó Chủ tịch"), (datetime.date(2026, 1, 1), "Chủ tịch")):
        assert PEOPLE.title("Nguyễn Thị Lan", day) == f"{title} Công đoàn Công ty B"
    assert PEOPLE.title("Người Lạ", datetime.date(2026, 1, 1)) == ""


def test_the_table_may_have_english_columns_in_any_order() -> None:
    people = read_people("title\tname\nworker\tMai Anh\n", "nhan-vat.tsv")
    assert people.title("Mai Anh", datetime.date(2026, 1, 1)) == "worker"


def test_readings_are_those_of_names_that_are_not_said_as_written() -> None:
    assert PEOPLE.readings == (("John Smith", "Giôn Xmít"),)


def test_an_empty_table_is_nobody() -> None:
    assert read_people("", "nhan-vat.tsv") == People()


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        ("tên\tchức danh\ttừ\nA B\tC\t31.2.2026\n", [2]),
        ("tên\tchức danh\ttừ\tđến\nA B\tC\t2.1.2026\t1.1.2026\n", [2]),
        ("tên\tchức danh\n\tC\nA B\tD\n\tE\n", [2, 4]),
        ("họ\tnghề\nA\tB\n", [1]),
    ],
)
def test_every_row_that_cannot_be_used_is_told_with_its_line(rows: str, lines: list[int]) -> None:
    with pytest.raises(Problems) as failure:
        read_people(rows, "nhan-vat.tsv")
    problems = failure.value.problems()
    assert [problem.place.line for problem in problems if problem.place] == lines
    assert {problem.code for problem in problems} == {78}


# --- filling ------------------------------------------------------------------------------------------------------------


def test_a_name_alone_gets_the_title_of_the_scripts_date() -> None:
    assert strap_of(filled(script("Nguyễn Thị Lan"), PEOPLE)) == "Nguyễn Thị Lan – Chủ tịch Công đoàn Công ty B"


def test_a_title_that_the_script_gives_stays_as_it_is() -> None:
    assert strap_of(filled(script("Nguyễn Thị Lan – công nhân"), PEOPLE)) == "Nguyễn Thị Lan – công nhân"


def test_a_speaker_and_a_quotation_get_their_titles_too() -> None:
    more = "\n![Phát biểu: Trần Văn Bình. Video: C](a.mp4){0:01-0:05}\n\n> Một lời.\n\nMột câu.\n\n> Lời hai.\n>\n> — Trần Văn Bình\n"
    blocks = filled(script(more=more), PEOPLE).stories[0].blocks
    assert [block.speaker for block in blocks if isinstance(block, Picture) and block.speaker] == [
        "Trần Văn Bình – công nhân Công ty A"
    ]
    assert [block.role for block in blocks if isinstance(block, Quotation) and block.speaker] == ["công nhân Công ty A"]


def test_a_picture_between_sentences_is_filled_too() -> None:
    given = script(words='Một câu. ![C. Ảnh: D](b.jpg){tên="Trần Văn Bình"} Câu hai.')
    assert "Trần Văn Bình – công nhân Công ty A" in repr(filled(given, PEOPLE).stories[0].blocks[1])


# --- comparing ----------------------------------------------------------------------------------------------------------


def test_another_title_than_the_files_is_told_with_both() -> None:
    (message,) = told(script("Nguyễn Thị Lan – Phó Chủ tịch Công đoàn Công ty B"))
    assert "“Chủ tịch Công đoàn Công ty B”" in message
    assert "“Phó Chủ tịch Công đoàn Công ty B”" in message


@pytest.mark.parametrize("strap", ["Nguyễn Thi Lan – Chủ tịch Công đoàn Công ty B", "Nguyễn Thị Lam"])
def test_another_spelling_of_a_name_is_told(strap: str) -> None:
    assert any("is written “Nguyễn Thị Lan”" in message for message in told(script(strap)))


def test_narration_is_compared_with_titles_in_front_of_names() -> None:
    (message,) = told(
        script(words="Theo bà Nguyễn Thị Lan, mọi việc đã xong. Phó chủ tịch công đoàn Nguyễn Thị Lan nói thêm.")
    )
    assert "“Phó chủ tịch công đoàn”" in message
    assert told(script(words="Chủ tịch Công đoàn Công ty B Nguyễn Thị Lan nói.")) == []
    assert told(script(words="Phó Chủ tịch tỉnh đã đến. Nguyễn Thị Lan nói.")) == []


def test_narration_is_compared_with_the_spelling_of_names() -> None:
    (message,) = told(script(words="Bà Nguyễn Thi Lan nói thêm."))
    assert message.startswith("“Nguyễn Thi Lan” is written “Nguyễn Thị Lan”")


def test_titles_on_straps_of_the_story_are_compared_too() -> None:
    assert len(told(script(more="\n### Phó Chủ tịch Nguyễn Thị Lan trả lời\n\nMột câu.\n"))) == 1


def test_strangers_and_right_titles_are_left_alone() -> None:
    assert told(script("Lê Thị Hoa – giáo viên", "Ông Phạm Văn Tư nói.")) == []
