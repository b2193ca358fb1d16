"""The store as its keeper sees it: what it holds, whether it is sound, and making it smaller."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from bulletin.desk.workshop import Tell, store_folder
from bulletin.errors import NotFound, Problem
from bulletin.messages import Message, say
from bulletin.newsroom import CONFIG, STORE_LIMIT, find_newsroom
from bulletin.store import Lease, Pruning, Store, size_words

READING = say("Reading the store")


@dataclass(frozen=True, slots=True)
class Shelf:
    """The store as it stands: sizes in bytes, when the oldest entry was last used (ns), how many keys are pinned under
    each name, and the runs at work."""

    folder: Path
    entries: int
    size: int
    limit: int
    oldest: int | None
    pins: Mapping[str, int]
    runs: tuple[Lease, ...]

    def as_json(self) -> dict[str, Any]:
        return {
            "folder": str(self.folder),
            "entries": self.entries,
            "bytes": self.size,
            "limit": self.limit,
            "oldest": _time(self.oldest).isoformat(timespec="seconds") if self.oldest else None,
            "pins": dict(self.pins),
            "runs": [
                {"host": run.host, "process": run.process, "since": _time(run.begun).isoformat(timespec="seconds")}
                for run in self.runs
            ],
        }

    def sentences(self) -> tuple[Message, ...]:
        sizes = {"size": size_words(self.size), "limit": size_words(self.limit)}
        lines = [
            say("{folder}: {entries} entries, {size} of at most {limit}", folder=str(self.folder), entries=self.entries, **sizes)
        ]  # fmt: skip
        if self.oldest:
            lines.append(
                say("The entry longest unused was last needed on {date}.", date=f"{_time(self.oldest):%d.%m.%Y}")
            )
        for name, count in self.pins.items():
            lines.append(say("Kept until it is released: {name}, {count} entries.", name=name, count=count))
        for run in self.runs:
            since = f"{_time(run.begun):%H:%M %d.%m.%Y}"
            lines.append(
                say(
                    "In use: process {process} on {host}, since {since}.",
                    process=run.process,
                    host=run.host,
                    since=since,
                )
            )
        return tuple(lines)


@dataclass(frozen=True, slots=True)
class Verified:
    """The store after every entry was read, and the keys of those that were damaged."""

    folder: Path
    entries: int
    damaged: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        return {"folder": str(self.folder), "entries": self.entries, "damaged": list(self.damaged)}

    def sentences(self) -> tuple[Message, ...]:
        lines = [say("{folder}: {entries} entries are sound.", folder=str(self.folder), entries=self.entries)]
        if self.damaged:
            lines.append(
                say("{count} damaged entries were set aside; they are made again when needed.", count=len(self.damaged))
            )
        return tuple(lines)


@dataclass(frozen=True, slots=True)
class Cleared:
    """The store after pruning; a rehearsal only tells what pruning would do."""

    folder: Path
    pruning: Pruning
    is_rehearsal: bool

    def as_json(self) -> dict[str, Any]:
        done = self.pruning
        return {
            "folder": str(self.folder),
            "limit": done.limit,
            "removed": done.removed,
            "freed": done.freed,
            "bytes": done.size,
            "over": done.is_over,
            "dry_run": self.is_rehearsal,
        }

    def sentences(self) -> tuple[Message, ...]:
        done = self.pruning
        fields = {"count": done.removed, "freed": size_words(done.freed), "left": size_words(done.size)}
        if self.is_rehearsal:
            lines = [say("Would be removed: {count} entries, {freed}. Would be left: {left}.", **fields)]
        else:
            lines = [say("Removed: {count} entries, {freed}. Left: {left}.", **fields)]
        if done.is_over:
            lines.append(say("More cannot be removed: the rest is in use or kept until it is released."))
        return tuple(lines)


def show(named: Path | None) -> Shelf:
    """The store as it stands."""
    store, limit = _open(named)
    stock, pins = store.stock(), store.pins()
    used = [item.used for item in stock.items if item.is_entry]
    counts = {name: len(keys) for name, keys in pins.items()}
    return Shelf(store.root, len(used), stock.size, limit, min(used, default=None), counts, store.runs())


def verify(named: Path | None, tell: Tell) -> Verified:
    """Read everything; what is damaged is set aside."""
    store, _ = _open(named)
    keys, sound = store.entries(), 0
    for number, key in enumerate(keys):
        tell(READING, number, len(keys))
        sound += store.check(key)
    tell(READING, len(keys), len(keys))
    return Verified(store.root, sound, tuple(store.damaged))


def prune(named: Path | None, limit: int | None = None, is_rehearsal: bool = False) -> Cleared:
    """Forget what was used longest ago until the store is no larger than `limit` bytes, by default the newsroom's limit."""
    store, usual = _open(named)
    return Cleared(store.root, store.prune(usual if limit is None else limit, is_rehearsal), is_rehearsal)


def trim(store: Store, limit: int) -> tuple[Problem, ...]:
    """Keep the store within its limit, at the end of a run that still holds its lease. A warning when it is larger all the
    same, because all of it is needed."""
    pruning = store.prune(limit)
    if not pruning.is_over:
        return ()
    sizes = {"size": size_words(pruning.size), "limit": size_words(limit)}
    told = say("The store holds {size}, more than its limit of {limit}: all of it is needed", **sizes)
    hint = say('Give it more room in {file}, for instance: [store] limit = "40 GB"', file=CONFIG)
    return (Problem(told, hint=hint, severity="warning"),)


def _open(named: Path | None) -> tuple[Store, int]:
    """The store as named, else the newsroom's, and its limit in bytes."""
    try:
        newsroom = find_newsroom(Path.cwd())
    except NotFound:
        if named is None:
            raise
        return Store(named.resolve()), STORE_LIMIT
    return Store(store_folder(named, newsroom)), newsroom.store_limit


def _time(nanoseconds: int) -> datetime:
    return datetime.fromtimestamp(nanoseconds // 10**9).astimezone()
