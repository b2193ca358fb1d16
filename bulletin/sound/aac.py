"""Programme sound as AAC-LC, encoded in segments that can be made apart and are spliced without a join.

Packet k decodes to the programme's samples 1024 k to 1024 k + 1023: the encoder is fed from sample 1024 on, its run-in
packet takes the place of the programme's silent first packet, and sound and picture start together without an edit list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

import av
import av.audio.codeccontext
import av.audio.frame
import numpy as np

from bulletin.sound.pcm import PACKET, Pcm
from bulletin.timing import SAMPLE_RATE

LEAD_IN = 16
"""Packets encoded before a segment and thrown away: its window shapes then equal those of an encoder that never stopped
(4 would do), and its bit rate has settled to what the sound itself makes it vary, a twentieth."""

LOOK_AHEAD = 3
"""Packets of sound fed beyond the end of a segment, for the encoder looks ahead."""

_FED = 100 * PACKET
"""Samples handed to the encoder at a time; it takes them packet by packet."""

ENCODER: dict[str, str] = {"aac_coder": "fast", "aac_pns": "0", "aac_is": "0", "aac_tns": "0"}
"""At 160 kb/s and more the fast coder is three times as fast as the default and leaves less noise in every band up to 8 kHz
(5 to 8 dB on speech over a bed); noise substitution and intensity stereo only cost fidelity there."""


@dataclass(frozen=True, slots=True)
class Track:
    """A whole sound track: packet k has pts and dts 1024 k at 48 kHz."""

    config: bytes
    packets: tuple[bytes, ...]


def packets_in(samples: int) -> int:
    """How many packets hold so many samples of programme."""
    return -(-samples // PACKET)


def encode(sound: Pcm, bit_rate: int = 192_000) -> Track:
    """Encode sound that follows on a packet of silence, or of sound that does not matter. The last packet is the encoder's
    run-out."""
    encoder = av.audio.codeccontext.AudioCodecContext.create("aac", "w")
    encoder.sample_rate, encoder.layout, encoder.format = SAMPLE_RATE, "stereo", "fltp"
    encoder.bit_rate, encoder.time_base = bit_rate, Fraction(1, SAMPLE_RATE)
    encoder.thread_count = 1
    encoder.flags |= av.codec.context.Flags.bitexact
    encoder.options = dict(ENCODER)
    encoder.open()
    packets: list[bytes] = []
    for start in range(0, len(sound), _FED):
        planes = np.ascontiguousarray(sound[start : start + _FED].T)
        frame = av.AudioFrame.from_ndarray(planes, format="fltp", layout="stereo")
        frame.sample_rate, frame.pts, frame.time_base = SAMPLE_RATE, start, Fraction(1, SAMPLE_RATE)
        packets += (bytes(packet) for packet in encoder.encode(frame))
    packets += (bytes(packet) for packet in encoder.encode(None))
    return Track(encoder.extradata or b"", tuple(packets))


def decode(track: Track) -> Pcm:
    """The sound of a track as a player gives it: 1024 samples a packet, right from the second one on."""
    decoder = av.audio.codeccontext.AudioCodecContext.create("aac", "r")
    decoder.extradata = track.config
    decoder.thread_count = 1
    planes: list[Pcm] = []
    for number, payload in enumerate(track.packets):
        packet = av.Packet(payload)
        packet.pts = packet.dts = number * PACKET
        packet.time_base = Fraction(1, SAMPLE_RATE)
        planes += _planes(decoder.decode(packet))
    planes += _planes(decoder.decode(None))
    return np.ascontiguousarray(np.concatenate(planes, axis=1).T) if planes else np.zeros((0, 2), np.float32)


def _planes(frames: Iterable[av.audio.frame.AudioFrame]) -> Iterator[Pcm]:
    return (frame.to_ndarray().astype(np.float32, copy=False) for frame in frames)
