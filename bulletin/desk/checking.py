"""`bulletin check`: everything that can be known about a bulletin without rendering it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bulletin.brand.style import Shape
from bulletin.desk.casting import Cast
from bulletin.desk.forecasting import forecast
from bulletin.desk.inputs import gather, open_script
from bulletin.desk.paces import Paces
from bulletin.desk.roster import why_missing
from bulletin.desk.workshop import store_folder
from bulletin.errors import Problem
from bulletin.messages import Language, Message, say
from bulletin.script.daywords import day_words
from bulletin.timing import FRAME_RATE, clock


@dataclass(frozen=True, slots=True)
class Checked:
    """A script that can be rendered: how much there is of it, its estimated length (frames), and what is worth a look."""

    stories: int
    shots: int
    pictures: int
    frames: int
    notes: tuple[Problem, ...]

    def as_json(self, language: Language) -> dict[str, Any]:
        return {
            "stories": self.stories,
            "shots": self.shots,
            "pictures": self.pictures,
            "estimated_seconds": self.frames / FRAME_RATE,
            "findings": [problem.facts(language) for problem in self.notes],
        }

    def sentences(self) -> tuple[Message, ...]:
        fields = {"stories": self.stories, "shots": self.shots, "pictures": self.pictures, "length": clock(self.frames)}
        return (say("Good: {stories} stories, {shots} shots from {pictures} pictures, about {length} long.", **fields),)


def check(path: Path, store: Path | None = None, profile: str | None = None) -> Checked:
    """Check a script, its texts for the frames of `profile` (16:9 where none is named); lengths are estimated with the paces
    kept in the store. Raises Problems with everything that must be mended."""
    opened = open_script(path)
    inputs = gather(opened, paces=Paces(store_folder(store, opened.newsroom)), shape=_shape(profile))
    of_the_day = day_words(inputs.script) if inputs.script.kind == "daily" else ()
    notes = (
        *inputs.notes,
        *of_the_day,
        *inputs.draft.notes,
        *forecast(inputs),
        *inputs.cast.notes,
        *_missing(inputs.cast),
    )
    stories, shots = len(inputs.script.stories), len(inputs.draft.shots)
    return Checked(stories, shots, len(inputs.pictures), inputs.draft.frames, notes)


def _shape(profile: str | None) -> Shape:
    if profile is None:
        return "wide"
    from bulletin.picture.values import PROFILES  # loads numpy

    return PROFILES[profile].shape


def _missing(chosen: Cast) -> Iterator[Problem]:
    """The voices that cannot read on this machine, each once."""
    for voice in dict.fromkeys(chosen.voices.values()):
        reason = why_missing(voice)
        if reason and voice not in chosen.order:
            told = say("The voice {name} cannot read here: {reason}", name=voice.name, reason=reason)
            yield Problem(told, hint=say("See {command}", command="bulletin voice list"), severity="warning")
