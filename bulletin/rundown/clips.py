"""Clips on their place in a story: which part of each is seen, how its sound is heard, and when its words are said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from bulletin.errors import Problem
from bulletin.messages import say
from bulletin.rundown.captions import split_captions
from bulletin.rundown.values import Asset, Caption, Clip, ClipCue, ClipRole, Footage, Insert
from bulletin.script.measures import whole_frames
from bulletin.script.values import Block, ClipKind, Paragraph, Picture
from bulletin.timing import FRAME_RATE, Span, samples

if TYPE_CHECKING:
    from bulletin.rundown.roll import View

STANDING: tuple[ClipKind, ...] = ("bite", "natural", "package", "presenter")
"""Clips that last by themselves, without a voice of ours over them."""
ROLES: Mapping[ClipKind, ClipRole] = {
    "bite": "bite",
    "presenter": "bite",
    "natural": "natural",
    "package": "package",
    "footage": "full",
}
SHORTEST = 10
"""Frames that a clip which lasts by itself must have at least."""

_SENTENCE = re.compile(r"(?<=[.!?…])[”\"’)]*\s+")


def is_standing(shows: object) -> bool:
    """Whether a view lasts as long as its clip, not as long as words."""
    return isinstance(shows, Picture) and shows.clip in STANDING


def is_clip(picture: Picture) -> bool:
    """Whether a picture moves."""
    return picture.clip in ROLES


def pictures_of(blocks: Iterable[Block]) -> Iterator[Picture]:
    """The pictures and clips of a story or section, in order."""
    for block in blocks:
        for piece in block.pieces if isinstance(block, Paragraph) else (block,):
            if isinstance(piece, Picture):
                yield piece


def first_still(blocks: Iterable[Block]) -> Picture | None:
    """The first photograph of a story or section; without any its first clip."""
    return min(pictures_of(blocks), key=lambda picture: picture.clip != "still", default=None)


def first_shared(blocks: Iterable[Block]) -> Picture | None:
    """The first picture of a story or section that stands over words."""
    return next((picture for picture in pictures_of(blocks) if not is_standing(picture)), None)


def begins(picture: Picture) -> int:
    """The frame of a clip that its in point asks for."""
    return whole_frames(picture.first or 0)


def own_length(picture: Picture, asset: Asset) -> int:
    """How many frames a clip lasts from its in to its out point; one at least."""
    end = whole_frames(picture.last) if picture.last is not None else asset.frames if isinstance(asset, Clip) else 1
    return max(end - begins(picture), 1)


def footage(view: View, asset: Clip) -> Footage:
    """The ground of a view that shows a clip."""
    assert isinstance(view.shows, Picture)
    ground = Footage(asset, view.first, blurs=view.shows.blurs)
    return replace(ground, focus=view.shows.focus) if view.shows.focus else ground


# --- which part is seen -----------------------------------------------------------------------------------------------


def placed(views: Sequence[View], assets: Mapping[str, Asset]) -> tuple[View, ...]:
    """The views, each of a clip beginning where the clip was left when it was seen before."""
    seen: dict[Picture, int] = {}
    found = []
    for view in views:
        if isinstance(view.shows, Picture) and isinstance(assets[view.shows.path], Clip):
            first = seen.get(view.shows, begins(view.shows))
            seen[view.shows] = first + view.length
            view = replace(view, first=first)
        found.append(view)
    return tuple(found)


def clip_problems(views: Sequence[View], assets: Mapping[str, Asset]) -> Iterator[Problem]:
    """What is wrong with the in and out points of clips, and with their lengths; `views` are placed."""
    ends: dict[Picture, int] = {}
    for view in views:
        if isinstance(view.shows, Picture):
            ends[view.shows] = max(view.first + view.length, ends.get(view.shows, 0))
    for picture, end in ends.items():
        asset = assets[picture.path]
        if isinstance(asset, Clip):
            yield from _points(picture, asset) or _reach(picture, asset, end)
            yield from _sound(picture, asset)


def _points(picture: Picture, clip: Clip) -> tuple[Problem, ...]:
    """In and out points beyond the clip's end."""
    shown = {"path": picture.path, "length": seconds(clip.frames)}
    if begins(picture) >= clip.frames:
        told = say("The in point lies beyond the end of {path}, which is {length} s long", **shown)
    elif picture.last is not None and whole_frames(picture.last) > clip.frames:
        told = say("The out point lies beyond the end of {path}, which is {length} s long", **shown)
    elif is_standing(picture) and own_length(picture, clip) < SHORTEST:
        told = say(
            "So little of {path} cannot be shown: {frames} frames", path=picture.path, frames=own_length(picture, clip)
        )
    else:
        return ()
    return (Problem(told, picture.place, say("Write in and out inside the clip: 0:12-0:27")),)


def _reach(picture: Picture, clip: Clip, end: int) -> tuple[Problem, ...]:
    """A clip that is too short for its words, or goes on past its out point for them."""
    if end > clip.frames:
        missing = seconds(end - clip.frames)
        told = say("{path} is {missing} s too short for the words over it", path=picture.path, missing=missing)
        hint = say("Begin it earlier, put another picture behind it, or take words away.")
        return (Problem(told, picture.place, hint),)
    if picture.last is not None and end > whole_frames(picture.last):
        past = seconds(end - whole_frames(picture.last))
        told = say("{path} goes on for {past} s past its out point, as long as its words", path=picture.path, past=past)
        return (Problem(told, picture.place, severity="note"),)
    return ()


