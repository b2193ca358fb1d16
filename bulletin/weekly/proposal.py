"""A weekly's script as it is proposed: stories by linked headings, and a mark by which an editor's hand is recognised."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence
from dataclasses import dataclass

from bulletin.routine import Week
from bulletin.store import digest
from bulletin.timing import clock
from bulletin.weekly.archive import Archived

TOLERANCE = 250
"""Frames that a weekly may be longer or shorter than it should: 10 s."""

_MARK = re.compile(r"\n<!-- bulletin weekly: đề xuất ([0-9a-f]{16}) -->\n\Z")


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the stories: the newsroom's name, the wanted length (frames), how many headlines there are; voice
    and opening as the front matter has them, '' for what is usual."""

    newsroom: str
    length: int
    headlines: int
    voice: str = ""
    opening: str = ""


def proposal(week: Week, stories: Sequence[Archived], frame: Frame, folder: str) -> str:
    """The script of a week's weekly; `folder` is where it will lie, relative to the newsroom."""
    titled = [f"## [{story.title}]({posixpath.relpath(story.script, folder)}#{story.slug})\n" for story in stories]
    text = "\n".join((_front(week, frame), _greeting(week, frame), *_headlines(stories, frame), *titled, CLOSING))
    return f"{text}\n<!-- bulletin weekly: đề xuất {_seal(text)} -->\n"


def is_untouched(text: str) -> bool:
    """Whether a script is as it was proposed: no editor has changed a letter of it."""
    found = _MARK.search(text)
    return found is not None and _seal(text[: found.start()]) == found[1]


def headline_stories(stories: Sequence[Archived], most: int) -> tuple[Archived, ...]:
    """The stories that are announced: the first ones that have a headline and a picture."""
    return tuple(story for story in stories if story.is_headline)[:most]


CLOSING = """\
## Lời kết

Cảm ơn quý vị đã theo dõi. Xin hẹn gặp lại quý vị trong bản tin tuần sau.
"""


def _front(week: Week, frame: Frame) -> str:
    slot = f"{clock(frame.length - TOLERANCE)}-{clock(frame.length + TOLERANCE)}"
    lines = ["---", "bản tin: tuần", f"ngày: {week.publication:%d.%m.%Y}", f"khung giờ: {slot}"]
    lines += [f"giọng: {frame.voice}"] if frame.voice else []
    lines += [f"mở đầu: {frame.opening}"] if frame.opening else []
    return "\n".join((*lines, "---"))


def _greeting(week: Week, frame: Frame) -> str:
    first, last = (f"{day.day} tháng {day.month}" for day in (week.first, week.last))
    welcome = f"Kính chào quý vị đến với bản tin tuần của {frame.newsroom}." if frame.newsroom else "Kính chào quý vị."
    return f"## Lời chào\n\n{welcome} Sau đây là những tin chính từ ngày {first} đến ngày {last}.\n"


def _headlines(stories: Sequence[Archived], frame: Frame) -> list[str]:
    listed = headline_stories(stories, frame.headlines)
    return ["\n".join(("## Điểm tin", "", *(f"- #{story.slug}" for story in listed), ""))] if listed else []


def _seal(text: str) -> str:
    return digest("weekly proposal", text)[:16]
