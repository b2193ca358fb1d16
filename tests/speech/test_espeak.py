"""The embedded voice: the same sound for the same sentence, whatever came before, and its failures."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import espeakng_loader
import pytest

from bulletin.errors import BadConfig, Killed
from bulletin.speech.values import Voice
from bulletin.speech.voices import program
from bulletin.speech.voices.espeak import VARIANTS, Espeak

WORDS = "Hơn hai trăm đại biểu đã dự hội nghị, bàn về tiền lương."
VOICE = Voice("nháp", "espeak")

pytestmark = pytest.mark.media


@pytest.fixture
def engine() -> Iterator[Espeak]:
    made = Espeak()
    yield made
    made.close()


def test_a_sentence_sounds_the_same_whatever_was_spoken_before(engine: Espeak) -> None:
    first = engine.speak(WORDS, VOICE)
    engine.speak("Một câu khác, dài hơn một chút.", VOICE)
    assert engine.speak(WORDS, VOICE) == first
    other = Espeak()
    other.speak("Xin chào.", VOICE)
    assert other.speak(WORDS, VOICE) == first
    other.close()


def test_words_are_marked_where_they_begin(engine: Espeak) -> None:
    sound = engine.speak(WORDS, VOICE)
    assert [WORDS[offset:].split()[0] for offset, _ in sound.marks] == WORDS.split()
    samples = [sample for _, sample in sound.marks]
    assert samples == sorted(samples)
    assert samples[-1] < len(sound.pcm) // 2


def test_the_usual_pace_is_that_of_radio_news(engine: Espeak) -> None:
    sound = engine.speak(WORDS, VOICE)
    assert 190 < len(WORDS.split()) * 60 * sound.rate / (len(sound.pcm) // 2) < 260


def test_a_faster_pace_is_shorter(engine: Espeak) -> None:
    fast = engine.speak(WORDS, Voice("nhanh", "espeak", pace=120))
    assert len(fast.pcm) < 0.9 * len(engine.speak(WORDS, VOICE).pcm)


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_listed_variant_speaks(engine: Espeak, variant: str) -> None:
    assert len(engine.speak(WORDS, Voice("x", "espeak", variant)).pcm) > 22050


def test_an_unknown_variant_is_a_configuration_error_that_names_those_there_are(engine: Espeak) -> None:
    with pytest.raises(BadConfig) as failure:
        engine.speak(WORDS, Voice("x", "espeak", "vi-nowhere"))
    assert "vi-vn-x-south" in str(failure.value.hint)


def test_a_data_folder_with_a_very_long_path_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / ("rất-dài-" * 12) / ("sâu" * 30)
    shutil.copytree(espeakng_loader.get_data_path(), folder / "espeak-ng-data")
    assert len(str(folder)) > 160
    monkeypatch.setattr(espeakng_loader, "get_data_path", lambda: str(folder / "espeak-ng-data"))
    engine = Espeak()
    assert len(engine.speak(WORDS, VOICE).pcm) > 22050
    engine.close()


def test_a_killed_server_is_told_with_the_words_and_the_next_sentence_works(engine: Espeak) -> None:
    engine.speak("Xin chào.", VOICE)
    assert engine._program and engine._program._server
    os.kill(engine._program._server.pid, signal.SIGKILL)
    engine._program._server.wait()
    with pytest.raises(Killed) as failure:
        engine.speak(WORDS, VOICE)
    assert "Hơn hai trăm" in str(failure.value)
    assert engine.speak(WORDS, VOICE).pcm


def test_a_killed_child_is_told_with_the_words_and_the_server_lives(
    engine: Espeak, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dying = tmp_path / "dying.py"
    source = program.SERVER.read_text(encoding="utf-8")
    child = "            os.close(reading)\n"
    assert child in source
    deadly = f"{child}            if b'ch\\u1ebft' in question: os.kill(os.getpid(), 9)\n"
    dying.write_text(source.replace(child, deadly, 1), encoding="utf-8")
    monkeypatch.setattr(program, "SERVER", dying)
    with pytest.raises(Killed) as failure:
        engine.speak("Máy chết.", VOICE)
    assert "SIGKILL" in str(failure.value)
    assert "Máy chết." in str(failure.value)
    assert engine.speak(WORDS, VOICE).pcm


def test_it_is_an_offline_draft_voice_that_is_there() -> None:
    engine = Espeak()
    assert engine.availability() is None
    assert engine.draft
    assert not engine.online
    assert "espeakng-loader" in engine.version(VOICE)


def test_missing_files_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(espeakng_loader, "get_library_path", lambda: str(tmp_path / "none.so"))
    assert "incomplete" in str(Espeak().availability())
