"""The workshop: lathe, benches with vice, drill press, welding sparks, tool board, gear drawing, control panel."""

import numpy as np
import skia
from kit.palette import (
    AMBER,
    BLUE,
    INK,
    LEAF,
    PAPER,
    RED,
    SLATE,
    STEEL,
    STEEL_DARK,
    TEAL,
    WHITE,
    WOOD,
    Color,
    dark,
    light,
)
from kit.paths import Point, box, chain, lerp, minus, oval, polar, poly, smooth, union
from kit.pen import Pen

MACHINE = (92, 138, 128)


def lathe(pen: Pen, x: float, y: float, w: float, color: Color = MACHINE) -> None:
    """Engine lathe from the front, its feet at y, w wide; the chuck sits at (x + 0.36 w, y − 0.56 w)."""
    with pen.at(x, y, w / 400) as p:
        p.ground_shadow(200, 2, 210, 14, 0.45)
        for px, pw in ((10, 120), (300, 86)):
            p.form(box(px, -120, pw, 120, 4), dark(color, 0.18), thick=14)
            p.stroke(box(px + 12, -104, pw - 24, 80, 4), dark(color, 0.45), 3, 0.6)
        p.form(box(0, -142, 396, 30, 5), (120, 128, 132), thick=7, rim=2)
        p.form(box(110, -166, 284, 26, 3), STEEL, thick=6, rim=2)
        p.line([(116, -154), (390, -154)], STEEL_DARK, 3, 0.7)
        p.form(
            smooth([(0, -142, 0), (0, -268), (14, -282), (112, -282), (126, -268), (126, -142, 0)], pull=0.1),
            color,
            thick=18,
            rim=2,
        )
        p.fill(box(14, -262, 70, 34, 4), dark(color, 0.4))
        for i, c in enumerate((RED, AMBER, LEAF)):
            p.form(oval(28 + i * 20, -245, 6), c, thick=2)
        for i, (lx, ly) in enumerate(((30, -196), (64, -196), (98, -196))):
            p.form(oval(lx, ly, 10), (200, 204, 204), thick=4)
            p.line([(lx, ly), polar((lx, ly), 40 + i * 70, 24)], INK, 5)
        p.form(box(126, -246, 22, 62, 3), STEEL_DARK, thick=8, rim=2)
        p.form(box(148, -238, 16, 46, 3), STEEL, thick=7, rim=2)
        p.form(box(164, -222, 96, 14, 2), (206, 196, 170), thick=5, rim=2)
        p.form(poly((316, -166), (386, -166), (380, -240), (330, -240)), color, thick=12, rim=2)
        p.form(chain([(332, -215), (262, -215)], [12, 4]), STEEL, thick=6, rim=2)
        p.form(oval(388, -214, 7, 22), STEEL_DARK, thick=4, rim=2)
        p.form(box(208, -186, 84, 22, 3), dark(color, 0.1), thick=7, rim=2)
        p.form(box(222, -204, 36, 20, 2), STEEL_DARK, thick=5)
        p.form(box(206, -166, 92, 64, 4), color, thick=12, rim=2)
        for r in (26, 20):
            p.stroke(oval(232, -132, r), STEEL_DARK, 4)
        p.line([(232, -132), (252, -146)], INK, 5)
        p.form(oval(256, -148, 6), RED, thick=2)
        p.line([(280, -200), (300, -280), (250, -306)], STEEL_DARK, 5)
        p.form(smooth([(228, -304), (262, -316), (268, -296), (240, -286)]), SLATE, thick=6)
        p.fade(
            poly((236, -290), (266, -298), (300, -206), (176, -206)),
            [(0, (255, 240, 190), 0.5), (1, (255, 240, 190), 0.0)],
            (250, -294),
            (240, -206),
            glow=True,
        )


def bench(pen: Pen, x: float, y: float, w: float, height: float, color: Color = WOOD) -> None:
    """Workbench from the front with a thick top `height` above its feet at y, a shelf and drawers."""
    pen.ground_shadow(x + w / 2, y, w * 0.54, height * 0.06)
    for px in (0.02, 0.9):
        pen.form(box(x + w * px, y - height, w * 0.08, height), SLATE, thick=w * 0.02)
    pen.fill(box(x + w * 0.04, y - height * 0.3, w * 0.92, height * 0.06), dark(SLATE, 0.1))
    pen.form(box(x + w * 0.08, y - height * 0.9, w * 0.3, height * 0.26, 3), TEAL, thick=w * 0.02)
    pen.form(box(x + w * 0.18, y - height * 0.78, w * 0.1, height * 0.03, 2), STEEL, thick=2)
    pen.form(box(x - w * 0.02, y - height, w * 1.04, height * 0.1, 3), color, thick=height * 0.025, rim=2)


