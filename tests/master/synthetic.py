"""Small media made for the tests: chunks whose every frame carries its number in bars, and a tone as AAC."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt
from av.codec.context import Flags

from bulletin.master.values import Part, Plan
from bulletin.picture.values import Chunk, Measures, Packet
from bulletin.sound.aac import Track

WIDTH, HEIGHT = 128, 72
BITS = 16


def numbered(number: int) -> npt.NDArray[np.uint8]:
    """A picture as planes (yuv420p, one array) with `number` in bars on top and something that moves below."""
    planes = np.full((HEIGHT * 3 // 2, WIDTH), 128, np.uint8)
    planes[:HEIGHT] = 40
    for bit in range(BITS):
        planes[8:24, bit * 8 : bit * 8 + 8] = 235 if number >> bit & 1 else 16
    left = number * 5 % 100
    planes[36 : 40 + number % 24, left : left + 20] = 180
    return planes


def number_of(frame: av.VideoFrame) -> int:
    """The number that a decoded picture carries."""
    luma = frame.to_ndarray()[12:20]
    return sum(1 << bit for bit in range(BITS) if luma[:, bit * 8 + 2 : bit * 8 + 6].mean() > 125)


def chunk(first: int, frames: int, profile: str = "High", colour: int = 1) -> Chunk:
    """A chunk of pictures numbered from `first` on, encoded as the product encodes unless said otherwise."""
    encoder = av.CodecContext.create("libx264", "w")
    encoder.width, encoder.height, encoder.pix_fmt = WIDTH, HEIGHT, "yuv420p"
    encoder.time_base, encoder.framerate, encoder.gop_size = Fraction(1, 25), Fraction(25), 50
    encoder.color_primaries = encoder.color_trc = encoder.colorspace = encoder.color_range = colour
    encoder.thread_count, encoder.profile = 1, profile
    encoder.flags |= Flags.global_header | Flags.closed_gop
    encoder.options = {
        "preset": "veryfast",
        "crf": "30",
        "x264-params": "annexb=0:bframes=2:b-adapt=0:cpu-independent=1",
    }
    packets: list[av.Packet[av.VideoStream]] = []
    for index in range(frames):
        frame = av.VideoFrame.from_ndarray(numbered(first + index), format="yuv420p")
        frame.pts, frame.time_base, frame.color_range = index, Fraction(1, 25), 1
        packets += encoder.encode(frame)
    packets += encoder.encode(None)
    shown = sorted(packet.pts or 0 for packet in packets)
    kept = tuple(Packet(bytes(packet), shown.index(packet.pts or 0), packet.is_keyframe) for packet in packets)
    return Chunk(WIDTH, HEIGHT, encoder.extradata or b"", kept, Measures(b"", b""))


def chunks_of(lengths: Sequence[int]) -> tuple[Chunk, ...]:
    """Chunks of these lengths whose pictures are numbered through."""
    starts = np.cumsum([0, *lengths]).tolist()
    return tuple(chunk(start, length) for start, length in zip(starts, lengths, strict=False))


def plan_of(chunks: Sequence[Chunk]) -> Plan:
    """The plan that these chunks fulfil, every chunk a shot of its own."""
    parts = tuple(Part(shot, one.frames, one.fingerprint(), f"tin-{shot}") for shot, one in enumerate(chunks))
    return Plan(parts, WIDTH, HEIGHT, "Bản tin thử", "SẢN PHẨM MẪU")


def tone(samples: int) -> npt.NDArray[np.float32]:
    """A rising tone with a beat, shape (samples, 2); the first packet's worth is silent as in every programme."""
    seconds = np.arange(samples) / 48_000
    sound = 0.25 * np.sin(2 * np.pi * (220 * seconds + 15 * seconds**2)) * (0.6 + 0.4 * np.sin(2 * np.pi * 3 * seconds))
    sound[:1024] = 0
    return np.stack([sound, 0.8 * sound], axis=1).astype(np.float32)


def track_of(sound: npt.NDArray[np.float32]) -> Track:
    """The sound as AAC: the encoder is fed from sample 1024 on, so that its own delay puts everything in place."""
    encoder = av.CodecContext.create("aac", "w")
    encoder.sample_rate, encoder.layout, encoder.format, encoder.bit_rate = 48_000, "stereo", "fltp", 192_000
    encoder.flags |= Flags.global_header | Flags.bitexact
    packets = [bytes(packet) for frame in (*_frames(sound[1024:]), None) for packet in encoder.encode(frame)]
    return Track(encoder.extradata or b"", tuple(packets))


def _frames(sound: npt.NDArray[np.float32]) -> Iterator[av.AudioFrame]:
    for start in range(0, len(sound), 1024):
        block = np.zeros((2, 1024), np.float32)
        block[:, : len(sound) - start] = sound[start : start + 1024].T
        frame = av.AudioFrame.from_ndarray(block, format="fltp", layout="stereo")
        frame.sample_rate, frame.pts = 48_000, start
        yield frame


def decoded_numbers(path: Path) -> list[int]:
    """The numbers of all pictures of a file, in the order shown."""
    with av.open(str(path)) as master:
        return [number_of(frame) for frame in master.decode(video=0)]
