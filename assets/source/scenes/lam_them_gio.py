"""Overtime: the garment line, the night shift, the payslip."""

from dataclasses import replace

import numpy as np
from kit import places, plants, poses, things
from kit.body import Build
from kit.clothes import Wear
from kit.heads import Head
from kit.light import Light
from kit.palette import CREAM, INK, MINT, NAVY, PAPER, RED, SKY_BLUE, SLATE, WHITE, dark, light
from kit.paths import box, minus, oval, poly, smooth
from kit.pen import Pen
from kit.people import Person, Spot, draw_person, reach
from kit.scene import Scene
from kit.sheet import Finish

SEAMSTRESSES = (
    Head(skin="light", hair="bun", woman=True, hat="scarf", hat_color=RED, eyes="down"),
    Head(skin="mid", hair="tail", woman=True, hat="scarf", hat_color=(62, 124, 123), eyes="down", mask=SKY_BLUE),
    Head(skin="fair", hair="bun", woman=True, hat="scarf", hat_color=SKY_BLUE, eyes="down"),
    Head(skin="tan", hair="tail", woman=True, hat="scarf", hat_color=MINT, eyes="down"),
    Head(skin="light", hair="bun", woman=True, hat="scarf", hat_color=(217, 140, 140), eyes="down", mask=WHITE),
)
UNIFORM = (47, 93, 140)


def _station(pen: Pen, x: float, ground: float, height: float, who: int) -> None:
    """A seamstress at her machine; x is her hip, `height` her standing height."""
    k = height / 660
    person = Person(
        replace(WORK, trim=light(UNIFORM, 0.25)),
        SEAMSTRESSES[who % len(SEAMSTRESSES)],
        Build(0.96 + 0.05 * (who % 3), woman=True),
    )
    spot = Spot(x, ground, height)
    top = ground - 300 * k
    things.chair(pen, x + 24 * k, ground, 186 * k, color=dark(SLATE, 0.1))

    def table(p: Pen, _joints: dict) -> None:
        left, right = x + 92 * k, x + 470 * k
        corners = [
            (left + 44 * k, top - 26 * k),
            (right + 30 * k, top - 26 * k),
            (right, top + 14 * k),
            (left, top + 14 * k),
        ]
        things.table(p, corners, 290 * k, light(CREAM, 0.2), 13 * k)
        things.sewing_machine(p, x + 200 * k, top - 6 * k, 216 * k)
        cloth(p, x, top, k, [RED, PAPER, RED, NAVY, PAPER][who % 5])

    draw_person(pen, person, poses.SEW, spot, table)


def cloth(pen: Pen, x: float, top: float, k: float, color: tuple) -> None:
    """The piece being sewn: from under the needle over the table's edge."""
    shape = smooth(
        [
            (x + 236 * k, top - 20 * k),
            (x + 190 * k, top - 26 * k),
            (x + 130 * k, top - 16 * k),
            (x + 104 * k, top + 8 * k),
            (x + 98 * k, top + 92 * k),
            (x + 124 * k, top + 128 * k),
            (x + 158 * k, top + 100 * k),
            (x + 176 * k, top + 14 * k),
            (x + 250 * k, top + 2 * k),
        ]
    )
    pen.form(shape, color, thick=14 * k)
    with pen.within(shape):
        for a in (112, 132, 152):
            pen.fold(
                (x + a * k, top - 4 * k),
                (x + (a - 4) * k, top + 60 * k),
                (x + (a + 4) * k, top + 124 * k),
                6 * k,
                color,
            )
        pen.fold((x + 140 * k, top - 14 * k), (x + 180 * k, top - 16 * k), (x + 224 * k, top - 12 * k), 4 * k, color)


