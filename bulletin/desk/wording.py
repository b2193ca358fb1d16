"""`bulletin voice spoken`: how a written text will be said, word for word."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bulletin.errors import NotFound
from bulletin.newsroom import EMBEDDED, Newsroom, find_newsroom
from bulletin.speech.doubts import alternatives
from bulletin.speech.lexicon import Lexicon, read_lexicon
from bulletin.speech.rules import DOUBTFUL
from bulletin.speech.spoken import join, readings
from bulletin.speech.values import Reading


@dataclass(frozen=True, slots=True)
class Wording:
    """A text (NFC) and how it is said."""

    written: str
    spoken: str
    readings: tuple[Reading, ...]

    def as_json(self) -> dict[str, Any]:
        return {
            "written": self.written,
            "spoken": self.spoken,
            "readings": [self._reading(reading) for reading in self.readings],
        }

    def _reading(self, reading: Reading) -> dict[str, Any]:
        form, said = self.written[reading.start : reading.end], reading.spoken.strip()
        doubtful = reading.rule in DOUBTFUL
        return {
            "start": reading.start,
            "end": reading.end,
            "written": form,
            "spoken": said,
            "rule": reading.rule,
            "is_certain": not doubtful,
            "alternatives": list(alternatives(form, said)) if doubtful else [],
        }


def newsroom_here() -> Newsroom:
    """The newsroom of the current folder; one with nothing but the embedded voice where there is none."""
    try:
        return find_newsroom(Path.cwd())
    except NotFound:
        return Newsroom(Path.cwd(), voices=(EMBEDDED,), roots=(Path.cwd(),))


def lexicon_here() -> Lexicon:
    """The newsroom's lexicon, or the package's outside any newsroom."""
    return read_lexicon(newsroom_here().folder)


def wording(text: str, lexicon: Lexicon) -> Wording:
    """How a text is said, in one line."""
    written = " ".join(unicodedata.normalize("NFC", text).split())
    found = readings(written, lexicon)
    return Wording(written, join(written, found).text, found)
