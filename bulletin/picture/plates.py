"""Drawn plates made ready, and laid onto frames in any state of their motion."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bulletin.brand.values import Drawn, Layer, MotionKind
from bulletin.errors import BadConfig
from bulletin.messages import say
from bulletin.picture.planes import Frame
from bulletin.picture.presence import State, is_too_slow
from bulletin.picture.stamps import OPAQUE, Stamp, lay, stamp_of, window


class ReadyPlate:
    """A plate's layers with their pictures at rest as stamps. `size` in bytes."""

    def __init__(self, drawn: Drawn, frame: tuple[int, int]) -> None:
        """For frames of (width, height). Raises BadConfig for a plate that moves longer than may be."""
        if is_too_slow(drawn):
            raise BadConfig(
                say("A plate of the brand pack moves for more than five seconds"),
                hint=say("Shorten its motion or its counting in brand.toml."),
            )
        self.drawn = drawn
        self._frame = frame
        self._stamps = {index: self._made(layer, -1) for index, layer in enumerate(drawn.layers) if not layer.sequence}

    @property
    def size(self) -> int:
        stamps = sum(stamp.size for stamp in self._stamps.values() if stamp)
        return stamps + sum(pixels.nbytes for layer in self.drawn.layers for pixels in (layer.pixels, *layer.sequence))

    def lay(self, frame: Frame, state: State) -> None:
        """Lay one of the plate's layers onto a frame as `state` says."""
        layer = self.drawn.layers[state.layer]
        stamp = self._stamp(state)
        if stamp is not None:
            _LAID[state.kind](frame, stamp, layer, state)

    def _stamp(self, state: State) -> Stamp | None:
        """A counting figure's pictures are seen once each; only the last one is worth keeping."""
        layer = self.drawn.layers[state.layer]
        if 0 <= state.picture < len(layer.sequence) - 1:
            return self._made(layer, state.picture)
        if state.layer not in self._stamps:
            self._stamps[state.layer] = self._made(layer, state.picture)
        return self._stamps[state.layer]

    def _made(self, layer: Layer, picture: int) -> Stamp | None:
        pixels = layer.pixels if picture < 0 else layer.sequence[picture]
        return stamp_of(pixels, layer.x, layer.y, self._frame)


def _still(frame: Frame, stamp: Stamp, _layer: Layer, _state: State) -> None:
    lay(frame, stamp)


def _fade(frame: Frame, stamp: Stamp, _layer: Layer, state: State) -> None:
    lay(frame, stamp, round(OPAQUE * state.way))


def _wipe(frame: Frame, stamp: Stamp, _layer: Layer, state: State) -> None:
    """From the side that it is revealed from, or hidden towards."""
    is_across = state.side in ("left", "right")
    length = stamp.width if is_across else stamp.height
    shown = 2 * round(length * state.way / 2)
    if not shown:
        return
    part = (0, shown) if state.side in ("left", "above") else (2 * ((length - shown) // 2), length)
    rows, columns = ((0, stamp.height), part) if is_across else (part, (0, stamp.width))
    lay(frame, window(stamp, rows, columns, stamp.y + rows[0]))


def _rise(frame: Frame, stamp: Stamp, layer: Layer, state: State) -> None:
    below = round(_travel(layer, "rise") * (1 - state.way))
    if below < stamp.height:
        part = window(stamp, (0, stamp.height - below), (0, stamp.width), stamp.y + below)
        lay(frame, part, round(OPAQUE * state.way))


def _slide(frame: Frame, stamp: Stamp, layer: Layer, state: State) -> None:
    """Beside its place, cut at the frame's edges."""
    away = 2 * round(_travel(layer, "slide") * (1 - state.way) / 2)
    x, y = {"left": (-away, 0), "right": (away, 0), "above": (0, -away), "below": (0, away)}[state.side]
    height, width = frame.luma.shape
    left, top = max(0, -stamp.x - x), max(0, -stamp.y - y)
    right, bottom = min(stamp.width, width - stamp.x - x), min(stamp.height, height - stamp.y - y)
    if left < right and top < bottom:
        part = window(stamp, (top, bottom), (left, right), stamp.y + top + y)
        lay(frame, replace(part, x=part.x + x))


def _travel(layer: Layer, kind: MotionKind) -> int:
    return layer.enter.travel if layer.enter.kind == kind else layer.leave.travel


_LAID: dict[MotionKind, Callable[[Frame, Stamp, Layer, State], None]] = {
    "none": _still,
    "fade": _fade,
    "wipe": _wipe,
    "rise": _rise,
    "slide": _slide,
}
