"""The pauses inside a sentence: as long as the house wants them, whatever the voice made of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from bulletin.speech.values import Sentence
from bulletin.speech.voices.decoding import Samples
from bulletin.timing import SAMPLE_RATE

BEFORE, AFTER = round(0.35 * SAMPLE_RATE), round(0.15 * SAMPLE_RATE)
"""Samples before and behind the end of a clause where its pause is looked for."""
SHORTEST = round(0.06 * SAMPLE_RATE)
"""Samples of a pause; less is the closure of a consonant."""
QUIET = 0.02
"""Part of the loudest sample that is silence."""
STEP, FADE = SAMPLE_RATE // 200, SAMPLE_RATE // 500
COMMA, OTHERS = ",", frozenset(";:–—…")


@dataclass(frozen=True, slots=True)
class Breaths:
    """Samples of silence at a comma, and at any other mark inside a sentence."""

    comma: int
    clause: int

    def wanted(self, sentence: Sentence) -> tuple[int | None, ...]:
        """The pause behind each clause but the last; None where there is no mark, and none is made."""
        marks = (sentence.spoken[:end].rstrip()[-1:] for _, end in sentence.clauses[:-1])
        return tuple(self.comma if mark == COMMA else self.clause if mark in OTHERS else None for mark in marks)


def breathed(
    samples: Samples, clause_ends: tuple[int, ...], wanted: tuple[int | None, ...]
) -> tuple[Samples, tuple[int, ...]]:
    """A take (48 kHz) and the ends of its clauses with pauses of the wanted lengths, where the voice paused at all. A
    clause then ends where the next one's first word begins. Nothing but pauses is touched."""
    quiet = _quiet(samples)
    parts: list[Samples] = []
    ends: list[int] = []
    at = shift = 0
    for end, length in zip(clause_ends[:-1], wanted, strict=True):
        pause = _longest(quiet, max(at, end - BEFORE), end + AFTER) if length is not None else None
        if length is None or pause is None:
            ends.append(max(end, at) + shift)
            continue
        first, last = pause
        parts.extend((samples[at:first], _stretched(samples[first:last], length)))
        at, shift = last, shift + length - (last - first)
        ends.append(last + shift)
    parts.append(samples[at:])
    return np.concatenate(parts), (*ends, len(samples) + shift)


def _quiet(samples: Samples) -> np.ndarray:
    """Whether each step of the samples is silence."""
    loud = np.abs(np.pad(samples, (0, -len(samples) % STEP)).astype(np.int32)).reshape(-1, STEP).max(axis=1)
    return np.asarray(loud <= QUIET * max(int(loud.max(initial=0)), 1))


def _longest(quiet: np.ndarray, first: int, last: int) -> tuple[int, int] | None:
    """The longest pause that begins in a stretch, in samples; None where there is none."""
    pauses = (pause for pause in _pauses(quiet) if first <= pause[0] < last)
    return max(pauses, key=lambda pause: (pause[1] - pause[0], -pause[0]), default=None)


def _pauses(quiet: np.ndarray) -> Iterator[tuple[int, int]]:
    changes = np.flatnonzero(np.diff(np.concatenate([[False], quiet, [False]]).astype(np.int8)))
    for start, end in list(pairwise(changes.tolist()))[::2]:
        if (end - start) * STEP >= SHORTEST:
            yield start * STEP, end * STEP


def _stretched(pause: Samples, length: int) -> Samples:
    """A pause of another length: its two ends, faded to and from the silence between them."""
    kept = min(length, len(pause))
    head, tail = (part.astype(np.float64) for part in (pause[: kept // 2], pause[len(pause) - (kept - kept // 2) :]))
    fall = np.linspace(1, 0, min(FADE, len(head)))
    head[len(head) - len(fall) :] *= fall
    rise = np.linspace(0, 1, min(FADE, len(tail)))
    tail[: len(rise)] *= rise
    return np.concatenate([head, np.zeros(length - kept), tail]).round().astype(np.int16)
