"""Joining chunks and sound into one MP4 by copying packets; nothing is encoded again.

Packet k of a chunk that starts at programme frame F is decoded at F + k − REORDER and shown at F + its own display
index. The file has no edit list: sound and picture start together at 0 in every player."""

from __future__ import annotations

import heapq
import io
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain, zip_longest
from pathlib import Path
from typing import Any, Literal

import av
import av.container

from bulletin.errors import Bug
from bulletin.master.folder import writing
from bulletin.master.values import Ledger, Part, Plan, Written, refusal
from bulletin.messages import Message, say
from bulletin.picture.values import Chunk
from bulletin.sound.aac import Track, packets_in
from bulletin.sound.pcm import PACKET
from bulletin.timing import FRAME_RATE, SAMPLE_RATE, samples

REORDER = 2
"""Frames that decoding runs ahead of showing."""

TICKS = 12_800
"""Ticks a second of the picture track: 512 a frame."""

FRAME, SAMPLE = Fraction(1, FRAME_RATE), Fraction(1, SAMPLE_RATE)

OPTIONS = {
    "fflags": "+bitexact",
    "movflags": "+negative_cts_offsets",
    "use_editlist": "0",
    "video_track_timescale": str(TICKS),
}

A_FRAME, A_PACKET, OTHERWISE = 38, 4, 8192
"""Bytes of the file's index that a frame takes at most (size 4, shown when 8, key 4, places of both tracks 2 × 8, runs of
packets 6), that a packet of sound takes, and all else: room for it is left in front of the media, so that these need not be moved
when the index is known."""

Kind = Literal["picture", "sound"]


def join(path: Path, plan: Plan, chunks: Iterable[Chunk], track: Track) -> Ledger:
    """Write the MP4 to `path` (a temporary name; its publication brings it to the disk), and say what was written.

    The chunks are taken one at a time. Raises Rejected when they are not the planned ones, DiskFailed when the file
    cannot be written."""
    placed = _as_planned(plan, chunks)
    first = next(placed)
    opening = first.chunk
    copies = heapq.merge(_picture(chain([first], placed)), _sound(plan, track), key=lambda copy: copy.when)
    written: dict[Kind, list[Written]] = {"picture": [], "sound": []}
    options = {**OPTIONS, "moov_size": str(_index_room(plan))}
    with writing(path), av.open(f"file:{path}", "w", format="mp4", container_options=options) as output:
        streams = _streams(output, plan, opening, track)
        for copy in copies:
            copy.packet.stream = streams[copy.kind]
            output.mux_one(copy.packet)
            written[copy.kind].append(copy.written)
    return Ledger(opening.extradata, track.config, tuple(written["picture"]), tuple(written["sound"]))


def _index_room(plan: Plan) -> int:
    told = len((plan.title + plan.comment).encode())
    return A_FRAME * plan.frames + A_PACKET * packets_in(plan.samples) + OTHERWISE + told


@dataclass(frozen=True, slots=True)
class _Copy:
    """A packet on its way into the file; `when` is its decoding time in samples, by which the tracks are interleaved."""

    when: int
    kind: Kind
    packet: av.Packet[Any]
    written: Written


@dataclass(frozen=True, slots=True)
class _Placed:
    """A chunk at its start frame, with the checksums of its packets."""

    start: int
    chunk: Chunk
    checksums: tuple[int, ...]


def _as_planned(plan: Plan, chunks: Iterable[Chunk]) -> Iterator[_Placed]:
    """Every chunk at its place, as long as it is the planned one."""
    start, opening = 0, None
    for part, chunk in zip_longest(plan.parts, chunks):
        if chunk is None:
            raise refusal(plan, start, say("a chunk is missing"))
        if part is None:
            raise refusal(plan, start, say("there are more chunks than planned"))
        opening = opening or chunk
        placed = _Placed(start, chunk, chunk.checksums())
        if fault := _fault(part, placed, opening):
            raise refusal(plan, start, fault)
        yield placed
        start += part.frames


