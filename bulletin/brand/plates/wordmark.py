"""The station's mark at any size – its logo file, or the stand-in of two blocks – and the grounds that it stands on."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from PIL import Image

from bulletin.brand import grounds
from bulletin.brand.layouts import Layout
from bulletin.brand.layouts.mark import wordmark
from bulletin.brand.pack import Pack
from bulletin.brand.plates.paint import flattened, painted, rectangle, whole, written
from bulletin.brand.style import Align, Box, Canvas, File
from bulletin.brand.values import Layer, Pixels


def lockup(pack: Pack, box: Box, canvas: Canvas, align: Align = "left") -> Layer:
    """The mark as one layer, as high as the box and at its left or right edge."""
    if pack.mark.file is not None:
        return _logo(pack.mark.file, box, canvas, align)
    layout = wordmark(pack, box, at_right=align == "right")
    name = painted(layout.boxes["name"], pack.mark.name_block, canvas)
    words = [written(setting, canvas) for setting in layout.settings.values()]
    return flattened([name, *tv_block(pack, layout, canvas), *words])


def tv_block(pack: Pack, layout: Layout, canvas: Canvas) -> list[Layer]:
    """The framed block that TV stands on, without TV."""
    mark = pack.mark
    return [painted(layout.boxes["frame"], mark.name_block, canvas), painted(layout.boxes["tv"], mark.tv_block, canvas)]


def width(pack: Pack, box: Box) -> int:
    """How wide the stand-in is at the height of a box, in units."""
    layout = wordmark(pack, box)
    return layout.boxes["frame"].right - layout.boxes["name"].x


def ground(pack: Pack, name: str, canvas: Canvas) -> Pixels:
    """One of the pack's grounds with the mark where it has one. Not to be written to."""
    return _marked(pack, name, canvas) if pack.grounds[name].logo else grounds.drawn(pack, name, canvas)


@lru_cache(maxsize=8)
def _marked(pack: Pack, name: str, canvas: Canvas) -> Pixels:
    style = pack.grounds[name]
    assert style.logo is not None
    mark = lockup(pack, style.logo, canvas, style.logo_align)
    made = np.ascontiguousarray(flattened([whole(grounds.drawn(pack, name, canvas)), mark]).pixels)
    made.setflags(write=False)
    return made


def headline_ground(pack: Pack, canvas: Canvas) -> Pixels:
    """The ground that the opener ends on. Not to be written to."""
    return ground(pack, "board", canvas)


def _logo(logo: File, box: Box, canvas: Canvas, align: Align) -> Layer:
    """The logo file as large as the box allows."""
    x, y, wide, high = rectangle(box, canvas)
    with Image.open(logo.path, formats=("PNG",)) as opened:
        image = opened.convert("RGBA")
    image.thumbnail((wide, high), Image.Resampling.LANCZOS)
    spare = wide - image.width
    place = Image.new("RGBA", (wide, high))
    place.paste(image, ({"left": 0, "centre": spare // 2, "right": spare}[align], (high - image.height) // 2))
    return Layer(np.asarray(place), x, y)
