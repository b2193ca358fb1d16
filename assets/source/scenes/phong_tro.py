"""Housing: the evening row of rented rooms."""

from dataclasses import replace

from kit import home, places, plants, poses, things, vehicles
from kit.body import Build
from kit.clothes import Wear
from kit.heads import Head
from kit.light import Light
from kit.palette import (
    AMBER,
    BLUE,
    DENIM,
    INK,
    NAVY,
    OLIVE,
    PAPER,
    RED,
    ROSE,
    SLATE,
    TEAL,
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
    _right_side(pen)
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


def _right_side(pen: Pen) -> None:
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

EVENING = Light(
    toward=(0.62, -0.78),
    key=(255, 216, 186),
    shadow=(30, 26, 62),
    deep=0.44,
    edge=0.5,
    rim=(255, 196, 130),
    haze=(206, 142, 120),
)

SCENES = {
    "day-phong-tro": Scene(day_phong_tro, EVENING, Finish(seed=16, vignette=0.3)),
}
