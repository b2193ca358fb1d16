"""The grounds of shots: photographs that move or stand, cards, motion pieces, and joins between stories."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, Protocol

import cv2

from bulletin.errors import BadConfig
from bulletin.messages import say
from bulletin.picture.footage import FootageGround
from bulletin.picture.moves import Fill, crop, stance
from bulletin.picture.pieces import PieceReader
from bulletin.picture.planes import Frame, copy
from bulletin.picture.plates import ReadyPlate
from bulletin.picture.presence import states
from bulletin.picture.resources import Resources
from bulletin.picture.stamps import Stamp, lay
from bulletin.rundown.values import Card, CodedFrame, Dip, Footage, Held, Join, Piece, Shot, Still

OpenHeld = Callable[[Held], Frame]
"""Composes one frame of another shot; the caller may keep what it is given."""


class Ground(Protocol):
    """What stands behind a shot's plates."""

    def state(self, n: int) -> Hashable:
        """What frame `n` shows: frames of the same state are the same."""

    def draw(self, n: int, frame: Frame) -> None:
        """Draw frame `n` over all of `frame`."""


def ground_of(shot: Shot, resources: Resources, open_held: OpenHeld) -> Ground:
    """The ground of a shot, its photographs and plates opened."""
    return _GROUNDS[type(shot.ground)](shot, resources, open_held)


class _Moving:
    def __init__(self, fill: Fill, length: int, still: Still, resources: Resources) -> None:
        self._fill, self._length = fill, length
        self._source = resources.source(still, fill)

    def state(self, n: int) -> Hashable:
        return crop(self._fill, n, self._length)

    def draw(self, n: int, frame: Frame) -> None:
        self._source.read(crop(self._fill, n, self._length), frame)


class _Standing:
    def __init__(self, standing: Frame) -> None:
        self._standing = standing

    def state(self, n: int) -> Hashable:  # noqa: ARG002
        return None

    def draw(self, n: int, frame: Frame) -> None:  # noqa: ARG002
        copy(self._standing, frame)


class _CardGround:
    def __init__(self, plate: ReadyPlate, resources: Resources) -> None:
        self._plate = plate
        self._ink = resources.plain("behind")

    def state(self, n: int) -> Hashable:
        return states(self._plate.drawn, n, None)

    def draw(self, n: int, frame: Frame) -> None:
        copy(self._ink, frame)
        for state in states(self._plate.drawn, n, None):
            self._plate.lay(frame, state)


class _PieceGround:
    def __init__(self, reader: PieceReader, first: int, resources: Resources) -> None:
        self._reader, self._first = reader, first
        self._ink = resources.plain("behind")

    def state(self, n: int) -> Hashable:
        return min(self._first + n, self._reader.frames - 1)

    def draw(self, n: int, frame: Frame) -> None:
        _draw_over(self._ink, self._reader.stamp(self._first + n), frame)


class _JoinGround:
    """What was, under the piece; where that covers it, neither; then what comes."""

    def __init__(self, join: Join, resources: Resources, open_held: OpenHeld) -> None:
        self._reader, self._lead, self._name = resources.piece(join.name), join.lead, join.name
        self._cut, self._sides = join.cover.moved(join.lead), _opened(join, open_held)

    def state(self, n: int) -> Hashable:
        return max(n, self._lead - 1)

    def draw(self, n: int, frame: Frame) -> None:
        stamp = self._reader.stamp(n - self._lead) if n >= self._lead else None
        if not self._cut.start <= n < self._cut.end:
            _draw_over(_side(self._sides, n >= self._cut.end), stamp, frame)
        elif stamp is not None and stamp.covers(frame):
            lay(frame, stamp)
        else:
            raise uncovered(self._name, n - self._lead)


class _DipGround:
    """What was sinks into ink, what comes rises out of it; the frames in the middle are all ink."""

    def __init__(self, shot: Shot, dip: Dip, resources: Resources, open_held: OpenHeld) -> None:
        assert shot.cut is not None, "a dip has a cut"
        self._lead, self._cut, self._end = dip.lead, shot.cut.start, shot.length
        self._ink = resources.plain("behind")
        self._sides = _opened(dip, open_held)

    def state(self, n: int) -> Hashable:
        return max(n, self._lead - 1)

    def draw(self, n: int, frame: Frame) -> None:
        is_sinking = n < self._cut
        steps = max(0, n + 1 - self._lead) if is_sinking else self._end - n
        way = steps / (self._cut - self._lead)
        seen = _side(self._sides, not is_sinking)
        for picture, ink, target in zip(seen.planes(), self._ink.planes(), frame.planes(), strict=True):
            cv2.addWeighted(picture, max(0.0, 1 - way), ink, min(1.0, way), 0, dst=target)


def uncovered(name: str, frame: int) -> BadConfig:
    """The error of a pack whose piece lets the picture through where it is said to cover it."""
    return BadConfig(
        say(
            "The piece {name} of the brand pack does not cover the picture in its frame {frame}", name=name, frame=frame
        ),
        hint=say("Mend {key} under [pace] in brand.toml, or the piece.", key=f"{name}_cover"),
    )


def _opened(join: Join | Dip, open_held: OpenHeld) -> tuple[Frame | None, Frame | None]:
    """What was and what comes, each where it is seen."""
    before, after = (open_held(side) if side else None for side in (join.before, join.after))
    return before, after


def _side(sides: tuple[Frame | None, Frame | None], is_after: bool) -> Frame:
    seen = sides[is_after]
    assert seen is not None, "a frame is drawn where its side is seen"
    return seen


def _draw_over(ground: Frame, stamp: Stamp | None, frame: Frame) -> None:
    if stamp is None or not stamp.covers(frame):
        copy(ground, frame)
    if stamp is not None:
        lay(frame, stamp)


def _still(shot: Shot, resources: Resources, _open_held: OpenHeld) -> Ground:
    assert isinstance(shot.ground, Still)
    shown = stance(shot.ground, shot.length, resources.look.profile.units)
    if isinstance(shown, Fill):
        return _Moving(shown, shot.length, shot.ground, resources)
    return _Standing(resources.standing(shot.ground, shown))


def _footage(shot: Shot, resources: Resources, _open_held: OpenHeld) -> Ground:
    assert isinstance(shot.ground, Footage)
    return FootageGround(shot.ground, resources.clips, resources.colour("edge"))


def _card(shot: Shot, resources: Resources, _open_held: OpenHeld) -> Ground:
    assert isinstance(shot.ground, Card)
    return _CardGround(resources.plate(shot.ground.plate), resources)


def _piece(shot: Shot, resources: Resources, _open_held: OpenHeld) -> Ground:
    assert isinstance(shot.ground, Piece)
    return _PieceGround(resources.piece(shot.ground.name), shot.ground.first, resources)


def _join(shot: Shot, resources: Resources, open_held: OpenHeld) -> Ground:
    assert isinstance(shot.ground, Join)
    return _JoinGround(shot.ground, resources, open_held)


def _dip(shot: Shot, resources: Resources, open_held: OpenHeld) -> Ground:
    assert isinstance(shot.ground, Dip)
    return _DipGround(shot, shot.ground, resources, open_held)


def _coded(shot: Shot, resources: Resources, _open_held: OpenHeld) -> Ground:
    assert isinstance(shot.ground, CodedFrame)
    return _Standing(resources.coded(shot.ground))


_GROUNDS: dict[type[Any], Callable[[Shot, Resources, OpenHeld], Ground]] = {
    Still: _still,
    Footage: _footage,
    Card: _card,
    Piece: _piece,
    Join: _join,
    Dip: _dip,
    CodedFrame: _coded,
}
