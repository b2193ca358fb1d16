"""Where people live: windows, curtains, bunk beds, rows of rented rooms, blocks of flats, laundry, tea things."""

from collections.abc import Sequence

import numpy as np
from kit.palette import (
    AMBER,
    BLUE,
    INK,
    PAPER,
    RED,
    ROSE,
    SKY_BLUE,
    SLATE,
    STEEL,
    TEAL,
    WHITE,
    WOOD,
    Color,
    dark,
    light,
    mix,
)
from kit.paths import Point, box, chain, lerp, minus, oval, poly, quad_cell, quad_point, smooth
from kit.pen import Pen
from kit.places import Room

CLOTHES = (BLUE, PAPER, ROSE, SKY_BLUE, (226, 200, 140), TEAL, (70, 80, 100), RED)


def window(
    pen: Pen, frame: tuple[float, float, float, float], glass: Sequence[tuple], color: Color = PAPER, panes: int = 2
) -> None:
    """A window (x, y, w, h) with gradient glass, a frame and a sill."""
    x, y, w, h = frame
    pen.fade(box(x, y, w, h), list(glass), (x, y), (x, y + h))
    bar = max(4, w * 0.028)
    for i in range(panes + 1):
        pen.form(box(x + w * i / panes - bar / 2, y, bar, h), color, thick=bar * 0.3)
    for part in (0, 0.32, 1):
        pen.form(box(x - bar / 2, y + h * part - bar / 2, w + bar, bar), color, thick=bar * 0.3)
    pen.form(box(x - w * 0.05, y + h, w * 1.1, bar * 2), light(color, 0.1), thick=bar * 0.6)


def curtain(pen: Pen, x: float, y: float, w: float, h: float, color: Color, folds: int = 6) -> None:
    """A curtain hanging from y, h long, with wavy hem and folds."""
    hem = [(x + w * i / (folds * 2), y + h + (6 if i % 2 else -4)) for i in range(folds * 2 + 1)]
    shape = smooth([(x + w, y, 0), (x, y, 0), (*hem[0], 0), *hem[1:-1], (*hem[-1], 0)], pull=0.16)
    pen.form(shape, color, thick=w * 0.05)
    with pen.within(shape):
        for i in range(folds):
            cx = x + w * (i + 0.5) / folds
            pen.fade(
                box(cx, y, w / folds * 0.55, h + 10),
                [(0, pen.light.shade(color, 1.1), 0.0), (1, pen.light.shade(color, 1.1), 0.75)],
                (cx, y),
                (cx + w / folds * 0.55, y),
            )
    pen.form(box(x - 10, y - 8, w + 20, 9, 4), dark(STEEL, 0.2), thick=3)


def bunk(pen: Pen, x: float, y: float, w: float, sheets: tuple[Color, Color], front: bool = True) -> None:
    """Steel bunk bed from the side, feet at y; the lower mattress lies 0.24 w, the upper 0.78 w above the floor.

    front=False draws all but the near posts and rails, front only adds them (people lie between).
    """
    steel = (92, 112, 132)
    if not front:
        pen.ground_shadow(x + w / 2, y, w * 0.55, w * 0.04)
        for px in (0.05, 0.95):
            pen.form(box(x + w * px - w * 0.012, y - w * 1.06, w * 0.024, w * 1.06), dark(steel, 0.35), thick=3)
        for up, sheet in zip((0.2, 0.74), sheets, strict=True):
            low = y - w * up
            pen.fill(box(x + w * 0.02, low - w * 0.2, w * 0.96, w * 0.2), pen.light.shadow, 0.1)
            mattress = smooth(
                [(x, low - w * 0.055), (x + w * 0.5, low - w * 0.06), (x + w, low - w * 0.055), (x + w, low), (x, low)],
                pull=0.08,
            )
            pen.form(mattress, sheet, thick=w * 0.02)
            pen.form(
                smooth(
                    [
                        (x + w * 0.02, low - w * 0.06),
                        (x + w * 0.05, low - w * 0.13),
                        (x + w * 0.2, low - w * 0.12),
                        (x + w * 0.22, low - w * 0.055),
                    ]
                ),
                light(sheet, 0.5),
                thick=w * 0.018,
            )
        return
    for up in (0.16, 0.7):
        pen.form(box(x - w * 0.01, y - w * (up + 0.04), w * 1.02, w * 0.045, 3), steel, thick=w * 0.014)
    for px in (0, 1):
        pen.form(box(x + w * px - w * 0.018, y - w * 1.1, w * 0.036, w * 1.1, 4), steel, thick=w * 0.012)
    pen.line([(x + w * 0.3, y - w * 0.92), (x + w, y - w * 0.92)], steel, w * 0.02)
    pen.line([(x + w * 0.3, y - w * 0.92), (x + w * 0.3, y - w * 0.74)], steel, w * 0.02)


