"""Union dialogue: the meeting table, the talk on the factory floor."""

from dataclasses import replace

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
    NAVY,
    PAPER,
    RED,
    SKY_BLUE,
    SLATE,
    STEEL,
    STEEL_DARK,
    TEAL,
    WHITE,
    WOOD,
    Color,
    dark,
    light,
)  # fmt: skip
from kit.paths import box, chain, oval, poly
from kit.pen import Pen
from kit.people import Person, Spot, draw_person, reach
from kit.scene import Scene
from kit.sheet import Finish

EYE = 392  # horizon of the meeting room
MID = 940  # the table runs away from us along this line
WORKERS = (
    (Wear(top=BLUE, badge=True, bottom=NAVY), Head(skin="light", hair="tail", woman=True, mouth="talk")),
    (Wear(top=BLUE, badge=True, bottom=NAVY), Head(skin="tan", hair="short", mouth="firm", beard=True)),
    (Wear(top=(90, 120, 150), sleeve="rolled", bottom=DENIM), Head(skin="brown", hair="crop", mouth="calm")),
    (Wear(top=BLUE, badge=True, bottom=NAVY), Head(skin="mid", hair="bob", woman=True, mouth="smile")),
)
MANAGERS = (
    (
        Wear(top=SLATE, sleeve="long", collar="suit", bottom=SLATE),
        Head(skin="mid", hair="part", color="grey", glasses=True, age=0.9, mouth="calm"),
    ),
    (
        Wear(top=(120, 112, 108), sleeve="long", collar="suit", bottom=SLATE, tie=NAVY),
        Head(skin="light", hair="part", mouth="calm"),
    ),
    (
        Wear(top=PAPER, sleeve="long", bottom=SLATE, pocket=False),
        Head(skin="fair", hair="long", woman=True, mouth="smile"),
    ),
    (Wear(top=SKY_BLUE, sleeve="long", bottom=SLATE), Head(skin="mid", hair="bald", color="grey", age=1, mouth="calm")),
)


def _top(height: float) -> float:
    """Picture y of the table top beside someone of this height."""
    return EYE + 0.35 * height


def _table(pen: Pen, near: float) -> None:
    far = 330
    corners = [
        (MID - 0.5 * far, _top(far)),
        (MID + 0.5 * far, _top(far)),
        (MID + 0.5 * near, _top(near)),
        (MID - 0.5 * near, _top(near)),
    ]
    pen.fade(
        poly(*corners), [(0, (206, 164, 116)), (0.45, (176, 126, 82)), (1, (132, 88, 56))], (0, _top(far)), (0, 1080)
    )
    for way in (-1, 1):
        a, b = (MID + way * 0.5 * far, _top(far)), (MID + way * 0.5 * near, _top(near))
        pen.fill(poly(a, b, (b[0], b[1] + 0.05 * near), (a[0], a[1] + 0.05 * far)), dark(WOOD, 0.35))
    with pen.within(poly(*corners)):
        pen.soft(
            poly((MID - 40, _top(far)), (MID + 60, _top(far)), (MID + 340, 1100), (MID - 240, 1100)),
            (255, 240, 214),
            0.26,
            24,
            glow=True,
        )


