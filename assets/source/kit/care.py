"""Care: hospital bed, drip stand, trolley, donor couch, folding screen, sink, blood bag, milk bottle."""

from kit.palette import (
    AMBER,
    BLUE,
    DEEP_RED,
    INK,
    PAPER,
    RED,
    ROSE,
    SKY_BLUE,
    SLATE,
    STEEL,
    STEEL_DARK,
    TEAL,
    WHITE,
    Color,
    dark,
    light,
)
from kit.paths import Point, box, chain, oval, poly, smooth
from kit.pen import Pen

FRAME = (196, 206, 212)


def bed(pen: Pen, x: float, y: float, w: float, front: bool = True) -> None:
    """Hospital bed from the side, head to the left and raised, castors at y, w long; the mattress lies 0.31 w above the floor.

    front=False draws what is behind the patient, front only the near rail and the foot end.
    """
    with pen.at(x, y, w / 600) as p:
        if not front:
            p.ground_shadow(300, 0, 320, 18, 0.45)
            p.form(box(-8, -330, 14, 320, 5), FRAME, thick=5)
            for px in (40, 540):
                p.line([(px, -110), (px + 10, -20)], STEEL_DARK, 8)
                p.form(oval(px + 10, -12, 12), INK, thick=4)
            p.form(box(20, -130, 570, 20, 5), FRAME, thick=6)
            p.form(box(8, -150, 584, 22, 6), (150, 166, 176), thick=6)
            mattress = smooth(
                [(6, -300, 0), (40, -318), (190, -196), (590, -190), (596, -150, 0), (160, -150, 0), (20, -270, 0)],
                pull=0.1,
            )
            p.form(mattress, (220, 228, 232), thick=12)
            p.form(smooth([(10, -330), (66, -356), (120, -290), (96, -256), (44, -290)]), WHITE, thick=12)
            return
        p.form(box(590, -270, 14, 260, 5), FRAME, thick=5, rim=2)
        for py in (-262, -222):
            p.form(box(560, py, 40, 9, 4), FRAME, thick=3)
        for px in (250, 400):
            p.line([(px, -214), (px, -140)], FRAME, 7)
        p.line([(236, -216), (416, -216)], FRAME, 9)


def blanket(pen: Pen, points: list[tuple], color: Color = (122, 164, 178)) -> None:
    """Blanket over legs: its outline, with folds."""
    shape = smooth(points, pull=0.14)
    pen.form(shape, color, thick=16)
    b = shape.getBounds()
    with pen.within(shape):
        for part in (0.25, 0.5, 0.75):
            x = b.left() + b.width() * part
            pen.fold((x, b.top()), (x + b.width() * 0.04, b.centerY()), (x - 6, b.bottom()), b.width() * 0.02, color)
        pen.line([(b.left(), b.top() + 10), (b.left() + b.width() * 0.1, b.bottom())], light(color, 0.5), 16, 0.7)


def drip(pen: Pen, x: float, y: float, h: float, to: Point | None = None) -> None:
    """Drip stand with its foot at (x, y), h tall; the tube leads to `to`."""
    k = h / 400
    pen.ground_shadow(x, y, 50 * k, 6 * k)
    for s in (-1, 1):
        pen.line([(x, y - 20 * k), (x + s * 44 * k, y)], STEEL_DARK, 6 * k)
    pen.form(box(x - 4 * k, y - h, 8 * k, h), STEEL, thick=3 * k)
    pen.line([(x - 34 * k, y - h + 8 * k), (x, y - h), (x + 34 * k, y - h + 8 * k)], STEEL, 5 * k)
    bag_ = smooth(
        [
            (x + 20 * k, y - h + 14 * k, 0),
            (x + 50 * k, y - h + 14 * k, 0),
            (x + 52 * k, y - h + 74 * k),
            (x + 36 * k, y - h + 92 * k),
            (x + 18 * k, y - h + 74 * k),
        ]
    )
    pen.form(bag_, (214, 232, 236), thick=8 * k, rim=2)
    with pen.within(bag_):
        pen.fill(box(x + 10 * k, y - h + 44 * k, 50 * k, 60 * k), (170, 206, 216), 0.8)
    if to:
        start = (x + 36 * k, y - h + 92 * k)
        pen.line(
            [
                start,
                (start[0], start[1] + 70 * k),
                ((start[0] + to[0]) / 2, max(start[1] + 60 * k, to[1] - 30 * k) + 40 * k),
                to,
            ],
            (236, 242, 244),
            3 * k,
            0.9,
        )


