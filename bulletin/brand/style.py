"""What a brand pack says, as values: colours, fonts, boxes, text boxes, motions, plates, pace.

Positions are in units: a frame is as many units wide and high as a picture of 1080 lines has pixels in that shape."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Generic, Literal, TypeVar

Shape = Literal["wide", "vertical", "square"]
SHAPES: dict[Shape, tuple[int, int]] = {"wide": (1920, 1080), "vertical": (1080, 1920), "square": (1080, 1080)}
"""The shapes of frames with their width and height in units."""
UNITS = 1080
"""Units of the shorter side of every shape."""

MotionKind = Literal["none", "fade", "wipe", "rise"]
Align = Literal["left", "centre", "right"]
Anchor = Literal["top", "middle", "bottom"]
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Table(Generic[Value]):
    """Values by name, in the order of the pack's file; frozen, picklable and part of digests."""

    rows: tuple[tuple[str, Value], ...] = ()

    def __getitem__(self, name: str) -> Value:
        for key, value in self.rows:
            if key == name:
                return value
        raise KeyError(name)

    def __contains__(self, name: object) -> bool:
        return any(key == name for key, _ in self.rows)

    def names(self) -> tuple[str, ...]:
        return tuple(key for key, _ in self.rows)


@dataclass(frozen=True, slots=True)
class Motion:
    """How a layer comes or goes: `length` frames after `delay` frames.

    fade: opacity; wipe: revealed from its left edge (entering) or hidden towards it (leaving); rise: moves up by `travel`
    pixels behind a mask of its own rectangle while it fades. Entering eases out (cubic), leaving eases in."""

    kind: MotionKind = "none"
    length: int = 0
    delay: int = 0
    travel: int = 0


NO_MOTION = Motion()


@dataclass(frozen=True, slots=True)
class Moves:
    """How one part of a plate enters and leaves; travel in 1080p units."""

    enter: Motion = NO_MOTION
    leave: Motion = NO_MOTION


@dataclass(frozen=True, slots=True)
class File:
    """A file of the pack: the path is where it lies, the digest is what it is."""

    path: str = field(compare=False)
    digest: str


@dataclass(frozen=True, slots=True)
class Font:
    """A font file by its name in the pack ('semibold') and its file name, for messages."""

    name: str
    label: str
    file: File


@dataclass(frozen=True, slots=True)
class Colour:
    """Straight sRGB, 0–255, and opacity 0–255."""

    red: int
    green: int
    blue: int
    alpha: int = 255

    @property
    def rgb(self) -> tuple[int, int, int]:
        return self.red, self.green, self.blue

    @property
    def rgba(self) -> tuple[int, int, int, int]:
        return self.red, self.green, self.blue, self.alpha


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in units."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        return self.x + self.width

    @property
    def bottom(self) -> int:
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Canvas:
    """A frame to be drawn for: its width and height in units, and pixels per unit."""

    width: int
    height: int
    scale: float

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels, both even."""
        return round(self.width * self.scale / 2) * 2, round(self.height * self.scale / 2) * 2


@dataclass(frozen=True, slots=True)
class TextBox:
    """Where and how words are set: the largest size that fits from `largest` down to `smallest`, at most `lines` lines.

    `leading` is the distance of base lines in per cent of the size, `tracking` extra space after every character in
    thousandths of the size; `tabular` sets every figure in a cell of the same width; `capitals` sets in capitals."""

    box: Box
    font: Font
    largest: int
    smallest: int
    colour: Colour
    lines: int = 1
    leading: int = 134
    tracking: int = 0
    align: Align = "left"
    anchor: Anchor = "middle"
    tabular: bool = False
    capitals: bool = False


@dataclass(frozen=True, slots=True)
class PlateStyle:
    """One plate's section of the pack."""

    kind: str
    boxes: Table[Box]
    texts: Table[TextBox]
    colours: Table[Colour]
    numbers: Table[int]
    motion: Table[Moves]


@dataclass(frozen=True, slots=True)
class Yield:
    """Who yields in the lower third: while `plate` stands, `hides` may not stand, and captions keep `clear` units above
    the lower edge of the frame."""

    plate: str
    hides: tuple[str, ...]
    clear: int
