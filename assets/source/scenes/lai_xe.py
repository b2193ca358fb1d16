"""Drivers: the bus driver at the wheel."""

from dataclasses import replace

from kit import places, plants, poses, road, vehicles
from kit.body import Build
from kit.clothes import Wear
from kit.heads import Head
from kit.light import Light
from kit.palette import (
    AMBER,
    BLUE,
    INK,
    LEAF,
    NAVY,
    OLIVE,
    PAPER,
    RED,
    ROSE,
    SKY_BLUE,
    SLATE,
    TEAL,
    WHITE,
    dark,
    light,
    mix,
)  # fmt: skip
from kit.paths import box, oval, poly, smooth
from kit.pen import Pen
from kit.people import Joints, Person, Spot, draw_person, reach
from kit.scene import Scene
from kit.sheet import Finish

CABIN = (92, 104, 116)


def tai_xe_buyt(pen: Pen) -> None:
    """A bus driver at the wheel, seen through the cabin; the morning street runs outside."""
    _street(pen)
    _shell(pen)
    _passengers(pen)
    pen.form(
        smooth(
            [
                (470, 1100, 0),
                (430, 760),
                (420, 560),
                (470, 520),
                (540, 560),
                (560, 760),
                (600, 960),
                (900, 980),
                (930, 1100, 0),
            ],
            pull=0.14,
        ),
        (58, 66, 92),
        thick=40,
    )
    man = Person(
        Wear(top=(150, 190, 214), sleeve="short", bottom=NAVY, badge=False, pocket=True),
        Head(skin="tan", hair="short", mouth="calm", age=0.5),
        Build(1.05, 0.25),
    )
    spot = Spot(640, 1470, 1520, shadow=False)
    pose = replace(
        poses.DRIVE, lean=-4, hunch=8, turn=0.62, view="three", tilt=2, hands=("hold", "hold"), hip=(0, -196)
    )
    pose = reach(pose, spot, near=(1010, 740), far=(1090, 640))
    pose = replace(pose, hand_turn=(-40, -60))

    def at_wheel(p: Pen, _: Joints) -> None:
        p.form(poly((800, 548), (836, 560), (606, 1060), (556, 1040)), (52, 56, 66), thick=9)
        road.wheel(p, 1096, 740, 190)

    draw_person(pen, man, pose, spot, at_wheel)
    _dashboard(pen)
    _mirror(pen)
    with pen.blurred(7):
        dim = pen.lit(replace(pen.light, key=(120, 124, 130)))
        dim.form(box(164, -20, 34, 1140, 14), (226, 178, 60), thick=12)


def _street(pen: Pen) -> None:
    places.sky(pen, "morning", 520)
    pen.halo(1500, 380, 700, (255, 240, 206), 0.6)
    with pen.blurred(2.2):
        for i, x in enumerate(range(-60, 1100, 186)):
            places.shophouse(
                pen.far(0.3),
                x,
                640,
                180,
                540 + (i * 67) % 90,
                [(226, 200, 140), (170, 196, 190), (222, 180, 160), (200, 206, 200)][i % 4],
            )
        for i, x in enumerate((150, 520, 940)):
            plants.tree(pen.far(0.16), x, 690, 560, i + 4)
        pen.fade(box(-20, 636, 1220, 200), [(0, (190, 182, 172)), (1, (140, 136, 132))], (0, 636), (0, 836))
        rider = Person(
            Wear(top=ROSE, sleeve="long", pocket=False, bottom=SLATE),
            Head(skin="mid", hat="moto", hat_color=AMBER, woman=True, hair="tail", mask=SKY_BLUE),
            Build(woman=True),
        )
        p = pen.far(0.1)
        vehicles.motorbike(p, 250, 770, 250, TEAL)
        draw_person(
            p,
            rider,
            replace(poses.RIDE, hip=(0, -226), near=(96, -300), far=(110, -304)),
            Spot(352, 776, 270, shadow=False),
        )
    _ahead(pen)


