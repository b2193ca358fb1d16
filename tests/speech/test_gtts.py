"""The online voice of gTTS against a server on the loopback: answers it takes, asks again for, refuses, and gives up on."""

from __future__ import annotations

import gzip
import itertools
import socket
import ssl
import threading
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import requests

from bulletin.errors import BadConfig, BadInput, TryAgain
from bulletin.speech.values import Voice
from bulletin.speech.voices import gtts, service
from bulletin.speech.voices.gtts import MOST_CHARACTERS, Gtts
from bulletin.speech.voices.mp3 import believed
from bulletin.speech.voices.pieces import pieces
from bulletin.speech.voices.service import MOST_FAILURES, TRIES, Refused
from tests.speech.loopback import Answer, FakeClock, Translate, mp3, spoken_answer

WORDS = "Hơn hai trăm đại biểu dự hội nghị."
VOICE = Voice("mạng", "gtts")
GOOD = spoken_answer(mp3(2.2))
CERTIFICATE = Path(__file__).with_name("self_signed.pem")

pytestmark = pytest.mark.media


@pytest.fixture
def engine(clock: FakeClock) -> Gtts:
    return Gtts(clock.clock)


def test_a_good_answer_is_speech(translate: Translate, engine: Gtts, clock: FakeClock) -> None:
    translate.answers = [GOOD]
    sound = engine.speak(WORDS, VOICE)
    assert sound.rate == 24_000
    assert 2.0 < len(sound.pcm) / 2 / sound.rate < 3.0
    assert sound.marks == ((0, 0),)
    assert translate.asked == [WORDS]
    assert not clock.waits


