"""Housing: new blocks, a dormitory."""

from dataclasses import replace

import numpy as np
from kit import home, places, plants, poses, things, vehicles
from kit.body import Build
from kit.clothes import Wear
from kit.heads import Head
from kit.light import Light
from kit.palette import (
    AMBER,
    BLUE,
    CREAM,
    DENIM,
    INK,
    LEAF,
    LEAF_DARK,
    NAVY,
    PAPER,
    RED,
    ROSE,
    SAND,
    SKY_BLUE,
    SLATE,
    TEAL,
    WHITE,
    WOOD,
    dark,
    mix,
)  # fmt: skip
from kit.paths import box, poly, smooth
from kit.pen import Pen
from kit.people import Joints, Person, Spot, draw_person, reach
from kit.scene import Scene
from kit.sheet import Finish

KID = Build(0.94, head=1.34)


def khu_nha_o(pen: Pen) -> None:
    """New blocks of social housing: trees, children on bicycles, neighbours on a bench."""
    eye = 560
    places.sky(pen, "morning", eye + 30)
    pen.halo(240, 300, 800, (255, 240, 206), 0.5)
    places.clouds(pen, 27, (200, 50, 1700, 240), alpha=0.7)
    places.skyline(pen.far(0.74), 31, eye + 20, (40, 190))
    _blocks(pen, eye)
    places.haze(pen, 300, eye + 40, 0.35)
    _park(pen, eye)
    _walkers(pen, eye)
    _bench(pen, eye)
    _cyclists(pen)
    with pen.blurred(8):
        dim = pen.lit(replace(pen.light, key=(126, 140, 120)))
        for i, (x, y, r) in enumerate(((40, -20, 190), (240, -60, 170), (-20, 160, 130), (430, -90, 130))):
            dim.form(plants.blob(np.random.default_rng(i), x, y, r, 14, 0.3), LEAF_DARK, thick=30)


def _blocks(pen: Pen, eye: float) -> None:
    far = pen.far(0.5)
    home.flats(far, [(820, 300), (1060, 330), (1060, eye + 10), (820, eye + 10)], (6, 8), CREAM, (176, 120, 90), 5)
    left = pen.far(0.26)
    home.flats(
        left, [(130, 60), (560, 196), (560, eye + 12), (130, eye + 40)], (8, 9), (232, 206, 160), (196, 96, 70), 2
    )
    left.shade(poly((560, 196), (700, 232), (700, eye + 10), (560, eye + 12)), (232, 206, 160), 1.3)
    home.flats(
        left.far(0.3),
        [(566, 200), (698, 234), (698, eye + 8), (566, eye + 10)],
        (3, 9),
        dark((232, 206, 160), 0.3),
        (150, 80, 66),
        3,
    )
    right = pen.far(0.2)
    home.flats(
        right,
        [(1180, 176), (1790, 20), (1790, eye + 44), (1180, eye + 12)],
        (10, 9),
        (226, 226, 214),
        (62, 124, 123),
        4,
    )
    right.shade(poly((1180, 176), (1110, 206), (1110, eye + 8), (1180, eye + 12)), (226, 226, 214), 1.4)
    right.shade(poly((1790, 20), (1980, 66), (1980, eye + 40), (1790, eye + 44)), (226, 226, 214), 0.7)