def chuyen_may(pen: Pen) -> None:
    """Garment line: rows of women at their machines, one close to us."""
    room = places.Room.seen((1230, 372), (900, 236, 1540, 458), 9)
    places.draw_room(pen.far(0.12), room, (226, 220, 204), (186, 176, 160), (232, 228, 214))
    places.floor_lines(pen, room, SLATE, 12, 12, 0.12)
    us = [(room.deep(z), room.deep(z + 0.055)) for z in (0.02, 0.09, 0.17, 0.26, 0.36, 0.48, 0.62, 0.78)]
    glass = [(0, (206, 230, 240)), (0.7, (246, 244, 226)), (1, (226, 226, 200))]
    places.wall_windows(pen, room.left(), us, (0.2, 0.66), glass, (120, 140, 150))
    _hall_back(pen, room)
    for z in (0.05, 0.1, 0.17, 0.26, 0.38, 0.55, 0.8):
        u = room.deep(z)
        s = room.size(u)
        for lane in (0.3, 0.7):
            y = 372 - 108 * s
            x = 1230 + (lane - 0.5) * 640 * s
            things.tube(pen, (x - 44 * s, y), (x + 44 * s, y), 2.6 * s, 26 * s)
            pen.line([(x, y), (x, y - 28 * s)], SLATE, 1.2 * s, 0.5)
    rows = ((214, 0.5, 5), (290, 0.34, 4), (420, 0.2, 4), (640, 0.08, 3))
    who = 0
    for height, air, count in rows:
        ground = 372 + 0.75 * height
        start = {214: 640, 290: 700, 420: 800, 640: 1010}[height]
        for i in range(count):
            who += 1
            _station(pen.far(air), start + i * height * 0.86, ground, height, who)
        if height == 290:
            _leader(pen.far(0.28))
    for us_ in us[1:4]:
        a, b = (places.quad_point(room.left(), us_[0], v) for v in (0.2, 0.66))
        places.shaft(pen, [a, b, (b[0] + 420, 1120), (b[0] + 900, 980)], alpha=0.34)
        places.light_pool(
            pen, [(b[0] + 480, 1010), (b[0] + 700, 960), (b[0] + 830, 1010), (b[0] + 620, 1075)], alpha=0.16
        )
    _basket(pen)
    _station(pen, 470, 372 + 0.75 * 1190, 1190, 0)
    _front_cloth(pen)


def _leader(pen: Pen) -> None:
    """The union woman walking between the rows."""
    person = Person(
        replace(WORK, top=PAPER, sleeve="long", badge=True, bottom=dark(SLATE, 0.2)),
        Head(skin="fair", hair="bob", woman=True, mouth="smile"),
        Build(woman=True),
    )
    pose = replace(poses.WALK, view="three", turn=0.6, near=(60, -380), hands=("hold", "rest"))
    draw_person(pen, person, pose, Spot(1500, 372 + 0.75 * 330, 330, flip=True))


def _hall_back(pen: Pen, room: places.Room) -> None:
    x0, y0, x1, y1 = room.back
    p = pen.far(0.4)
    for i in range(6):
        p.fill(box(x0 + 30 + i * 100, y0 + 44, 74, 70, 2), (190, 214, 222))
    things.banner(p, x0 + 160, y0 + 6, 320, 28)
    things.fan(p, x0 + 40, y1 - 80, 22)
    p.shade(box(x0, y1 - 12, x1 - x0, 14), (200, 200, 190), 0.8)


def _front_cloth(pen: Pen) -> None:
    """Near, out of focus: bales and thread cones that frame the view."""
    with pen.blurred(6):
        dim = pen.lit(replace(pen.light, key=(150, 160, 180)))
        dim.form(
            smooth([(1500, 1120), (1530, 1020), (1640, 990), (1800, 1000), (1990, 980), (1990, 1120)]), NAVY, thick=30
        )
        for x, c in ((1640, PAPER), (1742, RED), (1850, SKY_BLUE)):
            dim.form(poly((x - 40, 1010), (x + 40, 1010), (x + 20, 880), (x - 20, 880)), c, thick=20)
            dim.form(oval(x, 880, 20, 6), dark(c, 0.2), thick=4)


def _basket(pen: Pen) -> None:
    """Finished pieces waiting on the floor."""
    things.folded_cloth(pen, 24, 1040, 210, [NAVY, RED, PAPER, RED, SKY_BLUE, RED], 24)


WORK = Wear(top=UNIFORM, sleeve="short", bottom=NAVY, collar="shirt")


def _night_windows(pen: Pen, room: places.Room) -> None:
    wall = room.right()
    us = [(1 - room.deep(z + 0.075), 1 - room.deep(z)) for z in (0.02, 0.115, 0.22, 0.34, 0.48, 0.65)]
    glass = [(0, (10, 18, 36)), (0.6, (30, 44, 78)), (1, (92, 74, 92))]
    places.wall_windows(pen, wall, us, (0.12, 0.7), glass, (58, 72, 92), 3)
    rng = np.random.default_rng(22)
    for u in us:
        for _ in range(26):
            a, v = u[0] + (u[1] - u[0]) * (0.04 + 0.92 * rng.random()), 0.5 + 0.19 * rng.random() ** 0.6
            x, y = places.quad_point(wall, a, v)
            s = room.size(1 - a) * (0.5 + 0.5 * rng.random())
            pen.raw(
                box(x, y, 0.9 * s, 1.1 * s),
                [(255, 214, 130), (255, 240, 210), (240, 120, 90)][int(rng.integers(3))],
                0.85,
            )
    x, y = places.quad_point(wall, us[1][0] + 0.04, 0.24)
    pen.halo(x, y, 90, (220, 230, 250), 0.5)
    pen.raw(minus(oval(x, y, 24), oval(x + 11, y - 7, 22)), (240, 240, 226))


