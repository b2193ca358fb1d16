"""What a font file says that layout needs: which characters it has, how wide they are, how pairs are kerned.

Read straight from the TrueType tables, in font units: the layout is then the same at every scale and does not depend on
a shaping library of the system. Vietnamese in NFC needs no shaping beyond kerning."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from bulletin.brand.style import Font
from bulletin.errors import BadConfig
from bulletin.messages import say

PAIR_ADJUSTMENT = 2
EXTENSION = 9
X_ADVANCE = 4
FIGURES = "0123456789"
LARGEST = 40_000_000
"""Bytes of a font file."""


@dataclass(slots=True)
class _ClassPairs:
    """Kerning by classes of glyphs: a matrix of `right_classes` columns."""

    covered: frozenset[int]
    left: dict[int, int]
    right: dict[int, int]
    right_classes: int
    values: list[int]

    def kern(self, left: int, right: int) -> int:
        return self.values[self.left.get(left, 0) * self.right_classes + self.right.get(right, 0)]


@dataclass(slots=True)
class _GlyphPairs:
    """Kerning of single pairs; a left glyph that is covered but not paired falls through to the next table."""

    pairs: dict[tuple[int, int], int]


@dataclass(slots=True)
class Face:
    """A font's measures in font units; `units` of them are one em."""

    units: int
    ascent: int
    descent: int
    capital: int
    highest: int
    """How far any ink reaches above the base line."""
    lowest: int
    """How far any ink reaches below it."""
    glyphs: dict[int, int]
    advances: list[int]
    tables: list[_ClassPairs | _GlyphPairs]
    _kerned: dict[tuple[str, str], int] = field(default_factory=dict)

    def has(self, character: str) -> bool:
        return ord(character) in self.glyphs

    def advance(self, character: str) -> int:
        return self.advances[self.glyphs.get(ord(character), 0)]

    @property
    def cell(self) -> int:
        """The width of a figure in a table: that of the widest."""
        return max(self.advance(figure) for figure in FIGURES)

    def kern(self, left: str, right: str) -> int:
        """The adjustment of the space between two characters."""
        pair = (left, right)
        if pair not in self._kerned:
            self._kerned[pair] = self._look_up(self.glyphs.get(ord(left), 0), self.glyphs.get(ord(right), 0))
        return self._kerned[pair]

    def _look_up(self, left: int, right: int) -> int:
        for table in self.tables:
            if isinstance(table, _GlyphPairs):
                if (left, right) in table.pairs:
                    return table.pairs[left, right]
            elif left in table.covered:
                return table.kern(left, right)
        return 0


@cache
def face_of(font: Font) -> Face:
    """The measures of a font, read once a process. Raises BadConfig when the file is not a TrueType font."""
    try:
        path = Path(font.file.path)
        if path.stat().st_size > LARGEST:
            raise ValueError("too large")
        return _read(path.read_bytes())
    except (struct.error, KeyError, IndexError, ValueError, MemoryError, OSError) as error:
        raise unreadable(font) from error


def unreadable(font: Font) -> BadConfig:
    """A font file that is none, or a damaged one."""
    return BadConfig(
        say("The font file {file} cannot be read", file=font.label),
        hint=say("Put back the font file that came with the brand pack."),
    )


def _read(content: bytes) -> Face:
    count = struct.unpack_from(">H", content, 4)[0]
    records = (struct.unpack_from(">4sIII", content, 12 + 16 * index) for index in range(count))
    at = {tag.decode("latin-1"): start for tag, _, start, _ in records}
    units = struct.unpack_from(">H", content, at["head"] + 18)[0]
    ascent, descent = struct.unpack_from(">hh", content, at["hhea"] + 4)
    metrics = struct.unpack_from(">H", content, at["hhea"] + 34)[0]
    advances = [struct.unpack_from(">H", content, at["hmtx"] + 4 * index)[0] for index in range(metrics)]
    total = struct.unpack_from(">H", content, at["maxp"] + 4)[0]
    advances += advances[-1:] * (total - metrics)
    capital = struct.unpack_from(">h", content, at["OS/2"] + 88)[0]
    tables = _kerning(content, at["GPOS"]) if "GPOS" in at else []
    lowest, _, highest = struct.unpack_from(">hhh", content, at["head"] + 38)
    characters = _characters(content, at["cmap"])
    return Face(units, ascent, -descent, capital, highest, -lowest, characters, advances, tables)


def _characters(content: bytes, cmap: int) -> dict[int, int]:
    """Code point → glyph, from the Unicode table of format 4 (the basic plane holds all that news is written in)."""
    count = struct.unpack_from(">H", content, cmap + 2)[0]
    for index in range(count):
        start = cmap + struct.unpack_from(">HHI", content, cmap + 4 + 8 * index)[2]
        if struct.unpack_from(">H", content, start)[0] == 4:
            return _format_4(content, start)
    raise KeyError("cmap format 4")


