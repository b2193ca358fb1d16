"""Views → shots: which move, which plates stand when, how one shot follows the other inside a story."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import accumulate

from bulletin.errors import Place
from bulletin.rundown.clips import footage, is_standing
from bulletin.rundown.pacing import House, Pacing
from bulletin.rundown.roll import SOLEMN, View
from bulletin.rundown.values import (
    Asset,
    Card,
    Clip,
    CodedFrame,
    Entry,
    EntryKind,
    Footage,
    Ground,
    Held,
    Overlay,
    Plate,
    Shot,
    Still,
)
from bulletin.script.values import Move, Picture, Story, Text, Tone
from bulletin.timing import FRAME_RATE, Span

BUG = Overlay(Plate("bug"), None, None)
RIBBON = Overlay(Plate("ribbon"), None, None)
"""The sign of mourning."""
MOVES: tuple[Move, ...] = ("in", "right", "out", "left")
"""The moves of a story's pictures in turn, where the script names none."""
BACK: dict[Move, Move] = {
    "in": "out",
    "out": "in",
    "left": "right",
    "right": "left",
    "up": "down",
    "down": "up",
    "hold": "hold",
}
READING_SPEED = 17
"""Characters a second (standards.md §4); a lower third stands for twice its reading time."""


def shots_of(story: Story, views: tuple[View, ...], assets: Mapping[str, Asset], house: House) -> tuple[Shot, ...]:
    """The shots of a story, in order. They contain their own story only: no date, no number, no neighbour."""
    spans = _spans(views)
    timed = (
        *_straps(story, views, spans, house),
        *_tag(story, views, spans, house.pacing),
        *_byline(story, views, spans, house),
    )
    shots: list[Shot] = []
    for view, span in zip(views, spans, strict=True):
        shot = Shot(
            length=view.length,
            ground=_ground(view, story, assets),
            overlays=_overlays(view, span, timed, story, house),
            slug=story.slug,
            place=view.place,
        )
        shot = toned(shot, story.labels.tone)
        entry = _entry(shots[-1], shot, view, house.pacing) if shots else None
        shots.append(replace(shot, entry=entry))
    return tuple(shots)


def held_last(shot: Shot) -> Held:
    """A shot's last frame, held: as it was recorded, where it was. Its entry is over by then, so what came before the shot
    is left out."""
    if shot.chunks:
        last = shot.chunks[-1]
        return _recorded(last.key, last.frames - 1)
    return Held(replace(shot, entry=None), shot.length - 1)


def held_first(shot: Shot) -> Held:
    """A shot's first frame, held. A picture that is about to move in stands just so without its move: then the frame
    does not depend on the shot's length, which an edit changes."""
    if shot.chunks:
        return _recorded(shot.chunks[0].key, 0)
    if isinstance(shot.ground, Still) and shot.ground.move == "in":
        return Held(replace(shot, ground=replace(shot.ground, move="hold")), 0)
    return Held(shot, 0)


def toned(shot: Shot, tone: Tone) -> Shot:
    """A shot in the tone of its story: in mourning the brand draws its plates without red, under a black ribbon."""
    if tone != "mourning":
        return shot
    overlays = tuple(replace(overlay, plate=_in_mourning(overlay.plate)) for overlay in (*shot.overlays, RIBBON))
    ground = Card(_in_mourning(shot.ground.plate)) if isinstance(shot.ground, Card) else shot.ground
    return replace(shot, ground=ground, overlays=overlays)


def _in_mourning(plate: Plate) -> Plate:
    return replace(plate, fields=(*plate.fields, ("tone", "mourning")))


def _recorded(key: str, frame: int) -> Held:
    return Held(Shot(1, CodedFrame(key, frame)), 0)


# --- grounds and entries ----------------------------------------------------------------------------------------------


def still_of(picture: Picture, asset: Asset, move: Move, tone: Tone) -> Still:
    """A picture as a ground that moves so, or holds in a solemn story."""
    held: Move = "hold" if tone in SOLEMN else move
    still = Still(asset, framing=picture.framing or "wide", move=held, blurs=picture.blurs, kept=picture.kept)
    return replace(still, focus=picture.focus) if picture.focus else still


