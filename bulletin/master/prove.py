"""The long proof of a master: every picture of the file is decoded and must equal the same picture of its chunk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

from bulletin.master.values import Plan, refusal
from bulletin.messages import say
from bulletin.picture.values import Chunk
from bulletin.timing import FRAME_RATE


def prove(path: Path, plan: Plan, chunks: Iterable[Chunk]) -> int:
    """See that joining changed no picture, lost none and added none; the number of pictures compared.

    Pictures must be equal bit by bit and stand at their time. Raises Rejected at the first that does not."""
    frame = 0
    found = _shown(path)
    try:
        for chunk in chunks:
            for meant in _decoded(chunk):
                shown = next(found, None)
                if shown is None or _frame_of(shown) != frame:
                    raise refusal(plan, frame, say("the picture is missing"))
                if not np.array_equal(shown.to_ndarray(), meant.to_ndarray()):
                    raise refusal(plan, frame, say("the picture is not that of its chunk"))
                frame += 1
        if frame != plan.frames or next(found, None) is not None:
            raise refusal(plan, frame, say("there are not as many pictures as planned"))
    except av.FFmpegError as error:
        raise refusal(plan, frame, say("the picture cannot be decoded: {reason}", reason=str(error))) from error
    return frame


def _shown(path: Path) -> Iterator[av.VideoFrame]:
    with av.open(f"file:{path}", "r", format="mp4") as master:
        master.streams.video[0].thread_type = "AUTO"
        yield from master.decode(video=0)


def _decoded(chunk: Chunk) -> Iterator[av.VideoFrame]:
    decoder = av.CodecContext.create("h264", "r")
    decoder.extradata = chunk.extradata
    decoder.thread_type = "AUTO"
    for packet in chunk.packets:
        yield from decoder.decode(av.Packet(packet.payload))
    yield from decoder.decode(None)


def _frame_of(shown: av.VideoFrame) -> Fraction:
    """The programme frame that a picture of the file stands at."""
    return Fraction(shown.pts or 0) * Fraction(shown.time_base or 0) * FRAME_RATE
