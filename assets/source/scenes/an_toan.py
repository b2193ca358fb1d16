"""Safety on site: the scaffold, the tool-box talk, the clipped hook."""

from dataclasses import replace

from kit import places, plants, poses, site, things
from kit.body import Build
from kit.clothes import Wear
from kit.heads import Head
from kit.light import Light
from kit.palette import (
    AMBER,
    BLUE,
    CONCRETE,
    DEEP_RED,
    DENIM,
    KHAKI,
    NAVY,
    OLIVE,
    ORANGE,
    PAPER,
    RED,
    SLATE,
    STEEL,
    WHITE,
    WOOD,
    dark,
    light,
)  # fmt: skip
from kit.paths import box, chain, minus, oval, poly, smooth
from kit.pen import Pen
from kit.people import Person, Spot, draw_person, reach
from kit.scene import Scene
from kit.sheet import Finish

HARNESSED = Wear(top=BLUE, sleeve="rolled", bottom=NAVY, harness=RED, stripes=True, pocket=False)
VEST = Wear(top=KHAKI, sleeve="long", bottom=DENIM, vest=ORANGE, pocket=False)


def _structure(pen: Pen, x: float, y: float, bay: float, size: tuple[int, int]) -> None:
    """Concrete frame of a building going up: columns, slabs, dark rooms."""
    cols, rows = size
    storey = bay * 0.72
    for r in range(rows):
        low = y - r * storey
        pen.fade(
            box(x, low - storey, cols * bay, storey),
            [(0, pen.light.base(dark(CONCRETE, 0.62))), (1, pen.light.base(dark(CONCRETE, 0.4)))],
            (0, low - storey),
            (0, low),
        )
        for c in range(cols + 1):
            pen.form(box(x + c * bay - bay * 0.06, low - storey, bay * 0.12, storey), CONCRETE, thick=bay * 0.04)
        pen.form(
            box(x - bay * 0.1, low - storey - bay * 0.05, cols * bay + bay * 0.2, bay * 0.12),
            light(CONCRETE, 0.15),
            thick=bay * 0.03,
        )
    top = y - rows * storey
    for c in range(cols * 4):
        px = x + (c + 0.5) * bay / 4
        pen.line([(px, top), (px + (c % 3 - 1) * 2, top - bay * 0.28)], dark(ORANGE, 0.5), bay * 0.014)


def gian_giao(pen: Pen) -> None:
    """Scaffolding above the town: men with helmets and harness, crane, skyline."""
    places.sky(pen, "morning", 760)
    pen.halo(300, 520, 900, (255, 236, 200), 0.5)
    places.clouds(pen, 5, (100, 90, 1700, 260), alpha=0.6)
    places.skyline(pen.far(0.72), 3, 800, (60, 330))
    places.skyline(pen.far(0.5), 8, 850, (40, 220))
    site.crane(pen.far(0.42), 470, 900, 700, 560, dark(AMBER, 0.15))
    site.crane(pen.far(0.66), 1050, 900, 480, -300, dark(AMBER, 0.2))
    places.haze(pen, 560, 900, 0.75)
    places.ground(pen.far(0.4), 846, (168, 160, 140))
    for i in range(14):
        plants.shrub(pen.far(0.45), 40 + i * 74, 866 + (i * 37) % 50, 90, i)
    _structure(pen.far(0.22), 1020, 1200, 330, (3, 5))
    scaffold = pen.far(0.06)
    site.scaffold(scaffold, 930, 1190, 322, (4, 4), (150, 104, 60))
    _middle(scaffold)
    pen.fill(poly((-20, 990), (1150, 990), (1260, 1100), (-20, 1100)), light(WOOD, 0.12))
    for i in range(7):
        pen.line([(-20, 1002 + i * i * 2.4), (1180 + i * 14, 1002 + i * i * 2.4)], dark(WOOD, 0.4), 2.5, 0.5)
    pen.line([(-20, 690), (600, 706), (1240, 690)], (70, 74, 80), 7)
    _close_man(pen)
    _frame(pen)


