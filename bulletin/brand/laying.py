"""Laying layers and shapes over a picture in place: what motion pieces are put together with."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from bulletin.brand.grounds import Field
from bulletin.brand.values import Layer, Pixels


def premultiplied(layer: Layer) -> Field:
    pixels = layer.pixels.astype(np.float32)
    alpha = pixels[..., 3:] / 255
    return np.ascontiguousarray(np.concatenate([pixels[..., :3] * alpha, alpha], axis=2))


def lay(picture: Pixels, layer: Layer) -> None:
    """Lay a layer over a picture; where the picture is transparent it becomes as opaque as the layer."""
    height, wide = layer.pixels.shape[:2]
    here = picture[layer.y : layer.y + height, layer.x : layer.x + wide]
    alpha = layer.pixels[..., 3:].astype(np.float32) / 255
    mixed = here[..., :3] + (layer.pixels[..., :3].astype(np.float32) - here[..., :3]) * alpha
    here[..., :3] = np.round(mixed)
    here[..., 3] = np.maximum(here[..., 3], layer.pixels[..., 3])


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
    height, wide = picture.shape[:2]
    mask = np.zeros((height, wide), np.uint8)
    points = np.array([[round((x - 0.5) * 16), round((y - 0.5) * 16)] for x, y in corners], np.int32)
    cv2.fillConvexPoly(mask, points, round(255 * opacity), cv2.LINE_AA, 4)
    x, y, across, down = cv2.boundingRect(mask)
    here, cover = picture[y : y + down, x : x + across], mask[y : y + down, x : x + across, None].astype(np.uint16)
    here[..., :3] = (here[..., :3] * (255 - cover) + np.array(colour, np.uint16) * cover + 127) // 255
