"""Voice services on the loopback, made by the tests: they answer as told and count what they are asked."""

from __future__ import annotations

import base64
import functools
import io
import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote

import av
import gtts
import numpy as np
import pytest

from bulletin.speech.voices.service import Clock

Answer = tuple[int, dict[str, str], bytes]


class FakeClock:
    """A clock that moves only when it is waited by."""

    def __init__(self) -> None:
        self.waits: list[float] = []
        self.clock = Clock(now=lambda: sum(self.waits), wait=lambda _, seconds: self.waits.append(seconds))


@functools.cache
def mp3(seconds: float, level: int = 8000) -> bytes:
    """A tone as a service would send speech."""
    file = io.BytesIO()
    tone = (level * np.sin(np.arange(int(24_000 * seconds)) * 0.1)).astype(np.int16).reshape(1, -1)
    with av.open(file, "w", format="mp3") as container:
        stream = container.add_stream("libmp3lame", rate=24_000, layout="mono")
        stream.bit_rate = 48_000
        frame = av.AudioFrame.from_ndarray(tone, format="s16", layout="mono")
        frame.sample_rate = 24_000
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return file.getvalue()


def spoken_answer(sound: bytes) -> Answer:
    encoded = base64.b64encode(sound).decode()
    return 200, {}, f')]}}\'\n\n[["wrb.fr","jQ1olc","[\\"{encoded}\\"]",null,null,null,"generic"]]\n'.encode()


def read(words: str) -> Answer:
    """The answer to words: a tone as long as they take."""
    return spoken_answer(mp3(max(0.5, round(len(words.split()) / 4, 1))))


class Translate:
    """What gTTS asks: gives the prepared answers in their order, the last one for ever, or speech when there are none.

    `before` is called with the words of each request before it is answered, `after` when its answer is on its way."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch | None = None) -> None:
        self.answers: list[Answer] = []
        self.asked: list[str] = []
        self.before: Callable[[str], None] = lambda _: None
        self.after: Callable[[str], None] = lambda _: None
        self.drip: Callable[[BaseHTTPRequestHandler], None] | None = None
        service = self

        class Asked(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                words = json.loads(json.loads(unquote(body).split("f.req=", 1)[1].rstrip("&"))[0][0][1])[0]
                service.asked.append(words)
                service.before(words)
                if service.drip:
                    service.drip(self)
                    return
                status, headers, content = service._next(words)
                self.send_response(status)
                for name, value in ({"Content-Length": str(len(content))} | headers).items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(content)
                service.after(words)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it
                """Quiet."""

        class Quiet(ThreadingHTTPServer):
            def handle_error(self, request: object, client_address: object) -> None:
                """Who asked has gone away: some tests want that."""

        self.server = Quiet(("127.0.0.1", 0), Asked)
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01})
        self.thread.start()
        if monkeypatch:
            self.point_at(monkeypatch, f"http://127.0.0.1:{self.port}")

    @property
    def port(self) -> int:
        return self.server.server_port

    @staticmethod
    def point_at(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
        url: Callable[..., str] = lambda tld="com", path="": f"{address}/{path}"  # noqa: E731
        monkeypatch.setattr(gtts.tts, "_translate_url", url)
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")

    def close(self) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()

    def _next(self, words: str) -> Answer:
        if not self.answers:
            return read(words)
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
