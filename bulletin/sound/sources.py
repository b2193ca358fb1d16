"""Reads the sound of takes, music and footage into 16-bit samples at 48 kHz."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import av
import av.audio.resampler
import av.container
import numpy as np
import numpy.typing as npt

from bulletin import store
from bulletin.errors import BadInput, NotFound, TryAgain
from bulletin.footage.sound import read_sound
from bulletin.messages import say
from bulletin.rundown.values import ClipCue
from bulletin.sound.values import Source
from bulletin.timing import SAMPLE_RATE, Span, samples

Samples = npt.NDArray[np.int16]
"""Sound as (samples, channels), one channel or two."""

READABLE: tuple[tuple[int, bytes, str], ...] = (
    (0, b"RIFF", "wav"),
    (0, b"RF64", "wav"),
    (0, b"fLaC", "flac"),
    (0, b"OggS", "ogg"),
    (0, b"ID3", "mp3"),
    (0, b"\xff\xfb", "mp3"),
    (0, b"\xff\xf3", "mp3"),
    (4, b"ftyp", "mov"),
    (0, b"\x1aE\xdf\xa3", "matroska"),
    (0, b"\x06\x0e+4", "mxf"),
)
"""Offset, first bytes, demuxer: a file is opened by the demuxer that its own first bytes name, whatever its name says."""


def read_source(source: Source) -> Samples:
    """The samples of a source, in its own form. Raises NotFound and BadInput, naming the file, and TryAgain for a take."""
    if source.form == "file":
        return read_music(source.path)
    if source.form == "clip" and source.part is not None:
        return _read_clip(source.path, source.part, source.whole)
    return read_pcm(source.path, 2 if source.form == "stereo" else 1)


def clip_source(cue: ClipCue) -> Source:
    """The part of a clip that a cue plays."""
    part = Span(samples(cue.first), cue.span.length)
    digest = store.digest("sound of a clip", cue.clip.digest, part)
    return Source(Path(cue.clip.path), digest, "clip", part, cue.clip.digest)


def read_pcm(path: Path, channels: int = 1) -> Samples:
    """Bare 48 kHz 16-bit samples. Raises TryAgain when the store has lost them."""
    try:
        return np.fromfile(path, "<i2").astype(np.int16, copy=False).reshape(-1, channels)
    except FileNotFoundError as error:
        lost = say("The store lost a piece of finished work while it was needed")
        raise TryAgain(lost, hint=say("Run the command again.")) from error


def read_music(path: Path) -> Samples:
    """The first sound track of a file at 48 kHz: mono stays mono, more than two channels are mixed down to stereo.

    Silence is put in front of a track that starts late. Samples that are not numbers become silence. Raises NotFound
    when there is no such file, BadInput when it holds no sound that can be read."""
    demuxer = _demuxer(path)
    try:
        with path.open("rb") as file, av.open(file, "r", format=demuxer) as container:
            pieces = list(_decoded(container, path))
    except av.error.FFmpegError as error:
        raise BadInput(
            say("The sound of {path} cannot be read: {reason}", path=str(path), reason=error.strerror),
            hint=say("Open it in a sound editor and export it anew as FLAC or WAV."),
        ) from error
    return np.concatenate(pieces) if pieces else np.zeros((0, 1), np.int16)


def _read_clip(path: Path, part: Span, whole: str) -> Samples:
    """The sound of a part of a clip. Raises TryAgain when the file is no longer the one of that digest."""
    if path.is_file() and store.file_digest(path) != whole:
        raise TryAgain(
            say("{file} was changed while the bulletin was being made", file=path.name),
            hint=say("Run the command again."),
        )
    return read_sound(path, part)


def _demuxer(path: Path) -> str:
    try:
        with path.open("rb") as file:
            head = file.read(16)
    except FileNotFoundError as error:
        raise NotFound(say("The sound file {path} is not there.", path=str(path))) from error
    for offset, mark, demuxer in READABLE:
        if head[offset:].startswith(mark):
            return demuxer
    raise BadInput(
        say("{path} is not a sound file of a known kind.", path=str(path)),
        hint=say("Use FLAC, WAV, MP3, Ogg, MP4 or MOV."),
    )


def _decoded(container: av.container.InputContainer, path: Path) -> Iterator[Samples]:
    if not container.streams.audio:
        raise BadInput(say("{path} has no sound track.", path=str(path)))
    stream = container.streams.audio[0]
    layout = "mono" if stream.codec_context.channels == 1 else "stereo"
    resampler = av.audio.resampler.AudioResampler(format="flt", layout=layout, rate=SAMPLE_RATE)
    channels = 1 if layout == "mono" else 2
    begun = False
    for frame in container.decode(stream):
        if not begun:
            begun = True
            late = round(((frame.time or 0.0) - (container.start_time or 0) / av.time_base) * SAMPLE_RATE)
            yield np.zeros((max(late, 0), channels), np.int16)
        for part in resampler.resample(frame):
            yield _rounded(part.to_ndarray(), channels)
    if begun:
        for part in resampler.resample(None):
            yield _rounded(part.to_ndarray(), channels)


def _rounded(samples: npt.NDArray[Any], channels: int) -> Samples:
    clean = np.nan_to_num(samples.reshape(-1, channels), nan=0.0, posinf=1.0, neginf=-1.0)
    return np.asarray(np.clip(np.rint(clean * 32768), -32768, 32767), np.int16)
