"""Skills: the class at the lathe, the contest."""

from dataclasses import replace

from kit import home, places, poses, things, workshop
from kit.body import Build
from kit.clothes import Wear
from kit.heads import Head
from kit.light import Light
from kit.palette import (
    AMBER,
    BLUE,
    NAVY,
    OLIVE,
    ORANGE,
    PAPER,
    RED,
    SKY_BLUE,
    SLATE,
    STEEL,
    STEEL_DARK,
    TEAL,
)  # fmt: skip
from kit.paths import box, chain
from kit.pen import Pen
from kit.people import Joints, Person, Spot, draw_person, reach
from kit.scene import Scene
from kit.sheet import Finish

OVERALL = Wear(top=(84, 112, 140), sleeve="rolled", bottom=(60, 84, 112), collar="zip")

HALL = 400


def _stand(x: float, height: float, flip: bool = False) -> Spot:
    return Spot(x, HALL + 0.92 * height, height, flip)


def lop_hoc_nghe(pen: Pen) -> None:
    """Vocational class: the master shows a turning tool, the apprentices watch the chuck."""
    room = places.Room.seen((1060, HALL), (560, 190, 1620, 560), 4.6)
    places.draw_room(pen.far(0.12), room, (222, 220, 204), (168, 164, 156), (220, 222, 214))
    home.dado(pen.far(0.2), room, (150, 178, 164), 0.72)
    places.floor_lines(pen, room, SLATE, 12, 10, 0.12)
    us = [(room.deep(z), room.deep(z + 0.14)) for z in (0.06, 0.27, 0.5, 0.76)]
    places.wall_windows(
        pen,
        room.left(),
        us,
        (0.2, 0.62),
        [(0, (190, 222, 240)), (0.7, (246, 244, 222)), (1, (206, 216, 180))],
        (104, 128, 136),
    )
    back = pen.far(0.2)
    workshop.gear_board(back, 790, 236, 500, 190)
    workshop.tool_board(back, 1370, 244, 220, 150)
    for z in (0.1, 0.24, 0.46, 0.8):
        s = room.size(room.deep(z))
        for lane in (-0.3, 0.3):
            x, y = 1060 + lane * 640 * s, HALL - 190 * s
            things.tube(pen, (x - 60 * s, y), (x + 60 * s, y), 3 * s, 30 * s)
    _second_group(pen)
    for a in us[:3]:
        top, low = (places.quad_point(room.left(), a[0], v) for v in (0.2, 0.62))
        places.shaft(pen, [top, low, (low[0] + 520, 1080), (low[0] + 900, 960)], alpha=0.2)
    _filing(pen.far(0.06))
    _apprentices(pen)
    _master(pen)
    with pen.blurred(7):
        dim = pen.lit(replace(pen.light, key=(110, 120, 132)))
        workshop.bench(dim, -160, 1180, 420, 270, (110, 84, 60))
        workshop.vice(dim, 100, 918, 190, NAVY)


def _second_group(pen: Pen) -> None:
    """Another lathe at the back with two at work."""
    back = pen.far(0.24)
    for x, h in ((1120, 300), (700, 310)):
        workshop.lathe(back, x, HALL + 0.92 * h - 8, h * 0.82, (110, 140, 150))
    a = Person(OVERALL, Head(skin="tan", hair="crop", eyes="down", hat="cap", hat_color=BLUE))
    b = Person(OVERALL, Head(skin="light", hair="tail", woman=True, eyes="down"), Build(woman=True))
    for who, x, flip in ((a, 1210, False), (b, 806, False)):
        spot = _stand(x, 318, flip)
        draw_person(back, who, replace(poses.BACK_SIDE, near=(70, -370), far=(-20, -380), elbows=(-1, 1)), spot)


def _filing(pen: Pen) -> None:
    """Left of the machine a girl files a piece in the vice."""
    spot = _stand(150, 500)
    k = 500 / 660
    top = spot.y - 330 * k
    girl = Person(
        replace(OVERALL, sleeve="short", top=(84, 112, 140)),
        Head(skin="mid", hair="bun", woman=True, eyes="down", mouth="calm", hat="scarf", hat_color=RED),
        Build(woman=True),
    )

    def work(p: Pen, j: Joints) -> None:
        workshop.bench(p, 196, spot.y + 16, 300, 350 * k)
        workshop.workpiece(p, 310, top - 30, 40)
        workshop.vice(p, 308, top, 100, NAVY)
        p.form(chain([(232, top - 62), (j["far_hand"][0] + 14, j["far_hand"][1])], [6, 4]), STEEL, thick=3)
        for i, c in enumerate((RED, AMBER)):
            p.form(chain([(400 + i * 34, top - 4), (440 + i * 34, top - 8)], [5, 3]), c, thick=2)

    pose = replace(poses.STAND, turn=0.6, lean=12, hunch=12, tilt=10, nod=0.7, elbows=(1, 1), hands=("fist", "fist"))
    draw_person(pen, girl, reach(pose, spot, near=(236, top - 62), far=(308, top - 68)), spot, work)


