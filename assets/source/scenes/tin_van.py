"""Briefs: the blood donation."""

from dataclasses import replace

from kit import care, home, places, plants, poses, things
from kit.body import Build
from kit.clothes import Wear
from kit.heads import Head
from kit.light import Light
from kit.palette import (
    AMBER,
    NAVY,
    PAPER,
    RED,
    SKY_BLUE,
    SLATE,
    WHITE,
)  # fmt: skip
from kit.paths import box, oval, poly, smooth
from kit.pen import Pen
from kit.people import Joints, Person, Spot, draw_person, reach
from kit.scene import Scene
from kit.sheet import Finish

HALL = 396

WORKER = Wear(top=(47, 93, 140), sleeve="short", bottom=NAVY)

SCRUBS = Wear(
    top=(150, 200, 204), sleeve="short", collar="v", bottom=(150, 200, 204), pocket=False, badge=True, shoes=PAPER
)


def _at(x: float, h: float, flip: bool = False) -> Spot:
    return Spot(x, HALL + 0.92 * h, h, flip)


def hien_mau(pen: Pen) -> None:
    """Blood donation of workers: couches in the works hall, nurses, the queue at the table."""
    room = places.Room.seen((860, HALL), (430, 160, 1420, 540), 5)
    places.draw_room(pen.far(0.1), room, (230, 220, 204), (182, 170, 158), (234, 230, 222))
    home.dado(pen.far(0.2), room, (206, 170, 140), 0.7)
    places.floor_lines(pen, room, SLATE, 12, 10, 0.12)
    us = [(1 - room.deep(z + 0.17), 1 - room.deep(z)) for z in (0.08, 0.34, 0.62)]
    places.wall_windows(
        pen, room.right(), us, (0.2, 0.62), [(0, (180, 216, 234)), (1, (248, 242, 216))], (236, 230, 218)
    )
    back = pen.far(0.22)
    things.banner(back, 600, 186, 620, 74)
    for i, c in enumerate((RED, AMBER, RED, AMBER, RED)):
        x = 470 + i * 22
        back.line([(x, 540), (x + 4, 420 - (i * 17) % 40)], (120, 120, 110), 2)
        back.form(oval(x + 4, 400 - (i * 17) % 40, 17, 21), c, thick=6)
    care.screen(pen.far(0.2), 90, 640, 330, 330)
    back.form(box(1256, 236, 126, 230, 4), PAPER, thick=5)
    back.form(smooth([(1319, 272, 0), (1356, 350), (1319, 388), (1282, 350)], pull=0.24), RED, thick=12, rim=2)
    for i, w in enumerate((70, 50, 60)):
        back.fill(box(1319 - w / 2, 408 + i * 16, w, 6), SLATE, 0.35)
    _register(back)
    _far_couches(pen)
    _donor(pen)
    _nurse(pen)
    with pen.blurred(8):
        dim = pen.lit(replace(pen.light, key=(150, 140, 136)))
        plants.pot(dim, 1840, 1200, 560, 5, (110, 70, 60))


def _register(pen: Pen) -> None:
    """Table with forms; workers wait in line."""
    clerk = Person(SCRUBS, Head(skin="fair", hair="bob", woman=True, mouth="smile", glasses=True), Build(woman=True))
    draw_person(pen, clerk, replace(poses.WRITE, nod=0.2), Spot(640, HALL + 270, 320))
    things.table(pen, [(690, 520), (880, 520), (900, 544), (674, 544)], 120, PAPER, 10)
    care.folder_stack(pen, 740, 532, 60)
    pen.form(box(840, 496, 30, 30, 4), (196, 64, 64), thick=5)
    queue = (
        (940, Head(skin="tan", hair="tail", woman=True, mouth="smile"), poses.STAND),
        (1020, Head(skin="mid", hair="short", mouth="talk"), replace(poses.TALK, view="three")),
        (1096, Head(skin="light", hair="bob", woman=True, mouth="smile"), poses.FOLDED),
        (1180, Head(skin="brown", hair="crop", hat="cap", hat_color=(47, 93, 140)), poses.EASY),
        (1262, Head(skin="mid", hair="bun", woman=True, eyes="happy", mouth="grin"), replace(poses.STAND, turn=0.5)),
    )
    for i, (x, head, pose) in enumerate(queue):
        wear = replace(WORKER, top=((47, 93, 140), (84, 112, 140))[i % 2])
        draw_person(
            pen,
            Person(wear, head, Build(0.96 + 0.03 * (i % 3), woman=head.woman)),
            pose,
            Spot(x, HALL + 0.92 * 300, 300 - (i * 11) % 20, flip=i != 1),
        )


