"""People: a head, a body and clothes put together in a pose.

    worker = Person(Wear(top=BLUE), Head(woman=True, hair="bun"), Build(woman=True))
    joints = draw_person(pen, worker, poses.STAND, Spot(600, 900, height=520, flip=True))

Spot is where the feet stand (picture units), how tall the person is when upright, and whether it faces left.
draw_person returns the joints in picture units (wrists, hands, head …). `between(pen, joints)` is called after the trunk
and before the near arm and both hands that are in front: draw there what the person holds or works on.
To make a hand touch a place of the picture: reach(pose, person, spot, near=(x, y), far=(x, y)).
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import skia
from kit import clothes
from kit.body import Build, Limb, Pose, Skeleton, arm_path, leg_path, sleeve_path
from kit.clothes import Wear
from kit.hands import draw_hand
from kit.heads import Head, draw_head
from kit.palette import Color, dark
from kit.paths import Point, angle, lerp, oval, polar, smooth, taper, union
from kit.pen import Pen

TALL = 660  # units of an upright person in the local frame


@dataclass(frozen=True, slots=True)
class Person:
    """Clothes, head and build."""

    wear: Wear = field(default_factory=Wear)
    head: Head = field(default_factory=Head)
    build: Build = field(default_factory=Build)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where someone stands: point on the ground, height when upright, facing left when flipped, cast shadow or not."""

    x: float
    y: float
    height: float = 520
    flip: bool = False
    shadow: bool = True

    def local(self, p: Point) -> Point:
        """Picture point in the figure's frame."""
        k = TALL / self.height
        return ((p[0] - self.x) * k * (-1 if self.flip else 1), (p[1] - self.y) * k)


Joints = dict[str, Point]
Between = Callable[[Pen, Joints], None]


def reach(pose: Pose, spot: Spot, near: Point | None = None, far: Point | None = None) -> Pose:
    """The pose with wrists at points of the picture."""
    more = {}
    if near:
        more["near"] = spot.local(near)
    if far:
        more["far"] = spot.local(far)
    return replace(pose, **more)


def draw_person(pen: Pen, person: Person, pose: Pose, spot: Spot, between: Between | None = None) -> Joints:
    """Draw a person; returns joints in picture units: head, neck, near_hand, far_hand, near_elbow, hip, near_knee …"""
    with pen.at(spot.x, spot.y, spot.height / TALL, flip=spot.flip) as p:
        bones = Skeleton(pose, person.build)
        joints = _joints(p, bones, pen)
        figure = _Figure(p, person, bones)
        if spot.shadow:
            figure.cast()
        if not pose.far_over:
            figure.arm(bones.far_arm, 1)
        if pose.near_under:
            figure.arm(bones.near_arm, 0)
        figure.legs()
        figure.trunk()
        figure.neck_and_head()
        if between:
            p.canvas.save()
            inverse = skia.Matrix()
            local = skia.Matrix()
            local.preTranslate(spot.x, spot.y)
            local.preScale(-spot.height / TALL if spot.flip else spot.height / TALL, spot.height / TALL)
            local.invert(inverse)
            p.canvas.concat(inverse)
            between(pen, joints)
            p.canvas.restore()
        if pose.far_over:
            figure.arm(bones.far_arm, 1)
        if not pose.near_under:
            figure.arm(bones.near_arm, 0)
    return joints


def _joints(p: Pen, bones: Skeleton, outer: Pen) -> Joints:
    back = skia.Matrix()
    outer.place.invert(back)

    def out(q: Point) -> Point:
        r = back.mapXY(*p.scene(q))
        return (r.x(), r.y())

    named = {"head": bones.head, "neck": bones.neck, "hip": bones.pose.hip}
    for side, arm, leg in (("near", bones.near_arm, bones.near_leg), ("far", bones.far_arm, bones.far_leg)):
        direction = angle(arm.mid, arm.end)
        given = bones.pose.hand_turn[0 if side == "near" else 1]
        named |= {f"{side}_shoulder": arm.top, f"{side}_elbow": arm.mid, f"{side}_wrist": arm.end}
        named |= {f"{side}_hand": polar(arm.end, direction if given is None else given, 32)}
        named |= {f"{side}_knee": leg.mid, f"{side}_ankle": leg.end}
    named["chest"] = bones.trunk(0.7, bones.centre(0.7))
    return {name: out(point) for name, point in named.items()}