def _apprentices(pen: Pen) -> None:
    """Three who watch: a girl leaning in, a tall boy, one with a note pad."""
    tall = Person(OVERALL, Head(skin="brown", hair="short", mouth="calm"), Build(0.96))
    draw_person(pen.far(0.05), tall, replace(poses.FOLDED, turn=0.4, nod=0.3), _stand(1310, 660, True))
    girl = Person(
        replace(OVERALL, sleeve="short"), Head(skin="fair", hair="tail", woman=True, mouth="smile"), Build(woman=True)
    )
    spot = _stand(1500, 650, True)
    pose = replace(
        poses.STAND,
        turn=0.5,
        lean=6,
        hunch=8,
        hands=("pinch", "hold"),
        hand_turn=(10, -20),
        nod=0.5,
        tilt=5,
        far_over=True,
        elbows=(1, 1),
    )
    pose = reach(pose, spot, near=(1430, 650), far=(1420, 668))

    def pad(p: Pen, _: Joints) -> None:
        workshop.clipboard(p, 1372, 600, 72, -16)

    draw_person(pen.far(0.03), girl, pose, spot, pad)


def _master(pen: Pen) -> None:
    """The old turner at the machine; his hand on the wheel, the other points at the chuck."""
    workshop_y = HALL + 0.92 * 760 - 4
    man = Person(
        Wear(top=(70, 84, 104), sleeve="rolled", bottom=SLATE, collar="shirt"),
        Head(skin="mid", hair="short", color="grey", age=1, glasses=True, mouth="talk", eyes="down"),
        Build(1.04, 0.2),
    )
    spot = _stand(640, 800)
    pose = replace(
        poses.STAND,
        turn=0.45,
        lean=8,
        hunch=8,
        tilt=6,
        nod=0.4,
        hands=("point", "fist"),
        hand_turn=(-6, 60),
        elbows=(1, 1),
    )
    pose = reach(pose, spot, near=(800, 610), far=(900, 700))
    boy = Person(OVERALL, Head(skin="tan", hair="crop", eyes="down", mouth="calm"), Build(0.94))
    spot_b = _stand(1010, 760, True)
    pose_b = replace(
        poses.STAND,
        turn=0.4,
        lean=8,
        hunch=10,
        tilt=8,
        nod=0.7,
        hands=("hold", "fist"),
        elbows=(1, 1),
        hand_turn=(30, 20),
    )
    pose_b = reach(pose_b, spot_b, near=(975, 742), far=(930, 724))
    draw_person(pen, boy, pose_b, spot_b)
    draw_person(pen, man, pose, spot, lambda p, _: workshop.lathe(p, 560, workshop_y + 90, 780))


def thi_tay_nghe(pen: Pen) -> None:
    """Skill contest: rows of benches, contestants with coloured bibs, the judge with his clipboard."""
    room = places.Room.seen((900, HALL), (560, 230, 1300, 500), 8)
    places.draw_room(pen.far(0.12), room, (214, 222, 222), (176, 178, 176), (214, 220, 224))
    home.dado(pen.far(0.2), room, (150, 176, 190), 0.66)
    places.floor_lines(pen, room, SLATE, 14, 12, 0.12)
    us = [(1 - room.deep(z + 0.1), 1 - room.deep(z)) for z in (0.05, 0.2, 0.38, 0.6)]
    places.wall_windows(
        pen, room.right(), us, (0.14, 0.52), [(0, (190, 222, 240)), (1, (246, 244, 222))], (120, 140, 150)
    )
    for z in (0.06, 0.14, 0.27, 0.48, 0.8):
        s = room.size(room.deep(z))
        for lane in (-0.34, 0.02, 0.38):
            x, y = 900 + lane * 640 * s, HALL - 140 * s
            things.tube(pen, (x - 44 * s, y), (x + 44 * s, y), 2.6 * s, 26 * s)
    things.banner(pen.far(0.3), 700, 262, 440, 44)
    for u in us[:3]:
        a, b = (places.quad_point(room.right(), u[0], v) for v in (0.14, 0.52))
        places.shaft(pen, [a, b, (b[0] - 620, 1080), (b[0] - 1000, 940)], alpha=0.22)
    _public(pen)
    bibs = (RED, AMBER, BLUE, (94, 140, 74), ORANGE, TEAL)
    n = 0
    for height, air, xs in (
        (190, 0.36, (520, 700, 880, 1060, 1240)),
        (270, 0.24, (440, 720, 1000, 1290)),
        (400, 0.12, (170, 930, 1360)),
        (560, 0.06, (-60,)),
    ):
        for x in xs:
            n += 1
            _contestant(pen.far(air), x, height, bibs[n % 6], n)
    _judge(pen)
    _contestant(pen, 1170, 820, RED, 3)
    with pen.blurred(8):
        dim = pen.lit(replace(pen.light, key=(110, 116, 128)))
        dim.form(box(60, 960, 330, 170, 10), (150, 40, 46), thick=30)
        dim.form(box(160, 930, 130, 26, 8), SLATE, thick=6)