def _middle(pen: Pen) -> None:
    deck = 1190 - 0.95 * 322
    a = Person(replace(HARNESSED, top=(62, 110, 150)), Head(skin="tan", hat="helmet", hat_color=WHITE, eyes="down"))
    b = Person(VEST, Head(skin="brown", hat="helmet", hat_color=AMBER, mouth="calm"))
    c = Person(replace(VEST, top=OLIVE, vest=AMBER), Head(skin="mid", hat="helmet", hat_color=RED), Build(0.95))
    high = deck - 0.95 * 322
    pull = replace(
        poses.STAND,
        turn=0.7,
        near=(110, -520),
        far=(128, -480),
        hands=("fist", "fist"),
        elbows=(1, 1),
        view="side",
        near_foot=(-50, -22),
        far_foot=(40, -22),
    )

    def rope(p: Pen, j: dict) -> None:
        p.line([(j["near_hand"][0], 0), j["near_hand"], (j["near_hand"][0] - 4, high)], (214, 200, 160), 4)

    draw_person(pen, a, pull, Spot(1330, high, 300), rope)
    carry = replace(poses.WALK, near=(40, -450), far=(60, -470), elbows=(1, 1), hands=("hold", "hold"))

    def plank(p: Pen, j: dict) -> None:
        x, y = j["near_hand"]
        p.form(poly((x - 200, y - 14), (x + 190, y - 40), (x + 190, y - 26), (x - 200, y)), WOOD, thick=5)

    draw_person(pen, b, carry, Spot(1600, deck, 310, flip=True), plank)
    draw_person(pen, c, replace(poses.BEND, view="side"), Spot(1040, high, 296))
    lines = [(930, 1326), (1326, 1648)]
    for i, (x0, x1) in enumerate(lines):
        pen.line([(x0, high - 60 - i * 4), (x1, high - 60)], (40, 44, 50), 3)


def _close_man(pen: Pen) -> None:
    """The one the picture is about: he passes a tube on, clipped to the line."""
    man = Person(
        replace(HARNESSED, gloves=(188, 170, 140)),
        Head(skin="tan", hat="helmet", hat_color=AMBER, mouth="smile", hair="crop"),
        Build(1.03),
    )
    spot = Spot(610, 1270, 1060)
    pose = replace(
        poses.STAND,
        turn=0.42,
        lean=5,
        hip=(-6, -338),
        view="three",
        tilt=-3,
        hands=("hold", "hold"),
        elbows=(1, 1),
        near_foot=(-60, -22),
        far_foot=(60, -22),
    )
    pose = reach(pose, spot, near=(640, 690), far=(850, 600))
    pose = replace(pose, hand_turn=(-40, -30))

    def tube(p: Pen, j: dict) -> None:
        a, b = j["near_hand"], j["far_hand"]
        d = ((b[0] - a[0]), (b[1] - a[1]))
        start, end = (a[0] - d[0] * 1.5, a[1] - d[1] * 1.5), (b[0] + d[0] * 1.35, b[1] + d[1] * 1.35)
        p.form(chain([start, end], [13, 13]), (176, 182, 186), thick=9, rim=2)

    j = draw_person(pen, man, pose, spot, tube)
    hip = (j["hip"][0] - 96, j["hip"][1] - 60)
    pen.line([hip, (400, 850), (330, 800), (322, 712)], RED, 8)
    pen.form(oval(322, 704, 12, 20), STEEL, thick=6, rim=2)


def _frame(pen: Pen) -> None:
    with pen.blurred(8):
        dim = pen.lit(replace(pen.light, key=(120, 120, 130)))
        dim.form(box(96, -20, 46, 1140), (110, 78, 50), thick=16)
        dim.form(poly((-20, 118), (1940, 40), (1940, 70), (-20, 154)), (110, 78, 50), thick=12)
        dim.form(box(84, 98, 72, 60, 10), dark(STEEL, 0.4), thick=10)


def hop_dau_ca(pen: Pen) -> None:
    """Tool-box talk in the morning: the foreman and his group."""
    horizon = 452
    places.sky(pen, "dawn", horizon + 40)
    pen.halo(330, 410, 760, (255, 226, 170), 0.75)
    places.clouds(pen, 9, (200, 60, 1500, 190), (255, 226, 205), 0.5)
    places.skyline(pen.far(0.7), 12, horizon + 20, (40, 180))
    site.crane(pen.far(0.5), 1560, horizon + 40, 470, -420, dark(AMBER, 0.15))
    _structure(pen.far(0.42), 980, horizon + 40, 200, (4, 2))
    site.scaffold(pen.far(0.36), 930, horizon + 46, 150, (6, 3), (150, 104, 60))
    places.haze(pen, 200, horizon + 50, 0.45, (250, 220, 180))
    _hoarding(pen.far(0.25), horizon)
    places.ground(pen, horizon + 46, (176, 150, 120), (226, 200, 164))
    _gravel(pen, horizon)
    _crowd(pen, horizon)
    _foreman(pen, horizon)
    for x, height, who in ((1700, 1160, 1), (70, 1240, 2)):
        man = Person(
            replace(VEST, top=(70, 92, 120)) if who == 1 else HARNESSED,
            Head(skin="tan", hat="helmet", hat_color=WHITE if who == 1 else AMBER),
        )
        draw_person(
            pen.lit(replace(pen.light, key=(190, 186, 190))),
            man,
            poses.BACK_SIDE,
            Spot(x, horizon + 0.92 * height, height, flip=who == 1),
        )


