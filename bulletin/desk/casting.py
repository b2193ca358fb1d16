"""Who reads what: the voice of every paragraph, decided from the script and the newsroom before anything is spoken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from bulletin.errors import BadInput, BulletinError, Place, Problem
from bulletin.messages import Message, say
from bulletin.newsroom import PACES, Choice, Newsroom
from bulletin.rundown.narration import Reader, readers
from bulletin.script.values import Quotation, Script
from bulletin.speech.values import Voice
from bulletin.speech.voices import ONE_PACE

DRAFT_NOTICE = say("Draft voice: not for publication")
MOURNING = 90
"""Per cent of its own pace at which a voice reads a story of mourning."""


@dataclass(frozen=True, slots=True)
class Cast:
    """The voice that reads each paragraph, by the paragraph's place. The paragraphs in `automatic` are read by the first
    voice of `order` that answers, and until that is known stand here with the first one. `paces` holds, in per cent of a
    voice's own, the pace of the paragraphs that are read at another."""

    voices: Mapping[Place, Voice]
    order: tuple[Voice, ...] = ()
    automatic: frozenset[Place] = frozenset()
    paces: Mapping[Place, int] = field(default_factory=dict)

    def at(self, place: Place, voice: Voice) -> Voice:
        """A voice as it reads at a place: at the pace that is asked for there, where it has more than one."""
        return paced(voice, self.paces.get(place, 100))

    def with_voice(self, places: Iterable[Place], voice: Voice) -> Cast:
        """The same with one voice for some places."""
        return replace(self, voices={**self.voices, **{place: self.at(place, voice) for place in places}})

    def without(self, places: frozenset[Place]) -> Cast:
        """The same without places that no voice reads."""
        kept = {place: voice for place, voice in self.voices.items() if place not in places}
        return replace(self, voices=kept, automatic=self.automatic - places)

    def has_pace(self, place: Place) -> bool:
        """Whether who reads there may read slower and faster; no presenter on a recording does."""
        may_read = self.order if place in self.automatic else (self.voices[place],) if place in self.voices else ()
        return any(voice.engine not in ONE_PACE for voice in may_read)

    @property
    def notes(self) -> tuple[Problem, ...]:
        """What is said before any voice has read."""
        certain = (voice for place, voice in self.voices.items() if place not in self.automatic)
        expected = (_expected(self.order),) if self.automatic else ()
        return (*draft_notes(certain), *expected, *self._unslowed())

    def _unslowed(self) -> Iterator[Problem]:
        """The voices that read at their one pace where another is asked for, each with the first such place."""
        found = {voice: place for place, voice in reversed(tuple(self.voices.items())) if place in self.paces}
        for voice, place in found.items():
            if voice.engine in ONE_PACE:
                told = say("The voice {name} has one pace: it reads this story of mourning no slower", name=voice.name)
                yield Problem(told, place, say("Name another voice under the title: {line}", line="Giọng: …"), "note")


def paced(voice: Voice, per_cent: int) -> Voice:
    """A voice at so many per cent of its own pace; the same where its engine has one pace only."""
    if per_cent == 100 or voice.engine in ONE_PACE:
        return voice
    return replace(voice, pace=min(max(round(voice.pace * per_cent / 100), PACES[0]), PACES[-1]))


def draft_notes(voices: Iterator[Voice] | tuple[Voice, ...]) -> tuple[Problem, ...]:
    """What is said wherever a bulletin is shown: that a voice of it must not be published."""
    names = ", ".join(dict.fromkeys(voice.name for voice in voices if voice.draft))
    return (Problem(say("{notice} ({names})", notice=DRAFT_NOTICE, names=names), severity="warning"),) if names else ()


def cast(script: Script, newsroom: Newsroom, override: str | None = None) -> tuple[Cast, tuple[Problem, ...]]:
    """Every paragraph with its voice: the paragraph's own, the newsroom's for quotations, the story's, the script's, the
    newsroom's; `override` stands above them all.

    A name that nobody has is one problem, at the first place it stands at. Raises NotFound or BadInput for `override`."""
    return _Casting(script, newsroom, override).cast()


