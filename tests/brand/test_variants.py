"""The same pack in three shapes: what differs is told, the rest is the same; words stay where platforms leave them free."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from bulletin.brand import parts, pieces, specimens
from bulletin.brand.judging import _Judge
from bulletin.brand.layouts import lay_out, thumbnails
from bulletin.brand.pack import Pack, opened_pack, read_pack
from bulletin.brand.plates import draw
from bulletin.brand.style import SHAPES, Shape
from bulletin.errors import BulletinError
from tests.brand.conftest import FOLDER

Edit = Callable[[str, str], Path]
PACKS = {shape: read_pack(FOLDER, shape) for shape in SHAPES}
SAFE = {"wide": (96, 54, 1824, 1026), "vertical": (65, 288, 888, 1248), "square": (54, 54, 1026, 1026)}


@pytest.mark.parametrize("shape", SHAPES)
def test_the_safe_area_is_that_of_the_frame(shape: Shape) -> None:
    safe = PACKS[shape].safe
    assert (safe.x, safe.y, safe.right, safe.bottom) == SAFE[shape]


@pytest.mark.parametrize("shape", SHAPES)
def test_every_text_box_of_every_plate_lies_inside_the_safe_area(shape: Shape) -> None:
    judge = _Judge(opened_pack(FOLDER, shape)[1], PACKS[shape])
    assert list(judge.boxes()) == []
    assert list(judge.settings()) == []


@pytest.mark.parametrize("shape", SHAPES)
def test_the_longest_words_that_a_newsroom_needs_fit(shape: Shape) -> None:
    assert list(_Judge(opened_pack(FOLDER, shape)[1], PACKS[shape]).needed()) == []


@pytest.mark.parametrize("kind", parts.PARTS)
@pytest.mark.parametrize("shape", ["vertical", "square"])
def test_layers_are_even_and_inside_a_frame_of_any_shape(shape: Shape, kind: str) -> None:
    pack = PACKS[shape]
    width, height = pack.canvas(1 / 3).size
    assert (width, height) == {"vertical": (360, 640), "square": (360, 360)}[shape]
    for layer in draw(pack, specimens.needed(kind), 1 / 3).layers:
        tall, wide = layer.pixels.shape[:2]
        assert not any(side % 2 for side in (layer.x, layer.y, wide, tall))
        assert 0 <= layer.x <= layer.x + wide <= width
        assert 0 <= layer.y <= layer.y + tall <= height


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("rows", [3, 4, 5])
def test_thumbnails_have_the_shape_of_the_frame_so_that_pictures_open_from_them(shape: Shape, rows: int) -> None:
    width, height = SHAPES[shape]
    for area in thumbnails(PACKS[shape], rows):
        shown = area.width * width / (area.height * height)
        assert shown == pytest.approx(width / height, rel=0.02)


@pytest.mark.parametrize("shape", ["vertical", "square"])
@pytest.mark.parametrize("name", ["opener-short", "sting", "wipe"])
def test_motion_pieces_fill_frames_of_any_shape(shape: Shape, name: str) -> None:
    pack = PACKS[shape]
    size = pack.canvas(0.1).size
    drawn = list(pieces.frames(pack, name, 0.1))
    assert len(drawn) == pack.length(name)
    assert {frame.shape[1::-1] for frame in drawn} == {size}
    if name != "opener-short":
        middle = len(drawn) // 2
        assert min(drawn[at][..., 3].min() for at in (middle - 1, middle)) == 255
        for end in (drawn[0], drawn[-1]):
            assert np.mean(end[..., 3] < 8) > 0.6


@pytest.mark.parametrize("shape", ["vertical", "square"])
def test_the_wordmark_of_the_opener_stays_in_the_safe_area(shape: Shape) -> None:
    pack = PACKS[shape]
    frame = list(pieces.frames(pack, "opener-short", 0.25))[30].astype(int)
    red = np.abs(frame - np.array(pack.colours["red"].rgb)).max(axis=2) < 10
    rows, columns = (np.flatnonzero(red.any(axis=axis)) for axis in (1, 0))
    assert columns[0] * 4 >= pack.safe.x - 4
    assert (columns[-1] + 1) * 4 <= pack.safe.right + 4
    assert rows[0] * 4 >= pack.safe.y - 4


def test_what_a_variant_does_not_tell_is_that_of_the_wide_frame() -> None:
    for name in ("bar", "tag", "title"):
        wide, upright = (PACKS[shape].plate("strap").layers[name] for shape in ("wide", "vertical"))
        assert wide.moves == upright.moves
        assert wide.joins == upright.joins
    assert PACKS["wide"].plate("strap").layers["bar"] == PACKS["vertical"].plate("strap").layers["bar"]
    assert PACKS["wide"].colours == PACKS["vertical"].colours
    assert PACKS["wide"].pacing == PACKS["vertical"].pacing


def test_false_takes_a_layer_out_of_a_variant(edited: Edit) -> None:
    folder = edited("mark.box = [690, 54, 336, 60]", "mark = false")
    assert read_pack(folder, "square").plate("bug").layers.names() == ()
    assert read_pack(folder).plate("bug").layers.names() == ("mark",)


def test_a_mistake_in_a_variant_is_named_with_its_own_line(edited: Edit) -> None:
    folder = edited("mark.box = [690, 54, 336, 60]", "mark.box = [990, 54, 336, 60]")
    with pytest.raises(BulletinError) as failure:
        read_pack(folder, "square")
    (problem,) = failure.value.problems()
    assert problem.place
    lines = (folder / "brand.toml").read_text(encoding="utf-8").splitlines()
    assert lines[problem.place.line - 1] == "mark.box = [990, 54, 336, 60]"
    assert "1080 × 1080" in str(problem.message)


def test_a_pack_without_the_variant_says_that_and_nothing_else(edited: Edit) -> None:
    folder = edited("# --- 1:1", "# --- 1:1")
    file = folder / "brand.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("[variants.square.", "[variants.vertical.more."), "utf-8")
    with pytest.raises(BulletinError) as failure:
        read_pack(folder, "square")
    (problem,) = failure.value.problems()
    assert str(problem.message) == "The brand pack has no variant for square frames"


def test_captions_stand_over_what_the_variant_shows(pack: Pack) -> None:
    upright = PACKS["vertical"]
    assert upright.clear(frozenset()) == 1920 - 1248
    assert pack.clear(frozenset()) == 54
    assert upright.clear(frozenset({"strap"})) > upright.clear(frozenset({"credit"})) > upright.clear(frozenset())


def test_a_quotation_with_a_portrait_stands_under_it_in_an_upright_frame() -> None:
    plate = specimens.needed("quotation")
    pictured = type(plate)(plate.kind, plate.fields, specimens.PICTURES[:1])
    layout = lay_out(PACKS["vertical"], pictured)
    portrait, words = layout.boxes["portrait"], layout.settings["words_portrait"]
    assert portrait.right - portrait.x == 1080
    assert words.baseline(0) - words.size > portrait.bottom
    assert words.baseline(len(words.lines) - 1) <= 1248
