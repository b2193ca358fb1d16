"""Housing: rented rooms in the evening, new blocks, a dormitory."""

from dataclasses import replace

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
    OLIVE,
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
from kit.paths import box, lerp, oval, poly, quad_cell, quad_point, smooth
from kit.pen import Pen
from kit.people import Joints, Person, Spot, draw_person, reach
from kit.scene import Scene
from kit.sheet import Finish

KID = Build(0.94, head=1.34)
EYE = 424  # horizon of the yard
VX = 1150


def _at(x: float, height: float, flip: bool = False) -> Spot:
    """Spot in the yard for a person of a height."""
    return Spot(x, EYE + 0.92 * height, height, flip)


def day_phong_tro(pen: Pen) -> None:
    """Evening row of rented rooms: neighbours over tea, washing, motorbikes coming home."""
    places.sky(pen, "dusk", EYE + 60)
    pen.halo(1330, 400, 620, (255, 190, 120), 0.55)
    places.clouds(pen, 16, (700, 60, 1200, 190), (255, 190, 150), 0.4)
    places.skyline(pen.far(0.62), 21, EYE + 40, (20, 130), lit=0.35, span=(900, 1940))
    room = places.Room.seen((VX, EYE), (980, EYE - 90, 1400, EYE + 100), 7)
    _yard(pen, room)
    _right_side(pen, room)
    _row(pen, room)
    _far_people(pen)
    home.laundry(pen, (1250, 300), (1960, 196), 92, 5, (0.2, 0.42))
    _hanging(pen)
    _rider(pen)
    _bikes(pen)
    _neighbours(pen)
    with pen.blurred(8):
        dim = pen.lit(replace(pen.light, key=(54, 50, 70)))
        home.shirt(dim, 150, -30, 230, BLUE)
        plants.pot(dim, 70, 1160, 420, 3, (70, 50, 46))


def _yard(pen: Pen, room: places.Room) -> None:
    places.ground(pen, EYE + 60, (126, 112, 108), (190, 140, 120))
    floor = room.floor()
    pen.fade(poly(*floor), [(0, (198, 156, 132)), (1, (96, 84, 92))], (0, EYE + 100), (0, 1080))
    for i in range(8):
        u = room.deep(i / 8)
        pen.line([lerp(floor[3], floor[0], u), lerp(floor[2], floor[1], u)], INK, 2.4 * (1.2 - u), 0.16)


def _right_side(pen: Pen, room: places.Room) -> None:
    for i, (x, h) in enumerate(((1370, 210), (1450, 300), (1580, 380), (1800, 560))):
        p = pen.far(0.3 - i * 0.08)
        plants.banana(p, x, EYE + 0.5 * h, h, i + 3)
    wall = [(1400, EYE - 4), (2900, EYE - 40), (2900, EYE + 700), (1400, EYE + 100)]
    pen.fade(poly(*wall), [(0, (150, 110, 100)), (1, (84, 66, 72))], (1400, 0), (1920, 0))
    pen.line(wall[:2], (190, 140, 120), 6)


def _row(pen: Pen, room: places.Room) -> None:
    """The row itself: wall, doors with light, windows, the porch roof."""
    wall = room.left()
    pen.fade(poly(*wall), [(0, (214, 176, 120)), (1, (150, 116, 96))], (980, 0), (0, 0))
    pen.fade(quad_cell(wall, (0, 1), (0.78, 1)), [(0, (96, 124, 120)), (1, (60, 80, 84))], (980, 0), (0, 0))
    for n, z in enumerate((0.0, 0.13, 0.27, 0.42, 0.58, 0.76)):
        u0, u1 = room.deep(z + 0.03), room.deep(z + 0.075)
        glow = n != 2
        door = quad_cell(wall, (u0, u1), (0.4, 1))
        a, b = quad_point(wall, u0, 0.5), quad_point(wall, u1, 0.9)
        pen.fade(
            door, [(0, (255, 226, 160)), (1, (236, 168, 96))] if glow else [(0, (60, 80, 96)), (1, (44, 58, 74))], a, b
        )
        if glow:
            _inside(pen, wall, (u0, u1), n)
        w0, w1 = room.deep(z + 0.085), room.deep(z + 0.12)
        pane = quad_cell(wall, (w0, w1), (0.46, 0.7))
        pen.raw(pane, (250, 206, 130) if glow else (70, 84, 104))
        for k in range(5):
            u = w0 + (w1 - w0) * k / 4
            pen.line([quad_point(wall, u, 0.46), quad_point(wall, u, 0.7)], (70, 60, 64), 1 + 3 * (1 - u))
        pen.stroke(pane, (90, 80, 78), 2 + 3 * (1 - w0))
        pen.stroke(door, (90, 70, 60), 2 + 5 * (1 - u0))
        if glow:
            s = room.size(u1)
            foot = lerp(quad_point(wall, u0, 1), quad_point(wall, u1, 1), 0.5)
            pen.soft(
                poly(
                    quad_point(wall, u0, 1),
                    quad_point(wall, u1, 1),
                    (foot[0] + 130 * s, foot[1] + 4 * s),
                    (foot[0] + 96 * s, foot[1] + 34 * s),
                ),
                (255, 196, 110),
                0.4,
                3 * s,
                glow=True,
            )
    near_w, far_w = quad_point(wall, 0, 0.14), quad_point(wall, 1, 0.14)
    near_e, far_e = (VX - 106 * 7, EYE - 58 * 7), (VX - 106, EYE - 58)
    under = poly(near_w, far_w, far_e, near_e)
    pen.fade(under, [(0, (122, 96, 88)), (1, (54, 48, 58))], (980, 0), (0, 0))
    for i in range(26):
        u = room.deep(i / 25)
        pen.line([lerp(near_w, far_w, u), lerp(near_e, far_e, u)], (40, 36, 46), 1 + 5 * (1 - u), 0.5)
    pen.form(poly(near_e, far_e, (far_e[0], far_e[1] - 5), (near_e[0], near_e[1] - 30)), (150, 80, 66), thick=5, rim=2)
    for z in (0.27, 0.58):
        u = room.deep(z)
        top, s = lerp(near_e, far_e, u), room.size(u)
        pen.form(box(top[0] - 4 * s, top[1], 5 * s, (EYE + 100 * s) - top[1]), (110, 96, 96), thick=1.6 * s)
        lamp = (top[0] - 34 * s, top[1] - 4 * s)
        pen.halo(*lamp, 70 * s, (255, 214, 140), 0.55)
        pen.raw(oval(*lamp, 4 * s), (255, 248, 226))


