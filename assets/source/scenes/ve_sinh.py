"""Briefs: the street sweepers at dawn."""

from dataclasses import replace

from kit import home, places, plants, poses, road, vehicles
from kit.body import Build
from kit.clothes import Wear
from kit.heads import Head
from kit.light import Light
from kit.palette import (
    AMBER,
    BLUE,
    INK,
    LEAF,
    ORANGE,
    RED,
    ROSE,
    SKY_BLUE,
    STEEL,
    TEAL,
    WHITE,
    mix,
)  # fmt: skip
from kit.paths import box, oval, polar, poly, smooth
from kit.pen import Pen
from kit.people import Joints, Person, Spot, draw_person, reach
from kit.scene import Scene
from kit.sheet import Finish

DAWN_EYE = 420


def _d(x: float, h: float, flip: bool = False) -> Spot:
    return Spot(x, DAWN_EYE + 0.92 * h, h, flip)


def ve_sinh_moi_truong(pen: Pen) -> None:
    """Street sweepers at dawn under the boulevard's trees."""
    vanish = (1180, DAWN_EYE)
    places.sky(pen, "dawn", DAWN_EYE + 20)
    pen.halo(vanish[0], DAWN_EYE - 10, 640, (255, 214, 150), 0.8)
    pen.halo(vanish[0], DAWN_EYE - 20, 110, (255, 240, 206), 0.9)
    places.clouds(pen, 28, (300, 40, 1300, 180), (255, 214, 180), 0.4)
    places.skyline(pen.far(0.66), 19, DAWN_EYE + 16, (30, 150), lit=0.08)
    places.ground(pen, DAWN_EYE + 6, (186, 168, 150), (240, 206, 168))
    road.avenue(pen, vanish, 860, 1100, ((132, 128, 134), (186, 168, 150)))
    for i, (s, air) in enumerate(((0.1, 0.6), (0.16, 0.5), (0.26, 0.4), (0.42, 0.28), (0.68, 0.14), (1.12, 0.04))):
        for way in (-1, 1):
            p = pen.far(air)
            x, y = vanish[0] + way * 1080 * s, DAWN_EYE + 560 * s
            if way < 0:
                places.shophouse(
                    p.far(min(0.75, air + 0.2)),
                    x - 700 * s,
                    DAWN_EYE + 500 * s,
                    420 * s,
                    1000 * s,
                    [(226, 200, 140), (170, 196, 190), (222, 180, 160)][i % 3],
                )
            plants.tree(p, x, y, 980 * s, 2 * i + way + 3, mix(LEAF, (150, 150, 80), 0.25))
            if i in (2, 3, 4):
                road.lamp_post(p, x + way * 70 * s, y, 900 * s, flip=way > 0)
    pen.fade(
        poly((vanish[0], DAWN_EYE), (vanish[0] + 560, 1100), (vanish[0] - 700, 1100)),
        [(0, (255, 214, 150), 0.5), (1, (255, 214, 150), 0.0)],
        (0, DAWN_EYE),
        (0, 1080),
        glow=True,
    )
    _traffic(pen)
    road.leaves(pen, (60, 760, 1700, 290), 28, 90, 10)
    _second(pen)
    _sweeper(pen)
    with pen.blurred(8):
        dim = pen.lit(replace(pen.light, key=(84, 84, 80)))
        for i, (x, y, r) in enumerate(((60, -40, 200), (280, -70, 170), (-10, 150, 120))):
            plants.shrub(dim, x, y + r, r * 2.2, i + 3)


def _traffic(pen: Pen) -> None:
    """A flower seller pushes her bicycle, an early bus far away."""
    seller = Person(
        Wear(top=ROSE, sleeve="long", collar="round", bottom=INK, pocket=False),
        Head(skin="mid", hair="bun", woman=True, hat="nonla"),
        Build(woman=True),
    )
    p = pen.far(0.26)
    x, y = 830, DAWN_EYE + 0.92 * 230
    vehicles.bicycle(p, x, y, 230, TEAL, flip=True)
    for i in range(22):
        p.form(
            oval(x + 150 + (i * 37) % 90, y - 128 - (i * 23) % 60, 12),
            [ROSE, AMBER, WHITE, (206, 70, 110)][i % 4],
            thick=4,
        )
    p.form(
        smooth([(x + 140, y - 120), (x + 250, y - 120), (x + 232, y - 76), (x + 158, y - 76)]), (150, 116, 74), thick=8
    )
    spot = Spot(x + 250, y + 6, 236, flip=True)
    draw_person(p, seller, reach(replace(poses.WALK, view="three"), spot, near=(x + 84, y - 130)), spot)
    walker = Person(
        Wear(top=WHITE, bottom=BLUE, legs="shorts", pocket=False, collar="round"), Head(skin="tan", hair="short")
    )
    draw_person(pen.far(0.46), walker, replace(poses.WALK, view="three"), _d(1390, 130))
    draw_person(
        pen.far(0.46),
        replace(walker, wear=replace(walker.wear, top=RED, bottom=INK)),
        replace(poses.WALK, view="three"),
        _d(1440, 122),
    )


