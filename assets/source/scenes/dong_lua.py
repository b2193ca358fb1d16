"""Annual leave: the village road home between the rice fields."""

from dataclasses import replace

import numpy as np
from kit import places, plants, poses, things
from kit.body import Build
from kit.clothes import Wear
from kit.heads import Head
from kit.light import Light
from kit.palette import (
    BLUE,
    DENIM,
    INK,
    LEAF,
    LEAF_DARK,
    LEAF_LIGHT,
    NAVY,
    ORANGE,
    PAPER,
    PLUM,
    RED,
    RICE,
    SKY_BLUE,
    SLATE,
    WHITE,
    dark,
    light,
    mix,
)  # fmt: skip
from kit.paths import box, lerp, poly, smooth
from kit.pen import Pen
from kit.people import Person, Spot, draw_person
from kit.scene import Scene
from kit.sheet import Finish


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
        for _ in range(70):
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
    for x in (-3400, -2300, -1500, -900, -420, 60, 2100, 2700, 3500, 4700):
        a = (1230 + (x - 1230) * 0.03, h + 12)
        wide = 16 if abs(x) > 1500 else 11
        pen.fill(poly(a, (a[0] + 1, a[1]), (x + wide, 1110), (x - wide, 1110)), LEAF_DARK, 0.5)
        pen.fill(poly(a, (a[0] + 1, a[1]), (x + wide * 1.6, 1110), (x + wide * 0.4, 1110)), LEAF_LIGHT, 0.5)
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
    "dong-lua": Scene(dong_lua, FIELD, Finish(seed=12)),
}
