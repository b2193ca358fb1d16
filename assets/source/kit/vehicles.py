"""Vehicles from the side, facing right: motorbike, bicycle, bus, truck, cart. (x, y) is the ground under the rear wheel's left edge."""

from kit.palette import AMBER, BLUE, INK, PAPER, RED, SLATE, STEEL, STEEL_DARK, WHITE, Color, dark, light
from kit.paths import box, chain, minus, oval, polar, poly, smooth
from kit.pen import Pen


def _wheel(pen: Pen, x: float, y: float, r: float, spokes: int = 0) -> None:
    pen.form(minus(oval(x, y, r), oval(x, y, r * 0.72)), (34, 34, 38), thick=r * 0.08)
    if spokes:
        for i in range(spokes):
            pen.line([(x, y), polar((x, y), i * 360 / spokes, r * 0.74)], STEEL, r * 0.03)
    else:
        pen.form(oval(x, y, r * 0.74), STEEL_DARK, thick=r * 0.1)
        pen.form(oval(x, y, r * 0.4), STEEL, thick=r * 0.08)
    pen.stroke(oval(x, y, r * 0.72), STEEL, r * 0.05)
    pen.fill(oval(x, y, r * 0.14), STEEL_DARK)


def motorbike(pen: Pen, x: float, y: float, length: float, color: Color = RED, flip: bool = False) -> None:
    """The everyday step-through motorbike; seat at about 0.43 of its length above the ground."""
    with pen.at(x + (length if flip else 0), y, length / 190, flip=flip) as p:
        p.ground_shadow(95, 0, 100, 9, 0.4)
        for wx in (30, 158):
            _wheel(p, wx, -29, 29, 12)
        p.line([(158, -29), (140, -84), (134, -108)], STEEL_DARK, 6)
        p.form(smooth([(128, -96), (138, -98), (150, -60), (146, -44), (136, -50)]), color, thick=6)
        p.form(smooth([(140, -62), (166, -66), (186, -44), (182, -40), (160, -54)]), color, thick=4)
        p.form(
            smooth(
                [
                    (36, -60),
                    (70, -72),
                    (98, -50),
                    (124, -44),
                    (134, -70),
                    (142, -66),
                    (136, -34),
                    (110, -24),
                    (70, -28),
                    (44, -40),
                ]
            ),
            color,
            thick=9,
            rim=2,
        )
        p.form(smooth([(70, -30), (108, -28), (112, -14), (78, -10), (64, -20)]), STEEL_DARK, thick=6)
        p.form(chain([(78, -16), (30, -14), (4, -18)], [4, 6, 5]), STEEL, thick=4)
        p.form(
            smooth([(14, -76), (40, -84), (84, -80), (96, -68), (80, -66), (40, -66), (16, -68)]),
            (30, 30, 34),
            thick=6,
            rim=2,
        )
        p.form(smooth([(2, -66), (20, -70), (34, -62), (14, -56)]), dark(color, 0.2), thick=3)
        p.form(box(0, -66, 9, 10, 3), (220, 60, 50), thick=2)
        p.form(smooth([(126, -116), (146, -112), (148, -96), (132, -98)]), color, thick=5)
        p.raw(oval(146, -104, 5, 7), (255, 244, 210))
        p.line([(132, -108), (114, -120), (104, -116)], (30, 30, 34), 6)
        p.line([(118, -118), (114, -140)], (30, 30, 34), 3)
        p.form(oval(112, -144, 9, 6), STEEL_DARK, thick=3)


def bicycle(pen: Pen, x: float, y: float, length: float, color: Color = BLUE, flip: bool = False) -> None:
    """A simple bicycle; the saddle is at about 0.5 of its length above the ground."""
    with pen.at(x + (length if flip else 0), y, length / 180, flip=flip) as p:
        p.ground_shadow(90, 0, 90, 7, 0.35)
        for wx in (34, 146):
            p.stroke(oval(wx, -33, 32), (34, 34, 38), 5)
            for i in range(14):
                p.line([(wx, -33), polar((wx, -33), i * 360 / 14, 30)], STEEL, 0.9, 0.7)
        for pts in (
            [(34, -33), (66, -72), (124, -76), (84, -32), (34, -33)],
            [(62, -84), (84, -32)],
            [(146, -33), (124, -76), (120, -96)],
        ):
            p.stroke(poly(*pts, closed=False), color, 5)
        p.form(smooth([(48, -90), (78, -90), (74, -84), (54, -83)]), (30, 30, 34), thick=3)
        p.line([(120, -96), (128, -102), (112, -104)], (30, 30, 34), 4)
        p.stroke(oval(84, -32, 9), STEEL_DARK, 3)
        p.line([(78, -22), (90, -42)], STEEL_DARK, 3)


