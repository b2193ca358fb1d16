"""Digests of values, files and source: the keys that results are kept under."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any


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
    from importlib import metadata  # as slow to load as the rest of a quick command together

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
        hasher.update(b"B%d:" % len(value))
        hasher.update(value)
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
