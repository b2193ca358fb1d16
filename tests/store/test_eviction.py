"""Making room: the longest unused goes first, what is needed stays, and no clock can empty the store."""

from __future__ import annotations

import errno
import fcntl
import json
import os
import platform
import shutil
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from bulletin.store import Store, digest, read_size, size_words
from tests.store.conftest import ENTRY, KEY, age, files, filled


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


def each(store: Store) -> int:
    """Bytes of one entry of a filled store."""
    return store.size() // len(store.entries())


def test_what_was_used_longest_ago_goes_first(store: Store) -> None:
    keys = filled(store, 10)
    store.get(keys[0])
    done = store.prune(4 * each(store))
    assert store.entries() == tuple(sorted([keys[0], *keys[7:]]))
    assert (done.removed, done.size, done.is_over) == (6, store.size(), False)


def test_a_store_within_its_limit_is_left_alone(store: Store) -> None:
    filled(store, 3)
    assert store.prune(store.size()).removed == 0


def test_a_rehearsal_counts_and_removes_nothing(store: Store) -> None:
    keys = filled(store, 4)
    before = store.size()
    done = store.prune(0, is_rehearsal=True)
    assert (done.removed, done.freed, done.size) == (4, before, 0)
    assert store.entries() == tuple(sorted(keys))


def test_what_is_pinned_stays_until_it_is_released(store: Store) -> None:
    keys = filled(store, 4)
    store.pin("2026-W47", keys[:2])
    store.pin("tuần 48/2026", [keys[1], digest("not there yet")])
    assert store.pins()["2026-W47"] == frozenset(keys[:2])
    assert store.prune(0).is_over
    assert store.entries() == tuple(sorted(keys[:2]))
    store.unpin("2026-W47")
    store.unpin("2026-W47")
    store.prune(0)
    assert store.entries() == (keys[1],)


def test_a_damaged_pin_is_set_aside_and_told(store: Store) -> None:
    store.pin("week", [KEY])
    next(store.root.glob("pins/*")).write_bytes(b"{")
    assert not store.pins()
    assert store.damaged == ["week"]
    assert (store.root / "damaged" / "week.json").exists()


def test_what_a_run_used_or_made_stays_while_it_works(store: Store) -> None:
    keys = filled(store, 4)
    with Store(store.root).lease():
        store.get(keys[0])
        store.put(KEY, ENTRY)
        done = store.prune(0)
        assert store.entries() == tuple(sorted([keys[0], KEY]))
        assert done.is_over
        assert [run.process for run in store.runs()] == [os.getpid()]
    assert not store.runs()
    assert not list(store.root.glob("*run-*"))
    store.prune(0)
    assert not store.entries()


def test_what_a_run_used_shortly_before_it_was_noted_last_is_covered_too(store: Store) -> None:
    keys = filled(store, 1)
    age(files(store, keys[0])[1], 0.9)
    with store.lease():
        store.get(keys[0])
        assert store.prune(0).removed == 0


def test_the_oldest_of_several_runs_counts(store: Store) -> None:
    keys = filled(store, 6)
    with store.lease():
        age(next(store.root.glob("run-*.lease")), 3.5)
        with store.lease():
            store.prune(0)
    assert store.entries() == tuple(sorted(keys[3:]))


def _lease(store: Store, content: str, hours: float) -> Path:
    """What is left of a run whose process is gone, or is another machine's."""
    path = store.root / "run-left.lease"
    path.write_text(content, encoding="utf-8")
    age(path, hours)
    return path


@pytest.mark.parametrize(("host", "hours", "lives"), [(platform.node(), 1, False), ("another", 23, True),
                                                      ("another", 25, False)])  # fmt: skip
def test_a_run_that_was_killed_holds_nothing_and_another_machine_is_believed_for_a_day(
    store: Store, host: str, hours: float, lives: bool
) -> None:
    filled(store, 3)
    path = _lease(store, json.dumps({"host": host, "process": 1}), hours)
    assert bool(store.runs()) is lives
    assert bool(store.prune(0).removed) is not lives
    assert path.exists() is (hours < 24)


def test_a_lease_that_cannot_be_read_is_believed_for_a_day(store: Store) -> None:
    filled(store, 1)
    _lease(store, "{", 5)
    assert store.prune(0).removed == 0


