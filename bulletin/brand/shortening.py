"""Shorter wordings proposed for a text that does not fit: words that can be missed, or an end at a good place."""

from __future__ import annotations

from dataclasses import dataclass

from bulletin.brand.style import TextBox
from bulletin.brand.text import typeset
from bulletin.rundown.breaks import HELD, break_costs

MISSED = frozenset(
    [
        "đã",
        "đang",
        "sẽ",
        "vừa",
        "mới",
        "các",
        "những",
        "này",
        "đó",
        "cũng",
        "rất",
        "được",
        "việc",
        "về",
        "để",
        "sớm",
        "thêm",
        "nhiều",
        "khoảng",
        "hiện",
        "cho",
        "tại",
    ]
)
"""Words that a headline can do without, the sense mostly kept; whoever wrote it decides."""


UNFINISHED = MISSED | frozenset(
    ["ông", "bà", "anh", "chị", "theo", "của", "với", "và", "từ", "đến", "ở", "trong", "do", "là", "khi", "vì"]
)
"""Words that nothing ends on."""


@dataclass(frozen=True, slots=True)
class Shorter:
    """A wording that fits, and the words of the longer one that it leaves out; none where it only ends earlier."""

    words: str
    left_out: tuple[str, ...] = ()


def shorter(style: TextBox, text: str, fitting: str) -> Shorter:
    """What to propose for a text whose beginning `fitting` is the longest that fits."""
    words, left_out = text.split(" "), list[str]()
    for index in range(len(words) - 1, 0, -1):
        if words[index].lower() not in MISSED:
            continue
        left_out.insert(0, words.pop(index))
        if not typeset(style, " ".join(words)).over:
            return Shorter(" ".join(words), tuple(left_out))
    return Shorter(_ended(fitting))


def _ended(fitting: str) -> str:
    """A beginning that ends where a reader can stop: never in a name, a date, a compound, or on a word that asks for more."""
    words = fitting.split(" ")
    parts = [part for word in words for part in word.split()]
    costs = break_costs((*parts, "…"))
    for count in range(len(words), 1, -1):
        at = sum(len(word.split()) for word in words[:count])
        if costs[at] < HELD and words[count - 1].lower().strip(",:–") not in UNFINISHED:
            return " ".join(words[:count]).rstrip(" ,:;–")
    return fitting
