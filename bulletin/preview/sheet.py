"""A contact sheet: a picture of every shot with its time, its length and its story."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFont

from bulletin.brand.pack import Pack

COLUMNS, WIDTH = 6, 320
MARGIN, LABEL, TEXT = 12, 30, 15
"""Pixels: between tiles, under each for its words, and the height of these."""
GROUND, WORDS, FAINT = (24, 26, 30), (236, 234, 228), (150, 156, 164)


@dataclass(frozen=True, slots=True)
class Tile:
    """A shot on the sheet."""

    picture: Image.Image
    at: str
    length: str
    slug: str


def sheet(tiles: Sequence[Tile], pack: Pack) -> Image.Image:
    """All tiles in rows, in the pack's letters."""
    height = round(WIDTH * tiles[0].picture.height / tiles[0].picture.width)
    rows = math.ceil(len(tiles) / COLUMNS)
    size = MARGIN + COLUMNS * (WIDTH + MARGIN), MARGIN + rows * (height + LABEL + MARGIN)
    page = Image.new("RGB", size, GROUND)
    draw = ImageDraw.Draw(page)
    bold, plain = (ImageFont.truetype(pack.fonts[name].file.path, TEXT) for name in _two(pack))
    for number, tile in enumerate(tiles):
        left = MARGIN + number % COLUMNS * (WIDTH + MARGIN)
        top = MARGIN + number // COLUMNS * (height + LABEL + MARGIN)
        page.paste(tile.picture.resize((WIDTH, height), Image.Resampling.LANCZOS), (left, top))
        base = top + height + LABEL - 9
        draw.text((left, base), tile.at, WORDS, bold, "ls")
        draw.text((left + 52, base), f"{tile.length}   {tile.slug}", FAINT, plain, "ls")
    return page


def _two(pack: Pack) -> tuple[str, str]:
    """The pack's boldest and its lightest letters, as far as their order tells."""
    names = pack.fonts.names()
    return names[-1], names[0]
