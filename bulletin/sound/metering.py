"""The loudness of sound by ITU-R BS.1770-5 (annex 1), from energies that can be kept and put together in any order.

Sound is weighted by the two filters of the recommendation (high shelf, high pass; coefficients for 48 kHz from its tables
1 and 2) and squared. 400 ms blocks begin every 100 ms; those above −70 LUFS, and not more than 10 LU below the mean of
these, are averaged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

import av
import av.filter
import numpy as np
import numpy.typing as npt

from bulletin.sound.pcm import Pcm
from bulletin.sound.sources import Samples
from bulletin.timing import SAMPLE_RATE

Energies = npt.NDArray[np.float64]

STEP = SAMPLE_RATE // 10
"""Samples from one block to the next."""

QUIETEST = -70.0
"""LUFS: what the meter shows when nothing passes its gate, silence included."""

_SHELF = (1.53512485958697, -2.69169618940638, 1.19839281085285, -1.69065929318241, 0.73248077421585)
_HIGH_PASS = (1.0, -2.0, 1.0, -1.99004745483398, 0.99007225036621)
_STEPS_IN_BLOCK = 4
_OFFSET = -0.691
_FED = SAMPLE_RATE


def energies(sound: Pcm | Samples, tile: int) -> Energies:
    """The weighted energy (sum of squares over both sides) of every whole tile of so many samples; (samples, 1) is mono
    that sounds on both sides."""
    whole = len(sound) // tile * tile
    sides = 3 - sound.shape[1]
    found = [np.zeros(0)]
    for planes in _weighted(sound[:whole], _FED // tile * tile):
        tiles = planes.reshape(len(planes), -1, tile)
        found.append(sides * np.einsum("csi,csi->s", tiles, tiles, dtype=np.float64))
    return np.concatenate(found)


def loudness(stretches: Iterable[Energies]) -> float:
    """The gated loudness in LUFS of stretches of energies by STEP samples; no block reaches from one into the next."""
    blocks = np.concatenate([np.zeros(0), *(_blocks(steps) for steps in stretches)])
    blocks = blocks[blocks > _power(QUIETEST)]
    if len(blocks) == 0:
        return QUIETEST
    return _lufs(float(blocks[blocks > blocks.mean() / 10].mean()))


def _blocks(steps: Energies) -> Energies:
    """The mean power of every block; a stretch shorter than a block is filled up with silence."""
    if len(steps) < _STEPS_IN_BLOCK:
        steps = np.pad(steps, (0, _STEPS_IN_BLOCK - len(steps)))
    return np.asarray(sum(steps[k : len(steps) - 3 + k] for k in range(_STEPS_IN_BLOCK)) / (_STEPS_IN_BLOCK * STEP))


def _power(lufs: float) -> float:
    return float(10 ** ((lufs - _OFFSET) / 10))


def _lufs(power: float) -> float:
    return float(_OFFSET + 10 * np.log10(power))


def _weighted(sound: Pcm | Samples, step: int) -> Iterator[npt.NDArray[np.float32]]:
    """The sound after both filters, in planes (channels, samples) of `step` samples."""
    layout = "mono" if sound.shape[1] == 1 else "stereo"
    time_base = Fraction(1, SAMPLE_RATE)
    graph = av.filter.Graph()
    graph.threads = 1
    inlet = graph.add_abuffer(sample_rate=SAMPLE_RATE, format="fltp", layout=layout, time_base=time_base)
    outlet = graph.add("abuffersink")
    filters = [graph.add("biquad", _options(*numbers)) for numbers in (_SHELF, _HIGH_PASS)]
    graph.link_nodes(inlet, *filters, outlet)
    graph.configure()
    scale = np.float32(1 / 32_768 if sound.dtype == np.int16 else 1)
    for start in range(0, len(sound), step):
        planes = np.ascontiguousarray(sound[start : start + step].T * scale, np.float32)
        frame = av.AudioFrame.from_ndarray(planes, format="fltp", layout=layout)
        frame.sample_rate, frame.pts, frame.time_base = SAMPLE_RATE, start, time_base
        inlet.push(frame)
        weighted = outlet.pull()
        assert isinstance(weighted, av.AudioFrame), "sound went in"
        yield weighted.to_ndarray().astype(np.float32, copy=False)


def _options(b0: float, b1: float, b2: float, a1: float, a2: float) -> str:
    return f"b0={b0}:b1={b1}:b2={b2}:a0=1:a1={a1}:a2={a2}:normalize=0:precision=f64"
