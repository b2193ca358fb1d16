"""What a newsroom does week by week, as its `bulletin.toml` says: its week and its weekly, approval, the night's work."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bulletin.errors import BadConfig, Place
from bulletin.messages import say
from bulletin.timing import FRAME_RATE

CONFIG = "bulletin.toml"
TABLES: Mapping[str, Mapping[str, type]] = {
    "weekly": {"begins": str, "published": str, "length": str, "voice": str, "opening": str},
    "approval": {"required": bool, "draft_voice": bool, "by": list},
    "nightly": {"at": str, "days": list, "weeks": int, "heartbeat": str},
}
"""The keys of each table with what they hold."""

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NGAY = ("thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "chủ nhật")
WORKING = (0, 1, 2, 3, 4)
WEEKS = range(1, 53)


@dataclass(frozen=True, slots=True)
class WeeklyHabits:
    """Which weekday a week begins on (Monday is 0) and which one its weekly is published on; how long it is, in frames;
    its voice and the order of its opening as its front matter gets them, '' for what is usual."""

    begins: int = 0
    published: int = 6
    length: int = 15 * 60 * FRAME_RATE
    voice: str = ""
    opening: str = ""

    def week_of(self, date: datetime.date) -> Week:
        """The newsroom's week that a date lies in."""
        return Week(date - datetime.timedelta((date.weekday() - self.begins) % 7), self.published)

    def week_named(self, year: int, number: int) -> Week:
        """The newsroom's week with an ISO number: the one that most of the ISO week's days lie in. Raises ValueError."""
        return self.week_of(datetime.date.fromisocalendar(year, number, 4))


@dataclass(frozen=True, slots=True)
class Week:
    """Days from `first` on, mostly seven, and the weekday on which their weekly is published."""

    first: datetime.date
    published: int = 6
    length: int = 7

    @property
    def days(self) -> tuple[datetime.date, ...]:
        return tuple(self.first + datetime.timedelta(day) for day in range(self.length))

    @property
    def last(self) -> datetime.date:
        return self.days[-1]

    @property
    def publication(self) -> datetime.date:
        """The day its weekly is published: the first such weekday that is no earlier than its last day."""
        return self.last + datetime.timedelta((self.published - self.last.weekday()) % 7)

    @property
    def name(self) -> str:
        """'2026-W47': the ISO week that most of its days lie in; first and last day where they are not seven."""
        if self.length != 7:
            return f"{self.first.isoformat()}_{self.last.isoformat()}"
        year, number, _ = self.days[3].isocalendar()
        return f"{year}-W{number:02}"

    @property
    def next(self) -> Week:
        return Week(self.first + datetime.timedelta(7), self.published)


@dataclass(frozen=True, slots=True)
class Approval:
    """Whether a bulletin is published only when it was approved, whether a draft voice may be published at all, and who may
    approve (nobody named: anybody)."""

    required: bool = False
    draft_voice: bool = False
    by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Night:
    """The weekdays on which there is a daily, how many missed weeks are caught up, and the address that is told when the
    night's work begins and ends ('' for none)."""

    days: tuple[int, ...] = WORKING
    weeks: int = 4
    heartbeat: str = ""


def read_weekly(table: Mapping[str, Any]) -> WeeklyHabits:
    """Raises BadConfig."""
    usual = WeeklyHabits()
    return WeeklyHabits(
        _day("weekly.begins", table.get("begins"), usual.begins),
        _day("weekly.published", table.get("published"), usual.published),
        _length(table["length"]) if "length" in table else usual.length,
        table.get("voice", ""),
        table.get("opening", ""),
    )


def read_approval(table: Mapping[str, Any]) -> Approval:
    names = tuple(" ".join(str(name).split()) for name in table.get("by", ()))
    return Approval(table.get("required", False), table.get("draft_voice", False), names)


def read_night(table: Mapping[str, Any]) -> Night:
    """Raises BadConfig."""
    usual = Night()
    days = tuple(sorted({_day("nightly.days", day, 0) for day in table["days"]})) if "days" in table else usual.days
    weeks = table.get("weeks", usual.weeks)
    if weeks not in WEEKS:
        message = say("The key {key} in {file} cannot be {value}", key="nightly.weeks", file=CONFIG, value=weeks)
        raise BadConfig(message, Place(CONFIG), say("Write a number of weeks from 1 to 52."))
    return Night(days, weeks, table.get("heartbeat", ""))


def _day(key: str, words: object, usual: int) -> int:
    if words is None:
        return usual
    named = " ".join(str(words).split()).casefold()
    for names in (DAYS, NGAY):
        if named in names:
            return names.index(named)
    raise BadConfig(
        say("The key {key} in {file} cannot be {value}", key=key, file=CONFIG, value=str(words)[:40]),
        Place(CONFIG),
        say("Choose one of: {names}", names=", ".join((*DAYS, *NGAY))),
    )


def _length(words: str) -> int:
    minutes, _, seconds = words.partition(":")
    if minutes.isdecimal() and len(seconds) == 2 and seconds.isdecimal() and int(seconds) < 60 and int(minutes) < 180:
        return (60 * int(minutes) + int(seconds)) * FRAME_RATE
    raise BadConfig(
        say("The key {key} in {file} cannot be {value}", key="weekly.length", file=CONFIG, value=words[:40]),
        Place(CONFIG),
        say("Write minutes and seconds: 15:00"),
    )
