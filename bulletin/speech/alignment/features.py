"""What a sound is like every 10 ms: cepstral features that two voices saying the same words share, and its level."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from bulletin.timing import SAMPLE_RATE

Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]

HOP = SAMPLE_RATE // 100
"""Samples from one frame of features to the next."""
WINDOW = SAMPLE_RATE // 40
BANDS, CEPSTRA = 26, 7
LOWEST, HIGHEST = 80.0, 6500.0
"""Hertz between which voices are compared."""
CLOSENESS = 45.0
"""dB under the loud moments of a sound below which bands no longer differ: noise is not compared."""
QUIET = 35.0
"""dB under the loud moments of a sound below which a frame is a pause however quiet the rest is."""
REACH = 2
"""Frames each way that a delta is taken over."""
BLOCK = 1000
"""Frames worked on at once, to bound memory."""


@dataclass(frozen=True, slots=True)
class Features:
    """One row of `cepstra` (deltas behind them; zero mean and unit variance over what is voice) and one `level` (dB of full
    scale) every HOP samples; `silent` are the frames of pauses."""

    cepstra: Floats
    level: Floats
    silent: Flags

    def __len__(self) -> int:
        return len(self.level)


def features(samples: Floats) -> Features:
    """The features of mono samples at 48 kHz (1.0 is full scale), one frame for each whole HOP, at least one."""
    bands = _bands(samples)
    level = _smooth(10 * np.log10(bands.sum(axis=1) + 1e-12)).astype(np.float32)
    loud = float(np.quantile(level, 0.95))
    spectrum = 10 * np.log10(np.maximum(bands, 10 ** ((loud - CLOSENESS) / 10)))
    cepstra = (spectrum @ _cosines()).astype(np.float32)
    silent = silences(level)
    return Features(normalised(np.hstack([cepstra, _deltas(cepstra)]), ~silent), level, silent)


def normalised(rows: Floats, counted: Flags) -> Floats:
    """Rows brought to zero mean and unit variance, column by column, both taken over the counted rows."""
    voiced = rows[counted] if counted.any() else rows
    return np.asarray((rows - voiced.mean(axis=0)) / (voiced.std(axis=0) + 1e-3), np.float32)


def silences(level: Floats) -> Flags:
    """The frames of pauses: nearer to the sound's own floor than to its voice."""
    floor, loud = np.quantile(level, 0.03), np.quantile(level, 0.95)
    limit = max(floor + 0.3 * (loud - floor), loud - QUIET) if loud - floor > 6 else -np.inf
    return np.asarray(level < limit)


def _bands(samples: Floats) -> Floats:
    """Power in mel bands of every frame (frames × BANDS)."""
    count = max(1, len(samples) // HOP)
    window = np.hanning(WINDOW).astype(np.float32)
    bands = np.empty((count, BANDS), np.float32)
    for start in range(0, count, BLOCK):
        first = start * HOP - WINDOW // 2
        last = first + (min(BLOCK, count - start) - 1) * HOP + WINDOW
        part = np.pad(samples[max(first, 0) : last], (max(-first, 0), max(last - len(samples), 0)))
        spectrum = np.fft.rfft(np.lib.stride_tricks.sliding_window_view(part, WINDOW)[::HOP] * window)
        bands[start : start + BLOCK] = (spectrum.real**2 + spectrum.imag**2).astype(np.float32) @ _filters()
    return bands


@cache
def _filters() -> Floats:
    """Triangles that sum the bins of a spectrum into mel bands (bins × BANDS)."""
    low, high = (2595 * np.log10(1 + hertz / 700) for hertz in (LOWEST, HIGHEST))
    corners = 700 * (10 ** (np.linspace(low, high, BANDS + 2) / 2595) - 1)
    bins = np.arange(WINDOW // 2 + 1)[:, None] * (SAMPLE_RATE / WINDOW)
    rising = (bins - corners[:-2]) / (corners[1:-1] - corners[:-2])
    falling = (corners[2:] - bins) / (corners[2:] - corners[1:-1])
    return np.asarray(np.clip(np.minimum(rising, falling), 0, None) / WINDOW**2, np.float32)


@cache
def _cosines() -> Floats:
    """From band levels to cepstra (BANDS × CEPSTRA); how loud a frame is in all is left out."""
    at = (np.arange(BANDS)[:, None] + 0.5) * np.arange(1, CEPSTRA + 1) * (np.pi / BANDS)
    return np.asarray(np.cos(at), np.float32)


def _smooth(level: Floats) -> Floats:
    padded = np.pad(level, 1, mode="edge")
    return np.asarray((padded[:-2] + padded[1:-1] + padded[2:]) / 3, np.float32)


def _deltas(rows: Floats) -> Floats:
    padded = np.pad(rows, ((REACH, REACH), (0, 0)), mode="edge")
    count = len(rows)
    steps = range(1, REACH + 1)
    total = sum(n * (padded[REACH + n : REACH + n + count] - padded[REACH - n : REACH - n + count]) for n in steps)
    return np.asarray(total / (2 * sum(n * n for n in steps)), np.float32)
