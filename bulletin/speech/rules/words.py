"""Rules for words: abbreviations and names of the lexicon, codes (U23, QL1A), unknown capitals, single letters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from bulletin.speech import numerals
from bulletin.speech.lexicon import Lexicon
from bulletin.speech.rules.page import Page
from bulletin.speech.values import Reading

WORD_START = re.compile(r"(?<![^\W_])[^\W_]")
CAPITAL = "A-ZĐĂÂÊÔƠƯ"
CODE = re.compile(rf"(?<!\w)(?:[{CAPITAL}]{{1,6}}-?\d{{1,5}}[{CAPITAL}]?\d?|\d{{1,4}}[{CAPITAL}]{{1,3}}\d?)(?!\w)")
CAPITALS = re.compile(r"(?<!\w)[^\W\d_a-z]{2,}(?!\w)")
PLATE = re.compile(r"(?<!\w)\d{2}[A-ZĐ]{1,2}\d?\s?-\s?\d{3}\.?\d{2}(?!\w)")
LETTER = re.compile(rf"(?<!\w)(?:[{CAPITAL}]\.(?=\s[^\W\d_]|\s\()|[BCDĐFGHJKLMNPQRSTVWXZ](?!\w))")
INITIAL = re.compile(rf"\s?[{CAPITAL}]\.")
INITIAL_BEFORE = re.compile(rf"(?<!\w)[{CAPITAL}]\.\s?$")
TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")


def forms(page: Page) -> Iterator[Reading]:
    """The longest written form of the lexicon at each word; one that ends with a full stop may stand without it, and
    takes the full stop along only before a word ("TP. Hà Nội", but "… tại TP.")."""
    behind = 0
    for start in WORD_START.finditer(page.free):
        position = start.start()
        if position < behind:
            continue
        found = _form_at(page, position, page.lexicon)
        if found:
            behind = found.end
            yield found


def codes(page: Page) -> Iterator[Reading]:
    """Letters with figures: U23 "u hai mươi ba", QL1A, 5G, B-52; number plates digit by digit."""
    for found in PLATE.finditer(page.free):
        parts = re.split(r"\s?[-.]\s?", found.group())
        yield Reading(found.start(), found.end(), ", ".join(map(numerals.letters, parts)), "code")
    for found in CODE.finditer(page.free):
        parts = re.findall(rf"[{CAPITAL}]+|\d+", found.group())
        words = [_figures(part) if part.isdigit() else _name(part, page.lexicon) for part in parts]
        yield Reading(found.start(), found.end(), " ".join(words), "code")


def capitals(page: Page) -> Iterator[Reading]:
    """Unknown words in capitals: spelled, a guess; but words of a line set in capitals are only made small."""
    for found in CAPITALS.finditer(page.free):
        word = found.group()
        if not word.isupper():
            continue
        if _toned(word) or _beside_toned(page, found.start(), found.end()):
            yield Reading(found.start(), found.end(), word.lower(), "capitals")
        else:
            yield Reading(found.start(), found.end(), numerals.letters(word), "spelled")


def letters(page: Page) -> Iterator[Reading]:
    """A single consonant in capitals by its name: Công ty B, vitamin C; the full stop of an initial is no sentence's end
    where a small letter or a bracket follows: "bà Lê Thị H. nói"."""
    for found in LETTER.finditer(page.free):
        follows = page.text[found.end() : found.end() + 2].strip()[:1]
        chained = INITIAL_BEFORE.search(page.text[: found.start()]) or INITIAL.match(page.text, found.end())
        end = found.end() if chained or not follows.isupper() else found.start() + 1
        yield Reading(found.start(), end, numerals.LETTERS[page.text[found.start()]], "letter")


def _form_at(page: Page, position: int, lexicon: Lexicon) -> Reading | None:
    for length in range(min(lexicon.longest, len(page.free) - position), 0, -1):
        end = position + length
        written = page.free[position:end]
        if written[-1].isalnum() and page.free[end : end + 1].isalnum():
            continue
        stopped = written.endswith(".")
        if stopped and not _before_a_word(page.text, end) and written.count(".") == 1:
            continue
        form = written if written in lexicon.forms or stopped else f"{written}."
        if len(written.strip(".")) == 1 and _after_a_name(page.text, position):
            continue
        spoken = lexicon.choose(form, page.text[:position], page.text[end:])
        if spoken:
            return Reading(position, end, spoken, "lexicon")
    return None


def _before_a_word(text: str, position: int) -> bool:
    return text[position : position + 2].strip()[:1].isalnum()


def _after_a_name(text: str, position: int) -> bool:
    """Whether a capitalised word stands right before: "Lê Thị H." is a name, not a district."""
    left = text[:position].rstrip()
    return bool(left) and left[-1].isalpha() and left.split()[-1][0].isupper()


def _figures(digits: str) -> str:
    return numerals.digits(digits) if digits.startswith("0") or len(digits) > 3 else numerals.cardinal(int(digits))


def _name(part: str, lexicon: Lexicon) -> str:
    return lexicon.choose(part, "", "1") or numerals.letters(part)


def _toned(word: str) -> bool:
    return any(mark in TONES for mark in unicodedata.normalize("NFD", word))


def _beside_toned(page: Page, start: int, end: int) -> bool:
    """Whether the unbroken line of capitals around a word holds one with a tone mark, and so is no abbreviation."""
    before = page.text[:start].split()[::-1]
    after = page.text[end:].split()
    for words in (before, after):
        for word in words:
            bare = word.strip("“”\"'(),.:;!?…")
            if not bare.isupper():
                break
            if _toned(bare):
                return True
    return False
