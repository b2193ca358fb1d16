"""Layouts of what is shown as it is: the page of a document with its lit lines, and a map with its places."""

from __future__ import annotations

from bulletin.brand.layouts.values import Layout, placed, rows_of, set_fields
from bulletin.brand.pack import Pack
from bulletin.brand.style import Box
from bulletin.brand.text import typeset
from bulletin.rundown.values import Plate
from bulletin.script.values import Area

COLUMN, PAGE = 45.0, 92.0
"""Per cent of a page's width that an excerpt shows: of lines in a column, and of wider ones."""


def document(pack: Pack, plate: Plate) -> Layout:
    """The page as large as its box allows, its lit lines on it (`lit0` …), and beside it the excerpt that holds them."""
    style = pack.plate(plate.kind)
    areas = lit_areas(plate)
    settings = set_fields(plate, {"title": style.texts["title"]})
    page = _contained(style.boxes["page"], _ratio(plate))
    boxes = {"page": page, "rule": style.boxes["rule"]}
    for index, area in enumerate(areas):
        boxes[f"lit{index}"] = _on(page, area)
    if areas:
        shown = excerpt_of(areas)
        across = shown.width / shown.height * _ratio(plate)
        boxes["excerpt"] = _contained(style.boxes["excerpt"], across, at_left=True)
        for index, area in enumerate(areas):
            inside = Area(
                (area.x - shown.x) / shown.width * 100,
                (area.y - shown.y) / shown.height * 100,
                area.width / shown.width * 100,
                area.height / shown.height * 100,
            )
            boxes[f"line{index}"] = _on(boxes["excerpt"], inside)
    return Layout(settings, boxes)


def map_(pack: Pack, plate: Plate) -> Layout:
    """The whole map in its box, a point and a name for every place; names turn to the left where the map's edge is near."""
    style = pack.plate(plate.kind)
    settings = set_fields(plate, {"title": style.texts["title"]})
    whole = _contained(style.boxes["map"], _ratio(plate))
    boxes = {"map": whole, "rule": style.boxes["rule"]}
    dot, pad = style.numbers["dot"], style.numbers["pad"]
    for index, (x, y, name) in enumerate(rows_of(plate, "spots")):
        at = round(whole.x + whole.width * float(x) / 100), round(whole.y + whole.height * float(y) / 100)
        boxes[f"dot{index}"] = Box(at[0] - dot // 2, at[1] - dot // 2, dot, dot)
        text = style.texts["spot"]
        setting = typeset(text, name)
        width = round(setting.width) + 2 * pad
        room = Box(at[0] + dot, at[1] - text.box.height // 2, width, text.box.height)
        if room.right > pack.safe.right:
            room = Box(at[0] - dot - width, room.y, width, room.height)
        boxes[f"name{index}"] = room
        inner = Box(room.x + pad, room.y, text.box.width, room.height)
        settings[f"spot{index}"] = typeset(placed(text, inner), name)
    return Layout(settings, boxes)


def lit_areas(plate: Plate) -> tuple[Area, ...]:
    """The lines lit now, in per cent of the page."""
    return tuple(Area(*(float(number) for number in row)) for row in rows_of(plate, "areas"))


def excerpt_of(areas: tuple[Area, ...]) -> Area:
    """The part of a page that holds some lines with room around them, in per cent of the page."""
    left, top = min(area.x for area in areas), min(area.y for area in areas)
    right, bottom = max(area.x + area.width for area in areas), max(area.y + area.height for area in areas)
    width = COLUMN if right - left + 6 <= COLUMN else max(PAGE, min(100.0, right - left + 6))
    pad = max(5.0, 0.9 * (bottom - top))
    x = min(max(0.0, (left + right - width) / 2), 100 - width)
    y, end = max(0.0, top - pad), min(100.0, bottom + pad)
    return Area(x, y, width, end - y)


def _ratio(plate: Plate) -> float:
    """Width over height of the plate's picture."""
    return plate.pictures[0].width / plate.pictures[0].height if plate.pictures else 1.0


def _contained(room: Box, ratio: float, at_left: bool = False) -> Box:
    """The largest even box of a shape inside another, in its middle."""
    width = min(room.width, int(room.height * ratio)) // 2 * 2
    height = min(room.height, int(width / ratio)) // 2 * 2
    x = room.x if at_left else room.x + (room.width - width) // 2
    return Box(x, room.y + (room.height - height) // 2, max(2, width), max(2, height))


def _on(box: Box, area: Area) -> Box:
    left, top = box.x + box.width * area.x / 100, box.y + box.height * area.y / 100
    right, bottom = left + box.width * area.width / 100, top + box.height * area.height / 100
    return Box(round(left), round(top), max(2, round(right) - round(left)), max(2, round(bottom) - round(top)))
