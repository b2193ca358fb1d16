"""The memory of all processes below this one, sampled while they work."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PROC = Path("/proc")
INTERVAL = 0.2
"""Seconds between two samples."""


class Peak:
    """The most memory that this process's descendants held together at any sample, in bytes, while the block ran.

    It is the proportional set size: pages that processes share are counted once."""

    def __init__(self, interval: float = INTERVAL) -> None:
        self.bytes = 0
        self._interval = interval
        self._ended = threading.Event()
        self._sampler = threading.Thread(target=self._sample, args=(os.getpid(),), daemon=True)

    def __enter__(self) -> Peak:
        self._sampler.start()
        return self

    def __exit__(self, *_: Any) -> None:
        self._ended.set()
        self._sampler.join()

    def _sample(self, root: int) -> None:
        while not self._ended.wait(self._interval):
            self.bytes = max(self.bytes, sum(held(pid) for pid in descendants(root)))


def descendants(root: int) -> tuple[int, ...]:
    """The children of a process, their children, and so on; processes that end meanwhile may be missing."""
    children: dict[int, list[int]] = {}
    for pid, parent in _parents():
        children.setdefault(parent, []).append(pid)
    found, waiting = [], list(children.get(root, ()))
    while waiting:
        pid = waiting.pop()
        found.append(pid)
        waiting += children.get(pid, ())
    return tuple(found)


def held(pid: int) -> int:
    """The bytes a process holds: its proportional set size, its resident set where that may not be read, 0 when it ended."""
    shared = _kilobytes(PROC / str(pid) / "smaps_rollup", "Pss:")
    return 1024 * (shared or _kilobytes(PROC / str(pid) / "status", "VmRSS:"))


def _parents() -> Iterator[tuple[int, int]]:
    """Every process with its parent."""
    for folder in PROC.iterdir():
        if folder.name.isdigit():
            try:
                facts = (folder / "stat").read_text(encoding="utf-8", errors="replace")
            except OSError:
                continue
            yield int(folder.name), int(facts.rpartition(")")[2].split()[1])  # the name in brackets may hold anything


def _kilobytes(path: Path, key: str) -> int:
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith(key)), 0)
