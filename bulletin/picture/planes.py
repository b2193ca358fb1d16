"""Pictures as BT.709 limited-range Y′CbCr planes, chroma 4:2:0 sited left: frames, and conversion from sRGB."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

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
AT_ONCE = 4
"""Frames that are composed in a row, to be encoded in a row: what the one and the other work with then stays in the
processor's cache, which saves a fifteenth of all time. More together would not."""
STRIP = 32
"""Rows converted at a time; even."""
SPARE = 32
"""How many columns or rows of luma there is room for around a frame, for what is resized a little larger than needed."""

cv2.setNumThreads(1)


@contextmanager
def rounded_freely() -> Iterator[None]:
    """Here OpenCV may resize one code value off, with a library that needs two thirds of the time where there is one. Only
    for linear and area resampling: with cubics, places come out shifted by pixels."""
    cv2.ipp.setUseIPP_NotExact(True)
    try:
        yield
    finally:
        cv2.ipp.setUseIPP_NotExact(False)


@dataclass(frozen=True, slots=True)
class Frame:
    """A picture in 4:2:0: luma (height, width), chroma (height / 2, width / 2). All three are views of `rows`
    (height × 3 / 2, width and some room), where they lie one after the other, as encoders take them. In `room`, luma has
    `SPARE` rows and columns more on every side, to be drawn in before chroma is: what is below is chroma's."""

    rows: Plane
    room: Plane
    luma: Plane
    cb: Plane
    cr: Plane

    def planes(self) -> tuple[Plane, Plane, Plane]:
        return self.luma, self.cb, self.cr

    @property
    def size(self) -> int:
        """Bytes."""
        return self.rows.size


def blank(width: int, height: int) -> Frame:
    """A frame to be drawn on; contents undefined."""
    wide, before = width + 2 * SPARE, SPARE * (width + 2 * SPARE) + SPARE
    memory = np.empty(before + max(height * 3 // 2, height + SPARE + 1) * wide, np.uint8)
    room = memory[: (height + 2 * SPARE) * wide].reshape(-1, wide)
    rows = memory[before : before + height * 3 // 2 * wide].reshape(-1, wide)
    chroma = rows[height:].reshape(2, height // 2, wide // 2)[:, :, : width // 2]
    return Frame(rows, room, rows[:height, :width], chroma[0], chroma[1])


def copy(source: Frame, target: Frame) -> None:
    """Copy a frame into another of the same size."""
    np.copyto(target.rows, source.rows)


def converted(rgb: Pixels) -> Pixels:
    """sRGB pixels (height, width, 3) as Y′, Cb, Cr code values, same shape, each less than 0.7 from the exact value."""
    return np.asarray(cv2.transform(rgb, MATRIX), np.uint8)


def code_values(rgb: Pixels) -> Floats:
    """sRGB pixels (height, width, 3) as unrounded Y′, Cb, Cr code values, same shape."""
    return np.asarray(cv2.transform(rgb.astype(np.float32), MATRIX), np.float32)


def frame_of(rgb: Pixels) -> Frame:
    """A whole sRGB picture of even size as a frame. Converted strip by strip: what fits the cache is twice as fast."""
    frame = blank(rgb.shape[1], rgb.shape[0])
    for row in range(0, rgb.shape[0], STRIP):
        values = code_values(rgb[row : row + STRIP])
        chroma = sited_left(values[:, :, 1:], values[:, :1, 1:])
        half = slice(row // 2, (row + STRIP) // 2)
        np.rint(values[:, :, 0], out=frame.luma[row : row + STRIP], casting="unsafe")
        np.rint(chroma[:, :, 0], out=frame.cb[half], casting="unsafe")
        np.rint(chroma[:, :, 1], out=frame.cr[half], casting="unsafe")
    return frame


def plain(colour: tuple[int, int, int], width: int, height: int) -> Frame:
    """A frame all of one sRGB colour."""
    frame, codes = blank(width, height), frame_of(np.full((2, 2, 3), colour, np.uint8))
    for plane, code in zip(frame.planes(), codes.planes(), strict=True):
        plane[:] = code[0, 0]
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
