"""Results by digest: nothing damaged is ever given back, nothing half-written is ever seen."""

from __future__ import annotations

import dataclasses
import json
import os
from pathlib import Path

import pytest

from bulletin.errors import DiskFailed, Place
from bulletin.store import Entry, Store, borrowed, digest, source_digest, write_whole

KEY = digest("a key")
ENTRY = Entry({"frames": 3}, b"payload of three frames")


@pytest.fixture
def kept(tmp_path: Path) -> Store:
    store = Store(tmp_path / "store")
    store.put(KEY, ENTRY)
    return store


def _files(store: Store) -> tuple[Path, Path]:
    folder = store.root / KEY[:2]
    return folder / f"{KEY}.bin", folder / f"{KEY}.json"


def test_what_was_put_comes_back(kept: Store) -> None:
    assert kept.get(KEY) == ENTRY
    assert kept.entries() == (KEY,)


def test_what_was_never_put_is_missing_and_nothing_is_damaged(kept: Store) -> None:
    assert kept.get(digest("another")) is None
    assert not kept.damaged


@pytest.mark.parametrize("change", ["flip", "empty", "half", "longer"])
def test_a_changed_payload_is_set_aside_and_missing(kept: Store, change: str) -> None:
    payload, _ = _files(kept)
    content = payload.read_bytes()
    flipped = bytes([content[0] ^ 1]) + content[1:]
    payload.write_bytes({"flip": flipped, "empty": b"", "half": content[:10], "longer": content + b"x"}[change])
    assert kept.get(KEY) is None
    assert kept.damaged == [KEY]
    assert (kept.root / "damaged" / payload.name).exists()
    kept.put(KEY, ENTRY)
    assert kept.get(KEY) == ENTRY


def test_two_entries_swapped_on_disk_are_caught(kept: Store) -> None:
    other = digest("other")
    kept.put(other, Entry({}, b"another payload"))
    for suffix in ("bin", "json"):
        first, second = (kept.root / key[:2] / f"{key}.{suffix}" for key in (KEY, other))
        content = first.read_bytes()
        first.write_bytes(second.read_bytes())
        second.write_bytes(content)
    assert kept.get(KEY) is None
    assert kept.get(other) is None


def test_a_payload_without_its_manifest_does_not_exist(kept: Store) -> None:
    _files(kept)[1].unlink()
    assert kept.get(KEY) is None
    assert not kept.holds(KEY)
    assert not kept.damaged


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"key": 1}', b"\xff\xfe"])
def test_a_damaged_manifest_is_set_aside(kept: Store, content: bytes) -> None:
    _files(kept)[1].write_bytes(content)
    assert kept.get(KEY) is None
    assert kept.damaged == [KEY]


def test_a_damaged_entry_that_cannot_be_moved_is_missing_all_the_same(kept: Store) -> None:
    (kept.root / "damaged").write_bytes(b"a file where the folder should be")
    _files(kept)[0].write_bytes(b"changed")
    assert kept.get(KEY) is None
    kept.put(KEY, ENTRY)
    assert kept.get(KEY) == ENTRY


def test_a_borrowed_store_has_what_the_other_has_and_leaves_it_as_it_is(kept: Store, tmp_path: Path) -> None:
    store = borrowed(kept.root, tmp_path / "work" / "store")
    assert store.get(KEY) == ENTRY
    store.put(digest("another"), ENTRY)
    assert kept.entries() == (KEY,)


def test_a_removed_entry_is_gone(kept: Store) -> None:
    kept.remove(KEY)
    assert kept.get(KEY) is None
    assert kept.size() == 0


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

    monkeypatch.setattr("bulletin.store.os.fsync", full)
    with pytest.raises(DiskFailed, match="No space left"):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_write_into_a_file_as_folder_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(DiskFailed):
        write_whole(tmp_path / "file" / "inner", b"x")


@dataclasses.dataclass(frozen=True)
class _Sample:
    name: str
    number: int
    place: Place | None = dataclasses.field(default=None, compare=False)


def test_a_digest_depends_on_every_field_but_those_left_out_of_comparison() -> None:
    assert digest(_Sample("a", 1)) != digest(_Sample("a", 2))
    assert digest(_Sample("a", 1)) == digest(_Sample("a", 1, Place("script.md", 3)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("ab", "c"), ("a", "bc")),
        (("1",), (1,)),
        ((1,), (True,)),
        ((1,), (1.0,)),
        ((None,), ("None",)),
        (((1, 2), 3), (1, 2, 3)),
    ],
)
def test_different_values_have_different_digests(one: tuple[object, ...], other: tuple[object, ...]) -> None:
    assert digest(*one) != digest(*other)


def test_the_order_of_a_mapping_does_not_reach_its_digest() -> None:
    assert digest({"a": 1, "b": 2}) == digest({"b": 2, "a": 1})


def test_a_value_of_unknown_type_has_no_digest() -> None:
    with pytest.raises(TypeError, match="Path"):
        digest(Path("x"))


def test_the_digest_of_a_package_covers_the_tables_beside_its_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "tabled"
    package.mkdir()
    (package / "__init__.py").write_text("", encoding="utf-8")
    table = package / "words.tsv"
    table.write_text("a", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    before = source_digest("tabled")
    table.write_text("b", encoding="utf-8")
    source_digest.cache_clear()
    assert source_digest("tabled") != before


def test_a_manifest_is_readable_json(kept: Store) -> None:
    assert json.loads(_files(kept)[1].read_text(encoding="utf-8"))["facts"] == {"frames": 3}
