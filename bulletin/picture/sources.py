"""Photographs that fill the frame, made ready to be read between their pixels: exact in place, evenly sharp, no shimmer.

Reading between samples softens, more or less with the place, and what softens and sharpens from frame to frame shimmers.
So a photograph is low-passed to what the frame can hold and kept finer than the frame: half as fine again when its size
changes, four times as fine along its way when it only passes by."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cache
from typing import Protocol

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image

from bulletin.picture.moves import Fill, Rect, union
from bulletin.picture.planes import SPARE, Floats, Frame, converted, rounded_freely
from bulletin.picture.values import Plane

SHARPEST = 0.42
"""Cycles per pixel of a photograph that are kept at most; finer detail cannot be read evenly between its pixels."""
FINER, CHROMA_FINER = 1.62, 1.47
"""Samples per frame sample at a zoom's widest view; chroma holds less detail. Over a zoom of a twentieth the steps stay clear
of halves and whole numbers: places then differ from sample to sample, all of the picture is equally sharp, and `fit` finds
them. More samples take longer and are no steadier."""
ZOOMS_KEEP, PANS_KEEP = 1.06, 0.92
"""How wide the low-pass is that photographs go through before they are read, which softens zooms more: both are then equally
sharp."""
MOST_KEPT = 1.02
"""The same for photographs that are no finer than the frame: more would cost bits and show nothing."""
COARSE = 1.3
"""Pixels per frame pixel up to which a photograph is first made exactly twice as fine: all its samples then lie alike
between the old ones, and are equally sharp."""
PHASES, CHROMA_PHASES = 4, 3
"""Samples per frame sample along a pan."""
STRIP = 64
"""Rows converted at a time; even."""
LUMA_SITE, CHROMA_SITE = 0.5, 0.25
"""Where in its column a sample of the frame stands; chroma is sited left. In its row it stands in the middle."""


Exact = npt.NDArray[np.float64]


class Source(Protocol):
    """The seen part of a photograph."""

    @property
    def size(self) -> int:
        """Bytes."""

    def read(self, view: Rect, frame: Frame) -> None:
        """Draw a view of the photograph's move onto a frame. Places are exact to 0.1 pixels; where nothing moves, to 0.2."""


def source_of(image: Image.Image, fill: Fill, photo_width: int, size: tuple[int, int]) -> Source:
    """Prepare a photograph for its move over frames of `size` (width, height). The views of `fill` are in pixels of a
    photograph `photo_width` wide; `image` (RGB) may be smaller than that."""
    widest = max(fill.start.width, fill.end.width)
    shrunk, step = image.width / photo_width, widest / size[0]
    grids = _opened(image, fill, shrunk, step)
    return _panned(grids, fill, size) if _only_passes(fill) else _zoomed(grids, step)


def _only_passes(fill: Fill) -> bool:
    """Whether the size stays, as in pans and when a photograph is held."""
    return fill.start.width == fill.end.width


# --- planes of a photograph -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Grid:
    """A plane with its place in the photograph: the place (x, y) of the photograph, counted from edges, in its own
    pixels, lies at `(x - left) * across - 0.5` and `(y - top) * down - 0.5` in samples."""

    plane: Plane
    left: float
    top: float
    across: float
    down: float

    def columns(self, start: float, step: float, count: int) -> Fit:
        """How to read `count` columns at the places `start`, `start + step` …"""
        return fit(step * self.across, (start - self.left) * self.across - 0.5, count)

    def rows(self, start: float, step: float, count: int) -> Fit:
        """How to read `count` rows."""
        return fit(step * self.down, (start - self.top) * self.down - 0.5, count)


