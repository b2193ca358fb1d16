"""Things indoors: sewing machine, table, chairs, helmet, papers, lamps, shelves, screens, banner, cartons.

Every thing takes the pen, the place it stands on, and its size in picture units; draw far things with pen.far(…).
"""

from collections.abc import Sequence

import numpy as np
import skia
from kit.palette import AMBER, INK, PAPER, RED, SLATE, STEEL, STEEL_DARK, WHITE, WOOD, Color, dark, light, mix
from kit.paths import Point, box, chain, minus, oval, polar, poly, smooth
from kit.pen import Pen


def sewing_machine(pen: Pen, x: float, y: float, w: float, body: Color = (206, 212, 208)) -> None:
    """Industrial sewing machine from the front, standing on a table top at y; x is its left end (the needle), w its width."""
    with pen.at(x, y, w / 200) as p:
        p.soft(box(6, -4, 200, 10), INK, 0.3, 5)
        p.form(box(0, -16, 206, 18, 5), dark(body, 0.14), thick=6)
        p.form(
            smooth(
                [
                    (8, -92),
                    (20, -104),
                    (150, -104),
                    (196, -98),
                    (200, -70),
                    (198, -14, 0),
                    (142, -14, 0),
                    (138, -58),
                    (124, -68),
                    (60, -66),
                    (40, -58),
                    (36, -40, 0),
                    (12, -40, 0),
                ],
                pull=0.14,
            ),
            body,
            thick=14,
            rim=2,
        )
        p.fill(box(150, -92, 38, 26, 4), dark(body, 0.28))
        p.fill(box(155, -87, 12, 8, 2), (120, 200, 170))
        p.form(oval(207, -70, 9, 22), STEEL_DARK, thick=6, rim=2)
        for nx in (18, 28):
            p.line([(nx, -40), (nx, -20)], STEEL_DARK, 3)
        p.form(box(14, -24, 26, 6, 2), STEEL, thick=2)
        p.line([(120, -104), (118, -150), (60, -148)], STEEL_DARK, 3)
        for sx, c in ((76, RED), (104, PAPER)):
            p.form(poly((sx - 9, -120), (sx + 9, -120), (sx + 6, -146), (sx - 6, -146)), c, thick=5)
            p.line([(sx, -146), (60, -150), (24, -104), (20, -40)], c, 1.2, 0.7)
        p.form(oval(60, -88, 9, 9), STEEL, thick=4)


def table(
    pen: Pen, corners: Sequence[Point], height: float, color: Color = WOOD, thick: float = 14, legs: bool = True
) -> None:
    """Table from its top (far left, far right, near right, near left) with legs reaching `height` down from the near edge."""
    fl, fr, nr, nl = corners
    if legs:
        ratio = (fr[0] - fl[0]) / max(1, nr[0] - nl[0])
        for p, k in ((fl, ratio), (fr, ratio), (nl, 1), (nr, 1)):
            way = 1 if p in (fl, nl) else -1
            pen.form(box(p[0] + way * 14 * k - 7 * k, p[1], 14 * k, height * k), dark(STEEL, 0.45), thick=5 * k)
    c = pen.light.base(color)
    pen.fade(poly(*corners), [(0, light(c, 0.2)), (1, c)], fl, nl)
    pen.form(poly(nl, nr, (nr[0], nr[1] + thick), (nl[0], nl[1] + thick)), dark(color, 0.25), thick=thick * 0.3, rim=1)


def chair(pen: Pen, x: float, y: float, size: float, flip: bool = False, color: Color = (58, 74, 98)) -> None:
    """Simple chair from the side, facing right; `size` is the height of the seat, (x, y) the middle of the seat's ground."""
    with pen.at(x, y, size / 100, flip=flip) as p:
        p.ground_shadow(0, 2, 60, 8)
        steel = dark(STEEL, 0.35)
        for pts in (
            [(-44, 0), (-36, -98), (-52, -210)],
            [(40, 0), (34, -98)],
            [(-24, -4), (-20, -98)],
            [(58, -4), (52, -98)],
        ):
            p.line(pts, steel, 6)
        p.form(smooth([(-44, -104), (50, -106), (58, -98), (48, -92), (-42, -92)]), color, thick=5)
        p.form(smooth([(-58, -214), (-46, -214), (-38, -140), (-46, -136)]), color, thick=5)


