"""Motion pieces of a pack, made once and kept losslessly in the store as stamps, readable frame by frame."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Any

import av
import numpy as np

from bulletin.brand.values import Pixels
from bulletin.picture.stamps import Stamp, stamp_of
from bulletin.picture.values import Plane
from bulletin.store import Entry, Store, digest
from bulletin.timing import FRAME_RATE

GROUP = 10
"""Frames kept in one entry of the store: what is read at a time."""
FASTEST = 1
LOSSLESS = "magicyuv"
"""How opaque frames are kept: made and read in half of deflate's time, and smaller."""


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
    """Keep a piece given as pictures of `size` (width, height), RGBA or opaque RGB; the number of its frames."""
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
    """Place and size in the facts; the planes coded where they are opaque, one after the other and deflated where not."""
    if stamp is None:
        return None, b""
    fact = [stamp.x, stamp.y, stamp.width, stamp.height, stamp.through is not None]
    if stamp.through is None:
        return fact, _coded(stamp)
    content = b"".join(np.ascontiguousarray(plane).tobytes() for plane in (*stamp.values, *stamp.through))
    return fact, zlib.compress(content, FASTEST)


def _unpacked(fact: Any, content: bytes) -> Stamp | None:
    if fact is None:
        return None
    x, y, width, height, is_transparent = fact
    samples: Any = (
        np.frombuffer(zlib.decompress(content), "<u2") if is_transparent else _decoded(content, width, height)
    )
    whole, quarter = (height, width), (height // 2, width // 2)
    planes, at = [], 0
    for rows, columns in (whole, quarter, quarter, whole, quarter)[: 5 if is_transparent else 3]:
        planes.append(samples[at : at + rows * columns].reshape(rows, columns))
        at += rows * columns
    values = (planes[0], planes[1], planes[2])
    return Stamp(x, y, values, (planes[3], planes[4]) if is_transparent else None)


def _coded(stamp: Stamp) -> bytes:
    context: Any = av.CodecContext.create(LOSSLESS, "w")
    context.width, context.height, context.pix_fmt = stamp.width, stamp.height, "yuv420p"
    context.time_base, context.thread_count = Fraction(1, FRAME_RATE), 1
    context.options = {"slices": "1"}
    rows = np.concatenate([plane.reshape(-1) for plane in stamp.values]).reshape(-1, stamp.width)
    picture = av.VideoFrame.from_ndarray(rows, format="yuv420p")
    return b"".join(bytes(packet) for packet in (*context.encode(picture), *context.encode(None)))


def _decoded(content: bytes, width: int, height: int) -> Plane:
    context: Any = av.CodecContext.create(LOSSLESS, "r")
    context.width, context.height, context.thread_count = width, height, 1
    picture: Any = context.decode(av.Packet(content))[0]
    return np.asarray(picture.to_ndarray(), np.uint8).reshape(-1)
