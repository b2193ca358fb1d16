"""The front matter: strings typed by our schema, never guessed."""

from __future__ import annotations

import datetime

import pytest

from bulletin.errors import Place
from bulletin.script import parse
from bulletin.script.values import Script, Slot, Text
from tests.script.made import FILE, errors_of, problems_of

BODY = "---\n## Tin\n\nCâu.\n"


def front(*lines: str) -> Script:
    return parse("\n".join(["---", *lines, BODY]), FILE)


@pytest.mark.parametrize(
    "written", ["20.11.2026", "20/11/2026", "20-11-2026", "2026-11-20", "2026/11/20", '"20.11.2026"']
)
def test_dates_are_read_in_the_forms_people_write(written: str) -> None:
    assert front(f"ngày: {written}").date == datetime.date(2026, 11, 20)


@pytest.mark.parametrize("written", ["31.2.2026", "20.11.26", "11.20.2026", "20.11-2026", "hôm nay"])
def test_what_is_no_date_is_an_error_at_the_value(written: str) -> None:
    assert errors_of(f"---\nngày: {written}\n{BODY}") == [(2, 7, "“{value}” is not a date.")]


def test_a_missing_date_is_an_error() -> None:
    assert errors_of("## Tin\n\nCâu.") == [(1, 1, "The date of the bulletin is missing.")]


def test_values_stay_strings() -> None:
    found = front("ngày: 20.11.2026", "tiêu đề: 1:30", "giọng: no", "ấn bản: 0123", "bộ nhận diện: 1.10")
    assert [text.words for text in (found.title, found.voice, found.edition, found.brand) if text] == [
        "1:30", "no", "0123", "1.10",
    ]  # fmt: skip


def test_a_comment_begins_at_a_hash_behind_a_space() -> None:
    assert front("ngày: 20.11.2026 # hôm nay", "tiêu đề: Tin C#").title == Text("Tin C#", Place(FILE, 3, 10))


def test_comment_lines_and_empty_lines_are_left_out() -> None:
    assert front("# đầu", "", "ngày: 20.11.2026").date == datetime.date(2026, 11, 20)


@pytest.mark.parametrize("key", ["ngày", "Ngày", "NGÀY", "ngay", "date", "Date", " \tngày "])
def test_keys_are_read_in_any_case_language_and_without_marks(key: str) -> None:
    assert front(f"{key}: 20.11.2026").date == datetime.date(2026, 11, 20)


def test_a_full_width_colon_is_a_colon() -> None:
    assert front("ngày：20.11.2026").date == datetime.date(2026, 11, 20)


def test_an_empty_value_is_no_value() -> None:
    assert front("ngày: 20.11.2026", "ấn bản:   # không có").edition is None


def test_an_unknown_key_gets_a_suggestion() -> None:
    (problem,) = problems_of(f"---\nngày: 20.11.2026\nbiên tâp: X\n{BODY}")
    assert (problem.place, str(problem.hint)) == (Place(FILE, 3, 1), "Did you mean “biên tập”?")


def test_a_doubled_key_is_an_error_also_in_the_other_language() -> None:
    assert errors_of(f"---\nngày: 20.11.2026\ndate: 21.11.2026\n{BODY}") == [(3, 1, "The key “{name}” stands twice.")]


def test_a_line_without_a_colon_is_an_error() -> None:
    assert errors_of(f"---\nngày: 20.11.2026\n- x\n{BODY}") == [
        (3, 1, "This line of the front matter is not of the form key: value.")
    ]


def test_front_matter_that_is_never_closed_is_one_error_at_its_beginning() -> None:
    assert errors_of("\n---\nngày: 20.11.2026\n## Tin\n\nCâu.") == [
        (2, 1, "The front matter begins here and is never closed.")
    ]


@pytest.mark.parametrize(
    ("written", "slot"),
    [
        ("5:00-7:00", Slot(7_500, 10_500)),
        ("5:00 – 7:00", Slot(7_500, 10_500)),
        ("15:00", Slot(22_500, 22_500)),
        ("1:00:00", Slot(90_000, 90_000)),
    ],
)
def test_a_slot_is_read_in_frames(written: str, slot: Slot) -> None:
    assert front("ngày: 20.11.2026", f"khung giờ: {written}").slot == slot


@pytest.mark.parametrize("written", ["5-7", "5:00-7:00-9:00", "5:60", "5 phút"])
def test_what_is_no_slot_is_an_error(written: str) -> None:
    assert errors_of(f"---\nngày: 20.11.2026\nkhung giờ: {written}\n{BODY}") == [(3, 12, "“{value}” is not a slot.")]


@pytest.mark.parametrize("written", ["7:00-5:00", "0:00", "4:00:00"])
def test_an_impossible_slot_is_an_error(written: str) -> None:
    assert errors_of(f"---\nngày: 20.11.2026\nkhung giờ: {written}\n{BODY}") == [
        (3, 12, "The slot “{value}” is impossible.")
    ]


@pytest.mark.parametrize(("written", "kind"), [("ngày", "daily"), ("tuan", "weekly"), ("Đặc biệt", "special")])
def test_the_kind_of_bulletin(written: str, kind: str) -> None:
    assert front("ngày: 20.11.2026", f"bản tin: {written}").kind == kind


def test_an_unknown_part_of_the_opening_is_an_error_at_its_place() -> None:
    assert errors_of(f"---\nngày: 20.11.2026\nmở đầu: lời chào, nhạc, lời chào\n{BODY}") == [
        (3, 19, "“{value}” is not one of the choices here."),
        (3, 25, "“{name}” stands twice."),
    ]
