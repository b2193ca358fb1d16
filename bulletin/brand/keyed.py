"""Values read from a brand pack's tables, each held against its type and range; what is wrong is noted with its line."""

from __future__ import annotations

import dataclasses
import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar, cast, get_args

from bulletin import store
from bulletin.brand.style import (
    SHAPES,
    Align,
    Anchor,
    Box,
    Colour,
    Ease,
    File,
    Font,
    Motion,
    MotionKind,
    Moves,
    Shape,
    Side,
    Table,
    TextBox,
)
from bulletin.errors import Place, Problem
from bulletin.messages import Message, say

Value = TypeVar("Value")
Raw = Mapping[str, Any]

TEXT = ("box", "font", "size", "colour")
TEXT_OPTIONAL = ("lines", "leading", "tracking", "align", "anchor", "tabular", "capitals")
CLOSEST_LINES = 132
SMALLEST = 20
"""Units: letters that are smaller are not read on air."""
NOWHERE = Box(0, 0, 2, 2)
NO_FILE = File("", "")
NO_FONT = Font("", "", NO_FILE)
BLACK = Colour(0, 0, 0)


class Keyed:
    """Reads one file's values; what is wrong is collected in `found`, and a stand-in value takes its place until the end."""

    def __init__(self, folder: Path, path: Path, content: str, shape: Shape, edition: str = "") -> None:
        self.folder = folder
        self.path = path
        self.shape = shape
        self.edition = edition
        self.lines = content.splitlines()
        self.overlays: list[tuple[str, Raw]] = []
        self.found: list[Problem] = []
        self.colours: Table[Colour] = Table()
        self.fonts: Table[Font] = Table()
        self.motions: Table[Moves] = Table()
        self.grounds: tuple[str, ...] = ()

    # --- values -------------------------------------------------------------------------------------------------------

    def text_box(self, raw: object, key: str) -> TextBox:
        given = self.names(raw, key, TEXT, TEXT_OPTIONAL)
        largest, smallest = self.pair(given.get("size", [36, 36]), f"{key}.size")
        if not SMALLEST <= smallest <= largest <= 400:
            self.wrong(f"{key}.size", say("sizes are written [largest, smallest], {least} to 400", least=SMALLEST))
        font = given.get("font", "")
        if font not in self.fonts and "font" in given:
            self.wrong(
                f"{key}.font",
                say("there is no font {name}; fonts are: {known}", name=str(font), known=", ".join(self.fonts.names())),
            )
        lines = self.number(given.get("lines", 1), f"{key}.lines")
        leading = self.number(given.get("leading", 134), f"{key}.leading")
        if leading < CLOSEST_LINES:
            self.wrong(
                f"{key}.leading", say("lines closer than {least} per cent let stacked marks touch", least=CLOSEST_LINES)
            )
        return TextBox(
            box=self.box(given.get("box"), f"{key}.box"),
            font=self.fonts.get(font, NO_FONT),
            largest=largest,
            smallest=smallest,
            colour=self.named_colour(given.get("colour"), f"{key}.colour"),
            lines=max(1, lines),
            leading=leading,
            tracking=self.number(given.get("tracking", 0), f"{key}.tracking"),
            align=cast(Align, self.one_of(given.get("align", "left"), f"{key}.align", get_args(Align))),
            anchor=cast(Anchor, self.one_of(given.get("anchor", "middle"), f"{key}.anchor", get_args(Anchor))),
            tabular=given.get("tabular") is True,
            capitals=given.get("capitals") is True,
        )

    def box(self, raw: object, key: str) -> Box:
        if raw is None:
            return NOWHERE
        if not (isinstance(raw, list) and len(raw) == 4 and all(type(part) is int for part in raw)):
            self.wrong(key, say("a box is written [x, y, width, height] in whole units"))
            return NOWHERE
        box = Box(*raw)
        width, height = SHAPES[self.shape]
        inside = box.x >= 0 and box.y >= 0 and box.right <= width and box.bottom <= height
        if not inside or box.width < 1 or box.height < 1:
            self.wrong(key, say("this box is not inside the frame of {width} × {height}", width=width, height=height))
        return box

    def colour(self, raw: object, key: str) -> Colour:
        match = re.fullmatch(r"#([0-9A-Fa-f]{6})", raw) if isinstance(raw, str) else None
        if match is None:
            self.wrong(key, say("a colour is written #RRGGBB"))
            return BLACK
        return Colour(*bytes.fromhex(match[1]))

    def named_colour(self, raw: object, key: str) -> Colour:
        """'ink' or 'ink 92%'."""
        if raw is None:
            return BLACK
        match = re.fullmatch(r"(\w+)(?: (\d{1,3})%)?", raw) if isinstance(raw, str) else None
        if match is None or match[1] not in self.colours or int(match[2] or 100) > 100:
            known = ", ".join(self.colours.names())
            self.wrong(key, say("a colour is one of {known}, if need be with its opacity: “ink 92%”", known=known))
            return BLACK
        return dataclasses.replace(self.colours[match[1]], alpha=round(int(match[2] or 100) * 2.55))

    def becoming(self, raw: object, key: str) -> Table[str]:
        """Colours by the names of those whose place they take."""
        given = self.names(raw, key, (), self.colours.names())
        return Table(tuple((name, self.colour_name(other, f"{key}.{name}")) for name, other in given.items()))

    def colour_name(self, raw: object, key: str) -> str:
        """The name of a colour of the pack, without an opacity."""
        return self.one_of(raw, key, self.colours.names())

    def moves(self, raw: object, key: str) -> Moves:
        given = self.names(raw, key, (), ("in", "out"))
        return Moves(self.motion(given.get("in"), f"{key}.in"), self.motion(given.get("out"), f"{key}.out"))

    def motion(self, raw: object, key: str) -> Motion:
        """[kind, frames, delay, travel, side, ease]: the last four may be left out."""
        if raw is None:
            return Motion()
        parts = raw if isinstance(raw, list) else []
        numbers, words = parts[1:4], parts[4:]
        if not (2 <= len(parts) <= 6 and all(type(part) is int for part in numbers)):
            self.wrong(key, say("a motion is written [kind, frames, delay, travel, side, ease]"))
            return Motion()
        kind = self.one_of(parts[0], key, get_args(MotionKind))
        known = zip(words, (get_args(Side), get_args(Ease)), strict=False)
        chosen = (self.one_of(word, key, choice) for word, choice in known)
        numbers += [0] * (3 - len(numbers))
        return Motion(cast(MotionKind, kind), *numbers, *chosen)

    def listed(self, raw: object, key: str, known: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Names in brackets, of those that are known where they are given."""
        if not (isinstance(raw, list) and all(isinstance(part, str) for part in raw)):
            self.wrong(key, say("names in quotation marks and brackets are needed"))
            return ()
        return tuple(self.one_of(part, key, known) if known else part for part in raw)

    def one_of(self, raw: object, key: str, known: tuple[str, ...]) -> str:
        if raw not in known:
            self.wrong(key, say("“{value}” is not one of: {known}", value=str(raw), known=", ".join(known)))
            return known[0]
        return str(raw)

    def number(self, raw: object, key: str, least: int = 0) -> int:
        if raw is None:
            return least
        if type(raw) is not int or not least <= raw <= 10_000:
            self.wrong(key, say("a whole number from {least} to 10000 is needed", least=least))
            return least
        return raw

    def length(self, raw: object, key: str) -> int:
        """A length in frames."""
        return self.number(raw, key, least=1)

    def pair(self, raw: object, key: str) -> tuple[int, int]:
        if not (isinstance(raw, list) and len(raw) == 2 and all(type(part) is int for part in raw)):
            self.wrong(key, say("two whole numbers in brackets are needed"))
            return (36, 36)
        return raw[0], raw[1]

    def text(self, raw: object, key: str) -> str:
        if not isinstance(raw, str):
            self.wrong(key, say("words in quotation marks are needed"))
            return ""
        return raw

    def file(self, raw: object, key: str, folder: Path | None = None) -> File:
        if raw is None:
            return NO_FILE
        path = (folder or self.folder) / self.text(raw, key)
        if folder is None and not path.resolve().is_relative_to(self.folder.resolve()):
            self.wrong(key, say("the file {file} lies outside the brand pack", file=str(raw)))
            return NO_FILE
        try:
            return File(str(path.absolute()), store.file_digest(path))
        except OSError:
            self.wrong(key, say("the file {file} does not exist", file=str(raw)))
            return NO_FILE

    # --- names --------------------------------------------------------------------------------------------------------

    def each(
        self, raw: Raw, key: str, wanted: Iterable[str] | None, read: Callable[[object, str], Value]
    ) -> Table[Value]:
        """Every entry of a table by one reader; `wanted` None takes the names as they come."""
        given = self.table(raw, key)
        if wanted is not None:
            given = self.names(given, key, tuple(wanted))
        return Table(tuple((name, read(value, f"{key}.{name}")) for name, value in given.items()))

    def table(self, raw: Raw, key: str) -> Raw:
        value = raw.get(key.rpartition(".")[2], {})
        if not isinstance(value, Mapping):
            self.wrong(key, say("a table is needed"))
            return {}
        return value

    def names(self, raw: object, key: str, wanted: tuple[str, ...], optional: tuple[str, ...] = ()) -> Raw:
        """The table without unknown keys; unknown and missing keys are noted."""
        given: Raw = raw if isinstance(raw, Mapping) else {}
        if not isinstance(raw, Mapping):
            self.wrong(key, say("a table is needed"))
            return {}
        known, prefix = (*wanted, *optional), f"{key}." if key else ""
        for name in given:
            if name not in known:
                near = difflib.get_close_matches(str(name), known, 1)
                hint = say("Did you mean {name}?", name=near[0]) if near else say("Take the key out.")
                self.note(
                    prefix + str(name), say("The brand pack has an unknown key {key}", key=prefix + str(name)), hint
                )
        for name in wanted:
            if name not in given:
                hint = say("Add the key; the pack templates/laodong shows all of them.")
                self.note(key, say("The brand pack lacks the key {key}", key=prefix + name), hint)
        return {name: given[name] for name in known if name in given}

    def wrong(self, key: str, reason: Message) -> None:
        hint = say("Mend the value of {key}.", key=key)
        self.note(key, say("The brand pack's {key} is wrong: {reason}", key=key, reason=reason), hint)

    def note(self, key: str, message: Message, hint: Message) -> None:
        self.found.append(self.problem(key, message, hint))

    def problem(self, key: str, message: Message, hint: Message) -> Problem:
        """A finding about a key, with its line."""
        return Problem(message, Place(str(self.path), self.line(key)), hint, code=78)

    def line(self, key: str) -> int:
        """The line of a key, where the last overlay that has it says it."""
        prefix = next((prefix for prefix, over in self.overlays if _holds(over, key)), "")
        return self.line_of(prefix + key)

    def line_of(self, key: str) -> int:
        """Where the last table of a key begins, then the first line that starts with what is left of the key."""
        at, steps = 0, [re.escape(step) for step in re.sub(r"\[\d+\]", "", key).split(".")]
        for count in range(len(steps), 0, -1):
            header = re.compile(rf"\s*\[+{'[.]'.join(steps[:count])}\]+")
            at = next((index for index, line in enumerate(self.lines, 1) if header.match(line)), 0)
            if at:
                steps = steps[count:]
                break
        for count in range(len(steps), 0, -1):
            start = re.compile(rf"\s*{'[.]'.join(steps[:count])}\s*=")
            below = (index for index, line in enumerate(self.lines[at:], at + 1) if start.match(line))
            line = next(below, 0)
            if line:
                return line
        return at


def _holds(raw: object, key: str) -> bool:
    """Whether tables have a key of the form a.b.c."""
    for step in key.split("."):
        if not isinstance(raw, Mapping) or step not in raw:
            return False
        raw = raw[step]
    return True
