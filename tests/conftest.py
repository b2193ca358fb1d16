"""What all tests share: no network but the loopback, no store but a temporary one."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Any

import pytest

BROWSERLESS = "browser: "
"""How the reason begins for which a test that needs a browser is skipped."""
LOOPBACK = ("127.0.0.1", "::1", "localhost")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden", action="store_true", help="draw the pictures that plates are compared with anew")


@pytest.fixture(autouse=True)
def no_network_but_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that reaches outside fails with the address it wanted."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in LOOPBACK:
            raise AssertionError(f"a test wanted to reach {address}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(autouse=True)
def own_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """English messages and a store of the test's own, whatever the machine is set to."""
    monkeypatch.setenv("BULLETIN_LANG", "en")
    monkeypatch.setenv("BULLETIN_STORE", str(tmp_path / "store"))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say in the last lines that the browser was left out, and how to get it."""
    skipped = terminalreporter.stats.get("skipped", [])
    if left_out := sum(BROWSERLESS in str(report.longrepr) for report in skipped):
        terminalreporter.write_line(
            f"{left_out} tests of the preview's page were left out: no Chromium is installed."
            " (Debian: apt install chromium)"
        )
