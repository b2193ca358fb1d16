"""Keys of chunks and pieces: the digest of everything that their bytes depend on, and of nothing else.

A range of a shot's frames is described by what is seen in it: views of photographs instead of moves, plates with how long
they stand already, held frames of other shots in the same way. An edit changes a key only where the picture changes."""

from __future__ import annotations

import platform
import struct
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any

import cv2

from bulletin import __version__
from bulletin.brand.pack import Pack
from bulletin.picture.moves import WIDE, Fill, crop, stance
from bulletin.picture.presence import LEAVING, SETTLED
from bulletin.picture.values import Look
from bulletin.rundown.values import (
    Card,
    CodedFrame,
    Dip,
    Entry,
    Footage,
    Ground,
    Held,
    Join,
    Overlay,
    Piece,
    Plate,
    Shot,
    Still,
)
from bulletin.store import digest, source_digest, versions

SOURCES = ("bulletin.picture", "bulletin.footage", "bulletin.brand", "bulletin.rundown.values")
LIBRARIES = ("av", "numpy", "opencv-python-headless", "pillow")

Description = tuple[Any, ...]
Units = tuple[int, int]


def chunk_key(shot: Shot, first: int, last: int, look: Look) -> str:
    """The key of the chunk of frames `first` to `last` (exclusive) of a shot."""
    return digest(
        "chunk",
        describe(shot, first, last, look.profile.units),
        tuple((kind, _plate_digest(look.pack, kind)) for kind in sorted(_kinds(shot, first, last))),
        tuple((name, look.pack.piece_digest(name)) for name in _piece_names(shot, first, last)),
        look.pack.stage,
        look.profile.width,
        look.profile.height,
        look.profile.encoder,
        _made_by(),
        versions(*LIBRARIES),
    )


def piece_key(look: Look, name: str) -> str:
    """The key of a motion piece as it is kept for composing."""
    size = look.profile.width, look.profile.height
    return digest("piece", name, look.pack.piece_digest(name), size, _made_by(), versions(*LIBRARIES, "moviepy"))


def piece_names(shots: Iterable[Shot]) -> tuple[str, ...]:
    """The motion pieces that shots need, sorted."""
    return tuple(sorted({name for shot in shots for name in _piece_names(shot, 0, shot.length)}))


def made_with() -> dict[str, str]:
    """What the bytes of every chunk depend on, whatever it shows, by name: the same here and on another machine, or
    that machine's chunks are not ours."""
    source, machine, cpu = _made_by()
    libraries = dict(line.split(" ", 1) for line in versions(*LIBRARIES))
    own = {"bulletin": __version__, "source": source[:12], "machine": machine, "cpu": cpu}
    return {**own, **libraries, "zlib": zlib.ZLIB_RUNTIME_VERSION}


def describe(shot: Shot, first: int, last: int, units: Units = WIDE) -> Description:
    """What is seen in a range of a shot's frames of a shape; equal descriptions give equal frames."""
    overlays = tuple(_overlay(overlay, first, last) for overlay in shot.overlays if _is_seen(overlay, first, last))
    entry = _entry(shot.entry, first, units) if shot.entry is not None and first < shot.entry.length else None
    return (last - first, _GROUNDS[type(shot.ground)](shot.ground, _Part(shot, first, last, units)), overlays, entry)


def trimmed(shot: Shot, first: int, last: int) -> Shot:
    """The shot without what is not seen in a range of its frames: other plates, the way in when it is over."""
    entry = shot.entry if shot.entry is not None and first < shot.entry.length else None
    ground = shot.ground
    if isinstance(ground, Join | Dip):
        before, after = _sides(shot, first, last)
        ground = replace(ground, before=before and _held_only(before), after=after and _held_only(after))
    return Shot(
        shot.length,
        ground,
        tuple(overlay for overlay in shot.overlays if _is_seen(overlay, first, last)),
        replace(entry, before=_held_only(entry.before)) if entry is not None else None,
        shot.slug,
        shot.place,
    )


def _held_only(held: Held) -> Held:
    return Held(trimmed(held.shot, held.frame, held.frame + 1), held.frame)


# --- descriptions -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Part:
    """A range of a shot's frames, in frames so many units wide and high."""

    shot: Shot
    first: int
    last: int
    units: Units


