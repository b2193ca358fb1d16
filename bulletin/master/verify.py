"""Verification of a master against its plan, before it gets its final name.

The file is read again from the disk, by our own reader of boxes and by the demuxer: frame count, every packet's bytes
and times, parameter sets, colour, durations."""

from __future__ import annotations

import zlib
from fractions import Fraction
from pathlib import Path

import av
import av.container

from bulletin.master.boxes import Box, boxes
from bulletin.master.mux import TICKS
from bulletin.master.values import Ledger, Plan, refusal
from bulletin.messages import Message, say
from bulletin.timing import FRAME_RATE, SAMPLE_RATE, SAMPLES_PER_FRAME

COLOUR = b"nclx" + bytes((0, 1, 0, 1, 0, 1, 0))
"""The content of the box `colr`: BT.709 primaries, transfer and matrix, limited range."""

HIGH = 100


def verify(path: Path, plan: Plan, ledger: Ledger) -> None:
    """See that the file holds exactly what was planned and written. Raises Rejected at the first thing that differs."""
    try:
        _verify_boxes(path, plan, ledger)
        with av.open(f"file:{path}", "r", format="mp4") as master:
            _verify_tracks(master, plan)
            _verify_packets(master, plan, ledger)
    except (av.FFmpegError, ValueError, IndexError) as error:
        raise refusal(plan, 0, say("the file cannot be read again: {reason}", reason=str(error))) from error


def _verify_boxes(path: Path, plan: Plan, ledger: Ledger) -> None:
    """The order of the file, no edit list, the colour tag and the parameter sets, read without any media library."""
    found = boxes(path)
    outer = [box.path for box in found if "/" not in box.path and box.path != "free"]
    if outer != ["ftyp", "moov", "mdat"]:
        raise refusal(plan, 0, say("the file's index does not stand before its media ({found})", found=" ".join(outer)))
    if any(box.path.endswith("/edts") for box in found):
        raise refusal(plan, 0, say("the file has an edit list"))
    if _content(path, found, "/avc1/colr") != COLOUR:
        raise refusal(plan, 0, say("the colour is not tagged as BT.709, limited range"))
    record = _content(path, found, "/avc1/avcC")
    if record[1] != HIGH or record != ledger.record:
        raise refusal(plan, 0, say("the picture's parameter sets are not those of its chunks"))


def _content(path: Path, found: tuple[Box, ...], name: str) -> bytes:
    """The content of the one box whose path ends so; empty bytes when there is none."""
    matching = [box for box in found if box.path.endswith(name)]
    return matching[0].content(path) if len(matching) == 1 else bytes(2)


def _verify_tracks(master: av.container.InputContainer, plan: Plan) -> None:
    """The facts of the two tracks. The picture's length is exact; the sound's end lies within a frame of it."""
    if [stream.type for stream in master.streams] != ["video", "audio"]:
        raise refusal(plan, 0, say("the file does not have one picture and one sound track"))
    picture, sound = master.streams.video[0], master.streams.audio[0]
    length = Fraction(picture.duration or 0) * (picture.time_base or 0)
    heard = Fraction(sound.duration or 0) * (sound.time_base or 0)
    facts: tuple[tuple[Message, object, object], ...] = (
        (say("frames"), picture.frames, plan.frames),
        (say("size"), f"{picture.width}×{picture.height}", f"{plan.width}×{plan.height}"),
        (say("profile"), picture.profile, "High"),
        (say("ticks a second"), (picture.time_base, sound.time_base), (Fraction(1, TICKS), Fraction(1, SAMPLE_RATE))),
        (say("frames a second"), picture.average_rate, Fraction(FRAME_RATE)),
        (say("length in seconds"), length, Fraction(plan.frames, FRAME_RATE)),
        (say("first picture"), picture.start_time, 0),
        (say("first sound"), sound.start_time, 0),
        (say("sound samples a second"), sound.rate, SAMPLE_RATE),
        (say("sound channels"), sound.channels, 2),
        (say("sound length in seconds"), heard, Fraction(plan.samples, SAMPLE_RATE)),
    )
    for name, found, planned in facts:
        if found != planned:
            what = say("{name}: {planned} was planned, the file has {found}", name=name, planned=planned, found=found)
            raise refusal(plan, 0, what)


def _verify_packets(master: av.container.InputContainer, plan: Plan, ledger: Ledger) -> None:
    """Every packet of both tracks: its bytes, its times, whether it is a key; none missing, none added."""
    written = (ledger.picture, ledger.sound)
    # The demuxer counts decoding from as many frames before the first picture as decoding really runs ahead.
    ahead = max(index - packet.time for index, packet in enumerate(ledger.picture))
    ticks = TICKS // FRAME_RATE
    planned = (
        [
            (one.time * ticks, (index - ahead) * ticks, one.is_key, one.checksum)
            for index, one in enumerate(ledger.picture)
        ],
        [(one.time, one.time, one.is_key, one.checksum) for one in ledger.sound],
    )
    seen = [0, 0]
    for packet in master.demux():
        if packet.dts is None:
            continue
        track = packet.stream_index
        index = seen[track]
        seen[track] += 1
        if index == len(planned[track]):
            raise refusal(plan, plan.frames, say("there are more packets than planned"))
        found = packet.pts, packet.dts, packet.is_keyframe, zlib.crc32(packet)
        if found != planned[track][index]:
            time = written[track][index].time
            what = say("a packet is not the one that was written")
            if found[:2] != planned[track][index][:2]:
                what = say("a packet does not stand at its planned time")
            raise refusal(plan, time // SAMPLES_PER_FRAME if track else time, what)
    for track, name in enumerate((say("picture"), say("sound"))):
        if missing := written[track][seen[track] :]:
            frame = missing[0].time // SAMPLES_PER_FRAME if track else missing[0].time
            raise refusal(
                plan, frame, say("the {track} ends here, {count} packets early", track=name, count=len(missing))
            )