def _ahead(pen: Pen) -> None:
    """The street ahead, through the windscreen."""
    with pen.within(poly((1150, -10), (1940, -10), (1940, 900), (1200, 900))):
        places.sky(pen, "morning", 470)
        pen.halo(1560, 400, 500, (255, 240, 200), 0.7)
        places.skyline(pen.far(0.7), 8, 476, (30, 150), span=(1150, 1940))
        road.avenue(pen, (1560, 462), 900, 1100, ((150, 148, 146), (196, 186, 168)))
        for i, s in enumerate((0.12, 0.2, 0.34, 0.58, 1.0)):
            air = 0.5 - 0.1 * i
            for way in (-1, 1):
                x, y = 1560 + way * 560 * s, 462 + 330 * s
                plants.tree(pen.far(air), x, y, 620 * s, 3 * i + way + 2, mix(LEAF, (150, 170, 90), 0.2))
        for x, s, c in ((1490, 0.2, RED), (1618, 0.26, BLUE), (1450, 0.42, OLIVE)):
            p = pen.far(0.34 - s * 0.4)
            y, h = 462 + 420 * s, 440 * s
            p.ground_shadow(x, y, h * 0.2, h * 0.03)
            p.form(box(x - h * 0.045, y - h * 0.36, h * 0.09, h * 0.36, h * 0.03), INK, thick=h * 0.02)
            p.form(box(x - h * 0.12, y - h * 0.52, h * 0.24, h * 0.2, h * 0.06), dark(c, 0.3), thick=h * 0.03)
            p.form(oval(x, y - h * 0.26, h * 0.05, h * 0.035), (220, 60, 50), thick=2)
            p.form(
                smooth(
                    [
                        (x - h * 0.17, y - h * 0.5),
                        (x - h * 0.15, y - h * 0.8),
                        (x, y - h * 0.88),
                        (x + h * 0.15, y - h * 0.8),
                        (x + h * 0.17, y - h * 0.5),
                    ]
                ),
                c,
                thick=h * 0.06,
            )
            p.form(oval(x, y - h * 0.98, h * 0.1), [AMBER, WHITE, RED][round(s * 10) % 3], thick=h * 0.04)
        pen.fade(
            poly((1200, -10), (1520, -10), (1250, 900), (1190, 900)),
            [(0, WHITE, 0.16), (1, WHITE, 0.0)],
            (1300, 0),
            (1200, 900),
        )


def _shell(pen: Pen) -> None:
    """Roof, side wall, pillars of the cabin round the windows."""
    shade = pen.light.base(CABIN)
    pen.fade(
        poly((-20, -20), (1940, -20), (1940, 60), (1180, 96), (-20, 120)),
        [(0, dark(shade, 0.4)), (1, dark(shade, 0.1))],
        (0, 0),
        (0, 120),
    )
    pen.fade(box(-20, 690, 1240, 420), [(0, shade), (1, dark(shade, 0.45))], (0, 690), (0, 1080))
    pen.form(box(-20, 676, 1230, 24), light(CABIN, 0.2), thick=8)
    for x, w in ((372, 46), (-10, 40)):
        pen.form(box(x, 80, w, 620), CABIN, thick=14, rim=2)
    pen.form(poly((1128, 60), (1184, 60), (1246, 760), (1178, 760)), CABIN, thick=20, rim=3)
    pen.line([(830, 106), (830, 680)], dark(CABIN, 0.2), 12)
    pen.fade(
        poly((430, 110), (640, 110), (470, 680), (420, 680)),
        [(0, WHITE, 0.2), (1, WHITE, 0.02)],
        (500, 100),
        (440, 680),
    )
    pen.line([(-20, 150), (1120, 136)], (226, 178, 60), 12)
    for x in (80, 330):
        pen.line([(x, 152), (x, 190)], INK, 5)
        pen.stroke(poly((x, 188), (x - 24, 232), (x + 24, 232)), (240, 238, 230), 8)


