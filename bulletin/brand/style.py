"""What a brand pack says, as values: colours, fonts, boxes, text boxes, motions, plates, pace.

Positions are in units: a frame is as many units wide and high as a picture of 1080 lines has pixels in that shape."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Generic, Literal, TypeVar

Shape = Literal["wide", "vertical", "square"]
SHAPES: dict[Shape, tuple[int, int]] = {"wide": (1920, 1080), "vertical": (1080, 1920), "square": (1080, 1080)}
"""The shapes of frames with their width and height in units."""
UNITS = 1080
"""Units of the shorter side of every shape."""

MotionKind = Literal["none", "fade", "wipe", "rise", "slide"]
Ease = Literal["soft", "both", "even"]
Side = Literal["left", "right", "above", "below"]
Fit = Literal["contain", "cover", "stretch"]
Align = Literal["left", "centre", "right"]
Anchor = Literal["top", "middle", "bottom"]
Value = TypeVar("Value")
Other = TypeVar("Other")


@dataclass(frozen=True, slots=True)
class Table(Generic[Value]):
    """Values by name, in the order of the pack's file; frozen, picklable and part of digests."""

    rows: tuple[tuple[str, Value], ...] = ()

    def __getitem__(self, name: str) -> Value:
        for key, value in self.rows:
            if key == name:
                return value
        raise KeyError(name)

    def get(self, name: object, otherwise: Other) -> Value | Other:
        """The value under a name, or another one."""
        return next((value for key, value in self.rows if key == name), otherwise)

    def __contains__(self, name: object) -> bool:
        return any(key == name for key, _ in self.rows)

    def names(self) -> tuple[str, ...]:
        return tuple(key for key, _ in self.rows)


@dataclass(frozen=True, slots=True)
class Motion:
    """How a layer comes or goes: `length` frames after `delay` frames.

    fade: opacity; wipe: revealed from one side (entering) or hidden towards it (leaving); rise: moves up by `travel` pixels
    behind a mask of its own rectangle while it fades; slide: moves in from `travel` pixels beside its place. A soft motion
    ends (entering) or begins (leaving) slowly, cubic; `both` is slow at both ends, `even` at none."""

    kind: MotionKind = "none"
    length: int = 0
    delay: int = 0
    travel: int = 0
    side: Side = "left"
    ease: Ease = "soft"


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


# --- layers -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Words:
    """A text: the contents of a plate's `field`, or a `word` of the pack; `before` is a word put before it. `bare` words lose
    their quotation marks; `few` is the number of lines they are kept to where they fit so (0: any)."""

    style: TextBox
    field: str = ""
    word: str = ""
    before: str = ""
    bare: bool = False
    few: int = 0


@dataclass(frozen=True, slots=True)
class Fill:
    """A rectangle in one colour, or fading to another one towards a side."""

    colour: Colour
    to: Colour | None = None
    towards: Side = "below"


@dataclass(frozen=True, slots=True)
class Panel:
    """A rectangle that hugs the layers it `holds`, which stand in it under each other. Without `colour` it only places them.

    `box` of its layer is the largest it may be; `stands` says by which edges it keeps its place there, `hugs` which of its
    sides follow what it holds; `pad` is the room around that, `least` the least width, `covers` a layer that it is at
    least as wide as, `step` what width and height are rounded up to."""

    colour: Colour | None
    holds: tuple[str, ...]
    stands: tuple[str, ...] = ("top", "left")
    hugs: tuple[str, ...] = ("width", "height")
    pad: tuple[int, int] = (0, 0)
    least: int = 0
    covers: str = ""
    step: tuple[int, int] = (12, 12)


@dataclass(frozen=True, slots=True)
class Delivered:
    """A picture that a design studio delivers – one PNG, or an animation with alpha: PNG files in order, or one MOV or WebM."""

    files: tuple[File, ...]
    fit: Fit = "contain"
    align: Align = "centre"


@dataclass(frozen=True, slots=True)
class Logo:
    """The station's mark, as high as its box, at its left or right edge or in its middle."""

    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Photo:
    """One of the plate's pictures, filling its box, darkened by `shade` per cent."""

    number: int = 0
    shade: int = 0


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character as an ornament, its ink as high as its box."""

    character: str
    font: Font
    colour: Colour


@dataclass(frozen=True, slots=True)
class Slant:
    """Two leaning planes over the right of the frame; where their left edges cross its middle line."""

    front: Colour
    back: Colour
    edges: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Backdrop:
    """One of the pack's grounds, over the whole frame."""

    name: str


Paint = Words | Fill | Panel | Delivered | Logo | Photo | Glyph | Slant | Backdrop


@dataclass(frozen=True, slots=True)
class LayerStyle:
    """A layer of a plate: what is painted, and where.

    It stands in its `box`; `beside` another layer, `gap` units away on its `side` and `thick` units wide (or high); or
    `inside` another one. Held by a panel, it keeps `space` from what stands above. `joins` names the layer that it is drawn
    onto and moves with, `needs` a field without which it is not there (`!name`: with which)."""

    paint: Paint
    box: Box | None = None
    beside: str = ""
    side: Side = "left"
    thick: int = 0
    gap: int = 0
    inside: str = ""
    space: int = 0
    joins: str = ""
    needs: str = ""
    moves: Moves = Moves()
    under: bool = False
    """On a plate with a layout of its own: under what that draws, not over it."""


@dataclass(frozen=True, slots=True)
class GroundStyle:
    """A ground: a colour with light falling on it and bands of wide planes, or a delivered picture, and the station's mark.

    Parts are in thousandths: lights of colours (−1000 black, 1000 white), the light's centre in the frame and its reach in
    frame widths. `bands` are (left edge, width, strength)."""

    base: Colour
    base_tone: int
    light: Colour
    light_tone: int
    light_strength: int
    centre: tuple[int, int]
    reach: int
    band: Colour
    band_tone: int
    bands: tuple[tuple[int, int, int], ...]
    image: File | None = None
    logo: Box | None = None
    logo_align: Align = "left"


@dataclass(frozen=True, slots=True)
class MarkStyle:
    """The station's mark: a logo file, or the stand-in of two blocks, told for a height of `height` units."""

    height: int
    name: TextBox
    tv: TextBox
    name_block: Colour
    tv_block: Colour
    pad: int
    edge: int
    file: File | None = None


@dataclass(frozen=True, slots=True)
class PlateStyle:
    """One plate's section of the pack: what its layout engine asks for, or its layers alone; `ground` names the ground that
    an engine draws on."""

    kind: str
    boxes: Table[Box] = Table()
    texts: Table[TextBox] = Table()
    colours: Table[Colour] = Table()
    numbers: Table[int] = Table()
    motion: Table[Moves] = Table()
    layers: Table[LayerStyle] = Table()
    ground: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """What a pack puts on for a season: its key in brand.toml, the name that scripts call it by, its first and last day."""

    key: str
    name: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Yield:
    """Who yields in the lower third: while `plate` stands, `hides` may not stand, and captions keep `clear` units above
    the lower edge of the frame."""

    plate: str
    hides: tuple[str, ...]
    clear: int
