"""How the layers of a plate come, stand and go: pure timing, in frames."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bulletin.brand.style import Ease, Side
from bulletin.brand.values import Drawn, Layer, MotionKind

SETTLED = 125
"""Frames after which every plate stands still."""
LEAVING = 50
"""Frames that the leaving of a plate takes at most."""


@dataclass(frozen=True, slots=True)
class State:
    """A visible layer of a plate: which, which picture of its sequence (-1: its own), and how far it is there: `way` is
    0 to 1 along its motion, 1 at rest."""

    layer: int
    picture: int
    kind: MotionKind
    way: float
    side: Side = "left"


def states(drawn: Drawn, elapsed: int | None, remaining: int | None) -> tuple[State, ...]:
    """The visible layers, bottom first. `elapsed` frames went by since the plate began (None: it stands since long),
    `remaining` are left with this one (None: it stays)."""
    leaving = max((layer.leave.delay + layer.leave.length for layer in drawn.layers), default=0)
    gone_by = None if remaining is None else leaving - remaining
    found = (_state(index, layer, elapsed, gone_by) for index, layer in enumerate(drawn.layers))
    return tuple(state for state in found if state is not None)


def is_too_slow(drawn: Drawn) -> bool:
    """Whether a plate moves for longer than keys look."""
    return any(
        max(layer.enter.delay + layer.enter.length, len(layer.sequence)) > SETTLED
        or layer.leave.delay + layer.leave.length > LEAVING
        for layer in drawn.layers
    )


def _state(index: int, layer: Layer, elapsed: int | None, gone_by: int | None) -> State | None:
    picture = -1 if elapsed is None or elapsed >= len(layer.sequence) - 1 else elapsed
    if layer.sequence and picture < 0:
        picture = len(layer.sequence) - 1
    leave, enter = layer.leave, layer.enter
    if gone_by is not None and leave.kind != "none" and gone_by >= leave.delay:
        done = min(1.0, (gone_by - leave.delay + 1) / max(1, leave.length))
        way = 1 - _LEAVING[leave.ease](done)
        return State(index, picture, leave.kind, way, leave.side) if way > 0 else None
    if elapsed is None:
        return State(index, picture, "none", 1.0)
    since = elapsed - enter.delay
    if since < 0:
        return None
    if enter.kind == "none" or since + 1 >= enter.length:
        return State(index, picture, "none", 1.0)
    return State(index, picture, enter.kind, _ENTERING[enter.ease]((since + 1) / enter.length), enter.side)


def _both(moment: float) -> float:
    return 4 * moment**3 if moment < 0.5 else 1 - (2 - 2 * moment) ** 3 / 2


_ENTERING: dict[Ease, Callable[[float], float]] = {
    "soft": lambda moment: 1 - (1 - moment) ** 3,
    "both": _both,
    "even": lambda moment: moment,
}
_LEAVING: dict[Ease, Callable[[float], float]] = {**_ENTERING, "soft": lambda moment: moment**3}
