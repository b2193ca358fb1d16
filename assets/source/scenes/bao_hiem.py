"""Social insurance: the counter, the market trader."""

from dataclasses import replace

import numpy as np
from kit import places, plants, poses, things
from kit.body import Build
from kit.clothes import Wear
from kit.heads import Head
from kit.light import Light
from kit.palette import (
    AMBER,
    BLUE,
    DENIM,
    INK,
    LEAF,
    LEAF_DARK,
    LEAF_LIGHT,
    OLIVE,
    PAPER,
    PLUM,
    RED,
    ROSE,
    SKY_BLUE,
    SLATE,
    STEEL,
    TEAL,
    WHITE,
    WOOD,
    Color,
    dark,
    light,
    mix,
)  # fmt: skip
from kit.paths import box, chain, oval, polar, poly, smooth
from kit.pen import Pen
from kit.people import Person, Spot, draw_person, reach
from kit.scene import Scene
from kit.sheet import Finish


def quay_bao_hiem(pen: Pen) -> None:
    """Counter of an insurance office: clerk and older worker."""
    _office(pen)
    clerk = Person(
        Wear(top=PAPER, sleeve="long", bottom=SLATE, badge=True),
        Head(skin="fair", hair="tail", woman=True, mouth="smile", eyes="open"),
        Build(woman=True),
    )
    spot = Spot(1360, 1180, 1060, flip=True)
    pose = reach(
        replace(poses.WRITE, nod=0.1, lean=9, tilt=4, hands=("flat", "open"), hand_turn=(10, -10)),
        spot,
        near=(1150, 690),
        far=(1060, 680),
    )
    draw_person(pen, clerk, pose, spot)
    things.monitor(pen, 1490, 716, 300, away=True)
    _counter(pen)
    worker = Person(
        Wear(top=(112, 150, 176), sleeve="long", bottom=(74, 66, 60)),
        Head(skin="brown", hair="short", color="grey", age=1.0, mouth="smile"),
        Build(1.0, 0.25),
    )
    spot = Spot(560, 400 + 0.92 * 1060, 1060)
    pose = replace(
        poses.STAND, turn=0.5, lean=6, hunch=8, hands=("flat", "flat"), hand_turn=(6, 12), elbows=(1, 1), tilt=2
    )
    pose = reach(pose, spot, near=(800, 694), far=(930, 668))

    def file(p: Pen, _joints: dict) -> None:
        p.soft(poly((850, 694), (1080, 694), (1050, 720), (820, 720)), INK, 0.3, 6)
        p.form(poly((838, 668), (1056, 654), (1082, 694), (862, 710)), (196, 150, 84), thick=8)
        p.form(poly((866, 660), (1050, 648), (1068, 676), (886, 690)), PAPER, thick=4)

    draw_person(pen, worker, pose, spot, file)
    with pen.blurred(8):
        plants.pot(pen.lit(replace(pen.light, key=(120, 130, 140))), 90, 1140, 620, 4, (90, 80, 80))


def _office(pen: Pen) -> None:
    back = pen.far(0.2)
    room = places.Room.seen((760, 392), (300, 130, 1500, 566), 4)
    places.draw_room(back, room, (222, 218, 206), (176, 168, 156), (232, 230, 222))
    places.floor_lines(back, room, SLATE, 12, 8, 0.12)
    for i in range(3):
        x = 350 + i * 170
        back.fade(box(x, 186, 150, 260), [(0, (180, 214, 230)), (1, (238, 238, 216))], (0, 186), (0, 446))
        with back.within(box(x, 186, 150, 260)):
            plants.tree(back.far(0.5), 420 + i * 150, 470, 260, i + 2)
        back.stroke(box(x, 186, 150, 260), PAPER, 8)
        back.fill(box(x + 72, 186, 6, 260), PAPER)
    things.banner(back, 960, 156, 400, 62)
    things.shelf(back, 1370, 566, 250, 360, 4, 8)
    waiting = (
        (330, Head(skin="mid", hair="bob", woman=True), Wear(top=ROSE)),
        (440, Head(skin="tan", hair="short"), Wear(top=OLIVE, bottom=DENIM)),
        (640, Head(skin="light", hair="part", color="grey", age=1, glasses=True), Wear(top=SKY_BLUE, sleeve="long")),
    )
    for x, head, wear in waiting:
        back.fill(box(x - 60, 560, 110, 12), BLUE)
        back.fill(box(x - 66, 470, 12, 96), BLUE)
        draw_person(
            back, Person(wear, head, Build(woman=head.woman)), replace(poses.SIT, hip=(0, -205)), Spot(x, 640, 360)
        )
    pen.form(box(1150, 60, 330, 120, 10), (30, 34, 42), thick=8)
    for i, on in enumerate("1110110101111011"):
        if on == "1":
            pen.raw(box(1182 + i * 17, 96, 11, 14), (240, 70, 60))
            pen.raw(box(1182 + i * 17, 124, 11, 14), (240, 70, 60), 0.75)
    pen.halo(1315, 118, 190, (240, 60, 50), 0.16)
    for x in (1200, 1430):
        pen.line([(x, -10), (x, 60)], SLATE, 5)
    places.shaft(pen, [(350, 186), (850, 446), (1300, 1080), (620, 1080)], alpha=0.14)


