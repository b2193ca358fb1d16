"""Results by digest: whatever was costly to make is kept under the digest of what it was made from.

An entry is two files, payload first and manifest last: an entry without a manifest does not exist. Every read checks
the payload against the manifest; what does not agree is moved to `damaged/` and counts as missing."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from importlib import metadata, resources
from pathlib import Path
from typing import Any

from bulletin.errors import DiskFailed
from bulletin.messages import say


@dataclasses.dataclass(frozen=True, slots=True)
class Entry:
    """A kept result: small facts (JSON values) and the payload."""

    facts: Mapping[str, Any]
    payload: bytes


class Store:
    """A folder of entries, shared by any number of processes. `damaged` lists the keys set aside by this object."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.damaged: list[str] = []

    def get(self, key: str) -> Entry | None:
        """The entry under `key`, or None when there is none or it is damaged (it is then set aside)."""
        payload_path, manifest_path = self._paths(key)
        try:
            manifest = json.loads(manifest_path.read_text(encoding="utf-8"))
            payload = payload_path.read_bytes()
            if manifest["key"] == key and manifest["sha256"] == hashlib.sha256(payload).hexdigest():
                self._mark_used(manifest_path)
                return Entry(manifest["facts"], payload)
        except FileNotFoundError:
            if not manifest_path.exists():
                return None
        except (OSError, ValueError, KeyError, TypeError):
            pass
        self._set_aside(key)
        return None

    def payload_path(self, key: str) -> Path:
        """Where the payload of an entry lies, for what reads it in parts; `get` has checked it."""
        return self._paths(key)[0]

    def holds(self, key: str) -> bool:
        """Whether an entry is there, its payload not checked."""
        return self._paths(key)[1].is_file()

    def put(self, key: str, entry: Entry) -> None:
        """Keep an entry. Raises DiskFailed when it cannot be written; a half-written entry is never seen."""
        payload_path, manifest_path = self._paths(key)
        manifest = {
            "key": key,
            "sha256": hashlib.sha256(entry.payload).hexdigest(),
            "size": len(entry.payload),
            "facts": dict(entry.facts),
        }
        write_whole(payload_path, entry.payload)
        write_whole(manifest_path, json.dumps(manifest, sort_keys=True).encode())

    def entries(self) -> tuple[str, ...]:
        """The keys of all entries, sorted."""
        return tuple(sorted(path.stem for path in self.root.glob("??/*.json")))

    def size(self) -> int:
        """Bytes on disk."""
        return sum(_size(path) for path in self.root.glob("??/*"))

    def prune(self, limit: int) -> int:
        """Remove the entries used longest ago until no more than `limit` bytes are left; how many went."""
        used = sorted((_last_use(self._paths(key)[1]), key) for key in self.entries())
        size, removed = self.size(), 0
        for _, key in used:
            if size <= limit:
                break
            size -= sum(map(_size, self._paths(key)))
            self.remove(key)
            removed += 1
        return removed

    def remove(self, key: str) -> None:
        """Forget an entry, manifest first."""
        payload_path, manifest_path = self._paths(key)
        manifest_path.unlink(missing_ok=True)
        payload_path.unlink(missing_ok=True)

    def _paths(self, key: str) -> tuple[Path, Path]:
        folder = self.root / key[:2]
        return folder / f"{key}.bin", folder / f"{key}.json"

    def _mark_used(self, manifest_path: Path) -> None:
        with suppress(OSError):  # a store that can only be read still serves
            os.utime(manifest_path)

    def _set_aside(self, key: str) -> None:
        self.damaged.append(key)
        aside = self.root / "damaged"
        with suppress(OSError):  # where it cannot be moved, what is made anew replaces it
            aside.mkdir(parents=True, exist_ok=True)
            for path in reversed(self._paths(key)):
                if path.exists() or path.is_symlink():
                    path.replace(aside / path.name)


