"""A recording against a reading of the same sentences by another voice: which were read, and where, to the frame."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from bulletin.speech.alignment.features import HOP, Features, Flags, Floats, features, normalised
from bulletin.speech.alignment.pauses import Pauses, pauses
from bulletin.speech.alignment.references import COARSE, Reference, Told, coarsened, told
from bulletin.speech.alignment.values import Alignment, Finding, Reading
from bulletin.speech.alignment.warping import Passage, Prices, warp
from bulletin.speech.values import Sentence

STRAY, JUMP = 1.03, 6.0
"""What voice outside all sentences costs, in costs of unrelated words; and a jump, in coarse frames."""
NEVER = 1e6
LONGEST_WINDOW = 3000
"""Frames that the second search takes at once, where there is any choice."""
MARGIN = 10
"""Frames around the gap between two sentences in which their pause is looked for."""
PLAUSIBLE = 0.5
"""Part of a sentence's expected length that must be heard in its place for it to have been read, if differently."""
STRETCH = 10
"""Coarse frames over which the words of a sentence are compared to find those that differ."""
DOUBTFUL, CERTAIN = 1.0, 1.1
"""Costs from which on a sentence was read differently: perhaps, and beyond doubt."""
ODD, ODDER, ODDITY = (0.85, 1.0), 0.14, 2.0
"""A sentence is suspected too when it costs ODD (as a whole, or in its worst stretch), ODDER more than the others of the
recording usually do, and ODDITY times more than these differ from each other."""


def align(samples: Floats, sentences: Sequence[Sentence], references: Sequence[Reference]) -> Alignment:
    """Where each sentence is read in mono samples at 48 kHz (1.0 is full scale), given a reference for each.

    Words before, between and after the sentences are passed over; of a sentence that was read more than once, the last
    reading counts."""
    heard = features(samples)
    quiet = pauses(heard)
    search = _Search(heard, told(references))
    met = search.met()
    met = sorted([*met, *search.unlike(met)], key=lambda one: one.start)
    fine = [one for window in _windows(met, quiet) for one in search.refined(*window)]
    readings = _readings(fine, len(sentences), quiet)
    found = _findings(fine, readings, sentences)
    return Alignment(len(samples), readings, tuple(found))


@dataclass(frozen=True, slots=True)
class _Met:
    """A sentence met in the recording, from frame to frame. `worst` is the frame where for STRETCH its words are least
    alike, and `worst_cost` how much so; `clause_ends` are empty until they are known."""

    sentence: int
    start: int
    end: int
    cost: float
    worst: int
    worst_cost: float
    clause_ends: tuple[int, ...] = ()


class _Search:
    """The two searches: over everything in steps of COARSE frames, then frame by frame around what was found."""

    def __init__(self, heard: Features, sentences: Sequence[Told]) -> None:
        self.heard, self.told = heard, sentences
        rows, self.silent = coarsened(heard.cepstra, heard.silent)
        self.rows = normalised(rows, ~self.silent)
        self.chance = self._chance()

    def _chance(self) -> float:
        """The mean cost of unrelated words in this voice: of all sentences turned round in time."""
        turned = [one.coarse[::-1] for one in self.told]
        costs = [p.costs[~self._silence(p)] for p in warp(self.rows, self.silent, turned, Prices(9.0, NEVER))]
        return float(np.concatenate(costs).mean()) if costs else 1.2

    def met(self) -> list[_Met]:
        prices = Prices(STRAY * self.chance, JUMP)
        return [self._met(p) for p in warp(self.rows, self.silent, [one.coarse for one in self.told], prices)]

    def _silence(self, passage: Passage) -> Flags:
        return self.silent[passage.start : passage.end]

    def _met(self, passage: Passage) -> _Met:
        voiced = ~self._silence(passage)
        costs = passage.costs[voiced] / self.chance
        count = min(STRETCH, len(costs))
        runs = np.convolve(costs, np.ones(count) / count, mode="valid") if count else costs
        if not len(runs):
            return _Met(
                passage.sentence, COARSE * passage.start, COARSE * passage.end, 1.0, COARSE * passage.start, 1.0
            )
        worst = passage.start + int(np.flatnonzero(voiced)[np.argmax(runs)])
        cost, worst_cost = float(costs.mean()), float(runs.max())
        return _Met(passage.sentence, COARSE * passage.start, COARSE * passage.end, cost, COARSE * worst, worst_cost)

    def unlike(self, met: Sequence[_Met]) -> Iterator[_Met]:
        """Sentences that were not met, where between their neighbours enough voice is heard that none has."""
        by_sentence = {one.sentence: one for one in met}
        for index, sentence in enumerate(self.told):
            if index in by_sentence:
                continue
            before, after = by_sentence.get(index - 1), by_sentence.get(index + 1)
            first = before.end if before else 0 if index == 0 else None
            last = after.start if after else len(self.heard) if index == len(self.told) - 1 else None
            if first is None or last is None or last <= first:
                continue
            voiced = np.flatnonzero(~self.heard.silent[first:last])
            if len(voiced) >= PLAUSIBLE * len(sentence.fine):
                start, end = first + int(voiced[0]), first + int(voiced[-1]) + 1
                yield _Met(index, start, end, 1.0, start, 1.0)

    def refined(self, window: tuple[int, int], met: Sequence[_Met]) -> list[_Met]:
        """The sentences of a window of the recording, frame by frame."""
        if not met:
            return []
        first, last = window
        fine = [self.told[one.sentence] for one in met]
        prices = Prices(STRAY * self.chance, NEVER)
        rows, silent = self.heard.cepstra[first:last], self.heard.silent[first:last]
        found = warp(rows, silent, [one.fine for one in fine], prices)
        if [passage.sentence for passage in found] != list(range(len(met))):
            return [_in_proportion(one, sentence) for one, sentence in zip(met, fine, strict=True)]
        return [
            replace(
                one,
                start=first + passage.start,
                end=first + passage.end,
                clause_ends=tuple(
                    first + passage.start + int(np.searchsorted(passage.frames, end)) for end in sentence.clause_ends
                ),
            )
            for one, sentence, passage in zip(met, fine, found, strict=True)
        ]


