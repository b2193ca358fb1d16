"""The `{…}` marks: what stands between the braces, as names from the tables with their values."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bulletin.errors import Place
from bulletin.messages import Message, say
from bulletin.script.keys import PARAGRAPH_MARKS, PICTURE_MARKS, SPAN_MARKS, TABLE_MARKS, TITLE_MARKS, Names
from bulletin.script.measures import CLOCK
from bulletin.script.reading import Reading, StopReading
from bulletin.script.text import Passage


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark: its key ('range' and 'slug' have no name), its value as written ('' for a flag), and where it stands."""

    key: str
    value: str
    place: Place


BRACES = re.compile(r"\{([^{}]{0,2000})\}")

_SCOPES: dict[str, tuple[Names, Message]] = {
    "picture": (PICTURE_MARKS, say("behind a picture")),
    "span": (SPAN_MARKS, say("behind words in square brackets")),
    "paragraph": (PARAGRAPH_MARKS, say("at the end of a paragraph")),
    "table": (TABLE_MARKS, say("at the end of the line “Bảng:”")),
    "title": (TITLE_MARKS, say("at the end of a title")),
}
_WORDS = frozenset(("name", "say", "weekly", "voice", "highlight", "form", "spot"))
"""Keys whose value is words: in quotation marks when there are several."""
SEVERAL = frozenset(("blur", "keep", "lit", "spot"))
"""Marks that may stand several times."""
_VALUED = _WORDS | {"focus", "blur", "keep", "lit", "silence"}

_GAP = re.compile(r"[\s,;]*")
_SPACE = re.compile(r"\s*")
_EQUALS = re.compile(r"\s*=\s*")
_NAME = re.compile(r"[^\s=,;\"“”„]+")
_QUOTED = re.compile(r"[\"“”„]([^\"“”„]*)[\"“”„]|['‘’]([^'‘’]*)['‘’]|«([^«»]*)»")
_NUMBERS = re.compile(r"-?\d[\d.]*%?(?:\s*[,;]\s*-?\d[\d.]*%?)*")
_DURATION = re.compile(r"\d[\d.,:]*(?:\s*(?:giây|giay|seconds?|s)\b)?", re.IGNORECASE)
_PLAIN = re.compile(r"[^\s,;\"“”„]+")
_RANGE = re.compile(rf"({CLOCK})?\s*[-–—]\s*({CLOCK})?")


def read_marks(reading: Reading, inside: Passage, scope: str) -> tuple[Mark, ...]:
    """The marks of what stands between two braces; `scope` is one of 'picture', 'span', 'paragraph', 'table', 'title'."""
    marks: list[Mark] = []
    at = 0
    while (at := _skip(_GAP, inside.text, at)) < len(inside.text):
        mark, at = _next(reading, inside, at, scope)
        if mark is None:
            continue
        if mark.key not in SEVERAL and any(mark.key == other.key for other in marks):
            reading.error(mark.place, say("The mark “{name}” stands twice.", name=_shown(mark)), say("Keep it once."))
        else:
            marks.append(mark)
    if not inside.text.strip():
        reading.error(inside.place(), say("There is nothing between these braces."), say("Delete them."))
    return tuple(marks)


def are_marks_of(inside: Passage, scope: str) -> bool:
    """Whether everything between two braces belongs to this scope."""
    trial = Reading(inside.file)
    try:
        return bool(read_marks(trial, inside, scope)) and not trial.problems
    except StopReading:
        return False


def _next(reading: Reading, inside: Passage, at: int, scope: str) -> tuple[Mark | None, int]:
    """The mark at an offset and the offset behind it; None when it is not one, which has then been reported."""
    text, place = inside.text, inside.place(at)
    if scope == "title" and text[at] == "#":
        end = _skip(_PLAIN, text, at)
        return Mark("slug", text[at + 1 : end], place), end
    found = _RANGE.match(text, at)
    if scope == "picture" and found and (found[1] or found[2]):
        return Mark("range", found[0], place), found.end()
    key, end = _name(text, at, _SCOPES[scope][0])
    if key is None:
        return None, _refuse(reading, inside, at, scope)
    equals = _EQUALS.match(text, end)
    if key not in _VALUED:
        if equals:
            reading.error(
                place,
                say("The mark “{name}” takes no value.", name=text[at:end]),
                say("Delete “=” and what follows it."),
            )
            return None, _value(text, equals.end(), key)[1]
        return Mark(key, "", place), end
    value, end = _value(text, equals.end() if equals else _skip(_GAP, text, end), key, bool(equals))
    if not value:
        _refuse_empty(reading, place, text[at:end].strip(" ="), key)
        return None, end
    return _unless_torn(reading, inside, Mark(key, value, place), end, scope)


