"""Chunks as a browser's media source takes them: one opening segment for all, one fragment of an MP4 for each chunk.

A fragment's times begin at 0 with its first packet; shown frames come REORDER frames later. The page places it by
adding the chunk's start, less those frames."""

from __future__ import annotations

import struct
from collections.abc import Sequence

from bulletin.picture.values import Chunk
from bulletin.timing import FRAME_RATE

REORDER = 2
"""Frames that decoding runs ahead of showing."""
TICKS = 512
"""Ticks of the track's clock in a frame."""
SYNC, OTHER = 0x0200_0000, 0x0101_0000
"""Sample flags: depends on no other picture; depends on others and is no place to begin."""
UNITY = struct.pack(">9i", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)


def codec(extradata: bytes) -> str:
    """What a media source calls the codec: profile, constraints and level of the stream."""
    return f"avc1.{extradata[1:4].hex()}"


def opening(extradata: bytes, width: int, height: int) -> bytes:
    """The segment that comes first."""
    entry = struct.pack(">6xH16xHHII4xH32xHh", 1, width, height, 0x480000, 0x480000, 1, 24, -1)
    colour = struct.pack(">4sHHHB", b"nclx", 1, 1, 1, 0)
    sample = _box(b"avc1", entry, _box(b"avcC", extradata), _box(b"colr", colour))
    empty = b"".join(_full(name, struct.pack(">I", 0)) for name in (b"stts", b"stsc", b"stco"))
    table = _box(b"stbl", _full(b"stsd", struct.pack(">I", 1), sample), empty, _full(b"stsz", struct.pack(">II", 0, 0)))
    where = _box(b"dinf", _full(b"dref", struct.pack(">I", 1), _full(b"url ", flags=1)))
    information = _box(b"minf", _full(b"vmhd", bytes(8), flags=1), where, table)
    header = _full(b"mdhd", struct.pack(">IIIIHH", 0, 0, TICKS * FRAME_RATE, 0, 0x55C4, 0))
    kind = _full(b"hdlr", struct.pack(">I4s12xB", 0, b"vide", 0))
    track = _full(b"tkhd", struct.pack(">IIIII8xhhhH", 0, 0, 1, 0, 0, 0, 0, 0, 0), UNITY, _size(width, height), flags=3)
    movie = _full(b"mvhd", struct.pack(">IIIIIH10x", 0, 0, 1000, 0, 0x10000, 0x100), UNITY, bytes(24), _number(2))
    extends = _box(b"mvex", _full(b"trex", struct.pack(">IIIII", 1, 1, TICKS, 0, 0)))
    brands = _box(b"ftyp", b"iso5", _number(512), b"iso5iso6mp41")
    return brands + _box(b"moov", movie, _box(b"trak", track, _box(b"mdia", header, kind, information)), extends)


def fragment(chunk: Chunk) -> bytes:
    """A chunk as a fragment."""
    rows = [
        (len(packet.payload), SYNC if packet.is_key else OTHER, TICKS * (packet.display - index + REORDER))
        for index, packet in enumerate(chunk.packets)
    ]
    head = len(_moof(rows, 0))
    return _moof(rows, head + 8) + _box(b"mdat", *(packet.payload for packet in chunk.packets))


def _moof(rows: Sequence[tuple[int, int, int]], offset: int) -> bytes:
    run = _full(
        b"trun", struct.pack(">Ii", len(rows), offset), *(struct.pack(">III", *row) for row in rows), flags=0x000E01
    )
    track = _box(
        b"traf",
        _full(b"tfhd", struct.pack(">II", 1, TICKS), flags=0x020008),
        _full(b"tfdt", struct.pack(">Q", 0), version=1),
        run,
    )
    return _box(b"moof", _full(b"mfhd", _number(1)), track)


def _box(name: bytes, *parts: bytes) -> bytes:
    content = b"".join(parts)
    return struct.pack(">I4s", 8 + len(content), name) + content


def _full(name: bytes, *parts: bytes, version: int = 0, flags: int = 0) -> bytes:
    return _box(name, struct.pack(">I", version << 24 | flags), *parts)


def _number(value: int) -> bytes:
    return struct.pack(">I", value)


def _size(width: int, height: int) -> bytes:
    return struct.pack(">II", width << 16, height << 16)
