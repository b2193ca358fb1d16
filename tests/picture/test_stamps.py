"""Drawn rectangles laid onto frames: exact where opaque, untouched where transparent, and only inside their own place."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest

from bulletin.picture.planes import Frame, blank, copy, frame_of
from bulletin.picture.stamps import Stamp, lay, stamp_of, window
from tests.picture.made import grain

SIZE = (128, 72)


def ground() -> Frame:
    return frame_of(grain(*SIZE))


def colour(width: int, height: int, rgba: tuple[int, int, int, int]) -> npt.NDArray[np.uint8]:
    return np.full((height, width, 4), rgba, np.uint8)


def made(pixels: npt.NDArray[np.uint8], x: int, y: int) -> Stamp:
    stamp = stamp_of(pixels, x, y, SIZE)
    assert stamp is not None
    return stamp


def laid(stamp: Stamp, opacity: int = 256) -> Frame:
    frame = ground()
    lay(frame, stamp, opacity)
    return frame


def test_an_opaque_rectangle_has_exactly_its_colour() -> None:
    frame = laid(made(colour(40, 20, (255, 0, 0, 255)), 10, 6))
    assert np.unique(frame.luma[6:26, 10:50]).tolist() == [63]
    assert np.unique(frame.cb[3:13, 6:25]).tolist() == [102]
    assert np.unique(frame.cr[3:13, 6:25]).tolist() == [240]


def test_what_is_outside_the_rectangle_stays_as_it_was() -> None:
    frame, before = laid(made(colour(40, 20, (255, 0, 0, 128)), 10, 6)), ground()
    changed = frame.luma != before.luma
    assert not changed[:6].any()
    assert not changed[26:].any()
    assert not changed[:, :10].any()
    assert not changed[:, 50:].any()
    assert np.array_equal(frame.cr[:3], before.cr[:3])
    assert np.array_equal(frame.cr[:, 26:], before.cr[:, 26:])


def test_a_transparent_picture_leaves_nothing() -> None:
    assert stamp_of(colour(40, 20, (255, 0, 0, 0)), 10, 6, SIZE) is None


def test_only_what_is_inked_is_kept() -> None:
    pixels = colour(40, 20, (255, 0, 0, 0))
    pixels[7:9, 13:21] = (255, 255, 255, 200)
    stamp = made(pixels, 10, 6)
    assert (stamp.x, stamp.y, stamp.height) == (22, 12, 4)
    assert stamp.width <= 12


@pytest.mark.parametrize("alpha", [1, 64, 128, 200, 254])
def test_half_transparent_colours_mix_within_one_code_value(alpha: int) -> None:
    frame, before = laid(made(colour(40, 20, (255, 255, 255, alpha)), 10, 6)), ground()
    wanted = before.luma[6:26, 10:50] * (1 - alpha / 255) + 235 * alpha / 255
    assert np.abs(frame.luma[6:26, 10:50] - wanted).max() <= 1


def test_a_plate_of_the_grounds_own_colour_is_invisible() -> None:
    frame = frame_of(np.full((SIZE[1], SIZE[0], 3), (38, 55, 77), np.uint8))
    before = [plane.copy() for plane in frame.planes()]
    lay(frame, made(colour(40, 20, (38, 55, 77, 137)), 10, 6))
    for plane, old in zip(frame.planes(), before, strict=True):
        assert np.abs(plane.astype(int) - old).max() <= 1


@pytest.mark.parametrize("alpha", [255, 180])
def test_opacity_goes_evenly_from_nothing_to_all(alpha: int) -> None:
    stamp = made(colour(40, 20, (255, 255, 255, alpha)), 10, 6)
    means = [laid(stamp, opacity).luma.mean() for opacity in (0, 64, 128, 192, 256)]
    assert means[0] == pytest.approx(ground().luma.mean(), abs=0.01)
    assert means[4] == laid(stamp).luma.mean()
    steps = np.diff(means)
    assert steps.min() > 0
    assert steps.max() - steps.min() < steps.mean() * 0.1


def test_a_window_shows_a_part_in_its_place() -> None:
    stamp = made(colour(40, 20, (255, 255, 255, 255)), 10, 6)
    frame = laid(window(stamp, (0, 20), (0, 12), 6))
    assert np.unique(frame.luma[6:26, 10:22]).tolist() == [235]
    assert np.array_equal(frame.luma[:, 22:], ground().luma[:, 22:])


@pytest.mark.parametrize("below", range(20))
def test_a_rising_part_stays_behind_its_own_lower_edge(below: int) -> None:
    stamp = made(colour(40, 20, (255, 255, 255, 255)), 10, 6)
    frame = laid(window(stamp, (0, 20 - below), (0, 40), 6 + below))
    assert np.unique(frame.luma[6 + below : 26, 10:50]).tolist() == [235]
    assert np.array_equal(frame.luma[26:], ground().luma[26:])
    assert np.array_equal(frame.cr[13:], ground().cr[13:])


def test_a_stamp_beyond_the_frame_is_cut_to_it() -> None:
    frame = laid(made(colour(40, 20, (255, 255, 255, 255)), 108, 60))
    assert np.unique(frame.luma[60:, 108:]).tolist() == [235]
    frame = laid(made(colour(40, 20, (255, 255, 255, 255)), -20, -10))
    assert np.unique(frame.luma[:10, :20]).tolist() == [235]


def test_a_full_frame_stamp_is_the_frame_made_of_it_within_one_code_value() -> None:
    rgb = grain(*SIZE, seed=3)
    frame = blank(*SIZE)
    copy(ground(), frame)
    lay(frame, made(np.dstack([rgb, np.full(rgb.shape[:2], 255, np.uint8)]), 0, 0))
    for plane, wanted in zip(frame.planes(), frame_of(rgb).planes(), strict=True):
        difference = plane.astype(int) - wanted
        assert np.abs(difference).max() <= 1
        assert abs(difference.mean()) < 0.1


@pytest.mark.parametrize(("x", "y"), [(0, 0), (10, 6)])
def test_pixels_without_alpha_are_opaque(x: int, y: int) -> None:
    rgb = grain(40, 20, seed=3)
    plain, opaque = made(rgb, x, y), made(np.dstack([rgb, np.full(rgb.shape[:2], 255, np.uint8)]), x, y)
    assert plain.through is opaque.through is None
    assert all(np.array_equal(one, other) for one, other in zip(plain.values, opaque.values, strict=True))


@pytest.mark.parametrize("x", [0, 10])
def test_a_rectangle_that_is_all_but_opaque_has_the_code_values_of_an_opaque_one(x: int) -> None:
    rgb = grain(40, 20, seed=5)
    alpha = np.full(rgb.shape[:2], 255, np.uint8)
    alpha[18:, 38:] = 0
    opaque, other = made(rgb, x, 6), made(np.dstack([rgb, alpha]), x, 6)
    assert other.through is not None
    for plane, values in zip(opaque.values, other.values, strict=True):
        inner = (slice(0, plane.shape[0] - 2), slice(1, plane.shape[1] - 2))
        assert np.abs((values[inner] >> 8).astype(int) - plane[inner]).max() <= 1


def test_only_an_opaque_stamp_of_its_size_covers_a_frame() -> None:
    assert made(colour(*SIZE, (9, 9, 9, 255)), 0, 0).covers(ground())
    assert not made(colour(*SIZE, (9, 9, 9, 120)), 0, 0).covers(ground())
    assert not made(colour(40, 20, (9, 9, 9, 255)), 0, 0).covers(ground())
