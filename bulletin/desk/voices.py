"""Voices at work: the first of several that answers, and what happens when one stops answering in the middle."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from bulletin.desk.casting import Cast, paced
from bulletin.desk.workshop import Run
from bulletin.errors import BulletinError, NotInstalled, Place, Problem, TryAgain
from bulletin.master.publish import MANIFEST
from bulletin.messages import say
from bulletin.newsroom import Newsroom
from bulletin.script.values import Story
from bulletin.speech.breaths import Breaths
from bulletin.speech.takes import Asked, Booth, Takes, speak_all
from bulletin.speech.values import Sentence, Take, Voice

SPEAKING = say("Voices")


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence that a voice reads, the place of its paragraph and its story (None for the programme's own words), and at
    how many per cent of the voice's own pace."""

    sentence: Sentence
    place: Place
    story: Story | None
    pace: int = 100

    @property
    def slug(self) -> str:
        return self.story.slug if self.story else ""


@dataclass(frozen=True, slots=True)
class Read:
    """Lines as they were read: by which voices, with which takes. `auto` is the voice that `auto` came to mean, None where
    nobody asked; `replaced` are the stories (slugs, '' for the programme's own words) that the fallback reads."""

    cast: Cast
    takes: Takes
    auto: Voice | None = None
    replaced: tuple[str, ...] = ()
    notes: tuple[Problem, ...] = ()


def read(
    lines: Sequence[Line],
    chosen: Cast,
    newsroom: Newsroom,
    run: Run,
    recorded: str = "",
    breaths: Breaths | None = None,
) -> Read:
    """Every line in its voice, with the pauses of the house. `recorded` is the voice that `auto` meant when the bulletin
    was last made.

    A voice that does not answer ends the work, unless the newsroom names a fallback: then the whole story is the
    fallback's. Raises TryAgain and NotInstalled; what was spoken until then is kept."""
    auto: Voice | None = None
    notes: tuple[Problem, ...] = ()
    booth = Booth(run.store, run.kept, breaths)
    held = _held(lines, chosen, newsroom, booth)
    if chosen.automatic:
        auto, notes = answering(lines, chosen, booth, recorded)
        chosen = chosen.with_voice(chosen.automatic, auto)
    replaced: dict[str, Problem] = {}
    while True:
        asked = [(line.sentence, paced(chosen.voices[line.place], line.pace)) for line in lines]
        try:
            takes = speak_all(asked, booth, run.workers, partial(run.tell, SPEAKING))
            made = len({booth.key(*pair) for pair in asked} - held)
            takes = replace(takes, made=made, reused=len(asked) - made)
            return Read(chosen, takes, auto, tuple(replaced), (*notes, *replaced.values()))
        except (TryAgain, NotInstalled) as failure:
            slug = _may_fall_back(failure, lines, newsroom)
            if slug is None or slug in replaced:
                raise
            fallback = newsroom.voice_named(newsroom.fallback)
            chosen = chosen.with_voice((line.place for line in lines if line.slug == slug), fallback)
            replaced[slug] = _replaced(failure, fallback)


def answering(
    lines: Sequence[Line], chosen: Cast, booth: Booth, recorded: str = ""
) -> tuple[Voice, tuple[Problem, ...]]:
    """The first voice of a cast's order that answers, and what is to be said of the choice. The one recorded comes first
    while all its takes are there; any other is asked for the first sentence it has not read yet.

    Raises TryAgain when none answers, NotInstalled when none is there."""
    failures: list[BulletinError] = []
    notes: list[Problem] = []
    for voice in chosen.order:
        if voice.name == recorded and _next_missing(lines, chosen, voice, booth) is None:
            return voice, (_note_of(voice),)
    for voice in chosen.order:
        asked = _next_missing(lines, chosen, voice, booth)
        try:
            if asked is not None:
                notes.extend(speak_all([asked], booth, 1).notes)
        except (TryAgain, NotInstalled) as failure:
            failures.append(failure)
            told = say("The voice {name} does not answer. {reason}", name=voice.name, reason=failure.message)
            notes.append(Problem(told, severity="warning"))
        else:
            return voice, (*notes, _note_of(voice))
    raise next((failure for failure in failures if isinstance(failure, TryAgain)), failures[-1])


def known(
    lines: Sequence[Line], chosen: Cast, run: Run, recorded: str = "", breaths: Breaths | None = None
) -> dict[Sentence, Take]:
    """The takes that are kept already, without a voice being asked. Where the first of several that answers is to read, it
    is the one recorded, else the first in order."""
    booth = Booth(run.store, run.kept, breaths)
    if chosen.automatic:
        likely = next((voice for voice in chosen.order if voice.name == recorded), chosen.order[0])
        chosen = chosen.with_voice(chosen.automatic, likely)
    asked = [(line.sentence, paced(chosen.voices[line.place], line.pace)) for line in lines]
    found = {pair[0]: booth.find(booth.key(*pair), pair)[0] for pair in asked}
    return {sentence: take for sentence, take in found.items() if take}


def recorded_voice(folder: Path) -> str:
    """The voice that `auto` meant when the bulletin in a folder was made; '' when nothing says so."""
    try:
        name = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["auto_voice"]
    except (OSError, ValueError, LookupError, TypeError):
        return ""
    return name if isinstance(name, str) else ""


def _held(lines: Sequence[Line], chosen: Cast, newsroom: Newsroom, booth: Booth) -> frozenset[str]:
    """The keys of the takes that are there before anything is spoken, in every voice that may come to read."""
    fallback = (newsroom.voice_named(newsroom.fallback),) if newsroom.fallback else ()
    pairs = {
        (line.sentence, paced(voice, line.pace))
        for line in lines
        for voice in (
            chosen.voices[line.place],
            *(chosen.at(line.place, other) for other in (*chosen.order, *fallback)),
        )
    }
    return frozenset(booth.key(*pair) for pair in pairs if booth.holds(*pair))


def _next_missing(lines: Sequence[Line], chosen: Cast, voice: Voice, booth: Booth) -> Asked | None:
    """The first sentence that a voice would read and has not read yet, with the voice as it reads it."""
    mine = (line for line in lines if line.place in chosen.automatic)
    asked = ((line.sentence, paced(chosen.at(line.place, voice), line.pace)) for line in mine)
    return next((pair for pair in asked if not booth.holds(*pair)), None)


def _may_fall_back(failure: BulletinError, lines: Sequence[Line], newsroom: Newsroom) -> str | None:
    """The slug of the story that the fallback may read instead; None where it may not."""
    line = next((line for line in lines if line.sentence.place == failure.place), None)
    if line is None or not newsroom.fallback:
        return None
    allowed = newsroom.fallback_for == "all" or (line.story is not None and line.story.form == "breaking")
    return line.slug if allowed else None


def _replaced(failure: BulletinError, fallback: Voice) -> Problem:
    told = say("{reason} The voice {name} reads this story instead", reason=failure.message, name=fallback.name)
    return Problem(told, failure.place, severity="warning")


def _note_of(voice: Voice) -> Problem:
    return Problem(say("The voice {name} reads", name=voice.name), severity="note")
