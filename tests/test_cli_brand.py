"""The commands of brand packs: exit codes, JSON, and what is said."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from PIL import Image

from cli import main

LAODONG = Path(__file__).parents[1] / "templates" / "laodong"


@pytest.fixture
def newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "bulletin.toml").write_text('brand = "laodong"\n', encoding="utf-8")
    shutil.copytree(LAODONG, tmp_path / "templates" / "laodong", ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BULLETIN_LANG", "en")
    return tmp_path


def test_a_pack_with_a_mistake_ends_with_78_and_its_line(newsroom: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = newsroom / "templates" / "laodong" / "brand.toml"
    file.write_text(file.read_text(encoding="utf-8").replace('kind = "logo"', 'kind = "lego"'), encoding="utf-8")
    assert main(["brand", "check", "laodong", "--json"]) == 78
    told = json.loads(capsys.readouterr().out)
    assert any("lego" in problem["message"] and problem["line"] for problem in told["findings"])


def test_an_unknown_pack_ends_with_78_and_the_names(newsroom: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert newsroom
    assert main(["brand", "check", "laodnog"]) == 78
    assert "laodong" in capsys.readouterr().err


@pytest.mark.media
def test_a_sound_pack_ends_with_0(newsroom: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert newsroom
    assert main(["brand", "check", "laodong", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["findings"] == []


@pytest.mark.media
def test_the_sheet_is_written_whole(newsroom: Path) -> None:
    assert main(["brand", "sheet", "laodong", "-o", "bang.png"]) == 0
    with Image.open(newsroom / "bang.png") as page:
        assert page.format == "PNG"
        assert page.width > 3000
    assert [path.name for path in newsroom.iterdir() if path.name.endswith(".half")] == []


@pytest.mark.parametrize("out", ["bang.jpg", "nowhere/bang.png"])
def test_a_sheet_that_cannot_be_written_ends_with_73(newsroom: Path, out: str) -> None:
    assert newsroom
    assert main(["brand", "sheet", "laodong", "-o", out]) == 73


def test_a_sheet_without_a_name_for_it_is_a_usage_error(newsroom: Path) -> None:
    assert newsroom
    assert main(["brand", "sheet", "laodong"]) == 2
