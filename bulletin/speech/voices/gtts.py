"""The online voice of gTTS: one request for every clause of at most 100 characters, our own pauses between them.

gTTS builds the requests; they are sent here, because its own sending checks no certificate, has no limit of size and
takes a page of HTML for speech."""

from __future__ import annotations

import base64
import importlib.util
import io
import random
import re
import time
from collections.abc import Callable, Iterator
from importlib import metadata
from typing import Any

import av
import numpy as np

from bulletin.errors import BadConfig, TryAgain
from bulletin.messages import Message, say
from bulletin.speech.values import Sound, Voice
from bulletin.speech.voices.decoding import Samples, TooLong, decoded, resampled
from bulletin.store import versions

RATE = 24_000
MOST_CHARACTERS = 100
TRIES = 5
CONNECT, READ, WHOLE = 5.0, 15.0, 60.0
"""Seconds: to connect, between two bytes, for one answer."""
FIRST_WAIT, LONGEST_WAIT = 0.5, 120.0
MOST_BYTES = 4 * 1024 * 1024
PAUSES = {",": 0.18, ";": 0.3, ":": 0.3, "–": 0.25, ".": 0.45, "!": 0.45, "?": 0.45, "…": 0.45}
"""Seconds of silence after a piece that ends so; 0 where it was cut between words."""
FASTEST, SLOWEST, SLACK = 7.5, 1.5, 1.5
"""Syllables a second that speech may have; a slow piece may be SLACK seconds longer."""
AUDIO = re.compile(r'jQ1olc","\[\\"([A-Za-z0-9+/=_-]+)\\"')
SILENCE = 250
"""Samples below this are silence at a piece's ends (its own pauses are dropped)."""


