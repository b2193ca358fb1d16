"""Levels and encodes a mix so that loudness and true peak hold in what a player decodes, not only in what was encoded."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bulletin.sound.aac import Track, decode, encode
from bulletin.sound.agreement import Agreement, compare
from bulletin.sound.limiter import LevelFacts, master_level

_ALLOWANCE = 1.0  # dB under the ceiling for what AAC adds between samples: up to 0.8 was measured at 192 to 320 kb/s
_ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Limits:
    """What a deliverable asks for after decoding: LUFS, the highest true peak in dBTP, and the bit rate."""

    target: float = -14.0
    ceiling: float = -1.0
    bit_rate: int = 192_000


@dataclass(frozen=True, slots=True)
class Delivered:
    """The encoded programme, how it was levelled, and what its decoded sound is like."""

    track: Track
    level: LevelFacts
    heard: Agreement


def deliver(mix: Path, levelled: Path, limits: Limits = Limits()) -> Delivered:
    """Level a mix into the work file `levelled` and encode it; once more and lower if AAC pushed a peak over the ceiling.

    Raises NotFound and DiskFailed."""
    ceiling = limits.ceiling - _ALLOWANCE
    for _ in range(_ATTEMPTS):
        level = master_level(mix, levelled, limits.target, ceiling)
        track = encode(levelled, limits.bit_rate)
        delivered = Delivered(track, level, compare(levelled, decode(track)))
        over = delivered.heard.loudness.true_peak - limits.ceiling
        if over <= 0:
            break
        ceiling -= over + 0.1
    return delivered
