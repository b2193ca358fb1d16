"""Where a line of Vietnamese may be broken: what each place between two words costs the reader.

After punctuation it costs next to nothing, before a linking word little; inside compounds and after a linking word much;
between a number and what it counts, in dates and in names so much that it only happens when nothing else fits."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

STOP, CLAUSE, DASH, LINK, QUOTE, PLAIN, COMPOUND, HELD, TIED = 0, 2, 3, 6, 6, 14, 40, 60, 200


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


LINKS = _set("và nhưng vì để của với tại trong khi theo rằng mà thì do hoặc nếu ở từ đến cho về cùng như bởi nên")
"""A break stands before these, never behind them."""

HOLDING = _set(
    "không chưa đã đang sẽ phải được bị hãy đừng cũng chỉ rất là vẫn còn các những một mỗi mọi từng cả lên"
) | _set("người việc sự cuộc số hai ba bốn sáu bảy tám chín mười")
"""These stay with the word that follows: negation, tense, number, what makes a noun."""

BEFORE_NUMBERS = _set("ngày tháng năm lúc quý số điều khoản điểm thứ tuần khóa hơn gần khoảng đủ")
SCALES = _set("nghìn ngàn triệu tỷ tỉ trăm chục")
TITLES = _set("ông bà anh chị em cô chú tỉnh huyện xã phường quận đường phố")

_MARKS = "“”\"'‘’().,:;!?…–—-"


def break_costs(words: Sequence[str]) -> tuple[int, ...]:
    """The cost of a break before every word, and of the end of the sentence: 0 for the first and the last."""
    known = ("", *words)
    inner = (_between(known[at - 1], known[at], known[at + 1]) for at in range(1, len(words)))
    return (0, *inner, 0) if words else ()


def _between(before: str, left: str, right: str) -> int:
    """The cost of a break between `left` and `right`; `before` is the word before them."""
    if _is_tied(before, left, right):
        return TIED
    if left[-1] in ".!?…;:":
        return STOP
    if left[-1] == ",":
        return CLAUSE
    if left in "–—-":
        return DASH
    if left[-1] in ')”"' or right[0] in '(“"':
        return QUOTE
    low, high = left.strip(_MARKS).lower(), right.strip(_MARKS).lower()
    if f"{low} {high}" in _compounds():
        return COMPOUND
    if low in LINKS or (low in HOLDING and high not in LINKS) or right[0].isdigit():
        return HELD
    return LINK if high in LINKS else PLAIN


def _is_tied(before: str, left: str, right: str) -> bool:
    """Whether the two are one thing: number and unit, date, name, title and name, an abbreviation and its rest."""
    if right in "–—-" and len(right) == 1:
        return True
    if left in "–—-":
        return _counts(before) and right[0].isdigit()
    if left.endswith(".") and left[:-1].isupper():
        return True
    if left[-1] in ',;:.!?…)”"':
        return False
    low, opened = left.strip(_MARKS).lower(), right.strip(_MARKS)
    if _counts(left) or (low in SCALES and _counts(before)):
        return opened.lower() not in LINKS
    if right[0].isdigit():
        return low in BEFORE_NUMBERS
    named = opened[:1].isupper() and right[0] not in '(“"'
    return named and (left.strip(_MARKS)[:1].isupper() or low in TITLES)


def _counts(word: str) -> bool:
    return any(letter.isdigit() for letter in word)


@cache
def _compounds() -> frozenset[str]:
    """Neighbouring syllables of words that news about work is full of."""
    table = Path(__file__).with_name("compounds.tsv").read_text(encoding="utf-8")
    return frozenset(table.splitlines()[1:])
