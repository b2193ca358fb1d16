"""Heads: faces in five views, drawn in a frame where the head is 100 high about (0, 0) and looks to the right.

    draw_head(pen, Head(skin="mid", hair="bun", hat="scarf", hat_color=RED), "three")

Views: "front", "three" (three quarters), "side", "back", "three_back". Mirror by pen.at(..., flip=True).
"""

from dataclasses import dataclass

from kit import hair as hair_
from kit import hats
from kit.palette import HAIR, INK, ROSE, SKIN, WHITE, Color, dark, mix
from kit.paths import Point, oval, smooth
from kit.pen import Pen


@dataclass(frozen=True, slots=True)
class Head:
    """Who it is.

    skin: key of palette.SKIN. hair: "short", "crop", "part", "bald", "bun", "tail", "bob", "long", "girl". color: key of
    palette.HAIR. hat: None, "helmet", "scarf", "nonla", "cap", "moto", "nurse", "weld", "bonnet". eyes: "open", "down",
    "happy". mouth: "calm", "smile", "grin", "talk", "firm". `mask` is a cloth face mask's colour. age 0–1 draws lines.
    """

    skin: str = "mid"
    hair: str = "short"
    color: str = "black"
    woman: bool = False
    hat: str | None = None
    hat_color: Color = WHITE
    eyes: str = "open"
    mouth: str = "calm"
    mask: Color | None = None
    glasses: bool = False
    age: float = 0.0
    beard: bool = False

    @property
    def tone(self) -> Color:
        """Skin colour."""
        return SKIN[self.skin]


_FACE: dict[str, list[tuple]] = {
    "front": [
        (0, -46),
        (24, -39),
        (33, -22),
        (34.5, -6),
        (34, 6),
        (32.5, 17),
        (28, 31),
        (18, 44),
        (6, 50),
        (-6, 50),
        (-18, 44),
        (-28, 31),
        (-32.5, 17),
        (-34, 6),
        (-34.5, -6),
        (-33, -22),
        (-24, -39),
    ],
    "three": [
        (4, -46),
        (25, -39),
        (32.5, -22),
        (34, -9),
        (31, 1),
        (33, 11),
        (30.5, 24),
        (27, 34),
        (21, 45),
        (12, 50),
        (0, 48.5),
        (-15, 39),
        (-25, 24),
        (-31, 0),
        (-27, -32),
    ],
    "side": [
        (20, -46),
        (30, -35),
        (33.5, -20),
        (34, -10),
        (30.5, -1),
        (34.5, 8),
        (40.5, 17),
        (38.5, 21.5),
        (33.5, 23.5),
        (35.5, 27),
        (36.5, 29.5),
        (32.5, 31),
        (35, 34),
        (32.5, 38),
        (33.5, 44),
        (29, 50),
        (18, 51),
        (3, 44),
        (-8, 34),
        (-20, 20),
        (-32, 0),
        (-30, -30),
        (0, -49),
    ],
    "three_back": [
        (10, -46),
        (24, -36),
        (29, -16),
        (30, -4),
        (28, 8),
        (29, 18),
        (26, 32),
        (20, 42),
        (10, 45),
        (-4, 36),
        (-22, 30),
        (-32, 0),
        (-20, -34),
    ],
}
# eye centres (near, far), brow height, nose root, tip and wing, mouth centre, half widths of eyes
_EYES: dict[str, tuple[tuple[float, float, float], ...]] = {
    "front": ((-15, 4, 6.2), (15, 4, 6.2)),
    "three": ((-4.5, 4, 6.2), (22.5, 4, 4.6)),
    "side": ((26, 4, 4.4),),
}
_NOSE: dict[str, tuple[Point, Point, Point, Point]] = {  # root, tip, underside, wing of the near side
    "front": ((1.5, -3), (3, 17), (0, 23), (-5.5, 21)),
    "three": ((14, -3), (21.5, 17), (15.5, 23), (9.5, 21)),
    "side": ((31, 0), (40, 17), (34, 22.5), (29, 19)),
}
_MOUTH: dict[str, tuple[float, float, float, float]] = {  # x, y, half width to the near and to the far side
    "front": (0, 33.5, 9, 9),
    "three": (14, 33.5, 8.5, 6.5),
    "side": (31, 31, 9, 2.5),
}
_EARS: dict[str, tuple[tuple[float, float], ...]] = {
    "front": ((-35, 7), (35, 7)),
    "three": ((-24, 8),),
    "side": ((-5, 8),),
    "back": ((-36, 7), (36, 7)),
    "three_back": ((15, 8),),
}


