"""A server for one preview, on the loopback address alone, with limits on what a connection may cost."""

from __future__ import annotations

import asyncio
import errno
import socket
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

from bulletin.errors import TryAgain
from bulletin.messages import Language, say
from bulletin.preview.finishing import Finishing
from bulletin.preview.guard import Guard, Key
from bulletin.preview.serving import Board, Site
from bulletin.preview.session import Session, Wish

LOOPBACK = "127.0.0.1"
PORT, PORTS = 8765, 20
"""The first port that is tried where none is asked for, and how many."""
MOST_CONNECTIONS = 96
FIRST_WORD = 5.0
"""Seconds that a connection has to send the head of its first request."""
MOST_HEAD = 16_384


class Connection(H11Protocol):
    """A connection that is closed when it asks for nothing, and not even opened when there are too many."""

    _silence: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        if len(self.connections) > MOST_CONNECTIONS:
            transport.abort()
        self._silence = self.loop.call_later(FIRST_WORD, self._give_up)

    def _give_up(self) -> None:
        if self.cycle is None:  # nothing was asked yet
            self.transport.abort()  # type: ignore[unreachable]

    def connection_lost(self, exc: Exception | None) -> None:
        if self._silence:
            self._silence.cancel()
        super().connection_lost(exc)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a preview is to be seen: a port if one is asked for, the language to begin with."""

    port: int | None = None
    language: Language = "vi"


def serve(wish: Wish, place: Place, ready: Callable[[str], None]) -> None:
    """Show a preview until the process is interrupted. `ready` gets the address, with the key in it, once the page can be
    opened. Raises TryAgain when the port is taken."""
    door = door_at(place.port)
    port = door.getsockname()[1]
    key, board = Key(port), Board()
    finishing = Finishing(wish, board.wake)
    session = Session(wish, board.post)
    site = Site(session, board, key, place.language, finishing)
    server = PageServer(Guard(site.app(), key, port), board, lambda: ready(address(port, key)))
    with door, closing(finishing), closing(site), session:
        server.run(sockets=[door])


def address(port: int, key: Key) -> str:
    """Where the page is. What stands behind `#` stays in the browser."""
    return f"http://{LOOPBACK}:{port}/#{key.secret}"


class PageServer(uvicorn.Server):
    """Serves a page from a board until it is told to stop; `ready` is called when it can be opened."""

    def __init__(self, app: ASGIApp, board: Board, ready: Callable[[], None]) -> None:
        super().__init__(_settings(app))
        self._board, self._ready = board, ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        self._board.open()
        await super().startup(sockets)
        self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._board.close()
        await super().shutdown(sockets)


def _settings(app: ASGIApp) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        http=Connection,
        ws="none",
        lifespan="off",
        loop="asyncio",
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=False,
        proxy_headers=False,
        h11_max_incomplete_event_size=MOST_HEAD,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=2,
    )


def door_at(port: int | None) -> socket.socket:
    """A socket that listens. Raises TryAgain when the port asked for is taken, or all that are tried are."""
    for number in (port,) if port is not None else range(PORT, PORT + PORTS):
        door = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((LOOPBACK, number))
        except OSError as error:
            door.close()
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise
        else:
            door.listen(128)
            return door
    taken = str(port) if port is not None else f"{PORT}–{PORT + PORTS - 1}"
    raise TryAgain(
        say("Port {port} is taken by another program", port=taken),
        hint=say("End that program, leave --port out, or name another one."),
    )
