"""The packets of a picture that stands: what x264 writes where nothing changes any more, without asking it frame by frame.

With a constant quantiser such a packet tells nothing of the picture: a header that follows from the frame's place in its
group, and one number, how many macroblocks are as they were. x264 writes it for a picture of a single macroblock, and the
number is put at what the frame has."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from bulletin.picture.planes import blank
from bulletin.picture.values import Packet, Profile
from bulletin.picture.x264 import BETWEEN, open_encoder, packets_of, wrapped

MACROBLOCK = 16
"""Its width and height in luma samples."""
STEP = 1 + BETWEEN
"""Frames from one P picture to the next."""
GREY = 128


def is_regular(profile: Profile) -> bool:
    """Whether all groups of pictures are built alike, whatever they show: then `standing` fits into them."""
    return profile.encoder.preset == "ultrafast" and profile.encoder.rate == "qp"


@lru_cache(maxsize=64)
def standing(profile: Profile, length: int) -> tuple[Packet, ...]:
    """The packets behind the key frame of a group of `length` frames that show nothing else, in decoding order. Those behind a P
    picture fit behind whatever that shows."""
    small = blank(MACROBLOCK, MACROBLOCK)
    small.rows[:] = GREY
    context = open_encoder(replace(profile, width=MACROBLOCK, height=MACROBLOCK))
    pictures = (*(wrapped(small, shown) for shown in range(length)), None)
    _, *others = (packet for picture in pictures for packet in packets_of(context.encode(picture)))
    macroblocks = -(-profile.width // MACROBLOCK) * -(-profile.height // MACROBLOCK)
    return tuple(replace(packet, payload=_stretched(packet.payload, macroblocks)) for packet in others)


def _stretched(payload: bytes, run: int) -> bytes:
    """A slice that skips one macroblock as one that skips `run` of them (H.264, 7.3.4: `mb_skip_run`, then the end)."""
    head, content = payload[4:5], payload[5:].replace(b"\0\0\3", b"\0\0")
    bits = bin(int.from_bytes(b"\1" + content))[3:].rstrip("0")
    one = _exp_golomb(1) + "1"
    if not bits.endswith(one):
        raise ValueError("the slice does more than skip its macroblock")
    bits = bits.removesuffix(one) + _exp_golomb(run) + "1"
    size = -(-len(bits) // 8)
    unit = head + _guarded(int(bits.ljust(8 * size, "0"), 2).to_bytes(size))
    return len(unit).to_bytes(4) + unit


def _exp_golomb(number: int) -> str:
    """The bits of a number as H.264 writes it (9.1, ue(v))."""
    digits = f"{number + 1:b}"
    return "0" * (len(digits) - 1) + digits


def _guarded(content: bytes) -> bytes:
    """With a 3 wherever two zeros could be taken for the beginning of a start code (7.4.1)."""
    guarded = bytearray()
    for byte in content:
        if guarded.endswith(b"\0\0") and byte <= 3:
            guarded.append(3)
        guarded.append(byte)
    return bytes(guarded)
