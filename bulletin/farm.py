"""Where work runs: in this process, or in local processes that each do one job at a time.

What a job makes does not depend on where it ran, so results are the same for any number of workers; only the order in
which they arrive differs."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import connection
from multiprocessing.context import SpawnProcess
from typing import Any, Protocol, TypeVar

from bulletin.errors import Bug, BulletinError, Killed, Place
from bulletin.messages import say

GRACE = 2.0
"""Seconds that a stopped worker has before it is killed."""


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


Work = TypeVar("Work", bound=Job)


def run(jobs: Iterable[Work], workers: int, on_done: Callable[[Work, Any], None]) -> None:
    """Do all jobs with at most so many processes. `on_done` gets every job with its result, in this process and thread;
    a worker waits for it, so no more results than workers are ever in memory.

    A worker that dies costs its job one more try, alone; dying twice is Killed. Any other failure of a job is raised as it
    is when it is a known one, as a Bug otherwise, and ends the run; so do failures of `on_done` and interrupts."""
    waiting = sorted(jobs, key=lambda job: -job.weight)
    if workers < 2 or len(waiting) < 2:
        for job in waiting:
            on_done(job, _here(job))
        return
    with _crew(min(workers, len(waiting))) as crew:
        suspects = _in_parallel(waiting, crew, on_done)
    for job in suspects:
        with _crew(1) as crew:
            if _in_parallel([job], crew, on_done):
                raise _killed(job)


def _here(job: Job) -> Any:
    try:
        return job.run()
    except MemoryError as error:
        raise _killed(job) from error


def _killed(job: Job) -> Killed:
    return Killed(
        say("The work on “{name}” was killed twice, probably for lack of memory", name=job.name),
        job.place,
        say("Close other programs or use --workers 1. What is finished is kept."),
    )


# --- workers ----------------------------------------------------------------------------------------------------------


@dataclass(slots=True, eq=False)
class _Worker:
    process: SpawnProcess
    pipe: connection.Connection
    job: Any = field(default=None)


@contextmanager
def _crew(size: int) -> Iterator[list[_Worker]]:
    """So many fresh processes; none is left when this ends, however it ends."""
    context = multiprocessing.get_context("spawn")
    crew: list[_Worker] = []
    try:
        for _ in range(size):
            ours, theirs = context.Pipe()
            process = context.Process(target=_serve, args=(theirs,), daemon=True)
            process.start()
            theirs.close()
            crew.append(_Worker(process, ours))
        yield crew
    finally:
        _dismiss(crew)


def _dismiss(crew: list[_Worker]) -> None:
    for worker in crew:
        worker.pipe.close()
        if worker.job is not None:
            worker.process.terminate()
    for worker in crew:
        worker.process.join(GRACE)
        if worker.process.is_alive():
            worker.process.kill()
        worker.process.join()


def _in_parallel(waiting: list[Work], crew: list[_Worker], on_done: Callable[[Work, Any], None]) -> list[Work]:
    """Hand out the jobs in order and collect the results. Returns the jobs whose workers died, and all that nobody was
    left to do."""
    queue, suspects = list(reversed(waiting)), []
    staff = list(crew)
    for worker in crew:
        if queue:
            suspects += _handed(worker, queue.pop(), staff)
    while busy := [worker for worker in staff if worker.job is not None]:
        ready = connection.wait([worker.pipe for worker in busy])
        for worker in [worker for worker in busy if worker.pipe in ready]:
            job, worker.job = worker.job, None
            try:
                result = _received(worker, job)
            except EOFError:
                staff.remove(worker)
                suspects.append(job)
                continue
            on_done(job, result)
            if queue:
                suspects += _handed(worker, queue.pop(), staff)
    return [*suspects, *reversed(queue)]


def _handed(worker: _Worker, job: Any, staff: list[_Worker]) -> list[Any]:
    """Give a job to a worker; the job itself when the worker is gone."""
    try:
        worker.pipe.send(job)
    except OSError:
        staff.remove(worker)
        return [job]
    worker.job = job
    return []


def _received(worker: _Worker, job: Job) -> Any:
    """The result of a worker's job. Raises EOFError when the worker died or ran out of memory, and what the job raised."""
    try:
        failed, result, trace = worker.pipe.recv()
    except OSError as error:
        raise EOFError from error
    if not failed:
        return result
    if isinstance(result, MemoryError):
        raise EOFError from result
    result.add_note(trace)
    if isinstance(result, BulletinError):
        raise result
    reason = f"{type(result).__name__}: {result}"
    raise Bug(say("The work on “{name}” failed: {reason}", name=job.name, reason=reason), job.place) from result


def _serve(pipe: connection.Connection) -> None:
    """A worker's life: jobs in, results out, until the pipe closes. It ends with its parent, and leaves Ctrl-C to it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with suppress(EOFError, OSError):
        while True:
            pipe.send(_outcome(pipe.recv()))


def _outcome(job: Job) -> tuple[bool, Any, str]:
    try:
        return False, job.run(), ""
    except Exception as error:  # everything goes to the parent
        trace = traceback.format_exc()
        try:
            pickle.loads(pickle.dumps(error))  # noqa: S301 - our own exception, to see that it survives the pipe
        except Exception:
            return True, RuntimeError(f"{type(error).__name__}: {error}"), trace
        return True, error, trace


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
