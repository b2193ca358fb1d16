"""A presenter's own recording: opened, brought to mono at 48 kHz, and looked at for what spoils it."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import av
import numpy as np
from numpy.typing import NDArray

from bulletin.errors import BadInput, NotFound, Place, Problem
from bulletin.messages import Message, say
from bulletin.timing import SAMPLE_RATE

DEMUXERS = {".wav": "wav", ".flac": "flac", ".mp3": "mp3", ".m4a": "mov"}
MOST_SECONDS = 1200
SILENT = 10 ** (-50 / 20)
CANCELLED = 0.1
"""Channels whose mean is this much quieter than the first of them are out of phase; the first is taken then."""
CLIPPED_RUN, CLIPPED_RUNS = 4, 20
"""Samples in a row at the very top of a sound that are a cut-off wave, and how many such runs a recording is told of."""
LATE = 10
"""Seconds before the first voice that an editor wants to know of."""

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Recording:
    """Mono samples at 48 kHz (1.0 is full scale; may pass it), and what is worth knowing of them."""

    samples: Floats
    notes: tuple[Problem, ...]


def read_recording(path: Path, place: Place | None = None) -> Recording:
    """The sound of a WAV, FLAC, MP3 or M4A of any rate and any number of channels, up to 20 minutes.

    What a header says of its length is not believed, damaged packets are left out, samples that are no numbers become
    silence: each is told. Raises NotFound, or BadInput for a file that cannot be decoded or is silent."""
    demuxer = DEMUXERS.get(path.suffix.lower())
    if demuxer is None:
        raise _unusable(path, place, say("only WAV, FLAC, MP3 and M4A can be read"))
    tape = _Tape()
    try:
        with path.open("rb") as file:
            _play(file, demuxer, tape)
    except FileNotFoundError as error:
        raise NotFound(say("The recording {file} is not there", file=path.name), place) from error
    except _TooLong as error:
        raise _unusable(path, place, say("it is longer than 20 minutes")) from error
    except (av.FFmpegError, OSError, ValueError) as error:
        reason = say("it is empty") if not path.stat().st_size else say("it cannot be decoded")
        raise _unusable(path, place, reason) from error
    samples = tape.mono()
    if not len(samples):
        raise _unusable(path, place, say("it holds no sound"))
    if float(np.abs(samples).max()) < SILENT:
        raise _unusable(path, place, say("it is silent"))
    notes = (*tape.notes, *_spoilt(samples))
    return Recording(samples, tuple(_note(path, place, note) for note in notes))


def clock(sample: int) -> str:
    """A position at 48 kHz as minutes, seconds and tenths: '1:02.3'."""
    tenths = sample * 10 // SAMPLE_RATE
    return f"{tenths // 600}:{tenths // 10 % 60:02}.{tenths % 10}"


class _TooLong(Exception):
    """More sound than a recording may hold."""


class _Tape:
    """What has been decoded so far: the mean of the channels, and the first of them in case they cancel out."""

    def __init__(self) -> None:
        self._mean: list[Floats] = []
        self._first: list[Floats] = []
        self._strange = self._damaged = self._count = 0
        self._strange_at = self._damaged_at = 0
        self.notes: list[Message] = []

    def add(self, planes: Floats) -> None:
        """Keep planes (channels × samples at 48 kHz)."""
        self._count += planes.shape[1]
        if self._count > MOST_SECONDS * SAMPLE_RATE:
            raise _TooLong
        self._mean.append(planes.mean(axis=0, dtype=np.float32))
        if len(planes) > 1:
            self._first.append(planes[0].copy())

    def clean(self, planes: Floats) -> Floats:
        """Planes as decoded, samples that are no numbers made silent."""
        strange = ~np.isfinite(planes)
        if strange.any():
            self._strange_at = self._strange_at if self._strange else self._count
            self._strange += int(strange.sum())
            planes[strange] = 0
        return planes

    def lose(self) -> None:
        """A packet could not be decoded."""
        self._damaged_at = self._damaged_at if self._damaged else self._count
        self._damaged += 1

    def mono(self) -> Floats:
        """All of it as one sound; the notes are complete afterwards."""
        if self._strange:
            self._tell(
                say("{count} samples are no numbers and were made silent", count=self._strange), self._strange_at
            )
        if self._damaged:
            self._tell(say("{count} damaged packets were left out", count=self._damaged), self._damaged_at)
        mean, first = (np.concatenate(part) if part else np.zeros(0, np.float32) for part in (self._mean, self._first))
        self._mean, self._first = [], []
        if len(first) and _power(mean) < CANCELLED**2 * _power(first):
            self.notes.append(say("its channels are out of phase and cancel out; the first alone was taken"))
            return first
        return mean

    def _tell(self, what: Message, at: int) -> None:
        self.notes.append(say("{what}, the first at {time}", what=what, time=clock(at)))


def _power(samples: Floats) -> float:
    return float(np.dot(samples, samples)) / max(len(samples), 1)


def _play(file: BinaryIO, demuxer: str, tape: _Tape) -> None:
    options = {"ignore_length": "1"} if demuxer == "wav" and _length_is_wrong(file) else {}
    if options:
        tape.notes.append(say("its header tells a wrong length; all that is there was read"))
    with av.open(file, "r", format=demuxer, options=options) as container:
        if not container.streams.audio:
            return
        stream = container.streams.audio[0]
        plain, resampler = (av.AudioResampler("fltp", rate=rate) for rate in (None, SAMPLE_RATE))
        for frame in _frames(container, stream, tape):
            for part in plain.resample(frame):
                _push(tape, resampler, tape.clean(part.to_ndarray().astype(np.float32)), part)
        for part in resampler.resample(None) if stream.codec_context.sample_rate else ():
            tape.add(np.asarray(part.to_ndarray(), np.float32))


def _push(tape: _Tape, resampler: av.AudioResampler, planes: Floats, like: av.AudioFrame) -> None:
    frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(planes), format="fltp", layout=like.layout.name)
    frame.sample_rate, frame.pts = like.sample_rate, None
    for part in resampler.resample(frame):
        tape.add(np.asarray(part.to_ndarray(), np.float32))


def _frames(container: av.container.InputContainer, stream: av.AudioStream, tape: _Tape) -> Iterator[av.AudioFrame]:
    for packet in container.demux(stream):
        try:
            yield from packet.decode()
        except av.error.InvalidDataError:
            tape.lose()


def _length_is_wrong(file: BinaryIO) -> bool:
    """Whether the data chunk of a WAV does not end where another chunk begins or the file ends."""
    size = file.seek(0, 2)
    file.seek(12)
    at = 12
    while at + 8 <= size:
        file.seek(at)
        name, length = struct.unpack("<4sI", file.read(8))
        at += 8 + length + length % 2
        if name == b"data":
            file.seek(min(at, size))
            following = file.read(4)
            file.seek(0)
            return at - length % 2 != size and (at > size or not following.isalnum() or len(following) < 4)
    file.seek(0)
    return False


def _spoilt(samples: Floats) -> Iterator[Message]:
    loud = np.abs(samples)
    peak = float(loud.max())
    if peak > 1.0:
        over = f"{20 * np.log10(peak):.0f}"
        yield say(
            "its level passes full scale by {decibels} dB, first at {time}; it was brought down",
            decibels=over,
            time=clock(int(np.argmax(loud > 1.0))),
        )
    top = loud >= 0.999 * min(peak, 1.0)
    edges = np.diff(np.concatenate([[0], top.view(np.int8), [0]]))
    starts, ends = np.flatnonzero(edges > 0), np.flatnonzero(edges < 0)
    cut = starts[ends - starts >= CLIPPED_RUN]
    if len(cut) >= CLIPPED_RUNS:
        yield say("its loud moments are clipped, the first at {time}", time=clock(int(cut[0])))
    first = int(np.argmax(loud > peak / 10))
    if first > LATE * SAMPLE_RATE:
        yield say("its voice begins only at {time}", time=clock(first))


def _note(path: Path, place: Place | None, what: Message) -> Problem:
    message = say("The recording {file}: {what}", file=path.name, what=what)
    return Problem(message, place, say("Listen to it, and record it again where it does not sound right"), "warning")


def _unusable(path: Path, place: Place | None, reason: Message) -> BadInput:
    return BadInput(
        say("The recording {file} cannot be used: {reason}", file=path.name, reason=reason),
        place,
        say("Record it again or export it anew as WAV, or take the line away so that the voice reads the story"),
    )
