"""Motion pieces of a pack, made once and kept in the store as stamps, readable frame by frame."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Any

import av
import numpy as np

from bulletin.brand.values import Pixels
from bulletin.picture.stamps import OPAQUE, Deep, Stamp, stamp_of
from bulletin.picture.values import Plane
from bulletin.store import Entry, Store, digest
from bulletin.timing import FRAME_RATE

GROUP = 10
"""Frames kept in one entry of the store: what is read at a time."""
FASTEST = 1
LOSSLESS = "magicyuv"
"""How code values are kept: made and read in half of deflate's time, and smaller."""


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
    """Place and size in the facts, with the bytes of the deflated opacity, 0 where all is opaque; then that and the coded code
    values. Chroma is rounded to code values, half of one off at most; it is read in half the time of 16-bit products."""
    if stamp is None:
        return None, b""
    place = [stamp.x, stamp.y, stamp.width, stamp.height]
    if stamp.through is None:
        return [*place, 0], _coded(stamp.values)
    luma, chroma = stamp.through
    through = zlib.compress(np.concatenate([luma, chroma], axis=None).astype("<u2").tobytes(), FASTEST)
    codes = [_code(values, seen) for values, seen in zip(stamp.values, (luma, chroma, chroma), strict=True)]
    return [*place, len(through)], through + _coded(codes)


def _unpacked(fact: Any, content: bytes) -> Stamp | None:
    if fact is None:
        return None
    x, y, width, height, deflated = fact
    area, quarter = width * height, width * height // 4
    codes = _decoded(content[deflated:], width, height)
    luma, cb, cr = np.split(codes, (area, area + quarter))
    luma, cb, cr = luma.reshape(height, width), cb.reshape(height // 2, -1), cr.reshape(height // 2, -1)
    if not deflated:
        return Stamp(x, y, (luma, cb, cr), None)
    through = np.frombuffer(zlib.decompress(content[:deflated], bufsize=2 * (area + quarter)), "<u2")
    seen, seen_chroma = through[:area].reshape(height, width), through[area:].reshape(height // 2, -1)
    products = _product(luma, seen), _product(cb, seen_chroma), _product(cr, seen_chroma)
    return Stamp(x, y, products, (seen, seen_chroma))


def _code(values: Deep | Plane, through: Deep) -> Plane:
    """The code values of products; nothing of what is not seen."""
    cover = np.maximum(OPAQUE - through.astype(np.int32), 1)
    return np.asarray((values - np.int32(128) + cover // 2) // cover, np.uint8)


def _product(codes: Plane, through: Deep) -> Deep:
    values: Deep = np.multiply(codes, np.uint16(OPAQUE) - through, dtype=np.uint16)
    values += np.uint16(128)
    return values


def _coded(planes: Sequence[Plane | Deep]) -> bytes:
    height, width = planes[0].shape
    context: Any = av.CodecContext.create(LOSSLESS, "w")
    context.width, context.height, context.pix_fmt = width, height, "yuv420p"
    context.time_base, context.thread_count = Fraction(1, FRAME_RATE), 1
    context.options = {"slices": "1"}
    rows: Any = np.concatenate(planes, axis=None).reshape(-1, width)
    picture = av.VideoFrame.from_ndarray(rows, format="yuv420p")
    return b"".join(bytes(packet) for packet in (*context.encode(picture), *context.encode(None)))


def _decoded(content: bytes, width: int, height: int) -> Plane:
    context: Any = av.CodecContext.create(LOSSLESS, "r")
    context.width, context.height, context.thread_count = width, height, 1
    picture: Any = context.decode(av.Packet(content))[0]
    return np.asarray(picture.to_ndarray(), np.uint8).reshape(-1)
