"""Finds the peaks between samples by fourfold oversampling, looking closely only where one could matter."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from bulletin.sound.pcm import Pcm

TILE = 64
"""Samples that are judged together (1.3 ms)."""

HALO = 16
"""Samples on either side that a value between two samples is computed from."""


def _kernels() -> npt.NDArray[np.float32]:
    """Windowed-sinc weights for ¼, ½ and ¾ of the way from sample 0 to sample 1, over samples −15 to 16."""
    taps = np.arange(1 - HALO, HALO + 1)
    rows = []
    for quarter in (0.25, 0.5, 0.75):
        distance = taps - quarter
        weights = np.sinc(distance) * np.i0(7.0 * np.sqrt(1 - (distance / (HALO + 0.25)) ** 2))
        rows.append(weights / np.sum(weights))
    return np.array(rows, np.float32)


KERNELS = _kernels()
HIGHEST_RISE = float(np.max(np.sum(np.abs(KERNELS), axis=1)))
"""No value between samples exceeds the highest sample in its reach by more than this factor."""


def peaks_above(samples: Pcm, level: float) -> npt.NDArray[np.float32]:
    """The true peak (amplitude, both channels together) of every whole tile of TILE samples after the first HALO ones.

    `samples` holds HALO more on either side of what is judged; a rest shorter than a tile counts as one more tile.
    Tiles in which nothing can exceed `level` give the highest sample instead. A tile covers its samples, the values up to
    the sample after them, and those since the sample before."""
    count = -(-max(len(samples) - 2 * HALO, 0) // TILE)
    if count == 0:
        return np.zeros(0, np.float32)
    padded = np.zeros((count * TILE + 2 * HALO, 2), np.float32)
    padded[: len(samples)] = samples
    loud = np.maximum(np.abs(padded[:, 0]), np.abs(padded[:, 1]))
    core = loud[HALO:-HALO].reshape(count, TILE).max(axis=1)
    # A tile's reach is itself, HALO samples before and HALO after; neighbours' maxima bound those.
    first, last = loud[:HALO].max(), loud[-HALO:].max()
    near = np.maximum(core, np.maximum(np.append(first, core[:-1]), np.append(core[1:], last)))
    chosen = np.flatnonzero(near * np.float32(HIGHEST_RISE) > level)
    peaks: npt.NDArray[np.float32] = core.copy()
    for start in range(0, len(chosen), 1024):
        some = chosen[start : start + 1024]
        peaks[some] = np.maximum(core[some], _between(padded, some))
    return peaks


def _between(padded: Pcm, tiles: npt.NDArray[np.intp]) -> npt.NDArray[np.float32]:
    """The highest value between the samples of each tile, its neighbours on both sides included."""
    width = TILE + 2 * HALO
    index = tiles[:, None] * TILE + np.arange(width)[None, :]
    highest = np.zeros(len(tiles), np.float32)
    for channel in range(2):
        windows = np.ascontiguousarray(padded[:, channel][index].T)
        for kernel in KERNELS:
            # Values just before the tile's first sample up to just after its last: TILE + 1 of them.
            total = np.zeros((TILE + 1, len(tiles)), np.float32)
            product = np.empty_like(total)
            for tap, weight in enumerate(kernel):
                np.multiply(windows[tap : tap + TILE + 1], weight, out=product)
                total += product
            np.maximum(highest, np.max(np.abs(total), axis=0), out=highest)
    return highest
