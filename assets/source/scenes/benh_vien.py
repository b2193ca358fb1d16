"""Women workers: the hospital ward."""

from dataclasses import replace

from kit import care, home, places, poses, things
from kit.body import Build
from kit.clothes import Wear
from kit.heads import Head
from kit.light import Light
from kit.palette import (
    NAVY,
    PAPER,
    SKY_BLUE,
    SLATE,
    TEAL,
    WHITE,
)  # fmt: skip
from kit.paths import box, oval
from kit.pen import Pen
from kit.people import Joints, Person, Spot, draw_person, reach
from kit.scene import Scene
from kit.sheet import Finish

WARD = 404


def _at(x: float, h: float, flip: bool = False) -> Spot:
    return Spot(x, WARD + 0.92 * h, h, flip)


def benh_vien(pen: Pen) -> None:
    """Hospital ward: the nurse at the bed, the daughter beside her father, the corridor behind glass."""
    room = places.Room.seen((1080, WARD), (470, 150, 1640, 580), 5)
    places.draw_room(pen.far(0.1), room, (214, 228, 224), (176, 190, 188), (232, 238, 236))
    home.dado(pen.far(0.16), room, (142, 192, 184), 0.7)
    places.floor_lines(pen, room, TEAL, 12, 9, 0.12)
    back = pen.far(0.16)
    _corridor(back)
    for z in (0.1, 0.3, 0.66):
        s = room.size(room.deep(z))
        x, y = 1080 - 40 * s, WARD - 216 * s
        things.tube(pen, (x - 90 * s, y), (x + 90 * s, y), 3 * s, 34 * s)
    us = [(room.deep(z), room.deep(z + 0.2)) for z in (0.05, 0.36)]
    places.wall_windows(
        pen, room.left(), us, (0.16, 0.6), [(0, (184, 218, 238)), (1, (248, 244, 220))], (236, 240, 238)
    )
    _other_bed(pen.far(0.14))
    for a in us:
        top, low = (places.quad_point(room.left(), a[0], v) for v in (0.16, 0.6))
        places.shaft(pen, [top, low, (low[0] + 700, 1080), (low[0] + 1000, 900)], alpha=0.18)
    _daughter(pen)
    _bed(pen)
    _nurse(pen)
    with pen.blurred(8):
        dim = pen.lit(replace(pen.light, key=(150, 190, 186)))
        home.curtain(dim, 1770, -20, 240, 1160, (120, 170, 164), 4)


def _corridor(pen: Pen) -> None:
    """Glass wall to the corridor: a doctor and a patient pass."""
    glass = (860, 196, 560, 300)
    x, y, w, h = glass
    pen.fade(box(x, y, w, h), [(0, (236, 242, 236)), (1, (200, 214, 210))], (x, y), (x, y + h))
    with pen.within(box(x, y, w, h)):
        far = pen.far(0.46)
        for i in range(3):
            home.window(
                far, (x + 30 + i * 190, y + 30, 130, 130), [(0, (176, 212, 232)), (1, (240, 240, 220))], PAPER, 2
            )
        doctor = Person(
            Wear(top=WHITE, sleeve="long", collar="suit", hem=0.44, bottom=SLATE, tie=TEAL, shirt=SKY_BLUE),
            Head(skin="mid", hair="short", glasses=True, mouth="talk"),
        )
        nurse = Person(
            Wear(top=(150, 196, 206), bottom=(150, 196, 206), collar="v", pocket=False),
            Head(skin="fair", hair="bun", woman=True, hat="nurse"),
            Build(woman=True),
        )
        draw_person(far, doctor, replace(poses.WALK, view="three"), Spot(x + 190, WARD + 190, 250))
        draw_person(far, nurse, replace(poses.TALK, view="three"), Spot(x + 310, WARD + 188, 236, flip=True))
    things.glass_panel(pen, box(x, y, w, h), 0.14)
    for i in range(4):
        pen.form(box(x + i * w / 3 - 5, y, 10, h), (236, 240, 238), thick=3)
    for yy in (y, y + h):
        pen.form(box(x - 8, yy - 5, w + 16, 10), (236, 240, 238), thick=3)


