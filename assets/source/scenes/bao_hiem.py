"""Social insurance: the counter, the market trader, the phone."""

from dataclasses import replace

import numpy as np

from kit import hands, places, plants, poses, things
from kit.body import Build
from kit.clothes import Wear
from kit.heads import Head
from kit.light import Light
from kit.palette import (
    AMBER, BLUE, DENIM, INK, LEAF, LEAF_DARK, LEAF_LIGHT, NAVY, OLIVE, PAPER, PLUM, RED, ROSE, SKIN, SKY_BLUE,
    SLATE, STEEL, TEAL, WHITE, WOOD, Color, dark, light, mix,
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
        poses.STAND, turn=0.5, lean=6, hunch=8, hands=("flat", "hold"), hand_turn=(6, -14), elbows=(1, 1), tilt=2
    )
    pose = reach(pose, spot, near=(800, 694), far=(900, 640))

    def file(p: Pen, j: dict) -> None:
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
                    pen.line([(cx, cy), polar((cx, cy), k * 90 + 30, r * 1.4)], LEAF_LIGHT, 3)


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

    def bunch(p: Pen, j: dict) -> None:
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


def dien_thoai(pen: Pen) -> None:
    """Hands holding a phone with a drawn app; the workshop behind is out of focus."""
    with pen.blurred(9):
        _workshop(pen)
    pen.halo(960, 600, 900, (20, 28, 50), 0.3, glow=False)
    skin = SKIN["tan"]
    with pen.at(1090, 545, 1, 7) as p:
        _left_hand_back(p, skin)
        _phone(p)
        _left_hand_front(p, skin)
    _tapping(pen, skin)


def _workshop(pen: Pen) -> None:
    room = places.Room.seen((700, 380), (330, 190, 1140, 520), 6)
    back = pen.far(0.16)
    places.draw_room(back, room, (196, 200, 196), (150, 146, 138), (210, 212, 206))
    us = [(room.deep(z), room.deep(z + 0.1)) for z in (0.04, 0.18, 0.36, 0.58)]
    places.wall_windows(
        back, room.left(), us, (0.12, 0.62), [(0, (206, 230, 240)), (1, (250, 244, 216))], (120, 140, 150)
    )
    for z in (0.1, 0.22, 0.42):
        s = room.size(room.deep(z))
        things.tube(back, (700 - 60 * s, 380 - 130 * s), (700 + 60 * s, 380 - 130 * s), 3 * s, 30 * s)
    for x, h, flip in ((1180, 300, True), (560, 300, False), (820, 330, False), (250, 560, False), (1640, 640, True)):
        man = Person(Wear(top=BLUE, sleeve="rolled", bottom=NAVY), Head(skin="mid", hat="cap", hat_color=BLUE))
        draw_person(
            back,
            man,
            replace(poses.STAND, turn=0.6, near=(100, -380), far=(120, -380), elbows=(1, 1)),
            Spot(x, 380 + 0.8 * h, h, flip),
        )
        way = -1 if flip else 1
        k = h / 660
        back.form(box(x + way * 110 * k - 90 * k, 380 + 0.8 * h - 330 * k, 300 * k, 330 * k, 8), TEAL, thick=26 * k)
        back.form(
            box(x + way * 110 * k - 60 * k, 380 + 0.8 * h - 470 * k, 130 * k, 150 * k, 8),
            light(TEAL, 0.15),
            thick=20 * k,
        )
        back.raw(oval(x + way * 120 * k, 380 + 0.8 * h - 420 * k, 14 * k), AMBER)


def _phone(pen: Pen) -> None:
    """The phone about (0, 0), 400×780; cards, a ring and a tick: an app without words."""
    pen.soft(box(-200, -380, 420, 790, 50), INK, 0.45, 22)
    pen.form(box(-206, -396, 412, 792, 52), (28, 30, 38), thick=10, rim=3)
    screen = box(-190, -380, 380, 760, 40)
    pen.raw(screen, (246, 243, 236))
    with pen.within(screen):
        pen.fade(box(-190, -380, 380, 210), [(0, (200, 16, 46)), (1, (143, 13, 34))], (0, -380), (0, -170))
        pen.raw(oval(-118, -268, 44), (255, 236, 220))
        pen.raw(oval(-118, -280, 18), (143, 13, 34))
        with pen.within(oval(-118, -268, 44)):
            pen.raw(oval(-118, -222, 36, 30), (143, 13, 34))
        pen.raw(box(-50, -292, 170, 18, 9), WHITE, 0.95)
        pen.raw(box(-50, -258, 112, 14, 7), WHITE, 0.6)
        pen.raw(box(-160, -196, 320, 176, 24), WHITE)
        pen.stroke(oval(-84, -108, 54), (226, 224, 218), 18)
        ring = smooth([polar((-84, -108), a, 54) for a in range(-90, 171, 20)], closed=False)
        pen.stroke(ring, RED, 18)
        for i, w in enumerate((130, 96, 118)):
            pen.raw(box(6, -154 + i * 36, w, 15, 7), (170, 178, 188) if i else SLATE)
        for row in range(2):
            for col in range(3):
                x, y = -160 + col * 112, 6 + row * 122
                pen.raw(box(x, y, 96, 104, 20), WHITE)
                c = [BLUE, (62, 124, 123), AMBER, (94, 140, 74), RED, SLATE][row * 3 + col]
                pen.raw(oval(x + 48, y + 42, 25), c, 0.92)
                pen.raw(box(x + 20, y + 80, 56, 10, 5), (200, 204, 208))
        _icons(pen)
        pen.raw(box(-160, 268, 320, 70, 35), RED)
        pen.stroke(smooth([(-26, 302, 0), (-8, 320, 0), (28, 284, 0)], closed=False), WHITE, 11)
        pen.raw(poly((60, -400), (210, -400), (-40, 400), (-190, 400)), WHITE, 0.07)
    pen.raw(oval(0, -362, 8), (20, 22, 28))


