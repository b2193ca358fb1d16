"""How long a sentence will take before any voice has read it."""

from __future__ import annotations

from bulletin.speech.values import Sentence, Take
from bulletin.timing import SAMPLE_RATE

SYLLABLES_A_MINUTE = 230
"""The pace of radio news in Vietnamese, pauses inside sentences included."""


def estimate(sentence: Sentence, pace: int = 100) -> Take:
    """A take without sound (its key is empty), as long as the sentence should be at `pace` per cent of the usual."""
    spoken_ends = [end for _, end in sentence.clauses]
    ends = tuple(_samples(len(sentence.spoken[:end].split()), pace) for end in spoken_ends)
    return Take("", ends[-1], ends)


def _samples(syllables: int, pace: int) -> int:
    return syllables * 60 * SAMPLE_RATE * 100 // (SYLLABLES_A_MINUTE * pace)