def _park(pen: Pen, eye: float) -> None:
    places.ground(pen, eye + 6, (120, 156, 88), (190, 204, 150))
    pen.fade(
        smooth(
            [
                (880, eye + 20, 0),
                (960, eye + 20, 0),
                (1150, eye + 120),
                (2100, eye + 330),
                (2100, 1120, 0),
                (-200, 1120, 0),
                (-200, eye + 300),
                (700, eye + 130),
            ],
            pull=0.1,
        ),
        [(0, (226, 214, 192)), (1, (176, 160, 142))],
        (0, eye),
        (0, 1080),
    )
    pen.line([(-200, eye + 298), (700, eye + 130), (880, eye + 22)], (150, 150, 140), 7, 0.7)
    pen.line([(2100, eye + 332), (1150, eye + 120), (960, eye + 22)], (150, 150, 140), 7, 0.7)
    for i, (x, y, h, air) in enumerate(
        (
            (760, eye + 40, 170, 0.3),
            (1040, eye + 40, 180, 0.3),
            (640, eye + 76, 260, 0.18),
            (1230, eye + 84, 300, 0.16),
            (300, eye + 120, 420, 0.08),
            (1640, eye + 150, 520, 0.05),
        )
    ):
        plants.tree(pen.far(air), x, y, h, i + 3, mix(LEAF, (140, 170, 80), 0.2 * (i % 3)))
    for i in range(9):
        plants.shrub(pen.far(0.14), 1290 + i * 84, eye + 112 + i * 15, 110, i + 20)
        plants.shrub(pen.far(0.14), 560 - i * 80, eye + 104 + i * 14, 110, i + 40)
    for x, y in ((470, eye + 170), (1480, eye + 180)):
        plants.grass(pen, (x - 300, y - 20, 420, 40), int(x), LEAF, 40, 20)


def _walkers(pen: Pen, eye: float) -> None:
    mother = Person(
        Wear(top=ROSE, collar="round", bottom=CREAM, pocket=False),
        Head(skin="fair", hair="long", woman=True, mouth="smile"),
        Build(woman=True),
    )
    kid = Person(
        Wear(top=SKY_BLUE, collar="round", bottom=NAVY, legs="shorts", pocket=False),
        Head(skin="light", hair="crop", mouth="grin"),
        KID,
    )
    y = eye + 0.92 * 220
    small = Spot(1015, y, 136)
    draw_person(pen.far(0.14), kid, reach(replace(poses.WALK, view="three"), small, far=(972, y - 96)), small)
    big = Spot(945, y, 220)
    draw_person(pen.far(0.14), mother, reach(replace(poses.WALK, view="three"), big, near=(972, y - 98)), big)
    man = Person(Wear(top=(70, 100, 140), bottom=SLATE), Head(skin="tan", hair="short"))
    draw_person(pen.far(0.2), man, poses.WALK, Spot(736, eye + 0.92 * 190, 190, flip=True))


def _bench(pen: Pen, eye: float) -> None:
    """Grandfather and grandmother on the bench, talking."""
    ground = eye + 0.92 * 380
    things.bench(pen, 1340, ground, 330, 112, WOOD)
    old = Person(
        Wear(top=PAPER, sleeve="long", bottom=SLATE, pocket=False),
        Head(skin="mid", hair="bald", color="grey", age=1, glasses=True, mouth="smile"),
        Build(1.0, 0.2),
    )
    wife = Person(
        Wear(top=(120, 84, 120), sleeve="long", collar="round", bottom=INK, pocket=False),
        Head(skin="light", hair="bun", color="grey", woman=True, age=1, eyes="happy", mouth="smile"),
        Build(1.05, woman=True),
    )
    draw_person(
        pen,
        old,
        replace(poses.SIT, far=(150, -300), hands=("rest", "open"), hand_turn=(10, -30)),
        Spot(1400, ground, 390),
    )
    draw_person(pen, wife, poses.SIT, Spot(1620, ground, 370, flip=True))


def _cyclists(pen: Pen) -> None:
    """Two children race on bicycles towards us; the first is what the picture is about."""
    for x, y, size, color, top, head, hat in (
        (300, 905, 330, TEAL, AMBER, Head(skin="mid", hair="tail", woman=True, eyes="happy", mouth="grin"), None),
        (640, 990, 400, RED, BLUE, Head(skin="tan", hair="crop", eyes="open", mouth="grin"), "cap"),
    ):
        head = replace(head, hat=hat, hat_color=RED)
        kid = Person(
            Wear(
                top=top, collar="round", bottom=NAVY if head.woman else SAND, legs="shorts", pocket=False, shoes=PAPER
            ),
            head,
            KID,
        )
        _ride(pen, kid, (x, y, size), color)


