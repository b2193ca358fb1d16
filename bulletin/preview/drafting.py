"""What the preview knows of a bulletin at one moment, decided from what was read and from the takes there are."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from bulletin.desk.forecasting import Foreseen, foreseen
from bulletin.desk.inputs import Inputs, estimates, narration_of
from bulletin.errors import Place, Problem
from bulletin.picture.render import ChunkJob, chunk_jobs
from bulletin.picture.values import Look
from bulletin.rundown.fit import NOTHING, Fit
from bulletin.rundown.narration import headline_of, readers
from bulletin.rundown.plan import assembled, sound_parts
from bulletin.rundown.values import Rundown, Shot
from bulletin.speech.values import Sentence, Take, Voice
from bulletin.timing import SAMPLES_PER_FRAME, Span, frames_holding

Spoken = tuple[str, tuple[tuple[int, int], ...], Voice | str, int]
"""What a take is remembered by: the words as spoken, the ends of clauses, who reads, and at how many per cent of the own pace."""


@dataclass(frozen=True, slots=True)
class Part:
    """A chunk at its place in the programme; `shot` counts from 0, `is_estimate` says that its length is not known yet."""

    job: ChunkJob
    span: Span
    shot: int
    is_estimate: bool

    @property
    def key(self) -> str:
        return self.job.key


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence at its place in the programme (frames); `take` is '' while its length is an estimate."""

    sentence: Sentence
    slug: str
    span: Span
    take: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A bulletin as it can be shown now: its plan, what is to be made for it, and every sentence in it."""

    inputs: Inputs
    look: Look
    rundown: Rundown
    parts: tuple[Part, ...]
    told: tuple[Told, ...]
    foreseen: Foreseen
    """What rendering would make of the length."""

    @property
    def is_estimate(self) -> bool:
        return any(not told.take for told in self.told)

    @property
    def first_story(self) -> int:
        """The frame that the first story begins on."""
        return _first_story(self.rundown)

    def part_at(self, frame: int) -> Part:
        """The part that is seen at a frame; the last one beyond the end."""
        return next((part for part in self.parts if frame < part.span.end), self.parts[-1])

    @property
    def notes(self) -> tuple[Problem, ...]:
        """What `check` would say of it."""
        return (*self.inputs.notes, *self.rundown.notes, *self.foreseen.notes, *self.inputs.cast.notes)


def asked_for(inputs: Inputs) -> dict[Sentence, Spoken]:
    """Every sentence of a bulletin with what its take is remembered by."""
    found: dict[Sentence, Spoken] = {}
    paces = _paces(inputs)
    for reader in readers(inputs.script):
        place = reader.paragraph.place
        recording = inputs.recordings.get(reader.slug)
        who = str(recording) if recording else inputs.cast.voices[place]
        for sentence in inputs.asked[place]:
            if isinstance(sentence, Sentence):
                found[sentence] = (sentence.spoken, sentence.clauses, who, 100 if recording else paces[place])
    return found


def told_first(inputs: Inputs) -> frozenset[Sentence]:
    """The sentences that are heard during the first shot of the first story: they give it its length."""
    plan = inputs.draft
    begin = _first_story(plan)
    shot = next(span for span in map(Span, plan.starts, (shot.length for shot in plan.shots)) if begin < span.end)
    heard = (told for told in _told(inputs, plan) if told.span.start < shot.end and shot.start < told.span.end)
    return frozenset(told.sentence for told in heard)


def _first_story(plan: Rundown) -> int:
    """The frame that the first story begins on; the programme's own when there is none."""
    return next((line.span.start for line in plan.lines if line.slug), 0)


def _paces(inputs: Inputs) -> dict[Place, int]:
    """Per cent of its voice's pace that each paragraph is read at; headlines are read at their own."""
    headlines = {headline_of(story).place for story in inputs.script.stories}
    told = ((reader.paragraph.place, reader.slug) for reader in readers(inputs.script))
    return {place: 100 if place in headlines else inputs.fit.pace(slug) for place, slug in told}


def drafted(
    read: Inputs, takes: Mapping[Spoken, Take], look: Look, fit: Fit | None = None, before: Draft | None = None
) -> Draft:
    """The draft with the takes there are and estimates for the others; `fit` is another one than the file's. The chunks of
    shots that the draft `before` has as well are taken from it. Raises Problems."""
    inputs = read if fit is None else read.fitted(fit)
    guessed = estimates(inputs.asked, inputs.cast, None, _paces(inputs))
    wanted = asked_for(inputs)
    known = {sentence: takes.get(spoken, guessed[sentence]) for sentence, spoken in wanted.items()}
    parts, notes = sound_parts(inputs.material(narration_of(inputs.asked, known)))
    rundown = assembled(parts, notes, inputs.house)
    told = _told(inputs, rundown)
    expected = foreseen(read, replace(inputs, draft=rundown), narration_of(inputs.asked, _natural(read, takes)))
    return Draft(inputs, look, rundown, _parts(rundown, told, look, before), told, expected)


def _natural(read: Inputs, takes: Mapping[Spoken, Take]) -> dict[Sentence, Take]:
    """The takes there are of everything that is written, at the voices' own pace."""
    whole = asked_for(replace(read, script=read.whole.script, fit=NOTHING))
    return {sentence: takes[spoken] for sentence, spoken in whole.items() if spoken in takes}


def _told(inputs: Inputs, rundown: Rundown) -> tuple[Told, ...]:
    """Every sentence that is heard, in the order of the programme. Sentences of one run of words share a place and are
    heard in the order they are written."""
    waiting: dict[Place, deque[tuple[Sentence, str]]] = {}
    for reader in readers(inputs.script):
        for part in inputs.asked[reader.paragraph.place]:
            if isinstance(part, Sentence):
                waiting.setdefault(part.place, deque()).append((part, reader.slug))
    found = []
    for cue in rundown.voice:
        if cue.place in waiting:
            sentence, slug = waiting[cue.place].popleft()
            span = Span(cue.span.start // SAMPLES_PER_FRAME, frames_holding(cue.span.length))
            found.append(Told(sentence, slug, span, cue.take))
    return tuple(found)


def _parts(rundown: Rundown, told: tuple[Told, ...], look: Look, before: Draft | None) -> tuple[Part, ...]:
    guesses = [sentence.span for sentence in told if not sentence.take]
    known = _jobs(before) if before is not None and before.look == look else {}
    found = []
    for number, (shot, start) in enumerate(zip(rundown.shots, rundown.starts, strict=True)):
        is_estimate = any(guess.start < start + shot.length and start < guess.end for guess in guesses)
        for job in known.get(shot) or chunk_jobs(shot, look):
            found.append(Part(job, Span(start + job.first, job.last - job.first), number, is_estimate))
    return tuple(found)


def _jobs(draft: Draft) -> dict[Shot, list[ChunkJob]]:
    """The chunks of every shot: reckoning their keys is most of what a draft costs."""
    found: dict[Shot, list[ChunkJob]] = {}
    for number, parts in groupby(draft.parts, key=lambda part: part.shot):
        found.setdefault(draft.rundown.shots[number], [part.job for part in parts])
    return found
