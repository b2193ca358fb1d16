"""A story's blocks → views: which picture or card stands for which beats, after the rhythm rules of the script language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bulletin.errors import Place, Problem, Severity
from bulletin.messages import Message, say
from bulletin.rundown.beats import Beat, beats_of, shared, total
from bulletin.rundown.narration import Narration, Said
from bulletin.rundown.pacing import House
from bulletin.rundown.values import Asset, Plate
from bulletin.script.values import (
    BigFigure,
    Block,
    BulletList,
    Framing,
    Paragraph,
    Picture,
    Quotation,
    Silence,
    Story,
    Subheading,
    Table,
    Teaser,
    Text,
)
from bulletin.timing import FRAME_RATE

SOLEMN = ("solemn", "mourning")


@dataclass(frozen=True, slots=True)
class View:
    """A picture or a card over some beats. `number` counts the story's pictures in the order written; `again` says that
    this is a further framing of the picture just before. `strap` is a new strap that begins with this view."""

    shows: Picture | Plate
    beats: tuple[Beat, ...]
    place: Place
    number: int = 0
    again: bool = False
    strap: Text | None = None
    lead: int = 0
    """Frames before the first word: only the first view of a story has them."""

    @property
    def length(self) -> int:
        return self.lead + total(self.beats)


@dataclass(slots=True)
class _Roll:
    """The views of a story while its blocks are gone through."""

    story: Story
    narration: Narration
    house: House
    views: list[View] = field(default_factory=list)
    waiting: list[Picture] = field(default_factory=list)
    pictures: int = 0
    strap: Text | None = None
    notes: list[Problem] = field(default_factory=list)

    def complain(self, message: Message, place: Place, hint: Message, severity: Severity = "error") -> None:
        self.notes.append(Problem(message, place, hint, severity))


def views_of(
    story: Story, narration: Narration, assets: Mapping[str, Asset], house: House
) -> tuple[tuple[View, ...], tuple[Problem, ...]]:
    """The views of a story in order, and what is wrong or worth knowing."""
    roll = _Roll(story, narration, house)
    first = _first_picture(story, narration)
    roll.waiting = [first] if first else []  # words before the first picture use the first
    for before, block, after in zip((None, *story.blocks), story.blocks, (*story.blocks[1:], None), strict=False):
        if block is first and not roll.views:
            continue
        if isinstance(block, Paragraph) and isinstance(before, Table | BigFigure):
            continue  # read over the card above it
        _take_block(roll, block, after)
    for picture in roll.waiting:
        roll.complain(
            say("No words follow this picture: {path}", path=picture.path),
            picture.place,
            say("Move it above the paragraph that it belongs to."),
        )
    if roll.views:
        roll.views[0] = replace(roll.views[0], lead=house.pacing.lead)
    views = tuple(part for view in roll.views for part in _framings(view, roll, assets))
    return views, tuple(roll.notes)


def _first_picture(story: Story, narration: Narration) -> Picture | None:
    for block in story.blocks:
        inside = narration[block.place] if isinstance(block, Paragraph) else (block,)
        for part in inside:
            if isinstance(part, Picture) and part.clip == "still":
                return part
    return None


def _take_block(roll: _Roll, block: Block, following: Block | None) -> None:
    match block:
        case Picture(clip="still"):
            roll.waiting.append(block)
            if block.silence:
                _show_waiting(roll, (Beat(block.silence),))
        case Paragraph():
            _narrate(roll, block)
        case Quotation():
            _quotation(roll, block)
        case BulletList():
            _list(roll, block)
        case Table() | BigFigure():
            _figures(roll, block, following)
        case Subheading():
            roll.strap = block.title
        case Silence():
            _extend(roll, (Beat(block.frames),))
        case Picture():
            roll.complain(
                say("This kind of clip is not drawn yet: {path}", path=block.path),
                block.place,
                say("Use a photograph here for now."),
            )
        case Teaser():
            roll.complain(say("A teaser is not drawn yet"), block.place, say("Leave the line out for now."))


def _narrate(roll: _Roll, paragraph: Paragraph) -> None:
    """A paragraph over the pictures waiting for it; a picture between its sentences begins a new view."""
    beats: list[Beat] = []
    told = roll.narration[paragraph.place]
    last = max((index for index, part in enumerate(told) if isinstance(part, Said)), default=-1)
    for index, part in enumerate(told):
        if isinstance(part, Said):
            beats.extend(beats_of(part, _pause(roll, paragraph, index == last)))
            continue
        if beats:
            _show_waiting(roll, tuple(beats))
            beats = []
        if part not in roll.waiting:
            roll.waiting.append(part)
        if part.silence:
            _show_waiting(roll, (Beat(part.silence),))
    if beats:
        _show_waiting(roll, tuple(beats))


def _pause(roll: _Roll, paragraph: Paragraph, last: bool) -> int:
    pauses = roll.house.pacing.pauses
    if not last:
        return pauses.sentence
    return pauses.story if paragraph.place == _last_words(roll.story) else pauses.paragraph


def _last_words(story: Story) -> Place | None:
    for block in reversed(story.blocks):
        match block:
            case Paragraph():
                return block.place
            case Quotation(of_clip=False):
                return block.paragraphs[-1].place
            case BulletList():
                return block.items[-1].place
    return None


def _show_waiting(roll: _Roll, beats: tuple[Beat, ...]) -> None:
    """Give the waiting pictures these beats; without any, the beats go on over the picture shown last."""
    pictures, roll.waiting = roll.waiting, []
    if not pictures:
        _extend(roll, beats)
        return
    parts = shared(beats, len(pictures), roll.house.pacing.shortest_view)
    if parts is None:
        roll.complain(
            say("{count} pictures share words with only {clauses} clauses", count=len(pictures), clauses=len(beats)),
            pictures[-1].place,
            say("Take a picture away or write more words under them."),
        )
        parts = (beats,)
    for picture, part in zip(pictures, parts, strict=False):
        if roll.views and roll.views[-1].shows is picture:
            _extend(roll, part)
            continue
        roll.pictures += 1
        _add(roll, View(picture, part, picture.place, roll.pictures))
        _warn_short(roll, picture, part)


def _warn_short(roll: _Roll, picture: Picture, beats: tuple[Beat, ...]) -> None:
    if total(beats) < roll.house.pacing.shortest_view:
        roll.complain(
            say("This picture stands for {seconds} s only", seconds=f"{total(beats) / FRAME_RATE:.1f}"),
            picture.place,
            say("Take a picture away or write more words under it."),
            "warning",
        )


def _extend(roll: _Roll, beats: tuple[Beat, ...]) -> None:
    """Beats without a picture of their own: over the picture shown last, after a card over the picture before it."""
    if not roll.views:
        _text_only(roll, beats)
        return
    last = roll.views[-1]
    before = next((view for view in reversed(roll.views) if isinstance(view.shows, Picture)), None)
    if before is None or (before is last and roll.strap is None):
        roll.views[-1] = replace(last, beats=(*last.beats, *beats))
    else:
        _add(roll, replace(before, beats=beats, again=before is last))


def _add(roll: _Roll, view: View) -> None:
    roll.views.append(replace(view, strap=roll.strap))
    roll.strap = None


# --- cards ------------------------------------------------------------------------------------------------------------


def _card(roll: _Roll, plate: Plate, beats: tuple[Beat, ...]) -> None:
    _add(roll, View(plate, beats, plate.place or roll.story.place))


def _quotation(roll: _Roll, quotation: Quotation) -> None:
    if quotation.of_clip:
        return
    plate = Plate(
        "quotation",
        (
            ("words", " ".join(paragraph.written for paragraph in quotation.paragraphs)),
            ("name", quotation.speaker),
            ("role", quotation.role),
        ),
        place=quotation.place,
    )
    _card(roll, plate, tuple(beat for paragraph in quotation.paragraphs for beat in _all_beats(roll, paragraph)))


def _list(roll: _Roll, items: BulletList) -> None:
    """Every item is a view of its own, so that an edited item remakes only its own shot."""
    words = tuple(item.written for item in items.items)
    for number, item in enumerate(items.items):
        fields = (("title", roll.story.title.words), ("items", words), ("lit", str(number)))
        _card(roll, Plate("list", fields, place=item.place), _all_beats(roll, item))


def _figures(roll: _Roll, block: Table | BigFigure, following: Block | None) -> None:
    """A table or big figure stands while the paragraph right under it is read."""
    if not isinstance(following, Paragraph):
        roll.complain(
            say("There are no words under this card"),
            block.place,
            say("Write the paragraph that is read while it stands right under it."),
        )
        return
    _card(roll, _figures_plate(block), _all_beats(roll, following))


def _figures_plate(block: Table | BigFigure) -> Plate:
    if isinstance(block, BigFigure):
        return Plate(
            "big_figure",
            (("figure", block.figure), ("words", block.words), ("source", block.source)),
            place=block.place,
        )
    return Plate(
        "table",
        (
            ("title", block.title),
            ("unit", block.unit),
            ("source", block.source),
            ("header", block.header),
            ("rows", block.rows),
            ("highlight", block.highlight or ""),
        ),
        place=block.place,
    )


def _all_beats(roll: _Roll, paragraph: Paragraph) -> tuple[Beat, ...]:
    told = [part for part in roll.narration[paragraph.place] if isinstance(part, Said)]
    return tuple(
        beat
        for index, said in enumerate(told)
        for beat in beats_of(said, _pause(roll, paragraph, index == len(told) - 1))
    )


# --- stories without pictures, pictures that stand long ----------------------------------------------------------------


def _text_only(roll: _Roll, beats: tuple[Beat, ...]) -> None:
    story = roll.story
    section = story.labels.section.words if story.labels.section else ""
    _card(
        roll, Plate("text_story", (("title", story.title.words), ("section", section)), place=story.title.place), beats
    )
    if total(beats) > roll.house.pacing.text_story:
        roll.complain(
            say("This story has no picture for {seconds} s", seconds=round(total(beats) / FRAME_RATE)),
            story.place,
            say("Add a picture under the title."),
            "warning",
        )


def _framings(view: View, roll: _Roll, assets: Mapping[str, Asset]) -> tuple[View, ...]:
    """A picture that stands too long is seen twice (or more): wide, close, wide …, changing at sentence ends."""
    picture, longest = view.shows, roll.house.pacing.longest_view
    if not isinstance(picture, Picture) or view.length <= longest or not _may_close(picture, roll, assets):
        return (view,)
    parts = shared(view.beats, -(-view.length // longest), roll.house.pacing.shortest_view)
    if parts is None:
        return (view,)
    seconds = round(view.length / FRAME_RATE)
    seen = say(
        "This picture would stand for {seconds} s: it is seen in {count} framings", seconds=seconds, count=len(parts)
    )
    roll.notes.append(Problem(seen, picture.place, severity="note"))
    other: Framing = "wide" if picture.framing == "close" else "close"
    framings: tuple[Framing, ...] = (picture.framing or "wide", other)
    first = replace(view, shows=replace(picture, framing=framings[0]), beats=parts[0])
    further = (
        replace(view, shows=replace(picture, framing=framings[index % 2]), beats=part, again=True, strap=None, lead=0)
        for index, part in enumerate(parts[1:], start=1)
    )
    return (first, *further)


def _may_close(picture: Picture, roll: _Roll, assets: Mapping[str, Asset]) -> bool:
    asset = assets[picture.path]
    return asset.width >= asset.height and picture.move != "hold" and roll.story.labels.tone not in SOLEMN
