"""`bulletin rundown`: the page of the running order, every line with its time."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bulletin.desk.fitting import timed
from bulletin.desk.inputs import gather, open_script
from bulletin.desk.voices import recorded_voice
from bulletin.desk.workshop import Run, Tell, bulletin_folder, store_folder, usable_store, worker_count
from bulletin.errors import Problem
from bulletin.messages import Language, Message, say
from bulletin.rundown.opening import date_words
from bulletin.rundown.values import Line, Rundown
from bulletin.script.values import ClipKind
from bulletin.speech.keeping import kept_folder
from bulletin.tables import Column
from bulletin.timing import FRAME_RATE, clock

FORMS: dict[str, Message] = {
    "opener": say("opener"),
    "greeting": say("greeting"),
    "headlines": say("headlines"),
    "part": say("part"),
    "story": say("story"),
    "brief": say("brief"),
    "breaking": say("breaking"),
    "closing": say("closing"),
}
INSERTS: dict[ClipKind, Message] = {
    "bite": say("bite"),
    "natural": say("natural sound"),
    "package": say("package"),
    "presenter": say("presenter"),
}


@dataclass(frozen=True, slots=True)
class Page:
    """The rundown as a page: one row a line of the programme."""

    rundown: Rundown
    heading: str
    voice: str
    notes: tuple[Problem, ...]

    @property
    def title(self) -> Message:
        return say("{heading} – {length}", heading=self.heading, length=clock(self.rundown.frames))

    @property
    def columns(self) -> tuple[Column, ...]:
        return (
            Column(say("Page")),
            Column(say("At"), is_number=True),
            Column(say("Length"), is_number=True),
            Column(say("Form")),
            Column(say("Story"), is_wide=True),
            Column(say("Slug")),
            Column(say("Shots"), is_number=True),
            Column(say("Syllables"), is_number=True),
        )

    def rows(self, language: Language) -> tuple[tuple[str, ...], ...]:
        return tuple(row for line in self.rundown.lines for row in _rows(line, language))

    def sentences(self) -> tuple[Message, ...]:
        return (say("{length} with the voice {voice}.", length=clock(self.rundown.frames), voice=self.voice),)

    def as_json(self, language: Language) -> dict[str, Any]:
        return {
            "frames": self.rundown.frames,
            "seconds": self.rundown.frames / FRAME_RATE,
            "voice": self.voice,
            "lines": [
                {"page": line.page, "slug": line.slug, "title": line.title, "form": line.form, "start": line.span.start,
                 "frames": line.span.length, "shots": line.shots, "syllables": line.syllables, "line": line.place.line,
                 "clips": [
                     {"form": clip.kind, "title": clip.title, "start": clip.span.start, "frames": clip.span.length,
                      "line": clip.place.line}
                     for clip in line.inserts
                 ]}
                for line in self.rundown.lines
            ],
            "findings": [problem.facts(language) for problem in self.notes],
        }  # fmt: skip


def _rows(line: Line, language: Language) -> Iterator[tuple[str, ...]]:
    """A line of the programme, and under it the clips that last by themselves."""
    times = clock(line.span.start), clock(line.span.length)
    form = FORMS[line.form].text(language)
    yield line.page, *times, form, line.title, line.slug, str(line.shots), str(line.syllables)
    for clip in line.inserts:
        form = INSERTS[clip.kind].text(language)
        yield "", clock(clip.span.start), clock(clip.span.length), form, clip.title, "", "", ""


def rundown(path: Path, store: Path | None, voice: str | None, tell: Tell) -> Page:
    """The rundown with real takes: they are spoken where the store has none. Raises what `render` raises before drawing."""
    opened = open_script(path)
    inputs = gather(opened, voice)
    with tempfile.TemporaryDirectory(prefix="bulletin-") as work:
        kept, warnings = usable_store(store_folder(store, inputs.newsroom), Path(work), 0)
        run = Run(kept, worker_count(None), tell, kept=kept_folder(path))
        with kept.lease():
            ready = timed(opened, inputs, run, recorded_voice(bulletin_folder(opened)), keeps=False)
    page, spoken = ready.rundown, ready.spoken
    heading = f"{inputs.house.words.programme}, {date_words(inputs.script, inputs.house)}"
    voices = ", ".join(dict.fromkeys(voice.name for voice in spoken.voices))
    notes = (*inputs.notes, *page.notes, *spoken.notes, *warnings)
    return Page(page, heading, voices, notes)
