"""Compares decoded programme sound with the sound that was meant: lag, noise and loudness."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bulletin.sound import pcm
from bulletin.sound.loudness import Loudness, measure_blocks
from bulletin.sound.pcm import BLOCK, PACKET, Pcm
from bulletin.sound.values import SILENCE_DB

_WINDOW = 65_536
_FURTHEST = 4_800  # samples: 100 ms either way


@dataclass(frozen=True, slots=True)
class Agreement:
    """Decoded sound against what was meant. `lag` is the largest found in any 10 s, in samples (above 0: too late);
    `snr_db` the meant sound over the difference; `samples` what was decoded; `loudness` that of the decoded sound."""

    lag: int
    snr_db: float
    samples: int
    loudness: Loudness


def compare(meant: Path, heard: Iterable[Pcm]) -> Agreement:
    """Hold decoded sound, in blocks of any length, against a work file."""
    tally = _Tally(meant)
    loudness = measure_blocks(tally.watched(heard))
    lag = max(tally.lags, key=abs, default=0)
    return Agreement(lag, tally.snr_db, tally.samples, loudness)


def lag_between(meant: Pcm, heard: Pcm) -> int | None:
    """By how many samples `heard` comes after `meant` (within ±4800); None when either is silent."""
    left, right = (np.asarray(sound[:, 0] + sound[:, 1], np.float64) for sound in (meant, heard))
    if min(np.max(np.abs(left), initial=0.0), np.max(np.abs(right), initial=0.0)) < pcm.amplitude(-60):
        return None
    size = 2 * max(len(left), len(right))
    product = np.conj(np.fft.rfft(left, size)) * np.fft.rfft(right, size)
    # Whitened half-way: the peak is sharp, and bands without sound do not count.
    strength = np.sqrt(np.abs(product)) + 1e-6 * np.max(np.abs(product)) ** 0.5
    match = np.fft.irfft(product / strength, size)
    near = np.concatenate([match[-_FURTHEST:], match[: _FURTHEST + 1]])
    return int(np.argmax(near)) - _FURTHEST


class _Tally:
    """Adds up what is seen passing by, against the same stretch of the work file."""

    def __init__(self, meant: Path) -> None:
        self.samples = 0
        self.lags: list[int] = []
        self._meant = meant
        self._sound = self._noise = 0.0
        self._next = 0

    @property
    def snr_db(self) -> float:
        if self._sound == 0.0:
            return -SILENCE_DB if self._noise == 0.0 else SILENCE_DB
        return float(10 * np.log10(self._sound / max(self._noise, self._sound * 1e-12)))

    def watched(self, heard: Iterable[Pcm]) -> Iterator[Pcm]:
        for block in heard:
            meant = pcm.read(self._meant, self.samples, len(block))
            self._sound += float(np.sum(np.square(meant, dtype=np.float64)))
            self._noise += float(np.sum(np.square(block - meant, dtype=np.float64)))
            if self.samples >= self._next and len(block) > PACKET:
                lag = lag_between(meant[:_WINDOW], block[:_WINDOW])
                self.lags += [] if lag is None else [lag]
                self._next = self.samples + BLOCK
            self.samples += len(block)
            yield block
