"""Rules for words: abbreviations and names of the lexicon, codes (U23, QL1A), unknown capitals, single letters."""

from __future__ import annotations

import re
import unicodedata
from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from operator import itemgetter

from bulletin.speech import numerals
from bulletin.speech.lexicon import Lexicon
from bulletin.speech.rules.page import Page, one_of
from bulletin.speech.values import Reading

WORD_START = re.compile(r"(?<![^\W_])[^\W_]")
CAPITAL = "A-ZĐĂÂÊÔƠƯ"
CODE = re.compile(
    rf"(?<!\w)(?:[{CAPITAL}]{{1,6}}-?\d{{1,5}}(?:[{CAPITAL}]?\d?|\.\d{{1,3}})|(?<!\d[.,])\d{{1,4}}(?:\.\d{{1,2}})?[{CAPITAL}]{{1,3}}\d?)"
    r"(?!\w|[.,]\d)"
)
CAPITALS = re.compile(r"(?<!\w)[^\W\d_a-z]{2,}(?!\w)")
PLATE = re.compile(
    r"(?<!\w)(?:\d{2}[A-ZĐ]{1,2}\d?\s?-\s?|\d{2}-[A-ZĐ]{1,2}\d?\s?[- ]\s?)(?:\d{3}\.?\d{2}|\d{4})(?!\w|[.,]\d)"
)
SHIP = re.compile(r"(?<!\w)(?P<home>[A-ZĐ][A-Za-z]{1,2})[ -]{0,3}(?P<number>\d{4,5})[ -]{0,3}TS(?!\w)")
"""The number of a fishing boat: QNg 90123 TS."""
COMRADE = re.compile(r"(?<!\w)[Đđ]/[cC](?!\w)")
INITIALS = re.compile(rf"(?<!\w)[{CAPITAL}](?:\.[{CAPITAL}]){{1,4}}(?!\w)")
LETTER = re.compile(rf"(?<!\w)(?:[{CAPITAL}]\.(?=\s[^\W\d_]|\s\(|[,;:)])|[BCDĐFGHJKLMNPQRSTVWXZ](?!\w|['’]\w))")
SYLLABLE = re.compile(
    r"(?:b|ch?|d|đ|gh?|gi|h|kh?|l|m|ngh?|nh?|ph?|qu|r|s|th?|tr|v|x)?[^\Wbcdđfghjklmnpqrstvwxz\d]{1,3}(?:ch?|m|ng?|nh|p|t)?"
)
"""The shape of a Vietnamese syllable in small letters."""
INITIAL = re.compile(rf"\s?[{CAPITAL}]\.")
INITIAL_BEFORE = re.compile(rf"(?<!\w)[{CAPITAL}]\.\s?$")
CODED = one_of("bay tàu hiệu mã xe súng lửa dòng model")
"""Words before a code whose letters are no abbreviation: chuyến bay QH201."""
BEFORE_NAMES = one_of("ông bà anh chị cô chú em bác sĩ tướng thống hậu vệ đạo tiền môn")
"""Words that stand before a name: a full stop behind an initial there ends no sentence ("ông J. Nguyễn")."""
JOINED = re.compile(r"(?<=[A-ZĐ])\.(?=[\dA-ZĐ])")
"""The full stop right between an abbreviation and what it belongs to: ĐT.741, CA.TP."""
OPENING = re.compile(
    r"\s(?:Năm (?:nay|ngoái|qua|\d)|(?:Các|Những|Theo|Trong|Tại|Từ|Đến|Đây|Đó|Khi|Nếu|Nhưng|Tuy|Sau|Trước|Ngoài|Hơn|Gần|Khoảng|Nhiều"
    r"|Một|Hai|Ba|Mỗi|Cả|Ông|Bà|Anh|Chị|Họ|Hiện|Trên|Dưới|Với|Do|Vì|Để|Cùng|Ngày|Sáng|Chiều|Tối|Đêm|Hôm|Người|Việc|Còn|Về) [^\WA-ZĐ])"
)
"""Words that open a sentence and no name: a full stop before them ends one."""
TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")


