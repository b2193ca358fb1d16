"""Leases: how a run tells everybody who shares the store that it is working, so that nobody removes what it needs.

A lease is a file that the run holds locked and that goes with it. Only its time matters: all that was touched since the
run began is covered. Every time is one the store's own disk gave, so the clocks of two machines need not agree."""

from __future__ import annotations

import fcntl
import json
import os
import platform
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

HOUR = 3600 * 10**9
DAY = 24 * HOUR
GRAIN = HOUR
"""How exactly the last use of an entry is known (ns): it is not noted again sooner."""


@dataclass(frozen=True, slots=True)
class Lease:
    """A run that works: its machine, its process, and since when (ns)."""

    host: str
    process: int
    begun: int


@contextmanager
def lease(root: Path) -> Iterator[None]:
    """Hold a lease on the store in `root`. Where no file can be made there is none: such a store is only read."""
    held = _take(root)
    try:
        yield
    finally:
        if held:
            path, descriptor = held
            with suppress(OSError):
                path.unlink(missing_ok=True)
            os.close(descriptor)


def live_leases(root: Path) -> tuple[Lease, ...]:
    """The runs at work, oldest first. A lease of this machine lives while it is locked; another machine's, where a lock
    may not be seen from here, for a day in any case."""
    now = time.time_ns()
    found = (_read(path, now) for path in root.glob("run-*.lease"))
    return tuple(sorted((lease for lease in found if lease), key=lambda lease: lease.begun))


def covered_since(leases: tuple[Lease, ...]) -> int | None:
    """What was used since then (ns) is in use; None when nobody works. A lease from the future covers everything: the
    clock was set back under a run."""
    if not leases:
        return None
    ahead = max(lease.begun for lease in leases) > time.time_ns() + GRAIN
    return 0 if ahead else leases[0].begun - GRAIN


def _take(root: Path) -> tuple[Path, int] | None:
    """A new lease and what holds it. It gets its name when it is locked, so that nobody takes it for a dead one."""
    try:
        root.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(prefix=".run-", suffix=".part", dir=root)
    except OSError:
        return None
    part = Path(name)
    with suppress(OSError):  # a disk that knows no locks, or is full: the file says enough
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.fchmod(descriptor, 0o644)
        os.write(descriptor, json.dumps({"host": platform.node(), "process": os.getpid()}).encode())
    try:
        return part.rename(part.with_name(part.stem[1:] + ".lease")), descriptor
    except OSError:
        os.close(descriptor)
        return None


def _read(path: Path, now: int) -> Lease | None:
    """The lease of a run that lives."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:  # it ended just now
        return None
    with os.fdopen(descriptor, "rb") as file:
        begun = os.fstat(descriptor).st_mtime_ns
        try:
            facts = json.load(file)
            lease = Lease(str(facts["host"]), int(facts["process"]), begun)
        except (OSError, ValueError, KeyError, TypeError):
            lease = Lease("", 0, begun)
        return lease if _lives(descriptor, lease.host, now - begun) else None


def _lives(descriptor: int, host: str, age: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:  # a disk that knows no locks
        return age < DAY
    return host != platform.node() and age < DAY