def _ground(view: View, story: Story, assets: Mapping[str, Asset]) -> Ground:
    if isinstance(view.shows, Plate):
        return Card(view.shows)
    asset = assets[view.shows.path]
    if isinstance(asset, Clip):
        return footage(view, asset)
    chosen = view.shows.move or MOVES[(view.number - 1) % len(MOVES)]
    return still_of(view.shows, asset, BACK[chosen] if view.again else chosen, story.labels.tone)


def _entry(before: Shot, shot: Shot, view: View, pacing: Pacing) -> Entry | None:
    """A cut to another framing or a further row of the same card, to a clip that lasts by itself and between two clips;
    a plane wipe to a card; else a dissolve."""
    if view.again or _same_picture(before, shot) or _same_card(before, shot):
        return None
    if is_standing(view.shows) or (isinstance(before.ground, Footage) and isinstance(shot.ground, Footage)):
        return None
    is_quiet = any(overlay.plate.kind == RIBBON.plate.kind for overlay in shot.overlays)
    kind: EntryKind = "wipe" if isinstance(shot.ground, Card) and not is_quiet else "dissolve"
    length = pacing.card_wipe if kind == "wipe" else pacing.dissolve
    return Entry(kind, min(length, shot.length - 1), held_last(before)) if shot.length > 1 else None


def _same_picture(before: Shot, shot: Shot) -> bool:
    grounds = (before.ground, shot.ground)
    return isinstance(grounds[0], Still) and isinstance(grounds[1], Still) and grounds[0].asset == grounds[1].asset


def _same_card(before: Shot, shot: Shot) -> bool:
    """Whether both are one list, lit in another row."""
    grounds = (before.ground, shot.ground)
    lists = [ground.plate for ground in grounds if isinstance(ground, Card) and ground.plate.kind == "list"]
    return len(lists) == 2 and lists[0].words("items") == lists[1].words("items")


# --- plates -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Timed:
    """A plate over a span of the story's frames, across any cuts."""

    plate: Plate
    span: Span


def _spans(views: tuple[View, ...]) -> tuple[Span, ...]:
    starts = accumulate((view.length for view in views), initial=0)
    return tuple(Span(start, view.length) for start, view in zip(starts, views, strict=False))


def _first_cut(spans: tuple[Span, ...], after: int) -> int:
    """The first cut at or after a frame; the story's end when there is none."""
    return next((span.end for span in spans if span.end >= after), spans[-1].end)


def _straps(story: Story, views: tuple[View, ...], spans: tuple[Span, ...], house: House) -> tuple[_Timed, ...]:
    """The strap enters with the story (or its subheading) and leaves at the first cut after its time, or earlier where
    a card, a name strap or the next strap needs the place."""
    if not story.slug:  # the programme's own words have no strap
        return ()
    begins: list[tuple[int, Text]] = []
    for index, view in enumerate(views):
        title = view.strap or (story.title if index == 0 else None)
        if title is not None:
            begins.append((_first_free(index, views, spans), title))
    byline = [part.span.start for part in _byline(story, views, spans, house)]
    end_of_story = min(byline, default=spans[-1].end)
    starts = [start for start, _ in begins] + [end_of_story]
    timed = []
    for (start, title), following in zip(begins, starts[1:], strict=True):
        end = min(_first_cut(spans, start + house.pacing.strap), following, _next_busy(start, views, spans))
        if end > start:
            timed.append(_Timed(_strap(story, title, house), Span(start, end - start)))
    return tuple(timed)


def _strap(story: Story, title: Text, house: House) -> Plate:
    if story.form == "breaking":
        return Plate("breaking", (("title", title.words),), place=title.place)
    section = (
        story.labels.section.words if story.labels.section else house.words.briefs if story.form == "brief" else ""
    )
    return Plate("strap", (("title", title.words), ("section", section)), place=title.place)


def _is_busy(view: View) -> bool:
    """Whether the lower part of the screen belongs to something else: a card, a name strap or a finished piece."""
    return not isinstance(view.shows, Picture) or _named(view) is not None or view.shows.clip == "package"


def _named(view: View) -> Text | None:
    """The name that a view's picture brings up, of a bite its speaker's. Seen again at once, it does not bring it up a
    second time."""
    if not isinstance(view.shows, Picture) or view.again:
        return None
    speaker = view.shows.speaker if view.shows.clip in ("bite", "presenter") else ""
    return view.shows.lower_third or (Text(speaker, view.shows.place) if speaker else None)


