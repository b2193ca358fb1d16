"""Motion pieces of a pack, made once and kept losslessly in the store as stamps, readable frame by frame."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np

from bulletin.brand.values import Pixels
from bulletin.picture.stamps import Stamp, stamp_of
from bulletin.store import Entry, Store, digest

GROUP = 10
"""Frames kept in one entry of the store: what is read at a time."""
FASTEST = 1


class PieceReader:
    """A kept piece. Holds one group of packed frames at a time."""

    def __init__(self, store: Store, key: str, frames: int) -> None:
        self.frames = frames
        self._store = store
        self._key = key
        self._group = -1
        self._stamps: tuple[bytes, ...] = ()
        self._facts: list[Any] = []

    def stamp(self, index: int) -> Stamp | None:
        """The piece's frame `index` (the last one stays), None where it is empty. Raises LookupError when the store has
        lost it."""
        group, place = divmod(min(index, self.frames - 1), GROUP)
        if group != self._group:
            entry = self._store.get(_group_key(self._key, group))
            if entry is None:
                raise LookupError(self._key)
            self._group, self._facts, self._stamps = group, entry.facts["frames"], tuple(_split(entry))
        return _unpacked(self._facts[place], self._stamps[place])


def kept_frames(store: Store, key: str) -> int | None:
    """How many frames a piece has that is kept under `key`; None when it is not kept whole."""
    entry = store.get(key)
    if entry is None:
        return None
    frames = int(entry.facts["frames"])
    return frames if all(store.holds(_group_key(key, group)) for group in range(-(-frames // GROUP))) else None


def entry_keys(store: Store, key: str) -> tuple[str, ...]:
    """The keys of all entries that a piece is kept in. Raises LookupError when it is not kept whole."""
    frames = kept_frames(store, key)
    if frames is None:
        raise LookupError(key)
    return key, *(_group_key(key, group) for group in range(-(-frames // GROUP)))


def keep(store: Store, key: str, pictures: Iterable[Pixels], size: tuple[int, int]) -> int:
    """Keep a piece given as RGBA pictures of `size` (width, height); the number of its frames."""
    packed: list[tuple[Any, bytes]] = []
    count = 0
    for pixels in pictures:
        packed.append(_packed(stamp_of(pixels, 0, 0, size)))
        count += 1
        if len(packed) == GROUP:
            _put(store, _group_key(key, count // GROUP - 1), packed)
            packed = []
    if packed:
        _put(store, _group_key(key, count // GROUP), packed)
    store.put(key, Entry({"frames": count}, b""))
    return count


def _group_key(key: str, group: int) -> str:
    return digest("piece group", key, group)


def _put(store: Store, key: str, packed: list[tuple[Any, bytes]]) -> None:
    facts = {"frames": [fact for fact, _ in packed], "sizes": [len(content) for _, content in packed]}
    store.put(key, Entry(facts, b"".join(content for _, content in packed)))


def _split(entry: Entry) -> Iterator[bytes]:
    at = 0
    for size in entry.facts["sizes"]:
        yield entry.payload[at : at + size]
        at += size


def _packed(stamp: Stamp | None) -> tuple[Any, bytes]:
    """Place and size in the facts, the planes one after the other, deflated."""
    if stamp is None:
        return None, b""
    content = b"".join(np.ascontiguousarray(plane).tobytes() for plane in (*stamp.values, *(stamp.through or ())))
    fact = [stamp.x, stamp.y, stamp.width, stamp.height, stamp.values[1].shape[1], stamp.through is not None]
    return fact, zlib.compress(content, FASTEST)


def _unpacked(fact: Any, content: bytes) -> Stamp | None:
    if fact is None:
        return None
    x, y, width, height, half, transparent = fact
    kind = np.dtype("<u2" if transparent else "u1")
    samples = np.frombuffer(zlib.decompress(content), kind)
    whole, quarter = (height, width), (height // 2, half)
    planes, at = [], 0
    for rows, columns in (whole, quarter, quarter, whole, quarter)[: 5 if transparent else 3]:
        planes.append(samples[at : at + rows * columns].reshape(rows, columns))
        at += rows * columns
    values = (planes[0], planes[1], planes[2])
    return Stamp(x, y, values, (planes[3], planes[4]) if transparent else None)