def trolley(pen: Pen, x: float, y: float, w: float, h: float) -> None:
    """Nurse's trolley from the front, wheels at y."""
    pen.ground_shadow(x + w / 2, y, w * 0.56, h * 0.03)
    for px in (0.04, 0.92):
        pen.form(box(x + w * px, y - h, w * 0.04, h * 0.94), STEEL, thick=3)
        pen.form(oval(x + w * (px + 0.02), y - h * 0.04, w * 0.045), INK, thick=3)
    for up, thick in ((0.96, 0.05), (0.4, 0.05)):
        pen.form(box(x, y - h * up, w, h * thick, 3), (210, 218, 222), thick=4, rim=2)
    top = y - h * 0.96
    things = [
        (0.12, 0.2, 0.1, WHITE),
        (0.26, 0.28, 0.08, (120, 70, 50)),
        (0.36, 0.22, 0.09, TEAL),
        (0.78, 0.24, 0.1, SKY_BLUE),
    ]
    for px, tall, wide, color in things:
        pen.form(box(x + w * px, top - h * tall, w * wide, h * tall, 4), color, thick=w * 0.025)
        pen.form(
            box(x + w * (px + 0.02), top - h * (tall + 0.04), w * (wide - 0.04), h * 0.05, 2), dark(color, 0.4), thick=2
        )
    pen.form(box(x + w * 0.5, top - h * 0.06, w * 0.24, h * 0.06, 3), STEEL, thick=3, rim=2)
    low = y - h * 0.4
    for i, c in enumerate((PAPER, SKY_BLUE, PAPER)):
        pen.form(box(x + w * 0.12, low - h * (0.06 + i * 0.06), w * 0.34, h * 0.06, 4), c, thick=3)
    pen.form(box(x + w * 0.56, low - h * 0.18, w * 0.3, h * 0.18, 4), (220, 180, 80), thick=w * 0.03)
    pen.line([(x, top + h * 0.03), (x - w * 0.1, top - h * 0.08)], STEEL, w * 0.04)


def couch(pen: Pen, x: float, y: float, w: float, color: Color = (176, 60, 66), front: bool = True) -> None:
    """Donor couch from the side, facing right, feet at y, w long; the seat lies 0.28 w above the floor.

    front=False draws the couch, front only the near armrest (a narrow cushioned board).
    """
    with pen.at(x, y, w / 500) as p:
        if front:
            p.form(box(196, -226, 18, 210, 3), STEEL, thick=5)
            p.form(box(130, -246, 220, 26, 12), dark(color, 0.1), thick=8, rim=2)
            return
        p.ground_shadow(250, 0, 260, 16, 0.42)
        for a, b in (((120, -110), (90, 0)), ((330, -110), (360, 0)), ((150, -20), (330, -20))):
            p.line([a, b], STEEL_DARK, 10)
        p.form(
            smooth(
                [
                    (12, -330),
                    (40, -350),
                    (66, -336),
                    (164, -170),
                    (330, -160),
                    (356, -140),
                    (470, -70),
                    (476, -44),
                    (450, -38),
                    (330, -116),
                    (150, -118),
                    (110, -130),
                ],
                pull=0.14,
            ),
            color,
            thick=16,
            rim=1.6,
        )
        p.form(
            smooth([(14, -346), (44, -368), (74, -350), (92, -300), (66, -286), (30, -306)]), light(color, 0.2), thick=8
        )


def blood_bag(pen: Pen, x: float, y: float, size: float) -> None:
    """A half full blood bag hanging from (x, y)."""
    path = smooth(
        [
            (x - size * 0.3, y + size * 0.1),
            (x + size * 0.3, y + size * 0.1),
            (x + size * 0.34, y + size * 0.8),
            (x, y + size),
            (x - size * 0.34, y + size * 0.8),
        ]
    )
    pen.form(path, (226, 206, 204), thick=size * 0.08, rim=2)
    with pen.within(path):
        pen.fill(box(x - size, y + size * 0.42, size * 2, size), DEEP_RED)
        pen.fill(box(x - size * 0.2, y + size * 0.36, size * 0.4, size * 0.3), WHITE, 0.9)


