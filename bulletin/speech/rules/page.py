"""What a rule sees: the text, what of it is still unread, and the shape of a number."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bulletin.speech import numerals
from bulletin.speech.lexicon import Lexicon
from bulletin.speech.values import Reading

NEAR = 100
"""How many characters around a place a rule looks at: no more, so that reading takes time in proportion to the text."""

CLAIMED = "\ue000"
"""Stands in `Page.free` where an earlier rule has read the character; no rule's pattern matches it."""

NUMBER = (
    r"(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:[\u00a0\u202f]\d{3}|[ ]000)+|\d{1,3}(?:,\d{3}){2,}|\d+(?:[.,]\d+)?)"
)
NUMBER_START = r"(?=\d)(?<!\w)(?<!\d[.,/])"
NUMBER_END = r"(?![.,/]?\d)"
DASH = r"\s?[-–—]\s?"
SCALES = ("nghìn", "ngàn", "vạn", "triệu", "tỉ", "tỷ")


@dataclass(frozen=True, slots=True)
class Page:
    """One NFC text; `free` is as long, with CLAIMED for every character that is already read."""

    text: str
    free: str
    lexicon: Lexicon

    def left(self, position: int) -> str:
        """What stands before a position, as far back as a rule needs to look."""
        return self.text[max(0, position - NEAR) : position]

    def right(self, position: int) -> str:
        """What stands behind a position, as far as a rule needs to look."""
        return self.text[position : position + NEAR]

    def words_before(self, position: int, count: int = 1) -> list[str]:
        """The last words before a position, in small letters, punctuation at their ends removed."""
        words = self.left(position).lower().split()
        return [word.strip("()“”\"',;:.!?…") for word in words[-count:]]

    def word_before(self, position: int) -> str:
        """The word right before a position, in small letters; "" at the start or where punctuation stands between."""
        left = self.left(position).rstrip()
        return left.split()[-1].lower().lstrip("(“\"'") if left and left[-1].isalnum() else ""

    def word_after(self, position: int) -> str:
        """The word right behind a position, in small letters; "" where there is none."""
        found = re.match(r"\s?([^\W\d]+)", self.text[position : position + 40])
        return found.group(1).lower() if found else ""


Rule = Callable[[Page], Iterable[Reading]]


def one_of(words: str) -> frozenset[str]:
    """A set of words written in one line."""
    return frozenset(words.split())


def number_words(text: str) -> str:
    """A written number in words: 15.000, 2.593.000, 51,6, 8,02, 05, 007 (digit by digit), 4.0 ("bốn chấm không")."""
    text = re.sub(r"\s", "", text)
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", text):
        whole, _, fraction = text.replace(".", "").partition(",")
        return numerals.decimal(whole, fraction) if fraction else numerals.cardinal(int(whole))
    if re.fullmatch(r"\d{1,3}(?:,\d{3}){2,}", text):
        return numerals.cardinal(int(text.replace(",", "")))
    if "," in text:
        return numerals.decimal(*text.split(","))
    if "." in text:
        whole, fraction = text.split(".")
        joint = "chấm" if set(fraction) == {"0"} else "phẩy"
        return numerals.decimal(whole, fraction).replace("phẩy", joint)
    by_digit = (len(text) > 2 and text.startswith("0")) or len(text) > 9
    return numerals.digits(text) if by_digit else numerals.cardinal(int(text))


def number_value(text: str) -> float:
    """The value of a written number, for comparing two of them."""
    text = re.sub(r"\s", "", text)
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", text):
        text = text.replace(".", "")
    return float(text.replace(",", "") if text.count(",") > 1 else text.replace(",", "."))
