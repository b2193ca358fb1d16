"""Annual leave: the bus station at dawn, the calendar, the road home."""

from dataclasses import replace

import numpy as np

from kit import places, plants, poses, things, vehicles
from kit.body import Build
from kit.clothes import Wear
from kit.heads import Head
from kit.light import Light
from kit.palette import (
    AMBER, BLUE, DENIM, INK, KHAKI, LEAF, LEAF_DARK, LEAF_LIGHT, MINT, NAVY, OLIVE, ORANGE, PAPER, PLUM, RED,
    RICE, ROSE, SKY_BLUE, SLATE, STEEL, TEAL, WHITE, dark, light, mix,
)  # fmt: skip
from kit.paths import box, lerp, oval, poly, smooth, taper
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
            690,
            330,
            Wear(top=OLIVE, sleeve="long", bottom=SLATE),
            Head(hat="cap", hat_color=BLUE, skin="tan"),
            poses.WALK,
            True,
        ),
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
        if i in (1, 3, 4):
            things.bag(pen.far(0.12), x + 40, HORIZON + 0.9 * h, 90, (TEAL, RED, BLUE, ROSE, OLIVE)[i])


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
        near_foot=(-30, -60),
        far_foot=(30, -60),
    )
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

    def feet(p: Pen, j: dict) -> None:
        for s in (-1, 1):
            top, low = (seat[0] + s * 46 + 6, seat[1] + 30), (seat[0] + s * 42 + 12, seat[1] + 132)
            p.form(taper(top, 21, low, 14), girl.head.tone, thick=9)
            p.form(taper(top, 23, lerp(top, low, 0.22), 22, flat=True), girl.wear.bottom, thick=8)
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

    def marker(p: Pen, j: dict) -> None:
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


def dong_lua(pen: Pen) -> None:
    """Home: a family on the village road between rice fields, the house, the mountains."""
    h = 430
    places.sky(pen, "noon", h)
    pen.halo(420, 130, 620, (255, 246, 214), 0.6)
    places.clouds(pen, 33, (300, 70, 1500, 220), alpha=0.75)
    places.hills(pen.far(0.62), 2, h + 8, 250, (86, 120, 150))
    places.hills(pen.far(0.42), 7, h + 10, 160, (80, 124, 120))
    places.hills(pen.far(0.28), 12, h + 14, 80, (84, 130, 92))
    places.haze(pen, h - 120, h + 20, 0.4)
    _fields(pen, h)
    _house(pen)
    road = smooth(
        [
            (1180, 560),
            (1010, 604),
            (900, 680),
            (760, 800),
            (500, 960),
            (250, 1110, 0),
            (1180, 1110, 0),
            (1160, 960),
            (1120, 800),
            (1130, 680),
            (1200, 604),
            (1290, 566),
        ]
    )
    pen.form(road, (206, 190, 164), thick=0, rim=0)
    with pen.within(road):
        pen.soft(
            smooth([(1180, 560), (1000, 640), (560, 1000), (380, 1110), (250, 1110), (700, 820), (900, 670)]),
            pen.light.shadow,
            0.14,
            14,
        )
        for i in range(7):
            y = 620 + i * i * 11 + i * 16
            pen.line([(900 - i * 95, y + 24), (1180, y)], (170, 150, 126), 2 + i * 0.5, 0.4)
    for pts in (
        ((1178, 560), (900, 676), (500, 956), (240, 1110)),
        ((1290, 566), (1132, 680), (1122, 800), (1180, 1110)),
    ):
        for i in range(3):
            a, b = pts[i], pts[i + 1]
            _verge(pen, a, b, 40 + i)
    for i in range(4):
        x, y = 1560 + i * 46, 250 + (i * 37) % 70
        pen.line([(x - 13, y - 6), (x - 4, y - 4), (x, y), (x + 5, y - 5), (x + 14, y - 8)], WHITE, 4)
    _home_comers(pen, h)
    with pen.blurred(5):
        plants.grass(pen, (-40, 1020, 420, 90), 7, LEAF_DARK, 46, 190)
        plants.banana(pen.lit(replace(pen.light, key=(150, 165, 150))), 1850, 1180, 700, 9)


def _verge(pen: Pen, a: tuple[float, float], b: tuple[float, float], seed: int) -> None:
    rng = np.random.default_rng(seed)
    for t in np.linspace(0, 1, 46):
        x, y = lerp(a, b, float(t))
        tall = (6 + (y - 540) * 0.05) * (0.7 + 0.7 * rng.random())
        for k in range(3):
            lean = (rng.random() - 0.5) * tall
            tone = mix(LEAF, [LEAF_LIGHT, LEAF_DARK, RICE][int(rng.integers(3))], 0.5 * rng.random())
            px = x + (k - 1) * tall * 0.5
            pen.fill(poly((px - tall * 0.13, y + 4), (px + tall * 0.13, y + 4), (px + lean, y - tall)), tone)


