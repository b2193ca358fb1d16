"""Bytes of a script to clean text: UTF-8, NFC, LF, nothing invisible; passages of it that know where they stand; its digest."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bulletin.errors import BadInput, Place
from bulletin.messages import say
from bulletin.script.reading import Reading
from bulletin.script.values import Text

MOST_BYTES = 2_000_000
MOST_LINES = 32_000
LONGEST_LINE = 20_000
"""Limits of a script file, far above any bulletin: they keep a hostile or mistaken file from costing minutes."""

FILLER = "\x01"
"""Stands where a comment of several lines was taken out of a sentence. It cannot be typed: control characters are refused."""

_NEWLINES = re.compile("\r\n|[\r\v\x85\u2028\u2029]")
_SPACES = dict.fromkeys(
    map(ord, "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u205f\u3000"), " "
)
_UNSEEN = dict.fromkeys(map(ord, "\ufeff\u200b\u2060\u00ad\u180e"))
_BIDI = "\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069"
_REFUSED = re.compile(f"[{_BIDI}\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of text cut from a script. `starts` holds, for each of its lines, the offset in the run it was cut from,
    the line and the column in the file; `base` is where `text` begins in that run."""

    text: str
    file: str
    starts: tuple[tuple[int, int, int], ...]
    base: int = 0

    @property
    def words(self) -> str:
        """The text with single spaces, for showing."""
        return " ".join(self.text.split())

    @property
    def line(self) -> int:
        return self.place().line

    def place(self, offset: int = 0) -> Place:
        """Where the character at `offset` stands in the file."""
        at = self.base + offset
        start, line, column = self.starts[max(0, bisect_right(self.starts, at, key=lambda s: s[0]) - 1)]
        return Place(self.file, line, column + at - start)

    def part(self, start: int, end: int | None = None) -> Passage:
        """The text between two offsets, without space around it."""
        cut = self.text[start:end]
        lead = len(cut) - len(cut.lstrip())
        return replace(self, text=cut.strip(), base=self.base + start + lead)

    def lines(self) -> tuple[Passage, ...]:
        """Its lines, one passage each."""
        ends = [found.start() for found in re.finditer("\n", self.text)]
        return tuple(
            self.part(start, end)
            for start, end in zip([0, *(e + 1 for e in ends)], [*ends, len(self.text)], strict=True)
        )

    def from_line(self, line: int) -> Passage:
        """What stands from a line of the file on."""
        return self.part(next(start for start, number, _ in self.starts if number >= line) - self.base)

    def shown(self) -> Text:
        """As a value: its words and where they stand."""
        return Text(self.words, self.place())


def passage(file: str, lines: Sequence[tuple[str, int, int]]) -> Passage:
    """A passage made of pieces of lines, each with its line and column from 1; no space may stand around a piece."""
    starts, offset = [], 0
    for piece, line, column in lines:
        starts.append((offset, line, column))
        offset += len(piece) + 1
    return Passage("\n".join(piece for piece, _, _ in lines), file, tuple(starts))


def decode(data: bytes, file: str) -> str:
    """The text of a script file. Raises BadInput with the byte and the line when it is not UTF-8 or too large."""
    if len(data) > MOST_BYTES:
        raise BadInput(
            say("The script is {size} bytes long; at most {limit} are read.", size=len(data), limit=MOST_BYTES),
            Place(file),
            say("Split the bulletin into several scripts, or check that this file is a script."),
        )
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _not_utf8(data, 0, file, "UTF-16")
    if (nul := data.find(0)) >= 0:
        raise _not_utf8(data, nul, file, "UTF-16" if data.count(0) * 4 > len(data) else "")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as broken:
        raise _not_utf8(data, broken.start, file, "Windows-1258, Latin-1") from broken


