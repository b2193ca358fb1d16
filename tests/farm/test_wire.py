"""What travels between machines: plain facts and bytes, never anything that is executed."""

from __future__ import annotations

import pickle

import pytest

from bulletin.farm.wire import HEAD, packed, unpacked
from bulletin.store import Entry

ENTRY = Entry({"packets": [[4, 0, True]], "name": "Đại hội"}, b"\x00\x01media")


def test_an_entry_comes_out_as_it_went_in() -> None:
    assert unpacked(packed(ENTRY)) == ENTRY


def test_equal_entries_are_equal_bytes() -> None:
    turned = Entry(dict(list(ENTRY.facts.items())[::-1]), ENTRY.payload)
    assert packed(turned) == packed(ENTRY)


@pytest.mark.parametrize(
    "content",
    [
        None,
        "text",
        ENTRY,
        b"",
        packed(ENTRY)[: HEAD + 3],
        (2).to_bytes(HEAD, "big") + b"[]",
        (4).to_bytes(HEAD, "big") + b"{'a'",
        pickle.dumps(ENTRY),
    ],
    ids=["nothing", "text", "object", "empty", "cut short", "list", "no json", "pickle"],
)
def test_anything_else_is_refused(content: object) -> None:
    with pytest.raises(ValueError):
        unpacked(content)
