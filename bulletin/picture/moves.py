"""How a photograph stands or moves in the frame: pure geometry, in pixels of the photograph and in units of the frame."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from bulletin.rundown.values import Still
from bulletin.script.values import Move
from bulletin.timing import FRAME_RATE

WIDE = (1920, 1080)
ENLARGED_AT_MOST = 1.6
CLOSE = 1.5
WHOLE_MOVE = 0.05
MOVE_A_SECOND = 0.012
RAMP = 25
"""Frames over which a move gains its speed, and loses it again."""
UPRIGHT_CUT = 0.8
"""Width by height to which a small photograph is cut in an upright frame."""
CUT = 0.5
"""Pixels of a photograph that do not count as a cut."""
STEPS = 4096
"""Rectangles are multiples of 1/4096 pixel, so that no last bit of a power or division enters a key."""


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle; edges, not pixel centres: the first pixel reaches from 0 to 1."""

    x: float
    y: float
    width: float
    height: float

    @property
    def centre(self) -> tuple[float, float]:
        return self.x + self.width / 2, self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class Fill:
    """The photograph fills the frame and shows from `start` to `end`, both in its own pixels."""

    start: Rect
    end: Rect


@dataclass(frozen=True, slots=True)
class Stand:
    """A photograph stands in the frame at `at` (units), on its own blurred ground or on ink; `view` is what is seen of it,
    in its own pixels."""

    at: Rect
    view: Rect
    ground: Literal["own", "ink"]


def stance(still: Still, length: int, frame: tuple[int, int] = WIDE) -> Fill | Stand:
    """How a still is shown over a shot of `length` frames, in a frame so many units wide and high. It never is enlarged
    more than 1.6 times."""
    asset, (width, height) = still.asset, frame
    filling = min(float(asset.width), asset.height * width / height)
    narrowest = width / ENLARGED_AT_MOST
    is_upright = asset.width < asset.height and width > height
    if filling < narrowest or (is_upright and still.framing != "close"):
        return _standing(still, frame) if width > height else _standing_upright(still, frame)
    # By whole seconds: a few frames more or less then leave a shot's first and last picture, and its neighbours, alone.
    seconds = length // FRAME_RATE or length / FRAME_RATE
    amount = min(WHOLE_MOVE, MOVE_A_SECOND * seconds, filling / narrowest - 1)
    closer = max(1.0, min(CLOSE, filling / narrowest / (1 + amount))) if still.framing == "close" else 1.0
    seen = _Seen(still, frame)
    fill = _MOVES[still.move](seen, filling / closer, amount)
    if not still.kept:
        return fill
    held = (_hold(seen, filling / closer, 0.0), _MOVES[still.move](seen, filling, amount), _hold(seen, filling, 0.0))
    whole = next((one for one in (fill, *held) if _holds(one, seen.kept)), None)
    return whole or (_standing(still, frame) if width > height else _standing_upright(still, frame))


def _holds(fill: Fill, kept: Rect) -> bool:
    """Whether a move never cuts into what must be kept: between its ends nothing else is seen than at one of them."""
    return all(
        view.x <= kept.x + CUT
        and view.y <= kept.y + CUT
        and view.x + view.width >= kept.x + kept.width - CUT
        and view.y + view.height >= kept.y + kept.height - CUT
        for view in (fill.start, fill.end)
    )


def crop(fill: Fill, n: int, length: int) -> Rect:
    """What is seen in frame `n` of a shot of `length` frames. The size changes by the same share in every step of the
    move, around one fixed point."""
    way = eased(n, length)
    start, end = fill.start, fill.end
    if start.width == end.width:
        return _rounded(Rect(_between(start.x, end.x, way), _between(start.y, end.y, way), start.width, start.height))
    share: float = (end.width / start.width) ** way
    done = (start.width * share - start.width) / (end.width - start.width)
    x, y = _between(start.x, end.x, done), _between(start.y, end.y, done)
    return _rounded(Rect(x, y, start.width * share, start.height * share))


def eased(n: int, length: int) -> float:
    """How far a move is in frame `n`, 0 to 1: even speed in the middle, evenly gained at the start and lost at the end."""
    if length < 2:
        return 0.0
    ramp = min(RAMP / (length - 1), 0.5)
    at = n / (length - 1)
    if at > 0.5:
        return 1 - eased(length - 1 - n, length)
    return at * at / (2 * ramp * (1 - ramp)) if at < ramp else (at - ramp / 2) / (1 - ramp)


def union(fill: Fill) -> Rect:
    """The part of the photograph that is seen at any time of the move."""
    left, top = min(fill.start.x, fill.end.x), min(fill.start.y, fill.end.y)
    right = max(fill.start.x + fill.start.width, fill.end.x + fill.end.width)
    bottom = max(fill.start.y + fill.start.height, fill.end.y + fill.end.height)
    return Rect(left, top, right - left, bottom - top)


# --- moves ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Seen:
    """A still in a frame of a shape."""

    still: Still
    frame: tuple[int, int]

    @property
    def kept(self) -> Rect:
        """What no view may cut into, in pixels; the focus where nothing is marked."""
        asset, kept = self.still.asset, self.still.kept
        if not kept:
            return Rect(self.still.focus[0] * asset.width / 100, self.still.focus[1] * asset.height / 100, 0, 0)
        left, top = min(area.x for area in kept), min(area.y for area in kept)
        right, bottom = max(area.x + area.width for area in kept), max(area.y + area.height for area in kept)
        across, down = asset.width / 100, asset.height / 100
        return Rect(left * across, top * down, (right - left) * across, (bottom - top) * down)

    def high(self, width: float) -> float:
        """The height of a view so wide."""
        return width * self.frame[1] / self.frame[0]

    def wide(self, height: float) -> float:
        """The width of a view so high."""
        return height * self.frame[0] / self.frame[1]


