"""Decides the one gain of a programme, from the profiles of its sources: nothing needs to be mixed to know how loud it is.

Energies of different sources add up. Peaks hardly ever coincide: the highest one and half of the others come within
0.02 LU of what the limiter really leaves of a voice over a bed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np

from bulletin.sound import metering, pcm
from bulletin.sound.limiter import gain_nodes
from bulletin.sound.metering import QUIETEST
from bulletin.sound.mix import gains
from bulletin.sound.profiles import Profile, steps
from bulletin.sound.truepeak import TILE
from bulletin.sound.values import Cue, SoundPlan

STEPS_A_DB = 10
"""The gain is a whole number of steps, so that most edits leave it, and with it all segments they do not touch."""

MOST_PUSHED = 9 * STEPS_A_DB
"""Steps of gain beyond the plain difference to the target: a mix that would need more stays quieter than asked."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a deliverable asks for after decoding: LUFS, the highest true peak in dBTP, and the bit rate."""

    target: float = -14.0
    ceiling: float = -1.0
    bit_rate: int = 192_000


@dataclass(frozen=True, slots=True)
class Aim:
    """What the gain is chosen for: LUFS, the limiter's ceiling in dBTP, and by how many LU the programme is known to come out
    louder than its sources tell."""

    target: float
    ceiling: float
    off: float = 0.0


def programme_gain(plan: SoundPlan, profiles: Mapping[str, Profile], aim: Aim) -> float:
    """The gain in dB that brings a programme nearest to its target once a limiter keeps it under the ceiling.

    `profiles` are those of the plan's sources by digest. Silence gets none."""
    expected = _programme(plan, profiles)
    plain = metering.loudness([expected.steps])
    if plain <= QUIETEST:
        return 0.0
    lowest = int(np.floor((aim.target - plain - max(aim.off, 0.0)) * STEPS_A_DB))
    top = pcm.amplitude(aim.ceiling)

    def missing(step: int) -> float:
        """By how many LU the programme would be too quiet."""
        factor = pcm.amplitude(step / STEPS_A_DB)
        nodes = gain_nodes(expected.peaks * np.float32(factor), top)
        left = expected.energies * np.square(factor * (nodes[:-1] + nodes[1:]) / 2)
        return aim.target - aim.off - metering.loudness([steps(left)])

    return _nearest(missing, lowest, lowest + MOST_PUSHED) / STEPS_A_DB


def _nearest(missing: Callable[[int], float], low: int, high: int) -> int:
    """The step at which a falling function is nearest to 0. Where it would be if it fell in a straight line comes so near
    that few values have to be known."""
    known = cache(missing)
    while high - low > 1 and known(low) > 0 > known(high):
        way = known(low) / (known(low) - known(high))
        guess = min(max(low + round(way * (high - low)), low + 1), high - 1)
        low, high = (guess, high) if known(guess) > 0 else (low, guess)
    return min(low, high, key=lambda step: abs(known(step)))


def _programme(plan: SoundPlan, profiles: Mapping[str, Profile]) -> Profile:
    """The profile that the whole programme must have. Cues begin at whole tiles."""
    tiles = -(-plan.length // TILE)
    energies, highest, total = (np.zeros(tiles, np.float32) for _ in range(3))
    for cue in plan.cues:
        first = cue.span.start // TILE
        part = _heard(cue, profiles[cue.source.digest], min(cue.span.end, plan.length) // TILE - first)
        where = slice(first, first + len(part.peaks))
        energies[where] += part.energies
        total[where] += part.peaks
        np.maximum(highest[where], part.peaks, out=highest[where])
    return Profile(np.float32(0.5) * (highest + total), energies)


def _heard(cue: Cue, source: Profile, tiles: int) -> Profile:
    """The profile of a source as a cue plays it for so many tiles, or to its end."""
    first, count = cue.offset // TILE, len(source.peaks)
    if cue.kind == "bed" and count:
        index = (first + np.arange(tiles)) % count
    else:
        index = np.arange(first, min(first + tiles, count))
    factors = gains(cue, cue.span.start + TILE // 2 + TILE * np.arange(len(index))).astype(np.float32)
    return Profile(source.peaks[index] * factors, source.energies[index] * factors**2)
