"""Pictures as BT.709 limited-range Y′CbCr planes, chroma 4:2:0 sited left: conversion from sRGB, and moving resampling.

A photograph that moves is kept as planes about 1.95 times finer than the frame and low-passed to what the frame can hold,
so that reading them between pixels costs no sharpness and does not shimmer."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np
import numpy.typing as npt

from bulletin.picture.moves import Rect
from bulletin.picture.values import Plane

Pixels = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float32]

MATRIX = np.array(
    [
        [219 * 0.2126 / 255, 219 * 0.7152 / 255, 219 * 0.0722 / 255, 16],
        [-224 * 0.2126 / 1.8556 / 255, -224 * 0.7152 / 1.8556 / 255, 112 / 255, 128],
        [112 / 255, -224 * 0.7152 / 1.5748 / 255, -224 * 0.0722 / 1.5748 / 255, 128],
    ],
    np.float32,
)
"""sRGB 0–255 (with a 1 behind) to Y′, Cb, Cr code values."""
STRIP = 128
"""Rows converted at a time, so that no float copy of a whole photograph exists."""
FINER = 1.95
"""Source pixels per frame pixel at the widest view. Not a round number: phases then differ from pixel to pixel."""
SHARPEST = 0.42
"""Cycles per pixel of a photograph that are kept at most; finer detail cannot be read evenly between its pixels."""
SPARE = 48
"""How many columns or rows a resampling may be larger than what is needed (see `fit`)."""

cv2.setNumThreads(1)


@dataclass(frozen=True, slots=True)
class Frame:
    """A picture in 4:2:0: luma (height, width), chroma (height / 2, width / 2)."""

    luma: Plane
    cb: Plane
    cr: Plane

    def planes(self) -> tuple[Plane, Plane, Plane]:
        return self.luma, self.cb, self.cr

    @property
    def size(self) -> int:
        """Bytes."""
        return self.luma.size + self.cb.size + self.cr.size


def blank(width: int, height: int) -> Frame:
    """A frame whose planes lie one after the other in memory, as encoders take them; contents undefined."""
    rows = np.empty((height * 3 // 2, width), np.uint8)
    chroma = rows[height:].reshape(2, height // 2, width // 2)
    return Frame(rows[:height], chroma[0], chroma[1])


def copy(source: Frame, target: Frame) -> None:
    """Copy the planes of a frame into another of the same size."""
    for from_plane, to_plane in zip(source.planes(), target.planes(), strict=True):
        np.copyto(to_plane, from_plane)


def code_values(rgb: Pixels) -> Floats:
    """sRGB pixels (height, width, 3) as unrounded Y′, Cb, Cr code values, same shape."""
    return np.asarray(cv2.transform(rgb.astype(np.float32), MATRIX), np.float32)


def frame_of(rgb: Pixels) -> Frame:
    """A whole sRGB picture of even size as a frame."""
    values = code_values(rgb)
    chroma = sited_left(values[:, :, 1:], values[:, :1, 1:])
    frame = blank(rgb.shape[1], rgb.shape[0])
    np.copyto(frame.luma, np.rint(values[:, :, 0]), casting="unsafe")
    np.copyto(frame.cb, np.rint(chroma[:, :, 0]), casting="unsafe")
    np.copyto(frame.cr, np.rint(chroma[:, :, 1]), casting="unsafe")
    return frame


def sited_left(full: Floats, before: Floats | float) -> Floats:
    """Full-size values to 4:2:0: over the columns 1-2-1 around every even one, over the rows the mean of two.

    `before` stands left of the first column."""
    shifted = np.empty_like(full[:, ::2])
    shifted[:, 1:] = full[:, 1:-1:2]
    shifted[:, :1] = before
    across = full[:, ::2] * np.float32(0.5) + (shifted + full[:, 1::2]) * np.float32(0.25)
    down: Floats = (across[::2] + across[1::2]) * np.float32(0.5)
    return down


# --- photographs that move --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Source:
    """The seen part of a photograph as fine planes with a margin around them.

    A place `x` of the photograph (edges, in its own pixels) lies at `(x - left) * across - 0.5` in luma samples."""

    planes: Frame
    left: float
    top: float
    across: float
    down: float
    margin: int

    @property
    def size(self) -> int:
        return self.planes.size


def source_of(rgb: Pixels, seen: Rect, widest: float, frame_width: int) -> Source:
    """Prepare the part `seen` of a photograph whose widest view is `widest` pixels for frames of `frame_width`."""
    left, top, width, height = _even_region(rgb, seen)
    luma, cb, cr = _converted(rgb[top : top + height, left : left + width])
    per_pixel = widest / frame_width
    finer = FINER / per_pixel
    half = round(width * finer / 2), round(height * finer / 2)
    margin = 2 * math.ceil(SPARE * FINER / 2) + 2
    planes = Frame(
        _fine(luma, (2 * half[0], 2 * half[1]), per_pixel, margin),
        _fine(_halved(cb), half, per_pixel, margin // 2),
        _fine(_halved(cr), half, per_pixel, margin // 2),
    )
    return Source(planes, left, top, 2 * half[0] / width, 2 * half[1] / height, margin)


def resample(source: Source, view: Rect, width: int, height: int) -> Frame:
    """The view as a frame of that size. The planes are windows into larger arrays. Places are kept to 0.06 pixels."""
    step_x, step_y = view.width / width * source.across, view.height / height * source.down
    first_x = (view.x - source.left) * source.across + step_x / 2 - 0.5 + source.margin
    first_y = (view.y - source.top) * source.down + step_y / 2 - 0.5 + source.margin
    # a chroma sample of the frame stands on the even column and between two rows; one of the source amid four
    chroma_x = fit(step_x, (first_x - 0.5) / 2, width // 2, SPARE // 2)
    chroma_y = fit(step_y, (first_y + step_y / 2 - 0.5) / 2, height // 2, SPARE // 2)
    return Frame(
        _read(source.planes.luma, fit(step_x, first_x, width, SPARE), fit(step_y, first_y, height, SPARE)),
        _read(source.planes.cb, chroma_x, chroma_y),
        _read(source.planes.cr, chroma_x, chroma_y),
    )


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


def fit(step: float, first: float, count: int, spare: int) -> Fit:
    """The whole-pixel resampling that comes nearest to reading `count` samples at `first`, `first + step` …

    Resizing whole regions is three times as fast as a free affine warp, but begins on whole pixels. Made a little
    larger than wanted (`spare`), there are many sizes and offsets to choose from; the best misses by 0.01 pixels on average."""
    made, skip = _choices(count, spare)
    source = np.rint(step * made)
    middle = (count - 1) / 2
    centre = (skip + middle + 0.5) * (source / made) - 0.5 - (first + step * middle)
    miss = np.abs(centre - np.rint(centre)) + np.abs(source / made - step) * middle
    best = int(np.argmin(miss))
    return Fit(-round(float(centre[best])), int(source[best]), int(made[best]), int(skip[best]), count)


@cache
def _choices(count: int, spare: int) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    made, skip = np.meshgrid(np.arange(count, count + spare + 1.0), np.arange(spare + 1.0), indexing="ij")
    usable = skip <= made - count
    return made[usable], skip[usable]


def _read(plane: Plane, across: Fit, down: Fit) -> Plane:
    region = plane[down.first : down.first + down.source, across.first : across.first + across.source]
    made = cv2.resize(region, (across.made, down.made), interpolation=cv2.INTER_LINEAR)
    window = made[down.skip : down.skip + down.count, across.skip : across.skip + across.count]
    return np.asarray(window, np.uint8)


def _even_region(rgb: Pixels, seen: Rect) -> tuple[int, int, int, int]:
    """Whole pixels around `seen` with room for filters, even in size where the picture allows it."""
    left, top = max(0, math.floor(seen.x) - 8), max(0, math.floor(seen.y) - 8)
    right = min(rgb.shape[1], math.ceil(seen.x + seen.width) + 8)
    bottom = min(rgb.shape[0], math.ceil(seen.y + seen.height) + 8)
    return left, top, max(right - left & ~1, 1), max(bottom - top & ~1, 1)


def _converted(rgb: Pixels) -> tuple[Plane, Plane, Plane]:
    """The three planes at full size, converted strip by strip."""
    planes = np.empty((3, *rgb.shape[:2]), np.uint8)
    for row in range(0, rgb.shape[0], STRIP):
        values = code_values(np.ascontiguousarray(rgb[row : row + STRIP]))
        np.copyto(planes[:, row : row + STRIP], np.rint(values).transpose(2, 0, 1), casting="unsafe")
    return planes[0], planes[1], planes[2]


def _halved(plane: Plane) -> Plane:
    size = max(1, plane.shape[1] // 2), max(1, plane.shape[0] // 2)
    return np.asarray(cv2.resize(plane, size, interpolation=cv2.INTER_AREA), np.uint8)


def _fine(plane: Plane, size: tuple[int, int], per_pixel: float, margin: int) -> Plane:
    """Low-passed to what frames can hold, scaled to `size`, with a margin that continues its edge."""
    least, most = int(plane.min()), int(plane.max())
    kernel = _low_pass(min(0.5 / per_pixel, SHARPEST))
    low_passed = cv2.sepFilter2D(plane, -1, kernel, kernel, borderType=cv2.BORDER_REPLICATE)
    # between the pixels of a photograph hardly finer than the frame, a cubic is visibly softer than on them
    between = cv2.INTER_CUBIC if per_pixel > 1.3 else cv2.INTER_LANCZOS4
    # filters overshoot at edges; what was legal stays legal
    scaled = np.clip(cv2.resize(low_passed, size, interpolation=between), least, most)
    return np.asarray(cv2.copyMakeBorder(scaled, margin, margin, margin, margin, cv2.BORDER_REPLICATE), np.uint8)


def _low_pass(cutoff: float) -> Floats:
    """A windowed sinc with half its height at `cutoff` cycles per pixel."""
    reach = math.ceil(1.75 / cutoff)
    at = np.arange(-reach, reach + 1)
    taps = np.sinc(2 * cutoff * at) * np.hamming(2 * reach + 1)
    return np.asarray(taps / taps.sum(), np.float32)
