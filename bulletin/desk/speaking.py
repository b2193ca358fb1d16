"""From what is to be said to takes: which voice reads which sentence, and the sound of each from the store or an engine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from bulletin.desk.inputs import Inputs, narration_of
from bulletin.errors import Place, Problem
from bulletin.messages import Message, say
from bulletin.rundown.narration import Narration, Reader, readers
from bulletin.script.values import Story
from bulletin.speech.takes import recorded_takes, speak_all
from bulletin.speech.values import Sentence, Take, Voice
from bulletin.store import Store

Tell = Callable[[Message, int, int], None]
"""Told of progress: the stage, how much of it is done, how much there is."""

SPEAKING = say("Voices")
DRAFT_NOTICE = say("Draft voice: not for publication")


@dataclass(frozen=True, slots=True)
class Spoken:
    """The narration with real takes, the voices heard in it, and how many takes were made and found."""

    narration: Narration
    voices: tuple[Voice, ...]
    groups: tuple[tuple[str, ...], ...]
    """The keys of the takes of each voice and of each recording: a group is levelled as one."""
    recordings: tuple[Path, ...]
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


def speak(inputs: Inputs, path: Path, override: str | None, store: Store, workers: int, tell: Tell) -> Spoken:
    """Every sentence in its voice. `override` is a voice for the whole bulletin, whatever the script says.

    Raises NotFound for a voice nobody named, NotInstalled, TryAgain, and what a recording's file raises."""
    chosen: list[tuple[Sentence, Voice]] = []
    takes: dict[Sentence, Take] = {}
    recordings: dict[Path, tuple[str, ...]] = {}
    made = reused = 0
    for story, sentences in _by_story(inputs):
        recording = story.labels.recording if story else None
        if recording is None or override:
            chosen.extend((sentence, _voice(inputs, reader, override)) for sentence, reader in sentences)
            continue
        file = inputs.newsroom.media(path.resolve(), recording.words, recording.place)
        found = recorded_takes(file, [sentence for sentence, _ in sentences], store, recording.place)
        takes |= {s: replace(t, synthetic=False) for (s, _), t in zip(sentences, found.takes, strict=True)}
        recordings[file] = (*recordings.get(file, ()), *(take.key for take in found.takes))
        made, reused = made + found.made, reused + found.reused
    spoken = speak_all(chosen, store, workers, lambda done, wanted: tell(SPEAKING, done, wanted))
    groups: dict[Voice, dict[str, None]] = {}
    for (sentence, voice), take in zip(chosen, spoken.takes, strict=True):
        takes[sentence] = take
        groups.setdefault(voice, {})[take.key] = None
    return Spoken(
        narration_of(inputs.asked, takes),
        tuple(groups),
        (*(tuple(keys) for keys in groups.values()), *recordings.values()),
        tuple(recordings),
        made + spoken.made,
        reused + spoken.reused,
    )


Asked = list[tuple[Sentence, Reader]]


def _by_story(inputs: Inputs) -> list[tuple[Story | None, Asked]]:
    """The sentences in order, those of a story's own body together; its headline belongs to the programme."""
    groups: dict[str, tuple[Story | None, Asked]] = {}
    for reader in readers(inputs.script):
        headline = reader.story is not None and _is_headline(reader.story, reader.paragraph.place)
        story = None if headline else reader.story
        group = groups.setdefault(story.slug if story else "", (story, []))
        told = inputs.asked[reader.paragraph.place]
        group[1].extend((part, reader) for part in told if isinstance(part, Sentence))
    return list(groups.values())


def _is_headline(story: Story, place: Place) -> bool:
    headline = story.labels.headline
    return place == (headline.place if headline else story.title.place)


def _voice(inputs: Inputs, reader: Reader, override: str | None) -> Voice:
    if override:
        return inputs.newsroom.voice_named(override)
    if reader.paragraph.voice:
        return inputs.newsroom.voice_named(reader.paragraph.voice, reader.paragraph.place)
    named = (reader.story.labels.voice if reader.story else None) or inputs.script.voice
    return (
        inputs.newsroom.voice_named(named.words, named.place)
        if named
        else inputs.newsroom.voice_named(inputs.newsroom.voice)
    )
