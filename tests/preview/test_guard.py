"""What the preview lets in: asked with raw sockets, because every library would tidy up what is asked here (K1 to K10,
K13, K14)."""

from __future__ import annotations

import contextlib
import json
import socket
from collections.abc import Iterator

import pytest

from bulletin.errors import TryAgain
from bulletin.preview import server
from bulletin.preview.guard import MOST_BODY
from bulletin.preview.server import door_at
from cli import main
from tests.preview.conftest import Served

ROUTES = (
    "/",
    "/page/app.js",
    "/words",
    "/events",
    "/opening",
    "/chunk/0",
    "/sound/0",
    "/picture/0",
    "/frame/0/0/small",
    "/font/bold",
    "/nowhere",
)


def ask(served: Served, request: str | bytes, patience: float = 20.0) -> tuple[int, str, bytes]:
    """Status, head and body of the answer to exactly these bytes; status 0 when the connection was just closed."""
    with socket.create_connection(("127.0.0.1", served.port), patience) as connection:
        connection.sendall(request if isinstance(request, bytes) else request.replace("\n", "\r\n").encode("latin-1"))
        answer = b""
        with contextlib.suppress(ConnectionError):
            while b"\r\n\r\n" not in answer and (more := connection.recv(65536)):
                answer += more
            head, _, body = answer.partition(b"\r\n\r\n")
            length = next(
                (int(line[15:]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")), 0
            )
            while len(body) < length and (more := connection.recv(65536)):
                body += more
    if not answer:
        return 0, "", b""
    return int(answer.split()[1]), head.decode("latin-1"), body


def get(served: Served, path: str, *more: str, host: str | None = None) -> tuple[int, str, bytes]:
    lines = [f"GET {path} HTTP/1.1", f"Host: {host or f'127.0.0.1:{served.port}'}", *more, "Connection: close"]
    return ask(served, "\n".join(lines) + "\n\n")


def inside(served: Served) -> str:
    return f"Cookie: bulletin-{served.port}={served.key.secret}"


def post(served: Served, path: str, *more: str, body: str = "{}", origin: str | None = "") -> tuple[int, str, bytes]:
    own = f"http://127.0.0.1:{served.port}" if origin == "" else origin
    lines = [f"POST {path} HTTP/1.1", f"Host: 127.0.0.1:{served.port}", *more, f"Content-Length: {len(body.encode())}"]
    lines += [f"Origin: {own}"] if own is not None else []
    return ask(served, "\n".join([*lines, "Connection: close"]) + "\n\n" + body)


OURS = ("Content-Type: application/json", "X-Bulletin: 1")


def test_k1_the_page_is_on_the_loopback_address_and_there_is_no_option_for_another() -> None:
    with door_at(0) as door:
        assert door.getsockname()[0] == "127.0.0.1"
    assert main(["preview", "x.md", "--host", "0.0.0.0"]) == 2


@pytest.mark.parametrize(
    "host",
    [
        "evil.com:{port}",
        "localhost.evil.com:{port}",
        "127.0.0.1.nip.io:{port}",
        "127.0.0.1",
        "127.0.0.1:1",
        "",
        "0.0.0.0:{port}",
    ],
)
@pytest.mark.parametrize("route", ROUTES)
def test_k2_another_host_is_refused_on_every_route(served: Served, route: str, host: str) -> None:
    named = host.format(port=served.port)
    request = f"GET {route} HTTP/1.1\nHost: {named}\n{inside(served)}\nConnection: close\n\n"
    assert ask(served, request)[0] in (400, 403)


def test_k2_a_request_names_one_host_and_a_path(served: Served) -> None:
    own = f"Host: 127.0.0.1:{served.port}"
    assert ask(served, f"GET / HTTP/1.1\n{own}\n{own}\n\n")[0] == 400
    assert ask(served, "GET / HTTP/1.1\n\n")[0] == 400
    assert ask(served, "GET / HTTP/1.0\n\n")[0] == 403
    assert ask(served, f"GET http://evil.com/ HTTP/1.1\n{own}\nConnection: close\n\n")[0] == 400


ORIGINS = ("http://evil.com", "null", "http://localhost.evil.com", "http://localhost:1", "https://127.0.0.1:{port}")


@pytest.mark.parametrize("origin", ORIGINS)
def test_k3_another_origin_is_refused_for_events_and_for_changes(served: Served, origin: str) -> None:
    named = origin.format(port=served.port)
    assert get(served, "/events", f"Origin: {named}", inside(served))[0] == 403
    assert post(served, "/play-from", inside(served), *OURS, body='{"frame": 1}', origin=named)[0] == 403


def test_k3_what_another_site_embeds_is_refused(served: Served) -> None:
    assert get(served, "/", "Sec-Fetch-Site: cross-site")[0] == 403
    assert get(served, "/words", inside(served), "Sec-Fetch-Site: same-site")[0] == 403


def test_k4_without_origin_nothing_is_changed_and_without_the_key_nothing_is_shown(served: Served) -> None:
    assert post(served, "/play-from", inside(served), *OURS, origin=None)[0] == 403
    assert post(served, "/play-from", *OURS)[0] == 403
    for route in ROUTES[2:]:
        assert get(served, route)[0] == 403


@pytest.mark.parametrize("missing", [0, 1])
def test_k5_a_form_of_another_site_changes_nothing(served: Served, missing: int) -> None:
    kept = [line for place, line in enumerate(OURS) if place != missing]
    assert post(served, "/render", inside(served), *kept)[0] == 403
    assert post(served, "/render", inside(served), "Content-Type: text/plain", "X-Bulletin: 1")[0] == 403


@pytest.mark.parametrize("route", ["/render", "/stop", "/play-from", "/enter"])
def test_k5_no_get_changes_anything(served: Served, route: str) -> None:
    assert get(served, route, inside(served))[0] == 405


PATHS = (
    "/../bulletin.toml", "/..%2fbulletin.toml", "/page/..%2f..%2fguard.py", "/page/%2e%2e/guard.py", "/page/%252e%252e/guard.py",
    "/page/..%5cguard.py", "//etc/passwd", "/page//etc/passwd", "/etc/passwd?raw??", "/.git/config", "/.env", "/page/.git",
    "/page/", "/page", "/chunk/../../etc/passwd", "/chunk/%2e%2e%2fx", "/picture/tin.md", "/picture/..%2ftin.md", "/font/../x",
)  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_k6_no_path_leads_to_a_file(served: Served, path: str) -> None:
    assert get(served, path, inside(served))[0] == 404


def test_k6_a_nul_is_no_path(served: Served) -> None:
    assert get(served, "/page/%00app.js", inside(served))[0] == 400
    assert get(served, "/chunk/a%0ab", inside(served))[0] == 400


def test_k7_only_what_the_newest_drafts_name_is_served_whatever_the_store_holds(served: Served) -> None:
    from bulletin.store import Entry, Store

    assert served.board.view.draft
    store = Store(served.board.view.draft.look.store)
    store.put("ab" * 32, Entry({}, b"another bulletin's take"))
    assert get(served, f"/sound/{'ab' * 32}", inside(served))[0] == 404


@pytest.mark.parametrize("path", ["/", "/page/app.js", "/words", "/nowhere", "/chunk/0"])
def test_k8_every_answer_forbids_what_the_page_does_not_need(served: Served, path: str) -> None:
    _, head, _ = get(served, path, inside(served))
    told = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head.split("\r\n")[1:])}
    policy = told["content-security-policy"]
    assert policy.startswith("default-src 'none'") and "unsafe" not in policy and "frame-ancestors 'none'" in policy
    assert told["x-content-type-options"] == "nosniff"
    assert told["referrer-policy"] == "no-referrer"
    assert told["cross-origin-resource-policy"] == "same-origin"
    assert "access-control-allow-origin" not in told and "server" not in told


