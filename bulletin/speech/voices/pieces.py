"""A sentence cut into pieces that a service takes: at marks, else before words that begin a clause, else between words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bulletin.errors import BadInput
from bulletin.messages import say

CUTS = tuple(
    re.compile(pattern)
    for pattern in (
        r"[.!?…;:–]\s",
        r",\s",
        r"\s(?=(?:và|nhưng|vì|để|của|với|tại|trong|khi|rằng|mà|thì|do)\s)",
        r"\s",
    )
)


def pieces(spoken: str, most: int) -> tuple[tuple[int, str], ...]:
    """Pieces of at most `most` characters with their offsets; what holds no letter or digit is left out.

    Raises BadInput when nothing is left to say."""
    found = tuple(_pieces(spoken, most))
    if not found:
        raise BadInput(
            say('There is nothing to say in "{words}"', words=spoken),
            hint=say("Write words, or say how it is read: {mark}", mark='{đọc="…"}'),
        )
    return found


def _pieces(spoken: str, most: int) -> Iterator[tuple[int, str]]:
    start = 0
    while start < len(spoken):
        rest = spoken[start : start + most + 1]
        end = len(rest) if len(rest) <= most else _cut(rest, most)
        piece = rest[:end].strip()
        if any(character.isalnum() for character in piece):
            yield start + len(rest[:end]) - len(rest[:end].lstrip()), piece
        start += end


def _cut(window: str, most: int) -> int:
    for cut in CUTS:
        ends = [found.end() for found in cut.finditer(window) if found.end() > most // 5]
        if ends:
            return ends[-1]
    return most
