"""The nightly job of one newsroom: what is run, where, as whom, and at what time of which clock."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from pathlib import PurePosixPath
from zoneinfo import ZoneInfo

from bulletin.errors import Unsafe
from bulletin.messages import say
from bulletin.store import digest

SPEAKABLE = 24
"""Characters of a folder's name that go into a job's name."""


@dataclass(frozen=True, slots=True)
class NightlyJob:
    """What runs every night at `at` o'clock of `zone`: `command` in the newsroom's `folder` (absolute).

    `user` is who runs it where the system's own manager starts it, '' where the user's does. `log` takes what the job says
    where nobody else keeps it. Raises Unsafe for a folder whose name no clock's table can hold."""

    folder: PurePosixPath
    command: tuple[str, ...]
    at: time
    zone: str
    log: PurePosixPath
    user: str = ""

    def __post_init__(self) -> None:
        for words in (str(self.folder), str(self.log), *self.command):
            if not words.isprintable():
                raise Unsafe(
                    say("The name of this folder has characters that no timetable can hold: {path}", path=repr(words)),
                    hint=say("Give the folder another name."),
                )

    @property
    def name(self) -> str:
        """Its name among other jobs of the machine: ASCII, one for every newsroom folder."""
        plain = unicodedata.normalize("NFD", self.folder.name.replace("đ", "d").replace("Đ", "D"))
        ascii_only = plain.encode("ascii", "ignore").decode().lower()
        words = re.sub(r"[^a-z0-9]+", "-", ascii_only)[:SPEAKABLE].strip("-")
        return "-".join(filter(None, ("bulletin-nightly", words, digest(str(self.folder))[:8])))

    def next_run(self, now: datetime) -> datetime:
        """The first run after `now` (aware), in the job's own zone. An hour that a clock leaves out is the one after it."""
        zone = ZoneInfo(self.zone)
        today = now.astimezone(zone).date()
        runs = (self._run(today + timedelta(days=days), zone) for days in range(3))
        return next(run for run in runs if run > now)

    def machine_time(self, day: date, machine: tzinfo) -> time:
        """The time of a machine's own clock at which the run of a day begins."""
        return self._run(day, ZoneInfo(self.zone)).astimezone(machine).time().replace(tzinfo=None)

    def keeps_machine_time(self, year: int, machine: tzinfo) -> bool:
        """Whether that is the same time all through a year, so that a table without zones can say it."""
        days = (date(year, month, 1) for month in range(1, 13))
        return len({self.machine_time(day, machine) for day in days}) == 1

    def _run(self, day: date, zone: ZoneInfo) -> datetime:
        there = datetime.combine(day, self.at, zone)
        return there.astimezone(UTC).astimezone(zone)
