"""The union office."""

from dataclasses import replace

from kit import home, places, plants, poses, things
from kit.body import Build
from kit.clothes import Wear
from kit.heads import Head
from kit.light import Light
from kit.palette import BLUE, INK, NAVY, PAPER, RED, SKY_BLUE, SLATE, TEAL, WHITE, WOOD, dark, light
from kit.paths import box, oval, poly, smooth
from kit.pen import Pen
from kit.people import Joints, Person, Spot, draw_person, reach
from kit.scene import Scene
from kit.sheet import Finish

DESK = 704


def van_phong_cong_doan(pen: Pen) -> None:
    """Union office: the officer speaks on the phone for the visitor who waits with her papers."""
    _room(pen)
    _colleague(pen.far(0.14))
    places.shaft(pen, [(250, 150), (640, 520), (1180, 1080), (420, 1080)], alpha=0.16)
    _officer(pen)
    _desk(pen)
    _visitor(pen)
    with pen.blurred(8):
        plants.pot(pen.lit(replace(pen.light, key=(120, 128, 138))), 1830, 1180, 560, 7, (92, 70, 62))


def _room(pen: Pen) -> None:
    back = pen.far(0.16)
    room = places.Room.seen((860, 392), (210, 96, 1560, 600), 4)
    places.draw_room(back, room, (228, 218, 196), (178, 150, 122), (234, 230, 218))
    places.floor_lines(back, room, SLATE, 10, 8, 0.12)
    home.window(back, (268, 156, 380, 320), [(0, (176, 212, 232)), (1, (244, 240, 214))], PAPER, 3)
    with back.within(box(268, 156, 380, 320)):
        plants.tree(back.far(0.5), 350, 520, 330, 4)
        plants.tree(back.far(0.42), 590, 500, 260, 6)
    home.window(back, (268, 156, 380, 320), [(0, WHITE, 0.0), (1, WHITE, 0.0)], PAPER, 3)
    things.banner(back, 712, 116, 560, 84)
    things.clock(back, 770, 272, 38, 9.4)
    for i, x in enumerate((868, 968, 1068)):
        back.form(box(x, 236, 78, 104, 3), WOOD, thick=4)
        back.fill(box(x + 7, 243, 64, 90), (240, 234, 216))
        back.fill(oval(x + 39, 274, 15), (200, 60, 60) if i != 1 else (222, 170, 60))
        back.fill(box(x + 16, 304, 46, 5), SLATE, 0.4)
        back.fill(box(x + 22, 316, 34, 4), SLATE, 0.3)
    things.shelf(back, 1236, 602, 300, 380, 4, 11)
    back.form(box(640, 470, 250, 132), (120, 132, 138), thick=14)
    for i in range(3):
        back.stroke(box(648 + i * 80, 480, 74, 112, 3), SLATE, 2, 0.5)
        back.fill(box(676 + i * 80, 496, 20, 5), SLATE, 0.7)
    plants.pot(back, 700, 474, 130, 2)
    home.flask(back, 830, 472, 86)


def _colleague(pen: Pen) -> None:
    man = Person(Wear(top=SKY_BLUE, sleeve="short", bottom=SLATE), Head(skin="mid", hair="short"), Build(0.95))
    spot = Spot(1110, 392 + 0.92 * 470, 470)
    pose = reach(
        replace(poses.BACK_SIDE, hands=("hold", "hold"), elbows=(-1, 1)), spot, near=(1226, 400), far=(1166, 470)
    )

    def binder(p: Pen, _: Joints) -> None:
        p.form(box(1222, 330, 20, 76, 2), RED, thick=4)

    draw_person(pen, man, pose, spot, binder)


