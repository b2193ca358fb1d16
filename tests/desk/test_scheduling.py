"""The timetable of a machine: the nightly job goes in, is seen there, and comes out again."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bulletin.desk.scheduling import Machine, install, remove, show
from bulletin.errors import BadConfig, CannotCreate, NotInstalled

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of programs of the test's own, the only ones there are besides the system's own few."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}/usr/bin{os.pathsep}/bin")
    return folder


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    newsroom = tmp_path / "Tòa soạn"
    newsroom.mkdir()
    (newsroom / "bulletin.toml").write_text('[nightly]\nat = "04:30"\n', encoding="utf-8")
    monkeypatch.chdir(newsroom)
    return Machine(UTC, is_root=False, units=tmp_path / "units", is_booted=True)


def program(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)


def test_systemd_s_units_are_written_enabled_and_seen(programs: Path, machine: Machine, tmp_path: Path) -> None:
    program(programs, "systemctl", f'echo "$@" >> {tmp_path}/asked')
    assert show(None, machine, NOW).state == "missing"
    installed = install(None, machine, NOW)
    name = installed.job.name
    assert installed.keeper == "systemd" and installed.state == "installed"
    assert {path.name: path.read_text(encoding="utf-8") for path in machine.units.iterdir()} == installed.files
    assert (tmp_path / "asked").read_text(encoding="utf-8").splitlines() == [
        "--user daemon-reload",
        f"--user enable --now {name}.timer",
    ]


def test_another_time_makes_what_is_installed_outdated(programs: Path, machine: Machine) -> None:
    program(programs, "systemctl", "true")
    install(None, machine, NOW)
    Path("bulletin.toml").write_text('[nightly]\nat = "05:00"\n', encoding="utf-8")
    assert show(None, machine, NOW).state == "outdated"
    assert install(None, machine, NOW).state == "installed"


def test_what_was_installed_is_removed_whole(programs: Path, machine: Machine, tmp_path: Path) -> None:
    program(programs, "systemctl", f'echo "$@" >> {tmp_path}/asked')
    name = install(None, machine, NOW).job.name
    assert remove(None, machine, NOW).state == "missing"
    assert not list(machine.units.iterdir())
    assert f"--user disable --now {name}.timer" in (tmp_path / "asked").read_text(encoding="utf-8")
    assert remove(None, machine, NOW).state == "missing"


def test_a_manager_that_refuses_is_told_with_its_own_words(programs: Path, machine: Machine) -> None:
    program(programs, "systemctl", "echo 'Failed to connect to bus' >&2; exit 1")
    with pytest.raises(CannotCreate, match="Failed to connect to bus"):
        install(None, machine, NOW)


def test_cron_s_table_gets_the_line_and_keeps_its_others(programs: Path, machine: Machine, tmp_path: Path) -> None:
    table = tmp_path / "table"
    table.write_text("1 1 * * * khác\n", encoding="utf-8")
    program(
        programs, "crontab", f'if [ "$1" = -l ]; then cat {table}; else cat > {table}.new; mv {table}.new {table}; fi'
    )
    installed = install("cron", machine, NOW)
    assert installed.state == "installed"
    lines = table.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "1 1 * * * khác" and lines[1].startswith("30 21 * * * cd ") and len(lines) == 2
    assert remove("cron", machine, NOW).state == "missing"
    assert table.read_text(encoding="utf-8") == "1 1 * * * khác\n"


def test_a_machine_with_neither_systemd_nor_cron_says_so(
    programs: Path, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(programs))
    with pytest.raises(NotInstalled, match="neither systemd nor cron"):
        show(None, machine, NOW)


def test_a_newsroom_that_names_no_time_is_told_what_to_write(machine: Machine) -> None:
    Path("bulletin.toml").write_text("", encoding="utf-8")
    with pytest.raises(BadConfig, match="when the nightly job runs") as failure:
        show("systemd", machine, NOW)
    assert "04:30" in str(failure.value.hint)
