"""What the font reader finds in the pack's fonts."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import ImageFont

from bulletin.brand.fonts import face_of
from bulletin.brand.pack import Pack
from bulletin.brand.style import File, Font
from bulletin.errors import BadConfig

VIETNAMESE = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵđ"


@pytest.mark.parametrize("weight", ["medium", "semibold", "bold", "extrabold"])
def test_every_vietnamese_letter_has_a_glyph(pack: Pack, weight: str) -> None:
    face = face_of(pack.fonts[weight])
    assert not [letter for letter in VIETNAMESE + VIETNAMESE.upper() if not face.has(letter)]


def test_an_emoji_has_no_glyph(pack: Pack) -> None:
    assert not face_of(pack.fonts["medium"]).has("🔥")


def test_widths_are_those_that_the_drawing_library_measures(pack: Pack) -> None:
    font = pack.fonts["bold"]
    face = face_of(font)
    drawn = ImageFont.truetype(font.file.path, face.units, layout_engine=ImageFont.Layout.BASIC)
    assert [face.advance(letter) for letter in VIETNAMESE] == [drawn.getlength(letter) for letter in VIETNAMESE]


def test_pairs_that_gape_are_kerned_and_others_are_not(pack: Pack) -> None:
    face = face_of(pack.fonts["semibold"])
    assert face.kern("T", "o") < face.kern("T", "r") < 0
    assert face.kern("1", "1") == 0


def test_a_broken_font_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "broken.ttf"
    path.write_bytes(b"\0\1\0\0\0\20no font at all")
    with pytest.raises(BadConfig) as failure:
        face_of(Font("medium", "broken.ttf", File(str(path), "0")))
    assert "broken.ttf" in str(failure.value)
