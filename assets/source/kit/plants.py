"""Plants: trees, palms, bananas, shrubs, grass and rice, pots."""

import numpy as np
import skia
from kit.palette import LEAF, LEAF_DARK, LEAF_LIGHT, RICE, WOOD_DARK, Color, dark, light, mix
from kit.paths import chain, oval, polar, poly, smooth
from kit.pen import Pen


def blob(rng: np.random.Generator, x: float, y: float, r: float, n: int = 11, rough: float = 0.22) -> skia.Path:
    """An uneven round mass."""
    radii = r * (1 - rough / 2 + rough * rng.random(n))
    return smooth([polar((x, y), 360 * i / n, float(radii[i])) for i in range(n)], pull=0.2)


def tree(pen: Pen, x: float, y: float, height: float, seed: int = 1, color: Color = LEAF) -> None:
    """A broad street tree standing at (x, y)."""
    rng = np.random.default_rng(seed)
    pen.ground_shadow(x - pen.light.toward[0] * height * 0.2, y, height * 0.3, height * 0.035, 0.3)
    top = (x + height * 0.03, y - height * 0.5)
    trunk = chain(
        [(x, y + 2), (x - height * 0.015, y - height * 0.25), top], [height * 0.035, height * 0.026, height * 0.02]
    )
    pen.form(trunk, WOOD_DARK, thick=height * 0.02)
    for dx, dy in ((-0.2, -0.62), (0.2, -0.66)):
        pen.form(
            chain([(x, y - height * 0.36), (x + dx * height, y + dy * height)], [height * 0.02, height * 0.008]),
            WOOD_DARK,
            thick=height * 0.008,
        )
    spots = [
        (-0.24, -0.58, 0.17),
        (0.25, -0.6, 0.17),
        (0, -0.56, 0.16),
        (-0.13, -0.74, 0.2),
        (0.15, -0.76, 0.19),
        (0.01, -0.86, 0.15),
    ]
    for i, (dx, dy, r) in enumerate(spots):
        tone = mix(color, LEAF_DARK, 0.35 - 0.09 * i)
        jitter = (rng.random(2) - 0.5) * 0.05 * height
        cx, cy = x + dx * height + jitter[0], y + dy * height + jitter[1]
        shape = blob(rng, cx, cy, r * height, 13, 0.26)
        pen.form(shape, tone, thick=r * height * 0.5, rim=0.5)
        _dabs(pen, rng, (cx, cy, r * height), tone)


def _dabs(pen: Pen, rng: np.random.Generator, at: tuple[float, float, float], tone: Color) -> None:
    x, y, r = at
    lx, ly = pen.light.toward
    for _ in range(14):
        a, d = rng.random() * 360, rng.random() * r * 0.9
        px, py = polar((x + lx * r * 0.15, y + ly * r * 0.15), a, d)
        lit = ((px - x) * lx + (py - y) * ly) > 0
        color = light(tone, 0.13) if lit else dark(tone, 0.16)
        pen.fill(oval(px, py, r * 0.085, r * 0.045, rng.random() * 180), color, 0.8)


def palm(pen: Pen, x: float, y: float, height: float, seed: int = 1, color: Color = LEAF) -> None:
    """A coconut or areca palm."""
    rng = np.random.default_rng(seed)
    lean = (rng.random() - 0.5) * height * 0.14
    top = (x + lean, y - height * 0.78)
    pen.form(
        chain([(x, y), (x + lean * 0.3, y - height * 0.4), top], [height * 0.022, height * 0.015, height * 0.013]),
        (134, 116, 92),
        thick=height * 0.012,
    )
    for i in range(9):
        a = -170 + i * 20 + (rng.random() - 0.5) * 8
        size = height * (0.3 + 0.05 * rng.random())
        tip = polar(top, a, size)
        tip = (tip[0], tip[1] + size * 0.42)
        mid = polar(top, a, size * 0.62)
        leaf = smooth([(*top, 0), (mid[0], mid[1] - size * 0.03), (*tip, 0), (mid[0] - 2, mid[1] + size * 0.15)])
        pen.form(leaf, mix(color, LEAF_DARK, 0.4 * rng.random()), thick=size * 0.05, rim=0.6)


