"""A brand pack: read from its folder, checked key by key, frozen.

`read_pack` reads `brand.toml`; every mistake in it is named with its key, all of them in one run."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from bulletin import store
from bulletin.brand import parts
from bulletin.brand.reader import Reader
from bulletin.brand.style import (
    SHAPES,
    Backdrop,
    Box,
    Canvas,
    Colour,
    Edition,
    File,
    Font,
    GroundStyle,
    Logo,
    MarkStyle,
    PlateStyle,
    Shape,
    Table,
    Words,
    Yield,
)
from bulletin.errors import BadConfig, Place, Problems
from bulletin.messages import say
from bulletin.rundown.pacing import Pacing, ScreenWords

FILE_NAME = "brand.toml"


@dataclass(frozen=True, slots=True)
class Pack:
    """A brand pack. `folder` is where it lies and no part of what it is; everything else is."""

    folder: str = field(compare=False)
    name: str
    shape: Shape
    colours: Table[Colour]
    fonts: Table[Font]
    words: Table[str]
    screen: ScreenWords
    safe: Box
    stage: Table[Colour]
    """What pictures are put on the stage with (see `parts.STAGE`)."""
    mark: MarkStyle
    grounds: Table[GroundStyle]
    pacing: Pacing
    yields: tuple[Yield, ...]
    sounds: Table[File]
    pieces: File
    piece_numbers: Table[int]
    piece_files: Table[tuple[File, ...]]
    plates: Table[PlateStyle]
    mourning: Table[Table[str]]
    """The names of the colours that others become in mourning (see `parts.MOURNING`)."""
    editions: tuple[Edition, ...] = field(default=(), compare=False)
    """What the pack may put on for a season; no part of what it is."""

    def __hash__(self) -> int:
        """Of little: it is asked for every plate of every chunk."""
        return hash((self.name, self.shape, self.pieces))

    @property
    def size(self) -> tuple[int, int]:
        """The frame's width and height in units."""
        return SHAPES[self.shape]

    def canvas(self, scale: float) -> Canvas:
        """The frame at so many pixels per unit."""
        return Canvas(*self.size, scale)

    def plate(self, kind: str) -> PlateStyle:
        """The section that a kind of plate is drawn from. Raises KeyError for a kind that does not exist."""
        return self.plates[kind]

    def font_of(self, kind: str, field: str) -> Font:
        """The font that a plate shows a field in; where it does not show it, one of the pack's."""
        paints = (layer.paint for _, layer in self.plate(kind).layers.rows)
        shown = (paint.style.font for paint in paints if isinstance(paint, Words) and paint.field == field)
        return next(shown, self.fonts.rows[0][1])

    def digest(self, kind: str) -> str:
        """The digest of all that a plate of this kind is drawn from: its own section with fonts and colours resolved,
        and what all plates share. Another section's change leaves it as it is."""
        plate = self.plate(kind)
        paints = [layer.paint for _, layer in plate.layers.rows]
        names = {paint.name for paint in paints if isinstance(paint, Backdrop)} | {plate.ground} - {""}
        grounds = tuple((name, self.grounds[name]) for name in sorted(names))
        marked = any(ground.logo for _, ground in grounds) or any(isinstance(paint, Logo) for paint in paints)
        return store.digest(kind, plate, grounds, self.mark if marked else None, *self._shared)

    @property
    def wordmark(self) -> Box:
        """Where the mark stands on the ground that the opener ends on."""
        return self.grounds["board"].logo or self.safe

    def length(self, name: str) -> int:
        """The length of a motion piece in frames."""
        return int(getattr(self.pacing, parts.PIECES[name]))

    def piece_digest(self, name: str) -> str:
        """The digest of all that a motion piece is drawn from."""
        return store.digest(
            name,
            self.length(name),
            self.pieces,
            self.piece_numbers,
            self._delivered(name),
            self.mark,
            self.grounds,
            *self._shared,
        )

    def _delivered(self, name: str) -> tuple[File, ...]:
        return self.piece_files.get(name, ())

    @property
    def _shared(self) -> tuple[object, ...]:
        return self.shape, self.words, self.colours, self.fonts, self.safe, self.stage, self.mourning

    def clear(self, kinds: frozenset[str]) -> int:
        """How many units above the frame's lower edge captions stand while these plates are on screen."""
        return max((rule.clear for rule in self.yields if rule.plate in kinds), default=self.size[1] - self.safe.bottom)

    def may_stand(self, kind: str, beside: frozenset[str]) -> bool:
        """Whether a plate may stand on screen together with others; of two that exclude each other, the one named first
        in the pack's table of who yields stays."""
        return not any(rule.plate in beside and kind in rule.hides for rule in self.yields)


def read_pack(folder: Path, shape: Shape = "wide", edition: str = "") -> Pack:
    """The pack in a folder as it looks in frames of a shape, in an edition by its key or every day. Raises BadConfig or
    Problems (exit code 78) naming every unknown, missing or wrong key."""
    return opened_pack(folder, shape, edition)[0]


def opened_pack(folder: Path, shape: Shape = "wide", edition: str = "") -> tuple[Pack, Reader]:
    """The pack, and the reader that knows the line of every key. Raises like `read_pack`."""
    path = folder / FILE_NAME
    try:
        content = path.read_text(encoding="utf-8")
        table = tomllib.loads(content)
    except OSError as error:
        raise BadConfig(
            say("The brand pack {folder} has no readable file {file}", folder=str(folder), file=FILE_NAME),
            hint=say('Write the name of a folder in templates/ into bulletin.toml, for example: brand = "laodong"'),
        ) from error
    except ValueError as error:
        raise BadConfig(
            say("The brand pack cannot be read: {reason}", reason=str(error)),
            Place(str(path)),
            say("Mend this line of the file; the format is TOML."),
        ) from error
    reader = Reader(folder, path, content, shape, edition)
    pack = reader.pack(table)
    if reader.found:
        raise Problems(tuple(reader.found))
    return pack, reader