def _passengers(pen: Pen) -> None:
    back = pen.far(0.08)
    for x, seat in ((60, (70, 100, 150)), (300, (70, 100, 150))):
        back.form(
            smooth([(x - 120, 1000, 0), (x - 140, 700), (x - 110, 640), (x - 60, 660), (x - 40, 1000, 0)]),
            seat,
            thick=20,
        )
    girl = Person(
        Wear(top=PAPER, sleeve="short", bottom=NAVY, pocket=False),
        Head(skin="light", hair="long", woman=True, mouth="smile"),
        Build(woman=True),
    )
    lady = Person(
        Wear(top=(132, 92, 128), sleeve="long", collar="round", bottom=INK, pocket=False),
        Head(skin="tan", hair="bun", color="grey", woman=True, age=1, mouth="calm"),
        Build(1.02, woman=True),
    )
    draw_person(back, lady, replace(poses.SIT, turn=0.55), Spot(48, 1120, 900, shadow=False))
    draw_person(
        back,
        girl,
        replace(poses.SIT, turn=0.5, hands=("hold", "hold"), near=(110, -300), far=(130, -300), nod=0.4, tilt=4),
        Spot(290, 1150, 880, shadow=False),
    )


def _dashboard(pen: Pen) -> None:
    top = smooth([(1130, 1100, 0), (1150, 900), (1200, 800), (1330, 760), (1960, 744), (1960, 1100, 0)], pull=0.12)
    pen.form(top, (64, 72, 84), thick=34, rim=2)
    with pen.within(top):
        pen.line([(1200, 820), (1340, 782), (1960, 768)], (104, 114, 126), 4, 0.7)
        for i in range(4):
            pen.form(box(1420 + i * 92, 830, 66, 34, 8), (46, 52, 62), thick=6)
        for x, c in ((1438, AMBER), (1530, (120, 200, 150))):
            pen.raw(box(x, 840, 26, 10, 3), c)
    hood = smooth([(1160, 800, 0), (1180, 742), (1260, 716), (1350, 730), (1380, 772, 0)], pull=0.18)
    pen.form(hood, (50, 56, 66), thick=14, rim=2)
    plants.pot(pen, 1500, 772, 130, 5, (230, 226, 214))
    pen.form(box(1640, 690, 34, 78, 10), (170, 206, 222), thick=10, rim=2)
    pen.form(box(1646, 674, 22, 20, 4), BLUE, thick=4)


def _mirror(pen: Pen) -> None:
    pen.line([(1330, 60), (1330, 120)], INK, 9)
    pen.form(box(1226, 112, 210, 70, 18), (40, 44, 52), thick=8, rim=3)
    pen.fade(box(1236, 121, 190, 52, 12), [(0, (150, 176, 190)), (1, (206, 214, 208))], (1236, 120), (1426, 172))
    for x in (1290, 1350, 1390):
        pen.raw(oval(x, 156, 13, 15), (80, 70, 74), 0.7)
        pen.raw(box(x - 16, 164, 32, 14, 6), (110, 120, 140), 0.7)
    pen.line([(1330, 182), (1334, 236)], RED, 4)
    pen.form(smooth([(1322, 236), (1346, 236), (1344, 262), (1324, 262)]), RED, thick=5)
    for i in range(4):
        pen.line([(1326 + i * 5, 262), (1324 + i * 7, 306)], RED, 3)


RIDE = Light(
    toward=(0.74, -0.67),
    key=(255, 248, 232),
    shadow=(28, 32, 62),
    deep=0.38,
    edge=0.5,
    rim=(255, 240, 206),
    haze=(230, 228, 216),
)

SCENES = {
    "tai-xe-buyt": Scene(tai_xe_buyt, RIDE, Finish(seed=22, vignette=0.28)),
}
