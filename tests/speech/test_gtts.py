"""The online voice against a server on the loopback: answers it takes, answers it asks again for, answers it refuses."""

from __future__ import annotations

import base64
import io
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import unquote

import av
import gtts
import numpy as np
import pytest

from bulletin.errors import BadConfig, TryAgain
from bulletin.speech.values import Voice
from bulletin.speech.voices.gtts import MOST_CHARACTERS, TRIES, Gtts, pieces

WORDS = "Hơn hai trăm đại biểu dự hội nghị."
VOICE = Voice("mạng", "gtts")
Answer = tuple[int, dict[str, str], bytes]

pytestmark = pytest.mark.media


def mp3(seconds: float) -> bytes:
    """A tone as the service would send speech."""
    file = io.BytesIO()
    tone = (8000 * np.sin(np.arange(int(24_000 * seconds)) * 0.1)).astype(np.int16).reshape(1, -1)
    with av.open(file, "w", format="mp3") as container:
        stream = container.add_stream("libmp3lame", rate=24_000, layout="mono")
        frame = av.AudioFrame.from_ndarray(tone, format="s16", layout="mono")
        frame.sample_rate = 24_000
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return file.getvalue()


def spoken_answer(sound: bytes) -> Answer:
    encoded = base64.b64encode(sound).decode()
    return 200, {}, f')]}}\'\n\n[["wrb.fr","jQ1olc","[\\"{encoded}\\"]",null,null,null,"generic"]]\n'.encode()


GOOD = spoken_answer(mp3(2.2))


class Service:
    """Gives the prepared answers in their order, the last one for ever; keeps what it was asked and how long it was
    waited for."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.answers: list[Answer] = [GOOD]
        self.asked: list[str] = []
        self.waits: list[float] = []
        service = self

        class Asked(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                service.asked.append(unquote(unquote(body)).encode().decode("unicode_escape"))
                answers = service.answers
                status, headers, content = answers.pop(0) if len(answers) > 1 else answers[0]
                self.send_response(status)
                for name, value in ({"Content-Length": str(len(content))} | headers).items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it
                """Quiet."""

        self.server = HTTPServer(("127.0.0.1", 0), Asked)
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01})
        self.thread.start()
        self.point_at(monkeypatch, self.server.server_port)
        self.engine = Gtts(sleep=self.waits.append)

    @staticmethod
    def point_at(monkeypatch: pytest.MonkeyPatch, port: int) -> None:
        url: Callable[..., str] = lambda tld="com", path="": f"http://127.0.0.1:{port}/{path}"  # noqa: E731
        monkeypatch.setattr(gtts.tts, "_translate_url", url)
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")

    def stop(self) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    made = Service(monkeypatch)
    yield made
    made.stop()


def test_a_good_answer_is_speech(service: Service) -> None:
    sound = service.engine.speak(WORDS, VOICE)
    assert sound.rate == 24_000
    assert 2.0 < len(sound.pcm) / 2 / sound.rate < 3.0
    assert sound.marks == ((0, 0),)
    assert len(service.asked) == 1
    assert not service.waits


def test_a_long_sentence_is_asked_for_in_clauses_with_pauses_between(service: Service) -> None:
    long = f"{WORDS[:-1]} từ sáng sớm đến chiều muộn ngày hôm nay, " * 2 + "rồi tất cả cùng họ ra về trong niềm vui."
    service.answers = [spoken_answer(mp3(4.0)), spoken_answer(mp3(4.0)), spoken_answer(mp3(2.0))]
    sound = service.engine.speak(long, VOICE)
    assert len(service.asked) == 3
    assert [long[offset:].split()[0] for offset, _ in sound.marks] == ["Hơn", "Hơn", "rồi"]
    pcm = np.frombuffer(sound.pcm, "<i2")
    second = sound.marks[1][1]
    assert not pcm[second - 1000 : second].any()


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ((200, {"Content-Type": "text/html"}, b"<html>Sorry</html>"), "no speech"),
        ((200, {}, b""), "no speech"),
        (spoken_answer(b"<html>" * 40), "no MP3"),
        (spoken_answer(b"\xff\xfb" + b"\0" * 4), "damaged"),
        (spoken_answer(mp3(0.2)), "syllables"),
        ((200, {"Content-Length": str(len(GOOD[2]))}, GOOD[2][: len(GOOD[2]) // 2]), "no "),
        ((503, {}, b""), "503"),
    ],
)
def test_what_is_no_speech_is_asked_for_again_and_then_refused(service: Service, answer: Answer, reason: str) -> None:
    service.answers = [answer]
    with pytest.raises(TryAgain) as failure:
        service.engine.speak(WORDS, VOICE)
    assert reason in str(failure.value)
    assert WORDS in str(failure.value)
    assert len(service.asked) == TRIES
    assert len(service.waits) == TRIES - 1


def test_two_failures_and_a_success_are_a_success(service: Service) -> None:
    service.answers = [(500, {}, b""), (500, {}, b""), GOOD]
    assert service.engine.speak(WORDS, VOICE).pcm
    assert service.waits == sorted(service.waits)
    assert len(service.waits) == 2


def test_too_many_requests_are_waited_for_as_long_as_the_service_says(service: Service) -> None:
    service.answers = [(429, {"Retry-After": "7"}, b""), GOOD]
    assert service.engine.speak(WORDS, VOICE).pcm
    assert service.waits == [7.0]


@pytest.mark.parametrize("answer", [(403, {}, b""), (400, {}, b""), (429, {"Retry-After": "86400"}, b"")])
def test_a_refusal_is_not_asked_again(service: Service, answer: Answer) -> None:
    service.answers = [answer]
    with pytest.raises(TryAgain, match=str(answer[0])):
        service.engine.speak(WORDS, VOICE)
    assert len(service.asked) == 1


def test_an_endless_answer_is_stopped(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bulletin.speech.voices.gtts.MOST_BYTES", 1000)
    with pytest.raises(TryAgain, match="too large"):
        service.engine.speak(WORDS, VOICE)


def test_a_refused_connection_is_told(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    service.stop()
    Service.point_at(monkeypatch, service.server.server_port)
    with pytest.raises(TryAgain, match="no connection"):
        service.engine.speak(WORDS, VOICE)
    assert len(service.waits) == TRIES - 1
    monkeypatch.setattr(service, "stop", lambda: None)


def test_waits_are_the_same_in_every_run(service: Service) -> None:
    service.answers = [(500, {}, b"")]
    for _ in range(2):
        with pytest.raises(TryAgain):
            service.engine.speak(WORDS, VOICE)
    assert service.waits[: TRIES - 1] == service.waits[TRIES - 1 :]


def test_another_pace_is_refused_because_the_service_has_none(service: Service) -> None:
    with pytest.raises(BadConfig):
        service.engine.speak(WORDS, Voice("nhanh", "gtts", pace=110))


def test_pieces_are_short_complete_and_end_at_marks() -> None:
    text = "Một hai ba bốn năm sáu bảy tám, " * 9 + "chín mười " * 20
    cut = list(pieces(text))
    assert all(len(piece) <= MOST_CHARACTERS for _, piece in cut)
    assert " ".join(piece for _, piece in cut) == " ".join(text.split())
    assert all(text[offset:].startswith(piece) for offset, piece in cut)
    assert cut[0][1].endswith(",")
