"""The folder that results go into: one run at a time, room enough, and a disk whose errors are never overlooked."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from bulletin.errors import CannotCreate, DiskFailed, TryAgain
from bulletin.messages import say

LOCK_NAME = ".bulletin.lock"


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the folder for this run. The kernel frees it when the run ends, however it ends.

    Raises TryAgain naming the holder's process and start, CannotCreate when the folder cannot be written."""
    prepare(folder)
    try:
        lock = (folder / LOCK_NAME).open("a+", encoding="utf-8")
    except OSError as error:
        raise _cannot_create(folder, error) from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            lock.seek(0)
            raise _held(folder, lock.read()) from error
        lock.truncate(0)
        lock.write(f"{os.getpid()} {datetime.now().astimezone():%H:%M:%S %d.%m.%Y}")
        lock.flush()
        yield


def prepare(folder: Path) -> None:
    """Make the folder when it is missing and see that files can be made in it. Raises CannotCreate."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f".{os.getpid()}.probe"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise _cannot_create(folder, error) from error


def check_targets(targets: Sequence[Path], inputs: Sequence[Path]) -> None:
    """See that no result would replace a file that the bulletin is made from, or a folder. Raises CannotCreate."""
    sources = {path.resolve() for path in inputs}
    for target in targets:
        if target.resolve() in sources:
            raise CannotCreate(
                say("{path} is a file this bulletin is made from and will not be written over", path=str(target)),
                hint=say("Choose another output folder with --out."),
            )
        if target.is_dir():
            raise CannotCreate(say("{path} is a folder; a file of that name is to be made", path=str(target)))


def check_room(folder: Path, needed: int) -> None:
    """See that `needed` bytes fit on the folder's disk. Raises DiskFailed with both figures."""
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise DiskFailed(
            say(
                "Not enough room in {path}: about {needed} MB are needed, {free} MB are free",
                path=str(folder),
                needed=-(-needed // 1_000_000),
                free=free // 1_000_000,
            ),
            hint=say("Free some space or choose another folder. Nothing was published; finished work is kept."),
        )


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turn any error of the disk while `path` is written into DiskFailed with the system's own words."""
    try:
        yield
    except OSError as error:
        raise DiskFailed(
            say("Cannot write {path}: {reason}", path=str(path), reason=error.strerror or str(error)),
            hint=say("Free some space or choose another folder. Nothing was published; finished work is kept."),
        ) from error


def sync_file(path: Path) -> None:
    """Make what was written into a file survive a power cut."""
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _held(folder: Path, holder: str) -> TryAgain:
    process, _, since = holder.partition(" ")
    return TryAgain(
        say(
            "{path} is in use by another run (process {process}, since {since})",
            path=str(folder),
            process=process or "?",
            since=since or "?",
        ),
        hint=say("Wait until it has finished, then run the command again."),
    )


def _cannot_create(folder: Path, error: OSError) -> CannotCreate:
    return CannotCreate(
        say("Cannot create files in {path}: {reason}", path=str(folder), reason=error.strerror or str(error)),
        hint=say("Choose another output folder with --out."),
    )
