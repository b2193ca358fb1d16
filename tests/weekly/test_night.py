"""The work of a night: which weeks, in which order, and which of them are due, whatever the calendar does."""

from __future__ import annotations

import datetime

import pytest

from bulletin.routine import Night, WeeklyHabits
from bulletin.weekly.night import tasks

SUNDAY_PAPER = WeeklyHabits()
"""Monday to Sunday, published on Sunday."""
NIGHT = Night(weeks=4)


def day(words: str) -> datetime.date:
    return datetime.date.fromisoformat(words)


def workdays(first: str, last: str) -> tuple[datetime.date, ...]:
    days = (day(last) - day(first)).days + 1
    all_days = (day(first) + datetime.timedelta(number) for number in range(days))
    return tuple(one for one in all_days if one.weekday() < 5)


def told(today: str, dailies: tuple[datetime.date, ...], habits: WeeklyHabits = SUNDAY_PAPER) -> list[tuple[str, str]]:
    return [(task.week.name, task.duty) for task in tasks(day(today), habits, NIGHT, dailies)]


def test_the_running_week_is_prepared_until_its_day_comes() -> None:
    assert told("2026-11-18", workdays("2026-11-16", "2026-11-17")) == [("2026-W47", "prepare")]
    assert told("2026-11-22", workdays("2026-11-16", "2026-11-20")) == [("2026-W47", "publish")]


def test_three_weeks_in_which_the_machine_was_off_are_made_up_for_the_oldest_first() -> None:
    """J4."""
    found = told("2026-11-24", workdays("2026-11-02", "2026-11-23"))
    assert found == [("2026-W45", "publish"), ("2026-W46", "publish"), ("2026-W47", "publish"), ("2026-W48", "prepare")]


def test_no_more_weeks_are_made_up_for_than_the_newsroom_wants() -> None:
    found = tasks(day("2026-11-24"), SUNDAY_PAPER, Night(weeks=1), workdays("2026-10-01", "2026-11-23"))
    assert [task.week.name for task in found] == ["2026-W47", "2026-W48"]


def test_a_week_that_had_no_daily_at_all_is_nobody_s_work() -> None:
    found = told("2026-11-24", workdays("2026-11-09", "2026-11-13"))
    assert found == [("2026-W46", "publish"), ("2026-W48", "prepare")]


def test_the_last_day_s_own_daily_is_waited_for() -> None:
    """A week from Saturday to Friday that is published on Friday: at night Friday's daily is still to come."""
    habits = WeeklyHabits(begins=5, published=4)
    thursday = workdays("2026-11-14", "2026-11-19")
    assert told("2026-11-20", thursday, habits)[-1] == ("2026-W47", "prepare")
    assert told("2026-11-20", (*thursday, day("2026-11-20")), habits)[-1] == ("2026-W47", "publish")
    assert told("2026-11-21", thursday, habits)[0] == ("2026-W47", "publish")


def test_only_days_that_are_over_or_here_are_expected() -> None:
    (task,) = tasks(day("2026-11-18"), SUNDAY_PAPER, NIGHT, ())
    assert [one.isoformat() for one in task.expected] == ["2026-11-16", "2026-11-17", "2026-11-18"]


@pytest.mark.parametrize(
    ("today", "dailies", "found"),
    [
        ("2027-01-03", ("2026-12-28", "2027-01-01"), [("2026-W53", "publish")]),
        ("2027-01-05", ("2026-12-28", "2027-01-04"), [("2026-W53", "publish"), ("2027-W01", "prepare")]),
        ("2028-03-05", ("2028-02-28", "2028-03-03"), [("2028-W09", "publish")]),
        ("2026-03-29", ("2026-03-23", "2026-03-27"), [("2026-W13", "publish")]),
        ("2026-10-25", ("2026-10-19", "2026-10-23"), [("2026-W43", "publish")]),
    ],
)
def test_weeks_are_right_at_the_turn_of_a_year_in_a_leap_year_and_when_clocks_change(
    today: str, dailies: tuple[str, str], found: list[tuple[str, str]]
) -> None:
    """J9: the week 53 of 2026, 29 February 2028, both changes of clocks in Europe."""
    assert told(today, workdays(*dailies)) == found


def test_the_days_of_a_leap_week_are_all_expected() -> None:
    """J9."""
    (task,) = tasks(day("2028-03-05"), SUNDAY_PAPER, NIGHT, workdays("2028-02-28", "2028-03-03"))
    assert day("2028-02-29") in task.expected and len(task.expected) == 5
