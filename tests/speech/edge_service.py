"""The service that edge-tts asks, on the loopback: a WebSocket that answers as told and keeps what it was sent."""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
import threading
from collections.abc import Awaitable, Callable
from xml.etree import ElementTree

import edge_tts.communicate
import pytest
from aiohttp import web

from tests.speech.loopback import mp3

SYLLABLE = 0.25
Reading = Callable[[web.WebSocketResponse, str], Awaitable[None]]


async def read_aloud(socket: web.WebSocketResponse, words: str) -> None:
    """A good answer: turn.start, the times of the words, the sound in parts, turn.end."""
    await socket.send_str("Path:turn.start\r\n\r\n{}")
    await send_times(socket, words)
    await send_sound(socket, mp3(max(0.5, len(words.split()) * SYLLABLE)))
    await socket.send_str("Path:turn.end\r\n\r\n{}")


async def send_times(socket: web.WebSocketResponse, words: str) -> None:
    for index, word in enumerate(re.findall(r"\w+", words)):
        times = {"Offset": int(index * SYLLABLE * 1e7), "Duration": int(0.2e7), "text": {"Text": word}}
        metadata = json.dumps({"Metadata": [{"Type": "WordBoundary", "Data": times}]})
        await socket.send_str(f"Path:audio.metadata\r\n\r\n{metadata}")


async def send_sound(socket: web.WebSocketResponse, sound: bytes) -> None:
    header = b"X-RequestId:1\r\nPath:audio\r\nContent-Type:audio/mpeg\r\n"
    for at in range(0, len(sound), 4096):
        await socket.send_bytes(len(header).to_bytes(2, "big") + header + sound[at : at + 4096])


class EdgeService:
    """`readings` are what is done with each request in their order, the last one for ever: a reading, or the status
    (with headers) that the handshake ends with."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.readings: list[Reading | tuple[int, dict[str, str]]] = [read_aloud]
        self.asked: list[str] = []
        self.documents: list[str] = []
        self.configs: list[str] = []
        self.handshakes = 0
        self._loop = asyncio.new_event_loop()
        self._over = asyncio.Event()
        started = threading.Event()
        self._thread = threading.Thread(target=lambda: self._loop.run_until_complete(self._serve(started)))
        self._thread.start()
        assert started.wait(10)
        monkeypatch.setattr(edge_tts.communicate, "WSS_URL", f"ws://127.0.0.1:{self.port}/edge/v1?TrustedClientToken=t")
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")

    def close(self) -> None:
        self._loop.call_soon_threadsafe(self._over.set)
        self._thread.join()
        self._loop.close()

    async def _serve(self, started: threading.Event) -> None:
        application = web.Application()
        application.router.add_get("/edge/v1", self._answer)
        runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        self.port = int(runner.addresses[0][1])
        started.set()
        await self._over.wait()
        await runner.cleanup()

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        self.handshakes += 1
        reading = self.readings.pop(0) if len(self.readings) > 1 else self.readings[0]
        if isinstance(reading, tuple):
            return web.Response(status=reading[0], headers=reading[1])
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self.configs.append(await socket.receive_str())
        document = (await socket.receive_str()).split("\r\n\r\n", 1)[1]
        self.documents.append(document)
        words = "".join(ElementTree.fromstring(document).itertext())
        self.asked.append(words)
        with contextlib.suppress(ConnectionError):  # who asked has gone away: some tests want that
            await reading(socket, words)
        return socket
