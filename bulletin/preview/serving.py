"""The preview's pages and bytes: every thing by its key, and only what the session's newest drafts name; never a path."""

from __future__ import annotations

import asyncio
import io
import json
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

from PIL import Image
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from bulletin.brand.style import SHAPES
from bulletin.errors import BulletinError
from bulletin.messages import LANGUAGES, Language
from bulletin.picture.photos import load
from bulletin.picture.values import Chunk
from bulletin.preview import fragments
from bulletin.preview.describing import plan_of, progress_of
from bulletin.preview.finishing import Finishing
from bulletin.preview.guard import Key
from bulletin.preview.projector import WIDTHS, Projector
from bulletin.preview.session import MADE, Session, View
from bulletin.preview.words import words
from bulletin.rundown.values import Asset, Clip
from bulletin.store import Entry, Store, digest

PAGE = Path(__file__).with_name("page")
KINDS = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
WIDEST = 1280
"""Pixels of a picture as the page shows it."""
MOST_LISTENERS = 16
COALESCE, ALIVE = 0.03, 15.0
"""Seconds: changes nearer than this are told together; and how long nothing at all is told."""
OLD_DRAFTS = 24
"""How many drafts back a page may still ask for something."""


class Board:
    """The newest view, and who waits for the next one. `post` is called in the session's thread, all else in the loop's."""

    def __init__(self) -> None:
        self.view = View()
        self.is_closed = False
        self._loop: asyncio.AbstractEventLoop | None = None
        self._waiting: set[asyncio.Event] = set()
        self._served: list[tuple[int, dict[str, Asset | None]]] = []

    def open(self) -> None:
        self._loop = asyncio.get_running_loop()

    def post(self, view: View) -> None:
        self.view = view
        self._serve(view)
        self._call(self._wake)

    def wake(self) -> None:
        """Something else has changed."""
        self._call(self._wake)

    def close(self) -> None:
        self.is_closed = True
        self._wake()

    def holds(self, key: str) -> bool:
        """Whether the newest drafts name something by this key."""
        return any(key in served for _, served in self._served)

    def asset(self, key: str) -> Asset | None:
        return next((served[key] for _, served in reversed(self._served) if served.get(key)), None)

    @property
    def listeners(self) -> int:
        return len(self._waiting)

    async def changes(self) -> AsyncIterator[bool]:
        """One turn for every change, and one (False) when nothing has changed for a while; ends when the preview does."""
        event = asyncio.Event()
        self._waiting.add(event)
        try:
            yield True
            while not self.is_closed:
                try:
                    await asyncio.wait_for(event.wait(), ALIVE)
                except TimeoutError:
                    yield False
                    continue
                await asyncio.sleep(COALESCE)
                event.clear()
                yield True
        finally:
            self._waiting.discard(event)

    def _serve(self, view: View) -> None:
        if view.draft is None:
            return
        named: dict[str, Asset | None] = {part.key: None for part in view.draft.parts}
        named |= {sound.key: None for sound in view.sounds}
        named |= {asset.digest: asset for asset in view.draft.inputs.assets.values()}
        if self._served and self._served[-1][0] == view.version:
            named |= self._served[-1][1]
            self._served[-1] = (view.version, named)
        else:
            self._served = [*self._served[-OLD_DRAFTS:], (view.version, named)]

    def _call(self, action: Callable[[], None]) -> None:
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(action)

    def _wake(self) -> None:
        for event in self._waiting:
            event.set()


