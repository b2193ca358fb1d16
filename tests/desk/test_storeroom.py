"""The store as its keeper sees it: what is told of it, and that it stays within its limit."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bulletin.desk import storeroom
from bulletin.errors import NotFound
from bulletin.messages import Message
from bulletin.store import Entry, Store, digest
from tests.desk.conftest import quietly
from tests.store.conftest import age, files, filled


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    (tmp_path / "bulletin.toml").write_text('[store]\nlimit = "1 MB"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return Store(tmp_path / ".store")


def told(sentences: tuple[Message, ...]) -> str:
    return "\n".join(str(sentence) for sentence in sentences)


def test_the_newsrooms_store_is_shown_with_all_that_holds_it(store: Store) -> None:
    keys = filled(store, 3)
    store.pin("2026-W47", keys[:2])
    with store.lease():
        shelf, size = storeroom.show(None), store.size()
    facts = shelf.as_json()
    assert (facts["entries"], facts["bytes"], facts["limit"]) == (3, size, 10**6)
    assert (facts["pins"], facts["runs"][0]["process"]) == ({"2026-W47": 2}, os.getpid())
    assert facts["oldest"] < facts["runs"][0]["since"]
    words = told(shelf.sentences())
    assert all(part in words for part in ("3 entries", "of at most 1 MB", "2026-W47, 2 entries", str(os.getpid())))


def test_a_store_that_is_not_there_is_shown_empty_and_not_made(store: Store) -> None:
    assert storeroom.show(None).as_json()["entries"] == 0
    assert not store.root.exists()


def test_a_named_store_needs_no_newsroom_and_an_unnamed_one_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert storeroom.show(tmp_path / "store").limit == 20 * 10**9
    with pytest.raises(NotFound):
        storeroom.show(None)


def test_verifying_counts_what_is_sound_and_notes_no_use(store: Store) -> None:
    keys = filled(store, 3)
    files(store, keys[1])[0].write_bytes(b"damaged")
    before = files(store, keys[0])[1].stat().st_mtime_ns
    verified = storeroom.verify(None, quietly)
    assert (verified.entries, verified.damaged) == (2, (keys[1],))
    assert files(store, keys[0])[1].stat().st_mtime_ns == before
    assert storeroom.verify(None, quietly).damaged == ()


def test_pruning_keeps_to_the_newsrooms_limit_unless_another_is_named(store: Store) -> None:
    filled(store, 3, 450_000)
    rehearsal = storeroom.prune(None, is_rehearsal=True)
    assert "Would be removed: 1 entries, 0 MB. Would be left: 1 MB." in told(rehearsal.sentences())
    assert len(store.entries()) == 3
    assert storeroom.prune(None).as_json()["removed"] == 1
    assert storeroom.prune(None, 0).pruning.size == 0


def test_pruning_tells_what_it_may_not_remove(store: Store) -> None:
    store.pin("week", filled(store, 2))
    cleared = storeroom.prune(None, 0)
    assert cleared.as_json()["over"]
    assert "More cannot be removed" in told(cleared.sentences())


def test_a_run_that_needs_more_than_the_limit_is_warned_once_and_loses_nothing(store: Store) -> None:
    old = filled(store, 3)
    with store.lease():
        mine = [digest("mine", number) for number in range(4)]
        for key in mine:
            store.put(key, Entry({}, bytes(5000)))
        warnings = storeroom.trim(store, 10_000)
    assert [warning.severity for warning in warnings] == ["warning"]
    assert store.entries() == tuple(sorted(mine))
    assert not any(store.holds(key) for key in old)


def test_a_run_within_the_limit_removes_only_what_is_oldest_and_says_nothing(store: Store) -> None:
    keys = filled(store, 4)
    with store.lease():
        store.get(keys[0])
        age(files(store, keys[1])[1], 50)
        assert storeroom.trim(store, store.size() - 1) == ()
    assert store.entries() == tuple(sorted([keys[0], *keys[2:]]))