def _counter(pen: Pen) -> None:
    pen.fade(
        poly((760, 690), (1940, 690), (1940, 760), (716, 760)),
        [(0, light(WOOD, 0.45)), (1, light(WOOD, 0.15))],
        (0, 690),
        (0, 760),
    )
    pen.form(box(716, 758, 1230, 26), dark(WOOD, 0.2), thick=8)
    pen.fade(
        box(740, 784, 1200, 320), [(0, (150, 30, 44)), (0.25, (176, 40, 52)), (1, (110, 24, 38))], (0, 784), (0, 1080)
    )
    for x in (1040, 1340, 1640):
        pen.line([(x, 790), (x, 1090)], (90, 20, 32), 5, 0.6)
    things.glass_panel(pen, box(1180, 250, 620, 440, 6), 0.13)
    pen.stroke(box(1180, 250, 620, 440, 6), STEEL, 6)
    things.cup(pen, 1830, 740, 80)


def _heap(pen: Pen, at: tuple[float, float, float], kind: str, seed: int) -> None:
    """A round basket of produce: (x, y, width), y is the rim's lower edge."""
    x, y, w = at
    rng = np.random.default_rng(seed)
    h = w * 0.36
    pen.ground_shadow(x, y + h * 0.72, w * 0.56, h * 0.16, 0.4)
    pen.form(
        smooth(
            [(x - w / 2, y, 0), (x + w / 2, y, 0), (x + w * 0.4, y + h * 0.74), (x - w * 0.4, y + h * 0.74)], pull=0.12
        ),
        (176, 132, 82),
        thick=w * 0.08,
    )
    for i in range(4):
        pen.line(
            [
                (x - w * (0.48 - i * 0.02), y + h * (0.12 + i * 0.16)),
                (x, y + h * (0.18 + i * 0.16)),
                (x + w * (0.48 - i * 0.02), y + h * (0.12 + i * 0.16)),
            ],
            (120, 86, 52),
            3,
            0.6,
        )
    tones = {
        "tomato": (206, 52, 40), "orange": (232, 140, 40), "lime": (120, 160, 60), "aubergine": (88, 52, 96), "mango": (236, 184, 64), "dragon": (206, 52, 104),
        "greens": LEAF, "mint": LEAF_DARK, "cabbage": (176, 200, 130), "chili": RED, "banana": (232, 196, 76),
    }  # fmt: skip
    color = tones[kind]
    spots = [(rng.random() * 2 - 1, rng.random()) for _ in range(34)]
    for px, py in sorted(spots, key=lambda s: -s[1]):
        top = (1 - px * px) * h * 0.95
        cx, cy = x + px * w * 0.44, y - py * top + h * 0.04
        tone = mix(color, [WHITE, INK, AMBER][int(rng.integers(3))], 0.12 * rng.random())
        r = w * 0.085
        if kind in ("greens", "mint"):
            a = -90 + px * 50 + (rng.random() - 0.5) * 40
            tip, mid = polar((cx, cy), a, r * 2.6), polar((cx, cy), a, r * 1.4)
            pen.form(
                smooth([(cx, cy, 0), (mid[0] - r * 0.8, mid[1]), (*tip, 0), (mid[0] + r * 0.8, mid[1] + r * 0.3)]),
                tone,
                thick=r * 0.5,
            )
        elif kind in ("aubergine", "chili", "banana"):
            a = rng.random() * 60 - 30
            p, q = polar((cx, cy), a, -r * 1.3), polar((cx, cy), a, r * 1.4)
            k = {"aubergine": 0.75, "chili": 0.3, "banana": 0.42}[kind]
            pen.form(chain([p, (cx, cy + r * 0.3), q], [r * k * 0.6, r * k, r * k * 0.55]), tone, thick=r * 0.35)
        elif kind == "cabbage":
            pen.form(oval(cx, cy, r * 1.5), tone, thick=r * 0.6)
            pen.line([(cx - r, cy - r * 0.6), (cx, cy), (cx + r, cy - r * 0.4)], light(tone, 0.35), 3, 0.7)
        else:
            pen.form(
                oval(cx, cy, r, r * (1.25 if kind == "mango" else 0.95), rng.random() * 40), tone, thick=r * 0.5, rim=2
            )
            if kind == "dragon":
                for k in range(4):
                    pen.line(
                        [polar((cx, cy), k * 75 + 210, r * 0.7), polar((cx, cy), k * 75 + 200, r * 1.25)], LEAF_LIGHT, 4
                    )


