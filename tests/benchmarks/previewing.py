"""The preview as an editor meets it: the first picture with an empty store, edits until they are seen and heard in the
player, and what is left of memory and processes after many of them. In a browser that is open already."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psutil

from tests.benchmarks.commands import SAMPLE
from tests.benchmarks.edits import headline_changed, sentence_changed
from tests.preview.browsing import Page, browser, program

EDITS = 200
ROUNDS = 5
SHOWN = (
    "() => window.preview?.plan && preview.progress?.version === preview.plan.version && preview.player.isShown"
    " && !document.getElementById('video').seeking"
)
HEARD = (
    "() => { const at = preview.plan.sentences[NUMBER]; return preview.progress.guesses[NUMBER] === '0'"
    " && preview.progress.sounds.some(([, , start, length]) => start <= at[0] * 1920 && at[0] * 1920 < start + length); }"
)


def measure(newsroom: Path, edits: int = EDITS) -> dict[str, float]:
    """Seconds, megabytes and processes; nothing where there is no Chromium."""
    executable = program()
    if executable is None:
        return {}
    script = newsroom / SAMPLE
    text = script.read_text(encoding="utf-8")
    try:
        with browser(executable) as chromium, tempfile.TemporaryDirectory(prefix="bulletin-bench-") as store:
            page = Page(chromium.new_context(viewport={"width": 1440, "height": 900}).new_page())
            return _measured(newsroom, page, Path(store), edits)
    finally:
        script.write_text(text, encoding="utf-8")


def _measured(newsroom: Path, page: Page, store: Path, edits: int) -> dict[str, float]:
    started = time.monotonic()
    command = [
        sys.executable,
        str(newsroom / "cli.py"),
        "preview",
        str(SAMPLE),
        "--store",
        str(store),
        "--voice",
        "espeak",
    ]
    with subprocess.Popen(
        [*command, "--port", "0", "--no-browser"], cwd=newsroom, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr
        found = re.search(r"http://\S+", process.stderr.readline())
        assert found
        page.page.goto(found[0])
        page.until(SHOWN)
        first = time.monotonic() - started
        page.until("() => [...preview.progress.states].every(state => state === 'r')", 600)
        script = newsroom / SAMPLE
        sentences = [_edit(page, script, sentence_changed) for _ in range(ROUNDS)]
        headlines = [_edit(page, script, headline_changed) for _ in range(ROUNDS)]
        for _ in range(max(0, edits - 2 * ROUNDS)):
            _edit(page, script, sentence_changed)
        family = [psutil.Process(process.pid), *psutil.Process(process.pid).children(recursive=True)]
        memory = family[0].memory_info().rss
        process.terminate()
        process.wait()
        _, alive = psutil.wait_procs(family, 10)
    return {
        "preview_first_seconds": first,
        "preview_edit_seconds": sorted(sentences)[ROUNDS // 2],
        "preview_headline_seconds": sorted(headlines)[ROUNDS // 2],
        "preview_memory_mb": memory / 1e6,
        "preview_leaked": len(alive),
    }


def _edit(page: Page, script: Path, change: Callable[[str], str]) -> float:
    """Seconds from a save until its picture is in the player and its sound can be heard. The player stands at the place."""
    version = page.look("preview.plan.version")
    text = change(script.read_text(encoding="utf-8"))
    started = time.monotonic()
    script.write_text(text, encoding="utf-8")
    page.until(f"() => preview.plan.version > {version}")
    number = page.look("() => preview.edited.size ? Math.min(...preview.edited) : -1")
    if number >= 0:
        page.look(f"preview.player.go(preview.plan.sentences[{number}][0])")
        page.until(HEARD.replace("NUMBER", str(number)))
    else:
        page.look(
            "preview.player.go(preview.plan.lines.findLast(line => line.start <= preview.plan.frames / 2).start + 30)"
        )
    page.until(SHOWN)
    return time.monotonic() - started
