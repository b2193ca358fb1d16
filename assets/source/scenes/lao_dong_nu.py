"""Women workers: the nursing room."""

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
    PINK,
    ROSE,
    SKY_BLUE,
    STEEL,
    TEAL,
    WHITE,
    WOOD,
    dark,
    light,
)  # fmt: skip
from kit.paths import box, oval, poly, smooth
from kit.pen import Pen
from kit.people import Joints, Person, Spot, draw_person, reach
from kit.scene import Scene
from kit.sheet import Finish

UNIFORM = (92, 130, 168)


def phong_vat_sua(pen: Pen) -> None:
    """The quiet nursing room of a factory: a mother in the armchair, another at the fridge."""
    room = places.Room.seen((1000, 420), (330, 130, 1660, 640), 4)
    places.draw_room(pen.far(0.08), room, (240, 218, 198), (196, 164, 136), (246, 236, 222))
    places.floor_lines(pen, room, (120, 90, 80), 10, 8, 0.1)
    back = pen.far(0.1)
    pen.fade(
        poly((330, 480), (1660, 480), (1660, 640), (330, 640)),
        [(0, (226, 178, 160)), (1, (206, 156, 140))],
        (0, 480),
        (0, 640),
    )
    pen.line([(330, 480), (1660, 480)], (250, 240, 226), 7)
    _window(back)
    _pictures(back)
    care.sink(back, 1050, 520, 150)
    _door(back)
    places.shaft(pen, [(430, 190), (720, 470), (1340, 1080), (560, 1080)], alpha=0.24)
    _fridge(pen)
    _rug(pen)
    _mother(pen)
    _side_table(pen)
    with pen.blurred(7):
        dim = pen.lit(replace(pen.light, key=(206, 176, 166)))
        home.curtain(dim, -40, -20, 270, 1160, (214, 140, 128), 4)


def _window(pen: Pen) -> None:
    home.window(pen, (420, 176, 320, 270), [(0, (186, 216, 232)), (1, (252, 242, 214))], PAPER, 2)
    with pen.within(box(424, 180, 312, 262)):
        plants.tree(pen.far(0.5), 520, 500, 300, 9)
        plants.banana(pen.far(0.5), 690, 480, 190, 4)
    home.window(pen, (420, 176, 320, 270), [(0, WHITE, 0.0), (1, WHITE, 0.0)], PAPER, 2)
    for x in (372, 716):
        home.curtain(pen, x, 164, 84, 330, (250, 236, 214), 3)


def _pictures(pen: Pen) -> None:
    """A framed drawing of mother and child, a soft clock."""
    pen.form(box(818, 190, 150, 180, 4), WOOD, thick=5)
    pen.fill(box(828, 200, 130, 160), (250, 240, 222))
    pen.form(oval(888, 256, 25, 28), (80, 54, 48), thick=6)
    pen.form(smooth([(846, 350, 0), (850, 306), (884, 284), (926, 306), (934, 350, 0)]), ROSE, thick=8)
    pen.form(oval(892, 260, 19, 22), (226, 180, 150), thick=5)
    pen.form(oval(908, 314, 30, 17, -18), (246, 226, 190), thick=5)
    pen.form(oval(928, 300, 13), (226, 180, 150), thick=4)
    things.clock(pen, 1126, 210, 38, 9.9)


def _door(pen: Pen) -> None:
    """Door with a pane: the sewing hall beyond."""
    x, y, w, h = 1330, 180, 210, 460
    pen.form(box(x - 14, y - 14, w + 28, h + 14, 3), (236, 226, 210), thick=6)
    pen.form(box(x, y, w, h, 2), (120, 160, 160), thick=12)
    pane = box(x + 34, y + 36, w - 68, 190, 6)
    pen.fade(pane, [(0, (232, 238, 232)), (1, (196, 204, 200))], (x, y + 36), (x, y + 226))
    with pen.within(pane):
        hall = pen.far(0.4)
        for i in range(3):
            things.tube(pen, (x + 30, y + 56 + i * 18), (x + 90 + i * 36, y + 50 + i * 20), 3, 18)
        for i, c in enumerate((ROSE, TEAL)):
            who = Person(
                Wear(top=UNIFORM),
                Head(skin="mid", woman=True, hat="scarf", hat_color=c, eyes="down"),
                Build(woman=True),
            )
            draw_person(hall, who, poses.SEW, Spot(x + 62 + i * 72, y + 290, 210))
            things.sewing_machine(hall, x + 100 + i * 72, y + 196, 62)
    things.glass_panel(pen, pane, 0.14)
    pen.form(box(x + w - 30, y + 250, 12, 44, 5), STEEL, thick=4)


