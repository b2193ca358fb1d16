"""Hair of the heads, in the frame of kit.heads (head 100 high about (0, 0), looking right)."""

from typing import Any

import skia
from kit.palette import HAIR, dark, light
from kit.paths import chain, moved, oval, smooth
from kit.pen import Pen

_CAP: dict[str, list[tuple]] = {  # hair close to the skull, hairline first
    "front": [
        (33, 4),
        (31, -8),
        (27, -20),
        (20, -28),
        (6, -31),
        (-10, -30),
        (-21, -27),
        (-28, -19),
        (-31, -8),
        (-33, 4),
        (-37, -2),
        (-38.5, -20),
        (-33, -39),
        (-19, -51),
        (0, -55),
        (19, -51),
        (33, -39),
        (38.5, -20),
        (37, -2),
    ],
    "three": [
        (33, -16),
        (28, -26),
        (16, -31),
        (2, -29),
        (-9, -25),
        (-14, -13),
        (-14.5, 4),
        (-19, 5),
        (-22, -3),
        (-29, 2),
        (-30, 18),
        (-33, 29),
        (-39, 20),
        (-44, 2),
        (-45, -18),
        (-37, -40),
        (-18, -53),
        (6, -56),
        (25, -48),
        (34, -32),
    ],
    "side": [
        (31, -32),
        (22, -29),
        (13, -24),
        (8, -13),
        (6, 5),
        (0, 6),
        (-1, -3),
        (-8, -3),
        (-14, 8),
        (-20, 26),
        (-29, 34),
        (-36, 32),
        (-44, 12),
        (-47, -12),
        (-40, -36),
        (-22, -51),
        (2, -56),
        (22, -50),
        (33, -40),
    ],
    "back": [
        (30, 24),
        (36, 6),
        (39, -16),
        (33, -39),
        (19, -51),
        (0, -55),
        (-19, -51),
        (-33, -39),
        (-39, -16),
        (-36, 6),
        (-30, 24),
        (-22, 36),
        (0, 38),
        (22, 36),
    ],
    "three_back": [
        (27, -27),
        (22, -16),
        (21, 0),
        (17, 4),
        (13, -2),
        (7, 2),
        (5, 22),
        (-2, 36),
        (-22, 36),
        (-36, 22),
        (-44, 0),
        (-44, -20),
        (-35, -41),
        (-16, -53),
        (8, -54),
        (24, -44),
    ],
}
_TAIL_ROOT = {"front": (20, -48), "three": (-42, -14), "side": (-46, -14), "back": (0, -10), "three_back": (-30, -10)}
_BUN = {"front": (4, -56), "three": (-44, -20), "side": (-50, -14), "back": (0, -16), "three_back": (-28, -14)}


def hides_ears(head: Any) -> bool:
    """Whether hair or hat lies over the ears."""
    return head.hair in ("bob", "long") or head.hat in ("bonnet", "moto", "weld", "scarf")


def _cap(head: Any, view: str) -> skia.Path:
    points = _CAP[view]
    if head.hair == "crop":
        points = [(x * 0.965, y * 0.965) for x, y in points]
    elif head.woman or head.hair == "part":
        points = [(x * 1.03, y * 1.03 if y < 0 else y) for x, y in points]
    return smooth(points)


def behind(pen: Pen, head: Any, view: str) -> None:
    """Hair that hangs behind the head and neck."""
    color = HAIR[head.color]
    if head.hair == "bald":
        if view in ("three", "side", "three_back", "back"):
            pen.form(oval(-5 if view != "back" else 0, -9, 39, 42), head.tone, thick=9)
        return
    pen.form(oval(-5 if view not in ("front", "back") else 0, -10, 38, 41), color, thick=8)
    if head.hair in ("long", "bob") and head.hat not in ("bonnet", "scarf"):
        end = 44 if head.hair == "bob" else 88
        shapes = {
            "front": [
                (-38, -20),
                (-43, 10),
                (-40, end - 10),
                (-30, end, 0),
                (30, end, 0),
                (40, end - 10),
                (43, 10),
                (38, -20),
            ],
            "three": [(-38, -24), (-48, 4), (-47, end - 12), (-36, end, 0), (-4, end - 6, 0), (10, 20), (0, -30)],
            "side": [(-36, -28), (-50, 0), (-50, end - 12), (-38, end, 0), (-6, end - 4, 0), (4, 20), (0, -30)],
        }
        shapes["back"] = shapes["front"]
        shapes["three_back"] = shapes["side"]
        pen.form(smooth(shapes[view]), color, thick=9)
    if head.hair == "tail" and head.hat not in ("bonnet",):
        x, y = _TAIL_ROOT[view]
        if view != "back":
            way = -1 if x <= 0 else 0.4
            pen.form(
                chain([(x, y), (x + 12 * way, y + 22), (x + 10 * way, y + 58), (x + 2 * way, y + 84)], [8, 13, 10, 2]),
                color,
                thick=7,
            )
    if head.hair == "bun" and view in ("three", "side") and head.hat not in ("bonnet", "scarf"):
        pen.form(oval(*_BUN[view], 17, 15), color, thick=8)