def _pair(pen: Pen, height: float, index: int, air: float) -> None:
    """Two people facing each other across the table at one depth."""
    p = pen.far(air)
    y0 = _top(height * 0.86)
    for flip, (wear, head) in ((False, WORKERS[index]), (True, MANAGERS[index])):
        way = 1 if flip else -1
        x = MID + way * 0.68 * height
        spot = Spot(x, EYE + 0.8 * height, height, flip)
        edge, top = MID + way * 0.47 * height, _top(height)
        pose = replace(poses.SIT, turn=0.5, lean=5, hunch=4, hands=("rest", "rest"), tilt=3)
        pose = reach(
            pose, spot, near=(edge - way * 0.03 * height, top - 4), far=(edge - way * 0.1 * height, top - 0.05 * height)
        )
        pose = replace(pose, hand_turn=(10, 16), far_over=True, upper_arms=(1, 0.7), forearms=(1, 0.82))
        if not flip and index == 0:
            pose = reach(pose, spot, near=(edge - way * 0.04 * height, top - 0.1 * height))
            pose = replace(pose, hands=("open", "rest"), hand_turn=(-16, 16))
        things.chair(p, x + way * 0.02 * height, spot.y, 0.28 * height, flip, (60, 64, 78))
        half = box(-50, y0, MID + 50, 1200) if not flip else box(MID, y0, 1200, 1200)

        def cover(q: Pen, _joints: dict, half: object = half) -> None:
            with q.within(half):
                _table(q, 2200)

        draw_person(
            p,
            Person(wear, head, Build(1.04 if not head.woman else 1.0, 0.3 if index == 0 and flip else 0, head.woman)),
            pose,
            spot,
            cover,
        )
        pen.soft(oval(edge - way * 0.05 * height, top + 6, 0.16 * height, 0.025 * height), INK, 0.25, 0.02 * height)


def doi_thoai(pen: Pen) -> None:
    """Meeting: workers on one side, management on the other, a plain red banner behind."""
    room = places.Room.seen((MID, EYE), (560, 190, 1320, 540), 5)
    places.draw_room(pen, room, (228, 220, 204), (164, 130, 104), (236, 232, 220))
    us = [(room.deep(z), room.deep(z + 0.1)) for z in (0.02, 0.16, 0.32, 0.52, 0.76)]
    places.wall_windows(
        pen, room.left(), us, (0.16, 0.62), [(0, (196, 224, 238)), (1, (248, 242, 218))], (222, 214, 198)
    )
    back = pen.far(0.14)
    things.banner(back, 640, 214, 600, 124, RED, 0.03)
    for x in (584, 1272):
        back.form(box(x, 196, 24, 344), dark(RED, 0.12), thick=6)
        for i in range(3):
            back.line([(x + 5 + i * 7, 200), (x + 5 + i * 7, 536)], dark(RED, 0.4), 2, 0.5)
    plants.pot(back, 640, 566, 150, 2)
    plants.pot(back, 1250, 566, 150, 5)
    for z in (0.08, 0.2, 0.4, 0.7):
        s = room.size(room.deep(z))
        things.tube(pen, (MID - 60 * s, EYE - 176 * s), (MID + 60 * s, EYE - 176 * s), 3 * s, 30 * s)
    for a in us[1:3]:
        p0, p1 = (places.quad_point(room.left(), a[0], v) for v in (0.16, 0.62))
        places.shaft(pen, [p0, p1, (p1[0] + 360, 1120), (p1[0] + 800, 960)], alpha=0.15)
    chairs = (
        (
            860,
            Wear(top=BLUE, sleeve="long", bottom=NAVY, badge=True),
            Head(skin="mid", hair="bun", woman=True, mouth="smile"),
        ),
        (
            1010,
            Wear(top=INK, sleeve="long", collar="suit", bottom=NAVY),
            Head(skin="mid", hair="short", color="grey", mouth="calm"),
        ),
    )
    for x, wear, head in chairs:
        draw_person(
            pen.far(0.16),
            Person(wear, head, Build(woman=head.woman)),
            replace(poses.SIT_FRONT, near=(-50, -306), far=(50, -306)),
            Spot(x, EYE + 0.8 * 330, 330),
        )
    _table(pen, 2200)
    for index, height, air in ((3, 430, 0.12), (2, 560, 0.08), (1, 740, 0.04), (0, 1010, 0.0)):
        _pair(pen, height, index, air)
        top = _top(height * 0.97)
        for way in (-1, 1):
            things.microphone(pen, MID + way * 0.2 * height, top, 0.16 * height)
            things.papers(pen, MID + way * 0.3 * height, top + 0.01 * height, 0.12 * height, 64 * way, 4, 0.36)
    _near_table(pen)


