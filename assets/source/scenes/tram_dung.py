"""Drivers: the rest stop at dusk."""

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
    NAVY,
    OLIVE,
    ORANGE,
    PAPER,
    RED,
    SLATE,
    TEAL,
    WHITE,
)  # fmt: skip
from kit.paths import box, oval, poly
from kit.pen import Pen
from kit.people import Joints, Person, Spot, draw_person, reach
from kit.scene import Scene
from kit.sheet import Finish

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
    _keeper(pen)
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


def _keeper(pen: Pen) -> None:
    """The stall keeper stands by in the light of the bulbs."""
    pen.halo(560, STOP + 220, 560, (255, 206, 130), 0.24)
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

    draw_person(pen, keeper, pose, spot)


def _table(pen: Pen) -> None:
    """Three drivers round the low table."""
    ground = STOP + 0.92 * 600
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
    "tram-dung": Scene(tram_dung, DUSK, Finish(seed=23, vignette=0.3)),
}
