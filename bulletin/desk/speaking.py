"""From what is to be said to takes: which voice reads which sentence, and the sound of each from the store or an engine."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bulletin.desk.casting import DRAFT_NOTICE, draft_notes
from bulletin.desk.inputs import Inputs, narration_of
from bulletin.desk.paces import Paces
from bulletin.desk.soundtrack import Speaker
from bulletin.desk.voices import Line, Read, known, read
from bulletin.desk.workshop import Run
from bulletin.errors import Place, Problem
from bulletin.rundown.narration import Narration, headline_of, readers
from bulletin.rundown.records import Heard
from bulletin.speech.breaths import Breaths
from bulletin.speech.recordings import recorded_takes
from bulletin.speech.takes import Takes
from bulletin.speech.values import Sentence, Take, Voice
from bulletin.timing import samples


@dataclass(frozen=True, slots=True)
class Spoken:
    """The narration with real takes, the voices heard in it, and how many takes were made and found."""

    narration: Narration
    voices: tuple[Voice, ...]
    heard: tuple[Heard, ...]
    """Who speaks which takes, those of stories that are taken over as they were recorded among them."""
    made: int
    reused: int
    auto: str = ""
    """The voice that `auto` came to mean, by its name; '' where nobody asked."""
    replaced: tuple[str, ...] = ()
    """The stories that the newsroom's fallback reads, by slug, '' for the programme's own words."""
    said: tuple[Problem, ...] = ()
    """What came up while the voices read."""
    files: tuple[Path, ...] = ()
    """The kept takes of online voices, which are inputs of the bulletin."""

    @property
    def groups(self) -> tuple[Speaker, ...]:
        """The takes that are levelled together."""
        return tuple(Speaker(who.takes, who.voice.level if who.voice else 0.0) for who in self.heard)

    @property
    def is_draft(self) -> bool:
        return any(voice.draft for voice in self.voices)

    @property
    def is_synthetic(self) -> bool:
        return bool(self.voices)

    @property
    def notes(self) -> tuple[Problem, ...]:
        """What is said wherever the bulletin is shown: who reads, and that a draft voice must not be published."""
        return (*self.said, *draft_notes(self.voices))

    @property
    def facts(self) -> dict[str, Any]:
        """What the manifest keeps of the voices, for the next run and for the record."""
        return {
            "voice": ", ".join(dict.fromkeys(voice.name for voice in self.voices)),
            "voices": [
                {"name": v.name, "engine": v.engine, "variant": v.variant, "pace": v.pace, "level": v.level}
                for v in self.voices
            ],
            "auto_voice": self.auto,
            "fallback_stories": list(self.replaced),
            "draft_voice": self.is_draft,
            "notice": DRAFT_NOTICE.text("vi") if self.is_draft else "",
        }


def speak(inputs: Inputs, run: Run, recorded_voice: str = "") -> Spoken:
    """Every sentence that is told, in its voice at its story's pace or from its story's recording. `recorded_voice` is what
    `auto` meant the last time.

    Raises NotInstalled, TryAgain, and what a recording's file raises."""
    recorded, lines = _divided(inputs)
    wanted = {part for reader in readers(inputs.script) for part in inputs.asked[reader.paragraph.place]}
    takes: dict[Sentence, Take] = {}
    groups: _Groups = {}
    results: list[Takes] = []
    for file, (named, sentences) in recorded.items():
        found = recorded_takes(file, sentences, run.store, named)
        mine = {s: replace(take, synthetic=False) for s, take in zip(sentences, found.takes, strict=True)}
        takes |= mine
        groups.setdefault(file, {}).update(dict.fromkeys(take.key for s, take in mine.items() if s in wanted))
        results.append(found)
    told = read(lines, inputs.cast, inputs.newsroom, run, recorded_voice, _breaths(inputs))
    heard: dict[Voice, dict[Sentence, Take]] = {}
    for line, take in zip(lines, told.takes.takes, strict=True):
        takes[line.sentence] = take
        voice = told.cast.voices[line.place]
        groups.setdefault(voice, {})[take.key] = None
        if line.pace == 100:
            heard.setdefault(voice, {})[line.sentence] = take
    Paces(run.store.root).remember(heard)
    for who in (who for record in inputs.recorded for who in record.heard):
        groups.setdefault(who.voice or Path(who.recording), {}).update(dict.fromkeys(who.takes))
    return _spoken(narration_of(inputs.asked, takes), groups, (*results, told.takes), told)


def known_takes(inputs: Inputs, run: Run, recorded_voice: str = "") -> dict[Sentence, Take]:
    """The takes of sentences that are there already: nothing is spoken. Raises what a recording's file raises."""
    recorded, lines = _divided(inputs)
    takes: dict[Sentence, Take] = {}
    for file, (named, sentences) in recorded.items():
        takes |= dict(zip(sentences, recorded_takes(file, sentences, run.store, named).takes, strict=True))
    return takes | known(lines, inputs.cast, run, recorded_voice, _breaths(inputs))


def _breaths(inputs: Inputs) -> Breaths:
    pauses = inputs.house.pacing.pauses
    return Breaths(samples(pauses.comma), samples(pauses.clause))


_Groups = dict[Voice | Path, dict[str, None]]
"""The keys of takes by who speaks them: a voice, or a presenter in a recording."""


def _spoken(narration: Narration, groups: _Groups, results: tuple[Takes, ...], told: Read) -> Spoken:
    return Spoken(
        narration,
        tuple(voice for voice in groups if isinstance(voice, Voice)),
        tuple(
            Heard(tuple(keys), who) if isinstance(who, Voice) else Heard(tuple(keys), None, str(who))
            for who, keys in groups.items()
        ),
        sum(result.made for result in results),
        sum(result.reused for result in results),
        told.auto.name if told.auto else "",
        told.replaced,
        (*(note for result in results for note in result.notes), *told.notes),
        told.takes.files,
    )


def _divided(inputs: Inputs) -> tuple[dict[Path, tuple[Place | None, list[Sentence]]], list[Line]]:
    """The sentences of each recording, with the line that names it first, and every other sentence that is told. A
    recording is listened to with all that was read into it, told or not."""
    recorded: dict[Path, tuple[Place | None, list[Sentence]]] = {}
    lines: list[Line] = []
    told = {reader.paragraph.place for reader in readers(inputs.script)}
    headlines = {headline_of(story).place for story in inputs.script.stories}
    for reader in readers(inputs.whole.script):
        place, story = reader.paragraph.place, reader.story
        sentences = [part for part in inputs.asked[place] if isinstance(part, Sentence)]
        if file := inputs.recordings.get(reader.slug):
            label = (story.labels.recording if story else None) or inputs.script.recording
            recorded.setdefault(file, (label.place if label else None, []))[1].extend(sentences)
        elif place in told:
            pace = 100 if place in headlines else inputs.fit.pace(reader.slug)
            lines.extend(Line(sentence, place, story, pace) for sentence in sentences)
    return recorded, lines
