"""Annual leave: the bus station at dawn, the calendar."""

from dataclasses import replace

from kit import places, plants, poses, things, vehicles
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
    MINT,
    NAVY,
    OLIVE,
    ORANGE,
    PAPER,
    PLUM,
    RED,
    ROSE,
    SKY_BLUE,
    SLATE,
    STEEL,
    TEAL,
    light,
)  # fmt: skip
from kit.paths import box, oval, poly, smooth, taper
from kit.pen import Pen
from kit.people import Person, Spot, draw_person, reach
from kit.scene import Scene
from kit.sheet import Finish

HORIZON = 470


def ben_xe(pen: Pen) -> None:
    """Bus station at dawn: a family with bags, the child on his father's shoulders, the coach waits."""
    places.sky(pen, "dawn", HORIZON + 40)
    pen.halo(1180, 470, 800, (255, 214, 150), 0.8)
    places.clouds(pen, 21, (300, 160, 1500, 200), (255, 216, 186), 0.5)
    places.skyline(pen.far(0.66), 14, HORIZON + 30, (50, 230), lit=0.12)
    places.haze(pen, 250, HORIZON + 50, 0.55, (252, 214, 168))
    places.ground(pen, HORIZON + 34, (150, 138, 132), (226, 190, 160))
    _canopy(pen)
    vehicles.bus(pen.far(0.34), 1330, 640, 560, light(TEAL, 0.5), TEAL)
    vehicles.bus(pen.far(0.08), 760, 800, 1190, PAPER, RED)
    _passengers(pen)
    pen.fade(
        poly((-20, 930), (1940, 870), (1940, 1100), (-20, 1100)),
        [(0, (196, 176, 160)), (1, (128, 112, 108))],
        (0, 880),
        (0, 1080),
    )
    pen.form(poly((-20, 930), (1940, 870), (1940, 884), (-20, 946)), (226, 184, 70), thick=4)
    _family(pen)


def _canopy(pen: Pen) -> None:
    pen.fade(
        poly((-20, -20), (1940, -20), (1940, 96), (-20, 40)), [(0, (40, 46, 66)), (1, (66, 66, 84))], (0, 0), (0, 100)
    )
    pen.form(poly((-20, 40), (1940, 96), (1940, 122), (-20, 66)), (90, 84, 92), thick=6, rim=2)
    for i in range(7):
        x = 150 + i * 290
        pen.fill(poly((x, -20), (x + 22, -20), (x + 80, 100), (x + 60, 100)), (52, 54, 72))
    for x in (118, 1838):
        pen.form(box(x, 50, 40, 900), (96, 92, 100), thick=16, rim=2)
    for x in (300, 1010, 1500):
        things.lamp(pen, x, 160, 90, 110, (70, 72, 88))


def _passengers(pen: Pen) -> None:
    crowd = (
        (
            1060,
            400,
            Wear(top=ROSE, sleeve="long", bottom=DENIM, pocket=False),
            Head(woman=True, hair="tail", skin="light"),
            poses.BACK_SIDE,
            False,
        ),
        (1180, 420, Wear(top=SKY_BLUE, bottom=NAVY), Head(skin="mid"), poses.STAND, True),
        (
            1500,
            440,
            Wear(top=MINT, sleeve="long", bottom=PLUM),
            Head(woman=True, hair="bun", skin="tan", hat="nonla"),
            poses.STAND,
            True,
        ),
        (1640, 450, Wear(top=SLATE, sleeve="long", bottom=KHAKI), Head(skin="mid", hair="part"), poses.SIDE, True),
    )
    for i, (x, h, wear, head, pose, flip) in enumerate(crowd):
        draw_person(
            pen.far(0.12), Person(wear, head, Build(woman=head.woman)), pose, Spot(x, HORIZON + 0.9 * h, h, flip)
        )
        if i in (0, 2, 3):
            things.bag(pen.far(0.12), x + 40, HORIZON + 0.9 * h, 90, (RED, BLUE, ROSE, OLIVE)[i])


