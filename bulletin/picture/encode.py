"""Frames to H.264 chunks through x264, and the proof that a chunk shows what was composed.

Every chunk of a profile has the same parameter sets: nothing in them depends on content, length or machine."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import islice
from typing import Any

import av
import cv2
import numpy as np
from av.codec.context import Flags
from av.error import FFmpegError

from bulletin.errors import Bug, Place, Rejected
from bulletin.messages import Message, say
from bulletin.picture.measure import Meter
from bulletin.picture.planes import AT_ONCE, Frame, blank
from bulletin.picture.values import Chunk, Packet, Plane, Profile
from bulletin.timing import FRAME_RATE

KEY_INTERVAL = 50
LEAST_PSNR = 36.0
"""dB of the luma that a decoded frame must reach against the composed one, at full size or, where there is so much grain
that the encoder may not spend the bits, as means of 8 × 8 samples."""
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
    "bframes": 3,
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


class TooManyBits(Exception):
    """A second of a chunk takes more bits than it may."""


def encode(
    frames: Iterable[Frame], profile: Profile, place: Place | None = None, most_kbits: float = math.inf
) -> Chunk:
    """Encode frames, of which `AT_ONCE` in a row and the one before are valid together, measure them, and prove the result.

    Raises TooManyBits as soon as 25 packets take more than `most_kbits`, Rejected with `place` when what comes out is not
    what went in."""
    context = open_encoder(profile)
    meter = Meter()
    checked: dict[int, Plane] = {}
    packets: list[Packet] = []
    repeats: list[int] = []
    shown, luma = 0, None
    for group in _groups(frames, repeats, meter):
        pictures = [wrapped(frame, shown + ahead) for ahead, frame in enumerate(group)]
        for frame, picture in zip(group, pictures, strict=True):
            if shown % KEY_INTERVAL == 0:
                checked[shown + KEY_INTERVAL * sum(repeats)] = frame.luma.copy()
            _take(packets, packets_of(context.encode(picture)), most_kbits)
            shown, luma = shown + 1, frame.luma
    _take(packets, packets_of(context.encode(None)), most_kbits)
    packets = list(_repeated(packets, repeats))
    shown += KEY_INTERVAL * sum(repeats)
    if luma is None or context.extradata is None:
        raise Bug(say("A chunk without frames was to be encoded"), place)
    checked[shown - 1] = luma
    chunk = Chunk(profile.width, profile.height, bytes(context.extradata), tuple(packets), meter.measures())
    _prove(chunk, shown, checked, place)
    return chunk


def _groups(frames: Iterable[Frame], repeats: list[int], meter: Meter) -> Iterator[list[Frame]]:
    """The frames to be encoded, measured, `AT_ONCE` at a time and none beyond a key frame. One picture that stands from key
    frame to key frame and on to the next is encoded once: `repeats` says how often each such stretch is shown again."""
    coming, ahead = iter(frames), list[Frame]()
    while True:
        stretch = list[Frame]()
        while len(stretch) < KEY_INTERVAL:
            wanted = min(AT_ONCE, KEY_INTERVAL - len(stretch))
            group, ahead = ahead[:wanted], ahead[wanted:]
            group += islice(coming, wanted - len(group))
            if not group:
                return
            if not stretch:
                repeats.append(0)
            for frame in group:
                meter.add(frame)
            yield group
            stretch += group
        still = stretch[0] if all(frame is stretch[0] for frame in stretch) else None
        while still is not None and len(ahead := list(_standing(coming, still))) == KEY_INTERVAL and ahead[-1] is still:
            repeats[-1] += 1
            for frame in ahead:
                meter.add(frame)


def _standing(coming: Iterator[Frame], still: Frame) -> Iterator[Frame]:
    """Frames of one picture up to the next key frame, and the first of another."""
    for frame in islice(coming, KEY_INTERVAL):
        yield frame
        if frame is not still:
            return


def _repeated(packets: Sequence[Packet], repeats: Sequence[int]) -> Iterator[Packet]:
    """The packets with every stretch from a key frame on as often as it is shown."""
    starts = [at for at, packet in enumerate(packets) if packet.is_key]
    later = 0
    for start, end, again in zip(starts, (*starts[1:], len(packets)), repeats, strict=True):
        for count in range(again + 1):
            later += KEY_INTERVAL if count else 0
            for packet in packets[start:end]:
                yield replace(packet, display=packet.display + later)


def parameters_of(profile: Profile) -> bytes:
    """What decoders of a profile's chunks are set up with: chunks fit together where it is the same."""
    return bytes(open_encoder(profile).extradata)


def _take(packets: list[Packet], new: Iterable[Packet], most_kbits: float) -> None:
    """Add new packets. Raises TooManyBits when they are too much for the second that they end."""
    for packet in new:
        packets.append(packet)
        if sum(len(one.payload) for one in packets[-FRAME_RATE:]) * 8 > most_kbits * 1000:
            raise TooManyBits


def decode(chunk: Chunk) -> Iterator[tuple[int, Plane]]:
    """The decoded luma of all frames of a chunk, with their place in it."""
    return _decoded(_decoder(chunk), chunk.packets)


def decoded_frame(chunk: Chunk, wanted: int) -> Frame:
    """One frame of a chunk. Only the pictures from the key frame before it on are decoded, and of these only what it is
    made from: nothing refers to a B picture, which comes after one that is shown behind it."""
    starts = [at for at, packet in enumerate(chunk.packets) if packet.is_key and packet.display <= wanted]
    context, packets = _decoder(chunk), chunk.packets[starts[-1] :]
    at = [packet.display for packet in packets].index(wanted)
    if all(packet.display < wanted for packet in packets[:at]):
        context.skip_frame = "BIDIR"
    for source in (*packets, None):
        packet: Any = av.Packet(source.payload) if source else None
        if source:
            packet.pts = source.display
        for picture in context.decode(packet):
            if int(picture.pts) == wanted:
                return _frame(picture)
    raise ValueError(f"the chunk has no frame {wanted}")


