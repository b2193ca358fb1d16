"""The online neural voices of edge-tts, an extra: speech with the time of every word, or no speech at all."""

from __future__ import annotations

import asyncio
import importlib.util
import re
from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from bulletin.errors import BadConfig
from bulletin.messages import Message, say
from bulletin.speech.values import Sound, Voice
from bulletin.speech.voices.decoding import Samples
from bulletin.speech.voices.mp3 import RATE, believed
from bulletin.speech.voices.pieces import pieces
from bulletin.speech.voices.service import CONNECT, MOST_BYTES, READ, WHOLE, Clock, Refused, Service, refusal

if TYPE_CHECKING:
    from edge_tts.typing import TTSChunk

VARIANTS = ("vi-VN-HoaiMyNeural", "vi-VN-NamMinhNeural")
VARIANT = re.compile(r"[a-z]{2,3}-[A-Z]{2}-[A-Za-z]+Neural")
"""The service's way to name a voice; some of other languages read Vietnamese as well."""
MOST_CHARACTERS = 1000
"""Asked for at once: 4096 bytes is what the service takes, and letters of Vietnamese have up to three."""
TICKS = 10_000_000
"""In a second of the service."""
LATE = RATE // 5
"""Samples that the end of the last word may lie after the end of the sound."""
UNTIMED = 2
"""Last words of a piece that may be without a time; more are missing from the sound as well."""

Word = tuple[str, int, int]
"""As the service read it, and the samples at which it begins and ends."""


class Edge:
    """The voices of a browser's reading aloud; `variant` is one of VARIANTS, the first when there is none."""

    draft = False
    online = True

    def __init__(self, clock: Clock | None = None) -> None:
        self._service = Service(clock)

    def availability(self) -> Message | None:
        if importlib.util.find_spec("edge_tts") is None:
            return say(
                "The voice {engine} is missing: install it with {command}",
                engine="edge",
                command="pip install 'bulletin[edge]'",
            )
        return None

    def version(self, voice: Voice) -> str:
        return f"edge {_variant(voice)}"

    def speak(self, spoken: str, voice: Voice) -> Sound:
        parts: list[Samples] = []
        marks: list[tuple[int, int]] = []
        at = 0
        for start, piece in pieces(spoken, MOST_CHARACTERS):
            asked = partial(_answered, piece, _variant(voice), voice.pace)
            samples, found = self._service.ask(piece, asked)
            marks.extend((start + offset, at + sample) for offset, sample in found)
            parts.append(samples)
            at += len(samples)
        return Sound(np.concatenate(parts).astype("<i2").tobytes(), RATE, tuple(marks))

    def close(self) -> None:
        self._service.end()


def _variant(voice: Voice) -> str:
    variant = voice.variant or VARIANTS[0]
    if not VARIANT.fullmatch(variant):
        raise BadConfig(
            say("The online voice has no variant {variant}", variant=variant),
            hint=say("Choose one of: {names}", names=", ".join(VARIANTS)),
        )
    return variant


def _answered(text: str, variant: str, pace: int) -> tuple[Samples, list[tuple[int, int]]]:
    """One piece of text as speech, and where its words begin. Raises Refused."""
    mp3, words = asyncio.run(_received(text, variant, pace))
    samples = believed(mp3, len(text.split()), pace)
    if not words:
        raise Refused(say("the answer holds no times of words"))
    marks, end = _marks(text, words)
    if len(text[end:].split()) > UNTIMED or words[-1][2] > len(samples) + LATE:
        raise Refused(say("the answer is cut off"))
    return samples, [(offset, min(sample, len(samples) - 1)) for offset, sample in marks]


async def _received(text: str, variant: str, pace: int) -> tuple[bytes, list[Word]]:
    """The MP3 and the words of an answer. Raises Refused.

    edge-tts escapes what would be markup; after a 403 it sets its clock by the answer's and asks once more by itself."""
    import aiohttp
    from edge_tts import Communicate
    from edge_tts.exceptions import EdgeTTSException, NoAudioReceived, SkewAdjustmentError

    asking = Communicate(text, variant, rate=f"{pace - 100:+d}%", boundary="WordBoundary", connect_timeout=CONNECT)
    mp3, words = bytearray(), list[Word]()
    now = asyncio.get_running_loop().time
    end = now() + WHOLE
    try:
        # A stream that is left half-way is not closed, one whose time is up is.
        async with asyncio.timeout(READ) as limit:
            async for chunk in asking.stream():
                mp3 += chunk.get("data", b"")
                words.extend(_words([chunk]))
                limit.reschedule(min(end, now() + READ) if len(mp3) <= MOST_BYTES else now())
    except aiohttp.WSServerHandshakeError as error:
        raise refusal(error.status, error.headers or {}) from error
    except TimeoutError as error:
        if len(mp3) > MOST_BYTES:
            raise Refused(say("the answer is too large"), again=False) from error
        raise Refused(say("the answer takes too long")) from error
    except SkewAdjustmentError as error:
        raise refusal(403, {}) from error
    except (aiohttp.ClientError, OSError) as error:
        raise Refused(say("no connection: {reason}", reason=type(error).__name__)) from error
    except NoAudioReceived as error:
        raise Refused(say("the answer holds no speech")) from error
    except (EdgeTTSException, ValueError, LookupError, TypeError) as error:  # what edge-tts stumbles over
        raise Refused(say("the answer is damaged")) from error
    return bytes(mp3), words


def _words(chunks: Iterable[TTSChunk]) -> Iterable[Word]:
    for chunk in chunks:
        if chunk["type"] == "WordBoundary":
            begin, length = int(chunk["offset"]), int(chunk["duration"])
            yield chunk["text"], begin * RATE // TICKS, (begin + length) * RATE // TICKS


def _marks(text: str, words: Iterable[Word]) -> tuple[list[tuple[int, int]], int]:
    """The offset and sample of each word that stands in the text, both growing; and where the last one ends in it."""
    marks: list[tuple[int, int]] = []
    end = last = 0
    for word, begin, _ in words:
        offset = text.find(word, end)
        if offset >= 0 and begin >= last:
            marks.append((offset, begin))
            end, last = offset + len(word), begin
    return marks, end
