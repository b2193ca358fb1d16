"""Briefs: legal advice at the factory gate."""

from dataclasses import replace

from kit import care, home, places, plants, poses, road, things, vehicles
from kit.body import Build
from kit.clothes import Wear
from kit.heads import Head
from kit.light import Light
from kit.palette import (
    AMBER,
    BLUE,
    NAVY,
    PAPER,
    RED,
    ROSE,
    SKY_BLUE,
    SLATE,
    TEAL,
)  # fmt: skip
from kit.paths import box, oval, poly
from kit.pen import Pen
from kit.people import Joints, Person, Spot, draw_person, reach
from kit.scene import Scene
from kit.sheet import Finish

WORKER = Wear(top=(47, 93, 140), sleeve="short", bottom=NAVY)

GATE = 430


def _g(x: float, h: float, flip: bool = False) -> Spot:
    return Spot(x, GATE + 0.92 * h, h, flip)


def tu_van_phap_luat(pen: Pen) -> None:
    """Legal advice in the evening before a factory gate: table under a parasol, workers with motorbikes."""
    places.sky(pen, "evening", GATE + 40)
    pen.halo(260, GATE, 620, (226, 150, 120), 0.5)
    places.skyline(pen.far(0.5), 14, GATE + 30, (20, 110), lit=0.4, span=(-20, 700))
    _factory(pen.far(0.2))
    places.ground(pen, GATE + 60, (98, 92, 104), (130, 110, 116))
    _fence(pen)
    pen.fade(
        poly((1120, GATE + 72), (1560, GATE + 72), (1900, 1100), (700, 1100)),
        [(0, (150, 138, 136), 0.7), (1, (96, 90, 104), 0.4)],
        (0, GATE + 72),
        (0, 1080),
    )
    for x, c in ((40, (60, 100, 130)), (-90, RED), (150, (70, 74, 84))):
        vehicles.motorbike(pen.far(0.1), x, GATE + 0.92 * 300 + x * 0.06, 300, c)
    _leaving(pen)
    road.lamp_post(pen, 206, GATE + 250, 560)
    pen.halo(352, 130, 420, (255, 220, 150), 0.4)
    _stand(pen)
    _desk(pen)
    _rider(pen)


def _factory(pen: Pen) -> None:
    """Saw-tooth roof, lit windows."""
    for i in range(5):
        x = 760 + i * 250
        pen.form(poly((x, 200), (x + 250, 120), (x + 250, 200)), (84, 96, 118), thick=8)
        pen.fade(
            poly((x + 238, 136), (x + 250, 126), (x + 250, 198), (x + 238, 198)),
            [(0, (255, 220, 150)), (1, (220, 170, 110))],
            (0, 120),
            (0, 200),
        )
    pen.fade(
        box(760, 200, 1200, GATE - 130),
        [(0, pen.light.base((110, 118, 136))), (1, pen.light.base((76, 84, 104)))],
        (0, 200),
        (0, GATE + 60),
    )
    for i in range(10):
        for r in range(2):
            x, y = 800 + i * 114, 236 + r * 96
            pen.fade(
                box(x, y, 82, 56),
                [(0, (255, 232, 176)), (1, (236, 184, 110))]
                if (i * 3 + r) % 5
                else [(0, (70, 82, 104)), (1, (60, 70, 92))],
                (0, y),
                (0, y + 56),
            )
            pen.line([(x + 41, y), (x + 41, y + 56)], (70, 74, 88), 4)
    pen.halo(1300, 320, 700, (255, 210, 140), 0.14)


def _fence(pen: Pen) -> None:
    p = pen.far(0.1)
    pen.fade(box(-20, GATE - 70, 1010, 152), [(0, (150, 130, 116)), (1, (104, 90, 92))], (0, GATE - 70), (0, GATE + 80))
    pen.form(box(-20, GATE - 84, 1010, 18), (170, 150, 132), thick=5)
    for x, h in ((80, 230), (420, 280), (760, 250)):
        plants.tree(pen.far(0.16), x, GATE - 60, h, int(x), (70, 104, 84))
    road.gate(p, 1560, GATE + 84, 420, 200)
    for x in (990, 1530):
        p.form(box(x, GATE - 190, 74, 276), (176, 150, 128), thick=18)
        p.form(box(x - 10, GATE - 206, 94, 20, 3), (196, 170, 146), thick=5)
        p.halo(x + 37, GATE - 226, 120, (255, 224, 160), 0.6)
        p.raw(oval(x + 37, GATE - 226, 17), (255, 246, 220))


def _leaving(pen: Pen) -> None:
    """Workers come out of the gate at the end of the shift."""
    heads = (
        Head(skin="mid", hair="tail", woman=True, hat="scarf", hat_color=ROSE),
        Head(skin="tan", hair="short", mouth="smile"),
        Head(skin="light", hair="bob", woman=True, mouth="smile"),
        Head(skin="brown", hair="crop", hat="cap", hat_color=BLUE),
        Head(skin="mid", hair="bun", woman=True, mask=SKY_BLUE),
    )
    for i, (x, h) in enumerate(((1180, 190), (1260, 200), (1330, 188), (1430, 210), (1100, 206))):
        person = Person(
            replace(WORKER, top=((47, 93, 140), (70, 104, 140))[i % 2]), heads[i], Build(woman=heads[i].woman)
        )
        draw_person(
            pen.far(0.18),
            person,
            (replace(poses.WALK, view="three"), replace(poses.STAND, turn=0.3))[i % 2],
            _g(x, h, i % 3 == 0),
        )


