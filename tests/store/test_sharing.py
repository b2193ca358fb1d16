"""Several processes on one store: nobody is disturbed by what the others put, use and remove."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from bulletin.store import Store

ROOT = Path(__file__).parents[2]

WORK = """
import sys
from pathlib import Path
from bulletin.store import Entry, Store, digest

store = Store(Path(sys.argv[1]))
with store.lease():
    for turn in range(3):
        for number in range(12):
            key, payload = digest(number), bytes([number]) * 60_000
            found = store.get(key)
            assert found is None or found.payload == payload, number
            if found is None:
                store.put(key, Entry({"number": number}, payload))
        if "removes" in sys.argv:
            for key in store.entries():
                store.remove(key)
        assert not store.prune(10**9).removed
print(len(store.damaged))
"""


def _crew(store: Store, *arguments: str) -> list[tuple[int, str, str]]:
    """Eight processes at the same work at once."""
    crew = [
        subprocess.Popen(
            [sys.executable, "-c", WORK, str(store.root), *arguments],
            cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
        )
        for _ in range(8)
    ]  # fmt: skip
    told = [process.communicate() for process in crew]
    return [(process.returncode, *words) for process, words in zip(crew, told, strict=True)]


def test_eight_processes_put_the_same_entries(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    assert _crew(store) == [(0, "0\n", "")] * 8
    assert len(store.entries()) == 12
    assert all(store.check(key) for key in store.entries())
    assert not [path for path in store.root.rglob("*") if path.suffix in (".part", ".lease")]


def test_eight_processes_read_while_entries_are_removed_under_them(tmp_path: Path) -> None:
    assert _crew(Store(tmp_path / "store"), "removes") == [(0, "0\n", "")] * 8


def test_what_a_killed_process_left_does_not_hold_the_store(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    killed = "import os, sys; from pathlib import Path; from bulletin.store import Store\n"
    killed += "lease = Store(Path(sys.argv[1])).lease(); lease.__enter__(); os.kill(os.getpid(), 9)"
    subprocess.run([sys.executable, "-c", killed, str(store.root)], cwd=ROOT, check=False)
    assert list(store.root.glob("run-*.lease"))
    assert not store.runs()
