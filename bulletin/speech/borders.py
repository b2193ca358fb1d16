"""Where a recording is cut when only its words are known: by syllables, moved to the quietest point near by."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from bulletin.speech.voices.decoding import Samples

STEP = 100
"""Steps a second in which loudness is looked at."""


def quiet_borders(samples: Samples, rate: int, syllables: Sequence[int], reach: float) -> tuple[int, ...]:
    """The ends of consecutive stretches that hold so many syllables each, in samples; the last is the whole length.

    Each is first set in proportion to the syllables, then moved up to `reach` seconds to the middle of the quietest
    0.1 s there; they rise, and no stretch is empty where there is a sample for each."""
    hop = rate // STEP
    loudness = _loudness(samples, hop)
    total = sum(syllables)
    ends: list[int] = []
    spoken = 0
    for count in syllables[:-1]:
        spoken += count
        guess = len(samples) * spoken // total
        floor = (ends[-1] if ends else 0) + hop
        ends.append(_quietest(loudness, guess // hop, round(reach * STEP)) * hop)
        ends[-1] = max(ends[-1], floor)
    latest = [len(samples) - left * hop for left in range(len(ends), 0, -1)]
    return (*(min(end, most) for end, most in zip(ends, latest, strict=True)), len(samples))


def _loudness(samples: Samples, hop: int) -> np.ndarray:
    """Mean power over 0.1 s around each step."""
    whole = samples[: len(samples) // hop * hop].astype(np.float64).reshape(-1, hop)
    power = np.square(whole).mean(axis=1)
    return np.convolve(power, np.ones(STEP // 10) / (STEP // 10), mode="same")


def _quietest(loudness: np.ndarray, step: int, reach: int) -> int:
    first = max(0, step - reach)
    near = loudness[first : step + reach + 1]
    return first + int(np.argmin(near)) if len(near) else step
