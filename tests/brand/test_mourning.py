"""Plates in mourning: neither red nor amber is left on them, and their words stay legible."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from bulletin.brand.pack import Pack
from bulletin.brand.plates import draw
from bulletin.rundown.values import Asset, Plate
from tests.brand.samples import ORDINARY

THIRD = 1 / 3


def in_mourning(kind: str) -> Plate:
    plate = ORDINARY[kind]
    return replace(plate, fields=(*plate.fields, ("tone", "mourning")))


def grey(_asset: Asset, size: tuple[int, int]) -> Image.Image:
    return Image.new("RGB", size, (90, 90, 90))


def vivid(pack: Pack, plate: Plate) -> int:
    """Pixels of a strong red or amber."""
    count = 0
    for layer in draw(pack, plate, THIRD, grey).layers:
        for pixels in (layer.pixels, *layer.sequence[-1:]):
            red, green, blue, alpha = (pixels[..., channel].astype(int) for channel in range(4))
            count += int(np.count_nonzero((alpha > 128) & (red > 120) & (red > green + 40) & (red > blue + 60)))
    return count


@pytest.mark.parametrize("kind", [kind for kind in ORDINARY if kind not in ("ribbon", "headlines", "opener_date")])
def test_no_red_and_no_amber_is_left(pack: Pack, kind: str) -> None:
    assert vivid(pack, in_mourning(kind)) == 0


def test_outside_mourning_the_plates_keep_their_colours(pack: Pack) -> None:
    for kind in ("bug", "strap", "quotation", "big_figure", "document"):
        assert vivid(pack, ORDINARY[kind]) > 0