class _Casting:
    """One script's casting. Each name is looked up once, so that what is wrong with it is told once."""

    def __init__(self, script: Script, newsroom: Newsroom, override: str | None) -> None:
        self._script, self._newsroom, self._override = script, newsroom, override
        self._problems: list[Problem] = []
        self._named = cache(self._looked_up)

    def cast(self) -> tuple[Cast, tuple[Problem, ...]]:
        script, override = self._script, self._override
        named = script.voice if script.voice and not override else None
        usual = self._newsroom.voices_for(override or self._newsroom.voice)
        whole = (self._named(named.words, named.place, True) if named else None) or usual
        quoted = frozenset() if override else _quoted(script)
        turns = self._turns(whole)
        voices: dict[Place, Voice] = {}
        automatic: dict[Place, Choice] = {}
        for reader in readers(script):
            place = reader.paragraph.place
            choice = self._own(reader, place in quoted)
            if choice is None:
                slug = reader.story.slug if reader.story else ""
                choice = replace(whole, voices=(turns.get(slug, whole.voices[0]),)) if turns else whole
            voices[place] = choice.voices[0]
            if choice.way == "auto":
                automatic[place] = choice
        order = next((choice.voices for choice in automatic.values()), ())
        chosen = Cast(voices, order, frozenset(automatic), _paces(script))
        chosen = replace(chosen, voices={place: chosen.at(place, voice) for place, voice in voices.items()})
        return chosen, tuple(self._problems)

    def _own(self, reader: Reader, is_quoted: bool) -> Choice | None:
        """What is asked for a paragraph beyond the voice of the whole bulletin; None for nothing."""
        if self._override:
            return None
        if reader.paragraph.voice:
            return self._named(reader.paragraph.voice, reader.paragraph.place, False)
        if is_quoted and self._newsroom.quotation_voice:
            return self._named(self._newsroom.quotation_voice, None, False)
        label = reader.story.labels.voice if reader.story else None
        return self._named(label.words, label.place, False) if label else None

    def _turns(self, whole: Choice) -> dict[str, Voice]:
        """The voice of each story where voices take turns; a story that names its own takes none."""
        if whole.way != "turns":
            return {}
        waiting = [story.slug for story in self._script.stories if self._override or not story.labels.voice]
        return {slug: whole.voices[index % len(whole.voices)] for index, slug in enumerate(waiting)}

    def _looked_up(self, words: str, place: Place | None, is_whole: bool) -> Choice | None:
        """The voices of a name; None, and one problem more, where there are none."""
        try:
            choice = self._newsroom.voices_for(words, place)
            if choice.way == "turns" and not is_whole:
                raise BadInput(_NO_TURNS, place, say("Name one voice here; write luân phiên in the front matter."))
        except BulletinError as failure:
            if not any(problem.message == failure.message for problem in self._problems):
                self._problems.extend(failure.problems())
            return None
        return choice


_NO_TURNS = say("Voices take turns from story to story, not inside one")


def _paces(script: Script) -> dict[Place, int]:
    """The paces of the paragraphs that are read at another than a voice's own."""
    return {
        reader.paragraph.place: MOURNING
        for reader in readers(script)
        if reader.story and reader.story.labels.tone == "mourning"
    }


def _quoted(script: Script) -> frozenset[Place]:
    """The places of all paragraphs that stand in quotations."""
    blocks = [block for story in script.stories for block in story.blocks]
    for section in (script.greeting, script.closing):
        blocks.extend(section.blocks if section else ())
    return frozenset(
        paragraph.place for block in blocks if isinstance(block, Quotation) for paragraph in block.paragraphs
    )


def _expected(order: tuple[Voice, ...]) -> Problem:
    names: Message | str = ", ".join(voice.name for voice in order)
    return Problem(say("The first of these voices that answers will read: {names}", names=names), severity="note")
