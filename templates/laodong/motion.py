"""Motion pieces of Lao Động TV: planes at 12° build the wordmark over moving ink; two red planes cross for the sting.

Positions are in 1920 × 1080 units, times in frames. Nothing here knows a date, so every piece is drawn once and kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from moviepy import VideoClip

from bulletin.brand import grounds
from bulletin.brand.grounds import Field, tone
from bulletin.brand.layouts.overlays import wordmark
from bulletin.brand.leaning import Line, Plane, composed, line, spread
from bulletin.brand.pack import Pack
from bulletin.brand.pieces import as_clip
from bulletin.brand.plates.paint import flattened, painted, whole, written
from bulletin.brand.plates.wordmark import block, lockup, width
from bulletin.brand.style import Box
from bulletin.brand.text import advances
from bulletin.brand.values import Layer, Pixels

STRIP = 90
BIG = 216
MIDDLE = 500
MIPS = (216, 168, 132, 104, 84, 72)


@dataclass(frozen=True, slots=True)
class Times:
    """The opener's cues: first and last frame of each move."""

    length: int
    slate: tuple[int, ...]
    glints: tuple[int, ...]
    red: tuple[int, int]
    shrink: tuple[int, int]
    letters: int
    tv: int
    sweep: tuple[int, int]
    dock: tuple[int, int]


LONG = Times(180, (0, 15, 30), (12, 27, 42), (36, 58), (56, 78), 70, 80, (104, 130), (150, 174))
SHORT = Times(60, (0, 0, 3), (2, 8), (0, 9), (8, 18), 13, 17, (24, 40), (41, 57))


# --- easing: from 0 to 1 over a stretch of frames ---------------------------------------------------------------------


def part(frame: float, first: float, last: float) -> float:
    return min(1.0, max(0.0, (frame - first) / (last - first)))


def out(moment: float) -> float:
    return 1 - (1 - moment) ** 3


def both(moment: float) -> float:
    return 4 * moment**3 if moment < 0.5 else 1 - (2 - 2 * moment) ** 3 / 2


def between(first: float, last: float, moment: float) -> float:
    return first + (last - first) * moment


# --- opener -----------------------------------------------------------------------------------------------------------


