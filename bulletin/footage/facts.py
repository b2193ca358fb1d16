"""What a clip is: its size once upright, how long its picture lasts, whether it has sound, and what its user should know."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

from av.error import FFmpegError

from bulletin.errors import BadInput
from bulletin.footage.opening import EXPORT, damaged, opened, picture_stream
from bulletin.footage.pictures import Pictures
from bulletin.footage.shape import Shape, shape_of
from bulletin.messages import Message, say
from bulletin.store import file_digest
from bulletin.timing import FRAME_RATE

LAST = 5
"""Seconds before a clip's declared end from which on its packets are looked at."""
EARLY = 200
"""Packets at the beginning whose times tell whether the rate varies."""
REORDERED = 16
"""Packets at the end of these between whose times others may belong that come later."""
ENLARGED_AT_MOST = 1.6
LEAST = 64
"""Pixels that a side has at least."""


@dataclass(frozen=True, slots=True)
class ClipFacts:
    """`width` and `height` upright and with square pixels; `frames` at the programme's rate."""

    digest: str
    width: int
    height: int
    frames: int
    has_sound: bool
    warnings: tuple[Message, ...] = ()
    notes: tuple[Message, ...] = ()


def examine(path: Path) -> ClipFacts:
    """Look at a clip: its first picture is decoded, the last packets that the file really holds are looked at.

    Raises NotFound, Unsafe or BadInput; the caller adds the place."""
    pictures = Pictures(path)
    try:
        shape = shape_of(pictures.first, pictures.aspect)
        start = pictures.start
    finally:
        pictures.close()
    width, height = shape.size
    if min(width, height) < LEAST:
        told = say("{file} has a picture of {size} pixels", file=path.name, size=f"{width} × {height}")
        raise BadInput(told, hint=EXPORT)
    with opened(path) as container:
        stream = picture_stream(container, path)
        gaps = _gaps(container, stream)
        end = _end(container, stream, path)
        has_sound = bool(container.streams.audio)
    frames = max(1, int((end - start) * FRAME_RATE + Fraction(1, 2)))
    remarks = _shape_warnings(path, shape), _rate_notes(path, gaps)
    return ClipFacts(file_digest(path), width, height, frames, has_sound, *remarks)


def _gaps(container: Any, stream: Any) -> list[int]:
    """The times between the pictures at the beginning."""
    times = []
    for packet in container.demux(stream):
        if packet.pts is not None:
            times.append(packet.pts)
        if len(times) >= EARLY:
            break
    shown = sorted(times)[:-REORDERED]
    return [after - before for before, after in pairwise(shown)]


def _end(container: Any, stream: Any, path: Path) -> Fraction:
    """When the last picture that the file really holds ends, on the file's own clock: what its header says may be a lie."""
    base = Fraction(stream.time_base)
    declared = stream.duration * base if stream.duration else Fraction(container.duration or 0, 1_000_000)
    goal = Fraction(stream.start_time or 0) * base + declared - LAST
    for offset in (int(goal / base), None):
        if offset is not None and goal <= 0:
            continue
        container.seek(
            max(offset or 0, 0) if offset is not None else stream.start_time or 0, stream=stream, backward=True
        )
        last = _last_packet(container, stream)
        if last is not None:
            return last
    raise damaged(path, "0 pictures")


def _last_packet(container: Any, stream: Any) -> Fraction | None:
    """The end of the latest picture from here on; None when there is none."""
    base = Fraction(stream.time_base)
    usual = 1 / Fraction(stream.average_rate or FRAME_RATE)
    last: Fraction | None = None
    try:
        for packet in container.demux(stream):
            if packet.pts is None or packet.is_corrupt or not packet.size:
                continue
            length = packet.duration * base if packet.duration else usual
            last = max(last or Fraction(0), packet.pts * base + length)
    except FFmpegError:
        pass  # the file ends here
    return last


def _shape_warnings(path: Path, shape: Shape) -> tuple[Message, ...]:
    width, height = shape.size
    scale = 1080 / height if height > width else max(1920 / width, 1080 / height)
    if scale <= ENLARGED_AT_MOST:
        return ()
    fields = {"file": path.name, "size": f"{width} × {height}", "scale": f"{scale:.1f}"}
    return (say("{file} is only {size} pixels: it is enlarged {scale} times and looks soft", **fields),)


def _rate_notes(path: Path, gaps: list[int]) -> tuple[Message, ...]:
    if not gaps or max(gaps) <= 1.5 * max(min(gaps), 1):
        return ()
    return (say("The frame rate of {file} varies: every frame shows the picture nearest in time", file=path.name),)
