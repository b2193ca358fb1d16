"""The layout of a plate as a value, and the small arithmetic that all layouts share."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from math import ceil

from bulletin.brand.style import Box, TextBox
from bulletin.brand.text import Setting, typeset
from bulletin.messages import Message
from bulletin.rundown.values import Plate

UNIT = 12


@dataclass(frozen=True, slots=True)
class Layout:
    """Settings and boxes by name; `faults` are what cannot be set at all, such as too many rows."""

    settings: dict[str, Setting]
    boxes: dict[str, Box] = dataclasses.field(default_factory=dict)
    faults: tuple[Message, ...] = ()


def words_of(plate: Plate, name: str) -> str:
    """A field as one text; a tuple of sentences is joined."""
    words = plate.words(name)
    return words if isinstance(words, str) else " ".join(str(word) for word in words)


def texts_of(plate: Plate, name: str) -> tuple[str, ...]:
    """A field as texts; a single text is one."""
    words = plate.words(name)
    if isinstance(words, str):
        return (words,) if words else ()
    return tuple(word if isinstance(word, str) else " ".join(word) for word in words)


def rows_of(plate: Plate, name: str) -> tuple[tuple[str, ...], ...]:
    """A field as rows of texts."""
    words = plate.words(name)
    return tuple((word,) if isinstance(word, str) else tuple(word) for word in words if word)


def units(length: float) -> int:
    """A length rounded up to the unit of the grid."""
    return ceil(length / UNIT) * UNIT


def placed(style: TextBox, box: Box) -> TextBox:
    """The same style in another box."""
    return dataclasses.replace(style, box=box)


def moved(setting: Setting, box: Box) -> Setting:
    """A setting in another box: lines and size stay."""
    return dataclasses.replace(setting, style=placed(setting.style, box))


def set_fields(plate: Plate, styles: dict[str, TextBox]) -> dict[str, Setting]:
    """A setting for every field that has words, in its own text box."""
    found = ((name, words_of(plate, name)) for name in styles)
    return {name: typeset(styles[name], words) for name, words in found if words.strip()}
