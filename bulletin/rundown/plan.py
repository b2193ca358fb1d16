"""Script + takes → the frame-exact plan of the whole programme."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from bulletin.errors import Place, Problem, Problems
from bulletin.messages import say
from bulletin.rundown import opening
from bulletin.rundown.beats import sentence_end
from bulletin.rundown.joins import Side, bumper_side, join_between, join_cover, join_lead, join_length, side_of
from bulletin.rundown.narration import Narration, Said
from bulletin.rundown.opening import Material, Planned, Stretch
from bulletin.rundown.pacing import House
from bulletin.rundown.roll import SOLEMN
from bulletin.rundown.shots import held_first, held_last
from bulletin.rundown.values import (
    Asset,
    Caption,
    Chapter,
    ClipCue,
    Coded,
    Dip,
    Half,
    Join,
    Line,
    MusicCue,
    Rundown,
    Shot,
    Told,
    VoiceCue,
)
from bulletin.script.values import Script, Story, Tone
from bulletin.timing import FRAME_RATE, SAMPLES_PER_FRAME, Span, samples

STING = 2 * FRAME_RATE
"""How long a sting is heard: it rings on over the story that it opens."""

BED_OUT = 2 * FRAME_RATE
"""Frames that the bed goes on under the closer: as long as it takes to fade."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the programme with what the rundown page says of it. `chapter` is '' where no chapter begins."""

    stretch: Stretch
    title: str
    form: str
    story: Story | None = None
    chapter: str = ""

    @property
    def place(self) -> Place:
        """Where it is written; nowhere for the programme's own parts."""
        bumper = self.stretch.shots[0].place if self.form == "part" else None
        return self.story.place if self.story else bumper or Place("")

    @property
    def is_news(self) -> bool:
        """Whether it belongs to the block of stories."""
        return self.story is not None or self.form == "part"

    @property
    def tone(self) -> Tone:
        return self.story.labels.tone if self.story else "normal"

    @property
    def side(self) -> Side:
        """The part as its joins see it."""
        return bumper_side() if self.form == "part" else side_of(self.story, self.stretch.entered, self.stretch.left)

    @property
    def is_hushed(self) -> bool:
        """Whether no music sounds under it."""
        return self.story is not None and (self.tone == "mourning" or self.story.labels.music == "none")

    def silences(self, start: int) -> Iterator[Span]:
        """Where no music sounds, when the part starts at a frame: in silence, and under a finished piece, which may have
        music of its own."""
        for cue in self.stretch.clips:
            if cue.role == "package":
                yield Span(start + cue.span.start // SAMPLES_PER_FRAME, cue.span.length // SAMPLES_PER_FRAME)
        at = start + self.stretch.lead
        for beat in self.stretch.beats:
            if beat.hush:
                yield Span(at, beat.length)
            at += beat.length


def plan(script: Script, narration: Narration, assets: Mapping[str, Asset], house: House) -> Rundown:
    """The plan. Raises Problems with everything that cannot be planned, each with its line."""
    return plan_of(Material(script, narration, assets, house))


def plan_of(material: Material) -> Rundown:
    """The plan of a material. Raises Problems with everything that cannot be planned, each with its line."""
    parts, problems = sound_parts(material)
    return assembled(parts, problems, material.house)


def sound_parts(material: Material) -> tuple[tuple[Part, ...], tuple[Problem, ...]]:
    """The parts of the programme and what is worth knowing. Raises Problems with everything that cannot be planned."""
    parts, problems = parts_of(material)
    if any(problem.is_error for problem in problems):
        raise Problems(problems)
    return parts, problems


def parts_of(material: Material) -> tuple[tuple[Part, ...], tuple[Problem, ...]]:
    """The parts of the programme in order, without those that cannot be planned, and all that is wrong or worth knowing."""
    script, house = material.script, material.house
    opened = opening.opened(material)
    told = [(story, planned_story(story, material)) for story in script.stories]
    closed = opening.closing(material)
    parts = (
        *(_part(name, None, stretch, house) for name, (stretch, _) in opened),
        *(part for story, (stretch, _) in told for part in _with_bumper(story, stretch, house)),
        _part("closing", None, closed[0], house),
    )
    problems = (*(found for _, (_, found) in opened), *(found for _, (_, found) in told), closed[1])
    return tuple(part for part in parts if part.stretch.shots), (
        *_left_out(script),
        *(problem for found in problems for problem in found),
    )


def _with_bumper(story: Story, stretch: Stretch, house: House) -> Iterator[Part]:
    """A story as a part of the programme, behind the bumper of the part that it opens."""
    if story.part is not None and stretch.shots:
        yield Part(opening.bumper(story.part, house), story.part.words, "part")
    yield _part(story.form, story, stretch, house)


def _part(form: str, story: Story | None, stretch: Stretch, house: House) -> Part:
    if story is not None:
        return Part(stretch, story.title.words, form, story, (story.labels.short_title or story.title).words)
    words = house.words
    titles = {"headlines": words.opening_chapter, "closing": words.closing_chapter}
    chapter = words.closing_chapter if form == "closing" else ""
    return Part(stretch, titles.get(form, words.programme), form, None, chapter)


def assembled(parts: tuple[Part, ...], notes: tuple[Problem, ...], house: House) -> Rundown:
    """The programme made of its parts, one after the other."""
    has_headlines = any(part.form == "headlines" for part in parts)
    programme = _Programme(house, house.words.opening_chapter if has_headlines else house.words.programme)
    for part in parts:
        programme.add(part)
    programme.finish()
    return Rundown(
        shots=tuple(programme.shots),
        voice=tuple(programme.voice),
        music=tuple(programme.music),
        told=tuple(programme.told),
        chapters=tuple(programme.chapters),
        lines=tuple(programme.lines),
        clips=tuple(programme.clips),
        notes=notes,
    )


def planned_story(story: Story, material: Material) -> Planned:
    """A story: planned, or as it was recorded. No shots when something is wrong with it."""
    taken = material.taken.get(story.slug)
    if story.is_recorded and taken:
        return taken, ()
    stretch, problems = opening.told_story(story, material)
    return opening.adopted(stretch, taken.shots) if taken else stretch, problems


def _left_out(script: Script) -> Iterator[Problem]:
    """Sections that are written but that the opening does not name."""
    for name, section in (("greeting", script.greeting), ("headlines", script.headlines)):
        if section is not None and name not in script.opening:
            yield Problem(
                say("This is left out: the opening named in the front matter is without it"),
                section.place,
                say("Add it to the opening, or delete it here."),
                "warning",
            )


@dataclass(slots=True)
class _Programme:
    """The programme while its parts are put one after the other."""

    house: House
    first_chapter: str
    shots: list[Shot] = field(default_factory=list)
    voice: list[VoiceCue] = field(default_factory=list)
    music: list[MusicCue] = field(default_factory=list)
    clips: list[ClipCue] = field(default_factory=list)
    told: list[Told | Caption] = field(default_factory=list)
    chapters: list[Chapter] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    at: int = 0
    before: Part | None = None
    bed_from: int = 0
    stung: bool = False

    def add(self, part: Part) -> None:
        before = self.at
        self._join(part)
        start = self.at
        if part.form == "opener":
            self._opener(part)
        if part.chapter or not self.chapters:
            self.chapters.append(Chapter(start, part.chapter or self.first_chapter))
        self._speak(part, start + part.stretch.lead)
        self._play(part.stretch, start)
        self.shots.extend(part.stretch.shots)
        self.at += sum(shot.length for shot in part.stretch.shots)
        self._hush([Span(before, self.at - before)] if part.is_hushed else part.silences(start))
        self._line(part, Span(start, self.at - start))
        self.before = part

    def finish(self) -> None:
        """The closer's music over its last frames; the bed fades away under its beginning, so that no hole opens."""
        hold = self.house.pacing.closing_hold
        self._bed(self.at - hold + min(BED_OUT, hold))
        self.music.append(MusicCue("closer", Span(self.at - hold, hold)))

    def _join(self, part: Part) -> None:
        """A shot of its own between two stories, and around the block of stories."""
        before = self.before
        if before is None or not (name := join_between(before.side, part.side, stung=self.stung)):
            return
        self.stung = name == "sting"
        lead, length = (of(name, self.at, self.house.pacing) for of in (join_lead, join_length))
        held, following = held_last(before.stretch.shots[-1]), held_first(part.stretch.shots[0])
        cover = join_cover(name, self.house.pacing)
        ground = Join(held, following, name, cover, lead) if cover else Dip(held, following, lead)
        shot = Shot(length, ground, place=part.story.place if part.story else None)
        lengths = (shot.cut.start, length - shot.cut.end) if shot.cut else (0, 0)
        halves = zip((before.stretch.left, part.stretch.entered), lengths, strict=True)
        first, second = (_recorded(half, name, frames) for half, frames in halves)
        self.shots.append(replace(shot, ground=replace(ground, coded=(first, second))))
        if name == "sting":
            self.music.append(MusicCue("sting", Span(self.at + lead, STING)))
        self.at += length

    def _opener(self, part: Part) -> None:
        """The bed pauses for the opener's music."""
        self._bed(self.at)
        length = sum(shot.length for shot in part.stretch.shots)
        self.music.append(MusicCue("opener-short" if self.house.short_opener else "opener", Span(self.at, length)))
        self.bed_from = self.at + max(0, length - self.house.pacing.bed_early)

    def _bed(self, end: int) -> None:
        if end > self.bed_from:
            self.music.append(MusicCue("bed", Span(self.bed_from, end - self.bed_from)))

    def _hush(self, spans: Iterable[Span]) -> None:
        """The bed is silent over these spans, in their order."""
        for span in sorted(spans):
            self._bed(span.start)
            self.bed_from = max(self.bed_from, span.end)

    def _speak(self, part: Part, at: int) -> None:
        """The voice cues of a part and what is told in it: a sentence starts on the frame its first beat starts on."""
        solemn = part.story is not None and part.story.labels.tone in SOLEMN
        beats = part.stretch.beats
        for index, beat in enumerate(beats):
            if beat.said is not None:
                take, place = beat.said.take, beat.said.sentence.place
                self.voice.append(VoiceCue(take.key, Span(samples(at), take.samples), solemn, place))
                self.told.append(_told(beat.said, at, sentence_end(beats, index, at)))
            at += beat.length

    def _play(self, stretch: Stretch, at: int) -> None:
        """What is heard and said in a part's clips."""
        self.clips.extend(replace(cue, span=cue.span.moved(samples(at))) for cue in stretch.clips)
        self.told.extend(replace(caption, span=caption.span.moved(at)) for caption in stretch.captions)

    def _line(self, part: Part, span: Span) -> None:
        told = [beat.said for beat in part.stretch.beats if beat.said]
        letter = "B" if part.is_news else "C" if part.form == "closing" else "A"
        number = 1 + sum(line.page.startswith(letter) for line in self.lines)
        story = part.story
        self.lines.append(
            Line(
                page=f"{letter}{number}",
                slug=story.slug if story else "",
                title=part.title,
                form=part.form,
                span=span,
                syllables=sum(said.sentence.syllables for said in told),
                shots=len(part.stretch.shots),
                place=part.place,
                inserts=tuple(replace(one, span=one.span.moved(span.start)) for one in part.stretch.inserts),
            )
        )


def _recorded(half: Half | None, name: str, frames: int) -> Coded | None:
    """The chunk of a recorded half, where it is one of such a join, so long."""
    return half.chunk if half and (half.name, half.chunk.frames) == (name, frames) else None


def _told(said: Said, at: int, end: int) -> Told:
    """The written form over the time of the take, up to the end of its slot."""
    ends = [at + -(-end_sample // SAMPLES_PER_FRAME) for end_sample in said.take.clause_ends]
    clauses = tuple(
        (written_end, min(frame, end)) for (written_end, _), frame in zip(said.sentence.clauses, ends, strict=True)
    )
    return Told(said.sentence.written, Span(at, min(ends[-1], end) - at), clauses)
