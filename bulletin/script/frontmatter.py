"""The front matter: `key: value` lines between two lines of `---`, read as strings and typed by our own schema."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

from bulletin.errors import Place
from bulletin.messages import say
from bulletin.script.keys import FRONT, KINDS, OPENING, PEOPLE, SWITCH
from bulletin.script.measures import clock, date, whole_frames
from bulletin.script.reading import Reading, StopReading
from bulletin.script.text import Passage, passage
from bulletin.script.values import Kind, OpeningPart, Slot, Text

LONGEST_SLOT = 3 * 60 * 60 * 1000
"""Milliseconds: no bulletin is planned longer than three hours."""

_LINE = re.compile(r"([^:：]+)[:：][ \t]*(.*)")
_FENCE = re.compile(r"-{3,}[ \t]*")
_QUOTED = re.compile(r"""(["“”„'‘’])(.*)(["”“'’])[ \t]*(?:#.*)?""")
_COMMENT = re.compile(r"(?:^|[ \t])#.*")


@dataclass(frozen=True, slots=True)
class Header:
    """The typed front matter. `date` is None when it is missing or wrong, which has then been reported."""

    kind: Kind = "daily"
    date: datetime.date | None = None
    title: Text | None = None
    slot: Slot | None = None
    fit: bool = True
    voice: Text | None = None
    recording: Text | None = None
    brand: Text | None = None
    edition: Text | None = None
    opening: tuple[OpeningPart, ...] | None = None
    people: tuple[tuple[str, Text], ...] = ()


def split_front_matter(text: str, reading: Reading) -> tuple[dict[str, Passage], str]:
    """The values by key in their order, and the text with the front matter blanked, so that lines keep their numbers.

    Raises StopReading when the front matter is opened and never closed: what follows cannot be told apart."""
    lines = text.split("\n")
    first = next((n for n, line in enumerate(lines) if line.strip()), 0)
    if not _FENCE.fullmatch(lines[first]):
        return {}, text
    last = next((n for n in range(first + 1, len(lines)) if _FENCE.fullmatch(lines[n])), None)
    if last is None:
        reading.error(
            Place(reading.file, first + 1, 1),
            say("The front matter begins here and is never closed."),
            say("Write a line of --- after its last key."),
        )
        raise StopReading
    fields: dict[str, Passage] = {}
    for number in range(first + 1, last):
        _field(reading, fields, lines[number], number + 1)
    return fields, "\n".join([""] * (last + 1) + lines[last + 1 :])


def header(fields: Mapping[str, Passage], reading: Reading) -> Header:
    """The typed front matter; what cannot be read is an error and left out."""
    typed = {key: _TYPES.get(key, _words)(reading, value) for key, value in fields.items() if key not in PEOPLE}
    known: dict[str, Any] = {key: value for key, value in typed.items() if value is not None}
    people = tuple((key, value.shown()) for key, value in fields.items() if key in PEOPLE)
    if "date" not in fields:
        reading.error(
            Place(reading.file, 1, 1),
            say("The date of the bulletin is missing."),
            say("Write in the front matter, between two lines of ---: ngày: 20.11.2026"),
        )
    return replace(Header(people=people), **known)


def _field(reading: Reading, fields: dict[str, Passage], line: str, number: int) -> None:
    if not _COMMENT.sub("", line).strip():
        return
    column = len(line) - len(line.lstrip()) + 1
    place = Place(reading.file, number, column)
    found = _LINE.fullmatch(line)
    if not found or not found[1].strip():
        reading.error(
            place,
            say("This line of the front matter is not of the form key: value."),
            say("Write for instance: ngày: 20.11.2026"),
        )
        return
    name = found[1].strip()
    key = FRONT.find(name)
    if key is None:
        near = FRONT.suggest(name)
        hint = say("Did you mean “{name}”?", name=near) if near else say("Known are: {names}.", names=FRONT.listed())
        reading.error(place, say("The key “{name}” is not known.", name=_short(name)), hint)
        return
    if key in fields:
        reading.error(place, say("The key “{name}” stands twice.", name=name), say("Keep one of the two lines."))
        return
    value, start = _value(found[2], found.start(2))
    if value:
        fields[key] = passage(reading.file, [(value, number, start + 1)])


def _value(written: str, start: int) -> tuple[str, int]:
    if quoted := _QUOTED.fullmatch(written):
        inner = quoted[2]
        return inner.strip(), start + 1 + len(inner) - len(inner.lstrip())
    return _COMMENT.sub("", written, count=1).strip(), start


def _short(name: str) -> str:
    return name if len(name) <= 40 else f"{name[:40]}…"


def _words(_: Reading, value: Passage) -> Text:
    return value.shown()


def _kind(reading: Reading, value: Passage) -> str | None:
    kind = KINDS.find(value.text)
    if kind is None:
        _unknown_choice(reading, value, KINDS.listed())
    return kind


def _fit(reading: Reading, value: Passage) -> bool | None:
    answer = SWITCH.find(value.text)
    if answer is None:
        _unknown_choice(reading, value, SWITCH.listed())
        return None
    return answer == "on"


def _date(reading: Reading, value: Passage) -> datetime.date | None:
    found = date(value.text)
    if found is None:
        reading.error(
            value.place(),
            say("“{value}” is not a date.", value=_short(value.words)),
            say("Write day, month and year: 20.11.2026"),
        )
    return found


def _slot(reading: Reading, value: Passage) -> Slot | None:
    ends = [clock(part.strip()) for part in re.split("[-–—]", value.text)]
    shortest, longest = ends[0], ends[-1]
    if len(ends) > 2 or shortest is None or longest is None:
        reading.error(
            value.place(),
            say("“{value}” is not a slot.", value=_short(value.words)),
            say("Write minutes and seconds: 5:00-7:00, or one exact length: 15:00"),
        )
        return None
    if not 0 < shortest <= longest <= LONGEST_SLOT:
        reading.error(
            value.place(),
            say("The slot “{value}” is impossible.", value=value.words),
            say("The shorter length comes first; both are longer than zero and at most 3 hours."),
        )
        return None
    return Slot(whole_frames(shortest), whole_frames(longest))


def _opening(reading: Reading, value: Passage) -> tuple[OpeningPart, ...] | None:
    parts: list[str] = []
    for found in re.finditer("[^,;]+", value.text):
        part = value.part(found.start(), found.end())
        key = OPENING.find(part.text)
        if key is None:
            _unknown_choice(reading, part, OPENING.listed())
        elif key in parts:
            reading.error(part.place(), say("“{name}” stands twice.", name=part.words), say("Keep it once."))
        else:
            parts.append(key)
    return tuple(cast(OpeningPart, part) for part in parts) or None


def _unknown_choice(reading: Reading, value: Passage, names: str) -> None:
    reading.error(
        value.place(),
        say("“{value}” is not one of the choices here.", value=_short(value.words)),
        say("Choose one of: {names}.", names=names),
    )


_TYPES: Mapping[str, Callable[[Reading, Passage], object]] = {
    "kind": _kind,
    "date": _date,
    "slot": _slot,
    "fit": _fit,
    "opening": _opening,
}
