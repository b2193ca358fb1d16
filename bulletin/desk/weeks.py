"""Weeks as people name them: a number, this week, the last one, two dates."""

from __future__ import annotations

import datetime
import re

from bulletin.errors import BadInput
from bulletin.messages import say
from bulletin.routine import Week, WeeklyHabits
from bulletin.script.measures import date

THIS = ("", "tuần này", "this week")
LAST = ("tuần trước", "last week")


def week_asked(words: str, habits: WeeklyHabits, today: datetime.date) -> Week:
    """The week that words name: '2026-W47', 'tuần này', 'tuần trước', a date in it, or its first and last day.

    Raises BadInput."""
    asked = " ".join(words.split()).casefold()
    if asked in THIS:
        return habits.week_of(today)
    if asked in LAST:
        return habits.week_of(today - datetime.timedelta(7))
    if found := re.fullmatch(r"(\d{4})-?w(\d{1,2})", asked):
        try:
            return habits.week_named(int(found[1]), int(found[2]))
        except ValueError:
            raise _no_week(words) from None
    days = [_day(part) for part in re.split(r"\.\.|–|—|\s+-\s+|\s+đến\s+|\s+to\s+", asked)]
    if len(days) == 1 and days[0]:
        return habits.week_of(days[0])
    if len(days) == 2 and days[0] and days[1] and days[0] <= days[1] < days[0] + datetime.timedelta(31):
        return Week(days[0], habits.published, (days[1] - days[0]).days + 1)
    raise _no_week(words)


def _day(words: str) -> datetime.date | None:
    return date(words.strip())


def _no_week(words: str) -> BadInput:
    return BadInput(
        say("“{words}” is no week", words=words[:40]),
        hint=say("Write for instance: 2026-W47, tuần này, or 14.11.2026..20.11.2026"),
    )
