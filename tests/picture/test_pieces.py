"""Motion pieces kept in the store: as they were, frame by frame, and made again when lost."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from bulletin.picture.pieces import GROUP, PieceReader, keep, kept_frames
from bulletin.picture.stamps import Stamp, stamp_of
from bulletin.store import Store
from tests.picture.made import grain

SIZE = (64, 36)


def pictures(count: int) -> list[npt.NDArray[np.uint8]]:
    """Opaque, half transparent and empty ones in turn."""
    made = []
    for number in range(count):
        alpha = np.full((36, 64), (255, 120, 0)[number % 3], np.uint8)
        alpha[:, : number % 20] = 0 if number % 3 else 255
        made.append(np.dstack([grain(64, 36, number), alpha]))
    return made


def same(one: Stamp | None, other: Stamp | None) -> bool:
    """Luma and opacity exactly, chroma to half a code value."""
    if one is None or other is None:
        return one is other
    exact = zip((one.values[0], *(one.through or ())), (other.values[0], *(other.through or ())), strict=True)
    near = zip(one.values[1:], other.values[1:], strict=True)
    half = 128 if one.through else 0
    return (
        (one.x, one.y) == (other.x, other.y)
        and all(np.array_equal(a, b) and a.dtype == b.dtype for a, b in exact)
        and all(a.dtype == b.dtype and np.abs(a.astype(int) - b.astype(int)).max() <= half for a, b in near)
    )


@pytest.mark.parametrize("count", [1, GROUP, GROUP + 1, 25])
def test_every_frame_comes_back_as_it_was_in_any_order(tmp_path: Path, count: int) -> None:
    store = Store(tmp_path)
    assert keep(store, "ab" * 32, pictures(count), SIZE) == count
    reader = PieceReader(store, "ab" * 32, count)
    wanted = [stamp_of(picture, 0, 0, SIZE) for picture in pictures(count)]
    for index in (*range(count), *reversed(range(count))):
        assert same(reader.stamp(index), wanted[index])


def test_after_its_end_a_piece_keeps_its_last_frame(tmp_path: Path) -> None:
    store = Store(tmp_path)
    keep(store, "ab" * 32, pictures(3), SIZE)
    reader = PieceReader(store, "ab" * 32, 3)
    assert same(reader.stamp(90), reader.stamp(2))


def test_a_piece_that_lost_a_part_counts_as_not_kept(tmp_path: Path) -> None:
    store = Store(tmp_path)
    assert kept_frames(store, "ab" * 32) is None
    keep(store, "ab" * 32, pictures(25), SIZE)
    assert kept_frames(store, "ab" * 32) == 25
    store.remove(next(key for key in store.entries() if key != "ab" * 32))
    assert kept_frames(store, "ab" * 32) is None