def stool(pen: Pen, x: float, y: float, size: float, color: Color = RED) -> None:
    """Plastic stool, `size` high."""
    w = size * 0.42
    pen.ground_shadow(x, y, w * 1.3, size * 0.07)
    for s in (-1, -0.4, 0.4, 1):
        pen.form(
            poly(
                (x + s * w * 0.8 - 5, y - size), (x + s * w * 0.8 + 5, y - size), (x + s * w + 4, y), (x + s * w - 4, y)
            ),
            dark(color, 0.1),
            thick=3,
        )
    pen.form(box(x - w, y - size - 6, w * 2, 14, 5), color, thick=4)
    pen.form(box(x - w * 0.9, y - size * 0.45, w * 1.8, 7, 3), dark(color, 0.08), thick=2)


def bench(pen: Pen, x: float, y: float, w: float, height: float, color: Color = WOOD) -> None:
    """Bench without a back."""
    pen.ground_shadow(x + w / 2, y, w * 0.55, height * 0.12)
    for s in (0.08, 0.92):
        pen.form(box(x + w * s - 7, y - height, 14, height), STEEL_DARK, thick=5)
    pen.form(box(x, y - height - 8, w, 16, 4), color, thick=6)


def papers(pen: Pen, x: float, y: float, w: float, turn: float = 0, lines: int = 6, lie: float = 1.0) -> None:
    """A sheet: grey strokes stand for text. turn in degrees; `lie` below 1 lays it on a table (0.4 seen from a seat)."""
    with pen.at(x, y, w / 100) as p:
        p.canvas.scale(1, lie)
        p.canvas.rotate(turn)
        p.soft(box(3, 4, 100, 130), INK, 0.22, 4)
        p.form(box(0, 0, 100, 134, 2), PAPER, thick=3, rim=0)
        p.fill(box(12, 12, 40, 7), dark(RED, 0.1), 0.85)
        for i in range(lines):
            p.fill(box(12, 32 + i * 15, 76 if i % 3 else 58, 4), SLATE, 0.4)


def helmet(pen: Pen, x: float, y: float, w: float, color: Color = AMBER) -> None:
    """A hard hat lying on a surface at y."""
    with pen.at(x, y, w / 110) as p:
        p.soft(oval(0, 0, 58, 8), INK, 0.35, 5)
        dome = smooth([(-46, -6, 0), (-44, -34), (-22, -56), (8, -58), (34, -44), (44, -14), (46, -6, 0)])
        p.form(dome, color, thick=14, rim=2)
        p.line([(-14, -52), (2, -60), (24, -50), (38, -14)], dark(color, 0.15), 3, 0.6)
        p.form(smooth([(-48, -8), (44, -12), (66, -4), (50, 2), (-46, 0)]), color, thick=4, rim=1.5)


def clock(pen: Pen, x: float, y: float, r: float, hours: float = 9.0) -> None:
    """Wall clock without figures."""
    pen.soft(oval(x + 3, y + 6, r, r), INK, 0.3, 5)
    pen.form(oval(x, y, r), SLATE, thick=r * 0.12)
    pen.form(oval(x, y, r * 0.86), PAPER, thick=r * 0.1, rim=0)
    for i in range(12):
        pen.line(
            [polar((x, y), i * 30, r * 0.72), polar((x, y), i * 30, r * (0.6 if i % 3 == 0 else 0.66))], INK, r * 0.05
        )
    pen.line([(x, y), polar((x, y), hours * 30 - 90, r * 0.42)], INK, r * 0.09)
    pen.line([(x, y), polar((x, y), (hours % 1) * 360 - 90, r * 0.64)], INK, r * 0.06)
    pen.fill(oval(x, y, r * 0.07), RED)


def tube(pen: Pen, a: Point, b: Point, width: float = 8, glow: float = 60) -> None:
    """A fluorescent tube from a to b with its glow."""
    path = chain([a, b], [width, width])
    pen.soft(chain([a, b], [glow * 0.6, glow * 0.6]), (235, 244, 255), 0.22, glow * 0.5, glow=True)
    pen.raw(path, (250, 253, 255))


def lamp(pen: Pen, x: float, y: float, size: float, cord: float = 200, color: Color = SLATE) -> None:
    """Hanging lamp whose shade's lower edge is at y."""
    pen.line([(x, y - cord), (x, y - size * 0.5)], INK, 3)
    pen.halo(x, y + size * 0.1, size * 2.6, (255, 226, 160), 0.4)
    pen.form(
        smooth(
            [
                (x - size * 0.12, y - size * 0.55, 0),
                (x + size * 0.12, y - size * 0.55, 0),
                (x + size * 0.5, y, 0),
                (x - size * 0.5, y, 0),
            ]
        ),
        color,
        thick=size * 0.12,
    )
    pen.raw(oval(x, y, size * 0.44, size * 0.08), (255, 246, 220))


