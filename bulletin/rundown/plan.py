"""Script + takes → the frame-exact plan of the whole programme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bulletin.errors import Place, Problem, Problems
from bulletin.messages import say
from bulletin.rundown import opening
from bulletin.rundown.beats import Beat
from bulletin.rundown.captions import chained, split_captions
from bulletin.rundown.narration import Narration, Said
from bulletin.rundown.opening import Announced, Stretch
from bulletin.rundown.pacing import House
from bulletin.rundown.shots import held_last
from bulletin.rundown.values import (
    Asset,
    Caption,
    Chapter,
    Held,
    Join,
    Line,
    MusicCue,
    Piece,
    Rundown,
    Shot,
    VoiceCue,
)
from bulletin.rundown.views import SOLEMN, views_of
from bulletin.script.values import Script, Story
from bulletin.timing import SAMPLES_PER_FRAME, Span, clock, samples


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of the programme with what the rundown page says of it."""

    stretch: Stretch
    title: str
    form: str
    story: Story | None = None
    chapter: str = ""


def plan(script: Script, narration: Narration, assets: Mapping[str, Asset], house: House) -> Rundown:
    """The plan. Raises Problems with everything that cannot be planned, each with its line."""
    parts, problems = _parts(script, narration, assets, house)
    if any(problem.is_error for problem in problems):
        raise Problems(problems)
    programme = _Programme(house)
    for part in parts:
        programme.add(part)
    programme.finish()
    notes = (*problems, *_slot_note(script, programme.at))
    return Rundown(
        shots=tuple(programme.shots),
        voice=tuple(programme.voice),
        music=tuple(programme.music),
        captions=chained(programme.captions, programme.at),
        chapters=tuple(programme.chapters),
        lines=tuple(programme.lines),
        notes=notes,
    )


def date_words(script: Script, house: House) -> str:
    """The date as the screen shows it: 'Chủ nhật, 22.11.2026'."""
    day = script.date
    return f"{house.words.weekdays[day.weekday()]}, {day.day}.{day.month}.{day.year}"


def _parts(
    script: Script, narration: Narration, assets: Mapping[str, Asset], house: House
) -> tuple[list[_Part], tuple[Problem, ...]]:
    announced = Announced(house.words.programme, date_words(script, house), script.title.words if script.title else "")
    board, found = opening.headlines(script, narration, assets, house)
    welcome, notes = Stretch(()), tuple[Problem, ...]()
    if script.greeting is not None:
        welcome, notes = opening.greeting(script.greeting, announced, narration, assets, house)
    closing, last_notes = opening.closing(script, announced, narration, assets, house)
    programme, last = house.words.programme, house.words.closing_chapter
    opening_parts = {
        "opener": _Part(opening.opener(announced, house, short=False), programme, "opener"),
        "headlines": _Part(board, house.words.opening_chapter, "headlines"),
        "greeting": _Part(welcome, programme, "greeting"),
    }
    parts = [opening_parts[name] for name in script.opening if opening_parts[name].stretch.shots]
    told = [_story(story, narration, assets, house) for story in script.stories]
    parts.extend(part for part, _ in told if part is not None)
    parts.append(_Part(closing, last, "closing", chapter=last))
    return parts, (*found, *notes, *(note for _, notes in told for note in notes), *last_notes)


def _story(
    story: Story, narration: Narration, assets: Mapping[str, Asset], house: House
) -> tuple[_Part | None, tuple[Problem, ...]]:
    views, notes = views_of(story, narration, assets, house)
    notes = (*_not_yet(story), *notes)
    if not views or any(note.is_error for note in notes):
        return None, notes
    chapter = story.labels.short_title or story.title
    stretch = opening.told_story(story, views, assets, house)
    return _Part(stretch, story.title.words, story.form, story, chapter.words), notes


def _not_yet(story: Story) -> tuple[Problem, ...]:
    """Forms that are read but not drawn: said with their line, never passed over."""
    found = []
    if story.source is not None:
        found.append((say("A story taken from another file is not rendered yet"), story.source.place))
    if story.part is not None:
        found.append((say("A part with a bumper is not drawn yet"), story.part.place))
    if story.labels.tone == "mourning":
        found.append((say("The mourning tone is not drawn yet"), story.place))
    return tuple(Problem(message, place, say("Leave it out for now.")) for message, place in found)


def _slot_note(script: Script, frames: int) -> tuple[Problem, ...]:
    slot = script.slot
    if slot is None or slot.shortest <= frames <= slot.longest:
        return ()
    over = frames > slot.longest
    seconds = round((frames - slot.longest if over else slot.shortest - frames) / 25)
    shown = {"length": clock(frames), "slot": f"{clock(slot.shortest)}–{clock(slot.longest)}", "seconds": seconds}
    message = (
        say("The bulletin is {length} long, its slot is {slot}: {seconds} s over", **shown)
        if over
        else say("The bulletin is {length} long, its slot is {slot}: {seconds} s under", **shown)
    )
    return (Problem(message, Place(script.file), severity="warning"),)


