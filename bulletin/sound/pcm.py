"""Programme sound in work files: 32-bit float stereo at 48 kHz, interleaved, little endian, no header, read by blocks.

Float keeps what rises above full scale until the limiter has seen it. Work files are named `*.f32`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bulletin.errors import DiskFailed, NotFound
from bulletin.messages import say

Pcm = npt.NDArray[np.float32]
"""Sound as (samples, 2): left and right, full scale ±1."""

BLOCK = 480_000
"""Samples worked on at a time (10 s, 3.8 MB)."""

PACKET = 1024
"""Samples of an AAC packet. The first packet of a programme is silence (the encoder's own run-in)."""

_FRAME = np.dtype(("<f4", (2,)))


@dataclass(frozen=True, slots=True)
class Written:
    """A finished work file: its length in samples and the SHA-256 of its bytes."""

    samples: int
    sha256: str


def length_of(path: Path) -> int:
    """The samples in a work file. Raises NotFound."""
    try:
        return path.stat().st_size // _FRAME.itemsize
    except FileNotFoundError as error:
        raise NotFound(say("The work file {path} is gone.", path=str(path))) from error


def read(path: Path, start: int, length: int) -> Pcm:
    """So many samples from `start` on; what lies before the first or after the last sample is silence."""
    out = np.zeros((length, 2), np.float32)
    first, last = max(start, 0), min(start + length, length_of(path))
    if last > first:
        out[first - start : last - start] = np.fromfile(path, _FRAME, last - first, offset=first * _FRAME.itemsize)
    return out


def blocks(path: Path) -> Iterator[Pcm]:
    """The whole file, block by block."""
    length = length_of(path)
    for start in range(0, length, BLOCK):
        yield read(path, start, min(BLOCK, length - start))


def write(path: Path, content: Iterable[Pcm]) -> Written:
    """Write a work file block by block. Raises DiskFailed with the path and the system's own words."""
    hasher, samples = hashlib.sha256(), 0
    try:
        with path.open("wb") as file:
            for block in content:
                raw = np.ascontiguousarray(block, "<f4").data.cast("B")
                file.write(raw)
                hasher.update(raw)
                samples += len(block)
    except OSError as error:
        raise DiskFailed(
            say("Cannot write {path}: {reason}", path=str(path), reason=error.strerror or str(error)),
            hint=say("Free some space or choose another folder. Nothing was published; finished work is kept."),
        ) from error
    return Written(samples, hasher.hexdigest())


def decibels(amplitude: float) -> float:
    """An amplitude (1 = full scale) in dB, not below −120."""
    return float(20 * np.log10(max(amplitude, 1e-6)))


def amplitude(gain_db: float) -> float:
    """A gain in dB as a factor."""
    return float(10 ** (gain_db / 20))
