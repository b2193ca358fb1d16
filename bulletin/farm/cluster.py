"""A Dask cluster as a place where work runs: joined for the time of a run, its results collected in the caller's thread.

Nothing of Dask is imported before a cluster is asked for."""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import Pipe, connection
from typing import TYPE_CHECKING, Any

from bulletin.errors import Killed, NotInstalled, Problem, TryAgain
from bulletin.farm.jobs import Portable
from bulletin.farm.scheduler import Scheduler
from bulletin.messages import say

if TYPE_CHECKING:
    from bulletin.farm.foreman import Foreman, Kind

LEAVING = 10.0
"""Seconds that taking leave of a cluster may take."""
LOOK = 0.5
"""Seconds between two looks at who is there."""


class Cluster:
    """Jobs go in with `add`, results come out of `finished`. `notes` are what is worth telling of the cluster, `killed`
    has what became of jobs that cost too many workers; it is no longer `is_there` when it was lost."""

    def __init__(self, scheduler: Scheduler) -> None:
        self.killed: list[Killed] = []
        self.notes: list[Problem] = []
        self.is_there = True
        self._scheduler = scheduler
        self._out: dict[str, Portable] = {}
        self._home: list[Portable] = []
        self._told: deque[tuple[Kind, Portable | None, Any]] = deque()
        self._bell, self._cord = Pipe(duplex=False)
        self._office: _Office | None = None
        self._opened = threading.Event()
        self._thread = threading.Thread(target=self._live, name="cluster", daemon=True)

    def join(self) -> None:
        """Connect, and see that the workers there make the same pictures as this machine."""
        try:
            import distributed  # noqa: F401
        except ImportError as error:
            raise NotInstalled(
                say("Rendering on a cluster needs Dask, which is not installed: {reason}", reason=str(error)),
                hint=say("Install it with: {command}", command="pip install 'bulletin[cluster]'"),
            ) from error
        self._thread.start()
        self._opened.wait()
        for _ in self.finished():
            raise AssertionError("nothing was asked for yet")

    def leave(self) -> None:
        """Cancel what is not done, and disconnect."""
        if self._office is not None:
            self._call(self._office.closing.set)
            self._thread.join(LEAVING)

    def add(self, job: Portable) -> None:
        self._out[job.key] = job
        if self._office is not None:
            self._call(self._office.foreman.add, job)

    def begin(self) -> list[connection.Connection] | None:
        """What will be readable when there is something to collect; None when there is nothing more to do."""
        return [self._bell] if self._out else None

    def finished(self) -> Iterator[tuple[Portable, Any]]:
        """Jobs with their results, as they come. Raises what the whole cluster failed of."""
        while self._bell.poll():
            self._bell.recv_bytes()
        while self._told:
            kind, job, value = self._told.popleft()
            if job is not None and self._out.pop(job.key, None) is None:
                continue
            if kind == "done" and job is not None and self._office is not None:
                yield job, value
                self._call(self._office.foreman.taken)
            elif kind == "home" and job is not None:
                self._home.append(job)
            elif kind == "killed":
                self.killed.append(value)
            elif kind == "note":
                self.notes.append(value)
            elif kind == "lost":
                self._lose(value)

    def returned(self) -> list[Portable]:
        """The jobs that are to be done at home."""
        jobs, self._home = self._home, []
        return jobs

    def _lose(self, failure: Exception) -> None:
        """The cluster failed: that is the end, or what it had to do is done at home."""
        self.is_there = False
        if not (self._scheduler.falls_back and isinstance(failure, TryAgain)):
            raise failure
        told = say(
            "{reason} ({address}). The work goes on here.", reason=failure.message, address=self._scheduler.address
        )
        self.notes.append(Problem(told, severity="warning"))
        self._home += self._out.values()
        self._out.clear()

    # --- the cluster's own thread ---

    def _call(self, action: Callable[..., Any], *arguments: Any) -> None:
        """Have the cluster's thread do something; nothing when it has ended."""
        if self._office is not None:
            with suppress(RuntimeError):
                self._office.loop.call_soon_threadsafe(action, *arguments)

    def _tell(self, kind: Kind, job: Portable | None, value: Any) -> None:
        self._told.append((kind, job, value))
        self._cord.send_bytes(b".")

    def _live(self) -> None:
        try:
            asyncio.run(self._work())
        except OSError as error:
            self._tell("lost", None, TryAgain(say("No cluster answers: {reason}", reason=str(error)), hint=ANOTHER_WAY))
        except Exception as failure:
            self._tell("lost", None, failure)
        finally:
            self._opened.set()

    async def _work(self) -> None:
        from bulletin.farm.foreman import Foreman, connected
        from bulletin.picture.keys import made_with

        async with connected(self._scheduler.address) as client:
            foreman = Foreman(client, made_with(), self._tell)
            while not foreman.has_hands:
                await foreman.meet()
            self._office = _Office(asyncio.get_running_loop(), foreman, asyncio.Event())
            self._opened.set()
            while not self._office.closing.is_set():
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._office.closing.wait(), LOOK)
                    break
                await foreman.meet()


@dataclass(frozen=True, slots=True)
class _Office:
    """What the other thread needs of the cluster's own."""

    loop: asyncio.AbstractEventLoop
    foreman: Foreman
    closing: asyncio.Event


ANOTHER_WAY = say("Start the cluster, or render without --on; with --fallback local that happens by itself.")
