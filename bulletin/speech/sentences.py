"""Paragraphs into sentences in both forms, with their clauses and the pictures that stand between them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bulletin.errors import Place
from bulletin.script.values import Paragraph, Phrase, Picture
from bulletin.speech import numerals
from bulletin.speech.lexicon import Lexicon
from bulletin.speech.spoken import Spoken, join, readings, spoken
from bulletin.speech.values import Reading, Sentence

CLOSING = "”\"’')»]"
END = re.compile(rf"(?:[.!?]+|…)+[{re.escape(CLOSING)}]*(?=\s)")
CLAUSE_END = re.compile(rf"[,;:…][{re.escape(CLOSING)}]*(?=\s)|(?<=\s)[–—-](?=\s)")
LONG_CLAUSE = 100
"""A clause longer than this many spoken characters is cut, before a conjunction if it has one; online voices take no more at once."""
CONJUNCTION = re.compile(
    r"(?<=\s)(?=(?:và|nhưng|vì|để|của|với|tại|trong|khi|theo|rằng|mà|thì|do|nên|hoặc|nhằm|cho|từ|đến|bằng|về|là)\s)"
)

LIST_NUMBER = re.compile(r"\s*\d{1,2}")
"""What stands before the full stop of "1. Việc làm": no sentence of its own."""
WORD_BORDER = re.compile(r"(?<=\s)(?=\S)")


@dataclass(frozen=True, slots=True)
class _Written:
    """A paragraph's words in one string, what editors have settled in it, and where its pieces and pictures stand."""

    text: str
    fixed: tuple[Reading, ...]
    places: tuple[tuple[int, Place], ...]
    pictures: tuple[tuple[int, Picture], ...]


def spoken_paragraph(paragraph: Paragraph, lexicon: Lexicon) -> tuple[Sentence | Picture, ...]:
    """The sentences of a paragraph in both forms, and its pictures where they stand between them.

    A picture in the midst of a sentence stands before the next one. A sentence of which nothing is said is left out."""
    written = _gathered(paragraph.pieces, lexicon)
    found = readings(written.text, lexicon, written.fixed)
    parts: list[Sentence | Picture] = []
    pictures = list(written.pictures)
    for start, end in _spans(written.text, found):
        sentence = _sentence(written, found, start, end)
        while pictures and pictures[0][0] <= start:
            parts.append(pictures.pop(0)[1])
        if any(character.isalnum() for character in sentence.spoken):
            parts.append(sentence)
    return (*parts, *(picture for _, picture in pictures))


def _gathered(pieces: Sequence[Phrase | Picture], lexicon: Lexicon) -> _Written:
    text = ""
    fixed: list[Reading] = []
    places: list[tuple[int, Place]] = []
    pictures: list[tuple[int, Picture]] = []
    for piece in pieces:
        if isinstance(piece, Picture):
            pictures.append((len(text), piece))
            text += " " if text and not text[-1].isspace() else ""
            continue
        words = re.sub(r"\s+", " ", unicodedata.normalize("NFC", piece.written))
        if not text or text[-1].isspace():
            words = words.lstrip()
        places.append((len(text), piece.place))
        settled = _settled(piece, words, lexicon)
        if settled is not None:
            start = len(text) + len(words) - len(words.lstrip())
            fixed.append(Reading(start, len(text) + len(words.rstrip()), settled, "editor"))
        text += words
    return _Written(text.rstrip(), tuple(fixed), tuple(places), tuple(pictures))


def _settled(piece: Phrase, words: str, lexicon: Lexicon) -> str | None:
    """What the editor wants said for a phrase, None where the rules decide."""
    if not words.strip():
        return None
    if piece.spell:
        return numerals.letters(words)
    return None if piece.spoken is None else spoken(piece.spoken, lexicon)


def _spans(text: str, found: Sequence[Reading]) -> Iterator[tuple[int, int]]:
    """The sentences of a text as offsets, no white space at their ends. No sentence ends inside a reading."""
    start = 0
    for end in _ends(text, found):
        while start < end and text[start].isspace():
            start += 1
        if start < end:
            yield start, end
        start = end


def _ends(text: str, found: Sequence[Reading]) -> Iterator[int]:
    begun = 0
    for mark in END.finditer(text):
        follows = text[mark.end() :].lstrip(" “\"‘'«([-–—•")[:1]
        if _inside(mark.start(), found) or LIST_NUMBER.fullmatch(text, begun, mark.start()):
            continue
        if follows.isupper() or follows.isdigit():
            begun = mark.end()
            yield begun
    yield len(text)


def _inside(position: int, found: Sequence[Reading]) -> bool:
    return any(reading.start <= position < reading.end for reading in found if reading.spoken.strip(" ,"))


def _behind(position: int, found: Sequence[Reading]) -> int:
    """The position, or the end of the reading it lies in (a dash is read together with the spaces around it)."""
    return next((reading.end for reading in found if reading.start < position < reading.end), position)


def _sentence(written: _Written, found: Sequence[Reading], start: int, end: int) -> Sentence:
    own = tuple(
        replace(reading, start=reading.start - start, end=reading.end - start)
        for reading in found
        if start <= reading.start and reading.end <= end
    )
    text = written.text[start:end]
    said = join(text, own)
    place = [at for position, at in written.places if position <= start] or [written.places[0][1]]
    return Sentence(text, said.text, place[-1], _clauses(text, said, own), own)


def _clauses(text: str, said: Spoken, found: Sequence[Reading]) -> tuple[tuple[int, int], ...]:
    """The ends of the clauses in both forms, rising in both; the last are the ends of the sentence."""
    cuts = [_behind(mark.end(), found) for mark in CLAUSE_END.finditer(text) if not _inside(mark.start(), found)]
    ends: list[tuple[int, int]] = []
    last = (0, 0)
    for cut in (*cuts, len(text)):
        for end in (*_cuts_inside(text, said, (last[0], cut)), cut):
            pair = (end, said.offsets[end])
            if pair[0] > last[0] and pair[1] > last[1]:
                ends.append(pair)
                last = pair
    whole = (len(text), len(said.text))
    kept = [pair for pair in ends if pair[0] < whole[0] and pair[1] < whole[1]]
    return (*kept, whole)


def _cuts_inside(text: str, said: Spoken, clause: tuple[int, int]) -> tuple[int, ...]:
    """Where a clause that is too long is cut: before the conjunction nearest to its middle, or between
    two words when it has none, and again in the halves."""
    start, end = clause
    first, last = said.offsets[start], said.offsets[end]
    if last - first <= LONG_CLAUSE:
        return ()
    middle = (first + last) / 2
    for border in (CONJUNCTION, WORD_BORDER):
        places = [mark.start() for mark in border.finditer(text, start + 1, end) if _parted(said, mark.start())]
        places = [place for place in places if min(said.offsets[place] - first, last - said.offsets[place]) >= 20]
        if places:
            break
    else:
        return ()
    best = min(places, key=lambda place: (abs(said.offsets[place] - middle), place))
    return (*_cuts_inside(text, said, (start, best)), best, *_cuts_inside(text, said, (best, end)))


def _parted(said: Spoken, position: int) -> bool:
    """Whether a position of the written text is one between two words of the spoken text, not inside a reading."""
    at = said.offsets[position]
    return 0 < at < len(said.text) and said.text[at - 1].isspace()
