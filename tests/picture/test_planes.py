"""Colour exactness, and that moving resampling is exact in place and even in sharpness."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image

from bulletin.picture.moves import Fill, Rect, crop, stance
from bulletin.picture.planes import Frame, Source, fit, frame_of, resample, source_of
from bulletin.rundown.values import Still
from tests.picture.made import asset, grain

COLOURS = {
    "black": ((0, 0, 0), (16, 128, 128)),
    "white": ((255, 255, 255), (235, 128, 128)),
    "red": ((255, 0, 0), (63, 102, 240)),
    "green": ((0, 255, 0), (173, 42, 26)),
    "blue": ((0, 0, 255), (32, 240, 118)),
    "grey": ((128, 128, 128), (126, 128, 128)),
}
FULL = Rect(0, 0, 640, 360)


def flat(colour: tuple[int, int, int], width: int = 640, height: int = 360) -> npt.NDArray[np.uint8]:
    return np.full((height, width, 3), colour, np.uint8)


def only_values(frame: Frame) -> tuple[list[int], ...]:
    return tuple(np.unique(plane).tolist() for plane in frame.planes())


@pytest.mark.parametrize("name", COLOURS)
def test_colours_have_their_bt709_code_values(name: str) -> None:
    colour, (luma, cb, cr) = COLOURS[name]
    assert only_values(frame_of(flat(colour))) == ([luma], [cb], [cr])


@pytest.mark.parametrize("name", COLOURS)
def test_moving_a_photograph_changes_no_colour(name: str) -> None:
    colour, (luma, cb, cr) = COLOURS[name]
    moved = resample(source_of(flat(colour), FULL, 640, 320), Rect(7.3, 4.1, 620.5, 349.03125), 320, 180)
    assert only_values(moved) == ([luma], [cb], [cr])


def test_chroma_is_sited_left_and_between_two_rows() -> None:
    """A colour edge on an even column falls into the sample before it by a quarter, one on an odd column by half more."""
    rgb = flat((128, 128, 128), 16, 4)
    rgb[:, 8:] = (255, 0, 0)
    row = frame_of(rgb).cr[0].astype(int)
    assert row[:4].tolist() == [128, 128, 128, 128]
    assert row[4] == round(128 + (240 - 128) * 0.75)
    assert row[5:].tolist() == [240, 240, 240]


def disc(x: float, y: float) -> npt.NDArray[np.uint8]:
    """A soft dot at a place (edges, pixels) of a 640 × 360 photograph."""
    rows, columns = np.mgrid[0:360, 0:640] + 0.5
    soft = np.exp(-((columns - x) ** 2 + (rows - y) ** 2) / (2 * 6.0**2))
    return np.asarray(np.rint(40 + 180 * soft)[:, :, None].repeat(3, axis=2), np.uint8)


def centre(plane: npt.NDArray[np.uint8], ground: int) -> tuple[float, float]:
    """The centre of what is brighter than the ground (edges, pixels)."""
    weight = np.clip(plane.astype(float) - ground - 4, 0, None)
    rows, columns = np.mgrid[0 : plane.shape[0], 0 : plane.shape[1]] + 0.5
    return float((weight * columns).sum() / weight.sum()), float((weight * rows).sum() / weight.sum())


def test_a_point_of_the_photograph_stands_where_the_view_says_within_a_tenth_of_a_pixel() -> None:
    source = source_of(disc(301.5, 143.25), FULL, 640, 320)
    ground = int(source.planes.luma.min())
    for step in range(40):
        view = Rect(3.0 + step * 0.173, 2.0 + step * 0.091, 620.0 - step * 0.61, 348.75 - step * 0.343125)
        luma = resample(source, view, 320, 180).luma
        x, y = centre(luma, ground)
        assert x == pytest.approx((301.5 - view.x) / view.width * 320, abs=0.1)
        assert y == pytest.approx((143.25 - view.y) / view.height * 180, abs=0.1)


def test_chroma_moves_with_luma() -> None:
    rgb = flat((128, 128, 128))
    rgb[100:180, 200:360] = (200, 100, 100)
    source = source_of(rgb, FULL, 640, 320)
    for step in range(8):
        frame = resample(source, Rect(2.0 + step * 0.37, 2.0, 600.0, 337.5), 320, 180)
        assert frame.luma.std() > 0
        # pixel n reaches from n to n + 1; chroma sample n stands in the middle of luma pixel 2n
        edge_of_luma = _edge(frame.luma[80].astype(float)) + 0.5
        edge_of_chroma = _edge(frame.cr[40].astype(float)) * 2 + 0.5
        assert edge_of_chroma == pytest.approx(edge_of_luma, abs=0.25)


def _edge(row: npt.NDArray[np.float64]) -> float:
    """Where a row first crosses the middle of its range, in samples."""
    away = np.abs(row - row[0])
    middle = float(away.max()) / 2
    after = int(np.argmax(away > middle))
    return after - 1 + float((middle - away[after - 1]) / (away[after] - away[after - 1]))


@pytest.mark.parametrize("count", [1920, 1080, 960, 540, 640, 360])
def test_whole_pixel_fits_miss_by_less_than_0_06_frame_pixels(count: int) -> None:
    spare = 48 if count in (1920, 1080, 640, 360) else 24
    for number in range(200):
        step = 1.95 / (1 + 0.05 * number / 200)
        first = 3.0 + 0.137 * number
        found = fit(step, first, count, spare)
        for index in (0, count // 2, count - 1):
            assert abs(found.at(index) - (first + step * index)) / step < (0.06 if spare == 48 else 0.12)


@pytest.mark.parametrize("native", [1280, 960, 800, 640, 480])
def test_fine_grain_keeps_its_sharpness_over_a_move(native: int) -> None:
    """Laplacian energy within 15 % over a slow zoom: no shimmer, whatever the photograph's resolution."""
    rgb = np.asarray(Image.fromarray(grain(1280, 720)).resize((native, native * 9 // 16), Image.Resampling.LANCZOS))
    whole = Rect(0, 0, native, native * 9 / 16)
    source = source_of(rgb, whole, native, 640)
    energies = []
    for step in range(60):
        width = native / (1 + 0.02 * step / 60)
        view = Rect((native - width) / 2, (native - width) * 9 / 32, width, width * 9 / 16)
        luma = resample(source, view, 640, 360).luma
        energies.append(float((cv2.Laplacian(luma, cv2.CV_32F) ** 2).mean()))
    assert (max(energies) - min(energies)) / np.mean(energies) < 0.15


def test_a_slow_pan_does_not_tremble() -> None:
    """From frame to frame a dot goes on by even steps."""
    fill = stance(Still(asset(2880, 1620), move="right"), 100)
    assert isinstance(fill, Fill)
    source = _large_dot()
    places = [centre(resample(source, crop(fill, n, 100), 320, 180).luma, 16)[0] for n in range(30, 70)]
    steps = np.diff(places)
    assert np.abs(steps - steps.mean()).max() < 0.1


def _large_dot() -> Source:
    rows, columns = np.mgrid[0:1620, 0:2880] + 0.5
    soft = np.exp(-((columns - 1440) ** 2 + (rows - 810) ** 2) / (2 * 60.0**2))
    rgb = np.asarray(np.rint(255 * soft)[:, :, None].repeat(3, axis=2), np.uint8)
    return source_of(rgb, Rect(0, 0, 2880, 1620), 2880 / 1.05, 320)
