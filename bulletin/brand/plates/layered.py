"""Plates drawn from their layers alone: every kind of layer by one small function."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from bulletin.brand import clips, grounds
from bulletin.brand.plates.paint import Sheet, flattened, glyph, painted, pictured, rectangle, tinted, whole, written
from bulletin.brand.plates.wordmark import ground, lockup
from bulletin.brand.style import (
    Backdrop,
    Box,
    Colour,
    Delivered,
    Fill,
    Glyph,
    LayerStyle,
    Logo,
    Panel,
    Photo,
    Side,
    Slant,
    Words,
)
from bulletin.brand.values import Layer, Pixels

Row = tuple[str, LayerStyle]


def layered(sheet: Sheet, rows: Sequence[Row]) -> tuple[Layer, ...]:
    """The layers that the plate has, bottom first; what joins another layer is drawn onto it and moves with it."""
    there = [row for row in rows if row[0] in sheet.layout.boxes or row[0] in sheet.layout.settings]
    made: list[Layer] = []
    for name, style in there:
        if style.joins:
            continue
        joined = [drawn for other, row in there if row.joins == name for drawn in _drawn(sheet, other, row)]
        own = _drawn(sheet, name, style)
        layers = [flattened([*own, *joined])] if joined else own
        moves = sheet.scaled(style.moves)
        made.extend(replace(layer, enter=moves.enter, leave=moves.leave) for layer in layers)
    return tuple(made)


def _drawn(sheet: Sheet, name: str, style: LayerStyle) -> list[Layer]:
    """One layer at rest; none for a panel without colour."""
    return _KINDS[type(style.paint)](sheet, name, style.paint)


def _words(sheet: Sheet, name: str, _words: Words) -> list[Layer]:
    return [written(sheet.layout.settings[name], sheet.canvas)]


def _fill(sheet: Sheet, name: str, fill: Fill) -> list[Layer]:
    box = sheet.layout.boxes[name]
    if fill.to is None:
        return [painted(box, fill.colour, sheet.canvas)]
    x, y, width, height = rectangle(box, sheet.canvas)
    return [Layer(_faded(fill.colour, fill.to, fill.towards, (width, height)), x, y)]


def _faded(first: Colour, last: Colour, towards: Side, size: tuple[int, int]) -> Pixels:
    """A rectangle that goes from one colour to another."""
    width, height = size
    count = width if towards in ("left", "right") else height
    way = (np.arange(count, dtype=np.float32) + 0.5) / count
    way = way[::-1] if towards in ("left", "above") else way
    ends = np.array([first.rgba, last.rgba], np.float32)
    line = np.rint(ends[0] + (ends[1] - ends[0]) * way[:, None]).astype(np.uint8)
    shaped = line[None, :, :] if towards in ("left", "right") else line[:, None, :]
    return np.ascontiguousarray(np.broadcast_to(shaped, (height, width, 4)))


def _panel(sheet: Sheet, name: str, panel: Panel) -> list[Layer]:
    return [] if panel.colour is None else [painted(sheet.layout.boxes[name], panel.colour, sheet.canvas)]


def _delivered(sheet: Sheet, name: str, picture: Delivered) -> list[Layer]:
    x, y, width, height = rectangle(sheet.layout.boxes[name], sheet.canvas)
    frames = tuple(clips.placed(frame, (width, height), picture) for frame in clips.frames(picture.files))
    return [Layer(frames[-1], x, y, sequence=frames if len(frames) > 1 else ())]


def _logo(sheet: Sheet, name: str, logo: Logo) -> list[Layer]:
    return [lockup(sheet.pack, sheet.layout.boxes[name], sheet.canvas, logo.align)]


def _photo(sheet: Sheet, name: str, photo: Photo) -> list[Layer]:
    return [pictured(sheet, sheet.plate.pictures[photo.number], sheet.layout.boxes[name], photo.shade)]


def _glyph(sheet: Sheet, name: str, style: Glyph) -> list[Layer]:
    box: Box = sheet.layout.boxes[name]
    x, y, _, _ = rectangle(box, sheet.canvas)
    return [Layer(tinted(glyph(style.font, style.character, box, sheet.canvas), style.colour), x, y)]


def _slant(sheet: Sheet, _name: str, slant: Slant) -> list[Layer]:
    pixels, x = grounds.planes((slant.front, slant.back), slant.edges, sheet.canvas)
    return [Layer(pixels, x, 0)]


def _backdrop(sheet: Sheet, _name: str, backdrop: Backdrop) -> list[Layer]:
    return [whole(ground(sheet.pack, backdrop.name, sheet.canvas))]


_KINDS: dict[type[Any], Callable[[Sheet, str, Any], list[Layer]]] = {
    Words: _words,
    Fill: _fill,
    Panel: _panel,
    Delivered: _delivered,
    Logo: _logo,
    Photo: _photo,
    Glyph: _glyph,
    Slant: _slant,
    Backdrop: _backdrop,
}