class Site:
    """The routes."""

    def __init__(self, session: Session, board: Board, key: Key, language: Language, finishing: Finishing) -> None:
        self._session, self._board, self._key = session, board, key
        self._language, self._finishing = language, finishing
        self._projector = Projector()
        self._heads: dict[str, tuple[bytes, str]] = {}
        self._files = {path.name: path.read_bytes() for path in sorted(PAGE.iterdir()) if path.suffix in KINDS}

    def close(self) -> None:
        self._projector.close()

    def app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/", self._page),
                Route("/page/{name}", self._page),
                Route("/enter", self._enter, methods=["POST"]),
                Route("/words", self._words),
                Route("/events", self._events),
                Route("/opening", self._opening),
                Route("/chunk/{key}", self._chunk),
                Route("/sound/{key}", self._sound),
                Route("/picture/{key}", self._picture),
                Route("/frame/{key}/{number:int}/{size}", self._frame),
                Route("/font/{name}", self._font),
                Route("/play-from", self._play_from, methods=["POST"]),
                Route("/shape", self._shape, methods=["POST"]),
                Route("/render", self._render, methods=["POST"]),
                Route("/stop", self._stop, methods=["POST"]),
            ]
        )

    @property
    def _store(self) -> Store:
        draft = self._board.view.draft
        assert draft is not None, "a key that the board holds comes from a draft"
        return Store(draft.look.store)

    async def _page(self, request: Request) -> Response:
        name = request.path_params.get("name", "index.html")
        content = self._files.get(name)
        if content is None:
            return Response(status_code=404)
        return Response(content, media_type=KINDS[Path(name).suffix])

    async def _enter(self, request: Request) -> Response:
        asked = await _sent(request)
        if not self._key.is_right(str(asked.get("key", ""))):
            return Response(status_code=403)
        return Response(status_code=204, headers={"set-cookie": self._key.cookie})

    async def _words(self, request: Request) -> Response:
        language = self._spoken(request)
        return JSONResponse({"language": language, "words": words(language)})

    def _spoken(self, request: Request) -> Language:
        named = request.query_params.get("language")
        return next((language for language in LANGUAGES if language == named), self._language)

    # --- what changes ---

    async def _events(self, request: Request) -> Response:
        if self._board.listeners >= MOST_LISTENERS:
            return Response(status_code=503)
        return StreamingResponse(self._told(self._spoken(request)), media_type="text/event-stream")

    async def _told(self, language: Language) -> AsyncIterator[str]:
        shown, told, rendered = -1, "", ""
        async for is_change in self._board.changes():
            if not is_change:
                yield ": \n\n"
                continue
            view = self._board.view
            if view.version != shown:
                shown = view.version
                yield _event("plan", json.dumps(plan_of(view, language), ensure_ascii=False))
            progress = json.dumps(progress_of(view, language), ensure_ascii=False)
            if progress != told:
                told = progress
                yield _event("progress", progress)
            finishing = json.dumps(self._finishing.facts(language), ensure_ascii=False)
            if finishing != rendered:
                rendered = finishing
                yield _event("render", finishing)

    # --- bytes ---

    def _entry(self, request: Request) -> Entry | None:
        key = request.path_params["key"]
        return self._store.get(key) if self._board.holds(key) else None

    def _opening(self, _request: Request) -> Response:
        """The same for every chunk of the profile, so any one will do."""
        view = self._board.view
        profile = view.draft.look.profile.name if view.draft else ""
        for part, state in zip(view.draft.parts, view.states, strict=True) if view.draft else ():
            if profile not in self._heads and state in MADE and (entry := self._store.get(part.key)):
                chunk = Chunk.from_entry(entry)
                content = fragments.opening(chunk.extradata, chunk.width, chunk.height)
                self._heads[profile] = content, fragments.codec(chunk.extradata)
        if profile not in self._heads:
            return Response(status_code=404)
        content, codec = self._heads[profile]
        return Response(content, media_type="video/mp4", headers={"x-codec": codec})

    def _chunk(self, request: Request) -> Response:
        entry = self._entry(request)
        if entry is None:
            return Response(status_code=404)
        return Response(fragments.fragment(Chunk.from_entry(entry)), media_type="video/mp4")

    def _sound(self, request: Request) -> Response:
        entry = self._entry(request)
        return Response(entry.payload if entry else b"", 200 if entry else 404, media_type="application/octet-stream")

    def _picture(self, request: Request) -> Response:
        asset = self._board.asset(request.path_params["key"])
        if asset is None or isinstance(asset, Clip):
            return Response(status_code=404)
        key = digest("preview picture", asset.digest, WIDEST)
        entry = self._store.get(key)
        if entry is None:
            try:
                image = load(Path(asset.path), asset.digest, (0, 0, 0), WIDEST)
            except BulletinError:
                return Response(status_code=404)
            image.thumbnail((WIDEST, WIDEST), Image.Resampling.LANCZOS)
            written = io.BytesIO()
            image.save(written, "JPEG", quality=82)
            entry = Entry({}, written.getvalue())
            self._store.put(key, entry)
        return Response(entry.payload, media_type="image/jpeg")

    def _frame(self, request: Request) -> Response:
        """A frame of a clip."""
        asset, number = self._board.asset(request.path_params["key"]), request.path_params["number"]
        width = WIDTHS.get(request.path_params["size"])
        if not isinstance(asset, Clip) or width is None or number >= asset.frames:
            return Response(status_code=404)
        key = digest("preview frame", asset.digest, number, width)
        entry = self._store.get(key)
        if entry is None:
            content = self._projector.show(asset, number, width)
            if content is None:
                return Response(status_code=404)
            entry = Entry({}, content)
            self._store.put(key, entry)
        return Response(entry.payload, media_type="image/jpeg")

    def _font(self, request: Request) -> Response:
        draft, name = self._board.view.draft, request.path_params["name"]
        if draft is None or name not in draft.inputs.pack.fonts:
            return Response(status_code=404)
        return Response(Path(draft.inputs.pack.fonts[name].file.path).read_bytes(), media_type="font/ttf")

    # --- what the page asks for ---

    async def _play_from(self, request: Request) -> Response:
        frame = (await _sent(request)).get("frame")
        if not isinstance(frame, int) or not 0 <= frame < 10**7:
            return Response(status_code=400)
        self._session.play_from(frame)
        return Response(status_code=204)

    async def _shape(self, request: Request) -> Response:
        asked = (await _sent(request)).get("shape")
        shape = next((shape for shape in SHAPES if shape == asked), None)
        if shape is None:
            return Response(status_code=400)
        self._session.show(shape)
        return Response(status_code=204)

    async def _render(self, _request: Request) -> Response:
        return Response(status_code=202 if self._finishing.start() else 409)

    async def _stop(self, _request: Request) -> Response:
        self._finishing.stop()
        return Response(status_code=202)


async def _sent(request: Request) -> dict[str, Any]:
    """What a request says, nothing for what is no JSON object."""
    try:
        sent = json.loads(await request.body())
    except ValueError:
        return {}
    return sent if isinstance(sent, dict) else {}


def _event(name: str, content: str) -> str:
    return f"event: {name}\ndata: {content}\n\n"
