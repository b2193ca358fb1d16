"""Entries: nothing damaged is ever given back, nothing half-written is ever seen."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bulletin.errors import DiskFailed
from bulletin.store import Entry, Store, borrowed, digest, write_whole
from bulletin.store.files import read_plain
from tests.store.conftest import ENTRY, HOUR, KEY, age, files


def test_what_was_put_comes_back(kept: Store) -> None:
    assert kept.get(KEY) == ENTRY
    assert kept.entries() == (KEY,)


def test_what_was_never_put_is_missing_and_nothing_is_damaged(kept: Store) -> None:
    assert kept.get(digest("another")) is None
    assert not kept.damaged


def test_an_entry_is_known_without_reading_its_payload(kept: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    sealed = kept.put(KEY, ENTRY)
    read = []
    plain = read_plain

    def watched(path: Path, size: int | None = None) -> tuple[bytes, int]:
        read.append(path.suffix)
        return plain(path, size)

    monkeypatch.setattr("bulletin.store.entries.read_plain", watched)
    known = kept.look(KEY)
    assert known
    assert (known.facts, known.size, known.digest) == (ENTRY.facts, len(ENTRY.payload), sealed)
    assert read == [".json"]
    whole = kept.get(KEY)
    assert whole
    assert whole.digest == sealed


@pytest.mark.parametrize("other", [(KEY, Entry({"frames": 4}, ENTRY.payload)), (KEY, Entry(ENTRY.facts, b"other")),
                                   (digest("other"), ENTRY)])  # fmt: skip
def test_the_digest_of_an_entry_is_that_of_key_facts_and_payload(kept: Store, other: tuple[str, Entry]) -> None:
    assert kept.put(*other) != kept.put(KEY, ENTRY)


@pytest.mark.parametrize("change", ["flip", "empty", "half", "longer"])
def test_a_changed_payload_is_set_aside_and_missing(kept: Store, change: str) -> None:
    payload, _ = files(kept)
    content = payload.read_bytes()
    flipped = bytes([content[0] ^ 1]) + content[1:]
    payload.write_bytes({"flip": flipped, "empty": b"", "half": content[:10], "longer": content + b"x"}[change])
    assert kept.get(KEY) is None
    assert kept.damaged == [KEY]
    assert (kept.root / "damaged" / payload.name).exists()
    kept.put(KEY, ENTRY)
    assert kept.get(KEY) == ENTRY


def test_a_payload_of_another_size_is_found_without_reading_it(kept: Store) -> None:
    files(kept)[0].write_bytes(b"half")
    assert kept.look(KEY) is None
    assert kept.damaged == [KEY]


def test_no_flipped_bit_of_a_manifest_is_believed(kept: Store) -> None:
    payload, manifest = files(kept)
    content = manifest.read_bytes()
    for place in range(len(content)):
        payload.write_bytes(ENTRY.payload)
        manifest.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
        assert kept.look(KEY) is None, content[place : place + 9]


def test_a_change_that_keeps_time_and_mode_is_found(kept: Store) -> None:
    payload, _ = files(kept)
    before = payload.stat()
    payload.write_bytes(ENTRY.payload.upper())
    os.utime(payload, ns=(before.st_atime_ns, before.st_mtime_ns))
    payload.chmod(0o444)
    assert kept.get(KEY) is None


def test_two_entries_swapped_on_disk_are_caught(kept: Store) -> None:
    other = digest("other")
    kept.put(other, Entry({}, b"another payload"))
    for first, second in zip(files(kept), files(kept, other), strict=True):
        content = first.read_bytes()
        first.write_bytes(second.read_bytes())
        second.write_bytes(content)
    assert kept.get(KEY) is None
    assert kept.get(other) is None


def _folder(path: Path) -> None:
    path.mkdir()
    (path / "inside").write_bytes(b"x")


def _link(path: Path) -> None:
    elsewhere = path.with_name("elsewhere")
    elsewhere.write_bytes(ENTRY.payload)
    path.symlink_to(elsewhere)


STRANGE: dict[str, Callable[[Path], None]] = {"folder": _folder, "link": _link, "pipe": os.mkfifo}


@pytest.mark.parametrize("kind", STRANGE)
@pytest.mark.parametrize("part", [0, 1])
def test_what_is_no_plain_file_is_moved_aside_without_following_or_waiting(kept: Store, kind: str, part: int) -> None:
    path = files(kept)[part]
    path.unlink()
    STRANGE[kind](path)
    assert kept.look(KEY) is None
    assert kept.damaged == [KEY]
    kept.put(KEY, ENTRY)
    assert kept.get(KEY) == ENTRY


def test_a_file_that_may_not_be_read_is_moved_aside(kept: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = os.open

    def refused(path: Any, flags: int, mode: int = 0o777, **others: Any) -> int:
        if str(path).endswith(".bin"):
            raise PermissionError(13, os.strerror(13), str(path))
        return opened(path, flags, mode, **others)

    with monkeypatch.context() as patched:
        patched.setattr(os, "open", refused)
        assert kept.get(KEY) is None
    assert kept.damaged == [KEY]


def test_having_no_more_files_to_open_damages_nothing(kept: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: Any) -> int:
        raise OSError(24, os.strerror(24))

    with monkeypatch.context() as patched:
        patched.setattr(os, "open", refused)
        assert kept.get(KEY) is None
    assert kept.get(KEY) == ENTRY


@pytest.mark.parametrize("part", [0, 1])
def test_half_an_entry_does_not_exist_and_is_no_damage(kept: Store, part: int) -> None:
    files(kept)[part].unlink()
    assert kept.get(KEY) is None
    assert not kept.holds(KEY)
    assert not kept.entries()
    assert not kept.damaged


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"key": 1}', b'{"seal": 1, "facts": {}, "size": 1}', b"\xff\xfe"]
)
def test_a_damaged_manifest_is_set_aside(kept: Store, content: bytes) -> None:
    files(kept)[1].write_bytes(content)
    assert kept.get(KEY) is None
    assert kept.damaged == [KEY]


def test_a_damaged_entry_that_cannot_be_moved_is_missing_all_the_same(kept: Store) -> None:
    (kept.root / "damaged").write_bytes(b"a file where the folder should be")
    files(kept)[0].write_bytes(b"changed")
    assert kept.get(KEY) is None
    kept.put(KEY, ENTRY)
    assert kept.get(KEY) == ENTRY


def test_an_entry_removed_while_it_is_read_is_missing(kept: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = read_plain

    def raced(path: Path, size: int | None = None) -> tuple[bytes, int]:
        content = plain(path, size)
        kept.remove(KEY)
        return content

    monkeypatch.setattr("bulletin.store.entries.read_plain", raced)
    assert kept.get(KEY) is None
    assert not kept.damaged


def test_a_store_whose_folder_went_away_is_empty_and_fills_again(kept: Store) -> None:
    shutil.rmtree(kept.root)
    assert kept.get(KEY) is None
    assert (kept.entries(), kept.size(), kept.prune(0).removed) == ((), 0, 0)
    kept.put(KEY, ENTRY)
    assert kept.get(KEY) == ENTRY


def test_a_borrowed_store_has_what_the_other_has_and_leaves_it_as_it_is(kept: Store, tmp_path: Path) -> None:
    store = borrowed(kept.root, tmp_path / "work" / "store")
    assert store.get(KEY) == ENTRY
    assert store.payload_path(KEY).read_bytes() == ENTRY.payload
    store.put(digest("another"), ENTRY)
    assert kept.entries() == (KEY,)
    assert Store(store.root).look(KEY)


def test_what_is_made_anew_stands_before_what_is_borrowed(kept: Store, tmp_path: Path) -> None:
    store = borrowed(kept.root, tmp_path / "work" / "store")
    store.put(KEY, Entry({}, b"own"))
    assert store.payload_path(KEY).read_bytes() == b"own"
    assert kept.get(KEY) == ENTRY


def test_use_is_noted_once_an_hour(kept: Store) -> None:
    manifest = files(kept)[1]
    age(manifest, 0.5)
    before = manifest.stat().st_mtime_ns
    kept.get(KEY)
    assert manifest.stat().st_mtime_ns == before
    age(manifest, 2)
    kept.look(KEY)
    assert time.time_ns() - manifest.stat().st_mtime_ns < HOUR


def test_a_use_in_the_future_becomes_now(kept: Store) -> None:
    manifest = files(kept)[1]
    age(manifest, -365 * 24)
    kept.get(KEY)
    assert manifest.stat().st_mtime_ns <= time.time_ns()


def test_checking_an_entry_is_no_use(kept: Store) -> None:
    manifest = files(kept)[1]
    age(manifest, 30)
    before = manifest.stat().st_mtime_ns
    assert kept.check(KEY)
    assert manifest.stat().st_mtime_ns == before
    files(kept)[0].write_bytes(ENTRY.payload[::-1])
    assert not kept.check(KEY)
    assert kept.damaged == [KEY]


class Died(BaseException):
    """The process ends here."""


def test_dying_at_any_step_of_putting_leaves_no_half_of_an_entry(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new, survived = Entry({"frames": 9}, b"a new payload, longer than the old one"), False
    seen = set()
    for step in range(1, 30):
        store = Store(tmp_path / str(step))
        store.put(KEY, ENTRY)
        with monkeypatch.context() as patched:
            _die_at(step, patched)
            try:
                store.put(KEY, new)
                survived = True
            except Died:
                pass
        found = store.get(KEY)
        assert found in (None, ENTRY, new)
        seen.add(found.payload if found else None)
        store.put(KEY, new)
        assert store.get(KEY) == new
        if survived:
            break
    assert survived
    assert seen == {None, ENTRY.payload, new.payload}


def _die_at(step: int, patched: pytest.MonkeyPatch) -> None:
    """Let the process die before the given call of what touches the disk; then nothing is cleared away."""
    left = step

    def counted(call: Callable[..., Any]) -> Callable[..., Any]:
        def stepped(*arguments: Any, **named: Any) -> Any:
            nonlocal left
            left -= 1
            if not left:
                patched.setattr(Path, "unlink", lambda *_, **__: None)
                raise Died
            return call(*arguments, **named)

        return stepped

    for owner, name in ((tempfile, "mkstemp"), (os, "fchmod"), (os, "fsync"), (Path, "replace")):
        patched.setattr(owner, name, counted(getattr(owner, name)))


def test_a_removed_entry_is_gone(kept: Store) -> None:
    kept.remove(KEY)
    assert kept.get(KEY) is None
    assert kept.size() == 0


def test_a_manifest_is_readable_json(kept: Store) -> None:
    assert json.loads(files(kept)[1].read_text(encoding="utf-8"))["facts"] == {"frames": 3}


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "file"
    write_whole(path, b"old")
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_failed_write_leaves_the_old_file_and_no_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "file"
    write_whole(path, b"old")

    def full(descriptor: int) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(DiskFailed, match="No space left"):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_write_into_a_file_as_folder_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(DiskFailed):
        write_whole(tmp_path / "file" / "inner", b"x")