def _name(text: str, at: int, names: Names) -> tuple[str | None, int]:
    """The key written at an offset, of the most words that fit, and the offset behind it."""
    for stop in reversed(_word_ends(text, at)):
        if key := names.find(text[at:stop]):
            return key, stop
    return None, at


def _word_ends(text: str, at: int) -> list[int]:
    """The ends of the first, second and third word from an offset; no name has more words."""
    ends: list[int] = []
    start = at
    while len(ends) < 3 and (found := _NAME.match(text, start)):
        ends.append(found.end())
        start = _skip(_SPACE, text, found.end())
    return ends


def _value(text: str, at: int, key: str, given: bool = True) -> tuple[str, int]:
    """A value and the offset behind it; without `=` only numbers count as one ('lặng 3 giây')."""
    forms = {"focus": _NUMBERS, "blur": _NUMBERS, "keep": _NUMBERS, "lit": _NUMBERS, "silence": _DURATION}
    if given and (quoted := _QUOTED.match(text, at)):
        return " ".join("".join(part or "" for part in quoted.groups()).split()), quoted.end()
    form = forms.get(key, _PLAIN if given else None)
    found = form.match(text, at) if form else None
    if not found and given:
        found = _PLAIN.match(text, at)
    return (found[0].strip(), found.end()) if found else ("", at)


def _unless_torn(reading: Reading, inside: Passage, mark: Mark, end: int, scope: str) -> tuple[Mark | None, int]:
    """Words without quotation marks end at the first space: refuse what would lose the rest of a name."""
    rest = inside.text[end:]
    quoted = inside.text[end - 1] in "\"“”„'‘’»"
    if (
        mark.key not in _WORDS
        or quoted
        or not rest.strip(" ,;")
        or re.match(r"\s*[,;]", rest)
        or "=" in rest.split()[0]
    ):
        return mark, end
    stop = rest.find("=")
    shown = _SCOPES[scope][0].shown(mark.key)
    reading.error(
        mark.place,
        say("The value of “{name}” has several words without quotation marks.", name=shown),
        say('Write {name}="…" with all the words between the quotation marks.', name=shown),
    )
    return None, len(inside.text) if stop < 0 else max(end, end + rest.rfind(" ", 0, stop))


def _refuse(reading: Reading, inside: Passage, at: int, scope: str) -> int:
    """Reports something that is no mark of this scope; gives the offset behind it and its value."""
    text = inside.text
    hint, end = _hint(text, at, scope)
    reading.error(inside.place(at), say("“{name}” is not a mark here.", name=text[at:end][:40]), hint)
    equals = _EQUALS.match(text, end)
    return max(end, _value(text, equals.end(), "")[1]) if equals else end


def _hint(text: str, at: int, scope: str) -> tuple[Message, int]:
    """What to do about something that is no mark, and the offset behind it."""
    for other, (table, where) in _SCOPES.items():
        key, stop = _name(text, at, table)
        if key and other != scope:
            return say("“{name}” stands {where}.", name=table.shown(key), where=where), stop
    names = _SCOPES[scope][0]
    ends = _word_ends(text, at) or [at + 1]
    for stop in reversed(ends):
        if near := names.suggest(text[at:stop], 0.75):
            return say("Did you mean “{name}”?", name=near), stop
    if scope == "title":
        return say("Only a slug stands here: {{#luong-toi-thieu}}"), ends[0]
    if near := names.suggest(text[at : ends[0]]):
        return say("Did you mean “{name}”?", name=near), ends[0]
    return say("Known are: {names}.", names=names.listed()), ends[0]


def _refuse_empty(reading: Reading, place: Place, name: str, key: str) -> None:
    examples = {
        "focus": "tâm=40,35",
        "blur": "mờ=10,20,30,25",
        "keep": "trọn=10,20,30,25",
        "lit": "sáng=10,20,80,5",
        "spot": 'điểm="62,40 Bắc Ninh"',
        "silence": "lặng 3 giây",
    }
    example = examples.get(key, f'{name}="…"')
    reading.error(place, say("The mark “{name}” needs a value.", name=name), say("Write: {example}", example=example))


def _shown(mark: Mark) -> str:
    tables = (names for names, _ in _SCOPES.values() if mark.key in names.spellings)
    return next((names.shown(mark.key) for names in tables), mark.value)


def _skip(form: re.Pattern[str], text: str, at: int) -> int:
    found = form.match(text, at)
    return found.end() if found else at
