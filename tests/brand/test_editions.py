"""Editions: what a pack puts on for a season, used when the script names it and its day lies in the season."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from bulletin.brand import specimens
from bulletin.brand.judging import judged
from bulletin.brand.pack import opened_pack, read_pack
from bulletin.brand.plates import draw
from bulletin.brand.style import SHAPES, Shape
from bulletin.desk.editions import pack_of
from bulletin.errors import BadInput, BulletinError, Place
from bulletin.script.values import Script, Text
from tests.brand.conftest import FOLDER
from tests.script.made import script

Edit = Callable[[str, str], Path]
STORY = "## Tết sớm một tháng {#tet}\n\nMột câu."
SHIPPED = "# --- ấn bản ---"
"""Where the pack tells the editions that it has."""
SEASON = """
[editions.tet]
name = "Tết Sum vầy"
from = 2026-12-20
until = 2027-02-20

[editions.tet.colours]
red = "#B3001B"

[editions.tet.sounds]
bed = "sound/opener.flac"

[editions.tet.plates.strap.layers]
branch = { kind = "image", box = [1236, 720, 144, 96], file = "branch.png" }

[editions.tet.variants.vertical.plates.strap.layers]
branch.box = [744, 816, 144, 96]
"""


@pytest.fixture
def folder(edited: Edit) -> Path:
    """The station's pack with an edition and no other, its ornament delivered as a file."""
    made = edited(SHIPPED, f"{SEASON}\n{SHIPPED}")
    file = made / "brand.toml"
    file.write_text(file.read_text(encoding="utf-8").split(SHIPPED)[0], encoding="utf-8")
    Image.new("RGBA", (144, 96), (255, 200, 0, 255)).save(made / "branch.png")
    return made


def asking(name: str, day: date) -> Script:
    return replace(script(STORY), edition=Text(name, Place("ban-tin.md", 5)), date=day)


def test_an_edition_replaces_colours_ornaments_and_music_and_nothing_else(folder: Path) -> None:
    everyday, season = read_pack(folder), read_pack(folder, "wide", "tet")
    assert season.colours["red"].rgb == (0xB3, 0x00, 0x1B)
    assert everyday.colours["red"].rgb == (0xC8, 0x10, 0x2E)
    assert season.sounds["bed"] == season.sounds["opener"] == everyday.sounds["opener"]
    assert season.pacing == everyday.pacing
    assert (
        len(draw(season, specimens.everyday("strap")).layers)
        == len(draw(everyday, specimens.everyday("strap")).layers) + 1
    )


def test_an_edition_has_its_own_places_in_other_shapes(folder: Path) -> None:
    upright = read_pack(folder, "vertical", "tet").plate("strap").layers["branch"]
    assert upright.box
    assert upright.box.x == 744


@pytest.mark.parametrize("name", ["Tết Sum vầy", "tết  sum vầy", "tet"])
def test_a_script_names_the_edition_as_it_is_written_or_by_its_key(folder: Path, name: str) -> None:
    pack = pack_of(folder, asking(name, date(2027, 1, 20)), "wide")
    assert pack == read_pack(folder, "wide", "tet")


@pytest.mark.media
@pytest.mark.parametrize("shape", SHAPES)
def test_the_edition_of_the_station_s_pack_is_sound_and_differs_from_every_day(shape: Shape) -> None:
    season, reader = opened_pack(FOLDER, shape, "tet")
    assert judged(reader, season) == ()
    everyday = read_pack(FOLDER, shape)
    for kind in ("greeting", "part", "closer"):
        plate = specimens.everyday(kind)
        assert len(draw(season, plate, 0.25).layers) == len(draw(everyday, plate, 0.25).layers) + 1
    assert season.plate("strap").layers.names() == everyday.plate("strap").layers.names()


def test_the_station_s_edition_is_worn_around_the_lunar_new_year() -> None:
    for day in (date(2027, 1, 20), date(2027, 2, 6), date(2027, 2, 20)):
        assert pack_of(FOLDER, asking("Tết Sum vầy", day), "wide") == read_pack(FOLDER, "wide", "tet")
    with pytest.raises(BadInput, match="is not for"):
        pack_of(FOLDER, asking("Tết Sum vầy", date(2027, 2, 21)), "wide")


def test_a_script_without_an_edition_has_the_everyday_pack(folder: Path) -> None:
    assert pack_of(folder, script(STORY), "wide") == read_pack(folder)


def test_an_unknown_edition_is_refused_with_those_there_are(folder: Path) -> None:
    with pytest.raises(BadInput, match="no edition named Trung thu") as failure:
        pack_of(folder, asking("Trung thu", date(2027, 1, 20)), "wide")
    assert failure.value.place == Place("ban-tin.md", 5)
    assert "Tết Sum vầy (20.12.2026 – 20.2.2027)" in str(failure.value.hint)


@pytest.mark.parametrize("day", [date(2026, 12, 19), date(2027, 2, 21)])
def test_an_edition_out_of_its_days_is_refused_with_its_days(folder: Path, day: date) -> None:
    with pytest.raises(BadInput, match="is not for") as failure:
        pack_of(folder, asking("Tết Sum vầy", day), "wide")
    assert "20.12.2026 – 20.2.2027" in str(failure.value.hint)
    for inside in (date(2026, 12, 20), date(2027, 2, 20)):
        assert pack_of(folder, asking("Tết Sum vầy", inside), "wide")


def test_a_pack_without_editions_says_so(edited: Edit) -> None:
    folder = edited("[colours]\n", "[colours]\n")
    file = folder / "brand.toml"
    file.write_text(file.read_text(encoding="utf-8").split("\n[editions.")[0], encoding="utf-8")
    with pytest.raises(BulletinError) as failure:
        pack_of(folder, asking("Tết Sum vầy", date(2027, 1, 20)), "wide")
    (problem,) = failure.value.problems()
    assert str(problem.hint) == "The brand pack has no editions. Take the line out."


def test_an_edition_without_its_days_is_named_with_its_line(folder: Path) -> None:
    file = folder / "brand.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("until = 2027-02-20", "until = 2026-02-20"), "utf-8")
    with pytest.raises(BulletinError) as failure:
        read_pack(folder)
    (problem,) = failure.value.problems()
    assert "an edition has its days" in str(problem.message)
    assert problem.place
    assert file.read_text(encoding="utf-8").splitlines()[problem.place.line - 1] == "[editions.tet]"
