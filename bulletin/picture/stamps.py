"""Drawn rectangles with transparency as planes, laid onto frames inside their own rectangle in whole-number arithmetic.

A value is kept times its opacity times 256, with 128 for rounding: laid down, a sample is `(ground × through + value) >> 8`."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from bulletin.picture.planes import Floats, Frame, Pixels, code_values, sited_left
from bulletin.picture.values import Plane

Deep = npt.NDArray[np.uint16]
OPAQUE = 256


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
    """Straight-alpha sRGB `pixels` (even height × even width × 4) for the even place (x, y) of a frame (width, height),
    cut to what is not fully transparent and inside the frame; None when nothing is left."""
    left, top = max(0, -x), max(0, -y)
    right, bottom = min(pixels.shape[1], frame[0] - x), min(pixels.shape[0], frame[1] - y)
    if right <= left or bottom <= top:
        return None
    inked = _inked(pixels[top:bottom, left:right, 3])
    if inked is None:
        return None
    rows, columns = inked
    cut = pixels[top + rows[0] : top + rows[1], left + columns[0] : left + columns[1]]
    x, y = x + left + columns[0], y + top + rows[0]
    if cut[:, :, 3].min() == 255:
        return _opaque(cut, x, y)
    if x + cut.shape[1] < frame[0]:  # the chroma sample behind the last column holds a part of it
        cut = cv2.copyMakeBorder(cut, 0, 0, 0, 2, cv2.BORDER_CONSTANT, value=(0, 0, 0, 0)).astype(np.uint8, copy=False)
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


def _inked(alpha: Plane) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Even rows and columns (first, end) that hold everything not fully transparent."""
    rows, columns = np.flatnonzero(alpha.any(axis=1)), np.flatnonzero(alpha.any(axis=0))
    if not rows.size:
        return None
    return _evenly(rows), _evenly(columns)


def _evenly(found: npt.NDArray[np.intp]) -> tuple[int, int]:
    return int(found[0]) & ~1, (int(found[-1]) + 2) & ~1


def _opaque(pixels: Pixels, x: int, y: int) -> Stamp:
    values = code_values(np.ascontiguousarray(pixels[:, :, :3]))
    chroma = sited_left(values[:, :, 1:], values[:, :1, 1:])
    planes = [np.rint(part).astype(np.uint8) for part in (values[:, :, 0], chroma[:, :, 0], chroma[:, :, 1])]
    return Stamp(x, y, (planes[0], planes[1], planes[2]), None)


def _transparent(pixels: Pixels, x: int, y: int) -> Stamp:
    cover = np.rint(pixels[:, :, 3:].astype(np.float32) * np.float32(OPAQUE / 255))
    products = code_values(np.ascontiguousarray(pixels[:, :, :3])) * cover
    # left of the first column stands the frame's edge, where the picture goes on as it is, or nothing
    outside: tuple[Floats | float, Floats | float] = (products[:, :1, 1:], cover[:, :1]) if x == 0 else (0.0, 0.0)
    chroma, chroma_cover = sited_left(products[:, :, 1:], outside[0]), np.rint(sited_left(cover, outside[1]))
    values = [_product(part) for part in (products[:, :, 0], chroma[:, :, 0], chroma[:, :, 1])]
    through = [(OPAQUE - part[:, :, 0]).astype(np.uint16) for part in (cover, chroma_cover)]
    return Stamp(x, y, (values[0], values[1], values[2]), (through[0], through[1]))


def _product(values: Floats) -> Deep:
    return (np.rint(values) + 128).astype(np.uint16)


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