def _inside(pen: Pen, wall: list, us: tuple[float, float], n: int) -> None:
    """A hint of the room behind a lit door: shelf, fan, someone cooking."""
    u0, u1 = us
    m = (u0 + u1) / 2
    pen.raw(quad_cell(wall, (u0, m), (0.78, 1)), (196, 130, 74), 0.8)
    pen.raw(quad_cell(wall, (m, u1), (0.56, 0.6)), (170, 104, 60), 0.9)
    pen.raw(
        quad_cell(wall, (m + (u1 - u0) * 0.1, m + (u1 - u0) * 0.22), (0.5, 0.56)),
        [RED, TEAL, BLUE, PAPER, ROSE, OLIVE][n],
        0.9,
    )
    pen.raw(quad_cell(wall, (m + (u1 - u0) * 0.3, m + (u1 - u0) * 0.4), (0.51, 0.56)), PAPER, 0.9)


def _far_people(pen: Pen) -> None:
    cook = Person(
        Wear(top=ROSE, collar="round", bottom=INK, pocket=False),
        Head(skin="mid", hair="bun", woman=True),
        Build(woman=True),
    )
    draw_person(pen.far(0.2), cook, replace(poses.TALK, view="three"), _at(1010, 226))
    man = Person(Wear(top=BLUE, bottom=NAVY), Head(skin="tan", hair="crop"))
    draw_person(pen.far(0.2), man, replace(poses.EASY, view="three"), _at(1090, 236, True))
    kid = Person(
        Wear(top=AMBER, collar="round", bottom=BLUE, legs="shorts", sandals=True, pocket=False),
        Head(skin="mid", hair="girl", woman=True, mouth="grin", eyes="happy"),
        KID,
    )
    draw_person(pen.far(0.1), kid, replace(poses.WALK, view="three"), Spot(1140, EYE + 0.92 * 330, 196, flip=True))


def _hanging(pen: Pen) -> None:
    """The woman who hangs out her overall."""
    woman = Person(
        Wear(top=(196, 118, 96), collar="round", bottom=SLATE, sandals=True, pocket=False),
        Head(skin="light", hair="tail", woman=True, mouth="smile"),
        Build(woman=True),
    )
    spot = _at(1410, 470)
    pose = replace(
        poses.STAND,
        view="three",
        turn=0.5,
        lean=-2,
        tilt=-8,
        hands=("hold", "hold"),
        elbows=(1, 1),
        hand_turn=(-70, -60),
        far_over=True,
    )
    pose = reach(pose, spot, near=(1496, 376), far=(1546, 362))

    def overall(p: Pen, _: Joints) -> None:
        home.shirt(p, 1530, 322, 100, BLUE, True)

    draw_person(pen, woman, pose, spot, overall)
    pen.form(smooth([(1510, 812), (1600, 812), (1588, 866), (1524, 866)], pull=0.1), (70, 130, 170), thick=10)
    pen.form(smooth([(1514, 814), (1536, 792), (1572, 796), (1596, 814)]), PAPER, thick=6)


