"""Shapes as skia paths: smooth outlines, tapered limbs, boxes in perspective."""

import math
from collections.abc import Iterable, Sequence

import skia

Point = tuple[float, float]
_ROUND = 0.5523  # handle length of a cubic quarter circle


def _tangents(points: Sequence[tuple], closed: bool, pull: float) -> list[Point]:
    count, out = len(points), []
    for i, p in enumerate(points):
        before = points[(i - 1) % count] if closed or i else p
        after = points[(i + 1) % count] if closed or i < count - 1 else p
        corner = len(p) > 2
        out.append((0.0, 0.0) if corner else ((after[0] - before[0]) * pull, (after[1] - before[1]) * pull))
    return out


def smooth(points: Iterable[tuple], closed: bool = True, pull: float = 0.18) -> skia.Path:
    """Curve through points; a point with a third member, (x, y, 0), is a corner. `pull` 0.1 tight – 0.25 round."""
    points = list(points)
    tangents = _tangents(points, closed, pull)
    path = skia.Path()
    path.moveTo(*points[0][:2])
    count = len(points)
    for i in range(count if closed else count - 1):
        a, b = points[i], points[(i + 1) % count]
        ta, tb = tangents[i], tangents[(i + 1) % count]
        path.cubicTo(a[0] + ta[0], a[1] + ta[1], b[0] - tb[0], b[1] - tb[1], b[0], b[1])
    if closed:
        path.close()
    return path


def poly(*points: Point, closed: bool = True) -> skia.Path:
    """Straight-edged shape."""
    path = skia.Path()
    path.moveTo(*points[0])
    for p in points[1:]:
        path.lineTo(*p)
    if closed:
        path.close()
    return path


def box(x: float, y: float, w: float, h: float, r: float = 0) -> skia.Path:
    """Rectangle, corners rounded by r."""
    path = skia.Path()
    rect = skia.Rect.MakeXYWH(min(x, x + w), min(y, y + h), abs(w), abs(h))
    if r:
        path.addRoundRect(rect, r, r)
    else:
        path.addRect(rect)
    return path


def oval(x: float, y: float, rx: float, ry: float | None = None, turn: float = 0) -> skia.Path:
    """Ellipse about (x, y), turned by degrees."""
    path = skia.Path()
    ry = rx if ry is None else ry
    path.addOval(skia.Rect.MakeXYWH(x - rx, y - ry, rx * 2, ry * 2))
    if turn:
        path.transform(skia.Matrix.RotateDeg(turn, skia.Point(x, y)))
    return path


def _cap(path: skia.Path, centre: Point, start: Point, along: Point) -> None:
    """Half circle from `start` round `centre`, passing the point in direction `along`."""
    r = math.hypot(start[0] - centre[0], start[1] - centre[1])
    n = (start[0] - centre[0], start[1] - centre[1])
    top = (centre[0] + along[0] * r, centre[1] + along[1] * r)
    end = (centre[0] - n[0], centre[1] - n[1])
    k, ka = _ROUND, (along[0] * r * _ROUND, along[1] * r * _ROUND)
    path.cubicTo(start[0] + ka[0], start[1] + ka[1], top[0] + n[0] * k, top[1] + n[1] * k, *top)
    path.cubicTo(top[0] - n[0] * k, top[1] - n[1] * k, end[0] + ka[0], end[1] + ka[1], *end)


def taper(a: Point, ra: float, b: Point, rb: float, bulge: float = 0, flat: bool = False) -> skia.Path:
    """Limb from a (radius ra) to b (radius rb); sides swell by `bulge`; the end at b is round or `flat`."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = math.hypot(dx, dy) or 1.0
    d = (dx / length, dy / length)
    n = (-d[1], d[0])
    a1, a2 = (a[0] + n[0] * ra, a[1] + n[1] * ra), (a[0] - n[0] * ra, a[1] - n[1] * ra)
    b1, b2 = (b[0] + n[0] * rb, b[1] + n[1] * rb), (b[0] - n[0] * rb, b[1] - n[1] * rb)
    path = skia.Path()
    path.moveTo(*a1)
    path.quadTo((a1[0] + b1[0]) / 2 + n[0] * bulge * 2, (a1[1] + b1[1]) / 2 + n[1] * bulge * 2, *b1)
    if flat:
        path.lineTo(*b2)
    else:
        _cap(path, b, b1, d)
    path.quadTo((a2[0] + b2[0]) / 2 - n[0] * bulge * 2, (a2[1] + b2[1]) / 2 - n[1] * bulge * 2, *a2)
    _cap(path, a, a2, (-d[0], -d[1]))
    path.close()
    return path


def chain(points: Sequence[Point], radii: Sequence[float], flat: bool = False) -> skia.Path:
    """Several tapers joined into one shape: a finger, a hose, a bent limb."""
    parts = [
        # the second of two tapers starts a little thinner: paths that share an arc do not unite reliably
        taper(points[i], radii[i] * (0.98 if i else 1), points[i + 1], radii[i + 1], flat=flat and i == len(points) - 2)
        for i in range(len(points) - 1)
    ]
    return union(*parts)


def union(*paths: skia.Path) -> skia.Path:
    """Paths as one."""
    out = paths[0]
    for path in paths[1:]:
        out = skia.Op(out, path, skia.PathOp.kUnion_PathOp) or out
    return out


def minus(path: skia.Path, cut: skia.Path) -> skia.Path:
    """path without what lies in cut."""
    return skia.Op(path, cut, skia.PathOp.kDifference_PathOp) or path


def both(path: skia.Path, other: skia.Path) -> skia.Path:
    """What lies in both paths."""
    return skia.Op(path, other, skia.PathOp.kIntersect_PathOp) or path


def moved(path: skia.Path, dx: float, dy: float) -> skia.Path:
    """path shifted."""
    out = skia.Path(path)
    out.offset(dx, dy)
    return out


def lerp(a: Point, b: Point, part: float) -> Point:
    """Point between a (0) and b (1)."""
    return (a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part)


def polar(origin: Point, degrees: float, distance: float) -> Point:
    """Point at a distance; 0° is right, 90° down."""
    a = math.radians(degrees)
    return (origin[0] + math.cos(a) * distance, origin[1] + math.sin(a) * distance)


def angle(a: Point, b: Point) -> float:
    """Direction from a to b in degrees; 0 right, 90 down."""
    return math.degrees(math.atan2(b[1] - a[1], b[0] - a[0]))


def quad_point(corners: Sequence[Point], u: float, v: float) -> Point:
    """Point of a four-cornered plane (top left, top right, bottom right, bottom left) at u across, v down (bilinear)."""
    tl, tr, br, bl = corners
    return lerp(lerp(tl, tr, u), lerp(bl, br, u), v)


def quad_cell(corners: Sequence[Point], u: tuple[float, float], v: tuple[float, float]) -> skia.Path:
    """Part of a four-cornered plane between u[0]–u[1] across and v[0]–v[1] down: a window in a receding wall."""
    return poly(*(quad_point(corners, a, b) for a, b in ((u[0], v[0]), (u[1], v[0]), (u[1], v[1]), (u[0], v[1]))))
