"""What may reach the preview: this machine's own browser, on this page, with this run's key. Everything else is refused
before any route is looked at, and every answer forbids the browser what the page does not need."""

from __future__ import annotations

import hmac
import re
import secrets
from collections.abc import Iterable
from http.cookies import CookieError, SimpleCookie

from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_BODY = 16_384
"""Bytes of a request; the page sends a few dozen."""
MARK = b"x-bulletin"
"""A header that no page of another origin can send without asking first, and it is never allowed to."""
OPEN = ("/", "/enter")
OPEN_FOLDER = "/page/"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; font-src 'self'; img-src 'self' data:; "
    "media-src blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
    (b"x-frame-options", b"DENY"),
    (b"cache-control", b"no-store"),
)


class Key:
    """What a browser must know: in the address behind `#`, which it keeps to itself, and then in a cookie."""

    def __init__(self, port: int) -> None:
        self.secret = secrets.token_urlsafe(32)
        self._name = f"bulletin-{port}"

    @property
    def cookie(self) -> str:
        return f"{self._name}={self.secret}; Path=/; HttpOnly; SameSite=Strict"

    def is_right(self, secret: str) -> bool:
        return hmac.compare_digest(secret.encode(), self.secret.encode())

    def is_in(self, cookies: str) -> bool:
        """Whether a Cookie header holds it."""
        try:
            morsel = SimpleCookie(cookies).get(self._name)
        except CookieError:
            return False
        return morsel is not None and self.is_right(morsel.value)


class Guard:
    """Stands before the application on `port`."""

    def __init__(self, app: ASGIApp, key: Key, port: int) -> None:
        self._app, self._key = app, key
        self._hosts = frozenset(f"{host}:{port}".encode() for host in ("127.0.0.1", "localhost"))
        self._origins = frozenset(b"http://" + host for host in self._hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return

        asked = _all(list(scope["headers"]), b"range")
        is_beyond = False

        async def guarded(message: Message) -> None:
            nonlocal is_beyond
            if message["type"] == "http.response.start":
                if is_beyond := message["status"] == 200 and _is_beyond(asked, message["headers"]):
                    message = _not_satisfiable(message)
                named = {name for name, _ in message["headers"]}
                more = [pair for pair in HEADERS if pair[0] not in named]
                message = {**message, "headers": [*message["headers"], *more]}
            elif is_beyond:
                message = {**message, "body": b""}
            await send(message)

        status = self._refusal(scope)
        if status:
            await _answer(status, guarded)
        else:
            await self._app(scope, receive, guarded)

    def _refusal(self, scope: Scope) -> int:
        """The status to refuse a request with, 0 for none."""
        headers: list[tuple[bytes, bytes]] = list(scope["headers"])
        hosts, origins = _all(headers, b"host"), _all(headers, b"origin")
        path: str = scope["path"]
        if len(hosts) != 1 or hosts[0] not in self._hosts or len(origins) > 1:
            return 403
        if not path.startswith("/") or not path.isprintable():
            return 400
        if any(origin not in self._origins for origin in origins):
            return 403
        if any(site not in (b"same-origin", b"none") for site in _all(headers, b"sec-fetch-site")):
            return 403
        if scope["method"] not in ("GET", "HEAD") and (refused := self._change_refused(headers, origins)):
            return refused
        if _all(headers, b"transfer-encoding") or any(
            _length(size) > MOST_BODY for size in _all(headers, b"content-length")
        ):
            return 413
        if path not in OPEN and not path.startswith(OPEN_FOLDER):
            cookies = b"; ".join(_all(headers, b"cookie")).decode("latin-1")
            return 0 if self._key.is_in(cookies) else 403
        return 0

    def _change_refused(self, headers: list[tuple[bytes, bytes]], origins: list[bytes]) -> int:
        """What changes something comes from the page itself: it says so in ways that no other page can."""
        is_ours = origins and _all(headers, MARK) == [b"1"]
        is_json = [kind.split(b";")[0].strip() for kind in _all(headers, b"content-type")] == [b"application/json"]
        return 0 if is_ours and is_json else 403


def _is_beyond(asked: list[bytes], headers: Iterable[tuple[bytes, bytes]]) -> bool:
    """Whether only a range behind the end was asked for; any other range gets everything, as is allowed."""
    found = re.fullmatch(rb"bytes=(\d{1,19})-\d*", asked[0].strip()) if len(asked) == 1 else None
    length = next((value for name, value in headers if name == b"content-length"), b"")
    return bool(found and length.isdigit() and int(found[1]) >= int(length))


def _not_satisfiable(message: Message) -> Message:
    length = next(value for name, value in message["headers"] if name == b"content-length")
    return {**message, "status": 416, "headers": [(b"content-range", b"bytes */" + length), (b"content-length", b"0")]}


def _all(headers: Iterable[tuple[bytes, bytes]], name: bytes) -> list[bytes]:
    return [value for key, value in headers if key.lower() == name]


def _length(size: bytes) -> int:
    return int(size) if size.isdigit() and len(size) < 20 else MOST_BODY + 1


async def _answer(status: int, send: Send) -> None:
    await send({"type": "http.response.start", "status": status, "headers": [(b"content-type", b"text/plain")]})
    await send({"type": "http.response.body", "body": str(status).encode()})
