"""The pen: paints paths on a skia canvas in two tones under the light of the scene.

pen.form(path, color)          solid thing: base, shade on the far side, rim on the lit side
pen.fill(path, color)          flat colour (light applied);  pen.raw(path, color) leaves the colour as given
pen.line(points, color, w)     stroke through points
pen.soft(path, color, a, blur) blurred stain: shadows, glows (glow=True adds light)
pen.fade(path, c0, c1, p0, p1) gradient from point p0 to p1
with pen.at(x, y, scale, turn, flip) as p: local axes; with pen.within(path): clip; with pen.blurred(8): out of focus
pen.far(0.4)                   the same pen with air between
"""

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import skia
from kit.light import Light
from kit.palette import BLACKISH, Color, light, mix
from kit.paths import Point, minus, moved, smooth


def _ink(color: Color, alpha: float = 1.0) -> int:
    r, g, b = (max(0, min(255, round(v))) for v in color)
    return skia.Color(r, g, b, max(0, min(255, round(alpha * 255))))


def _paint(color: Color, alpha: float = 1.0, **more: object) -> skia.Paint:
    return skia.Paint(Color=_ink(color, alpha), AntiAlias=True, **more)


class Pen:
    """Paints on `canvas`; `size` is how many picture units (1920 wide) one local unit is, `place` maps local to scene."""

    def __init__(self, canvas: skia.Canvas, light_: Light, place: skia.Matrix | None = None) -> None:
        self.canvas, self.light = canvas, light_
        self.place = place or skia.Matrix()

    @property
    def size(self) -> float:
        """Picture units per local unit."""
        return math.sqrt(
            abs(self.place.getScaleX() * self.place.getScaleY() - self.place.getSkewX() * self.place.getSkewY())
        )

    def far(self, depth: float) -> "Pen":
        """This pen with air of depth 0–1 between us and what it draws."""
        return Pen(self.canvas, self.light.far(depth), self.place)

    def lit(self, light_: Light) -> "Pen":
        """This pen under another light."""
        return Pen(self.canvas, light_, self.place)

    def scene(self, p: Point) -> Point:
        """Local point in picture units."""
        q = self.place.mapXY(*p)
        return (q.x(), q.y())

    @contextmanager
    def at(self, x: float, y: float, scale: float = 1, turn: float = 0, flip: bool = False) -> Iterator["Pen"]:
        """Pen with local axes at (x, y), scaled, turned clockwise by degrees, mirrored left to right."""
        local = skia.Matrix()
        local.preTranslate(x, y)
        local.preRotate(turn)
        local.preScale(-scale if flip else scale, scale)
        self.canvas.save()
        self.canvas.concat(local)
        yield Pen(self.canvas, self.light.turned(turn, flip), skia.Matrix.Concat(self.place, local))
        self.canvas.restore()

    @contextmanager
    def within(self, path: skia.Path) -> Iterator[None]:
        """Paint only inside path."""
        self.canvas.save()
        self.canvas.clipPath(path, doAntiAlias=True)
        yield
        self.canvas.restore()

    @contextmanager
    def blurred(self, sigma: float) -> Iterator[None]:
        """What is drawn inside is out of focus."""
        self.canvas.saveLayer(None, skia.Paint(ImageFilter=skia.ImageFilters.Blur(sigma, sigma)))
        yield
        self.canvas.restore()

    @contextmanager
    def veiled(self, alpha: float) -> Iterator[None]:
        """What is drawn inside is see-through as a whole (glass, reflections)."""
        self.canvas.saveLayerAlpha(None, round(alpha * 255))
        yield
        self.canvas.restore()

    def raw(self, path: skia.Path, color: Color, alpha: float = 1.0) -> None:
        """Fill with the colour as given."""
        self.canvas.drawPath(path, _paint(color, alpha))

    def fill(self, path: skia.Path, color: Color, alpha: float = 1.0) -> None:
        """Fill with the colour under the light."""
        self.raw(path, self.light.base(color), alpha)

    def shade(self, path: skia.Path, color: Color, much: float = 1.0, alpha: float = 1.0) -> None:
        """Fill with the shaded tone of a colour."""
        self.raw(path, self.light.shade(color, much), alpha)

    def form(
        self, path: skia.Path, color: Color, thick: float | None = None, rim: float = 1.0, much: float = 1.0
    ) -> None:
        """Two tones and a rim. `thick`: width of the shaded side (default from the shape); `rim` 0 leaves the rim out."""
        b = path.getBounds()
        d = min(b.width(), b.height()) * 0.2 if thick is None else thick
        lx, ly = self.light.toward
        base = self.light.base(color)
        cx, cy, reach = b.centerX(), b.centerY(), (b.width() + b.height()) / 3
        ends = [skia.Point(cx + lx * reach, cy + ly * reach), skia.Point(cx - lx * reach, cy - ly * reach)]
        tones = [_ink(light(base, 0.07)), _ink(base), _ink(mix(base, BLACKISH, 0.07))]
        paint = skia.Paint(AntiAlias=True, Shader=skia.GradientShader.MakeLinear(ends, tones, [0.0, 0.45, 1.0]))
        self.canvas.drawPath(path, paint)
        with self.within(path):
            if d and much:
                self.canvas.drawPath(minus(path, moved(path, lx * d, ly * d)), _paint(self.light.shade(color, much)))
            if rim:
                r = max(d * 0.14, 0.8 / max(self.size, 0.01))
                edge = minus(path, moved(path, -lx * r, -ly * r))
                self.canvas.drawPath(edge, _paint(self.light.rimmed(color, rim * 1.6), 0.9))

    def line(self, points: Sequence[tuple], color: Color, width: float = 2, alpha: float = 1.0) -> None:
        """Smooth stroke through points (corners as in paths.smooth), under the light."""
        self.stroke(smooth(points, closed=False), color, width, alpha)

    def stroke(self, path: skia.Path, color: Color, width: float = 2, alpha: float = 1.0) -> None:
        """Outline of a path, under the light."""
        more = {"Style": skia.Paint.kStroke_Style, "StrokeWidth": width, "StrokeCap": skia.Paint.kRound_Cap}
        self.canvas.drawPath(path, _paint(self.light.base(color), alpha, StrokeJoin=skia.Paint.kRound_Join, **more))

    def fold(self, a: Point, b: Point, c: Point, width: float, color: Color, much: float = 1.15) -> None:
        """A crease in cloth: a sliver from a over b (its belly, `width` wide) to c in the shaded tone of the cloth."""
        path = skia.Path()
        path.moveTo(*a)
        path.quadTo(*b, *c)
        dx, dy = c[0] - a[0], c[1] - a[1]
        n = math.hypot(dx, dy) or 1
        path.quadTo(b[0] - dy / n * width, b[1] + dx / n * width, *a)
        self.raw(path, self.light.shade(color, much), 0.85)

    def soft(self, path: skia.Path, color: Color, alpha: float, blur: float, glow: bool = False) -> None:
        """Blurred stain; `glow` adds light instead of covering."""
        mode = skia.BlendMode.kScreen if glow else skia.BlendMode.kSrcOver
        mask = skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, blur)
        self.canvas.drawPath(path, _paint(color, alpha, MaskFilter=mask, BlendMode=mode))

    def fade(self, path: skia.Path, stops: Sequence[tuple], a: Point, b: Point, glow: bool = False) -> None:
        """Gradient from a to b; stops are (place 0–1, colour[, alpha]); colours as given, not under the light."""
        colors = [_ink(s[1], s[2] if len(s) > 2 else 1.0) for s in stops]
        shader = skia.GradientShader.MakeLinear([skia.Point(*a), skia.Point(*b)], colors, [float(s[0]) for s in stops])
        mode = skia.BlendMode.kScreen if glow else skia.BlendMode.kSrcOver
        self.canvas.drawPath(path, skia.Paint(AntiAlias=True, Shader=shader, BlendMode=mode))

    def halo(self, x: float, y: float, radius: float, color: Color, alpha: float = 0.5, glow: bool = True) -> None:
        """Round glow (or stain) fading to nothing at radius."""
        colors = [_ink(color, alpha), _ink(color, alpha * 0.35), _ink(color, 0)]
        shader = skia.GradientShader.MakeRadial(skia.Point(x, y), radius, colors, [0.0, 0.4, 1.0])
        mode = skia.BlendMode.kScreen if glow else skia.BlendMode.kSrcOver
        self.canvas.drawCircle(x, y, radius, skia.Paint(AntiAlias=True, Shader=shader, BlendMode=mode))

    def ground_shadow(self, x: float, y: float, rx: float, ry: float, alpha: float = 0.34) -> None:
        """Soft pool of shadow where something stands, with a darker core."""
        tone = mix(self.light.shadow, self.light.haze, self.light.depth)
        self.soft(_flat(x, y, rx, ry), tone, alpha * 0.8, max(rx * 0.1, ry * 0.5))
        self.soft(_flat(x, y, rx * 0.6, ry * 0.5), tone, alpha, max(rx * 0.06, ry * 0.3))


def _flat(x: float, y: float, rx: float, ry: float) -> skia.Path:
    path = skia.Path()
    path.addOval(skia.Rect.MakeXYWH(x - rx, y - ry, rx * 2, ry * 2))
    return path
