"""Rules for what is left when all words and numbers are read: strokes, dashes, brackets, quotation marks, signs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from bulletin.speech.rules.page import Page
from bulletin.speech.values import Reading

NAMED = {
    "&": " và ", "%": " phần trăm", "‰": " phần nghìn", "@": " a còng ", "+": " cộng ", "=": " bằng ", "<": " nhỏ hơn ",
    ">": " lớn hơn ", "≤": " không quá ", "≥": " từ ", "×": " nhân ", "÷": " chia ", "±": " cộng trừ ", "~": " khoảng ",
    "≈": " khoảng ", "°": " độ ", "№": " số ", "₫": " đồng", "$": " đô la", "€": " ơ rô", "²": " vuông", "³": " khối",
    "½": " một phần hai", "¼": " một phần tư", "¾": " ba phần tư",
}  # fmt: skip
SILENT = frozenset('"“”„«»‘*_#`^|\\•▪■●★')
BRACKETS = re.compile(r"\s?(?P<open>[(\[{])\s?|\s?[)\]}]")
SPACED_DASH = re.compile(r"(?:\s{1,3}|^)[-–—−]{1,3}(?:\s{1,3}|$)|\s{0,3}[–—]{1,3}\s{0,3}")
STOPS = frozenset(".,;:!?…")
DROPPED = frozenset({"So", "Sm", "No", "Sk", "Cs", "Co", "Cn", "Cf", "Cc"})


def dashes(page: Page) -> Iterator[Reading]:
    """A dash between words is a pause, between numbers "đến", a hyphen inside a word a space."""
    for found in SPACED_DASH.finditer(page.free):
        if page.text[found.end() : found.end() + 1].isdigit() and _number_before(page.text[: found.start()]):
            words = " đến "
        elif not page.text[: found.start()].strip() or page.text[: found.start()].rstrip()[-1] in STOPS:
            words = " "
        else:
            words = ", "
        yield Reading(found.start(), found.end(), words, "dash")
    for found in re.finditer(r"(?<=\S)-(?=\S)", page.free):
        numbers = page.text[found.end()].isdigit() and page.text[found.start() - 1] in "0123456789%°C"
        yield Reading(found.start(), found.end(), " đến " if numbers else " ", "hyphen")


def strokes(page: Page) -> Iterator[Reading]:
    """A stroke between words is not said."""
    for found in re.finditer(r"\s?/\s?", page.free):
        yield Reading(found.start(), found.end(), " ", "stroke")


def brackets(page: Page) -> Iterator[Reading]:
    """What stands in brackets is said between two short pauses."""
    for found in BRACKETS.finditer(page.free):
        left, right = page.free[: found.start()].rstrip(), page.text[found.end() :].lstrip()
        pause = bool(left) and bool(right) and left[-1] not in STOPS and right[0] not in STOPS
        yield Reading(found.start(), found.end(), ", " if pause and found["open"] else "," if pause else " ", "bracket")


def signs(page: Page) -> Iterator[Reading]:
    """Signs by their names; ornaments, emoji and quotation marks in silence."""
    for position, sign in enumerate(page.free):
        if sign in NAMED:
            yield Reading(position, position + 1, NAMED[sign], "sign")
        elif sign in SILENT or (ord(sign) > 127 and unicodedata.category(sign) in DROPPED and sign != "\ue000"):
            yield Reading(position, position + 1, "", "silent")


def _number_before(left: str) -> bool:
    return any(character.isdigit() for word in left.split()[-3:] for character in word)
