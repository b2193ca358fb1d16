"""How like an encoded picture is to what was composed: SSIM of the luma, of the whole frame and over the plates alone."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
import numpy.typing as npt

from bulletin.errors import Place
from bulletin.picture.compose import Composer
from bulletin.picture.decode import decode
from bulletin.picture.render import ChunkJob
from bulletin.picture.resources import Resources
from bulletin.picture.values import Chunk, Plane

WINDOW, SIGMA = (11, 11), 1.5
STEADY = (0.01 * 255) ** 2, (0.03 * 255) ** 2
"""What keeps the quotients of means and of variances steady where the picture is dark or flat."""
STRIDE = 7
"""Every seventh frame is compared: it meets all kinds of frames."""


Likeness = tuple[float, float]
"""SSIM of the whole frame, and over the plates."""
Mask = npt.NDArray[np.bool_]
FAINT, CLOSED = 2, np.ones((15, 15), np.uint8)
"""What a plate changes by less does not count; gaps that narrow between what it changes do, as letters belong to their plate."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """An encoded chunk to be compared with what was composed; its result is the mean likeness of its frames."""

    job: ChunkJob
    chunk: Chunk

    @property
    def weight(self) -> int:
        return self.job.weight

    @property
    def name(self) -> str:
        return self.job.name

    @property
    def place(self) -> Place | None:
        return None

    def run(self) -> Likeness:
        frames = Composed(self.job)
        return mean([frames.likeness(n, luma) for n, luma in decode(self.chunk) if n % STRIDE == 0])


class Composed:
    """The frames of a chunk as they are composed, to compare decoded ones with."""

    def __init__(self, job: ChunkJob) -> None:
        resources = Resources(job.look)
        self._first = job.first
        self._whole = Composer(job.shot, resources)
        self._bare = Composer(replace(job.shot, overlays=()), resources)

    def likeness(self, n: int, luma: Plane) -> Likeness:
        """Of a decoded picture to frame `n` of the chunk."""
        return likeness(luma, self.luma(n), self.plates(n))

    def luma(self, n: int) -> Plane:
        return self._whole.frame(self._first + n).luma

    def plates(self, n: int) -> Mask:
        """Where the plates are in frame `n`: what they change."""
        changed = cv2.absdiff(self.luma(n), self._bare.frame(self._first + n).luma) > FAINT
        return cv2.morphologyEx(changed.astype(np.uint8), cv2.MORPH_CLOSE, CLOSED) > 0


def mean(found: Sequence[Likeness]) -> Likeness:
    """Whole frames and plates apart; plates count where there are some."""
    wholes, plates = zip(*found, strict=True)
    return float(np.mean(wholes)), float(np.nanmean(plates))


def worst(found: Sequence[Likeness]) -> Likeness:
    """The least of each."""
    wholes, plates = zip(*found, strict=True)
    return min(wholes), min(plates)


def likeness(one: Plane, other: Plane, plates: Mask) -> Likeness:
    """Of two planes of the same shape; not a number over plates where there are none."""
    places = similarity(one, other)
    return float(places.mean()), float(places[plates].mean()) if plates.any() else math.nan


def similarity(one: Plane, other: Plane) -> npt.NDArray[np.float32]:
    """The structural similarity around every sample (Gaussian window, σ 1.5); 1 where the planes are the same."""
    left, right = one.astype(np.float32), other.astype(np.float32)
    mean_left, mean_right = _local(left), _local(right)
    product, squares = mean_left * mean_right, mean_left**2 + mean_right**2
    together = _local(left * right) - product
    apart = _local(left * left + right * right) - squares
    found = (2 * product + STEADY[0]) * (2 * together + STEADY[1]) / ((squares + STEADY[0]) * (apart + STEADY[1]))
    return np.asarray(found, np.float32)


def _local(plane: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    return np.asarray(cv2.GaussianBlur(plane, WINDOW, SIGMA), np.float32)