def _rider(pen: Pen) -> None:
    """A man pushes his motorbike home."""
    h = 640
    ground = EYE + 0.92 * h
    man = Person(
        Wear(top=(52, 92, 132), sleeve="rolled", bottom=NAVY),
        Head(skin="tan", hair="short", hat="moto", hat_color=RED, mouth="smile"),
        Build(1.02),
    )
    spot = _at(1770, h, True)
    pose = replace(poses.WALK, view="three", turn=0.6, lean=8, hands=("hold", "hold"), hand_turn=(20, 10))
    pose = reach(pose, spot, near=(1600, ground - 326), far=(1576, ground - 330))

    def bike(p: Pen, _: Joints) -> None:
        p.halo(1345, ground - 280, 260, (255, 236, 180), 0.5)
        vehicles.motorbike(p, 1330, ground + 26, 560, (60, 72, 96), flip=True)

    draw_person(pen, man, pose, spot, bike)


def _bikes(pen: Pen) -> None:
    for x, h, c in ((800, 230, BLUE), (716, 290, RED)):
        vehicles.motorbike(pen.far(0.1), x, EYE + 0.92 * h, h * 1.02, c, flip=True)


def _neighbours(pen: Pen) -> None:
    """Three neighbours on plastic stools round the tea tray."""
    ground = EYE + 0.92 * 560
    pen.halo(600, ground - 240, 460, (255, 206, 130), 0.2)
    third = Person(
        Wear(top=OLIVE, bottom=DENIM, sandals=True, pocket=False, collar="round"),
        Head(skin="brown", hair="crop", mouth="smile"),
        Build(1.04, 0.2),
    )
    things.stool(pen, 640, ground - 56, 140, TEAL)
    front = replace(poses.SIT_FRONT, view="three", near=(-40, -236), far=(66, -250), hands=("rest", "hold"))

    def cup(p: Pen, j: Joints) -> None:
        x, y = j["far_hand"]
        things.cup(p, x + 8, y - 2, 34)

    draw_person(pen, third, front, Spot(640, ground - 56, 530), cup)
    things.stool(pen, 400, ground + 6, 156, RED)
    old = Person(
        Wear(top=PAPER, sleeve="short", collar="round", bottom=(90, 82, 78), sandals=True, pocket=False),
        Head(skin="tan", hair="short", color="grey", age=1, mouth="talk"),
        Build(1.0, 0.3),
    )
    pose = replace(
        poses.SIT,
        hands=("rest", "open"),
        near=(100, -236),
        far=(150, -330),
        hand_turn=(20, -30),
        far_over=False,
        hip=(0, -200),
    )
    draw_person(pen, old, pose, Spot(396, ground + 8, 580))
    pen.form(oval(640, ground - 84, 112, 22), (70, 110, 150), thick=6)
    for x in (-70, 70):
        pen.line([(640 + x * 0.9, ground - 76), (640 + x, ground + 10)], (50, 84, 120), 8)
    home.tea(pen, 640, ground - 86, 120, 3)
    things.stool(pen, 880, ground + 10, 156, BLUE)
    woman = Person(
        Wear(top=(214, 150, 140), collar="round", bottom=PLUM_TROUSERS, sandals=True, pocket=False),
        Head(skin="light", hair="bob", woman=True, eyes="happy", mouth="grin"),
        Build(1.02, woman=True),
    )
    pose = replace(poses.SIT, hands=("hold", "rest"), near=(96, -300), far=(120, -240), hand_turn=(-40, 10))

    def cup2(p: Pen, j: Joints) -> None:
        x, y = j["near_hand"]
        things.cup(p, x - 6, y - 4, 36)

    draw_person(pen, woman, pose, Spot(884, ground + 12, 560, flip=True), cup2)


PLUM_TROUSERS = (88, 62, 84)


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
    _cyclists(pen, eye)
    with pen.blurred(8):
        dim = pen.lit(replace(pen.light, key=(126, 140, 120)))
        for i, (x, y, r) in enumerate(((40, -20, 190), (240, -60, 170), (-20, 160, 130), (430, -90, 130))):
            dim.form(plants.blob(_rng(i), x, y, r, 14, 0.3), LEAF_DARK, thick=30)


def _rng(seed: int):
    import numpy as np

    return np.random.default_rng(seed)


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


def _cyclists(pen: Pen, eye: float) -> None:
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
    h = 780
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


EVENING = Light(
    toward=(0.62, -0.78),
    key=(255, 216, 186),
    shadow=(30, 26, 62),
    deep=0.44,
    edge=0.5,
    rim=(255, 196, 130),
    haze=(206, 142, 120),
)
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
    "day-phong-tro": Scene(day_phong_tro, EVENING, Finish(seed=16, vignette=0.3)),
    "khu-nha-o": Scene(khu_nha_o, MORNING, Finish(seed=17)),
    "phong-ky-tuc-xa": Scene(phong_ky_tuc_xa, WINDOW, Finish(seed=18)),
}