def _assembler(pen: Pen, x: float, ground: float, height: float, flip: bool, who: int) -> None:
    k = height / 660
    heads = (
        Head(skin="fair", hair="bun", woman=True, hat="bonnet", hat_color=(220, 232, 240), eyes="down"),
        Head(skin="mid", hair="short", hat="bonnet", hat_color=(220, 232, 240), eyes="down", mask=WHITE),
        Head(skin="tan", hair="bun", woman=True, hat="bonnet", hat_color=(220, 232, 240), eyes="down", mask=SKY_BLUE),
    )
    head = heads[who % 3]
    person = Person(
        Wear(top=(150, 182, 204), sleeve="long", collar="mandarin", bottom=NAVY, hem=0.3), head, Build(woman=head.woman)
    )
    way = -1 if flip else 1
    top = ground - 300 * k

    def bench(p: Pen, _joints: dict) -> None:
        a, b = x + way * 78 * k, x + way * 520 * k
        left, right = min(a, b), max(a, b)
        corners = [
            (left + 20 * k, top - 30 * k),
            (right - 10 * k, top - 30 * k),
            (right, top + 12 * k),
            (left, top + 12 * k),
        ]
        things.table(p, corners, 290 * k, (176, 190, 198), 14 * k)
        _board(p, x + way * 215 * k, top - 8 * k, k)

    things.chair(pen, x, ground, 186 * k, flip, dark(SLATE, 0.2))
    pose = replace(
        poses.WRITE, near=(148, -326), far=(240, -338), hands=("pinch", "pinch"), hand_turn=(20, 28), nod=0.8, lean=15
    )
    draw_person(pen, person, pose, Spot(x, ground, height, flip), bench)


def _board(pen: Pen, x: float, y: float, k: float) -> None:
    pen.fill(
        poly((x - 56 * k, y - 14 * k), (x + 60 * k, y - 14 * k), (x + 70 * k, y + 12 * k), (x - 66 * k, y + 12 * k)),
        (34, 96, 82),
    )
    for i in range(9):
        px, py = x + (-44 + (i * 29) % 96) * k, y + (-9 + (i * 7) % 15) * k
        pen.form(
            box(px, py, (8 + i % 3 * 5) * k, 6 * k),
            [(30, 34, 40), (200, 190, 150), (120, 130, 140)][i % 3],
            thick=2 * k,
        )


def ca_dem(pen: Pen) -> None:
    """Night shift: an electronics hall with lit benches under a night sky, the clock on the wall."""
    room = places.Room.seen((700, 392), (450, 250, 960, 486), 8)
    places.draw_room(pen.far(0.1), room, (96, 116, 146), (84, 100, 124), (52, 66, 92))
    places.floor_lines(pen, room, (200, 220, 240), 12, 12, 0.08)
    _night_windows(pen, room)
    for z in (0.03, 0.075, 0.14, 0.24, 0.38, 0.6, 0.85):
        s = room.size(room.deep(z))
        for lane in (-0.36, 0.02):
            x, y = 700 + lane * 620 * s, 392 - 118 * s
            things.tube(pen, (x - 40 * s, y), (x + 40 * s, y), 2.4 * s, 34 * s)
            floor_y = 392 + 90 * s
            pen.halo(x, floor_y, 70 * s, (190, 214, 250), 0.13)
    things.clock(pen.far(0.1), 588, 318, 44, 10.17)
    things.banner(pen.far(0.3), 680, 286, 220, 30)
    for height, air, xs in ((200, 0.36, (480, 640, 800, 960)), (290, 0.24, (330, 580, 850)), (430, 0.12, (150, 560))):
        for i, x in enumerate(xs):
            _assembler(pen.far(air), x, 392 + 0.76 * height, height, False, i + int(height / 10))
    _technician(pen.far(0.16))
    _assembler(pen, 1380, 392 + 0.76 * 1150, 1150, True, 0)
    _bench_lamp(pen)


def _technician(pen: Pen) -> None:
    person = Person(
        Wear(top=(52, 74, 110), sleeve="long", bottom=SLATE, badge=True), Head(skin="mid", hair="part", glasses=True)
    )
    draw_person(
        pen,
        person,
        replace(poses.WALK, view="three", turn=0.6, near=(70, -390), hands=("hold", "fist")),
        Spot(1130, 392 + 0.76 * 400, 400, flip=True),
    )


def _bench_lamp(pen: Pen) -> None:
    pen.line([(600, 745), (590, 520), (800, 440)], (60, 70, 86), 12)
    pen.form(smooth([(770, 420), (860, 408), (930, 470), (900, 492), (790, 486)]), (64, 78, 98), thick=14, rim=3)
    pen.halo(900, 560, 420, (255, 214, 140), 0.42)
    pen.fade(
        poly((800, 488), (918, 478), (1240, 760), (640, 760)),
        [(0, (255, 226, 160), 0.5), (1, (255, 214, 140), 0.05)],
        (860, 480),
        (900, 760),
        glow=True,
    )
    pen.raw(oval(862, 484, 56, 8, -5), (255, 246, 214))
    pen.form(box(520, 690, 110, 66, 6), (52, 64, 84), thick=10)
    pen.raw(box(540, 706, 46, 22, 3), (240, 110, 80))
    for i, c in enumerate((RED, (62, 124, 123), (217, 184, 79))):
        pen.form(box(560 + i * 62, 770, 54, 34, 4), c, thick=6)


