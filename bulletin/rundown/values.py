"""The frame-exact plan: shots made of a ground and plates, sound cues, captions, chapters. All values, nothing drawn yet.

A shot holds no programme position, number or date: its place in the programme is the sum of the lengths before it, so
that the same shot has the same description wherever it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from bulletin.errors import Place, Problem
from bulletin.script.values import Area, ClipKind, Framing, Move
from bulletin.timing import Span

Words = str | tuple[str, ...] | tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Asset:
    """A file of the newsroom: `path` absolute (not part of its identity), `digest` of its bytes, upright size in pixels.

    `blurs` are made unrecognisable where a plate shows the file; a Still has its own."""

    path: str = field(compare=False)
    digest: str
    width: int
    height: int
    blurs: tuple[Area, ...] = ()
    focus: tuple[float, float] | None = None
    """What a plate that cuts the file keeps in sight, in per cent; a Still has its own."""


@dataclass(frozen=True, slots=True)
class Clip(Asset):
    """A file of footage: `width` and `height` upright and with square pixels, `frames` that its picture lasts at the
    programme's rate, from its first picture on. `voiced` are the spans (frames) in which its sound was found to be more
    than a background, as far as that was looked at."""

    frames: int = 1
    has_sound: bool = True
    poster: int = 0
    """The frame that stands for it where a plate shows it."""
    voiced: tuple[Span, ...] = field(default=(), compare=False)


# --- what stands on the screen ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Plate:
    """Something the brand draws: its kind in the pack and its contents by field name (see docs of the pack)."""

    kind: str
    fields: tuple[tuple[str, Words], ...] = ()
    pictures: tuple[Asset, ...] = ()
    place: Place | None = field(default=None, compare=False)

    def words(self, name: str) -> Words:
        """The contents of a field; '' when it is not given."""
        return dict(self.fields).get(name, "")


@dataclass(frozen=True, slots=True)
class Overlay:
    """A plate on a shot. `start` and `end` are frames of the shot (end exclusive); None means that the plate stands there
    already at the first frame, or still stands after the last one, so that no motion is drawn on that side."""

    plate: Plate
    start: int | None = 0
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Still:
    """A photograph as the ground of a shot, moved over the shot's whole length.

    `focus` is in per cent of the picture. `framing` 'close' shows a part at most 1.5 × enlarged around the focus."""

    asset: Asset
    focus: tuple[float, float] = (50.0, 42.0)
    framing: Framing = "wide"
    move: Move = "in"
    blurs: tuple[Area, ...] = ()
    kept: tuple[Area, ...] = ()
    """What no view may cut into."""


@dataclass(frozen=True, slots=True)
class Footage:
    """A clip as the ground of a shot: frame n of the shot shows the clip's own frame `first` + n; beyond the clip's end its
    last picture is held. `focus` is what a crop keeps, in per cent of the clip's picture, as `blurs` are."""

    clip: Clip
    first: int = 0
    focus: tuple[float, float] = (50.0, 42.0)
    blurs: tuple[Area, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """A full-screen plate of the pack as the ground (greeting, headlines, quotation, list, table, closer …)."""

    plate: Plate


@dataclass(frozen=True, slots=True)
class Piece:
    """A motion piece of the pack ('opener', 'opener-short') from its frame `first` on."""

    name: str
    first: int = 0


@dataclass(frozen=True, slots=True)
class Held:
    """One frame of another shot, held."""

    shot: Shot
    frame: int


@dataclass(frozen=True, slots=True)
class Coded:
    """A chunk of a shot as it was encoded: its key in the store and its frames."""

    key: str
    frames: int


@dataclass(frozen=True, slots=True)
class Half:
    """A half of a join as an earlier bulletin recorded it, with the name of the join."""

    name: str
    chunk: Coded


Halves = tuple[Coded | None, Coded | None]


@dataclass(frozen=True, slots=True)
class Join:
    """The cut between two stories under a motion piece with alpha ('sting' or 'wipe'): the last frame of what was, the first
    of what comes, neither in the piece's own frames `cover`. The piece begins at frame `lead`. A side that is not seen may
    be None; `coded` are the halves before and behind the cut where they are taken as recorded."""

    before: Held | None
    after: Held | None
    name: str
    cover: Span
    lead: int = 0
    coded: Halves = field(default=(None, None), compare=False)


@dataclass(frozen=True, slots=True)
class Dip:
    """The quiet way from one story to another: the last frame of what was sinks into ink from frame `lead` on, the first
    of what comes rises out of it. The middle frames are all ink."""

    before: Held | None
    after: Held | None
    lead: int = 0
    coded: Halves = field(default=(None, None), compare=False)


@dataclass(frozen=True, slots=True)
class CodedFrame:
    """One frame of a chunk that the store holds, standing."""

    key: str
    frame: int


Ground = Still | Footage | Card | Piece | Join | Dip | CodedFrame
EntryKind = Literal["dissolve", "wipe", "open"]


@dataclass(frozen=True, slots=True)
class Entry:
    """How a shot comes in over the held last frame of the one before, in its own first `length` frames.

    dissolve: cross-fade, linear; wipe: revealed from the left edge behind the pack's plane; open: the shot's own frame,
    scaled, grows from the rectangle `area` (x, y, width, height in per cent of the frame) to the full frame, eased out."""

    kind: EntryKind
    length: int
    before: Held
    area: Area | None = None


@dataclass(frozen=True, slots=True)
class Shot:
    """One uninterrupted span of one ground with its plates. `slug` is '' for what belongs to the programme."""

    length: int
    ground: Ground
    overlays: tuple[Overlay, ...] = ()
    entry: Entry | None = None
    slug: str = field(default="", compare=False)
    place: Place | None = field(default=None, compare=False)
    chunks: tuple[Coded, ...] = field(default=(), compare=False)
    """How it was recorded by an earlier bulletin, where it is taken over from one: nothing of it is made again."""

    @property
    def cut(self) -> Span | None:
        """The frames of a join that show neither of its sides: what was is seen before, what comes behind them. None for
        every other shot."""
        ground = self.ground
        if isinstance(ground, Join):
            return ground.cover.moved(ground.lead)
        return Span(ground.lead + (self.length - ground.lead) // 2, 0) if isinstance(ground, Dip) else None

    @property
    def opens(self) -> int:
        """The frames in which it opens out of the shot before; 0 for a shot that comes in otherwise."""
        return self.entry.length if self.entry is not None and self.entry.kind == "open" else 0


# --- what is heard ----------------------------------------------------------------------------------------------------

MusicKind = Literal["opener", "opener-short", "sting", "bed", "closer"]


@dataclass(frozen=True, slots=True)
class VoiceCue:
    """A take in the programme: its key in the store ('' for an estimate), where it starts and how long it is (samples),
    and where its sentence was written."""

    take: str
    span: Span
    solemn: bool = False
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class MusicCue:
    """A piece of the pack's music over a span of frames; a bed loops inside it."""

    kind: MusicKind
    span: Span


ClipRole = Literal["bite", "natural", "package", "full", "low"]
"""How a clip's own sound is heard: someone speaking, as loud as the voices; the sound of a place by itself; a finished piece,
without the bed; under the narration, stepping back while a voice speaks ('full') or always far behind it ('low')."""


@dataclass(frozen=True, slots=True)
class ClipCue:
    """The own sound of a clip over a span of samples, from the clip's frame `first` on (frames at the programme's rate)."""

    clip: Clip
    span: Span
    first: int
    role: ClipRole


# --- the programme ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence as it is written, the frames over which it is spoken, and the ends of its clauses as offset in it and frame."""

    written: str
    span: Span
    clauses: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Caption:
    """Written words on screen for a span of frames, at most two lines."""

    span: Span
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A point of the programme that a viewer can go to."""

    start: int
    title: str


@dataclass(frozen=True, slots=True)
class Insert:
    """A clip that lasts by itself inside a story, as the rundown page tells it: its kind, whose it is, when (frames)."""

    kind: ClipKind
    title: str
    span: Span
    place: Place


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the rundown page: one story or programme part, where it starts and how long it is (frames)."""

    page: str
    slug: str
    title: str
    form: str
    span: Span
    syllables: int
    shots: int
    place: Place
    inserts: tuple[Insert, ...] = ()


@dataclass(frozen=True, slots=True)
class Rundown:
    """The whole plan of a programme. The shots follow each other without gaps; `frames` is their sum."""

    shots: tuple[Shot, ...]
    voice: tuple[VoiceCue, ...]
    music: tuple[MusicCue, ...]
    told: tuple[Told | Caption, ...]
    """What is said, in the order of its parts: of words in a clip the captions."""
    chapters: tuple[Chapter, ...]
    lines: tuple[Line, ...]
    clips: tuple[ClipCue, ...] = ()
    notes: tuple[Problem, ...] = field(default=(), compare=False)

    @property
    def frames(self) -> int:
        return sum(shot.length for shot in self.shots)

    @property
    def starts(self) -> tuple[int, ...]:
        """The programme position of every shot."""
        positions, at = [], 0
        for shot in self.shots:
            positions.append(at)
            at += shot.length
        return tuple(positions)

    @property
    def joins(self) -> tuple[Span, ...]:
        """The frames of the joins between its parts."""
        placed = zip(self.starts, self.shots, strict=True)
        return tuple(Span(start, shot.length) for start, shot in placed if isinstance(shot.ground, Join | Dip))
