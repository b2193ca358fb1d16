"""The benchmark: one run measures the program, as ratios where possible, prints a table and writes out/bench.json and
out/bench.md.

    python -m tests.benchmarks.bench [--quick | --full]

A machine that does something else at the same time spoils it: `load_before` tells."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.benchmarks import (
    alignment,
    cluster,
    commands,
    daily,
    footage,
    peers,
    pictures,
    previewing,
    reckoning,
    routine,
    stages,
    weekly,
)
from tests.benchmarks.pairs import ROUNDS
from tests.benchmarks.reference import ROOT, jobs, look
from tests.benchmarks.report import table, write

FOLDER = ROOT / "out"
STAGED = 6
"""Chunks of the reference whose stages are told apart: half of them."""

Part = Callable[[], dict[str, float]]


def main(arguments: list[str] | None = None) -> int:
    """Measure, print, write; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.bench", description="Measure the program.")
    extent = parser.add_mutually_exclusive_group()
    extent.add_argument("--quick", action="store_true", help="everything once, and no render of the sample daily")
    extent.add_argument("--full", action="store_true", help="a quarter of an hour and the cluster as well")
    asked = parser.parse_args(arguments)
    started = time.monotonic()
    commands.compile_program(ROOT)
    measured: dict[str, float] = {}
    for part in _parts(quick=asked.quick, full=asked.full):
        measured |= part
        measured |= growth(measured) | {"bench_minutes": (time.monotonic() - started) / 60}
        write(measured, FOLDER)
    sys.stdout.write(table(measured))
    return 0


def growth(measured: dict[str, float]) -> dict[str, float]:
    """How much more memory one programme takes than another, when two were measured."""
    peaks = [value for name, value in measured.items() if name.startswith("peak_mb_")]
    return {"peak_growth": max(peaks) / min(peaks)} if len(peaks) > 1 else {}


def _parts(*, quick: bool, full: bool) -> Iterator[dict[str, float]]:
    """The measures, group by group, so that what was measured is kept when a later group fails."""
    rounds = 1 if quick else ROUNDS
    with tempfile.TemporaryDirectory(prefix="bulletin-bench-") as name:
        folder = Path(name)
        newsroom = commands.copy_checkout(folder / "newsroom")
        parts: list[Part] = [
            _machine,
            lambda: _starts(newsroom),
            lambda: pictures.measure(folder / "pictures", rounds),
            lambda: pictures.in_fresh_process(stages.shares, jobs(look(folder / "stages"))[:STAGED]),
            lambda: footage.measure(folder / "footage", rounds),
            lambda: peers.measure(folder / "peers", rounds),
            alignment.measure,
            reckoning.measure,
        ]
        if not quick:
            parts.append(lambda: daily.measure(newsroom, rounds))
            parts.append(lambda: previewing.measure(newsroom))
            parts.append(lambda: routine.measure(newsroom, newsroom / "work-0"))
        if full:
            parts += [
                lambda: daily.measure_long(newsroom),
                lambda: weekly.measure(newsroom),
                lambda: cluster.measure(newsroom, rounds),
            ]
        for part in parts:
            yield part()


def _machine() -> dict[str, float]:
    return {"cores": len(os.sched_getaffinity(0)), "load_before": os.getloadavg()[0]}


def _starts(newsroom: Path) -> dict[str, float]:
    """How long the small commands take."""
    return {
        "help_seconds": commands.typical_seconds(newsroom, "--help"),
        "check_seconds": commands.typical_seconds(newsroom, "check", str(commands.SAMPLE)),
    }


if __name__ == "__main__":
    sys.exit(main())
