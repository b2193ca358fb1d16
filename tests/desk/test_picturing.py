"""Chunks in the making: given in the order of the programme to whoever joins them, each when it is there."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from bulletin.desk.picturing import Lost, Making
from bulletin.picture.render import encode_chunk
from bulletin.picture.values import Chunk
from bulletin.rundown.values import Card, Plate, Shot
from bulletin.store import Store
from tests.picture.made import look

SHOTS = tuple(Shot(length, Card(Plate("part", (("title", f"Phần {length}"),)))) for length in (5, 8, 11))


@pytest.fixture
def making(tmp_path: Path) -> Making:
    seen = look(tmp_path / "store")
    return Making(SHOTS, seen, Store(seen.store))


@pytest.fixture
def reader() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(1) as pool:
        yield pool


def reading(making: Making, reader: ThreadPoolExecutor) -> Future[list[Chunk]]:
    return reader.submit(lambda: list(making.read()))


def test_chunks_are_read_in_order_whatever_order_they_are_made_in(making: Making, reader: ThreadPoolExecutor) -> None:
    read = reading(making, reader)
    for job in reversed(making.missing):
        assert not read.done()
        making.keep(job, encode_chunk(job))
    assert [chunk.frames for chunk in read.result()] == [5, 8, 11]
    assert [part.fingerprint for part in making.parts] == [chunk.fingerprint() for chunk in read.result()]


def test_a_chunk_that_is_there_from_before_is_read_without_being_made(making: Making, tmp_path: Path) -> None:
    for job in making.missing:
        making.keep(job, encode_chunk(job))
    again = Making(SHOTS, making.look, Store(making.look.store))
    assert not again.missing
    assert [chunk.frames for chunk in again.read()] == [5, 8, 11]


def test_who_waits_for_a_chunk_is_let_go_when_nothing_more_is_made(making: Making, reader: ThreadPoolExecutor) -> None:
    read = reading(making, reader)
    making.keep(making.missing[0], encode_chunk(making.missing[0]))
    making.give_up()
    with pytest.raises(Lost):
        read.result()


def test_a_chunk_that_is_another_than_was_kept_is_lost(making: Making) -> None:
    first, second, third = making.missing
    for job in (first, second, third):
        making.keep(job, encode_chunk(job))
    Store(making.look.store).put(second.key, encode_chunk(third).to_entry())
    with pytest.raises(Lost):
        list(making.read())