def _near_table(pen: Pen) -> None:
    """What lies on the table before us."""
    things.papers(pen, 760, 930, 210, 62, 6, 0.42)
    things.cup(pen, 1150, 1000, 110)
    pen.form(chain([(900, 1010), (1010, 1046)], [6, 5]), RED, thick=4)


def to_cong_doan(pen: Pen) -> None:
    """Break on the factory floor: the union team leader talks with workers."""
    horizon = 440
    room = places.Room.seen((1180, horizon), (820, 250, 1560, 560), 7)
    places.draw_room(pen.far(0.1), room, (214, 212, 200), (166, 158, 146), (206, 206, 198))
    places.floor_lines(pen, room, SLATE, 10, 10, 0.14)
    us = [(room.deep(z), room.deep(z + 0.075)) for z in (0.02, 0.12, 0.24, 0.38, 0.56, 0.78)]
    places.wall_windows(
        pen, room.left(), us, (0.1, 0.62), [(0, (200, 226, 238)), (1, (250, 242, 214))], (110, 128, 138)
    )
    things.banner(pen.far(0.36), 960, 268, 420, 40)
    for x, h, air in (
        (900, 240, 0.4),
        (1130, 240, 0.4),
        (1380, 240, 0.4),
        (820, 360, 0.26),
        (1560, 420, 0.22),
        (1800, 520, 0.14),
    ):
        _machine(pen.far(air), x, horizon + 0.86 * h, h)
    for z in (0.05, 0.12, 0.24, 0.42, 0.7):
        s = room.size(room.deep(z))
        x, y = 1180, horizon - 150 * s
        things.tube(pen, (x - 60 * s, y), (x + 60 * s, y), 2.6 * s, 28 * s)
    far_man = Person(Wear(top=BLUE, bottom=NAVY), Head(skin="mid", hat="cap", hat_color=BLUE))
    draw_person(pen.far(0.3), far_man, poses.WALK, Spot(1040, horizon + 0.86 * 300, 300))
    for a in us[:3]:
        p0, p1 = (places.quad_point(room.left(), a[0], v) for v in (0.1, 0.62))
        places.shaft(pen, [p0, p1, (p1[0] + 420, 1140), (p1[0] + 900, 1000)], alpha=0.26)
    _listeners(pen, horizon)
    _leader(pen, horizon)
    with pen.blurred(7):
        dim = pen.lit(replace(pen.light, key=(140, 144, 156)))
        dim.form(box(-60, 800, 360, 320, 14), dark(TEAL, 0.2), thick=50)
        dim.form(box(-60, 776, 380, 36, 6), STEEL_DARK, thick=10)
        things.helmet(dim, 120, 784, 190, AMBER)


def _machine(pen: Pen, x: float, y: float, size: float) -> None:
    """A green machine tool, seen from the front; `size` is the height of a person beside it."""
    k = size / 660
    with pen.at(x, y, k) as p:
        p.ground_shadow(0, 4, 220, 22)
        p.form(box(-190, -330, 380, 330, 10), TEAL, thick=44)
        p.form(box(-150, -560, 180, 240, 14), light(TEAL, 0.12), thick=30)
        p.form(box(60, -470, 120, 150, 8), STEEL, thick=20)
        p.fill(box(-126, -520, 130, 110, 8), (40, 60, 70))
        p.raw(poly((-100, -520), (-60, -520), (-110, -410), (-126, -410), (-126, -470)), WHITE, 0.12)
        p.form(chain([(30, -500), (110, -560), (120, -460)], [12, 12, 10]), STEEL_DARK, thick=8)
        for i, c in enumerate((RED, AMBER, (94, 160, 90))):
            p.fill(oval(84 + i * 34, -360, 11), c)
        p.form(box(-200, -346, 400, 22, 4), dark(TEAL, 0.25), thick=8)