def _opened(image: Image.Image, fill: Fill, shrunk: float, step: float) -> tuple[Grid, Grid, Grid]:
    """What is seen, low-passed to what frames with pixels `step` wide can hold; chroma is half as fine as luma."""
    left, top, right, bottom = _region(image, union(fill), shrunk)
    luma, cb, cr = _planes(image, (left, top, right, bottom))
    keep = PANS_KEEP if _only_passes(fill) else ZOOMS_KEEP
    cutoff = min(0.5 / (step * shrunk) * keep, SHARPEST * min(keep, MOST_KEPT))
    luma, by = (_low_passed(luma, cutoff), 1) if step * shrunk > COARSE else (_doubled(luma, cutoff), 2)
    return (
        Grid(luma, left / shrunk, top / shrunk, shrunk * by, shrunk * by),
        Grid(_low_passed(cb, cutoff), left / shrunk, top / shrunk, shrunk / 2, shrunk / 2),
        Grid(_low_passed(cr, cutoff), left / shrunk, top / shrunk, shrunk / 2, shrunk / 2),
    )


def _region(image: Image.Image, seen: Rect, shrunk: float) -> tuple[int, int, int, int]:
    """The edges of whole pixels around `seen` with room for filters, even in size."""
    left, top = (max(0, math.floor(edge * shrunk) - 8) for edge in (seen.x, seen.y))
    right = min(image.width, math.ceil((seen.x + seen.width) * shrunk) + 8)
    bottom = min(image.height, math.ceil((seen.y + seen.height) * shrunk) + 8)
    return left, top, right - (right - left) % 2, bottom - (bottom - top) % 2


