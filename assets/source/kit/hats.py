"""What people wear on their heads, in the frame of kit.heads (head 100 high about (0, 0), looking right)."""

from collections.abc import Callable

from kit.palette import SLATE, STEEL, STRAW, WHITE, Color, dark, light
from kit.paths import chain, oval, poly, smooth
from kit.pen import Pen


def draw_hat(pen: Pen, hat: str | None, color: Color, view: str) -> None:
    """Draw a hat by name; None draws nothing."""
    if hat:
        _HATS[hat](pen, color, view)


def _helmet(pen: Pen, color: Color, view: str) -> None:
    """Hard hat of a building site with brim, ridge and chin strap."""
    dome = {
        "front": [(-42, -18, 0), (-41, -40), (-26, -60), (0, -66), (26, -60), (41, -40), (42, -18, 0), (0, -23)],
        "three": [(-47, -13, 0), (-47, -38), (-31, -59), (-4, -67), (22, -60), (37, -42), (40, -20, 0), (0, -20)],
        "side": [(-49, -11, 0), (-50, -36), (-33, -59), (-5, -67), (20, -60), (35, -42), (38, -21, 0), (0, -18)],
    }
    dome["back"], dome["three_back"] = dome["front"], [(x * 0.96 - 2, *r) for x, *r in dome["three"]]
    brim = {
        "front": [(-42, -21), (0, -27), (42, -21), (47, -15), (28, -15), (0, -18), (-28, -15), (-47, -15)],
        "three": [(-20, -19), (10, -24), (38, -24), (56, -15), (50, -11), (30, -15), (0, -15)],
        "side": [(4, -20), (26, -24), (40, -22), (60, -13), (54, -9), (36, -14), (8, -15)],
        "back": [(-43, -19), (0, -24), (43, -19), (44, -13), (0, -16), (-44, -13)],
        "three_back": [(-46, -15), (-10, -18), (30, -21), (40, -17), (10, -13), (-44, -9)],
    }
    strap = {
        "front": [(-33, -16), (-30, 24), (-16, 48)],
        "three": [(-22, -14), (-20, 16), (-4, 46), (10, 51)],
        "side": [(0, -14), (4, 20), (18, 50)],
    }
    if view in strap:
        pen.line(strap[view], SLATE, 2.6, 0.9)
    if view == "front":
        pen.line([(33, -16), (30, 24), (16, 48)], SLATE, 2.6, 0.9)
    shape = smooth(dome[view])
    pen.form(shape, color, thick=14, rim=1.8)
    with pen.within(shape):
        for x in (-12, 0, 12):
            bow = x * (1.0 if view in ("front", "back") else 0.6) + (0 if view in ("front", "back") else 3)
            pen.line(
                [(bow * 1.5, -24), (bow, -70)]
                if view in ("front", "back")
                else [(bow + 26, -26), (bow + 8, -58), (bow - 26, -58), (bow - 40, -20)],
                pen.light.shade(color, 0.9),
                1.8,
                0.55,
            )
    pen.form(smooth(brim[view]), color, thick=3, rim=1.6)


def _nonla(pen: Pen, color: Color, view: str) -> None:
    """Conical palm hat; it is seen slightly from below."""
    straw = color if color != WHITE else STRAW
    ribbon = dark((190, 80, 90), 0.1)
    if view in ("front", "three"):
        lines = {"front": ((-33, -10), (-24, 36)), "three": ((-20, -8), (-6, 46))}[view]
        pen.line([lines[0], lines[1], (4, 51)], ribbon, 2.2, 0.9)
    pen.fill(oval(0, -21, 77, 14), dark(straw, 0.42))
    cone = smooth(
        [
            (-79, -21, 0),
            (-42, -54),
            (-3, -92, 0),
            (3, -92, 0),
            (42, -54),
            (79, -21, 0),
            (46, -28),
            (0, -31),
            (-46, -28),
        ],
        pull=0.1,
    )
    pen.form(cone, straw, thick=24)
    with pen.within(cone):
        for i in range(1, 6):
            t = i / 6
            pen.line([(-79 * t, -90 + 73 * t), (0, -90 + 62 * t), (79 * t, -90 + 73 * t)], dark(straw, 0.25), 1.2, 0.5)
        for x in (-60, -36, -12, 12, 36, 60):
            pen.line([(0, -90), (x, -18)], dark(straw, 0.2), 0.9, 0.35)


