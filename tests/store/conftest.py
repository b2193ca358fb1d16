"""A store with one entry, and ways to look at it from outside."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from bulletin.store import Entry, Store, digest

KEY = digest("a key")
ENTRY = Entry({"frames": 3}, b"payload of three frames")
HOUR = 3600 * 10**9


@pytest.fixture
def kept(tmp_path: Path) -> Store:
    store = Store(tmp_path / "store")
    store.put(KEY, ENTRY)
    return store


def files(store: Store, key: str = KEY) -> tuple[Path, Path]:
    """The payload and the manifest of an entry."""
    folder = store.root / key[:2]
    return folder / f"{key}.bin", folder / f"{key}.json"


def filled(store: Store, count: int, size: int = 1000) -> list[str]:
    """Put so many entries, each used an hour after the one before and the last one two hours ago."""
    keys = [digest("filled", number) for number in range(count)]
    for number, key in enumerate(keys):
        store.put(key, Entry({}, bytes([number]) * size))
        age(files(store, key)[1], count - number + 1)
    return keys


def age(path: Path, hours: float) -> None:
    """Let a file seem to be last touched so many hours ago."""
    touched = time.time_ns() - round(hours * HOUR)
    os.utime(path, ns=(touched, touched))
