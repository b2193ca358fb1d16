"""What a night has to do: which weeks' weeklies are to be brought up to date, which are due, the oldest first."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from bulletin.routine import Night, Week, WeeklyHabits

Duty = Literal["prepare", "publish"]


@dataclass(frozen=True, slots=True)
class Task:
    """A week whose weekly is to be prepared (its day has not come) or published, and the days that should have a daily."""

    week: Week
    duty: Duty
    expected: tuple[datetime.date, ...]


def tasks(
    today: datetime.date, habits: WeeklyHabits, night: Night, dailies: Collection[datetime.date]
) -> tuple[Task, ...]:
    """The work of a night, oldest week first: the running week and so many before it as the newsroom catches up.

    `dailies` are the days that have one. A week is due from its day of publication on; while that day's own daily may
    still come (it is expected today and not there), the weekly is prepared only. A week that is over and had no daily at
    all is nobody's work."""
    running = habits.week_of(today)
    week = habits.week_of(running.first - datetime.timedelta(7 * night.weeks))
    found: list[Task] = []
    while week.first <= today:
        if week == running or not set(dailies).isdisjoint(week.days):
            found.append(_task(week, today, night, dailies))
        week = week.next
    return tuple(found)


def _task(week: Week, today: datetime.date, night: Night, days: Collection[datetime.date]) -> Task:
    expected = tuple(day for day in week.days if day.weekday() in night.days)
    may_come = today in expected and today not in days
    is_due = today >= week.publication and not may_come
    return Task(week, "publish" if is_due else "prepare", tuple(day for day in expected if day <= today))
