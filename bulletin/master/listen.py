"""Listening to a master: its sound is decoded, compared with the mix it was encoded from, and measured."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np

from bulletin.master.values import Plan, refusal
from bulletin.messages import Message, say
from bulletin.sound import pcm
from bulletin.sound.agreement import Agreement, compare, lag_between
from bulletin.sound.loudness import Loudness
from bulletin.sound.pcm import BLOCK, Pcm
from bulletin.timing import FRAME_RATE, SAMPLES_PER_FRAME

AUDIBLE = 10.0**-5
"""Mean square from which a stretch counts as sound: −50 dBFS."""

LOST = 1 / 16
"""A frame with less than this share of the mix's power has lost its sound (12 dB)."""

ALIKE = 0.9
"""The least correlation of a second of the master with the same second of the mix."""


@dataclass(frozen=True, slots=True)
class Level:
    """How loud a programme must be: LUFS and the tolerance in LU, the highest true peak in dBTP."""

    integrated: float = -14.0
    tolerance: float = 0.2
    ceiling: float = -1.0


def verify_sound(path: Path, plan: Plan, mix: Path, level: Level | None = None) -> Agreement:
    """See that the file sounds like the mix (a work file) at every moment and is as loud as it must be; what was measured.

    Raises Rejected at the first difference, or naming level and limit. No `level`: any loudness will do."""
    if pcm.length_of(mix) != plan.samples:
        raise ValueError(f"the mix has {pcm.length_of(mix)} samples, the plan {plan.samples}")
    try:
        agreement = compare(mix, _compared(path, plan, mix))
    except av.FFmpegError as error:
        raise refusal(plan, 0, say("the sound cannot be decoded: {reason}", reason=str(error))) from error
    if agreement.lag:
        raise refusal(plan, 0, _shifted(agreement.lag))
    if level and (what := _wrong_level(agreement.loudness, level)):
        raise refusal(plan, 0, what)
    return agreement


def _wrong_level(found: Loudness, level: Level) -> Message | None:
    if abs(found.integrated - level.integrated) > level.tolerance:
        return say(
            "the loudness is {found:.1f} LUFS, {meant:.1f} was meant", found=found.integrated, meant=level.integrated
        )
    if found.true_peak > level.ceiling:
        return say(
            "the true peak is {found:.1f} dBTP, the limit is {limit:.1f}", found=found.true_peak, limit=level.ceiling
        )
    return None


def _compared(path: Path, plan: Plan, mix: Path) -> Iterator[Pcm]:
    """The decoded sound, block by block, each of them compared with the mix."""
    start = 0
    for heard in _blocks(path):
        meant = pcm.read(mix, start, len(heard))
        for frame, what in differences(heard, meant):
            raise refusal(plan, start // SAMPLES_PER_FRAME + frame, what)
        yield heard
        start += len(heard)
    if start < plan.samples:
        raise refusal(plan, start // SAMPLES_PER_FRAME, say("the sound ends here"))


def differences(heard: Pcm, meant: Pcm) -> Iterator[tuple[int, Message]]:
    """What the ear would notice between two equally long stretches, with its frame: a shift, other sound, lost sound."""
    frames = len(meant) // SAMPLES_PER_FRAME
    if frames == 0:
        return
    shape = (frames, SAMPLES_PER_FRAME * 2)
    found, planned = (sound[: frames * SAMPLES_PER_FRAME].reshape(shape) for sound in (heard, meant))
    ours, theirs, both = (
        np.einsum("ij,ij->i", one, other) / shape[1]
        for one, other in ((found, found), (planned, planned), (found, planned))
    )
    seconds = np.arange(0, frames, FRAME_RATE)
    our, their, common = (np.add.reduceat(power, seconds) for power in (ours, theirs, both))
    likeness = common / np.sqrt(np.maximum(our * their, 1e-20))
    loud = np.maximum(our, their) > AUDIBLE * FRAME_RATE
    for second in np.flatnonzero(loud & (our >= their * LOST) & (likeness < ALIKE)):
        lag = lag_between(meant, heard)
        yield int(seconds[second]), _shifted(lag) if lag else say("the sound is not that of the mix")
    for frame in np.flatnonzero((theirs > AUDIBLE) & (ours < theirs * LOST)):
        yield int(frame), say("the sound is missing")


def _shifted(lag: int) -> Message:
    return say("the sound is shifted by {count} samples", count=lag)


def _blocks(path: Path) -> Iterator[Pcm]:
    """The decoded sound in blocks of BLOCK samples; the last one is what is left."""
    waiting: list[Pcm] = []
    held = 0
    with av.open(f"file:{path}", "r", format="mp4") as master:
        for frame in master.decode(audio=0):
            waiting.append(frame.to_ndarray().astype(np.float32, copy=False))
            held += frame.samples
            if held >= BLOCK:
                joined = np.concatenate(waiting, axis=1).T
                yield joined[:BLOCK]
                waiting, held = [joined[BLOCK:].T], held - BLOCK
    if held:
        yield np.concatenate(waiting, axis=1).T
