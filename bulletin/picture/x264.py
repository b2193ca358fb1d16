"""x264 as we use it: its settings, frames in, packets out.

Every chunk of a profile has the same parameter sets: nothing in them depends on content, length or machine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

import av
from av.codec.context import Flags
from av.video.frame import PictureType

from bulletin.picture.planes import Frame
from bulletin.picture.values import Packet, Profile
from bulletin.timing import FRAME_RATE

KEY_INTERVAL = 50
BETWEEN = 3
"""B pictures between two others."""
KEY = PictureType.I
"""What a picture is told to be that x264 is to make a key frame of."""
BT709, LIMITED = 1, 1
X264 = {
    "threads": 1,
    "lookahead-threads": 1,
    "sliced-threads": 0,
    "cpu-independent": 1,
    "keyint": KEY_INTERVAL,
    "min-keyint": KEY_INTERVAL,
    "scenecut": 0,
    "open-gop": 0,
    "bframes": BETWEEN,
    "b-pyramid": "strict",  # no P picture refers to a B picture: the proof need not decode them
    "stitchable": 1,  # the parameter sets do not tell the quantiser, so that chunks of different ones fit together
    "force-cfr": 1,
    "annexb": 0,  # packets as they lie in an MP4: joining copies them as they are
    "fps": f"{FRAME_RATE}/1",
    "level": "4.0",
    "colorprim": "bt709",
    "transfer": "bt709",
    "colormatrix": "bt709",
    "fullrange": "off",
}
"""What is the same for every profile."""
FASTEST = {"cabac": 0, "8x8dct": 1, "subme": 1, "aq-mode": 1, "no-deblock": 0}
"""What the preset `ultrafast` leaves out and is worth its time. 8×8 transforms make the stream High profile; motion to half
pixels saves a third of the bits of a moving photograph; arithmetic coding would cost a quarter of the time for a tenth of
them. docs/benchmarks.md has the curve."""


def open_encoder(profile: Profile, tried: Mapping[str, str | int | float] | None = None) -> Any:
    """An encoder for the frames of a profile; `tried` overrules what is the same for every profile."""
    chosen = profile.encoder
    settings: dict[str, Any] = {**X264, **(FASTEST if chosen.preset == "ultrafast" else {}), **(tried or {})}
    context: Any = av.CodecContext.create("libx264", "w")
    context.width, context.height, context.pix_fmt = profile.width, profile.height, "yuv420p"
    context.time_base, context.framerate = Fraction(1, FRAME_RATE), Fraction(FRAME_RATE)
    context.gop_size, context.max_b_frames, context.thread_count = KEY_INTERVAL, int(settings["bframes"]), 1
    context.color_range, context.colorspace = LIMITED, BT709
    context.color_primaries, context.color_trc = BT709, BT709
    context.flags |= Flags.global_header
    context.options = {
        "preset": chosen.preset,
        "profile": "high",
        chosen.rate: f"{chosen.quality:g}",
        "x264-params": ":".join(f"{name}={value}" for name, value in settings.items()),
    }
    context.open()
    return context


def parameters_of(profile: Profile) -> bytes:
    """What decoders of a profile's chunks are set up with: chunks fit together where it is the same."""
    return bytes(open_encoder(profile).extradata)


def wrapped(frame: Frame, shown: int) -> av.VideoFrame:
    """The frame's own memory as a picture: x264 takes its copy before `encode` returns."""
    picture = av.VideoFrame.from_numpy_buffer(frame.rows, "yuv420p", frame.luma.shape[1])
    picture.pts, picture.time_base = shown, Fraction(1, FRAME_RATE)
    picture.color_range, picture.colorspace = LIMITED, BT709
    return picture


def packets_of(encoded: Iterable[Any]) -> list[Packet]:
    """What the encoder gave back, in decoding order."""
    return [Packet(bytes(packet), int(packet.pts), bool(packet.is_keyframe)) for packet in encoded]