def shelf(pen: Pen, x: float, y: float, w: float, h: float, rows: int = 4, seed: int = 1, color: Color = WOOD) -> None:
    """Shelf full of folders, standing with its foot at y."""
    rng = np.random.default_rng(seed)
    pen.form(box(x, y - h, w, h), dark(color, 0.35), thick=6)
    pen.fill(box(x + 7, y - h + 7, w - 14, h - 14), dark(color, 0.6))
    step = (h - 10) / rows
    tones = [RED, (47, 93, 140), PAPER, (120, 130, 110), (62, 124, 123), (205, 185, 146), SLATE]
    for r in range(rows):
        low = y - h + 7 + (r + 1) * step - 4
        px = x + 12
        while px < x + w - 20:
            t = w * (0.05 + 0.05 * rng.random())
            if rng.random() < 0.84:
                tall = step * (0.62 + 0.22 * rng.random())
                c = tones[int(rng.integers(len(tones)))]
                pen.form(box(px, low - tall, t, tall), c, thick=t * 0.25)
                pen.fill(box(px + t * 0.25, low - tall * 0.8, t * 0.5, tall * 0.2), WHITE, 0.7)
            px += t + 1
        pen.form(box(x + 4, low, w - 8, 6), light(color, 0.1), thick=2)


def cup(pen: Pen, x: float, y: float, size: float, color: Color = WHITE) -> None:
    """Tea cup standing at (x, y)."""
    pen.ground_shadow(x, y, size * 0.55, size * 0.1)
    pen.form(
        smooth(
            [
                (x - size * 0.4, y - size * 0.7, 0),
                (x + size * 0.4, y - size * 0.7, 0),
                (x + size * 0.26, y, 0),
                (x - size * 0.26, y, 0),
            ],
            pull=0.2,
        ),
        color,
        thick=size * 0.16,
    )
    pen.fill(oval(x, y - size * 0.7, size * 0.4, size * 0.09), (156, 120, 58))


def laptop(pen: Pen, x: float, y: float, w: float, screen: Color = (196, 220, 226)) -> None:
    """Open laptop from the front, screen toward us, its base line at y."""
    pen.soft(box(x - 4, y - 4, w + 8, 14), INK, 0.3, 5)
    pen.form(box(x, y - w * 0.62, w, w * 0.6, 6), SLATE, thick=4)
    pen.fade(
        box(x + 6, y - w * 0.6, w - 12, w * 0.54),
        [(0, screen), (1, mix(screen, WHITE, 0.4))],
        (x, y - w * 0.6),
        (x + w, y),
    )
    pen.form(poly((x - 4, y - 3), (x + w + 4, y - 3), (x + w + 18, y + 9), (x - 18, y + 9)), STEEL, thick=3)


def monitor(pen: Pen, x: float, y: float, w: float, away: bool = False) -> None:
    """Desktop monitor on its foot at y; away shows its back."""
    pen.form(
        poly((x + w * 0.42, y - w * 0.2), (x + w * 0.58, y - w * 0.2), (x + w * 0.62, y), (x + w * 0.38, y)),
        STEEL_DARK,
        thick=4,
    )
    pen.form(box(x, y - w * 0.78, w, w * 0.6, 6), SLATE if away else INK, thick=8, rim=1.4)
    if not away:
        pen.fade(
            box(x + 6, y - w * 0.75, w - 12, w * 0.52),
            [(0, (170, 205, 218)), (1, (222, 234, 232))],
            (x, y - w),
            (x + w, y),
        )


def microphone(pen: Pen, x: float, y: float, size: float) -> None:
    """Conference microphone on a table, leaning right."""
    pen.form(oval(x, y, size * 0.26, size * 0.08), INK, thick=2)
    pen.line([(x, y), (x + size * 0.1, y - size * 0.5), (x + size * 0.3, y - size * 0.9)], INK, size * 0.06)
    pen.form(
        chain([(x + size * 0.28, y - size * 0.86), (x + size * 0.36, y - size)], [size * 0.08, size * 0.08]),
        dark(STEEL_DARK, 0.4),
        thick=3,
    )
    pen.fill(oval(x + size * 0.27, y - size * 0.82, size * 0.06), RED)


