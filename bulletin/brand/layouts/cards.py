"""Layouts of the cards that cover the frame: greeting, headlines, quotation, list, big figure, text story, part, closer."""

from __future__ import annotations

import dataclasses
from math import ceil

from bulletin.brand.layouts.values import (
    UNIT,
    Layout,
    moved,
    placed,
    rows_of,
    set_fields,
    texts_of,
    units,
    words_of,
)
from bulletin.brand.pack import Pack
from bulletin.brand.style import Box, PlateStyle
from bulletin.brand.text import Setting, typeset, typeset_short, typeset_stack
from bulletin.messages import Message, say
from bulletin.rundown.values import Plate

MOST_HEADLINES = 5
CLOSEST_ROW = 48


def headlines(pack: Pack, plate: Plate) -> Layout:
    """Rows of number, line and thumbnail; three to five of them share the height of the board."""
    style = pack.plate(plate.kind)
    lines = texts_of(plate, "lines")
    faults: tuple[Message, ...] = ()
    if len(lines) > MOST_HEADLINES:
        faults = (
            say("The headlines have {count} lines; the board holds {most}", count=len(lines), most=MOST_HEADLINES),
        )
        lines = lines[:MOST_HEADLINES]
    count = max(3, len(lines))
    area, height, gap = style.boxes["rows"], style.numbers[f"row_{count}"], style.numbers[f"gap_{count}"]
    number_width, pad, few = (style.numbers[name] for name in ("number", "pad", "few"))
    picture_width = height * pack.size[0] // pack.size[1]
    settings = {"title": typeset(style.texts["title"], pack.words["headlines"])}
    boxes = {}
    text_width = area.width - number_width - picture_width - 2 * pad
    text = placed(style.texts["line"], Box(0, 0, text_width, height - 2 * UNIT))
    size = min((typeset_short(text, line, few).size for line in lines), default=text.largest)
    for index, line in enumerate(lines):
        y = area.y + index * (height + gap)
        boxes[f"number{index}"] = Box(area.x, y, number_width, height)
        boxes[f"row{index}"] = Box(area.x + number_width, y, area.width - number_width - picture_width, height)
        boxes[f"picture{index}"] = Box(area.right - picture_width, y, picture_width, height)
        number = placed(style.texts["number"], boxes[f"number{index}"])
        settings[f"number{index}"] = typeset(number, str(index + 1))
        box = Box(area.x + number_width + pad, y + UNIT, text_width, height - 2 * UNIT)
        settings[f"line{index}"] = typeset_short(dataclasses.replace(text, box=box, largest=size), line, few)
    return Layout(settings, boxes, faults)


def items(pack: Pack, plate: Plate) -> Layout:
    """A title and, a little above the middle of their room, its items under each other, all of one size."""
    style = pack.plate(plate.kind)
    settings = set_fields(plate, {"title": style.texts["title"]})
    texts = texts_of(plate, "items")
    boxes = {"rule": style.boxes["rule"]} if settings else {}
    mark, x = style.numbers["mark"], style.boxes["rule"].x
    stack = typeset_stack(style.texts["items"], texts, style.numbers["gap"])
    down = _share(style.texts["items"].box.bottom - stack[-1].top - stack[-1].height) if stack else 0
    for index, standing in enumerate(stack):
        setting = settings[f"item{index}"] = moved(standing, _lower(standing.style.box, down))
        middle = setting.top + setting.pitch // 2
        boxes[f"mark{index}"] = Box(x, middle - mark // 2, mark, mark)
    return Layout(settings, boxes)


def sourced(pack: Pack, source: str) -> str:
    """A source with the pack's word for it, unless it begins with it."""
    word = pack.words["source"]
    return source if source.casefold().startswith(word.strip().casefold()) else f"{word}{source}"


def closer(pack: Pack, plate: Plate) -> Layout:
    """Thanks, roles and names in two columns and the notice about the voice as one block, a little above the middle of its
    room; date and note on one base line below."""
    style = pack.plate(plate.kind)
    texts, people, gap = style.texts, rows_of(plate, "people"), style.numbers["gap"]
    block = {"thanks": typeset(texts["thanks"], pack.words["thanks"])} | set_fields(plate, {"notice": texts["notice"]})
    notice = block["notice"].height + gap if "notice" in block else 0
    top, end = texts["role"].box.y, texts["notice"].box.bottom - notice
    pitch = min(style.numbers["row"], (end - top) // max(1, len(people)))
    faults: tuple[Message, ...] = ()
    if pitch < CLOSEST_ROW:
        most = (end - top) // CLOSEST_ROW
        faults = (say("The closing credits have {count} lines; {most} fit", count=len(people), most=most),)
    for index, row in enumerate(people):
        for key, words in zip(("role", "name"), row, strict=False):
            box = dataclasses.replace(texts[key].box, y=top + index * pitch, height=max(pitch, 2))
            block[f"{key}{index}"] = typeset(placed(texts[key], box), words)
    bottom = top + len(people) * pitch
    if notice:
        box = dataclasses.replace(texts["notice"].box, y=bottom + gap, height=notice - gap)
        block["notice"] = moved(block["notice"], box)
    down = _share(end - bottom)
    settings = {name: moved(setting, _lower(setting.style.box, down)) for name, setting in block.items()}
    date = "  ·  ".join(word for word in (words_of(plate, "date"), pack.words["channels"]) if word.strip())
    settings |= {"date": typeset(texts["date"], date)} | set_fields(plate, {"note": texts["note"]})
    settings, boxes = _note_after_date(settings, style)
    return Layout(settings, {"rule": _lower(style.boxes["rule"], down), **boxes}, faults)


def _lower(box: Box, down: int) -> Box:
    return dataclasses.replace(box, y=box.y + down)


def _note_after_date(settings: dict[str, Setting], style: PlateStyle) -> tuple[dict[str, Setting], dict[str, Box]]:
    """The note stands right of the date, wherever that ends."""
    if "note" not in settings:
        return settings, {}
    date, note, pad = settings["date"], settings["note"], style.numbers["note_pad"]
    x = units(date.left(0) + date.width + pad)
    box = note.style.box
    settings = {**settings, "note": moved(note, Box(x + pad, box.y, box.width, box.height))}
    return settings, _around(settings, "note", pad)


def _around(settings: dict[str, Setting], name: str, pad: int) -> dict[str, Box]:
    """The box of a small plate around a setting."""
    if name not in settings:
        return {}
    setting = settings[name]
    box = setting.style.box
    return {name: Box(box.x - pad, box.y, ceil(setting.width / 2 + pad) * 2, box.height)}


def _share(spare: int) -> int:
    """How far a block comes down in its room so that it seems to stand in the middle: a little above it, on the unit."""
    return max(0, units(spare * 0.4))
