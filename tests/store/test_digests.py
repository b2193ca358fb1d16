"""Digests: different values never share one, and what does not matter does not reach one."""

from __future__ import annotations

import dataclasses
import os
from pathlib import Path

import pytest

from bulletin.errors import Place
from bulletin.store import digest, file_digest, source_digest


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


def test_two_files_of_one_name_size_and_time_are_told_apart_by_what_is_in_them(tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    path.write_bytes(b"one")
    os.utime(path, ns=(1, 1))
    first = file_digest(path)
    path.write_bytes(b"two")
    os.utime(path, ns=(1, 1))
    assert file_digest(path) != first
