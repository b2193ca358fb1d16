"""The final bulletin, rendered from the page by the same code as `bulletin render`, in a process of its own so that it can
be stopped like that command."""

from __future__ import annotations

import multiprocessing
import signal
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any, NoReturn

from bulletin.errors import BulletinError, Problem
from bulletin.messages import Language, Message, say
from bulletin.preview.session import Wish

if TYPE_CHECKING:
    from bulletin.desk.orders import Rendered

PATIENCE = 10.0
"""Seconds that a stopped render has to leave everything tidy."""


class Finishing:
    """One render at a time. `tell` is called, in a thread of its own, whenever `facts` are others."""

    def __init__(self, wish: Wish, tell: Callable[[], None]) -> None:
        self._wish, self._tell = wish, tell
        self._state = "idle"
        self._stage: Message | None = None
        self._done = self._all = 0
        self._problems: tuple[Problem, ...] = ()
        self._sentences: tuple[Message, ...] = ()
        self._process: multiprocessing.process.BaseProcess | None = None
        self._lock = threading.Lock()

    def facts(self, language: Language) -> dict[str, Any]:
        """What the page shows: `state` is idle, working, done, failed or stopped."""
        return {
            "state": self._state,
            "stage": self._stage.text(language) if self._stage else "",
            "done": self._done,
            "all": self._all,
            "problems": [problem.facts(language) for problem in self._problems],
            "sentences": [sentence.text(language) for sentence in self._sentences],
        }

    def start(self) -> bool:
        """Begin, unless one is at work."""
        with self._lock:
            if self._process is not None:
                return False
            context = multiprocessing.get_context("spawn")
            ours, theirs = context.Pipe(duplex=False)
            self._process = context.Process(target=_render, args=(self._wish, theirs), name="preview-render")
            self._process.start()
            theirs.close()
            self._state, self._stage, self._done, self._all = "working", None, 0, 0
            self._problems, self._sentences = (), ()
            threading.Thread(target=self._follow, args=(ours, self._process), daemon=True).start()
        self._tell()
        return True

    def stop(self) -> None:
        """End what is at work: nothing is published then."""
        with self._lock:
            process = self._process
            if process is None:
                return
            self._state = "stopped"
            process.terminate()
        process.join(PATIENCE)
        if process.is_alive():
            process.kill()
            process.join()

    def close(self) -> None:
        self.stop()

    def _follow(self, pipe: Connection, process: multiprocessing.process.BaseProcess) -> None:
        result: Rendered | BulletinError | None = None
        try:
            while result is None:
                told = pipe.recv()
                if isinstance(told, tuple):
                    self._stage, self._done, self._all = told
                    self._tell()
                else:
                    result = told
        except (EOFError, OSError):
            result = None
        process.join()
        with self._lock:
            self._process = None
            self._conclude(result)
        self._tell()

    def _conclude(self, result: Rendered | BulletinError | None) -> None:
        if isinstance(result, BulletinError):
            self._state, self._problems = "failed", result.problems()
        elif result is not None:
            self._state, self._problems, self._sentences = "done", result.findings, result.sentences()
        elif self._state != "stopped":
            self._state = "failed"
            self._problems = (Problem(say("The render ended without a word: see the terminal")),)


def _render(wish: Wish, pipe: Connection) -> None:
    """The life of the process."""
    from bulletin.desk.orders import Order, render  # most previews never render

    signal.signal(signal.SIGTERM, _leave)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        order = Order(wish.script, None, wish.store, wish.workers, wish.voice)
        pipe.send(render(order, lambda *told: pipe.send(told)))
    except BulletinError as failure:
        pipe.send(failure)


def _leave(*_: object) -> NoReturn:
    raise SystemExit(143)
