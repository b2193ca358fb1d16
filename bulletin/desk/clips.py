"""The clips of a script looked at before any costly work: what they are, and what can be heard in the parts that are used."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bulletin import farm
from bulletin.errors import BulletinError, Killed, Place, Problem
from bulletin.footage.facts import ClipFacts, examine
from bulletin.footage.sound import read_sound, voiced
from bulletin.messages import say
from bulletin.rundown.clips import STANDING, begins
from bulletin.rundown.values import Clip
from bulletin.script.measures import whole_frames
from bulletin.script.values import Picture
from bulletin.timing import FRAME_RATE, Span, samples

MOST_AT_ONCE = 2
LISTENED = 120 * FRAME_RATE
"""Frames of a clip that are listened to at most."""


Examined = tuple[Clip, tuple[Problem, ...]]


@dataclass(frozen=True, slots=True)
class ExamineJob:
    """A clip to be looked at, with all places where a script uses it. In a process of its own: what a camera's file does
    to a decoder is not known before. The result may be the failure."""

    path: Path
    uses: tuple[Picture, ...]
    cpu_seconds: float = 60.0
    wall_seconds: float = 600.0

    @property
    def weight(self) -> int:
        return 1

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def place(self) -> Place | None:
        return self.uses[0].place

    def run(self) -> Examined | BulletinError:
        try:
            return examined(self.path, self.uses)
        except BulletinError as failure:
            return failure


def examine_all(jobs: Sequence[ExamineJob], problems: list[Problem]) -> dict[Path, Clip]:
    """The clips that can be used, by path; what is wrong with the others, and what is worth knowing, are problems more."""
    results: dict[Path, Examined | BulletinError] = {}

    def keep(job: ExamineJob, result: Examined | BulletinError) -> None:
        results[job.path] = result

    if jobs:
        try:
            with farm.Crew(min(len(jobs), MOST_AT_ONCE), works_itself=False) as crew:
                farm.run(jobs, crew, keep)
        except Killed as failure:
            problems.extend(failure.problems())
    found: dict[Path, Clip] = {}
    for job in jobs:
        result = results.get(job.path)
        if isinstance(result, BulletinError):
            problems.extend(replace(problem, place=problem.place or job.place) for problem in result.problems())
        elif result is not None:
            found[job.path], notes = result
            problems.extend(notes)
    return found


def examined(path: Path, uses: tuple[Picture, ...]) -> Examined:
    """A clip with all places where a script uses it. Raises NotFound, Unsafe or BadInput."""
    facts = examine(path)
    notes = [Problem(told, uses[0].place, severity="warning") for told in facts.warnings]
    notes.extend(Problem(told, uses[0].place, severity="note") for told in facts.notes)
    heard: list[Span] = []
    for use in uses:
        if facts.has_sound and use.clip in STANDING and use.sound != "off":
            spans = _voiced(path, facts, use)
            heard.extend(spans)
            notes.extend(_silent(use) if not spans else ())
    own = tuple(sorted(set(heard)))
    shape = str(path), facts.digest, facts.width, facts.height
    return Clip(*shape, frames=facts.frames, has_sound=facts.has_sound, voiced=own), tuple(notes)


def _voiced(path: Path, facts: ClipFacts, use: Picture) -> tuple[Span, ...]:
    first = min(begins(use), facts.frames)
    end = min(whole_frames(use.last) if use.last is not None else facts.frames, facts.frames, first + LISTENED)
    return voiced(read_sound(path, Span(samples(first), samples(max(end - first, 0)))), first) if end > first else ()


def _silent(use: Picture) -> Iterator[Problem]:
    told = say("Nothing can be heard in this part of {path}", path=use.path)
    yield Problem(
        told, use.place, say("Look whether in and out points are right, and whether the microphone was on."), "warning"
    )
