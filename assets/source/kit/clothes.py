"""Clothes: what a person wears, drawn on the trunk and limbs of kit.body."""

import math
from dataclasses import dataclass

import skia
from kit.body import Limb, Skeleton
from kit.palette import AMBER, BLUE, PAPER, RED, SLATE, STEEL, WHITE, Color, dark, light, mix
from kit.paths import Point, lerp, poly, smooth
from kit.pen import Pen

REFLECT = (226, 230, 226)


@dataclass(frozen=True, slots=True)
class Wear:
    """Clothes. sleeve: "short", "long", "rolled", "none". collar: "shirt", "round", "v", "mandarin", "suit", "zip".

    hem: how far a top hangs below the hips (0.14 untucked, 0.4 coat, −0.12 tucked with a belt). vest: colour of a
    high-visibility vest; harness: colour of a safety harness; apron: its colour; stripes: reflective bands on the top;
    badge: a card on a lanyard; pocket: a breast pocket; legs: "trousers", "shorts", "skirt"; gloves and boots: colours.
    """

    top: Color = BLUE
    sleeve: str = "short"
    collar: str = "shirt"
    hem: float = 0.14
    bottom: Color = SLATE
    legs: str = "trousers"
    shoes: Color = (52, 44, 42)
    sandals: bool = False
    vest: Color | None = None
    harness: Color | None = None
    apron: Color | None = None
    stripes: bool = False
    badge: bool = False
    pocket: bool = True
    gloves: Color | None = None
    tie: Color = RED
    shirt: Color = PAPER
    trim: Color | None = None


def draw_trunk(pen: Pen, bones: Skeleton, wear: Wear) -> skia.Path:
    """Draw the top with all that is worn over it; returns its outline."""
    shape = bones.outline(-wear.hem)
    pen.form(shape, wear.top, thick=22 if bones.pose.turn > 0.2 else 17)
    with pen.within(shape):
        _folds(pen, bones, wear)
        if wear.stripes:
            for t in (0.12, 0.46):
                _stripe(pen, bones, t)
        if bones.pose.away:
            _back(pen, bones, wear)
        else:
            _front(pen, bones, wear)
        if wear.vest:
            _vest(pen, bones, wear)
        if wear.harness:
            _harness(pen, bones, wear.harness)
        if wear.hem < 0:
            pen.fill(bones.band(-wear.hem - 0.02, -wear.hem + 0.06, 3), dark(wear.bottom, 0.5))
    return shape


def _folds(pen: Pen, bones: Skeleton, wear: Wear) -> None:
    at, (a, b) = bones.trunk, bones.half(0.3)
    color = wear.top
    bent = min(1.6, 0.7 + bones.pose.hunch / 30 + abs(bones.pose.lean) / 40)
    pen.fold(at(0.34, b + 4), at(0.25, b * 0.5), at(0.24, -a * 0.1), 7 * bent, color)
    pen.fold(at(0.2, b + 4), at(0.13, b * 0.5), at(0.16, b * 0.1), 6 * bent, color)
    pen.fold(at(0.3, -a - 3), at(0.2, -a * 0.5), at(0.17, 0), -6 * bent, color)
    pen.fold(at(0.74, -a - 6), at(0.62, -a * 0.7), at(0.56, -a * 0.2), -5, color)
    pen.fold(at(0.74, b + 8), at(0.62, b * 0.8), at(0.58, b * 0.35), 5, color)


def _stripe(pen: Pen, bones: Skeleton, t: float) -> None:
    pen.fill(bones.band(t - 0.02, t + 0.1), mix(AMBER, WHITE, 0.15))
    pen.fill(bones.band(t, t + 0.08), REFLECT)


def _back(pen: Pen, bones: Skeleton, wear: Wear) -> None:
    a, b = bones.half(0.8)
    at = bones.trunk
    if wear.collar in ("shirt", "suit", "zip"):
        pen.line([at(0.84, -a), at(0.79, 0), at(0.84, b)], pen.light.shade(wear.top, 1.2), 2.4, 0.6)
        pen.form(
            smooth([at(0.97, -30), at(1.06, -20), at(1.06, 20), at(0.97, 30), at(0.93, 0)]),
            wear.trim or wear.top,
            thick=5,
        )
    pen.fold(at(0.6, 4), at(0.4, -4), at(0.18, 2), 5, wear.top)