def _officer(pen: Pen) -> None:
    things.chair(pen, 1430, 1110, 290, True, dark(SLATE, 0.2))
    man = Person(
        Wear(top=PAPER, sleeve="short", bottom=SLATE, badge=True),
        Head(skin="mid", hair="part", mouth="talk", age=0.6, glasses=True),
        Build(1.05, 0.3),
    )
    spot = Spot(1410, 1100, 960, flip=True)
    pose = replace(
        poses.SIT,
        turn=0.42,
        lean=7,
        hunch=4,
        tilt=6,
        nod=0.1,
        hands=("hold", "pinch"),
        hand_turn=(-96, 40),
        upper_arms=(0.78, 1),
    )
    pose = reach(pose, spot, near=(1392, 500), far=(1216, 682))

    def phone(p: Pen, j: Joints) -> None:
        x, y = j["near_hand"]
        p.form(
            smooth(
                [
                    (x + 2, y - 58),
                    (x + 20, y - 60),
                    (x + 14, y - 10),
                    (x + 4, y + 40),
                    (x - 18, y + 44),
                    (x - 14, y + 28),
                    (x - 8, y - 8),
                ]
            ),
            INK,
            thick=8,
            rim=2,
        )

    draw_person(pen, man, pose, spot, phone)


def _desk(pen: Pen) -> None:
    pen.fade(
        poly((812, DESK - 26), (1740, DESK - 26), (1800, DESK + 30), (760, DESK + 30)),
        [(0, light(WOOD, 0.4)), (1, light(WOOD, 0.1))],
        (0, DESK - 26),
        (0, DESK + 30),
    )
    pen.form(box(760, DESK + 28, 1040, 24), dark(WOOD, 0.25), thick=8)
    pen.fade(box(800, DESK + 52, 960, 420), [(0, (122, 82, 54)), (1, (78, 50, 34))], (0, DESK + 52), (0, 1080))
    for x in (1030, 1300, 1530):
        pen.line([(x, DESK + 56), (x, 1090)], (64, 40, 28), 4, 0.6)
    with pen.at(1030, DESK + 4) as p:
        p.soft(box(-66, -6, 140, 16), INK, 0.3, 6)
        p.form(smooth([(-70, 4, 0), (-52, -44), (44, -44), (66, 4, 0)], pull=0.08), (44, 50, 62), thick=10, rim=2)
        for r in range(3):
            for c in range(3):
                p.fill(box(-16 + c * 20 - r * 3, -36 + r * 12, 13, 7, 2), (150, 160, 170))
        p.line([(52, -4), (110, 10), (170, -20), (270, -60), (350, -150)], INK, 4, 0.8)
    pen.form(poly((1180, DESK - 16), (1290, DESK - 18), (1330, DESK + 18), (1208, DESK + 20)), PAPER, thick=3, rim=0)
    for i in range(4):
        pen.line([(1204 + i * 7, DESK - 8 + i * 7), (1276 + i * 8, DESK - 9 + i * 7)], SLATE, 2.4, 0.45)
    things.laptop(pen, 1570, DESK + 6, 210, (190, 214, 222))
    home.tea(pen, 880, DESK + 16, 130, 3)


def _visitor(pen: Pen) -> None:
    things.chair(pen, 470, 1150, 296, False, (74, 66, 62))
    woman = Person(
        Wear(top=BLUE, sleeve="short", bottom=NAVY, trim=light(BLUE, 0.25)),
        Head(skin="tan", hair="tail", woman=True, hat="scarf", hat_color=TEAL, mouth="calm"),
        Build(0.98, woman=True),
    )
    spot = Spot(474, 1140, 1010)
    pose = replace(poses.SIT, turn=0.55, lean=9, hunch=10, tilt=2, hands=("hold", "hold"), hand_turn=(-24, -10))
    pose = reach(pose, spot, near=(666, 716), far=(720, 690))

    def sheets(p: Pen, _: Joints) -> None:
        things.papers(p, 690, 590, 104, 14, 6)

    draw_person(pen, woman, pose, spot, sheets)


ROOM = Light(
    toward=(-0.75, -0.66),
    key=(255, 250, 238),
    shadow=(36, 32, 60),
    deep=0.32,
    edge=0.32,
    rim=(255, 244, 220),
    haze=(232, 226, 210),
)

SCENES = {"van-phong-cong-doan": Scene(van_phong_cong_doan, ROOM, Finish(seed=15))}