def test_a_long_sentence_is_asked_for_in_clauses_with_pauses_between(translate: Translate, engine: Gtts) -> None:
    long = f"{WORDS[:-1]} từ sáng sớm đến chiều muộn ngày hôm nay, " * 2 + "rồi tất cả cùng họ ra về trong niềm vui."
    sound = engine.speak(long, VOICE)
    assert " ".join(translate.asked) == long
    assert len(translate.asked) == 3
    assert [long[offset:].split()[0] for offset, _ in sound.marks] == ["Hơn", "Hơn", "rồi"]
    pcm = np.frombuffer(sound.pcm, "<i2")
    second = sound.marks[1][1]
    assert not pcm[second - 1000 : second].any()


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ((200, {"Content-Type": "text/html"}, b"<html>Sorry</html>"), "no speech"),
        ((200, {"Content-Type": "application/json"}, b'{"error": "quota"}'), "no speech"),
        ((200, {}, b""), "no speech"),
        (spoken_answer(b"<html>" * 40), "no MP3"),
        (spoken_answer(b"\xff\xfb" + b"\0" * 4), "damaged"),
        (spoken_answer(mp3(2.2)[:-50]), "cut off"),
        (spoken_answer(mp3(2.2)[: len(mp3(2.2)) // 2]), "cut off"),
        (spoken_answer(mp3(0.2)), "syllables"),
        (spoken_answer(mp3(9.0)), "syllables"),
        (spoken_answer(mp3(2.2, level=0)), "silent"),
        ((200, {"Content-Length": str(len(GOOD[2]))}, GOOD[2][: len(GOOD[2]) // 2]), "no "),
        ((503, {}, b""), "503"),
    ],
)
def test_what_is_no_speech_is_asked_for_again_and_then_refused(
    translate: Translate, engine: Gtts, clock: FakeClock, answer: Answer, reason: str
) -> None:
    translate.answers = [answer]
    with pytest.raises(TryAgain) as failure:
        engine.speak(WORDS, VOICE)
    assert reason in str(failure.value)
    assert WORDS in str(failure.value)
    assert len(translate.asked) == TRIES
    assert len(clock.waits) == TRIES - 1


def test_a_whole_mp3_may_have_anything_after_it() -> None:
    assert len(believed(mp3(2.2) + b"TAG" + b"\0" * 125, 8)) == len(believed(mp3(2.2), 8))


def test_a_slower_pace_may_take_longer() -> None:
    with pytest.raises(Refused):
        believed(mp3(9.0), 10)
    assert len(believed(mp3(9.0), 10, pace=70))


def test_two_failures_and_a_success_are_a_success(translate: Translate, engine: Gtts, clock: FakeClock) -> None:
    translate.answers = [(500, {}, b""), (500, {}, b""), GOOD]
    assert engine.speak(WORDS, VOICE).pcm
    assert clock.waits == sorted(clock.waits)
    assert len(clock.waits) == 2


def test_too_many_requests_are_waited_for_as_long_as_the_service_says(
    translate: Translate, engine: Gtts, clock: FakeClock
) -> None:
    translate.answers = [(429, {"Retry-After": "7"}, b""), GOOD]
    assert engine.speak(WORDS, VOICE).pcm
    assert clock.waits == [7.0]


def test_a_date_to_wait_for_is_compared_with_the_date_of_the_answer() -> None:
    headers = {"Retry-After": "Mon, 23 Nov 2026 10:00:30 GMT", "Date": "Mon, 23 Nov 2026 10:00:00 GMT"}
    assert service.refusal(503, headers).wait == 30.0
    assert service.refusal(503, {"Retry-After": "soon"}).wait == 0.0
    assert not service.refusal(503, {"Retry-After": "9" * 400}).again


def test_what_one_sentence_is_told_to_wait_the_others_wait_as_well(
    translate: Translate, engine: Gtts, clock: FakeClock
) -> None:
    translate.answers = [(429, {"Retry-After": "60"}, b"")] * TRIES + [GOOD]
    with pytest.raises(TryAgain):
        engine.speak(WORDS, VOICE)
    before = len(clock.waits)
    assert engine.speak("Một câu khác, cũng dài như thế.", VOICE).pcm
    assert clock.waits[before:] == [60.0]


@pytest.mark.parametrize(
    "answer",
    [(403, {}, b""), (401, {}, b""), (400, {}, b""), (302, {}, b""), (429, {"Retry-After": "86400"}, b"")],
)
def test_a_refusal_is_not_asked_again(translate: Translate, engine: Gtts, answer: Answer) -> None:
    translate.answers = [answer]
    with pytest.raises(TryAgain, match=str(answer[0])) as failure:
        engine.speak(WORDS, VOICE)
    assert len(translate.asked) == 1
    assert "127.0.0.1" not in str(failure.value), "no address belongs in a message: others carry secrets in it"


def test_who_refuses_us_is_not_asked_for_other_sentences_and_the_setting_is_named(
    translate: Translate, engine: Gtts
) -> None:
    translate.answers = [(403, {}, b"")]
    with pytest.raises(TryAgain) as failure:
        engine.speak(WORDS, VOICE)
    assert "bulletin.toml" in str(failure.value.hint)
    with pytest.raises(TryAgain, match="not asked again in this run"):
        engine.speak("Một câu khác.", VOICE)
    assert len(translate.asked) == 1


def test_after_many_failures_in_a_row_the_service_is_left_alone(translate: Translate, engine: Gtts) -> None:
    translate.answers = [(500, {}, b"")]
    said = []
    for number in range(MOST_FAILURES):
        with pytest.raises(TryAgain) as failure:
            engine.speak(f"Câu số {number} của bản tin.", VOICE)
        said.append(str(failure.value))
    assert len(translate.asked) == MOST_FAILURES
    assert sum("does not answer" in words for words in said) == MOST_FAILURES // TRIES
    assert "500" in said[-1]


def test_one_success_makes_failures_forgotten(translate: Translate, engine: Gtts) -> None:
    for _ in range(MOST_FAILURES):
        translate.answers = [(500, {}, b""), GOOD]
        assert engine.speak(WORDS, VOICE).pcm


def test_an_ended_engine_waits_no_longer(translate: Translate) -> None:
    engine = Gtts()
    translate.answers = [(429, {"Retry-After": "100"}, b"")]
    translate.before = lambda _: engine.close()
    with pytest.raises(TryAgain, match="429"):
        engine.speak(WORDS, VOICE)


def test_an_answer_that_says_it_is_huge_or_is_endless_is_stopped(
    translate: Translate, engine: Gtts, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = []

    def endless(asked: BaseHTTPRequestHandler) -> None:
        asked.send_response(200)
        asked.send_header("Content-Length", str(2 * 1024**3))
        asked.end_headers()
        for _ in itertools.count():
            sent.append(asked.wfile.write(b"A" * 65536))

    translate.drip = endless
    with pytest.raises(TryAgain, match="too large"):
        engine.speak(WORDS, VOICE)
    assert len(translate.asked) == 1
    translate.close()
    assert sum(sent) < 64 * 1024**2
    monkeypatch.setattr(translate, "close", lambda: None)


def test_a_compressed_answer_is_not_unpacked(translate: Translate, engine: Gtts) -> None:
    bomb = gzip.compress(b"\0" * 50_000_000)
    translate.answers = [(200, {"Content-Encoding": "gzip"}, bomb)]
    with pytest.raises(TryAgain, match="compressed"):
        engine.speak(WORDS, VOICE)


def test_a_server_that_says_nothing_is_left(
    translate: Translate, engine: Gtts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gtts, "READ", 0.3)
    over = threading.Event()

    def say_nothing(asked: BaseHTTPRequestHandler) -> None:
        translate.drip = None
        over.wait(20)

    translate.drip = say_nothing
    assert engine.speak(WORDS, VOICE).pcm
    over.set()
    assert len(translate.asked) > 1


@pytest.mark.parametrize("headers_first", [True, False])
def test_a_server_that_drips_is_left_after_the_time_for_one_answer(
    translate: Translate, engine: Gtts, monkeypatch: pytest.MonkeyPatch, headers_first: bool
) -> None:
    monkeypatch.setattr(gtts, "WHOLE", 0.2)
    over = threading.Event()

    def drip(asked: BaseHTTPRequestHandler) -> None:
        asked.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Length: 100000\r\n" + b"\r\n" * headers_first)
        while not over.wait(0.01):
            asked.wfile.write(b"x")
            asked.wfile.flush()

    translate.drip = drip
    monkeypatch.setattr(service, "TRIES", 2)
    with pytest.raises(TryAgain, match="too long"):
        engine.speak(WORDS, VOICE)
    over.set()
    assert len(translate.asked) == 2


def test_a_refused_connection_is_told(engine: Gtts, clock: FakeClock, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    Translate.point_at(monkeypatch, f"http://127.0.0.1:{port}")
    with pytest.raises(TryAgain, match="no connection"):
        engine.speak(WORDS, VOICE)
    assert len(clock.waits) == TRIES - 1


def test_a_name_that_cannot_be_looked_up_is_told(engine: Gtts, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*asked: object, **how: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(TryAgain, match="no connection"):
        engine.speak(WORDS, VOICE)


def test_a_certificate_that_nobody_vouches_for_is_not_trusted(
    translate: Translate, engine: Gtts, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    translate.server.socket = context.wrap_socket(translate.server.socket, server_side=True)
    Translate.point_at(monkeypatch, f"https://127.0.0.1:{translate.port}")
    translate.answers = [GOOD]
    with pytest.raises(TryAgain, match="SSLError"):
        engine.speak(WORDS, VOICE)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(CERTIFICATE))
    assert Gtts().speak(WORDS, VOICE).pcm, "the same server, vouched for"


def test_waits_are_the_same_in_every_run(translate: Translate) -> None:
    translate.answers = [(500, {}, b"")]
    first, second = FakeClock(), FakeClock()
    for clock in (first, second):
        with pytest.raises(TryAgain):
            Gtts(clock.clock).speak(WORDS, VOICE)
    assert first.waits == second.waits


def test_another_pace_is_refused_because_the_service_has_none(engine: Gtts) -> None:
    with pytest.raises(BadConfig):
        engine.speak(WORDS, Voice("nhanh", "gtts", pace=110))


def test_a_variant_is_a_domain_and_nothing_else(engine: Gtts) -> None:
    assert (
        engine.version(VOICE)
        == engine.version(Voice("x", "gtts", "com"))
        != engine.version(Voice("x", "gtts", "com.vn"))
    )
    with pytest.raises(BadConfig):
        engine.version(Voice("x", "gtts", "com/evil"))


def test_marks_of_other_languages_reach_the_service_as_words(translate: Translate, engine: Gtts) -> None:
    words = 'Giá <break time="9s"/> tăng & "giảm" \\ 🙂 hôm nay.'
    engine.speak(words, VOICE)
    assert translate.asked == [words]


def test_what_holds_nothing_to_say_is_bad_input(engine: Gtts) -> None:
    with pytest.raises(BadInput, match="nothing to say"):
        engine.speak("🙂 … !", VOICE)


def test_ten_thousand_characters_are_asked_for_in_pieces_that_the_service_takes() -> None:
    words = "chữ " * 2000 + "x" * 2000
    cut = pieces(words, MOST_CHARACTERS)
    assert max(len(piece) for _, piece in cut) <= MOST_CHARACTERS
    assert "".join(piece for _, piece in cut).replace(" ", "") == words.replace(" ", "")


def test_pieces_are_short_complete_and_end_at_marks() -> None:
    text = "Một hai ba bốn năm sáu bảy tám, " * 9 + "chín mười " * 20
    cut = pieces(text, MOST_CHARACTERS)
    assert all(len(piece) <= MOST_CHARACTERS for _, piece in cut)
    assert " ".join(piece for _, piece in cut) == " ".join(text.split())
    assert all(text[offset:].startswith(piece) for offset, piece in cut)
    assert cut[0][1].endswith(",")


def test_the_service_is_asked_for_answers_that_are_not_compressed(
    translate: Translate, engine: Gtts, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[dict[str, str]] = []
    post = requests.post

    def noted(*asked: Any, **how: Any) -> requests.Response:
        sent.append(how["headers"])
        return post(*asked, **how)

    monkeypatch.setattr(requests, "post", noted)
    engine.speak(WORDS, VOICE)
    assert sent[0]["Accept-Encoding"] == "identity"
