"""`bulletin nightly` with real files and a clock of the test's own: due weeks come out, gaps are named, nothing is done twice."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bulletin.desk import nightly as desk
from bulletin.desk.approving import approve
from bulletin.desk.nightly import Duty, Nightly, nightly
from bulletin.desk.orders import Order
from bulletin.errors import TryAgain
from bulletin.master.folder import locked
from bulletin.newsroom import find_newsroom
from tests.desk.conftest import ROOT, quietly
from tests.weekly.conftest import CONFIG, DAYS, Week

pytestmark = pytest.mark.media

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
WEDNESDAY = datetime(2026, 11, 18, 4, 30, tzinfo=HANOI)
SUNDAY = datetime(2026, 11, 22, 4, 30, tzinfo=HANOI)
"""The day of publication of the week from Saturday the 14th to Friday the 20th."""


def night(week: Week, now: datetime = SUNDAY, allows_missing: bool = False) -> Nightly:
    duty = Duty(find_newsroom(week.folder), Order(Path(), workers=1), allows_missing)
    return nightly(duty, now, "en", quietly)


def outcomes(found: Nightly) -> list[tuple[str, str]]:
    return [(told.task.week.name, told.outcome) for told in found.weeks]


def master(week: Week) -> Path:
    (found,) = week.out.glob("weekly/2026-11-22/*.mp4")
    return found


def test_the_weekly_comes_out_on_its_day_and_the_next_night_has_nothing_to_do(
    week: Week, monkeypatch: pytest.MonkeyPatch
) -> None:
    """J1."""
    first = night(week)
    before = (master(week).stat().st_mtime_ns, master(week).read_bytes())
    monkeypatch.setattr(desk, "weekly", None)  # nothing may be chosen or rendered again
    second = night(week)
    assert outcomes(first) == [("2026-W47", "published"), ("2026-W48", "waiting")]
    assert outcomes(second)[0] == ("2026-W47", "unchanged") and first.code == second.code == 0
    assert (master(week).stat().st_mtime_ns, master(week).read_bytes()) == before


def test_both_reports_say_what_came_of_the_night(week: Week) -> None:
    found = night(week)
    facts = json.loads(found.reports[0].read_text(encoding="utf-8"))
    words = found.reports[1].read_text(encoding="utf-8")
    assert facts["exit"] == 0 and facts["weeks"][0]["outcome"] == "published"
    assert facts["weeks"][0]["weekly"]["rendered"]["master"] == str(master(week))
    assert words.startswith("Night of 22.11.2026\nWeek 2026-W47: published\n")


def test_before_its_day_the_script_is_prepared_and_nothing_is_out(week: Week) -> None:
    for date in DAYS[2:]:
        (week.out / "daily" / date.isoformat() / "bulletin.json").unlink()
    found = night(week, WEDNESDAY)
    assert [told.task.duty for told in found.weeks] == ["prepare"] and found.code == 0
    assert not (week.out / "weekly").exists()


def test_a_missing_daily_is_named_and_nothing_is_published(week: Week) -> None:
    """J5."""
    (week.out / "daily" / "2026-11-17" / "bulletin.json").unlink()
    found = night(week)
    assert found.code == 66 and outcomes(found)[0] == ("2026-W47", "failed")
    assert "There is no daily of 17.11.2026" in found.reports[1].read_text(encoding="utf-8")
    assert not (week.out / "weekly").exists()


def test_a_daily_that_waits_for_its_approval_is_told_from_a_missing_one(week: Week) -> None:
    daily = week.out / "daily" / "2026-11-17"
    (daily / "cho-duyet").mkdir()
    (daily / "bulletin.json").rename(daily / "cho-duyet" / "bulletin.json")
    found = night(week)
    assert found.code == 66
    assert "The daily of 17.11.2026 is rendered but not published" in found.reports[1].read_text(encoding="utf-8")


def test_with_a_gap_that_is_allowed_it_is_published_and_the_night_says_so(week: Week) -> None:
    """J5: exit code 12."""
    (week.out / "daily" / "2026-11-17" / "bulletin.json").unlink()
    found = night(week, allows_missing=True)
    assert found.code == 12 and outcomes(found)[0] == ("2026-W47", "published")
    assert master(week).is_file()


def test_a_daily_that_cannot_be_read_is_named_and_left_as_it_is(week: Week) -> None:
    """J6."""
    manifest = week.out / "daily" / "2026-11-18" / "bulletin.json"
    manifest.write_text("{", encoding="utf-8")
    found = night(week)
    assert found.code == 65 and "The daily of 18.11.2026 cannot be used" in found.reports[1].read_text(encoding="utf-8")
    assert manifest.read_text(encoding="utf-8") == "{"


def test_a_daily_that_was_made_anew_changes_the_weekly(week: Week) -> None:
    """J8."""
    night(week)
    before = master(week).read_bytes()
    script = week.daily(DAYS[0])
    week.write(
        script, script.read_text(encoding="utf-8").replace("Đoạn cuối cùng.", "Đoạn cuối cùng của tin này đã sửa.")
    )
    week.render(script)
    found = night(week)
    assert outcomes(found)[0] == ("2026-W47", "published") and master(week).read_bytes() != before


def test_two_nights_at_once_are_one(week: Week) -> None:
    """J2: the lock is the kernel's (J3), tests of `locked` show that it ends with its holder."""
    with locked(week.out / "nightly"), pytest.raises(TryAgain):
        night(week)