def draw_head(pen: Pen, head: Head, view: str = "three", nod: float = 0) -> None:
    """Draw a head; nod −1 (looks up) … 1 (looks down) moves the features."""
    hair_.behind(pen, head, view)
    if view in ("front", "back"):
        _ears(pen, head, view)
    if view != "back":
        _skin(pen, head, view)
        if view in _EYES:
            with pen.within(smooth(_FACE[view])), pen.at(0, nod * 5) as p:
                _features(p, head, view)
    hair_.over(pen, head, view)
    if view in ("three", "side", "three_back") and not hair_.hides_ears(head):
        _ears(pen, head, view)
    if head.mask and view != "back":
        _mask(pen, head, view, nod)
    if head.glasses and view in _EYES:
        _glasses(pen, view, nod)
    hats.draw_hat(pen, head.hat, head.hat_color, view)


def _skin(pen: Pen, head: Head, view: str) -> None:
    points = _FACE[view]
    if head.woman:
        points = [(x * (0.95 if y > 22 and view == "front" else 1), y - (1.5 if y > 40 else 0)) for x, y in points]
    elif view in ("front", "three"):
        points = [(x * (1.05 if 28 < y < 46 else 1), y) for x, y in points]
    face = smooth(points)
    pen.form(face, head.tone, thick=11)
    with pen.within(face):
        pen.soft(oval(*_cheek(view), 8, 6), ROSE, 0.22 if head.woman else 0.14, 4)
        hair_.shadow(pen, head, view)


def _cheek(view: str) -> Point:
    return {"front": (-19, 20), "three": (-9, 20), "side": (19, 20)}.get(view, (20, 20))


def _features(pen: Pen, head: Head, view: str) -> None:
    deep = dark(mix(head.tone, (120, 50, 30), 0.25), 0.1)
    for x, y, half in _EYES[view]:
        _eye(pen, head, (x, y, half), view)
    _nose(pen, head, view)
    if not head.mask:
        _mouth(pen, head, view)
    if head.age > 0.2:
        x, y, near, _ = _MOUTH[view]
        wing = _NOSE[view][3]
        lines = [(wing[0] - 1, wing[1] - 1), (wing[0] - 5, wing[1] + 5), (x - near - 3, y + 1)]
        pen.line(lines, deep, 1.3, 0.5 * head.age)
        ex, ey, half = _EYES[view][0]
        pen.line([(ex - half + 2, ey + 8), (ex, ey + 9.5), (ex + half - 1, ey + 8)], deep, 1.2, 0.45 * head.age)
    if head.beard:
        x, y, near, _far = _MOUTH[view]
        pen.soft(oval(x, y + 3, near + 6, 14), HAIR[head.color], 0.2, 4)