def _front(pen: Pen, bones: Skeleton, wear: Wear) -> None:
    at, mid = bones.trunk, bones.centre
    deep = dark(wear.top, 0.35)
    facing = bones.pose.turn < 0.93
    if wear.collar == "suit":
        _suit(pen, bones, wear)
    elif wear.collar in ("shirt", "mandarin", "zip") and facing:
        line = [at(0.95, mid(0.95) * 0.6), at(0.6, mid(0.6)), at(0.3, mid(0.3)), at(-wear.hem, mid(0.05))]
        pen.line(line, deep, 2.2 if wear.collar != "zip" else 3.4, 0.65)
        if wear.collar == "shirt" and pen.size > 0.2:
            for t in (0.78, 0.6, 0.42, 0.24, 0.06):
                pen.fill(_dot(at(t, mid(t) - 4), 2.4), light(wear.top, 0.5))
    if wear.pocket and facing and wear.collar in ("shirt", "zip") and not wear.vest and not wear.apron:
        s = -bones.half(0.6)[0] * 0.56 + mid(0.6) * 0.35
        w = 34 * (0.35 + 0.65 * bones.open)
        pocket = smooth(
            [
                (*at(0.68, s - w / 2), 0),
                (*at(0.68, s + w / 2), 0),
                (*at(0.5, s + w / 2), 0),
                at(0.485, s),
                (*at(0.5, s - w / 2), 0),
            ],
            pull=0.05,
        )
        pen.stroke(pocket, deep, 2, 0.6)
        pen.line([at(0.645, s - w / 2), at(0.645, s + w / 2)], deep, 1.6, 0.5)


def _dot(p: Point, r: float) -> skia.Path:
    path = skia.Path()
    path.addCircle(*p, r)
    return path


def _suit(pen: Pen, bones: Skeleton, wear: Wear) -> None:
    at, mid = bones.trunk, bones.centre
    w = 30 * (0.4 + 0.6 * bones.open)
    neck = mid(0.98) * 0.5
    pen.fill(poly(at(1.04, neck - w * 0.9), at(1.04, neck + w * 0.9), at(0.4, mid(0.4))), wear.shirt)
    pen.form(
        poly(
            at(0.96, neck - 7), at(0.96, neck + 7), at(0.52, mid(0.5) + 6), at(0.44, mid(0.44)), at(0.52, mid(0.5) - 8)
        ),
        wear.tie,
        thick=4,
    )
    for way in (-1, 1):
        lapel = poly(
            at(1.03, neck + way * w),
            at(0.92, neck + way * w * 1.7),
            at(0.78, mid(0.78) * 0.9 + way * w * 1.5),
            at(0.4, mid(0.4)),
            at(0.8, mid(0.8) * 0.9 + way * w * 0.62),
        )
        pen.form(lapel, light(wear.top, 0.05), thick=5)
    pen.line([at(0.4, mid(0.4)), at(0.1, mid(0.1)), at(-wear.hem, mid(0.05) - 4)], dark(wear.top, 0.4), 2, 0.7)


def draw_collar(pen: Pen, bones: Skeleton, wear: Wear) -> None:
    """Collar, lanyard and neckline; drawn over the neck."""
    at, turn = bones.trunk, bones.pose.turn
    if bones.pose.away:
        return
    w = 28 * (0.55 + 0.45 * bones.open)
    m = bones.centre(0.95) * 0.42
    color = wear.trim or (wear.shirt if wear.collar == "suit" else wear.top)
    if wear.collar in ("shirt", "suit", "zip"):
        tip_l, tip_r = at(0.84, m - w * 0.85), at(0.84, m + w * 0.75)
        pen.form(
            poly(at(1.09, -w * 0.9 + m * 0.2), at(0.93, m), tip_l, at(0.97, m - w * 1.25)), light(color, 0.06), thick=4
        )
        if turn < 0.95:
            pen.form(
                poly(at(1.06, m + w * 0.85), at(0.93, m), tip_r, at(0.95, m + w * 1.1)), light(color, 0.06), thick=4
            )
    elif wear.collar == "mandarin":
        pen.form(
            smooth(
                [at(1.1, -w * 0.8), at(1.0, m), at(1.08, m + w * 0.7), at(0.99, m + w * 0.9), at(0.93, m), at(0.98, -w)]
            ),
            color,
            thick=4,
        )
    else:
        deep = 0.86 if wear.collar == "v" else 0.91
        side = (deep + 1.0) / 2 - 0.01
        points = [
            at(1.0, -w * 0.98),
            at(side, (m - w) * 0.72),
            at(deep - 0.012, m),
            at(side, m + w * 0.62),
            at(0.995, m + w * 0.82),
        ]
        pen.line(points, dark(color, 0.14), 8)
    if wear.badge:
        card = at(0.44, bones.centre(0.44) * 0.75)
        for way in (-1, 1):
            pen.line([at(1.0, m * 0.4 + way * w), at(0.8, bones.centre(0.8) * 0.7 + way * w * 0.55), card], RED, 3.4)
        with pen.at(*card, 1, bones.pose.lean) as p:
            p.form(poly((-14, 0), (14, 0), (14, 38), (-14, 38)), WHITE, thick=4)
            p.fill(poly((-14, 0), (14, 0), (14, 8), (-14, 8)), RED)
            p.fill(poly((-8, 13), (2, 13), (2, 26), (-8, 26)), (150, 165, 180))


