"""Figures: tables whose bars grow while their figures count up, and the one big figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bulletin.brand.layouts.values import rows_of, words_of
from bulletin.brand.plates.cards import backdrop
from bulletin.brand.plates.paint import Sheet, counted, flattened, painted, written
from bulletin.brand.style import Box, Motion, Moves
from bulletin.brand.values import Drawn, Layer
from bulletin.rundown.figures import Figure, figure_in, figures_of, value_of

HAIR = 2


def table(sheet: Sheet) -> Drawn:
    """Title, unit and rows on paper. Bars grow by their wipe with the same easing and length as the figures count."""
    rows = rows_of(sheet.plate, "rows")
    heads = [layer for name in sheet.layout.settings if name.startswith("header") for layer in sheet.words(name)]
    layers = [backdrop(sheet), *titled(sheet, heads)]
    shares = None if words_of(sheet.plate, "form") == "table" else _shares(rows)
    for index, row in enumerate(rows):
        if f"row{index}" in sheet.layout.boxes:
            layers += _row(sheet, index, row, shares[index] if shares else None)
    return Drawn(tuple(layers), covers=True)


def titled(sheet: Sheet, more: Sequence[Layer] = ()) -> list[Layer]:
    """Title, unit and source, and what else stands there from the start."""
    title = [*sheet.words("title"), *sheet.fill("rule", "rule"), *sheet.words("unit"), *more, *sheet.words("source")]
    return [flattened(title, sheet.moves("title"))] if title else []


def _row(sheet: Sheet, index: int, row: tuple[str, ...], share: float | None) -> list[Layer]:
    """A row of the table; later rows begin a little later."""
    numbers, later = sheet.style.numbers, index * sheet.style.numbers["stagger"]
    lit = bool(row) and row[0] == words_of(sheet.plate, "highlight")
    layers = [*sheet.words(f"label{index}"), _line(sheet, index)]
    made: list[Layer] = []
    if share is not None:
        track = sheet.layout.boxes[f"bar{index}"]
        layers.append(painted(track, sheet.style.colours["track"], sheet.canvas))
        bar = Box(track.x, track.y, max(HAIR, round(track.width * share)), track.height)
        enter = Motion("wipe", numbers["count"], sheet.moves("row").enter.delay + later)
        made.append(painted(bar, sheet.style.colours["highlight" if lit else "bar"], sheet.canvas, Moves(enter)))
    for column in range(1, len(row)):
        name = f"figure{index}.{column}"
        if name in sheet.layout.settings:
            made.append(counting(sheet, name, later, lit))
    return [flattened(layers, sheet.moves("row", later)), *made]


def _line(sheet: Sheet, index: int) -> Layer:
    """A fine line under the row."""
    row = sheet.layout.boxes[f"row{index}"]
    return painted(Box(row.x, row.bottom - HAIR, row.width, HAIR), sheet.style.colours["line"], sheet.canvas)


def counting(sheet: Sheet, name: str, later: int, lit: bool) -> Layer:
    """A figure that counts up to what is written; words that hold no single figure stand as they are."""
    setting = sheet.layout.settings[name]
    if lit:
        setting = replace(setting, style=replace(setting.style, colour=sheet.style.colours["figure_highlight"]))
    moves = sheet.moves("row", later)
    layer = written(setting, sheet.canvas, moves)
    figure = figure_in(setting.lines[0]) if len(setting.lines) == 1 else None
    if figure is None:
        return layer
    steps = _steps(figure, sheet.style.numbers["count"], moves.enter.delay)
    return replace(layer, sequence=(*counted(setting, steps, sheet.canvas), layer.pixels))


def _steps(figure: Figure, count: int, delay: int) -> list[str]:
    """What is written at every frame: nothing yet while waiting, then up with the ease of the bars."""
    counting = [round(figure.value * (1 - (1 - step / count) ** 3)) for step in range(1, count)]
    return [figure.written(value) for value in [0] * delay + counting]


def _shares(rows: tuple[tuple[str, ...], ...]) -> list[float] | None:
    """The length of every bar as a part of the longest, None when the table is not one column of figures."""
    values = [value_of(figure) for figure in figures_of(rows) or ()]
    if not values or max(values) <= 0 or min(values) < 0:
        return None
    return [value / max(values) for value in values]
