"""Motion pieces of Lao Động TV: planes at 12° build the wordmark over moving ink; two red planes cross for the sting.

Positions are in units of the frame, times in frames. The same planes pass over frames of every shape: `Stage` says where their
edges lie. Nothing here knows a date, so every piece is drawn once and kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
from moviepy import VideoClip

from bulletin.brand import grounds
from bulletin.brand.easing import between, both, out, part
from bulletin.brand.grounds import Field, tone
from bulletin.brand.laying import cut, lay, polygon, premultiplied, raised
from bulletin.brand.layouts.mark import wordmark
from bulletin.brand.leaning import Line, Plane, composed, line, spread
from bulletin.brand.pack import Pack
from bulletin.brand.pieces import as_clip
from bulletin.brand.plates.paint import flattened, painted, written
from bulletin.brand.plates.wordmark import headline_ground, lockup, tv_block, width
from bulletin.brand.style import Box
from bulletin.brand.text import advances
from bulletin.brand.values import Layer, Pixels

STRIP = 8
WIDE, SHORT_SIDE = 1920, 1080
BEYOND = 180
STOPS = (0, 12, 21, 28, 33, 36)


@dataclass(frozen=True, slots=True)
class Times:
    """The opener's cues: first and last frame of each move; ribbons with their width, letters with the frames between two."""

    length: int
    slate: tuple[int, ...]
    glints: tuple[int, ...]
    ribbons: tuple[tuple[int, int], ...]
    red: tuple[int, int]
    shrink: tuple[int, int]
    letters: tuple[int, int]
    tv: int
    sweep: tuple[int, int]
    dock: tuple[int, int]


LONG = Times(
    180, (0, 8, 20), (0, 15, 30, 100), ((6, 40), (20, 130)), (38, 60), (58, 80), (77, 2), 84, (106, 132), (150, 174)
)  # fmt: skip
SHORT = Times(60, (0, 0, 3), (20,), (), (0, 9), (8, 18), (17, 1), 18, (29, 43), (42, 57))


@dataclass(frozen=True, slots=True)
class Stage:
    """A frame's width and height, and where leaning edges stand that have just passed it. Edges are told by where they
    cross the frame's middle line."""

    width: int
    height: int

    @property
    def half(self) -> float:
        """Half of what a leaning edge crosses."""
        return self.width / 2 + self.height / 2 * grounds.LEAN

    def over(self, at: float) -> float:
        """A place told for frames of 1920 units, in a frame of another width."""
        return at * self.width / WIDE

    def past(self, away: float) -> tuple[float, float]:
        """So many units off the frame's left and right edge; farther in frames so high that edges lean out."""
        further = max(0.0, (self.height - SHORT_SIDE) / 2 * grounds.LEAN)
        return -away - further, self.width + away + further

    def crossing(self, moment: float, steep: float = 1.45) -> float:
        """Where a plane's middle is, from the frame's middle, as `moment` goes from -1 to 1: quick at the ends."""
        way = 2 * self.half + BEYOND
        return float(way * abs(moment) ** steep * (1 if moment > 0 else -1))

    def plane_at(self, at: float, first: tuple[float, ...], last: tuple[float, ...], shadow: float) -> Plane:
        """A plane that covers the frame when its middle is there."""
        middle, half = self.width / 2 + at, self.half + BEYOND
        return Plane(middle - half, middle + half, first, last, shadow=shadow, reach=110)


# --- opener -----------------------------------------------------------------------------------------------------------


