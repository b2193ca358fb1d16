"""The long proof of a master: every picture of the file is decoded and must equal the same picture of its chunk."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from itertools import islice
from pathlib import Path

import av
import numpy as np

from bulletin.master.values import Plan, refusal
from bulletin.messages import say
from bulletin.picture.values import Chunk
from bulletin.timing import FRAME_RATE

Picture = tuple[Fraction, bytes]
"""The frame that a picture stands at, and the SHA-256 of its planes."""


def prove(path: Path, plan: Plan, chunks: Iterable[Chunk]) -> int:
    """See that joining changed no picture, lost none and added none; the number of pictures compared.

    Pictures must be equal bit by bit and stand at their time. Raises Rejected at the first that does not."""
    start = 0
    shown = _pictures_of_file(path)
    try:
        # Two decoders side by side, one thread each: PyAV can hang when a decoder with threads of its own is left early.
        with ThreadPoolExecutor(1) as other:
            for chunk in chunks:
                waiting = other.submit(_pictures_of_chunk, chunk, start)
                found = list(islice(shown, chunk.frames))
                _compare(plan, start, found, waiting.result())
                start += chunk.frames
        if start != plan.frames or next(shown, None):
            raise refusal(plan, start, say("there are not as many pictures as planned"))
    except av.FFmpegError as error:
        raise refusal(plan, start, say("the picture cannot be decoded: {reason}", reason=str(error))) from error
    return start


def _compare(plan: Plan, start: int, found: list[Picture], meant: list[Picture]) -> None:
    for index, picture in enumerate(meant):
        if index >= len(found) or found[index][0] != picture[0]:
            raise refusal(plan, start + index, say("the picture is missing"))
        if found[index] != picture:
            raise refusal(plan, start + index, say("the picture is not that of its chunk"))


def _pictures_of_file(path: Path) -> Iterator[Picture]:
    with av.open(f"file:{path}", "r", format="mp4") as master:
        master.streams.video[0].codec_context.thread_count = 1
        for shown in master.decode(video=0):
            yield Fraction(shown.pts or 0) * Fraction(shown.time_base or 0) * FRAME_RATE, _digest(shown)


def _pictures_of_chunk(chunk: Chunk, start: int) -> list[Picture]:
    decoder = av.CodecContext.create("h264", "r")
    decoder.extradata = chunk.extradata
    decoder.thread_count = 1
    packets = (*(av.Packet(packet.payload) for packet in chunk.packets), None)
    shown = (frame for packet in packets for frame in decoder.decode(packet))
    return [(Fraction(start + index), _digest(frame)) for index, frame in enumerate(shown)]


def _digest(shown: av.VideoFrame) -> bytes:
    """The SHA-256 of the visible part of all planes (rows may be padded in memory)."""
    digest = hashlib.sha256()
    for plane in shown.planes:
        rows = np.frombuffer(memoryview(plane), np.uint8).reshape(plane.height, plane.line_size)
        digest.update(np.ascontiguousarray(rows[:, : plane.width]).data)
    return digest.digest()
