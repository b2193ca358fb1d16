"""A presenter's own recording of a story: read, checked, and cut into its sentences.

A first version: the borders are set in proportion to the syllables and moved to the quietest point of the nearest pause
(typically 0.2 to 0.4 s from the true one). A sentence that was not read is not noticed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import av
import numpy as np

from bulletin.errors import BadInput, NotFound, Place
from bulletin.messages import Message, say
from bulletin.speech.borders import quiet_borders
from bulletin.speech.values import Sentence, Sound
from bulletin.speech.voices.decoding import Planes, TooLong, decoded

DEMUXERS = {".wav": "wav", ".flac": "flac", ".mp3": "mp3", ".m4a": "mov"}
MOST_SECONDS = 1200
REACH = 0.6
"""Seconds a border may move to meet a pause."""
FASTEST, SLOWEST = 8.0, 1.0
"""Syllables a second outside of which a recording is not that of its sentences."""
SILENT = 10 ** (-50 / 20)


def recording(path: Path, sentences: Sequence[Sentence], place: Place | None = None) -> tuple[Sound, ...]:
    """The sounds of the sentences of a story, from the file that holds them all in their order.

    WAV, FLAC, MP3 and M4A of any rate and any number of channels, up to 20 minutes. Raises NotFound, or BadInput for a
    file that cannot be decoded, is silent, holds samples that are no numbers, or cannot be the reading of these words."""
    planes, rate = _read(path, place)
    _check(planes, rate, path, place)
    syllables = [sentence.syllables for sentence in sentences]
    rate_read = sum(syllables) * rate / len(planes)
    if not SLOWEST <= rate_read <= FASTEST:
        raise _unusable(
            path,
            place,
            say(
                "its {seconds} seconds do not fit the {syllables} syllables of its text",
                seconds=f"{len(planes) / rate:.1f}",
                syllables=sum(syllables),
            ),
        )
    samples = np.clip(np.rint(planes * 32767), -32768, 32767).astype(np.int16)
    starts = 0
    sounds: list[Sound] = []
    for end in quiet_borders(samples, rate, syllables, REACH):
        sounds.append(Sound(samples[starts:end].astype("<i2").tobytes(), rate))
        starts = end
    return tuple(sounds)


def _read(path: Path, place: Place | None) -> tuple[Planes, int]:
    demuxer = DEMUXERS.get(path.suffix.lower())
    if demuxer is None:
        raise _unusable(path, place, say("only WAV, FLAC, MP3 and M4A can be read"))
    try:
        with path.open("rb") as file:
            return decoded(file, demuxer, MOST_SECONDS)
    except FileNotFoundError as error:
        raise NotFound(say("The recording {file} is not there", file=path.name), place) from error
    except TooLong as error:
        raise _unusable(path, place, say("it is longer than 20 minutes")) from error
    except (av.FFmpegError, OSError, ValueError) as error:
        raise _unusable(path, place, say("it cannot be decoded")) from error


def _check(planes: Planes, rate: int, path: Path, place: Place | None) -> None:
    if not len(planes) or rate <= 0:
        raise _unusable(path, place, say("it holds no sound"))
    if not np.isfinite(planes).all():
        raise _unusable(path, place, say("it holds samples that are no numbers"))
    if float(np.abs(planes).max()) < SILENT:
        raise _unusable(path, place, say("it is silent"))


def _unusable(path: Path, place: Place | None, reason: Message) -> BadInput:
    return BadInput(
        say("The recording {file} cannot be used: {reason}", file=path.name, reason=reason),
        place,
        say("Record it again or export it anew as WAV, or take the line away so that the voice reads the story"),
    )
