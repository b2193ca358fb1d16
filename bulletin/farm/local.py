"""Work on this machine: in this process, or in local processes that each do one job at a time."""

from __future__ import annotations

import importlib
import multiprocessing
import os
import pickle
import signal
import sys
import threading
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import ModuleType
from typing import Any

from bulletin.errors import Bug, BulletinError, Killed
from bulletin.farm.jobs import Job, Queue
from bulletin.messages import say

GRACE = 2.0
"""Seconds that a stopped worker has before it is killed."""
CPU_SECONDS = 300.0
"""What a job may use of a processor's time in a worker; a job may name its own `cpu_seconds`. A decoder that hangs on a
damaged file is ended so; one that waits for ever by the `wall_seconds` that a job may name as well."""


@dataclass(slots=True, eq=False)
class Worker:
    """A process that does one job at a time, the pipe to it, and the job that it has."""

    process: BaseProcess
    pipe: connection.Connection
    job: Any = field(default=None)


class Crew:
    """At most so many processes, hired as they are needed; none is left when the `with` ends, however it ends.

    With `works_itself`, this process does what one worker alone would do. A worker that dies costs its job one more try,
    with nobody else at work; `killed` has what became of those that died twice."""

    def __init__(self, most: int, *, works_itself: bool) -> None:
        self.killed: list[Killed] = []
        self._most = most
        self._works_itself = works_itself
        self._waiting: Queue[Job] = Queue()
        self._workers: list[Worker] = []
        self._suspects: list[Job] = []
        self._trial: Job | None = None
        self._own: Job | None = None

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, *_: object) -> None:
        self.dismiss()

    def dismiss(self) -> None:
        """End all processes, and have their memory back. Work that comes later hires new ones."""
        dismiss(self._workers)
        self._workers = []

    def hire(self, *modules: str) -> None:
        """Start all processes now, with these modules."""
        if self._most > 1:
            self._workers += hired(self._most - len(self._workers), modules)

    def start(self, jobs: Iterable[Job]) -> bool:
        """Have the workers that are there do jobs whose results `run` collects later; false when there is nobody."""
        if not self._workers:
            return False
        for job in jobs:
            self.add(job)
        self._hand_out()
        return True

    def add(self, job: Job) -> None:
        self._waiting.add(job)

    def begin(self) -> list[connection.Connection] | None:
        """Start what can be started. Returns what will be readable when there is something to collect, None when there
        is nothing more to do."""
        is_calm = not (self._workers or self._suspects or self.killed)
        if self._works_itself and is_calm and (len(self._waiting) == 1 or (self._waiting and self._most < 2)):
            self._own = self._waiting.next()
            return []
        self._hand_out()
        while self._suspects and not self._busy():
            self.dismiss()
            self._trial = self._suspects.pop(0)
            self._hand(self._idle(), self._trial)
        return [worker.pipe for worker in self._busy()] or None

    def finished(self) -> Iterator[tuple[Job, Any]]:
        """Jobs with their results, as they come. A worker has its next job before its result is looked at."""
        if self._own is not None:
            job, self._own = self._own, None
            yield job, _here(job)
        busy = {worker.pipe: worker for worker in self._busy()}
        for pipe in connection.wait(list(busy), 0) if busy else ():
            worker = busy[pipe]  # type: ignore[index]
            job, worker.job = worker.job, None
            try:
                result = received(worker, job)
            except EOFError:
                self._died(worker, job)
                continue
            if job is self._trial:
                self._trial = None
            self._hand_out()
            yield job, result

    def _busy(self) -> list[Worker]:
        return [worker for worker in self._workers if worker.job is not None]

    def _hand_out(self) -> None:
        while self._waiting and self._trial is None and len(self._busy()) < self._most:
            worker = self._idle()
            self._hand(worker, self._waiting.next(worker))

    def _idle(self) -> Worker:
        """A worker that has no job, hired when all have one."""
        for worker in self._workers:
            if worker.job is None:
                return worker
        self._workers += hired(1)
        return self._workers[-1]

    def _hand(self, worker: Worker, job: Job) -> None:
        try:
            worker.pipe.send(job)
            worker.job = job
        except OSError:
            self._died(worker, job)

    def _died(self, worker: Worker, job: Job) -> None:
        self._workers.remove(worker)
        dismiss([worker])
        if job is self._trial:
            self._trial = None
            self.killed.append(killed_twice(job))
        else:
            self._most = max(1, self._most - 1)
            self._suspects.append(job)


def _here(job: Job) -> Any:
    try:
        return job.run()
    except MemoryError as error:
        raise killed_twice(job) from error


def killed_twice(job: Job) -> Killed:
    return Killed(
        say("The work on “{name}” was killed twice: it took too much memory or too long", name=job.name),
        job.place,
        say(
            "Close other programs or use --workers 1. If a picture or clip stands here, try without it. What is finished is kept."
        ),
    )


# --- workers ----------------------------------------------------------------------------------------------------------


def hired(count: int, modules: Iterable[str] = ()) -> list[Worker]:
    """New workers with these modules: forked from this process, which loads them for all, while nothing speaks against it;
    else each loads them for itself, and this process has time for other things."""
    if not _can_fork():
        return [spawned(modules) for _ in range(count)]
    for module in modules:
        importlib.import_module(module)
    return [_started("fork", ()) for _ in range(count)]


def spawned(modules: Iterable[str] = ()) -> Worker:
    """A new worker that loads these modules for itself, while this process has other things to do."""
    return _started("spawn", tuple(modules))


def _can_fork() -> bool:
    """Whether this process has one thread alone, as Linux tells: what another thread holds would stay held for ever."""
    try:
        return sum(1 for _ in Path("/proc/self/task").iterdir()) == 1
    except OSError:
        return False


def _started(method: str, modules: tuple[str, ...]) -> Worker:
    context: Any = multiprocessing.get_context(method)
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, modules), daemon=True)
    with _main_unseen():
        process.start()
    theirs.close()
    return Worker(process, ours)


@contextmanager
def _main_unseen() -> Iterator[None]:
    """A new process loads the main module of this one first of all, the whole command line. No job lives there."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


def dismiss(workers: list[Worker]) -> None:
    """End workers, whatever they are doing."""
    for worker in workers:
        worker.pipe.close()
        worker.process.terminate()
    for worker in workers:
        worker.process.join(GRACE)
        if worker.process.is_alive():
            worker.process.kill()
        worker.process.join()


def received(worker: Worker, job: Job) -> Any:
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


def _serve(pipe: connection.Connection, modules: tuple[str, ...]) -> None:
    """A worker's life: jobs in, results out, until the pipe closes. It ends with its parent, and leaves Ctrl-C to it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    for module in modules:
        importlib.import_module(module)
    with suppress(EOFError, OSError):
        while True:
            pipe.send(_outcome(pipe.recv()))


def _outcome(job: Job) -> tuple[bool, Any, str]:
    # when one of these has run out, the system ends this process
    signal.setitimer(signal.ITIMER_PROF, getattr(job, "cpu_seconds", CPU_SECONDS))
    signal.setitimer(signal.ITIMER_REAL, getattr(job, "wall_seconds", 0.0))
    try:
        return False, job.run(), ""
    except Exception as error:  # everything goes to the parent
        trace = traceback.format_exc()
        try:
            pickle.loads(pickle.dumps(error))  # noqa: S301 - our own exception, to see that it survives the pipe
        except Exception:
            return True, RuntimeError(f"{type(error).__name__}: {error}"), trace
        return True, error, trace
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