def screen(pen: Pen, x: float, y: float, w: float, h: float, panels: int = 3, color: Color = (206, 220, 214)) -> None:
    """Folding ward screen standing at y."""
    step = w / panels
    for i in range(panels):
        dy = (i % 2) * h * 0.03
        px = x + i * step
        pen.form(
            poly(
                (px, y - h + dy),
                (px + step, y - h + h * 0.03 - dy),
                (px + step, y - h * 0.06 + h * 0.03 - dy),
                (px, y - h * 0.06 + dy),
            ),
            color if i % 2 else dark(color, 0.08),
            thick=step * 0.1,
        )
        for k in range(4):
            lx = px + step * (0.16 + k * 0.22)
            pen.line([(lx, y - h + h * 0.04), (lx, y - h * 0.08)], dark(color, 0.25), 2, 0.4)
        pen.line([(px, y - h + dy), (px, y)], STEEL, 6)
    pen.line([(x + w, y - h), (x + w, y)], STEEL, 6)


def sink(pen: Pen, x: float, y: float, w: float) -> None:
    """Wash basin with a tap and a mirror above; (x, y) the basin's upper left corner."""
    pen.fade(
        box(x + w * 0.08, y - w * 1.35, w * 0.84, w * 0.86, 8),
        [(0, (206, 226, 232)), (1, (236, 240, 236))],
        (x, y - w * 1.3),
        (x + w, y - w * 0.5),
    )
    pen.stroke(box(x + w * 0.08, y - w * 1.35, w * 0.84, w * 0.86, 8), STEEL, 5)
    pen.line(
        [
            (x + w * 0.5, y - w * 0.02),
            (x + w * 0.5, y - w * 0.26),
            (x + w * 0.62, y - w * 0.28),
            (x + w * 0.64, y - w * 0.18),
        ],
        STEEL,
        w * 0.045,
    )
    pen.form(
        smooth([(x, y, 0), (x + w, y, 0), (x + w * 0.86, y + w * 0.34), (x + w * 0.14, y + w * 0.34)], pull=0.16),
        WHITE,
        thick=w * 0.08,
    )
    pen.form(
        smooth(
            [
                (x + w * 0.36, y + w * 0.32, 0),
                (x + w * 0.64, y + w * 0.32, 0),
                (x + w * 0.6, y + w * 1.2, 0),
                (x + w * 0.4, y + w * 1.2, 0),
            ]
        ),
        (236, 238, 238),
        thick=w * 0.06,
    )


def bottle(pen: Pen, x: float, y: float, h: float, cap: Color = ROSE, full: float = 0.6) -> None:
    """Milk bottle standing at (x, y), h tall."""
    body = box(x - h * 0.2, y - h * 0.74, h * 0.4, h * 0.74, h * 0.1)
    pen.form(body, (232, 238, 240), thick=h * 0.06, rim=2)
    with pen.within(body):
        pen.fill(box(x - h, y - h * 0.74 * full, h * 2, h), (252, 248, 236))
    pen.form(box(x - h * 0.16, y - h * 0.9, h * 0.32, h * 0.18, 4), cap, thick=h * 0.05)
    pen.form(oval(x, y - h * 0.92, h * 0.1, h * 0.08), light(cap, 0.3), thick=3)


def cool_bag(pen: Pen, x: float, y: float, w: float, color: Color = BLUE) -> None:
    """Insulated bag with a strap, standing at y."""
    h = w * 0.8
    pen.ground_shadow(x + w / 2, y, w * 0.55, h * 0.06)
    pen.line([(x + w * 0.16, y - h), (x + w * 0.5, y - h * 1.5), (x + w * 0.84, y - h)], dark(color, 0.4), w * 0.05)
    pen.form(box(x, y - h, w, h, w * 0.08), color, thick=w * 0.12)
    pen.form(box(x - w * 0.02, y - h, w * 1.04, h * 0.2, w * 0.05), light(color, 0.2), thick=4)
    pen.form(box(x + w * 0.2, y - h * 0.6, w * 0.6, h * 0.4, 5), dark(color, 0.12), thick=4)


def tube(pen: Pen, points: list[Point], color: Color = RED, wide: float = 5) -> None:
    """A thin hose through points with a light on it."""
    pen.line(points, color, wide)
    pen.line([(x - wide * 0.2, y - wide * 0.2) for x, y in points], light(color, 0.4), wide * 0.3, 0.7)


def ball(pen: Pen, x: float, y: float, r: float, color: Color = AMBER) -> None:
    """Soft ball a donor presses."""
    pen.form(oval(x, y, r), color, thick=r * 0.5, rim=2)


def folder_stack(pen: Pen, x: float, y: float, w: float) -> None:
    """Forms on a table."""
    for i in range(4):
        pen.form(
            chain([(x + i * 3, y - i * 5), (x + w + i * 2, y - i * 5)], [3, 3]),
            PAPER if i % 2 else (226, 218, 198),
            thick=2,
        )
    pen.line([(x + w * 0.3, y - 20), (x + w * 0.8, y - 26)], SLATE, 4)
