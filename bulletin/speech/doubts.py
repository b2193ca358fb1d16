"""What an editor should look at: words that may be read in several ways, with the reading chosen and the others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bulletin.errors import Problem
from bulletin.messages import Message, say
from bulletin.speech import numerals
from bulletin.speech.lexicon import read_lexicon
from bulletin.speech.rules import DOUBTFUL
from bulletin.speech.rules.dates import LONGEST
from bulletin.speech.values import Reading, Sentence

PAIR = re.compile(r"(\d{1,9})([./:-])(\d{1,9})")
WORD = re.compile(r"(?=.*[AEIOUY])[^\W\d_]+")
"""Capitals that can be said as a word."""


def doubts(asked: Iterable[Sentence]) -> tuple[Problem, ...]:
    """Every reading that was chosen among several, as a warning with the mark that settles it."""
    return tuple(
        Problem(
            say(
                'It is not certain how "{written}" is read; the voice says "{spoken}"',
                written=_written(sentence, reading),
                spoken=reading.spoken.strip(),
            ),
            sentence.place,
            _hint(_written(sentence, reading), reading.spoken.strip()),
            severity="warning",
        )
        for sentence in asked
        for reading in sentence.readings
        if reading.rule in DOUBTFUL
    )


def alternatives(written: str, chosen: str) -> tuple[str, ...]:
    """The other ways a doubtful form may be said, likelier ones first; () where none is known."""
    known = read_lexicon().forms.get(written, ())
    if any(choice.doubtful for choice in known):
        return tuple(words for words in dict.fromkeys(choice.spoken for choice in known) if words != chosen)
    if WORD.fullmatch(written):
        return (written.lower(),)
    pair = PAIR.fullmatch(written)
    if not pair:
        return ()
    ways = {".": (_date, _comma, _point), "/": (_date, _fraction, _over), "-": (_date, _range), ":": (_side_by_side,)}[
        pair[2]
    ]
    said = (words for way in ways for words in way(pair[1], pair[3]))
    return tuple(words for words in dict.fromkeys(said) if words != chosen)


def _written(sentence: Sentence, reading: Reading) -> str:
    return sentence.written[reading.start : reading.end]


def _hint(written: str, chosen: str) -> Message:
    others = ", ".join(f'"{words}"' for words in alternatives(written, chosen))
    fields = {"written": written, "spoken": chosen}
    if not others:
        return say('To settle it, write [{written}]{{say="{spoken}"}}', **fields)
    return say('To settle it, write [{written}]{{say="{spoken}"}}; it could also be {others}', **fields, others=others)


def _date(day: str, month: str) -> Iterator[str]:
    if 1 <= int(month) <= 12 and 1 <= int(day) <= LONGEST[int(month)]:
        yield f"{numerals.cardinal(int(day))} tháng {numerals.month(int(month))}"


def _comma(whole: str, part: str) -> Iterator[str]:
    yield numerals.decimal(whole, part)


def _point(whole: str, part: str) -> Iterator[str]:
    yield numerals.decimal(whole, part).replace("phẩy", "chấm")


def _fraction(upper: str, lower: str) -> Iterator[str]:
    if 0 < int(upper) < int(lower):
        yield numerals.fraction(int(upper), int(lower))


def _over(upper: str, lower: str) -> Iterator[str]:
    yield f"{numerals.cardinal(int(upper))} trên {numerals.cardinal(int(lower))}"


def _side_by_side(first: str, second: str) -> Iterator[str]:
    yield f"{numerals.cardinal(int(first))} {numerals.cardinal(int(second))}"


def _range(low: str, high: str) -> Iterator[str]:
    yield f"{numerals.cardinal(int(low))} đến {numerals.cardinal(int(high))}"
