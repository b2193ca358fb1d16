"""What the brand hands to the composer: layers with their place, picture and motion."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bulletin.brand.style import NO_MOTION
from bulletin.brand.style import Motion as Motion
from bulletin.brand.style import MotionKind as MotionKind

Pixels = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Layer:
    """A drawn rectangle: straight-alpha sRGB `pixels` (height × width × 4) with its top left corner at (`x`, `y`) in frame
    pixels, both even, width and height even.

    `sequence` replaces `pixels` frame by frame from the layer's start (count-up figures); its last picture stays."""

    pixels: Pixels
    x: int
    y: int
    enter: Motion = NO_MOTION
    leave: Motion = NO_MOTION
    sequence: tuple[Pixels, ...] = ()


@dataclass(frozen=True, slots=True)
class Drawn:
    """A plate as layers, bottom first. `covers` is true when the layers at rest leave nothing of the ground visible."""

    layers: tuple[Layer, ...]
    covers: bool = False
