"""Shots composed frame by frame: ground, plates, and the way in over the shot before. Any frame may be asked for first."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass

import cv2
import numpy as np

from bulletin.picture.grounds import ground_of
from bulletin.picture.planes import AT_ONCE, Frame, blank, copy, frame_of
from bulletin.picture.presence import State, states
from bulletin.picture.resources import Resources
from bulletin.picture.values import Plane
from bulletin.rundown.values import Entry, EntryKind, Held, Overlay, Shot
from bulletin.script.values import Area

SLOPE = math.tan(math.radians(12))
"""How far the edge of a plane leans: columns a row."""
BAND = 48
"""Width of the red plane that leads a wipe, in units."""
WHOLE = Area(0, 0, 100, 100)
SLACK = 0.02
"""How much of a side may be squeezed instead of cut."""


class Composer:
    """The frames of one shot. What frame `n` looks like depends on the shot and `n` alone, never on what was asked before."""

    def __init__(self, shot: Shot, resources: Resources) -> None:
        self._shot = shot
        self._resources = resources
        # First of all, while the photograph of the shot before may still be at hand.
        self._before = None if shot.entry is None else self._held(shot.entry.before)
        self._ground = ground_of(shot, resources, self._held)
        self._overlays = tuple((overlay, resources.plate(overlay.plate)) for overlay in shot.overlays)
        self._frames = deque(blank(resources.width, resources.height) for _ in range(AT_ONCE + 1))
        self._standing: tuple[Hashable, Frame] | None = None
        self._shown_state: Hashable = object()

    def frames(self, first: int, last: int) -> Iterator[Frame]:
        """The frames of a range, end exclusive. A frame is valid while `AT_ONCE` others come; frames that show the same are
        the same object."""
        for n in range(first, last):
            yield self.frame(n)

    def frame(self, n: int) -> Frame:
        """One frame, valid while `AT_ONCE` others are asked for."""
        ground_state, plate_states, entry = self._ground.state(n), self._plate_states(n), self._entering(n)
        shown = (ground_state, plate_states, None if entry is None else n)
        if shown != self._shown_state:
            self._frames.rotate()
            self._compose(n, ground_state, plate_states, entry)
            self._shown_state = shown
        return self._frames[0]

    def _compose(
        self, n: int, ground_state: Hashable, plate_states: tuple[tuple[State, ...], ...], entry: Entry | None
    ) -> None:
        frame = self._frames[0]
        self._draw_ground(n, ground_state, frame)
        if entry is not None and entry.kind == "open":  # plates keep their place while the picture grows
            self._enter(entry, n, frame)
        for (_, plate), visible in zip(self._overlays, plate_states, strict=True):
            for state in visible:
                plate.lay(frame, state)
        if entry is not None and entry.kind != "open":
            self._enter(entry, n, frame)

    def _draw_ground(self, n: int, state: Hashable, frame: Frame) -> None:
        """A ground that stands while plates move is drawn once and kept."""
        if self._standing is not None and state == self._standing[0]:
            copy(self._standing[1], frame)
            return
        self._ground.draw(n, frame)
        if state == self._ground.state(n + 1):
            kept = blank(self._resources.width, self._resources.height)
            copy(frame, kept)
            self._standing = state, kept

    def _plate_states(self, n: int) -> tuple[tuple[State, ...], ...]:
        return tuple(
            states(plate.drawn, _since(overlay, n), _until(overlay, n)) if _is_on(overlay, n) else ()
            for overlay, plate in self._overlays
        )

    def _entering(self, n: int) -> Entry | None:
        entry = self._shot.entry
        return entry if entry is not None and n < entry.length else None

    def _enter(self, entry: Entry, n: int, frame: Frame) -> None:
        assert self._before is not None, "there is a way in"
        way = (n + 1) / (entry.length + 1)
        _ENTRIES[entry.kind](self._before, frame, self._step(way, entry.area))

    def _step(self, way: float, area: Area | None) -> _Step:
        return _Step(way, area or WHOLE, self._resources.colour("wipe"), self._resources.look.profile.scale)

    def _held(self, held: Held) -> Frame:
        return Composer(held.shot, self._resources).frame(held.frame)


def _is_on(overlay: Overlay, n: int) -> bool:
    return (overlay.start is None or overlay.start <= n) and (overlay.end is None or n < overlay.end)


def _since(overlay: Overlay, n: int) -> int | None:
    return None if overlay.start is None else n - overlay.start


def _until(overlay: Overlay, n: int) -> int | None:
    return None if overlay.end is None else overlay.end - n


@dataclass(frozen=True, slots=True)
class _Step:
    """How far a way in is (0 to 1), and what it needs: where a picture opens from, the colour of the plane, pixels a unit."""

    way: float
    area: Area
    red: tuple[int, int, int]
    scale: float


def _dissolve(before: Frame, frame: Frame, step: _Step) -> None:
    for old, new in zip(before.planes(), frame.planes(), strict=True):
        cv2.addWeighted(old, 1 - step.way, new, step.way, 0, dst=new)


def _wipe(before: Frame, frame: Frame, step: _Step) -> None:
    """A leaning red plane crosses the frame from the left and leaves the new picture behind it."""
    height, width = frame.luma.shape
    band = BAND * step.scale
    colour = frame_of(np.full((2, 2, 3), step.red, np.uint8))
    eased = step.way * step.way * (3 - 2 * step.way)
    edge = eased * (width + SLOPE * height + band) - band
    for old, new, paint in zip(before.planes(), frame.planes(), colour.planes(), strict=True):
        scale = new.shape[1] / width
        columns = np.arange(new.shape[1], dtype=np.float32)
        ends = (edge - SLOPE * (np.arange(new.shape[0], dtype=np.float32) / scale)) * np.float32(scale)
        behind = columns[None, :] - ends[:, None]
        np.copyto(new, old, where=behind >= band * scale)
        np.copyto(new, paint[0, 0], where=(behind >= 0) & (behind < band * scale))


def _open(before: Frame, frame: Frame, step: _Step) -> None:
    """The new picture grows from its place in the old one."""
    height, width = frame.luma.shape
    eased = 1 - (1 - step.way) ** 3
    left, top = (2 * round(at * side / 200 * (1 - eased)) for at, side in ((step.area.x, width), (step.area.y, height)))
    wide = 2 * round(width / 2 * _between(step.area.width / 100, 1, eased))
    high = 2 * round(height / 2 * _between(step.area.height / 100, 1, eased))
    wide, high = min(max(wide, 2), width - left), min(max(high, 2), height - top)
    # a plane that keeps more than half of its rows loses nothing to a line between two of them, and is read in a quarter of the time
    way = cv2.INTER_AREA if 2 * high < height else cv2.INTER_LINEAR
    for old, new in zip(before.planes(), frame.planes(), strict=True):
        by = width // new.shape[1]
        small = cv2.resize(_cut(new, wide / high), (wide // by, high // by), interpolation=way)
        np.copyto(new, old)
        new[top // by : (top + high) // by, left // by : (left + wide) // by] = small


def _cut(plane: Plane, shape: float) -> Plane:
    """The middle of a plane, of a width by height; a plane of about that shape whole."""
    height, width = plane.shape
    wide, high = min(width, round(height * shape)), min(height, round(width / shape))
    if width - wide <= SLACK * width and height - high <= SLACK * height:
        return plane
    left, top = (width - wide) // 2, (height - high) // 2
    return plane[top : top + high, left : left + wide]


def _between(start: float, end: float, way: float) -> float:
    return start + (end - start) * way


_ENTRIES: dict[EntryKind, Callable[[Frame, Frame, _Step], None]] = {
    "dissolve": _dissolve,
    "wipe": _wipe,
    "open": _open,
}