def _other_bed(pen: Pen) -> None:
    home.curtain(pen, 1450, 190, 150, 420, (136, 184, 178), 4)
    care.bed(pen, 1240, 706, 380, front=False)
    man = Person(
        Wear(top=(206, 220, 232), collar="v", sleeve="long", pocket=False),
        Head(skin="light", hair="short", eyes="down"),
    )
    draw_person(
        pen,
        man,
        replace(
            poses.SIT,
            lean=-44,
            hip=(0, -60),
            near=(90, -80),
            far=(110, -90),
            near_foot=(230, -40),
            far_foot=(240, -44),
            tilt=16,
        ),
        Spot(1352, 606, 330, shadow=False),
    )
    care.blanket(pen, [(1346, 584), (1420, 566), (1600, 580), (1612, 616), (1350, 618)], (214, 196, 150))
    care.bed(pen, 1240, 706, 380)
    care.drip(pen, 1216, 706, 330, (1400, 580))


def _bed(pen: Pen) -> None:
    """The father sits up in bed under the blanket and laughs."""
    x, y, w = 640, 1000, 900
    care.drip(pen, 606, 980, 690, (816, 700))
    care.bed(pen, x, y, w, front=False)
    man = Person(
        Wear(top=(196, 214, 230), sleeve="long", collar="v", pocket=False, bottom=(196, 214, 230)),
        Head(skin="tan", hair="short", color="grey", age=1, eyes="happy", mouth="smile"),
        Build(0.96),
    )
    spot = Spot(850, 800, 740, shadow=False)
    pose = replace(
        poses.SIT, hip=(0, -70), lean=-26, hunch=2, turn=0.5, tilt=18, near=(110, -110), far=(150, -130), near_foot=(300, -40), far_foot=(310, -46), hands=("rest", "rest"),
        hand_turn=(20, 10),
    )  # fmt: skip

    def cover(p: Pen, _: Joints) -> None:
        care.blanket(
            p,
            [
                (842, 716),
                (900, 684),
                (1080, 668),
                (1260, 690),
                (1480, 704),
                (1530, 730),
                (1530, 812),
                (1200, 820),
                (860, 800),
            ],
            (118, 166, 176),
        )

    draw_person(pen, man, pose, spot, cover)
    care.bed(pen, x, y, w)


def _daughter(pen: Pen) -> None:
    """She sits behind the bed and peels an orange for him."""
    woman = Person(
        Wear(top=(214, 130, 110), collar="round", sleeve="short", bottom=NAVY, pocket=False),
        Head(skin="mid", hair="long", woman=True, mouth="talk"),
        Build(woman=True),
    )
    spot = Spot(1180, 980, 700, flip=True)
    pose = replace(
        poses.SIT,
        turn=0.45,
        lean=8,
        hunch=8,
        tilt=4,
        hands=("hold", "hold"),
        near=(110, -300),
        far=(130, -310),
        hand_turn=(-20, -10),
    )

    def fruit(p: Pen, j: Joints) -> None:
        px, py = j["near_hand"]
        p.form(oval(px - 14, py - 16, 22), (232, 140, 40), thick=8, rim=2)

    draw_person(pen, woman, pose, spot, fruit)


def _nurse(pen: Pen) -> None:
    """The nurse with her trolley takes his pulse."""
    care.trolley(pen, 70, 1010, 300, 380)
    nurse = Person(
        Wear(
            top=(238, 242, 242),
            sleeve="short",
            collar="v",
            bottom=(238, 242, 242),
            badge=True,
            pocket=True,
            shoes=PAPER,
            trim=(120, 170, 190),
            hem=0.3,
        ),
        Head(skin="light", hair="bun", woman=True, hat="nurse", mouth="smile"),
        Build(woman=True),
    )
    spot = _at(500, 760)
    pose = replace(
        poses.STAND,
        turn=0.5,
        lean=12,
        hunch=8,
        tilt=4,
        nod=0.3,
        hands=("rest", "pinch"),
        hand_turn=(12, -14),
        elbows=(1, 1),
    )
    pose = reach(pose, spot, near=(708, 650), far=(752, 606))

    def cup(p: Pen, j: Joints) -> None:
        px, py = j["far_hand"]
        things.cup(p, px + 16, py + 18, 44, (232, 244, 246))

    draw_person(pen, nurse, pose, spot, cup)


CLEAN = Light(
    toward=(-0.7, -0.71),
    key=(252, 252, 248),
    shadow=(30, 50, 70),
    deep=0.28,
    edge=0.34,
    rim=(255, 252, 236),
    haze=(226, 236, 232),
)

SCENES = {
    "benh-vien": Scene(benh_vien, CLEAN, Finish(seed=25)),
}
