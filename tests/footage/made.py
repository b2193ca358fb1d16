"""Tiny clips made for the tests: every picture carries its number as a row of blocks, so that a lost or repeated one is seen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import numpy.typing as npt

Pixels = npt.NDArray[np.uint8]
SIZE = (320, 180)
BITS = 10
DARK, LIGHT = 40, 216


@dataclass(frozen=True)
class Sound:
    """A tone of `hertz` in every channel of a layout at a rate, for so many seconds, from a time on."""

    layout: str = "mono"
    rate: int = 48_000
    seconds: float = 2.0
    late: float = 0.0
    hertz: float = 440.0
    level: float = 0.25
    codec: str = "aac"
    channels: Sequence[int] | None = None
    """The channels that sound; all when None."""


@dataclass(frozen=True)
class Recipe:
    """How a clip is made. `times` are the pictures' times in ticks of `base`; usually one each 1/rate second."""

    frames: int = 50
    rate: Fraction = Fraction(25)
    size: tuple[int, int] = SIZE
    codec: str = "libx264"
    pixels: str = "yuv420p"
    group: int = 12
    times: Sequence[int] | None = None
    base: Fraction | None = None
    matrix: int = 1
    full: bool = False
    transfer: int = 1
    primaries: int = 1
    aspect: Fraction = Fraction(1)
    matrix_turn: tuple[int, ...] | None = None
    interlaced: bool = False
    sound: Sound | None = None
    options: tuple[tuple[str, str], ...] = (("preset", "ultrafast"),)
    muxing: tuple[tuple[str, str], ...] = ()


def numbered(number: int, size: tuple[int, int] = SIZE) -> Pixels:
    """A grey picture whose upper half is a row of blocks, the bits of a number, the lowest at the left."""
    width, height = size
    picture = np.full((height, width), 110, np.uint8)
    block = width // BITS
    for bit in range(BITS):
        picture[: height // 2, bit * block : (bit + 1) * block] = LIGHT if number >> bit & 1 else DARK
    return picture


def number_of(luma: Pixels) -> int:
    """The number that a picture carries, at whatever size it is seen."""
    height, width = luma.shape
    block = width / BITS
    row = luma[height // 8 : height // 3]
    means = [row[:, int((bit + 0.3) * block) : int((bit + 0.7) * block)].mean() for bit in range(BITS)]
    return sum(1 << bit for bit, mean in enumerate(means) if mean > (DARK + LIGHT) / 2)


def make(path: Path, recipe: Recipe = Recipe(), pictures: Iterable[Pixels] | None = None) -> Path:
    """Write a clip. `pictures` are luma planes, or RGB where they have three dimensions; usually numbered ones."""
    shown = pictures if pictures is not None else (numbered(n, recipe.size) for n in range(recipe.frames))
    with av.open(str(path), "w", options=dict(recipe.muxing)) as container:
        stream = _picture_stream(container, recipe)
        track = _sound_stream(container, recipe.sound) if recipe.sound else None
        for n, picture in enumerate(shown):
            container.mux(stream.encode(_frame(picture, n, recipe)))
        container.mux(stream.encode(None))
        if track is not None and recipe.sound is not None:
            for frame in _tone(recipe.sound):
                container.mux(track.encode(frame))
            container.mux(track.encode(None))
    return path


def _picture_stream(container: Any, recipe: Recipe) -> Any:
    stream = container.add_stream(recipe.codec, rate=recipe.rate)
    stream.width, stream.height = recipe.size
    stream.pix_fmt = recipe.pixels
    context = stream.codec_context
    context.gop_size = recipe.group
    context.time_base = recipe.base or 1 / recipe.rate
    context.color_range, context.colorspace = 2 if recipe.full else 1, recipe.matrix
    context.color_trc, context.color_primaries = recipe.transfer, recipe.primaries
    context.sample_aspect_ratio = recipe.aspect
    options = dict(recipe.options) if recipe.codec.startswith("libx") else {}
    context.options = {**options, **({"x264-params": "interlaced=1:tff=1"} if recipe.interlaced else {})}
    if recipe.matrix_turn:
        stream.set_display_matrix(recipe.matrix_turn)
    return stream


def _frame(picture: Pixels, n: int, recipe: Recipe) -> av.VideoFrame:
    if picture.ndim == 3:
        frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
    else:
        grey = np.full((picture.shape[0] // 2, picture.shape[1]), 128, np.uint8)
        frame = av.VideoFrame.from_ndarray(np.concatenate((picture, grey)), format="yuv420p")
        frame.colorspace, frame.color_range = recipe.matrix, 1
    if frame.format.name != recipe.pixels or picture.ndim == 3 or recipe.full:
        frame = frame.reformat(
            format=recipe.pixels,
            dst_colorspace=recipe.matrix,
            src_color_range=2 if picture.ndim == 3 else 1,
            dst_color_range=2 if recipe.full else 1,
        )
    frame.colorspace, frame.color_range = recipe.matrix, 2 if recipe.full else 1
    frame.pts = recipe.times[n] if recipe.times else n
    frame.time_base = recipe.base or 1 / recipe.rate
    return frame


def _sound_stream(container: Any, sound: Sound) -> Any:
    return container.add_stream(sound.codec, rate=sound.rate, layout=sound.layout)


def _tone(sound: Sound) -> Iterable[av.AudioFrame]:
    layout = av.AudioLayout(sound.layout)
    count = layout.nb_channels
    at = np.arange(round(sound.seconds * sound.rate))
    wave = (sound.level * np.sin(2 * np.pi * sound.hertz * at / sound.rate)).astype(np.float32)
    planes = np.zeros((count, len(wave)), np.float32)
    planes[list(sound.channels) if sound.channels is not None else slice(None)] = wave
    late = round(sound.late * sound.rate)
    for start in range(0, len(wave), 1024):
        part = np.ascontiguousarray(planes[:, start : start + 1024].T).reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(part, format="flt", layout=sound.layout)
        frame.sample_rate, frame.pts, frame.time_base = sound.rate, late + start, Fraction(1, sound.rate)
        yield frame
