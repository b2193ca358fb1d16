"""Voices at work: which one `auto` means, when another may read on, how loud they stand, what is remembered of them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

import numpy as np
import pytest

from bulletin import script as scripts
from bulletin.desk.casting import Cast
from bulletin.desk.paces import ENOUGH, FILE, Paces
from bulletin.desk.soundtrack import Score, Sounding, Speaker
from bulletin.desk.voices import Line, Read, answering, read, recorded_voice
from bulletin.desk.workshop import Run
from bulletin.errors import NotInstalled, Place, TryAgain
from bulletin.messages import Message, say
from bulletin.newsroom import Newsroom
from bulletin.rundown.values import VoiceCue
from bulletin.script.values import Paragraph, Story
from bulletin.sound.aac import decode
from bulletin.speech import voices
from bulletin.speech.editing import make_take
from bulletin.speech.estimate import estimate
from bulletin.speech.keeping import keep
from bulletin.speech.lexicon import read_lexicon
from bulletin.speech.pace import USUAL
from bulletin.speech.sentences import spoken_paragraph
from bulletin.speech.takes import Booth, speak_all
from bulletin.speech.values import Sentence, Sound, Take, Voice
from bulletin.store import Store
from bulletin.timing import SAMPLE_RATE, Span, frames_holding, samples

from .conftest import ROOT, quietly

RATE = 24_000
STATION = Voice("Lan", "gtts")
OTHER = Voice("Hoa", "edge")
DRAFT = Voice("nháp", "espeak", draft=True)


class Fake:
    """A voice that gives a tone as long as its words. What was asked, and what it refuses, is kept per class."""

    draft = False
    online = True
    asked: ClassVar[list[str]]
    refused: ClassVar[tuple[str, ...]]
    missing: ClassVar[Message | None]

    def availability(self) -> Message | None:
        return self.missing

    def version(self, _voice: Voice) -> str:
        return type(self).__name__

    def speak(self, spoken: str, _voice: Voice) -> Sound:
        self.asked.append(spoken)
        if any(words in spoken for words in self.refused):
            raise TryAgain(say("no answer"))
        steps = np.arange(RATE * len(spoken.split()) // 4)
        return Sound((3000 * np.sin(steps * 2 * np.pi * 200 / RATE)).astype("<i2").tobytes(), RATE)

    def close(self) -> None:
        """Nothing is held open."""


@pytest.fixture
def fakes(monkeypatch: pytest.MonkeyPatch) -> dict[str, type[Fake]]:
    """Fake engines behind three names."""
    made = {name: type(f"Fake_{name}", (Fake,), {"asked": [], "refused": (), "missing": None}) for name in ENGINES}
    for name, engine in made.items():
        monkeypatch.setitem(voices.ENGINES, name, engine)
    return made


ENGINES = ("gtts", "edge", "espeak")


@pytest.fixture
def run(tmp_path: Path) -> Run:
    return Run(Store(tmp_path / "takes"), 2, quietly)


def sentence(words: str, line: int = 1) -> Sentence:
    return Sentence(words, words, Place("tin.md", line), ((len(words), len(words)),))


def waiting(told: tuple[Sentence, ...], *order: Voice) -> tuple[list[Line], Cast]:
    """Sentences that the first of some voices which answers is to read."""
    lines = [Line(words, words.place, None) for words in told]
    places = frozenset(line.place for line in lines)
    return lines, Cast(dict.fromkeys(places, order[0]), order, places)


ONE, TWO = sentence("Câu một của tin.", 1), sentence("Câu hai của tin.", 2)


def test_auto_is_the_first_voice_that_answers_and_asks_for_one_sentence_only(
    fakes: dict[str, type[Fake]], run: Run
) -> None:
    fakes["gtts"].refused = ("Câu",)
    voice, notes = answering(*waiting((ONE, TWO), STATION, OTHER, DRAFT), Booth(run.store))
    assert voice == OTHER
    assert fakes["edge"].asked == [ONE.spoken]
    assert fakes["espeak"].asked == []
    assert [note.severity for note in notes] == ["warning", "note"]
    assert "Lan" in str(notes[0].message) and "Hoa" in str(notes[1].message)


def test_the_take_that_auto_asked_for_counts_as_made(fakes: dict[str, type[Fake]], run: Run) -> None:
    lines, chosen = waiting((ONE, TWO), STATION, DRAFT)
    newsroom = Newsroom(Path(), voices=(STATION, DRAFT))
    first = read(lines, chosen, newsroom, run)
    assert (first.auto, first.takes.made, first.takes.reused) == (STATION, 2, 0)
    again = read(lines, chosen, newsroom, run)
    assert (again.auto, again.takes.made, again.takes.reused) == (STATION, 0, 2)


def test_auto_asks_for_a_story_of_mourning_at_its_slower_pace_and_once_only(
    fakes: dict[str, type[Fake]], run: Run
) -> None:
    lines, chosen = waiting((ONE, TWO), OTHER, DRAFT)
    chosen = replace(chosen, paces={ONE.place: 90})
    newsroom = Newsroom(Path(), voices=(OTHER, DRAFT))
    first = read(lines, chosen, newsroom, run)
    assert [first.cast.voices[line.place].pace for line in lines] == [90, 100]
    assert (first.auto, first.takes.made) == (OTHER, 2)
    again = read(lines, chosen, newsroom, run, recorded=OTHER.name)
    assert (again.auto, again.takes.made, again.takes.reused) == (OTHER, 0, 2)
    assert len(fakes["edge"].asked) == 2


def test_auto_passes_over_a_voice_that_is_not_installed_without_asking_it(
    fakes: dict[str, type[Fake]], run: Run
) -> None:
    fakes["gtts"].missing = say("not there")
    assert answering(*waiting((ONE,), STATION, OTHER), Booth(run.store))[0] == OTHER
    assert fakes["gtts"].asked == []


def test_auto_does_not_ask_a_voice_that_has_read_everything(fakes: dict[str, type[Fake]], run: Run) -> None:
    speak_all([(ONE, STATION), (TWO, STATION)], Booth(run.store))
    fakes["gtts"].refused = ("Câu",)
    assert answering(*waiting((ONE, TWO), STATION, OTHER), Booth(run.store))[0] == STATION


def test_auto_keeps_to_what_it_meant_before_while_its_takes_are_there(fakes: dict[str, type[Fake]], run: Run) -> None:
    speak_all([(ONE, DRAFT)], Booth(run.store))
    assert answering(*waiting((ONE,), STATION, DRAFT), Booth(run.store), recorded="nháp")[0] == DRAFT
    assert fakes["gtts"].asked == []
    assert answering(*waiting((ONE, TWO), STATION, DRAFT), Booth(run.store), recorded="nháp")[0] == STATION


def test_auto_with_nobody_answering_is_the_service_s_failure(fakes: dict[str, type[Fake]], run: Run) -> None:
    fakes["gtts"].refused = ("Câu",)
    fakes["edge"].missing = say("not there")
    with pytest.raises(TryAgain):
        answering(*waiting((ONE,), OTHER, STATION), Booth(run.store))
    with pytest.raises(NotInstalled):
        answering(*waiting((ONE,), OTHER), Booth(run.store))


def test_what_auto_meant_is_read_from_the_manifest(tmp_path: Path) -> None:
    assert recorded_voice(tmp_path) == ""
    for content, name in (('{"auto_voice": "Lan"}', "Lan"), ("[]", ""), ("{", ""), ('{"auto_voice": 3}', "")):
        (tmp_path / "bulletin.json").write_text(content, encoding="utf-8")
        assert recorded_voice(tmp_path) == name


# --- a voice that stops in the middle -----------------------------------------------------------------------------------

SCRIPT = """\
---
bản tin: ngày
ngày: 22.11.2026
---
## Tin mới nhận: Tin một {#mot}

