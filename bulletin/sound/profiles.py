"""What levelling needs to know of a source, tile by tile, measured once and kept: how high it rises, how loud it is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bulletin.sound import metering
from bulletin.sound.metering import STEP, Energies
from bulletin.sound.sources import Samples
from bulletin.sound.truepeak import TILE, Levels


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """The highest sample (amplitude) and the weighted energy of every tile of a source, the last one filled up."""

    peaks: Levels
    energies: Levels

    @property
    def steps(self) -> Energies:
        """The energy by steps of the loudness meter."""
        return steps(self.energies)

    def to_bytes(self) -> bytes:
        return np.stack([self.peaks, self.energies]).astype("<f4").tobytes()

    @classmethod
    def from_bytes(cls, kept: bytes) -> Profile:
        peaks, energies = np.frombuffer(kept, "<f4").reshape(2, -1)
        return cls(peaks, energies)


def steps(energies: Levels | Energies) -> Energies:
    """Energies of tiles by steps of the loudness meter, without a rest shorter than a step."""
    tiles = STEP // TILE
    whole = len(energies) // tiles * tiles
    return np.asarray(energies[:whole].reshape(-1, tiles).sum(axis=1, dtype=np.float64))


def profile(samples: Samples) -> Profile:
    """The profile of a source; mono is measured as it sounds, on both sides."""
    tiles = -(-len(samples) // TILE)
    padded = np.pad(samples, ((0, tiles * TILE - len(samples)), (0, 0)))
    of_tile = padded.reshape(tiles, TILE * samples.shape[1])
    peaks = np.maximum(
        of_tile.max(axis=1, initial=0).astype(np.float32), -of_tile.min(axis=1, initial=0).astype(np.float32)
    )
    return Profile(peaks / np.float32(32_768), metering.energies(padded, TILE).astype(np.float32))