class _Refused(Exception):
    """One answer that is no speech: why, whether asking again can help, and how long the service says to wait."""

    def __init__(self, reason: Message, again: bool = True, wait: float = 0.0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.again = again
        self.wait = wait


class Gtts:
    """The service behind translate's loudspeaker button; `variant` may be another top-level domain of it ("com.vn")."""

    draft = False
    online = True

    def __init__(self, sleep: Callable[[float], None] = time.sleep) -> None:
        self._sleep = sleep

    def availability(self) -> Message | None:
        if importlib.util.find_spec("gtts") is None:
            return say("The online voice is missing: the package gTTS is not installed")
        return None

    def version(self) -> str:
        try:
            return versions("gtts")[0]
        except metadata.PackageNotFoundError:
            return "gtts none"

    def speak(self, spoken: str, voice: Voice) -> Sound:
        if voice.pace != 100:
            raise BadConfig(
                say("The online voice has one pace only; {pace} per cent is not possible", pace=voice.pace),
                hint=say("Take the pace out of this voice, or choose another voice"),
            )
        parts: list[Samples] = []
        marks: list[tuple[int, int]] = []
        at = 0
        for start, piece in pieces(spoken):
            sound = self._piece(piece, voice.variant or "com")
            pause = np.zeros(round(PAUSES.get(piece[-1], 0.0) * RATE), np.int16)
            marks.append((start, at))
            parts.extend((sound, pause))
            at += len(sound) + len(pause)
        return Sound(np.concatenate(parts).astype("<i2").tobytes(), RATE, tuple(marks))

    def close(self) -> None:
        """Nothing is held open."""

    def _piece(self, text: str, domain: str) -> Samples:
        jitter = random.Random(text)  # noqa: S311 - spreads waits, seeded so that a run can be repeated
        refused = _Refused(say("no answer"))
        for attempt in range(TRIES):
            if attempt:
                self._sleep(max(FIRST_WAIT * 2 ** (attempt - 1) * jitter.uniform(0.75, 1.25), refused.wait))
            try:
                return _trimmed(_checked(_audio(_asked(text, domain)), len(text.split())))
            except _Refused as failure:
                refused = failure
                if not failure.again:
                    break
        raise TryAgain(
            say('The online voice does not answer ({reason}) at "{words}"', reason=refused.reason, words=text)
        ) from refused


def pieces(spoken: str) -> Iterator[tuple[int, str]]:
    """A sentence in pieces of at most MOST_CHARACTERS with their offsets: cut at marks, else before words."""
    start = 0
    while start < len(spoken):
        rest = spoken[start:]
        end = len(rest) if len(rest) <= MOST_CHARACTERS else _cut(rest[: MOST_CHARACTERS + 1])
        piece = rest[:end].strip()
        if any(character.isalnum() for character in piece):
            yield start + len(rest[:end]) - len(rest[:end].lstrip()), piece
        start += end


def _cut(window: str) -> int:
    for pattern in (r"[.!?…;:–]\s", r",\s", r"\s(?=(?:và|nhưng|vì|để|của|với|tại|trong|khi|rằng|mà|thì|do)\s)", r"\s"):
        ends = [found.end() for found in re.finditer(pattern, window) if found.end() > MOST_CHARACTERS // 5]
        if ends:
            return ends[-1]
    return MOST_CHARACTERS


def _asked(text: str, domain: str) -> str:
    """The body of the service's answer as text. Raises _Refused."""
    import gtts
    import requests

    asking = gtts.gTTS(text, tld=domain, lang="vi", lang_check=False, pre_processor_funcs=[])
    url = gtts.tts._translate_url(tld=domain, path="_/TranslateWebserverUi/data/batchexecute")
    deadline = time.monotonic() + WHOLE
    try:
        with requests.post(
            url, data=asking.get_bodies()[0], headers=asking.GOOGLE_TTS_HEADERS, timeout=(CONNECT, READ), stream=True
        ) as answer:
            if answer.status_code != 200:
                raise _status(answer)
            body = bytearray()
            for block in answer.iter_content(16 * 1024):
                body += block
                if len(body) > MOST_BYTES:
                    raise _Refused(say("the answer is too large"), again=False)
                if time.monotonic() > deadline:
                    raise _Refused(say("the answer takes too long"))
    except requests.RequestException as error:
        raise _Refused(say("no connection: {reason}", reason=type(error).__name__)) from error
    return body.decode("utf-8", "replace")


def _status(answer: Any) -> _Refused:
    """Too many requests and the server's own trouble may pass; a refusal stays one."""
    status = answer.status_code
    stated = answer.headers.get("Retry-After", "")
    wait = float(stated) if stated.isdecimal() else 0.0
    again = (status in (408, 429) or status >= 500) and wait <= LONGEST_WAIT
    return _Refused(say("answer {status}", status=status), again, wait)


def _audio(body: str) -> bytes:
    found = AUDIO.search(body)
    if not found:
        raise _Refused(say("the answer holds no speech"))
    encoded = found.group(1)
    try:
        return base64.b64decode(encoded + "=" * (-len(encoded) % 4), altchars=b"-_" if "-" in encoded else None)
    except ValueError as error:
        raise _Refused(say("the answer is damaged")) from error


def _checked(mp3: bytes, syllables: int) -> Samples:
    """The samples of an answer that is an MP3 as long as its words want. Raises _Refused."""
    if not (mp3.startswith(b"ID3") or (len(mp3) > 1 and mp3[0] == 0xFF and mp3[1] & 0xE0 == 0xE0)):
        raise _Refused(say("the answer is no MP3"))
    try:
        planes, rate = decoded(io.BytesIO(mp3), "mp3", most_seconds=120)
    except (av.FFmpegError, TooLong) as error:
        raise _Refused(say("the answer is damaged")) from error
    seconds = len(planes) / rate if rate else 0.0
    if not syllables / FASTEST - 0.2 <= seconds <= syllables / SLOWEST + SLACK:
        raise _Refused(
            say("{seconds} seconds for {syllables} syllables", seconds=f"{seconds:.1f}", syllables=syllables)
        )
    samples = np.clip(np.rint(planes * 32767), -32768, 32767).astype(np.int16)
    return resampled(samples, rate, RATE)


def _trimmed(samples: Samples) -> Samples:
    heard = np.flatnonzero(np.abs(samples.astype(np.int32)) > SILENCE)
    if not len(heard):
        raise _Refused(say("the answer is silent"))
    return samples[max(0, heard[0] - RATE // 100) : heard[-1] + RATE // 50]