def _far_couches(pen: Pen) -> None:
    p = pen.far(0.12)
    for x, y, w, n in ((1290, 770, 380, 0), (150, 756, 370, 1)):
        care.drip(p, x + 300 if n else x + 20, y - 20, 290)
        care.couch(p, x, y, w, (86, 128, 148), front=False)
        head = (
            Head(skin="light", hair="tail", woman=True, mouth="smile"),
            Head(skin="brown", hair="crop", mouth="calm", eyes="down"),
        )[n]
        _lie(p, Person(WORKER, head, Build(0.98, woman=head.woman)), (x, y, w))
        care.couch(p, x, y, w, (86, 128, 148))
    helper = Person(SCRUBS, Head(skin="mid", hair="short", mask=WHITE, eyes="down"))
    spot = _at(1700, 430, True)
    draw_person(
        p,
        helper,
        reach(
            replace(poses.STAND, lean=14, hunch=8, tilt=8, nod=0.6, elbows=(1, 1)),
            spot,
            near=(1590, 620),
            far=(1560, 640),
        ),
        spot,
    )


def _lie(pen: Pen, person: Person, at: tuple[float, float, float], ball: bool = False) -> Joints:
    """Someone lies on a couch (x, y, w); the near arm rests on the board."""
    x, y, w = at
    k = w / 500
    h = 660 * k * 0.86
    m = h / 660
    spot = Spot(x + 190 * k, y - 178 * k + 40 * m, h, shadow=False)
    pose = replace(
        poses.SIT, hip=(0, -40), lean=-40, hunch=2, turn=0.5, tilt=26, near_foot=(306, 78), far_foot=(318, 70), hands=("fist", "rest"), hand_turn=(4, 20), toes=(0.3, 0.3), heels=(-50, -50),
        elbows=(1, 1), far=(110, -70),
    )  # fmt: skip
    pose = reach(pose, spot, near=(x + 286 * k, y - 262 * k))

    def press(p: Pen, j: Joints) -> None:
        if ball:
            hx, hy = j["near_hand"]
            care.ball(p, hx + 4, hy - 14, 24, RED)

    return draw_person(pen, person, pose, spot, press)


def _donor(pen: Pen) -> None:
    """The young worker this is about: he presses the ball and jokes with the nurse."""
    x, y, w = 330, 990, 860
    care.couch(pen, x, y, w, front=False)
    man = Person(
        replace(WORKER, top=(47, 93, 140)), Head(skin="tan", hair="short", mouth="grin", eyes="open"), Build(1.0)
    )
    joints = _lie(pen, man, (x, y, w), ball=True)
    care.couch(pen, x, y, w)
    elbow = joints["near_elbow"]
    wrist = joints["near_wrist"]
    crook = ((elbow[0] * 0.7 + wrist[0] * 0.3), (elbow[1] * 0.7 + wrist[1] * 0.3))
    pen.form(
        poly(
            (crook[0] - 22, crook[1] - 20),
            (crook[0] + 18, crook[1] - 18),
            (crook[0] + 18, crook[1] + 16),
            (crook[0] - 22, crook[1] + 14),
        ),
        WHITE,
        thick=4,
    )
    care.tube(
        pen,
        [
            (crook[0] + 6, crook[1]),
            (crook[0] + 60, crook[1] + 70),
            (crook[0] + 20, crook[1] + 170),
            (crook[0] + 70, crook[1] + 230),
        ],
        (176, 24, 40),
        5,
    )
    pen.form(box(crook[0] + 20, crook[1] + 226, 110, 60, 6), (206, 214, 218), thick=8)
    care.blood_bag(pen, crook[0] + 72, crook[1] + 196, 66)


def _nurse(pen: Pen) -> None:
    """The nurse sits beside and watches the arm."""
    things.stool(pen, 1276, 1010, 190, SKY_BLUE)
    nurse = Person(
        replace(SCRUBS, gloves=(196, 220, 232)),
        Head(skin="light", hair="bun", woman=True, hat="nurse", hat_color=WHITE, mouth="smile", eyes="open"),
        Build(1.0, woman=True),
    )
    spot = Spot(1276, 1040, 800, flip=True)
    pose = replace(
        poses.SIT,
        turn=0.5,
        lean=14,
        hunch=12,
        tilt=2,
        nod=0.2,
        hands=("hold", "pinch"),
        elbows=(1, 1),
        hand_turn=(10, None),
        hip=(0, -216),
    )
    pose = reach(pose, spot, near=(1040, 690), far=(944, 590))

    def gauge(p: Pen, j: Joints) -> None:
        px, py = j["near_hand"]
        care.folder_stack(p, px - 70, py + 6, 90)

    draw_person(pen, nurse, pose, spot, gauge)


HALL_LIGHT = Light(
    toward=(0.66, -0.75),
    key=(255, 250, 240),
    shadow=(40, 34, 62),
    deep=0.3,
    edge=0.34,
    rim=(255, 246, 224),
    haze=(230, 226, 214),
)

SCENES = {
    "hien-mau": Scene(hien_mau, HALL_LIGHT, Finish(seed=26)),
}