def _planes(image: Image.Image, region: tuple[int, int, int, int]) -> tuple[Plane, Plane, Plane]:
    """Luma, and Cb and Cr of half its width and height. Converted strip by strip: what fits the cache is twice as fast."""
    left, top, right, bottom = region
    width, height = right - left, bottom - top
    luma = np.empty((height, width), np.uint8)
    cb, cr = np.empty((2, height // 2, width // 2), np.uint8)
    for first in range(0, height, STRIP):
        end = min(first + STRIP, height)
        rgb = np.asarray(image.crop((left, top + first, right, top + end)))
        halved = cv2.resize(rgb, (width // 2, (end - first) // 2), interpolation=cv2.INTER_AREA)
        chroma = converted(np.asarray(halved, np.uint8))
        cv2.extractChannel(converted(rgb), 0, dst=luma[first:end])
        cv2.extractChannel(chroma, 1, dst=cb[first // 2 : end // 2])
        cv2.extractChannel(chroma, 2, dst=cr[first // 2 : end // 2])
    return luma, cb, cr


def _low_passed(plane: Plane, cutoff: float) -> Plane:
    return _filtered(plane, _low_pass(cutoff, 0), _low_pass(cutoff, 0))


def _doubled(plane: Plane, cutoff: float) -> Plane:
    """Low-passed and exactly twice as fine: all new samples lie a quarter of a pixel from an old one."""
    height, width = plane.shape
    made = np.empty((height, 2, 2 * width), np.uint8)
    kernels = _low_pass(cutoff, -0.25), _low_pass(cutoff, 0.25)
    for row, down in enumerate(kernels):
        made[:, row] = cv2.merge([_filtered(plane, across, down) for across in kernels]).reshape(height, 2 * width)
    return made.reshape(2 * height, 2 * width)


def _filtered(plane: Plane, across: Floats, down: Floats) -> Plane:
    return np.asarray(cv2.sepFilter2D(plane, -1, across, down, borderType=cv2.BORDER_REPLICATE), np.uint8)


def _low_pass(cutoff: float, offset: float) -> Floats:
    """A windowed sinc with half its height at `cutoff` cycles per pixel, `offset` pixels off the middle tap."""
    reach = math.ceil(1.75 / cutoff)
    away = np.arange(-reach, reach + 1) - offset
    taps = np.sinc(2 * cutoff * away) * (0.54 + 0.46 * np.cos(np.pi * away / (reach + 0.25)))
    return np.asarray(taps / taps.sum(), np.float32)


def _scaled(grid: Grid, factor: float) -> Grid:
    height, width = grid.plane.shape
    made = _resized(grid.plane, max(1, round(width * factor)), max(1, round(height * factor)))
    return replace(
        grid, plane=made, across=grid.across * made.shape[1] / width, down=grid.down * made.shape[0] / height
    )


def _resized(plane: Plane, width: int, height: int) -> Plane:
    """Filters overshoot at edges; what was legal stays legal."""
    least, most, *_ = cv2.minMaxLoc(plane)
    made = cv2.resize(plane, (width, height), interpolation=cv2.INTER_CUBIC)
    return np.asarray(np.clip(made, int(least), int(most), out=made), np.uint8)


def _framed(grid: Grid, margin: int) -> Grid:
    """With a margin that continues its edges."""
    plane = cv2.copyMakeBorder(grid.plane, margin, margin, margin, margin, cv2.BORDER_REPLICATE)
    left, top = grid.left - margin / grid.across, grid.top - margin / grid.down
    return replace(grid, plane=np.asarray(plane, np.uint8), left=left, top=top)


# --- zooms ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Zoomed:
    """A photograph whose size changes."""

    luma: Grid
    cb: Grid
    cr: Grid

    @property
    def size(self) -> int:
        return sum(grid.plane.size for grid in (self.luma, self.cb, self.cr))

    def read(self, view: Rect, frame: Frame) -> None:
        with rounded_freely():
            self._read_luma(view, frame)
            across, down = _fits(self.cb, view, CHROMA_SITE, frame.cb)
            for grid, target in ((self.cb, frame.cb), (self.cr, frame.cr)):
                made = cv2.resize(across.of_columns(down.of_rows(grid.plane)), (across.made, down.made))
                np.copyto(target, made[down.wanted, across.wanted])

    def _read_luma(self, view: Rect, frame: Frame) -> None:
        """Read where it is wanted, with what is too much around it: two megabytes need not be copied."""
        across, down = _fits(self.luma, view, LUMA_SITE, frame.luma)
        left, top = SPARE - across.skip, SPARE - down.skip
        room = frame.room[top : top + down.made, left : left + across.made]
        cv2.resize(across.of_columns(down.of_rows(self.luma.plane)), (across.made, down.made), dst=room)


def _fits(grid: Grid, view: Rect, site: float, target: Plane) -> tuple[Fit, Fit]:
    """How to read a view's columns and rows, as many as a target has."""
    height, width = target.shape
    step_x, step_y = view.width / width, view.height / height
    across = grid.columns(view.x + site * step_x, step_x, width)
    return across, grid.rows(view.y + step_y / 2, step_y, height)


def _zoomed(grids: tuple[Grid, Grid, Grid], step: float) -> _Zoomed:
    luma, cb, cr = (
        _framed(_scaled(grid, finer / (grid.across * step * frame_step)), math.ceil((SPARE + 2) * FINER))
        for grid, finer, frame_step in zip(grids, (FINER, CHROMA_FINER, CHROMA_FINER), (1, 2, 2), strict=True)
    )
    return _Zoomed(luma, cb, cr)


# --- pans -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Phased:
    """A plane at the frame's scale, finer along its way: of k parts, part n % k holds sample n. The place x (or y, on a
    way down) of the photograph lies at `(x - start) * along - 0.5`."""

    parts: tuple[Plane, ...]
    start: float
    along: float
    is_down: bool

    def read(self, place: float, target: Plane) -> None:
        """Draw what begins at a place. Samples are so near to each other that a line between them is enough."""
        at = (place - self.start) * self.along - 0.5
        first = math.floor(at)
        share = at - first
        cv2.addWeighted(self._part(first, target), 1 - share, self._part(first + 1, target), share, 0, dst=target)

    def _part(self, first: int, target: Plane) -> Plane:
        begin, phase = divmod(first, len(self.parts))
        part = self.parts[phase]
        if self.is_down:
            return part[begin : begin + target.shape[0]]
        return part[:, begin : begin + target.shape[1]]


@dataclass(frozen=True, slots=True)
class _Panned:
    """A photograph that passes by, or stands."""

    luma: _Phased
    cb: _Phased
    cr: _Phased

    @property
    def size(self) -> int:
        return sum(part.size for plane in (self.luma, self.cb, self.cr) for part in plane.parts)

    def read(self, view: Rect, frame: Frame) -> None:
        for target, source, site in (
            (frame.luma, self.luma, LUMA_SITE),
            (frame.cb, self.cb, CHROMA_SITE),
            (frame.cr, self.cr, CHROMA_SITE),
        ):
            if source.is_down:
                source.read(view.y + view.height / target.shape[0] / 2, target)
            else:
                source.read(view.x + site * view.width / target.shape[1], target)


def _panned(grids: tuple[Grid, Grid, Grid], fill: Fill, size: tuple[int, int]) -> _Panned:
    chroma_size = size[0] // 2, size[1] // 2
    luma, cb, cr = grids
    return _Panned(
        _phased(luma, fill, size, (PHASES, LUMA_SITE)),
        _phased(cb, fill, chroma_size, (CHROMA_PHASES, CHROMA_SITE)),
        _phased(cr, fill, chroma_size, (CHROMA_PHASES, CHROMA_SITE)),
    )


def _phased(grid: Grid, fill: Fill, size: tuple[int, int], sampling: tuple[int, float]) -> _Phased:
    """A plane for frames whose plane has `size`; `sampling` is how many phases, and the site of a sample."""
    phases, site = sampling
    seen, is_down = union(fill), fill.start.y != fill.end.y
    step_x, step_y = fill.start.width / size[0], fill.start.height / size[1]
    grid = _framed(grid, math.ceil((SPARE + 4) * step_x * grid.across))
    if is_down:
        start, step, length = seen.y - 2 * step_y, step_y / phases, math.ceil(seen.height / step_y) + 4
        across = grid.columns(seen.x + site * step_x, step_x, size[0])
        down = grid.rows(start + step / 2, step, phases * length)
    else:
        start, step, length = seen.x - 2 * step_x, step_x / phases, math.ceil(seen.width / step_x) + 4
        across = grid.columns(start + step / 2, step, phases * length)
        down = grid.rows(seen.y + step_y / 2, step_y, size[1])
    region = across.of_columns(down.of_rows(grid.plane))
    made = _resized(region, across.made, down.made)[down.wanted, across.wanted]
    if is_down:
        return _Phased(tuple(made[phase::phases] for phase in range(phases)), start, 1 / step, is_down)
    parts = tuple(np.empty((phases, size[1], length), np.uint8))  # one array: large ones are got much faster
    cv2.split(made.reshape(size[1], length, phases), parts)
    return _Phased(parts, start, 1 / step, is_down)


# --- whole pixels -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Fit:
    """A resampling of whole source pixels to whole pixels: `source` pixels from `first` on become `made`, of which
    `count` from `skip` on are wanted."""

    first: int
    source: int
    made: int
    skip: int
    count: int

    def at(self, index: float) -> float:
        """Where a wanted pixel is read in the source (sample positions)."""
        return self.first + (self.skip + index + 0.5) * self.source / self.made - 0.5

    @property
    def wanted(self) -> slice:
        return slice(self.skip, self.skip + self.count)

    def of_rows(self, plane: Plane) -> Plane:
        return plane[self.first : self.first + self.source]

    def of_columns(self, plane: Plane) -> Plane:
        return plane[:, self.first : self.first + self.source]


def fit(step: float, first: float, count: int) -> Fit:
    """The whole-pixel resampling that comes nearest to reading `count` samples at `first`, `first + step` …

    Resizing whole regions is three times as fast as a free affine warp, but begins on whole pixels. Made a little
    larger than wanted, there are many sizes and offsets to choose from; the best misses by 0.02 pixels on average, but by
    up to 0.3 where a step is a fraction of small numbers."""
    made, which, skip = _choices(count)
    source = np.rint(step * made)
    scale, middle = source / made, (count - 1) / 2
    centre = (skip + (middle + 0.5)) * scale[which] - (0.5 + first + step * middle)
    miss = np.abs(centre - np.rint(centre)) + (np.abs(scale - step) * middle)[which]
    best = int(miss.argmin())
    chosen = int(which[best])
    return Fit(-round(float(centre[best])), int(source[chosen]), int(made[chosen]), int(skip[best]), count)


@cache
def _choices(count: int) -> tuple[Exact, npt.NDArray[np.intp], Exact]:
    """How many pixels may be made; and of every choice which of these it takes, and how many pixels it skips."""
    which, skip = np.tril_indices(SPARE + 1)
    return np.arange(count, count + SPARE + 1.0), which, skip.astype(np.float64)
