"""Jobs for the tests of the cluster: small ones that can travel, and what they do to a worker."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from bulletin.errors import BadInput, Place
from bulletin.messages import say
from bulletin.store import Entry, Store


@dataclass(frozen=True, slots=True)
class Staying:
    """A job for this machine only: its number's square, and the process that did it."""

    number: int
    place: Place | None = None

    @property
    def weight(self) -> int:
        return self.number

    @property
    def name(self) -> str:
        return f"square {self.number}"

    def run(self) -> Any:
        return self.number**2, os.getpid()


@dataclass(frozen=True, slots=True)
class Square(Staying):
    """The same for any machine. `store` is None at home; `marks` is a folder to leave marks in."""

    marks: Path = Path()
    files: tuple[tuple[str, Path], ...] = ()
    store: Path | None = field(default=None, compare=False)

    @property
    def key(self) -> str:
        return f"{self.number:064d}"

    def cargo(self) -> Mapping[str, Path | Store]:
        return dict(self.files)

    def at(self, store: Store) -> Square:
        return replace(self, store=store.root)

    def pack(self, result: Any) -> Entry:
        return Entry({"square": result[0], "process": result[1]}, b"payload" * 1000)

    def unpack(self, entry: Entry) -> Any:
        return entry.facts["square"], entry.facts["process"]


@dataclass(frozen=True, slots=True)
class Deadly(Square):
    """Kills its process so many times; the marks count the deaths."""

    deaths: int = 1

    def run(self) -> Any:
        done = len(list(self.marks.iterdir()))
        if done < self.deaths:
            (self.marks / str(done)).touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return self.number**2, os.getpid()


@dataclass(frozen=True, slots=True)
class Murderous(Square):
    """Kills another process when it is not at home."""

    victim: int = 0

    def run(self) -> Any:
        if self.store is not None:
            os.kill(self.victim, signal.SIGKILL)
        return self.number**2, os.getpid()


@dataclass(frozen=True, slots=True)
class Unreadable(Square):
    """Fails as a photograph would that cannot be used."""

    def run(self) -> Any:
        raise BadInput(say("{file} is empty", file="a.jpg"), self.place)


@dataclass(frozen=True, slots=True)
class Fragile(Square):
    """Fails anywhere but at home."""

    def run(self) -> Any:
        if self.store is not None:
            raise OSError("the disk is full")
        return self.number**2, os.getpid()


@dataclass(frozen=True, slots=True)
class Losing(Square):
    """Counts the bytes of its files, then throws away all that the worker was sent."""

    def run(self) -> Any:
        assert self.store is not None
        size = sum(len(Store(self.store).payload_path(digest).read_bytes()) for digest, _ in self.files)
        shutil.rmtree(self.store)
        return size, os.getpid()


@dataclass(frozen=True, slots=True)
class Marking(Square):
    """Leaves a mark."""

    def run(self) -> Any:
        (self.marks / str(self.number)).touch()
        return self.number**2, os.getpid()
