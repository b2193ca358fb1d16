"""Where a run works: the store it keeps results in, the bulletin's folder, and one for files that it needs in between."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bulletin.desk.inputs import Opened
from bulletin.errors import CannotCreate, DiskFailed, Problem
from bulletin.master.folder import check_room, prepare, writing
from bulletin.messages import Message, say
from bulletin.newsroom import OUT, Newsroom
from bulletin.script.embargo import embargo_of
from bulletin.script.values import Script
from bulletin.store import Store, borrowed

if TYPE_CHECKING:
    from bulletin.farm import Crew
    from bulletin.farm.cluster import Cluster

STORE_NAME = ".store"
WORK_NAME = ".work"
PENDING = "cho-duyet"
"""The folder inside a bulletin's own in which it waits to be published."""
UNAPPROVED = "CHUA-DUYET-"
"""What the names of its files begin with there."""

Tell = Callable[[Message, int, int], None]
"""Told of progress: the stage, how much of it is done, how much there is."""


@dataclass(frozen=True, slots=True)
class Run:
    """What every step of a run works with: the store, so many processes, whom to tell of progress, and a cluster if
    there is one."""

    store: Store
    workers: int
    tell: Tell
    cluster: Cluster | None = None
    kept: Path | None = None
    """The bulletin's own folder for takes of online voices."""
    crew: Crew | None = None
    """The encoding processes, where they were started before they are needed."""


def bulletin_folder(opened: Opened, out: Path | None = None, profile: str = "final") -> Path:
    """Where a bulletin goes: out/<kind>/<date>/, drafts one folder further in. Its script was read."""
    assert opened.script is not None, "a sound script was read"
    folder = (out or opened.newsroom.folder / OUT) / opened.script.kind / opened.script.date.isoformat()
    return folder if profile == "final" else folder / profile


def is_held(opened: Opened, now: datetime.datetime) -> bool:
    """Whether a bulletin must wait: for its approval, or for the moment that a story of it waits for."""
    script = opened.script
    assert script is not None, "a sound script was read"
    if opened.newsroom.approval.required:
        return True
    with suppress(ValueError):  # told elsewhere, with its line
        waits = (embargo_of(story, script.date) for story in script.stories)
        return any(moment and moment > now.replace(tzinfo=None) for moment in waits)
    return True


def file_names(script: Script, before: str = "") -> dict[str, str]:
    """The names of a bulletin's files by kind: ASCII, so that they go everywhere; `before` stands before each."""
    stem = f"{before}lao-dong-tv-{script.kind}-{script.date.isoformat()}"
    return {"mp4": f"{stem}.mp4", "srt": f"{stem}.srt", "vtt": f"{stem}.vtt", "chapters": f"{stem}.chapters.txt"}


def store_folder(named: Path | None, newsroom: Newsroom) -> Path:
    """Where finished work is kept: as named, or in the newsroom's folder."""
    return (named or newsroom.folder / STORE_NAME).resolve()


def usable_store(root: Path, work: Path, needed: int) -> tuple[Store, tuple[Problem, ...]]:
    """The store in `root`. One that cannot be written or has no room for `needed` bytes is only read from: what is made
    then goes into the folder `work`, which ends with the run, and a warning says so."""
    try:
        prepare(root)
        Store(root).make_room(needed)
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
