"""The folder that results go into: what is checked before anything is made."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from pathlib import Path
from typing import TextIO

import pytest

from bulletin.errors import CannotCreate, DiskFailed, TryAgain
from bulletin.master.folder import LOCK_NAME, check_room, check_targets, locked, prepare


def test_a_missing_folder_is_made_with_its_parents(tmp_path: Path) -> None:
    prepare(tmp_path / "out" / "daily" / "2026-11-22")
    assert list((tmp_path / "out" / "daily" / "2026-11-22").iterdir()) == []


def test_a_folder_that_cannot_be_made_is_73_and_named(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    with pytest.raises(CannotCreate, match=str(tmp_path / "out")) as refused, locked(tmp_path / "out" / "daily"):
        pass
    assert refused.value.exit_code == 73


def test_a_read_only_disk_is_73(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path) -> None:
        raise OSError(30, os.strerror(30))

    monkeypatch.setattr(Path, "touch", refuse)
    with pytest.raises(CannotCreate, match="Read-only"):
        prepare(tmp_path)


def test_a_result_never_replaces_an_input(tmp_path: Path) -> None:
    script = tmp_path / "2026-11-22.md"
    script.write_text("# Tin", encoding="utf-8")
    (tmp_path / "link.md").symlink_to(script)
    check_targets([tmp_path / "other.md"], [script])
    for target in (script, tmp_path / "link.md", tmp_path / "x" / ".." / "2026-11-22.md"):
        with pytest.raises(CannotCreate, match="will not be written over"):
            check_targets([target], [script])
    with pytest.raises(CannotCreate, match="is a folder"):
        check_targets([tmp_path], [script])


def test_too_little_room_is_74_with_both_figures(tmp_path: Path) -> None:
    check_room(tmp_path, 1)
    with pytest.raises(DiskFailed, match="about 10000000000000 MB are needed") as refused:
        check_room(tmp_path, 10**19)
    assert refused.value.exit_code == 74


def test_a_folder_that_was_made_and_left_empty_goes_with_those_made_for_it(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    with pytest.raises(KeyboardInterrupt), locked(tmp_path / "out" / "daily" / "2026-11-22"):
        raise KeyboardInterrupt
    assert list(tmp_path.rglob("*")) == [tmp_path / "out"]


def test_a_folder_with_results_and_one_that_was_there_before_stay(tmp_path: Path) -> None:
    with locked(tmp_path / "made"):
        (tmp_path / "made" / "2026-11-22.mp4").touch()
    (tmp_path / "before").mkdir()
    with locked(tmp_path / "before"):
        pass
    assert {path.name for path in (tmp_path / "made").iterdir()} == {LOCK_NAME, "2026-11-22.mp4"}
    assert (tmp_path / "before").is_dir()


def test_a_held_folder_is_75_and_stays_with_its_holder(tmp_path: Path) -> None:
    with locked(tmp_path / "daily"):
        with pytest.raises(TryAgain, match=f"in use by another run .process {os.getpid()}, since"):
            locked(tmp_path / "daily").__enter__()
        assert (tmp_path / "daily" / LOCK_NAME).exists()


def test_a_lock_that_its_holder_took_away_is_reached_for_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Opened while the other run held it, locked when that had gone with lock and folder."""
    folder, other = tmp_path / "daily", locked(tmp_path / "daily")
    reached: list[TextIO] = []
    other.__enter__()

    def late(file: TextIO, how: int) -> None:
        if not reached:
            reached.append(file)
            other.__exit__(None, None, None)
            assert not folder.exists()
        real(file, how)

    real = fcntl.flock
    monkeypatch.setattr(fcntl, "flock", late)
    with locked(folder):
        assert (folder / LOCK_NAME).exists()
        with pytest.raises(TryAgain):
            locked(folder).__enter__()


@pytest.mark.media
def test_many_runs_at_once_never_hold_a_folder_together(tmp_path: Path) -> None:
    """Each holds the folder alone, and leaves nothing of it whoever came meanwhile."""
    counted = """
import sys
from pathlib import Path
from bulletin.errors import TryAgain
from bulletin.master.folder import locked
folder, mark = Path(sys.argv[1]) / "daily", Path(sys.argv[1]) / "mark"
for _ in range(400):
    try:
        with locked(folder):
            mark.touch(exist_ok=False)
            mark.unlink()
    except TryAgain:
        pass
"""
    runs = [subprocess.Popen([sys.executable, "-c", counted, str(tmp_path)]) for _ in range(4)]
    assert [run.wait() for run in runs] == [0, 0, 0, 0]
    assert [path.name for path in tmp_path.iterdir()] in ([], ["daily"])
