"""What a script is once it is read: frozen values in the order of the page, each with its file, line and column."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Literal

from bulletin.errors import Place, Problem

Kind = Literal["daily", "weekly", "special"]
OpeningPart = Literal["headlines", "opener", "greeting"]
Priority = Literal["lead", "normal", "droppable", "reserve"]
Tone = Literal["normal", "solemn", "mourning", "glad"]
Music = Literal["bed", "none"]
TableForm = Literal["bars", "line", "share", "table"]
Move = Literal["in", "out", "left", "right", "up", "down", "hold"]
Framing = Literal["wide", "close"]
ClipKind = Literal["footage", "bite", "natural", "package", "presenter", "document", "map", "still"]
CreditKind = Literal[
    "photo", "archive", "illustration", "ai", "screenshot", "video", "clip", "graphics", "drawing", "source"
]


@dataclass(frozen=True, slots=True)
class Text:
    """Words as written (NFC, single spaces, markup removed), and where they stand."""

    words: str
    place: Place


# --- words to be read -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Phrase:
    """A run of words inside a paragraph. `spoken` replaces what the voice says, `spell` spells it,
    `weekly` replaces the written words when the story is taken over into a weekly."""

    written: str
    place: Place
    spoken: str | None = None
    spell: bool = False
    weekly: str | None = None


@dataclass(frozen=True, slots=True)
class Credit:
    """Who made a picture. `kind` chooses the label (TƯ LIỆU, AI); `text` is shown as it stands: 'Ảnh: Hải Nguyễn'."""

    kind: CreditKind
    text: str


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of a picture in per cent of its width and height."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Spot:
    """A named point of a map, in per cent of its width and height."""

    x: float
    y: float
    name: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture or clip on its place in the story. `path` is as written, relative to the script's folder.

    `clip` is 'still' for photographs. `silence` is planned silence in frames during which the picture stands without
    voice. `first` and `last` are the in and out points of a clip in milliseconds, None where not given."""

    path: str
    place: Place
    caption: str = ""
    credit: Credit | None = None
    clip: ClipKind = "still"
    speaker: str = ""
    """Name and role of a bite or presenter, as written after the first word of the caption."""
    move: Move | None = None
    focus: tuple[float, float] | None = None
    framing: Framing | None = None
    lower_third: Text | None = None
    blurs: tuple[Area, ...] = ()
    kept: tuple[Area, ...] = ()
    """What no framing and no move may cut into."""
    lit: tuple[Area, ...] = ()
    """Lines of a document that are lit one after the other."""
    spots: tuple[Spot, ...] = ()
    silence: int = 0
    sound: Literal["full", "low", "off"] | None = None
    first: int | None = None
    last: int | None = None
    reused: bool = False
    """A picture shown before in this script: caption and credit were taken from its first showing, focus and blurs too
    where it has none of its own."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words to be read, with pictures standing between its sentences, in the order written."""

    pieces: tuple[Phrase | Picture, ...]
    place: Place
    optional: bool = False
    daily_only: bool = False
    voice: str | None = None

    @property
    def written(self) -> str:
        return "".join(piece.written for piece in self.pieces if isinstance(piece, Phrase)).strip()


# --- other blocks -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation card. The words are read by the voice; under a bite or presenter (`of_clip`) they are only captions."""

    paragraphs: tuple[Paragraph, ...]
    speaker: str
    role: str
    place: Place
    of_clip: bool = False


@dataclass(frozen=True, slots=True)
class BulletList:
    """A list card: each item is read while it lights up."""

    items: tuple[Paragraph, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Table:
    """A data plate. `rows` are cells as written, the first column the label, each row as wide as `header`;
    `highlight` is a row label or None. `source` is without 'Nguồn:', '' where none is given."""

    title: str
    unit: str
    source: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    highlight: str | None
    place: Place
    form: TableForm | None = None
    """How it is drawn where the script says so."""


@dataclass(frozen=True, slots=True)
class BigFigure:
    """A full-screen figure: '1.800', 'công nhân …' and its source without 'Nguồn:' ('' where none is given)."""

    figure: str
    words: str
    source: str
    place: Place


@dataclass(frozen=True, slots=True)
class Subheading:
    """`###` inside a story: a new strap from here on."""

    title: Text


@dataclass(frozen=True, slots=True)
class Silence:
    """Planned silence in frames ('Phút mặc niệm: 60 giây')."""

    frames: int
    place: Place


@dataclass(frozen=True, slots=True)
class Teaser:
    """'Tiếp theo: #slug. câu' – a look ahead to another story."""

    slug: str
    words: Paragraph
    place: Place


Block = Paragraph | Picture | Quotation | BulletList | Table | BigFigure | Subheading | Silence | Teaser


# --- stories and the script -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Labels:
    """The label lines under a title. Names follow script.md's English forms."""

    headline: Paragraph | None = None
    short_title: Text | None = None
    section: Text | None = None
    tag: Text | None = None
    """The place and the event's own date, as shown ('Bắc Ninh, 18.11')."""
    priority: Priority = "normal"
    tone: Tone = "normal"
    voice: Text | None = None
    recording: Text | None = None
    music: Music = "bed"
    by: Text | None = None
    partner: Text | None = None
    label: Text | None = None
    note: Text | None = None
    in_weekly: bool = True
    embargo: Text | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where a linked heading takes its story from: a script file and a slug, with what it leaves out and adds."""

    path: str
    slug: str
    dropped: tuple[int, ...]
    update: Paragraph | None
    place: Place


StoryForm = Literal["story", "brief", "breaking"]


@dataclass(frozen=True, slots=True)
class Story:
    """One news item. `slug` is unique in the script; made from the title when none is written."""

    slug: str
    title: Text
    labels: Labels
    blocks: tuple[Block, ...]
    place: Place
    form: StoryForm = "story"
    part: Text | None = None
    """The `# Phần` this story opens, if it is the first of one."""
    source: Source | None = None
    is_recorded: bool = False
    """Taken from an earlier bulletin with the same words: nothing of it is read aloud or planned again."""


@dataclass(frozen=True, slots=True)
class Section:
    """Greeting or closing: words with optional pictures, no title on screen."""

    blocks: tuple[Block, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Headlines:
    """`## Điểm tin`: an optional spoken introduction and the slugs in their order."""

    introduction: tuple[Paragraph, ...]
    slugs: tuple[Text, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Slot:
    """The length a bulletin may have, in frames, both ends included."""

    shortest: int
    longest: int


@dataclass(frozen=True, slots=True)
class Script:
    """A whole script. `digest` is the SHA-256 of its text in NFC with LF line ends, unseen characters and
    spaces at line ends left out; `notes` are warnings of the reader."""

    file: str
    digest: str
    kind: Kind
    date: datetime.date
    stories: tuple[Story, ...]
    title: Text | None = None
    slot: Slot | None = None
    fit: bool = True
    """Whether the bulletin is brought into its slot; otherwise it is only told how far it is off."""
    voice: Text | None = None
    recording: Text | None = None
    """The presenter's recording of everything that no story has a recording of its own for."""
    brand: Text | None = None
    edition: Text | None = None
    opening: tuple[OpeningPart, ...] = ("opener", "greeting", "headlines")
    people: tuple[tuple[str, Text], ...] = ()
    """Closing credits in order: (role key 'editor' | 'director' | 'responsible' | 'with', name)."""
    greeting: Section | None = None
    headlines: Headlines | None = None
    closing: Section | None = None
    notes: tuple[Problem, ...] = field(default=(), compare=False)
