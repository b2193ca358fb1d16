"""The folder that results go into: one run at a time, room enough, and a disk whose errors are never overlooked."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TextIO

from bulletin.errors import CannotCreate, DiskFailed, TryAgain
from bulletin.messages import say

LOCK_NAME = ".bulletin.lock"
TRIES = 10
"""How often a lock is reached for whose folder goes away meanwhile."""


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the folder for this run. The kernel frees it when the run ends, however it ends. A folder that this run made
    and put nothing into goes again.

    Raises TryAgain naming the holder's process and start, CannotCreate when the folder cannot be written."""
    made = [path for path in (folder, *folder.parents) if not path.exists()]
    with _lock(folder) as lock:
        lock.truncate(0)
        lock.write(f"{os.getpid()} {datetime.now().astimezone():%H:%M:%S %d.%m.%Y}")
        lock.flush()
        try:
            yield
        finally:
            if made:
                _take_away(folder, made)


def prepare(folder: Path) -> None:
    """Make the folder when it is missing and see that files can be made in it. Raises CannotCreate."""
    try:
        _make(folder)
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


def _make(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    probe = folder / f".{os.getpid()}.probe"
    probe.touch()
    probe.unlink()


def _lock(folder: Path) -> TextIO:
    """The folder's lock, held. Raises TryAgain, CannotCreate."""
    for attempt in range(1, TRIES + 1):
        try:
            _make(folder)
            lock = (folder / LOCK_NAME).open("a+", encoding="utf-8")
        except OSError as error:
            if isinstance(error, FileNotFoundError) and attempt < TRIES:
                continue  # its last holder has just taken the folder away
            raise _cannot_create(folder, error) from error
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            with lock:
                lock.seek(0)
                raise _held(folder, lock.read()) from error
        if _is_in_place(lock, folder / LOCK_NAME):
            return lock
        lock.close()
    raise _held(folder, "")


def _is_in_place(lock: TextIO, path: Path) -> bool:
    """Whether what was locked is what others would lock: its last holder may have taken the file away after it was opened."""
    try:
        return os.path.samestat(os.fstat(lock.fileno()), path.stat())
    except FileNotFoundError:
        return False


def _take_away(folder: Path, made: Sequence[Path]) -> None:
    """Remove a folder, its lock held, in which nothing else lies, and the folders above it that were made for it.

    Who opened the lock before finds that it is no longer in its place; who makes a file here meanwhile keeps the folder."""
    with suppress(OSError):
        if [path.name for path in folder.iterdir()] == [LOCK_NAME]:
            (folder / LOCK_NAME).unlink()
            for path in made:
                path.rmdir()


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