def banana(pen: Pen, x: float, y: float, height: float, seed: int = 1) -> None:
    """A banana plant: broad torn leaves."""
    rng = np.random.default_rng(seed)
    pen.form(
        chain([(x, y), (x, y - height * 0.45)], [height * 0.04, height * 0.028]), (142, 150, 92), thick=height * 0.02
    )
    for i, a in enumerate((-150, -35, -118, -62, -92)):
        root = (x, y - height * 0.42)
        size = height * (0.55 + 0.08 * rng.random())
        tip = polar(root, a, size)
        droop = abs(a + 90) / 90 * size * 0.35
        tip = (tip[0], tip[1] + droop)
        mid = polar(root, a, size * 0.55)
        n = 0.1 * size
        leaf = smooth([(*root, 0), (mid[0] - n, mid[1] - n * 0.6), (*tip, 0), (mid[0] + n, mid[1] + n)])
        pen.form(leaf, mix(LEAF, LEAF_LIGHT, 0.12 * i), thick=n * 0.8, rim=0.7)
        pen.line([root, mid, tip], LEAF_LIGHT, 2, 0.6)


def shrub(pen: Pen, x: float, y: float, w: float, seed: int = 1, color: Color = LEAF) -> None:
    """A low bush w wide."""
    rng = np.random.default_rng(seed)
    for i in range(5):
        cx = x + (i / 4 - 0.5) * w * 0.7
        r = w * (0.17 + 0.06 * rng.random())
        tone = mix(color, LEAF_DARK, 0.3 * rng.random())
        pen.form(blob(rng, cx, y - r * 0.7, r, 11, 0.3), tone, thick=r * 0.45, rim=0.5)
        _dabs(pen, rng, (cx, y - r * 0.7, r), tone)


def grass(
    pen: Pen,
    area: tuple[float, float, float, float],
    seed: int,
    color: Color = LEAF,
    count: int = 120,
    tall: float = 26,
) -> None:
    """Blades scattered in area (x, y, w, h); nearer ones are taller."""
    rng = np.random.default_rng(seed)
    x, y, w, h = area
    for py in np.sort(rng.random(count)):
        px, t = x + rng.random() * w, tall * (0.5 + py)
        lean = (rng.random() - 0.5) * t
        tone = mix(color, [LEAF_LIGHT, LEAF_DARK, RICE][int(rng.integers(3))], 0.4 * rng.random())
        yy = y + py * h
        pen.fill(poly((px - t * 0.08, yy), (px + t * 0.08, yy), (px + lean, yy - t)), tone, 0.9)


def pot(pen: Pen, x: float, y: float, size: float, seed: int = 1, color: Color = (160, 86, 62)) -> None:
    """A potted plant, `size` tall altogether."""
    rng = np.random.default_rng(seed)
    pen.ground_shadow(x, y, size * 0.26, size * 0.05)
    for i in range(9):
        a = -160 + i * 17.5 + (rng.random() - 0.5) * 10
        root = (x, y - size * 0.36)
        tip = polar(root, a, size * (0.5 + 0.14 * rng.random()))
        mid = polar(root, a, size * 0.32)
        n = size * 0.07
        pen.form(
            smooth([(*root, 0), (mid[0] - n, mid[1] - n * 0.5), (*tip, 0), (mid[0] + n * 0.8, mid[1] + n * 0.6)]),
            mix(LEAF, LEAF_DARK, rng.random() * 0.6),
            thick=n * 0.6,
            rim=0.8,
        )
    pen.form(
        poly(
            (x - size * 0.17, y - size * 0.38),
            (x + size * 0.17, y - size * 0.38),
            (x + size * 0.12, y),
            (x - size * 0.12, y),
        ),
        color,
        thick=size * 0.07,
    )