def ladder(pen: Pen, a: Point, b: Point, wide: float, rungs: int, color: Color = (92, 112, 132)) -> None:
    """A ladder from foot a to top b."""
    for i in range(rungs):
        p = lerp(a, b, (i + 0.7) / rungs)
        pen.line([(p[0], p[1]), (p[0] + wide, p[1])], color, wide * 0.14)
    for shift in (0, wide):
        pen.line([(a[0] + shift, a[1]), (b[0] + shift, b[1])], color, wide * 0.17)


def shirt(pen: Pen, x: float, y: float, w: float, color: Color, long: bool = False) -> None:
    """A shirt hanging by its shoulders from a line at y, w wide."""
    sleeve = 0.95 if long else 0.4
    body = smooth(
        [
            (x - w * 0.14, y + w * 0.02, 0), (x, y + w * 0.09), (x + w * 0.14, y + w * 0.02, 0), (x + w * 0.5, y + w * 0.12, 0),
            (x + w * 0.5, y + w * (0.16 + sleeve), 0), (x + w * 0.35, y + w * (0.16 + sleeve), 0), (x + w * 0.32, y + w * 0.4, 0),
            (x + w * 0.33, y + w * 1.22, 0), (x, y + w * 1.25), (x - w * 0.33, y + w * 1.22, 0), (x - w * 0.32, y + w * 0.4, 0),
            (x - w * 0.35, y + w * (0.16 + sleeve), 0), (x - w * 0.5, y + w * (0.16 + sleeve), 0), (x - w * 0.5, y + w * 0.12, 0),
        ],
        pull=0.08,
    )  # fmt: skip
    pen.form(body, color, thick=w * 0.1)
    with pen.within(body):
        pen.fold((x - w * 0.2, y + w * 0.3), (x - w * 0.14, y + w * 0.7), (x - w * 0.22, y + w * 1.2), w * 0.05, color)
        pen.fold((x + w * 0.12, y + w * 0.4), (x + w * 0.18, y + w * 0.8), (x + w * 0.1, y + w * 1.2), w * 0.05, color)
        pen.line([(x, y + w * 0.08), (x, y + w * 1.2)], dark(color, 0.3), w * 0.018, 0.6)


def trousers(pen: Pen, x: float, y: float, w: float, color: Color) -> None:
    """Trousers pegged at the waist on a line at y, w wide."""
    body = smooth(
        [
            (x - w * 0.4, y, 0), (x + w * 0.4, y, 0), (x + w * 0.44, y + w * 1.7, 0), (x + w * 0.1, y + w * 1.72, 0),
            (x, y + w * 0.6, 0), (x - w * 0.1, y + w * 1.72, 0), (x - w * 0.44, y + w * 1.7, 0),
        ],
        pull=0.05,
    )  # fmt: skip
    pen.form(body, color, thick=w * 0.12)


def laundry(pen: Pen, a: Point, b: Point, size: float, seed: int, gap: tuple[float, float] = (2.0, 2.0)) -> None:
    """A washing line from a to b with clothes about `size` wide; the shares in `gap` stay free."""
    rng = np.random.default_rng(seed)
    sag = size * 0.3
    pen.line([a, (lerp(a, b, 0.5)[0], lerp(a, b, 0.5)[1] + sag), b], (60, 62, 70), max(2, size * 0.03))
    n = max(2, int(abs(b[0] - a[0]) / (size * 1.12)))
    for i in range(n):
        t = (i + 0.5) / n
        if gap[0] < t < gap[1]:
            continue
        x, y = lerp(a, b, t)
        y += sag * 4 * t * (1 - t) * 0.95
        color = CLOTHES[int(rng.integers(len(CLOTHES)))]
        kind = rng.random()
        if kind < 0.55:
            shirt(pen, x, y, size, color, rng.random() < 0.35)
        elif kind < 0.8:
            trousers(pen, x, y, size * 0.72, dark(color, 0.25))
        else:
            pen.form(box(x - size * 0.35, y, size * 0.7, size * 0.85, 3), mix(color, WHITE, 0.3), thick=size * 0.08)


