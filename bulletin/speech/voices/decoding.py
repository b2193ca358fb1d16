"""Compressed or raw speech into mono samples, by a demuxer that the caller names."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import BinaryIO

import av
import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.int16]
Planes = NDArray[np.float32]

CANCELLED = 0.1
"""Stereo whose mean is this much quieter than its left side is out of phase; the left side is taken then."""


class TooLong(ValueError):
    """More sound than the caller allows."""


def decoded(file: BinaryIO, demuxer: str, most_seconds: int) -> tuple[Planes, int]:
    """A file's first sound as mono samples (float, 1.0 is full scale, not clipped) and their rate.

    Raises av.FFmpegError when it cannot be decoded, TooLong past `most_seconds`; no sound at all gives no samples."""
    with av.open(file, "r", format=demuxer) as container:
        if not container.streams.audio:
            return np.zeros(0, np.float32), 0
        stream = container.streams.audio[0]
        rate = stream.codec_context.sample_rate
        pieces: list[Planes] = []
        held = 0
        for piece in _planes(container, stream):
            held += piece.shape[1]
            if held > most_seconds * rate:
                raise TooLong
            pieces.append(piece)
    if not pieces:
        return np.zeros(0, np.float32), rate
    return _mono(np.concatenate(pieces, axis=1)), rate


def resampled(samples: Samples, rate: int, wanted: int) -> Samples:
    """Mono samples at another rate: exactly ceil(count × wanted ÷ rate) of them."""
    if rate == wanted or not len(samples):
        return samples
    length = -(-len(samples) * wanted // rate)
    # The filter keeps back its own length, and with less than that gives nothing: silence pushes the last samples out.
    samples = np.pad(samples, (0, rate // 10))
    resampler = av.AudioResampler(format="s16", layout="mono", rate=wanted)
    frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(samples).reshape(1, -1), format="s16", layout="mono")
    frame.sample_rate = rate
    frame.time_base = Fraction(1, rate)
    frames = [*resampler.resample(frame), *resampler.resample(None)]
    out = np.concatenate([frame.to_ndarray().reshape(-1) for frame in frames])
    return out[:length].astype(np.int16)


def _planes(container: av.container.InputContainer, stream: av.AudioStream) -> Iterator[Planes]:
    resampler = av.AudioResampler(format="fltp")
    for frame in container.decode(stream):
        for converted in resampler.resample(frame):
            yield converted.to_ndarray().astype(np.float32, copy=False)


def _mono(planes: Planes) -> Planes:
    mean: Planes = planes.mean(axis=0, dtype=np.float32)
    with np.errstate(over="ignore", invalid="ignore"):
        cancels = np.sqrt(np.square(mean).mean()) < CANCELLED * np.sqrt(np.square(planes[0]).mean())
    return planes[0] if cancels else mean
