"""Time inside a story: beats (clauses with their pause), and how several pictures share them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from bulletin.rundown.narration import Said
from bulletin.script.values import Picture
from bulletin.timing import SAMPLES_PER_FRAME, frames_holding, samples

CLAUSE_CUT = 45 * 45
"""Cost of cutting at a clause instead of a sentence end, in frames²: as bad as two pictures 1.8 s off their share."""
TOO_SHORT = 400 * 400


@dataclass(frozen=True, slots=True)
class Beat:
    """A stretch of a story that no cut divides: a clause, the last one with the pause after its sentence.

    `said` is set on the first beat of a sentence only; None elsewhere and on planned silence. A `hush` is silence in
    which no music sounds either."""

    length: int
    said: Said | None = None
    ends_sentence: bool = True
    hush: bool = False


def beats_of(said: Said, pause: int) -> tuple[Beat, ...]:
    """The beats of a sentence. Its slot is its take plus the pause, rounded up to whole frames (local rounding)."""
    slot = frames_holding(said.take.samples + samples(pause))
    ends = [-(-end // SAMPLES_PER_FRAME) for end in said.take.clause_ends[:-1]]
    cuts = [0, *(end for end in ends if 0 < end < slot), slot]
    return tuple(
        Beat(after - before, said if index == 0 else None, after == slot)
        for index, (before, after) in enumerate(pairwise(cuts))
        if after > before
    )


def spoken_beats(told: Sequence[Said | Picture], within: int, after: int) -> tuple[Beat, ...]:
    """The beats of a paragraph's sentences, with pauses of so many frames between them and after the last."""
    sentences = [part for part in told if isinstance(part, Said)]
    pauses = [within] * (len(sentences) - 1) + [after]
    return tuple(beat for said, pause in zip(sentences, pauses, strict=False) for beat in beats_of(said, pause))


def total(beats: Sequence[Beat]) -> int:
    """The frames of some beats together."""
    return sum(beat.length for beat in beats)


def sentence_end(beats: Sequence[Beat], index: int, at: int) -> int:
    """The frame at which the slot of the sentence beginning at `index`, and at frame `at`, ends."""
    for beat in beats[index:]:
        at += beat.length
        if beat.ends_sentence:
            break
    return at


def shared(beats: tuple[Beat, ...], count: int, shortest: int) -> tuple[tuple[Beat, ...], ...] | None:
    """The beats divided among `count` views in order, as evenly as sentence and clause ends allow.

    Exact: the division with the least sum of squared differences from an even share. None when there are fewer beats
    than views."""
    if count > len(beats):
        return None
    share = total(beats) / count

    @cache
    def best(start: int, views: int) -> tuple[float, tuple[int, ...]]:
        if views == 1:
            return _cost(beats[start:], share, shortest, last=True), (len(beats),)
        options = []
        for end in range(start + 1, len(beats) - views + 2):
            rest, cuts = best(end, views - 1)
            options.append((_cost(beats[start:end], share, shortest, last=False) + rest, (end, *cuts)))
        return min(options)

    _, cuts = best(0, count)
    return tuple(beats[start:end] for start, end in zip((0, *cuts), cuts, strict=False))


def divided(beats: tuple[Beat, ...], count: int, shortest: int) -> tuple[tuple[Beat, ...], ...]:
    """The beats in `count` parts, or in the most that can be had with none shorter than `shortest`; one at least."""
    for parts in (shared(beats, number, shortest) for number in range(count, 1, -1)):
        if parts is not None and min(map(total, parts)) >= shortest:
            return parts
    return (beats,)


def _cost(beats: tuple[Beat, ...], share: float, shortest: int, *, last: bool) -> float:
    length = total(beats)
    cost = (length - share) ** 2
    if not last and not beats[-1].ends_sentence:
        cost += CLAUSE_CUT
    return cost + (TOO_SHORT if length < shortest else 0)
