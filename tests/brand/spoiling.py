"""Fonts spoiled for tests: characters taken out of their table, as in a font that was made for English."""

from __future__ import annotations

import struct


def without_letters(content: bytes, letters: str) -> bytes:
    """A TrueType font whose table of characters lacks some letters."""
    made = bytearray(content)
    codes = {ord(letter) for letter in letters}
    count = struct.unpack_from(">H", content, 4)[0]
    records = (struct.unpack_from(">4sIII", content, 12 + 16 * index) for index in range(count))
    cmap = next(start for tag, _, start, _ in records if tag == b"cmap")
    for index in range(struct.unpack_from(">H", content, cmap + 2)[0]):
        start = cmap + struct.unpack_from(">HHI", content, cmap + 4 + 8 * index)[2]
        if struct.unpack_from(">H", content, start)[0] == 4:
            _empty(made, start, codes)
    return bytes(made)


def _empty(made: bytearray, start: int, codes: set[int]) -> None:
    """Let codes of a table of format 4 lead to no glyph."""
    segments = struct.unpack_from(">H", made, start + 6)[0] // 2
    row = f">{segments}H"
    ends, starts = struct.unpack_from(row, made, start + 14), struct.unpack_from(row, made, start + 16 + 2 * segments)
    ranges_at = start + 16 + 6 * segments
    ranges = struct.unpack_from(row, made, ranges_at)
    for index in range(segments):
        for code in codes & set(range(starts[index], ends[index] + 1)):
            if ranges[index]:
                place = ranges_at + 2 * index + ranges[index] + 2 * (code - starts[index])
                struct.pack_into(">H", made, place, 0)
            else:
                struct.pack_into(">H", made, start + 14 + 2 * index, starts[index])  # the segment ends before it
