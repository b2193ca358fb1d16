"""From what is to be said to takes: which voice reads which sentence, and the sound of each from the store or an engine."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from bulletin.desk.inputs import Inputs, narration_of
from bulletin.desk.workshop import Run
from bulletin.errors import Problem
from bulletin.messages import say
from bulletin.rundown.narration import Narration, readers
from bulletin.script.values import Story
from bulletin.speech.takes import Takes, recorded_takes, speak_all
from bulletin.speech.values import Sentence, Take, Voice

SPEAKING = say("Voices")
DRAFT_NOTICE = say("Draft voice: not for publication")


@dataclass(frozen=True, slots=True)
class Spoken:
    """The narration with real takes, the voices heard in it, and how many takes were made and found."""

    narration: Narration
    voices: tuple[Voice, ...]
    groups: tuple[tuple[str, ...], ...]
    """The keys of the takes of each voice and of each recording: a group is levelled as one."""
    made: int
    reused: int

    @property
    def is_draft(self) -> bool:
        return any(voice.draft for voice in self.voices)

    @property
    def is_synthetic(self) -> bool:
        return bool(self.voices)

    @property
    def notes(self) -> tuple[Problem, ...]:
        """What is said wherever the bulletin is shown: that its voice must not be published."""
        names = ", ".join(voice.name for voice in self.voices if voice.draft)
        return (
            (Problem(say("{notice} ({names})", notice=DRAFT_NOTICE, names=names), severity="warning"),) if names else ()
        )


def speak(inputs: Inputs, run: Run) -> Spoken:
    """Every sentence in its voice or from its story's recording.

    Raises NotInstalled, TryAgain, and what a recording's file raises."""
    recorded, chosen = _divided(inputs)
    takes: dict[Sentence, Take] = {}
    groups: dict[Voice | Path, dict[str, None]] = {}
    results: list[Takes] = []
    for story, sentences in recorded:
        file, line = inputs.recordings[story.slug], story.labels.recording
        found = recorded_takes(file, sentences, run.store, line.place if line else story.place)
        takes |= {s: replace(take, synthetic=False) for s, take in zip(sentences, found.takes, strict=True)}
        groups.setdefault(file, {}).update(dict.fromkeys(take.key for take in found.takes))
        results.append(found)
    found = speak_all(chosen, run.store, run.workers, partial(run.tell, SPEAKING))
    for (sentence, voice), take in zip(chosen, found.takes, strict=True):
        takes[sentence] = take
        groups.setdefault(voice, {})[take.key] = None
    return Spoken(
        narration_of(inputs.asked, takes),
        tuple(voice for voice in groups if isinstance(voice, Voice)),
        tuple(tuple(keys) for keys in groups.values()),
        sum(result.made for result in (*results, found)),
        sum(result.reused for result in (*results, found)),
    )


def _divided(inputs: Inputs) -> tuple[list[tuple[Story, list[Sentence]]], list[tuple[Sentence, Voice]]]:
    """The stories that are recorded with their sentences, and every other sentence with its voice."""
    recorded: dict[str, tuple[Story, list[Sentence]]] = {}
    chosen: list[tuple[Sentence, Voice]] = []
    for reader in readers(inputs.script):
        place, story = reader.paragraph.place, reader.story
        sentences = [part for part in inputs.asked[place] if isinstance(part, Sentence)]
        if story is not None and story.slug in inputs.recordings:
            recorded.setdefault(story.slug, (story, []))[1].extend(sentences)
        else:
            chosen.extend((sentence, inputs.voices[place]) for sentence in sentences)
    return list(recorded.values()), chosen