def vice(pen: Pen, x: float, y: float, size: float, color: Color = BLUE) -> None:
    """Bench vice standing at (x, y), about `size` long, jaws to the right."""
    k = size / 100
    with pen.at(x, y, k) as p:
        p.form(box(-30, -14, 56, 14, 3), dark(color, 0.3), thick=5)
        p.form(smooth([(-34, -44, 0), (-4, -46, 0), (-2, -14, 0), (-30, -14, 0)], pull=0.1), color, thick=8)
        p.form(smooth([(6, -46, 0), (30, -44, 0), (34, -22, 0), (6, -16, 0)], pull=0.1), color, thick=8)
        p.form(box(-5, -54, 6, 22), STEEL, thick=2)
        p.form(box(5, -54, 6, 22), STEEL, thick=2)
        p.form(chain([(34, -30), (58, -30)], [4, 4]), STEEL, thick=3)
        p.line([(56, -52), (60, -8)], STEEL_DARK, 5)


def workpiece(pen: Pen, x: float, y: float, w: float) -> None:
    """A steel piece clamped upright: x, y is its foot."""
    pen.form(
        poly((x - w * 0.2, y), (x + w * 0.2, y), (x + w * 0.2, y - w), (x - w * 0.2, y - w * 0.86)),
        (170, 178, 184),
        thick=w * 0.12,
        rim=2,
    )


def tool_board(pen: Pen, x: float, y: float, w: float, h: float, color: Color = (206, 190, 150)) -> None:
    """A board with hanging tools."""
    pen.form(box(x, y, w, h, 4), color, thick=5)
    for i in range(7):
        tx = x + w * (0.09 + i * 0.137)
        top, low = y + h * 0.14, y + h * (0.5 + 0.08 * (i % 3))
        handle = [RED, AMBER, SLATE, BLUE][i % 4]
        pen.form(chain([(tx, low), (tx, low + h * 0.24)], [w * 0.016, w * 0.02]), handle, thick=2)
        pen.line([(tx, top), (tx, low)], STEEL_DARK, w * 0.014)
        if i % 3 == 0:
            pen.form(box(tx - w * 0.04, top, w * 0.08, h * 0.1, 2), STEEL_DARK, thick=2)
        elif i % 3 == 1:
            pen.form(minus(oval(tx, top + h * 0.04, w * 0.028), oval(tx, top, w * 0.014)), STEEL_DARK, thick=2)


def gear(x: float, y: float, r: float, teeth: int = 12) -> skia.Path:
    """Outline of a toothed wheel."""
    points: list[Point] = []
    for i in range(teeth):
        a = 360 / teeth * i
        for da, k in ((0, 0.84), (0.2, 0.84), (0.3, 1), (0.7, 1), (0.8, 0.84)):
            points.append(polar((x, y), a + da * 360 / teeth, r * k))
    return poly(*points)


def gear_board(pen: Pen, x: float, y: float, w: float, h: float, color: Color = (46, 84, 72)) -> None:
    """A chalk board with a drawing of a shaft and a wheel; no words."""
    pen.form(box(x - w * 0.015, y - w * 0.015, w * 1.03, h + w * 0.03, 4), WOOD, thick=6)
    pen.fade(
        box(x, y, w, h),
        [(0, pen.light.base(light(color, 0.06))), (1, pen.light.base(dark(color, 0.1)))],
        (x, y),
        (x, y + h),
    )
    chalk = (226, 232, 222)
    k = h / 100
    cx, cy = x + w * 0.24, y + h * 0.5
    pen.stroke(gear(cx, cy, 34 * k), chalk, 1.4 * k, 0.85)
    for r in (18, 6):
        pen.stroke(oval(cx, cy, r * k), chalk, 1.1 * k, 0.8)
    for a in (0, 90):
        pen.line([polar((cx, cy), a, 42 * k), polar((cx, cy), a + 180, 42 * k)], AMBER, 0.8 * k, 0.7)
    sx = x + w * 0.5
    steps = [(0, 10), (16, 10), (16, 18), (46, 18), (46, 13), (72, 13), (72, 6), (88, 6)]
    upper = [(sx + a * k, cy - b * k) for a, b in steps]
    lower = [(sx + a * k, cy + b * k) for a, b in reversed(steps)]
    pen.stroke(poly(*upper, *lower), chalk, 1.3 * k, 0.85)
    pen.line([(sx - 6 * k, cy), (sx + 96 * k, cy)], AMBER, 0.8 * k, 0.7)
    for a, b in ((0, 46), (46, 88)):
        pen.line([(sx + a * k, cy + 30 * k), (sx + b * k, cy + 30 * k)], chalk, 0.8 * k, 0.7)
        for e in (a, b):
            pen.line([(sx + e * k, cy + 26 * k), (sx + e * k, cy + 34 * k)], chalk, 0.8 * k, 0.7)


