"""The reader of brand.toml: every table held against the names it must have, every value against its type and range."""

from __future__ import annotations

import dataclasses
import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from importlib import util
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast, get_args

from bulletin import store
from bulletin.brand import parts
from bulletin.brand.style import (
    SHAPES,
    Align,
    Anchor,
    Box,
    Colour,
    File,
    Font,
    Motion,
    MotionKind,
    Moves,
    PlateStyle,
    Shape,
    Table,
    TextBox,
    Yield,
)
from bulletin.errors import Place, Problem
from bulletin.messages import Message, say
from bulletin.rundown.pacing import Pacing, Pauses, ScreenWords
from bulletin.script.keys import PEOPLE
from bulletin.timing import Span

if TYPE_CHECKING:
    from bulletin.brand.pack import Pack

Value = TypeVar("Value")
Raw = Mapping[str, Any]

TOP = (
    "name",
    "colours",
    "fonts",
    "words",
    "screen",
    "frame",
    "pace",
    "yields",
    "sounds",
    "pieces",
    "plates",
    "mourning",
)
PLATE = ("boxes", "texts", "colours", "numbers", "motion")
TEXT = ("box", "font", "size", "colour")
TEXT_OPTIONAL = ("lines", "leading", "tracking", "align", "anchor", "tabular", "capitals")
CLOSEST_LINES = 132
NOWHERE = Box(0, 0, 2, 2)
NO_FILE = File("", "")
BLACK = Colour(0, 0, 0)
NO_LENGTHS = ("pauses", "opener_date")
NO_WORDS = ("weekdays", "roles")