class _Figure:
    """One figure being drawn in its local frame."""

    def __init__(self, pen: Pen, person: Person, bones: Skeleton) -> None:
        self.pen, self.person, self.bones = pen, person, bones
        self.wear, self.tone, self.pose = person.wear, person.head.tone, bones.pose
        self.torso: skia.Path | None = None

    def cast(self) -> None:
        """Shadow on the ground."""
        a, b = self.pose.near_foot, self.pose.far_foot
        low = max(a[1], b[1]) + 22
        if low < -30:
            return
        x = (a[0] + b[0]) / 2 - self.pen.light.toward[0] * 50
        self.pen.ground_shadow(x, low + 2, 80 + abs(a[0] - b[0]) * 0.5, 16)

    def legs(self) -> None:
        """Far leg, near leg, pelvis."""
        wear, k = self.wear, self.person.build.limb
        hip = self.pose.hip
        if wear.legs == "skirt":
            for index, leg in ((1, self.bones.far_leg), (0, self.bones.near_leg)):
                self._foot(leg, index)
                self.pen.form(leg_path(leg, (36 * k, 25 * k, 13 * k)), self.tone, thick=10)
            self._skirt()
            return
        for index, leg in ((1, self.bones.far_leg), (0, self.bones.near_leg)):
            color = dark(wear.bottom, 0.16) if index else wear.bottom
            self._foot(leg, index)
            if wear.legs == "shorts":
                self.pen.form(leg_path(leg, (42 * k, 28 * k, 14 * k)), dark(self.tone, 0.1 * index), thick=12)
                path = taper(leg.top, (38 + 9 * self.pose.turn) * k, lerp(leg.top, leg.mid, 0.86), 42 * k, flat=True)
            else:
                path = leg_path(leg, ((38 + 9 * self.pose.turn) * k, 33 * k, 25 * k), flat=True)
            if not index:
                a, b = self.bones.half(0.0)
                pelvis = smooth(
                    [
                        self.bones.trunk(0.18, -a * 0.9),
                        self.bones.trunk(0.18, b * 0.9),
                        self.bones.trunk(-0.05, b * 0.94),
                        (hip[0], hip[1] + 46),
                        self.bones.trunk(-0.05, -a * 0.94),
                    ]
                )
                path = union(path, pelvis)
            self.pen.form(path, color, thick=15, rim=0.45)
            with self.pen.within(path):
                self._creases(leg, color)
            if wear.harness:
                mid = lerp(leg.top, leg.mid, 0.28)
                a = angle(leg.top, leg.mid)
                with self.pen.within(path):
                    self.pen.line([polar(mid, a + 90, 60), mid, polar(mid, a - 90, 60)], wear.harness, 10)

    def _creases(self, leg: Limb, color: Color) -> None:
        pen = self.pen
        clothes.sleeve_fold(pen, leg, 46, color)
        ankle, knee = leg.end, leg.mid
        near = lerp(knee, ankle, 0.86)
        a = angle(knee, ankle)
        pen.fold(polar(near, a - 90, 24), lerp(near, ankle, 0.3), polar(near, a + 90, 10), 6, color)
        start = lerp(leg.top, knee, 0.16)
        b = angle(leg.top, knee)
        pen.fold(polar(start, b - 90, 40), lerp(start, knee, 0.1), polar(start, b + 90, 6), 8, color)
        front = [polar(lerp(leg.top, knee, 0.3), b - 90, 6), polar(knee, b - 90, 8), polar(near, a - 90, 4)]
        pen.line(front, pen.light.shade(color, 0.8), 2, 0.35)

    def _skirt(self) -> None:
        bones, wear = self.bones, self.wear
        a, b = bones.half(0.0)
        knees = lerp(bones.near_leg.mid, bones.far_leg.mid, 0.5)
        reach_ = max(abs(bones.near_leg.mid[0] - bones.far_leg.mid[0]) / 2 + 44, 60)
        shape = smooth(
            [
                (*bones.trunk(0.2, -a), 0),
                (*bones.trunk(0.2, b), 0),
                bones.trunk(-0.05, b + 4),
                (knees[0] + reach_, knees[1] + 6, 0),
                (knees[0] - reach_, knees[1] + 10, 0),
                bones.trunk(-0.05, -a - 4),
            ]
        )
        self.pen.form(shape, wear.bottom, thick=18)

    def _foot(self, leg: Limb, index: int) -> None:
        wear, toe = self.wear, self.pose.toes[index]
        long = max(0.3, 1 - abs(toe) * 0.72) * (-1 if toe < 0 else 1)
        with self.pen.at(*leg.end, 1, self.pose.heels[index]) as p:
            wide = 1 + abs(toe) * 0.15
            sole = [
                (-24 * wide, 22, 0),
                (-25 * wide, 4),
                (-17 * wide, -14),
                (16 * wide, -14),
                (26 * long + 6, -2),
                (52 * long, 6),
                (66 * long, 15),
                (66 * long, 22, 0),
            ]
            if toe < 0:
                sole = [
                    (-x, *rest)
                    for x, *rest in [
                        (-24, 22, 0),
                        (-25, 4),
                        (-17, -14),
                        (16, -14),
                        (-26 * long, 0),
                        (-52 * long, 7),
                        (-66 * long, 15),
                        (-66 * long, 22, 0),
                    ]
                ]
            shape = smooth(sole, pull=0.14)
            if wear.sandals:
                p.form(shape, self.tone, thick=7)
                p.line([(-4, 4), (30 * long, 12), (44 * long, 18)], wear.shoes, 6)
                p.line([(-24, 20), (64 * long, 20)], wear.shoes, 5)
            else:
                p.form(shape, wear.shoes, thick=8, rim=1.6)
                p.line([(-23, 20.5), (64 * long, 20.5)], dark(wear.shoes, 0.5), 4)

    def trunk(self) -> None:
        """The top and an apron."""
        self.torso = clothes.draw_trunk(self.pen, self.bones, self.wear)
        if self.wear.apron and not self.pose.away:
            clothes.draw_apron(self.pen, self.bones, self.wear.apron)

    def neck_and_head(self) -> None:
        """Neck, collar, head."""
        bones, pose = self.bones, self.pose
        k = 0.84 if self.person.build.woman else 1.0
        neck = taper(bones.trunk(0.965, 3 * pose.turn), 24 * k, bones.nape, 20 * k)
        if not pose.away:
            m = bones.centre(0.95) * 0.4
            neck = union(neck, smooth([bones.trunk(1.0, -20 * k), bones.trunk(1.0, m + 20 * k), bones.trunk(0.9, m)]))
        self.pen.form(neck, self.tone, thick=8, rim=0)
        with self.pen.within(neck):
            x = bones.head[0] - self.pen.light.toward[0] * 10
            self.pen.shade(oval(x, bones.head[1] + 14, 42, 48), self.tone, 1.25, 0.9)
        clothes.draw_collar(self.pen, bones, self.wear)
        big = self.person.build.head
        centre = lerp(bones.head, bones.nape, 1 - big)
        with self.pen.at(*centre, big, bones.head_turn, pose.look_back) as p:
            draw_head(p, self.person.head, pose.view, pose.nod)

    def arm(self, limb: Limb, index: int) -> None:
        """One arm with sleeve and hand."""
        pen, wear, k = self.pen, self.wear, self.person.build.limb
        behind = index == 1 and not self.pose.far_over
        sleeve_color = dark(wear.top, 0.14) if behind else wear.top
        skin = dark(self.tone, 0.08) if behind else self.tone
        bare = arm_path(limb, (24 * k, 18.5 * k, 12.5 * k))
        if self.torso is not None:
            reach_ = 9
            shadow = skia.Path(bare)
            shadow.offset(-pen.light.toward[0] * reach_ * 1.4, -pen.light.toward[1] * reach_)
            with pen.within(self.torso):
                pen.soft(shadow, pen.light.shadow, 0.22, 5)
        self._hand(limb, index, skin)
        length = {"short": 0.58, "long": 1.94, "rolled": 1.12, "none": 0.0}[wear.sleeve]
        if length < 1.9:
            pen.form(bare, skin, thick=8)
        if wear.sleeve == "none":
            return
        loose = (28 * k, (26 if length < 1 else 23 if length < 1.9 else 17.5) * k)
        path = sleeve_path(limb, loose, length)
        pen.form(path, sleeve_color, thick=11)
        with pen.within(path):
            if length > 1:
                clothes.sleeve_fold(pen, limb, 30 * k, sleeve_color)
            self._sleeve_marks(limb, length, loose[1])
        if length > 1:
            end = lerp(limb.mid, limb.end, length - 1)
            clothes.cuff(pen, end, limb.mid, loose[1] + 1.2, wear.trim or dark(sleeve_color, 0.06))

    def _sleeve_marks(self, limb: Limb, length: float, radius: float) -> None:
        pen, wear = self.pen, self.wear
        a = angle(limb.top, limb.mid)
        pen.fold(polar(limb.top, a - 60, 34), lerp(limb.top, limb.mid, 0.16), polar(limb.top, a + 100, 16), 5, wear.top)
        if length < 1:
            end = lerp(limb.top, limb.mid, length - 0.1)
            color = wear.trim or dark(wear.top, 0.2)
            pen.line(
                [polar(end, a - 90, radius + 4), polar(end, a + 90, radius + 4)], color, 7 if wear.trim else 1.8, 0.8
            )
        if wear.stripes:
            end = lerp(limb.top, limb.mid, 0.62)
            pen.line([polar(end, a - 90, 34), polar(end, a + 90, 34)], clothes.REFLECT, 12)

    def _hand(self, limb: Limb, index: int, skin: Color) -> None:
        kind, given, thumb = self.pose.hands[index], self.pose.hand_turn[index], self.pose.thumbs[index]
        if kind == "none":
            return
        turn = angle(limb.mid, limb.end) if given is None else given
        size = 1.0 if not self.person.build.woman else 0.92
        with self.pen.at(*limb.end, size, turn) as p:
            if thumb < 0:
                p.canvas.scale(1, -1)
                lx, ly = p.light.toward
                p = Pen(p.canvas, replace(p.light, toward=(lx, -ly)), p.place)
            draw_hand(p, kind, self.wear.gloves or skin)


def seat_height(spot: Spot) -> float:
    """Picture y of the hips of someone sitting at a spot with kit.poses.SIT."""
    return spot.y - 190 * spot.height / TALL


def eye_level(spot: Spot) -> float:
    """Picture y of the eyes of someone upright at a spot."""
    return spot.y - 608 * spot.height / TALL


def ground_for(horizon: float, height: float, eye: float = 0.92) -> float:
    """Picture y of the ground under an upright figure of `height` when the horizon runs at eye height (eye of its height)."""
    return horizon + height * eye
