"""The road: boulevards in perspective, lamps, parasols, canopies, brooms, gates, the inside of a bus."""

import numpy as np
from kit.palette import (
    AMBER,
    CONCRETE,
    INK,
    PAPER,
    RED,
    SLATE,
    STEEL,
    STEEL_DARK,
    STRAW,
    WHITE,
    WOOD,
    Color,
    dark,
    light,
    mix,
)
from kit.paths import Point, box, chain, lerp, minus, oval, polar, poly, smooth
from kit.pen import Pen


def lamp_post(pen: Pen, x: float, y: float, h: float, lit: bool = True, flip: bool = False) -> None:
    """Street lamp standing at (x, y) with its arm over the road to the right."""
    with pen.at(x, y, h / 400, flip=flip) as p:
        p.ground_shadow(0, 0, 16, 4)
        p.form(chain([(0, 0), (0, -360)], [7, 4]), STEEL_DARK, thick=4)
        p.line([(0, -350), (14, -392), (80, -404)], STEEL_DARK, 6)
        p.form(smooth([(66, -412), (122, -408), (130, -400), (68, -396)]), STEEL, thick=4)
        if lit:
            p.halo(104, -394, 120, (255, 226, 160), 0.6)
            p.raw(oval(102, -396, 24, 4), (255, 250, 226))


def parasol(pen: Pen, x: float, y: float, w: float, post: float, colors: tuple[Color, Color] = (RED, PAPER)) -> None:
    """Open parasol: (x, y) the middle of its rim, w wide, the pole reaching `post` down."""
    pen.form(box(x - w * 0.01, y - w * 0.1, w * 0.02, post + w * 0.1), STEEL, thick=4)
    inner = smooth([(x - w / 2, y, 0), (x, y - w * 0.1), (x + w / 2, y, 0), (x, y + w * 0.02)], pull=0.2)
    pen.fill(inner, dark(colors[0], 0.55))
    for i in range(6):
        a, b = x - w / 2 + i * w / 6, x - w / 2 + (i + 1) * w / 6
        pen.form(
            smooth([(x, y - w * 0.25, 0), (b, y, 0), ((a + b) / 2, y + w * 0.028), (a, y, 0)], pull=0.1),
            colors[i % 2],
            thick=w * 0.012,
        )
    pen.form(oval(x, y - w * 0.256, w * 0.012, w * 0.02), STEEL, thick=2)


def broom(pen: Pen, top: Point, foot: Point, size: float) -> None:
    """Long bamboo broom from the top of its stick to the tips; `size` is the width of the brush."""
    neck = lerp(top, foot, 0.72)
    pen.form(chain([top, neck], [size * 0.06, size * 0.07]), (190, 150, 92), thick=size * 0.04, rim=2)
    dx, dy = foot[0] - neck[0], foot[1] - neck[1]
    n = (-dy, dx)
    long = max(1.0, (dx * dx + dy * dy) ** 0.5)
    w = (n[0] / long * size * 0.5, n[1] / long * size * 0.5)
    brush = smooth(
        [
            neck,
            (foot[0] + w[0] * 0.7, foot[1] + w[1] * 0.7, 0),
            (foot[0] + dx * 0.06, foot[1] + dy * 0.06),
            (foot[0] - w[0], foot[1] - w[1], 0),
        ],
        pull=0.12,
    )
    pen.form(brush, (156, 118, 70), thick=size * 0.12)
    for i in range(7):
        t = -0.9 + i * 0.27
        pen.line([neck, (foot[0] + w[0] * t, foot[1] + w[1] * t)], (110, 78, 44), size * 0.02, 0.8)
    pen.line([lerp(neck, foot, 0.12), lerp(neck, foot, 0.2)], RED, size * 0.2)


def avenue(
    pen: Pen, vanish: Point, half: float, low: float, tones: tuple[Color, Color] = (CONCRETE, (206, 196, 180))
) -> None:
    """A road running to the vanishing point: `half` its half width at the lower edge `low`; kerbs and pavements beside it."""
    vx, vy = vanish
    road, side = (pen.light.base(c) for c in tones)
    pen.fade(
        poly((vx, vy), (vx + half * 3.2, low), (vx - half * 3.2, low)),
        [(0, mix(side, pen.light.haze, 0.5)), (1, dark(side, 0.18))],
        (0, vy),
        (0, low),
    )
    pen.fade(
        poly((vx, vy), (vx + half, low), (vx - half, low)),
        [(0, mix(road, pen.light.haze, 0.6)), (1, dark(road, 0.28))],
        (0, vy),
        (0, low),
    )
    for s in (-1, 1):
        pen.fill(poly((vx, vy), (vx + s * half, low), (vx + s * half * 1.05, low)), PAPER, 0.75)
        pen.shade(poly((vx, vy), (vx + s * half * 1.05, low), (vx + s * half * 1.08, low)), tones[1], 1.4)
    for i in range(9):
        a, b = 0.04 * 1.62**i, 0.04 * 1.62**i * 1.3
        if b > 1.4:
            break
        ya, yb = vy + (low - vy) * a, vy + (low - vy) * b
        pen.fill(
            poly(
                (vx - half * 0.014 * a, ya),
                (vx + half * 0.014 * a, ya),
                (vx + half * 0.014 * b, yb),
                (vx - half * 0.014 * b, yb),
            ),
            WHITE,
            0.75,
        )


