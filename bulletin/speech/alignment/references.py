"""The reading that a recording is compared with: another voice's takes of the same sentences, as the searches see them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bulletin.speech.alignment.features import HOP, Flags, Floats, features, normalised

COARSE = 6
"""Frames that the first search takes as one."""
LONGEST_PAUSE = 3
"""Frames of silence inside a sentence that are kept: a pause may be as long as the presenter likes."""


@dataclass(frozen=True, slots=True)
class Reference:
    """Another voice's reading of a sentence: mono samples at 48 kHz (1.0 is full scale) without silence at the ends, and
    the samples at which its clauses end."""

    samples: Floats
    clause_ends: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence's reference in both resolutions, its pauses shortened; `clause_ends` are fine frames."""

    coarse: Floats
    fine: Floats
    clause_ends: tuple[int, ...]


def told(references: Sequence[Reference]) -> list[Told]:
    """References made comparable; all of them together have zero mean and unit variance."""
    counts = [max(len(reference.samples) // HOP, 2 * COARSE) for reference in references]
    ends = np.cumsum(counts)
    samples = np.zeros(HOP * int(ends[-1]), np.float32)
    for reference, count, end in zip(references, counts, ends, strict=True):
        said = reference.samples[: HOP * count]
        samples[HOP * (end - count) :][: len(said)] = said
    whole = features(samples)
    kept = [start + _without_pauses(whole.silent[start:end]) for start, end in zip(ends - counts, ends, strict=True)]
    coarse = [coarsened(whole.cepstra[frames], whole.silent[frames]) for frames in kept]
    voiced = ~np.concatenate([silent for _, silent in coarse])
    spread = normalised(np.concatenate([rows for rows, _ in coarse]), voiced)
    parts = np.split(spread, np.cumsum([len(rows) for rows, _ in coarse])[:-1])
    return [
        Told(part, whole.cepstra[frames], _clause_ends(reference, frames - frames[0]))
        for part, frames, reference in zip(parts, kept, references, strict=True)
    ]


def coarsened(rows: Floats, silent: Flags) -> tuple[Floats, Flags]:
    """Rows of features and their silence, COARSE of them as one; what is left over at the end is dropped."""
    count = len(rows) // COARSE
    grouped = rows[: count * COARSE].reshape(count, COARSE, -1)
    return grouped.mean(axis=1), silent[: count * COARSE].reshape(count, COARSE).mean(axis=1) > 0.5


def _without_pauses(silent: Flags) -> NDArray[np.intp]:
    """The frames left when every pause is cut to LONGEST_PAUSE; enough for two coarse ones."""
    at = np.arange(len(silent))
    run = at - np.maximum.accumulate(np.where(silent, 0, at + 1)) + 1
    kept = np.flatnonzero(run <= LONGEST_PAUSE)
    return kept if len(kept) >= 2 * COARSE else at


def _clause_ends(reference: Reference, kept: NDArray[np.intp]) -> tuple[int, ...]:
    frames = np.searchsorted(kept, np.array(reference.clause_ends) // HOP)
    return tuple(int(frame) for frame in np.minimum(frames, len(kept) - 1))
