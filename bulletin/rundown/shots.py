"""Views → shots: which move, which plates stand when, how one shot follows the other inside a story."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import accumulate

from bulletin.rundown.pacing import House, Pacing
from bulletin.rundown.values import Asset, Card, Entry, EntryKind, Held, Overlay, Plate, Shot, Still
from bulletin.rundown.views import SOLEMN, View
from bulletin.script.values import Move, Picture, Story, Text
from bulletin.timing import FRAME_RATE, Span

BUG = Overlay(Plate("bug"), None, None)
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
    timed = (*_straps(story, views, spans, house), *_tag(story, spans, house.pacing))
    shots: list[Shot] = []
    for view, span in zip(views, spans, strict=True):
        shot = Shot(
            length=view.length,
            ground=_still(view, story, assets) if isinstance(view.shows, Picture) else Card(view.shows),
            overlays=_overlays(view, span, timed, story, house),
            slug=story.slug,
            place=view.place,
        )
        entry = _entry(shots[-1], shot, view, house.pacing) if shots else None
        shots.append(replace(shot, entry=entry))
    return tuple(shots)


def held_last(shot: Shot) -> Held:
    """A shot's last frame, held. Its entry is over by then, so what came before the shot is left out."""
    return Held(replace(shot, entry=None), shot.length - 1)


# --- grounds and entries ----------------------------------------------------------------------------------------------


def _still(view: View, story: Story, assets: Mapping[str, Asset]) -> Still:
    assert isinstance(view.shows, Picture)
    picture = view.shows
    chosen = picture.move or MOVES[view.number % len(MOVES)]
    move: Move = "hold" if story.labels.tone in SOLEMN else BACK[chosen] if view.again else chosen
    still = Still(assets[picture.path], framing=picture.framing or "wide", move=move, blurs=picture.blurs)
    return replace(still, focus=picture.focus) if picture.focus else still


def _entry(before: Shot, shot: Shot, view: View, pacing: Pacing) -> Entry | None:
    """A cut to another framing or a further row of the same card; a plane wipe to a card; else a dissolve."""
    if view.again or _same_picture(before, shot) or _same_card(before, shot):
        return None
    kind: EntryKind = "wipe" if isinstance(shot.ground, Card) else "dissolve"
    length = pacing.card_wipe if kind == "wipe" else pacing.dissolve
    return Entry(kind, min(length, shot.length - 1), held_last(before)) if shot.length > 1 else None


def _same_picture(before: Shot, shot: Shot) -> bool:
    grounds = (before.ground, shot.ground)
    return isinstance(grounds[0], Still) and isinstance(grounds[1], Still) and grounds[0].asset == grounds[1].asset


def _same_card(before: Shot, shot: Shot) -> bool:
    grounds = (before.ground, shot.ground)
    return all(isinstance(ground, Card) and ground.plate.kind == "list" for ground in grounds)


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
    end_of_story = spans[-1].end
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
    """Whether the lower part of the screen belongs to something else: a card or a name strap."""
    return not isinstance(view.shows, Picture) or view.shows.lower_third is not None


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


def _tag(story: Story, spans: tuple[Span, ...], pacing: Pacing) -> tuple[_Timed, ...]:
    tag = story.labels.tag
    if tag is None:
        return ()
    return (_Timed(Plate("tag", (("text", tag.words),), place=tag.place), Span(0, _first_cut(spans, pacing.tag))),)


def _overlays(view: View, span: Span, timed: tuple[_Timed, ...], story: Story, house: House) -> tuple[Overlay, ...]:
    """The plates of one shot, bottom first."""
    overlays: list[Overlay] = []
    labels = [story.labels.label.words] if story.labels.label else []
    if isinstance(view.shows, Picture):
        overlays.extend(_picture_plates(view.shows, span.length, house.pacing))
        overlays.extend(
            _cut_to(part, span) for part in timed if part.span.start < span.end and part.span.end > span.start
        )
        labels.extend(_credit_label(view.shows, house))
    if labels:
        overlays.append(Overlay(Plate("label", (("text", " · ".join(labels)),), place=view.place), None, None))
    return (*overlays, BUG)


def _cut_to(part: _Timed, span: Span) -> Overlay:
    start = part.span.start - span.start if part.span.start >= span.start else None
    end = part.span.end - span.start if part.span.end <= span.end else None
    return Overlay(part.plate, start, end)


def _credit_label(picture: Picture, house: House) -> tuple[str, ...]:
    kinds = {"archive": house.words.archive_label, "ai": house.words.ai_label}
    return (kinds[picture.credit.kind],) if picture.credit and picture.credit.kind in kinds else ()


def _picture_plates(picture: Picture, length: int, pacing: Pacing) -> list[Overlay]:
    plates: list[Overlay] = []
    if picture.credit is not None:
        plates.append(Overlay(Plate("credit", (("text", picture.credit.text),), place=picture.place), None, None))
    if picture.lower_third is not None:
        plates.append(_lower_third(picture.lower_third, length, pacing))
    return plates


def _lower_third(words: Text, length: int, pacing: Pacing) -> Overlay:
    name, _, role = (part.strip() for part in words.words.partition(" – "))
    reading = round(2 * len(words.words) / READING_SPEED * FRAME_RATE)
    start = min(pacing.lower_third_in, max(0, length - pacing.lower_third))
    end = min(start + max(pacing.lower_third, reading), length)
    return Overlay(Plate("lower_third", (("name", name), ("role", role)), place=words.place), start, end)
