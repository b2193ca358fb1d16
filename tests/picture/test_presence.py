"""When layers come, stand and go."""

from __future__ import annotations

import numpy as np

from bulletin.brand.values import Drawn, Layer, Motion
from bulletin.picture.presence import LEAVING, SETTLED, is_too_slow, states

PIXELS = np.zeros((2, 2, 4), np.uint8)
IN, OUT = Motion("wipe", 12, 3), Motion("fade", 8, 0)


def drawn(**options: object) -> Drawn:
    return Drawn((Layer(PIXELS, 0, 0, **options),))  # type: ignore[arg-type]


def test_a_layer_waits_enters_and_stands() -> None:
    plate = drawn(enter=IN)
    seen = [states(plate, elapsed, None) for elapsed in range(20)]
    assert [bool(found) for found in seen] == [False] * 3 + [True] * 17
    assert [found[0].kind for found in seen[3:]] == ["wipe"] * 11 + ["none"] * 6


def test_entering_eases_out() -> None:
    ways = [states(drawn(enter=IN), elapsed, None)[0].way for elapsed in range(3, 15)]
    steps = np.diff([0, *ways])
    assert ways[-1] == 1
    assert (np.diff(steps) < 0).all()


def test_leaving_eases_in_and_ends_with_the_plate() -> None:
    ways = [found[0].way if (found := states(drawn(leave=OUT), 100, left)) else 0.0 for left in range(12, 0, -1)]
    assert ways[:4] == [1, 1, 1, 1]
    assert ways[-1] == 0
    assert (np.diff(ways[4:]) < 0).all()
    assert (np.diff(ways[4:], 2) < 0).all()


def test_a_plate_leaves_together_as_long_as_its_slowest_layer() -> None:
    plate = Drawn((Layer(PIXELS, 0, 0, leave=Motion("fade", 4, 0)), Layer(PIXELS, 0, 0, leave=Motion("wipe", 8, 2))))
    assert [len(states(plate, 50, left)) for left in (11, 10, 7, 6, 2, 1)] == [2, 2, 1, 1, 1, 0]


def test_a_plate_that_stood_and_stays_does_not_move() -> None:
    assert states(drawn(enter=IN, leave=OUT), None, None)[0].kind == "none"


def test_a_layer_without_leaving_stays_to_the_end() -> None:
    plate = Drawn((Layer(PIXELS, 0, 0), Layer(PIXELS, 0, 0, leave=OUT)))
    assert [state.layer for state in states(plate, 50, 1)] == [0]


def test_a_counting_layer_goes_through_its_pictures_and_keeps_the_last() -> None:
    plate = drawn(sequence=(PIXELS,) * 4)
    assert [states(plate, elapsed, None)[0].picture for elapsed in range(6)] == [0, 1, 2, 3, 3, 3]
    assert states(plate, None, None)[0].picture == 3


def test_everything_stands_still_once_settled() -> None:
    plate = drawn(enter=Motion("rise", 25, SETTLED - 25, 24), sequence=(PIXELS,) * SETTLED)
    assert not is_too_slow(plate)
    assert states(plate, SETTLED, None) == states(plate, None, None)
    assert states(plate, None, LEAVING + 1) == states(plate, None, None)


def test_what_moves_longer_than_keys_look_is_too_slow() -> None:
    assert is_too_slow(drawn(enter=Motion("fade", SETTLED, 1)))
    assert is_too_slow(drawn(leave=Motion("fade", LEAVING, 1)))
    assert is_too_slow(drawn(sequence=(PIXELS,) * (SETTLED + 1)))
