"""The nightly job as a line of a crontab (crontab(5)), which has no zones: the time is the machine's own."""

from __future__ import annotations

import shlex
from datetime import time

from bulletin.schedule.values import NightlyJob


def line(job: NightlyJob, at: time) -> str:
    """The line, without its end: what the job says is added to its log. `at` is of the machine's clock."""
    command = " ".join(shlex.quote(word) for word in job.command)
    log = shlex.quote(str(job.log))
    folders = f"cd {shlex.quote(str(job.folder))} && mkdir -p {shlex.quote(str(job.log.parent))}"
    shell = f"{folders} && {command} >> {log} 2>&1"
    # A % ends the command in a crontab, even inside quotation marks.
    return f"{at.minute} {at.hour} * * * {shell} # {job.name}".replace("%", r"\%")


def with_job(table: str, job: NightlyJob, at: time) -> str:
    """A crontab with the job in it, once; other lines stay as they are."""
    kept = without_job(table, job)
    if kept and not kept.endswith("\n"):
        kept += "\n"
    return f"{kept}{line(job, at)}\n"


def without_job(table: str, job: NightlyJob) -> str:
    """A crontab without the job."""
    return "".join(entry for entry in table.splitlines(keepends=True) if not _is_of(entry, job))


def line_in(table: str, job: NightlyJob) -> str | None:
    """The job's line in a crontab; None when it has none."""
    return next((entry.rstrip("\n") for entry in table.splitlines(keepends=True) if _is_of(entry, job)), None)


def _is_of(entry: str, job: NightlyJob) -> bool:
    return entry.rstrip("\n").endswith(f" # {job.name}")
