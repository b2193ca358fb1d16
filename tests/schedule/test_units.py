"""The nightly job as text: systemd's units, cron's line, and when it runs next."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path, PurePosixPath
from zoneinfo import ZoneInfo

import pytest

from bulletin.errors import Unsafe
from bulletin.schedule import crontab, systemd
from bulletin.schedule.values import NightlyJob

JOB = NightlyJob(
    PurePosixPath("/srv/Tòa soạn 100%"),
    ("/opt/ban tin/bin/bulletin", "nightly"),
    time(4, 30),
    "Asia/Ho_Chi_Minh",
    PurePosixPath("/srv/Tòa soạn 100%/out/nightly/nightly.log"),
)
TABLE = "MAILTO=bien-tap\n5 1 * * * don-dep # của máy\n"


def test_a_job_s_name_is_plain_and_its_folder_s_own() -> None:
    other = replace(JOB, folder=PurePosixPath("/home/Tòa soạn 100%"))
    assert JOB.name.startswith("bulletin-nightly-toa-soan-100-")
    assert JOB.name != other.name and JOB.name.isascii()


def test_the_timer_runs_every_day_at_the_newsroom_s_time_and_makes_up_for_a_missed_run() -> None:
    text = systemd.timer(JOB)
    assert "OnCalendar=*-*-* 04:30:00 Asia/Ho_Chi_Minh\n" in text
    assert "Persistent=true\n" in text


def test_only_75_is_started_again_and_not_for_ever() -> None:
    """J15."""
    lines = systemd.service(JOB).splitlines()
    assert [line for line in lines if line.startswith("Restart")] == ["RestartForceExitStatus=75", "RestartSec=300"]
    assert "StartLimitBurst=24" in lines and "StartLimitIntervalSec=21600" in lines


def test_a_run_that_exceeds_its_window_is_stopped_gently() -> None:
    """J16: SIGTERM to the command, which leaves the old files in place."""
    lines = systemd.service(JOB).splitlines()
    assert {"RuntimeMaxSec=7200", "TimeoutStopSec=30", "KillMode=mixed"} <= set(lines)


def test_folders_with_spaces_per_cent_and_quotation_marks_reach_the_program_as_they_are() -> None:
    job = replace(JOB, command=('/opt/"tin" $HOME\\50%/bulletin', "nightly"))
    assert 'ExecStart="/opt/\\"tin\\" $$HOME\\\\50%%/bulletin" "nightly"\n' in systemd.service(job)
    assert "WorkingDirectory=/srv/Tòa soạn 100%%\n" in systemd.service(job)


def test_the_system_s_own_manager_runs_it_as_the_newsroom_s_user() -> None:
    assert "User=bien-tap\n" in systemd.service(replace(JOB, user="bien-tap"))
    assert "User=" not in systemd.service(JOB)


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not on this machine")
def test_systemd_accepts_both_units(tmp_path: Path) -> None:
    program = tmp_path / "có dấu cách 100%" / "bulletin"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\n", encoding="utf-8")
    program.chmod(0o755)
    job = replace(JOB, folder=PurePosixPath(program.parent), command=(str(program), "nightly"))
    for name, text in systemd.units(job).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    names = [str(tmp_path / name) for name in systemd.units(job)]
    verified = subprocess.run(["systemd-analyze", "verify", *names], capture_output=True, text=True, check=False)
    complaints = [line for line in verified.stderr.splitlines() if job.name in line]
    assert verified.returncode == 0, verified.stderr
    assert not complaints


def test_a_folder_that_no_table_can_hold_is_refused() -> None:
    with pytest.raises(Unsafe):
        replace(JOB, folder=PurePosixPath("/srv/tin\n* * * * * xóa hết"))


# --- cron -------------------------------------------------------------------------------------------------------------


def test_the_line_works_from_any_folder_with_an_empty_environment() -> None:
    """J14."""
    line = crontab.line(JOB, time(21, 30))
    assert line == (
        "30 21 * * * cd '/srv/Tòa soạn 100\\%' && mkdir -p '/srv/Tòa soạn 100\\%/out/nightly' && "
        "'/opt/ban tin/bin/bulletin' nightly >> '/srv/Tòa soạn 100\\%/out/nightly/nightly.log' 2>&1 "
        f"# {JOB.name}"
    )


def test_the_job_is_in_a_table_once_and_other_lines_stay() -> None:
    once = crontab.with_job(TABLE, JOB, time(4, 30))
    again = crontab.with_job(once, JOB, time(5, 0))
    assert once.startswith(TABLE) and again.startswith(TABLE)
    assert crontab.line_in(again, JOB) == crontab.line(JOB, time(5, 0))
    assert again.count(JOB.name) == 1
    assert crontab.without_job(again, JOB) == TABLE


def test_a_table_without_a_last_line_end_keeps_its_last_line() -> None:
    assert crontab.with_job("1 1 * * * a", JOB, time(4, 30)).splitlines()[0] == "1 1 * * * a"


# --- times ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("zone", "now", "following"),
    [
        ("Asia/Ho_Chi_Minh", "2026-11-26T21:29:59+00:00", "2026-11-27T04:30:00+07:00"),
        ("Asia/Ho_Chi_Minh", "2026-11-26T21:30:00+00:00", "2026-11-28T04:30:00+07:00"),
        ("Asia/Ho_Chi_Minh", "2026-12-31T22:00:00+00:00", "2027-01-02T04:30:00+07:00"),
        ("Europe/Berlin", "2026-03-28T12:00:00+00:00", "2026-03-29T04:30:00+02:00"),
        ("Europe/Berlin", "2026-10-24T12:00:00+00:00", "2026-10-25T04:30:00+01:00"),
    ],
)
def test_the_next_run_is_found_in_the_newsroom_s_zone(zone: str, now: str, following: str) -> None:
    """J9."""
    found = replace(JOB, zone=zone).next_run(datetime.fromisoformat(now))
    assert found.isoformat() == following


def test_a_time_that_the_clock_leaves_out_is_an_hour_later() -> None:
    """J9: at 02:30 on 29 March 2026 clocks in Berlin jump from 02:00 to 03:00."""
    job = replace(JOB, zone="Europe/Berlin", at=time(2, 30))
    assert job.next_run(datetime(2026, 3, 28, 12, tzinfo=UTC)).isoformat() == "2026-03-29T03:30:00+02:00"


def test_cron_is_told_the_machine_s_own_time() -> None:
    assert JOB.machine_time(date(2026, 11, 26), UTC) == time(21, 30)
    assert JOB.keeps_machine_time(2026, UTC)
    assert not JOB.keeps_machine_time(2026, ZoneInfo("Europe/Berlin"))
