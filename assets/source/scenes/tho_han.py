"""Skills: the welder."""

from dataclasses import replace

from kit import home, places, poses, workshop
from kit.body import Build
from kit.clothes import Wear
from kit.heads import Head
from kit.light import Light
from kit.palette import (
    AMBER,
)  # fmt: skip
from kit.paths import box, chain, oval, poly
from kit.pen import Pen
from kit.people import Joints, Person, Spot, draw_person, reach
from kit.scene import Scene
from kit.sheet import Finish

OVERALL = Wear(top=(84, 112, 140), sleeve="rolled", bottom=(60, 84, 112), collar="zip")


def tho_han(pen: Pen) -> None:
    """The welder (upright picture): mask, arc, sparks, a dark hall."""
    pen.fade(box(-10, -10, 1100, 1620), [(0, (18, 26, 44)), (0.6, (30, 38, 58)), (1, (14, 18, 30))], (0, 0), (0, 1600))
    far = pen.far(0.45)
    for i in range(3):
        pen.fade(box(90 + i * 190, 130, 130, 300), [(0, (60, 86, 124)), (1, (96, 110, 132))], (0, 130), (0, 430))
        for k in range(1, 3):
            pen.line([(90 + i * 190, 130 + k * 100), (220 + i * 190, 130 + k * 100)], (24, 32, 50), 6)
        pen.line([(155 + i * 190, 130), (155 + i * 190, 430)], (24, 32, 50), 6)
    places.shaft(pen, [(120, 140), (600, 420), (1000, 1300), (500, 1400)], (130, 160, 210), 0.12)
    for x in (720, 1010):
        far.form(box(x, 60, 40, 1000), (50, 60, 80), thick=14)
    far.form(box(-10, 60, 1100, 46), (50, 60, 80), thick=14)
    workshop.drill(far, 900, 1010, 420, (60, 84, 90))
    home.curtain(pen.far(0.3), -40, 470, 300, 700, (120, 50, 40), 6)
    mate = Person(replace(OVERALL, top=(70, 84, 110)), Head(skin="tan", hat="helmet", hat_color=AMBER))
    draw_person(far, mate, replace(poses.BACK_SIDE, near=(60, -380), elbows=(-1, 1)), Spot(800, 1030, 520))
    pen.fade(
        box(-10, 1010, 1100, 600), [(0, (36, 42, 58)), (0.4, (52, 58, 76)), (1, (16, 18, 26))], (0, 1010), (0, 1600)
    )
    _welder(pen)


def _welder(pen: Pen) -> None:
    """He sits on a low box and welds the corner of a frame on the trestle."""
    spark = (738, 930)
    pen.halo(*spark, 900, (120, 160, 240), 0.4)
    pen.soft(oval(700, 1400, 420, 60), (120, 160, 230), 0.35, 40, glow=True)
    man = Person(
        Wear(
            top=(116, 84, 60),
            sleeve="long",
            bottom=(58, 70, 92),
            collar="shirt",
            hem=0.2,
            gloves=(176, 132, 84),
            apron=(92, 66, 48),
            shoes=(40, 34, 32),
        ),
        Head(skin="tan", hat="weld"),
        Build(1.08),
    )
    spot = Spot(360, 1500, 1320)
    pose = replace(poses.SIT, turn=0.62, lean=16, hunch=16, tilt=12, view="side", hands=("hold", "hold"), hip=(0, -196))
    pose = reach(pose, spot, near=(640, 965), far=(800, 1010))
    pose = replace(pose, hand_turn=(-14, -60))
    pen.form(box(230, 1120, 260, 380, 8), (70, 60, 58), thick=30)

    def frame(p: Pen, j: Joints) -> None:
        for x in (760, 1010):
            p.form(
                poly((x - 14, 1020), (x + 14, 1020), (x + 40, 1510), (x + 12, 1510)), (92, 104, 126), thick=10, rim=2
            )
            p.form(poly((x - 14, 1020), (x + 14, 1020), (x - 16, 1510), (x - 44, 1510)), (76, 88, 110), thick=10, rim=2)
        p.form(box(690, 996, 420, 36, 3), (110, 122, 144), thick=10, rim=3)
        p.form(box(716, 940, 400, 34, 2), (156, 170, 192), thick=10, rim=4)
        p.form(box(716, 660, 36, 300, 2), (150, 164, 186), thick=12, rim=4)
        p.form(box(716, 640, 400, 34, 2), (140, 152, 176), thick=10, rim=3)
        p.form(box(1040, 660, 36, 300, 2), (120, 132, 156), thick=12, rim=2)
        x, y = j["near_hand"]
        p.form(chain([(x - 40, y + 10), (x + 34, y - 12)], [14, 10]), (40, 40, 46), thick=6, rim=2)
        p.line([(x + 30, y - 12), spark], (190, 170, 140), 6)
        p.line(
            [(x - 40, y + 10), (x - 120, y + 110), (x - 60, y + 330), (x - 260, y + 560), (x - 500, y + 600)],
            (24, 26, 34),
            15,
        )

    draw_person(pen, man, pose, spot, frame)
    workshop.arc(pen, *spark, 120)
    workshop.sparks(pen, spark, 620, 90, 20, (-70, 170))
    workshop.sparks(pen, spark, 380, 60, 21, (-170, 10))
    pen.soft(oval(spark[0] + 30, 1502, 160, 26), (255, 170, 80), 0.3, 20, glow=True)


ARC = Light(
    toward=(0.86, 0.1),
    key=(196, 206, 236),
    shadow=(8, 10, 26),
    deep=0.66,
    edge=0.7,
    rim=(190, 220, 255),
    haze=(36, 46, 70),
)

SCENES = {
    "tho-han": Scene(tho_han, ARC, Finish(seed=20, vignette=0.34), (1080, 1600)),
}
