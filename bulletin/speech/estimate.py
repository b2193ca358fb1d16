"""How long a sentence will take before any voice has read it."""

from __future__ import annotations

from bulletin.speech.pace import USUAL, Pace, pauses
from bulletin.speech.values import Sentence, Take


def estimate(sentence: Sentence, pace: int = 100, measured: Pace = USUAL) -> Take:
    """A take without sound (its key is empty), as long as the sentence should be at `pace` per cent of `measured`."""
    ends: list[int] = []
    for _, end in sentence.clauses:
        spoken = sentence.spoken[:end]
        samples = measured.syllable * len(spoken.split()) + measured.pause * pauses(spoken)
        ends.append(max(0, samples * 100 // pace, *ends[-1:]))
    whole = max(1, ends[-1] + measured.sentence * 100 // pace)
    return Take("", whole, (*(min(end, whole) for end in ends[:-1]), whole))
