"""The sample daily on a Dask cluster of this machine, beside as many local workers: the same bytes, and in what time."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from distributed import Client

from tests.benchmarks.commands import SAMPLE, Run, environment, render
from tests.benchmarks.pairs import Pair, ratio, repeated
from tests.benchmarks.pictures import processes

PATIENCE = 60
"""Seconds that the scheduler has to say where it listens."""


def measure(newsroom: Path, rounds: int) -> dict[str, float]:
    """The daily rendered cold on the cluster ÷ rendered cold here. Raises RuntimeError when the bytes differ."""
    with scheduler(newsroom, processes()) as address:
        return {"dask_ratio": ratio(repeated(lambda number: _pair(newsroom, address, number), rounds))}


@contextmanager
def scheduler(newsroom: Path, workers: int) -> Iterator[str]:
    """The address of a scheduler on the loopback with so many workers of one thread each, ended with the block."""
    file = newsroom / "scheduler.json"
    quiet = ("--host", "127.0.0.1", "--no-dashboard")
    with ExitStack() as running:
        _start(running, newsroom, ("scheduler", *quiet, "--port", "0", "--scheduler-file", str(file)))
        address = _address(file)
        for _ in range(workers):
            _start(running, newsroom, ("worker", address, *quiet, "--nthreads", "1", "--no-nanny"))
        with Client(address) as client:
            client.wait_for_workers(workers, timeout=PATIENCE)
        yield address


def _pair(newsroom: Path, address: str, number: int) -> Pair:
    there = render(newsroom, SAMPLE, newsroom / f"dask-{number}", "--on", address)
    here = render(newsroom, SAMPLE, newsroom / f"local-{number}")
    if _digest(there) != _digest(here):
        raise RuntimeError("the cluster made other bytes than this machine")
    return Pair(there.seconds, here.seconds)


def _start(running: ExitStack, newsroom: Path, words: Sequence[str]) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "dask", *words],
        cwd=newsroom,
        env=environment(newsroom),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    running.callback(process.wait)
    running.callback(process.terminate)


def _address(file: Path) -> str:
    """What the scheduler wrote, once it has."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if file.is_file() and file.stat().st_size:
            address: str = json.loads(file.read_text(encoding="utf-8"))["address"]
            return address
        time.sleep(0.1)
    raise RuntimeError(f"the scheduler did not say where it listens within {PATIENCE} s")


def _digest(run: Run) -> str:
    return hashlib.sha256(Path(run.answer["master"]).read_bytes()).hexdigest()
