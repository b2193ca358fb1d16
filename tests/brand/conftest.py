"""The station's pack, read once, and copies of it that a test may spoil."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bulletin.brand.pack import Pack, read_pack

FOLDER = Path(__file__).parents[2] / "templates" / "laodong"


@pytest.fixture(scope="session")
def pack() -> Pack:
    return read_pack(FOLDER)


@pytest.fixture
def edited(tmp_path: Path) -> Callable[[str, str], Path]:
    """A copy of the pack in which one text of brand.toml is replaced by another."""

    def edit(old: str, new: str) -> Path:
        folder = tmp_path / "pack"
        if not folder.exists():
            shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns("__pycache__"))
        file = folder / "brand.toml"
        content = file.read_text(encoding="utf-8")
        assert old in content
        file.write_text(content.replace(old, new, 1), encoding="utf-8")
        return folder

    return edit
