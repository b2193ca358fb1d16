"""Where a run works: how many processes, the store it keeps results in, and a folder for files that it needs in between."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bulletin.errors import CannotCreate, DiskFailed, Problem
from bulletin.master.folder import check_room, prepare, writing
from bulletin.messages import Message, say
from bulletin.newsroom import Newsroom
from bulletin.store import Store, borrowed

STORE_NAME = ".store"
WORK_NAME = ".work"

Tell = Callable[[Message, int, int], None]
"""Told of progress: the stage, how much of it is done, how much there is."""


@dataclass(frozen=True, slots=True)
class Run:
    """What every step of a run works with: the store, so many processes, and whom to tell of progress."""

    store: Store
    workers: int
    tell: Tell


def worker_count(named: int | None) -> int:
    """How many processes encode: as named, else one for every core this process may use."""
    if named:
        return named
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def store_folder(named: Path | None, newsroom: Newsroom) -> Path:
    """Where finished work is kept: as named, or in the newsroom's folder."""
    return (named or newsroom.folder / STORE_NAME).resolve()


def usable_store(root: Path, work: Path, needed: int) -> tuple[Store, tuple[Problem, ...]]:
    """The store in `root`. One that cannot be written or has no room for `needed` bytes is only read from: what is made
    then goes into the folder `work`, which ends with the run, and a warning says so."""
    try:
        prepare(root)
        check_room(root, needed)
    except (CannotCreate, DiskFailed) as failure:
        warning = Problem(
            say("Nothing can be kept for the next run. {reason}", reason=failure.message),
            hint=say("Free some space, or choose another folder with --store."),
            severity="warning",
        )
        return borrowed(root, work / "store"), (warning,)
    return Store(root), ()


@contextmanager
def work_folder(folder: Path) -> Iterator[Path]:
    """A folder for work files inside `folder`, which this run holds: what a killed run left there goes first.

    Raises DiskFailed when it cannot be made."""
    work = folder / WORK_NAME
    shutil.rmtree(work, ignore_errors=True)
    with writing(work):
        work.mkdir(parents=True)
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)