def clean(text: str, reading: Reading) -> str:
    """The text in NFC with LF, ordinary spaces and without unseen characters. Characters that reverse or control
    the text, and lines over the limit, are errors of `reading`."""
    text = _NEWLINES.sub("\n", text)
    text = re.sub(r"(?<=\S)\f(?=\S)", " ", text).replace("\f", "")
    text = unicodedata.normalize("NFC", text.translate(_UNSEEN).translate(_SPACES))
    lines = text.split("\n")
    if len(lines) > MOST_LINES:
        raise BadInput(
            say("The script has {count} lines; at most {limit} are read.", count=len(lines), limit=MOST_LINES),
            Place(reading.file, MOST_LINES + 1),
            say("Split the bulletin into several scripts, or check that this file is a script."),
        )
    for number, line in enumerate(lines, 1):
        if len(line) > LONGEST_LINE:
            reading.error(
                Place(reading.file, number, LONGEST_LINE + 1),
                say(
                    "Line {line} is {length} characters long; at most {limit} are read.",
                    line=number,
                    length=len(line),
                    limit=LONGEST_LINE,
                ),
                say("Divide the line into paragraphs."),
            )
        for found in _REFUSED.finditer(line):
            _refuse(reading, found[0], Place(reading.file, number, found.start() + 1))
    return text


def digest(text: str) -> str:
    """SHA-256 (hex) of clean text; spaces at line ends and empty lines at the end do not count."""
    lines = "\n".join(line.rstrip() for line in text.split("\n")).rstrip("\n")
    return hashlib.sha256(f"{lines}\n".encode()).hexdigest()


def without_comments(text: str, reading: Reading) -> str:
    """The text with every `<!-- … -->` blanked; all other characters keep their line and column."""
    pieces, at = [], 0
    while (start := text.find("<!--", at)) >= 0:
        end = text.find("-->", start + 4)
        if end < 0:
            place = Place(reading.file, text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start))
            reading.error(place, say("A comment is opened here and never closed."), say("Write --> where it ends."))
            end = len(text)
        pieces += [text[at:start], _blank(text[text.rfind("\n", 0, start) + 1 : start], text[start : end + 3])]
        at = end + 3
    return "".join([*pieces, text[at:]])


def bare(text: str) -> str:
    """Lower case without Vietnamese marks, character for character where the text is NFC: 'Đồ họa' → 'do hoa'."""
    return "".join(unicodedata.normalize("NFD", letter)[0] for letter in text.lower().replace("đ", "d"))


def slug_of(title: str) -> str:
    """A slug made of a title: ASCII, lower case, hyphens, at most 40 characters; empty when nothing is left."""
    slug = re.sub("[^a-z0-9]+", "-", bare(title)).strip("-")
    return slug if len(slug) <= 40 else slug[:41].rpartition("-")[0] or slug[:40]


def _blank(before: str, comment: str) -> str:
    """Spaces for a comment. Inside a sentence its empty lines must not divide the paragraph, so they get a filler."""
    inside = before.strip() and not before.lstrip().startswith(("#", "|"))
    return "\n".join((FILLER if inside else "") + " " * (len(line) - bool(inside)) for line in comment.split("\n"))


def _refuse(reading: Reading, letter: str, place: Place) -> None:
    name = f"U+{ord(letter):04X}"
    if re.match(f"[{_BIDI}]", letter):
        message = say("An invisible character ({name}) changes the direction of the text.", name=name)
    else:
        message = say("A control character ({name}) stands in the text.", name=name)
    reading.error(place, message, say("Delete it; typing the words again by hand is the surest way."))


def _not_utf8(data: bytes, offset: int, file: str, guess: str) -> BadInput:
    line_start = data.rfind(b"\n", 0, offset) + 1
    place = Place(file, data.count(b"\n", 0, offset) + 1, len(data[line_start:offset].decode("utf-8", "replace")) + 1)
    message = say("The file is not UTF-8 text: byte {offset} cannot be read.", offset=offset)
    if guess:
        return BadInput(message, place, say("It looks like {encoding}. Save it again as UTF-8.", encoding=guess))
    return BadInput(message, place, say("Save it again as plain text in UTF-8."))
