"""Making room: what was used longest ago goes first, what a run needs or a pin holds stays."""

from __future__ import annotations

import os
import time
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bulletin.store.leases import DAY, GRAIN, covered_since, live_leases

DAMAGED = "damaged"
PAYLOAD, MANIFEST, PART = ".bin", ".json", ".part"


@dataclass(frozen=True, slots=True)
class Item:
    """What lies under a key: bytes, last use (ns), and whether it is a whole entry or one half of it."""

    key: str
    size: int
    used: int
    is_entry: bool


@dataclass(frozen=True, slots=True)
class Stock:
    """All that lies in a store and is the store's own: items, and `leftovers` – damaged, half-written, leases – with their size
    and time (ns)."""

    items: tuple[Item, ...]
    leftovers: tuple[tuple[Path, int, int], ...]

    @property
    def size(self) -> int:
        """Bytes."""
        return sum(item.size for item in self.items) + sum(size for _, size, _ in self.leftovers)


@dataclass(frozen=True, slots=True)
class Pruning:
    """What pruning removed – entries and bytes – and the bytes that are left."""

    limit: int
    removed: int
    freed: int
    size: int

    @property
    def is_over(self) -> bool:
        """Whether more is left than was allowed: all of it is needed."""
        return self.size > self.limit


def take_stock(root: Path) -> Stock:
    """Look through the store in `root`. What others put there, and links, are left out."""
    items: list[Item] = []
    leftovers = [(root / DAMAGED / name, *facts) for name, facts in _files(root / DAMAGED).items()]
    leftovers += [(root / name, *facts) for name, facts in _files(root).items() if name.startswith(("run-", ".run-"))]
    for shelf in _shelves(root):
        found = _files(root / shelf)
        ours = (name for name in found if name.startswith(shelf) and name.endswith((PAYLOAD, MANIFEST)))
        for key in {name.rpartition(".")[0] for name in ours}:
            there = [facts for suffix in (MANIFEST, PAYLOAD) if (facts := found.get(key + suffix))]
            items.append(Item(key, sum(size for size, _ in there), there[0][1], len(there) == 2))
        leftovers += [(root / shelf / name, *found[name]) for name in found if name.endswith(PART)]
    return Stock(tuple(sorted(items, key=lambda item: (item.used, item.key))), tuple(leftovers))


def prune(root: Path, limit: int, pinned: Collection[str], is_rehearsal: bool = False) -> Pruning:
    """Remove what was used longest ago until no more than `limit` bytes are left, but nothing that is pinned or that a
    run at work may need; a rehearsal only counts. Leftovers go when they are a day old.

    Age alone never removes an entry, so a wrong clock costs nothing: what seems to be used in the future counts as used
    now."""
    stock, now = take_stock(root), time.time_ns()
    since = covered_since(live_leases(root))
    left = stock.size
    for path, size, touched in stock.leftovers:
        if touched < now - DAY and not _is_covered(touched, since):
            left -= size if is_rehearsal or _unlinked(path) else 0
    removed = 0
    for item in stock.items:
        if left > limit and item.key not in pinned and not _is_covered(item.used, since):
            if is_rehearsal or _forgotten(root, item):
                left -= item.size
                removed += item.is_entry
        elif item.used > now + GRAIN and not is_rehearsal:
            with suppress(OSError):
                os.utime(paths(root, item.key)[1])
    return Pruning(limit, removed, stock.size - left, left)


def paths(root: Path, key: str) -> tuple[Path, Path]:
    """Where an entry's payload and its manifest lie."""
    folder = root / key[:2]
    return folder / (key + PAYLOAD), folder / (key + MANIFEST)


def remove(root: Path, key: str) -> None:
    """Forget an entry, manifest first: at no instant is there an entry without its payload. Raises OSError."""
    payload, manifest = paths(root, key)
    manifest.unlink(missing_ok=True)
    payload.unlink(missing_ok=True)


def _is_covered(touched: int, since: int | None) -> bool:
    return since is not None and touched >= since


def _shelves(root: Path) -> list[str]:
    """The names of the folders that entries lie in."""
    try:
        with os.scandir(root) as files:
            return [file.name for file in files if len(file.name) == 2 and file.is_dir(follow_symlinks=False)]
    except OSError:
        return []


def _files(folder: Path) -> dict[str, tuple[int, int]]:
    """Size and time (ns) of the files in a folder by name; without links, and without what somebody has just removed."""
    found: dict[str, tuple[int, int]] = {}
    with suppress(OSError), os.scandir(folder) as files:
        for file in files:
            with suppress(OSError):
                facts = file.stat(follow_symlinks=False)
                if not file.is_symlink():
                    found[file.name] = facts.st_size, facts.st_mtime_ns
    return found


def _forgotten(root: Path, item: Item) -> bool:
    """Whether the item is gone; it stays when somebody used it since stock was taken."""
    try:
        if item.is_entry and paths(root, item.key)[1].stat().st_mtime_ns != item.used:
            return False
        remove(root, item.key)
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return True


def _unlinked(path: Path) -> bool:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return False
    return True
