"""The body: from a pose to joints (a skeleton), and limbs and trunk as paths.

Local frame of a figure: the head is 100 high, the whole person about 660; the origin is on the ground between the feet,
y up is negative, and the person faces right (+x). "near" is the side of the body turned to us, "far" the other one.
"""

import math
from dataclasses import dataclass

import skia
from kit.paths import Point, chain, lerp, smooth, taper, union

UPPER_ARM, FOREARM, THIGH, SHIN, TRUNK = 118, 106, 162, 160, 190


@dataclass(frozen=True, slots=True)
class Pose:
    """How a body stands. Points are in the local frame; use dataclasses.replace to vary a ready pose (kit.poses).

    hip: middle of the hips. lean: degrees forward. hunch: bow of the back, units (20 tired, 35 bent over work).
    turn: 0 we see it from the front … 1 from the side. away: seen from behind. view: view of the head (kit.heads);
    look_back mirrors the head; tilt degrees of the head forward; nod −1…1 lifts or lowers the face.
    near, far: wrists. elbows, knees: (near, far), 1 bends the natural way for someone facing right (elbow back, knee
    forward), −1 the other way. hands: shapes of kit.hands; hand_turn: directions in degrees (0 right, 90 down) or None
    to follow the forearm; thumbs −1 mirrors a hand. feet: near and far ankles (22 above the ground); toes: 0 the foot
    points right … 1 toward us (−1 points left); heels: degrees by which a foot is pitched onto its toes.
    far_over: the far arm is in front of the trunk. near_under: the near arm is behind it.
    """

    hip: Point = (0, -340)
    lean: float = 0
    hunch: float = 0
    turn: float = 0.45
    away: bool = False
    view: str = "three"
    look_back: bool = False
    tilt: float = 0
    nod: float = 0
    near: Point = (-82, -284)
    far: Point = (74, -286)
    elbows: tuple[float, float] = (1, -1)
    hands: tuple[str, str] = ("rest", "rest")
    hand_turn: tuple[float | None, float | None] = (None, None)
    thumbs: tuple[int, int] = (1, 1)
    near_foot: Point = (-34, -22)
    far_foot: Point = (34, -22)
    knees: tuple[float, float] = (1, 1)
    toes: tuple[float, float] = (0.55, 0.45)
    heels: tuple[float, float] = (0, 0)
    far_over: bool = False
    near_under: bool = False
    thighs: tuple[float, float] = (1, 1)  # below 1: foreshortened, the thigh comes toward us
    forearms: tuple[float, float] = (1, 1)
    upper_arms: tuple[float, float] = (1, 1)


@dataclass(frozen=True, slots=True)
class Build:
    """Stature: width of the limbs and trunk (0.85 slim – 1.2 stout), belly 0–1, woman's proportions; head above 1: a child's."""

    width: float = 1.0
    belly: float = 0.0
    woman: bool = False
    head: float = 1.0

    @property
    def limb(self) -> float:
        """Factor on the thickness of limbs."""
        return self.width * (0.86 if self.woman else 1.0)


@dataclass(frozen=True, slots=True)
class Limb:
    """Three joints of an arm or leg."""

    top: Point
    mid: Point
    end: Point


