"""The heartbeat tells an address how the night went, and nothing that the address does changes the night."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from bulletin.desk import heartbeat
from bulletin.desk.heartbeat import TRIES, beat


class Listener:
    """An address on the loopback that answers with the prepared codes, the last one for ever."""

    def __init__(self) -> None:
        self.codes = [200]
        self.asked: list[str] = []
        listener = self

        class Asked(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                listener.asked.append(self.path)
                code = listener.codes.pop(0) if len(listener.codes) > 1 else listener.codes[0]
                self.send_response(code)
                self.send_header("Location", "http://127.0.0.1:9/elsewhere")
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it
                """Quiet."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Asked)
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01})
        self.thread.start()
        self.address = f"http://127.0.0.1:{self.server.server_port}/nhip/tuan"

    def close(self) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


@pytest.fixture
def listener(monkeypatch: pytest.MonkeyPatch) -> Iterator[Listener]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    made = Listener()
    yield made
    made.close()


def test_the_beginning_and_the_exit_code_are_told(listener: Listener) -> None:
    """J12."""
    assert beat(listener.address, "start") and beat(f"{listener.address}/", "12")
    assert listener.asked == ["/nhip/tuan/start", "/nhip/tuan/12"]


def test_an_address_that_fails_is_asked_again_a_few_times(listener: Listener) -> None:
    """J12."""
    listener.codes = [500, 500, 200]
    assert beat(listener.address, "0")
    listener.codes = [500]
    assert not beat(listener.address, "0")
    assert len(listener.asked) == 3 + TRIES


def test_an_address_that_is_down_or_slow_only_costs_its_bounded_time(
    listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """J12."""
    monkeypatch.setattr(heartbeat, "SECONDS", 0.05)
    held = threading.Event()
    monkeypatch.setattr(listener.server, "finish_request", lambda *_: held.wait(10))
    assert not beat(listener.address, "0")
    held.set()
    assert not beat("http://127.0.0.1:9/none", "0")


def test_nobody_is_followed_elsewhere(listener: Listener) -> None:
    listener.codes = [302]
    assert not beat(listener.address, "start")


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://127.0.0.1/x", "no address"])
def test_only_web_addresses_are_asked(address: str) -> None:
    assert not beat(address, "start")


def test_without_an_address_nothing_is_told() -> None:
    assert beat("", "start")
