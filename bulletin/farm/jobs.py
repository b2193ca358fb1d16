"""What a piece of work is, work that can travel, and the queue of what waits: heavy jobs first."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Hashable, Iterable, Mapping
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar, runtime_checkable

from bulletin.errors import Place
from bulletin.store import Entry, Store


class Job(Protocol):
    """One piece of work: a frozen, picklable value that makes a picklable result."""

    @property
    def weight(self) -> int:
        """How much work it is; heavy jobs begin first."""

    @property
    def name(self) -> str:
        """What it is called in messages."""

    @property
    def place(self) -> Place | None:
        """Where the user wrote what it is made from."""

    def run(self) -> Any:
        """Do the work."""


@runtime_checkable
class Portable(Job, Protocol):
    """A job that can be done on another machine, because it reads nothing but its cargo."""

    @property
    def key(self) -> str:
        """What its result is kept under."""

    def cargo(self) -> Mapping[str, Path | Store]:
        """All that it reads: files by their digest, entries by the key that a store has them under. Raises LookupError
        when something is not there."""

    def at(self, store: Store) -> Job:
        """The same job where its cargo lies in `store`."""

    def pack(self, result: Any) -> Entry:
        """Its result as plain facts and bytes."""

    def unpack(self, entry: Entry) -> Any:
        """The result again. Raises ValueError, KeyError or TypeError when it is none."""


@runtime_checkable
class Stranded(Job, Protocol):
    """A job on a strand: it shares what it is made from with the jobs before and after it there, so that one worker does
    them sooner than two."""

    @property
    def strand(self) -> str:
        """Which strand; the jobs on it stand in the order they were added."""


Work = TypeVar("Work", bound=Job)

OnDone = Callable[[Work, Any], Iterable[Work] | None]
"""Told of a job and its result; what it returns are further jobs."""


ALIKE = 100
"""Strands are weighed in so many frames: of those that weigh about the same, the first that came is begun first."""


class Queue(Generic[Work]):
    """Jobs that wait. Single ones come heaviest first, equally heavy ones in the order they came. A strand is followed by
    who began it, and the heaviest is begun first – of many small ones the first of the programme, for which who joins it
    waits; who finds none takes over the second half of the longest."""

    def __init__(self) -> None:
        self._single: list[tuple[int, int, Work]] = []
        self._came = 0
        self._strands: dict[Hashable, list[Work]] = {}
        self._followed: dict[Hashable, Hashable] = {}

    def __len__(self) -> int:
        return len(self._single) + sum(map(len, self._strands.values()))

    def add(self, job: Work) -> None:
        self._came += 1
        if isinstance(job, Stranded):
            self._strands.setdefault(job.strand, []).append(job)
        else:
            heapq.heappush(self._single, (-job.weight, self._came, job))

    def next(self, hand: Hashable = None) -> Work:
        """The job that `hand` is to do next; it no longer waits. Raises IndexError when none waits."""
        name = self._followed.get(hand)
        if name not in self._strands:
            name = self._followed[hand] = self._begun()
        strand = self._strands.get(name, [])
        if not strand or (self._single and -self._single[0][0] >= strand[0].weight):
            return heapq.heappop(self._single)[2]
        job = strand.pop(0)
        if not strand:
            del self._strands[name]
        return job

    def _begun(self) -> Hashable:
        """The strand for who follows none: the heaviest that nobody follows, or half of the heaviest that somebody does."""
        followed = set(self._followed.values())
        free = [name for name in self._strands if name not in followed]
        grain = ALIKE if free else 1
        heaviest = max(free or self._strands, key=lambda name: _weight(self._strands[name]) // grain, default=None)
        if heaviest is None or free:
            return heaviest
        strand, own = self._strands[heaviest], (heaviest, self._came)
        self._came += 1
        half = next(count for count in range(len(strand)) if 2 * _weight(strand[: count + 1]) > _weight(strand))
        self._strands[own] = strand[half:]
        self._strands[heaviest] = strand[:half]
        if not half:
            del self._strands[heaviest]
        return own


def _weight(jobs: Iterable[Job]) -> int:
    return sum(job.weight for job in jobs)
