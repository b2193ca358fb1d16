"""Listening to a master: its sound is the sound that was decoded and compared when it was made, packet for packet, in its
place, and as loud as it must be."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, zip_longest
from pathlib import Path

import av
import av.container
import numpy as np
from av.stream import Discard

from bulletin.master.values import Ledger, Plan, Written, refusal
from bulletin.messages import Message, say
from bulletin.sound.aac import Track, decode, packets_in
from bulletin.sound.agreement import Agreement
from bulletin.sound.delivery import Delivered, joins
from bulletin.sound.pcm import PACKET
from bulletin.timing import SAMPLES_PER_FRAME

ALIKE = 0.9
"""The least correlation of a second of the decoded sound with the same second of what was meant."""

JOINED = 0.5
"""The least correlation of the one packet after a join: AAC leaves 0.85 of hissing alone, a packet of other sound has none."""

LISTENED = 48
"""Packets at the beginning and at the end of the file that are decoded through its own container: a second each."""


@dataclass(frozen=True, slots=True)
class Level:
    """How loud a programme must be: LUFS and the tolerance in LU, the highest true peak in dBTP."""

    integrated: float = -14.0
    tolerance: float = 0.2
    ceiling: float = -1.0


def verify_making(plan: Plan, sound: Delivered, level: Level | None = None) -> None:
    """See that the sound was encoded well at every moment and is as loud as it must be, before any file has it.

    Raises Rejected at the first difference, or naming level and limit. No `level`: any loudness will do."""
    for packet, agreement, alike in _agreements(sound):
        if what := _fault(agreement, alike):
            frame, message = what
            raise refusal(plan, packet * PACKET // SAMPLES_PER_FRAME + frame, message)
    if level and (wrong := _wrong_level(sound, level)):
        raise refusal(plan, 0, wrong)


def verify_sound(path: Path, plan: Plan, track: Track, ledger: Ledger) -> None:
    """See that what was written into a file is the sound, whole and in its place, and that the file's beginning and end sound
    as the sound does by itself. That the file holds what was written, `verify` sees. Raises Rejected at the first difference."""
    if len(track.packets) != packets_in(plan.samples):
        raise ValueError(f"the sound has {len(track.packets)} packets, the plan {packets_in(plan.samples)}")
    _verify_written(plan, track, ledger.sound)
    try:
        _verify_file(path, plan, track)
    except av.FFmpegError as error:
        raise refusal(plan, 0, say("the sound cannot be decoded: {reason}", reason=str(error))) from error


def _agreements(sound: Delivered) -> Iterator[tuple[int, Agreement, float]]:
    """How every segment, and the packet after every join, agrees with what was meant: the packet that it begins with, what
    was found, and the least likeness."""
    starts = list(accumulate((len(segment.track.packets) for segment in sound.segments), initial=0))
    for start, segment in zip(starts, sound.segments, strict=False):
        yield start, segment.agreement, ALIKE
    for start, join in zip(starts[1:], joins(sound.segments), strict=False):
        yield start, join, JOINED


def _fault(found: Agreement, alike: float) -> tuple[int, Message] | None:
    """What the ear would notice, with its frame."""
    if found.lag:
        return 0, _shifted(found.lag)
    if found.lost:
        return found.lost[0], say("the sound is missing")
    if found.likeness < alike:
        return found.unlike, say("the sound is not that of the mix")
    return None


def _wrong_level(found: Delivered, level: Level) -> Message | None:
    if abs(found.integrated - level.integrated) > level.tolerance:
        return say(
            "the loudness is {found:.1f} LUFS, {meant:.1f} was meant", found=found.integrated, meant=level.integrated
        )
    if found.true_peak > level.ceiling:
        return say(
            "the true peak is {found:.1f} dBTP, the limit is {limit:.1f}", found=found.true_peak, limit=level.ceiling
        )
    return None


def _verify_written(plan: Plan, track: Track, written: Sequence[Written]) -> None:
    """Every packet that was written is the one it should be, at its time."""
    for number, (packet, found) in enumerate(zip_longest(track.packets, written)):
        frame = number * PACKET // SAMPLES_PER_FRAME
        if found is None:
            raise refusal(plan, frame, say("the sound ends here"))
        if packet is None or zlib.crc32(packet) != found.checksum:
            raise refusal(plan, frame, say("the sound is not that of the mix"))
        if found.time != number * PACKET:
            raise refusal(plan, frame, _shifted(found.time - number * PACKET))


def _verify_file(path: Path, plan: Plan, track: Track) -> None:
    """The sound is announced rightly; its beginning and end sound as they do by themselves."""
    with av.open(f"file:{path}", "r", format="mp4") as master:
        master.streams.video[0].discard = Discard.all
        if master.streams.audio[0].codec_context.extradata != track.config:
            raise refusal(plan, 0, say("the sound is announced wrongly"))
        for first in (0, max(len(track.packets) - LISTENED, 0)):
            _verify_decoding(master, plan, track, first)


def _verify_decoding(master: av.container.InputContainer, plan: Plan, track: Track, first: int) -> None:
    """The container gives the sound of some packets at the times and in the form that the packets alone have."""
    meant = decode(Track(track.config, track.packets[first : first + LISTENED]))
    master.seek(first * PACKET, stream=master.streams.audio[0])
    heard = np.zeros_like(meant)
    for frame in master.decode(audio=0):
        at = (frame.pts or 0) - first * PACKET
        if at >= len(meant):
            break
        if at >= 0:
            heard[at : at + frame.samples] = frame.to_ndarray().T[: len(meant) - at]
    if not np.array_equal(heard[PACKET:], meant[PACKET:]):
        raise refusal(plan, first * PACKET // SAMPLES_PER_FRAME, say("the sound is not that of the mix"))


def _shifted(lag: int) -> Message:
    return say("the sound is shifted by {count} samples", count=lag)