class Reader:
    """Reads one file; what is wrong is collected in `found`, and a stand-in value takes its place until the end."""

    def __init__(self, folder: Path, path: Path, content: str, shape: Shape) -> None:
        self.folder = folder
        self.path = path
        self.shape = shape
        self.lines = content.splitlines()
        self.overlays: list[tuple[str, Raw]] = []
        self.found: list[Problem] = []
        self.colours: Table[Colour] = Table()
        self.fonts: Table[Font] = Table()

    def pack(self, raw: Raw) -> Pack:
        """The whole file as a pack; not to be used when something was found."""
        from bulletin.brand.pack import Pack  # the two modules are one reader and its result

        raw = self._names(self._overlaid(raw), "", TOP)
        self.colours = self._each(raw, "colours", None, self._colour)
        self.fonts = self._fonts(self._table(raw, "fonts"))
        frame = self._names(self._table(raw, "frame"), "frame", ("safe", "wordmark"))
        pieces = self._names(self._table(raw, "pieces"), "pieces", ("file",), ("logo", "numbers"))
        return Pack(
            folder=str(self.folder.absolute()),
            name=self._text(raw.get("name", ""), "name"),
            shape=self.shape,
            colours=self.colours,
            fonts=self.fonts,
            words=self._each(raw, "words", parts.WORDS, self._text),
            screen=self._screen(self._table(raw, "screen")),
            safe=self._box(frame.get("safe"), "frame.safe"),
            wordmark=self._box(frame.get("wordmark"), "frame.wordmark"),
            pacing=self._pacing(self._table(raw, "pace")),
            yields=self._yields(self._table(raw, "yields")),
            sounds=self._each(raw, "sounds", parts.SOUNDS, self._file),
            pieces=self._file(pieces.get("file"), "pieces.file"),
            piece_numbers=self._each(pieces, "pieces.numbers", None, self._number) if pieces else Table(),
            logo=self._file(pieces["logo"], "pieces.logo") if "logo" in pieces else None,
            plates=self._plates(self._table(raw, "plates")),
            mourning=self._each(raw, "mourning", parts.MOURNING, self._colour_name),
        )

    def _overlaid(self, raw: Raw) -> Raw:
        """The tables with what this shape changes laid over them."""
        variants = self._table(raw, "variants")
        self._names(variants, "variants", (), tuple(shape for shape in SHAPES if shape != "wide"))
        made: Raw = {key: value for key, value in raw.items() if key != "variants"}
        if self.shape == "wide":
            return made
        if self.shape not in variants:
            self._note(
                "variants",
                say("The brand pack has no variant for {shape} frames", shape=self.shape),
                say(
                    "Add the section [variants.{shape}]; the pack templates/laodong shows what it holds.",
                    shape=self.shape,
                ),
            )
        over = variants.get(self.shape, {})
        self.overlays.insert(0, (f"variants.{self.shape}.", over))
        return merged(made, over)

    # --- tables -------------------------------------------------------------------------------------------------------

    def _plates(self, raw: Raw) -> Table[PlateStyle]:
        raw = self._names(raw, "plates", tuple(parts.PARTS))
        return Table(tuple((kind, self._plate(raw[kind], kind)) for kind in parts.PARTS if kind in raw))

    def _plate(self, raw: object, kind: str) -> PlateStyle:
        key, needs = f"plates.{kind}", parts.PARTS[kind]
        wanted = tuple(name for name in PLATE if getattr(needs, name))
        given = self._names(raw, key, wanted)
        return PlateStyle(
            kind=kind,
            boxes=self._each(given, f"{key}.boxes", needs.boxes, self._box),
            texts=self._each(given, f"{key}.texts", needs.texts, self._text_box),
            colours=self._each(given, f"{key}.colours", needs.colours, self._named_colour),
            numbers=self._each(given, f"{key}.numbers", needs.numbers, self._number),
            motion=self._each(given, f"{key}.motion", needs.motion, self._moves),
        )

    def _fonts(self, raw: Raw) -> Table[Font]:
        raw = self._names(raw, "fonts", ("files",), ("package", "folder"))
        folder = self.folder / self._text(raw.get("folder", "fonts"), "fonts.folder")
        if "package" in raw:
            package = self._text(raw["package"], "fonts.package")
            spec = util.find_spec(package) if package.isidentifier() else None
            if spec is None or spec.origin is None:
                self._wrong("fonts.package", say("the font package {name} is not installed", name=package))
                return Table()
            folder = Path(spec.origin).parent / "files"
        names = self._table(raw, "fonts.files")
        return Table(tuple((name, self._font(folder, name, label)) for name, label in names.items()))

    def _font(self, folder: Path, name: str, label: object) -> Font:
        key = f"fonts.files.{name}"
        file = self._text(label, key)
        return Font(name, file, self._file(file, key, folder))

    def _pacing(self, raw: Raw) -> Pacing:
        names, pauses = _fields(Pacing), _fields(Pauses)
        raw = self._names(raw, "pace", names)
        lengths = {name: self._length(raw.get(name), f"pace.{name}") for name in names if name not in NO_LENGTHS}
        after = self._names(raw.get("pauses", {}), "pace.pauses", pauses)
        first, end = self._pair(raw.get("opener_date", [0, 0]), "pace.opener_date")
        if "opener_date" in raw and not 0 <= first < end <= lengths["opener"]:
            self._wrong("pace.opener_date", say("the date comes and goes while the opener runs: [first frame, end]"))
        return Pacing(
            pauses=Pauses(*(self._length(after.get(name), f"pace.pauses.{name}") for name in pauses)),
            opener_date=Span(first, max(0, end - first)),
            **lengths,
        )

    def _screen(self, raw: Raw) -> ScreenWords:
        names = _fields(ScreenWords)
        raw = self._names(raw, "screen", names)
        words = {name: self._text(raw.get(name, ""), f"screen.{name}") for name in names if name not in NO_WORDS}
        days = raw.get("weekdays", [""] * 7)
        if not (isinstance(days, list) and len(days) == 7 and all(isinstance(day, str) for day in days)):
            self._wrong("screen.weekdays", say("seven names are needed, from Monday to Sunday"))
            days = []
        roles = self._each(raw, "screen.roles", PEOPLE, self._text) if "roles" in raw else Table[str]()
        return ScreenWords(weekdays=tuple(days), roles=roles.rows, **words)

    def _yields(self, raw: Raw) -> tuple[Yield, ...]:
        made = []
        for plate, rule in raw.items():
            key = f"yields.{plate}"
            given = self._names(rule, key, ("hides", "clear"))
            hides = given.get("hides", [])
            hidden = tuple(map(str, hides)) if isinstance(hides, list) else ("?",)
            for name in (plate, *hidden):
                if name not in parts.PARTS:
                    self._wrong(f"{key}.hides", say("there is no plate {name}", name=name))
            made.append(Yield(plate, hidden, self._number(given.get("clear"), f"{key}.clear")))
        return tuple(made)

    # --- values -------------------------------------------------------------------------------------------------------

    def _text_box(self, raw: object, key: str) -> TextBox:
        given = self._names(raw, key, TEXT, TEXT_OPTIONAL)
        largest, smallest = self._pair(given.get("size", [36, 36]), f"{key}.size")
        if not 8 <= smallest <= largest <= 400:
            self._wrong(f"{key}.size", say("sizes are written [largest, smallest], 8 to 400"))
        font = given.get("font", "")
        if font not in self.fonts and "font" in given:
            self._wrong(
                f"{key}.font",
                say("there is no font {name}; fonts are: {known}", name=str(font), known=", ".join(self.fonts.names())),
            )
        lines = self._number(given.get("lines", 1), f"{key}.lines")
        leading = self._number(given.get("leading", 134), f"{key}.leading")
        if leading < CLOSEST_LINES:
            self._wrong(
                f"{key}.leading", say("lines closer than {least} per cent let stacked marks touch", least=CLOSEST_LINES)
            )
        return TextBox(
            box=self._box(given.get("box"), f"{key}.box"),
            font=self.fonts[font] if font in self.fonts else Font("", "", NO_FILE),
            largest=largest,
            smallest=smallest,
            colour=self._named_colour(given.get("colour"), f"{key}.colour"),
            lines=max(1, lines),
            leading=leading,
            tracking=self._number(given.get("tracking", 0), f"{key}.tracking"),
            align=cast(Align, self._one_of(given.get("align", "left"), f"{key}.align", get_args(Align))),
            anchor=cast(Anchor, self._one_of(given.get("anchor", "middle"), f"{key}.anchor", get_args(Anchor))),
            tabular=given.get("tabular") is True,
            capitals=given.get("capitals") is True,
        )

    def _box(self, raw: object, key: str) -> Box:
        if raw is None:
            return NOWHERE
        if not (isinstance(raw, list) and len(raw) == 4 and all(type(part) is int for part in raw)):
            self._wrong(key, say("a box is written [x, y, width, height] in whole units"))
            return NOWHERE
        box = Box(*raw)
        width, height = SHAPES[self.shape]
        inside = box.x >= 0 and box.y >= 0 and box.right <= width and box.bottom <= height
        if not inside or box.width < 1 or box.height < 1:
            self._wrong(key, say("this box is not inside the frame of {width} × {height}", width=width, height=height))
        return box

    def _colour(self, raw: object, key: str) -> Colour:
        match = re.fullmatch(r"#([0-9A-Fa-f]{6})", raw) if isinstance(raw, str) else None
        if match is None:
            self._wrong(key, say("a colour is written #RRGGBB"))
            return BLACK
        return Colour(*bytes.fromhex(match[1]))

    def _named_colour(self, raw: object, key: str) -> Colour:
        """'ink' or 'ink 92%'."""
        if raw is None:
            return BLACK
        match = re.fullmatch(r"(\w+)(?: (\d{1,3})%)?", raw) if isinstance(raw, str) else None
        if match is None or match[1] not in self.colours or int(match[2] or 100) > 100:
            known = ", ".join(self.colours.names())
            self._wrong(key, say("a colour is one of {known}, if need be with its opacity: “ink 92%”", known=known))
            return BLACK
        return dataclasses.replace(self.colours[match[1]], alpha=round(int(match[2] or 100) * 2.55))

    def _colour_name(self, raw: object, key: str) -> str:
        """The name of a colour of the pack, without an opacity."""
        return self._one_of(raw, key, self.colours.names())

    def _moves(self, raw: object, key: str) -> Moves:
        given = self._names(raw, key, (), ("in", "out"))
        return Moves(self._motion(given.get("in"), f"{key}.in"), self._motion(given.get("out"), f"{key}.out"))

    def _motion(self, raw: object, key: str) -> Motion:
        if raw is None:
            return Motion()
        if not (isinstance(raw, list) and 2 <= len(raw) <= 4 and all(type(part) is int for part in raw[1:])):
            self._wrong(key, say("a motion is written [kind, frames, delay, travel]"))
            return Motion()
        kind = self._one_of(raw[0], key, get_args(MotionKind))
        return Motion(cast(MotionKind, kind), *raw[1:])

    def _one_of(self, raw: object, key: str, known: tuple[str, ...]) -> str:
        if raw not in known:
            self._wrong(key, say("“{value}” is not one of: {known}", value=str(raw), known=", ".join(known)))
            return known[0]
        return str(raw)

    def _number(self, raw: object, key: str, least: int = 0) -> int:
        if raw is None:
            return least
        if type(raw) is not int or not least <= raw <= 10_000:
            self._wrong(key, say("a whole number from {least} to 10000 is needed", least=least))
            return least
        return raw

    def _length(self, raw: object, key: str) -> int:
        """A length in frames."""
        return self._number(raw, key, least=1)

    def _pair(self, raw: object, key: str) -> tuple[int, int]:
        if not (isinstance(raw, list) and len(raw) == 2 and all(type(part) is int for part in raw)):
            self._wrong(key, say("two whole numbers in brackets are needed"))
            return (36, 36)
        return raw[0], raw[1]

    def _text(self, raw: object, key: str) -> str:
        if not isinstance(raw, str):
            self._wrong(key, say("words in quotation marks are needed"))
            return ""
        return raw

    def _file(self, raw: object, key: str, folder: Path | None = None) -> File:
        if raw is None:
            return NO_FILE
        path = (folder or self.folder) / self._text(raw, key)
        try:
            return File(str(path.absolute()), store.file_digest(path))
        except OSError:
            self._wrong(key, say("the file {file} does not exist", file=str(raw)))
            return NO_FILE

    # --- names --------------------------------------------------------------------------------------------------------

    def _each(
        self, raw: Raw, key: str, wanted: Iterable[str] | None, read: Callable[[object, str], Value]
    ) -> Table[Value]:
        """Every entry of a table by one reader; `wanted` None takes the names as they come."""
        given = self._table(raw, key)
        if wanted is not None:
            given = self._names(given, key, tuple(wanted))
        return Table(tuple((name, read(value, f"{key}.{name}")) for name, value in given.items()))

    def _table(self, raw: Raw, key: str) -> Raw:
        value = raw.get(key.rpartition(".")[2], {})
        if not isinstance(value, Mapping):
            self._wrong(key, say("a table is needed"))
            return {}
        return value

    def _names(self, raw: object, key: str, wanted: tuple[str, ...], optional: tuple[str, ...] = ()) -> Raw:
        """The table without unknown keys; unknown and missing keys are noted."""
        given: Raw = raw if isinstance(raw, Mapping) else {}
        if not isinstance(raw, Mapping):
            self._wrong(key, say("a table is needed"))
            return {}
        known, prefix = (*wanted, *optional), f"{key}." if key else ""
        for name in given:
            if name not in known:
                near = difflib.get_close_matches(str(name), known, 1)
                hint = say("Did you mean {name}?", name=near[0]) if near else say("Take the key out.")
                self._note(
                    prefix + str(name), say("The brand pack has an unknown key {key}", key=prefix + str(name)), hint
                )
        for name in wanted:
            if name not in given:
                hint = say("Add the key; the pack templates/laodong shows all of them.")
                self._note(key, say("The brand pack lacks the key {key}", key=prefix + name), hint)
        return {name: given[name] for name in known if name in given}

    def _wrong(self, key: str, reason: Message) -> None:
        hint = say("Mend the value of {key}.", key=key)
        self._note(key, say("The brand pack's {key} is wrong: {reason}", key=key, reason=reason), hint)

    def _note(self, key: str, message: Message, hint: Message) -> None:
        place = Place(str(self.path), self._line(key))
        self.found.append(Problem(message, place, hint, code=78))

    def _line(self, key: str) -> int:
        """The line of a key, where the last overlay that has it says it."""
        prefix = next((prefix for prefix, over in self.overlays if _holds(over, key)), "")
        return self._line_of(prefix + key)

    def _line_of(self, key: str) -> int:
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


def merged(raw: Raw, over: Raw) -> Raw:
    """Tables with others laid over them, key by key; lists and values are replaced."""
    made = dict(raw)
    for key, value in over.items():
        below = made.get(key)
        both = isinstance(below, Mapping) and isinstance(value, Mapping)
        made[key] = merged(below, value) if both else value  # type: ignore[arg-type]
    return made


def _holds(raw: object, key: str) -> bool:
    """Whether tables have a key of the form a.b.c."""
    for step in key.split("."):
        if not isinstance(raw, Mapping) or step not in raw:
            return False
        raw = raw[step]
    return True


def _fields(kind: type[Pacing | Pauses | ScreenWords]) -> tuple[str, ...]:
    return tuple(item.name for item in dataclasses.fields(kind))
