"""Photographs in motion: exact in place, even in sharpness, true in colour, whatever the move."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image

from bulletin.picture.moves import Fill, Rect, crop, stance
from bulletin.picture.planes import Frame, blank, code_values
from bulletin.picture.sources import Source, fit, source_of
from bulletin.rundown.values import Still
from bulletin.script.values import Framing, Move
from tests.picture.made import asset, grain
from tests.picture.test_planes import COLOURS, flat, only_values

MOVES: tuple[Move, ...] = ("in", "out", "left", "right", "up", "down", "hold")
WIDTH, HEIGHT, LENGTH = 1600, 900, 125
SIZES = ((640, 360), (1280, 720))
"""Frames that a photograph of 1600 pixels is much and hardly finer than."""


def moving(
    move: Move, rgb: npt.NDArray[np.uint8], size: tuple[int, int], framing: Framing = "wide"
) -> tuple[Source, Fill]:
    """A photograph ready for its move."""
    height, width = rgb.shape[:2]
    fill = stance(Still(asset(width, height), move=move, framing=framing), LENGTH)
    assert isinstance(fill, Fill)
    return source_of(Image.fromarray(rgb), fill, width, size), fill


def seen(source: Source, view: Rect, size: tuple[int, int]) -> Frame:
    frame = blank(*size)
    source.read(view, frame)
    return frame


def disc(x: float, y: float, width: int = WIDTH, height: int = HEIGHT, spread: float = 8.0) -> npt.NDArray[np.uint8]:
    """A soft dot at a place (edges, pixels)."""
    rows, columns = np.mgrid[0:height, 0:width] + 0.5
    soft = np.exp(-((columns - x) ** 2 + (rows - y) ** 2) / (2 * spread**2))
    return np.asarray(np.rint(40 + 180 * soft)[:, :, None].repeat(3, axis=2), np.uint8)


def centre(plane: npt.NDArray[np.uint8], near: tuple[float, float]) -> tuple[float, float]:
    """The centre of what is brighter than the ground around a place (edges, pixels)."""
    left, top = round(near[0]) - 40, round(near[1]) - 40
    part = plane[top : top + 80, left : left + 80].astype(float)
    weight = np.clip(part - part.min() - 4, 0, None)
    rows, columns = np.mgrid[0:80, 0:80] + 0.5
    return left + float((weight * columns).sum() / weight.sum()), top + float((weight * rows).sum() / weight.sum())


def energy(plane: npt.NDArray[np.uint8]) -> float:
    """Of the Laplacian: how much fine detail there is."""
    return float((cv2.Laplacian(plane, cv2.CV_32F) ** 2).mean())


@pytest.mark.parametrize("name", COLOURS)
@pytest.mark.parametrize("move", ["in", "right"])
def test_moving_a_photograph_changes_no_colour(move: Move, name: str) -> None:
    colour, (luma, cb, cr) = COLOURS[name]
    source, fill = moving(move, flat(colour, WIDTH, HEIGHT), (320, 180))
    for n in (0, 61, 124):
        assert only_values(seen(source, crop(fill, n, LENGTH), (320, 180))) == ([luma], [cb], [cr])


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("move", MOVES)
def test_a_point_stands_where_the_view_says_within_a_tenth_of_a_pixel(move: Move, size: tuple[int, int]) -> None:
    source, fill = moving(move, disc(901.5, 423.25), size)
    for n in range(0, LENGTH, 4):
        view = crop(fill, n, LENGTH)
        place = (901.5 - view.x) / view.width * size[0], (423.25 - view.y) / view.height * size[1]
        assert centre(seen(source, view, size).luma, place) == pytest.approx(place, abs=0.1)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("move", MOVES)
def test_a_close_move_strays_by_less_than_a_tenth_of_a_pixel(move: Move, size: tuple[int, int]) -> None:
    """A whole move may lie a little beside its place, which nobody sees; within the move no frame does."""
    source, fill = moving(move, disc(901.5, 423.25), size, "close")
    errors = []
    for n in range(0, LENGTH, 4):
        view = crop(fill, n, LENGTH)
        place = (901.5 - view.x) / view.width * size[0], (423.25 - view.y) / view.height * size[1]
        errors.append(np.subtract(centre(seen(source, view, size).luma, place), place))
    assert np.abs(errors).max() < 0.15
    assert np.abs(errors - np.mean(errors, axis=0)).max() < 0.1


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("move", MOVES)
def test_chroma_moves_with_luma(move: Move, size: tuple[int, int]) -> None:
    rgb = flat((60, 60, 60), WIDTH, HEIGHT)
    rgb[300:600, 500:900] = (255, 120, 120)
    soft = np.asarray(cv2.GaussianBlur(rgb, (0, 0), 6), np.uint8)
    source, fill = moving(move, soft, size)
    row, column = size[1] // 4 * 2, size[0] // 9 * 4
    luma, _, cr = zip(*code_values(rgb[400, ::700][None])[0], strict=True)
    for n in range(0, LENGTH, 20):
        frame = seen(source, crop(fill, n, LENGTH), size)
        # pixel n reaches from n to n + 1; chroma sample n stands in the middle of luma pixel 2n and between two rows
        across = edge(frame.luma[row, :column], luma), edge(frame.cr[row // 2, : column // 2], cr) * 2 - 0.5
        down = edge(frame.luma[:row, column], luma), edge(frame.cr[: row // 2, column // 2], cr) * 2
        assert across[1] == pytest.approx(across[0], abs=0.25)
        assert down[1] == pytest.approx(down[0], abs=0.25)


def edge(line: npt.NDArray[np.uint8], ends: tuple[float, ...]) -> float:
    """Where a line goes over from one value to the other one (edges, samples)."""
    slope = line[(line != line[0]) & (line != line[-1])]
    before = int(np.argmax(line != line[0]))
    return float(before + slope.size - (slope - ends[0]).sum() / (ends[1] - ends[0]))


def textured(width: int) -> npt.NDArray[np.uint8]:
    """Fine grain, as a photograph of that width shows it."""
    whole = Image.fromarray(grain(1600, 900))
    return np.asarray(whole.resize((width, width * 9 // 16), Image.Resampling.LANCZOS))


@pytest.mark.parametrize("native", [1600, 1280, 960, 800])
@pytest.mark.parametrize("move", ["in", "out", "left", "right", "up", "down"])
@pytest.mark.parametrize("framing", ["wide", "close"])
def test_fine_grain_keeps_its_sharpness_over_a_whole_move(framing: Framing, move: Move, native: int) -> None:
    """Laplacian energy within 15 % from the first frame to the last."""
    energies = energies_of(Still(asset(WIDTH, HEIGHT), move=move, framing=framing), native, range(0, LENGTH, 4))
    assert (max(energies) - min(energies)) / np.mean(energies) < 0.15


@pytest.mark.parametrize("native", [640, 480])
@pytest.mark.parametrize("move", ["in", "out", "left", "right", "up", "down"])
def test_grain_of_photographs_no_finer_than_the_frame_keeps_its_sharpness_too(move: Move, native: int) -> None:
    """As above; shown close such a photograph is enlarged, and its grain grows softer with the zoom: 15.4 % over all of it."""
    energies = energies_of(Still(asset(WIDTH, HEIGHT), move=move), native, range(0, LENGTH, 4))
    assert (max(energies) - min(energies)) / np.mean(energies) < 0.15
    enlarged = energies_of(Still(asset(WIDTH, HEIGHT), move=move, framing="close"), 640, range(30, 70))
    assert (max(enlarged) - min(enlarged)) / np.mean(enlarged) < 0.15


def energies_of(still: Still, native: int, frames: range) -> list[float]:
    """The energy of some frames of a move over a photograph `native` pixels wide."""
    planned = stance(still, LENGTH)
    assert isinstance(planned, Fill)
    source = source_of(Image.fromarray(textured(native)), planned, WIDTH, (640, 360))
    return [energy(seen(source, crop(planned, n, LENGTH), (640, 360)).luma[40:-40, 40:-40]) for n in frames]


@pytest.mark.parametrize("native", [1600, 1280, 960, 800, 700])
def test_a_pan_is_as_sharp_as_a_zoom(native: int) -> None:
    """Within 15 % of Laplacian energy at the same view: a viewer sees one after the other."""
    view = Rect(20, 10, native / 1.06, native / 1.06 * 9 / 16)
    image = Image.fromarray(textured(native))
    ends = {
        "in": Rect(view.x + 2, view.y + 2, view.width * 0.98, view.height * 0.98),
        "right": Rect(view.x + 10, view.y, view.width, view.height),
        "down": Rect(view.x, view.y + 10, view.width, view.height),
    }
    energies = {}
    for move, end in ends.items():
        source = source_of(image, Fill(view, end), native, (640, 360))
        moved = [
            Rect(view.x + n * (end.x > view.x) / 8, view.y + n * (end.y > view.y) / 8, view.width, view.height)
            for n in range(8)
        ]
        energies[move] = np.mean([energy(seen(source, at, (640, 360)).luma) for at in moved])
    assert energies["right"] == pytest.approx(energies["in"], rel=0.15)
    assert energies["down"] == pytest.approx(energies["right"], rel=0.03)


@pytest.mark.parametrize("move", ["right", "down"])
def test_a_slow_pan_does_not_tremble(move: Move) -> None:
    """From frame to frame a dot goes on by even steps."""
    source, fill = moving(move, disc(1440, 810, 2880, 1620, 60.0), (320, 180))
    luma = [seen(source, crop(fill, n, LENGTH), (320, 180)).luma for n in range(40, 80)]
    places = [centre(plane, (160, 90))[move == "down"] for plane in luma]
    steps = np.diff(places)
    assert np.abs(steps - steps.mean()).max() < 0.1


def test_a_photograph_opened_smaller_shows_the_same() -> None:
    rgb = disc(901.5, 423.25)
    planned = stance(Still(asset(WIDTH, HEIGHT)), LENGTH)
    assert isinstance(planned, Fill)
    whole = source_of(Image.fromarray(rgb), planned, WIDTH, (320, 180))
    half = source_of(Image.fromarray(rgb).reduce(2), planned, WIDTH, (320, 180))
    view = crop(planned, 70, LENGTH)
    one, other = (seen(source, view, (320, 180)).luma.astype(int) for source in (whole, half))
    assert np.abs(one - other).max() <= 6


@pytest.mark.parametrize("count", [1920, 1080, 960, 540, 640, 360])
@pytest.mark.parametrize("ratio", [1.62, 1.47])
def test_whole_pixel_fits_miss_by_less_than_0_08_samples(ratio: float, count: int) -> None:
    for number in range(200):
        step = ratio / (1 + 0.05 * number / 200)
        first = 3.0 + 0.137 * number
        found = fit(step, first, count)
        for index in (0, count // 2, count - 1):
            assert abs(found.at(index) - (first + step * index)) / step < 0.08
