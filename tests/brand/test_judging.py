"""A pack is judged: what is wrong with it is named with its line, before a bulletin is made with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from PIL import Image

from bulletin.brand import specimens
from bulletin.brand.judging import _Judge, judged
from bulletin.brand.pack import Pack, opened_pack, read_pack
from bulletin.brand.pieces import faults
from bulletin.brand.sheet import sheet
from bulletin.brand.style import SHAPES, Shape
from bulletin.errors import Problem
from tests.brand.conftest import FOLDER

Edit = Callable[[str, str], Path]
TEMPLATES = FOLDER.parent
NAMES = sorted(path.name for path in TEMPLATES.iterdir() if (path / "brand.toml").is_file())


def judge(folder: Path, shape: Shape = "wide") -> _Judge:
    pack, reader = opened_pack(folder, shape)
    return _Judge(reader, pack)


def told(found: Iterable[Problem], folder: Path, line: str) -> str:
    """What is said of a line of brand.toml that begins so."""
    lines = (folder / "brand.toml").read_text(encoding="utf-8").splitlines()
    at = [problem for problem in found if problem.place and lines[problem.place.line - 1].startswith(line)]
    assert at, "nothing is said of this line"
    return str(at[0].message)


@pytest.mark.media
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("name", NAMES)
def test_the_packs_of_the_repository_are_sound(name: str, shape: Shape) -> None:
    pack, reader = opened_pack(TEMPLATES / name, shape)
    assert judged(reader, pack) == ()
    assert faults(pack) == ()


@pytest.mark.media
def test_words_too_like_what_they_stand_on_are_named_with_the_contrast_they_have(edited: Edit) -> None:
    folder = edited('leading = 136, motion = "late_words"', 'leading = 136, motion = "late_words", field = "role"')
    folder = edited('colour = "slate", leading = 136', 'colour = "mist", leading = 136')
    message = told(judge(folder).contrasts(), folder, "role = ")
    assert "plates.lower_third.layers.role has a contrast of 1." in message
    assert "4.5 is needed" in message


@pytest.mark.media
def test_words_without_a_plate_are_not_legible_on_every_photograph(edited: Edit) -> None:
    folder = edited('step = [2, 12], colour = "ink 80%", motion = "quiet" }', 'step = [2, 12], motion = "quiet" }')
    assert "plates.credit.layers.text" in told(judge(folder).contrasts(), folder, "text = ")


def test_a_box_out_of_the_safe_area_is_named(edited: Edit) -> None:
    folder = edited(
        "title = { box = [72, 420, 816, 420], size = [120, 72]", "title = { box = [12, 420, 816, 420], size = [120, 72]"
    )
    message = told(judge(folder, "vertical").boxes(), folder, "title = { box = [12")
    assert message == "plates.greeting.layers.title reaches out of the safe area of vertical frames"


def test_a_plate_that_does_not_hold_the_words_a_newsroom_needs_is_named(edited: Edit) -> None:
    folder = edited(
        'size = [48, 42], colour = "ink", motion = "words"', 'size = [148, 142], colour = "ink", motion = "words"'
    )
    message = told(judge(folder).needed(), folder, "name = ")
    assert message.startswith("The plate lower_third (wide) has too little room: The name on the name strap is ")


def test_a_font_without_vietnamese_is_named_with_what_it_lacks(edited: Edit) -> None:
    folder = edited('folder = "', 'folder = "') if False else edited("[fonts]\n", "[fonts]\n")
    lacking = folder / "fonts"
    lacking.mkdir()
    font = without(read_pack(folder), "Ậễộ")
    (lacking / "plain.ttf").write_bytes(font)
    folder = edited('package = "fontpkg_be_vietnam_pro"', "")
    edited('medium = "BeVietnamPro-Medium.ttf"', 'medium = "plain.ttf"')
    for weight in ("SemiBold", "Bold", "ExtraBold"):
        edited(f'= "BeVietnamPro-{weight}.ttf"', '= "plain.ttf"')
    message = told(judge(folder).letters(), folder, "medium = ")
    assert message == "The font plain.ttf lacks letters of Vietnamese: Ậễộ" or set(message[-3:]) == set("Ậễộ")


def without(pack: Pack, letters: str) -> bytes:
    """The pack's font with some letters taken out of its table of characters."""
    content = bytearray(Path(pack.fonts["medium"].file.path).read_bytes())
    from tests.brand.spoiling import without_letters

    return without_letters(bytes(content), letters)


def test_plates_that_may_stand_together_and_cover_each_other_are_named(edited: Edit) -> None:
    folder = edited("box = [1488, 54, 336, 60], align", "box = [1488, 882, 336, 60], align")
    message = next(str(problem.message) for problem in judge(folder).neighbours())
    assert message == "The plates bug (wide) and credit (wide) cover each other" or "bug (wide)" in message


def test_captions_that_would_stand_on_a_plate_are_named(edited: Edit) -> None:
    folder = edited("clear = 240", "clear = 120")
    assert (
        told(judge(folder).neighbours(), folder, "clear = 120")
        == "Captions would stand on the plate lower_third (wide)"
    )


def test_captions_stand_above_few_words_too_where_many_are_set_smaller(edited: Edit) -> None:
    folder = edited('[yields.strap]\nhides = ["headline"]\nclear = 324', "[yields.strap]\nhides = []\nclear = 300")
    assert told(judge(folder).neighbours(), folder, "clear = 300") == "Captions would stand on the plate strap (wide)"


@pytest.mark.parametrize("shape", ["vertical", "square"])
def test_a_label_that_would_lie_over_the_words_of_a_card_is_named(edited: Edit, shape: Shape) -> None:
    told_at = {"vertical": "panel = { box = [504, 294, 384, 120]", "square": "panel = { box = [54, 60, 528, 120]"}[
        shape
    ]
    down = told_at.replace("294, 384", "420, 384").replace("60, 528", "180, 528")
    found = judge(edited(told_at, down), shape).covered()
    assert f"The plate label ({shape}) would lie over plates.list.texts.title" in {str(each.message) for each in found}


def test_every_kind_of_plate_has_specimens() -> None:
    from bulletin.brand import parts

    assert set(specimens.EVERYDAY) == set(parts.PARTS)


@pytest.mark.media
def test_the_sheet_shows_every_plate_in_every_shape() -> None:
    page = sheet({shape: read_pack(FOLDER, shape) for shape in SHAPES})
    rows = -(-len(specimens.EVERYDAY) // 2)
    assert page.width > 3 * 640
    assert page.height > rows * 700
    assert isinstance(page, Image.Image)