Câu một của tin một.

Câu hai của tin một.

## Tin hai {#hai}

Câu của tin hai.

## Tin ba {#ba}

Câu của tin ba.
"""


@pytest.fixture
def stories(tmp_path: Path) -> tuple[Story, ...]:
    path = tmp_path / "tin.md"
    path.write_text(SCRIPT, encoding="utf-8")
    script, _ = scripts.read(path, "tin.md")
    assert script is not None
    return script.stories


def told(
    stories: tuple[Story, ...], run: Run, fallback: str = "", fallback_for: str = "all"
) -> tuple[dict[str, str], Read]:
    """Who read which sentence, every one being the station's at first."""
    voices = (STATION, OTHER, DRAFT)
    newsroom = Newsroom(Path(), voices=voices, fallback=fallback, fallback_for=fallback_for)
    lines = [Line(part, part.place, story) for story in stories for part in sentences_of(story)]
    found = read(lines, Cast({line.place: STATION for line in lines}), newsroom, run)
    return {line.sentence.written: found.cast.voices[line.place].name for line in lines}, found


def sentences_of(story: Story) -> list[Sentence]:
    """The sentences of a story's paragraphs."""
    lexicon = read_lexicon()
    told = [spoken_paragraph(block, lexicon) for block in story.blocks if isinstance(block, Paragraph)]
    return [part for parts in told for part in parts if isinstance(part, Sentence)]


