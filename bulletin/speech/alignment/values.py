"""What an alignment finds: where each sentence was read, how like its reference, and what is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bulletin.errors import Place

Kind = Literal["not-read", "read-twice", "read-differently"]


@dataclass(frozen=True, slots=True)
class Reading:
    """Where a sentence was read, in samples of the recording: its voice from `start` to `end`, the quietest points of the
    pauses before and after it (`first`, `last`), a `clause_end` for each of its clauses (the last is `end`).

    `cost` says how unlike the reference it sounds: 1.0 is as unlike as any other words."""

    start: int
    end: int
    first: int
    last: int
    clause_ends: tuple[int, ...]
    cost: float


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with the sentence of that index, and the sample of the recording to listen at. `certain` findings
    are errors."""

    kind: Kind
    sentence: int
    words: str
    place: Place
    at: int
    certain: bool


@dataclass(frozen=True, slots=True)
class Alignment:
    """The sentences of a recording of so many samples (48 kHz): a reading for each in their order, None for those that
    were not read, and the findings."""

    samples: int
    readings: tuple[Reading | None, ...]
    findings: tuple[Finding, ...]
