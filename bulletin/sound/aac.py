"""Programme sound as AAC-LC: encoded in fixed segments that can be made apart and kept, spliced without a join.

Packet k decodes to the programme's samples 1024 k to 1024 k + 1023: the encoder is fed from sample 1024 on, its run-in
packet takes the place of the programme's silent first packet, and sound and picture start together without an edit list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import av
import av.audio.codeccontext
import av.audio.frame
import numpy as np

from bulletin.errors import Bug
from bulletin.messages import say
from bulletin.sound import pcm
from bulletin.sound.pcm import BLOCK, PACKET, Pcm
from bulletin.timing import SAMPLE_RATE

SEGMENT = 1406
"""Packets of a segment: 30 s less 5 ms. Counted from the programme's start, so a change remakes only what it touches."""

LEAD_IN = 48
"""Packets encoded before a segment and thrown away: its window shapes then equal those of an encoder that never stopped
(4 would do), and its bit rate has settled."""

LOOK_AHEAD = 3
"""Packets of sound fed beyond the end of a segment, for the encoder looks ahead."""

ENCODER: dict[str, str] = {"aac_coder": "fast", "aac_pns": "0", "aac_is": "0", "aac_tns": "0"}
"""At 160 kb/s and more the fast coder is three times as fast as the default and leaves less noise in every band up to 8 kHz
(5 to 8 dB on speech over a bed); noise substitution and intensity stereo only cost fidelity there."""


@dataclass(frozen=True, slots=True)
class Segment:
    """The packets of one stretch of 30 s: `index` counts from the programme's start, `config` is the AudioSpecificConfig."""

    index: int
    bit_rate: int
    config: bytes
    packets: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Track:
    """A whole sound track: packet k has pts and dts 1024 k at 48 kHz."""

    config: bytes
    packets: tuple[bytes, ...]


def packets_in(samples: int) -> int:
    """How many packets hold so many samples of programme."""
    return -(-samples // PACKET)


def segments_in(samples: int) -> int:
    """How many segments a programme of so many samples has."""
    return -(-packets_in(samples) // SEGMENT)


def encode_segment(path: Path, index: int, bit_rate: int = 192_000) -> Segment:
    """Encode one segment of a work file. Depends on that stretch of the file and some sound around it, on nothing else."""
    first = index * SEGMENT
    end = min(first + SEGMENT, packets_in(pcm.length_of(path)))
    if not 0 <= first < end:
        raise ValueError(f"there is no segment {index} in {path.name}")
    start = max(first - LEAD_IN, 0)
    begin = PACKET * (start + 1)
    sound = pcm.read(path, begin, PACKET * (end + LOOK_AHEAD) - begin)
    config, packets = _encode(sound, bit_rate)
    return Segment(index, bit_rate, config, packets[first - start : end - start])


def splice(segments: Sequence[Segment]) -> Track:
    """Join all segments of a programme, in order. Raises Bug when they do not belong together."""
    follow = all(later.index == earlier.index + 1 for earlier, later in pairwise(segments))
    alike = {(segment.config, segment.bit_rate) for segment in segments}
    whole = all(len(segment.packets) == SEGMENT for segment in segments[:-1])
    if not segments or segments[0].index != 0 or not follow or len(alike) != 1 or not whole:
        raise Bug(say("The sound segments of a programme do not follow each other."))
    return Track(segments[0].config, tuple(packet for segment in segments for packet in segment.packets))


def encode(path: Path, bit_rate: int = 192_000) -> Track:
    """Encode a whole work file here and now."""
    count = segments_in(pcm.length_of(path))
    return splice([encode_segment(path, index, bit_rate) for index in range(count)])


def decode(track: Track) -> Iterator[Pcm]:
    """The sound of a track as a player gives it, in blocks of about 10 s."""
    decoder = av.audio.codeccontext.AudioCodecContext.create("aac", "r")
    decoder.extradata = track.config
    decoder.thread_count = 1
    waiting: list[Pcm] = []
    for number, payload in enumerate(track.packets):
        packet = av.Packet(payload)
        packet.pts = packet.dts = number * PACKET
        packet.time_base = Fraction(1, SAMPLE_RATE)
        waiting += _planar(decoder.decode(packet))
        if len(waiting) * PACKET >= BLOCK:
            yield np.concatenate(waiting)
            waiting = []
    waiting += _planar(decoder.decode(None))
    if waiting:
        yield np.concatenate(waiting)


def _planar(frames: Iterable[av.audio.frame.AudioFrame]) -> list[Pcm]:
    return [np.ascontiguousarray(frame.to_ndarray().T, np.float32) for frame in frames]


def _encode(sound: Pcm, bit_rate: int) -> tuple[bytes, tuple[bytes, ...]]:
    encoder = av.audio.codeccontext.AudioCodecContext.create("aac", "w")
    encoder.sample_rate, encoder.layout, encoder.format = SAMPLE_RATE, "stereo", "fltp"
    encoder.bit_rate, encoder.time_base = bit_rate, Fraction(1, SAMPLE_RATE)
    encoder.thread_count = 1
    encoder.flags |= av.codec.context.Flags.bitexact
    encoder.options = dict(ENCODER)
    encoder.open()
    packets: list[bytes] = []
    for start in range(0, len(sound), PACKET):
        planes = np.ascontiguousarray(sound[start : start + PACKET].T)
        frame = av.AudioFrame.from_ndarray(planes, format="fltp", layout="stereo")
        frame.sample_rate, frame.pts, frame.time_base = SAMPLE_RATE, start, Fraction(1, SAMPLE_RATE)
        packets += (bytes(packet) for packet in encoder.encode(frame))
    packets += (bytes(packet) for packet in encoder.encode(None))
    return encoder.extradata or b"", tuple(packets)
