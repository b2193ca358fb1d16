"""Brings a mix to a loudness under a true-peak ceiling: one gain for the whole programme and a look-ahead limiter.

The limiter sees the programme in tiles of 1.3 ms. Where a tile's true peak would pass the ceiling the gain goes down to what
it may be, 20 ms before and after included, along a smooth curve; nothing is delayed and nothing else moves the level."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bulletin.sound import pcm
from bulletin.sound.loudness import QUIETEST, Loudness, measure
from bulletin.sound.pcm import BLOCK, Pcm
from bulletin.sound.truepeak import HALO, TILE, peaks_above

TOLERANCE = 0.05
"""LU: how near to the target the measured result must come."""

MOST_PUSHED = 9.0
"""dB of gain beyond the plain difference to the target: a mix that would need more stays quieter than asked."""

CEILING = -2.0
"""dBTP before AAC, which adds up to 0.8 dB between samples (measured at 192 to 320 kb/s): −1 dBTP holds after it."""

_REACH = 15  # tiles of 64 samples: 20 ms
_PASSES = 8
_MARGIN = 0.02  # dB kept for what a moving gain adds between samples

Levels = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Tiles:
    """What the limiter knows of a mix, tile by tile: true peak (amplitude) and energy (sum of squares)."""

    peaks: Levels
    energies: Levels


@dataclass(frozen=True, slots=True)
class LevelFacts:
    """A levelled programme: the gain it got, what was measured of the result, how deep (dB) and for what share of the
    time the limiter worked, how often it was tried, and the file."""

    gain_db: float
    loudness: Loudness
    reduction_db: float
    limited: float
    passes: int
    written: pcm.Written


def master_level(mix: Path, out: Path, target: float = -14.0, ceiling: float = CEILING) -> LevelFacts:
    """Write the mix at `target` LUFS, no true peak above `ceiling` dBTP, measured and repeated until within TOLERANCE.

    Silence is copied as it is. Raises NotFound and DiskFailed."""
    before = measure(mix)
    if before.integrated <= QUIETEST:
        return LevelFacts(0.0, before, 0.0, 0.0, 1, pcm.write(out, pcm.blocks(mix)))
    plain = target - before.integrated
    top = pcm.amplitude(ceiling - _MARGIN)
    tiles = survey(mix, top / pcm.amplitude(plain + MOST_PUSHED))
    passes, bias = 0, 0.0
    while passes < _PASSES:
        passes += 1
        gain = plain + _push(tiles, plain, top, bias)
        nodes = gain_nodes(tiles.peaks * np.float32(pcm.amplitude(gain)), top)
        written = pcm.write(out, _levelled(mix, nodes * np.float32(pcm.amplitude(gain))))
        after = measure(out)
        if abs(target - after.integrated) <= TOLERANCE or gain - plain > MOST_PUSHED - 0.01:
            break
        bias = after.integrated - (before.integrated + gain + _loss(tiles.energies, nodes))
    reduction = -pcm.decibels(float(nodes.min(initial=1.0)))
    return LevelFacts(gain, after, reduction, float(np.mean(nodes < 0.999)), passes, written)


def survey(mix: Path, level: float) -> Tiles:
    """The tiles of a work file; their peaks are exact wherever one could exceed the amplitude `level`."""
    length = pcm.length_of(mix)
    peaks, energies = [np.zeros(0, np.float32)], [np.zeros(0, np.float32)]
    for start in range(0, length, BLOCK):
        judged = min(BLOCK, length - start)
        sound = pcm.read(mix, start - HALO, -(-judged // TILE) * TILE + 2 * HALO)
        peaks.append(peaks_above(sound, level))
        energies.append(np.square(sound[HALO:-HALO]).reshape(-1, 2 * TILE).sum(axis=1))
    return Tiles(np.concatenate(peaks), np.concatenate(energies))


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


def _push(tiles: Tiles, plain: float, ceiling: float, bias: float) -> float:
    """The gain beyond `plain` that makes up for what the limiter takes, by halving the range 0 to MOST_PUSHED.

    `bias` is by how many LU the last result differed from what was expected."""
    low, high = 0.0, MOST_PUSHED
    for _ in range(12):
        middle = (low + high) / 2
        nodes = gain_nodes(tiles.peaks * np.float32(pcm.amplitude(plain + middle)), ceiling)
        if middle + _loss(tiles.energies, nodes) + bias < 0:
            low = middle
        else:
            high = middle
    return high if low else 0.0


def _loss(energies: Levels, nodes: Levels) -> float:
    """About how many LU the limiter takes away (0 or less), from the energy that is left in all tiles."""
    # Summed, not np.dot: BLAS adds in an order that depends on how many cores there are.
    left = np.sum(energies * np.square((nodes[:-1] + nodes[1:]) / 2), dtype=np.float64)
    return float(10 * np.log10(left / np.sum(energies, dtype=np.float64)))


def _levelled(mix: Path, nodes: Levels) -> Iterator[Pcm]:
    way = (np.arange(TILE, dtype=np.float32) / TILE)[None, :]
    for number, block in enumerate(pcm.blocks(mix)):
        first = number * BLOCK // TILE
        tiles = -(-len(block) // TILE)
        here, there = nodes[first : first + tiles, None], nodes[first + 1 : first + tiles + 1, None]
        gains = (here + (there - here) * way).reshape(-1)[: len(block)]
        yield np.asarray(block * gains[:, None], np.float32)
