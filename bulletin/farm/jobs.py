"""What a piece of work is, work that can travel, and the queue of what waits: heavy jobs first."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Mapping
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


Work = TypeVar("Work", bound=Job)

OnDone = Callable[[Work, Any], Iterable[Work] | None]
"""Told of a job and its result; what it returns are further jobs."""


class Queue(Generic[Work]):
    """Jobs that wait, the heaviest first, equally heavy ones in the order they came."""

    def __init__(self) -> None:
        self._waiting: list[tuple[int, int, Work]] = []
        self._came = 0

    def __len__(self) -> int:
        return len(self._waiting)

    def add(self, job: Work) -> None:
        heapq.heappush(self._waiting, (-job.weight, self._came, job))
        self._came += 1

    def next(self) -> Work:
        """The job to be done next; it no longer waits. Raises IndexError when none waits."""
        return heapq.heappop(self._waiting)[2]