def test_a_voice_that_stops_in_the_middle_stops_the_bulletin(
    fakes: dict[str, type[Fake]], run: Run, stories: tuple[Story, ...]
) -> None:
    fakes["gtts"].refused = ("tin hai",)
    with pytest.raises(TryAgain) as failure:
        told(stories, run)
    assert failure.value.place == sentences_of(stories[1])[0].place


def test_the_fallback_reads_the_whole_story_and_no_other(
    fakes: dict[str, type[Fake]], run: Run, stories: tuple[Story, ...]
) -> None:
    fakes["gtts"].refused = ("Câu hai",)
    read_by, found = told(stories, run, fallback="nháp")
    assert read_by == {
        "Câu một của tin một.": "nháp",
        "Câu hai của tin một.": "nháp",
        "Câu của tin hai.": "Lan",
        "Câu của tin ba.": "Lan",
    }
    assert found.replaced == ("mot",)
    assert (len(found.takes.takes), found.takes.made, found.takes.reused) == (4, 4, 0)
    (note,) = found.notes
    assert note.severity == "warning" and "nháp" in str(note.message)


def test_a_fallback_for_breaking_stories_reads_them(
    fakes: dict[str, type[Fake]], run: Run, stories: tuple[Story, ...]
) -> None:
    fakes["gtts"].refused = ("tin một",)
    assert told(stories, run, fallback="nháp", fallback_for="breaking")[1].replaced == ("mot",)


def test_a_fallback_for_breaking_stories_reads_no_other(
    fakes: dict[str, type[Fake]], run: Run, stories: tuple[Story, ...]
) -> None:
    fakes["gtts"].refused = ("tin ba",)
    with pytest.raises(TryAgain):
        told(stories, run, fallback="nháp", fallback_for="breaking")


def test_a_fallback_that_fails_too_ends_the_work(
    fakes: dict[str, type[Fake]], run: Run, stories: tuple[Story, ...]
) -> None:
    fakes["gtts"].refused = fakes["espeak"].refused = ("tin ba",)
    with pytest.raises(TryAgain):
        told(stories, run, fallback="nháp")


# --- how loud voices stand ----------------------------------------------------------------------------------------------


def murmur(level: float, seconds: float, seed: int) -> Sound:
    """Noise in syllables, as loud as asked (0 to 1)."""
    count = int(SAMPLE_RATE * seconds)
    noise = np.convolve(np.random.default_rng(seed).standard_normal(count), np.ones(24) / 5, "same")
    syllables = 0.55 + 0.45 * np.sin(np.arange(count) * 2 * np.pi * 4 / SAMPLE_RATE)
    return Sound((level * 8000 * noise * syllables).clip(-32768, 32767).astype("<i2").tobytes(), SAMPLE_RATE)


@pytest.mark.media
def test_voices_of_very_different_level_come_out_alike_and_a_set_level_stands_above(run: Run) -> None:
    words = sentence("một hai ba bốn năm sáu bảy tám chín mười mười một mười hai")
    speakers: list[Speaker] = []
    cues: list[VoiceCue] = []
    at = samples(5)
    for index, (loud, level) in enumerate(((0.02, 0.0), (1.0, 0.0), (0.3, 3.0))):
        take = keep(f"{index}" * 64, make_take(words, DRAFT, murmur(loud, 3.0, index)), run.store)
        speakers.append(Speaker((take.key,), level))
        cues.append(VoiceCue(take.key, Span(at, take.samples)))
        at += samples(frames_holding(take.samples))
    score = Score(frames_holding(at), tuple(cues), (), tuple(speakers))
    sounding = Sounding(score, run.store)
    work = list(sounding.first())
    while work:
        job = work.pop()
        work += sounding.collect(job, job.run())
    heard = decode(sounding.soundtrack().track)
    # The three are the same kind of noise, so that decibels of power are loudness units.
    quiet, loud, raised = (
        10 * np.log10(np.square(heard[cue.span.start : cue.span.end].astype(float)).mean()) for cue in cues
    )
    assert abs(quiet - loud) < 1.0
    assert abs(raised - loud - 3.0) < 1.0


