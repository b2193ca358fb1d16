"""Rules for the numbers of laws and documents: 38/2022/NĐ-CP, 1718/QĐ-TLĐ, 43-CT/TW, 10/2012/QH13."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bulletin.speech import numerals
from bulletin.speech.lexicon import Lexicon
from bulletin.speech.rules.page import Page
from bulletin.speech.values import Reading

LETTERS = r"[A-ZĐƯ][A-Za-zĐđƯ]{0,9}\d{0,2}"
STATE = re.compile(
    rf"(?<![\w./])(?P<number>\d{{1,5}})(?P<letter>[a-z])?(?:/(?P<year>(?:19|20)\d\d))?"
    rf"/(?P<tail>{LETTERS}(?:[-–&]{LETTERS}){{0,3}})(?!\w)"
)
STANDARD = re.compile(r"\b(?:ISO|IEC|TCVN|QCVN|TCCS)(?:[ /-](?:ISO|IEC|BYT))?[ -]?\d[\d-]{0,9}$")
PARTY = re.compile(
    r"(?<![\w./])(?P<number>\d{1,5})(?P<letter>[a-z])?[-–](?P<tail>[A-ZĐ][A-Za-zĐđƯ]{0,4}/[A-ZĐ][A-ZĐƯ]{0,7})(?!\w)"
)


def editions(page: Page) -> Iterator[Reading]:
    """ISO 9001:2015, TCVN 5687:2024: the colon before the year of a standard."""
    for found in re.finditer(r"(?<=\d):(?=(?:19|20)\d\d(?![\w]|[.,]\d))", page.free):
        if STANDARD.search(page.left(found.start())):
            yield Reading(found.start(), found.end(), " năm ", "document")


def documents(page: Page) -> Iterator[Reading]:
    """Document numbers; after the type's own name ("Nghị định 38/2022/NĐ-CP") it is not said again but "của …"."""
    for pattern in (STATE, PARTY):
        for found in pattern.finditer(page.free):
            codes = re.split(r"[-–&/]", found["tail"])
            year = found.groupdict().get("year")
            if not (year or len(codes) > 1 or codes[0] in page.lexicon.document_types):
                continue
            words = [numerals.cardinal(int(found["number"]))]
            if found["letter"]:
                words.append(numerals.LETTERS[found["letter"].upper()])
            if year:
                words.append(f"năm {numerals.cardinal(int(year))}")
            words.append(_tail(codes, page.left(found.start()).lower(), page.lexicon))
            yield Reading(found.start(), found.end(), " ".join(words), "document")


def _tail(codes: list[str], before: str, lexicon: Lexicon) -> str:
    kind = lexicon.document_types.get(codes[0])
    named = _named(codes[0], kind, before)
    if kind is None and not named:
        return " ".join(_body(code, lexicon) for code in codes)
    bodies = " ".join(_body(code, lexicon) for code in codes[1:])
    if named:
        return f"của {bodies}" if bodies else ""
    return f"{kind} {bodies}".strip()


def _named(code: str, kind: str | None, before: str) -> bool:
    """Whether the words before a number name its type, or have its letters: "cáo trạng số 15/CT-…" is no chỉ thị."""
    words = re.sub(r"(?: số)?:?\s*$", "", before).split()
    initials = "".join(word[0] for word in words[-len(code) :]).upper()
    return initials == code or (kind is not None and " ".join(words).endswith(kind))


def _body(code: str, lexicon: Lexicon) -> str:
    name, digits = code.rstrip("0123456789"), code[len(code.rstrip("0123456789")) :]
    spoken = lexicon.document_bodies.get(name) or lexicon.document_types.get(name) or lexicon.choose(name, "", "")
    noun = "khóa " if name == "QH" else ""
    term = f" {noun}{numerals.cardinal(int(digits))}" if digits else ""
    return (spoken or numerals.letters(name)) + term
