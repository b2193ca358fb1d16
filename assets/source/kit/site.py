"""The building site: scaffolding, tower crane, railings."""

from kit.palette import AMBER, INK, STEEL, WOOD, Color, dark, light
from kit.paths import Point, box, lerp, poly
from kit.pen import Pen


def scaffold(
    pen: Pen, x: float, y: float, bay: float, size: tuple[int, int], color: Color = (176, 120, 62), decks: bool = True
) -> None:
    """Scaffolding from the front: size (bays, storeys), lower left corner at (x, y); planks and guard rails on each deck."""
    cols, rows = size
    tall = bay * 0.95
    for back in (True, False):
        dx, dy, tone = (bay * 0.1, -bay * 0.06, dark(color, 0.35)) if back else (0, 0, color)
        for r in range(rows):
            for c in range(cols):
                if back and (r + c) % 2 == 0:
                    pen.line(
                        [(x + c * bay + dx, y - r * tall + dy), (x + (c + 1) * bay + dx, y - (r + 1) * tall + dy)],
                        tone,
                        bay * 0.022,
                    )
        for c in range(cols + 1):
            px = x + c * bay + dx
            pen.form(
                box(px - bay * 0.018, y - rows * tall - bay * 0.4 + dy, bay * 0.036, rows * tall + bay * 0.4),
                tone,
                thick=bay * 0.012,
            )
        for r in range(1, rows + 1):
            py = y - r * tall + dy
            for up in (0.0, 0.3, 0.52) if not back else (0.0, 0.45):
                pen.form(
                    box(x - bay * 0.08 + dx, py - up * tall, cols * bay + bay * 0.16, bay * 0.028),
                    tone,
                    thick=bay * 0.01,
                )
        if back and decks:
            for r in range(1, rows + 1):
                py = y - r * tall
                deck = poly(
                    (x - bay * 0.05, py),
                    (x + cols * bay + bay * 0.05, py),
                    (x + cols * bay + bay * 0.12, py - bay * 0.06),
                    (x + bay * 0.05, py - bay * 0.06),
                )
                pen.fill(deck, light(WOOD, 0.2))
                pen.form(box(x - bay * 0.08, py, cols * bay + bay * 0.16, bay * 0.045), WOOD, thick=bay * 0.02)


def crane(pen: Pen, x: float, y: float, height: float, reach: float, color: Color = AMBER) -> None:
    """Tower crane at (x, y); the jib reaches `reach` to the right (negative: left)."""
    w, top = height * 0.022, y - height
    way = 1 if reach > 0 else -1
    for s in (-1, 1):
        pen.line([(x + s * w, y), (x + s * w, top)], color, w * 0.36)
    n = round(height / (w * 2.4))
    for i in range(n):
        a, b = y - i * height / n, y - (i + 1) * height / n
        s = 1 if i % 2 else -1
        pen.line([(x - s * w, a), (x + s * w, b)], color, w * 0.22)
    peak = (x, top - height * 0.1)
    jib, tail = (x + reach, top), (x - way * abs(reach) * 0.3, top)
    pen.line([tail, jib], color, w * 0.4)
    pen.line([(x, top - w * 1.6), (jib[0], top - w * 0.5)], color, w * 0.24)
    m = 22
    for i in range(m):
        a, b = lerp((x, top), jib, i / m), lerp((x, top - w * 1.6), (jib[0], top - w * 0.5), (i + 0.5) / m)
        pen.line([a, b, lerp((x, top), jib, (i + 1) / m)], color, w * 0.15)
    for end in (lerp((x, top), jib, 0.7), tail):
        pen.line([peak, end], color, w * 0.16)
    pen.line([(x, top), peak], color, w * 0.4)
    pen.form(box(tail[0] - way * w, top, way * w * 3.2, w * 2.6), dark(color, 0.5), thick=w * 0.5)
    pen.form(box(x - w, top + w * 0.6, w * 2.2, w * 2.4), light(color, 0.3), thick=w * 0.5)
    hook = lerp((x, top), jib, 0.78)
    pen.line([hook, (hook[0], top + height * 0.34)], INK, w * 0.14)
    pen.form(box(hook[0] - w, top + height * 0.34, w * 2, w), dark(color, 0.3), thick=2)


def rail(pen: Pen, a: Point, b: Point, height: float, posts: int = 6, color: Color = STEEL) -> None:
    """Railing from ground point a to b."""
    for i in range(posts):
        p = lerp(a, b, i / (posts - 1))
        pen.line([p, (p[0], p[1] - height)], color, height * 0.06)
    for up in (1, 0.55):
        pen.line([(a[0], a[1] - height * up), (b[0], b[1] - height * up)], color, height * 0.07)