def test_k8_refusals_are_guarded_like_answers(served: Served) -> None:
    assert "default-src 'none'" in get(served, "/", host="evil.com")[1]


def test_k9_the_key_is_long_and_buys_a_cookie_that_no_script_can_read(served: Served) -> None:
    assert len(served.key.secret) >= 43  # 256 bits
    status, head, _ = post(served, "/enter", *OURS, body=json.dumps({"key": served.key.secret}))
    assert status == 204 and "HttpOnly" in head and "SameSite=Strict" in head
    for wrong in ("", "x" * 43, served.key.secret[:-1]):
        assert post(served, "/enter", *OURS, body=json.dumps({"key": wrong}))[0] == 403
    assert get(served, "/words", f"Cookie: bulletin-{served.port}=wrong")[0] == 403
    assert get(served, f"/words?key={served.key.secret}")[0] == 403


def test_k9_two_previews_on_one_machine_do_not_take_each_others_cookies(served: Served) -> None:
    assert get(served, "/words", f"Cookie: bulletin-1={served.key.secret}; x=y")[0] == 403
    assert get(served, "/words", f"Cookie: x=y; bulletin-{served.port}={served.key.secret}")[0] == 200


def test_k13_what_is_sent_is_small(served: Served) -> None:
    request = [
        "POST /play-from HTTP/1.1",
        f"Host: 127.0.0.1:{served.port}",
        f"Origin: http://127.0.0.1:{served.port}",
        *OURS,
        inside(served),
    ]
    for length in (MOST_BODY + 1, 10 * 2**30, "9" * 40, "-1", "x"):
        status, _, _ = ask(served, "\n".join([*request, f"Content-Length: {length}"]) + "\n\n")
        assert status in (400, 413)
    assert ask(served, "\n".join([*request, "Transfer-Encoding: chunked"]) + "\n\n")[0] == 413
    assert get(served, "/", "X-Long: " + "x" * 200_000)[0] in (0, 400, 431)
    assert get(served, "/")[0] == 200