def _sound(picture: Picture, clip: Clip) -> Iterator[Problem]:
    """Clips that are to be heard and have no sound, and marks that a clip knows nothing of."""
    if not clip.has_sound and (is_standing(picture) or picture.sound == "low") and picture.sound != "off":
        told = say("{path} has no sound, and it is to be heard here", path=picture.path)
        hint = say("Use the recording with sound, or let it run under words: delete the first word of the caption.")
        yield Problem(told, picture.place, hint, "warning" if picture.clip == "package" else "error")
    if is_standing(picture) and picture.silence:
        told = say("This clip lasts by itself: planned silence changes nothing on it")
        yield Problem(told, picture.place, say("Delete the mark."), "warning")
    if picture.move is not None or picture.framing is not None:
        told = say("This mark changes nothing on a clip: a clip moves by itself")
        yield Problem(told, picture.place, say("Delete the mark."), "warning")


def seconds(frames: int) -> str:
    """Frames as seconds with one decimal, rounded up: '2.4'."""
    tenths = -(-frames * 10 // FRAME_RATE)
    return f"{tenths // 10}.{tenths % 10}"


# --- what is heard and said -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Seen:
    """A stretch of a clip without a break: its picture, from which frame of the clip, over which frames of the story."""

    picture: Picture
    first: int
    span: Span
    words: tuple[str, ...]


def _stretches(views: Sequence[View], assets: Mapping[str, Asset]) -> Iterator[tuple[_Seen, Clip]]:
    """The clips of a story, a clip that two views show without a break as one."""
    starts = accumulate((view.length for view in views), initial=0)
    open_: _Seen | None = None
    for view, at in zip(views, starts, strict=False):
        picture = view.shows
        if open_ and picture is open_.picture and view.first == open_.first + open_.span.length:
            open_ = replace(open_, span=Span(open_.span.start, open_.span.length + view.length))
            continue
        if open_:
            yield open_, _clip(open_.picture, assets)
        is_clip = isinstance(picture, Picture) and isinstance(assets[picture.path], Clip)
        open_ = _Seen(picture, view.first, Span(at, view.length), view.words) if is_clip else None  # type: ignore[arg-type]
    if open_:
        yield open_, _clip(open_.picture, assets)


def _clip(picture: Picture, assets: Mapping[str, Any]) -> Clip:
    clip: Clip = assets[picture.path]
    return clip


def cues_of(views: Sequence[View], assets: Mapping[str, Asset]) -> tuple[ClipCue, ...]:
    """What is heard of the clips of a story, in samples from its start."""
    return tuple(
        ClipCue(clip, Span(samples(seen.span.start), samples(seen.span.length)), seen.first, _role(seen.picture))
        for seen, clip in _stretches(views, assets)
        if clip.has_sound and seen.picture.sound != "off"
    )


def _role(picture: Picture) -> ClipRole:
    return "low" if picture.sound == "low" else ROLES[picture.clip]


def inserts_of(views: Sequence[View], assets: Mapping[str, Asset]) -> tuple[Insert, ...]:
    """The clips of a story that last by themselves, in frames from its start."""
    return tuple(
        Insert(seen.picture.clip, seen.picture.speaker or seen.picture.caption, seen.span, seen.picture.place)
        for seen, _ in _stretches(views, assets)
        if is_standing(seen.picture)
    )


def captions_of(views: Sequence[View], assets: Mapping[str, Asset]) -> tuple[Caption, ...]:
    """The words of bites as captions, in frames from the story's start. When exactly each is said is not known: they are
    spread by syllables over the time in which there is a voice, or over the whole clip where that was not measured."""
    found: list[Caption] = []
    for seen, clip in _stretches(views, assets):
        sentences = [sentence for words in seen.words for sentence in _SENTENCE.split(words) if sentence.strip()]
        if not sentences:
            continue
        clock = _Spoken.of(seen, clip, sum(map(_weight, sentences)))
        before = 0
        for sentence in sentences:
            ends, weight = _word_ends(sentence), before
            clauses = [(end, clock.at(weight := weight + own)) for end, own in ends]
            span_start = clock.at(before)
            found.extend(split_captions(sentence, Span(span_start, max(clauses[-1][1] - span_start, 1)), clauses))
            before = weight
    return tuple(found)


def _word_ends(sentence: str) -> list[tuple[int, int]]:
    """The end of every word in a sentence, and how long it takes to say."""
    return [(found.end(), _weight(found[0])) for found in re.finditer(r"\S+", sentence)]


def _weight(words: str) -> int:
    """About how many syllables words have: one each, a number as many as it has digits."""
    return sum(max(1, sum(letter.isdigit() for letter in word)) for word in words.split())


@dataclass(frozen=True, slots=True)
class _Spoken:
    """The frames of a story in which a clip's words are said, and how many syllables are said in them."""

    spans: tuple[Span, ...]
    syllables: int

    @classmethod
    def of(cls, seen: _Seen, clip: Clip, syllables: int) -> _Spoken:
        by = seen.span.start - seen.first
        heard = (span.moved(by) for span in clip.voiced)
        inside = [(max(span.start, seen.span.start), min(span.end, seen.span.end)) for span in heard]
        voiced = tuple(Span(start, end - start) for start, end in inside if end > start)
        return cls(voiced or (seen.span,), syllables)

    def at(self, syllable: int) -> int:
        """The frame by which so many syllables have been said."""
        left = Fraction(sum(span.length for span in self.spans) * syllable, self.syllables)
        for span in self.spans:
            if left <= span.length:
                return span.start + round(left)
            left -= span.length
        return self.spans[-1].end
