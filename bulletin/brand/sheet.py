"""One picture of a whole pack: every plate in every shape, with short words and with words as long as they may be."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from bulletin.brand import specimens
from bulletin.brand.pack import Pack
from bulletin.brand.plates import draw
from bulletin.brand.plates.wordmark import headline_ground
from bulletin.brand.style import Font, Shape
from bulletin.rundown.values import Plate

SCALE = 1 / 3
GAP, LABEL, MARGIN, HEAD = 16, 44, 40, 150
WIDE, UPRIGHT, EVEN = (640, 360), (360, 640), (360, 360)
ROW = (WIDE[0] + 2 * UPRIGHT[0] + EVEN[0] + 3 * GAP, 2 * WIDE[1] + GAP)
COLUMNS = 2
PAPER, INK, QUIET = (250, 250, 248), (24, 28, 34), (110, 116, 124)


def sheet(packs: Mapping[Shape, Pack]) -> Image.Image:
    """The sheet of a pack read for each of its shapes."""
    pack = packs["wide"]
    kinds = tuple(specimens.EVERYDAY)
    rows = -(-len(kinds) // COLUMNS)
    size = (COLUMNS * (ROW[0] + 2 * MARGIN), HEAD + rows * (ROW[1] + LABEL + MARGIN) + MARGIN)
    page = Image.new("RGB", size, PAPER)
    _head(page, pack)
    for index, kind in enumerate(kinds):
        x = MARGIN + index // rows * (ROW[0] + 2 * MARGIN)
        y = HEAD + index % rows * (ROW[1] + LABEL + MARGIN)
        ImageDraw.Draw(page).text((x, y), kind, INK, _font(pack.fonts.rows[-1][1], 26))
        _row(page, packs, kind, (x, y + LABEL))
    return page


def _head(page: Image.Image, pack: Pack) -> None:
    """The pack's name, its colours and its fonts."""
    pen, bold = ImageDraw.Draw(page), pack.fonts.rows[-1][1]
    pen.text((MARGIN, 36), pack.name, INK, _font(bold, 44))
    x = MARGIN + 560
    for name, colour in pack.colours.rows:
        pen.rectangle((x, 34, x + 96, 84), colour.rgb, QUIET)
        pen.text((x, 90), name, QUIET, _font(bold, 16))
        x += 112
    for name, font in pack.fonts.rows:
        pen.text((x + 24, 40), "Ậm Ễnh Ộp Ửng", INK, _font(font, 26))
        pen.text((x + 24, 90), name, QUIET, _font(bold, 16))
        x += 260


def _row(page: Image.Image, packs: Mapping[Shape, Pack], kind: str, at: tuple[int, int]) -> None:
    """A plate in all shapes: short words above or left, long ones below or right."""
    x, y = at
    places: dict[Shape, tuple[tuple[int, int], tuple[int, int]]] = {
        "wide": ((x, y), (x, y + WIDE[1] + GAP)),
        "vertical": ((x + WIDE[0] + GAP, y), (x + WIDE[0] + UPRIGHT[0] + 2 * GAP, y)),
        "square": tuple((x + WIDE[0] + 2 * UPRIGHT[0] + 3 * GAP, top) for top in (y, y + EVEN[1] + GAP)),  # type: ignore[dict-item]
    }
    for shape, pack in packs.items():
        plates = (specimens.shortest(kind), specimens.longest(pack, kind))
        for plate, place in zip(plates, places[shape], strict=True):
            page.paste(picture(pack, plate, SCALE), place)


def picture(pack: Pack, plate: Plate, scale: float) -> Image.Image:
    """A plate at rest on what stands for a photograph, or on the ground that the opener ends on."""
    canvas = pack.canvas(scale)
    is_opener = plate.kind == "opener_date"
    under = Image.fromarray(headline_ground(pack, canvas)) if is_opener else _photograph(canvas.size)
    seen = under.convert("RGBA")
    for layer in draw(pack, plate, scale, lambda _asset, size: _photograph(size)).layers:
        pixels = layer.sequence[-1] if layer.sequence else layer.pixels
        seen.alpha_composite(Image.fromarray(pixels), (layer.x, layer.y))
    return seen.convert("RGB")


def _photograph(size: tuple[int, int]) -> Image.Image:
    """Light from a window over a room: bright at one side, dark at the other."""
    width, height = size
    x, y = np.meshgrid(np.linspace(0, 1, width), np.linspace(0, 1, height))
    light = np.clip(1.15 - 0.95 * x - 0.25 * y + 0.10 * np.sin(9 * x + 4 * y), 0, 1)[..., None]
    dark, bright = np.array([52.0, 60.0, 58.0]), np.array([236.0, 226.0, 206.0])
    return Image.fromarray(np.rint(dark + (bright - dark) * light).astype(np.uint8))


def _font(font: Font, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(font.file.path, size)