def nguoi_ban_hang(pen: Pen) -> None:
    """Market: a trader in a conical hat hands greens to a customer over her baskets."""
    places.sky(pen, "morning", 420)
    for i, x in enumerate(range(-40, 1950, 190)):
        places.shophouse(
            pen.far(0.5),
            x,
            560,
            184,
            440 + (i * 67) % 120,
            [(226, 200, 140), (170, 196, 190), (222, 180, 160), (200, 206, 200)][i % 4],
        )
    places.haze(pen, 200, 600, 0.5)
    places.ground(pen, 548, (166, 152, 136))
    _street(pen)
    for x, y, w, c in ((250, 300, 560, RED), (1560, 280, 640, TEAL), (930, 330, 420, AMBER)):
        _parasol(pen.far(0.16), x, y, w, c)
    places.shaft(pen, [(560, 0), (900, 0), (1320, 900), (760, 900)], alpha=0.2)
    shopper = Person(
        Wear(top=ROSE, sleeve="long", collar="round", bottom=DENIM, pocket=False),
        Head(skin="light", hair="tail", woman=True, hat="moto", hat_color=SKY_BLUE, mouth="smile"),
        Build(woman=True),
    )
    trader = Person(
        Wear(top=PLUM, sleeve="rolled", collar="round", bottom=INK, apron=(90, 120, 110), pocket=False),
        Head(skin="tan", hair="bun", woman=True, hat="nonla", eyes="happy", mouth="grin", age=0.5),
        Build(1.05, woman=True),
    )
    spot = Spot(640, 440 + 0.86 * 960, 960)
    pose = reach(
        replace(poses.STAND, turn=0.5, lean=8, hands=("hold", "open"), hand_turn=(-30, -10), elbows=(1, 1)),
        spot,
        near=(860, 690),
        far=(940, 640),
    )
    buyer = Spot(1390, 440 + 0.86 * 930, 930, flip=True)
    take = reach(
        replace(poses.STAND, turn=0.5, hands=("open", "hold"), hand_turn=(-8, 80), elbows=(1, 1)),
        buyer,
        near=(1120, 660),
        far=(1300, 760),
    )

    def purse(p: Pen, j: dict) -> None:
        x, y = j["far_hand"]
        p.line([(x - 20, y - 6), (x, y + 50), (x + 20, y - 6)], dark(RED, 0.2), 6)
        p.form(
            smooth([(x - 74, y + 60, 0), (x + 74, y + 60, 0), (x + 62, y + 220), (x - 62, y + 220)], pull=0.08),
            RED,
            thick=18,
        )

    draw_person(pen, shopper, take, buyer, purse)

    def bunch(p: Pen, _joints: dict) -> None:
        x, y = 950, 640
        for i in range(11):
            a = -150 + i * 12
            tip, mid = polar((x, y), a, 150), polar((x, y), a, 92)
            p.form(
                smooth([(x, y + 30, 0), (mid[0] - 20, mid[1]), (*tip, 0), (mid[0] + 20, mid[1] + 8)]),
                mix(LEAF, LEAF_LIGHT, (i % 4) * 0.16),
                thick=9,
            )
        p.form(box(x - 22, y + 14, 40, 16, 6), RED, thick=4)
        p.form(
            smooth([(x - 16, y + 30, 0), (x + 14, y + 30, 0), (x + 26, y + 86), (x - 26, y + 86)]), LEAF_LIGHT, thick=8
        )

    draw_person(pen, trader, pose, spot, bunch)
    pen.fade(
        poly((300, 800), (1940, 800), (1940, 1100), (40, 1100)),
        [(0, (140, 98, 62)), (1, (84, 56, 38))],
        (0, 800),
        (0, 1080),
    )
    pen.form(box(280, 792, 1700, 16), light(WOOD, 0.1), thick=5)
    for i in range(9):
        pen.line([(330 + i * 200, 810), (250 + i * 215, 1090)], (84, 56, 38), 4, 0.6)
    kinds = [
        ["cabbage", "lime", "mango", "greens", "chili", "orange"],
        ["greens", "tomato", "mint", "dragon", "banana", "aubergine"],
    ]
    for row, (y, w, shift) in enumerate(((830, 250, 210), (960, 320, 60))):
        for i in range(6):
            _heap(pen, (shift + i * (w + 50), y, w), kinds[row][i], 10 * row + i)
    _scales(pen)


