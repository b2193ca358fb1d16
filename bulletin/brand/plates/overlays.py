"""Plates that stand on a shot."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw

from bulletin.brand.plates.paint import OVERSAMPLING, Sheet, flattened, rectangle, tinted
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


def ribbon(sheet: Sheet) -> Drawn:
    """A small looped ribbon: two tails that cross under a loop, light along its edges so that it is seen on black too."""
    x, y, width, height = rectangle(sheet.layout.boxes["ribbon"], sheet.canvas)
    fine = OVERSAMPLING
    mask = {}
    for name, breadth in (("edge", 0.22), ("ribbon", 0.15)):
        shape = Image.new("L", (width * fine, height * fine))
        pen = ImageDraw.Draw(shape)
        points = [(at[0] * width * fine, at[1] * height * fine) for at in _loop()]
        thick = round(breadth * width * fine)
        pen.line(points, fill=255, width=thick, joint="curve")
        mask[name] = shape.reduce(fine)
    layers = [Layer(tinted(mask[name], sheet.style.colours[name]), x, y) for name in ("edge", "ribbon")]
    return Drawn((flattened(layers),))


def _loop() -> list[tuple[float, float]]:
    """The middle line of the ribbon in parts of its box: from the foot of one tail over the loop to the other foot."""
    steps = [step / 48 for step in range(49)]
    cubic = ((0.12, 0.92), (1.42, -0.24), (-0.42, -0.24), (0.88, 0.92))
    weights = [((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3) for t in steps]
    return [tuple(sum(w * at[axis] for w, at in zip(four, cubic, strict=True)) for axis in (0, 1)) for four in weights]  # type: ignore[misc]


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
