"""The preview at work: one thread that hears of saved files, finished chunks and spoken sentences, and keeps a picture of
the bulletin that a page can show at any moment.

What is made depends on the newest script alone: work that nobody wants any more does not begin, and what was begun is
kept under its own key, where it can do no harm. A script that cannot be read leaves the last good draft standing."""

from __future__ import annotations

import tempfile
import threading
from collections import deque
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from multiprocessing import Pipe, connection
from pathlib import Path
from typing import Any

from bulletin.brand.style import Shape
from bulletin.desk.inputs import Inputs, gather, open_script
from bulletin.desk.paces import Paces
from bulletin.desk.soundtrack import MeasureJob
from bulletin.desk.speaking import Spoken
from bulletin.desk.storeroom import trim
from bulletin.desk.workshop import Run, store_folder, usable_store
from bulletin.errors import BulletinError, Problem
from bulletin.farm import Standing, worker_count
from bulletin.newsroom import find_newsroom
from bulletin.picture.render import ChunkJob, PieceJob
from bulletin.picture.values import PROFILES, Look, Profile
from bulletin.preview.drafting import Draft, Part, drafted, told_first
from bulletin.preview.drafting import Spoken as Asked
from bulletin.preview.listening import Ear, Sound
from bulletin.preview.priority import due
from bulletin.preview.voicing import Heard, Voices, are_online, batches
from bulletin.preview.watching import Watch, settled, sources
from bulletin.rundown.fit import Fit
from bulletin.speech.keeping import kept_folder
from bulletin.speech.values import Take
from bulletin.store import Store, digest

DRAFTS: dict[Shape, Profile] = {
    "wide": PROFILES["draft"],
    "vertical": PROFILES["vertical-draft"],
    "square": PROFILES["square-draft"],
}
"""How a draft is made in each shape of the frame."""
MODULES = ("bulletin.picture.render",)
READY, GUESSED, MAKING, WAITING, ESTIMATE, FAULTY = "rgmwep"
"""States of a chunk; of one whose length is an estimate there may be a picture (`g`) or none yet (`e`)."""
MADE = READY + GUESSED
SOON = 4
"""Chunks that are made before the sound is mixed."""
LEAVING = 5.0
"""Seconds that voices have to end when the preview does."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be previewed, where finished work is kept, in whose voice, with how many processes."""

    script: Path
    store: Path | None = None
    voice: str | None = None
    workers: int | None = None


@dataclass(frozen=True, slots=True)
class View:
    """All that a page shows at one moment. `version` counts drafts; `states` has a letter for every part of the draft;
    `is_broken` says that the script cannot be read now and the draft is the last good one."""

    draft: Draft | None = field(default=None, compare=False)
    version: int = 0
    states: str = ""
    sounds: tuple[Sound, ...] = ()
    problems: tuple[Problem, ...] = ()
    is_broken: bool = False


class Session:
    """One bulletin being previewed. `tell` gets every new view, in the session's thread."""

    def __init__(self, wish: Wish, tell: Callable[[View], None]) -> None:
        self.wish = wish
        self.newsroom = find_newsroom(wish.script.resolve().parent)
        self.view = View()
        self._tell = tell
        self._crew = Standing(worker_count(wish.workers), *MODULES)
        self._bell, self._cord = Pipe(duplex=False)
        self._told: deque[tuple[str, Any]] = deque()
        self._thread = threading.Thread(target=self._live, name="preview-session", daemon=True)
        self._ended = threading.Event()
        self._watch = Watch(lambda paths: self._ring("saved", paths))
        self.failure: Exception | None = None

    def __enter__(self) -> Session:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._watch.close()
        self._ring("end", None)
        self._thread.join()
        if self.failure:
            raise self.failure

    def play_from(self, frame: int) -> None:
        """What is seen from this frame on is made first."""
        self._ring("playhead", frame)

    def show(self, shape: Shape) -> None:
        """The bulletin in another shape of the frame."""
        self._ring("shape", shape)

    def _ring(self, kind: str, value: Any) -> None:
        self._told.append((kind, value))
        try:
            self._cord.send_bytes(b".")
        except OSError:  # the session has ended
            return

    # --- the session's own thread ---

    def _live(self) -> None:
        try:
            with ExitStack() as stack:
                stack.callback(self._crew.close)
                work = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bulletin-")))
                store, warnings = usable_store(store_folder(self.wish.store, self.newsroom), work, 0)
                stack.enter_context(store.lease())
                desk = Desk(self.wish, store, self._crew, lambda heard: self._ring("heard", heard))
                stack.callback(desk.close)
                desk.warnings = warnings
                desk.read()
                self._show(desk)
                self._work(desk)
                trim(store, self.newsroom.store_limit)
        except Exception as failure:
            self.failure = failure
        finally:
            self._ended.set()

    def _work(self, desk: Desk) -> None:
        while True:
            connection.wait([self._bell, *self._crew.pipes])
            while self._bell.poll():
                self._bell.recv_bytes()
            told, self._told = self._told, deque()
            if any(kind == "end" for kind, _ in told):
                return
            if desk.collect():  # a picture that is there does not wait for the next draft
                self._show(desk)
            desk.take_in(dict(told), [value for kind, value in told if kind == "heard"])
            self._show(desk)

    def _show(self, desk: Desk) -> None:
        self._watch.on(sources(self.wish.script, self.newsroom, desk.draft.inputs if desk.draft else None))
        view = desk.view()
        if view != self.view:
            self.view = view
            self._tell(view)