def forms(page: Page) -> Iterator[Reading]:
    """The longest written form of the lexicon at each word; one that ends with a full stop may stand without it, and
    takes the full stop along only before a word ("TP. Hà Nội", but "… tại TP.")."""
    behind = 0
    starts = page.lexicon.lengths
    lines: deque[tuple[int, int]] | None = None
    for start in WORD_START.finditer(page.free):
        position = start.start()
        if position < behind or page.free[position : position + 2] not in starts:
            continue
        found = _form_at(page, position, page.lexicon)
        if not found:
            continue
        if JOINED.match(page.text, found.end):
            found = replace(found, end=found.end + 1)
        behind = found.end
        if SYLLABLE.fullmatch(page.text[position:behind].lower()):  # in a line of capitals a word, no abbreviation
            lines = _toned_lines(page.text) if lines is None else lines
            if any(first <= position < last for first, last in lines):
                continue
        yield found


def comrades(page: Page) -> Iterator[Reading]:
    """đ/c: no money per anything, "12 đ/c"."""
    for found in COMRADE.finditer(page.free):
        yield Reading(found.start(), found.end(), "đồng chí", "lexicon")


def plates(page: Page) -> Iterator[Reading]:
    """Number plates, letter by letter and digit by digit: 29A-123.45, 29-H1 123.45."""
    for found in SHIP.finditer(page.free):
        words = (numerals.letters(found["home"]), numerals.digits(found["number"]), "tê ét")
        yield Reading(found.start(), found.end(), ", ".join(words), "plate")
    for found in PLATE.finditer(page.free):
        parts = re.split(r"[-.\s]+", found.group())
        yield Reading(found.start(), found.end(), ", ".join(map(numerals.letters, parts)), "plate")


def codes(page: Page) -> Iterator[Reading]:
    """Letters with figures or dots: T.H., U23 "u hai mươi ba", QL1A, 5G, B-52."""
    for found in INITIALS.finditer(page.free):
        named = page.word_before(found.start()) in BEFORE_NAMES and re.match(r"\. [^\W\d_]", page.right(found.end()))
        yield Reading(found.start(), found.end() + bool(named), numerals.letters(found.group()), "code")
    for found in CODE.finditer(page.free):
        parts = re.findall(rf"[{CAPITAL}]+|\d+|\.", found.group())
        left = page.left(found.start())
        before = page.word_before(found.start())
        if before in CODED:
            flight = before == "bay" and len(parts[-1]) > 2
            words = [numerals.letters(part) if part.isalpha() or flight else _figures(part) for part in parts]
        else:
            words = [_part(part, page.lexicon, left) for part in parts]
        yield Reading(found.start(), found.end(), " ".join(words), "code")


def capitals(page: Page) -> Iterator[Reading]:
    """Unknown words in capitals: spelled, a guess, with D as in "giê đê pê"; but words of a line set in capitals are only
    made small."""
    unknown = [found for found in CAPITALS.finditer(page.free) if found.group().isupper()]
    lines = _toned_lines(page.text) if unknown else deque()
    for found in unknown:
        word = found.group()
        while lines and lines[0][1] <= found.start():
            lines.popleft()
        if lines and lines[0][0] <= found.start():
            yield Reading(found.start(), found.end(), word.lower(), "capitals")
        else:
            words = _composed(word, page.lexicon) or numerals.letters(word.replace("D", "Đ"))
            yield Reading(found.start(), found.end(), words, "spelled")


def letters(page: Page) -> Iterator[Reading]:
    """A single consonant in capitals by its name: Công ty B, vitamin C; the full stop of an initial is no sentence's end
    where a small letter or a bracket follows: "bà Lê Thị H. nói"."""
    for found in LETTER.finditer(page.free):
        follows = page.text[found.end() : found.end() + 2].strip()[:1]
        chained = INITIAL_BEFORE.search(page.left(found.start())) or INITIAL.match(page.text, found.end())
        named = page.word_before(found.start()) in BEFORE_NAMES or _foreign(page.left(found.start()))
        end = found.end() if chained or named or not follows.isupper() else found.start() + 1
        yield Reading(found.start(), end, numerals.LETTERS[page.text[found.start()]], "letter")