def _family(pen: Pen) -> None:
    father = Person(
        Wear(top=BLUE, sleeve="rolled", bottom=(70, 66, 70)),
        Head(skin="tan", hair="short", mouth="grin", eyes="happy"),
        Build(1.03),
    )
    mother = Person(
        Wear(top=PAPER, sleeve="short", bottom=DENIM, collar="round", pocket=False),
        Head(skin="light", hair="tail", woman=True, mouth="smile"),
        Build(woman=True),
    )
    girl = Person(
        Wear(top=AMBER, bottom=SLATE, collar="round", pocket=False, legs="shorts"),
        Head(skin="mid", hair="girl", mouth="grin", eyes="happy"),
        Build(0.9),
    )
    boy = Person(
        Wear(top=RED, bottom=NAVY, collar="round", pocket=False, legs="shorts"),
        Head(skin="mid", hair="short", mouth="smile"),
        Build(0.95),
    )
    height = 800
    spot = Spot(610, 1030, height)
    k = height / 660
    seat = (spot.x - 8, spot.y - 535 * k)
    child = Spot(seat[0] + 6, seat[1] + 186 * 0.74, 490, shadow=False)
    up = replace(
        poses.SIT_FRONT,
        hip=(0, -200),
        turn=0.3,
        view="three",
        near=(-150, -500),
        far=(190, -520),
        hands=("open", "open"),
        elbows=(-1, 1),
        far_over=False,
        near_foot=(-16, -22),
        far_foot=(16, -22),
        thighs=(0.15, 0.15),
        hand_turn=(-120, -50),
    )
    with pen.within(box(0, 0, 1920, 306)):  # the rest of her is behind his head
        draw_person(pen, girl, up, child)
    hold = replace(
        poses.WALK,
        lean=1,
        turn=0.42,
        view="three",
        near=(-34, -410),
        far=(52, -414),
        elbows=(1, -1),
        hands=("fist", "fist"),
        hand_turn=(-50, 230),
        far_over=True,
        forearms=(0.62, 0.62),
    )

    def feet(p: Pen, _joints: dict) -> None:
        for s in (-1, 1):
            top, low = (seat[0] + s * 46 + 6, seat[1] + 30), (seat[0] + s * 42 + 12, seat[1] + 132)
            p.form(taper(top, 21, low, 14), girl.head.tone, thick=9)
            p.form(
                smooth(
                    [
                        (low[0] - 17, low[1] - 6),
                        (low[0] + 16, low[1] - 6),
                        (low[0] + 22, low[1] + 24),
                        (low[0] - 16, low[1] + 24),
                    ]
                ),
                RED,
                thick=7,
            )

    draw_person(pen, father, hold, spot, feet)
    kid = Spot(940, 1020, 520)
    walk = replace(poses.WALK, view="three", turn=0.6, near=(-60, -330), far=(70, -350))

    def pack(p: Pen, j: dict) -> None:
        x, y = j["near_shoulder"]
        p.line([(x - 4, y - 16), (x + 26, y + 20), (x + 16, y + 76)], TEAL, 12)

    things.bag(pen, 790, 950, 120, TEAL)
    draw_person(pen, boy, walk, kid, pack)
    mum = Spot(320, 1020, 750)
    step = replace(poses.WALK, view="three", turn=0.5, near=(-60, -300), far=(84, -304), hands=("fist", "fist"))

    def luggage(p: Pen, j: dict) -> None:
        x, y = j["far_hand"]
        things.bag(p, x - 84, y + 140, 170, ORANGE)

    j = draw_person(pen, mother, step, mum, luggage)
    x, y = j["near_hand"]
    pen.line([(x, y), (x - 40, y + 50)], INK, 7)
    pen.form(box(x - 130, y + 46, 150, 216, 16), (60, 84, 120), thick=26)
    for i in range(4):
        pen.line([(x - 110 + i * 36, y + 60), (x - 110 + i * 36, y + 250)], (40, 58, 88), 4, 0.7)
    for wx in (x - 108, x):
        pen.fill(oval(wx, y + 266, 12), INK)


def lich_lam_viec(pen: Pen) -> None:
    """Workshop office: a woman marks a day in the wall calendar; machines run behind glass."""
    pen.fade(box(-20, -20, 1960, 900), [(0, (232, 224, 206)), (1, (204, 194, 176))], (0, 0), (1900, 0))
    pen.fade(box(-20, 866, 1960, 240), [(0, (150, 128, 108)), (1, (100, 84, 74))], (0, 866), (0, 1080))
    pen.fill(box(-20, 850, 1960, 18), (170, 156, 140))
    _glass_wall(pen)
    pen.soft(poly((80, -20), (380, -20), (1120, 860), (760, 860)), (255, 244, 214), 0.3, 26, glow=True)
    things.shelf(pen.far(0.05), 60, 866, 300, 560, 4, 12)
    plants.pot(pen, 210, 312, 170, 6)
    _calendar(pen, 905, 190, 350, 430)
    woman = Person(
        Wear(top=(62, 124, 123), sleeve="rolled", bottom=SLATE, badge=True),
        Head(skin="light", hair="bun", woman=True, mouth="smile", glasses=True),
        Build(woman=True),
    )
    spot = Spot(640, 1240, 1080)
    pose = replace(
        poses.STAND,
        turn=0.82,
        view="side",
        tilt=-8,
        lean=2,
        elbows=(1, 1),
        hands=("pinch", "hold"),
        hand_turn=(-28, -10),
    )
    pose = reach(pose, spot, near=(915, 492), far=(760, 640))

    def marker(p: Pen, _joints: dict) -> None:
        p.form(taper((930, 506), 9, (1006, 456), 9), RED, thick=5)
        p.form(taper((1004, 457), 7, (1022, 446), 2), INK, thick=2)

    def book(p: Pen, j: dict) -> None:
        marker(p, j)
        x, y = j["far_hand"]
        p.form(poly((x - 40, y - 66), (x + 96, y - 84), (x + 108, y + 12), (x - 26, y + 30)), RED, thick=10)
        p.form(poly((x - 30, y - 60), (x + 92, y - 76), (x + 102, y + 4), (x - 18, y + 20)), PAPER, thick=4)

    pen.soft(smooth([(760, 300), (900, 330), (980, 700), (900, 1000), (760, 1000)]), INK, 0.16, 24)
    draw_person(pen, woman, pose, spot, book)
    _desk(pen)


