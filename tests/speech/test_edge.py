"""The online neural voices against a WebSocket on the loopback: words with their times, or no speech."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from xml.etree import ElementTree

import pytest
from aiohttp import web

from bulletin.errors import BadConfig, TryAgain
from bulletin.speech.values import Voice
from bulletin.speech.voices import edge
from bulletin.speech.voices.edge import VARIANTS, Edge
from bulletin.speech.voices.service import TRIES
from tests.speech.edge_service import EdgeService, Reading, read_aloud, send_sound, send_times
from tests.speech.loopback import FakeClock, mp3

WORDS = "Hơn hai trăm đại biểu, từ mọi miền, dự hội nghị."
VOICE = Voice("Hoài My", "edge")

pytestmark = pytest.mark.media


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[EdgeService]:
    made = EdgeService(monkeypatch)
    yield made
    made.close()


@pytest.fixture
def engine(clock: FakeClock) -> Edge:
    return Edge(clock.clock)


def test_every_word_has_its_time(service: EdgeService, engine: Edge) -> None:
    sound = engine.speak(WORDS, VOICE)
    assert [WORDS[offset:].split()[0] for offset, _ in sound.marks] == WORDS.split()
    assert [sample for _, sample in sound.marks] == [index * 6000 for index in range(11)]
    assert len(sound.pcm) // 2 == int(11 * 0.25 * sound.rate)
    assert service.asked == [WORDS]
    assert '"wordBoundaryEnabled":"true"' in service.configs[0]


def test_voice_and_pace_are_asked_for(service: EdgeService, engine: Edge) -> None:
    engine.speak(WORDS, Voice("Nam Minh", "edge", VARIANTS[1], pace=90))
    document = ElementTree.fromstring(service.documents[0])
    (voice,), (prosody,) = document, document[0]
    assert "NamMinhNeural" in voice.attrib["name"]
    assert prosody.attrib["rate"] == "-10%"


async def _no_times(socket: web.WebSocketResponse, words: str) -> None:
    await send_sound(socket, mp3(2.8))
    await socket.send_str("Path:turn.end\r\n\r\n{}")


async def _no_sound(socket: web.WebSocketResponse, words: str) -> None:
    await send_times(socket, words)
    await socket.send_str("Path:turn.end\r\n\r\n{}")


async def _half_the_sound(socket: web.WebSocketResponse, words: str) -> None:
    await send_times(socket, words)
    await send_sound(socket, mp3(1.5))
    await socket.close()


async def _half_the_words(socket: web.WebSocketResponse, words: str) -> None:
    await send_times(socket, words[:20])
    await send_sound(socket, mp3(1.5))
    await socket.close()


async def _page(socket: web.WebSocketResponse, words: str) -> None:
    await socket.send_str("<html>Sorry</html>")


async def _no_json(socket: web.WebSocketResponse, words: str) -> None:
    await socket.send_str("Path:audio.metadata\r\n\r\n{")


async def _no_mp3(socket: web.WebSocketResponse, words: str) -> None:
    await send_times(socket, words)
    await send_sound(socket, b"<html>" * 900)
    await socket.send_str("Path:turn.end\r\n\r\n{}")


@pytest.mark.parametrize(
    ("reading", "reason"),
    [
        (_no_times, "no times of words"),
        (_no_sound, "no speech"),
        (_half_the_sound, "cut off"),
        (_half_the_words, "cut off"),
        (_page, "damaged"),
        (_no_json, "damaged"),
        (_no_mp3, "no MP3"),
        ((503, {}), "503"),
    ],
)
def test_what_is_no_speech_is_asked_for_again_and_then_refused(
    service: EdgeService, engine: Edge, clock: FakeClock, reading: Reading | tuple[int, dict[str, str]], reason: str
) -> None:
    service.readings = [reading]
    with pytest.raises(TryAgain, match=reason):
        engine.speak(WORDS, VOICE)
    assert service.handshakes == TRIES
    assert len(clock.waits) == TRIES - 1


def test_a_failure_and_a_success_are_a_success(service: EdgeService, engine: Edge) -> None:
    service.readings = [(500, {}), _half_the_sound, read_aloud]
    assert engine.speak(WORDS, VOICE).pcm
    assert service.handshakes == 3


def test_too_many_requests_are_waited_for(service: EdgeService, engine: Edge, clock: FakeClock) -> None:
    service.readings = [(429, {"Retry-After": "7"}), read_aloud]
    assert engine.speak(WORDS, VOICE).pcm
    assert clock.waits == [7.0]


def test_a_refusal_is_final_and_tells_no_token(service: EdgeService, engine: Edge) -> None:
    service.readings = [(403, {})]
    with pytest.raises(TryAgain, match="403") as failure:
        engine.speak(WORDS, VOICE)
    assert service.handshakes == 2, "edge-tts sets its clock by the first answer and asks once more"
    assert "Token" not in f"{failure.value} {failure.value.hint}"
    with pytest.raises(TryAgain, match="not asked again"):
        engine.speak("Một câu khác.", VOICE)
    assert service.handshakes == 2


def test_an_endless_answer_is_stopped(service: EdgeService, engine: Edge, monkeypatch: pytest.MonkeyPatch) -> None:
    async def endless(socket: web.WebSocketResponse, words: str) -> None:
        while True:
            await send_sound(socket, mp3(60.0))

    monkeypatch.setattr(edge, "MOST_BYTES", 1_000_000)
    service.readings = [endless]
    with pytest.raises(TryAgain, match="too large"):
        engine.speak(WORDS, VOICE)
    assert service.handshakes == 1


@pytest.mark.parametrize("limit", ["WHOLE", "READ"])
def test_a_service_that_drips_or_says_nothing_is_left(
    service: EdgeService, engine: Edge, clock: FakeClock, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    async def drip(socket: web.WebSocketResponse, words: str) -> None:
        while limit == "WHOLE":
            await send_sound(socket, b"x")
            await asyncio.sleep(0.01)
        await asyncio.sleep(20)

    monkeypatch.setattr(edge, limit, 0.2)
    service.readings = [drip, read_aloud]
    assert engine.speak(WORDS, VOICE).pcm
    assert len(service.asked) == 2
    assert len(clock.waits) == 1


def test_nobody_there_is_told(service: EdgeService, engine: Edge, monkeypatch: pytest.MonkeyPatch) -> None:
    service.close()
    with pytest.raises(TryAgain, match="no connection"):
        engine.speak(WORDS, VOICE)
    monkeypatch.setattr(service, "close", lambda: None)


def test_markup_in_the_words_stays_words(service: EdgeService, engine: Edge) -> None:
    words = "Giá </prosody><break time='9s'/> tăng & giảm 🙂 hôm nay."
    engine.speak(words, VOICE)
    assert service.asked == [words]
    assert not ElementTree.fromstring(service.documents[0]).findall(".//break")


def test_ten_thousand_characters_are_read_in_pieces_and_timed_through(service: EdgeService, engine: Edge) -> None:
    words = ", ".join(["nghiêng nghiêng nghiêng"] * 390)
    assert len(words) > 9_500
    sound = engine.speak(words, VOICE)
    assert len(service.asked) > 9
    assert max(len(piece) for piece in service.asked) <= edge.MOST_CHARACTERS
    assert len(sound.marks) == len(words.split())
    samples = [sample for _, sample in sound.marks]
    assert samples == sorted(samples)
    assert abs(len(sound.pcm) / 2 / sound.rate - len(words.split()) * 0.25) < 1


def test_a_voice_is_named_in_full(engine: Edge) -> None:
    assert engine.version(VOICE) == engine.version(Voice("x", "edge", VARIANTS[0]))
    with pytest.raises(BadConfig) as failure:
        engine.version(Voice("x", "edge", "Hoài My"))
    assert VARIANTS[1] in str(failure.value.hint)


def test_a_missing_package_is_told_with_the_command_that_installs_it(
    engine: Edge, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert engine.availability() is None
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert "pip install 'bulletin[edge]'" in str(engine.availability())