def _ride(pen: Pen, kid: Person, at: tuple[float, float, float], color: tuple) -> None:
    """A child on a bicycle: (x, y) under the rear wheel, size the length."""
    x, y, size = at
    k = size / 180
    seat = (x + 64 * k, y - 90 * k)
    h = size * 1.06
    m = h / 660
    spot = Spot(seat[0] + 4 * k, seat[1] + 215 * m, h, shadow=False)
    pose = replace(poses.RIDE, hip=(0, -232), lean=16, view="three", turn=0.7, hunch=6, knees=(1, 1))
    pose = reach(pose, spot, near=(x + 98 * k, y - 103 * k), far=(x + 108 * k, y - 105 * k))
    pose = replace(pose, near_foot=spot.local((x + 74 * k, y - 30 * k)), far_foot=spot.local((x + 88 * k, y - 50 * k)))
    vehicles.bicycle(pen, x, y, size, color)
    draw_person(pen, kid, pose, spot)


def phong_ky_tuc_xa(pen: Pen) -> None:
    """A dormitory room: a worker reads on her bunk, another comes from the shift, the window stands open."""
    room = places.Room.seen((980, 430), (560, 150, 1420, 640), 3.2)
    places.draw_room(pen.far(0.1), room, (196, 210, 200), (186, 158, 128), (226, 228, 220))
    places.floor_lines(pen, room, SLATE, 12, 8, 0.14)
    back = pen.far(0.14)
    home.window(back, (790, 190, 400, 290), [(0, (170, 210, 234)), (1, (250, 240, 210))], PAPER, 4)
    with back.within(box(790, 190, 400, 290)):
        places.skyline(back.far(0.6), 41, 486, (30, 110), span=(780, 1200))
        plants.palm(back.far(0.4), 1090, 520, 330, 4)
        plants.banana(back.far(0.45), 860, 520, 230, 6)
    home.window(back, (790, 190, 400, 290), [(0, WHITE, 0.0), (1, WHITE, 0.0)], PAPER, 4)
    home.curtain(back, 730, 176, 84, 330, (216, 150, 120), 3)
    home.curtain(back, 1168, 176, 84, 330, (216, 150, 120), 3)
    places.shaft(pen, [(800, 200), (1190, 480), (1080, 1080), (420, 1080)], alpha=0.24)
    _study(pen)
    _right_bunk(pen)
    _left_bunk(pen)


def _study(pen: Pen) -> None:
    """Table under the window with a room-mate writing."""
    back = pen.far(0.1)
    things.chair(back, 905, 720, 128, False, BLUE)
    girl = Person(
        Wear(top=MINT_SHIRT, collar="round", bottom=DENIM, pocket=False),
        Head(skin="mid", hair="bob", woman=True, eyes="down", glasses=True),
        Build(woman=True),
    )

    def table(p: Pen, _: Joints) -> None:
        things.table(p, [(980, 560), (1220, 560), (1240, 584), (964, 584)], 138, WOOD, 10)
        home.table_lamp(p, 1190, 568, 84, TEAL)
        for i, c in enumerate((RED, BLUE, AMBER, TEAL)):
            p.form(box(1110 + i * 13, 514, 12, 54), c, thick=3)
        p.fill(poly((990, 572), (1050, 570), (1060, 582), (996, 582)), WHITE)

    draw_person(
        back,
        girl,
        reach(poses.WRITE, Spot(900, 722, 440), near=(1000, 566), far=(1030, 570)),
        Spot(900, 722, 440),
        table,
    )


MINT_SHIRT = (150, 190, 172)


