"""The sign of mourning."""

from __future__ import annotations

from PIL import Image, ImageDraw

from bulletin.brand.plates.paint import OVERSAMPLING, Sheet, flattened, rectangle, tinted
from bulletin.brand.values import Drawn, Layer

BREADTH = 0.18
"""How broad the ribbon is, of its box's width."""


def ribbon(sheet: Sheet) -> Drawn:
    """A small looped ribbon on its plate: two tails that cross under a loop."""
    x, y, width, height = rectangle(sheet.layout.boxes["ribbon"], sheet.canvas)
    shape = Image.new("L", (width * OVERSAMPLING, height * OVERSAMPLING))
    points = [(at[0] * shape.width, at[1] * shape.height) for at in _loop()]
    ImageDraw.Draw(shape).line(points, fill=255, width=round(BREADTH * shape.width), joint="curve")
    looped = Layer(tinted(shape.reduce(OVERSAMPLING), sheet.style.colours["ribbon"]), x, y)
    return Drawn((flattened([*sheet.fill("panel", "panel"), looped]),))


def _loop() -> list[tuple[float, float]]:
    """The middle line of the ribbon in parts of its box: from the foot of one tail over the loop to the other foot."""
    steps = [step / 48 for step in range(49)]
    cubic = ((0.12, 0.92), (1.42, -0.24), (-0.42, -0.24), (0.88, 0.92))
    weights = [((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3) for t in steps]
    return [tuple(sum(w * at[axis] for w, at in zip(four, cubic, strict=True)) for axis in (0, 1)) for four in weights]  # type: ignore[misc]
