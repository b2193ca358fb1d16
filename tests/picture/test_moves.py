"""How photographs stand and move: the rules of the look, as geometry."""

from __future__ import annotations

import itertools
import math
from typing import get_args

import pytest

from bulletin.picture.moves import Fill, Rect, Stand, crop, eased, stance
from bulletin.rundown.values import Still
from bulletin.script.values import Area, Move
from tests.picture.made import asset

LARGE = asset(2880, 1620)
MOVES = get_args(Move)


def filling(still: Still, length: int) -> Fill:
    shown = stance(still, length)
    assert isinstance(shown, Fill)
    return shown


def views(still: Still, length: int) -> list[Rect]:
    fill = filling(still, length)
    return [crop(fill, n, length) for n in range(length)]


@pytest.mark.parametrize("move", MOVES)
@pytest.mark.parametrize("framing", ["wide", "close"])
@pytest.mark.parametrize("size", [(2880, 1620), (3000, 2000), (2000, 1999), (4000, 1200)])
@pytest.mark.parametrize("focus", [(50.0, 42.0), (0.0, 0.0), (100.0, 100.0)])
def test_every_view_lies_inside_the_photograph_and_is_16_to_9(
    move: Move, framing: str, size: tuple[int, int], focus: tuple[float, float]
) -> None:
    still = Still(asset(*size), focus, framing, move)  # type: ignore[arg-type]
    for view in views(still, 60):
        assert view.x >= -0.001
        assert view.y >= -0.001
        assert view.x + view.width <= size[0] + 0.001
        assert view.y + view.height <= size[1] + 0.001
        assert view.width / view.height == pytest.approx(16 / 9, abs=1e-5)
        assert 1920 / view.width <= 1.6 + 1e-6


@pytest.mark.parametrize(("length", "amount"), [(25, 0.012), (50, 0.024), (100, 0.048), (250, 0.05)])
def test_a_zoom_is_the_smaller_of_five_per_cent_and_1_2_per_cent_a_second(length: int, amount: float) -> None:
    seen = views(Still(LARGE, move="in"), length)
    assert seen[0].width / seen[-1].width == pytest.approx(1 + amount, abs=1e-6)


def test_out_is_in_backwards() -> None:
    nearing, leaving = (views(Still(LARGE, move=move), 80) for move in ("in", "out"))
    for near, far in zip(nearing, reversed(leaving), strict=True):
        assert near.x == pytest.approx(far.x, abs=0.001)
        assert near.width == pytest.approx(far.width, abs=0.001)


@pytest.mark.parametrize(("move", "way"), [("left", (-1, 0)), ("right", (1, 0)), ("up", (0, -1)), ("down", (0, 1))])
def test_a_pan_travels_its_way_at_one_size(move: Move, way: tuple[int, int]) -> None:
    seen = views(Still(LARGE, move=move), 100)
    first, last = seen[0], seen[-1]
    assert first.width == last.width
    assert (math.copysign(1, last.x - first.x) if way[0] else last.x - first.x) == way[0]
    assert (math.copysign(1, last.y - first.y) if way[1] else last.y - first.y) == way[1]
    travel = abs(last.x - first.x) / first.width + abs(last.y - first.y) / first.height
    assert travel == pytest.approx(0.048, abs=0.0005)


def test_hold_does_not_move() -> None:
    assert len(set(views(Still(LARGE, move="hold"), 50))) == 1


def test_moves_are_eased_at_both_ends_and_even_between() -> None:
    way = [eased(n, 150) for n in range(150)]
    steps = [after - before for before, after in itertools.pairwise(way)]
    assert way[0] == 0
    assert way[-1] == 1
    assert steps[0] < steps[70] / 20
    assert steps[-1] < steps[70] / 20
    assert steps[60] == pytest.approx(steps[90])
    assert all(step > 0 for step in steps)


@pytest.mark.parametrize("length", [1, 2, 3, 10])
def test_the_shortest_shots_have_views(length: int) -> None:
    assert len(views(Still(LARGE, move="in"), length)) == length


def test_no_step_differs_from_its_neighbours_by_a_tenth_of_a_pixel() -> None:
    """The change of a corner from frame to frame grows and shrinks smoothly, in frame pixels."""
    seen = views(Still(LARGE, (30.0, 30.0), move="in"), 200)
    corners = [view.x / view.width * 1920 for view in seen]
    steps = [after - before for before, after in itertools.pairwise(corners)]
    assert max(abs(after - before) for before, after in itertools.pairwise(steps)) < 0.02


def test_the_focus_stands_at_a_third_where_there_is_room() -> None:
    view = views(Still(asset(3000, 2400), (50.0, 45.0), move="hold"), 50)[0]
    assert (0.45 * 2400 - view.y) / view.height == pytest.approx(1 / 3, abs=0.001)
    close = views(Still(LARGE, (30.0, 50.0), "close", "hold"), 50)[0]
    assert (0.3 * 2880 - close.x) / close.width == pytest.approx(1 / 3, abs=0.001)


def test_close_shows_a_part_at_most_one_and_a_half_times_enlarged() -> None:
    wide, close = (views(Still(LARGE, framing=framing, move="hold"), 50)[0] for framing in ("wide", "close"))
    assert wide.width / close.width == pytest.approx(1.5, abs=0.001)
    assert 1920 / close.width <= 1.6


