"""Opens clips safely: by the demuxer that their own first bytes name, from a real file, never a playlist, never a network."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import av
import av.container
import av.video.stream

from bulletin.errors import BadInput, NotFound, Unsafe
from bulletin.messages import say

HEAD = 1024
MARKS: tuple[tuple[int, bytes, str], ...] = (
    (4, b"ftyp", "mov"),
    (4, b"moov", "mov"),
    (4, b"mdat", "mov"),
    (4, b"wide", "mov"),
    (4, b"free", "mov"),
    (4, b"skip", "mov"),
    (0, b"\x1aE\xdf\xa3", "matroska"),
    (0, b"\x06\x0e+4", "mxf"),
    (8, b"AVI ", "avi"),
    (8, b"AVIX", "avi"),
)
"""Offset, bytes, demuxer. Transport streams are known by their sync bytes."""
PLAYLISTS: tuple[tuple[bytes, str], ...] = (
    (b"ffconcat", "concat"),
    (b"#extm3u", "HLS"),
    (b"file ", "concat"),
    (b"[playlist]", "PLS"),
    (b"[reference]", "ASX"),
    (b"<mpd", "DASH"),
    (b"<smil", "SMIL"),
    (b"<asx", "ASX"),
    (b"<?xml", "XML"),
    (b"v=0", "SDP"),
    (b"rtsptext", "RTSP"),
)
"""How lists of other media begin, in small letters: they could make us open anything."""
MOST_PIXELS = 8192 * 4608
NO_PROTOCOL = "none"
MOST_INDEX = 16_000_000
"""Bytes of an index that is read to name codecs."""

Container = av.container.InputContainer


@contextmanager
def opened(path: Path) -> Iterator[Container]:
    """A clip. Raises NotFound for no real file, Unsafe for a list of other media, BadInput for what is no clip or broken."""
    with _file(path) as file:
        head = file.read(HEAD)
        demuxer = _demuxer(path, head)
        file.seek(0)
        try:
            container = av.open(file, "r", format=demuxer, options={"protocol_whitelist": NO_PROTOCOL})
        except av.error.FFmpegError as error:
            raise _broken(path, demuxer, error) from error
        with container:
            yield container


def picture_stream(container: Container, path: Path) -> av.video.stream.VideoStream:
    """The stream of a clip's moving picture. Raises BadInput when there is none that can be decoded."""
    streams = [stream for stream in container.streams if stream.type == "video" and not _is_cover(stream)]
    if not streams:
        raise BadInput(
            say("{file} has no picture", file=path.name),
            hint=say("It may be a sound recording, or its kind of picture is not known here: export it anew as H.264."),
        )
    stream: Any = streams[0]
    context = stream.codec_context
    if context is None:
        told = say(
            "The picture of {file} is encrypted or of a kind that is not known here ({codec})",
            file=path.name,
            codec=", ".join(_codecs(path)) or "?",
        )
        raise BadInput(told, hint=EXPORT)
    if not 0 < context.width * context.height <= MOST_PIXELS:
        size = f"{context.width} × {context.height}"
        raise BadInput(say("{file} has a picture of {size} pixels", file=path.name, size=size), hint=EXPORT)
    context.thread_count = 1
    context.options = {"max_pixels": str(MOST_PIXELS)}
    found: av.video.stream.VideoStream = stream
    return found


EXPORT = say("Export it anew from an editing program: MP4, H.264, at most 3840 × 2160.")


def damaged(path: Path, reason: str) -> BadInput:
    """What is raised where a clip cannot be decoded."""
    told = say("{file} is damaged: {reason}", file=path.name, reason=reason)
    return BadInput(told, hint=say("Copy it from the camera again, or take in and out points around the damage."))


@contextmanager
def _file(path: Path) -> Iterator[Any]:
    """A real file, opened for reading. A FIFO is refused at once instead of being waited for."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    except OSError as error:
        raise NotFound(
            say("{file} cannot be opened: {reason}", file=path.name, reason=error.strerror or str(error))
        ) from error
    with os.fdopen(descriptor, "rb", buffering=1 << 18) as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise NotFound(say("{file} is not a regular file", file=path.name))
        yield file


def _demuxer(path: Path, head: bytes) -> str:
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for begins, kind in PLAYLISTS:
        if text.startswith(begins):
            raise Unsafe(
                say("{file} is not a clip but a list of other media ({kind})", file=path.name, kind=kind),
                hint=say("Put the clip itself into the newsroom's folder and name it here."),
            )
    for offset, mark, demuxer in MARKS:
        if head[offset:].startswith(mark):
            return demuxer
    if _is_transport(head):
        return "mpegts"
    if not head:
        raise BadInput(say("{file} is empty", file=path.name), hint=say("Copy the clip again."))
    raise BadInput(
        say("{file} is not a clip of a known kind", file=path.name),
        hint=say("Use MP4, MOV, MKV, WebM, MXF, AVI or MPEG-TS."),
    )


def _is_transport(head: bytes) -> bool:
    return any(head[at : at + 3 * step : step] == b"\x47" * 3 for at, step in ((0, 188), (4, 192)))


def _is_cover(stream: Any) -> bool:
    """A picture that stands in a sound file for its cover."""
    return bool(int(stream.disposition) & int(av.stream.Disposition.attached_pic))


def _broken(path: Path, demuxer: str, error: Exception) -> BadInput:
    if demuxer == "mov" and not any(kind == b"moov" for kind, _, _ in _boxes(path)):
        return BadInput(
            say("{file} is an incomplete recording (no moov): the camera did not finish it", file=path.name),
            hint=say("Copy it again, or have the camera or phone repair it."),
        )
    return damaged(path, getattr(error, "strerror", None) or str(error))


def _codecs(path: Path) -> list[str]:
    """What an MP4 file calls the kinds of its tracks: the name in each table of sample descriptions."""
    found = []
    for kind, start, length in _boxes(path):
        if kind == b"moov" and length <= MOST_INDEX:
            with path.open("rb") as file:
                file.seek(start)
                tables = file.read(length).split(b"stsd")[1:]
            found = [table[12:16].decode("ascii", "replace") for table in tables]
    return found


def _boxes(path: Path) -> list[tuple[bytes, int, int]]:
    """The outermost boxes of an MP4 file that lie inside it whole: kind, start and length in bytes."""
    kinds: list[tuple[bytes, int, int]] = []
    at, size = 0, path.stat().st_size
    with path.open("rb") as file:
        while at + 8 <= size and len(kinds) < 1000:
            file.seek(at)
            head = file.read(16)
            length = int.from_bytes(head[:4], "big")
            length = int.from_bytes(head[8:16], "big") if length == 1 else length or size - at
            if length < 8 or at + length > size:
                break
            kinds.append((head[4:8], at, length))
            at += length
    return kinds
