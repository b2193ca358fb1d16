"""The pace of a voice, measured on what it has read: what a syllable, a pause and a sentence cost it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from bulletin.speech.values import Sentence
from bulletin.timing import SAMPLE_RATE

USUAL_RATE = 230
"""Syllables a minute of radio news in Vietnamese, pauses inside sentences included."""
PAUSES = frozenset(",;:–…")


@dataclass(frozen=True, slots=True)
class Pace:
    """What a voice takes at a pace of 100 per cent, in samples: for a syllable, for a mark inside a sentence, and for
    beginning and ending a sentence. `rate` is syllables a minute over all that was heard."""

    syllable: int
    pause: int = 0
    sentence: int = 0
    rate: int = USUAL_RATE


USUAL = Pace(60 * SAMPLE_RATE // USUAL_RATE)
"""The pace of a voice that has not been heard yet."""


def pauses(spoken: str) -> int:
    """The marks inside a spoken text at which a voice pauses."""
    return sum(character in PAUSES for character in spoken.rstrip(".!?…"))


def measured(heard: Iterable[tuple[Sentence, int, int]]) -> Pace:
    """The pace that fits sentences, the samples their takes had and the per cent they were read at; by least squares.

    The more alike the sentences are, the closer it stays to a plain rate. ValueError when no syllable was heard."""
    rows = [
        ((sentence.syllables, pauses(sentence.spoken), 1), Fraction(samples * pace, 100))
        for sentence, samples, pace in heard
        if sentence.syllables
    ]
    syllables, length = sum(row[0] for row, _ in rows), sum((samples for _, samples in rows), Fraction())
    if not syllables:
        raise ValueError("no syllable was heard")
    usual = length / syllables
    # Without enough sentences to tell the three apart, all the time is the syllables'.
    rows += [((5, 0, 0), 5 * usual), ((0, 1, 0), Fraction()), ((0, 0, 1), Fraction())]
    syllable, pause, sentence = map(round, _least_squares(rows))
    return Pace(syllable, pause, sentence, round(60 * SAMPLE_RATE / usual))


def _least_squares(rows: list[tuple[tuple[int, int, int], Fraction]]) -> list[Fraction]:
    """The factors of the three counts that come nearest to the lengths; exact."""
    matrix = [
        [Fraction(sum(row[i] * row[j] for row, _ in rows)) for j in range(3)]
        + [sum((row[i] * length for row, length in rows), Fraction())]
        for i in range(3)
    ]
    for column in range(3):
        pivot = matrix[column] = [value / matrix[column][column] for value in matrix[column]]
        for other in range(3):
            if other != column:
                factor = matrix[other][column]
                matrix[other] = [a - factor * b for a, b in zip(matrix[other], pivot, strict=True)]
    return [row[3] for row in matrix]
