"""Social insurance: hands holding a phone."""

from dataclasses import replace

from kit import hands, places, poses, things
from kit.clothes import Wear
from kit.heads import Head
from kit.light import Light
from kit.palette import (
    AMBER,
    BLUE,
    INK,
    NAVY,
    RED,
    ROSE,
    SKIN,
    SLATE,
    TEAL,
    WHITE,
    Color,
    dark,
    light,
    mix,
)  # fmt: skip
from kit.paths import box, chain, oval, polar, poly, smooth
from kit.pen import Pen
from kit.people import Person, Spot, draw_person
from kit.scene import Scene
from kit.sheet import Finish


def dien_thoai(pen: Pen) -> None:
    """Hands holding a phone with a drawn app; the workshop behind is out of focus."""
    with pen.blurred(9):
        _workshop(pen)
    pen.halo(960, 600, 900, (20, 28, 50), 0.3, glow=False)
    skin = SKIN["tan"]
    with pen.at(1090, 545, 1, 7) as p:
        _left_hand_back(p, skin)
        _phone(p)
        _left_hand_front(p, skin)
    _tapping(pen, skin)


def _workshop(pen: Pen) -> None:
    room = places.Room.seen((700, 380), (330, 190, 1140, 520), 6)
    back = pen.far(0.16)
    places.draw_room(back, room, (224, 210, 184), (172, 150, 124), (228, 220, 200))
    us = [(room.deep(z), room.deep(z + 0.1)) for z in (0.04, 0.18, 0.36, 0.58)]
    places.wall_windows(
        back, room.left(), us, (0.12, 0.62), [(0, (206, 230, 240)), (1, (250, 244, 216))], (120, 140, 150)
    )
    for z in (0.1, 0.22, 0.42):
        s = room.size(room.deep(z))
        things.tube(back, (700 - 60 * s, 380 - 130 * s), (700 + 60 * s, 380 - 130 * s), 3 * s, 30 * s)
    for x, h, flip in ((1180, 300, True), (560, 300, False), (820, 330, False), (250, 560, False), (1640, 640, True)):
        man = Person(Wear(top=BLUE, sleeve="rolled", bottom=NAVY), Head(skin="mid", hat="cap", hat_color=BLUE))
        draw_person(
            back,
            man,
            replace(poses.STAND, turn=0.6, near=(100, -380), far=(120, -380), elbows=(1, 1)),
            Spot(x, 380 + 0.8 * h, h, flip),
        )
        way = -1 if flip else 1
        k = h / 660
        back.form(box(x + way * 110 * k - 90 * k, 380 + 0.8 * h - 330 * k, 300 * k, 330 * k, 8), TEAL, thick=26 * k)
        back.form(
            box(x + way * 110 * k - 60 * k, 380 + 0.8 * h - 470 * k, 130 * k, 150 * k, 8),
            light(TEAL, 0.15),
            thick=20 * k,
        )
        back.raw(oval(x + way * 120 * k, 380 + 0.8 * h - 420 * k, 14 * k), AMBER)


def _phone(pen: Pen) -> None:
    """The phone about (0, 0), 400×780; cards, a ring and a tick: an app without words."""
    pen.soft(box(-200, -380, 420, 790, 50), INK, 0.45, 22)
    pen.form(box(-206, -396, 412, 792, 52), (28, 30, 38), thick=10, rim=3)
    screen = box(-190, -380, 380, 760, 40)
    pen.raw(screen, (246, 243, 236))
    with pen.within(screen):
        pen.fade(box(-190, -380, 380, 210), [(0, (200, 16, 46)), (1, (143, 13, 34))], (0, -380), (0, -170))
        pen.raw(oval(-118, -268, 44), (255, 236, 220))
        pen.raw(oval(-118, -280, 18), (143, 13, 34))
        with pen.within(oval(-118, -268, 44)):
            pen.raw(oval(-118, -222, 36, 30), (143, 13, 34))
        pen.raw(box(-50, -292, 170, 18, 9), WHITE, 0.95)
        pen.raw(box(-50, -258, 112, 14, 7), WHITE, 0.6)
        pen.raw(box(-160, -196, 320, 176, 24), WHITE)
        pen.stroke(oval(-84, -108, 54), (226, 224, 218), 18)
        ring = smooth([polar((-84, -108), a, 54) for a in range(-90, 171, 20)], closed=False)
        pen.stroke(ring, RED, 18)
        for i, w in enumerate((130, 96, 118)):
            pen.raw(box(6, -154 + i * 36, w, 15, 7), (170, 178, 188) if i else SLATE)
        for row in range(2):
            for col in range(3):
                x, y = -160 + col * 112, 6 + row * 122
                pen.raw(box(x, y, 96, 104, 20), WHITE)
                c = [BLUE, (62, 124, 123), AMBER, (94, 140, 74), RED, SLATE][row * 3 + col]
                pen.raw(oval(x + 48, y + 42, 25), c, 0.92)
                pen.raw(box(x + 20, y + 80, 56, 10, 5), (200, 204, 208))
        _icons(pen)
        pen.raw(box(-160, 268, 320, 70, 35), RED)
        pen.stroke(smooth([(-26, 302, 0), (-8, 320, 0), (28, 284, 0)], closed=False), WHITE, 11)
        pen.raw(poly((60, -400), (210, -400), (-40, 400), (-190, 400)), WHITE, 0.07)
    pen.raw(oval(0, -362, 8), (20, 22, 28))


