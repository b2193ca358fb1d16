"""The command line run as users run it: fresh processes in a copy of the checkout, outside the repository."""

from __future__ import annotations

import compileall
import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.benchmarks.memory import Peak
from tests.benchmarks.reference import ROOT

SAMPLE = Path("scripts/daily/2026-11-22.md")
CHECKOUT = ("cli.py", "bulletin", "bulletin.toml", "lexicon.tsv", "scripts", "templates", "assets/pictures")
"""The program too: an edit of it meanwhile would change the keys, and everything would be made anew."""
REPEATED = 3


@dataclass(frozen=True, slots=True)
class Run:
    """A finished command: what it printed as JSON, the seconds from start to exit, the peak memory of it all in bytes."""

    answer: dict[str, Any]
    seconds: float
    peak: int


def copy_checkout(folder: Path) -> Path:
    """The program and its newsroom in another folder, which is returned."""
    for name in CHECKOUT:
        source, target = ROOT / name, folder / name
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        elif source.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
    compile_program(folder)
    return folder


def compile_program(folder: Path) -> None:
    """Compile the program in a folder, as it is where it was installed: else every process would compile it anew."""
    compileall.compile_dir(folder / "bulletin", quiet=1)
    compileall.compile_file(folder / "cli.py", quiet=1)


def render(newsroom: Path, script: Path, work: Path, *more: str) -> Run:
    """Render a script of the newsroom at the final profile with one process a core; store and results lie in `work`.

    Raises RuntimeError when it fails."""
    folders = ("--store", str(work / "store"), "--out", str(work / "out"))
    with Peak() as peak:
        seconds, printed = run(newsroom, "render", str(script), *folders, *more, "--json")
    return Run(json.loads(printed), seconds, peak.bytes)


def typical_seconds(newsroom: Path, *arguments: str) -> float:
    """The median time of a command."""
    return statistics.median(run(newsroom, *arguments)[0] for _ in range(REPEATED))


def run(newsroom: Path, *arguments: str) -> tuple[float, str]:
    """Run a command in a fresh process: seconds from start to exit, and what it printed."""
    started = time.perf_counter()
    finished = subprocess.run(
        [sys.executable, "-m", "cli", *arguments],
        cwd=newsroom,
        env=environment(newsroom),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    seconds = time.perf_counter() - started
    if finished.returncode:
        told = finished.stderr[-2000:]
        raise RuntimeError(f"bulletin {' '.join(arguments)} ended with {finished.returncode}:\n{told}")
    return seconds, finished.stdout


def environment(newsroom: Path) -> dict[str, str]:
    """Of a process that is to run the newsroom's copy of the program with a store of its own."""
    inherited = {name: value for name, value in os.environ.items() if name != "BULLETIN_STORE"}
    return {**inherited, "PYTHONPATH": str(newsroom)}
