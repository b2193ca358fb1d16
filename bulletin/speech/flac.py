"""A take as a FLAC file that says itself what it holds: written, read back sample by sample, disbelieved when damaged."""

from __future__ import annotations

import hashlib
import io

import av
import numpy as np

from bulletin.timing import SAMPLE_RATE

EXACT = {"fflags": "+bitexact"}
"""Nothing of the library's own in the file: the same take is the same bytes."""


class Damaged(ValueError):
    """No such file, or not what was written."""


def packed(words: str, pcm: bytes, clause_ends: tuple[int, ...]) -> bytes:
    """The file of a take: its PCM (48 kHz mono 16 bit), its words as the title, where its clauses end, and a digest."""
    ends = " ".join(map(str, clause_ends))
    file = io.BytesIO()
    frame = av.AudioFrame.from_ndarray(np.frombuffer(pcm, "<i2").reshape(1, -1), format="s16", layout="mono")
    frame.sample_rate = SAMPLE_RATE
    with av.open(file, "w", format="flac", options=EXACT) as container:
        container.metadata.update({"title": words, "clause_ends": ends, "digest": _digest(pcm, ends)})
        stream = container.add_stream("flac", rate=SAMPLE_RATE, layout="mono")
        stream.format = "s16"
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return file.getvalue()


def unpacked(content: bytes) -> tuple[bytes, tuple[int, ...]]:
    """The PCM and clause ends that were packed, bit by bit. Raises Damaged."""
    try:
        with av.open(io.BytesIO(content), "r", format="flac") as container:
            tags = container.metadata
            frames = [frame.to_ndarray().reshape(-1) for frame in container.decode(audio=0)]
        pcm, ends = np.concatenate(frames).astype("<i2").tobytes(), tags["clause_ends"]
    except (av.FFmpegError, LookupError, ValueError) as error:
        raise Damaged(str(error)) from error
    if tags.get("digest") != _digest(pcm, ends):
        raise Damaged("another digest")
    return pcm, tuple(map(int, ends.split()))


def _digest(pcm: bytes, ends: str) -> str:
    return hashlib.sha256(pcm + ends.encode()).hexdigest()
