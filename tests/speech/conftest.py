"""What the tests of online voices share: a service on the loopback and a clock that nobody waits for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.speech.loopback import FakeClock, Translate


@pytest.fixture
def translate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Translate]:
    made = Translate(monkeypatch)
    yield made
    made.close()


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()