def _calendar(pen: Pen, x: float, y: float, w: float, h: float) -> None:
    pen.soft(box(x + 12, y + 14, w, h, 4), INK, 0.3, 10)
    pen.form(box(x, y, w, h, 4), PAPER, thick=5)
    pen.form(box(x, y, w, h * 0.17, 4), RED, thick=6)
    for i in range(12):
        pen.stroke(oval(x + w * (0.06 + i * 0.08), y - 2, 5, 10), STEEL, 3)
    for r in range(5):
        for c in range(7):
            cx, cy = x + w * (0.05 + c * 0.13), y + h * (0.22 + r * 0.152)
            pen.fill(box(cx, cy, w * 0.115, h * 0.125, 3), (228, 222, 210) if c < 5 else (238, 206, 196))
            pen.fill(box(cx + 6, cy + 6, 15, 5, 2), SLATE if c < 6 else RED, 0.65)
            if (r, c) in ((1, 4), (1, 5), (2, 2), (2, 3)):
                pen.fill(box(cx, cy, w * 0.115, h * 0.125, 3), AMBER, 0.75)
    pen.stroke(oval(x + w * 0.37, y + h * 0.6, 31, 29), RED, 6)


def _glass_wall(pen: Pen) -> None:
    area = box(1330, 110, 620, 620)
    with pen.within(area):
        with pen.blurred(2.5):
            far = pen.far(0.34)
            room = places.Room.seen((1560, 380), (1420, 300, 1720, 450), 8)
            places.draw_room(far, room, (206, 212, 208), (162, 166, 162), (216, 220, 216))
            for z in (0.1, 0.2, 0.36, 0.6):
                s = room.size(room.deep(z))
                things.tube(far, (1560 - 40 * s, 380 - 62 * s), (1560 + 40 * s, 380 - 62 * s), 2 * s, 20 * s)
            for h, xs in ((150, (1430, 1530, 1630, 1730)), (240, (1380, 1560, 1740, 1900)), (380, (1360, 1660, 1930))):
                for i, x in enumerate(xs):
                    head = Head(
                        skin=("mid", "tan")[i % 2],
                        woman=i % 2 == 0,
                        hair="bun" if i % 2 == 0 else "short",
                        hat="scarf" if i % 2 == 0 else "cap",
                        hat_color=(RED, BLUE, SKY_BLUE)[i % 3],
                        eyes="down",
                    )
                    k = h / 660
                    ground = 380 + 0.75 * h
                    draw_person(
                        far,
                        Person(Wear(top=BLUE, bottom=NAVY), head, Build(woman=head.woman)),
                        poses.SEW,
                        Spot(x, ground, h),
                    )
                    far.form(box(x + 80 * k, ground - 300 * k, 330 * k, 16 * k), (220, 214, 200), thick=4 * k)
                    things.sewing_machine(far, x + 170 * k, ground - 302 * k, 190 * k)
        things.glass_panel(pen, area, 0.12)
    for x in (1322, 1630, 1908):
        pen.form(box(x, 96, 18, 646), (96, 108, 118), thick=6)
    for y in (96, 728):
        pen.form(box(1322, y, 640, 18), (96, 108, 118), thick=6)


def _desk(pen: Pen) -> None:
    pen.fade(
        poly((1060, 868), (1940, 868), (1940, 930), (1010, 930)),
        [(0, (210, 164, 112)), (1, (176, 128, 82))],
        (0, 868),
        (0, 930),
    )
    pen.form(box(1010, 928, 940, 26), (132, 92, 58), thick=8)
    pen.fade(box(1050, 954, 900, 150), [(0, (108, 76, 50)), (1, (76, 54, 40))], (0, 954), (0, 1080))
    things.monitor(pen, 1480, 902, 340)
    things.papers(pen, 1210, 872, 150, 60, 5, 0.32)
    things.cup(pen, 1390, 912, 70, RED)
    pen.form(box(1860, 800, 70, 96, 8), (62, 124, 123), thick=14)
    for i in range(4):
        pen.line([(1874 + i * 14, 806), (1868 + i * 18, 740)], [RED, INK, AMBER, BLUE][i], 7)


DAWN = Light(
    toward=(0.72, -0.69),
    key=(255, 234, 212),
    shadow=(38, 34, 78),
    deep=0.4,
    edge=0.55,
    rim=(255, 214, 150),
    haze=(240, 204, 172),
)
OFFICE = Light(
    toward=(-0.78, -0.62),
    key=(255, 249, 236),
    shadow=(36, 30, 58),
    deep=0.3,
    edge=0.3,
    rim=(255, 244, 216),
    haze=(230, 226, 214),
)

SCENES = {
    "ben-xe": Scene(ben_xe, DAWN, Finish(seed=10)),
    "lich-lam-viec": Scene(lich_lam_viec, OFFICE, Finish(seed=11)),
}
