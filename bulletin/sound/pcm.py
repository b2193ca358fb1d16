"""Programme sound in memory: 32-bit float stereo at 48 kHz. Float keeps what rises above full scale until the limiter has
seen it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Pcm = npt.NDArray[np.float32]
"""Sound as (samples, 2): left and right, full scale ±1."""

PACKET = 1024
"""Samples of an AAC packet. The first packet of a programme is silence (the encoder's own run-in)."""


def as_float(samples: npt.NDArray[np.int16], out: Pcm | None = None) -> Pcm:
    """16-bit samples as floats, into `out` where it is given."""
    return np.multiply(samples, np.float32(1 / 32768), out=out, dtype=np.float32)


def decibels(amplitude: float) -> float:
    """An amplitude (1 = full scale) in dB, not below −120."""
    return float(20 * np.log10(max(amplitude, 1e-6)))


def amplitude(gain_db: float) -> float:
    """A gain in dB as a factor."""
    return float(10 ** (gain_db / 20))
