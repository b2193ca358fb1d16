"""What inspection needs of every frame, measured while the frame is at hand."""

from __future__ import annotations

import cv2
import numpy as np

from bulletin.picture.planes import Frame, rounded_freely
from bulletin.picture.values import GRID, LEVELS, Measures, Plane

RED_FROM, BLUE_UP_TO = 184, 132
"""Cr and Cb code values of strong red."""
EVERY = 4
"""Of so many rows one is compared with the frame before: there are 270 in a large frame."""


class Meter:
    """Measures frames in the order shown. The first one has no difference: what went before is not the chunk's to know."""

    def __init__(self) -> None:
        self._before: Plane | None = None
        self._levels: list[tuple[int, int, int, int, int]] = []
        self._grids: list[Plane] = []
        self._last: Frame | None = None

    def add(self, frame: Frame) -> None:
        """Measure a frame; the same object again is the same picture."""
        if frame is self._last:
            self._levels.append((*self._levels[-1][:3], 0, self._levels[-1][4]))
            self._grids.append(self._grids[-1])
            return
        luma = frame.luma
        least, most = (int(value) for value in cv2.minMaxLoc(luma)[:2])
        mean = cv2.sumElems(luma)[0] / luma.size
        rows = luma[::EVERY]
        difference = 0.0 if self._before is None else cv2.norm(rows, self._before, cv2.NORM_L1) / rows.size
        self._levels.append((round(mean * 256), least, most, round(difference * 256), _red_share(frame)))
        self._grids.append(_grid(luma))
        self._before, self._last = rows, frame

    def measures(self) -> Measures:
        """Of all frames so far."""
        return Measures.of(np.array(self._levels, LEVELS), np.stack(self._grids))


def _grid(luma: Plane) -> Plane:
    """Means of rectangles, at most one code value from the exact ones: where they can be halved, that is twice as fast."""
    rows, columns = GRID
    if luma.shape[0] % (2 * rows) == luma.shape[1] % (2 * columns) == 0:
        half = luma.shape[1] // 2, luma.shape[0] // 2
        luma = np.asarray(cv2.resize(luma, half, interpolation=cv2.INTER_AREA), np.uint8)
    with rounded_freely():
        return np.asarray(cv2.resize(luma, (columns, rows), interpolation=cv2.INTER_AREA), np.uint8)


def _red_share(frame: Frame) -> int:
    if cv2.minMaxLoc(frame.cr)[1] < RED_FROM:
        return 0
    _, red = cv2.threshold(frame.cr, RED_FROM - 1, 255, cv2.THRESH_BINARY)
    _, not_violet = cv2.threshold(frame.cb, BLUE_UP_TO, 255, cv2.THRESH_BINARY_INV)
    return round(cv2.countNonZero(cv2.bitwise_and(red, not_violet, dst=red)) * 10_000 / frame.cr.size)