def _fridge(pen: Pen) -> None:
    """A second mother puts her bottle into the fridge."""
    home.fridge(pen, 1480, 868, 250, 560, ajar=True)
    pen.halo(1600, 660, 260, (255, 250, 230), 0.3)
    pen.form(poly((1730, 486), (1856, 520), (1856, 930), (1730, 862)), (206, 214, 218), thick=14, rim=2)
    for y in (600, 700):
        pen.form(poly((1738, y), (1840, y + 24), (1840, y + 60), (1738, y + 34)), (176, 190, 198), thick=5)
    woman = Person(
        Wear(top=UNIFORM, sleeve="short", bottom=NAVY, trim=light(UNIFORM, 0.3)),
        Head(skin="tan", hair="tail", woman=True, mouth="smile", eyes="open"),
        Build(0.98, woman=True),
    )
    spot = Spot(1330, 420 + 0.92 * 620, 620)
    pose = replace(
        poses.STAND,
        view="three",
        turn=0.6,
        lean=6,
        tilt=6,
        nod=0.4,
        hands=("hold", "hold"),
        hand_turn=(-30, -20),
        elbows=(1, 1),
    )
    pose = reach(pose, spot, near=(1476, 640), far=(1490, 560))

    def milk(p: Pen, j: Joints) -> None:
        x, y = j["near_hand"]
        care.bottle(p, x + 8, y + 20, 84, AMBER)

    draw_person(pen, woman, pose, spot, milk)


def _rug(pen: Pen) -> None:
    for r, c in ((1.0, (176, 120, 112)), (0.9, (232, 206, 186)), (0.6, (206, 150, 138))):
        pen.fill(oval(720, 990, 560 * r, 96 * r), c, 0.9)


def _mother(pen: Pen) -> None:
    """The mother in her chair looks at the baby's picture on her phone while the bottle fills; a shawl lies over her shoulder."""
    size = 200
    x, y = 640, 1000
    home.armchair(pen, x, y, size, (112, 150, 146))
    woman = Person(
        Wear(top=UNIFORM, sleeve="short", bottom=NAVY, trim=light(UNIFORM, 0.3), pocket=False),
        Head(skin="light", hair="bun", woman=True, eyes="down", mouth="smile"),
        Build(1.02, woman=True),
    )
    spot = Spot(626, 1040, 900, shadow=False)
    pose = replace(
        poses.SIT,
        turn=0.5,
        lean=-3,
        hunch=6,
        tilt=10,
        nod=0.8,
        hands=("rest", "rest"),
        hip=(0, -206),
        hand_turn=(4, -60),
        elbows=(1, 1),
    )
    pose = reach(pose, spot, near=(738, 730), far=(820, 722))

    def baby(p: Pen, _: Joints) -> None:
        with p.at(716, 654, 1.08, -5, flip=True) as q:
            _baby(q, 0, 0)

    draw_person(pen, woman, pose, spot, baby)
    home.armchair(pen, x, y, size, (112, 150, 146), arm=True)


def _baby(pen: Pen, x: float, y: float) -> None:
    """A baby asleep in its cloth, head to the left."""
    cloth, tone = (250, 224, 170), (224, 174, 138)
    pen.form(oval(x - 104, y - 30, 56, 58), (246, 232, 206), thick=12)
    pen.form(oval(x - 92, y - 26, 41, 44), tone, thick=10)
    with pen.within(oval(x - 92, y - 26, 41, 44)):
        pen.fill(oval(x - 124, y - 58, 40, 30, -30), (60, 46, 44))
    pen.soft(oval(x - 76, y - 8, 11, 8), (214, 110, 100), 0.4, 4)
    for ex in (-104, -74):
        pen.line([(x + ex - 8, y - 28), (x + ex, y - 24), (x + ex + 8, y - 29)], (70, 44, 40), 3)
    pen.line([(x - 92, y - 4), (x - 85, y - 1), (x - 78, y - 5)], (170, 80, 76), 3.4)
    pen.line([(x - 88, y - 18), (x - 84, y - 13), (x - 90, y - 11)], dark(tone, 0.25), 2.4)
    wrap = smooth(
        [
            (x - 76, y + 44),
            (x - 52, y - 10),
            (x - 20, y - 46),
            (x + 92, y - 20),
            (x + 128, y + 44),
            (x + 70, y + 84),
            (x - 60, y + 86),
        ]
    )
    pen.form(wrap, cloth, thick=20)
    with pen.within(wrap):
        pen.fold((x - 50, y - 6), (x - 10, y + 30), (x + 100, y + 30), 14, cloth)
        pen.fold((x - 70, y + 40), (x - 20, y + 60), (x + 70, y + 66), 10, cloth)
        for i in range(9):
            pen.fill(oval(x - 50 + (i * 47) % 170, y + (i * 29) % 90 - 10, 6), (236, 150, 120), 0.8)


def _side_table(pen: Pen) -> None:
    pen.ground_shadow(1010, 968, 110, 14)
    for x in (950, 1070):
        pen.form(box(x - 6, 770, 12, 200), WOOD, thick=4)
    pen.form(oval(1010, 766, 110, 24), (222, 186, 140), thick=8, rim=2)
    care.cool_bag(pen, 1030, 768, 78, (196, 96, 96))
    care.bottle(pen, 950, 770, 78, PINK, 0.7)
    care.bottle(pen, 1000, 776, 66, SKY_BLUE, 0.5)
    pen.form(smooth([(912, 772), (908, 752), (936, 748), (942, 772)]), PAPER, thick=5)


SOFT = Light(
    toward=(-0.66, -0.75),
    key=(255, 246, 234),
    shadow=(70, 40, 60),
    deep=0.28,
    edge=0.36,
    rim=(255, 246, 224),
    haze=(244, 230, 214),
)

SCENES = {
    "phong-vat-sua": Scene(phong_vat_sua, SOFT, Finish(seed=24)),
}