def _form_at(page: Page, position: int, lexicon: Lexicon) -> Reading | None:
    for length in lexicon.lengths.get(page.free[position : position + 2], ()):
        end = position + length
        written = page.free[position:end]
        form = written if written in lexicon.forms or written.endswith(".") else f"{written}."
        if (
            len(written) < length
            or form not in lexicon.forms
            or (written[-1].isalnum() and page.free[end : end + 1].isalnum())
        ):
            continue
        if written.endswith(".") and not _takes_stop(written, page.right(end)):
            continue
        if len(written.strip(".")) == 1 and _after_a_name(page.left(position)):
            continue
        choice = lexicon.choice(form, page.left(position), page.right(end))
        if choice:
            return Reading(position, end, choice.spoken, "lexicon guess" if choice.doubtful else "lexicon")
    return None


def _takes_stop(written: str, right: str) -> bool:
    """Whether the full stop of a form belongs to it and ends no sentence: "TP. Huế", "v.v. rồi", not "v.v. Họ"."""
    follows = right[:2].strip()[:1]
    if written.count(".") > 1:
        return not (written.islower() and follows.isupper())
    return follows.isalnum() and not OPENING.match(right)


def _foreign(left: str) -> bool:
    """Whether the word right before is a capitalised one of another language: "John" in "John F. Kennedy"."""
    words = left.split()
    return bool(words) and words[-1].isalpha() and words[-1].istitle() and not SYLLABLE.fullmatch(words[-1].lower())


def _after_a_name(left: str) -> bool:
    """Whether a capitalised word stands right before: "Lê Thị H." is a name, not a district."""
    left = left.rstrip()
    return bool(left) and left[-1].isalpha() and left.split()[-1].istitle()


def _part(part: str, lexicon: Lexicon, left: str) -> str:
    if part == ".":
        return "chấm"
    if part.isdigit():
        return _figures(part)
    choice = lexicon.choice(part, left, "1")
    known = choice is not None and not choice.doubtful and (len(part) > 2 or bool(choice.after or choice.before))
    return choice.spoken if choice and known else numerals.letters(part)


def _composed(word: str, lexicon: Lexicon) -> str | None:
    """The words of two abbreviations written as one (HĐNDTP, BCHTƯ), None where a word is no such pair."""
    for end in range(len(word) - 2, 1, -1):
        first, second = (_initials_of(part, lexicon) for part in (word[:end], word[end:]))
        if first and second:
            return f"{first} {second}"
    return None


def _initials_of(form: str, lexicon: Lexicon) -> str | None:
    """The words of an abbreviation that is made of their first letters, None for any other."""
    words = lexicon.choose(form, "", "")
    if not words or words == numerals.letters(form):
        return None
    return words if "".join(part[0] for part in words.split()).upper() == form else None


def _figures(digits: str) -> str:
    return numerals.digits(digits) if digits.startswith("0") or len(digits) > 3 else numerals.cardinal(int(digits))


def _toned(word: str) -> bool:
    return any(mark in TONES for mark in unicodedata.normalize("NFD", word))


def _toned_lines(text: str) -> deque[tuple[int, int]]:
    """The unbroken stretches of words in capitals, figures among them, in which one bears a tone mark: set as a line of
    capitals, they hold no abbreviations that must be spelled."""
    words = ((word.group() == word.group().upper(), word) for word in re.finditer(r"\S+", text))
    lines: deque[tuple[int, int]] = deque()
    for capital, line in groupby(words, key=itemgetter(0)):
        stretch = [word for _, word in line]
        if capital and any(_toned(word.group()) for word in stretch):
            lines.append((stretch[0].start(), stretch[-1].end()))
    return lines