def _fields(pen: Pen, h: float) -> None:
    pen.fade(
        box(-20, h, 1960, 700), [(0, (190, 200, 130)), (0.3, (206, 186, 84)), (1, (150, 150, 60))], (0, h), (0, 1080)
    )
    rng = np.random.default_rng(44)
    y = float(h + 6)
    i = 0
    while y < 1080:
        step = 7 + (y - h) * 0.11
        tone = mix((214, 188, 80), (122, 152, 66), float(rng.random()) * (1 if i % 3 else 0.35))
        tone = mix(tone, pen.light.haze, max(0, 0.4 - (y - h) / 500))
        pen.raw(
            smooth(
                [(-20, y, 0), (500, y - 3), (1200, y + 3), (1940, y - 2, 0), (1940, y + step, 0), (-20, y + step, 0)]
            ),
            tone,
        )
        for _ in range(int(70)):
            x = rng.random() * 1960 - 20
            tall = 4 + (y - h) * 0.05
            pen.raw(
                poly(
                    (x - tall * 0.14, y + step * 0.5),
                    (x + tall * 0.14, y + step * 0.5),
                    (x + (rng.random() - 0.5) * tall, y + step * 0.5 - tall),
                ),
                light(tone, 0.16) if rng.random() < 0.5 else dark(tone, 0.14),
                0.8,
            )
        y += step
        i += 1
    for x0, x1, yy in ((-20, 860, 520), (1240, 1940, 640), (-20, 700, 700)):
        pen.fade(
            smooth([(x0, yy, 0), ((x0 + x1) / 2, yy + 8), (x1, yy - 4, 0), (x1, yy + 12, 0), (x0, yy + 22, 0)]),
            [(0, (176, 206, 214)), (1, (120, 160, 150))],
            (0, yy),
            (0, yy + 20),
        )


def _house(pen: Pen) -> None:
    p = pen.far(0.12)
    for x, hh, s in ((1500, 330, 2), (1850, 300, 5)):
        plants.palm(p, x, 566, hh, s)
    plants.tree(p, 1790, 570, 260, 8, LEAF_DARK)
    p.form(box(1330, 456, 400, 112), (240, 222, 180), thick=40)
    p.form(poly((1296, 462), (1764, 462), (1690, 372), (1372, 372)), (176, 76, 52), thick=16)
    for i in range(16):
        p.line([(1310 + i * 30, 460), (1378 + i * 21, 374)], (140, 56, 40), 2.4, 0.5)
    p.form(poly((1400, 470), (1670, 470), (1690, 496), (1380, 496)), (156, 66, 48), thick=6)
    for x in (1400, 1484, 1572, 1656):
        p.form(box(x, 494, 14, 74), PAPER, thick=5)
    p.fill(box(1500, 500, 66, 68), (84, 60, 46))
    for x in (1424, 1596):
        p.fill(box(x, 506, 50, 40), (76, 104, 112))
    plants.banana(p, 1290, 572, 150, 3)
    plants.banana(p, 1246, 580, 120, 4)
    for i in range(9):
        plants.shrub(p, 1330 + i * 52, 578, 60, i + 20)
    p.line([(1200, 540), (1232, 506), (1290, 520)], (130, 110, 90), 2)
    for i, c in enumerate((RED, WHITE, SKY_BLUE)):
        p.fill(poly((1206 + i * 28, 514), (1226 + i * 28, 514), (1224 + i * 28, 542), (1208 + i * 28, 542)), c)


def _home_comers(pen: Pen, h: float) -> None:
    granny = Person(
        Wear(top=PLUM, sleeve="long", collar="round", bottom=INK, pocket=False, sandals=True),
        Head(skin="tan", hair="bun", color="white", woman=True, age=1, mouth="grin", eyes="happy"),
        Build(0.95, woman=True),
    )
    dad = Person(Wear(top=BLUE, sleeve="rolled", bottom=SLATE), Head(skin="tan", mouth="smile"), Build(1.02))
    mum = Person(
        Wear(top=PAPER, collar="round", bottom=DENIM, pocket=False),
        Head(skin="light", hair="long", woman=True, hat="nonla", mouth="smile"),
        Build(woman=True),
    )
    kid = Person(
        Wear(top=RED, collar="round", bottom=NAVY, legs="shorts", pocket=False, sandals=True),
        Head(skin="mid", hair="short", mouth="grin", eyes="happy"),
        Build(0.92),
    )
    run = replace(
        poses.WALK,
        lean=10,
        view="three",
        turn=0.6,
        near=(-70, -420),
        far=(128, -460),
        hands=("open", "open"),
        elbows=(1, 1),
        near_foot=(-120, -70),
    )
    walk = replace(poses.WALK, view="three", turn=0.55)

    def pole(p: Pen, j: dict) -> None:
        x, y = j["near_hand"]
        things.bag(p, x - 58, y + 96, 116, ORANGE)

    draw_person(pen, mum, walk, Spot(640, h + 0.86 * 560, 560))
    draw_person(pen, dad, replace(walk, near=(-66, -300)), Spot(470, h + 0.86 * 640, 640), pole)
    draw_person(pen, kid, run, Spot(850, h + 0.86 * 470 + 10, 350))
    draw_person(
        pen,
        granny,
        replace(
            poses.STAND, lean=8, hunch=14, near=(-10, -300), far=(140, -420), hands=("rest", "open"), elbows=(1, 1)
        ),
        Spot(1100, h + 0.86 * 430, 410, flip=True),
    )


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
FIELD = Light(
    toward=(-0.66, -0.75),
    key=(255, 250, 232),
    shadow=(28, 44, 72),
    deep=0.32,
    edge=0.36,
    rim=(255, 246, 214),
    haze=(216, 226, 222),
)

SCENES = {
    "ben-xe": Scene(ben_xe, DAWN, Finish(seed=10)),
    "lich-lam-viec": Scene(lich_lam_viec, OFFICE, Finish(seed=11)),
    "dong-lua": Scene(dong_lua, FIELD, Finish(seed=12)),
}