def bang_luong(pen: Pen) -> None:
    """A worker with his payslip; the union woman explains it at the table."""
    with pen.blurred(4):
        back = pen.far(0.28)
        places.draw_room(
            back,
            places.Room.seen((1000, 420), (300, 60, 1700, 640), 3),
            (226, 216, 196),
            (180, 160, 136),
            (230, 226, 214),
        )
        back.fade(box(330, 110, 420, 400), [(0, (188, 220, 236)), (1, (244, 240, 214))], (0, 110), (0, 510))
        plants.tree(back.far(0.4), 560, 560, 420, 4)
        for x in (330, 536, 742):
            back.fill(box(x - 6, 104, 14, 412), PAPER)
        for y in (104, 300, 508):
            back.fill(box(326, y - 6, 428, 14), PAPER)
        things.shelf(back, 1290, 640, 330, 470, 4, 5)
        things.banner(back, 840, 110, 380, 80)
        plants.pot(back, 1180, 660, 220, 3)
    places.shaft(pen, [(330, 110), (750, 500), (1500, 1100), (700, 1100)], alpha=0.12)
    man = Person(
        Wear(top=(47, 93, 140), badge=True, bottom=NAVY),
        Head(skin="tan", hair="short", eyes="down", mouth="calm"),
        Build(1.02),
    )
    woman = Person(
        Wear(top=PAPER, sleeve="rolled", bottom=SLATE, badge=True),
        Head(skin="light", hair="bob", woman=True, mouth="talk"),
        Build(woman=True),
    )
    table_y = 930
    left = Spot(430, 1725, 1760)
    right = Spot(1520, 1725, 1740, flip=True)
    pose_l = replace(
        poses.SIT, turn=0.5, lean=7, hunch=8, nod=0.7, tilt=6, hands=("hold", "hold"), hand_turn=(-22, -14)
    )
    pose_l = reach(pose_l, left, near=(730, 880), far=(860, 800))
    pose_r = replace(
        poses.SIT,
        turn=0.42,
        lean=9,
        hunch=6,
        nod=0.35,
        tilt=5,
        hands=("point", "flat"),
        hand_turn=(-26, 14),
        elbows=(1, 1),
    )
    pose_r = reach(pose_r, right, near=(1150, 790), far=(1180, 890))

    def slip(p: Pen, _joints: dict) -> None:
        things.papers(p, 800, 560, 236, 8, 7)

    draw_person(pen, woman, pose_r, right)
    draw_person(pen, man, pose_l, left, slip)
    pen.fade(
        poly((-20, table_y), (1940, table_y), (1940, 1100), (-20, 1100)),
        [(0, (196, 146, 98)), (1, (120, 78, 48))],
        (0, table_y),
        (0, 1080),
    )
    pen.fill(box(-20, table_y - 2, 1960, 7), (222, 178, 128))
    pen.soft(oval(480, table_y + 30, 330, 22), INK, 0.35, 14)
    pen.soft(oval(1480, table_y + 30, 330, 22), INK, 0.35, 14)
    things.papers(pen, 1060, 950, 220, 62, 6, 0.4)
    things.cup(pen, 1760, 1050, 140)
    things.helmet(pen, 190, 1072, 300, (242, 169, 0))


MORNING = Light(
    toward=(-0.72, -0.69),
    key=(255, 249, 234),
    shadow=(24, 34, 66),
    deep=0.3,
    edge=0.3,
    rim=(255, 244, 214),
    haze=(236, 230, 214),
)

NIGHT = Light(
    toward=(-0.5, -0.87),
    key=(226, 234, 252),
    shadow=(10, 16, 44),
    deep=0.46,
    edge=0.34,
    rim=(255, 226, 176),
    haze=(74, 92, 126),
)
ROOM = Light(
    toward=(-0.75, -0.66),
    key=(255, 250, 240),
    shadow=(34, 32, 62),
    deep=0.32,
    edge=0.3,
    rim=(255, 244, 220),
    haze=(232, 226, 212),
)

SCENES = {
    "chuyen-may": Scene(chuyen_may, MORNING, Finish(seed=1)),
    "ca-dem": Scene(ca_dem, NIGHT, Finish(seed=2, vignette=0.32)),
    "bang-luong": Scene(bang_luong, ROOM, Finish(seed=3)),
}
