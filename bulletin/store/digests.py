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
        hasher.update(_fed(part))
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
            hasher.update(_fed(file.relative_to(folder).as_posix()))
            hasher.update(_fed(file.read_bytes()))
    return hasher.hexdigest()


@cache
def versions(*distributions: str) -> tuple[str, ...]:
    """`name version` of installed distributions, for keys and manifests."""
    from importlib import metadata  # as slow to load as the rest of a quick command together

    return tuple(f"{name} {metadata.version(name)}" for name in distributions)


def _fed(value: object) -> bytes:
    """A value with its type and length, so that no two different values give the same bytes."""
    if isinstance(value, str):
        encoded = value.encode()
        return b"S%d:" % len(encoded) + encoded
    kind: Any = type(value)
    if value is None or isinstance(value, (bool, int, float)):
        return f"{kind.__name__[0].upper()}{value!r};".encode()
    if (fields := _fields(kind)) is not None:
        head, names = fields
        return head + b"".join([part for name, told in names for part in (told, _fed(getattr(value, name)))])
    if isinstance(value, tuple | list):
        return b"T%d:" % len(value) + b"".join(map(_fed, value))
    if isinstance(value, Mapping):
        pairs = (part for key in sorted(value) for part in (_fed(key), _fed(value[key])))
        return b"M%d:" % (2 * len(value)) + b"".join(pairs)
    if isinstance(value, bytes):
        return b"B%d:" % len(value) + value
    raise TypeError(f"a {kind.__name__} has no digest")


@cache
def _fields(kind: Any) -> tuple[bytes, tuple[tuple[str, bytes], ...]] | None:
    """What the values of a dataclass begin with when they are fed, and the fields that tell them apart, by name and as the
    name is fed; None for any other type."""
    called = _fed(kind.__name__)
    if not dataclasses.is_dataclass(kind):
        return None
    names = tuple((field.name, _fed(field.name)) for field in dataclasses.fields(kind) if field.compare)
    return b"D%d:" % (1 + 2 * len(names)) + called, names