def _listeners(pen: Pen, horizon: float) -> None:
    def tea(p: Pen, j: dict) -> None:
        x, y = j["near_hand"]
        things.cup(p, x + 12, y + 10, 54, SKY_BLUE)

    leaning = Person(
        Wear(top=BLUE, sleeve="rolled", bottom=NAVY),
        Head(skin="tan", hair="short", mouth="smile", beard=True),
        Build(1.05),
    )
    draw_person(
        pen.far(0.05), leaning, replace(poses.FOLDED, turn=0.35), Spot(1330, horizon + 0.86 * 660, 660, flip=True)
    )
    girl = Person(
        Wear(top=BLUE, bottom=NAVY, trim=light(BLUE, 0.3)),
        Head(skin="fair", hair="tail", woman=True, mouth="grin", eyes="happy"),
        Build(woman=True),
    )
    pose = replace(
        poses.STAND,
        turn=0.45,
        near=(10, -360),
        far=(70, -300),
        elbows=(1, -1),
        hands=("hold", "rest"),
        hand_turn=(-20, None),
        far_over=False,
    )
    draw_person(pen.far(0.03), girl, pose, Spot(1090, horizon + 0.86 * 650, 640, flip=True), tea)
    things.carton(pen, 1450, 1010, 290, 190, (178, 138, 92))
    sits = Person(
        Wear(top=(90, 120, 150), bottom=DENIM, collar="round", pocket=False),
        Head(skin="brown", hair="crop", mouth="calm", age=0.4),
        Build(1.02),
    )
    seat = Spot(1590, 1015, 720, flip=True)
    pose = replace(
        poses.SIT,
        lean=12,
        hunch=12,
        near=(118, -270),
        far=(140, -262),
        elbows=(1, 1),
        hands=("hold", "rest"),
        hip=(0, -205),
    )
    draw_person(pen, sits, pose, seat, tea)
    woman = Person(
        Wear(top=BLUE, bottom=NAVY, trim=RED),
        Head(skin="light", hair="bun", woman=True, hat="scarf", hat_color=RED),
        Build(woman=True),
    )
    with pen.blurred(2):
        near = Spot(1830, horizon + 0.86 * 900, 900, flip=True)
        draw_person(pen.lit(replace(pen.light, key=(176, 176, 186))), woman, poses.BACK_SIDE, near)


def _leader(pen: Pen, horizon: float) -> None:
    lead = Person(
        Wear(top=PAPER, sleeve="rolled", bottom=SLATE, badge=True),
        Head(skin="mid", hair="bob", woman=True, mouth="talk", glasses=False),
        Build(1.04, woman=True),
    )
    spot = Spot(640, horizon + 0.86 * 780, 780)
    pose = replace(
        poses.TALK,
        lean=3,
        near=(60, -392),
        far=(172, -440),
        hands=("hold", "open"),
        hand_turn=(-10, -24),
        far_over=False,
    )

    def notes(p: Pen, j: dict) -> None:
        x, y = j["near_hand"]
        p.form(poly((x - 20, y - 66), (x + 78, y - 84), (x + 92, y + 22), (x - 6, y + 40)), RED, thick=8)
        p.form(poly((x - 12, y - 62), (x + 74, y - 78), (x + 86, y + 14), (x - 2, y + 30)), PAPER, thick=4)

    draw_person(pen, lead, pose, spot, notes)


HALL: Color = (232, 226, 212)
MEETING = Light(
    toward=(-0.7, -0.71), key=(255, 250, 238), shadow=(40, 30, 56), deep=0.3, edge=0.3, rim=(255, 244, 220), haze=HALL
)
FLOOR = Light(
    toward=(-0.76, -0.65),
    key=(255, 247, 230),
    shadow=(34, 34, 64),
    deep=0.34,
    edge=0.38,
    rim=(255, 240, 204),
    haze=(230, 224, 208),
)

SCENES = {
    "doi-thoai": Scene(doi_thoai, MEETING, Finish(seed=13)),
    "to-cong-doan": Scene(to_cong_doan, FLOOR, Finish(seed=14)),
}
