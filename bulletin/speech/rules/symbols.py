"""Rules for what is left when all words and numbers are read: strokes, dashes, brackets, quotation marks, signs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from bulletin.speech.rules.page import CLAIMED, NEAR, Page
from bulletin.speech.values import Reading

NAMED = {
    "&": " và ", "%": " phần trăm", "‰": " phần nghìn", "@": " a còng ", "+": " cộng ", "=": " bằng ", "<": " nhỏ hơn ",
    ">": " lớn hơn ", "≤": " không quá ", "≥": " từ ", "×": " nhân ", "÷": " chia ", "±": " cộng trừ ", "≠": " khác ", "~": " khoảng ",
    "≈": " khoảng ", "°": " độ ", "№": " số ", "₫": " đồng", "$": " đô la", "€": " ơ rô", "²": " vuông", "³": " khối",
    "½": " một phần hai", "¼": " một phần tư", "¾": " ba phần tư",
}  # fmt: skip
SILENT = frozenset('"“”„«»‘*_#`^|\\•▪■●★')
BRACKETS = re.compile(r"\s?(?P<open>[(\[{])\s?|\s?[)\]}]")
DASHES = frozenset("-–—−")
SPACED_DASH = re.compile(r"(?:\s{1,3}|^)[-–—−]{1,3}(?:\s{1,3}|$)|\s{0,3}[–—]{1,3}\s{0,3}")
STOPS = frozenset(".,;:!?…")
NUMBERED = re.compile(r"([^\W\d]{1,9}) \d{1,4}$")
"""A noun and its number; the same noun behind a dash makes a range of them: "bậc 1 - bậc 7"."""
CODE_END = re.compile(r"(?<!\w)[^\W\d]{1,4}\d{1,5}$")
MEASURED = re.compile(r"\d(?P<unit>[^\W\d_]{0,3}|%|°C?)$")
YEAR = re.compile(r"20\d\d(?!\d)")
"""Behind a hyphen that no range and no date has taken: "V.League 1-2025"."""
SIGN = re.compile(rf"[^\s.,;:!?…{CLAIMED}a-zA-Z0-9À-ɏẠ-ỹ]|[×÷]")
DROPPED = frozenset({"So", "Sm", "No", "Sk", "Cs", "Co", "Cn", "Cf", "Cc"})


def dashes(page: Page) -> Iterator[Reading]:
    """A dash between words is a pause, between numbers "đến", a hyphen inside a word a space."""
    if not DASHES.intersection(page.free):
        return
    for found in SPACED_DASH.finditer(page.free):
        left = page.left(found.start()).rstrip()
        if not left or left[-1] in STOPS:
            words = " "
        elif _joins_numbers(page, left, found.end()):
            words = " đến "
        else:
            words = ", "
        yield Reading(found.start(), found.end(), words, "dash")
    for found in re.finditer(r"(?<=\S)-(?=\S)", page.free):
        code = CODE_END.search(page.left(found.start())) or YEAR.match(page.text, found.end())
        numbers = not code and _is_range(page.left(found.start()), page.right(found.end()))
        yield Reading(found.start(), found.end(), " đến " if numbers else " ", "hyphen")


def strokes(page: Page) -> Iterator[Reading]:
    """A stroke between words is not said."""
    for found in re.finditer(r"\s?/\s?", page.free):
        yield Reading(found.start(), found.end(), " ", "stroke")


def brackets(page: Page) -> Iterator[Reading]:
    """What stands in brackets is said between two short pauses."""
    for found in BRACKETS.finditer(page.free):
        left, right = page.free[max(0, found.start() - NEAR) : found.start()].rstrip(), page.right(found.end()).lstrip()
        pause = bool(left) and bool(right) and left[-1] not in STOPS and right[0] not in STOPS
        yield Reading(found.start(), found.end(), ", " if pause and found["open"] else "," if pause else " ", "bracket")


def signs(page: Page) -> Iterator[Reading]:
    """Signs by their names; ornaments, emoji and quotation marks in silence."""
    for found in SIGN.finditer(page.free):
        position, sign = found.start(), found.group()
        if sign in NAMED:
            yield Reading(position, position + 1, NAMED[sign], "sign")
        elif sign in SILENT or (ord(sign) > 127 and unicodedata.category(sign) in DROPPED):
            yield Reading(position, position + 1, "", "silent")


def _is_range(left: str, right: str) -> bool:
    """Whether a hyphen between them joins two numbers, or two measures of one unit: 5%-7%, 200k-500k, but not 220V-50Hz."""
    measured = MEASURED.search(left)
    if not measured or not right[:1].isdigit():
        return False
    unit = measured["unit"]
    return unit in ("", "%", "°", "°C") or re.match(rf"\d{{1,3}}(?:[.,]\d{{1,3}})*{unit}(?!\w)", right) is not None


def _joins_numbers(page: Page, left: str, end: int) -> bool:
    numbered = NUMBERED.search(left)
    same_noun = numbered is not None and numbered[1].lower() == page.word_after(end)
    return same_noun or (page.text[end : end + 1].isdigit() and _number_before(left))


def _number_before(left: str) -> bool:
    return any(character.isdigit() for word in left.split()[-3:] for character in word)
