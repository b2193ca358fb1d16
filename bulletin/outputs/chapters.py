"""The chapter list for a video's description. A platform drops the whole list silently when one of its rules is broken:
the first chapter starts at 0:00, there are at least three, each of at least ten seconds."""

from __future__ import annotations

from collections.abc import Iterable

from bulletin.rundown.values import Chapter
from bulletin.timing import FRAME_RATE

FEWEST = 3
SHORTEST = 10
"""Seconds."""


def chapter_text(chapters: Iterable[Chapter], frames: int) -> str:
    """One line a chapter, `m:ss Title`, for a programme of so many frames; '' when it has too few for a list.

    A chapter that is too short becomes part of the one before it, at the beginning of the one after it."""
    kept = _long_enough(
        [(chapter.start // FRAME_RATE, _shown(chapter.title)) for chapter in chapters], frames // FRAME_RATE
    )
    if len(kept) < FEWEST:
        return ""
    return "".join(f"{_position(second)} {title}\n" for second, title in kept)


def _long_enough(points: list[tuple[int, str]], end: int) -> list[tuple[int, str]]:
    """The points (second, title), first at 0, at least SHORTEST apart from each other and from the end."""
    kept: list[tuple[int, str]] = []
    for second, title in sorted(points, key=lambda point: point[0]):
        if not kept or (len(kept) == 1 and second < SHORTEST):
            kept = [(0, title)]
        elif second - kept[-1][0] >= SHORTEST and end - second >= SHORTEST:
            kept.append((second, title))
    return kept


def _shown(title: str) -> str:
    """A title on one line without the characters that descriptions do not allow."""
    return " ".join(title.replace("<", "‹").replace(">", "›").split())


def _position(second: int) -> str:
    minutes, seconds = divmod(second, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
