"""`bulletin rundown`: the page of the running order for producers and the control room; nothing is spoken or drawn for it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bulletin.desk.forecasting import forecast, words_stock
from bulletin.desk.inputs import Inputs, gather, narration_of, open_script
from bulletin.desk.picturing import missing_frames
from bulletin.desk.speaking import known_takes
from bulletin.desk.voices import recorded_voice
from bulletin.desk.workshop import Run, Tell, bulletin_folder, store_folder, usable_store
from bulletin.errors import Problem
from bulletin.farm import worker_count
from bulletin.messages import Language, Message, say
from bulletin.outputs.sheet import Sheet, csv_text, html_sheet
from bulletin.picture.values import PROFILES, Look
from bulletin.rundown import fitting_words as words
from bulletin.rundown.clips import pictures_of
from bulletin.rundown.narration import Narration, Reader, headline_of, readers
from bulletin.rundown.opening import date_words
from bulletin.rundown.plan import plan_of
from bulletin.rundown.values import Line, Rundown
from bulletin.script.values import ClipKind, Picture, Slot, Story
from bulletin.speech.keeping import kept_folder
from bulletin.speech.values import Sentence
from bulletin.store import write_whole
from bulletin.tables import Column
from bulletin.timing import FRAME_RATE, Span, clock

DAY = 24 * 60 * 60
OUT_CUE = 3
"""Words of an out-cue."""
CLOSE = FRAME_RATE // 2
"""Frames by which a story may differ from its estimate without a word being said of it."""

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
STATES: dict[str, Message] = {
    "ready": say("ready"),
    "spoken": say("to be drawn"),
    "estimate": say("estimate"),
    "recorded": say("reused"),
    "spare": say("left out"),
    "reserve": say("in reserve"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the page. `estimated` and `actual` are frames, `actual` None where something of it is not spoken yet;
    `front` is where it begins, `back` where it must begin so that the programme ends in time, None without an end."""

    line: Line
    voice: str
    estimated: int
    actual: int | None
    front: int
    back: int | None
    credit: str
    out_cue: str
    state: str

    @property
    def off(self) -> Message | str:
        """How much longer or shorter it is than its estimate."""
        off = 0 if self.actual is None else self.actual - self.estimated
        return words.over_or_under(abs(off), is_over=off > 0) if abs(off) > CLOSE else ""


