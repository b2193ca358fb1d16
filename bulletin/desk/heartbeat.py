"""The heartbeat: an address that is told when the night's work begins and how it ended. It never changes how that is."""

from __future__ import annotations

import urllib.request
from collections.abc import Callable
from urllib.error import URLError
from urllib.parse import urlsplit

TRIES = 5
SECONDS = 10
"""For one try: the longest that a deaf address holds up the night is a minute."""
SCHEMES = ("http", "https")


class _Still(urllib.request.HTTPRedirectHandler):
    """Follows no one elsewhere: the address is the newsroom's, where it sends us is not."""

    def redirect_request(self, *_: object, **__: object) -> None:
        return None


def beat(address: str, word: str) -> bool:
    """Tell the address a word ('start', or the exit code) as the last part of its path; whether it answered.

    An empty address is told nothing. No failure is raised."""
    if not address:
        return True
    url = f"{address.rstrip('/')}/{word}"
    if urlsplit(url).scheme not in SCHEMES:
        return False
    opener = urllib.request.build_opener(_Still)
    return any(_answers(lambda: opener.open(url, timeout=SECONDS)) for _ in range(TRIES))


def _answers(ask: Callable[[], object]) -> bool:
    try:
        answer = ask()
    except (URLError, OSError, ValueError):
        return False
    getattr(answer, "close", bool)()
    return True