def _in_proportion(one: _Met, sentence: Told) -> _Met:
    """For what no path leads through in its window: much too short or long."""
    length = one.end - one.start
    ends = tuple(one.start + length * end // len(sentence.fine) for end in sentence.clause_ends)
    return replace(one, clause_ends=ends)


def _windows(met: Sequence[_Met], quiet: Pauses) -> Iterator[tuple[tuple[int, int], list[_Met]]]:
    """Stretches of the recording with the sentences met in them, parted at the quietest point of pauses."""
    first, waiting = 0, list(met[:1])
    for one, following in pairwise(met):
        pause = quiet.within(max(one.end - MARGIN, waiting[0].start), max(following.start, one.end) + MARGIN)
        if pause or following.end - first > LONGEST_WINDOW:
            cut = quiet.quietest(*(pause or (one.end - MARGIN, one.end + MARGIN)))
            yield (first, cut), waiting
            first, waiting = cut, []
        waiting.append(following)
    yield (first, len(quiet.level)), waiting


def _readings(met: Sequence[_Met], count: int, quiet: Pauses) -> tuple[Reading | None, ...]:
    """The last reading of each sentence, its borders in the pauses around it."""
    readings: list[Reading | None] = [None] * count
    borders = [(quiet.onset(one.start), quiet.offset(one.end)) for one in met]
    for at, one in enumerate(met):
        start, end = borders[at]
        if end <= start:
            start, end = one.start, one.end
        before = max(borders[at - 1][1] if at else 0, 0)
        after = borders[at + 1][0] if at + 1 < len(met) else len(quiet.level)
        first, last = quiet.quietest(min(before, start), start), quiet.quietest(end, max(after, end))
        clause_ends = [HOP * min(max(quiet.offset(frame), start), end) for frame in one.clause_ends[:-1]]
        readings[one.sentence] = Reading(
            HOP * start, HOP * end, HOP * first, HOP * last, (*clause_ends, HOP * end), one.cost
        )
    return tuple(readings)


def _findings(
    met: Sequence[_Met], readings: Sequence[Reading | None], sentences: Sequence[Sentence]
) -> Iterator[Finding]:
    limits = _odd([one.cost for one in met], ODD[0]), _odd([one.worst_cost for one in met], ODD[1])
    for index, (sentence, reading) in enumerate(zip(sentences, readings, strict=True)):
        passages = [one for one in met if one.sentence == index]
        if reading is None:
            before = [one.end for one in met if one.sentence < index]
            yield Finding("not-read", index, sentence.written, sentence.place, HOP * max(before, default=0), True)
        elif len(passages) > 1:
            yield Finding("read-twice", index, sentence.written, sentence.place, HOP * passages[-2].start, False)
        if reading is not None and _is_unlike(passages[-1], limits):
            certain = reading.cost >= CERTAIN
            yield Finding(
                "read-differently", index, sentence.written, sentence.place, HOP * passages[-1].worst, certain
            )


def _is_unlike(one: _Met, limits: tuple[float, float]) -> bool:
    return one.cost >= min(DOUBTFUL, limits[0]) or one.worst_cost >= limits[1]


def _odd(costs: Sequence[float], least: float) -> float:
    """From what cost on, `least` or more, a sentence stands out among the others."""
    usual = float(np.median(costs)) if costs else 1.0
    spread = float(np.median(np.abs(np.array(costs) - usual))) if costs else 0.0
    return max(least, usual + ODDER, usual + ODDITY * spread)
