"""Graphs: a line that runs through the years, and the parts of a whole."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PIL import Image, ImageDraw

from bulletin.brand.layouts.values import rows_of, words_of
from bulletin.brand.plates.cards import backdrop
from bulletin.brand.plates.charts import HAIR, counting, titled
from bulletin.brand.plates.paint import OVERSAMPLING, Sheet, flattened, painted, rectangle, tinted, written
from bulletin.brand.style import Box, Colour, Motion, Moves
from bulletin.brand.text import Setting
from bulletin.brand.values import Drawn, Layer

VEIL = 216
"""How far the paper behind a figure hides the line under it, of 255."""


def line(sheet: Sheet) -> Drawn:
    """The line grows from left to right; each point and its figure come as it reaches them. Figures stand still."""
    count = len(rows_of(sheet.plate, "rows"))
    ground = backdrop(sheet)
    scale = [layer for name in sheet.layout.settings if name.startswith("tick") for layer in sheet.words(name)]
    scale += [layer for name in sheet.layout.boxes if name.startswith("tick") for layer in sheet.fill(name, "line")]
    labels = [layer for index in range(count) for layer in sheet.words(f"label{index}")]
    grown = [_course(sheet, count)] if count > 1 else []
    points = [layer for index in range(count) for layer in _point(sheet, index, count)]
    return Drawn((ground, *titled(sheet, [*scale, *labels]), *grown, *points), covers=True)


def share(sheet: Sheet) -> Drawn:
    """One bar of all parts, revealed from the left while the figures count up under it."""
    rows = rows_of(sheet.plate, "rows")
    colours = _shades(sheet, [row[0] for row in rows])
    delay, count = sheet.moves("row").enter.delay, sheet.style.numbers["count"]
    parts = [painted(sheet.layout.boxes[f"part{index}"], colour, sheet.canvas) for index, colour in enumerate(colours)]
    layers = [
        backdrop(sheet),
        *titled(sheet),
        *([flattened(parts, Moves(Motion("wipe", count, delay)))] if parts else []),
    ]
    for index, colour in enumerate(colours):
        later, box = index * sheet.style.numbers["stagger"], sheet.layout.boxes[f"row{index}"]
        under = Box(box.x, box.bottom - HAIR, box.width, HAIR)
        row = [
            painted(sheet.layout.boxes[f"swatch{index}"], colour, sheet.canvas),
            painted(under, sheet.style.colours["line"], sheet.canvas),
            *sheet.words(f"label{index}"),
        ]
        layers.append(flattened(row, sheet.moves("row", later)))
        layers.append(counting(sheet, f"figure{index}.1", later, _is_lit(sheet, index)))
    return Drawn(tuple(layers), covers=True)


def _course(sheet: Sheet, count: int) -> Layer:
    """The line through all points."""
    boxes = [sheet.layout.boxes[f"point{index}"] for index in range(count)]
    thick = sheet.style.numbers["line"]
    left, top = boxes[0].x, min(box.y for box in boxes) - thick
    right, bottom = boxes[-1].right, max(box.bottom for box in boxes) + thick
    x, y, width, height = rectangle(Box(left, top, right - left, bottom - top), sheet.canvas)
    fine, scale = OVERSAMPLING, sheet.canvas.scale
    mask = Image.new("L", (width * fine, height * fine))
    through = [
        (((box.x + box.width / 2) * scale - x) * fine, ((box.y + box.height / 2) * scale - y) * fine) for box in boxes
    ]
    ImageDraw.Draw(mask).line(through, fill=255, width=max(1, round(thick * scale * fine)), joint="curve")
    enter = Motion("wipe", sheet.style.numbers["count"], sheet.moves("row").enter.delay)
    return Layer(tinted(mask.reduce(fine), sheet.style.colours["bar"]), x, y, enter)


def _point(sheet: Sheet, index: int, count: int) -> list[Layer]:
    """A dot and its figure, coming in when the line is there."""
    lit = _is_lit(sheet, index)
    colour = sheet.style.colours["highlight" if lit else "bar"]
    box = sheet.layout.boxes[f"point{index}"]
    grown = box.width // 2 if lit else 0
    dot = Box(box.x - grown // 2, box.y - grown // 2, box.width + grown, box.height + grown)
    reached = index / max(1, count - 1)
    later = round(sheet.style.numbers["count"] * (1 - (1 - reached) ** (1 / 3)))
    layers = [_disc(sheet, dot, colour)]
    if f"figure{index}" in sheet.layout.settings:
        setting = sheet.layout.settings[f"figure{index}"]
        figure = written(setting, sheet.canvas, colour=sheet.style.colours["figure_highlight"] if lit else None)
        layers = [_ground_behind(sheet, setting), *layers, figure]
    return [flattened(layers, sheet.moves("row", later))]


def _ground_behind(sheet: Sheet, setting: Setting) -> Layer:
    """The ground behind a figure once more, so that no line crosses it."""
    box = setting.style.box
    inner = Box(round(setting.left(0)) - 6, box.y + 6, round(setting.widths[0]) + 12, box.height - 12)
    x, y, width, height = rectangle(inner, sheet.canvas)
    pixels = np.array(backdrop(sheet).pixels[y : y + height, x : x + width])
    pixels[..., 3] = VEIL
    return Layer(pixels, x, y)


def _disc(sheet: Sheet, box: Box, colour: Colour) -> Layer:
    """A dot with an edge of paper."""
    x, y, width, height = rectangle(box, sheet.canvas)
    made = np.zeros((height, width, 4), np.uint8)
    sheets = [Layer(made, x, y)]
    for inside, paint in ((0, sheet.ground), (1, colour)):
        mask = Image.new("L", (width * OVERSAMPLING, height * OVERSAMPLING))
        edge = inside * round(width * OVERSAMPLING * 0.14)
        ImageDraw.Draw(mask).ellipse((edge, edge, mask.width - 1 - edge, mask.height - 1 - edge), fill=255)
        sheets.append(Layer(tinted(mask.reduce(OVERSAMPLING), paint), x, y))
    return flattened(sheets)


def _shades(sheet: Sheet, labels: Sequence[str]) -> list[Colour]:
    """The lit part in the pack's red, the others from dark to light."""
    dark, light = sheet.style.colours["bar"], sheet.style.colours["bar_light"]
    others = [label for label in labels if label != words_of(sheet.plate, "highlight")]
    made = []
    for label in labels:
        if label not in others:
            made.append(sheet.style.colours["highlight"])
            continue
        way = others.index(label) / max(1, len(others) - 1)
        red, green, blue = (round(one + (two - one) * way) for one, two in zip(dark.rgb, light.rgb, strict=True))
        made.append(Colour(red, green, blue))
    return made


def _is_lit(sheet: Sheet, index: int) -> bool:
    return rows_of(sheet.plate, "rows")[index][0] == words_of(sheet.plate, "highlight")
