"""How clips lie in frames, and how HDR light becomes SDR's: pure rules."""

from __future__ import annotations

import numpy as np
import pytest

from bulletin.picture.footage import fit
from bulletin.picture.tone import HLG, PQ, mapped

FRAME = (1920, 1080)


@pytest.mark.parametrize("size", [(1920, 1080), (3840, 2160), (1280, 720), (320, 180), (2160, 1080), (1998, 1080)])
def test_a_clip_of_about_the_frame_s_shape_fills_it(size: tuple[int, int]) -> None:
    placed = fit(size, FRAME)
    assert placed.fills
    assert placed.width >= 1920 and placed.height >= 1080
    assert -placed.left <= placed.width - 1920 and -placed.top <= placed.height - 1080


@pytest.mark.parametrize("size", [(1080, 1920), (1440, 1080), (1080, 1080), (720, 576), (2560, 1070)])
def test_a_clip_of_another_shape_stands_whole_in_the_middle(size: tuple[int, int]) -> None:
    placed = fit(size, FRAME)
    assert not placed.fills
    assert placed.width == 1920 or placed.height == 1080
    assert abs(2 * placed.left + placed.width - 1920) <= 2
    assert abs(2 * placed.top + placed.height - 1080) <= 2
    assert all(side % 2 == 0 for side in (placed.width, placed.height, placed.left, placed.top))


def test_a_crop_keeps_the_focus() -> None:
    left, middle, right = (fit((2160, 1080), FRAME, (across, 50.0)).left for across in (0, 50, 100))
    assert (left, middle, right) == (0, -120, -240)


def test_an_upright_clip_fills_an_upright_frame() -> None:
    assert fit((1080, 1920), (1080, 1920)).fills


@pytest.mark.parametrize("transfer", [PQ, HLG])
def test_grey_stays_grey_and_more_light_is_never_darker(transfer: int) -> None:
    steps = np.linspace(0, 1, 200)
    greys = mapped(np.repeat(steps[:, None], 3, axis=1), transfer)
    assert np.ptp(greys, axis=1).max() < 0.002
    assert np.diff(greys[:, 1]).min() >= -1e-9
    assert greys[0, 0] < 0.01
    assert greys[-1, 0] == pytest.approx(1, abs=0.01)


def test_graphics_white_leaves_room_for_highlights_and_shadows_are_kept() -> None:
    """203 nits are 58 per cent of PQ and 75 of HLG (BT.2408)."""
    for coded, transfer in ((0.5807, PQ), (0.75, HLG)):
        (white,) = mapped(np.full((1, 3), coded), transfer)[:, 0]
        assert 0.85 < white < 0.97
    (shadow,) = mapped(np.full((1, 3), 0.3), PQ)[:, 0]
    assert shadow == pytest.approx((10.0 / 203) ** (1 / 2.4), abs=0.03)


def test_a_colour_that_bt709_has_keeps_its_hue() -> None:
    light = np.array([[0.6274, 0.0691, 0.0164]]) * 100 / 10_000  # BT.709's red in BT.2020, 100 nits
    m1, m2, c1, c2, c3 = 2610 / 16384, 2523 / 32, 3424 / 4096, 2413 / 128, 2392 / 128
    coded = ((c1 + c2 * light**m1) / (1 + c3 * light**m1)) ** m2
    red, green, blue = mapped(coded, PQ)[0]
    assert red > 0.7
    assert max(green, blue) < 0.12
