"""Edits of a script as an editor makes them: a word, a picture, a title; and the script cut short. Text in, text out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import TypeVar

PLAIN = re.compile(r"^[^\W\d_][^\[\]{}|#>*:!\n]*\s(?P<word>\w+)\.$", re.MULTILINE)
"""A paragraph without marks; its last word."""
HEADING = re.compile(r"^## [^\n{]*\s(?P<word>\w+) \{#", re.MULTILINE)
"""The title of a story; its last word."""
PICTURE = re.compile(r"!\[[^\]\n]*\]\((?P<path>[^)\s]+)\)")
SLOT = re.compile(r"^(khung giờ|slot):.*\n", re.MULTILINE)
WORDS = ("mới", "khác")

Found = TypeVar("Found")


def sentence_changed(text: str) -> str:
    """One word of one sentence, in the middle of the script."""
    return _other_word(text, PLAIN)


def headline_changed(text: str) -> str:
    """One word of one story's title, in the middle of the script."""
    return _other_word(text, HEADING)


def picture_changed(text: str) -> tuple[str, str, str]:
    """The script with another picture at one place, the path it had there, and the new one, where no file is yet."""
    paths = [match["path"] for match in PICTURE.finditer(text)]
    old = _middle([path for path in paths if paths.count(path) == 1], "a picture that is shown once")
    path = PurePosixPath(old)
    new = str(path.with_name(f"{path.stem}-another{path.suffix}"))
    return text.replace(f"({old})", f"({new})"), old, new


def first_stories(text: str, count: int) -> str:
    """Only the first stories, each up to its first subheading; no greeting, headlines or slot."""
    front, *sections = re.split(r"(?m)^(?=## )", text)
    stories = [section for section in sections if HEADING.match(section)][:count]
    if len(stories) < count:
        raise RuntimeError(f"the script has {len(stories)} stories, {count} are needed")
    return SLOT.sub("", front) + "".join(re.split(r"(?m)^(?=### )", story)[0] for story in stories)


def _other_word(text: str, pattern: re.Pattern[str]) -> str:
    match = _middle(pattern.finditer(text), pattern.pattern)
    word = next(word for word in WORDS if word != match["word"])
    return text[: match.start("word")] + word + text[match.end("word") :]


def _middle(found: Iterable[Found], wanted: str) -> Found:
    listed = list(found)
    if not listed:
        raise RuntimeError(f"the script has nothing to edit: {wanted}")
    return listed[len(listed) // 2]