class Opener:
    """The opener at one scale: what does not change is drawn once, a frame only moves it."""

    def __init__(self, pack: Pack, scale: float, times: Times) -> None:
        self.pack, self.scale, self.times = pack, scale, times
        self.on = line(scale)
        self.ground = grounds.ink_field(pack, scale)
        self.noise = grounds.noise(self.on.width, self.on.height)
        self.fall = np.linspace(1.12, 0.80, self.on.height, dtype=np.float32)[:, None, None]
        probe = Box(0, MIDDLE - BIG // 2, 1, BIG)
        self.box = Box((1920 - width(pack, probe)) // 2, probe.y, 1, BIG)
        layout = wordmark(pack, self.box)
        self.red, self.white = layout.boxes["name"], layout.boxes["tv"]
        self.name, self.tv = (written(layout.settings[name], scale) for name in ("name", "tv"))
        setting = layout.settings["name"]
        ends = advances(setting.lines[0], setting.style)
        self.cuts = [round((setting.left(0) + place * setting.size) * scale) - self.name.x for place in ends]
        self.mips = [_premultiplied(lockup(pack, Box(0, 0, 1, height), scale)) for height in MIPS]
        self.last = _opaque(flattened([whole(grounds.ink(pack, scale)), lockup(pack, pack.wordmark, scale)]).pixels)

    def draw(self, frame: int) -> Pixels:
        """One frame; from the end of the dock on it is the headline ground itself."""
        if frame >= self.times.dock[1]:
            return self.last
        picture = self._planes(frame)
        self._block(picture, frame)
        if frame >= self.times.dock[0]:
            self._docking(picture, frame)
        return picture

    def _planes(self, frame: int) -> Pixels:
        """The moving ground, strip by strip so that the work stays in the processor's cache."""
        stack = composed(self.on, self._stack(frame))
        picture = np.empty((self.on.height, self.on.width, 4), np.uint8)
        picture[..., 3] = 255
        for top in range(0, self.on.height, STRIP):
            rows = range(top, min(top + STRIP, self.on.height))
            here = slice(rows.start, rows.stop)
            over = spread(self.on, stack, rows)
            over[..., :3] *= self.fall[here]
            lit = self.ground[here] * (1 - over[..., 3:])
            lit += over[..., :3]
            lit += self.noise[here, :, None]
            np.clip(lit, 0, 255, out=lit)
            picture[here, :, :3] = lit
        return picture

    def _stack(self, frame: int) -> list[Plane]:
        """All planes of a frame, far ones first."""
        colours, times = self.pack.colours, self.times
        slate, ink, red, deep = (colours[name] for name in ("slate", "ink", "red", "deep_red"))
        leave = 1 - both(part(frame, times.dock[0], times.dock[1] - 1))
        speed = 180 / times.length
        planes = []
        shapes = ((1260, 640, 1.6, 1), (-240, 560, -2.2, -1), (640, 420, 3.1, 1))
        for (at, wide, drift, side), start in zip(shapes, times.slate, strict=True):
            come = out(part(frame, start - 6, start + 40 / speed))
            left = at + side * 900 * (1 - come) - drift * frame * speed * 0.8
            planes.append(
                Plane(left, left + wide, tone(slate, 0.10), tone(ink, -0.1), 0.78 * come * leave, 0.10 * come * leave, 0.30 * come * leave, 150)
            )  # fmt: skip
        for index, start in enumerate(times.glints):
            planes += self._glint(frame, start, index)
        grown = out(part(frame, *times.red))
        gone = part(frame, *times.shrink)
        if frame >= times.red[0] and gone < 1:
            planes += self._red(grown, both(gone), (tone(deep, -0.15), tone(deep, 0.04)), (tone(red, 0.10), tone(red, -0.16)))
        return planes

    def _glint(self, frame: int, start: int, index: int) -> list[Plane]:
        """A fine line of light that crosses the frame on the beat, alternately from either side."""
        moment = part(frame, start, start + 34)
        if not 0 < moment < 1:
            return []
        at = between(-260, 2180, both(moment) if index % 2 == 0 else 1 - both(moment))
        strength = np.sin(np.pi * moment)
        white, red = tone(self.pack.colours["white"]), tone(self.pack.colours["red"], 0.1)
        trail = 260 if index % 2 == 0 else -260
        first, last = (at - trail, at) if trail > 0 else (at, at - trail)
        covers = (0.0, 0.20) if trail > 0 else (0.20, 0.0)
        return [
            Plane(first, last, red, red, covers[0] * strength, covers[1] * strength),
            Plane(at - 1.5, at + 1.5, white, white, 0.85 * strength),
        ]

    def _red(
        self, grown: float, gone: float, back: tuple[tuple[float, ...], ...], front: tuple[tuple[float, ...], ...]
    ) -> list[Plane]:
        """The red planes: they come in over the whole frame and narrow to the width of the wordmark's block."""
        left = between(-420, self.red.x, gone)
        right = between(between(-300, 2060, grown), self.red.right, gone)
        trailing = between(between(-900, 2300, grown), self.red.right + 40, gone)
        faded = 1.0 if gone < 0.75 else max(0.0, 1 - (gone - 0.75) * 4)
        return [
            Plane(left - 60 * (1 - gone), max(trailing, left), back[0], back[1], faded, faded, 0.35 * faded, 120),
            Plane(left, max(right, left), front[0], front[1], faded, faded, 0.4 * faded, 80),
        ]

    def _block(self, picture: Pixels, frame: int) -> None:
        """The block that the red plane becomes, then the letters, TV and the light that passes over them."""
        times = self.times
        gone = part(frame, *times.shrink)
        if gone <= 0 or frame >= times.dock[0]:
            return
        shape = both(part(frame, times.shrink[0] + (times.shrink[1] - times.shrink[0]) * 0.35, times.shrink[1]))
        self._shape(picture, between(-420, self.red.x, both(gone)), between(2060, self.red.right, both(gone)), shape)
        opened = out(part(frame, times.tv - 4, times.tv + 8))
        if opened > 0 and gone >= 1:
            _lay(picture, _cut(painted(self.white, self.pack.plate("bug").colours["tv"], self.scale), opened))
            _lay(picture, _raised(self.tv, out(part(frame, times.tv + 2, times.tv + 14)), round(70 * self.scale)))
        if frame >= times.letters:
            self._letters(picture, frame)
        sweep = part(frame, *times.sweep)
        if 0 < sweep < 1:
            self._sweep(picture, sweep)

    def _shape(self, picture: Pixels, left: float, right: float, shape: float) -> None:
        """A plane over the whole height that straightens into the block as `shape` goes from 0 to 1."""
        if shape <= 0:
            return
        top, bottom = between(-20, self.red.y, shape), between(1100, self.red.bottom, shape)
        lean = grounds.LEAN * (1 - shape)
        middle = 540
        corners = [
            (left + (middle - top) * lean, top),
            (right + (middle - top) * lean, top),
            (right + (middle - bottom) * lean, bottom),
            (left + (middle - bottom) * lean, bottom),
        ]
        red = self.pack.plate("bug").colours["name"]
        _polygon(picture, [(x * self.scale, y * self.scale) for x, y in corners], red.rgb)

    def _letters(self, picture: Pixels, frame: int) -> None:
        """The letters of the name rise one after the other out of the lower edge of their block."""
        travel = round(120 * self.scale)
        floor = round(self.red.bottom * self.scale) - self.name.y
        pixels = np.zeros_like(self.name.pixels)
        pixels[..., :3] = self.name.pixels[..., :3]
        height = pixels.shape[0]
        edges = [0, *self.cuts[1:-1], pixels.shape[1]]
        for index, (first, last) in enumerate(zip(edges, edges[1:], strict=False)):
            risen = out(part(frame, self.times.letters + 2 * index, self.times.letters + 2 * index + 14))
            down = round(travel * (1 - risen))
            if risen > 0 and down < height:
                pixels[down:, first:last, 3] = self.name.pixels[: height - down, first:last, 3]
        pixels[max(0, floor) :, :, 3] = 0
        _lay(picture, Layer(pixels, self.name.x, self.name.y))

    def _sweep(self, picture: Pixels, moment: float) -> None:
        """A soft band of light that crosses the wordmark once."""
        layer = painted(Box(self.red.x, self.red.y, self.white.right - self.red.x, BIG), self.pack.colours["white"], self.scale)
        height, wide = layer.pixels.shape[:2]
        at = between(-0.25, 1.25, both(moment)) * wide
        x = np.arange(wide, dtype=np.float32)[None, :] + (np.arange(height, dtype=np.float32)[:, None] - height / 2) * grounds.LEAN
        light = np.exp(-(((x - at) / (110 * self.scale)) ** 2)) * 0.42
        here = picture[layer.y : layer.y + height, layer.x : layer.x + wide, :3]
        grown = here + (255 - here.astype(np.float32)) * light[..., None]
        grown += self.noise[:height, :wide, None]
        here[:] = np.minimum(grown, 255)

    def _docking(self, picture: Pixels, frame: int) -> None:
        """The wordmark moves from the middle to its place on the headline ground."""
        moment = both(part(frame, *self.times.dock))
        end = self.pack.wordmark
        height = between(BIG, end.height, moment)
        x, y = between(self.box.x, end.x, moment), between(self.box.y, end.y, moment)
        index = max(at for at, tall in enumerate(MIPS) if tall >= height - 1e-6)
        shrink = height / MIPS[index]
        size = (self.on.width, self.on.height)
        move = np.array([[shrink, 0, x * self.scale], [0, shrink, y * self.scale]], np.float32)
        bottom = min(size[1], int((y + height) * self.scale) + 3)
        laid = cv2.warpAffine(self.mips[index], move, (size[0], bottom), flags=cv2.INTER_LINEAR)
        here = picture[:bottom, :, :3]
        here[:] = np.clip(here * (1 - laid[..., 3:]) + laid[..., :3] + 0.5, 0, 255)


# --- sting and wipe ---------------------------------------------------------------------------------------------------


class Sting:
    """Two red planes that cross; both pass the middle of the piece slowly and there cover the frame."""

    def __init__(self, pack: Pack, scale: float, length: int) -> None:
        self.pack, self.length = pack, length
        self.on = line(scale)
        self.noise = grounds.noise(self.on.width, self.on.height)
        probe = Box(0, 540 - 60, 1, 120)
        mark = Box((1920 - width(pack, probe)) // 2, probe.y, 1, probe.height)
        name, words = block(pack, mark, scale, "name")
        self.mark = flattened([words, *block(pack, mark, scale, "tv")])
        self.origin = name.x

    def draw(self, frame: int) -> Pixels:
        red, deep, white = (self.pack.colours[name] for name in ("red", "deep_red", "white"))
        middle = (self.length - 1) / 2
        moment = (frame - middle) / (middle + 1)
        ahead, behind = _crossing(moment), -_crossing(max(-1.0, min(1.0, moment * 1.04)))
        back = _plane_at(behind, tone(deep, 0.02), tone(deep, -0.30), 0.35)
        front = _plane_at(ahead, tone(red, -0.20), tone(red, 0.07), 0.45)
        lights = [Plane(edge - 2, edge + 2, tone(white), tone(white), 0.55) for edge in (front.left, front.right)]
        picture = _transparent(self.on, [back, front, *lights], self.noise)
        opacity = out(part(frame, middle - 4.5, middle - 1)) * (1 - part(frame, middle + 1.5, middle + 4.5) ** 3)
        if opacity > 0:
            shown = self.mark.pixels.copy()
            shown[..., 3] = shown[..., 3] * opacity
            _lay(picture, Layer(shown, self.mark.x, self.mark.y))
        return picture


class Wipe:
    """One red plane with a darker edge that passes over the cut."""

    def __init__(self, pack: Pack, scale: float, length: int) -> None:
        self.pack, self.length = pack, length
        self.on = line(scale)
        self.noise = grounds.noise(self.on.width, self.on.height)

    def draw(self, frame: int) -> Pixels:
        red, deep = self.pack.colours["red"], self.pack.colours["deep_red"]
        middle = (self.length - 1) / 2
        at = _crossing((frame - middle) / (middle + 0.5), steep=1.25)
        front = _plane_at(at, tone(red, -0.16), tone(red, 0.05), 0.4)
        back = Plane(front.left - 150, front.right + 150, tone(deep, -0.1), tone(deep), 1.0)
        return _transparent(self.on, [back, front], self.noise)


HALF_FRAME = 960 + 540 * grounds.LEAN
HALF_PLANE = HALF_FRAME + 180


def _crossing(moment: float, steep: float = 1.9) -> float:
    """Where a plane's middle is, in units from the frame's middle, as `moment` goes from -1 to 1: quick at the ends."""
    way = HALF_FRAME + HALF_PLANE
    return way * abs(moment) ** steep * (1 if moment > 0 else -1)


def _plane_at(at: float, first: tuple[float, ...], last: tuple[float, ...], shadow: float) -> Plane:
    return Plane(960 + at - HALF_PLANE, 960 + at + HALF_PLANE, first, last, shadow=shadow, reach=110)


def _transparent(on: Line, planes: Sequence[Plane], noise: Field) -> Pixels:
    """Planes alone, with straight alpha."""
    stack = composed(on, planes)
    stack[..., :3] /= np.maximum(stack[..., 3:], 1 / 512)
    stack[..., 3] *= 255
    picture = np.empty((on.height, on.width, 4), np.uint8)
    for top in range(0, on.height, STRIP):
        rows = range(top, min(top + STRIP, on.height))
        here = slice(rows.start, rows.stop)
        strip = spread(on, stack, rows)
        strip[..., :3] += noise[here, :, None]
        strip[..., 3] += 0.5
        picture[here] = np.clip(strip, 0, 255, out=strip)
    return picture


# --- laying over ------------------------------------------------------------------------------------------------------


def _opaque(pixels: Pixels) -> Pixels:
    made = np.ascontiguousarray(pixels)
    made.setflags(write=False)
    return made


def _premultiplied(layer: Layer) -> Field:
    pixels = layer.pixels.astype(np.float32)
    alpha = pixels[..., 3:] / 255
    return np.ascontiguousarray(np.concatenate([pixels[..., :3] * alpha, alpha], axis=2))


def _lay(picture: Pixels, layer: Layer) -> None:
    """Lay a layer over a picture; where the picture is transparent it becomes as opaque as the layer."""
    height, wide = layer.pixels.shape[:2]
    here = picture[layer.y : layer.y + height, layer.x : layer.x + wide]
    alpha = layer.pixels[..., 3:].astype(np.float32) / 255
    mixed = here[..., :3] + (layer.pixels[..., :3].astype(np.float32) - here[..., :3]) * alpha
    here[..., :3] = np.round(mixed)
    here[..., 3] = np.maximum(here[..., 3], layer.pixels[..., 3])


def _cut(layer: Layer, shown: float) -> Layer:
    """A layer revealed from its left edge."""
    pixels = layer.pixels.copy()
    pixels[:, round(pixels.shape[1] * shown) :, 3] = 0
    return Layer(pixels, layer.x, layer.y)


def _raised(layer: Layer, risen: float, travel: int) -> Layer:
    """A layer that comes up from `travel` pixels below, behind the mask of its own rectangle."""
    down = round(travel * (1 - risen))
    pixels = np.zeros_like(layer.pixels)
    pixels[..., :3] = layer.pixels[..., :3]
    height = pixels.shape[0]
    if down < height:
        pixels[down:, :, 3] = layer.pixels[: height - down, :, 3] * risen
    return Layer(pixels, layer.x, layer.y)


def _polygon(picture: Pixels, corners: Sequence[tuple[float, float]], colour: tuple[int, int, int]) -> None:
    """A filled polygon with smooth edges; corners in pixels."""
    height, wide = picture.shape[:2]
    mask = np.zeros((height, wide), np.uint8)
    points = np.array([[round((x - 0.5) * 16), round((y - 0.5) * 16)] for x, y in corners], np.int32)
    cv2.fillConvexPoly(mask, points, 255, cv2.LINE_AA, 4)
    x, y, across, down = cv2.boundingRect(mask)
    here, cover = picture[y : y + down, x : x + across], mask[y : y + down, x : x + across, None].astype(np.uint16)
    here[..., :3] = (here[..., :3] * (255 - cover) + np.array(colour, np.uint16) * cover + 127) // 255


# --- the pieces -------------------------------------------------------------------------------------------------------


def opener(pack: Pack, scale: float) -> VideoClip:
    return as_clip(Opener(pack, scale, LONG).draw, LONG.length, transparent=False)


def opener_short(pack: Pack, scale: float) -> VideoClip:
    return as_clip(Opener(pack, scale, SHORT).draw, SHORT.length, transparent=False)


def sting(pack: Pack, scale: float) -> VideoClip:
    return as_clip(Sting(pack, scale, pack.pace.sting).draw, pack.pace.sting, transparent=True)


def wipe(pack: Pack, scale: float) -> VideoClip:
    return as_clip(Wipe(pack, scale, pack.pace.wipe).draw, pack.pace.wipe, transparent=True)


PIECES: dict[str, Callable[[Pack, float], VideoClip]] = {
    "opener": opener,
    "opener-short": opener_short,
    "sting": sting,
    "wipe": wipe,
}
