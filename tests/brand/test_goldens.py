"""Every plate of every pack in every shape, compared with the picture that was looked at and found good.

`make golden` draws them anew, to be reviewed as a change. Plates stand on even grounds, and grounds are compared without their noise: PNG then packs both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from bulletin.brand import grounds, parts, specimens
from bulletin.brand.grounds import Field
from bulletin.brand.pack import Pack, read_pack
from bulletin.brand.plates import draw, wordmark
from bulletin.brand.style import SHAPES, Shape, Table

TEMPLATES = Path(__file__).parents[2] / "templates"
GOLDENS = Path(__file__).parent / "goldens"
FAILED = Path(__file__).parents[2] / "build" / "goldens"
SCALE, SMALL = 3 / 16, 0.125
GROUNDS = "grounds"
TOLERANCE = 1
MOST_BEYOND = 0.001 / 100
MOST_BYTES = 1_600_000
PACKS = ("laodong", "congdoan")
GREY = (126, 130, 124)


@cache
def pack_of(name: str, shape: Shape) -> Pack:
    return read_pack(TEMPLATES / name, shape)


@cache
def evenly(name: str, shape: Shape) -> Pack:
    """The pack with even grounds, which PNG packs well; the grounds have goldens of their own."""
    pack = pack_of(name, shape)
    even = ((key, replace(ground, light_strength=0, bands=())) for key, ground in pack.grounds.rows)
    return replace(pack, grounds=Table(tuple(even)))


@pytest.fixture(autouse=True, scope="module")
def without_noise() -> Iterator[None]:
    def still(width: int, height: int) -> Field:
        return np.full((height, width), 0.5, np.float32)

    patch = pytest.MonkeyPatch()
    patch.setattr(grounds, "noise", still)
    kept = (grounds.drawn, grounds.planes, wordmark._marked)
    for each in kept:
        each.cache_clear()
    yield
    patch.undo()
    for each in kept:
        each.cache_clear()


def picture(pack: Pack, kind: str) -> Image.Image:
    """A plate at rest with the longest words it must hold, over grey."""
    page = Image.new("RGBA", pack.canvas(SCALE).size, (*GREY, 255))
    for layer in draw(pack, specimens.needed(kind), SCALE).layers:
        pixels = layer.sequence[-1] if layer.sequence else layer.pixels
        page.alpha_composite(Image.fromarray(pixels), (layer.x, layer.y))
    return page.convert("RGB")


def kept(made: Image.Image, path: Path) -> None:
    """Written as small as may be: with a palette where that is exact."""
    path.parent.mkdir(parents=True, exist_ok=True)
    colours = made.getcolors(256)
    (made.quantize(256, dither=Image.Dither.NONE) if colours else made).save(path, optimize=True)


def compared(made: Image.Image, name: str, request: pytest.FixtureRequest) -> None:
    """Fail when a picture is not its golden, and leave golden, picture and difference beside each other."""
    path = GOLDENS / name
    if request.config.getoption("--golden"):
        kept(made, path)
    with Image.open(path) as opened:
        golden = opened.convert("RGB")
    assert made.size == golden.size
    apart = np.abs(np.asarray(made, np.int16) - np.asarray(golden, np.int16)).max(axis=2)
    beyond = float(np.mean(apart > TOLERANCE))
    failed = FAILED / name.replace("/", "-")
    if beyond > MOST_BEYOND:
        FAILED.mkdir(parents=True, exist_ok=True)
        shown = Image.fromarray(np.minimum(apart * 16, 255).astype(np.uint8)).convert("RGB")
        side = Image.new("RGB", (3 * made.width, made.height))
        for index, each in enumerate((golden, made, shown)):
            side.paste(each, (index * made.width, 0))
        side.save(failed)
    assert beyond <= MOST_BEYOND, f"{beyond:.4%} differ by up to {apart.max()}: see {failed}"


@pytest.mark.parametrize("kind", parts.PARTS)
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("name", PACKS)
def test_a_plate_looks_as_it_did_when_it_was_looked_at(
    name: str, shape: Shape, kind: str, request: pytest.FixtureRequest
) -> None:
    compared(picture(evenly(name, shape), kind), f"{name}/{shape}-{kind}.png", request)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("name", PACKS)
def test_the_grounds_look_as_they_did_when_they_were_looked_at(
    name: str, shape: Shape, request: pytest.FixtureRequest
) -> None:
    pack = pack_of(name, shape)
    drawn = [Image.fromarray(wordmark.ground(pack, each, pack.canvas(SMALL))) for each in pack.grounds.names()]
    page = Image.new("RGB", (sum(each.width for each in drawn), drawn[0].height))
    for index, each in enumerate(drawn):
        page.paste(each.convert("RGB"), (index * each.width, 0))
    compared(page, f"{name}/{shape}-{GROUNDS}.png", request)


def test_a_difference_is_found_and_shown(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(globals(), "FAILED", tmp_path)
    pack = evenly("laodong", "wide")
    made = picture(pack, "strap").point(lambda value: min(255, value + 2))
    if not request.config.getoption("--golden"):
        with pytest.raises(AssertionError, match="differ by up to 2"):
            compared(made, "laodong/wide-strap.png", request)
        with Image.open(tmp_path / "laodong-wide-strap.png") as side:
            assert side.width == 3 * made.width


def test_goldens_stay_small_and_none_is_left_over() -> None:
    files = sorted(GOLDENS.rglob("*.png"))
    kinds = (*parts.PARTS, GROUNDS)
    wanted = {f"{name}/{shape}-{kind}.png" for name in PACKS for shape in SHAPES for kind in kinds}
    assert {file.relative_to(GOLDENS).as_posix() for file in files} == wanted
    assert sum(file.stat().st_size for file in files) < MOST_BYTES