def _hoarding(pen: Pen, horizon: float) -> None:
    for i in range(9):
        pen.form(box(-20 + i * 98, horizon - 40, 96, 90), (70, 110, 150), thick=6)
        for k in range(5):
            pen.line([(-12 + i * 98 + k * 18, horizon - 38), (-12 + i * 98 + k * 18, horizon + 48)], NAVY, 2, 0.35)
    for x, h in ((60, 260), (210, 200)):
        plants.tree(pen, x, horizon + 52, h, int(x))


def _gravel(pen: Pen, horizon: float) -> None:
    things.carton(pen.far(0.1), 60, 720, 150, 90, (150, 130, 110))
    for i in range(5):
        y = 640 + i * 15
        pen.form(chain([(120 + i * 12, y), (430 + i * 10, y + 4)], [9, 9]), (150, 152, 156), thick=6)
    for i in range(70):
        x, y = (i * 397) % 1920, horizon + 90 + ((i * 151) % 540)
        s = 1 + (y - horizon) / 160
        pen.fill(oval(x, y, 3.4 * s, 1.2 * s), (140, 116, 92), 0.5)


def _crowd(pen: Pen, horizon: float) -> None:
    listen = (
        replace(poses.STAND, turn=0.35),
        poses.FOLDED,
        replace(poses.EASY, turn=0.45),
        replace(poses.AKIMBO, turn=0.4),
        replace(
            poses.STAND,
            turn=0.5,
            near=(-10, -330),
            far=(30, -330),
            elbows=(1, -1),
            far_over=True,
            hands=("rest", "fist"),
            hand_turn=(20, 160),
        ),
    )
    skins, hats = ("tan", "mid", "brown", "light"), (AMBER, WHITE, AMBER, (47, 93, 140), AMBER)
    tops = (KHAKI, (70, 100, 140), OLIVE, BLUE, (90, 98, 110))
    back = [(900 + i * 142, 560 + (i % 2) * 14) for i in range(7)]
    front = [(830 + i * 196, 650 + (i % 3) * 10) for i in range(5)]
    for n, (x, height) in enumerate(back + front):
        woman = n in (2, 8)
        head = Head(
            skin=skins[n % 4],
            hair="tail" if woman else ("short", "crop")[n % 2],
            woman=woman,
            hat="helmet",
            hat_color=hats[n % 5],
            mouth=("calm", "smile", "calm", "firm")[n % 4],
            beard=n in (4, 9),
        )
        wear = Wear(
            top=tops[n % 5],
            sleeve=("long", "rolled")[n % 2],
            bottom=(DENIM, NAVY, SLATE)[n % 3],
            vest=(ORANGE, None, AMBER, ORANGE)[n % 4],
            harness=RED if n % 4 == 1 else None,
            pocket=False,
        )
        air = 0.14 if n < len(back) else 0.04
        draw_person(
            pen.far(air),
            Person(wear, head, Build(0.96 + 0.05 * (n % 3), woman=woman)),
            listen[(n * 3) % 5],
            Spot(x, horizon + 0.92 * height, height, flip=True),
        )
        _long_shadow(pen, x, horizon + 0.92 * height, height)


def _long_shadow(pen: Pen, x: float, y: float, height: float) -> None:
    k = height / 660
    pen.soft(
        poly((x - 50 * k, y - 2), (x + 60 * k, y - 2), (x + 520 * k, y + 70 * k), (x + 380 * k, y + 84 * k)),
        pen.light.shadow,
        0.16,
        6,
    )


