"""The online voice of gTTS: one request for every clause of at most 100 characters, our own pauses between them.

gTTS builds the requests; they are sent here, because its own sending checks no certificate, has no limit of size or time
and takes a page of HTML for speech."""

from __future__ import annotations

import base64
import importlib.util
import re
import time
from functools import partial

import numpy as np

from bulletin.errors import BadConfig
from bulletin.messages import Message, say
from bulletin.speech.values import Sound, Voice
from bulletin.speech.voices.decoding import Samples
from bulletin.speech.voices.mp3 import RATE, believed
from bulletin.speech.voices.pieces import pieces
from bulletin.speech.voices.service import CONNECT, MOST_BYTES, READ, WHOLE, Clock, Refused, Service, refusal, within

MOST_CHARACTERS = 100
DOMAIN = "com"
PAUSES = {",": 0.18, ";": 0.3, ":": 0.3, "–": 0.25, ".": 0.45, "!": 0.45, "?": 0.45, "…": 0.45}
"""Seconds of silence after a piece that ends so; 0 where it was cut between words."""
AUDIO = re.compile(r'jQ1olc","\[\\"([A-Za-z0-9+/=_-]+)\\"')
SILENCE = 250
"""Samples below this are silence at a piece's ends (its own pauses are dropped)."""
BLOCK = 16 * 1024


class Gtts:
    """The service behind translate's loudspeaker button; `variant` may be another top-level domain of it ("com.vn")."""

    draft = False
    online = True

    def __init__(self, clock: Clock | None = None) -> None:
        self._service = Service(clock)

    def availability(self) -> Message | None:
        if importlib.util.find_spec("gtts") is None:
            return say("The online voice is missing: the package gTTS is not installed")
        return None

    def version(self, voice: Voice) -> str:
        return f"translate {_domain(voice)} vi"

    def speak(self, spoken: str, voice: Voice) -> Sound:
        if voice.pace != 100:
            raise BadConfig(
                say("The online voice has one pace only; {pace} per cent is not possible", pace=voice.pace),
                hint=say("Take the pace out of this voice, or choose another voice"),
            )
        parts: list[Samples] = []
        marks: list[tuple[int, int]] = []
        at = 0
        for start, piece in pieces(spoken, MOST_CHARACTERS):
            sound = self._service.ask(piece, partial(_answered, piece, _domain(voice)))
            pause = np.zeros(round(PAUSES.get(piece[-1], 0.0) * RATE), np.int16)
            marks.append((start, at))
            parts.extend((sound, pause))
            at += len(sound) + len(pause)
        return Sound(np.concatenate(parts).astype("<i2").tobytes(), RATE, tuple(marks))

    def close(self) -> None:
        self._service.end()


def _domain(voice: Voice) -> str:
    domain = voice.variant or DOMAIN
    if not re.fullmatch(r"[a-z]{2,3}(\.[a-z]{2})?", domain):
        raise BadConfig(
            say("The online voice has no variant {variant}", variant=domain),
            hint=say("Choose one of: {names}", names="com, com.vn"),
        )
    return domain


def _answered(text: str, domain: str) -> Samples:
    """One piece of text as speech, its ends trimmed. Raises Refused."""
    samples = believed(_audio(within(WHOLE, partial(_body, text, domain))), len(text.split()))
    heard = np.flatnonzero(np.abs(samples.astype(np.int32)) > SILENCE)
    if not len(heard):
        raise Refused(say("the answer is silent"))
    return samples[max(0, heard[0] - RATE // 100) : heard[-1] + RATE // 50]


def _body(text: str, domain: str) -> str:
    """The body of the service's answer as text. Raises Refused."""
    import gtts
    import requests
    import urllib3

    asking = gtts.gTTS(text, tld=domain, lang="vi", lang_check=False, pre_processor_funcs=[])
    url = gtts.tts._translate_url(tld=domain, path="_/TranslateWebserverUi/data/batchexecute")
    headers = {**asking.GOOGLE_TTS_HEADERS, "Accept-Encoding": "identity"}
    body = bytearray()
    deadline = time.monotonic() + WHOLE
    try:
        with requests.post(
            url,
            data=asking.get_bodies()[0],
            headers=headers,
            timeout=(CONNECT, READ),
            stream=True,
            allow_redirects=False,
        ) as answer:
            if answer.status_code != 200:
                raise refusal(answer.status_code, answer.headers)
            if answer.headers.get("Content-Encoding", "identity") != "identity":
                raise Refused(say("the answer is compressed"), again=False)  # a small one may unpack to gigabytes
            while block := answer.raw.read1(BLOCK):
                body += block
                if len(body) > MOST_BYTES:
                    raise Refused(say("the answer is too large"), again=False)
                if time.monotonic() > deadline:
                    raise Refused(say("the answer takes too long"))
    except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
        raise Refused(say("no connection: {reason}", reason=type(error).__name__)) from error
    return body.decode("utf-8", "replace")


def _audio(body: str) -> bytes:
    found = AUDIO.search(body)
    if not found:
        raise Refused(say("the answer holds no speech"))
    encoded = found.group(1)
    try:
        return base64.b64decode(encoded + "=" * (-len(encoded) % 4), altchars=b"-_" if "-" in encoded else None)
    except ValueError as error:
        raise Refused(say("the answer is damaged")) from error
