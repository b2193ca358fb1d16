"""Reading the boxes of an MP4 file ourselves, so that a master is not judged only by the library that wrote it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

HEADERS = {
    "moov": 0, "trak": 0, "mdia": 0, "minf": 0, "stbl": 0, "edts": 0, "udta": 0, "stsd": 8, "avc1": 78, "mp4a": 28,
}  # fmt: skip
"""Boxes that hold boxes, and the bytes that stand before the first of them."""


@dataclass(frozen=True, slots=True)
class Box:
    """A box: the names of the boxes around it and its own ('moov/trak/mdia'), and where its content lies in the file."""

    path: str
    start: int
    size: int

    def content(self, file: Path) -> bytes:
        """The bytes of the box without its header."""
        with file.open("rb") as stream:
            stream.seek(self.start)
            return stream.read(self.size)


def boxes(file: Path) -> tuple[Box, ...]:
    """All boxes of a file in the order they stand in it. Raises ValueError when they do not fill it exactly."""
    with file.open("rb") as stream:
        return tuple(_within(stream, "", 0, file.stat().st_size))


def _within(stream: BinaryIO, outer: str, at: int, end: int) -> Iterator[Box]:
    while at < end:
        stream.seek(at)
        head = stream.read(16)
        size, header = int.from_bytes(head[:4], "big"), 8
        if size == 1:
            size, header = int.from_bytes(head[8:16], "big"), 16
        if size < header or at + size > end:
            raise ValueError(f"the box at byte {at} is damaged or cut off")
        name = head[4:8].decode("latin-1")
        path = f"{outer}/{name}" if outer else name
        yield Box(path, at + header, size - header)
        if name in HEADERS:
            yield from _within(stream, path, at + header + HEADERS[name], at + size)
        at += size
