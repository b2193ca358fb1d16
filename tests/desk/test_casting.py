"""Who reads what: names at every level of a script, turns, quotations, and what is said of names that nobody has."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bulletin import script as scripts
from bulletin.desk.casting import Cast, cast
from bulletin.errors import BadInput, NotFound, Problem
from bulletin.newsroom import Newsroom
from bulletin.rundown.narration import readers
from bulletin.speech.values import Voice

SCRIPT = """\
---
bản tin: ngày
ngày: 22.11.2026
giọng: Lan
---
## Lời chào

Câu chào.

## Tin một {#mot}

Điểm tin: Câu điểm tin.

Câu của tin một.

> Câu trích dẫn.
>
> — Người nói, vai trò

## Tin hai {#hai}

Giọng: Hoa

Câu của tin hai. {giọng="Nam"}

Câu khác của tin hai.

## Tin ba {#ba}

Câu của tin ba.

## Tin bốn {#bon}

Câu của tin bốn.
"""
VOICES = tuple(Voice(name, "espeak", draft=name == "nháp") for name in ("nháp", "Lan", "Hoa", "Nam"))
NEWSROOM = Newsroom(Path(), voices=VOICES, voice="nháp")


def casting(
    tmp_path: Path, text: str = SCRIPT, newsroom: Newsroom = NEWSROOM, override: str | None = None
) -> tuple[dict[str, str], Cast, tuple[Problem, ...]]:
    path = tmp_path / "tin.md"
    path.write_text(text, encoding="utf-8")
    script, problems = scripts.read(path, "tin.md")
    assert script is not None, problems
    found, told = cast(script, newsroom, override)
    read = {reader.paragraph.written: found.voices[reader.paragraph.place].name for reader in readers(script)}
    return read, found, told


def test_the_nearest_name_reads(tmp_path: Path) -> None:
    read, _, told = casting(tmp_path)
    assert read == {
        "Câu chào.": "Lan",
        "Câu điểm tin.": "Lan",
        "Câu của tin một.": "Lan",
        "Câu trích dẫn.": "Lan",
        "Câu của tin hai.": "Nam",
        "Câu khác của tin hai.": "Hoa",
        "Câu của tin ba.": "Lan",
        "Câu của tin bốn.": "Lan",
    }
    assert not told


def test_a_script_that_names_no_voice_has_the_newsroom_s(tmp_path: Path) -> None:
    read, found, _ = casting(tmp_path, SCRIPT.replace("giọng: Lan\n", ""))
    assert read["Câu của tin ba."] == "nháp"
    assert "nháp" in str(found.notes[0].message)


def test_quotations_may_have_a_voice_of_their_own(tmp_path: Path) -> None:
    read, _, _ = casting(tmp_path, newsroom=replace(NEWSROOM, quotation_voice="Nam"))
    assert (read["Câu của tin một."], read["Câu trích dẫn."]) == ("Lan", "Nam")


def test_a_quotation_that_names_its_voice_keeps_it(tmp_path: Path) -> None:
    text = SCRIPT.replace("> Câu trích dẫn.", '> Câu trích dẫn. {giọng="Hoa"}')
    read, _, _ = casting(tmp_path, text, replace(NEWSROOM, quotation_voice="Nam"))
    assert read["Câu trích dẫn."] == "Hoa"


@pytest.mark.parametrize("words", ["luân phiên Lan, Nam", "luân phiên: Lan, Nam", "alternate Lan, Nam", "luân phiên"])
def test_voices_take_turns_from_story_to_story(tmp_path: Path, words: str) -> None:
    newsroom = replace(NEWSROOM, alternate=("Lan", "Nam"))
    read, _, told = casting(tmp_path, SCRIPT.replace("giọng: Lan", f"giọng: {words}"), newsroom)
    assert not told
    assert (read["Câu chào."], read["Câu của tin một."], read["Câu trích dẫn."]) == ("Lan", "Lan", "Lan")
    assert read["Câu khác của tin hai."] == "Hoa"
    assert (read["Câu của tin ba."], read["Câu của tin bốn."]) == ("Nam", "Lan")


def test_one_voice_cannot_take_turns(tmp_path: Path) -> None:
    _, _, (problem,) = casting(tmp_path, SCRIPT.replace("giọng: Lan", "giọng: luân phiên Lan"))
    assert problem.place and problem.place.line == 4
    assert "Lan, Hoa" in str(problem.hint)


def test_turns_are_for_a_whole_bulletin_only(tmp_path: Path) -> None:
    _, _, (problem,) = casting(tmp_path, SCRIPT.replace("Giọng: Hoa", "Giọng: luân phiên Lan, Nam"))
    assert problem.place and problem.place.line == SCRIPT.splitlines().index("Giọng: Hoa") + 1


def test_a_voice_for_the_whole_bulletin_stands_above_every_name(tmp_path: Path) -> None:
    newsroom = replace(NEWSROOM, quotation_voice="Nam")
    read, _, told = casting(tmp_path, SCRIPT.replace("Giọng: Hoa", "Giọng: ai đó"), newsroom, "Hoa")
    assert set(read.values()) == {"Hoa"}
    assert not told


def test_a_name_nobody_has_is_told_once_with_its_line_and_those_there_are(tmp_path: Path) -> None:
    text = SCRIPT.replace("Giọng: Hoa", "Giọng: Mai").replace('{giọng="Nam"}', '{giọng="Mai"}')
    _, _, (problem,) = casting(tmp_path, text)
    assert problem.place and problem.place.line == SCRIPT.splitlines().index('Câu của tin hai. {giọng="Nam"}') + 1
    assert all(voice.name in str(problem.hint) for voice in VOICES)
    assert problem.code == 66


@pytest.mark.parametrize("words", ["auto", "Auto", "tự động"])
def test_auto_leaves_the_choice_to_the_newsroom_s_order(tmp_path: Path, words: str) -> None:
    newsroom = replace(NEWSROOM, auto=("Nam", "nháp"))
    _, found, _ = casting(tmp_path, SCRIPT.replace("giọng: Lan", f"giọng: {words}"), newsroom)
    assert [voice.name for voice in found.order] == ["Nam", "nháp"]
    assert len(found.automatic) == 6
    answered = found.with_voice(found.automatic, VOICES[0])
    assert {voice.name for voice in answered.voices.values()} == {"nháp", "Hoa", "Nam"}
    assert any("Nam, nháp" in str(note.message) for note in found.notes)


def test_auto_without_an_order_tries_draft_voices_last(tmp_path: Path) -> None:
    _, found, _ = casting(tmp_path, override="auto")
    assert [voice.name for voice in found.order] == ["Lan", "Hoa", "Nam", "nháp"]


@pytest.mark.parametrize(("words", "failure"), [("Mai", NotFound), ("luân phiên Lan", BadInput)])
def test_a_voice_asked_for_on_the_command_line_must_be_there(
    tmp_path: Path, words: str, failure: type[Exception]
) -> None:
    with pytest.raises(failure):
        casting(tmp_path, override=words)


MOURNING = SCRIPT.replace("Điểm tin: Câu điểm tin.", "Điểm tin: Câu điểm tin.\nSắc thái: chia buồn")


def paces(tmp_path: Path, newsroom: Newsroom, override: str | None = None) -> tuple[dict[str, int], Cast]:
    """The pace of every paragraph of a bulletin whose first story is one of mourning."""
    path = tmp_path / "tin.md"
    path.write_text(MOURNING, encoding="utf-8")
    script, _ = scripts.read(path, "tin.md")
    assert script is not None
    found, _ = cast(script, newsroom, override)
    return {reader.paragraph.written: found.voices[reader.paragraph.place].pace for reader in readers(script)}, found


def test_a_story_of_mourning_is_read_slower_its_quotations_too_its_headline_not(tmp_path: Path) -> None:
    found, _ = paces(tmp_path, NEWSROOM)
    slower = {words for words, pace in found.items() if pace == 90}
    assert slower == {"Câu của tin một.", "Câu trích dẫn."}
    assert {pace for words, pace in found.items() if words not in slower} == {100}


def test_slower_is_slower_than_the_voice_s_own_pace_but_never_out_of_its_range(tmp_path: Path) -> None:
    for own, slow in ((110, 99), (80, 72), (70, 70)):
        voices = tuple(replace(voice, pace=own) for voice in VOICES)
        found, _ = paces(tmp_path, replace(NEWSROOM, voices=voices), override="Nam")
        assert (found["Câu của tin một."], found["Câu của tin hai."]) == (slow, own)


def test_a_voice_of_one_pace_reads_mourning_no_slower_and_that_is_said(tmp_path: Path) -> None:
    voices = (Voice("Lan", "gtts"), Voice("Hoa", "gtts"), Voice("Nam", "gtts"))
    found, chosen = paces(tmp_path, replace(NEWSROOM, voices=voices, voice="Lan"))
    assert set(found.values()) == {100}
    (note,) = chosen.notes
    assert note.severity == "note" and "Lan" in str(note.message)
    assert note.place and note.place.line == MOURNING.splitlines().index("Câu của tin một.") + 1


def test_whoever_comes_to_read_a_story_of_mourning_reads_it_slower(tmp_path: Path) -> None:
    _, chosen = paces(tmp_path, NEWSROOM)
    other = chosen.with_voice(frozenset(chosen.voices), Voice("Mai", "edge"))
    assert sorted({voice.pace for voice in other.voices.values()}) == [90, 100]
