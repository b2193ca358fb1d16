"""Frames to H.264 chunks, and the proof that a chunk shows what was composed."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice

import cv2
import numpy as np
from av.error import FFmpegError

from bulletin.errors import Bug, Place, Rejected
from bulletin.messages import Message, say
from bulletin.picture.decode import landmarks
from bulletin.picture.measure import Meter
from bulletin.picture.planes import AT_ONCE, Frame
from bulletin.picture.standing import STEP, is_regular, standing
from bulletin.picture.values import Chunk, Packet, Plane, Profile
from bulletin.picture.x264 import KEY, KEY_INTERVAL, open_encoder, packets_of, wrapped
from bulletin.timing import FRAME_RATE

LEAST_PSNR = 36.0
"""dB of the luma that a decoded frame must reach against the composed one, at full size or, where there is so much grain
that the encoder may not spend the bits, as means of 8 × 8 samples."""


class TooManyBits(Exception):
    """A second of a chunk takes more bits than it may."""


def encode(
    frames: Iterable[Frame], profile: Profile, place: Place | None = None, most_kbits: float = math.inf
) -> Chunk:
    """Encode frames, of which `AT_ONCE` in a row and the one before are valid together, measure them, and prove the result.

    Raises TooManyBits as soon as 25 packets take more than `most_kbits`, Rejected with `place` when what comes out is not
    what went in."""
    coder, meter, coming = _Coder(profile, most_kbits), Meter(), iter(frames)
    while together := list(islice(coming, AT_ONCE)):
        for frame in together:
            meter.add(frame)
        for frame in together:
            coder.add(frame)
    packets = coder.finished()
    if not packets:
        raise Bug(say("A chunk without frames was to be encoded"), place)
    chunk = Chunk(profile.width, profile.height, coder.parameters, packets, meter.measures())
    _prove(chunk, coder.shown, coder.checked, place)
    return chunk


@dataclass(slots=True)
class _Group:
    """A group of pictures on its way through x264: its first frame, its frames, and how many of them x264 was given; the
    others show the last of these. `again` has the lengths of the groups behind it that show nothing but its one picture."""

    start: int
    length: int = 0
    given: int = 0
    again: list[int] = field(default_factory=list)


class _Coder:
    """Frames in, packets out. Of a picture that stands to the end of its group, x264 is given no more than leads to a P
    picture that shows it; nothing, where all of the group before shows it."""

    def __init__(self, profile: Profile, most_kbits: float) -> None:
        self.shown = 0
        """Frames so far."""
        self.checked: dict[int, Plane] = {}
        """The luma that a proof looks for: of the key frames and the last frame."""
        self._profile, self._most_kbits = profile, most_kbits
        self._context = open_encoder(profile)
        self._may_stand = is_regular(profile)
        self._last: Frame | None = None
        self._held = 0
        """Frames at the end of the present group that x264 was not given yet; all show the last one."""
        self._groups: deque[_Group] = deque()
        """Those whose packets are not all there."""
        self._packets: list[Packet] = []

    @property
    def parameters(self) -> bytes:
        return bytes(self._context.extradata or b"")

    def add(self, frame: Frame) -> None:
        """The next frame. Raises TooManyBits."""
        if self.shown % KEY_INTERVAL == 0:
            self.checked[self.shown] = frame.luma.copy()
        stands = frame is self._last and self._may_stand
        if not stands:
            self._give(self._held)
        self._last = frame
        self.shown, self._held = self.shown + 1, self._held + 1
        if not stands:
            self._give(1)
        if self.shown % KEY_INTERVAL == 0:
            self._close()

    def finished(self) -> tuple[Packet, ...]:
        """All packets in decoding order. Raises TooManyBits."""
        if self._last is not None:
            self.checked[self.shown - 1] = self._last.luma
            if self.shown % KEY_INTERVAL:
                self._close()
            self._take(packets_of(self._context.encode(None)))
            while self._groups:
                self._complete()
        return tuple(self._packets)

    def _give(self, count: int) -> None:
        """Give x264 the first frames of those that are held."""
        for _ in range(count):
            assert self._last is not None, "there is a frame to give"
            at = self.shown - self._held
            picture = wrapped(self._last, at)
            if at % KEY_INTERVAL == 0:
                self._groups.append(_Group(at))
                if self._may_stand:  # x264 may have been given less than it counts to the next key frame
                    picture.pict_type = KEY
            self._groups[-1].given += 1
            self._held -= 1
            self._take(packets_of(self._context.encode(picture)))

    def _close(self) -> None:
        """End a group: what x264 was not given of it is known without it."""
        length = (self.shown - 1) % KEY_INTERVAL + 1
        given = length - self._held
        if not given and self._groups and self._groups[-1].given == 1:
            self._groups[-1].again.append(length)
        else:
            steps = math.ceil(max(0, given - 1) / STEP)
            self._give(min(length, 1 + steps * STEP) - given)
            self._groups[-1].length = length
        self._held = 0

    def _take(self, packets: Iterable[Packet]) -> None:
        """Add what x264 gives back. Raises TooManyBits when it is too much for the second that it ends."""
        for packet in packets:
            if packet.is_key and self._packets:
                self._complete()
            self._packets.append(packet)
            if sum(len(one.payload) for one in self._packets[-FRAME_RATE:]) * 8 > self._most_kbits * 1000:
                raise TooManyBits

    def _complete(self) -> None:
        """Add what x264 was not given behind what it was given of a group, and the groups that show the same."""
        group = self._groups.popleft()
        if group.given < group.length:
            self._packets += _later(standing(self._profile, group.length)[group.given - 1 :], group.start)
        for number, length in enumerate(group.again, 1):
            key = next(packet for packet in reversed(self._packets) if packet.is_key)
            whole = replace(key, display=0), *standing(self._profile, length)
            self._packets += _later(whole, group.start + number * KEY_INTERVAL)


def _later(packets: Iterable[Packet], frames: int) -> Iterator[Packet]:
    return (replace(packet, display=packet.display + frames) for packet in packets)


# --- the proof --------------------------------------------------------------------------------------------------------


def _prove(chunk: Chunk, frames: int, checked: dict[int, Plane], place: Place | None) -> None:
    """Every frame once, key frames where they belong, and the checked frames as they were composed."""
    found = sorted(packet.display for packet in chunk.packets)
    keys = [packet.display for packet in chunk.packets if packet.is_key]
    if found != list(range(frames)) or keys != list(range(0, frames, KEY_INTERVAL)):
        raise _rejected(say("{found} pictures instead of {frames}", found=len(found), frames=frames), place)
    try:
        decoded = {shown: _likeness(luma, checked[shown]) for shown, luma in landmarks(chunk) if shown in checked}
    except FFmpegError as error:
        raise _rejected(str(error), place) from error
    for shown in sorted(checked):
        if decoded.get(shown, 0.0) < LEAST_PSNR:
            raise _rejected(f"PSNR-Y {decoded.get(shown, 0.0):.1f} dB < {LEAST_PSNR} dB, #{shown}", place)


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