@pytest.mark.parametrize(
    "asked", ["bytes=0-", "bytes=x-", "bytes=-5", "bytes=" + ",".join(f"{n}-{n}" for n in range(1000))]
)
def test_k13_a_range_changes_nothing(served: Served, asked: str) -> None:
    status, _, body = get(served, "/page/app.js", f"Range: {asked}")
    assert status == 200 and body == get(served, "/page/app.js")[2]


def test_k13_a_range_behind_the_end_is_refused(served: Served) -> None:
    length = len(get(served, "/page/app.js")[2])
    for asked in (f"bytes={length}-", "bytes=999999999999-", "bytes=999999999999-9999999999999"):
        status, head, body = get(served, "/page/app.js", f"Range: {asked}")
        assert status == 416 and body == b"" and f"content-range: bytes */{length}" in head.lower()


def test_k13_who_reads_nothing_of_what_was_asked_hinders_nobody(served: Served) -> None:
    request = f"GET /page/app.js HTTP/1.1\r\nHost: 127.0.0.1:{served.port}\r\n\r\n".encode()
    with socket.socket() as slow:
        slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        slow.connect(("127.0.0.1", served.port))
        slow.settimeout(1)
        with contextlib.suppress(TimeoutError):
            for _ in range(2000):
                slow.sendall(request)
        slow.settimeout(20)
        assert get(served, "/")[0] == 200
        assert get(served, "/words", inside(served))[0] == 200
        assert slow.recv(12) == b"HTTP/1.1 200"


@contextlib.contextmanager
def _crowd(served: Served, many: int) -> Iterator[list[socket.socket]]:
    crowd = []
    try:
        for _ in range(many):
            crowd.append(socket.create_connection(("127.0.0.1", served.port), 20))
        yield crowd
    finally:
        for connection in crowd:
            connection.close()


def test_k13_two_hundred_silent_connections_are_sent_away(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "FIRST_WORD", 0.2)
    with _crowd(served, 200) as crowd:
        crowd[0].sendall(b"GET / HT")  # a slow head
        for connection in crowd:
            with contextlib.suppress(ConnectionError):
                assert connection.recv(1) == b""
        assert get(served, "/")[0] == 200


def test_k14_a_port_that_is_taken_is_said_and_the_next_free_one_is_found() -> None:
    with door_at(None) as door, door_at(None) as other:
        port = door.getsockname()[1]
        assert other.getsockname()[1] != port
        with pytest.raises(TryAgain) as caught:
            door_at(port)
        assert str(port) in str(caught.value)


def test_playing_from_a_frame_reaches_the_session(served: Served) -> None:
    assert post(served, "/play-from", inside(served), *OURS, body='{"frame": 321}')[0] == 204
    assert served.session.frames[-1] == 321
    for wrong in ('{"frame": -1}', '{"frame": "1"}', '{"frame": 1e9}', "[]", "{", "{}"):
        assert post(served, "/play-from", inside(served), *OURS, body=wrong)[0] == 400


def test_events_begin_with_the_draft_and_what_is_made_of_it(served: Served) -> None:
    with socket.create_connection(("127.0.0.1", served.port), 20) as connection:
        connection.sendall(
            f"GET /events?language=vi HTTP/1.1\r\nHost: 127.0.0.1:{served.port}\r\n{inside(served)}\r\n\r\n".encode()
        )
        told = b""
        while b"event: render" not in told:
            told += connection.recv(65536)
    assert b"event: plan" in told and b"event: progress" in told
