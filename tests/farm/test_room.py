"""How many processes fit the machine."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bulletin.farm import room
from bulletin.farm.room import WORKER_BYTES, free_memory, worker_count


@pytest.mark.parametrize(
    ("cores", "free", "workers"),
    [(8, 100, 8), (8, 3, 3), (2, 1, 1), (2, 0, 1), (4, None, 4)],
)
def test_there_are_as_many_workers_as_cores_and_memory_allow_and_always_one(
    monkeypatch: pytest.MonkeyPatch, cores: int, free: int | None, workers: int
) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(cores)), raising=False)
    monkeypatch.setattr(room, "free_memory", lambda: None if free is None else free * WORKER_BYTES + 1)
    assert worker_count(None) == workers
    assert worker_count(7) == 7, "whoever names a number gets it"


def test_memory_is_what_is_left_of_the_system_and_of_the_container(tmp_path: Path) -> None:
    meminfo = tmp_path / "meminfo"
    meminfo.write_text("MemTotal:  9 kB\nMemAvailable:    2000 kB\n", encoding="ascii")
    assert free_memory(meminfo, tmp_path) == 2_048_000
    (tmp_path / "memory.current").write_text("500\n", encoding="ascii")
    (tmp_path / "memory.max").write_text("max\n", encoding="ascii")
    assert free_memory(meminfo, tmp_path) == 2_048_000
    (tmp_path / "memory.max").write_text("1500\n", encoding="ascii")
    assert free_memory(meminfo, tmp_path) == 1000
    assert free_memory(tmp_path / "none", tmp_path) == 1000
    assert free_memory(tmp_path / "none", tmp_path / "none") is None