class Desk:
    """What the session knows, and what it does next. Only its thread touches it."""

    def __init__(self, wish: Wish, store: Store, crew: Standing, tell: Callable[[Heard], None]) -> None:
        run = Run(store, crew.size, _silent, kept=kept_folder(wish.script))
        self.draft: Draft | None = None
        self.warnings: tuple[Problem, ...] = ()
        self._wish, self._store, self._crew = wish, store, crew
        self._shape: Shape = "wide"
        self._voices = Voices(run, tell)
        self._ear = Ear(store)
        self._asked = 0
        self._read: Inputs | None = None
        self._fit: Fit | None = None
        self._is_fitted = False
        self._version = 0
        self._playhead: int | None = None
        self._takes: dict[Asked, Take] = {}
        self._spoken: Spoken | None = None
        self._made: set[str] = set()
        self._fresh: frozenset[str] = frozenset()
        self._settled: frozenset[str] = frozenset()
        self._failed: dict[str, Problem] = {}
        self._unread: tuple[Problem, ...] = ()
        self._unheard: tuple[Problem, ...] = ()
        self._is_opening = True
        """Nothing was seen yet: all there is works for the first picture."""

    def close(self) -> None:
        self._voices.close(LEAVING)

    def read(self) -> None:
        """Read everything anew, plan it, and have spoken what is missing."""
        settled(self._wish.script)
        try:
            opened = open_script(self._wish.script)
            inputs = gather(opened, self._wish.voice, Paces(self._store.root), self._shape)
            self._settled = frozenset(part.key for part in self.draft.parts) if self.draft else frozenset()
            self._fit = self._fit if self._read and self._read.fit == inputs.fit else None
            self._read, self._is_fitted = inputs, False
            auto = self._spoken.auto if self._spoken else ""
            if self._is_opening:  # voices read while the draft is planned
                self._ask(inputs, auto)
            self._plan()
        except BulletinError as failure:
            self._unread = failure.problems()
            return
        self._unread, self._unheard, self._failed, self._spoken = (), (), {}, None
        if not self._is_opening:
            self._ask(self._planned, auto)

    def _ask(self, inputs: Inputs, auto: str) -> None:
        """Have spoken what is missing, at first what the first picture needs."""
        first = told_first(inputs) if self._is_opening else ()
        self._asked = self._voices.ask(batches(inputs, self._takes, first), inputs, auto)

    def _seen_first(self, draft: Draft) -> Part:
        """What the player stands on."""
        return draft.part_at(draft.first_story if self._playhead is None else self._playhead)

    @property
    def _planned(self) -> Inputs:
        """The bulletin as it is shown."""
        assert self.draft is not None
        return self.draft.inputs

    def _bring_into_slot(self) -> bool:
        """Apply the fit that rendering would make, once for what was read, now that every take is there; whether it is
        another one."""
        assert self.draft is not None
        fit, is_fitted, self._is_fitted = self.draft.foreseen.fit, self._is_fitted, True
        if is_fitted or fit == self.draft.inputs.fit:
            return False
        self._fit = fit
        self._plan()
        self._ask(self._planned, self._spoken.auto if self._spoken else "")
        return True

    def _show_in(self, shape: Shape) -> None:
        """The draft in another shape; where the brand pack or a text has none, that is said and the old one stays."""
        before, self._shape = self._shape, shape
        self.read()
        if self._unread and before != shape:
            refused, self._shape = self._unread, before
            self.read()
            self._unheard = tuple(replace(problem, severity="warning") for problem in refused)

    def collect(self) -> bool:
        """Take in the work that is finished; whether there was any."""
        finished = list(self._crew.finished())
        for job, result in finished:
            self._collect(job, result)
        return bool(finished)

    def take_in(self, told: dict[str, Any], heard: list[Heard]) -> None:
        """What happened since the last time, all at once, and then the work that follows from it."""
        self._playhead = told.get("playhead", self._playhead)
        for answer in heard:
            self._listen(answer)
        if "shape" in told:
            self._show_in(told["shape"])
        elif "saved" in told:
            self.read()
        elif any(answer.takes for answer in heard) and self.draft:
            self._plan()
        self._open(is_heard=bool(heard))
        self._hand_out()
        for answer in heard:
            self._ear.hear(answer.takes)
        whole = next((answer.whole for answer in heard if answer.whole and answer.wish == self._asked), None)
        if whole and self.draft and not self.draft.is_estimate:
            if not self._bring_into_slot():
                self._ear.complete(self.draft, whole)
            self._hand_out()

    def view(self) -> View:
        draft = self.draft
        if draft is None:
            return View(problems=(*self.warnings, *self._unread), is_broken=bool(self._unread))
        notes = self._unread or (*draft.notes, *(self._spoken.notes if self._spoken else ()))
        problems = dict.fromkeys((*self.warnings, *notes, *self._unheard, *self._failed.values()))
        sounds = self._ear.sounds(draft)
        return View(draft, self._version, self._states(draft), sounds, tuple(problems), bool(self._unread))

    def _plan(self) -> None:
        """The draft anew, from what was gathered and the takes there are."""
        assert self._read is not None
        look = Look(self._read.pack, DRAFTS[self._read.pack.shape], self._store.root)
        self.draft = drafted(self._read, self._takes, look, self._fit, self.draft)
        self._version += 1
        self._ear.changed()
        keys = frozenset(part.key for part in self.draft.parts)
        self._made |= {key for key in keys - self._made if self._store.holds(key)}
        self._fresh = keys - self._settled if self._settled else frozenset()

    def _listen(self, heard: Heard) -> None:
        self._takes |= heard.takes
        if heard.wish != self._asked:
            return
        self._spoken = heard.whole or self._spoken
        if heard.failure:
            self._unheard = heard.failure.problems()

    def _collect(self, job: Any, result: Any) -> None:
        if isinstance(result, BulletinError):
            self._failed |= dict.fromkeys((_name(job),), result.problems()[0])
        elif isinstance(job, ChunkJob):
            self._store.put(job.key, result.to_entry())
            self._made.add(job.key)
        elif not isinstance(job, PieceJob):
            self._ear.collect(job, result)

    def _open(self, *, is_heard: bool) -> None:
        """Go on to everything else once the first picture is there, or cannot be had by what was heard."""
        if self.draft is None or not self._is_opening:
            return
        first = self._seen_first(self.draft)
        is_hopeless = first.is_estimate and (is_heard or are_online(self.draft.inputs))
        if is_hopeless or first.key in self._made | self._failed.keys():
            self._is_opening = False
            self._voices.go_on()

    def _hand_out(self) -> None:
        if self.draft is None:
            return
        draft = self.draft
        busy = {_name(job) for job in self._crew.busy}
        first = self._seen_first(draft)
        playhead = first.span.start if self._playhead is None else self._playhead
        guessing = draft.is_estimate and are_online(draft.inputs)
        done = self._made | self._failed.keys() | busy
        pictures = due(draft, done, self._fresh, playhead, with_estimates=guessing)
        if any(isinstance(job, PieceJob) for job in self._crew.busy):
            pictures = tuple(job for job in pictures if not isinstance(job, PieceJob))
        if self._is_opening:
            self._crew.want(() if first.is_estimate or first.key in done else pictures[:1])
            return
        sounds = [job for job in self._ear.jobs(playhead) if _name(job) not in busy | self._failed.keys()]
        self._crew.want((*pictures[:SOON], *sounds, *pictures[SOON:]))

    def _states(self, draft: Draft) -> str:
        busy = {_name(job) for job in self._crew.busy}

        def state(key: str, is_estimate: bool) -> str:
            if key in self._made:
                return GUESSED if is_estimate else READY
            if key in self._failed:
                return FAULTY
            if key in busy:
                return MAKING
            return ESTIMATE if is_estimate else WAITING

        return "".join(state(part.key, part.is_estimate) for part in draft.parts)


def _name(job: Any) -> str:
    """What tells a job from others: its key, or the sources that it measures."""
    return job.key if not isinstance(job, MeasureJob) else digest("measure", job.sources)


def _silent(*_: object) -> None:
    """Progress is seen on the page."""
