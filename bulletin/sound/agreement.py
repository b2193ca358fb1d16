"""Compares decoded sound with the sound that was meant: what the ear would notice, and how far one is behind the other."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bulletin.sound import pcm
from bulletin.sound.pcm import Pcm
from bulletin.timing import FRAME_RATE, SAMPLES_PER_FRAME

AUDIBLE = 10.0**-5
"""Mean square from which a stretch counts as sound: −50 dBFS."""

LOST = 1 / 16
"""A frame with less than this share of the meant power has lost its sound (12 dB)."""

_WINDOW = 16_384
_FURTHEST = 4_800  # samples: 100 ms either way


@dataclass(frozen=True, slots=True)
class Agreement:
    """Decoded sound against what was meant. `lag` in samples (above 0: too late); `likeness` is the least correlation of any
    audible second (the last one lasts for half a second to one and a half), `unlike` the first frame of that second; `lost` are frames without the sound they should have."""

    lag: int
    likeness: float
    unlike: int
    lost: tuple[int, ...]


def compare(meant: Pcm, heard: Pcm) -> Agreement:
    """Hold decoded sound against equally long meant sound. Frames and seconds count from the start."""
    ours, theirs, both = _powers_of(meant, heard)
    loudest = max(int(np.argmax(theirs)) * SAMPLES_PER_FRAME - _WINDOW // 2, 0)
    stretch = slice(loudest, loudest + _WINDOW)
    return _agreement(ours, theirs, both, lag_between(meant[stretch], heard[stretch]) or 0)


def compare_in_place(meant: Pcm, heard: Pcm) -> Agreement:
    """The same for sound that is too short to tell whether it is shifted: that is not asked."""
    return _agreement(*_powers_of(meant, heard), 0)


_Powers = npt.NDArray[np.float32]
"""A mean over the samples of every frame."""


def _powers_of(meant: Pcm, heard: Pcm) -> tuple[_Powers, _Powers, _Powers]:
    """Of every frame the power of what is heard, of what was meant, and what they have in common."""
    frames = -(-len(meant) // SAMPLES_PER_FRAME)
    rest = ((0, frames * SAMPLES_PER_FRAME - len(meant)), (0, 0))
    found, planned = (np.pad(sound, rest).reshape(frames, -1) for sound in (heard, meant))
    pairs = (found, found), (planned, planned), (found, planned)
    ours, theirs, both = (np.einsum("ij,ij->i", one, other) / found.shape[1] for one, other in pairs)
    return ours, theirs, both


def _agreement(ours: _Powers, theirs: _Powers, both: _Powers, lag: int) -> Agreement:
    frames = len(ours)
    seconds = np.arange(0, max(frames - FRAME_RATE // 2, 1), FRAME_RATE)
    our, their, common, count = (np.add.reduceat(power, seconds) for power in (ours, theirs, both, np.ones(frames)))
    likeness = common / np.sqrt(np.maximum(our * their, 1e-20))
    likeness[np.maximum(our, their) <= AUDIBLE * count] = 1.0
    worst = int(np.argmin(likeness))
    lost = np.flatnonzero((theirs > AUDIBLE) & (ours < theirs * LOST))
    return Agreement(lag, float(likeness[worst]), int(seconds[worst]), tuple(lost.tolist()))


def lag_between(meant: Pcm, heard: Pcm) -> int | None:
    """By how many samples `heard` comes after `meant` (within ±4800); None when either is silent."""
    left, right = (np.asarray(sound[:, 0] + sound[:, 1], np.float64) for sound in (meant, heard))
    if min(np.max(np.abs(left), initial=0.0), np.max(np.abs(right), initial=0.0)) < pcm.amplitude(-60):
        return None
    size = 2 * max(len(left), len(right), _FURTHEST)
    product = np.conj(np.fft.rfft(left, size)) * np.fft.rfft(right, size)
    # Whitened half-way: the peak is sharp, and bands without sound do not count.
    strength = np.sqrt(np.abs(product)) + 1e-6 * np.max(np.abs(product)) ** 0.5
    match = np.fft.irfft(product / strength, size)
    near = np.concatenate([match[-_FURTHEST:], match[: _FURTHEST + 1]])
    return int(np.argmax(near)) - _FURTHEST