def test_an_upright_photograph_stands_on_its_own_ground() -> None:
    shown = stance(Still(asset(1620, 2400)), 100)
    assert shown == Stand(Rect(595, 0, 729, 1080), Rect(0, 0, 1620, 2400), "own")


UPRIGHT, SQUARE = (1080, 1920), (1080, 1080)


@pytest.mark.parametrize("frame", [UPRIGHT, SQUARE])
@pytest.mark.parametrize("move", MOVES)
@pytest.mark.parametrize("size", [(2880, 1620), (1620, 2400), (2000, 1999)])
def test_a_view_has_the_shape_of_the_frame_and_lies_inside_the_photograph(
    frame: tuple[int, int], move: Move, size: tuple[int, int]
) -> None:
    shown = stance(Still(asset(*size), move=move), 100, frame)
    assert isinstance(shown, Fill)
    for view in (crop(shown, n, 100) for n in range(100)):
        assert view.width / view.height == pytest.approx(frame[0] / frame[1], abs=1e-5)
        assert min(view.x, view.y) >= -0.001
        assert view.x + view.width <= size[0] + 0.001
        assert view.y + view.height <= size[1] + 0.001
        assert frame[0] / view.width <= 1.6 + 1e-6


@pytest.mark.parametrize("frame", [UPRIGHT, SQUARE])
@pytest.mark.parametrize("focus", [(30.0, 40.0), (50.0, 50.0), (72.0, 30.0)])
def test_a_wide_photograph_keeps_its_focus_when_it_is_cropped(
    frame: tuple[int, int], focus: tuple[float, float]
) -> None:
    shown = stance(Still(LARGE, focus=focus, move="in"), 100, frame)
    assert isinstance(shown, Fill)
    for view in (shown.start, shown.end):
        across = (focus[0] / 100 * LARGE.width - view.x) / view.width
        assert 0.3 <= across <= 0.7
        if frame == UPRIGHT:
            assert across == pytest.approx(0.5, abs=0.01)


def test_a_small_wide_photograph_stands_in_an_upright_frame_from_edge_to_edge_around_its_focus() -> None:
    shown = stance(Still(asset(1200, 800), focus=(75.0, 40.0)), 100, UPRIGHT)
    assert isinstance(shown, Stand)
    assert shown.ground == "own"
    assert shown.at.width == 1080
    assert shown.at.width / shown.view.width <= 1.6
    assert shown.view.x < 900 < shown.view.x + shown.view.width
    assert 0 < shown.at.y < 1920 - shown.at.y - shown.at.height


def test_an_upright_photograph_may_be_shown_close() -> None:
    assert isinstance(stance(Still(asset(1620, 2400), framing="close"), 100), Fill)


@pytest.mark.parametrize("size", [(1000, 600), (1199, 900), (640, 480), (300, 500), (1, 1), (1, 4000), (63, 65)])
def test_a_small_picture_stands_and_is_not_enlarged_more_than_1_6_times(size: tuple[int, int]) -> None:
    shown = stance(Still(asset(*size)), 100)
    assert isinstance(shown, Stand)
    assert shown.at.width <= max(2, math.ceil(size[0] * 1.6))
    assert shown.at.width <= 1920
    assert shown.at.height <= 1080


def test_a_barely_large_enough_picture_fills_and_moves_less() -> None:
    seen = views(Still(asset(1210, 700), move="in"), 200)
    assert 1920 / seen[-1].width <= 1.6 + 1e-6
    assert seen[0].width / seen[-1].width == pytest.approx(1210 / 1200, abs=1e-5)


# --- what a script marks as not to be cut --------------------------------------------------------------------------------


@pytest.mark.parametrize("move", MOVES)
@pytest.mark.parametrize("framing", ["wide", "close"])
@pytest.mark.parametrize("size", [(2880, 1620), (3000, 2000), (2000, 3000), (4000, 1200)])
@pytest.mark.parametrize(
    "area", [Area(2, 3, 20, 20), Area(70, 60, 30, 40), Area(10, 20, 60, 50), Area(0, 0, 100, 30), Area(40, 0, 10, 100)]
)
def test_no_view_cuts_into_what_the_script_marks(move: Move, framing: str, size: tuple[int, int], area: Area) -> None:
    still = Still(asset(*size), (50.0, 42.0), framing, move, kept=(area,))  # type: ignore[arg-type]
    shown = stance(still, 120)
    seen = [shown.view] if isinstance(shown, Stand) else [crop(shown, n, 120) for n in range(120)]
    left, top = area.x * size[0] / 100, area.y * size[1] / 100
    right, bottom = left + area.width * size[0] / 100, top + area.height * size[1] / 100
    for view in seen:
        assert view.x <= left + 1
        assert view.y <= top + 1
        assert view.x + view.width >= right - 1
        assert view.y + view.height >= bottom - 1


def test_a_marked_area_that_leaves_room_keeps_its_move() -> None:
    fill = filling(Still(LARGE, move="in", kept=(Area(30, 30, 20, 20),)), 120)
    assert fill.end.width < fill.start.width


def test_where_a_close_framing_would_cut_the_picture_is_seen_wide() -> None:
    shown = filling(Still(LARGE, framing="close", move="hold", kept=(Area(10, 10, 75, 75),)), 120)
    assert shown.start.width == pytest.approx(2880)


def test_a_picture_that_would_be_cut_by_every_framing_stands_whole() -> None:
    assert isinstance(stance(Still(asset(2000, 1999), kept=(Area(0, 0, 100, 100),)), 120), Stand)
