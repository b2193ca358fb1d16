"""Chunks back to pictures: all of them, a single one, or those that a proof looks at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import av
import numpy as np

from bulletin.picture.planes import Frame, blank
from bulletin.picture.values import Chunk, Packet, Plane


def decode(chunk: Chunk) -> Iterator[tuple[int, Plane]]:
    """The decoded luma of all frames of a chunk, with their place in it."""
    return _decoded(_decoder(chunk), chunk.packets)


def decoded_frame(chunk: Chunk, wanted: int) -> Frame:
    """One frame of a chunk. Only the pictures from the key frame before it on are decoded, and of these only what it is
    made from: nothing refers to a B picture, which comes after one that is shown behind it."""
    starts = [at for at, packet in enumerate(chunk.packets) if packet.is_key and packet.display <= wanted]
    context, packets = _decoder(chunk), chunk.packets[starts[-1] :]
    at = [packet.display for packet in packets].index(wanted)
    if all(packet.display < wanted for packet in packets[:at]):
        context.skip_frame = "BIDIR"
    for picture in _pictures(context, packets[: at + 1]):
        if int(picture.pts) == wanted:
            return _frame(picture)
    raise ValueError(f"the chunk has no frame {wanted}")


def landmarks(chunk: Chunk) -> Iterator[tuple[int, Plane]]:
    """The decoded key frames and the last frame, with the few between that the last one needs."""
    last_key = max(place for place, packet in enumerate(chunk.packets) if packet.is_key)
    keys = (packet for packet in chunk.packets[:last_key] if packet.is_key)
    context = _decoder(chunk)
    context.skip_frame = "BIDIR"
    return _decoded(context, (*keys, *chunk.packets[last_key:]))


def _decoder(chunk: Chunk) -> Any:
    context: Any = av.CodecContext.create("h264", "r")
    context.thread_count = 1
    context.extradata = chunk.extradata
    return context


def _decoded(context: Any, packets: Iterable[Packet]) -> Iterator[tuple[int, Plane]]:
    for picture in _pictures(context, packets):
        yield int(picture.pts), samples_of(picture.planes[0])


def _pictures(context: Any, packets: Iterable[Packet]) -> Iterator[Any]:
    for source in packets:
        packet: av.Packet[Any] = av.Packet(source.payload)
        packet.pts = source.display
        yield from context.decode(packet)
    yield from context.decode(None)


def _frame(picture: Any) -> Frame:
    frame = blank(picture.width, picture.height)
    for drawn, plane in zip(frame.planes(), picture.planes, strict=True):
        np.copyto(drawn, samples_of(plane))
    return frame


def samples_of(plane: Any) -> Plane:
    """The samples of a codec's plane, without the padding of its rows."""
    return np.frombuffer(plane, np.uint8).reshape(plane.height, plane.line_size)[:, : plane.width]