def drill(pen: Pen, x: float, y: float, h: float, color: Color = MACHINE) -> None:
    """Pillar drill, its foot at y, h tall."""
    pen.ground_shadow(x, y, h * 0.2, h * 0.03)
    pen.form(box(x - h * 0.16, y - h * 0.06, h * 0.34, h * 0.06, 3), dark(color, 0.3), thick=4)
    pen.form(box(x - h * 0.1, y - h * 0.96, h * 0.07, h * 0.92), STEEL, thick=h * 0.02)
    pen.form(box(x - h * 0.1, y - h * 0.5, h * 0.26, h * 0.04, 2), STEEL_DARK, thick=3)
    pen.form(
        smooth(
            [
                (x - h * 0.16, y - h * 0.98),
                (x + h * 0.16, y - h * 1.0),
                (x + h * 0.18, y - h * 0.8),
                (x + h * 0.1, y - h * 0.74),
                (x - h * 0.14, y - h * 0.78),
            ],
            pull=0.1,
        ),
        color,
        thick=h * 0.04,
    )
    pen.form(box(x + h * 0.05, y - h * 0.76, h * 0.045, h * 0.1), STEEL, thick=3)
    pen.line([(x + h * 0.07, y - h * 0.66), (x + h * 0.07, y - h * 0.56)], STEEL_DARK, h * 0.014)
    pen.line([(x + h * 0.16, y - h * 0.84), (x + h * 0.26, y - h * 0.74)], INK, h * 0.014)


def panel(pen: Pen, x: float, y: float, w: float, h: float, seed: int = 1) -> None:
    """An open control cabinet that is being wired."""
    rng = np.random.default_rng(seed)
    pen.form(box(x, y, w, h, 4), (196, 202, 204), thick=w * 0.05)
    pen.fill(box(x + w * 0.06, y + h * 0.05, w * 0.88, h * 0.9), (228, 228, 220))
    for r in range(3):
        yy = y + h * (0.14 + r * 0.28)
        pen.fill(box(x + w * 0.1, yy + h * 0.06, w * 0.8, h * 0.025), STEEL)
        for c in range(5):
            pen.form(
                box(x + w * (0.13 + c * 0.15), yy, w * 0.11, h * 0.14, 2),
                [SLATE, PAPER, BLUE][int(rng.integers(3))],
                thick=2,
            )
    for i in range(6):
        a = (x + w * (0.16 + 0.13 * i), y + h * 0.28)
        b = (x + w * (0.16 + 0.13 * ((i * 3) % 6)), y + h * 0.7)
        pen.line([a, (a[0], a[1] + h * 0.1), (b[0], b[1] - h * 0.1), b], [RED, AMBER, BLUE][i % 3], max(1.4, w * 0.012))


def sparks(pen: Pen, at: Point, reach: float, count: int, seed: int, arc: tuple[float, float] = (-200, 20)) -> None:
    """Sparks flying from a point in an arc of directions (degrees), falling as they go."""
    rng = np.random.default_rng(seed)
    for _ in range(count):
        a = arc[0] + (arc[1] - arc[0]) * rng.random()
        d = reach * (0.12 + 0.88 * rng.random() ** 1.6)
        start = polar(at, a, d * (0.25 + 0.5 * rng.random()))
        end = polar(at, a, d)
        drop = (d / reach) ** 2 * reach * 0.34
        mid = lerp(start, end, 0.5)
        hot = 1 - d / reach
        color = (255, 236 - 90 * (1 - hot), 170 - 130 * (1 - hot))
        w = reach * (0.0022 + 0.0044 * rng.random())
        pen.soft(chain([start, (end[0], end[1] + drop)], [w * 1.7, w * 1.7]), (255, 140, 40), 0.3, w * 2, glow=True)
        path = smooth([start, (mid[0], mid[1] + drop * 0.3), (end[0], end[1] + drop)], closed=False)
        pen.stroke(path, color, w * 1.15, 0.95)


def arc(pen: Pen, x: float, y: float, size: float) -> None:
    """The white-blue point of an electric arc with its glow."""
    pen.halo(x, y, size * 5, (120, 170, 255), 0.5)
    pen.halo(x, y, size * 2.2, (190, 220, 255), 0.8)
    for i in range(8):
        a = i * 45 + 12
        pen.fade(
            poly(
                polar((x, y), a + 90, size * 0.05),
                polar((x, y), a, size * (1.5 if i % 2 else 2.3)),
                polar((x, y), a - 90, size * 0.05),
            ),
            [(0, WHITE, 0.9), (1, (150, 190, 255), 0.0)],
            (x, y),
            polar((x, y), a, size * 2.2),
            glow=True,
        )
    pen.halo(x, y, size * 0.8, WHITE, 1.0)
    pen.raw(oval(x, y, size * 0.2), WHITE)


def clipboard(pen: Pen, x: float, y: float, w: float, turn: float = 0) -> None:
    """A board with a sheet; (x, y) its upper left corner."""
    with pen.at(x, y, w / 100, turn) as p:
        p.form(box(0, 0, 100, 138, 5), WOOD, thick=6)
        p.form(box(8, 12, 84, 118, 2), PAPER, thick=3, rim=0)
        p.form(union(box(34, -4, 32, 16, 4), oval(50, -4, 9)), STEEL, thick=4)
        for i in range(6):
            p.fill(box(18, 30 + i * 15, 10, 8, 2), RED if i in (1, 3) else SLATE, 0.6)
            p.fill(box(36, 32 + i * 15, 46 if i % 2 else 36, 4), SLATE, 0.4)
