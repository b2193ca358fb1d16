"""What inspection needs of every frame, measured while the frame is at hand."""

from __future__ import annotations

import cv2
import numpy as np

from bulletin.picture.planes import Frame, rounded_freely
from bulletin.picture.values import GRID, LEVELS, Measures, Plane

RED_FROM, BLUE_UP_TO = 184, 132
"""Cr and Cb code values of strong red."""
ROWS = 360
"""Rows of luma that tell enough of a frame: of more, every second, third … is looked at. A frame is larger than the
processor's cache, and what is measured is mostly the way there."""


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
        every = max(1, frame.luma.shape[0] // ROWS)
        luma, cb, cr = (plane[::every] for plane in frame.planes())
        least, most, *_ = cv2.minMaxLoc(luma)
        mean = cv2.sumElems(luma)[0] / luma.size
        difference = 0.0 if self._before is None else cv2.norm(luma, self._before, cv2.NORM_L1) / luma.size
        red = round(_red_share(cb, cr) * 10_000)
        self._levels.append((round(mean * 256), int(least), int(most), round(difference * 256), red))
        self._grids.append(_grid(luma))
        self._before, self._last = luma, frame

    def measures(self) -> Measures:
        """Of all frames so far."""
        return Measures.of(np.array(self._levels, LEVELS), np.stack(self._grids))


def _grid(luma: Plane) -> Plane:
    """Means of rectangles, at most one code value from the exact ones."""
    with rounded_freely():
        return np.asarray(cv2.resize(luma, GRID[::-1], interpolation=cv2.INTER_AREA), np.uint8)


def _red_share(cb: Plane, cr: Plane) -> float:
    _, red = cv2.threshold(cr, RED_FROM - 1, 255, cv2.THRESH_BINARY)
    _, not_violet = cv2.threshold(cb, BLUE_UP_TO, 255, cv2.THRESH_BINARY_INV)
    return cv2.countNonZero(cv2.bitwise_and(red, not_violet, dst=red)) / cr.size