@pytest.mark.parametrize("content", ["", "{", '{"version": 99}', "[]"])
def test_a_memory_that_cannot_be_read_costs_a_look_and_a_warning(week: Week, content: str) -> None:
    """J10."""
    week.write(week.out / "nightly" / "state.json", content)
    found = night(week)
    assert found.code == 0 and outcomes(found)[0] == ("2026-W47", "published")
    assert ["cannot be read" in str(note.message) for note in found.notes] == [True]


def test_what_was_published_before_a_crash_is_known_by_what_it_is(week: Week) -> None:
    """J11: the night was killed between publishing and writing down that it was."""
    night(week)
    before = master(week).stat().st_mtime_ns
    (week.out / "nightly" / "state.json").unlink()
    assert outcomes(night(week))[0] == ("2026-W47", "unchanged")
    assert master(week).stat().st_mtime_ns == before


def test_the_heartbeat_hears_the_beginning_and_the_code_and_its_silence_changes_nothing(
    week: Week, monkeypatch: pytest.MonkeyPatch
) -> None:
    """J12."""
    heard: list[tuple[str, str]] = []

    def deaf(address: str, word: str) -> bool:
        heard.append((address, word))
        return False

    monkeypatch.setattr(desk, "beat", deaf)
    week.write(
        week.folder / "bulletin.toml",
        f'{(week.folder / "bulletin.toml").read_text()}\n[nightly]\nheartbeat = "http://127.0.0.1:9/a"\n',
    )
    found = night(week)
    assert heard == [("http://127.0.0.1:9/a", "start"), ("http://127.0.0.1:9/a", "0")]
    assert found.code == 0 and "heartbeat" in str(found.notes[-1].message)


def test_a_story_that_cannot_be_used_is_left_out_and_named(week: Week) -> None:
    """Its picture and its chunks are gone: the next best story takes its place."""
    for date in DAYS:
        script = week.daily(date)
        week.write(script, script.read_text(encoding="utf-8"))
    chunks = _chunks_of(week, "luong-3")
    for key in chunks:
        for path in week.store.rglob(f"{key}*"):
            path.unlink()
    script = week.daily(DAYS[2])
    week.write(script, script.read_text(encoding="utf-8").replace("../anh/0.png", "../anh/mất.png"))
    found = night(week)
    told = found.weeks[0]
    assert told.outcome == "published" and found.code == 12
    assert any("mất.png" in str(problem.message) for problem in told.problems)
    assert told.made is not None and told.made.drafted is not None
    assert "luong-3" not in {story.slug for story in told.made.drafted.stories}


def _chunks_of(week: Week, slug: str) -> set[str]:
    facts = json.loads((week.out / "daily" / DAYS[2].isoformat() / "bulletin.json").read_text(encoding="utf-8"))
    return {key for shot in facts["shots"] if shot["slug"] == slug for key in shot["chunks"]}


def test_it_works_with_an_empty_environment_and_a_strict_mask(week: Week) -> None:
    """J14: as cron starts it."""
    for date in DAYS[1:]:
        (week.out / "daily" / date.isoformat() / "bulletin.json").unlink()
    command = [sys.executable, "-B", str(ROOT / "cli.py"), "nightly", "--json"]
    run = subprocess.run(
        command, cwd=week.folder, env={"HOME": str(week.folder), "PATH": "/usr/bin:/bin"}, capture_output=True, text=True, check=False,
        umask=0o077, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    facts = json.loads(run.stdout)
    assert run.returncode == facts["exit"] and run.returncode in (0, 66), run.stderr
    assert all(Path(report).is_file() for report in facts["reports"]) and Path(facts["reports"][0]).is_absolute()


def test_a_weekly_that_needs_approval_waits_for_it_and_goes_out_the_night_after(week: Week) -> None:
    week.write(week.folder / "bulletin.toml", CONFIG + "\n[approval]\nrequired = true\ndraft_voice = true\n")
    first = night(week)
    assert (outcomes(first)[0], first.code) == (("2026-W47", "failed"), 77)
    assert not list(week.out.glob("weekly/2026-11-22/*.mp4"))
    approve(week.weekly, ["all"], "Hương Mai", SUNDAY)
    second = night(week)
    assert (outcomes(second)[0], second.code) == (("2026-W47", "published"), 0)
    assert master(week).is_file()