def banner(pen: Pen, x: float, y: float, w: float, h: float, color: Color = RED, sag: float = 0.06) -> None:
    """Plain cloth banner hung between its upper corners."""
    shape = smooth(
        [
            (x, y, 0),
            (x + w / 2, y + h * sag),
            (x + w, y, 0),
            (x + w - 3, y + h, 0),
            (x + w / 2, y + h * (1 + sag)),
            (x + 3, y + h, 0),
        ],
        pull=0.2,
    )
    pen.form(shape, color, thick=h * 0.08, rim=0.7)
    with pen.within(shape):
        for i in range(7):
            cx = x + w * (0.08 + i * 0.14)
            pen.fold((cx, y), (cx + w * 0.02, y + h * 0.5), (cx - 4, y + h * 1.1), w * 0.016, color, 0.7)


def fan(pen: Pen, x: float, y: float, r: float) -> None:
    """Wall or pedestal fan head."""
    pen.soft(oval(x + 4, y + 6, r), INK, 0.2, 6)
    for i in range(3):
        a = i * 120 + 20
        pen.fill(smooth([(x, y), polar((x, y), a - 26, r * 0.8), polar((x, y), a + 22, r * 0.86)]), STEEL, 0.75)
    for k in (1, 0.72, 0.44):
        pen.stroke(oval(x, y, r * k), STEEL_DARK, 2.4)
    for i in range(12):
        pen.line([(x, y), polar((x, y), i * 30, r)], STEEL_DARK, 1.3, 0.7)
    pen.form(oval(x, y, r * 0.2), SLATE, thick=3)


def folded_cloth(pen: Pen, x: float, y: float, w: float, colors: Sequence[Color], layer: float = 14) -> None:
    """A pile of folded cloth standing at y, w wide."""
    pen.ground_shadow(x + w / 2, y, w * 0.55, 6)
    for i, c in enumerate(colors):
        shift = (i * 37 % 11) - 5
        pen.form(box(x + shift, y - (i + 1) * layer, w, layer + 1, layer * 0.45), c, thick=layer * 0.35)


def carton(pen: Pen, x: float, y: float, w: float, h: float, color: Color = (190, 150, 102)) -> None:
    """Cardboard box with tape, seen from the front and a little from above."""
    pen.ground_shadow(x + w / 2, y, w * 0.58, h * 0.08)
    lid = h * 0.16
    pen.fill(
        poly((x + w * 0.08, y - h - lid), (x + w * 0.92, y - h - lid), (x + w, y - h), (x, y - h)), light(color, 0.16)
    )
    pen.form(box(x, y - h, w, h), color, thick=w * 0.12)
    pen.fill(box(x + w * 0.42, y - h, w * 0.14, h * 0.3), light(color, 0.3), 0.8)


def bag(pen: Pen, x: float, y: float, w: float, color: Color = (70, 90, 120)) -> None:
    """Travel bag standing at y, w wide."""
    h = w * 0.62
    pen.ground_shadow(x + w / 2, y, w * 0.55, h * 0.08)
    strap = minus(oval(x + w / 2, y - h, w * 0.24, h * 0.36), oval(x + w / 2, y - h, w * 0.19, h * 0.29))
    pen.fill(strap, dark(color, 0.4))
    pen.form(
        smooth(
            [
                (x, y, 0),
                (x - w * 0.02, y - h * 0.7),
                (x + w * 0.12, y - h),
                (x + w * 0.88, y - h),
                (x + w * 1.02, y - h * 0.7),
                (x + w, y, 0),
            ]
        ),
        color,
        thick=w * 0.12,
    )
    pen.line(
        [(x + w * 0.06, y - h * 0.82), (x + w / 2, y - h * 0.86), (x + w * 0.94, y - h * 0.82)],
        dark(color, 0.45),
        3,
        0.8,
    )
    pen.stroke(box(x + w * 0.2, y - h * 0.55, w * 0.6, h * 0.42, 6), dark(color, 0.35), 2.4, 0.7)


def glass_panel(pen: Pen, path: skia.Path, alpha: float = 0.16) -> None:
    """A pane with a slanting reflection."""
    b = path.getBounds()
    pen.raw(path, (210, 228, 232), alpha)
    with pen.within(path):
        for off, w in ((0.2, 0.12), (0.4, 0.05)):
            x = b.left() + b.width() * off
            pen.raw(
                poly(
                    (x + b.width() * 0.2, b.top()),
                    (x + b.width() * (0.2 + w), b.top()),
                    (x + b.width() * (w - 0.05), b.bottom()),
                    (x - b.width() * 0.05, b.bottom()),
                ),
                WHITE,
                alpha * 0.7,
            )
