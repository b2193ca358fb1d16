"""Written to spoken: the readings of a text, and the text as the voice is to say it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from bulletin.speech.lexicon import Lexicon
from bulletin.speech.rules import NUMERIC, ORDER
from bulletin.speech.rules.page import CLAIMED, Page
from bulletin.speech.values import Reading

STOPS = ".!?…"
PAUSES = ",;:.!?…"
FIGURE = re.compile(r"\d")
UNEVEN = re.compile(r"[^\S ]| [ ,;:.!?…]|[,;:.!?…],")
"""Characters that may not stand beside each other in a spoken text, and white space that is no plain space."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A spoken text; `offsets` holds, for every offset of the written text and its end, the offset in the spoken one
    (inside a reading: where the reading begins)."""

    text: str
    offsets: tuple[int, ...]


def readings(text: str, lexicon: Lexicon, fixed: Iterable[Reading] = ()) -> tuple[Reading, ...]:
    """The stretches of a text that are not said as they are written, in their order, none overlapping another.

    Offsets count in the NFC form of the text. `fixed` are readings that an editor has settled; no rule sees them."""
    text = unicodedata.normalize("NFC", text)
    free = list(text)
    found: list[Reading] = []
    for reading in fixed:
        _claim(free, reading)
        found.append(reading)
    page = Page(text, "".join(free), lexicon)
    numeric = FIGURE.search(text) is not None
    for rule in ORDER:
        if rule in NUMERIC and not numeric:
            continue
        known = len(found)
        for reading in rule(page):
            if CLAIMED not in free[reading.start : reading.end]:
                _claim(free, reading)
                found.append(reading)
        if len(found) > known:
            page = Page(text, "".join(free), lexicon)
    return tuple(sorted(found, key=lambda reading: reading.start))


def spoken(text: str, lexicon: Lexicon) -> str:
    """A written text as it is said: no figures, no abbreviations; case and the punctuation of sentences kept."""
    text = unicodedata.normalize("NFC", text)
    return join(text, readings(text, lexicon)).text


def join(text: str, found: Iterable[Reading]) -> Spoken:
    """The spoken form of an NFC text from its readings: single spaces, no pause twice, capitals at sentence starts."""
    out: list[str] = []
    offsets: list[int] = []
    position = 0
    for reading in found:
        _take(out, offsets, text[position : reading.start])
        offsets.extend([len(out)] * (reading.end - reading.start))
        said = _capitalised(reading.spoken) if _starts_sentence(out) else reading.spoken
        _take(out, [], said)
        position = reading.end
    _take(out, offsets, text[position:])
    joined = "".join(out).rstrip()
    return Spoken(joined, tuple(min(offset, len(joined)) for offset in (*offsets, len(out))))


def _take(out: list[str], offsets: list[int], piece: str) -> None:
    """Add a piece and the offset of each of its characters; only what may need mending goes character by character."""
    mended = len(piece) if UNEVEN.search(piece) else 2
    for index, character in enumerate(piece[:mended]):
        offsets.append(len(out))
        _put(out, character, border=index == 0)
    offsets.extend(range(len(out), len(out) + len(piece) - mended))
    out.extend(piece[mended:])


def _put(out: list[str], character: str, border: bool) -> None:
    """Add a character, mending what a border between two pieces leaves: words run together, doubled spaces and pauses."""
    last = out[-1] if out else " "
    if character.isspace():
        if not last.isspace():
            out.append(" ")
        return
    if character in PAUSES:
        if last.isspace() and out:
            out.pop()
            last = out[-1] if out else " "
        if character == "," and (last in PAUSES or not out):
            return
    elif border and character.isalnum() and (last.isalnum() or last in PAUSES):
        out.append(" ")
    out.append(character)


def _starts_sentence(out: list[str]) -> bool:
    said = next((character for character in reversed(out) if not character.isspace()), STOPS[0])
    return said in STOPS


def _capitalised(words: str) -> str:
    bare = words.lstrip()
    return words[: len(words) - len(bare)] + bare[:1].upper() + bare[1:]


def _claim(free: list[str], reading: Reading) -> None:
    free[reading.start : reading.end] = CLAIMED * (reading.end - reading.start)
