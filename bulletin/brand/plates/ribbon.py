"""The sign of mourning."""

from __future__ import annotations

from PIL import Image, ImageDraw

from bulletin.brand.plates.paint import OVERSAMPLING, Sheet, flattened, rectangle, tinted
from bulletin.brand.values import Drawn, Layer


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