def _long(pen: Pen, x: float, y: float, h: float) -> None:
    """Long morning shadow towards us."""
    k = h / 660
    pen.soft(
        poly((x - 50 * k, y), (x + 60 * k, y), (x - 60 * k, y + 150 * k), (x - 260 * k, y + 150 * k)),
        pen.light.shadow,
        0.24,
        8,
    )


UNIFORM = Wear(top=(58, 96, 84), sleeve="long", bottom=(46, 74, 70), vest=ORANGE, pocket=False, gloves=(206, 196, 170))


def _second(pen: Pen) -> None:
    """Her colleague pushes the cart."""
    man = Person(
        UNIFORM,
        Head(skin="brown", hair="short", hat="cap", hat_color=(58, 96, 84), mouth="smile", age=0.6),
        Build(1.03),
    )
    spot = _d(1640, 520, True)
    _long(pen, spot.x, spot.y, 520)
    pose = reach(
        replace(poses.WALK, view="three", turn=0.6, lean=10, hands=("hold", "hold"), hand_turn=(20, 20)),
        spot,
        near=(1508, 690),
        far=(1490, 684),
    )

    def push(p: Pen, _: Joints) -> None:
        p.form(poly((1180, 640), (1440, 640), (1410, 850), (1220, 850)), (66, 122, 96), thick=26, rim=2)
        p.form(box(1168, 624, 284, 22, 6), (90, 150, 120), thick=6)
        p.line([(1440, 700), (1500, 690)], STEEL, 10)
        plants.shrub(p, 1310, 646, 230, 5, (122, 128, 66))
        road.leaves(p, (1210, 560, 200, 60), 12, 40, 13)
        for x in (1250, 1390):
            home.ring(p, x, 866, 36, (34, 34, 38), 0.26)
            p.form(oval(x, 866, 10), STEEL, thick=4)
            for a in (0, 60, 120):
                p.line([polar((x, 866), a, 28), polar((x, 866), a + 180, 28)], STEEL, 3)
        p.line([(1206, 640), (1190, 540)], (190, 150, 92), 8)

    pen.ground_shadow(1310, 902, 170, 14)
    draw_person(pen, man, pose, spot, push)


def _sweeper(pen: Pen) -> None:
    """The woman with the long broom: this is what the picture is about."""
    woman = Person(
        UNIFORM,
        Head(skin="tan", hair="tail", woman=True, hat="nonla", mask=SKY_BLUE, eyes="down"),
        Build(1.04, woman=True),
    )
    spot = _d(610, 700)
    _long(pen, spot.x, spot.y, 700)
    pose = replace(
        poses.STAND,
        turn=0.6,
        lean=14,
        hunch=10,
        tilt=6,
        nod=0.5,
        near_foot=(-70, -22),
        far_foot=(66, -24),
        hands=("hold", "hold"),
        elbows=(1, 1),
        far_over=True,
    )
    pose = reach(pose, spot, near=(758, 722), far=(700, 634))
    pose = replace(pose, hand_turn=(20, 10))
    top, foot = (646, 556), (960, 1010)

    def stick(p: Pen, _: Joints) -> None:
        road.broom(p, top, foot, 150)

    pen.ground_shadow(950, 1010, 110, 12)
    draw_person(pen, woman, pose, spot, stick)
    road.leaves(pen, (930, 985, 260, 46), 7, 34, 13)


DAWN = Light(
    toward=(0.62, -0.78),
    key=(255, 234, 208),
    shadow=(40, 36, 72),
    deep=0.38,
    edge=0.55,
    rim=(255, 220, 160),
    haze=(246, 212, 176),
)

SCENES = {
    "ve-sinh-moi-truong": Scene(ve_sinh_moi_truong, DAWN, Finish(seed=28, vignette=0.26)),
}