def _cap(pen: Pen, color: Color, view: str) -> None:
    dome = {
        "front": [(-39, -16, 0), (-38, -36), (-20, -56), (0, -59), (20, -56), (38, -36), (39, -16, 0), (0, -22)],
        "three": [(-46, -8, 0), (-46, -34), (-26, -56), (2, -60), (26, -50), (37, -24, 0), (0, -20)],
        "side": [(-48, -6, 0), (-48, -34), (-28, -56), (0, -60), (24, -50), (35, -24, 0), (0, -18)],
        "three_back": [(-46, -6, 0), (-46, -34), (-28, -56), (0, -59), (22, -48), (30, -20, 0), (0, -10)],
        "back": [(-40, -8, 0), (-39, -36), (-20, -56), (0, -59), (20, -56), (39, -36), (40, -8, 0), (0, -4)],
    }
    visor = {
        "front": [(-34, -22), (0, -30), (34, -22), (30, -8), (0, -13), (-30, -8)],
        "three": [(2, -25), (28, -30), (46, -22), (60, -9), (40, -12), (14, -15)],
        "side": [(14, -24), (34, -28), (52, -20), (68, -10), (48, -11), (24, -14)],
    }
    pen.form(smooth(dome[view]), color, thick=11, rim=1.5)
    if view in visor:
        pen.form(smooth(visor[view]), dark(color, 0.12), thick=4, rim=1.5)


def _moto(pen: Pen, color: Color, view: str) -> None:
    """Half-shell helmet of riders."""
    base = {"front": (0, 42), "back": (0, 43), "three": (-4, 45), "side": (-6, 46), "three_back": (-6, 45)}[view]
    x, r = base
    shape = smooth(
        [
            (x - r, -2, 0),
            (x - r, -30),
            (x - r * 0.6, -57),
            (x, -63),
            (x + r * 0.6, -56),
            (x + r * 0.98, -30),
            (x + r, -16, 0),
            (x, -16),
        ]
    )
    pen.form(shape, color, thick=13, rim=2)
    if view in ("three", "side"):
        pen.form(smooth([(16, -24), (36, -24), (50, -14), (40, -12), (20, -16)]), dark(color, 0.35), thick=3)
    if view != "back":
        pen.line([(-18, -8), (-14, 24), (2, 48)] if view != "side" else [(0, -8), (4, 24), (16, 50)], SLATE, 2.6, 0.9)


def _scarf(pen: Pen, color: Color, view: str) -> None:
    """Kerchief over the hair, tied at the nape: the garment worker's."""
    shapes = {
        "front": [
            (-38, 6),
            (-31, -16),
            (-20, -29),
            (0, -33),
            (20, -29),
            (31, -16),
            (38, 6),
            (43, -16),
            (33, -43),
            (0, -59),
            (-33, -43),
            (-43, -16),
        ],
        "three": [
            (34, -24),
            (18, -32),
            (0, -29),
            (-11, -20),
            (-16, 2),
            (-26, 24),
            (-40, 30),
            (-48, 6),
            (-48, -20),
            (-37, -45),
            (-12, -59),
            (14, -58),
            (32, -44),
        ],
        "side": [
            (33, -33),
            (20, -29),
            (10, -18),
            (2, 4),
            (-8, 26),
            (-26, 36),
            (-46, 20),
            (-51, -10),
            (-42, -40),
            (-20, -57),
            (6, -60),
            (28, -49),
        ],
        "three_back": [
            (30, -26),
            (24, -10),
            (18, 14),
            (4, 34),
            (-22, 38),
            (-42, 20),
            (-48, -10),
            (-40, -40),
            (-16, -58),
            (12, -57),
            (28, -42),
        ],
        "back": [
            (36, 10),
            (41, -16),
            (33, -43),
            (0, -59),
            (-33, -43),
            (-41, -16),
            (-36, 10),
            (-18, 32),
            (0, 38),
            (18, 32),
        ],
    }
    knot = {"three": (-40, 26), "side": (-40, 30), "three_back": (-24, 34), "back": (0, 32)}
    if view in knot:
        x, y = knot[view]
        way = -1 if view != "back" else 0.3
        pen.form(chain([(x, y), (x + 12 * way, y + 16), (x + 9 * way, y + 34)], [4, 7, 3]), color, thick=5)
        pen.form(
            chain([(x, y), (x + 3 * way - 3, y + 18), (x - 3 * way - 4, y + 30)], [4, 6, 3]), dark(color, 0.1), thick=4
        )
    shape = smooth(shapes[view])
    pen.form(shape, color, thick=12, rim=1.4)
    with pen.within(shape):
        pen.fold((-44, 10), (-20, -18), (10, -52), 4, color, 0.8)
        pen.fold((-46, -8), (-24, -30), (2, -56), 3, color, 0.8)
    if view in knot:
        pen.form(oval(*knot[view], 5.5, 5), light(color, 0.06), thick=3)


