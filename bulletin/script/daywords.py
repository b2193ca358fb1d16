"""Words that are right on the day of a daily and wrong in its weekly, each with the mark to paste."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from bulletin.errors import Place, Problem
from bulletin.messages import say
from bulletin.script.values import Block, BulletList, Paragraph, Phrase, Quotation, Script, Teaser

PARTS = ("sáng", "trưa", "chiều", "tối", "đêm")
RELATIVE = {"nay": 0, "qua": -1, "mai": 1}
DAYS = {"hôm nay": 0, "hôm qua": -1, "hôm kia": -2, "ngày mai": 1, "ngày kia": 2}
RUNNING = ("tiếp theo", "tin sau", "tin trước", "ngay sau đây", "ở đầu bản tin", "vừa nghe", "vừa xem", "bản tin trước")
"""Words that speak of the programme around the story."""

_WORDS = re.compile(
    rf"(?<!\w)(?:(?P<part>{'|'.join(PARTS)}) (?P<when>{'|'.join(RELATIVE)})"
    rf"|(?P<day>{'|'.join(DAYS)})|(?P<running>{'|'.join(RUNNING)}))(?!\w)",
    re.IGNORECASE,
)


def day_words(script: Script) -> Iterator[Problem]:
    """What would be wrong if the stories of a daily stood in a weekly, in the order of the page."""
    for story in script.stories:
        if story.labels.in_weekly:
            for block in story.blocks:
                yield from _found(block, script.date)


def _found(block: Block, day: datetime.date) -> Iterator[Problem]:
    for paragraph in _paragraphs(block):
        if paragraph.daily_only:
            continue
        for piece in paragraph.pieces:
            if isinstance(piece, Phrase) and piece.weekly is None:
                yield from (_problem(piece, found, day) for found in _WORDS.finditer(piece.written))


def _paragraphs(block: Block) -> tuple[Paragraph, ...]:
    if isinstance(block, Paragraph):
        return (block,)
    if isinstance(block, Quotation):
        return block.paragraphs
    if isinstance(block, BulletList):
        return block.items
    return (block.words,) if isinstance(block, Teaser) else ()


def _problem(phrase: Phrase, found: re.Match[str], day: datetime.date) -> Problem:
    words = found[0]
    place = Place(phrase.place.file, phrase.place.line, phrase.place.column + found.start())
    mark = f'[{words}]{{tuần="{_of_week(found, day)}"}}'
    message = say("“{words}” will be wrong in the weekly", words=words)
    return Problem(message, place, say("Write: {mark}", mark=mark), "note")


def _of_week(found: re.Match[str], day: datetime.date) -> str:
    """What it is called in the weekly: the day by its date; '…' where only an editor knows."""
    if found["part"]:
        date = day + datetime.timedelta(RELATIVE[found["when"].casefold()])
        return f"{found['part']} {date.day}.{date.month}"
    away = DAYS.get((found["day"] or "").casefold())
    if away is None:
        return "…"
    date = day + datetime.timedelta(away)
    return f"{'Ngày' if found[0][0].isupper() else 'ngày'} {date.day}.{date.month}"
