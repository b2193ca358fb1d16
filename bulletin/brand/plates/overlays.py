"""Plates that stand on a shot."""

from __future__ import annotations

import numpy as np
from PIL import Image

from bulletin.brand.plates.paint import Sheet, flattened, rectangle
from bulletin.brand.style import File
from bulletin.brand.values import Drawn, Layer


def bug(sheet: Sheet) -> Drawn:
    """The station's logo file, or the stand-in: the name in white on red, TV in red on white."""
    if sheet.pack.logo:
        return Drawn((_logo(sheet, sheet.pack.logo),))
    blocks = [*sheet.fill("name", "name"), *sheet.fill("frame", "name"), *sheet.fill("tv", "tv")]
    return Drawn((flattened([*blocks, *sheet.words("name"), *sheet.words("tv")]),))


def strap(sheet: Sheet) -> Drawn:
    """Red bar, panel and section tag, then the words."""
    section = [*sheet.fill("section", "section"), *sheet.words("section")]
    return Drawn(
        (
            *sheet.fill("panel", "panel", "panel"),
            *sheet.fill("bar", "bar", "bar"),
            *([flattened(section, sheet.moves("section"))] if section else []),
            *sheet.words("title", "title"),
        )
    )


def lower_third(sheet: Sheet) -> Drawn:
    return Drawn(
        (
            *sheet.fill("panel", "panel", "panel"),
            *sheet.fill("edge", "edge", "edge"),
            *sheet.words("name", "name"),
            *sheet.words("role", "role"),
        )
    )


def badge(sheet: Sheet) -> Drawn:
    """A small plate with one text: credit, place and date, label."""
    plate = [*sheet.fill("panel", "panel"), *sheet.fill("edge", "edge")]
    return Drawn((flattened(plate, sheet.moves("panel")), *sheet.words("text", "text")))


def headline(sheet: Sheet) -> Drawn:
    return Drawn(
        (
            *sheet.fill("number", "number", "number"),
            *sheet.fill("panel", "panel", "panel"),
            *sheet.words("number", "figure"),
            *sheet.words("line", "line"),
        )
    )


def opener_date(sheet: Sheet) -> Drawn:
    note = [*sheet.fill("note", "note"), *sheet.words("note")]
    date = sheet.fill("date", "panel", "panel") if sheet.style.colours["panel"].alpha else []
    return Drawn((*date, *sheet.words("date", "date"), *([flattened(note, sheet.moves("note"))] if note else [])))


def _logo(sheet: Sheet, logo: File) -> Layer:
    """The logo as large as the mark's box allows, at its right edge."""
    x, y, width, height = rectangle(sheet.style.boxes["mark"], sheet.canvas)
    with Image.open(logo.path, formats=("PNG",)) as opened:
        image = opened.convert("RGBA")
    image.thumbnail((width, height), Image.Resampling.LANCZOS)
    place = Image.new("RGBA", (width, height))
    place.paste(image, (width - image.width, (height - image.height) // 2))
    return Layer(np.asarray(place), x, y)