def test_on_a_disk_without_locks_a_lease_is_believed_for_a_day(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(store, 1)

    def without_locks(*_: Any) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", without_locks)
    with store.lease():
        age(next(store.root.glob("run-*.lease")), 5)
        assert store.prune(0).removed == 0
        age(next(store.root.glob("run-*.lease")), 25)
        assert not store.runs()


def test_a_store_that_cannot_be_written_is_used_without_a_lease(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with Store(tmp_path / "file").lease():
        assert not Store(tmp_path / "file").runs()


def test_a_lease_survives_that_the_store_goes_away(store: Store) -> None:
    with store.lease():
        shutil.rmtree(store.root)
    assert not store.root.exists()


def test_an_entry_used_since_stock_was_taken_stays(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    keys = filled(store, 2)
    stock = store.stock()
    store.get(keys[0])
    monkeypatch.setattr("bulletin.store.eviction.take_stock", lambda _: stock)
    store.prune(0)
    assert [store.holds(key) for key in keys] == [True, False]


def test_uses_in_the_future_remove_nothing_more_and_count_as_now(store: Store) -> None:
    keys = filled(store, 6)
    for number, key in enumerate(keys):
        age(files(store, key)[1], -365 * 24 - number)
    assert store.prune(4 * each(store)).removed == 2
    assert store.entries() == tuple(sorted(keys[2:]))
    assert all(item.used <= files(store, item.key)[1].stat().st_ctime_ns for item in store.stock().items)


def test_a_clock_set_back_under_a_run_removes_nothing(store: Store) -> None:
    filled(store, 3)
    with store.lease():
        age(next(store.root.glob("run-*.lease")), -365 * 24)
        assert store.prune(0).removed == 0


def test_a_clock_set_forward_removes_no_more_than_the_limit_asks_for(store: Store) -> None:
    keys = filled(store, 4)
    for key in keys:
        age(files(store, key)[1], 365 * 24)
    assert store.prune(store.size()).removed == 0


@pytest.mark.parametrize(("hours", "goes"), [(23, False), (25, True)])
def test_half_written_and_damaged_files_go_when_they_are_a_day_old(store: Store, hours: float, goes: bool) -> None:
    store.put(KEY, ENTRY)
    left = [files(store)[0].with_name(f".{KEY}.bin.x1.part"), store.root / "damaged" / "x.bin",
            store.root / ".run-x.part"]  # fmt: skip
    for path in left:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"left over")
        age(path, hours)
    store.prune(store.size())
    assert [path.exists() for path in left] == [not goes] * 3
    assert store.holds(KEY)


def test_a_half_written_file_of_a_run_that_still_works_stays(store: Store) -> None:
    store.put(KEY, ENTRY)
    part = files(store)[0].with_name(f".{KEY}.bin.x1.part")
    part.write_bytes(b"half")
    age(part, 26)
    with store.lease():
        age(next(store.root.glob("run-*.lease")), 27)
        store.prune(0)
    assert part.exists()


def test_half_an_entry_goes_like_an_entry(store: Store) -> None:
    store.put(KEY, ENTRY)
    files(store)[1].unlink()
    done = store.prune(0)
    assert (done.removed, done.size) == (0, 0)


def test_what_is_not_the_stores_own_is_neither_counted_nor_touched(store: Store, tmp_path: Path) -> None:
    store.put(KEY, ENTRY)
    size = store.size()
    outside = tmp_path / "photo.jpg"
    outside.write_bytes(b"x" * 1000)
    shelf = files(store)[0].parent
    (shelf / f"{KEY[:2]}link.bin").symlink_to(outside)
    (shelf / "note.json").write_bytes(b"{}")
    (store.root / "read me.txt").write_bytes(b"mine")
    assert store.size() == size
    store.prune(0)
    assert outside.exists()
    assert (shelf / "note.json").exists()
    assert (store.root / "read me.txt").exists()


class _Disk(NamedTuple):
    total: int
    used: int
    free: int


def test_room_is_made_as_far_as_something_can_be_spared(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    keys = filled(store, 6)
    one = each(store)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: _Disk(0, 0, 1_000_000))
    store.make_room(1_000_000)
    assert len(store.entries()) == 6
    store.make_room(1_000_000 + 2 * one)
    assert store.entries() == tuple(sorted(keys[2:]))
    store.make_room(10**12)
    assert not store.entries()


@pytest.mark.parametrize(
    ("text", "size"),
    [("20 GB", 20 * 10**9), ("1,5 tb", 15 * 10**11), ("0.5GB", 5 * 10**8), ("0MB", 0), ("20", None), ("-1 GB", None),
     ("GB", None), ("20 GiB", None), ("", None)],
)  # fmt: skip
def test_a_size_is_read_as_people_write_it(text: str, size: int | None) -> None:
    assert read_size(text) == size


@pytest.mark.parametrize(("size", "words"), [(0, "0 MB"), (999_400_000, "999 MB"), (999_600_000, "1.0 GB"),
                                             (12_340_000_000, "12.3 GB")])  # fmt: skip
def test_a_size_is_told_in_few_digits(size: int, words: str) -> None:
    assert str(size_words(size)) == words
