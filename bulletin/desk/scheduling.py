"""The nightly job's place in a machine's timetable: shown, written there, taken out again."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path, PurePosixPath
from typing import Any, Literal

from bulletin.errors import BadConfig, CannotCreate, NotInstalled, Place
from bulletin.messages import Message, say
from bulletin.newsroom import CONFIG, Newsroom, find_newsroom
from bulletin.schedule import crontab, systemd
from bulletin.schedule.values import NightlyJob
from bulletin.store import write_whole

Keeper = Literal["systemd", "cron"]
State = Literal["installed", "outdated", "missing"]
BOOTED = Path("/run/systemd/system")
"""Is there where systemd runs the machine: sd_booted(3)."""
LOG = Path("out/nightly/nightly.log")
ANSWER_SECONDS = 60

STATES: dict[State, Message] = {
    "installed": say("The nightly job is installed ({keeper})."),
    "outdated": say(
        "Another form of the nightly job is installed ({keeper}). Install it again: bulletin schedule install"
    ),
    "missing": say("The nightly job is not installed ({keeper}). Install it: bulletin schedule install"),
}


@dataclass(frozen=True, slots=True)
class Timetable:
    """The job as it would be, or is, in the timetable of `keeper`: its files by name (cron: its line), and when it runs next."""

    job: NightlyJob
    keeper: Keeper
    files: dict[str, str]
    state: State
    next_run: datetime
    notes: tuple[Message, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {
            "name": self.job.name,
            "keeper": self.keeper,
            "files": self.files,
            "state": self.state,
            "next_run": self.next_run.isoformat(),
        }

    def sentences(self) -> tuple[Message, ...]:
        state = Message(STATES[self.state].template, (("keeper", self.keeper),))
        if self.state == "missing":
            return (state, *self.notes)
        when = say("Next run: {time} ({zone})", time=f"{self.next_run:%H:%M %d.%m.%Y}", zone=self.job.zone)
        return (state, when, *self.notes)


@dataclass(frozen=True, slots=True)
class Machine:
    """What the timetable is kept by here: its clock's zone, who asks, and where systemd wants its files."""

    zone: tzinfo
    is_root: bool
    units: Path
    is_booted: bool

    @classmethod
    def here(cls) -> Machine:
        is_root = os.geteuid() == 0
        configured = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
        units = Path("/etc/systemd/system") if is_root else configured / "systemd" / "user"
        zone = datetime.now().astimezone().tzinfo
        assert zone is not None, "an aware time has a zone"
        return cls(zone, is_root, units, BOOTED.is_dir())

    def keeper(self) -> Keeper:
        """Who keeps the clock: systemd where it runs the machine, else cron. Raises NotInstalled where there is neither."""
        if self.is_booted and shutil.which("systemctl"):
            return "systemd"
        if shutil.which("crontab"):
            return "cron"
        raise NotInstalled(
            say("This machine has neither systemd nor cron: nothing can start the nightly job"),
            hint=say("Install cron (Debian: apt install cron), or start “bulletin nightly” in some other way."),
        )


def show(keeper: Keeper | None, machine: Machine, now: datetime) -> Timetable:
    """What would be installed, and what is."""
    job = _job(find_newsroom(Path.cwd()), machine)
    kept = keeper or machine.keeper()
    if kept == "systemd":
        files = systemd.units(job)
        found = {name: _text(machine.units / name) for name in files}
        is_there = any(text is not None for text in found.values())
        state: State = "installed" if found == files else "outdated" if is_there else "missing"
        return Timetable(job, kept, files, state, job.next_run(now))
    line = _cron_line(job, machine, now)
    found_line = crontab.line_in(_read_crontab(), job) if shutil.which("crontab") else None
    state = "missing" if found_line is None else "installed" if found_line == line else "outdated"
    return Timetable(job, kept, {"crontab": line}, state, job.next_run(now), _cron_notes(job, machine, now))


