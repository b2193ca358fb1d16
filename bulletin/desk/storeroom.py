"""`bulletin store`: what the store holds, whether it is sound, and making it smaller."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bulletin.desk.workshop import store_folder
from bulletin.messages import Message, say
from bulletin.newsroom import find_newsroom
from bulletin.store import Store


@dataclass(frozen=True, slots=True)
class Shelf:
    """The store after a look at it: entries, bytes, and the keys that were set aside or forgotten by it."""

    folder: Path
    entries: int
    size: int
    damaged: tuple[str, ...] = ()
    forgotten: int = 0

    def as_json(self) -> dict[str, Any]:
        return {
            "folder": str(self.folder),
            "entries": self.entries,
            "bytes": self.size,
            "damaged": list(self.damaged),
            "forgotten": self.forgotten,
        }

    def sentences(self) -> tuple[Message, ...]:
        size = f"{self.size / 1_000_000:.0f}"
        lines = [
            say("{folder}: {entries} entries, {size} MB", folder=str(self.folder), entries=self.entries, size=size)
        ]
        if self.damaged:
            lines.append(
                say("{count} damaged entries were set aside; they are made again when needed.", count=len(self.damaged))
            )
        if self.forgotten:
            lines.append(say("{count} entries were forgotten.", count=self.forgotten))
        return tuple(lines)


def show(named: Path | None) -> Shelf:
    """The store as it stands."""
    return _shelf(_open(named))


def verify(named: Path | None) -> Shelf:
    """Read everything; what is damaged is set aside."""
    store = _open(named)
    for key in store.entries():
        store.get(key)
    return _shelf(store)


def prune(named: Path | None, limit: int) -> Shelf:
    """Forget what was used longest ago until the store is no larger than `limit` bytes."""
    store = _open(named)
    forgotten = store.prune(limit)
    return _shelf(store, forgotten)


def _open(named: Path | None) -> Store:
    return Store(named.resolve() if named else store_folder(None, find_newsroom(Path.cwd())))


def _shelf(store: Store, forgotten: int = 0) -> Shelf:
    return Shelf(store.root, len(store.entries()), store.size(), tuple(store.damaged), forgotten)
