"""Places: skies, clouds, hills, skylines, rooms in one-point perspective, windows, light shafts, floors.

All drawing is back to front; every random detail takes a seed.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import skia
from kit.palette import AMBER, CONCRETE, INK, PAPER, SLATE, WHITE, Color, dark, light, mix, rgb
from kit.paths import Point, box, lerp, oval, poly, quad_cell, quad_point, smooth
from kit.pen import Pen

SKIES = {  # stops from the top to the horizon
    "morning": ("#8DB9D3", "#BBD5DD", "#F0E6CF"),
    "noon": ("#6FA6CC", "#A3C8DC", "#DCE8E6"),
    "dawn": ("#5C7796", "#C9A9A0", "#F6CF9C"),
    "dusk": ("#33425F", "#96697A", "#EFA36B"),
    "evening": ("#1B2A44", "#3F4B70", "#B5746B"),
    "night": ("#0B1424", "#142238", "#2A3A55"),
}


def sky(pen: Pen, kind: str, horizon: float, width: float = 1920) -> None:
    """Sky down to the horizon (and a little below)."""
    stops = [(at, rgb(c)) for at, c in zip((0, 0.55, 1), SKIES[kind], strict=True)]
    pen.fade(box(-20, -20, width + 40, horizon + 60), stops, (0, 0), (0, horizon))


def clouds(
    pen: Pen, seed: int, area: tuple[float, float, float, float], color: Color = WHITE, alpha: float = 0.5
) -> None:
    """Flat-bottomed clouds in area (x, y, width, height)."""
    rng = np.random.default_rng(seed)
    x, y, w, h = area
    for _ in range(7):
        cx, cy = x + rng.random() * w, y + rng.random() * h
        size = (0.5 + rng.random()) * w * 0.07
        shape = skia.Path()
        for i in range(6):
            t = (i + 0.5) / 6 * 2 - 1
            r = size * (0.16 + 0.22 * (1 - t * t)) * (0.8 + 0.4 * rng.random())
            shape.addPath(oval(cx + t * size * 1.5, cy - r * 0.5, r * 1.5, r))
        shape.addPath(oval(cx, cy, size * 1.9, size * 0.13))
        pen.soft(shape, color, alpha * (0.5 + 0.5 * rng.random()), size * 0.05)


def hills(pen: Pen, seed: int, base: float, height: float, color: Color, width: float = 1920) -> None:
    """A ridge of mountains standing on y=base."""
    rng = np.random.default_rng(seed)
    n = 15
    ys = base - height * (0.25 + 0.75 * rng.random(n)) * (0.7 + 0.3 * np.sin(np.linspace(0.4, 2.9, n)))
    ridge = [(-40 + i * (width + 80) / (n - 1), float(ys[i])) for i in range(n)]
    shape = smooth([(-60, base + 20, 0), *ridge, (width + 60, base + 20, 0)], pull=0.17)
    c = pen.light.base(color)
    pen.fade(shape, [(0, c), (1, mix(c, pen.light.haze, 0.5))], (0, base - height), (0, base))


def skyline(
    pen: Pen,
    seed: int,
    base: float,
    sizes: tuple[float, float],
    color: Color = CONCRETE,
    lit: float = 0.0,
    span: tuple[float, float] = (-20, 1940),
) -> None:
    """A row of town buildings on y=base, heights between sizes; `lit` is the part of windows with light (evening)."""
    rng = np.random.default_rng(seed)
    x = span[0]
    while x < span[1]:
        w = 46 + rng.random() * 90
        h = sizes[0] + (sizes[1] - sizes[0]) * rng.random() ** 1.8
        tone = mix(color, [SLATE, PAPER, (196, 160, 130)][int(rng.integers(3))], 0.25 * rng.random())
        body = box(x, base - h, w, h + 4)
        pen.fill(body, tone)
        side = w * (0.2 + 0.15 * rng.random())
        left = x + (w - side if pen.light.toward[0] < 0 else 0)
        pen.shade(box(left, base - h, side, h + 4), tone, 0.8)
        if rng.random() < 0.5:
            pen.fill(box(x + w * 0.3, base - h - 12, w * 0.3, 13), dark(tone, 0.1))
        for wy in np.arange(base - h + 12, base - 8, 17):
            for wx in np.arange(x + 8, x + w - 10, 15):
                glow = rng.random() < lit
                if glow or rng.random() < 0.75:
                    pen.raw(
                        box(wx, wy, 7, 9),
                        (250, 210, 130) if glow else pen.light.base(dark(tone, 0.3)),
                        0.85 if glow else 0.45,
                    )
        x += w * (0.75 + 0.5 * rng.random())


@dataclass(frozen=True, slots=True)
class Room:
    """A room in one-point perspective: back wall (left, top, right, bottom) and where its edges reach the picture's frame.

    front is the rectangle of the room's open side in picture units, usually far outside the frame.
    """

    back: tuple[float, float, float, float] = (620, 330, 1380, 640)
    front: tuple[float, float, float, float] = (-700, -420, 2620, 1400)

    @classmethod
    def seen(cls, vanish: Point, back: tuple[float, float, float, float], near: float = 8) -> "Room":
        """Room with its vanishing point; the open side is `near` times larger than the back wall."""
        vx, vy = vanish
        x0, y0, x1, y1 = back
        return cls(back, (vx + near * (x0 - vx), vy + near * (y0 - vy), vx + near * (x1 - vx), vy + near * (y1 - vy)))

    def floor(self) -> list[Point]:
        """Corners of the floor: far left, far right, near right, near left."""
        return [
            (self.back[0], self.back[3]),
            (self.back[2], self.back[3]),
            (self.front[2], self.front[3]),
            (self.front[0], self.front[3]),
        ]

    def ceiling(self) -> list[Point]:
        """Corners: far left, far right, near right, near left."""
        return [
            (self.back[0], self.back[1]),
            (self.back[2], self.back[1]),
            (self.front[2], self.front[1]),
            (self.front[0], self.front[1]),
        ]

    def left(self) -> list[Point]:
        """Corners: near top, far top, far bottom, near bottom; u runs from near to far."""
        return [
            (self.front[0], self.front[1]),
            (self.back[0], self.back[1]),
            (self.back[0], self.back[3]),
            (self.front[0], self.front[3]),
        ]

    def right(self) -> list[Point]:
        """Corners: far top, near top, near bottom, far bottom; u runs from far to near."""
        return [
            (self.back[2], self.back[1]),
            (self.front[2], self.front[1]),
            (self.front[2], self.front[3]),
            (self.back[2], self.back[3]),
        ]

    def deep(self, part: float) -> float:
        """Even steps in depth: part 0 (near) … 1 (far) as a share u of a side wall in perspective."""
        k = (self.back[2] - self.back[0]) / (self.front[2] - self.front[0])
        return part / (part + (1 - part) * k) if k else part

    def size(self, u: float) -> float:
        """How large things are at share u of a side wall (u=1 far: 1)."""
        far, near = self.back[2] - self.back[0], self.front[2] - self.front[0]
        return (near + (far - near) * u) / far

    def ground(self, u: float) -> float:
        """Picture y of the floor at share u of a side wall."""
        return lerp((0, self.front[3]), (0, self.back[3]), u)[1]


def draw_room(pen: Pen, room: Room, wall: Color, floor_color: Color, ceiling: Color) -> None:
    """The five planes with light falling off towards us and a darker side away from the light."""
    w = pen.light.base(wall)
    near, far = dark(w, 0.2), light(w, 0.12)
    sides = [(room.left(), pen.light.toward[0] < 0), (room.right(), pen.light.toward[0] > 0)]
    b = room.back
    pen.fade(
        poly(*room.ceiling()),
        [(0, pen.light.base(ceiling)), (1, dark(pen.light.base(ceiling), 0.3))],
        (0, b[1]),
        (0, 0),
    )
    pen.fade(
        poly(*room.floor()),
        [(0, light(pen.light.base(floor_color), 0.16)), (1, dark(pen.light.base(floor_color), 0.2))],
        (0, b[3]),
        (0, 1080),
    )
    for corners, facing_away in sides:
        tone = 0.12 if facing_away else 0.0
        far_x = b[0] if corners is sides[0][0] else b[2]
        near_x = 0 if corners is sides[0][0] else 1920
        pen.fade(poly(*corners), [(0, dark(far, tone)), (1, dark(near, tone))], (far_x, 0), (near_x, 0))
    pen.fade(box(b[0], b[1], b[2] - b[0], b[3] - b[1]), [(0, light(w, 0.2)), (1, light(w, 0.06))], (0, b[1]), (0, b[3]))


def floor_lines(pen: Pen, room: Room, color: Color, across: int = 8, deep: int = 10, alpha: float = 0.25) -> None:
    """Joints of floor tiles in perspective."""
    far_l, far_r, near_r, near_l = room.floor()
    for i in range(across + 1):
        t = i / across
        pen.line([lerp(far_l, far_r, t), lerp(near_l, near_r, t)], color, 1.6, alpha)
    for i in range(deep + 1):
        u = room.deep(i / deep)
        pen.line([lerp(near_l, far_l, u), lerp(near_r, far_r, u)], color, 1.2 + (1 - u) * 1.2, alpha)


def wall_windows(
    pen: Pen,
    corners: Sequence[Point],
    us: Sequence[tuple[float, float]],
    v: tuple[float, float],
    glass: Sequence[tuple],
    frame: Color,
    bars: int = 2,
) -> None:
    """Windows in a wall plane (four corners) at the shares us across and v down; glass: gradient stops top to bottom."""
    for u in us:
        cell = quad_cell(corners, u, v)
        top = quad_point(corners, (u[0] + u[1]) / 2, v[0])
        low = quad_point(corners, (u[0] + u[1]) / 2, v[1])
        pen.fade(cell, list(glass), top, low)
        for i in range(bars + 1):
            s = u[0] + (u[1] - u[0]) * i / bars
            pen.line([quad_point(corners, s, v[0]), quad_point(corners, s, v[1])], frame, 5)
        for t in (v[0], (v[0] * 0.6 + v[1] * 0.4), v[1]):
            pen.line([quad_point(corners, u[0], t), quad_point(corners, u[1], t)], frame, 5)


def shaft(pen: Pen, corners: Sequence[Point], color: Color = (255, 236, 196), alpha: float = 0.25) -> None:
    """A beam of light: corners are window top, window bottom, floor far, floor near; fades towards the floor."""
    a, b = lerp(corners[0], corners[1], 0.5), lerp(corners[2], corners[3], 0.5)
    with pen.blurred(7):
        pen.fade(poly(*corners), [(0, color, alpha), (0.5, color, alpha * 0.55), (1, color, 0.0)], a, b, glow=True)


def light_pool(pen: Pen, corners: Sequence[Point], color: Color = (255, 240, 205), alpha: float = 0.4) -> None:
    """A patch of light on the floor or a wall."""
    pen.soft(poly(*corners), color, alpha, 5, glow=True)


def haze(pen: Pen, y0: float, y1: float, alpha: float, color: Color | None = None, width: float = 1920) -> None:
    """A band of air, thickest at y1 and nothing at y0."""
    c = color or pen.light.haze
    pen.fade(box(-10, min(y0, y1), width + 20, abs(y1 - y0)), [(0, c, 0.0), (1, c, alpha)], (0, y0), (0, y1))


def ground(pen: Pen, y: float, color: Color, far: Color | None = None, width: float = 1920, low: float = 1080) -> None:
    """Open ground from the horizon y to the lower edge, paler far away."""
    c = pen.light.base(color)
    pen.fade(
        box(-10, y, width + 20, low - y + 10),
        [(0, far or mix(c, pen.light.haze, 0.5)), (0.5, c), (1, dark(c, 0.22))],
        (0, y),
        (0, low),
    )


def shadow_on_ground(pen: Pen, points: Sequence[Point], alpha: float = 0.25, blur: float = 5) -> None:
    """A cast shadow given by its outline on the ground."""
    pen.soft(smooth(points), pen.light.shadow, alpha, blur)


def shophouse(
    pen: Pen, x: float, base: float, w: float, h: float, wall: Color, floors: int = 3, roof: Color = (150, 74, 56)
) -> None:
    """Front of a narrow Vietnamese town house with balconies, shutters and a ground-floor opening."""
    pen.form(box(x, base - h, w, h), wall, thick=w * 0.12, rim=0.6)
    step = h / floors
    for i in range(1, floors):
        y = base - (i + 1) * step
        pen.shade(box(x, y + step - 6, w, 10), wall, 1.2, 0.6)
        for s in (0.16, 0.58):
            wx = x + w * s
            pen.form(box(wx, y + step * 0.25, w * 0.26, step * 0.55), (92, 120, 116), thick=5)
            pen.line([(wx + w * 0.13, y + step * 0.25), (wx + w * 0.13, y + step * 0.8)], dark((92, 120, 116), 0.4), 2)
        pen.form(box(x - 4, y + step * 0.82, w + 8, 9), light(wall, 0.2), thick=3)
        for k in range(9):
            px = x + 3 + k * (w - 6) / 8
            pen.line([(px, y + step * 0.6), (px, y + step * 0.82)], dark(wall, 0.45), 2.2)
        pen.line([(x, y + step * 0.6), (x + w, y + step * 0.6)], dark(wall, 0.45), 3)
    pen.form(box(x + w * 0.1, base - step * 0.74, w * 0.8, step * 0.74), dark(wall, 0.6), thick=8, rim=0)
    awning = poly(
        (x - 6, base - step * 0.92),
        (x + w + 6, base - step * 0.92),
        (x + w + 16, base - step * 0.7),
        (x - 16, base - step * 0.7),
    )
    pen.form(awning, roof, thick=7)
    pen.form(
        poly((x - 8, base - h), (x + w + 8, base - h), (x + w - 6, base - h - 22), (x + 6, base - h - 22)),
        roof,
        thick=6,
    )


def lamp_glow(pen: Pen, x: float, y: float, radius: float = 220, color: Color = AMBER, alpha: float = 0.5) -> None:
    """Light of a lamp: a bright core and a wide glow."""
    pen.halo(x, y, radius, color, alpha)
    pen.halo(x, y, radius * 0.16, WHITE, 0.8)


def foreground(pen: Pen, path: skia.Path, color: Color = INK, blur: float = 9, alpha: float = 1.0) -> None:
    """A dark out-of-focus shape close to us that frames the scene."""
    pen.soft(path, color, alpha, blur)