def _first_free(index: int, views: tuple[View, ...], spans: tuple[Span, ...]) -> int:
    for view, span in zip(views[index:], spans[index:], strict=True):
        if not _is_busy(view):
            return span.start
    return spans[-1].end


def _next_busy(start: int, views: tuple[View, ...], spans: tuple[Span, ...]) -> int:
    for view, span in zip(views, spans, strict=True):
        if span.start > start and _is_busy(view):
            return span.start
    return spans[-1].end


def _tag(story: Story, views: tuple[View, ...], spans: tuple[Span, ...], pacing: Pacing) -> tuple[_Timed, ...]:
    """Place and date come in with the story's first picture (no card has room for them)."""
    tag = story.labels.tag
    start = next((span.start for view, span in zip(views, spans, strict=True) if isinstance(view.shows, Picture)), None)
    if tag is None or start is None:
        return ()
    end = _first_cut(spans, start + pacing.tag)
    return (_Timed(Plate("tag", (("text", tag.words),), place=tag.place), Span(start, end - start)),)


def _byline(story: Story, views: tuple[View, ...], spans: tuple[Span, ...], house: House) -> tuple[_Timed, ...]:
    """Who made the story, over its last picture where nothing else needs the place."""
    makers = ((house.words.by, story.labels.by), (house.words.partner, story.labels.partner))
    words = " · ".join(f"{role}: {names.words}" for role, names in makers if names)
    last = next((span for view, span in zip(views[::-1], spans[::-1], strict=True) if not _is_busy(view)), None)
    if not words or last is None:
        return ()
    length = min(house.pacing.byline, last.length)
    return (_Timed(Plate("byline", (("text", words),), place=story.place), Span(last.end - length, length)),)


def _overlays(view: View, span: Span, timed: tuple[_Timed, ...], story: Story, house: House) -> tuple[Overlay, ...]:
    """The plates of one shot, bottom first."""
    picture = view.shows if isinstance(view.shows, Picture) else None
    overlays = list(source_plates(story, picture or view.picture, view.place, house))
    if picture is not None and picture.clip == "package":  # untouched, but for what the law asks for
        overlays = [overlay for overlay in overlays if overlay.plate.kind == "label"]
    elif picture is not None:
        named = _named(view)
        overlays.extend([_lower_third(named, span.length, house.pacing)] if named else [])
        overlays.extend(
            _cut_to(part, span) for part in timed if part.span.start < span.end and part.span.end > span.start
        )
    return (*overlays, BUG)


def source_plates(story: Story, picture: Picture | None, place: Place, house: House) -> Iterator[Overlay]:
    """What stands for a picture's or card's whole time: who made it, and the labels that must not be missed."""
    if picture is not None and picture.credit is not None:
        yield Overlay(Plate("credit", (("text", picture.credit.text),), place=picture.place), None, None)
    labels = [story.labels.label.words] if story.labels.label else []
    labels.extend(_credit_label(picture, house) if picture is not None else ())
    if labels:
        yield Overlay(Plate("label", (("text", " · ".join(labels)),), place=place), None, None)


def _cut_to(part: _Timed, span: Span) -> Overlay:
    start = part.span.start - span.start if part.span.start >= span.start else None
    end = part.span.end - span.start if part.span.end <= span.end else None
    return Overlay(part.plate, start, end)


def _credit_label(picture: Picture, house: House) -> tuple[str, ...]:
    kinds = {"archive": house.words.archive_label, "ai": house.words.ai_label}
    return (kinds[picture.credit.kind],) if picture.credit and picture.credit.kind in kinds else ()


def _lower_third(words: Text, length: int, pacing: Pacing) -> Overlay:
    name, _, role = (part.strip() for part in words.words.partition(" – "))
    reading = round(2 * len(words.words) / READING_SPEED * FRAME_RATE)
    start = min(pacing.lower_third_in, max(0, length - pacing.lower_third))
    end = min(start + max(pacing.lower_third, reading), length)
    return Overlay(Plate("lower_third", (("name", name), ("role", role)), place=words.place), start, end)