def flats(pen: Pen, corners: Sequence[Point], size: tuple[int, int], wall: Color, accent: Color, seed: int = 1) -> None:
    """Face of a block of flats: four corners (top left, top right, bottom right, bottom left), size (columns, floors)."""
    rng = np.random.default_rng(seed)
    cols, floors = size
    face = poly(*corners)
    base = pen.light.base(wall)
    pen.fade(face, [(0, light(base, 0.08)), (1, dark(base, 0.1))], corners[0], corners[3])
    for f in range(floors):
        v0, v1 = f / floors, (f + 1) / floors
        dv = v1 - v0
        if f == floors - 1:
            pen.fill(quad_cell(corners, (0, 1), (v0 + dv * 0.16, v1)), dark(wall, 0.42))
            for c in range(cols + 1):
                u = c / cols
                pen.form(
                    quad_cell(corners, (max(0, u - 0.08 / cols), min(1, u + 0.08 / cols)), (v0 + dv * 0.1, v1)),
                    accent,
                    thick=2,
                    rim=0,
                )
            continue
        for c in range(cols):
            u0, du = c / cols, 1 / cols
            lodge = c % 2 == 0
            a, b = (u0 + du * 0.1, u0 + du * 0.9) if lodge else (u0 + du * 0.28, u0 + du * 0.72)
            glass = mix((96, 128, 146), (190, 214, 220), 0.55 * rng.random())
            if lodge:
                pen.fill(quad_cell(corners, (a, b), (v0 + dv * 0.18, v0 + dv * 0.92)), dark(wall, 0.34))
                pen.fill(quad_cell(corners, (a + du * 0.12, b - du * 0.3), (v0 + dv * 0.26, v0 + dv * 0.92)), glass)
                if rng.random() < 0.4:
                    m = a + du * (0.3 + 0.3 * rng.random())
                    pen.fill(
                        quad_cell(corners, (m, m + du * 0.1), (v0 + dv * 0.3, v0 + dv * 0.62)),
                        CLOTHES[int(rng.integers(len(CLOTHES)))],
                    )
                if rng.random() < 0.35:
                    pen.fill(oval(*quad_point(corners, b - du * 0.12, v0 + dv * 0.66), du * 26, du * 30), (94, 140, 74))
                pen.form(
                    quad_cell(corners, (a - du * 0.03, b + du * 0.03), (v0 + dv * 0.64, v0 + dv * 0.95)),
                    accent if (f + c // 2) % 3 else light(wall, 0.3),
                    thick=2,
                )
            else:
                pen.form(quad_cell(corners, (a, b), (v0 + dv * 0.26, v0 + dv * 0.78)), glass, thick=2)
                pen.line(
                    [
                        quad_point(corners, (a + b) / 2, v0 + dv * 0.26),
                        quad_point(corners, (a + b) / 2, v0 + dv * 0.78),
                    ],
                    light(wall, 0.4),
                    2,
                )
        pen.line([quad_point(corners, 0, v1), quad_point(corners, 1, v1)], dark(wall, 0.2), 2, 0.7)


def tea(pen: Pen, x: float, y: float, size: float, cups: int = 3) -> None:
    """Tray with teapot and cups standing at (x, y), `size` wide."""
    k = size / 100
    pen.form(oval(x, y, 52 * k, 11 * k), (176, 60, 60), thick=4 * k)
    pen.fill(oval(x, y - 2 * k, 46 * k, 8 * k), (140, 44, 48))
    body = smooth(
        [
            (x - 30 * k, y - 4 * k),
            (x - 34 * k, y - 22 * k),
            (x - 22 * k, y - 36 * k),
            (x, y - 36 * k),
            (x + 4 * k, y - 20 * k),
            (x, y - 4 * k),
        ]
    )
    pen.form(chain([(x, y - 16 * k), (x + 13 * k, y - 30 * k)], [4 * k, 2.4 * k]), PAPER, thick=2 * k)
    pen.form(body, PAPER, thick=7 * k)
    pen.form(oval(x - 13 * k, y - 38 * k, 12 * k, 4 * k), PAPER, thick=2 * k)
    pen.fill(oval(x - 13 * k, y - 43 * k, 3.4 * k), BLUE)
    pen.line([(x - 32 * k, y - 26 * k), (x - 46 * k, y - 24 * k), (x - 32 * k, y - 10 * k)], PAPER, 4 * k)
    pen.line([(x - 28 * k, y - 20 * k), (x - 14 * k, y - 17 * k), (x, y - 20 * k)], BLUE, 2.4 * k, 0.8)
    for i in range(cups):
        cx, cy = x + (18 + i * 13) * k - 6 * k, y + (-1 + (i % 2) * 4) * k
        pen.form(
            smooth(
                [(cx - 7 * k, cy - 12 * k, 0), (cx + 7 * k, cy - 12 * k, 0), (cx + 4 * k, cy, 0), (cx - 4 * k, cy, 0)],
                pull=0.2,
            ),
            WHITE,
            thick=2.6 * k,
        )
        pen.fill(oval(cx, cy - 12 * k, 7 * k, 2 * k), (170, 132, 60))


def flask(pen: Pen, x: float, y: float, size: float, color: Color = (190, 60, 64)) -> None:
    """Vacuum flask, `size` tall."""
    pen.ground_shadow(x, y, size * 0.24, size * 0.04)
    pen.form(box(x - size * 0.17, y - size * 0.8, size * 0.34, size * 0.8, size * 0.06), color, thick=size * 0.08)
    pen.form(
        smooth(
            [
                (x - size * 0.15, y - size * 0.8, 0),
                (x - size * 0.1, y - size * 0.94),
                (x + size * 0.1, y - size * 0.94),
                (x + size * 0.15, y - size * 0.8, 0),
            ]
        ),
        STEEL,
        thick=size * 0.05,
    )
    pen.form(box(x - size * 0.08, y - size, size * 0.16, size * 0.08, 4), PAPER, thick=size * 0.03)
    pen.line(
        [(x + size * 0.17, y - size * 0.7), (x + size * 0.27, y - size * 0.6), (x + size * 0.17, y - size * 0.3)],
        dark(color, 0.3),
        size * 0.05,
    )


def fridge(pen: Pen, x: float, y: float, w: float, h: float, ajar: bool = False) -> None:
    """Refrigerator from the front, its foot at y; ajar shows the lit inside."""
    pen.ground_shadow(x + w / 2, y, w * 0.6, h * 0.03)
    pen.form(box(x, y - h, w, h, 10), (226, 232, 234), thick=w * 0.1)
    split = y - h * 0.68
    pen.line([(x, split), (x + w, split)], (150, 160, 168), 4)
    if ajar:
        pen.raw(box(x + w * 0.07, split + 12, w * 0.86, y - split - 30, 4), (252, 250, 238))
        for i in range(3):
            level = split + (y - split) * (0.3 + i * 0.27)
            pen.raw(box(x + w * 0.07, level, w * 0.86, 5), (180, 200, 210))
            for k in range(4):
                bx = x + w * (0.13 + k * 0.2)
                pen.raw(box(bx, level - h * 0.08, w * 0.11, h * 0.08, 4), (206, 222, 228))
                pen.raw(
                    box(bx + w * 0.02, level - h * 0.1, w * 0.07, h * 0.02, 2),
                    [ROSE, SKY_BLUE, AMBER, TEAL][(i + k) % 4],
                )
    else:
        pen.form(box(x + w * 0.08, split + h * 0.05, w * 0.04, h * 0.22, 3), STEEL, thick=3)
    pen.form(box(x + w * 0.08, y - h * 0.9, w * 0.04, h * 0.14, 3), STEEL, thick=3)


def armchair(pen: Pen, x: float, y: float, size: float, color: Color, flip: bool = False, arm: bool = False) -> None:
    """Upholstered chair from the side, facing right; the seat is `size` high, (x, y) under the middle of the seat.

    arm=True draws only the near armrest (over the person).
    """
    with pen.at(x, y, size / 100, flip=flip) as p:
        if arm:
            p.form(
                smooth(
                    [(-66, -150), (60, -156), (84, -146), (82, -112), (66, -104), (62, -16, 0), (-62, -16, 0)],
                    pull=0.12,
                ),
                light(color, 0.05),
                thick=16,
            )
            p.line([(-50, -134), (50, -138), (66, -128)], dark(color, 0.3), 2.4, 0.5)
            return
        p.ground_shadow(0, 0, 110, 12)
        for px in (-60, 54):
            p.form(box(px, -18, 12, 18), WOOD, thick=4)
        p.form(
            smooth([(-96, -290), (-60, -304), (-34, -280), (-28, -110), (-30, -20, 0), (-72, -20, 0)], pull=0.16),
            color,
            thick=20,
        )
        p.form(
            smooth([(-40, -112), (76, -114), (86, -96), (80, -50), (70, -18, 0), (-60, -18, 0)], pull=0.12),
            dark(color, 0.08),
            thick=16,
        )


def broad_roof(pen: Pen, corners: Sequence[Point], color: Color, waves: int = 40) -> None:
    """Corrugated sheet over four corners; the ribs run from the first to the last corner."""
    face = poly(*corners)
    base = pen.light.base(color)
    pen.fade(
        face,
        [(0, light(base, 0.1)), (1, dark(base, 0.12))],
        lerp(corners[0], corners[1], 0.5),
        lerp(corners[3], corners[2], 0.5),
    )
    for i in range(waves + 1):
        u = i / waves
        pen.line([quad_point(corners, u, 0), quad_point(corners, u, 1)], dark(color, 0.35), 2, 0.4)
        pen.line(
            [quad_point(corners, min(1, u + 0.3 / waves), 0), quad_point(corners, min(1, u + 0.3 / waves), 1)],
            light(color, 0.25),
            1.4,
            0.35,
        )
    pen.line([corners[3], corners[2]], light(color, 0.2), 4, 0.8)


def tank(pen: Pen, x: float, y: float, w: float) -> None:
    """Steel water tank lying on its stand at y."""
    for px in (0.12, 0.88):
        pen.form(box(x + w * px - 4, y - w * 0.3, 8, w * 0.3), (90, 96, 104), thick=3)
    body = box(x, y - w * 0.72, w, w * 0.44, w * 0.12)
    pen.form(body, STEEL, thick=w * 0.1, rim=2)
    with pen.within(body):
        for part in (0.25, 0.5, 0.75):
            pen.line([(x + w * part, y - w * 0.75), (x + w * part, y - w * 0.25)], light(STEEL, 0.4), 3, 0.6)


def ring(pen: Pen, x: float, y: float, r: float, color: Color = INK, wide: float = 0.16) -> None:
    """A flat ring: plate rim, hoop, wheel."""
    pen.form(minus(oval(x, y, r), oval(x, y, r * (1 - wide))), color, thick=r * wide * 0.4)


def table_lamp(pen: Pen, x: float, y: float, size: float, color: Color = SLATE) -> None:
    """A lit reading lamp standing at (x, y)."""
    pen.form(oval(x, y, size * 0.24, size * 0.06), color, thick=3)
    pen.line([(x, y), (x, y - size * 0.7)], color, size * 0.05)
    pen.halo(x, y - size * 0.5, size * 2.2, (255, 222, 150), 0.4)
    pen.raw(
        poly(
            (x - size * 0.2, y - size),
            (x + size * 0.2, y - size),
            (x + size * 0.36, y - size * 0.6),
            (x - size * 0.36, y - size * 0.6),
        ),
        (255, 232, 178),
    )


def dado(pen: Pen, room: Room, color: Color, top: float = 0.66) -> None:
    """Painted lower band on the three walls of a room, from share `top` of the wall's height down, with a light edge."""
    base = pen.light.base(color)
    x0, y0, x1, y1 = room.back
    y = y0 + (y1 - y0) * top
    for wall, near in ((room.left(), 0), (room.right(), 1920)):
        far = x0 if near == 0 else x1
        pen.fade(quad_cell(wall, (0, 1), (top, 1)), [(0, light(base, 0.1)), (1, dark(base, 0.22))], (far, 0), (near, 0))
        pen.line([quad_point(wall, 0, top), quad_point(wall, 1, top)], light(color, 0.5), 4, 0.7)
    pen.fade(box(x0, y, x1 - x0, y1 - y), [(0, light(base, 0.22)), (1, light(base, 0.08))], (0, y), (0, y1))
    pen.line([(x0, y), (x1, y)], light(color, 0.5), 4, 0.8)