def _fault(part: Part, placed: _Placed, opening: Chunk) -> Message | None:
    """What is wrong with a chunk at its place, if anything."""
    chunk = placed.chunk
    if chunk.frames != part.frames:
        return say("{planned} frames were planned, the chunk has {found}", planned=part.frames, found=chunk.frames)
    if (chunk.extradata, chunk.width, chunk.height) != (opening.extradata, opening.width, opening.height):
        return say("the chunk was encoded with other settings than the programme's first one")
    if sorted(packet.display for packet in chunk.packets) != list(range(part.frames)) or not chunk.packets[0].is_key:
        return say("the pictures of the chunk are not a whole run that begins with a key frame")
    if part.fingerprint and chunk.fingerprint(placed.checksums) != part.fingerprint:
        return say("the chunk is not the one that was encoded for this place")
    return None


def _streams(output: av.container.OutputContainer, plan: Plan, opening: Chunk, track: Track) -> dict[Kind, Any]:
    """The two tracks of the file and its labels: nothing in them tells of dates, machines or encoder versions."""
    output.metadata.update({name: text for name, text in (("title", plan.title), ("comment", plan.comment)) if text})
    with av.open(io.BytesIO(_elementary(opening)), "r", format="h264") as template:
        picture = output.add_stream_from_template(template.streams.video[0], time_base=Fraction(1, TICKS))
    picture.codec_context.extradata = opening.extradata
    sound = output.add_stream("aac", rate=SAMPLE_RATE, layout="stereo")
    sound.metadata["language"] = "vie"
    # Opened only because PyAV describes a sound track by its encoder; nothing is encoded with it.
    sound.codec_context.open()
    sound.codec_context.extradata = track.config
    return {"picture": picture, "sound": sound}


def _elementary(chunk: Chunk) -> bytes:
    """The first picture of a chunk as a stream of its own, with start codes: what PyAV describes a track by."""
    sets = parameter_sets(chunk.extradata)
    return b"".join(b"\0\0\0\1" + unit for unit in (*sets, *_units(chunk.packets[0].payload)))


def parameter_sets(record: bytes) -> Iterator[bytes]:
    """The SPS and PPS in an AVC decoder configuration record."""
    at = 5
    for mask in (0x1F, 0xFF):
        count, at = record[at] & mask, at + 1
        for _ in range(count):
            size = int.from_bytes(record[at : at + 2], "big")
            yield record[at + 2 : at + 2 + size]
            at += 2 + size


def _units(payload: bytes) -> Iterator[bytes]:
    at = 0
    while at < len(payload):
        size = int.from_bytes(payload[at : at + 4], "big")
        yield payload[at + 4 : at + 4 + size]
        at += 4 + size


def _picture(chunks: Iterable[_Placed]) -> Iterator[_Copy]:
    for placed in chunks:
        start = placed.start
        for index, (source, checksum) in enumerate(zip(placed.chunk.packets, placed.checksums, strict=True)):
            packet: av.Packet[Any] = av.Packet(source.payload)
            packet.time_base = FRAME
            packet.dts, packet.pts, packet.duration = start + index - REORDER, start + source.display, 1
            packet.is_keyframe = source.is_key
            written = Written(checksum, start + source.display, source.is_key)
            yield _Copy(samples(start + index - REORDER), "picture", packet, written)


def _sound(plan: Plan, track: Track) -> Iterator[_Copy]:
    """The packets that the programme's samples need; the last one's duration ends with the picture."""
    length = plan.samples
    needed = packets_in(length)
    if len(track.packets) < needed:
        raise Bug(
            say("the sound has {found} packets, the picture needs {needed}", found=len(track.packets), needed=needed)
        )
    for index, payload in enumerate(track.packets[:needed]):
        start = index * PACKET
        packet: av.Packet[Any] = av.Packet(payload)
        packet.time_base = SAMPLE
        packet.pts = packet.dts = start
        packet.duration = min(PACKET, length - start)
        packet.is_keyframe = True
        yield _Copy(start, "sound", packet, Written(zlib.crc32(payload), start))
