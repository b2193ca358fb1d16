"""Weeks of a newsroom: which days they have, what they are called, when their weekly is published."""

from __future__ import annotations

import datetime
from zoneinfo import ZoneInfo

import pytest

from bulletin.desk.weeks import week_asked
from bulletin.errors import BadConfig, BadInput
from bulletin.routine import WeeklyHabits, read_approval, read_night, read_weekly

SATURDAY_TO_FRIDAY = WeeklyHabits(begins=5, published=6)
ISO = WeeklyHabits()


def day(words: str) -> datetime.date:
    return datetime.date.fromisoformat(words)


@pytest.mark.parametrize(
    ("habits", "date", "first", "last", "name", "publication"),
    [
        (ISO, "2026-11-18", "2026-11-16", "2026-11-22", "2026-W47", "2026-11-22"),
        (SATURDAY_TO_FRIDAY, "2026-11-18", "2026-11-14", "2026-11-20", "2026-W47", "2026-11-22"),
        (SATURDAY_TO_FRIDAY, "2026-11-20", "2026-11-14", "2026-11-20", "2026-W47", "2026-11-22"),
        (SATURDAY_TO_FRIDAY, "2026-11-21", "2026-11-21", "2026-11-27", "2026-W48", "2026-11-29"),
        (ISO, "2026-12-31", "2026-12-28", "2027-01-03", "2026-W53", "2027-01-03"),
        (SATURDAY_TO_FRIDAY, "2027-01-01", "2026-12-26", "2027-01-01", "2026-W53", "2027-01-03"),
        (SATURDAY_TO_FRIDAY, "2027-01-02", "2027-01-02", "2027-01-08", "2027-W01", "2027-01-10"),
        (ISO, "2028-02-29", "2028-02-28", "2028-03-05", "2028-W09", "2028-03-05"),
        (ISO, "2026-03-29", "2026-03-23", "2026-03-29", "2026-W13", "2026-03-29"),
        (ISO, "2026-10-25", "2026-10-19", "2026-10-25", "2026-W43", "2026-10-25"),
    ],
)
def test_a_day_lies_in_its_week(
    habits: WeeklyHabits, date: str, first: str, last: str, name: str, publication: str
) -> None:
    week = habits.week_of(day(date))
    assert (week.first, week.last, week.name, week.publication) == (day(first), day(last), name, day(publication))
    assert habits.week_of(week.first) == habits.week_of(week.last) == week
    assert week.next.first == week.last + datetime.timedelta(1)


@pytest.mark.parametrize(
    ("moment", "zone", "date"),
    [
        ("2026-11-20T17:30+00:00", "Asia/Ho_Chi_Minh", "2026-11-21"),
        ("2026-11-20T16:30+00:00", "Asia/Ho_Chi_Minh", "2026-11-20"),
        ("2026-03-29T00:30+00:00", "Europe/Berlin", "2026-03-29"),
        ("2026-10-24T22:30+00:00", "Europe/Berlin", "2026-10-25"),
        ("2026-12-31T23:30+00:00", "Europe/Berlin", "2027-01-01"),
    ],
)
def test_the_day_is_that_of_the_newsrooms_clock(moment: str, zone: str, date: str) -> None:
    assert datetime.datetime.fromisoformat(moment).astimezone(ZoneInfo(zone)).date() == day(date)


@pytest.mark.parametrize("name", ["2026-W47", "2026-W53", "2027-W01", "2028-W09"])
@pytest.mark.parametrize("begins", range(7))
def test_a_week_is_found_by_its_name(name: str, begins: int) -> None:
    habits = WeeklyHabits(begins=begins)
    assert week_asked(name, habits, day("2026-01-01")).name == name


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("", "2026-11-14"),
        ("tuần này", "2026-11-14"),
        ("Tuần  trước", "2026-11-07"),
        ("2026-w47", "2026-11-14"),
        ("18.11.2026", "2026-11-14"),
        ("16.11.2026..20.11.2026", "2026-11-16"),
        ("2026-11-16 đến 2026-11-20", "2026-11-16"),
    ],
)
def test_a_week_is_named_as_people_do(words: str, first: str) -> None:
    assert week_asked(words, SATURDAY_TO_FRIDAY, day("2026-11-18")).first == day(first)


@pytest.mark.parametrize("words", ["2026-W54", "tuần sau nữa", "20.11.2026..16.11.2026", "1.1.2026..20.11.2026"])
def test_what_is_no_week_is_told(words: str) -> None:
    with pytest.raises(BadInput):
        week_asked(words, SATURDAY_TO_FRIDAY, day("2026-11-18"))


def test_days_are_named_in_both_languages() -> None:
    assert read_weekly({"begins": "Thứ Bảy", "published": "sunday"}) == WeeklyHabits(5, 6)
    assert read_night({"days": ["monday", "chủ nhật"]}).days == (0, 6)


@pytest.mark.parametrize("table", [{"begins": "thứ tám"}, {"length": "15"}, {"length": "15:70"}])
def test_a_week_that_cannot_be_is_told(table: dict[str, str]) -> None:
    with pytest.raises(BadConfig):
        read_weekly(table)


def test_nothing_needs_approval_where_nothing_is_said() -> None:
    assert not read_approval({}).required
    with pytest.raises(BadConfig):
        read_night({"weeks": 0})