def open_encoder(profile: Profile) -> Any:
    context: Any = av.CodecContext.create("libx264", "w")
    context.width, context.height, context.pix_fmt = profile.width, profile.height, "yuv420p"
    context.time_base, context.framerate = Fraction(1, FRAME_RATE), Fraction(FRAME_RATE)
    context.gop_size, context.max_b_frames, context.thread_count = KEY_INTERVAL, X264["bframes"], 1
    context.color_range, context.colorspace = LIMITED, BT709
    context.color_primaries, context.color_trc = BT709, BT709
    context.flags |= Flags.global_header
    chosen = profile.encoder
    settings = {**X264, **(FASTEST if chosen.preset == "ultrafast" else {})}
    context.options = {
        "preset": chosen.preset,
        "profile": "high",
        chosen.rate: f"{chosen.quality:g}",
        "x264-params": ":".join(f"{name}={value}" for name, value in settings.items()),
    }
    context.open()
    return context


def _decoder(chunk: Chunk) -> Any:
    context: Any = av.CodecContext.create("h264", "r")
    context.thread_count = 1
    context.extradata = chunk.extradata
    return context


def wrapped(frame: Frame, shown: int) -> av.VideoFrame:
    """The frame's own memory as a picture: x264 takes its copy before `encode` returns."""
    picture = av.VideoFrame.from_numpy_buffer(frame.rows, "yuv420p", frame.luma.shape[1])
    picture.pts, picture.time_base = shown, Fraction(1, FRAME_RATE)
    picture.color_range, picture.colorspace = LIMITED, BT709
    return picture


def packets_of(encoded: Iterable[Any]) -> list[Packet]:
    return [Packet(bytes(packet), int(packet.pts), bool(packet.is_keyframe)) for packet in encoded]


def _decoded(context: Any, packets: Iterable[Packet]) -> Iterator[tuple[int, Plane]]:
    for source in packets:
        packet: av.Packet[Any] = av.Packet(source.payload)
        packet.pts = source.display
        yield from _lumas(context.decode(packet))
    yield from _lumas(context.decode(None))


def _lumas(pictures: Iterable[Any]) -> Iterator[tuple[int, Plane]]:
    for picture in pictures:
        yield int(picture.pts), samples_of(picture.planes[0])


def _frame(picture: Any) -> Frame:
    frame = blank(picture.width, picture.height)
    for drawn, plane in zip(frame.planes(), picture.planes, strict=True):
        np.copyto(drawn, samples_of(plane))
    return frame


def samples_of(plane: Any) -> Plane:
    """The samples of a codec's plane, without the padding of its rows."""
    return np.frombuffer(plane, np.uint8).reshape(plane.height, plane.line_size)[:, : plane.width]


# --- the proof --------------------------------------------------------------------------------------------------------


def _prove(chunk: Chunk, frames: int, checked: dict[int, Plane], place: Place | None) -> None:
    """Every frame once, key frames where they belong, and the checked frames as they were composed."""
    found = sorted(packet.display for packet in chunk.packets)
    keys = [packet.display for packet in chunk.packets if packet.is_key]
    if found != list(range(frames)) or keys != list(range(0, frames, KEY_INTERVAL)):
        raise _rejected(say("{found} pictures instead of {frames}", found=len(found), frames=frames), place)
    try:
        decoded = {shown: _likeness(luma, checked[shown]) for shown, luma in _landmarks(chunk) if shown in checked}
    except FFmpegError as error:
        raise _rejected(str(error), place) from error
    for shown in sorted(checked):
        if decoded.get(shown, 0.0) < LEAST_PSNR:
            raise _rejected(f"PSNR-Y {decoded.get(shown, 0.0):.1f} dB < {LEAST_PSNR} dB, #{shown}", place)


def _landmarks(chunk: Chunk) -> Iterator[tuple[int, Plane]]:
    """The decoded key frames and the last frame, with the few between that the last one needs."""
    last_key = max(place for place, packet in enumerate(chunk.packets) if packet.is_key)
    keys = (packet for packet in chunk.packets[:last_key] if packet.is_key)
    context = _decoder(chunk)
    context.skip_frame = "BIDIR"
    return _decoded(context, (*keys, *chunk.packets[last_key:]))


def _rejected(reason: Message | str, place: Place | None) -> Rejected:
    return Rejected(
        say("An encoded shot does not show what was composed ({reason})", reason=reason),
        place,
        say("Run the command again. If it happens again, the machine's memory or the video library is at fault."),
    )


def _likeness(decoded: Plane, composed: Plane) -> float:
    """PSNR in dB; of the means of blocks when grain alone keeps it below what is asked."""
    full = _psnr(decoded, composed)
    if full >= LEAST_PSNR:
        return full
    size = composed.shape[1] // 8, composed.shape[0] // 8
    blocks = (cv2.resize(plane, size, interpolation=cv2.INTER_AREA) for plane in (decoded, composed))
    return _psnr(*(np.asarray(plane, np.uint8) for plane in blocks))


def _psnr(decoded: Plane, composed: Plane) -> float:
    error = cv2.norm(decoded, composed, cv2.NORM_L2SQR) / composed.size
    return 99.0 if error == 0 else 10 * math.log10(255 * 255 / error)
