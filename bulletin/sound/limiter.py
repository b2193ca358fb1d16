"""Turns a mix up and holds it under a true-peak ceiling by looking ahead.

The limiter sees sound in tiles of 1.3 ms. Where a tile's true peak would pass the ceiling the gain goes down to what it may
be, 20 ms before and after included, along a smooth curve; nothing is delayed and nothing else moves the level."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from bulletin.sound import pcm
from bulletin.sound.pcm import Pcm
from bulletin.sound.truepeak import HALO, TILE, Levels, peaks_above

_REACH = 15  # tiles of 64 samples: 20 ms
_MARGIN = 0.02  # dB kept for what a moving gain adds between samples

SURROUNDINGS = (2 * _REACH + 2) * TILE
"""Samples on either side that the limiter's gain depends on, values between samples included."""


def limited(mix: Pcm, gain_db: float, ceiling: float) -> Pcm:
    """The mix with a gain and no true peak above `ceiling` dBTP. It must hold SURROUNDINGS more on either side than what
    comes back, and whole tiles."""
    top = pcm.amplitude(ceiling - _MARGIN)
    factor = pcm.amplitude(gain_db)
    peaks = peaks_above(mix[TILE - HALO : HALO - TILE], top / factor)
    nodes = gain_nodes(peaks * np.float32(factor), top) * np.float32(factor)
    inside = mix[SURROUNDINGS:-SURROUNDINGS].reshape(-1, TILE, 2)
    nodes = nodes[SURROUNDINGS // TILE - 1 : 1 - SURROUNDINGS // TILE, None]
    way = (np.arange(TILE, dtype=np.float32) / TILE)[None, :]
    gains = nodes[:-1] + (nodes[1:] - nodes[:-1]) * way
    return np.asarray(inside * gains[:, :, None], np.float32).reshape(-1, 2)


def gain_nodes(peaks: Levels, ceiling: float) -> Levels:
    """The gain at every border between tiles (one more than there are tiles), never above 1; straight lines in between
    keep every tile under the ceiling."""
    allowed = np.minimum(1.0, ceiling / np.maximum(peaks.astype(np.float64), 1e-9))
    borders = np.minimum(np.append(1.0, allowed), np.append(allowed, 1.0))
    if not np.any(borders < 1.0):
        return np.ones(len(borders), np.float32)
    lowest = _lowest(np.pad(borders, 2 * _REACH, constant_values=1.0), 2 * _REACH + 1)
    weights = np.hanning(2 * _REACH + 3)[1:-1]
    smooth = np.convolve(lowest, weights / weights.sum(), mode="valid")
    return np.asarray(np.minimum(smooth, 1.0), np.float32)


def _lowest(values: npt.NDArray[np.float64], window: int) -> npt.NDArray[np.float64]:
    """The lowest of every `window` values in a row, by doubling."""
    reached = 1
    while 2 * reached <= window:
        values = np.minimum(values[:-reached], values[reached:])
        reached *= 2
    rest = window - reached
    return np.minimum(values[:-rest], values[rest:]) if rest else values
