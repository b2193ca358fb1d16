"""How like an encoded picture is to what was composed: SSIM of the luma."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from bulletin.errors import Place
from bulletin.picture.compose import Composer
from bulletin.picture.encode import decode
from bulletin.picture.render import ChunkJob
from bulletin.picture.resources import Resources
from bulletin.picture.values import Chunk, Plane

WINDOW, SIGMA = (11, 11), 1.5
STEADY = (0.01 * 255) ** 2, (0.03 * 255) ** 2
"""What keeps the quotients of means and of variances steady where the picture is dark or flat."""
STRIDE = 7
"""Every seventh frame is compared: it meets all kinds of frames."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """An encoded chunk to be compared with what was composed; its result is the mean SSIM of its frames."""

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

    def run(self) -> float:
        composer = Composer(self.job.shot, Resources(self.job.look))
        found = [
            ssim(luma, composer.frame(self.job.first + n).luma) for n, luma in decode(self.chunk) if n % STRIDE == 0
        ]
        return sum(found) / len(found)


def ssim(one: Plane, other: Plane) -> float:
    """The mean structural similarity of two planes of the same shape (Gaussian window, σ 1.5); 1 when they are the same."""
    left, right = one.astype(np.float32), other.astype(np.float32)
    mean_left, mean_right = _local(left), _local(right)
    product, squares = mean_left * mean_right, mean_left**2 + mean_right**2
    together = _local(left * right) - product
    apart = _local(left * left + right * right) - squares
    likeness = (2 * product + STEADY[0]) * (2 * together + STEADY[1])
    return float(np.mean(likeness / ((squares + STEADY[0]) * (apart + STEADY[1]))))


def _local(plane: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    return np.asarray(cv2.GaussianBlur(plane, WINDOW, SIGMA), np.float32)
