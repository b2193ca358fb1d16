"""A newsroom of the test's own being previewed: as a draft without any picture made, or live with its workers."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import pytest

from bulletin.desk.inputs import gather, open_script
from bulletin.picture.values import PROFILES, Look
from bulletin.preview.drafting import Draft, drafted
from bulletin.preview.finishing import Finishing
from bulletin.preview.guard import Guard, Key
from bulletin.preview.server import PageServer, door_at
from bulletin.preview.serving import Board, Site
from bulletin.preview.session import Session, View, Wish
from tests.desk.conftest import Newsroom, make_newsroom, newsroom, warm_store

__all__ = ["newsroom", "warm_store"]

PATIENCE = 120.0
"""Seconds that anything may take on a machine that does other things too."""


def until(is_so: Callable[[], object], patience: float = PATIENCE) -> None:
    """Wait for a condition; the test fails when it never comes."""
    end = time.monotonic() + patience
    while not is_so():
        assert time.monotonic() < end, "what was waited for never came"
        threading.Event().wait(0.02)


def draft_of(newsroom: Newsroom, takes: Any = None) -> Draft:
    inputs = gather(open_script(newsroom.script))
    return drafted(inputs, takes or {}, Look(inputs.pack, PROFILES["draft"], newsroom.store))


@pytest.fixture(scope="session")
def still_newsroom(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    """A newsroom that no test changes."""
    folder = tmp_path_factory.mktemp("preview")
    return make_newsroom(folder / "newsroom", folder / "store")


@pytest.fixture(scope="session")
def draft(still_newsroom: Newsroom) -> Draft:
    return draft_of(still_newsroom)


class Watcher:
    """Stands where the session stands, and remembers from where was to be played."""

    def __init__(self) -> None:
        self.frames: list[int] = []

    def play_from(self, frame: int) -> None:
        self.frames.append(frame)


@dataclass
class Served:
    """A page that is being served: its port and key, what stands behind it."""

    port: int
    key: Key
    board: Board
    session: Watcher


@pytest.fixture(scope="session")
def served(draft: Draft, still_newsroom: Newsroom) -> Iterator[Served]:
    """The real server with all its walls, in front of a draft of which nothing is made."""
    door = door_at(0)
    port = door.getsockname()[1]
    key, board, session = Key(port), Board(), Watcher()
    finishing = Finishing(Wish(still_newsroom.script), board.wake)
    site = Site(cast(Session, session), board, key, "en", finishing)
    ready = threading.Event()
    server = PageServer(Guard(site.app(), key, port), board, ready.set)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [door]})
    thread.start()
    ready.wait(PATIENCE)
    board.post(View(draft, 1, "w" * len(draft.parts)))
    yield Served(port, key, board, session)
    server.should_exit = True
    thread.join(PATIENCE)
    door.close()


@dataclass
class Live:
    """A session at work on a newsroom, and everything it has shown."""

    newsroom: Newsroom
    session: Session
    views: list[View]

    @property
    def view(self) -> View:
        return self.views[-1]

    @property
    def is_whole(self) -> bool:
        """Whether everything is made, and all of the mix is there."""
        view = self.views[-1] if self.views else View()
        mixed = view.sounds and all(sound.channels == 2 for sound in view.sounds)
        return not view.is_broken and bool(view.states) and set(view.states) == {"r"} and bool(mixed)

    @property
    def titles(self) -> list[str]:
        draft = self.view.draft
        return [line.title for line in draft.rundown.lines] if draft else []


@pytest.fixture(scope="session")
def live_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("live")


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory, live_folder: Path) -> Iterator[Live]:
    """A session that the tests of a module share; each leaves the script as it found it."""
    newsroom = make_newsroom(tmp_path_factory.mktemp("newsroom") / "n", live_folder / "store")
    views: list[View] = []
    with Session(Wish(newsroom.script, newsroom.store, None, 2), views.append) as session:
        shown = Live(newsroom, session, views)
        until(lambda: shown.is_whole)
        yield shown
