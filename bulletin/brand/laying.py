"""Laying layers and shapes over a picture in place: what motion pieces are put together with."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from bulletin.brand.grounds import Field
from bulletin.brand.values import Layer, Pixels

STRIP = 16
"""Rows laid at a time."""


def premultiplied(layer: Layer) -> Field:
    pixels = layer.pixels.astype(np.float32)
    alpha = pixels[..., 3:] / 255
    return np.ascontiguousarray(np.concatenate([pixels[..., :3] * alpha, alpha], axis=2))


def lay(picture: Pixels, layer: Layer) -> None:
    """Lay a layer over a picture, RGB or RGBA; where the picture is transparent it becomes as opaque as the layer."""
    x, y, across, down = cv2.boundingRect(cv2.extractChannel(layer.pixels, 3))
    pixels = layer.pixels[y : y + down, x : x + across]
    here = picture[layer.y + y : layer.y + y + down, layer.x + x : layer.x + x + across]
    if here.size:
        _blend(here, np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGBA2RGB), np.uint8), pixels[..., 3])
    if here.shape[2] == 4:
        here[..., 3] = np.maximum(here[..., 3], pixels[..., 3])


def cut(layer: Layer, shown: float) -> Layer:
    """A layer revealed from its left edge."""
    pixels = layer.pixels.copy()
    pixels[:, round(pixels.shape[1] * shown) :, 3] = 0
    return Layer(pixels, layer.x, layer.y)


def raised(layer: Layer, risen: float, travel: int) -> Layer:
    """A layer that comes up from `travel` pixels below, behind the mask of its own rectangle."""
    down = round(travel * (1 - risen))
    pixels = np.zeros_like(layer.pixels)
    pixels[..., :3] = layer.pixels[..., :3]
    height = pixels.shape[0]
    if down < height:
        pixels[down:, :, 3] = layer.pixels[: height - down, :, 3] * risen
    return Layer(pixels, layer.x, layer.y)


def polygon(
    picture: Pixels, corners: Sequence[tuple[float, float]], colour: tuple[int, int, int], opacity: float
) -> None:
    """A filled polygon with smooth edges; corners in pixels."""
    mask = np.zeros(picture.shape[:2], np.uint8)
    points = np.array([[round((x - 0.5) * 16), round((y - 0.5) * 16)] for x, y in corners], np.int32)
    cv2.fillConvexPoly(mask, points, round(255 * opacity), cv2.LINE_AA, 4)
    x, y, across, down = cv2.boundingRect(mask)
    here, cover = picture[y : y + down, x : x + across], mask[y : y + down, x : x + across]
    if here.size:
        _blend(here, np.full((down, across, 3), colour, np.uint8), cover)


def _blend(here: Pixels, colours: Pixels, cover: Pixels) -> None:
    """Lay colours over the colours of a part of a picture; strip by strip, so that the work stays in the processor's cache."""
    for top in range(0, len(here), STRIP):
        rows = slice(top, top + STRIP)
        over = np.multiply(cover[rows], 1 / 255, dtype=np.float32)
        under = here[rows] if here.shape[2] == 3 else cv2.cvtColor(here[rows], cv2.COLOR_RGBA2RGB)
        here[rows, :, :3] = cv2.blendLinear(colours[rows], under, over, 1 - over)