class Opener:
    """The opener at one scale: what does not change is drawn once, a frame only moves it."""

    def __init__(self, pack: Pack, scale: float, times: Times) -> None:
        self.pack, self.scale, self.times = pack, scale, times
        self.canvas = pack.canvas(scale)
        self.on = line(self.canvas)
        self.stage = Stage(*pack.size)
        self.ground = np.ascontiguousarray(grounds.field(pack, "board", self.canvas).transpose(2, 0, 1))
        self.noise, self.rounding = grounds.noise(self.on.width, self.on.height), _rounding(self.on)
        self.fall = np.linspace(1.12, 0.80, self.on.height, dtype=np.float32)[:, None]
        self.tall = pack.piece_numbers["mark"]
        probe = Box(0, pack.piece_numbers["middle"] - self.tall // 2, 1, self.tall)
        self.box = Box((pack.size[0] - width(pack, probe)) // 2, probe.y, 1, self.tall)
        layout = wordmark(pack, self.box)
        self.red, self.right = layout.boxes["name"], layout.boxes["frame"].right
        self.block = painted(self.red, pack.mark.name_block, self.canvas)
        self.white = flattened(tv_block(pack, layout, self.canvas))
        self.name, self.tv = (written(layout.settings[name], self.canvas) for name in ("name", "tv"))
        setting = layout.settings["name"]
        ends = advances(setting.lines[0], setting.style)
        self.cuts = [round((setting.left(0) + place * setting.size) * scale) - self.name.x for place in ends]
        self.heights = _heights(self.tall, pack.wordmark.height)
        self.mips = [premultiplied(lockup(pack, Box(0, 0, 1, height), self.canvas)) for height in self.heights]
        self.last = np.ascontiguousarray(headline_ground(pack, self.canvas)[..., :3])

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
        """The moving ground."""
        stack = composed(self.on, self._stack(frame))
        stack[3] = 1 - stack[3]
        picture = np.empty((self.on.height, self.on.width, 3), np.uint8)
        strips, shown = np.empty((4, STRIP, self.on.width), np.float32), np.empty((3, STRIP, self.on.width), np.float32)
        for rows, here in _strips(self.on):
            *over, through = spread(self.on, stack, rows, strips)
            seen = np.multiply(self.ground[:, here], through, out=shown[:, : len(rows)])
            for made, colour in zip(seen, over, strict=True):
                colour *= self.fall[here]
                made += colour
            _finish(picture, here, seen, self.rounding)
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
            left = self.stage.over(at) + side * 900 * (1 - come) - drift * frame * speed * 0.8
            planes.append(
                Plane(left, left + wide, tone(slate, 0.10), tone(ink, -0.1), 0.78 * come * leave, 0.10 * come * leave, 0.30 * come * leave, 150)
            )  # fmt: skip
        for index, start in enumerate(times.glints):
            planes += self._glint(frame, start, index)
        for start, wide in times.ribbons:
            planes += self._ribbon(frame, start, wide)
        grown = out(part(frame, *times.red))
        gone = part(frame, *times.shrink)
        if frame >= times.red[0] and gone < 1:
            planes += self._red(
                grown,
                both(gone),
                1 - self._filled(frame),
                (tone(deep, -0.15), tone(deep, 0.04)),
                (tone(red, 0.10), tone(red, -0.16)),
            )
        return planes

    def _glint(self, frame: int, start: int, index: int) -> list[Plane]:
        """A fine line of light that crosses the frame on the beat, alternately from either side."""
        moment = part(frame, start, start + 34)
        if not 0 < moment < 1:
            return []
        at = between(*self.stage.past(260), both(moment) if index % 2 == 0 else 1 - both(moment))
        strength = np.sin(np.pi * moment)
        white, red = tone(self.pack.colours["white"]), tone(self.pack.colours["red"], 0.1)
        trail = 260 if index % 2 == 0 else -260
        first, last = (at - trail, at) if trail > 0 else (at, at - trail)
        covers = (0.0, 0.20) if trail > 0 else (0.20, 0.0)
        return [
            Plane(first, last, red, red, covers[0] * strength, covers[1] * strength),
            Plane(at - 1.5, at + 1.5, white, white, 0.85 * strength),
        ]

    def _ribbon(self, frame: int, start: int, wide: int) -> list[Plane]:
        """A narrow red plane that crosses the frame ahead of the wide one."""
        moment = part(frame, start, start + 34)
        if not 0 < moment < 1:
            return []
        red, deep, white = (self.pack.colours[name] for name in ("red", "deep_red", "white"))
        left = between(self.stage.past(500)[0], self.stage.past(320)[1], both(moment))
        right = left + wide
        return [
            Plane(left - wide * 0.7, left, tone(deep, -0.2), tone(deep), 1.0, shadow=0.35, reach=140),
            Plane(left, right, tone(red, -0.12), tone(red, 0.14), 1.0, shadow=0.45, reach=110),
            Plane(right - 2, right + 1, tone(white), tone(white), 0.6),
        ]

    def _red(
        self,
        grown: float,
        gone: float,
        faded: float,
        back: tuple[tuple[float, ...], ...],
        front: tuple[tuple[float, ...], ...],
    ) -> list[Plane]:
        """The red planes: they come in over the whole frame and narrow to the width of the wordmark's block."""
        stage = self.stage
        left = between(stage.past(420)[0], self.red.x, gone)
        right = between(between(stage.past(300)[0], stage.past(140)[1], grown), self.red.right, gone)
        trailing = between(between(stage.past(900)[0], stage.past(380)[1], grown), self.red.right + 40, gone)
        gleam = between(stage.past(400)[0], stage.past(680)[1], both(min(1.0, grown * 0.5 + gone)))
        white = tone(self.pack.colours["white"])
        return [
            Plane(left - 60 * (1 - gone), max(trailing, left), back[0], back[1], faded, faded, 0.35 * faded, 120),
            Plane(left, max(right, left), front[0], front[1], faded, faded, 0.4 * faded, 80),
            Plane(gleam - 420, gleam, white, white, 0.0, 0.15 * faded),
        ]

    def _block(self, picture: Pixels, frame: int) -> None:
        """The block that the red plane becomes, then the letters, TV and the light that passes over them."""
        times = self.times
        gone = part(frame, *times.shrink)
        if gone <= 0 or frame >= times.dock[0]:
            return
        left = between(self.stage.past(420)[0], self.red.x, both(gone))
        right = between(self.stage.past(140)[1], self.red.right, both(gone))
        self._shape(picture, left, right, frame)
        opened = out(part(frame, times.tv - 4, times.tv + 8))
        if opened > 0 and gone >= 1:
            lay(picture, cut(self.white, opened))
            lay(
                picture,
                raised(
                    self.tv, out(part(frame, times.tv + 2, times.tv + 14)), round(70 / 216 * self.tall * self.scale)
                ),
            )
        if frame >= times.letters[0]:
            self._letters(picture, frame)
        sweep = part(frame, *times.sweep)
        if 0 < sweep < 1:
            self._sweep(picture, sweep)

    def _shaped(self, frame: int) -> float:
        """How far the red plane has straightened into the block, from 0 to 1."""
        first, last = self.times.shrink
        return both(part(frame, first + (last - first) * 0.35, last))

    def _filled(self, frame: int) -> float:
        """How far the block's even red has taken the place of the plane."""
        return min(1.0, self._shaped(frame) * 8)

    def _shape(self, picture: Pixels, left: float, right: float, frame: int) -> None:
        """A plane over the whole height that straightens into the block."""
        red, shape = self.pack.mark.name_block, self._shaped(frame)
        if shape <= 0:
            return
        if shape >= 1:
            lay(picture, self.block)
            return
        high = self.stage.height
        top, bottom = between(-20, self.red.y, shape), between(high + 20, self.red.bottom, shape)
        lean = grounds.LEAN * (1 - shape)
        middle = high / 2
        corners = [
            (left + (middle - top) * lean, top),
            (right + (middle - top) * lean, top),
            (right + (middle - bottom) * lean, bottom),
            (left + (middle - bottom) * lean, bottom),
        ]
        polygon(picture, [(x * self.scale, y * self.scale) for x, y in corners], red.rgb, self._filled(frame))

    def _letters(self, picture: Pixels, frame: int) -> None:
        """The letters of the name rise one after the other out of the lower edge of their block."""
        travel = round(120 / 216 * self.tall * self.scale)
        height = round(self.red.bottom * self.scale) - self.name.y
        drawn = self.name.pixels[:height, :, 3]
        pixels = np.zeros((height, drawn.shape[1], 4), np.uint8)
        pixels[..., :3] = self.name.pixels[0, 0, :3]
        edges = [0, *self.cuts[1:-1], pixels.shape[1]]
        for index, (first, last) in enumerate(pairwise(edges)):
            start, apart = self.times.letters
            risen = out(part(frame, start + apart * index, start + apart * index + 6 + 4 * apart))
            down = round(travel * (1 - risen))
            if risen > 0 and down < height:
                seen = drawn[: height - down, first:last]
                pixels[down : down + len(seen), first:last, 3] = seen
        lay(picture, Layer(pixels, self.name.x, self.name.y))

    def _sweep(self, picture: Pixels, moment: float) -> None:
        """A soft band of light that crosses the wordmark once."""
        box = Box(self.red.x, self.red.y, self.right - self.red.x, self.tall)
        layer = painted(box, self.pack.colours["white"], self.canvas)
        height, wide = layer.pixels.shape[:2]
        at = between(-0.25, 1.25, both(moment)) * wide
        down = np.arange(height, dtype=np.float32)[:, None] - height / 2
        x = np.arange(wide, dtype=np.float32)[None, :] + down * grounds.LEAN
        light = np.exp(-(((x - at) / (110 * self.scale)) ** 2)) * 0.42
        here = picture[layer.y : layer.y + height, layer.x : layer.x + wide, :3]
        grown = here + (255 - here.astype(np.float32)) * light[..., None]
        grown += self.noise[:height, :wide, None]
        here[:] = np.minimum(grown, 255)

    def _docking(self, picture: Pixels, frame: int) -> None:
        """The wordmark moves from the middle to its place on the headline ground."""
        moment = both(part(frame, *self.times.dock))
        end = self.pack.wordmark
        height = between(self.tall, end.height, moment)
        x, y = between(self.box.x, end.x, moment), between(self.box.y, end.y, moment)
        index = max(at for at, tall in enumerate(self.heights) if tall >= height - 1e-6)
        shrink = height / self.heights[index]
        left, top = max(0, int(x * self.scale) - 2), max(0, int(y * self.scale) - 2)
        tall, wide = self.mips[index].shape[:2]
        right = min(self.on.width, int(x * self.scale + wide * shrink) + 3)
        bottom = min(self.on.height, int(y * self.scale + tall * shrink) + 3)
        move = np.array([[shrink, 0, x * self.scale - left], [0, shrink, y * self.scale - top]], np.float32)
        laid = cv2.warpAffine(self.mips[index], move, (right - left, bottom - top), flags=cv2.INTER_LINEAR)
        here = picture[top:bottom, left:right]
        here[:] = np.clip(here * (1 - laid[..., 3:]) + laid[..., :3] + 0.5, 0, 255)


# --- sting and wipe ---------------------------------------------------------------------------------------------------


class Sting:
    """Two red planes that cross; both pass the middle of the piece slowly and there cover the frame."""

    def __init__(self, pack: Pack, scale: float, length: int) -> None:
        self.pack, self.length = pack, length
        self.canvas, self.stage = pack.canvas(scale), Stage(*pack.size)
        self.on = line(self.canvas)
        self.rounding = _rounding(self.on)
        tall = pack.piece_numbers["sting_mark"]
        probe = wordmark(pack, Box(0, 0, 1, tall))
        seen = (probe.settings["name"].left(0) + probe.boxes["tv"].right) / 2
        layout = wordmark(pack, Box(round(self.stage.width / 2 - seen), (self.stage.height - tall) // 2, 1, tall))
        words = [written(setting, self.canvas) for setting in layout.settings.values()]
        self.mark = flattened([painted(layout.boxes["tv"], pack.mark.tv_block, self.canvas), *words])

    def draw(self, frame: int) -> Pixels:
        red, deep, white = (self.pack.colours[name] for name in ("red", "deep_red", "white"))
        middle = (self.length - 1) / 2
        moment = (frame - middle) / (middle + 0.6)
        stage = self.stage
        ahead, behind = stage.crossing(moment), -stage.crossing(max(-1.0, min(1.0, moment * 1.04)))
        back = stage.plane_at(behind, tone(deep, 0.02), tone(deep, -0.30), 0.35)
        front = stage.plane_at(ahead, tone(red, -0.20), tone(red, 0.07), 0.45)
        lights = [Plane(edge - 2, edge + 2, tone(white), tone(white), 0.55) for edge in (front.left, front.right)]
        picture = _transparent(self.on, [back, front, *lights], self.rounding)
        opacity = out(part(frame, middle - 4.5, middle - 1)) * (1 - part(frame, middle + 1.5, middle + 4.5) ** 3)
        if opacity > 0:
            shown = self.mark.pixels.copy()
            shown[..., 3] = shown[..., 3] * opacity
            lay(picture, Layer(shown, self.mark.x, self.mark.y))
        return picture


class Wipe:
    """One red plane with a darker edge that passes over the cut."""

    def __init__(self, pack: Pack, scale: float, length: int) -> None:
        self.pack, self.length = pack, length
        self.stage = Stage(*pack.size)
        self.on = line(pack.canvas(scale))
        self.rounding = _rounding(self.on)

    def draw(self, frame: int) -> Pixels:
        red, deep = self.pack.colours["red"], self.pack.colours["deep_red"]
        middle = (self.length - 1) / 2
        at = self.stage.crossing((frame - middle) / (middle + 0.5), steep=1.25)
        front = self.stage.plane_at(at, tone(red, -0.16), tone(red, 0.05), 0.4)
        back = Plane(front.left - 150, front.right + 150, tone(deep, -0.1), tone(deep), 1.0)
        return _transparent(self.on, [back, front], self.rounding)


def _transparent(on: Line, planes: Sequence[Plane], rounding: Field) -> Pixels:
    """Planes alone, with straight alpha."""
    stack = composed(on, planes)
    stack[:3] /= np.maximum(stack[3], 1 / 512)
    picture = np.empty((on.height, on.width, 4), np.uint8)
    strips = np.empty((4, STRIP, on.width), np.float32)
    for rows, here in _strips(on):
        strip = spread(on, stack, rows, strips)
        alpha = (np.clip(strip[3], 0, 1) * 255 + 0.5).astype(np.uint8)
        _finish(picture, here, strip[:3], rounding, alpha)
    return picture


def _heights(largest: int, smallest: int) -> tuple[int, ...]:
    """The heights at which the wordmark is drawn sharp on its way from the middle to its place."""
    return tuple(round(largest - (largest - smallest) * share / 36) for share in STOPS)


def _strips(on: Line) -> Iterator[tuple[range, slice]]:
    """The rows to be drawn at a time, so that the work stays in the processor's cache."""
    for top in range(0, on.height, STRIP):
        rows = range(top, min(top + STRIP, on.height))
        yield rows, slice(rows.start, rows.stop)


def _rounding(on: Line) -> Field:
    """What makes rounding cut off after the ground's noise; it repeats after so many rows, which strips do not cross."""
    return grounds.noise(on.width, grounds.NOISE_SIDE) - np.float32(0.5)


def _finish(picture: Pixels, here: slice, colours: Field, rounding: Field, *alpha: Pixels) -> None:
    """Colour planes rounded, and alpha if there is one, written to some rows of a picture."""
    noise = rounding[here.start % len(rounding) :][: colours.shape[1]]
    cv2.merge([*(cv2.add(colour, noise, dtype=cv2.CV_8U) for colour in colours), *alpha], dst=picture[here])


# --- the pieces -------------------------------------------------------------------------------------------------------


def opener(pack: Pack, scale: float) -> VideoClip:
    return as_clip(Opener(pack, scale, LONG).draw, LONG.length, transparent=False)


def opener_short(pack: Pack, scale: float) -> VideoClip:
    return as_clip(Opener(pack, scale, SHORT).draw, SHORT.length, transparent=False)


def sting(pack: Pack, scale: float) -> VideoClip:
    return as_clip(Sting(pack, scale, pack.pacing.sting).draw, pack.pacing.sting, transparent=True)


def wipe(pack: Pack, scale: float) -> VideoClip:
    return as_clip(Wipe(pack, scale, pack.pacing.wipe).draw, pack.pacing.wipe, transparent=True)


PIECES: dict[str, Callable[[Pack, float], VideoClip]] = {
    "opener": opener,
    "opener-short": opener_short,
    "sting": sting,
    "wipe": wipe,
}