def test_takes_begin_and_end_without_a_click() -> None:
    pcm, _ = make_take(
        sentence("một hai ba bốn năm sáu bảy tám chín mười mười một mười hai"), DRAFT, murmur(1.0, 3.0, 7)
    )
    heard = np.frombuffer(pcm, "<i2").astype(int)
    middle = np.abs(heard).max()
    for end in (heard[:48], heard[:-49:-1]):
        assert np.abs(end).max() < middle / 2
        assert abs(end[0]) <= 2


# --- paces --------------------------------------------------------------------------------------------------------------


@pytest.mark.media
def test_one_calibration_makes_estimates_of_other_words_right_within_five_per_cent(run: Run) -> None:
    script, _ = scripts.read(ROOT / "scripts" / "daily" / "2026-11-22.md", "tin.md")
    assert script is not None
    voice = Voice("nháp", "espeak", "vi-vn-x-south", 95)
    first, rest = (
        [part for story in stories for part in sentences_of(story)]
        for stories in (script.stories[:2], script.stories[2:])
    )
    paces = Paces(run.store.root)
    heard = speak_all([(s, voice) for s in first], Booth(run.store)).takes
    paces.remember({voice: dict(zip(first, heard, strict=True))})
    expected = sum(estimate(s, voice.pace, Paces(run.store.root).expected(voice)).samples for s in rest)
    spoken = sum(take.samples for take in speak_all([(s, voice) for s in rest], Booth(run.store)).takes)
    assert abs(expected / spoken - 1) < 0.05


def test_a_pace_is_remembered_once_a_voice_has_read_enough(tmp_path: Path) -> None:
    words = sentence("một hai ba bốn năm sáu bảy tám chín mười", 999)
    few = {replace(words, place=Place("tin.md", n)): Take("", 150_000, (150_000,)) for n in range(ENOUGH // 10 - 1)}
    Paces(tmp_path).remember({STATION: few})
    assert not (tmp_path / FILE).exists()
    Paces(tmp_path).remember({STATION: few | {words: Take("", 150_000, (150_000,))}})
    assert Paces(tmp_path).expected(replace(STATION, name="khác")).rate == 192
    assert Paces(tmp_path).of(OTHER) is None


def test_what_a_voice_read_slower_counts_for_its_one_pace(tmp_path: Path) -> None:
    told = [sentence("một hai ba bốn năm sáu bảy tám chín mười", n) for n in range(ENOUGH // 10)]
    usual = {words: Take("", 90_000, (90_000,)) for words in told[::2]}
    slower = {words: Take("", 100_000, (100_000,)) for words in told[1::2]}
    Paces(tmp_path).remember({OTHER: usual, replace(OTHER, pace=90): slower})
    assert Paces(tmp_path).expected(OTHER).rate == 320


@pytest.mark.parametrize("content", ["", "[]", '{"gtts": 3}', '{"gtts": {"syllable": 0}}', '{"gtts": {"pace": 1}}'])
def test_damaged_memory_of_paces_is_no_memory(tmp_path: Path, content: str) -> None:
    (tmp_path / FILE).write_text(content, encoding="utf-8")
    assert Paces(tmp_path).expected(STATION) == USUAL


def test_paces_are_the_same_bytes_every_time(tmp_path: Path) -> None:
    heard = {sentence("một hai ba bốn năm sáu bảy tám, chín mười", n): Take("", 150_000 + n, ()) for n in range(40)}
    for name in ("a", "b"):
        Paces(tmp_path / name).remember({OTHER: heard, STATION: heard})
    assert (tmp_path / "a" / FILE).read_bytes() == (tmp_path / "b" / FILE).read_bytes()
    assert set(json.loads((tmp_path / "a" / FILE).read_bytes())) == {"gtts", "edge"}
