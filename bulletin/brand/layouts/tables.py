"""The layout of a table: rows with bars when there is one column of figures, plain columns when there are several."""

from __future__ import annotations

from dataclasses import replace

from bulletin.brand.layouts.cards import sourced
from bulletin.brand.layouts.values import UNIT, Layout, placed, rows_of, set_fields, texts_of, words_of
from bulletin.brand.pack import Pack
from bulletin.brand.style import Box, PlateStyle, TextBox
from bulletin.brand.text import Setting, typeset
from bulletin.messages import Message, say
from bulletin.rundown.values import Plate

CLOSEST_ROW = 60
PAD = 6


def table(pack: Pack, plate: Plate) -> Layout:
    """Boxes `row0` …, `bar0` … (the whole track) and `value0` …; settings `label0`, `figure0.1` … and headers."""
    style = pack.plate(plate.kind)
    rows, header = rows_of(plate, "rows"), texts_of(plate, "header")
    settings = set_fields(plate, {name: style.texts[name] for name in ("title", "unit")})
    if words_of(plate, "source").strip():
        settings["source"] = typeset(style.texts["source"], sourced(pack, words_of(plate, "source")))
    boxes = {"rule": style.boxes["rule"]}
    columns = max((len(row) for row in (header, *rows)), default=1)
    area = style.boxes["rows"]
    heads = style.texts["header"].box.height if any(header) else 0
    if heads:
        settings |= _heads(style, header, columns)
    height = min(style.numbers["row"], (area.height - heads) // max(1, len(rows)) // UNIT * UNIT)
    faults: tuple[Message, ...] = ()
    if height < CLOSEST_ROW:
        most = (area.height - heads) // CLOSEST_ROW
        faults = (say("The table has {count} rows; {most} fit", count=len(rows), most=most),)
        height = CLOSEST_ROW
    rows = rows[: (area.height - heads) // height]
    first = area.y + heads
    for index, row in enumerate(rows):
        box = Box(area.x, first + index * height, area.width, height)
        boxes[f"row{index}"] = box
        settings |= _row(style, row, columns, box, index)
        if columns == 2:
            boxes[f"bar{index}"] = _bar(style, box)
    return Layout(_alike(settings), boxes, faults)


def _row(style: PlateStyle, row: tuple[str, ...], columns: int, box: Box, index: int) -> dict[str, Setting]:
    """The label and the figures of a row, as large as its height allows."""
    inside = Box(box.x, box.y + PAD, _label_width(style, columns), box.height - 2 * PAD)
    cells = {f"label{index}": _sized(style.texts["label"], inside, box.height)}
    for column in range(1, len(row)):
        cells[f"figure{index}.{column}"] = _sized(
            style.texts["figure"], _column(style, column, columns, box), box.height
        )
    return {
        name: typeset(text, words) for (name, text), words in zip(cells.items(), row, strict=False) if words.strip()
    }


def _sized(text: TextBox, box: Box, height: int) -> TextBox:
    """A text for a row of this height: at most two fifths of it."""
    return replace(text, box=box, largest=max(text.smallest, min(text.largest, height * 2 // 5)))


def _alike(settings: dict[str, Setting]) -> dict[str, Setting]:
    """All labels at the size of the smallest, and all figures."""
    sizes: dict[str, int] = {}
    for name, setting in settings.items():
        kind = name.rstrip("0123456789.")
        sizes[kind] = min(setting.size, sizes.get(kind, setting.size))
    made = {}
    for name, setting in settings.items():
        size = sizes[name.rstrip("0123456789.")]
        words = " ".join(setting.lines)
        made[name] = setting if setting.size == size else typeset(replace(setting.style, largest=size), words)
    return made


def _bar(style: PlateStyle, row: Box) -> Box:
    """The track of a row's bar between label and figure."""
    gap, thick = style.numbers["bar_gap"], row.height * style.numbers["bar"] // 200 * 2
    left, right = row.x + style.numbers["label_width"] + gap, row.right - style.numbers["figure_width"] - gap
    return Box(left, row.y + (row.height - thick) // 2, right - left, thick)


def _heads(style: PlateStyle, header: tuple[str, ...], columns: int) -> dict[str, Setting]:
    text = style.texts["header"]
    line = Box(style.boxes["rows"].x, style.boxes["rows"].y, style.boxes["rows"].width, text.box.height)
    settings = {}
    for column, words in enumerate(header):
        cell = Box(line.x, line.y, _label_width(style, columns), line.height)
        styled = (
            placed(text, cell)
            if column == 0
            else replace(placed(text, _column(style, column, columns, line)), align="right")
        )
        if words.strip():
            settings[f"header{column}"] = typeset(styled, words)
    return settings


def _label_width(style: PlateStyle, columns: int) -> int:
    if columns == 1:
        return style.boxes["rows"].width
    if columns == 2:
        return style.numbers["label_width"]
    return style.boxes["rows"].width - (columns - 1) * _column_width(style, columns) - style.numbers["bar_gap"]


def _column_width(style: PlateStyle, columns: int) -> int:
    return min(style.numbers["figure_width"], style.boxes["rows"].width * 2 // 3 // max(1, columns - 1))


def _column(style: PlateStyle, column: int, columns: int, row: Box) -> Box:
    width = _column_width(style, columns)
    return Box(row.right - (columns - column) * width, row.y, width, row.height)
