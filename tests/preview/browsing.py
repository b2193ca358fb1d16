"""A real browser for tests: Debian's Chromium, driven by Playwright, offline, and waited for without guessing."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--autoplay-policy=no-user-gesture-required",
)  # fmt: skip
PATIENCE = 60.0


def program() -> str | None:
    """The browser's program, None where there is none."""
    named = os.environ.get("BULLETIN_CHROMIUM")
    return named or next((found for name in PROGRAMS if (found := shutil.which(name))), None)


class Page:
    """The preview's page. `errors` are everything the browser complained about."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.errors: list[str] = []
        page.on("console", self._said)
        page.on("response", self._answered)
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _said(self, said: Any) -> None:
        if said.type in ("error", "warning"):
            self.errors.append(said.text)

    def _answered(self, answer: Any) -> None:
        if answer.status >= 400:
            self.errors.append(f"{answer.status} {answer.url}")

    def look(self, expression: str) -> Any:
        """What an expression is worth in the page."""
        return self.page.evaluate(expression)

    def until(self, expression: str, patience: float = PATIENCE) -> Any:
        """Wait until an expression is true; its value. (The page's policy forbids the browser's own way of waiting.)"""
        end = time.monotonic() + patience
        while not (value := self.look(expression)):
            assert time.monotonic() < end, f"never: {expression}"
            self.page.wait_for_timeout(20)
        return value

    def text(self, selector: str) -> str:
        return str(self.page.locator(selector).first.text_content() or "")

    def settled(self) -> None:
        """Wait until everything is made and the picture at the playhead is shown."""
        self.until(
            "() => preview.plan && preview.progress?.version === preview.plan.version && !preview.progress.is_broken"
            " && [...preview.progress.states].every(s => s === 'r') && preview.player.isShown"
        )

    def seek(self, frame: int) -> None:
        """Go to a frame, and wait until the browser shows it."""
        self.look(f"preview.player.pause(), preview.player.go({frame})")
        self.until(
            f"() => preview.player.isShown && !document.getElementById('video').seeking && Math.floor(document.getElementById('video').currentTime * 25) === {frame}"
        )

    def picture(self) -> list[int]:
        """The picture shown, as 16 × 9 grey values, once the browser has decoded one."""
        self.until("() => (video => video.readyState >= 2 && !video.seeking)(document.getElementById('video'))")
        values: list[int] = self.look(
            "() => { const c = new OffscreenCanvas(16, 9).getContext('2d');"
            " c.drawImage(document.getElementById('video'), 0, 0, 16, 9);"
            " const d = c.getImageData(0, 0, 16, 9).data;"
            " return Array.from({length: 144}, (_, i) => Math.round((d[4*i] * 299 + d[4*i+1] * 587 + d[4*i+2] * 114) / 1000)); }"
        )
        return values


@contextmanager
def browser(executable: str) -> Iterator[Any]:
    """A browser, offline but for this machine."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=list(FLAGS))
        yield chromium
        chromium.close()