def _icons(pen: Pen) -> None:
    pen.stroke(smooth([(-124, 46, 0), (-112, 36), (-100, 46), (-112, 64)]), WHITE, 5)
    pen.stroke(poly((-8, 38), (8, 38), (8, 60), (-8, 60)), WHITE, 5)
    pen.raw(oval(112, 48, 10), WHITE)
    pen.stroke(oval(-112, 170, 11), WHITE, 5)
    pen.stroke(poly((-10, 178), (0, 160), (10, 178)), WHITE, 5)
    pen.raw(box(100, 160, 24, 20, 4), WHITE)


def _left_hand_back(pen: Pen, skin: Color) -> None:
    """Palm and sleeve behind the phone."""
    sleeve = smooth([(-560, 700), (-330, 420), (-190, 500), (-130, 760), (-300, 900)])
    pen.form(chain([(-640, 900), (-330, 420)], [150, 112]), BLUE, thick=50)
    pen.form(chain([(-360, 470), (-318, 404)], [122, 120], flat=True), dark(BLUE, 0.12), thick=30)
    pen.form(
        smooth([(-350, 420), (-300, 210), (-230, 120), (-60, 90), (80, 300), (-20, 420), (-180, 470), (-280, 500)]),
        skin,
        thick=50,
    )
    del sleeve


def _left_hand_front(pen: Pen, skin: Color) -> None:
    """Thumb over the left edge, finger tips round the right edge."""
    pen.soft(chain([(-250, 230), (-205, 60), (-150, -50)], [40, 36, 28]), INK, 0.3, 12)
    thumb = chain([(-285, 290), (-232, 90), (-176, -46)], [72, 47, 35])
    pen.form(thumb, skin, thick=24, rim=1.5)
    nail = oval(-168, -58, 17, 24, 22)
    pen.form(nail, light(mix(skin, ROSE, 0.2), 0.3), thick=5)
    pen.line([(-252, 70), (-232, 84), (-208, 82)], dark(skin, 0.3), 4, 0.5)
    for i in range(4):
        y = 30 + i * 92
        pen.soft(chain([(150, y + 8), (205, y + 10)], [34, 36]), INK, 0.25, 8)
        pen.form(chain([(230, y + 8), (206, y + 2), (164, y)], [38, 38, 31]), dark(skin, 0.03 * i), thick=16, rim=1.2)
        pen.form(oval(158, y - 2, 17, 20), light(mix(skin, ROSE, 0.2), 0.26), thick=4)


def _tapping(pen: Pen, skin: Color) -> None:
    """The other hand comes from the right and taps."""
    tone = dark(skin, 0.02)
    pen.form(chain([(1900, 1330), (1500, 1078)], [170, 120]), BLUE, thick=60)
    pen.form(chain([(1552, 1118), (1486, 1066)], [132, 128], flat=True), dark(BLUE, 0.12), thick=34)
    with pen.at(1446, 1040, 5.1, 214) as p:
        p.canvas.scale(1, -1)
        flipped = Pen(p.canvas, replace(p.light, toward=(p.light.toward[0], -p.light.toward[1])), p.place)
        hands.draw_hand(flipped, "tap", tone)


SOFT = Light(
    toward=(-0.62, -0.78),
    key=(255, 248, 236),
    shadow=(40, 30, 56),
    deep=0.32,
    edge=0.34,
    rim=(255, 240, 214),
    haze=(224, 222, 214),
)

SCENES = {
    "dien-thoai": Scene(dien_thoai, SOFT, Finish(seed=9, vignette=0.3)),
}
