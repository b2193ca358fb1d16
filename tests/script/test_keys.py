"""The tables of names are closed and unambiguous."""

from __future__ import annotations

import pytest

from bulletin.script import keys
from bulletin.script.keys import Names
from bulletin.script.text import bare

TABLES = {name: table for name, table in vars(keys).items() if isinstance(table, Names)}


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES.keys())
def test_every_spelling_means_its_own_key(table: Names) -> None:
    assert {name: table.find(name) for names in table.spellings.values() for name in names} == {
        name: key for key, names in table.spellings.items() for name in names
    }


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES.keys())
def test_every_spelling_may_leave_its_marks_out(table: Names) -> None:
    for key, names in table.spellings.items():
        for name in names:
            assert table.find(bare(name).upper()) == key


def test_other_marks_are_another_word() -> None:
    assert keys.CLIPS.find("Dan") == "presenter"
    assert keys.CLIPS.find("Dân") is None
    assert keys.LABELS.find("Nối") is None


def test_nothing_is_no_key() -> None:
    assert keys.LABELS.find("") is None
    assert keys.LABELS.find("   ") is None