@dataclass(frozen=True, slots=True)
class Times:
    """Clock times asked for, in seconds of the day: when the programme begins, when it has to be over."""

    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """The rundown as a page: a row a line of the programme, and the stories that are not told."""

    rundown: Rundown
    rows_told: tuple[Row, ...]
    spare: tuple[Row, ...]
    heading: str
    voice: str
    slot: Slot | None
    begin: int | None
    """Seconds of the day at which the programme begins; None where times are counted from its beginning."""
    notes: tuple[Problem, ...]
    room: int | None = None
    """The frames between beginning and end by the clock, where both were asked for."""

    @property
    def title(self) -> Message:
        return say("{heading} – {length}", heading=self.heading, length=clock(self.rundown.frames))

    @property
    def columns(self) -> tuple[Column, ...]:
        return (
            Column(say("Page")),
            Column(say("At"), is_number=True),
            Column(say("No later than"), is_number=True, rank=2),
            Column(say("Planned"), is_number=True, rank=1),
            Column(say("Actual"), is_number=True),
            Column(say("Against plan"), rank=4),
            Column(say("Form"), rank=3),
            Column(say("Story"), is_wide=True),
            Column(say("Slug"), rank=5),
            Column(say("Voice"), rank=6),
            Column(say("Syllables"), is_number=True, rank=7),
            Column(say("Credit"), is_wide=True, rank=9),
            Column(say("Out-cue"), is_wide=True, rank=8),
            Column(say("State")),
        )

    def rows(self, language: Language) -> tuple[tuple[str, ...], ...]:
        return tuple(cells for _, cells in self._kinds(language))

    def _kinds(self, language: Language) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The cells of every row with its kind."""
        for row in self.rows_told:
            yield ("breaking" if row.line.form == "breaking" else ""), self._cells(row, language)
            for clip in row.line.inserts:
                form = INSERTS[clip.kind].text(language)
                times = self._time(clip.span.start, language), "", "", clock(clip.span.length)
                yield "clip", ("", *times, "", form, clip.title, "", "", "", "", "", "")
        for row in self.spare:
            yield "spare", self._cells(row, language)

    def _cells(self, row: Row, language: Language) -> tuple[str, ...]:
        line, is_told = row.line, row.state not in ("spare", "reserve")
        off = row.off
        return (
            line.page,
            self._time(row.front, language) if is_told else "",
            self._time(row.back, language) if is_told and row.back is not None else "",
            clock(row.estimated),
            clock(row.actual) if row.actual is not None else "",
            off.text(language) if isinstance(off, Message) else off,
            FORMS[line.form].text(language),
            line.title,
            line.slug,
            row.voice,
            str(line.syllables),
            row.credit,
            row.out_cue,
            STATES[row.state].text(language),
        )

    def _time(self, frames: int, language: Language) -> str:
        """A point of the programme: from its beginning, or by the clock."""
        if self.begin is None:
            return clock(frames) if frames >= 0 else say("{length} early", length=clock(-frames)).text(language)
        return _by_the_clock(self.begin, frames)

    def off_slot(self) -> Message | None:
        """How far the programme is off its slot."""
        return words.off_slot(self.rundown.frames, self.slot) if self.slot else None

    def sentences(self) -> tuple[Message, ...]:
        told: Message | str = clock(self.rundown.frames)
        if self.slot:
            off = self.off_slot() or say("inside the slot")
            told = say("{length}, slot {slot}: {off}", length=told, slot=words.slot_words(self.slot), off=off)
        missing = sum(row.actual is None for row in self.rows_told)
        waiting = (
            (say("{count} lines are estimates: their words are not spoken yet.", count=missing),) if missing else ()
        )
        return (say("{length} with the voice {voice}.", length=told, voice=self.voice), *self._over(), *waiting)

    def _over(self) -> Iterator[Message]:
        """How its end stands to the end that was asked for."""
        if self.room is None or self.begin is None:
            return
        spare = self.room - self.rundown.frames
        shown = {"over": _by_the_clock(self.begin, self.rundown.frames), "end": _by_the_clock(self.begin, self.room)}
        if spare >= 0:
            yield say("Over at {over}, {length} before {end}.", length=clock(spare), **shown)
        else:
            yield say("Over at {over}, {length} after {end}.", length=clock(-spare), **shown)

    def csv(self, language: Language) -> str:
        return csv_text(self._headings(language), self.rows(language))

    def _headings(self, language: Language) -> tuple[str, ...]:
        return tuple(column.heading.text(language) if column.heading else "" for column in self.columns)

    def html(self, language: Language) -> str:
        """The sheet for the control room."""
        off = self.off_slot()
        facts = [(say("Length"), clock(self.rundown.frames))]
        if self.slot:
            facts.append((say("Slot"), words.slot_words(self.slot)))
        if self.begin is not None:
            facts.extend(
                ((say("Begins"), self._time(0, language)), (say("Ends"), self._time(self.rundown.frames, language)))
            )
        facts.append((say("Stories"), str(sum(bool(row.line.slug) for row in self.rows_told))))
        facts.append((say("Syllables"), str(sum(row.line.syllables for row in self.rows_told))))
        return html_sheet(
            Sheet(
                language,
                self.heading,
                tuple((name.text(language), value) for name, value in facts),
                self._headings(language),
                tuple(self._kinds(language)),
                tuple(sentence.text(language) for sentence in self.sentences()),
                frozenset(at for at, column in enumerate(self.columns) if column.is_number),
                frozenset({0, 1, 7}),
                frozenset({5, 6, 8, 13}),
                off.text(language) if off else "",
            )
        )

    def as_json(self, language: Language) -> dict[str, Any]:
        off = self.off_slot()
        return {
            "frames": self.rundown.frames,
            "seconds": self.rundown.frames / FRAME_RATE,
            "voice": self.voice,
            "slot": {"shortest": self.slot.shortest, "longest": self.slot.longest} if self.slot else None,
            "off_slot": off.text(language) if off else None,
            "lines": [self._facts(row, language) for row in self.rows_told],
            "spare": [self._facts(row, language) for row in self.spare],
            "findings": [problem.facts(language) for problem in self.notes],
        }

    def _facts(self, row: Row, language: Language) -> dict[str, Any]:
        line = row.line
        return {
            "page": line.page, "slug": line.slug, "title": line.title, "form": line.form, "start": line.span.start,
            "frames": line.span.length, "shots": line.shots, "syllables": line.syllables, "line": line.place.line,
            "voice": row.voice, "estimated": row.estimated, "actual": row.actual, "front": self._time(row.front, language),
            "back": None if row.back is None else self._time(row.back, language), "credit": row.credit, "out_cue": row.out_cue,
            "state": row.state,
            "clips": [
                {"form": clip.kind, "title": clip.title, "start": clip.span.start, "frames": clip.span.length,
                 "line": clip.place.line}
                for clip in line.inserts
            ],
        }  # fmt: skip


def rundown(path: Path, store: Path | None, voice: str | None, tell: Tell, times: Times = Times()) -> Page:
    """The rundown as things stand: real lengths where the words are spoken, estimates elsewhere. Raises what `check` raises."""
    opened = open_script(path)
    inputs = gather(opened, voice)
    with tempfile.TemporaryDirectory(prefix="bulletin-") as work:
        kept, warnings = usable_store(store_folder(store, inputs.newsroom), Path(work), 0)
        run = Run(kept, worker_count(None), tell, kept=kept_folder(path))
        with kept.lease():
            told = narration_of(inputs.asked, known_takes(inputs, run, recorded_voice(bulletin_folder(opened))))
            page = plan_of(inputs.material({**inputs.whole.narration, **told}))
            missing = missing_frames(page.shots, Look(inputs.pack, PROFILES["final"], kept.root), kept)
    desk = _Desk(inputs, page, told, missing)
    notes = (*inputs.notes, *page.notes, *forecast(inputs, told, page.frames), *inputs.cast.notes, *warnings)
    return desk.page(times, notes)


def write_sheet(page: Page, file: Path, language: Language) -> None:
    """The printable page in a file. Raises DiskFailed."""
    write_whole(file, page.html(language).encode())


@dataclass(frozen=True, slots=True)
class _Desk:
    """What the page is made from: the plan as things stand, what is spoken, how many frames of each shot are missing."""

    inputs: Inputs
    plan: Rundown
    told: Narration
    missing: tuple[int, ...]

    def page(self, times: Times, notes: tuple[Problem, ...]) -> Page:
        inputs, slot = self.inputs, words.slot_of(self.inputs.script)
        begin, end = self._clock(times, slot)
        rows = tuple(self._row(line, index, end) for index, line in enumerate(self.plan.lines))
        heading = f"{inputs.house.words.programme}, {date_words(inputs.script, inputs.house)}"
        names = dict.fromkeys(name for row in rows for name in row.voice.split(", ") if name)
        room = None if times.start is None or times.end is None else end
        return Page(self.plan, rows, tuple(self._spare()), heading, ", ".join(names), slot, begin, notes, room)

    def _clock(self, times: Times, slot: Slot | None) -> tuple[int | None, int | None]:
        """When the programme begins by the clock, and the frame at which it has to be over: as asked for, else the slot's."""
        if times.end is None:
            return times.start, slot.longest if slot else None
        if times.start is None:
            return (times.end - round(self.plan.frames / FRAME_RATE)) % DAY, self.plan.frames
        return times.start, (times.end - times.start) % DAY * FRAME_RATE

    def _row(self, line: Line, index: int, end: int | None) -> Row:
        own = self._readers(line)
        is_spoken = all(reader.paragraph.place in self.told for reader in own)
        drafts = self.inputs.draft.lines
        estimated = drafts[index].span.length if index < len(drafts) else line.span.length
        rest = self.plan.frames - line.span.start
        return Row(
            line,
            self._voices(own),
            estimated,
            line.span.length if is_spoken else None,
            line.span.start,
            None if end is None else end - rest,
            self._credits(line),
            self._out_cue(own),
            self._state(line, is_spoken=is_spoken),
        )

    def _readers(self, line: Line) -> tuple[Reader, ...]:
        """The paragraphs that are read in a line of the programme."""
        script = self.inputs.script
        sections = {"greeting": ("greeting",), "headlines": ("headlines",)}
        if line.slug:
            lines = {headline_of(story).place for story in script.stories}
            return tuple(r for r in readers(script) if r.slug == line.slug and r.paragraph.place not in lines)
        nothing = replace(script, stories=(), opening=(), closing=None)
        if line.form == "closing":
            return readers(replace(nothing, closing=script.closing))
        if line.form in sections:
            whole = readers(replace(script, opening=sections[line.form], closing=None))  # type: ignore[arg-type]
            lines = {reader.paragraph.place for reader in readers(replace(script, opening=(), closing=None))}
            return tuple(reader for reader in whole if reader.paragraph.place not in lines)
        return ()

    def _voices(self, own: tuple[Reader, ...]) -> str:
        voices, recordings = self.inputs.cast.voices, self.inputs.recordings
        names = dict.fromkeys(
            recordings[reader.slug].name if reader.slug in recordings else voices[reader.paragraph.place].name
            for reader in own
            if reader.slug in recordings or reader.paragraph.place in voices
        )
        return ", ".join(names)

    def _credits(self, line: Line) -> str:
        story = self._story(line.slug)
        pictures = pictures_of(story.blocks) if story else ()
        return ", ".join(dict.fromkeys(picture.credit.text for picture in pictures if picture.credit))

    def _story(self, slug: str) -> Story | None:
        return next((story for story in self.inputs.script.stories if story.slug == slug), None)

    def _out_cue(self, own: tuple[Reader, ...]) -> str:
        said = [part for r in own for part in self.inputs.asked[r.paragraph.place] if isinstance(part, Sentence)]
        return f"… {' '.join(said[-1].written.split()[-OUT_CUE:])}" if said else ""

    def _state(self, line: Line, *, is_spoken: bool) -> str:
        story = self._story(line.slug)
        if story and story.is_recorded:
            return "recorded"
        if not is_spoken:
            return "estimate"
        shots = zip(self.plan.starts, self.missing, strict=True)
        return "spoken" if any(m for at, m in shots if line.span.start <= at < line.span.end) else "ready"

    def _spare(self) -> Iterator[Row]:
        """The stories that are not told, with their estimates."""
        told: Mapping[str, Story] = {story.slug: story for story in self.inputs.script.stories}
        stock = words_stock(self.inputs, self.told)
        for item in stock.items:
            story = next(story for story in self.inputs.whole.script.stories if story.slug == item.slug)
            if item.slug not in told:
                state = "reserve" if story.labels.priority == "reserve" else "spare"
                length = item.whole.frames()
                own = [r for r in readers(self.inputs.whole.script) if r.slug == story.slug]
                syllables = sum(_syllables(self.inputs.asked[r.paragraph.place]) for r in own)
                line = Line("", story.slug, story.title.words, story.form, Span(0, length), syllables, 0, story.place)
                yield Row(line, "", length, None, 0, None, "", "", state)


def _by_the_clock(begin: int, frames: int) -> str:
    seconds = (begin + round(frames / FRAME_RATE)) % DAY
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def _syllables(told: tuple[Sentence | Picture, ...]) -> int:
    return sum(part.syllables for part in told if isinstance(part, Sentence))
