"""The label lines under a title: which lines they are, and what they say."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bulletin.messages import say
from bulletin.script.blocks import Raw, Words
from bulletin.script.keys import ANSWERS, BODY, CREDITS, LABELS, MUSIC, PRIORITIES, TONES, Names
from bulletin.script.reading import Reading
from bulletin.script.text import Passage
from bulletin.script.values import Labels, Paragraph
from bulletin.script.words import plain, sentence

LONGEST_SHORT_TITLE = 49

_LINE = re.compile(r"([^\W\d_][^:：\n]{0,39}?)[ \t]{0,8}[:：](?!//)[ \t]*(.*)")
_NEAR = 0.85
"""How alike an unknown name behind an empty line must be to a label before it is taken for a slip of the pen."""


@dataclass(frozen=True, slots=True)
class LabelLines:
    """What the label lines of a story say; `dropped` and `update` belong to a story taken from another file."""

    labels: Labels = field(default_factory=Labels)
    dropped: tuple[int, ...] = ()
    update: Paragraph | None = None


def take_labels(
    reading: Reading, title_line: int, raws: Sequence[Raw], linked: bool
) -> tuple[LabelLines, tuple[Raw, ...]]:
    """The labels of a story, and its blocks without them."""
    if not raws or not isinstance(raws[0], Words):
        return LabelLines(), tuple(raws)
    lines = raws[0].passage.lines()
    if not _begin_labels(lines[0], close=lines[0].line == title_line + 1):
        return LabelLines(), tuple(raws)
    count = next((at for at, line in enumerate(lines) if _is_body(line)), len(lines))
    read: dict[str, object] = {}
    for line in lines[:count]:
        _read_line(reading, line, read, linked)
    rest: tuple[Raw, ...] = tuple(raws[1:])
    if count < len(lines):
        rest = (Words(raws[0].passage.from_line(lines[count].line)), *rest)
    dropped, update = read.pop("dropped", ()), read.pop("update", None)
    assert isinstance(dropped, tuple)
    assert update is None or isinstance(update, Paragraph)
    return LabelLines(_labels(read), dropped, update), rest


def refuse_label_line(reading: Reading, words: Passage) -> bool:
    """Reports a label line or a credit among words to be read: it would be read aloud."""
    found = _LINE.fullmatch(words.lines()[0].text)
    if found and CREDITS.find_exact(found[1]):
        reading.error(
            words.place(),
            say("The credit “{name}” stands among words to be read.", name=words.words[:40]),
            say("Write it into the picture, at the end of its caption: ![caption. Ảnh: name](file.jpg)"),
        )
        return True
    key = LABELS.find_exact(found[1]) if found else None
    if key is None:
        return False
    reading.error(
        words.place(),
        say("The label “{name}” stands among words to be read.", name=LABELS.shown(key)),
        say("Move it up, directly under the title of its story; if it is to be read, begin the sentence otherwise."),
    )
    return True


def body_line(line: Passage) -> tuple[str, Passage] | None:
    """The key and the content of a line such as `Bảng: …`, `Số lớn: …`; None for any other line."""
    found = _LINE.match(line.text)
    key = BODY.find(found[1]) if found else None
    return (key, line.part(found.start(2))) if found and key else None


def _labels(read: dict[str, object]) -> Labels:
    known: dict[str, Any] = {key: value for key, value in read.items() if value is not None}
    return Labels(**known)


def _is_body(line: Passage) -> bool:
    return line.text.startswith("![") or body_line(line) is not None


def _begin_labels(line: Passage, close: bool) -> bool:
    """Whether the first line under a title is a label line. Directly under the title anything of its form is one;
    behind an empty line a sentence may hold a colon too, so only labels and slips of the pen count."""
    found = _LINE.fullmatch(line.text)
    if not found or _is_body(line):
        return False
    if LABELS.find(found[1]):
        return True
    return close or LABELS.suggest(found[1], _NEAR) is not None


def _read_line(reading: Reading, line: Passage, read: dict[str, object], linked: bool) -> None:
    found = _LINE.fullmatch(line.text)
    if not found:
        reading.error(
            line.place(),
            say("This line stands among label lines and is none."),
            say("Leave an empty line between the labels and the words to be read; a label stays on one line."),
        )
        return
    key = LABELS.find(found[1])
    if key is None:
        near = LABELS.suggest(found[1])
        hint = (
            say(
                "Did you mean “{name}”? If these are words to be read, leave an empty line under the title and begin otherwise.",
                name=near,
            )
            if near
            else say("Known are: {names}. Words to be read begin behind an empty line.", names=LABELS.listed())
        )
        reading.error(line.place(), say("The label “{name}” is not known.", name=found[1]), hint)
        return
    if key in read:
        reading.error(
            line.place(),
            say("The label “{name}” stands twice.", name=LABELS.shown(key)),
            say("Keep one of the two lines."),
        )
        return
    if key in ("dropped", "update") and not linked:
        reading.error(
            line.place(),
            say("“{name}” is for stories taken from another file.", name=LABELS.shown(key)),
            say("Write the title as a link, or delete this line: ## [Title](file.md#slug)"),
        )
        return
    value = line.part(found.start(2))
    if value.text:
        read[key] = _READERS.get(key, _shown)(reading, value)


def _shown(reading: Reading, value: Passage) -> object:
    return plain(reading, value).shown()


def _note(_: Reading, value: Passage) -> object:
    return value.shown()


def _short_title(reading: Reading, value: Passage) -> object:
    length = len(value.words)
    if length > LONGEST_SHORT_TITLE:
        reading.error(
            value.place(),
            say(
                "The short title is {length} characters long; at most {limit} fit.",
                length=length,
                limit=LONGEST_SHORT_TITLE,
            ),
            say("Shorten it by {count} characters.", count=length - LONGEST_SHORT_TITLE),
        )
    return _shown(reading, value)


def _choice(names: Names) -> Callable[[Reading, Passage], object]:
    def read(reading: Reading, value: Passage) -> object:
        key = names.find(value.text.rstrip("."))
        if key is None:
            reading.error(
                value.place(),
                say("“{value}” is not one of the choices here.", value=value.words[:40]),
                say("Choose one of: {names}.", names=names.listed()),
            )
        return key

    return read


def _in_weekly(reading: Reading, value: Passage) -> object:
    answer = _choice(ANSWERS)(reading, value)
    return None if answer is None else answer == "yes"


def _dropped(reading: Reading, value: Passage) -> object:
    """`đoạn 3`, `đoạn 2, 4`, `đoạn 2-4`: the numbers of the paragraphs left out, from 1, in order."""
    numbers: set[int] = set()
    words = re.sub(r"(?i)\b(đoạn|doan|paragraphs?|và|and)\b", " ", value.text).strip(" .")
    for part in re.split(r"[,;\s]+", re.sub(r"\s*[-–—]\s*", "-", words)):
        found = re.fullmatch(r"(\d{1,3})(?:-(\d{1,3}))?", part)
        if not found or int(found[1]) == 0 or int(found[2] or found[1]) < int(found[1]):
            reading.error(
                value.place(),
                say("“{value}” does not say which paragraphs are left out.", value=value.words[:40]),
                say("Write their numbers, counted from 1: đoạn 3"),
            )
            return ()
        numbers.update(range(int(found[1]), int(found[2] or found[1]) + 1))
    return tuple(sorted(numbers))


_READERS: Mapping[str, Callable[[Reading, Passage], object]] = {
    "headline": sentence,
    "update": sentence,
    "short_title": _short_title,
    "priority": _choice(PRIORITIES),
    "tone": _choice(TONES),
    "music": _choice(MUSIC),
    "note": _note,
    "in_weekly": _in_weekly,
    "dropped": _dropped,
}
