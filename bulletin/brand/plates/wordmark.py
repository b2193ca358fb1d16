"""The wordmark at any size, and the headline ground that it stands on."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from bulletin.brand import grounds
from bulletin.brand.layouts import Layout
from bulletin.brand.layouts.overlays import wordmark
from bulletin.brand.pack import Pack
from bulletin.brand.plates.paint import flattened, painted, whole, written
from bulletin.brand.style import Box, Canvas
from bulletin.brand.values import Layer, Pixels


def lockup(pack: Pack, box: Box, canvas: Canvas) -> Layer:
    """The wordmark as one layer, as high as the box and at its left edge."""
    layout = wordmark(pack, box)
    name = painted(layout.boxes["name"], pack.plate("bug").colours["name"], canvas)
    words = [written(setting, canvas) for setting in layout.settings.values()]
    return flattened([name, *tv_block(pack, layout, canvas), *words])


def tv_block(pack: Pack, layout: Layout, canvas: Canvas) -> list[Layer]:
    """The framed block that TV stands on, without TV."""
    colours = pack.plate("bug").colours
    return [painted(layout.boxes["frame"], colours["name"], canvas), painted(layout.boxes["tv"], colours["tv"], canvas)]


def width(pack: Pack, box: Box) -> int:
    """How wide the wordmark is at the height of a box, in units."""
    layout = wordmark(pack, box)
    return layout.boxes["frame"].right - layout.boxes["name"].x


@lru_cache(maxsize=8)
def headline_ground(pack: Pack, canvas: Canvas) -> Pixels:
    """The ground of greeting, headlines, part and closer, on which the opener ends. Not to be written to."""
    ground = flattened([whole(grounds.ink(pack, canvas)), lockup(pack, pack.wordmark, canvas)]).pixels
    made = np.ascontiguousarray(ground)
    made.setflags(write=False)
    return made