def _stand(pen: Pen) -> None:
    """The parasol, two lawyers and those who ask."""
    ground = GATE + 0.92 * 600
    pen.halo(600, ground - 330, 520, (255, 214, 140), 0.3)
    pen.soft(oval(600, ground + 10, 470, 70), (255, 206, 130), 0.22, 40, glow=True)
    lawyer = Person(
        Wear(top=PAPER, sleeve="long", bottom=SLATE, badge=True),
        Head(skin="fair", hair="bob", woman=True, glasses=True, mouth="talk"),
        Build(woman=True),
    )
    partner = Person(
        Wear(top=SKY_BLUE, sleeve="rolled", bottom=NAVY, badge=True),
        Head(skin="mid", hair="part", age=0.6, mouth="calm", eyes="down"),
        Build(1.04, 0.2),
    )
    road.parasol(pen, 560, 250, 860, 620, (RED, (240, 226, 204)))
    p_spot, l_spot = Spot(330, ground - 20, 620), Spot(520, ground - 16, 600)
    for x in (330, 520):
        things.chair(pen, x, ground - 20, 176, False, (60, 80, 120))
    draw_person(pen, partner, reach(replace(poses.WRITE, tilt=10), p_spot, near=(444, 700), far=(480, 704)), p_spot)
    pose = reach(
        replace(poses.SIT, turn=0.5, lean=8, hands=("flat", "open"), hand_turn=(10, -30), elbows=(1, 1)),
        l_spot,
        near=(640, 700),
        far=(700, 620),
    )
    draw_person(pen, lawyer, pose, l_spot)
    asker = Person(
        replace(WORKER, top=(62, 110, 150)),
        Head(skin="tan", hair="tail", woman=True, mouth="calm"),
        Build(0.98, woman=True),
    )
    things.stool(pen, 900, ground + 4, 170, BLUE)
    a_spot = Spot(900, ground + 8, 620, flip=True)
    friend = Person(
        replace(WORKER, sleeve="rolled", top=(84, 112, 140)),
        Head(skin="brown", hair="short", hat="moto", hat_color=AMBER, mouth="calm"),
        Build(1.0),
    )
    draw_person(pen.far(0.03), friend, replace(poses.STAND, turn=0.5, lean=6, hunch=6, tilt=4), _g(1010, 590, True))
    pose = reach(
        replace(poses.SIT, turn=0.5, lean=10, hunch=8, hands=("hold", "rest"), hand_turn=(-10, 10), elbows=(1, 1)),
        a_spot,
        near=(786, 690),
        far=(760, 712),
    )

    def sheet(p: Pen, _: Joints) -> None:
        things.papers(p, 730, 612, 70, 10, 5)

    draw_person(pen, asker, pose, a_spot, sheet)


def _desk(pen: Pen) -> None:
    """The table in its red cloth, the lamp, books and forms."""
    ground = GATE + 0.92 * 600
    top = ground - 280
    pen.form(poly((360, top), (800, top), (826, top + 34), (330, top + 34)), (206, 176, 138), thick=5, rim=2)
    pen.fade(
        poly((330, top + 34), (826, top + 34), (816, ground - 40), (340, ground - 40)),
        [(0, (196, 40, 52)), (1, (112, 22, 40))],
        (0, top + 34),
        (0, ground - 40),
    )
    for x in (430, 540, 640, 740):
        pen.fold((x, top + 40), (x + 12, ground - 160), (x - 6, ground - 44), 12, (180, 34, 48))
    home.table_lamp(pen, 600, top + 14, 96, (60, 70, 84))
    care.folder_stack(pen, 420, top + 22, 84)
    for i, c in enumerate((RED, BLUE, TEAL)):
        pen.form(box(690 + i * 3, top - 4 - i * 12, 86, 12, 2), c, thick=3)


def _rider(pen: Pen) -> None:
    """A worker stops on her motorbike to listen."""
    h = 640
    ground = GATE + 0.92 * h
    woman = Person(
        replace(WORKER, top=(190, 96, 110), sleeve="long", collar="zip", bottom=NAVY, pocket=False),
        Head(skin="light", hair="long", woman=True, hat="moto", hat_color=TEAL, mouth="smile"),
        Build(woman=True),
    )
    pen.halo(1466, ground - 316, 260, (255, 240, 190), 0.55)
    x, length = 1330, 600
    k = length / 190
    seat = (x + length - 66 * k, ground + 14 - 82 * k)
    spot = Spot(seat[0], seat[1] + 214 * h / 660, h, flip=True, shadow=False)
    pose = replace(poses.RIDE, hip=(0, -226), view="three", turn=0.66, lean=4)
    pose = reach(
        pose, spot, near=(x + length - 101 * k, ground - 112 * k), far=(x + length - 112 * k, ground - 111 * k)
    )
    pose = replace(
        pose,
        near_foot=spot.local((x + length - 92 * k, ground - 8)),
        far_foot=spot.local((x + length - 104 * k, ground - 14)),
    )
    vehicles.motorbike(pen, x, ground + 14, length, (58, 74, 104), flip=True)
    draw_person(pen, woman, pose, spot)


EVENING = Light(
    toward=(-0.4, -0.92),
    key=(240, 214, 200),
    shadow=(20, 24, 56),
    deep=0.46,
    edge=0.5,
    rim=(255, 214, 150),
    haze=(116, 104, 126),
)

SCENES = {
    "tu-van-phap-luat": Scene(tu_van_phap_luat, EVENING, Finish(seed=27, vignette=0.3)),
}
