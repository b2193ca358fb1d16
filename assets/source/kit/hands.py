"""Hands, in a frame with the wrist at (0, 0), fingers toward +x and the thumb on the −y side; a hand is about 62 long.

Shapes: "rest" (loose), "fist", "hold" (round a bar or a sheet), "point", "open", "flat" (on a table), "pinch", "wrap" (a fist of four
separate fingers for close views).
"""

from kit.palette import Color, dark
from kit.paths import chain, smooth, union
from kit.pen import Pen

_PALM = {
    "rest": [(-6, -11), (14, -15), (32, -14), (52, -9), (61, -1), (56, 6), (38, 11), (18, 14), (-6, 11)],
    "fist": [(-6, -11), (12, -16), (31, -17), (41, -9), (42, 5), (34, 15), (14, 15), (-6, 11)],
    "open": [(-6, -11), (16, -16), (35, -15), (40, 0), (35, 13), (14, 14), (-6, 11)],
    "flat": [(-6, -10), (18, -13), (40, -8), (63, 2), (63, 8), (30, 10), (-6, 11)],
    "pinch": [(-6, -11), (14, -15), (30, -14), (46, -2), (58, 10), (52, 15), (34, 14), (16, 15), (-6, 11)],
}
_PALM["tap"] = [(-6, -12), (14, -17), (32, -17), (42, -8), (41, 8), (32, 18), (12, 17), (-6, 12)]
_PALM |= {"point": _PALM["fist"], "hold": _PALM["fist"], "wrap": _PALM["fist"]}
_FINGERS = {
    "point": [([(28, -10), (48, -13), (68, -14)], [7, 6, 5])],
    "tap": [([(30, -10), (50, -14), (70, -12)], [7.2, 6.4, 5.2])],
    "open": [
        ([(32, -11), (52, -17), (66, -21)], [6.5, 6, 4.8]),
        ([(35, -4), (58, -6), (73, -8)], [6.5, 6, 4.8]),
        ([(35, 4), (57, 5), (70, 5)], [6.5, 5.8, 4.6]),
        ([(30, 10), (46, 15), (57, 18)], [6, 5.2, 4.2]),
    ],
}
_THUMB = {
    "rest": ([(6, -8), (20, -19), (35, -20)], [8, 7, 5]),
    "fist": ([(8, -9), (22, -14), (34, -4)], [7, 7, 6]),
    "wrap": ([(2, -8), (16, -21), (34, -24)], [9, 7.5, 5.5]),
    "hold": ([(6, -10), (24, -20), (40, -19)], [8, 7, 5.5]),
    "tap": ([(2, -10), (18, -22), (38, -24)], [8.5, 7, 5.2]),
    "point": ([(8, -8), (22, -8), (33, 0)], [7, 7, 6]),
    "open": ([(6, -9), (22, -24), (34, -33)], [8, 7, 5]),
    "flat": ([(8, -8), (24, -16), (40, -12)], [7, 6, 4.5]),
    "pinch": ([(8, -9), (26, -16), (48, -4), (57, 6)], [8, 7, 6, 4.5]),
}
_LINES = {
    "rest": [[(33, -5), (46, -3), (58, -1)], [(33, 3), (44, 4), (53, 5)]],
    "fist": [[(30, -6), (42, -4)], [(29, 2), (41, 4)], [(27, 9), (37, 11)]],
    "hold": [[(22, -7), (40, -5)], [(21, 1), (41, 3)], [(20, 8), (37, 10)]],
    "point": [[(29, 2), (41, 4)], [(27, 9), (37, 11)]],
    "flat": [[(38, 0), (60, 6)]],
    "pinch": [[(34, 4), (50, 12)]],
}


def draw_hand(pen: Pen, kind: str, tone: Color) -> None:
    """Draw a hand of skin (or glove) colour `tone`."""
    parts = [smooth(_PALM[kind], pull=0.2)]
    parts += [chain(points, radii) for points, radii in _FINGERS.get(kind, [])]
    pen.form(union(*parts), tone, thick=6)
    if kind in ("wrap", "tap"):
        for i in range(0 if kind == "wrap" else 1, 4):
            y, long = -14 + i * 9.6, (41, 44, 42, 37)[i]
            pen.form(chain([(18, y), (long - 7, y), (long, y + 3)], [6.2, 6, 5]), tone, thick=3)
    if pen.size > 0.28:
        line = dark(tone, 0.34)
        for points in _LINES.get(kind, []):
            pen.line(points, line, 1.7, 0.6)
    points, radii = _THUMB[kind]
    pen.form(chain(points, radii), tone, thick=3.2)
