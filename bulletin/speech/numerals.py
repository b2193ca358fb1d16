"""Numbers in Vietnamese words: whole numbers, decimals, digits one by one, ordinals, months, Roman numerals, letters."""

from __future__ import annotations

import re

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
SCALES = ("", "nghìn", "triệu")
BILLION = "tỉ"
PARTS = {4: "tư", 100: "trăm", 1000: "nghìn"}
"""Denominators that are not said as they count."""
LARGEST = 10**18 - 1

LETTERS = {
    "A": "a", "Ă": "á", "Â": "ớ", "B": "bê", "C": "xê", "D": "dê", "Đ": "đê", "E": "e", "Ê": "ê", "F": "ép", "G": "giê",
    "H": "hát", "I": "i", "J": "gi", "K": "ca", "L": "lờ", "M": "mờ", "N": "nờ", "O": "o", "Ô": "ô", "Ơ": "ơ", "P": "pê",
    "Q": "quy", "R": "rờ", "S": "ét", "T": "tê", "U": "u", "Ư": "ư", "V": "vê", "W": "vê kép", "X": "ích", "Y": "i",
    "Z": "dét",
}  # fmt: skip
"""The letters as a Northern announcer names them in an abbreviation."""

ROMAN = re.compile(r"(?=[IVXLC])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def cardinal(number: int) -> str:
    """A whole number up to LARGEST in words; a larger one digit by digit.

    1001 is "một nghìn không trăm linh một", 15 "mười lăm", 21 "hai mươi mốt", 24 "hai mươi tư"."""
    if number < 0:
        return f"âm {cardinal(-number)}"
    if number > LARGEST:
        return digits(str(number))
    billions, rest = divmod(number, 10**9)
    words = [f"{cardinal(billions)} {BILLION}"] if billions else []
    if rest or not billions:
        words.append(_below_a_billion(rest, after_more=bool(billions)))
    return " ".join(words)


def digits(text: str) -> str:
    """The digits of a text, one by one; whatever else it holds is left out."""
    return " ".join(DIGITS[int(character)] for character in text if character.isdecimal())


def decimal(whole: str, fraction: str) -> str:
    """A decimal from its digits: "2", "34" is "hai phẩy ba mươi tư"; a fraction that begins with 0 goes digit by digit."""
    tail = digits(fraction) if fraction.startswith("0") or len(fraction) > 3 else cardinal(int(fraction))
    return f"{cardinal(int(whole))} phẩy {tail}"


def ordinal(number: int) -> str:
    """The word after "thứ": nhất, hai, ba, tư, năm …"""
    return {1: "nhất", 4: "tư"}.get(number, cardinal(number))


def month(number: int) -> str:
    """The word after "tháng": một … tư … mười hai."""
    return "tư" if number == 4 else cardinal(number)


def fraction(numerator: int, denominator: int) -> str:
    """A fraction: 3/4 is "ba phần tư", 1/100 "một phần trăm"."""
    return f"{cardinal(numerator)} phần {PARTS.get(denominator) or cardinal(denominator)}"


def roman(numeral: str) -> int | None:
    """The value of a Roman numeral up to 99 written by the rules ("XIV"), None for anything else."""
    if not ROMAN.fullmatch(numeral):
        return None
    values = [ROMAN_VALUES[letter] for letter in numeral]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))


def letters(text: str) -> str:
    """A text spelled: letters by their names, digits by theirs, the rest left out."""
    named = (LETTERS.get(character.upper()) or digits(character) for character in text)
    return " ".join(name for name in named if name)


def _below_a_billion(number: int, after_more: bool) -> str:
    if number == 0:
        return DIGITS[0]
    words: list[str] = []
    for scale in (2, 1, 0):
        group = number // 1000**scale % 1000
        if group:
            words.append(_below_a_thousand(group, full=after_more or bool(words)))
            words.append(SCALES[scale])
    return " ".join(word for word in words if word)


def _below_a_thousand(number: int, full: bool) -> str:
    """Up to 999; `full` says the hundreds even when there are none ("không trăm linh năm")."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    words = [f"{DIGITS[hundreds]} trăm"] if hundreds or full else []
    if tens == 0 and ones:
        words.append(f"linh {DIGITS[ones]}" if words else DIGITS[ones])
    elif tens:
        words.append("mười" if tens == 1 else f"{DIGITS[tens]} mươi")
        if ones:
            words.append(_ones_after(tens, ones))
    return " ".join(words)


def _ones_after(tens: int, ones: int) -> str:
    if ones == 5:
        return "lăm"
    if tens > 1 and ones in (1, 4):
        return {1: "mốt", 4: "tư"}[ones]
    return DIGITS[ones]