def _icons(pen: Pen) -> None:
    pen.stroke(smooth([(-124, 46, 0), (-112, 36), (-100, 46), (-112, 64)]), WHITE, 5)
    pen.stroke(poly((-8, 38), (8, 38), (8, 60), (-8, 60)), WHITE, 5)
    pen.raw(oval(112, 48, 10), WHITE)
    pen.stroke(oval(-112, 170, 11), WHITE, 5)
    pen.stroke(poly((-10, 178), (0, 160), (10, 178)), WHITE, 5)
    pen.raw(box(100, 160, 24, 20, 4), WHITE)


def _left_hand_back(pen: Pen, skin: Color) -> None:
    """Palm and sleeve behind the phone."""
    sleeve = smooth([(-560, 700), (-330, 420), (-190, 500), (-130, 760), (-300, 900)])
    pen.form(chain([(-640, 900), (-330, 420)], [150, 112]), BLUE, thick=50)
    pen.form(chain([(-360, 470), (-318, 404)], [122, 120], flat=True), dark(BLUE, 0.12), thick=30)
    pen.form(
        smooth([(-350, 420), (-300, 210), (-230, 120), (-60, 90), (80, 300), (-20, 420), (-180, 470), (-280, 500)]),
        skin,
        thick=50,
    )
    del sleeve


def _left_hand_front(pen: Pen, skin: Color) -> None:
    """Thumb over the left edge, finger tips round the right edge."""
    pen.soft(chain([(-250, 230), (-205, 60), (-150, -50)], [40, 36, 28]), INK, 0.3, 12)
    thumb = chain([(-285, 290), (-232, 90), (-176, -46)], [72, 47, 35])
    pen.form(thumb, skin, thick=24, rim=1.5)
    nail = oval(-168, -58, 17, 24, 22)
    pen.form(nail, light(mix(skin, ROSE, 0.2), 0.3), thick=5)
    pen.line([(-252, 70), (-232, 84), (-208, 82)], dark(skin, 0.3), 4, 0.5)
    for i in range(4):
        y = 30 + i * 92
        pen.soft(chain([(150, y + 8), (205, y + 10)], [34, 36]), INK, 0.25, 8)
        pen.form(chain([(230, y + 8), (206, y + 2), (164, y)], [38, 38, 31]), dark(skin, 0.03 * i), thick=16, rim=1.2)
        pen.form(oval(158, y - 2, 17, 20), light(mix(skin, ROSE, 0.2), 0.26), thick=4)


def _tapping(pen: Pen, skin: Color) -> None:
    """The other hand comes from the right and taps."""
    tone = dark(skin, 0.02)
    pen.form(chain([(1960, 1240), (1640, 930)], [170, 120]), BLUE, thick=60)
    pen.form(chain([(1690, 980), (1632, 922)], [132, 128], flat=True), dark(BLUE, 0.12), thick=34)
    with pen.at(1600, 900, 5.1, 214) as p:
        p.canvas.scale(1, -1)
        flipped = Pen(p.canvas, replace(p.light, toward=(p.light.toward[0], -p.light.toward[1])), p.place)
        hands.draw_hand(flipped, "tap", tone)


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
SOFT = Light(
    toward=(-0.62, -0.78),
    key=(255, 248, 236),
    shadow=(40, 30, 56),
    deep=0.32,
    edge=0.34,
    rim=(255, 240, 214),
    haze=(224, 222, 214),
)

SCENES = {
    "quay-bao-hiem": Scene(quay_bao_hiem, DAYLIGHT, Finish(seed=7)),
    "nguoi-ban-hang": Scene(nguoi_ban_hang, SUN, Finish(seed=8)),
    "dien-thoai": Scene(dien_thoai, SOFT, Finish(seed=9, vignette=0.3)),
}