class Skeleton:
    """Joints of a pose: `near_arm`, `far_arm`, `near_leg`, `far_leg` (Limb), `neck`, `head`, and the trunk's frame."""

    def __init__(self, pose: Pose, build: Build) -> None:
        self.pose, self.build = pose, build
        a = math.radians(pose.lean)
        self.up, self.right = (math.sin(a), -math.cos(a)), (math.cos(a), math.sin(a))
        self.open = math.cos(pose.turn * math.pi / 2)  # 1 seen from the front, 0 from the side
        side = -1 if not pose.away else 1
        wide = (60 if build.woman else 72) * build.width * self.open
        hips = 25 * self.open
        self.near_arm = _bent(
            self.trunk(0.825, side * wide),
            pose.near,
            (UPPER_ARM * pose.upper_arms[0], FOREARM * pose.forearms[0]),
            pose.elbows[0],
        )
        self.far_arm = _bent(
            self.trunk(0.825, -side * wide * 0.92),
            pose.far,
            (UPPER_ARM * pose.upper_arms[1], FOREARM * pose.forearms[1]),
            pose.elbows[1],
        )
        self.near_leg = _bent(
            self.trunk(-0.02, side * hips), pose.near_foot, (THIGH * pose.thighs[0], SHIN), -pose.knees[0]
        )
        self.far_leg = _bent(
            self.trunk(-0.02, -side * hips), pose.far_foot, (THIGH * pose.thighs[1], SHIN), -pose.knees[1]
        )
        self.neck = self.trunk(1.0, 4 * pose.turn)
        t = math.radians(pose.lean * 0.55 + pose.tilt * 0.6)
        self.nape = (self.neck[0] + math.sin(t) * 34, self.neck[1] - math.cos(t) * 34)
        self.head_turn = pose.lean * 0.35 + pose.tilt
        h = math.radians(self.head_turn)
        forward = 8 * pose.turn * (-0.4 if pose.look_back else 1)
        self.head = (self.nape[0] + math.sin(h) * 40 + forward, self.nape[1] - math.cos(h) * 40)

    def trunk(self, t: float, s: float) -> Point:
        """Point of the trunk: t 0 at the hips … 1 at the neck, s units to the front (right) of the spine."""
        s -= self.pose.hunch * 4 * t * (1 - t) * (1 if 0 < t < 1 else 0)
        up, right = self.up, self.right
        return (
            self.pose.hip[0] + up[0] * TRUNK * t + right[0] * s,
            self.pose.hip[1] + up[1] * TRUNK * t + right[1] * s,
        )

    def half(self, t: float) -> tuple[float, float]:
        """Half widths of the trunk at t: behind (left) and before (right) the spine."""
        b, o = self.build, self.open
        front = _at(t, (60, 45, 57, 63) if b.woman else (56, 52, 65, 75))
        back = _at(t, (46, 30, 42, 26)) if b.woman else _at(t, (42, 34, 46, 30))
        chest = _at(t, (34, 32 + 26 * b.belly, 50, 20)) if b.woman else _at(t, (36, 38 + 30 * b.belly, 47, 24))
        front += b.belly * 14 * max(0, 1 - abs(t - 0.25) * 3)
        return ((front * o + back * (1 - o)) * b.width, (front * o + chest * (1 - o)) * b.width)

    def centre(self, t: float) -> float:
        """Place of the middle line of the front (buttons) at t."""
        return math.sin(self.pose.turn * math.pi / 2) * self.half(t)[1] * 0.86

    def outline(self, low: float = -0.14, loose: float = 3, neck: float = 25) -> skia.Path:
        """The trunk as a path down to t=`low`, `loose` units off the body."""
        marks = (0.88, 0.72, 0.5, 0.3, 0.1)
        left = [self.trunk(t, -self.half(t)[0] - (loose if t < 0.6 else 0)) for t in marks]
        right = [self.trunk(t, self.half(t)[1] + (loose if t < 0.6 else 0)) for t in marks]
        hem_l, hem_r = self.half(max(low, 0))
        start, end = (*self.trunk(low, -hem_l - loose - 2), 0), (*self.trunk(low, hem_r + loose + 2), 0)
        neck *= 0.75 + 0.25 * self.open
        top = [self.trunk(1.0, neck), self.trunk(1.02, 0), self.trunk(1.0, -neck)]
        middle = self.trunk(low - 0.02, 0)
        return smooth([*left, start, middle, end, *right[::-1], *top], pull=0.16)

    def band(self, t0: float, t1: float, bow: float = 6) -> skia.Path:
        """A strip across the trunk between t0 and t1, bowed down by `bow`: stripes, belts, yokes."""
        (a0, b0), (a1, b1) = self.half(max(t0, 0)), self.half(max(t1, 0))
        m = self.centre((t0 + t1) / 2) * 0.5
        drop = bow / TRUNK
        top = [self.trunk(t1, -a1 - 14), self.trunk(t1 - drop, m), self.trunk(t1, b1 + 14)]
        low = [self.trunk(t0, b0 + 14), self.trunk(t0 - drop, m), self.trunk(t0, -a0 - 14)]
        return smooth([(*top[0], 0), top[1], (*top[2], 0), (*low[0], 0), low[1], (*low[2], 0)])


def _at(t: float, values: tuple[float, float, float, float]) -> float:
    """Value between marks at t = 0, 0.3, 0.72, 0.92."""
    marks = (0.0, 0.3, 0.72, 0.92)
    t = min(max(t, 0), 0.92)
    for i in range(3):
        if t <= marks[i + 1]:
            part = (t - marks[i]) / (marks[i + 1] - marks[i])
            part = part * part * (3 - 2 * part)
            return values[i] + (values[i + 1] - values[i]) * part
    return values[3]


def _bent(top: Point, end: Point, lengths: tuple[float, float], way: float) -> Limb:
    """Joints of a limb from `top` reaching for `end`; a target out of reach is approached as far as the limb goes."""
    a, b = lengths
    dx, dy = end[0] - top[0], end[1] - top[1]
    d = math.hypot(dx, dy) or 1.0
    ux, uy = dx / d, dy / d
    straight = 0.9 + (min(d / (a + b), 0.9985) - 0.9) * 1.3
    if straight > 0.9:  # nearly stretched limbs must not show a sharp joint: they are seen a little shortened
        k = d / (a + b) / min(straight, 0.9985)
        a, b = a * min(k, 1), b * min(k, 1)
    if d > (a + b) * 0.995:
        d = (a + b) * 0.995
        end = (top[0] + ux * d, top[1] + uy * d)
    if d < abs(a - b) + 1:
        d = abs(a - b) + 1
    along = (a * a - b * b + d * d) / (2 * d)
    out = math.sqrt(max(a * a - along * along, 0)) * way
    return Limb(top, (top[0] + ux * along - uy * out, top[1] + uy * along + ux * out), end)


def arm_path(limb: Limb, radii: tuple[float, float, float], flat: bool = False) -> skia.Path:
    """Arm from shoulder to wrist."""
    upper = taper(limb.top, radii[0], limb.mid, radii[1], bulge=1.5)
    return union(upper, taper(limb.mid, radii[1] * 0.98, limb.end, radii[2], bulge=2.0, flat=flat))


def leg_path(limb: Limb, radii: tuple[float, float, float], flat: bool = False) -> skia.Path:
    """Leg from hip to ankle."""
    upper = taper(limb.top, radii[0], limb.mid, radii[1], bulge=2)
    return union(upper, taper(limb.mid, radii[1] * 0.98, limb.end, radii[2], bulge=3, flat=flat))


def sleeve_path(limb: Limb, radii: tuple[float, float], part: float) -> skia.Path:
    """Sleeve: part 0–1 ends on the upper arm, 1–2 on the forearm."""
    if part <= 1:
        return taper(limb.top, radii[0], lerp(limb.top, limb.mid, part), radii[1], flat=True)
    end = lerp(limb.mid, limb.end, part - 1)
    return chain([limb.top, limb.mid, end], [radii[0], (radii[0] + radii[1]) / 2 - 1, radii[1]], flat=True)