def _right_bunk(pen: Pen) -> None:
    x, y, w = 1330, 960, 720
    home.bunk(pen, x, y, w, ((120, 150, 180), (214, 170, 130)), front=False)
    woman = Person(
        Wear(top=(214, 150, 140), collar="round", bottom=(96, 104, 120), pocket=False),
        Head(skin="tan", hair="tail", woman=True, mouth="smile", eyes="down"),
        Build(woman=True),
    )
    seat = (1470, y - w * 0.26)
    spot = Spot(seat[0], seat[1] + 196 * 620 / 660, 620, flip=True)
    pose = replace(
        poses.SIT,
        hands=("hold", "hold"),
        near=(100, -300),
        far=(118, -300),
        hand_turn=(-50, -40),
        nod=0.7,
        tilt=8,
        lean=8,
    )

    def cloth(p: Pen, j: Joints) -> None:
        px, py = j["near_hand"]
        home.shirt(p, px + 4, py - 26, 128, BLUE)

    draw_person(pen, woman, pose, spot, cloth)
    home.bunk(pen, x, y, w, ((120, 150, 180), (214, 170, 130)))
    home.shirt(pen, 1560, y - w * 0.69, 110, RED)
    home.shirt(pen, 1700, y - w * 0.69, 116, NAVY, True)
    things.bag(pen, 1560, 980, 190, (150, 70, 60))


def _left_bunk(pen: Pen) -> None:
    """The reader: she leans on the wall of her bunk with a book on her knees."""
    x, y, w = -210, 1080, 900
    home.bunk(pen, x, y, w, ((176, 196, 206), (150, 176, 150)), front=False)
    pen.soft(box(0, y - w * 0.74, 690, 130), INK, 0.22, 30)
    woman = Person(
        Wear(
            top=(232, 178, 84),
            collar="round",
            sleeve="short",
            bottom=(62, 84, 120),
            pocket=False,
            sandals=True,
            shoes=(190, 160, 140),
        ),
        Head(skin="light", hair="long", woman=True, eyes="down", mouth="smile"),
        Build(woman=True),
    )
    seat = y - w * 0.26
    h = 736
    spot = Spot(226, seat + 60 * h / 660, h, shadow=False)
    pose = replace(
        poses.SIT, hip=(0, -84), lean=-14, hunch=8, turn=0.62, tilt=16, nod=0.8, near_foot=(236, -52), far_foot=(262, -56), near=(124, -214), far=(150, -222),
        hands=("hold", "hold"), hand_turn=(-40, -30), toes=(0.2, 0.2),
    )  # fmt: skip

    def book(p: Pen, j: Joints) -> None:
        px, py = j["near_hand"]
        p.form(poly((px - 56, py - 76), (px + 16, py - 62), (px + 24, py + 36), (px - 44, py + 26)), PAPER, thick=5)
        p.form(poly((px + 16, py - 62), (px + 84, py - 92), (px + 92, py + 6), (px + 24, py + 36)), RED, thick=8)
        p.line([(px + 16, py - 62), (px + 24, py + 36)], dark(RED, 0.4), 4)

    pen.form(smooth([(70, seat), (60, seat - 150), (130, seat - 190), (196, seat - 60), (190, seat)]), PAPER, thick=20)
    draw_person(pen, woman, pose, spot, book)
    home.bunk(pen, x, y, w, ((176, 196, 206), (150, 176, 150)))
    home.ladder(pen, (616, y), (616, y - w * 1.0), 60, 7)


MORNING = Light(
    toward=(-0.74, -0.67),
    key=(255, 249, 234),
    shadow=(36, 40, 74),
    deep=0.32,
    edge=0.34,
    rim=(255, 244, 214),
    haze=(232, 232, 218),
)

WINDOW = Light(
    toward=(0.5, -0.86),
    key=(255, 247, 232),
    shadow=(36, 34, 64),
    deep=0.34,
    edge=0.36,
    rim=(255, 244, 220),
    haze=(224, 226, 214),
)

SCENES = {
    "khu-nha-o": Scene(khu_nha_o, MORNING, Finish(seed=17)),
    "phong-ky-tuc-xa": Scene(phong_ky_tuc_xa, WINDOW, Finish(seed=18)),
}