def _foreman(pen: Pen, horizon: float) -> None:
    spot = Spot(500, horizon + 0.92 * 800, 800)
    man = Person(
        replace(VEST, top=PAPER, vest=(200, 16, 46), badge=False, bottom=SLATE),
        Head(skin="mid", hat="helmet", hat_color=WHITE, mouth="talk", age=0.6),
        Build(1.06, 0.25),
    )
    pose = replace(
        poses.TALK, near=(70, -392), far=(168, -520), hands=("hold", "open"), hand_turn=(-14, -50), far_over=False
    )
    _long_shadow(pen, spot.x, spot.y, 800)

    def board(p: Pen, j: dict) -> None:
        x, y = j["near_hand"]
        p.form(poly((x - 6, y - 64), (x + 84, y - 80), (x + 96, y + 18), (x + 6, y + 30)), WOOD, thick=4)
        p.fill(poly((x + 2, y - 56), (x + 78, y - 70), (x + 88, y + 12), (x + 12, y + 22)), PAPER)

    draw_person(pen, man, pose, spot, board)


def day_an_toan(pen: Pen) -> None:
    """Close: a worker clips his hook to the line."""
    places.sky(pen, "noon", 1000)
    with pen.blurred(7):
        places.clouds(pen, 15, (200, 120, 1700, 420), alpha=0.7)
        places.skyline(pen.far(0.55), 31, 1220, (260, 660))
        site.scaffold(pen.far(0.35), 1280, 1180, 300, (3, 4), (160, 112, 66))
        site.crane(pen.far(0.5), 980, 1100, 860, -420, dark(AMBER, 0.1))
    line_y = 640
    man = Person(
        replace(HARNESSED, top=(47, 93, 140), sleeve="rolled"),
        Head(skin="tan", hat="helmet", hat_color=AMBER, hair="crop", mouth="calm", eyes="open"),
        Build(1.05),
    )
    spot = Spot(470, 2270, 2150)
    pose = replace(poses.STAND, turn=0.62, lean=6, view="three", tilt=8, nod=0.5, hands=("wrap", "wrap"), elbows=(1, 1))
    pose = reach(pose, spot, near=(1080, 800), far=(1330, 640))
    pose = replace(pose, hand_turn=(-30, 24))

    def hook(p: Pen, _joints: dict) -> None:
        p.line([(-20, 600), (900, line_y + 8), (1940, 560)], (58, 62, 70), 22)
        p.line([(-20, 594), (900, line_y + 2), (1940, 554)], (150, 156, 162), 5)
        _carabiner(p, 1215, 735)
        p.line([(1196, 862), (1120, 1010), (860, 1060), (640, 960)], RED, 30)
        p.line([(1196, 862), (1120, 1010), (860, 1060), (640, 960)], DEEP_RED, 4, 0.6)

    draw_person(pen, man, pose, spot, hook)
    with pen.blurred(10):
        pen.lit(replace(pen.light, key=(110, 110, 120))).form(box(1790, -20, 74, 1140), (110, 78, 50), thick=20)


def _carabiner(pen: Pen, x: float, y: float) -> None:
    """A big scaffold hook hanging in the line."""
    with pen.at(x, y, 1.25, 8) as p:
        outer = smooth([(-44, -96), (0, -122), (46, -96), (52, -20), (34, 70), (0, 104), (-32, 76), (-50, -10)])
        inner = smooth([(-22, -84), (0, -98), (26, -80), (30, -16), (14, 50), (-2, 70), (-16, 48), (-28, -10)])
        p.form(minus(outer, inner), (186, 194, 202), thick=12, rim=3)
        p.form(chain([(40, -60), (36, 40)], [13, 12]), (214, 160, 40), thick=8, rim=2)


DAY = Light(
    toward=(-0.7, -0.71),
    key=(255, 247, 230),
    shadow=(28, 36, 70),
    deep=0.34,
    edge=0.34,
    rim=(255, 240, 205),
    haze=(222, 226, 222),
)

DAWN = Light(
    toward=(-0.86, -0.51),
    key=(255, 238, 212),
    shadow=(44, 34, 72),
    deep=0.36,
    edge=0.5,
    rim=(255, 224, 160),
    haze=(244, 216, 182),
)

SCENES = {
    "gian-giao": Scene(gian_giao, DAY, Finish(seed=4)),
    "hop-dau-ca": Scene(hop_dau_ca, DAWN, Finish(seed=5)),
    "day-an-toan": Scene(day_an_toan, DAY, Finish(seed=6)),
}