def _zoom_in(seen: _Seen, width: float, amount: float) -> Fill:
    whole = Rect(0, 0, seen.still.asset.width, seen.still.asset.height)
    start = _placed(seen, width, whole)
    return Fill(start, _placed(seen, width / (1 + amount), start))


def _zoom_out(seen: _Seen, width: float, amount: float) -> Fill:
    nearing = _zoom_in(seen, width, amount)
    return Fill(nearing.end, nearing.start)


def _hold(seen: _Seen, width: float, _amount: float) -> Fill:
    held = _zoom_in(seen, width, 0.0).start
    return Fill(held, held)


def _pan(seen: _Seen, width: float, amount: float, way: tuple[int, int]) -> Fill:
    """From one side of the best place to the other; the view is narrowed as far as the travel needs it."""
    asset = seen.still.asset
    width = min(width, asset.width / (1 + amount)) if way[0] else min(width, seen.wide(asset.height / (1 + amount)))
    travel_x, travel_y = way[0] * width * amount, way[1] * seen.high(width) * amount
    best = _placed(seen, width, Rect(0, 0, asset.width, asset.height))
    kept, high = seen.kept, best.height
    x = _around(best.x - travel_x / 2, kept.x + kept.width - width - min(0.0, travel_x), kept.x - max(0.0, travel_x))
    y = _around(best.y - travel_y / 2, kept.y + kept.height - high - min(0.0, travel_y), kept.y - max(0.0, travel_y))
    x = _clamped(x, -min(0.0, travel_x), asset.width - best.width - max(0.0, travel_x))
    y = _clamped(y, -min(0.0, travel_y), asset.height - best.height - max(0.0, travel_y))
    return Fill(Rect(x, y, best.width, best.height), Rect(x + travel_x, y + travel_y, best.width, best.height))


_MOVES: dict[Move, Callable[[_Seen, float, float], Fill]] = {
    "in": _zoom_in,
    "out": _zoom_out,
    "hold": _hold,
    "left": lambda seen, width, amount: _pan(seen, width, amount, (-1, 0)),
    "right": lambda seen, width, amount: _pan(seen, width, amount, (1, 0)),
    "up": lambda seen, width, amount: _pan(seen, width, amount, (0, -1)),
    "down": lambda seen, width, amount: _pan(seen, width, amount, (0, 1)),
}


def _placed(seen: _Seen, width: float, inside: Rect) -> Rect:
    """A view of that width with the focus at a third where `inside` leaves room for it; an upright frame is so narrow
    that the focus stands in its middle."""
    still, height = seen.still, seen.high(width)
    across, down = still.focus[0] / 100, still.focus[1] / 100
    is_upright = seen.frame[0] < seen.frame[1]
    x = across * still.asset.width - width * (1 / 2 if is_upright else _line(across))
    y = down * still.asset.height - height * (1 / 3 if down <= 0.58 else 2 / 3)
    kept = seen.kept
    x = _around(x, kept.x + kept.width - width, kept.x)
    y = _around(y, kept.y + kept.height - height, kept.y)
    return Rect(
        _clamped(x, inside.x, inside.x + inside.width - width),
        _clamped(y, inside.y, inside.y + inside.height - height),
        width,
        height,
    )


def _line(across: float) -> float:
    """Where a focus goes: the third on its own side, the middle when it is neither left nor right."""
    return min((1 / 3, 1 / 2, 2 / 3), key=lambda line: abs(line - across))


def _standing(still: Still, frame: tuple[int, int]) -> Stand:
    """The whole photograph in the middle of a wide frame."""
    width, height = still.asset.width, still.asset.height
    scale = min(ENLARGED_AT_MOST, frame[0] / width, frame[1] / height)
    shown = max(2, round(width * scale)), max(2, round(height * scale))
    at = Rect((frame[0] - shown[0]) // 2, (frame[1] - shown[1]) // 2, *shown)
    return Stand(at, Rect(0, 0, width, height), "own" if height > width and scale < ENLARGED_AT_MOST else "ink")


def _standing_upright(still: Still, frame: tuple[int, int]) -> Stand:
    """A photograph too small to fill an upright or square frame: from edge to edge as far as it may be enlarged, cut to
    four fifths of its width around its focus, over its own ground and a little above the middle."""
    width, height = float(still.asset.width), float(still.asset.height)
    if width / height > UPRIGHT_CUT:
        width = max(width * 0.6, height * UPRIGHT_CUT, min(width, frame[0] / ENLARGED_AT_MOST))
    scale = min(ENLARGED_AT_MOST, frame[0] / width, frame[1] / height)
    left = _clamped(still.focus[0] / 100 * still.asset.width - width / 2, 0, still.asset.width - width)
    shown = max(2, round(width * scale)), max(2, round(height * scale))
    at = Rect((frame[0] - shown[0]) // 2, round((frame[1] - shown[1]) * 0.4), *shown)
    return Stand(at, _rounded(Rect(left, 0, width, height)), "own")


def _between(start: float, end: float, way: float) -> float:
    return start + (end - start) * way


def _around(value: float, least: float, most: float) -> float:
    """A place between two others; as it is where there is no room between them."""
    return max(least, min(value, most)) if least <= most else value


def _clamped(value: float, least: float, most: float) -> float:
    return max(least, min(value, max(least, most)))


def _rounded(rect: Rect) -> Rect:
    return Rect(*(round(value * STEPS) / STEPS for value in (rect.x, rect.y, rect.width, rect.height)))