def borrowed(root: Path, folder: Path) -> Store:
    """A store in a new folder that has what the store in `root` has, for a `root` that cannot be written. Raises
    DiskFailed."""
    try:
        folder.mkdir(parents=True)
        for path in root.glob("??/*.*"):
            own = folder / path.parent.name
            own.mkdir(exist_ok=True)
            (own / path.name).symlink_to(path)
    except OSError as error:
        raise _disk_failed(folder, error) from error
    return Store(folder)


def _size(path: Path) -> int:
    """Bytes of a file; 0 when another process has just removed it."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def _last_use(manifest_path: Path) -> int:
    try:
        return manifest_path.stat().st_mtime_ns
    except FileNotFoundError:
        return 0


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is either the old one or the complete new one at every instant (temp, fsync, rename).

    Raises DiskFailed with the path and the system's own words."""
    temporary = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
        temporary = Path(name)
        with os.fdopen(descriptor, "wb") as file:
            os.fchmod(file.fileno(), 0o644)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
        temporary = None
        sync_folder(path.parent)
    except OSError as error:
        raise _disk_failed(path, error) from error
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def _disk_failed(path: Path, error: OSError) -> DiskFailed:
    return DiskFailed(
        say("Cannot write {path}: {reason}", path=str(path), reason=error.strerror or str(error)),
        hint=say("Free some space or choose another folder. Nothing was published; finished work is kept."),
    )


def sync_folder(folder: Path) -> None:
    """Make a rename inside `folder` survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def digest(*parts: object) -> str:
    """The SHA-256 of values: dataclasses (type name and fields), tuples, mappings, text, numbers, bytes, None."""
    hasher = hashlib.sha256()
    for part in parts:
        _feed(hasher, part)
    return hasher.hexdigest()


def file_digest(path: Path) -> str:
    """The SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@cache
def source_digest(*packages: str) -> str:
    """The digest of the source of packages or modules, by dotted name, tables and catalogues beside the code included:
    part of every key whose result they make."""
    hasher = hashlib.sha256()
    for package in packages:
        parent, _, name = package.rpartition(".")
        folder = Path(str(resources.files(parent or package)))
        root = folder / name if parent else folder
        found = sorted(root.rglob("*")) if root.is_dir() else [root.with_suffix(".py")]
        files = [path for path in found if path.is_file() and "__pycache__" not in path.parts]
        for file in files:
            _feed(hasher, file.relative_to(folder).as_posix())
            _feed(hasher, file.read_bytes())
    return hasher.hexdigest()


@cache
def versions(*distributions: str) -> tuple[str, ...]:
    """`name version` of installed distributions, for keys and manifests."""
    return tuple(f"{name} {metadata.version(name)}" for name in distributions)


def _feed(hasher: Any, value: object) -> None:
    """Feed a value with its type and length, so that no two different values feed the same bytes."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = [(field.name, getattr(value, field.name)) for field in dataclasses.fields(value) if field.compare]
        _feed_many(hasher, b"D", [type(value).__name__, *(part for pair in fields for part in pair)])
    elif isinstance(value, tuple | list):
        _feed_many(hasher, b"T", value)
    elif isinstance(value, Mapping):
        _feed_many(hasher, b"M", [part for key in sorted(value) for part in (key, value[key])])
    elif isinstance(value, bytes):
        hasher.update(b"B%d:" % len(value) + value)
    elif isinstance(value, str):
        encoded = value.encode()
        hasher.update(b"S%d:" % len(encoded) + encoded)
    elif value is None or isinstance(value, bool | int | float):
        hasher.update(f"{type(value).__name__[0].upper()}{value!r};".encode())
    else:
        raise TypeError(f"a {type(value).__name__} has no digest")


def _feed_many(hasher: Any, mark: bytes, values: Any) -> None:
    hasher.update(mark + b"%d:" % len(values))
    for value in values:
        _feed(hasher, value)