def over(pen: Pen, head: Any, view: str) -> None:
    """Hair over the forehead and skull."""
    if head.hair == "bald":
        _fringe_of_old(pen, head, view)
        return
    color = HAIR[head.color]
    shape = _cap(head, view)
    pen.form(shape, color, thick=9, rim=1.6)
    with pen.within(shape):
        for i, drop in enumerate((0, 9, 19)):
            x = -30 + i * 3
            pen.line([(x, -22 + drop), (-8 + i * 4, -45 + drop), (24, -40 + drop)], light(color, 0.2), 1.6, 0.35)
    if head.hair in ("bob", "long") and view != "back":
        _sides(pen, head, view)
    if head.hair in ("part",) and view in ("front", "three"):
        pen.form(
            smooth([(-8, -54), (10, -57), (28, -47), (33, -30), (27, -22), (16, -29), (0, -38), (-9, -45)]),
            color,
            thick=6,
            rim=1.6,
        )
    if head.hair == "girl" and view in ("front", "three", "side"):
        x = {"front": 0, "three": 8, "side": 18}[view]
        pen.form(
            smooth(
                [
                    (x - 28, -34),
                    (x, -44),
                    (x + 22, -36),
                    (x + 24, -18),
                    (x + 10, -14, 0),
                    (x - 6, -14),
                    (x - 24, -12, 0),
                ]
            ),
            color,
            thick=6,
        )
    if head.hair == "bun" and view in ("back", "three_back"):
        pen.form(oval(*_BUN[view], 18, 16), color, thick=8, rim=1.6)
        pen.line(
            [(_BUN[view][0] - 9, _BUN[view][1] - 5), _BUN[view], (_BUN[view][0] + 9, _BUN[view][1] + 4)],
            light(color, 0.2),
            1.6,
            0.5,
        )
    if head.hair == "tail" and view in ("back",):
        x, y = _TAIL_ROOT[view]
        pen.form(
            chain([(x, y), (x + 3, y + 30), (x - 2, y + 66), (x, y + 92)], [9, 14, 12, 2]), color, thick=8, rim=1.6
        )


def _sides(pen: Pen, head: Any, view: str) -> None:
    color = HAIR[head.color]
    end = 40 if head.hair == "bob" else 82
    near = {
        "front": [(-20, -40), (-36, -26), (-43, 8), (-40, end), (-31, end + 2, 0), (-29, 10), (-26, -18), (-10, -34)],
        "three": [(0, -40), (-30, -32), (-47, 4), (-46, end), (-24, end + 3, 0), (-17, 14), (-12, -14), (6, -32)],
        "side": [(20, -38), (-20, -36), (-49, 4), (-49, end), (-8, end + 3, 0), (2, 14), (8, -14), (24, -30)],
        "three_back": [(20, -36), (-20, -40), (-46, 4), (-45, end), (6, end + 3, 0), (16, 14), (20, -14)],
    }[view]
    pen.form(smooth(near), color, thick=9, rim=1.4)
    if view == "front":
        pen.form(smooth([(-x, *rest) for x, *rest in near]), color, thick=9, rim=1.4)
    pen.line([(near[2][0] + 6, near[2][1]), (near[3][0] + 7, near[3][1] - 12)], light(color, 0.2), 1.6, 0.4)


def _fringe_of_old(pen: Pen, head: Any, view: str) -> None:
    color = HAIR[head.color]
    if view == "back":
        pen.form(
            smooth([(-37, -8), (-20, 8), (0, 10), (20, 8), (37, -8), (33, 26), (0, 38), (-33, 26)]), color, thick=6
        )
    elif view == "front":
        for way in (-1, 1):
            pen.form(smooth([(30 * way, -22), (38 * way, -12), (37 * way, 4), (32 * way, 4)]), color, thick=4)
    else:
        shift = {"three": -8, "side": 10, "three_back": 24}[view]
        pen.form(
            smooth(
                [
                    (shift - 6, -16),
                    (shift - 6, 6),
                    (shift - 14, 0),
                    (-27, 28),
                    (-40, 16),
                    (-43, -10),
                    (-34, -16),
                    (-18, -8),
                ]
            ),
            color,
            thick=6,
        )


def shadow(pen: Pen, head: Any, view: str) -> None:
    """Shadow of the hair (or hat) on the forehead; call inside the clip of the face."""
    if head.hair != "bald":
        lx = -pen.light.toward[0] * 4
        pen.shade(moved(_cap(head, view), lx, 4.5), dark(head.tone, 0.03), 0.9, 0.8)
    if head.hat in ("helmet", "nonla", "cap", "moto"):
        pen.shade(
            smooth([(-40, -30), (0, -26), (44, -30), (44, -4), (20, -7), (-10, -5), (-40, -2)]),
            dark(head.tone, 0.04),
            1.1,
            0.85,
        )