def _vest(pen: Pen, bones: Skeleton, wear: Wear) -> None:
    at, mid = bones.trunk, bones.centre
    color = wear.vest or AMBER
    body = bones.outline(-0.06, 6, 34)
    if not bones.pose.away and bones.pose.turn < 0.95:
        m = mid(0.9) * 0.55
        opening = poly(
            at(1.1, m - 40 * bones.open - 8),
            at(1.1, m + 40 * bones.open + 6),
            at(0.5, mid(0.5) + 2),
            at(0.5, mid(0.5) - 2),
        )
        body = skia.Op(body, opening, skia.PathOp.kDifference_PathOp) or body
    pen.form(body, color, thick=20)
    with pen.within(body):
        for t in (0.1, 0.36):
            pen.fill(bones.band(t, t + 0.1), mix(WHITE, color, 0.08))
            pen.fill(bones.band(t + 0.02, t + 0.08), REFLECT)
        a, b = bones.half(0.8)
        for s in (-a * 0.62, b * 0.62):
            pen.fill(poly(at(1.05, s * 0.8 - 7), at(1.05, s * 0.8 + 7), at(0.46, s + 7), at(0.46, s - 7)), REFLECT)
        pen.line([at(0.5, mid(0.5)), at(0.2, mid(0.2)), at(-0.1, mid(0))], dark(color, 0.5), 2.4, 0.7)
        _folds(pen, bones, Wear(top=color))


def _harness(pen: Pen, bones: Skeleton, color: Color) -> None:
    at, mid = bones.trunk, bones.centre
    a, b = bones.half(0.8)
    m = mid(0.5)
    if bones.pose.away:
        pen.line([at(1.03, -a * 0.5), at(0.66, 0), at(0.1, b * 0.6)], color, 10)
        pen.line([at(1.03, b * 0.5), at(0.66, 0), at(0.1, -a * 0.6)], color, 10)
        pen.form(_dot(at(0.68, 0), 11), STEEL, thick=5)
    else:
        for s in (-a * 0.55, b * 0.55):
            pen.line([at(1.04, s * 0.85), at(0.6, (s + m) * 0.62), at(0.1, (s + m) * 0.6)], color, 10)
        pen.line([at(0.56, (m - a * 0.55) * 0.6), at(0.54, m * 0.7), at(0.56, (m + b * 0.55) * 0.6)], color, 8)
        pen.form(_dot(at(0.55, m * 0.72), 7), STEEL, thick=3)
    pen.fill(bones.band(0.06, 0.15, 4), dark(color, 0.15))


def draw_apron(pen: Pen, bones: Skeleton, color: Color) -> None:
    """Apron from the chest to the thighs, over the legs of a standing person."""
    at, mid = bones.trunk, bones.centre
    w = 0.3 + 0.7 * bones.open
    m = mid(0.5) * 0.8
    knee = lerp(bones.near_leg.mid, bones.far_leg.mid, 0.5)
    low = lerp(at(0, m), knee, 0.85)
    shape = smooth(
        [
            (*at(0.76, m - 30 * w), 0),
            (*at(0.76, m + 30 * w), 0),
            at(0.4, m + 46 * w),
            at(0, m + 60 * w),
            (low[0] + 58 * w, low[1], 0),
            (low[0], low[1] + 6),
            (low[0] - 60 * w, low[1], 0),
            at(0, m - 60 * w),
            at(0.4, m - 46 * w),
        ]
    )
    for way in (-1, 1):
        pen.line([at(1.03, m * 0.3 + way * 22 * w), at(0.75, m + way * 26 * w)], dark(color, 0.15), 7)
    pen.form(shape, color, thick=16)
    with pen.within(shape):
        pen.fold(at(0.2, m - 30 * w), at(0, m - 20 * w), (low[0] - 20 * w, low[1]), 7, color)
        pen.fold(at(0.1, m + 24 * w), at(-0.1, m + 26 * w), (low[0] + 24 * w, low[1]), 7, color)
        pen.line([at(0.22, -60), at(0.2, m), at(0.22, 90)], dark(color, 0.25), 4, 0.7)


def sleeve_fold(pen: Pen, limb: Limb, radius: float, color: Color) -> None:
    """Creases in the crook of a bent limb."""
    a, m, b = limb.top, limb.mid, limb.end
    inner = lerp(lerp(a, b, 0.5), m, 0.55)
    out = (m[0] - inner[0], m[1] - inner[1])
    if abs(out[0]) + abs(out[1]) < 6:
        return
    for part in (0.82, 1.18):
        start = lerp(a, m, part) if part < 1 else lerp(m, b, part - 1)
        tip = (start[0] + out[0] * 0.2, start[1] + out[1] * 0.2)
        near = lerp(inner, start, 0.2)
        pen.fold(near, lerp(near, tip, 0.6), tip, radius * 0.25, color, 1.1)


def cuff(pen: Pen, at: Point, toward: Point, radius: float, color: Color) -> None:
    """Cuff or rolled edge across a limb at a point; `toward` lies up the limb."""
    far = max(1.0, math.hypot(at[0] - toward[0], at[1] - toward[1]))
    back = lerp(at, toward, 11 / far)
    n = ((toward[1] - at[1]) / far * radius, (at[0] - toward[0]) / far * radius)
    corners = [(p[0] + way * n[0], p[1] + way * n[1]) for p, way in ((at, 1), (back, 1), (back, -1), (at, -1))]
    pen.form(poly(*corners), color, thick=5)
