"""Edits of a script as an editor makes them: a word, a picture, a title; and the script cut short. Text in, text out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import TypeVar

PLAIN = re.compile(r"^[^\W\d_][^\[\]{}|#>*:!\n]*\s(?P<word>\w+)\.$", re.MULTILINE)
"""A paragraph without marks; its last word."""
PROSE = re.compile(r"^[^\W\d_][^:\n|]*\w\.$", re.MULTILINE)
"""A paragraph that ends with a word, marks and pictures in it or not."""
HEADING = re.compile(r"^## [^\n{]*\s(?P<word>\w+) \{#", re.MULTILINE)
"""The title of a story; its last word."""
PICTURE = re.compile(r"!\[[^\]\n]*\]\((?P<path>[^)\s]+)\)")
HEADLINE = re.compile(r"^(Điểm tin|Headline):.*\n", re.MULTILINE)
SLOT = re.compile(r"^(khung giờ|slot):.*\n", re.MULTILINE)
WORDS = ("mới", "khác")
TOLD_AGAIN = ("Hỏi đáp về", "Sổ tay")
"""How the titles begin under which stories are told again."""

Found = TypeVar("Found")


def sentence_changed(text: str, place: float = 0.5) -> str:
    """One word of one sentence; `place` says which, as a share of the script's (0 to 1)."""
    return _other_word(text, PLAIN, place)


def headline_changed(text: str, place: float = 0.5) -> str:
    """One word of one story's title."""
    return _other_word(text, HEADING, place)


def picture_changed(text: str, place: float = 0.5) -> tuple[str, str, str]:
    """The script with another picture at one place, the path it had there, and the new one, where no file is yet."""
    paths = [match["path"] for match in PICTURE.finditer(text)]
    old = _at(place, [path for path in paths if paths.count(path) == 1], "a picture that is shown once")
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


def three_times(text: str) -> str:
    """The stories three times under other slugs; nearly every paragraph has other words. No greeting or slot, few
    headlines: the sample's six minutes become more than a quarter of an hour."""
    front, *sections = re.split(r"(?m)^(?=## )", text)
    stories = "".join(section for section in sections if HEADING.match(section))
    return SLOT.sub("", front) + "".join(_again(stories, number) for number in range(3))


def stories_told_again(text: str) -> list[str]:
    """The sample's stories, then each told two more times under another slug and another title, briefs left out."""
    shown = reversed([*PICTURE.finditer(text)])
    captions = {match["path"]: match[0].partition("](")[0] for match in shown if not match[0].startswith("![]")}
    text = PICTURE.sub(lambda match: f"{captions[match['path']]}]({match['path']})", text)
    stories = [section for section in re.split(r"(?m)^(?=## )", text) if HEADING.match(section)]
    told = list(stories)
    for number, opening in enumerate(TOLD_AGAIN, start=1):
        for story in stories:
            section = re.search(r"(?m)^Chuyên mục: (.*)$", story)
            title = f"{opening} {section[1].lower() if section else ''}"
            told.append(re.sub(r"\A## [^{\n]*", f"## {title} ", _again(story, number)))
    return told


def _again(stories: str, number: int) -> str:
    """Stories told another time: no slug and hardly a paragraph as before."""
    if number == 0:
        return stories
    reworded = PROSE.sub(lambda match: f"{match[0][:-1]} {WORDS[number - 1]}.", HEADLINE.sub("", stories))
    return re.sub(r"(?m)^(## .*\{#[\w-]+)", rf"\1-{number + 1}", reworded)


def _other_word(text: str, pattern: re.Pattern[str], place: float) -> str:
    match = _at(place, pattern.finditer(text), pattern.pattern)
    word = next(word for word in WORDS if word != match["word"])
    return text[: match.start("word")] + word + text[match.end("word") :]


def _at(place: float, found: Iterable[Found], wanted: str) -> Found:
    listed = list(found)
    if not listed:
        raise RuntimeError(f"the script has nothing to edit: {wanted}")
    return listed[min(int(len(listed) * place), len(listed) - 1)]