def _public(pen: Pen) -> None:
    """Spectators behind a barrier at the back."""
    tops = (PAPER, SKY_BLUE, OLIVE, RED, SLATE, AMBER)
    for i in range(15):
        woman = i % 3 == 1
        head = Head(skin=("mid", "light", "tan")[i % 3], hair="bob" if woman else ("short", "part")[i % 2], woman=woman)
        draw_person(
            pen.far(0.46),
            Person(Wear(top=tops[i % 6]), head, Build(woman=woman)),
            (poses.STAND, poses.FOLDED)[i % 2],
            Spot(590 + i * 50, HALL + 0.92 * 128, 128 - (i * 7) % 10, flip=i % 2 == 0),
        )
    pen.far(0.4).form(box(560, HALL + 62, 740, 10), RED, thick=3)


def _contestant(pen: Pen, x: float, height: float, bib: tuple, n: int) -> None:
    """Someone at a bench, filing or wiring; the bib is plain."""
    k = height / 660
    woman = n % 3 == 0
    head = Head(
        skin=("tan", "mid", "light", "brown")[n % 4],
        hair="tail" if woman else ("short", "crop")[n % 2],
        woman=woman,
        eyes="down",
        hat=None if woman else ("cap", None)[n % 2],
        hat_color=NAVY,
        glasses=n % 4 == 1,
    )
    person = Person(replace(OVERALL, vest=None, apron=bib), head, Build(0.94 + 0.04 * (n % 3), woman=woman))
    spot = _stand(x, height)
    top = spot.y - 330 * k

    def work(p: Pen, j: Joints) -> None:
        workshop.bench(p, x + 50 * k, spot.y + 20 * k, 480 * k, 350 * k)
        if n % 2:
            workshop.workpiece(p, x + 191 * k, top - 36 * k, 44 * k)
            workshop.vice(p, x + 190 * k, top, 130 * k)
            hand = j["far_hand"]
            p.form(
                chain([(x + 110 * k, top - 76 * k), (hand[0] + 20 * k, hand[1] + 4 * k)], [7 * k, 5 * k]),
                STEEL,
                thick=3 * k,
            )
        else:
            workshop.panel(p, x + 210 * k, top - 200 * k, 190 * k, 200 * k, n)
        for i, c in enumerate((RED, AMBER, STEEL_DARK)):
            p.form(
                chain([(x + (300 + i * 50) * k, top - 6 * k), (x + (340 + i * 50) * k, top - 10 * k)], [5 * k, 3 * k]),
                c,
                thick=2 * k,
            )

    pose = replace(poses.STAND, turn=0.6, lean=12, hunch=12, tilt=10, nod=0.7, elbows=(1, 1), hands=("fist", "fist"))
    pose = reach(pose, spot, near=(x + 128 * k, top - 76 * k), far=(x + 210 * k, top - (84 if n % 2 else 110) * k))
    draw_person(pen, person, pose, spot, work)


def _judge(pen: Pen) -> None:
    man = Person(
        Wear(top=PAPER, sleeve="long", bottom=SLATE, badge=True, tie=RED),
        Head(skin="mid", hair="part", color="grey", age=0.8, glasses=True, mouth="calm", eyes="down"),
        Build(1.03, 0.3),
    )
    spot = _stand(600, 770)
    pose = replace(
        poses.STAND,
        turn=0.5,
        tilt=8,
        nod=0.6,
        hands=("pinch", "hold"),
        hand_turn=(-10, -20),
        elbows=(1, 1),
        far_over=True,
    )
    pose = reach(pose, spot, near=(690, 636), far=(716, 690))

    def board(p: Pen, _: Joints) -> None:
        workshop.clipboard(p, 676, 590, 96, 12)

    draw_person(pen, man, pose, spot, board)


CLASS = Light(
    toward=(-0.74, -0.67),
    key=(255, 249, 236),
    shadow=(32, 34, 62),
    deep=0.32,
    edge=0.34,
    rim=(255, 244, 216),
    haze=(228, 226, 214),
)

CONTEST = Light(
    toward=(0.66, -0.75),
    key=(250, 250, 246),
    shadow=(30, 36, 66),
    deep=0.32,
    edge=0.34,
    rim=(255, 248, 230),
    haze=(222, 228, 228),
)

SCENES = {
    "lop-hoc-nghe": Scene(lop_hoc_nghe, CLASS, Finish(seed=19)),
    "thi-tay-nghe": Scene(thi_tay_nghe, CONTEST, Finish(seed=21)),
}
