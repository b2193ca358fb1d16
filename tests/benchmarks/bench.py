"""The benchmark: one run measures the program, as ratios where possible, prints a table and writes out/bench.json.

    python -m tests.benchmarks.bench [--quick]

A machine that does something else at the same time spoils it: `load_before` tells."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from tests.benchmarks import commands, daily, pictures
from tests.benchmarks.reference import ROOT

REPORT = ROOT / "out" / "bench.json"
DIGITS = {"×": 2, "ratio": 3, "s": 2, "MB": 0, "fps": 1, "Mb/s": 2, "SSIM": 4, "": 0, "load": 2}
"""Decimals shown, by unit."""
MEASURES: dict[str, tuple[str, str]] = {
    "realtime": ("×", "sample daily: programme time ÷ time of a whole cold render"),
    "cold_seconds": ("s", "the whole cold render, empty store, fresh process"),
    "programme_seconds": ("s", "length of the sample daily"),
    "unchanged_seconds": ("s", "rendered again, nothing changed"),
    "unchanged_ratio": ("ratio", "÷ cold"),
    "edit_sentence_ratio": ("ratio", "one word changed, ÷ cold"),
    "edit_sentence_takes": ("", "takes made anew for it"),
    "edit_sentence_shots": ("", "shots made anew for it"),
    "edit_picture_ratio": ("ratio", "another picture in one place, ÷ cold"),
    "edit_picture_takes": ("", "takes made anew for it"),
    "edit_picture_shots": ("", "shots made anew for it"),
    "edit_headline_ratio": ("ratio", "one title changed, ÷ cold"),
    "edit_headline_takes": ("", "takes made anew for it"),
    "edit_headline_shots": ("", "shots made anew for it"),
    "peak_mb_6min": ("MB", "most memory of all processes, sample daily, cold"),
    "peak_mb_1min": ("MB", "the same for its first two stories, cut short"),
    "peak_growth": ("ratio", "the one ÷ the other"),
    "short_programme_seconds": ("s", "length of the two stories"),
    "mean_shot_seconds": ("s", "shots of the sample, on average"),
    "longest_shot_seconds": ("s", "the longest shot of the sample"),
    "picture_ratio_veryfast": ("ratio", "60 s reference: our render ÷ x264 alone on the same frames"),
    "picture_fps": ("fps", "our render of the reference, all processes"),
    "compose_fps": ("fps", "composing on one core: moving still, bug, strap, credit"),
    "encode_fps": ("fps", "x264 alone, a process"),
    "workers_speedup": ("×", "the reference with 1 worker ÷ with 2"),
    "ssim": ("SSIM", "the reference's worst shot, luma"),
    "mbps": ("Mb/s", "the reference's packets"),
    "help_seconds": ("s", "bulletin --help, median of 3"),
    "check_seconds": ("s", "bulletin check of the sample, median of 3"),
    "cores": ("", "cores that may be used"),
    "load_before": ("load", "processes that ran in the minute before: 0 is a quiet machine"),
}
"""Every measure in the order shown: its unit and what it says."""


def main(arguments: list[str] | None = None) -> int:
    """Measure, print, write; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.bench", description="Measure the program.")
    parser.add_argument("--quick", action="store_true", help="leave out the renders of the sample daily")
    measured: dict[str, float] = {}
    for part in _parts(quick=parser.parse_args(arguments).quick):
        measured |= part
        write(measured, REPORT)
    sys.stdout.write(table(measured))
    return 0


def table(measured: Mapping[str, float]) -> str:
    """The measures as lines of a table, in the order of MEASURES."""
    rows = [
        (name, f"{measured[name]:.{DIGITS[unit]}f}", "" if unit in ("ratio", "load", "SSIM") else unit, meaning)
        for name, (unit, meaning) in MEASURES.items()
        if name in measured
    ]
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(3)]
    return "".join(
        f"{name:<{widths[0]}}  {value:>{widths[1]}} {unit:<{widths[2]}}  {meaning}\n"
        for name, value, unit, meaning in rows
    )


def write(measured: Mapping[str, float], path: Path) -> None:
    """One flat object, keys sorted, six decimals."""
    path.parent.mkdir(parents=True, exist_ok=True)
    rounded = {name: round(value, 6) for name, value in measured.items()}
    path.write_text(json.dumps(rounded, indent=2, sort_keys=True) + "\n", encoding="utf-8")


def _parts(*, quick: bool) -> Iterator[dict[str, float]]:
    """The measures, group by group, so that what was measured is kept when a later group fails."""
    with tempfile.TemporaryDirectory(prefix="bulletin-bench-") as folder:
        newsroom = commands.copy_checkout(Path(folder) / "newsroom")
        groups: list[Callable[[], dict[str, float]]] = [
            _machine,
            lambda: _starts(newsroom),
            lambda: pictures.measure(Path(folder) / "store"),
        ]
        if not quick:
            groups.append(lambda: daily.measure(newsroom))
        for group in groups:
            yield group()


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