def _eye(pen: Pen, head: Head, eye: tuple[float, float, float], view: str) -> None:
    x, y, half = eye
    line = dark(HAIR["black"], 0.2)
    white = mix(head.tone, WHITE, 0.66)
    if head.eyes == "open":
        almond = smooth([(x - half, y + 0.6, 0), (x - half * 0.2, y - 3.4), (x + half, y - 0.6, 0), (x, y + 3)])
        if pen.size > 0.55:
            pen.fill(almond, white)
        with pen.within(almond):
            pen.fill(oval(x + half * 0.2, y - 0.5, half * 0.52, 3.5), mix(INK, HAIR["brown"], 0.4))
            if pen.size > 0.9:
                pen.fill(oval(x + half * 0.2 - 1, y - 1.7, 0.9), WHITE)
        pen.line([(x - half - 0.6, y + 1), (x - half * 0.2, y - 3.6), (x + half + 0.4, y - 0.6)], line, 2.0)
    elif head.eyes == "down":
        pen.line([(x - half, y + 1), (x + half * 0.1, y + 3.8), (x + half, y + 1.2)], line, 2.1)
        pen.line([(x - half, y - 1.5), (x, y - 3), (x + half, y - 1.4)], dark(head.tone, 0.35), 1, 0.6)
    else:
        pen.line([(x - half, y + 2.2), (x, y - 2), (x + half, y + 1.8)], line, 2.2)
    if head.woman and head.eyes != "happy":
        pen.line([(x - half - 0.6, y + 1), (x - half - 2.2, y - 0.6)], line, 1.4)
    brow = mix(HAIR[head.color], head.tone, 0.12)
    drop = -2.0 if head.mouth in ("grin", "smile") else 0
    inner, outer = (y - 9.5 + drop, y - 9 + drop)
    if view == "side":
        pen.line(
            [(x - half - 2, outer), (x, y - 12.5 + drop), (x + half + 1, inner + 0.5)], brow, 2.2 if head.woman else 3.2
        )
        return
    left = x < {"front": 0, "three": 14}[view]
    ends = (outer, inner) if left else (inner, outer)
    points = [(x - half - 1.5, ends[0] + 1), (x, y - 12.5 + drop), (x + half + 1.5, ends[1] + 1)]
    pen.line(points, brow, 2.2 if head.woman else 3.2)


def _nose(pen: Pen, head: Head, view: str) -> None:
    root, tip, under, wing = _NOSE[view]
    tone = mix(head.tone, (140, 60, 40), 0.12)
    if view != "side":
        side = smooth(
            [
                (root[0], root[1], 0),
                (tip[0] + 1.5, tip[1]),
                (tip[0], tip[1] + 3.5),
                (under[0], under[1], 0),
                (tip[0] - 5, tip[1]),
            ]
        )
        lit_from_right = pen.light.toward[0] > 0.15
        if lit_from_right:
            side = smooth(
                [
                    (root[0] - 2, root[1], 0),
                    (tip[0] - 4, tip[1] - 2),
                    (under[0] - 1, under[1], 0),
                    (wing[0], wing[1]),
                    (wing[0] + 1, wing[1] - 5),
                ]
            )
        pen.shade(side, tone, 0.75, 0.75)
    line = dark(mix(head.tone, (120, 40, 30), 0.35), 0.22)
    if view == "side":
        pen.line([(wing[0], wing[1] - 3), (wing[0] - 1.5, wing[1] + 1), (wing[0] + 3, wing[1] + 3)], line, 1.5, 0.8)
    else:
        pen.line(
            [wing, (under[0] - 2, under[1] + 0.6), (under[0] + 2, under[1] + 0.4), (tip[0] + 2.5, tip[1] + 3)],
            line,
            1.7,
            0.8,
        )