def bus(
    pen: Pen, x: float, y: float, length: float, color: Color = PAPER, stripe: Color = RED, flip: bool = False
) -> None:
    """A coach; height is about 0.34 of its length."""
    with pen.at(x + (length if flip else 0), y, length / 600, flip=flip) as p:
        p.ground_shadow(300, 2, 320, 12, 0.5)
        body = smooth(
            [
                (4, -26, 0),
                (2, -120),
                (6, -186),
                (24, -200),
                (540, -200),
                (576, -190),
                (594, -110),
                (598, -50),
                (594, -24, 0),
            ],
            pull=0.1,
        )
        p.form(body, color, thick=16, rim=1.6)
        with p.within(body):
            p.fill(poly((0, -84), (600, -84), (600, -52), (0, -68)), stripe)
            p.fill(poly((0, -62), (600, -44), (600, -36), (0, -52)), AMBER, 0.9)
            p.shade(box(0, -34, 600, 14), color, 1.6)
        glass = smooth([(18, -180, 0), (520, -180, 0), (520, -104, 0), (18, -104, 0)], pull=0.02)
        for a, b in ((18, 108), (114, 204), (210, 300), (306, 396), (402, 470)):
            p.fade(
                box(a, -180, b - a, 72, 6),
                [(0, (58, 82, 104)), (0.6, (110, 140, 156)), (1, (70, 92, 110))],
                (a, -180),
                (b, -100),
            )
        p.fade(
            smooth([(532, -182, 0), (564, -180), (586, -108, 0), (532, -104, 0)], pull=0.05),
            [(0, (70, 96, 118)), (1, (150, 178, 186))],
            (530, -180),
            (590, -100),
        )
        p.raw(glass, WHITE, 0.05)
        p.form(box(478, -182, 46, 152, 5), dark(color, 0.12), thick=5)
        p.fade(box(483, -176, 36, 110, 4), [(0, (70, 96, 118)), (1, (130, 158, 170))], (480, -176), (520, -70))
        p.raw(oval(590, -48, 8, 10), (255, 244, 205))
        p.form(smooth([(586, -186), (606, -182), (608, -150), (598, -150), (598, -172), (586, -176)]), INK, thick=3)
        for wx in (120, 440):
            p.fill(oval(wx, -28, 38), dark(SLATE, 0.6))
            _wheel(p, wx, -28, 29)


def truck(
    pen: Pen, x: float, y: float, length: float, cab: Color = BLUE, load: Color = (190, 196, 196), flip: bool = False
) -> None:
    """A box truck; height is about 0.42 of its length."""
    with pen.at(x + (length if flip else 0), y, length / 520, flip=flip) as p:
        p.ground_shadow(260, 2, 280, 12, 0.5)
        p.form(box(0, -216, 366, 186, 4), load, thick=22, rim=1.4)
        for i in range(1, 9):
            p.line([(i * 41, -210), (i * 41, -36)], dark(load, 0.25), 2.4, 0.6)
        p.form(box(0, -40, 500, 16), SLATE, thick=5)
        body = smooth(
            [(376, -30, 0), (376, -180, 0), (396, -192), (452, -190), (492, -120), (516, -104), (518, -30, 0)], pull=0.1
        )
        p.form(body, cab, thick=14, rim=1.8)
        p.fade(
            smooth([(404, -176, 0), (448, -174, 0), (484, -116, 0), (404, -112, 0)], pull=0.04),
            [(0, (70, 96, 118)), (1, (150, 178, 186))],
            (410, -170),
            (480, -110),
        )
        p.line([(396, -178), (396, -40)], dark(cab, 0.4), 2.4)
        p.raw(oval(512, -62, 6, 10), (255, 244, 205))
        p.line([(501, -170), (470, -160)], INK, 4)
        p.form(box(496, -176, 10, 44, 4), INK, thick=3)
        for wx in (76, 140, 446):
            p.fill(oval(wx, -30, 38), dark(SLATE, 0.6))
            _wheel(p, wx, -30, 30)


def cart(pen: Pen, x: float, y: float, length: float, color: Color = (80, 116, 96), flip: bool = False) -> None:
    """A street cleaner's or porter's handcart; the handle reaches to the right."""
    with pen.at(x + (length if flip else 0), y, length / 200, flip=flip) as p:
        p.ground_shadow(76, 0, 84, 8, 0.4)
        p.line([(130, -60), (176, -92), (198, -94)], STEEL_DARK, 6)
        p.form(poly((0, -112), (146, -112), (130, -30), (18, -30)), color, thick=12)
        p.form(box(-4, -120, 154, 12, 4), light(color, 0.1), thick=4)
        _wheel(p, 46, -24, 24, 8)
        p.form(box(112, -32, 8, 32), STEEL_DARK, thick=3)
