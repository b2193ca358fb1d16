"""Entries: what was costly to make, kept under the digest of what it was made from, and checked whenever it is read."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import stat
import time
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote

from bulletin.store import eviction, leases
from bulletin.store.files import Spoilt, disk_failed, read_plain, write_whole

LENT = "lent"
"""In a borrowed store, the link to the store that it borrows from."""
PINS = "pins"

_Read = TypeVar("_Read")


@dataclass(frozen=True, slots=True)
class Entry:
    """A kept result: small facts (JSON values) and the payload. `digest` is the store's, of all of it and the key; an
    entry that was not read from a store has none."""

    facts: Mapping[str, Any]
    payload: bytes
    digest: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an entry whose payload was not read: its facts, the payload's bytes, the entry's digest."""

    facts: Mapping[str, Any]
    size: int
    digest: str


class Store:
    """A folder of entries, shared by any number of processes and machines. An entry is two files, payload first and
    manifest last, each put in place by a rename: an entry without a manifest does not exist.

    `damaged` lists the keys set aside by this object."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.damaged: list[str] = []
        self._roots = (root, root / LENT) if (root / LENT).is_dir() else (root,)

    def get(self, key: str) -> Entry | None:
        """The entry under `key`, every byte of it checked, or None when there is none or it is damaged (it is then set
        aside). Reading counts as use."""
        return self._found(key, _entry)

    def look(self, key: str) -> Known | None:
        """What is known of the entry under `key`, at the cost of its manifest; None when there is none.

        The manifest is checked, and that a payload of its size lies there. Its bytes are not: that they are damaged is
        found by `get`, which then returns None. What `get` returns with the same digest is the same entry. Counts as
        use."""
        return self._found(key, _known)

    def holds(self, key: str) -> bool:
        """Whether an entry is there, as far as `look` can tell."""
        return self.look(key) is not None

    def payload_path(self, key: str) -> Path:
        """Where the payload of an entry lies, for what reads it in parts; `get` has checked it."""
        found = (eviction.paths(root, key)[0] for root in self._roots)
        return next((path for path in found if path.is_file()), eviction.paths(self.root, key)[0])

    def put(self, key: str, entry: Entry) -> str:
        """Keep an entry; its digest, the one that `look` and `get` will give. Raises DiskFailed when it cannot be
        written; a half-written entry is never seen."""
        payload_path, manifest_path = eviction.paths(self.root, key)
        manifest = {
            "key": key,
            "sha256": hashlib.sha256(entry.payload).hexdigest(),
            "size": len(entry.payload),
            "facts": dict(entry.facts),
        }
        seal = _seal(manifest)
        write_whole(payload_path, entry.payload, is_checked=True)
        sealed = json.dumps({**manifest, "seal": seal}, sort_keys=True).encode()
        write_whole(manifest_path, sealed, is_checked=True)
        return seal

    def check(self, key: str) -> bool:
        """Whether an entry is whole; a damaged one is set aside. Not a use."""
        return self._found(key, partial(_entry, is_use=False)) is not None

    def stock(self) -> eviction.Stock:
        """All that lies in it, with sizes and times."""
        return eviction.take_stock(self.root)

    def entries(self) -> tuple[str, ...]:
        """The keys of all entries, sorted."""
        return tuple(sorted(item.key for item in self.stock().items if item.is_entry))

    def size(self) -> int:
        """Bytes on disk."""
        return self.stock().size

    def remove(self, key: str) -> None:
        """Forget an entry."""
        eviction.remove(self.root, key)

    def lease(self) -> AbstractContextManager[None]:
        """While this lasts, nobody prunes what was used or made since it began, nor an hour before."""
        return leases.lease(self.root)

    def runs(self) -> tuple[leases.Lease, ...]:
        """The runs at work: their leases, oldest first."""
        return leases.live_leases(self.root)

    def pin(self, name: str, keys: Iterable[str]) -> None:
        """Never prune these entries, until `unpin`; they take the place of what was pinned under the name before, and need
        not be there yet. Raises DiskFailed."""
        facts = {"name": name, "keys": sorted(set(keys))}
        write_whole(self._pin_path(name), json.dumps(facts, ensure_ascii=False).encode())

    def unpin(self, name: str) -> None:
        """Let the entries pinned under a name go their way. Raises DiskFailed."""
        try:
            self._pin_path(name).unlink(missing_ok=True)
        except OSError as error:
            raise disk_failed(self._pin_path(name), error) from error

    def pins(self) -> Mapping[str, frozenset[str]]:
        """The pinned keys by name. A damaged pin is set aside: the entries are not lost, they only may be."""
        found: dict[str, frozenset[str]] = {}
        for path in sorted((self.root / PINS).glob("*.json")):
            try:
                facts = json.loads(read_plain(path)[0])
                found[str(facts["name"])] = frozenset(facts["keys"])
            except FileNotFoundError:
                continue
            except (OSError, Spoilt, ValueError, KeyError, TypeError):
                self._set_aside(path.stem, path)
        return found

    def prune(self, limit: int, is_rehearsal: bool = False) -> eviction.Pruning:
        """Remove the entries used longest ago until no more than `limit` bytes are left. What is pinned and what runs at
        work need stays, even if that is more. A rehearsal only counts."""
        pinned: Collection[str] = frozenset[str]().union(*self.pins().values())
        return eviction.prune(self.root, limit, pinned, is_rehearsal)

    def make_room(self, needed: int) -> None:
        """Prune until `needed` bytes are free on the disk, or nothing can be spared. The folder must be there."""
        missing = needed - shutil.disk_usage(self.root).free
        if missing > 0:
            self.prune(max(0, self.size() - missing))

    def _pin_path(self, name: str) -> Path:
        return self.root / PINS / f"{quote(name, safe='')}.json"

    def _found(self, key: str, read: Callable[[Path, str], _Read]) -> _Read | None:
        """What is read of the entry, where it is whole. What lies there and is damaged is set aside."""
        for root in self._roots:
            try:
                return read(root, key)
            except Spoilt:
                self._set_aside(key, *reversed(eviction.paths(root, key)))
            except OSError:  # nothing is there, or not any more
                continue
        return None

    def _set_aside(self, key: str, *found: Path) -> None:
        self.damaged.append(key)
        for path in found:
            with suppress(OSError):  # where it cannot be moved, what is made anew replaces it
                aside = path.parent.parent / eviction.DAMAGED
                aside.mkdir(parents=True, exist_ok=True)
                path.replace(aside / path.name)


def borrowed(root: Path, folder: Path) -> Store:
    """A store in a new folder that has what the store in `root` has, for a `root` that cannot be written. Raises
    DiskFailed."""
    try:
        folder.mkdir(parents=True)
        (folder / LENT).symlink_to(root, target_is_directory=True)
    except OSError as error:
        raise disk_failed(folder, error) from error
    return Store(folder)


def _entry(root: Path, key: str, is_use: bool = True) -> Entry:
    """An entry, every byte checked. Raises Spoilt, and OSError where there is none."""
    known, sha256 = _manifest(root, key, is_use)
    payload, _ = read_plain(eviction.paths(root, key)[0], known.size)
    if hashlib.sha256(payload).hexdigest() != sha256:
        raise Spoilt
    return Entry(known.facts, payload, known.digest)


def _known(root: Path, key: str) -> Known:
    """An entry without its payload. Raises Spoilt, and OSError where there is none."""
    known, _ = _manifest(root, key, is_use=True)
    payload = eviction.paths(root, key)[0].stat(follow_symlinks=False)
    if not stat.S_ISREG(payload.st_mode) or payload.st_size != known.size:
        raise Spoilt
    return known


def _manifest(root: Path, key: str, is_use: bool) -> tuple[Known, str]:
    """What the manifest says, and the SHA-256 of the payload. A use is noted."""
    path = eviction.paths(root, key)[1]
    content, touched = read_plain(path)
    try:
        manifest = json.loads(content)
        known = Known(manifest["facts"], manifest["size"], manifest.pop("seal"))
        if known.digest != _seal(manifest) or manifest["key"] != key:
            raise Spoilt
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Spoilt from error
    if is_use and abs(time.time_ns() - touched) > leases.GRAIN:
        with suppress(OSError):  # a store that can only be read still serves
            os.utime(path)
    return known, manifest["sha256"]


def _seal(manifest: Mapping[str, Any]) -> str:
    """The digest of all that an entry is: its key, its facts, its payload's size and SHA-256."""
    return hashlib.sha256(json.dumps(manifest, sort_keys=True).encode()).hexdigest()
