"""The folder that results go into: what is checked before anything is made."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bulletin.errors import CannotCreate, DiskFailed
from bulletin.master.folder import check_room, check_targets, locked, prepare


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
