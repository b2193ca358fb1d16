"""The wordmark at any size, and the headline ground that it stands on."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from bulletin.brand import grounds
from bulletin.brand.layouts.overlays import wordmark
from bulletin.brand.pack import Pack
from bulletin.brand.plates.paint import flattened, painted, whole, written
from bulletin.brand.style import Box
from bulletin.brand.values import Layer, Pixels

PARTS = ("name", "tv")


def lockup(pack: Pack, box: Box, scale: float) -> Layer:
    """The wordmark as one layer, as high as the box and at its left edge."""
    return flattened([layer for part in PARTS for layer in block(pack, box, scale, part)])


def block(pack: Pack, box: Box, scale: float, part: str) -> tuple[Layer, Layer]:
    """One block of the wordmark ('name' or 'tv') and the words on it."""
    layout, style = wordmark(pack, box), pack.plate("bug")
    return painted(layout.boxes[part], style.colours[part], scale), written(layout.settings[part], scale)


def width(pack: Pack, box: Box) -> int:
    """How wide the wordmark is at the height of a box, in units."""
    return sum(each.width for each in wordmark(pack, box).boxes.values())


@lru_cache(maxsize=8)
def headline_ground(pack: Pack, scale: float) -> Pixels:
    """The ground of greeting, headlines, part and closer, on which the opener ends. Not to be written to."""
    ground = flattened([whole(grounds.ink(pack, scale)), lockup(pack, pack.wordmark, scale)]).pixels
    made = np.ascontiguousarray(ground)
    made.setflags(write=False)
    return made