def _still(ground: Still, part: _Part) -> Description:
    length = part.shot.length
    shown = stance(ground, length, part.units)
    views = [crop(shown, n, length) for n in range(part.first, part.last)] if isinstance(shown, Fill) else []
    numbers = [number for view in views for number in (view.x, view.y, view.width, view.height)]
    return "still", ground.asset, ground.blurs, shown, struct.pack(f"<{len(numbers)}d", *numbers)


def _footage(ground: Footage, part: _Part) -> Description:
    return "footage", ground.clip, ground.first + part.first, ground.focus, ground.blurs


def _card(ground: Card, part: _Part) -> Description:
    return "card", ground.plate, min(part.first, SETTLED)


def _piece(ground: Piece, part: _Part) -> Description:
    return "piece", ground.name, ground.first + part.first


def _join(ground: Join, part: _Part) -> Description:
    """Frames are counted from the motion's first one, so that what comes does not depend on how long what was is held."""
    shot, lead = part.shot, ground.lead
    sides = (held and _held(held, part.units) for held in _sides(shot, part.first, part.last))
    return "join", ground.name, part.first - lead, shot.length - lead, *sides


def _dip(ground: Dip, part: _Part) -> Description:
    shot, lead = part.shot, ground.lead
    sides = (held and _held(held, part.units) for held in _sides(shot, part.first, part.last))
    return "dip", part.first - lead, shot.length - lead, *sides


def _coded(ground: CodedFrame, _part: _Part) -> Description:
    return "coded", ground.key, ground.frame


_GROUNDS: dict[type[Ground], Callable[[Any, _Part], Description]] = {
    Still: _still,
    Footage: _footage,
    Card: _card,
    Piece: _piece,
    Join: _join,
    Dip: _dip,
    CodedFrame: _coded,
}


def _sides(shot: Shot, first: int, last: int) -> tuple[Held | None, Held | None]:
    """What is held in a range of a join's frames: what was, before its cut, and what comes, behind it."""
    if not isinstance(shot.ground, Join | Dip) or shot.cut is None:
        return None, None
    return shot.ground.before if first < shot.cut.start else None, shot.ground.after if last > shot.cut.end else None


def _held(held: Held, units: Units) -> Description:
    return describe(held.shot, held.frame, held.frame + 1, units)


def _entry(entry: Entry, first: int, units: Units) -> Description:
    return entry.kind, entry.length, entry.area, first, _held(entry.before, units)


def _is_seen(overlay: Overlay, first: int, last: int) -> bool:
    return (overlay.start is None or overlay.start < last) and (overlay.end is None or overlay.end > first)


def _overlay(overlay: Overlay, first: int, last: int) -> Description:
    """A plate with its times counted from the range's first frame; None where it stands still on that side."""
    start = None if overlay.start is None or first - overlay.start >= SETTLED else overlay.start - first
    end = None if overlay.end is None or overlay.end - last >= LEAVING else overlay.end - first
    return overlay.plate, start, end


# --- what else a picture depends on -----------------------------------------------------------------------------------


def _shots(shot: Shot, first: int, last: int) -> list[tuple[Shot, int, int]]:
    """The shot and those whose frames it holds, with the range that is seen of each."""
    helds = [held for held in _sides(shot, first, last) if held]
    if shot.entry is not None and first < shot.entry.length:
        helds.append(shot.entry.before)
    return [(shot, first, last), *(seen for held in helds for seen in _shots(held.shot, held.frame, held.frame + 1))]


def _plates(shot: Shot, first: int, last: int) -> list[Plate]:
    seen = [overlay.plate for overlay in shot.overlays if _is_seen(overlay, first, last)]
    return [*seen, shot.ground.plate] if isinstance(shot.ground, Card) else seen


def _kinds(shot: Shot, first: int, last: int) -> set[str]:
    return {plate.kind for seen in _shots(shot, first, last) for plate in _plates(*seen)}


def _piece_names(shot: Shot, first: int, last: int) -> tuple[str, ...]:
    grounds = (seen.ground for seen, _, _ in _shots(shot, first, last))
    return tuple(sorted({ground.name for ground in grounds if isinstance(ground, Piece | Join)}))


@lru_cache(maxsize=256)
def _plate_digest(pack: Pack, kind: str) -> str:
    return pack.digest(kind)


@cache
def _made_by() -> Description:
    """This program's own part and the machine's: OpenCV's and x264's arithmetic may differ between CPU levels."""
    return source_digest(*SOURCES), platform.machine(), f"{cv2.getCPUFeaturesLine()}, {cv2.ipp.getIppVersion()}"
