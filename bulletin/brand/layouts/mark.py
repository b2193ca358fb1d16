"""The layout of the station's mark: the stand-in of two blocks, at any height."""

from __future__ import annotations

from dataclasses import replace

from bulletin.brand.layouts.values import Layout, moved, units
from bulletin.brand.pack import Pack
from bulletin.brand.style import Box
from bulletin.brand.text import Setting, typeset

ANYWHERE = Box(0, 0, 10_000, 10_000)


def wordmark(pack: Pack, box: Box, at_right: bool = False) -> Layout:
    """The name and TV on two blocks as high as `box`, at its left or right edge; everything grows with the height.

    The block of TV is framed in the colour of the name (box `frame`), so that it keeps its shape on paper."""
    style = pack.mark
    grown = box.height / style.height
    pad, edge = style.pad * grown, round(style.edge * grown)
    settings = {}
    for name, text in (("name", style.name), ("tv", style.tv)):
        size = round(text.largest * grown)
        settings[name] = typeset(replace(text, box=ANYWHERE, largest=size, smallest=size), pack.words[name])
    widths = [units(setting.width + 2 * pad) for setting in settings.values()]
    x = box.right - sum(widths) if at_right else box.x
    name_block = Box(x, box.y, widths[0], box.height)
    frame = Box(name_block.right, box.y, widths[1], box.height)
    inside = Box(frame.x, frame.y + edge, frame.width - edge, frame.height - 2 * edge)
    boxes = {"name": name_block, "frame": frame, "tv": inside}
    return Layout({name: _centred(setting, boxes[name]) for name, setting in settings.items()}, boxes)


def _centred(setting: Setting, box: Box) -> Setting:
    left = box.x + (box.width - setting.width) / 2
    return moved(setting, Box(round(left), box.y, -(-int(setting.width) // 2) * 2 + 2, box.height))
