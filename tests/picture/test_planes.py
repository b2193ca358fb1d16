"""Colour exactness, and frames as encoders take them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest

from bulletin.picture.planes import Frame, blank, code_values, converted, copy, frame_of
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
    assert frame.rows.shape == (54, 64)
    assert frame.rows.flags.c_contiguous
    assert frame.rows.tobytes() == b"".join(plane.tobytes() for plane in frame.planes())
    assert all(np.shares_memory(plane, frame.rows) for plane in frame.planes())
    other = blank(64, 36)
    copy(frame, other)
    assert np.array_equal(other.rows, frame.rows)


def test_chroma_is_sited_left_and_between_two_rows() -> None:
    """A colour edge on an even column falls into the sample before it by a quarter, one on an odd column by half more."""
    rgb = flat((128, 128, 128), 16, 4)
    rgb[:, 8:] = (255, 0, 0)
    row = frame_of(rgb).cr[0].astype(int)
    assert row[:4].tolist() == [128, 128, 128, 128]
    assert row[4] == round(128 + (240 - 128) * 0.75)
    assert row[5:].tolist() == [240, 240, 240]
