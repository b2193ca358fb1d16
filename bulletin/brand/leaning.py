"""Stacks of leaning planes, fast enough to be drawn for every frame.

A plane that leans by 12° looks the same on every row of the frame, only shifted. So a stack of planes is composed once on
a single line, finer than pixels, and every row of the picture takes its part of that line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from bulletin.brand.grounds import LEAN, Field
from bulletin.brand.style import Canvas

PHASES = 8
MARGIN = 16


@dataclass(frozen=True, slots=True)
class Plane:
    """A plane between two leaning edges that cross the frame's middle line at `left` and `right` (units).

    Its colour goes from `first` at the left edge to `last` at the right one, its opacity from `cover` to `cover_last`;
    `shadow` (0 to 1) is the shadow it casts over `reach` units on both sides."""

    left: float
    right: float
    first: tuple[float, ...]
    last: tuple[float, ...]
    cover: float = 1.0
    cover_last: float | None = None
    shadow: float = 0.0
    reach: float = 90.0


@dataclass(frozen=True, slots=True)
class Line:
    """The line on which planes are composed for frames of one scale; `rows` is where every row begins on it."""

    scale: float
    width: int
    height: int
    places: Field = field(compare=False)
    rows: tuple[tuple[int, int], ...] = field(compare=False)


def line(canvas: Canvas) -> Line:
    """The line for frames of a shape and scale."""
    (width, height), scale = canvas.size, canvas.scale
    shifts = (np.arange(height) + 0.5 - height / 2) * LEAN
    least = float(shifts.min()) - MARGIN
    count = int(width + shifts.max() - least) + 2 * MARGIN
    places = least + 0.5 + np.arange(count)[None, :] + np.arange(PHASES)[:, None] / PHASES
    starts = np.round((shifts - least) * PHASES).astype(int)
    rows = tuple((int(start) % PHASES, int(start) // PHASES) for start in starts)
    return Line(scale, width, height, places.astype(np.float32), rows)


def composed(on: Line, planes: Sequence[Plane]) -> Field:
    """The planes over each other as premultiplied colour and opacity: 4 × phases × places, colour 0–255, opacity 0–1."""
    stack = np.zeros((4, *on.places.shape), np.float32)
    for plane in planes:
        left, right = plane.left * on.scale, plane.right * on.scale
        inside = np.clip(on.places - left + 0.5, 0, 1) * np.clip(right - on.places + 0.5, 0, 1)
        if plane.shadow:
            reach = max(plane.reach * on.scale, 1.0)
            outside = np.maximum(left - on.places, on.places - right)
            dark = np.clip(1 - outside / reach, 0, 1) ** 2 * np.float32(plane.shadow)
            stack *= 1 - dark
            stack[3] += dark
        along = np.clip((on.places - left) / max(right - left, 1e-3), 0, 1)
        last = plane.cover if plane.cover_last is None else plane.cover_last
        cover = inside * (plane.cover + (last - plane.cover) * along)
        stack *= 1 - cover
        for channel, (first, final) in enumerate(zip(plane.first, plane.last, strict=True)):
            stack[channel] += (first + (final - first) * along) * cover
        stack[3] += cover
    return stack


def spread(on: Line, stack: Field, rows: range, room: Field) -> Field:
    """Some rows of the frame from a composed line: 4 × rows × width, in `room`, which may have more rows."""
    made = room[:, : len(rows)]
    for index, row in enumerate(rows):
        phase, start = on.rows[row]
        made[:, index] = stack[:, phase, start : start + on.width]
    return made