def _bonnet(pen: Pen, color: Color, view: str) -> None:
    """Gathered round cap: nurse, food and electronics workers."""
    x = {"front": 0, "back": 0, "three": -6, "side": -9, "three_back": -7}[view]
    low = {"front": -16, "back": 18, "three": -8, "side": -4, "three_back": 6}[view]
    shape = smooth(
        [
            (x + 40, -23, 0),
            (x + 44, -40),
            (x + 24, -62),
            (x - 4, -66),
            (x - 34, -56),
            (x - 47, -30),
            (x - 42, low + 8),
            (x - 26, low, 0),
            (x - 4, -22),
        ]
    )
    if view in ("front", "back"):
        shape = smooth(
            [
                (39, low, 0),
                (46, -32),
                (30, -58),
                (0, -66),
                (-30, -58),
                (-46, -32),
                (-39, low, 0),
                (-22, -26 if view == "front" else 26),
                (0, -30 if view == "front" else 30),
                (22, -26 if view == "front" else 26),
            ]
        )
    pen.form(shape, color, thick=12, rim=1.2)
    with pen.within(shape):
        for i in range(5):
            a = x - 26 + i * 15
            pen.line([(a, -26), (a - 2, -36)], pen.light.shade(color), 1.6, 0.7)


def _nurse(pen: Pen, color: Color, view: str) -> None:
    x = {"front": 0, "back": 0, "three": 0, "side": -8, "three_back": -10}[view]
    pen.form(
        smooth([(x - 30, -38, 0), (x - 26, -64), (x, -68), (x + 26, -64), (x + 30, -38, 0), (x, -45)], pull=0.12),
        color,
        thick=8,
    )


def _weld(pen: Pen, color: Color, view: str) -> None:
    """Welder's mask, closed."""
    shell = dark(STEEL, 0.55) if color == WHITE else color
    shapes = {
        "front": [(-40, -44), (0, -60), (40, -44), (42, 10), (30, 50), (0, 64), (-30, 50), (-42, 10)],
        "three": [(-24, -46), (14, -60), (42, -44), (50, 6), (42, 48), (20, 62), (-8, 52), (-22, 20)],
        "side": [(-6, -50), (24, -58), (46, -40), (52, 8), (46, 54), (24, 60), (4, 44), (-8, 10)],
    }
    if view not in shapes:
        pen.form(oval(0, -20, 46, 12), shell, thick=4)
        return
    pen.form(oval(-4, -24, 46, 36), dark(shell, 0.2), thick=8)
    pen.form(smooth(shapes[view]), shell, thick=14, rim=2)
    glass = {
        "front": poly((-24, -10), (24, -10), (22, 12), (-22, 12)),
        "three": poly((2, -10), (44, -12), (45, 10), (4, 12)),
        "side": poly((34, -10), (49, -11), (51, 10), (36, 12)),
    }
    pen.form(glass[view], (24, 40, 38), thick=3, rim=2)


_HATS: dict[str, Callable[[Pen, Color, str], None]] = {
    "helmet": _helmet,
    "nonla": _nonla,
    "cap": _cap,
    "moto": _moto,
    "scarf": _scarf,
    "bonnet": _bonnet,
    "nurse": _nurse,
    "weld": _weld,
}