def _format_4(content: bytes, start: int) -> dict[int, int]:
    segments = struct.unpack_from(">H", content, start + 6)[0] // 2
    row = f">{segments}H"
    ends = struct.unpack_from(row, content, start + 14)
    starts = struct.unpack_from(row, content, start + 16 + 2 * segments)
    deltas = struct.unpack_from(row, content, start + 16 + 4 * segments)
    ranges_at = start + 16 + 6 * segments
    ranges = struct.unpack_from(row, content, ranges_at)
    glyphs = {}
    for index in range(segments):
        for code in range(starts[index], min(ends[index], 0xFFFE) + 1):
            glyph = code
            if ranges[index]:
                place = ranges_at + 2 * index + ranges[index] + 2 * (code - starts[index])
                glyph = struct.unpack_from(">H", content, place)[0]
            if ranges[index] == 0 or glyph:
                glyphs[code] = (glyph + deltas[index]) & 0xFFFF
    return {code: glyph for code, glyph in glyphs.items() if glyph}


def _kerning(content: bytes, gpos: int) -> list[_ClassPairs | _GlyphPairs]:
    """The pair tables of the feature `kern`, in the font's order."""
    feature_list, lookup_list = (gpos + at for at in struct.unpack_from(">HH", content, gpos + 6))
    wanted: set[int] = set()
    for index in range(struct.unpack_from(">H", content, feature_list)[0]):
        tag, at = struct.unpack_from(">4sH", content, feature_list + 2 + 6 * index)
        if tag == b"kern":
            count = struct.unpack_from(">H", content, feature_list + at + 2)[0]
            wanted.update(struct.unpack_from(f">{count}H", content, feature_list + at + 4))
    tables = []
    for number in sorted(wanted):
        lookup = lookup_list + struct.unpack_from(">H", content, lookup_list + 2 + 2 * number)[0]
        kind, _, count = struct.unpack_from(">HHH", content, lookup)
        for offset in struct.unpack_from(f">{count}H", content, lookup + 6):
            subtable, sort = lookup + offset, kind
            if kind == EXTENSION:
                sort, further = struct.unpack_from(">HI", content, subtable + 2)
                subtable += further
            if sort == PAIR_ADJUSTMENT:
                tables.append(_pairs(content, subtable))
    return tables


def _pairs(content: bytes, at: int) -> _ClassPairs | _GlyphPairs:
    shape, coverage, first, second = struct.unpack_from(">HHHH", content, at)
    covered = _coverage(content, at + coverage)
    step = 2 * (first.bit_count() + second.bit_count())
    skip = 2 * (first & (X_ADVANCE - 1)).bit_count()
    kerns = bool(first & X_ADVANCE)
    if shape == 1:
        pairs: dict[tuple[int, int], int] = {}
        for left, offset in zip(covered, struct.unpack_from(f">{len(covered)}H", content, at + 10), strict=True):
            for index in range(struct.unpack_from(">H", content, at + offset)[0]):
                record = at + offset + 2 + index * (2 + step)
                right = struct.unpack_from(">H", content, record)[0]
                pairs[left, right] = struct.unpack_from(">h", content, record + 2 + skip)[0] if kerns else 0
        return _GlyphPairs(pairs)
    left_at, right_at, lefts, rights = struct.unpack_from(">HHHH", content, at + 8)
    values = [
        struct.unpack_from(">h", content, at + 16 + index * step + skip)[0] if kerns else 0
        for index in range(lefts * rights)
    ]
    classes = _classes(content, at + left_at), _classes(content, at + right_at)
    return _ClassPairs(frozenset(covered), *classes, rights, values)


def _coverage(content: bytes, at: int) -> list[int]:
    shape, count = struct.unpack_from(">HH", content, at)
    if shape == 1:
        return list(struct.unpack_from(f">{count}H", content, at + 4))
    ranges = (struct.unpack_from(">HHH", content, at + 4 + 6 * index) for index in range(count))
    return [glyph for first, last, _ in ranges for glyph in range(first, last + 1)]


def _classes(content: bytes, at: int) -> dict[int, int]:
    if struct.unpack_from(">H", content, at)[0] == 1:
        first, count = struct.unpack_from(">HH", content, at + 2)
        return {first + index: sort for index, sort in enumerate(struct.unpack_from(f">{count}H", content, at + 6))}
    count = struct.unpack_from(">H", content, at + 2)[0]
    ranges = (struct.unpack_from(">HHH", content, at + 4 + 6 * index) for index in range(count))
    return {glyph: sort for first, last, sort in ranges for glyph in range(first, last + 1)}
