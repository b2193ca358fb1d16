"""Draws the branch of apricot blossom that the Tết edition puts on: `python assets/source/blossom.py [--out FILE]`."""

import argparse
from math import cos, pi, sin
from pathlib import Path

from PIL import Image, ImageDraw

HERE = Path(__file__).resolve().parent
TARGET = HERE.parents[1] / "templates" / "laodong" / "tet" / "canh-mai.png"
SIZE = (720, 560)
FINE = 4
"""Samples a pixel, across and down."""

BARK, BARK_LIGHT = (92, 46, 30), (128, 70, 46)
GOLD, GOLD_LIGHT, GOLD_DARK = (250, 190, 38), (255, 214, 92), (214, 140, 12)
HEART, STAMEN = (196, 98, 16), (150, 66, 12)
LEAF, LEAF_LIGHT = (122, 150, 62), (158, 182, 88)

Point = tuple[float, float]

BRANCHES: tuple[tuple[tuple[Point, ...], float, float], ...] = (
    (((740, 14), (600, 50), (470, 150), (392, 214), (318, 300), (262, 410)), 19, 5),
    (((596, 62), (530, 40), (468, 52), (398, 84)), 9, 3),
    (((470, 152), (486, 226), (530, 292), (538, 372)), 9, 3),
    (((392, 214), (318, 206), (258, 222), (186, 206)), 8, 3),
    (((318, 300), (322, 360), (366, 424), (372, 474)), 6, 2),
    (((262, 410), (232, 452), (184, 476), (150, 520)), 5, 2),
    (((660, 36), (664, 112), (646, 172), (652, 226)), 8, 3),
)
"""Points that a branch runs through, and how thick it is at both ends."""
BLOSSOMS = (
    (404, 80, 44, 0.2), (520, 50, 38, 0.9), (470, 158, 52, 0.5), (320, 206, 42, 1.1), (196, 208, 36, 0.1),
    (318, 306, 50, 0.8), (530, 290, 44, 0.3), (250, 428, 44, 0.6), (650, 152, 46, 0.7), (612, 40, 40, 0.35),
    (370, 452, 34, 1.0),
)  # fmt: skip
"""Middle, reach and turn."""
BUDS = (
    (538, 380, 15, 1.6), (150, 524, 14, 2.3), (652, 238, 15, 1.5), (140, 196, 13, 3.3), (352, 96, 13, 2.9), (372, 500, 12, 1.5),
)  # fmt: skip
LEAVES = (
    (440, 232, 40, 2.3), (560, 118, 38, 1.2), (280, 262, 36, 3.6), (504, 340, 34, 2.5), (300, 380, 34, 0.3), (650, 104, 34, 0.6),
)  # fmt: skip
"""Middle or foot, length and direction."""


def main() -> None:
    """Draw it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=TARGET)
    out = parser.parse_args().out
    out.parent.mkdir(parents=True, exist_ok=True)
    drawn().save(out, optimize=True)


def drawn() -> Image.Image:
    """The branch on nothing."""
    sheet = Image.new("RGBA", (SIZE[0] * FINE, SIZE[1] * FINE), (*BARK, 0))
    pen = ImageDraw.Draw(sheet)
    for points, thick, thin in BRANCHES:
        _branch(pen, points, (thick, thin))
    for x, y, length, way in LEAVES:
        _leaf(pen, (x, y), length, way)
    for x, y, length, way in BUDS:
        _bud(pen, (x, y), length, way)
    for x, y, reach, turn in BLOSSOMS:
        _blossom(pen, (x, y), reach, turn)
    return sheet.reduce(FINE)


def _branch(pen: ImageDraw.ImageDraw, points: tuple[Point, ...], ends: tuple[float, float]) -> None:
    """Tapering, light along its upper side."""
    path = [_on(points, step / 120) for step in range(121)]
    for colour, part, lift in ((BARK, 1.0, 0.0), (BARK_LIGHT, 0.45, 0.2)):
        for step, (x, y) in enumerate(path):
            radius = (ends[0] + (ends[1] - ends[0]) * step / 120) / 2
            _disc(pen, (x, y - lift * radius), radius * part, colour)


def _on(points: tuple[Point, ...], part: float) -> Point:
    """A point of a smooth way through all points (Catmull-Rom)."""
    at = min(part * (len(points) - 1), len(points) - 1.001)
    first = int(at)
    t = at - first
    near = [points[max(0, min(len(points) - 1, first + step))] for step in (-1, 0, 1, 2)]

    def along(axis: int) -> float:
        a, b, c, d = (point[axis] for point in near)
        return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t**3)

    return along(0), along(1)


def _blossom(pen: ImageDraw.ImageDraw, at: Point, reach: float, turn: float) -> None:
    """Five round petals, the light on their outer halves, and stamens."""
    for petal in range(5):
        way = turn + petal * 2 * pi / 5
        for colour, far, long, wide in (
            (GOLD_DARK, 0.57, 0.48, 0.42), (GOLD, 0.58, 0.45, 0.39), (GOLD_LIGHT, 0.68, 0.30, 0.28)
        ):  # fmt: skip
            _oval(pen, _away(at, way, far * reach), (long * reach, wide * reach), way, colour)
    _disc(pen, at, 0.20 * reach, HEART)
    for stamen in range(10):
        way = turn + 0.3 + stamen * 2 * pi / 10
        end = _away(at, way, (0.40 if stamen % 2 else 0.32) * reach)
        pen.line([_fine(at), _fine(end)], STAMEN, round(0.035 * reach * FINE))
        _disc(pen, end, 0.05 * reach, STAMEN)


def _bud(pen: ImageDraw.ImageDraw, at: Point, length: float, way: float) -> None:
    _oval(pen, at, (length, length * 0.72), way, GOLD_DARK)
    _oval(pen, _away(at, way, length * 0.15), (length * 0.8, length * 0.6), way, GOLD)
    _oval(pen, _away(at, way + pi, length * 0.75), (length * 0.5, length * 0.55), way, LEAF)


def _leaf(pen: ImageDraw.ImageDraw, foot: Point, length: float, way: float) -> None:
    """A young leaf: two arcs, one half lighter."""
    parts = [step / 20 for step in range(21)]
    bulge = {part: 0.24 * length * sin(pi * part) * (1.2 - 0.4 * part) for part in parts}

    def side(which: int) -> list[Point]:
        return [_fine(_away(_away(foot, way, part * length), way + pi / 2, which * bulge[part])) for part in parts]

    pen.polygon([*side(-1), *reversed(side(1))], LEAF)
    pen.polygon([*side(0), *reversed(side(1))], LEAF_LIGHT)


def _oval(pen: ImageDraw.ImageDraw, at: Point, radii: Point, way: float, colour: tuple[int, int, int]) -> None:
    outline = []
    for step in range(48):
        angle = step * 2 * pi / 48
        x, y = radii[0] * cos(angle), radii[1] * sin(angle)
        outline.append(_fine((at[0] + x * cos(way) - y * sin(way), at[1] + x * sin(way) + y * cos(way))))
    pen.polygon(outline, colour)


def _disc(pen: ImageDraw.ImageDraw, at: Point, radius: float, colour: tuple[int, int, int]) -> None:
    x, y = _fine(at)
    pen.ellipse((x - radius * FINE, y - radius * FINE, x + radius * FINE, y + radius * FINE), colour)


def _away(at: Point, way: float, distance: float) -> Point:
    return at[0] + cos(way) * distance, at[1] + sin(way) * distance


def _fine(at: Point) -> Point:
    return at[0] * FINE, at[1] * FINE


if __name__ == "__main__":
    main()
