"""What is said and what came back: sentences in two forms, voices, takes."""

from __future__ import annotations

from dataclasses import dataclass

from bulletin.errors import Place


@dataclass(frozen=True, slots=True)
class Reading:
    """One stretch of a written sentence and the words it is spoken as; `start` and `end` are offsets in the written form."""

    start: int
    end: int
    spoken: str
    rule: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in both forms. `clauses` are the ends of its clauses as (offset in written, offset in spoken), the last
    one being the ends of both; `readings` are the stretches whose spoken form differs from the written one."""

    written: str
    spoken: str
    place: Place
    clauses: tuple[tuple[int, int], ...]
    readings: tuple[Reading, ...] = ()

    @property
    def syllables(self) -> int:
        """Syllables as spoken (Vietnamese writes them apart)."""
        return len(self.spoken.split())


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice as a newsroom names it. `variant` is the engine's own name of it, `pace` per cent of its natural speed,
    `draft` says that its sound must not be published, `level` how many LU it stands above the other voices."""

    name: str
    engine: str
    variant: str = ""
    pace: int = 100
    draft: bool = False
    level: float = 0.0


@dataclass(frozen=True, slots=True)
class Sound:
    """What an engine gives: signed 16-bit mono PCM (little endian) at `rate` Hz.

    `marks` are (offset in the spoken text, sample) where the engine knows when a word begins; may be empty."""

    pcm: bytes
    rate: int
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Take:
    """An edited recording of one sentence: `key` names its PCM (48 kHz mono 16 bit) in the store, `samples` its exact
    length, `clause_ends` the sample at which each clause of the sentence ends (the last equals `samples`)."""

    key: str
    samples: int
    clause_ends: tuple[int, ...]
    synthetic: bool = True
    """Spoken by a machine: the closer then carries the notice that the law asks for."""