def _street(pen: Pen) -> None:
    people = (
        (470, 190, "cap", OLIVE),
        (720, 170, "nonla", TEAL),
        (1060, 200, "nonla", ROSE),
        (1180, 180, None, SKY_BLUE),
        (1750, 230, "nonla", PAPER),
        (120, 220, "nonla", BLUE),
    )
    for i, (x, h, hat, top) in enumerate(people):
        head = Head(
            skin=("tan", "mid")[i % 2],
            woman=i % 2 == 1,
            hair="tail" if i % 2 else "short",
            hat=hat,
            hat_color=RED if hat == "cap" else WHITE,
        )
        draw_person(
            pen.far(0.36),
            Person(Wear(top=top, pocket=False), head),
            (poses.WALK, poses.STAND, poses.BACK_SIDE)[i % 3],
            Spot(x, 440 + 0.86 * h * 1.2, h * 1.2, flip=i % 2 == 0),
        )


def _parasol(pen: Pen, x: float, y: float, w: float, color: Color) -> None:
    pen.form(box(x - 5, y - 20, 10, 420), STEEL, thick=4)
    for i in range(6):
        a, b = x - w / 2 + i * w / 6, x - w / 2 + (i + 1) * w / 6
        c = color if i % 2 else mix(color, PAPER, 0.75)
        pen.form(smooth([(x, y - w * 0.24, 0), (b, y, 0), ((a + b) / 2, y + 12), (a, y, 0)], pull=0.1), c, thick=6)


def _scales(pen: Pen) -> None:
    pen.ground_shadow(1700, 850, 90, 12)
    pen.form(smooth([(1630, 850, 0), (1650, 720), (1750, 720), (1770, 850, 0)]), (60, 100, 150), thick=16)
    pen.form(oval(1700, 790, 44), PAPER, thick=6)
    pen.line([(1700, 790), (1722, 762)], RED, 5)
    pen.form(smooth([(1600, 704), (1800, 704), (1770, 726), (1630, 726)]), STEEL, thick=6)


DAYLIGHT = Light(
    toward=(-0.72, -0.69),
    key=(255, 249, 238),
    shadow=(34, 32, 62),
    deep=0.3,
    edge=0.3,
    rim=(255, 246, 224),
    haze=(234, 230, 218),
)
SUN = Light(
    toward=(-0.6, -0.8),
    key=(255, 244, 222),
    shadow=(46, 32, 66),
    deep=0.34,
    edge=0.4,
    rim=(255, 238, 196),
    haze=(240, 226, 202),
)

SCENES = {
    "quay-bao-hiem": Scene(quay_bao_hiem, DAYLIGHT, Finish(seed=7)),
    "nguoi-ban-hang": Scene(nguoi_ban_hang, SUN, Finish(seed=8)),
}
