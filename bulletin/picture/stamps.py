"""Drawn rectangles with transparency as planes, laid onto frames inside their own rectangle in whole-number arithmetic.

A value is kept times its opacity times 256, with 128 for rounding: laid down, a sample is `(ground × through + value) >> 8`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from bulletin.picture.planes import MATRIX, STRIP, Floats, Frame, Pixels, blank, converted
from bulletin.picture.values import Plane

Deep = npt.NDArray[np.uint16]
OPAQUE = 256
COVERS = np.rint(np.arange(256) * (OPAQUE / 255)).astype(np.uint16)
"""The opacity of every alpha."""
FINE = 255
"""Parts of an opacity's step to which it is averaged for chroma."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """A rectangle at (`x`, `y`) of the frame. `values` are luma, Cb, Cr: 16-bit products where `through` (luma, chroma)
    says how much of the ground is seen, plain 8-bit code values where `through` is None."""

    x: int
    y: int
    values: tuple[Deep | Plane, Deep | Plane, Deep | Plane]
    through: tuple[Deep, Deep] | None

    @property
    def width(self) -> int:
        return int(self.values[0].shape[1])

    @property
    def height(self) -> int:
        return int(self.values[0].shape[0])

    @property
    def size(self) -> int:
        """Bytes."""
        return sum(part.nbytes for part in (*self.values, *(self.through or ())))

    def covers(self, frame: Frame) -> bool:
        """Whether nothing of a frame is seen behind it."""
        return self.through is None and self.values[0].shape == frame.luma.shape


def stamp_of(pixels: Pixels, x: int, y: int, frame: tuple[int, int]) -> Stamp | None:
    """Straight-alpha sRGB `pixels` (even height × even width × 4; × 3 where all is opaque) for the even place (x, y) of a
    frame (width, height), cut to what is not fully transparent and inside the frame; None when nothing is left. Code
    values are less than one from the exact ones."""
    left, top = max(0, -x), max(0, -y)
    right, bottom = min(pixels.shape[1], frame[0] - x), min(pixels.shape[0], frame[1] - y)
    if right <= left or bottom <= top:
        return None
    cut, x, y = pixels[top:bottom, left:right], x + left, y + top
    if cut.shape[2] == 3:
        return _opaque(cut, x, y)
    alpha = np.asarray(cv2.extractChannel(cut, 3), np.uint8)
    rows, columns = _inked(alpha)
    cut, x, y = cut[rows, columns], x + columns.start, y + rows.start
    if not cut.size:
        return None
    if alpha[rows, columns].min() == 255:
        return _opaque(cut, x, y)
    if x + cut.shape[1] < frame[0]:  # the chroma sample behind the last column holds a part of it
        cut = np.asarray(cv2.copyMakeBorder(cut, 0, 0, 0, 2, cv2.BORDER_CONSTANT, value=(0, 0, 0, 0)), np.uint8)
    return _transparent(cut, x, y)


def lay(frame: Frame, stamp: Stamp, opacity: int = OPAQUE) -> None:
    """Lay a stamp onto a frame, its opacity lowered to `opacity` / 256."""
    through = stamp.through
    for index, (plane, values) in enumerate(zip(frame.planes(), stamp.values, strict=True)):
        top, left = (stamp.y, stamp.x) if index == 0 else (stamp.y // 2, stamp.x // 2)
        region = plane[top : top + values.shape[0], left : left + values.shape[1]]
        if through is None and opacity == OPAQUE:
            np.copyto(region, values, casting="unsafe")
        else:
            veil = None if through is None else through[min(index, 1)]
            _blend(region, values, veil, opacity)


def window(stamp: Stamp, rows: tuple[int, int], columns: tuple[int, int], y: int) -> Stamp:
    """The part of a stamp between even first rows and columns and any last ones, laid at row `y` of the frame."""
    (top, bottom), (left, right) = rows, columns
    luma = (slice(top, bottom), slice(left, right))
    chroma = (slice(top // 2, (bottom + 1) // 2), slice(left // 2, (right + 1) // 2))
    values = (stamp.values[0][luma], stamp.values[1][chroma], stamp.values[2][chroma])
    through = None if stamp.through is None else (stamp.through[0][luma], stamp.through[1][chroma])
    return Stamp(stamp.x + left, y, values, through)


def _inked(alpha: Plane) -> tuple[slice, slice]:
    """Even rows and columns that hold everything not fully transparent."""
    x, y, width, height = cv2.boundingRect(alpha)
    return slice(y & ~1, (y + height + 1) & ~1), slice(x & ~1, (x + width + 1) & ~1)


def _opaque(pixels: Pixels, x: int, y: int) -> Stamp:
    frame = blank(pixels.shape[1], pixels.shape[0])
    for rows, half in _strips(pixels.shape[0]):
        rgb = _colours(pixels[rows])
        cv2.extractChannel(converted(rgb), 0, dst=frame.luma[rows])
        codes = cv2.transform(_quartered(rgb, rgb[:, :1]), MATRIX)
        np.rint(codes[:, :, 1], out=frame.cb[half], casting="unsafe")
        np.rint(codes[:, :, 2], out=frame.cr[half], casting="unsafe")
    return Stamp(x, y, frame.planes(), None)


def _transparent(pixels: Pixels, x: int, y: int) -> Stamp:
    height, width = pixels.shape[:2]
    luma, through = np.empty((2, height, width), np.uint16)
    cb, cr, chroma_through = np.empty((3, height // 2, width // 2), np.uint16)
    for rows, half in _strips(height):
        cover = COVERS[cv2.extractChannel(pixels[rows], 3)]
        products = np.multiply(converted(_colours(pixels[rows])), cv2.merge([cover] * 3), dtype=np.uint16)
        np.add(cv2.extractChannel(products, 0), 128, out=luma[rows])
        np.subtract(OPAQUE, cover, out=through[rows])
        cv2.insertChannel(cover * np.uint16(FINE), products, 0)  # chroma's cover takes the place of the luma
        # left of the first column stands the frame's edge, where the picture goes on as it is, or nothing
        before = products[:, :1] if x == 0 else np.zeros_like(products[:, :1])
        part, *chroma = cv2.split(_quartered(products, before))
        np.subtract(OPAQUE, np.rint(part / np.float32(FINE)), out=chroma_through[half], casting="unsafe")
        for plane, values in zip((cb, cr), chroma, strict=True):
            np.add(np.rint(values), 128, out=plane[half], casting="unsafe")
    return Stamp(x, y, (luma, cb, cr), (through, chroma_through))


def _colours(pixels: Pixels) -> Pixels:
    return pixels if pixels.shape[2] == 3 else np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGBA2RGB), np.uint8)


def _strips(height: int) -> Iterator[tuple[slice, slice]]:
    """The rows of luma and of chroma to be converted at a time: what fits the processor's cache is three times as fast."""
    for row in range(0, height, STRIP):
        end = min(row + STRIP, height)
        yield slice(row, end), slice(row // 2, end // 2)


def _quartered(full: Pixels | Deep, before: Pixels | Deep) -> Floats:
    """Full-size values (three channels) to 4:2:0 sited left: over the columns 1-2-1 around every even one, over the rows
    the mean of two. `before` is the column left of the first."""
    height, width = full.shape[:2]
    shifted = np.concatenate([before, full[:, :-1]], axis=1)
    size = (width // 2, height // 2)
    right, left = (cv2.resize(part, size, interpolation=cv2.INTER_AREA) for part in (full, shifted))
    sums = np.asarray(cv2.add(right, left, dtype=cv2.CV_32F), np.float32)
    return np.multiply(sums, 0.5, out=sums)


def _blend(region: Plane, values: Deep | Plane, through: Deep | None, opacity: int) -> None:
    deep = values.astype(np.uint16, copy=False)
    if through is None:
        deep, through = deep * np.uint16(OPAQUE) + np.uint16(128), np.zeros(deep.shape, np.uint16)
    if opacity != OPAQUE:
        deep = (((deep.astype(np.uint32) - 128) * opacity // OPAQUE) + 128).astype(np.uint16)
        cover = np.uint16(OPAQUE) - through
        through = np.uint16(OPAQUE) - (cover * np.uint16(opacity) + np.uint16(128)) // np.uint16(OPAQUE)
    sums = np.multiply(region, through, dtype=np.uint16)
    sums += deep
    sums >>= 8
    np.copyto(region, sums, casting="unsafe")