def install(keeper: Keeper | None, machine: Machine, now: datetime) -> Timetable:
    """Put the job into the timetable, in place of an older form of it. Raises CannotCreate or NotInstalled."""
    planned = show(keeper, machine, now)
    if planned.keeper == "systemd":
        machine.units.mkdir(parents=True, exist_ok=True)
        for name, text in planned.files.items():
            write_whole(machine.units / name, text.encode())
        _systemctl(machine, "daemon-reload")
        _systemctl(machine, "enable", "--now", f"{planned.job.name}.timer")
    else:
        at = planned.job.machine_time(now.date(), machine.zone)
        _write_crontab(crontab.with_job(_read_crontab(), planned.job, at))
    return show(planned.keeper, machine, now)


def remove(keeper: Keeper | None, machine: Machine, now: datetime) -> Timetable:
    """Take the job out of the timetable. What was published and kept stays."""
    planned = show(keeper, machine, now)
    if planned.state == "missing":
        return planned
    if planned.keeper == "systemd":
        _systemctl(machine, "disable", "--now", f"{planned.job.name}.timer")
        for name in planned.files:
            (machine.units / name).unlink(missing_ok=True)
        _systemctl(machine, "daemon-reload")
    else:
        _write_crontab(crontab.without_job(_read_crontab(), planned.job))
    return show(planned.keeper, machine, now)


def _job(newsroom: Newsroom, machine: Machine) -> NightlyJob:
    if newsroom.nightly_at is None:
        raise BadConfig(
            say("{file} does not say when the nightly job runs", file=CONFIG),
            Place(CONFIG),
            say('Write for instance: [nightly] at = "04:30"'),
        )
    folder = newsroom.folder
    owner = pwd.getpwuid(folder.stat().st_uid).pw_name if machine.is_root else ""
    return NightlyJob(
        PurePosixPath(folder),
        (*_program(), "nightly"),
        newsroom.nightly_at,
        newsroom.zone,
        PurePosixPath(folder / LOG),
        "" if owner == "root" else owner,
    )


def _program() -> tuple[str, ...]:
    """This program by absolute paths, which need no PATH."""
    script = Path(sys.executable).with_name("bulletin")
    return (str(script),) if script.is_file() else (sys.executable, "-P", "-m", "cli")


def _text(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None


def _cron_line(job: NightlyJob, machine: Machine, now: datetime) -> str:
    return crontab.line(job, job.machine_time(now.date(), machine.zone))


def _cron_notes(job: NightlyJob, machine: Machine, now: datetime) -> tuple[Message, ...]:
    retry = say("cron does not start it again after exit code 75: the next night catches up.")
    if job.keeps_machine_time(now.year, machine.zone):
        return (retry,)
    moved = say(
        "This machine's clock is changed in the year and cron knows no zones: install it again after each change."
    )
    return (retry, moved)


def _systemctl(machine: Machine, *words: str) -> None:
    _ran(["systemctl", *([] if machine.is_root else ["--user"]), *words])


def _read_crontab() -> str:
    """The user's table; an empty one where there is none (crontab then exits with 1)."""
    answer = subprocess.run(["crontab", "-l"], capture_output=True, text=True, timeout=ANSWER_SECONDS, check=False)  # noqa: S607
    return answer.stdout if answer.returncode == 0 else ""


def _write_crontab(table: str) -> None:
    _ran(["crontab", "-"], table)


def _ran(command: Sequence[str], given: str = "") -> None:
    answer = subprocess.run(  # noqa: S603 - our own words
        command, input=given, capture_output=True, text=True, timeout=ANSWER_SECONDS, check=False
    )
    if answer.returncode:
        raise CannotCreate(
            say(
                "{command} failed: {reason}",
                command=" ".join(command),
                reason=answer.stderr.strip() or answer.returncode,
            ),
            hint=say("“bulletin schedule show” gives the text: it can be put into the timetable by hand."),
        )