@dataclass(slots=True)
class _Programme:
    """The programme while its parts are put one after the other."""

    house: House
    shots: list[Shot] = field(default_factory=list)
    voice: list[VoiceCue] = field(default_factory=list)
    music: list[MusicCue] = field(default_factory=list)
    captions: list[Caption] = field(default_factory=list)
    chapters: list[Chapter] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    at: int = 0
    before: _Part | None = None
    bed_from: int = 0
    stung: bool = False

    def add(self, part: _Part) -> None:
        self._join(part)
        start = self.at
        if part.form == "opener":
            self._opener(part)
        if part.chapter or not self.chapters:
            self.chapters.append(
                Chapter(start if self.chapters else 0, part.chapter or self.house.words.opening_chapter)
            )
        self._speak(part, start + part.stretch.lead)
        self.shots.extend(part.stretch.shots)
        self.at += sum(shot.length for shot in part.stretch.shots)
        self._line(part, Span(start, self.at - start))
        self.before = part

    def finish(self) -> None:
        """The closer's music over its last frames, the bed up to there."""
        hold = self.house.pacing.closing_hold
        self._bed(self.at - hold)
        self.music.append(MusicCue("closer", Span(self.at - hold, hold)))

    def _join(self, part: _Part) -> None:
        """A shot of its own between two stories, and around the block of stories."""
        before = self.before
        if before is None or (before.story is None and part.story is None):
            return
        name = "sting" if self._changes_topic(before, part) else "wipe"
        self.stung = name == "sting"
        pacing = self.house.pacing
        length = pacing.sting if name == "sting" else pacing.wipe
        after = Held(part.stretch.shots[0], 0)
        place = part.story.place if part.story else None
        self.shots.append(Shot(length, Join(held_last(before.stretch.shots[-1]), after, name), place=place))
        if name == "sting":
            self.music.append(MusicCue("sting", Span(self.at, 2 * 25)))
        self.at += length

    def _changes_topic(self, before: _Part, part: _Part) -> bool:
        """A sting at a change of topic, but never two in a row: ten sweeps in six minutes tire. None around mourning."""
        tones = {story.labels.tone for story in (before.story, part.story) if story}
        if "mourning" in tones:
            return False
        if before.story is None or part.story is None:
            return True
        return not self.stung and _topic(before.story) != _topic(part.story)

    def _opener(self, part: _Part) -> None:
        self._bed(self.at)
        piece = part.stretch.shots[0].ground
        assert isinstance(piece, Piece)
        length = part.stretch.shots[0].length
        self.music.append(MusicCue("opener" if piece.name == "opener" else "opener-short", Span(self.at, length)))
        self.bed_from = self.at + max(0, length - self.house.pacing.bed_early)

    def _bed(self, end: int) -> None:
        if end > self.bed_from:
            self.music.append(MusicCue("bed", Span(self.bed_from, end - self.bed_from)))

    def _speak(self, part: _Part, at: int) -> None:
        """The voice cues and captions of a part: a sentence starts on the frame its first beat starts on."""
        solemn = part.story is not None and part.story.labels.tone in SOLEMN
        beats = part.stretch.beats
        for index, beat in enumerate(beats):
            if beat.said is not None:
                take = beat.said.take
                self.voice.append(VoiceCue(take.key, Span(samples(at), take.samples), solemn))
                self.captions.extend(_captions(beat.said, at, _sentence_end(beats, index, at)))
            at += beat.length

    def _line(self, part: _Part, span: Span) -> None:
        told = [beat.said for beat in part.stretch.beats if beat.said]
        letter = "B" if part.story else "A" if self.before is None or self.before.story is None else "C"
        number = 1 + sum(line.page.startswith(letter) for line in self.lines)
        story = part.story
        self.lines.append(
            Line(
                page=f"{letter}{number}",
                slug=story.slug if story else "",
                title=part.title,
                form=part.form,
                voice=story.labels.voice.words if story and story.labels.voice else "",
                span=span,
                syllables=sum(said.sentence.syllables for said in told),
                shots=len(part.stretch.shots),
                place=story.place if story else Place(""),
            )
        )


def _topic(story: Story) -> str:
    return "" if story.form == "brief" else story.labels.section.words if story.labels.section else story.slug


def _sentence_end(beats: tuple[Beat, ...], index: int, at: int) -> int:
    """The frame at which the slot of the sentence beginning at `index` ends."""
    end = at + beats[index].length
    for beat in beats[index + 1 :]:
        if beat.said is not None or beats[index].ends_sentence:
            break
        end += beat.length
        if beat.ends_sentence:
            break
    return end


def _captions(said: Said, at: int, end: int) -> tuple[Caption, ...]:
    """The written form over the time of the take, up to the end of its slot."""
    ends = [at + -(-end_sample // SAMPLES_PER_FRAME) for end_sample in said.take.clause_ends]
    clauses = tuple(
        (written_end, min(frame, end)) for (written_end, _), frame in zip(said.sentence.clauses, ends, strict=True)
    )
    spoken_end = min(ends[-1], end)
    return split_captions(said.sentence.written, Span(at, spoken_end - at), clauses)
