"""The nightly job as a service and a timer of systemd (systemd.service(5), systemd.timer(5), systemd.exec(5))."""

from __future__ import annotations

from bulletin.schedule.values import NightlyJob

RETRY_SECONDS, RETRIES, RETRY_WINDOW = 300, 24, 6 * 3600
"""A run that ends with 75 (try again) is started again after five minutes, at most so often within so many seconds."""
LONGEST = 2 * 3600
"""Seconds after which a run is stopped; what was published stays, and the next night goes on from what is kept."""


def service(job: NightlyJob) -> str:
    """The service: runs once, again only after 75 (which systemd knows for `exec`, not for `oneshot`)."""
    user = f"User={job.user}\n" if job.user else ""
    return f"""\
[Unit]
Description=Nightly bulletin job of {_literal(str(job.folder))}
StartLimitIntervalSec={RETRY_WINDOW}
StartLimitBurst={RETRIES}

[Service]
Type=exec
{user}WorkingDirectory={_literal(str(job.folder))}
ExecStart={" ".join(_argument(word) for word in job.command)}
RestartForceExitStatus=75
RestartSec={RETRY_SECONDS}
RuntimeMaxSec={LONGEST}
TimeoutStopSec=30
KillMode=mixed
Nice=10
NoNewPrivileges=yes
"""


def timer(job: NightlyJob) -> str:
    """The timer: a run that was missed because the machine was off begins when it is on again."""
    return f"""\
[Unit]
Description=Nightly bulletin job of {_literal(str(job.folder))}

[Timer]
OnCalendar=*-*-* {job.at:%H:%M:%S} {job.zone}
Persistent=true
AccuracySec=1s

[Install]
WantedBy=timers.target
"""


def units(job: NightlyJob) -> dict[str, str]:
    """The files by their names."""
    return {f"{job.name}.service": service(job), f"{job.name}.timer": timer(job)}


def _literal(words: str) -> str:
    """Words in which systemd puts in nothing of its own."""
    return words.replace("%", "%%")


def _argument(word: str) -> str:
    """A word of a command line, in quotation marks."""
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("$", "$$")
    return f'"{_literal(escaped)}"'
