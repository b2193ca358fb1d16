"""Measures of what is only thought: reading texts out, bringing a rundown into its slot, choosing a weekly's stories."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from functools import partial

from bulletin.rundown.fitting import choose
from bulletin.speech.spoken import spoken
from bulletin.weekly.choice import Room, candidates, chosen
from tests.rundown.test_fitting import RUNDOWNS, generated, long_rundown
from tests.speech.test_spoken_sentences import HOSTILE, LEXICON, hostile_line, rows
from tests.weekly.test_choice import week_of_sixty

SENTENCES = 10_000
LONG = (20, 30)
"""Stories of a long rundown."""


def measure() -> dict[str, float]:
    """Processor seconds of each."""
    written = [row[0] for row in rows()]
    told = candidates(week_of_sixty(), [], 20)
    slots = [generated(random.Random(seed)) for seed in range(RUNDOWNS)] + [long_rundown(count) for count in LONG]
    return {
        "spoken_seconds": _seconds(lambda: [spoken(text, LEXICON) for text in written]) * SENTENCES / len(written),
        "spoken_line_seconds": max(
            _seconds(partial(spoken, hostile_line(unit), LEXICON)) for unit in HOSTILE.split("|")
        ),
        "fit_seconds": max(_seconds(partial(choose, *slot)) for slot in slots),
        "choice_seconds": _seconds(lambda: chosen(told, Room(22_250, 22_750))),
    }


def _seconds(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started
