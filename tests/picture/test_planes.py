"""Colour exactness, and frames as encoders take them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest

from bulletin.picture.planes import SPARE, Frame, blank, code_values, converted, copy, frame_of
from tests.picture.made import grain

COLOURS = {
    "black": ((0, 0, 0), (16, 128, 128)),
    "white": ((255, 255, 255), (235, 128, 128)),
    "red": ((255, 0, 0), (63, 102, 240)),
    "green": ((0, 255, 0), (173, 42, 26)),
    "blue": ((0, 0, 255), (32, 240, 118)),
    "grey": ((128, 128, 128), (126, 128, 128)),
}


def flat(colour: tuple[int, int, int], width: int = 640, height: int = 360) -> npt.NDArray[np.uint8]:
    return np.full((height, width, 3), colour, np.uint8)


def only_values(frame: Frame) -> tuple[list[int], ...]:
    return tuple(np.unique(plane).tolist() for plane in frame.planes())


@pytest.mark.parametrize("name", COLOURS)
def test_colours_have_their_bt709_code_values(name: str) -> None:
    colour, (luma, cb, cr) = COLOURS[name]
    assert only_values(frame_of(flat(colour))) == ([luma], [cb], [cr])


def test_whole_pictures_and_photographs_are_converted_alike() -> None:
    rgb = np.random.default_rng(5).integers(0, 256, (64, 64, 3)).astype(np.uint8)
    assert np.abs(converted(rgb) - code_values(rgb)).max() < 0.7


def test_a_frames_planes_lie_one_after_the_other_in_its_rows() -> None:
    frame = frame_of(grain(64, 36))
    assert frame.rows.flags.c_contiguous
    wide = frame.rows.shape[1]
    chroma = frame.rows[36:].reshape(36, wide // 2)
    for plane, where in zip(frame.planes(), (frame.rows[:36], chroma[:18], chroma[18:]), strict=True):
        assert np.array_equal(plane, where[:, : plane.shape[1]])
        assert np.shares_memory(plane, frame.rows)
    other = blank(64, 36)
    copy(frame, other)
    assert all(np.array_equal(one, two) for one, two in zip(other.planes(), frame.planes(), strict=True))


@pytest.mark.parametrize("size", [(2, 2), (64, 36), (320, 180)])
def test_around_the_luma_there_is_room_where_no_other_luma_lies(size: tuple[int, int]) -> None:
    frame = blank(*size)
    frame.rows[:] = 1
    frame.room[:] = 2
    frame.luma[:] = 3
    assert frame.room.shape == (size[1] + 2 * SPARE, size[0] + 2 * SPARE)
    assert (frame.room[SPARE:-SPARE, SPARE:-SPARE] == 3).all()
    assert np.count_nonzero(frame.room == 3) == frame.luma.size


def test_chroma_is_sited_left_and_between_two_rows() -> None:
    """A colour edge on an even column falls into the sample before it by a quarter, one on an odd column by half more."""
    rgb = flat((128, 128, 128), 16, 4)
    rgb[:, 8:] = (255, 0, 0)
    row = frame_of(rgb).cr[0].astype(int)
    assert row[:4].tolist() == [128, 128, 128, 128]
    assert row[4] == round(128 + (240 - 128) * 0.75)
    assert row[5:].tolist() == [240, 240, 240]
