"""Local processes that stay between jobs, for work that changes its mind: what waits can be replaced at any time."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from multiprocessing import connection
from typing import Any

from bulletin.errors import Bug, BulletinError
from bulletin.farm.jobs import Job
from bulletin.farm.local import Worker, dismiss, hired, killed_twice, received, spawned

MOST_DEATHS = 2


class Standing:
    """So many processes, hired at once and kept until `close`. Jobs begin in the order wanted; one that has begun runs to
    its end, even if it is no longer wanted. Not for several threads at a time."""

    def __init__(self, workers: int, *modules: str) -> None:
        self._modules = modules
        self._workers = hired(workers, modules)
        self._waiting: deque[Job] = deque()
        self._deaths: dict[Job, int] = {}

    @property
    def size(self) -> int:
        """How many processes there are."""
        return len(self._workers)

    @property
    def busy(self) -> tuple[Job, ...]:
        """The jobs that have begun."""
        return tuple(worker.job for worker in self._workers if worker.job is not None)

    @property
    def pipes(self) -> list[connection.Connection]:
        """What will be readable when there is something to collect."""
        return [worker.pipe for worker in self._workers if worker.job is not None]

    def want(self, jobs: Iterable[Job]) -> None:
        """From now on these jobs wait, in this order, and no others."""
        self._waiting = deque(jobs)
        self._hand_out()

    def finished(self) -> Iterator[tuple[Job, Any]]:
        """Jobs that are done, with their results; a known failure is the result of a job that failed. A worker that dies
        costs its job another try, and the job that kills two is Killed."""
        for worker in [worker for worker in self._workers if worker.job is not None and worker.pipe.poll()]:
            job, worker.job = worker.job, None
            try:
                result = received(worker, job)
            except EOFError:
                result = self._replaced(worker, job)
            except (BulletinError, Bug) as failure:
                result = failure
            self._hand_out()
            if result is not None:
                yield job, result

    def close(self) -> None:
        """End all processes, whatever they are doing."""
        self._waiting.clear()
        dismiss(self._workers)
        self._workers = []

    def _hand_out(self) -> None:
        while self._waiting and (worker := self._idle()):
            job = self._waiting.popleft()
            try:
                worker.pipe.send(job)
                worker.job = job
            except OSError:
                self._waiting.appendleft(job)
                self._replace(worker)

    def _idle(self) -> Worker | None:
        """A worker that has no job."""
        return next((worker for worker in self._workers if worker.job is None), None)

    def _replaced(self, worker: Worker, job: Job) -> BulletinError | None:
        """Somebody new for a worker that died; what becomes of its job, None when it is tried again."""
        self._replace(worker)
        self._deaths[job] = self._deaths.get(job, 0) + 1
        if self._deaths[job] >= MOST_DEATHS:
            return killed_twice(job)
        self._waiting.appendleft(job)
        return None

    def _replace(self, worker: Worker) -> None:
        dismiss([worker])
        self._workers[self._workers.index(worker)] = spawned(self._modules)
