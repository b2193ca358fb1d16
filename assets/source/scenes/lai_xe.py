"""Drivers: the bus driver at the wheel, the rest stop at dusk."""

from dataclasses import replace

from kit import home, places, plants, poses, road, things, vehicles
from kit.body import Build
from kit.clothes import Wear
from kit.heads import Head
from kit.light import Light
from kit.palette import (
    AMBER,
    BLUE,
    DENIM,
    INK,
    KHAKI,
    LEAF,
    NAVY,
    OLIVE,
    ORANGE,
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
        belt = [(600, 590), (700, 760), (800, 940)]
        p.line(belt, (44, 48, 56), 26)
        p.line([(x - 6, y) for x, y in belt], (84, 90, 100), 4, 0.8)
        road.wheel(p, 1096, 740, 190)

    draw_person(pen, man, pose, spot, at_wheel)
    _dashboard(pen)
    _mirror(pen)
    with pen.blurred(7):
        dim = pen.lit(replace(pen.light, key=(120, 124, 130)))
        dim.form(box(240, -20, 34, 1140, 14), (226, 178, 60), thick=12)


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


STOP = 446


def _at(x: float, h: float, flip: bool = False) -> Spot:
    return Spot(x, STOP + 0.92 * h, h, flip)


def tram_dung(pen: Pen) -> None:
    """Rest stop at dusk: drivers drink tea under the canopy, their trucks stand by the highway."""
    places.sky(pen, "dusk", STOP + 30)
    pen.halo(1040, STOP, 720, (255, 190, 110), 0.8)
    pen.halo(1000, STOP - 6, 90, (255, 232, 180), 0.9)
    places.clouds(pen, 23, (760, 60, 1100, 240), (255, 180, 140), 0.45)
    places.hills(pen.far(0.55), 6, STOP + 20, 150, (92, 96, 124))
    places.hills(pen.far(0.3), 9, STOP + 26, 80, (70, 80, 96))
    places.ground(pen, STOP + 20, (112, 98, 98), (196, 140, 120))
    pen.fade(
        poly((600, STOP + 40), (1940, STOP + 40), (1940, STOP + 104), (560, STOP + 104)),
        [(0, (120, 104, 110)), (1, (84, 80, 94))],
        (0, STOP + 40),
        (0, STOP + 104),
    )
    for i in range(9):
        pen.fill(box(640 + i * 150, STOP + 70, 80, 4), WHITE, 0.7)
    vehicles.truck(pen.far(0.34), 700, STOP + 62, 190, RED, (210, 206, 196))
    vehicles.bus(pen.far(0.34), 1330, STOP + 60, 250, PAPER, TEAL)
    for x in (1010, 1262):
        pen.halo(x - 120, STOP + 40, 60, (255, 240, 200), 0.6)
    for x in (980, 1480, 1900):
        road.lamp_post(pen.far(0.26), x, STOP + 46, 250)
    vehicles.truck(pen.far(0.16), 1080, 668, 960, (52, 108, 122), (206, 198, 186), flip=True)
    vehicles.truck(pen.far(0.05), 1420, 830, 1480, (190, 60, 44), (196, 204, 210), flip=True)
    _stretching(pen)
    _canopy(pen)
    _table(pen)
    with pen.blurred(8):
        dim = pen.lit(replace(pen.light, key=(70, 60, 76)))
        plants.pot(dim, 1860, 1190, 460, 8, (70, 50, 50))


def _stretching(pen: Pen) -> None:
    """A driver stretches beside his cab; another walks over with a bottle."""
    man = Person(
        Wear(top=(70, 110, 140), sleeve="short", bottom=DENIM, pocket=False),
        Head(skin="tan", hair="crop", eyes="happy", mouth="calm"),
        Build(1.05, 0.3),
    )
    spot = _at(1120, 430)
    pose = replace(
        poses.FRONT,
        view="three",
        turn=0.2,
        lean=-4,
        tilt=-6,
        near=(-60, -700),
        far=(60, -704),
        elbows=(-1, 1),
        hands=("fist", "fist"),
        hand_turn=(-60, -120),
        far_over=True,
    )
    draw_person(pen, man, pose, spot)
    walker = Person(
        Wear(top=KHAKI, sleeve="rolled", bottom=SLATE),
        Head(skin="brown", hair="short", hat="cap", hat_color=NAVY, mouth="smile"),
    )
    pose = replace(poses.WALK, view="three", turn=0.6, near=(60, -380), hands=("hold", "fist"), hand_turn=(-60, None))

    def water(p: Pen, j: Joints) -> None:
        x, y = j["near_hand"]
        p.form(box(x - 8, y - 42, 20, 52, 6), (170, 206, 222), thick=6)
        p.form(box(x - 4, y - 52, 12, 12, 2), BLUE, thick=3)

    draw_person(pen, walker, pose, _at(1330, 500, True), water)


def _canopy(pen: Pen) -> None:
    """The stall: roof, posts, counter, bulbs, hammock with a sleeping driver."""
    wall = [(-20, 180), (420, 262), (420, STOP + 150), (-20, STOP + 330)]
    pen.fade(poly(*wall), [(0, (120, 84, 70)), (1, (164, 116, 84))], (0, 0), (420, 0))
    for i in range(5):
        y = 330 + i * 52
        pen.line([(40, y + 10 - i * 3), (300, y + 18 - i * 5)], (92, 62, 50), 7)
        for k in range(6):
            if (i + k) % 4:
                x = 56 + k * 40
                pen.form(
                    box(x, y - 34 + 10 - i * 3, 20, 36, 4),
                    [RED, AMBER, TEAL, PAPER, BLUE, ORANGE][(i * 5 + k) % 6],
                    thick=5,
                )
    road.canopy(pen, ((-40, 30), (1010, 118), (800, 250), (-20, 196)), (150, 84, 66), 30)
    pen.form(poly((-40, 22), (1016, 106), (1016, 132), (-40, 48)), (196, 92, 66), thick=8, rim=2)
    for x, y0, y1, w in ((800, 246, STOP + 190, 13), (420, 236, STOP + 150, 10), (990, 126, STOP + 420, 20)):
        pen.form(box(x - w / 2, y0, w, y1 - y0), (92, 76, 74), thick=5)
    road.bulbs(pen, (30, 170), (970, 190), 8, 9)
    sleeper = Person(
        Wear(top=PAPER, collar="round", bottom=SLATE, pocket=False),
        Head(skin="mid", hair="short", eyes="down", mouth="calm"),
    )
    with pen.at(612, STOP + 44, 1, -76) as p:
        draw_person(
            p,
            sleeper,
            replace(poses.SIDE, view="three", hip=(0, -330), near=(60, -400), far=(40, -380), elbows=(1, 1)),
            Spot(0, 150, 300, shadow=False),
        )
    road.hammock(pen, (426, STOP - 36), (796, STOP - 60), 96, (60, 120, 130))


def _table(pen: Pen) -> None:
    """Three drivers round the low table; the stall keeper pours tea."""
    ground = STOP + 0.92 * 600
    pen.halo(560, ground - 330, 560, (255, 206, 130), 0.24)
    keeper = Person(
        Wear(top=(190, 96, 104), collar="round", sleeve="short", bottom=INK, apron=(220, 206, 170), pocket=False),
        Head(skin="light", hair="bun", woman=True, mouth="smile", age=0.4),
        Build(1.03, woman=True),
    )
    spot = _at(330, 560)
    pose = reach(
        replace(
            poses.STAND,
            turn=0.55,
            lean=10,
            hunch=6,
            tilt=8,
            nod=0.4,
            elbows=(1, 1),
            hands=("hold", "hold"),
            hand_turn=(20, 10),
        ),
        spot,
        near=(470, 650),
        far=(486, 676),
    )

    def pot(p: Pen, _: Joints) -> None:
        home.tea(p, 528, 676, 120, 0)

    draw_person(pen, keeper, pose, spot)
    things.stool(pen, 700, ground - 60, 146, BLUE)
    mid = Person(
        Wear(top=(222, 178, 96), collar="round", bottom=DENIM, sandals=True, pocket=False),
        Head(skin="brown", hair="crop", mouth="grin", eyes="happy"),
        Build(1.08, 0.4),
    )
    draw_person(
        pen,
        mid,
        replace(
            poses.SIT_FRONT, view="three", near=(-50, -236), far=(60, -300), hands=("rest", "open"), hand_turn=(70, -60)
        ),
        Spot(700, ground - 60, 560),
    )
    things.stool(pen, 470, ground + 6, 160, RED)
    left = Person(
        Wear(top=BLUE, sleeve="short", bottom=KHAKI, sandals=True, pocket=True),
        Head(skin="tan", hair="short", color="grey", age=0.9, mouth="talk"),
        Build(1.03, 0.2),
    )
    pose = replace(
        poses.SIT, turn=0.55, hands=("hold", "open"), near=(104, -300), far=(160, -346), hand_turn=(-30, -40)
    )

    def cup(p: Pen, j: Joints) -> None:
        x, y = j["near_hand"]
        things.cup(p, x + 8, y - 4, 38)

    draw_person(pen, left, pose, Spot(464, ground + 8, 620), cup)
    pen.form(oval(712, ground - 104, 128, 24), (74, 112, 146), thick=6)
    for x in (-80, 80):
        pen.line([(712 + x * 0.9, ground - 96), (712 + x, ground + 12)], (54, 86, 116), 8)
    home.tea(pen, 706, ground - 106, 138, 3)
    things.stool(pen, 956, ground + 14, 160, TEAL)
    right = Person(
        Wear(top=OLIVE, sleeve="rolled", bottom=NAVY, pocket=True),
        Head(skin="mid", hair="part", hat="cap", hat_color=RED, mouth="smile"),
        Build(1.0),
    )
    pose = replace(poses.SIT, turn=0.55, hands=("hold", "rest"), near=(90, -290), far=(120, -236), hand_turn=(-40, 10))
    draw_person(pen, right, pose, Spot(962, ground + 16, 600, flip=True), cup)


RIDE = Light(
    toward=(0.74, -0.67),
    key=(255, 248, 232),
    shadow=(28, 32, 62),
    deep=0.38,
    edge=0.5,
    rim=(255, 240, 206),
    haze=(230, 228, 216),
)
DUSK = Light(
    toward=(0.7, -0.71),
    key=(255, 220, 192),
    shadow=(30, 26, 62),
    deep=0.42,
    edge=0.55,
    rim=(255, 200, 130),
    haze=(214, 150, 122),
)

SCENES = {
    "tai-xe-buyt": Scene(tai_xe_buyt, RIDE, Finish(seed=22, vignette=0.28)),
    "tram-dung": Scene(tram_dung, DUSK, Finish(seed=23, vignette=0.3)),
}
