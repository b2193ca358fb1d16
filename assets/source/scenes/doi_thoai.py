"""Union dialogue: the meeting table, the talk on the floor, the union office."""

from dataclasses import replace

from kit import places, plants, poses, things
from kit.body import Build
from kit.clothes import Wear
from kit.heads import Head
from kit.light import Light
from kit.palette import (
    AMBER, BLUE, DENIM, INK, LEAF_DARK, NAVY, PAPER, RED, SKY_BLUE, SLATE, STEEL, STEEL_DARK, TEAL,
    WHITE, WOOD, Color, dark, light, mix,
)  # fmt: skip
from kit.paths import box, chain, oval, poly, smooth
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
        pose = replace(pose, hand_turn=(10, 16), far_over=False)
        if not flip and index == 0:
            pose = reach(pose, spot, near=(edge - way * 0.04 * height, top - 0.1 * height))
            pose = replace(pose, hands=("open", "rest"), hand_turn=(-16, 16))
        things.chair(p, x + way * 0.02 * height, spot.y, 0.28 * height, flip, (60, 64, 78))
        half = box(-50, y0, MID + 50, 1200) if not flip else box(MID, y0, 1200, 1200)

        def cover(q: Pen, j: dict, half: object = half) -> None:
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


def _shelf_wall(pen: Pen) -> None:
    things.shelf(pen, 60, 800, 330, 600, 5, 21)
    things.shelf(pen, 396, 800, 250, 600, 5, 33)
    plants.pot(pen, 520, 202, 160, 8)


def van_phong_cong_doan(pen: Pen) -> None:
    """Union office: the officer on the phone at his desk, a visitor waits with her papers."""
    pen.fade(box(-20, -20, 1960, 860), [(0, (222, 214, 196)), (1, (240, 232, 214))], (0, 0), (1500, 0))
    pen.fade(box(-20, 800, 1960, 300), [(0, (158, 124, 96)), (1, (104, 80, 64))], (0, 800), (0, 1080))
    pen.fill(box(-20, 790, 1960, 16), (190, 172, 148))
    _shelf_wall(pen.far(0.1))
    things.banner(pen.far(0.04), 760, 96, 620, 140, RED, 0.04)
    _window(pen)
    pen.soft(poly((1500, 120), (1840, 120), (900, 1080), (440, 1080)), (255, 244, 214), 0.2, 40, glow=True)
    things.clock(pen, 690, 160, 40, 9.4)
    officer = Person(
        Wear(top=SKY_BLUE, sleeve="rolled", bottom=SLATE, badge=True),
        Head(skin="mid", hair="part", mouth="talk", glasses=True, age=0.4),
        Build(1.04, 0.2),
    )
    spot = Spot(760, 1240, 1180)
    pose = replace(
        poses.SIT, turn=0.35, lean=2, hands=("hold", "pinch"), hand_turn=(-96, 40), elbows=(-1, 1), far_over=False
    )
    pose = reach(pose, spot, near=(704, 528), far=(960, 742))

    def handset(p: Pen, j: dict) -> None:
        x, y = j["near_hand"]
        p.form(chain([(x - 4, y + 30), (x - 16, y - 20), (x + 6, y - 66)], [17, 11, 17]), INK, thick=8, rim=2)

    draw_person(pen, officer, pose, spot, handset)
    visitor = Person(
        Wear(top=BLUE, bottom=NAVY, badge=False, trim=light(BLUE, 0.3)),
        Head(skin="light", hair="tail", woman=True, mouth="calm"),
        Build(woman=True),
    )
    guest = Spot(1450, 1270, 1110, flip=True)
    things.chair(pen, 1470, 1270, 310, True, dark(RED, 0.3))
    sit = replace(poses.SIT, turn=0.55, lean=4, hands=("hold", "hold"), hand_turn=(-14, -6))
    sit = reach(sit, guest, near=(1270, 800), far=(1210, 770))

    def folder(p: Pen, j: dict) -> None:
        p.form(poly((1130, 690), (1276, 706), (1262, 836), (1112, 816)), (214, 170, 100), thick=10)
        p.form(poly((1140, 682), (1270, 696), (1262, 720), (1140, 706)), PAPER, thick=3)

    draw_person(pen, visitor, sit, guest, folder)
    _desk(pen)


def _window(pen: Pen) -> None:
    pen.fade(box(1480, 110, 380, 460), [(0, (186, 218, 234)), (1, (246, 242, 220))], (0, 110), (0, 570))
    with pen.within(box(1480, 110, 380, 460)):
        places.skyline(pen.far(0.7), 6, 560, (40, 200), span=(1470, 1870))
        plants.tree(pen.far(0.35), 1770, 600, 380, 5, LEAF_DARK)
    for x in (1470, 1664, 1850):
        pen.form(box(x, 100, 18, 480), PAPER, thick=5)
    for y in (100, 330, 566):
        pen.form(box(1470, y, 398, 16), PAPER, thick=5)
    curtain = mix(PAPER, AMBER, 0.12)
    for x, w in ((1420, 80), (1850, 90)):
        pen.form(
            smooth([(x, 84, 0), (x + w, 84, 0), (x + w * 0.85, 340), (x + w, 620, 0), (x, 620, 0)]), curtain, thick=16
        )
        for i in range(3):
            pen.line([(x + w * (0.25 + i * 0.22), 90), (x + w * (0.22 + i * 0.2), 616)], dark(curtain, 0.3), 3, 0.4)


def _desk(pen: Pen) -> None:
    pen.fade(
        poly((430, 770), (1150, 770), (1190, 838), (360, 838)),
        [(0, (206, 158, 108)), (1, (172, 122, 78))],
        (0, 770),
        (0, 838),
    )
    pen.form(box(360, 836, 830, 28), (128, 86, 54), thick=8)
    pen.fade(box(390, 864, 776, 240), [(0, (118, 80, 52)), (1, (78, 54, 40))], (0, 864), (0, 1080))
    pen.form(box(430, 890, 220, 200, 4), (132, 92, 60), thick=8)
    pen.form(box(900, 890, 220, 200, 4), (132, 92, 60), thick=8)
    things.papers(pen, 830, 784, 150, 66, 6, 0.3)
    things.cup(pen, 620, 812, 70)
    pen.form(smooth([(440, 822, 0), (450, 780), (530, 772), (560, 822, 0)]), INK, thick=14, rim=2)
    pen.line([(548, 812), (620, 850), (700, 700), (716, 560)], (30, 34, 44), 4, 0.8)
    pen.form(box(1010, 752, 46, 60, 6), RED, thick=10)
    for i in range(3):
        pen.line([(1020 + i * 12, 756), (1014 + i * 18, 704)], [INK, BLUE, AMBER][i], 6)


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
DESK = Light(
    toward=(0.7, -0.71), key=(255, 249, 236), shadow=(40, 30, 56), deep=0.3, edge=0.34, rim=(255, 244, 216), haze=HALL
)

SCENES = {
    "doi-thoai": Scene(doi_thoai, MEETING, Finish(seed=13)),
    "to-cong-doan": Scene(to_cong_doan, FLOOR, Finish(seed=14)),
    "van-phong-cong-doan": Scene(van_phong_cong_doan, DESK, Finish(seed=15)),
}
