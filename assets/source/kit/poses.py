"""Ready poses (kit.body.Pose, facing right); vary one with dataclasses.replace, or reach() for the hands."""

from kit.body import Pose

STAND = Pose()
FRONT = Pose(
    turn=0.0, view="front", near=(-92, -286), far=(92, -286), near_foot=(-36, -22), far_foot=(38, -22), toes=(1, 1)
)
EASY = Pose(  # weight on the near leg
    hip=(-10, -338),
    lean=-2,
    turn=0.4,
    near_foot=(-30, -22),
    far_foot=(52, -22),
    toes=(0.6, 0.3),
    near=(-88, -284),
    far=(88, -282),
)
AKIMBO = Pose(
    turn=0.3,
    near=(-66, -352),
    far=(62, -352),
    elbows=(1, -1),
    hands=("fist", "fist"),
    hand_turn=(20, 160),
    far_over=True,
)
FOLDED = Pose(
    turn=0.25,
    near=(44, -428),
    far=(-22, -400),
    far_over=True,
    hands=("rest", "fist"),
    elbows=(1, -1),
    hand_turn=(-14, 200),
    near_foot=(-40, -22),
)
TALK = Pose(
    turn=0.4,
    near=(30, -392),
    far=(128, -420),
    elbows=(1, 1),
    hands=("open", "open"),
    hand_turn=(-12, -20),
    far_over=True,
)
POINT = Pose(turn=0.5, near=(130, -500), far=(74, -310), elbows=(1, -1), hands=("point", "rest"))
SIDE = Pose(turn=1, view="side", near=(8, -298), far=(22, -300), near_foot=(-8, -22), far_foot=(14, -22), toes=(0, 0))
WALK = Pose(
    hip=(0, -334), lean=4, turn=0.75, view="side", near=(66, -322), far=(-62, -330), elbows=(1, 1), near_foot=(-92, -44),
    far_foot=(84, -26), toes=(0, 0), heels=(28, -8), hands=("fist", "fist"),
)  # fmt: skip
BACK = Pose(
    away=True,
    turn=0.1,
    view="back",
    near=(94, -286),
    far=(-92, -286),
    elbows=(-1, 1),
    near_foot=(34, -22),
    far_foot=(-34, -22),
    toes=(0.2, -0.2),
)
BACK_SIDE = Pose(
    away=True,
    turn=0.5,
    view="three_back",
    near=(74, -284),
    far=(-70, -290),
    elbows=(1, 1),
    near_foot=(26, -22),
    far_foot=(-30, -22),
    toes=(0.2, 0.2),
)
CARRY = Pose(
    lean=-6,
    turn=0.7,
    view="three",
    near=(92, -372),
    far=(104, -372),
    elbows=(1, 1),
    hands=("hold", "hold"),
    hand_turn=(0, 0),
    near_foot=(-52, -22),
    far_foot=(56, -22),
)
BEND = Pose(  # bending over low work
    hip=(-60, -322), lean=62, hunch=14, turn=0.85, view="side", near=(120, -190), far=(140, -200), elbows=(1, 1), near_foot=(-40, -22), far_foot=(30, -22), toes=(0.1, 0.1), tilt=-12,
)  # fmt: skip
SIT = Pose(  # on a chair; the seat is 190 units above the ground
    hip=(0, -196), lean=4, hunch=4, turn=0.6, near=(120, -232), far=(140, -236), elbows=(1, 1), near_foot=(128, -22), far_foot=(160, -22), toes=(0.15, 0.15), hands=("rest", "rest"),
)  # fmt: skip
SIT_FRONT = Pose(
    hip=(0, -200), turn=0.12, view="front", near=(-34, -232), far=(40, -232), elbows=(1, -1), near_foot=(-40, -22), far_foot=(46, -22), toes=(1, 1), far_over=True, hand_turn=(60, 120), thighs=(0.42, 0.42), knees=(-1, 1)
)  # fmt: skip
SEW = Pose(  # at a sewing machine, both hands on the cloth
    hip=(0, -200), lean=17, hunch=20, turn=0.68, view="three", tilt=10, nod=0.7, near=(150, -330), far=(176, -322), elbows=(1, 1), near_foot=(120, -22), far_foot=(160, -22), toes=(0.1, 0.1),
    hands=("flat", "flat"), hand_turn=(4, 8), far_over=False,
)  # fmt: skip
WRITE = Pose(  # sitting at a table with a pen in the near hand
    hip=(0, -200), lean=12, hunch=12, turn=0.4, view="three", tilt=8, nod=0.6, near=(116, -306), far=(168, -300), elbows=(1, 1), near_foot=(110, -22), far_foot=(140, -22), toes=(0.2, 0.2),
    hands=("pinch", "flat"), hand_turn=(24, 20),
)  # fmt: skip
SQUAT = Pose(
    hip=(-30, -100),
    lean=22,
    hunch=14,
    turn=0.75,
    view="three",
    near=(96, -140),
    far=(110, -150),
    elbows=(1, 1),
    near_foot=(0, -22),
    far_foot=(50, -22),
    toes=(0.1, 0.1),
)
RIDE = Pose(  # on a motorbike or bicycle; hands on the bar
    hip=(0, -250), lean=10, turn=0.8, view="side", near=(132, -330), far=(150, -335), elbows=(1, 1), near_foot=(90, -80), far_foot=(110, -80), toes=(0, 0), hands=("hold", "hold"),
)  # fmt: skip
DRIVE = Pose(
    hip=(0, -200),
    lean=-10,
    turn=0.85,
    view="side",
    near=(120, -330),
    far=(140, -345),
    elbows=(1, 1),
    near_foot=(170, -40),
    far_foot=(190, -40),
    toes=(0, 0),
    hands=("hold", "hold"),
)
