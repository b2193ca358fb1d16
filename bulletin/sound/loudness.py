"""Measures programme loudness by EBU R 128 (libavfilter's meter) and true peak by our own fourfold oversampling."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import av.error
import av.filter
import numpy as np
import numpy.typing as npt

from bulletin.sound import pcm
from bulletin.sound.pcm import Pcm
from bulletin.sound.sources import Samples
from bulletin.sound.truepeak import HALO, HIGHEST_RISE, peaks_above
from bulletin.sound.values import SILENCE_DB
from bulletin.timing import SAMPLE_RATE

QUIETEST = -70.0
"""LUFS: what the meter shows when nothing passes its gate, silence included."""


@dataclass(frozen=True, slots=True)
class Loudness:
    """What a meter shows. `integrated` and the highest `momentary` (400 ms) and `short_term` (3 s) in LUFS, never below
    −70; `range` in LU; `true_peak` in dBTP, never below −120. Below about 10 s of sound take `integrated` as a hint."""

    integrated: float
    true_peak: float
    momentary: float
    short_term: float
    range: float


def measure(path: Path) -> Loudness:
    """The loudness of a work file."""
    return measure_blocks(pcm.blocks(path))


def measure_samples(samples: Samples) -> Loudness:
    """The loudness of samples from a source; mono is measured as it will sound, on both sides."""
    return measure_parts([samples])


def measure_parts(parts: Iterable[Samples]) -> Loudness:
    """The loudness of sources heard one after the other, taken one at a time."""
    return measure_blocks(block for samples in parts for block in _stereo(samples))


def measure_blocks(blocks: Iterable[Pcm]) -> Loudness:
    """The loudness of sound that comes in blocks of any lengths."""
    meter, peak = _Meter(), _PeakMeter()
    for block in blocks:
        meter.take(block)
        peak.take(block)
    meter.close()
    return Loudness(meter.integrated, peak.close(), meter.momentary, meter.short_term, meter.range)


def _stereo(samples: Samples) -> Iterator[Pcm]:
    for start in range(0, len(samples), pcm.BLOCK):
        block = samples[start : start + pcm.BLOCK].astype(np.float32) * np.float32(1 / 32768)
        yield np.repeat(block, 2, axis=1) if block.shape[1] == 1 else block


class _Meter:
    """libavfilter's `ebur128`, fed block by block; it reports every 100 ms."""

    def __init__(self) -> None:
        self.integrated = self.momentary = self.short_term = QUIETEST
        self.range = 0.0
        self._at = 0
        self._graph = av.filter.Graph()
        self._graph.threads = 1
        self._in = self._graph.add_abuffer(
            sample_rate=SAMPLE_RATE, format="flt", layout="stereo", time_base=Fraction(1, SAMPLE_RATE)
        )
        meter = self._graph.add("ebur128", "metadata=1:peak=none")
        self._out = self._graph.add("abuffersink")
        self._in.link_to(meter)
        meter.link_to(self._out)
        self._graph.configure()

    def take(self, block: Pcm) -> None:
        for start in range(0, len(block), SAMPLE_RATE):
            part = np.ascontiguousarray(block[start : start + SAMPLE_RATE], np.float32).reshape(1, -1)
            frame = av.AudioFrame.from_ndarray(part, format="flt", layout="stereo")
            frame.sample_rate, frame.pts, frame.time_base = SAMPLE_RATE, self._at, Fraction(1, SAMPLE_RATE)
            self._at += part.shape[1] // 2
            self._in.push(frame)
            self._read()

    def close(self) -> None:
        self._in.push(None)
        self._read()

    def _read(self) -> None:
        while True:
            try:
                shown = self._out.pull().metadata
            except (av.error.BlockingIOError, av.error.EOFError):
                return
            if "lavfi.r128.I" not in shown:  # a rest shorter than 100 ms
                continue
            self.integrated = max(float(shown["lavfi.r128.I"]), QUIETEST)
            self.range = float(shown["lavfi.r128.LRA"])
            self.momentary = max(self.momentary, float(shown["lavfi.r128.M"]))
            self.short_term = max(self.short_term, float(shown["lavfi.r128.S"]))


class _PeakMeter:
    """The highest true peak of everything taken; looks closely only where it could still rise."""

    def __init__(self) -> None:
        self._highest = 0.0
        self._rest: npt.NDArray[np.float32] = np.zeros((2 * HALO, 2), np.float32)

    def take(self, block: Pcm) -> None:
        joined = np.concatenate([self._rest, block])
        highest = float(np.max(np.abs(joined)))
        self._highest = max(self._highest, highest)
        if highest * HIGHEST_RISE > self._highest:
            self._highest = max(self._highest, float(np.max(peaks_above(joined, self._highest), initial=0.0)))
        self._rest = joined[-2 * HALO :]

    def close(self) -> float:
        """The highest true peak in dBTP."""
        self.take(np.zeros((2 * HALO, 2), np.float32))
        return max(pcm.decibels(self._highest), SILENCE_DB)
