"""Grounds: light and wide planes at 12° over a colour, drawn in fine steps so that no bands show."""

from __future__ import annotations

from functools import lru_cache
from math import cos, radians, tan

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image, ImageOps

from bulletin.brand.pack import Pack
from bulletin.brand.style import Canvas, Colour
from bulletin.brand.values import Pixels

Field = npt.NDArray[np.float32]

LEAN = tan(radians(12))
"""Planes lean to the right: their edges move so far to the left for every pixel down."""
ACROSS = cos(radians(12))
PLANE_SHADOW = 65
"""Units that the shadow of a plane reaches to its left at most."""
NOISE_SIDE = 256
"""Pixels after which the noise repeats, across and down."""


def distance(size: tuple[int, int], at: float, first: tuple[int, int] = (0, 0), frame_height: float = 1080.0) -> Field:
    """The signed distance in pixels of every pixel from a leaning edge, positive to the right of it."""
    width, height = size
    x = np.arange(first[0], first[0] + width, dtype=np.float32) + 0.5
    y = np.arange(first[1], first[1] + height, dtype=np.float32) + 0.5
    line = np.float32(at) + (np.float32(frame_height / 2) - y) * np.float32(LEAN)
    return (x[None, :] - line[:, None]) * np.float32(ACROSS)


def mixed(under: Field, colour: Field | tuple[float, ...], cover: Field) -> Field:
    """`colour` laid over `under` where `cover` says so."""
    made: Field = np.asarray(colour, np.float32) - under
    made *= cv2.merge([cover] * 3)
    made += under
    return made


def tone(colour: Colour, light: float = 0.0) -> tuple[float, ...]:
    """A colour lightened (towards white) or darkened (towards black) by a part of 1."""
    end = 255.0 if light > 0 else 0.0
    return tuple(part + (end - part) * abs(light) for part in colour.rgb)


def dithered(picture: Field) -> npt.NDArray[np.uint8]:
    """Fine values to bytes, with less than one step of noise against bands; the same every time."""
    height, width = picture.shape[:2]
    made: npt.NDArray[np.uint8] = np.clip(picture + noise(width, height)[..., None], 0, 255).astype(np.uint8)
    return made


@lru_cache(maxsize=4)
def noise(width: int, height: int) -> Field:
    """Seeded noise from 0 to 1 that rounds on average."""
    tile = np.random.default_rng(12).random((NOISE_SIDE, NOISE_SIDE), dtype=np.float32)
    made = np.tile(tile, (height // NOISE_SIDE + 1, width // NOISE_SIDE + 1))[:height, :width]
    made.setflags(write=False)
    return made


@lru_cache(maxsize=8)
def drawn(pack: Pack, name: str, canvas: Canvas) -> Pixels:
    """One of the pack's grounds, without the mark. Not to be written to."""
    return _finished(field(pack, name, canvas))


def field(pack: Pack, name: str, canvas: Canvas) -> Field:
    """A ground before it is rounded to bytes."""
    style, size, scale = pack.grounds[name], canvas.size, canvas.scale
    if style.image is not None:
        with Image.open(style.image.path, formats=("PNG",)) as opened:
            image = ImageOps.fit(opened.convert("RGB"), size, Image.Resampling.LANCZOS)
        return np.asarray(image, np.float32)
    fall = _fall(size, (style.centre[0] / 1000, style.centre[1] / 1000), style.reach / 1000)
    base = np.full((size[1], size[0], 3), tone(style.base, style.base_tone / 1000), np.float32)
    ground = mixed(base, tone(style.light, style.light_tone / 1000), fall * (style.light_strength / 1000))
    for at, wide, strength in style.bands:
        band = _band(size, at * scale, wide * scale)
        ground = mixed(ground, tone(style.band, style.band_tone / 1000), band * np.float32(strength / 1000))
    return ground


@lru_cache(maxsize=8)
def planes(colours: tuple[Colour, Colour], edges: tuple[int, int], canvas: Canvas) -> tuple[Pixels, int]:
    """Two leaning planes (front, back) at the right of a card whose left edges cross the frame's middle at `edges` (back,
    front), and the column of the frame where their picture begins."""
    front, back = colours
    (width, height), scale = canvas.size, canvas.scale
    start = max(0, round((edges[0] - canvas.height / 2 * LEAN - PLANE_SHADOW) * scale / 2) * 2)
    size, first = (width - start, height), (start, 0)
    behind, before = (distance(size, at * scale, first, height) for at in edges)
    colour = _shaded(back, (-0.25, 0.02), behind / np.float32(560 * scale))
    shadow = np.clip(1 + before / np.float32(90 * scale), 0, 1) ** 2 * np.float32(0.28)
    lit = _shaded(front, (0.05, -0.22), before / np.float32(420 * scale))
    colour = mixed(mixed(colour, (0.0, 0.0, 0.0), shadow), lit, np.clip(before + 0.5, 0, 1))
    cover = np.clip(behind + 0.5, 0, 1)
    pixels = np.dstack([dithered(colour), np.round(cover * 255).astype(np.uint8)])
    pixels.setflags(write=False)
    return pixels, start


def _shaded(colour: Colour, lights: tuple[float, float], along: Field) -> Field:
    """A colour that changes from one light to another along a plane (0 to 1)."""
    base = np.broadcast_to(np.array(tone(colour, lights[0]), np.float32), (*along.shape, 3))
    return mixed(base, tone(colour, lights[1]), np.clip(along, 0, 1))


def _band(size: tuple[int, int], at: float, wide: float) -> Field:
    """A plane whose left edge is sharp and that fades to the right."""
    away = distance(size, at, frame_height=size[1])
    band: Field = np.clip(away + 0.5, 0, 1) * np.clip(1 - away / np.float32(wide), 0, 1)
    return band


def _fall(size: tuple[int, int], centre: tuple[float, float], reach: float) -> Field:
    """Light that falls off smoothly from a point (parts of the frame) over `reach` frame widths: 1 there, 0 far away."""
    width, height = size
    x = (np.arange(width, dtype=np.float32) + 0.5) / width - np.float32(centre[0])
    y = ((np.arange(height, dtype=np.float32) + 0.5) / height - np.float32(centre[1])) * np.float32(height / width)
    away = np.sqrt(x[None, :] ** 2 + y[:, None] ** 2) / np.float32(reach)
    smooth: Field = np.clip(1 - away, 0, 1)
    return smooth * smooth * np.float32(3) - smooth**3 * np.float32(2)


def _finished(ground: Field) -> Pixels:
    opaque = np.full((*ground.shape[:2], 1), 255, np.uint8)
    pixels = np.concatenate([dithered(ground), opaque], axis=2)
    pixels.setflags(write=False)
    return pixels