def _mouth(pen: Pen, head: Head, view: str) -> None:
    x, y, near, far = _MOUTH[view]
    lip = mix(head.tone, (176, 58, 62), 0.6 if head.woman else 0.36)
    line = dark(mix(head.tone, (120, 30, 30), 0.5), 0.3)
    a, b = (x - near, y), (x + far, y)
    if head.mouth in ("grin", "talk"):
        drop = 7.5 if head.mouth == "grin" else 8.5
        rise = 2.5 if head.mouth == "grin" else 0
        narrow = 0 if head.mouth == "grin" else 3
        hole = smooth(
            [
                (a[0] + narrow, y - rise, 0),
                (x, y - 0.5),
                (b[0] - narrow * 0.6, y - rise, 0),
                (x + far * 0.45, y + drop * 0.75),
                (x - near * 0.35, y + drop),
            ]
        )
        pen.fill(hole, dark((110, 40, 40), 0.3))
        with pen.within(hole):
            pen.fill(oval(x, y - 1.5, near + 2, 5.2 if head.mouth == "grin" else 3.4), mix(WHITE, head.tone, 0.12))
        pen.line(
            [(a[0] + narrow - 1, y - rise - 0.4), (x, y - 0.8), (b[0] - narrow * 0.6 + 0.6, y - rise - 0.4)], line, 1.4
        )
        pen.line([(x - near * 0.4, y + drop + 2), (x, y + drop + 2.8), (x + far * 0.4, y + drop + 1.6)], lip, 2, 0.7)
        return
    rise = {"smile": 2.4, "firm": -0.8}.get(head.mouth, 0.4)
    if head.woman:
        pen.fill(
            smooth(
                [(a[0] + 1.5, y, 0), (x - 2, y - 3.2), (x, y - 2.4), (x + 2, y - 3.2), (b[0] - 1, y, 0), (x, y + 0.4)]
            ),
            lip,
        )
    pen.fill(smooth([(a[0] + 2, y + 0.6, 0), (x, y + 0.6), (b[0] - 1.5, y + 0.6, 0), (x, y + 4.6)]), lip, 0.85)
    pen.line([(a[0], y - rise), (x - 1, y + 0.7), (b[0], y - rise)], line, 1.6)
    pen.soft(oval(x, y + 8, 6, 1.8), pen.light.shade(head.tone, 1.5), 0.5, 1.2)


def _ears(pen: Pen, head: Head, view: str) -> None:
    for x, y in _EARS[view]:
        pen.form(oval(x, y, 5.6 if view != "side" else 6.5, 9.5, 8 if x < 0 else -8), head.tone, thick=4)
        if view in ("side", "three", "three_back"):
            pen.line(
                [(x + 2.4, y - 4), (x - 2, y - 5), (x - 2, y + 2), (x + 0.5, y + 4)], dark(head.tone, 0.3), 1.4, 0.6
            )


def _mask(pen: Pen, head: Head, view: str, nod: float) -> None:
    shapes = {
        "front": [(-31, 12), (-12, 10), (0, 8), (12, 10), (31, 12), (29, 32), (17, 47), (0, 52), (-17, 47), (-29, 32)],
        "three": [(-19, 16), (0, 10), (16, 6), (28, 9), (34, 13), (32, 32), (23, 48), (10, 53), (-6, 49), (-18, 36)],
        "side": [(10, 20), (28, 8), (36, 5), (45, 17), (40, 34), (36, 48), (26, 54), (12, 48), (6, 36)],
        "three_back": [(20, 16), (30, 8), (33, 18), (30, 36), (22, 44), (16, 36)],
    }
    with pen.at(0, nod * 3) as p:
        ear = _EARS[view][0]
        start = shapes[view][0]
        for lift in (-2, 18):
            p.line([(start[0], start[1] + lift * 0.8), (ear[0] + 2, ear[1] - 6 + lift * 0.7)], WHITE, 1.4, 0.9)
        shape = smooth(shapes[view])
        p.form(shape, head.mask or WHITE, thick=9)
        with p.within(shape):
            for drop in (24, 31, 38):
                p.line([(-30, drop), (0, drop + 3), (34, drop - 2)], dark(head.mask or WHITE, 0.25), 1, 0.45)


def _glasses(pen: Pen, view: str, nod: float) -> None:
    frame = (40, 36, 38)
    y = 5 + nod * 5
    rims = {"front": ((-15, 10), (15, 10)), "three": ((-4, 10), (22.5, 7.5)), "side": ((29, 5.5),)}[view]
    for x, half in rims:
        pen.raw(oval(x, y, half, 8), WHITE, 0.18)
        pen.stroke(oval(x, y, half, 8), frame, 1.8)
    if view == "side":
        pen.line([(24, y - 2), (0, y - 2)], frame, 1.8)
        return
    pen.line([(rims[0][0] + rims[0][1], y - 2), (rims[1][0] - rims[1][1], y - 2)], frame, 1.8)
    if view == "three":
        pen.line([(-14, y - 2), (-24, y - 1)], frame, 1.8)
