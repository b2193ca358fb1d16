"""Finds the peaks between samples by fourfold oversampling, looking closely only where one could matter."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from bulletin.sound import pcm
from bulletin.sound.pcm import Pcm

TILE = 64
"""Samples that are judged together (1.3 ms)."""

HALO = 16
"""Samples on either side that a value between two samples is computed from."""

Levels = npt.NDArray[np.float32]


def _kernels() -> Levels:
    """Windowed-sinc weights for ¼, ½ and ¾ of the way from sample 0 to sample 1, over samples −15 to 16."""
    taps = np.arange(1 - HALO, HALO + 1)
    rows = []
    for quarter in (0.25, 0.5, 0.75):
        distance = taps - quarter
        weights = np.sinc(distance) * np.i0(7.0 * np.sqrt(1 - (distance / (HALO + 0.25)) ** 2))
        rows.append(weights / np.sum(weights))
    return np.array(rows, np.float32)


def _bends() -> tuple[float, float]:
    """How far a value between two samples can lie beyond the straight line between them, at most: in parts of the greatest
    second difference within its reach, and of the greatest sample there (summation by parts, twice)."""
    bends, slopes = [], []
    for way, kernel in zip((0.25, 0.5, 0.75), KERNELS.astype(np.float64), strict=True):
        beyond = kernel.copy()
        beyond[HALO - 1 : HALO + 1] -= 1 - way, way
        once = np.cumsum(beyond)
        bends.append(np.sum(np.abs(np.cumsum(once)[:-2])))
        slopes.append(abs(once[-1]) + 2 * abs(np.sum(once[:-1])))
    return float(max(bends)), float(max(slopes))


KERNELS = _kernels()
HIGHEST_RISE = float(np.max(np.sum(np.abs(KERNELS), axis=1)))
"""No value between samples exceeds the highest sample in its reach by more than this factor."""

_BEND, _SLOPE = _bends()


def true_peak(sound: Pcm) -> float:
    """The highest true peak in dBTP, never below −120; beyond both ends there is silence."""
    highest = float(np.max(np.abs(sound), initial=0.0))
    peaks = peaks_above(np.pad(sound, ((2 * HALO, 2 * HALO), (0, 0))), highest)
    return pcm.decibels(max(highest, float(np.max(peaks, initial=0.0))))


def peaks_above(samples: Pcm, level: float) -> Levels:
    """The true peak (amplitude, both channels together) of every whole tile of TILE samples after the first HALO ones.

    `samples` holds HALO more on either side of what is judged; a rest shorter than a tile counts as one more tile.
    Tiles in which nothing can exceed `level` give the highest sample instead. A tile covers its samples, the values up to
    the sample after them, and those since the sample before."""
    count = -(-max(len(samples) - 2 * HALO, 0) // TILE)
    if count == 0:
        return np.zeros(0, np.float32)
    padded = np.zeros((2, count * TILE + 2 * HALO), np.float32)
    padded[:, : len(samples)] = samples.T
    loud = np.abs(padded).max(axis=0)
    core = loud[HALO:-HALO].reshape(count, TILE).max(axis=1)
    # A tile's reach is itself, HALO samples before and HALO after; neighbours' maxima bound those.
    first, last = loud[:HALO].max(), loud[-HALO:].max()
    near = np.maximum(core, np.maximum(np.append(first, core[:-1]), np.append(core[1:], last)))
    chosen = np.flatnonzero(near * np.float32(HIGHEST_RISE) > level)
    peaks: Levels = core.copy()
    for start in range(0, len(chosen), 1024):
        for channel in padded:
            some, found = _between(channel, chosen[start : start + 1024], level)
            peaks[some] = np.maximum(peaks[some], found)
    return peaks


def _between(channel: Levels, tiles: npt.NDArray[np.intp], level: float) -> tuple[npt.NDArray[np.intp], Levels]:
    """The tiles, of those given, in which something could exceed `level`, and the highest value between the samples of each,
    its neighbours on both sides included."""
    reach = np.lib.stride_tricks.sliding_window_view(channel, TILE + 2 * HALO)[::TILE]
    windows = np.ascontiguousarray(reach[tiles].T)
    bend = np.abs(windows[2:] - 2 * windows[1:-1] + windows[:-2]).max(axis=0)
    edges = np.abs(windows[HALO - 1 : 1 - HALO]).max(axis=0)
    close = edges + np.float32(_BEND) * bend + np.float32(_SLOPE) * np.abs(windows).max(axis=0) > level
    windows = np.ascontiguousarray(windows[:, close])
    highest = np.zeros(windows.shape[1], np.float32)
    # Values just before a tile's first sample up to just after its last: TILE + 1 of them.
    total = np.empty((TILE + 1, windows.shape[1]), np.float32)
    product = np.empty_like(total)
    for kernel in KERNELS:
        total.fill(0)
        for tap, weight in enumerate(kernel):
            np.multiply(windows[tap : tap + TILE + 1], weight, out=product)
            total += product
        np.maximum(highest, np.max(np.abs(total), axis=0), out=highest)
    return tiles[close], highest
