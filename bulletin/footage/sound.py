"""A part of a clip's sound at 48 kHz, beside its picture to the sample, and where in it somebody speaks.

The first sound track is taken. Mono stays mono; more than two channels become two as ITU-R BS.775 has it: centre and
surrounds at 0.7071 on their sides, the bass channel left out, all of it divided by what a side can add up to."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import av.audio.resampler
import numpy as np
import numpy.typing as npt
from av.error import FFmpegError

from bulletin.errors import BadInput
from bulletin.footage.opening import damaged, opened
from bulletin.footage.pictures import Pictures
from bulletin.messages import say
from bulletin.timing import SAMPLE_RATE, SAMPLES_PER_FRAME, Span

Samples = npt.NDArray[np.int16]
RUN_IN = Fraction(1, 2)
"""Seconds decoded before what is wanted: codecs need some packets to come in."""
HALF = 0.5**0.5
LOOSE = SAMPLE_RATE // 50
"""Samples by which a packet's time may differ from the end of the one before without being believed: clocks of containers
are coarse."""
SILENT, BELOW_LOUDEST = -60.0, 25.0
"""dB: what is no sound at all; how far below its loudest frames a voice still is one."""
BRIDGED = 8
"""Frames of silence inside a voice."""


def read_sound(path: Path, span: Span) -> Samples:
    """The samples (length, 1 or 2 channels) of a span counted from the clip's first picture; silence where there is none.

    Raises BadInput where there is no track or it cannot be decoded."""
    start = _picture_start(path)
    with opened(path) as container:
        if not container.streams.audio:
            raise BadInput(say("{file} has no sound", file=path.name))
        stream: Any = container.streams.audio[0]
        if stream.codec_context is None:
            raise BadInput(say("The sound of {file} is of a kind that is not known here", file=path.name))
        channels = 1 if stream.codec_context.channels == 1 else 2
        sound = np.zeros((span.length, channels), np.int16)
        try:
            for at, piece in _pieces(container, stream, start, span):
                first, last = max(at, 0), min(at + len(piece), span.length)
                if last > first:
                    sound[first:last] = piece[first - at : last - at]
        except FFmpegError as error:
            raise damaged(path, error.strerror or str(error)) from error
    return sound


def loudness_of_frames(sound: Samples) -> npt.NDArray[np.float64]:
    """The level of every whole frame of sound in dB, the loudest channel."""
    frames, channels = len(sound) // SAMPLES_PER_FRAME, sound.shape[1]
    whole = sound[: frames * SAMPLES_PER_FRAME].astype(np.float64) / 32768
    blocks = whole.reshape(frames, SAMPLES_PER_FRAME, channels)
    power = np.square(blocks).mean(axis=1).max(axis=1, initial=0.0)
    return np.asarray(10 * np.log10(np.maximum(power, 1e-12)))


def voiced(sound: Samples, first: int) -> tuple[Span, ...]:
    """The frames in which somebody seems to speak, `first` being the frame that the sound begins with; none in silence."""
    levels = loudness_of_frames(sound)
    if not len(levels) or levels.max() < SILENT:
        return ()
    heard = np.flatnonzero(levels > max(float(np.percentile(levels, 95)) - BELOW_LOUDEST, SILENT))
    breaks = np.flatnonzero(np.diff(heard) > BRIDGED)
    starts, ends = np.append(heard[0], heard[breaks + 1]), np.append(heard[breaks], heard[-1])
    return tuple(Span(first + int(a), int(b) - int(a) + 1) for a, b in zip(starts, ends, strict=True))


def _picture_start(path: Path) -> Fraction:
    pictures = Pictures(path)
    pictures.close()
    return pictures.start


def _pieces(container: Any, stream: Any, start: Fraction, span: Span) -> Iterator[tuple[int, Samples]]:
    """Decoded sound with its place in the span, in samples. What a container says of times is believed where it differs by
    more than its clock can."""
    base = Fraction(stream.time_base)
    goal = Fraction(span.start, SAMPLE_RATE) + start - RUN_IN
    if goal > 0:
        container.seek(int(goal / base), stream=stream, backward=True)
    at: int | None = None
    for frame, time in _decoded(container, stream):
        own = round((time - start) * SAMPLE_RATE) - span.start if time is not None else at or 0
        at = own if at is None or abs(own - at) > LOOSE else at
        if at >= span.length:
            return
        yield at, frame
        at += len(frame)


def _decoded(container: Any, stream: Any) -> Iterator[tuple[Samples, Fraction | None]]:
    """Blocks at 48 kHz and their times. A track that changes its form in the middle gets a new resampler there."""
    count = stream.codec_context.channels
    channels, whole = min(count, 2), _most(count)
    resampler, form, held = None, None, 0
    time: Fraction | None = None
    for frame in container.decode(stream):
        own = frame.format.name, frame.layout.name, frame.sample_rate
        if resampler is None or own != form:
            if resampler is not None:
                yield from _samples(resampler.resample(None), (channels, whole), time)
            layout = "mono" if channels == 1 else "stereo"
            resampler, form, held = av.audio.resampler.AudioResampler("flt", layout, SAMPLE_RATE), own, 0
        begins = frame.pts * Fraction(frame.time_base) if frame.pts is not None else None
        time = begins - Fraction(held, SAMPLE_RATE) if begins is not None else None
        blocks = list(_samples(resampler.resample(frame), (channels, whole), time))
        held += round(Fraction(frame.samples * SAMPLE_RATE, frame.sample_rate)) - sum(len(block) for block, _ in blocks)
        yield from blocks
    if resampler is not None:
        yield from _samples(resampler.resample(None), (channels, whole), None)


def _most(channels: int) -> float:
    """What the channels of a track can add up to on one side when they become two: front, half the centre, surrounds."""
    if channels <= 2:
        return 1.0
    return 1 + HALF + HALF * (2 if channels > 6 else 1)


def _samples(frames: Any, form: tuple[int, float], time: Fraction | None) -> Iterator[tuple[Samples, Fraction | None]]:
    channels, whole = form
    for frame in frames:
        clean = np.nan_to_num(frame.to_ndarray().reshape(-1, channels) / whole, nan=0.0, posinf=1.0, neginf=-1.0)
        block = np.clip(np.rint(clean * 32768), -32768, 32767).astype(np.int16)
        yield block, time
        time = time + Fraction(len(block), SAMPLE_RATE) if time is not None else None