def wheel(pen: Pen, x: float, y: float, r: float, turn: float = -22) -> None:
    """Big steering wheel seen nearly from the side, on its column."""
    with pen.at(x, y, 1, turn) as p:
        p.form(
            chain([(0, 0), (20, r * 0.5), (90, r * 1.5)], [r * 0.08, r * 0.1, r * 0.14]), (44, 48, 56), thick=r * 0.08
        )
        p.form(minus(oval(0, 0, r * 0.3, r), oval(0, 0, r * 0.22, r * 0.9)), (34, 36, 42), thick=r * 0.04, rim=3)
        for a in (-70, 60):
            p.line(
                [(0, 0), (polar((0, 0), a, 1)[0] * r * 0.24, polar((0, 0), a, 1)[1] * r * 0.9)], (52, 56, 64), r * 0.08
            )
        p.form(oval(0, 0, r * 0.1, r * 0.18), (58, 62, 70), thick=r * 0.04)


def bulbs(pen: Pen, a: Point, b: Point, count: int, size: float) -> None:
    """A string of bulbs from a to b."""
    sag = abs(b[0] - a[0]) * 0.08
    pen.line([a, (lerp(a, b, 0.5)[0], lerp(a, b, 0.5)[1] + sag), b], INK, 2.4)
    for i in range(count):
        t = (i + 0.5) / count
        x, y = lerp(a, b, t)
        y += sag * 4 * t * (1 - t) + size
        pen.halo(x, y, size * 9, (255, 206, 120), 0.4)
        pen.raw(oval(x, y, size * 0.8, size), (255, 244, 206))


def canopy(pen: Pen, corners: tuple[Point, Point, Point, Point], color: Color, ribs: int = 22) -> None:
    """Sheet roof seen from below: near left, near right, far right, far left; a bright fascia at the near edge."""
    nl, nr, fr, fl = corners
    base = pen.light.base(dark(color, 0.45))
    pen.fade(poly(*corners), [(0, dark(base, 0.3)), (1, light(base, 0.08))], nl, fl)
    for i in range(ribs + 1):
        t = i / ribs
        pen.line([lerp(nl, nr, t), lerp(fl, fr, t)], INK, 2.4, 0.35)
    for t in (0.3, 0.62):
        pen.line([lerp(nl, fl, t), lerp(nr, fr, t)], dark(STEEL, 0.5), 6, 0.9)


def gate(pen: Pen, x: float, y: float, w: float, h: float, color: Color = (86, 110, 130)) -> None:
    """Sliding bar gate standing at y."""
    pen.form(box(x, y - h, w, h * 0.06), color, thick=4)
    pen.form(box(x, y - h * 0.12, w, h * 0.06), color, thick=4)
    n = max(3, int(w / (h * 0.16)))
    for i in range(n + 1):
        px = x + w * i / n
        pen.form(box(px - h * 0.014, y - h, h * 0.028, h * 0.96), color, thick=3)
        pen.form(poly((px - h * 0.03, y - h), (px + h * 0.03, y - h), (px, y - h * 1.08)), color, thick=3)


def hammock(pen: Pen, a: Point, b: Point, sag: float, color: Color = (190, 90, 70)) -> None:
    """Hammock between two posts; draw who lies in it before."""
    mid = lerp(a, b, 0.5)
    low = (mid[0], mid[1] + sag)
    pen.line([a, lerp(a, low, 0.2)], INK, 4)
    shape = smooth(
        [
            a,
            (lerp(a, low, 0.5)[0], lerp(a, low, 0.5)[1] + sag * 0.12),
            low,
            (lerp(low, b, 0.5)[0], lerp(low, b, 0.5)[1] + sag * 0.12),
            b,
            (low[0], low[1] + sag * 0.42),
        ],
        pull=0.16,
    )
    pen.form(shape, color, thick=sag * 0.14)


def cone(pen: Pen, x: float, y: float, h: float) -> None:
    """Traffic cone."""
    pen.ground_shadow(x, y, h * 0.34, h * 0.06)
    pen.form(
        poly((x - h * 0.24, y), (x + h * 0.24, y), (x + h * 0.05, y - h), (x - h * 0.05, y - h)),
        (226, 96, 42),
        thick=h * 0.08,
    )
    pen.fill(
        poly(
            (x - h * 0.14, y - h * 0.5),
            (x + h * 0.14, y - h * 0.5),
            (x + h * 0.1, y - h * 0.7),
            (x - h * 0.1, y - h * 0.7),
        ),
        WHITE,
        0.9,
    )
    pen.form(box(x - h * 0.34, y - h * 0.08, h * 0.68, h * 0.08, 3), (200, 80, 36), thick=3)


def leaves(pen: Pen, area: tuple[float, float, float, float], seed: int, count: int = 60, size: float = 9) -> None:
    """Fallen leaves in area (x, y, w, h)."""
    rng = np.random.default_rng(seed)
    x, y, w, h = area
    for _ in range(count):
        px, part = x + rng.random() * w, rng.random()
        py = y + part * h
        s = size * (0.5 + part)
        tone = [(196, 140, 60), (170, 96, 48), (150, 150, 70), STRAW, AMBER][int(rng.integers(5))]
        pen.fill(oval(px, py, s, s * 0.4, rng.random() * 180), tone, 0.9)


def barrel(pen: Pen, x: float, y: float, h: float, color: Color = WOOD) -> None:
    """Upright bin or drum, h tall."""
    w = h * 0.6
    pen.ground_shadow(x, y, w * 0.6, h * 0.08)
    pen.form(
        smooth([(x - w / 2, y - h, 0), (x + w / 2, y - h, 0), (x + w * 0.44, y, 0), (x - w * 0.44, y, 0)], pull=0.06),
        color,
        thick=w * 0.18,
    )
    pen.form(oval(x, y - h, w / 2, w * 0.1), dark(color, 0.3), thick=3)
    pen.line([(x - w * 0.48, y - h * 0.6), (x, y - h * 0.57), (x + w * 0.48, y - h * 0.6)], dark(SLATE, 0.2), 3, 0.6)
