"""Whether a sound can be the words it is said to be: its pace, holes, a tail without voice, clipping."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from bulletin.messages import Message, say
from bulletin.speech.values import Sentence, Voice
from bulletin.speech.voices.decoding import Samples
from bulletin.timing import SAMPLE_RATE

RATES: Mapping[str, tuple[float, float]] = {"gtts": (1.8, 7.0)}
"""Syllables a second between which a sound of an engine is believed, at a pace of 100 per cent."""
USUAL_RATES = 1.8, 7.5
ALLOWANCE = 0.6
"""Seconds that a short sentence may be longer than its syllables say."""
MOMENT = SAMPLE_RATE // 20
HOLE, HOLE_LEVEL = 3.0, 1 / 100
"""Seconds without voice inside a sentence; how loud its moments may be against the loudest one."""
TAIL, TAIL_LEVEL = 1.0, 1 / 30
"""The same for what follows the last word, noise included."""
FULL, MOST_FULL = 32_700, 0.01
"""A sample at the end of the scale, and the share of them above which a voice is clipped."""


def disbelief(sentence: Sentence, voice: Voice, samples: Samples) -> Message | None:
    """Why trimmed samples (48 kHz) cannot be the sentence in this voice; None when they can."""
    return next((why for check in _CHECKS if (why := check(sentence, voice, samples))), None)


def _pace(sentence: Sentence, voice: Voice, samples: Samples) -> Message | None:
    seconds = len(samples) / SAMPLE_RATE
    slowest, fastest = (rate * voice.pace / 100 for rate in RATES.get(voice.engine, USUAL_RATES))
    if sentence.syllables / fastest - ALLOWANCE / 2 <= seconds <= sentence.syllables / slowest + ALLOWANCE:
        return None
    return say("{seconds} seconds", seconds=f"{seconds:.1f}")


def _hole(_sentence: Sentence, _voice: Voice, samples: Samples) -> Message | None:
    moments = _moments(samples)
    loud = np.flatnonzero(moments > moments.max() * HOLE_LEVEL)
    longest = _seconds(int(np.diff(loud).max()) - 1) if len(loud) > 1 else 0.0
    return say("a hole of {seconds} seconds", seconds=f"{longest:.1f}") if longest > HOLE else None


def _tail(_sentence: Sentence, _voice: Voice, samples: Samples) -> Message | None:
    moments = _moments(samples)
    last = int(np.flatnonzero(moments > moments.max() * TAIL_LEVEL)[-1])
    tail = _seconds(len(moments) - 1 - last)
    return say("{seconds} seconds without voice at its end", seconds=f"{tail:.1f}") if tail > TAIL else None


def _clipping(_sentence: Sentence, _voice: Voice, samples: Samples) -> Message | None:
    full = float(np.mean(np.abs(samples.astype(np.int32)) >= FULL))
    return say("clipped") if full > MOST_FULL else None


_CHECKS: tuple[Callable[[Sentence, Voice, Samples], Message | None], ...] = (_pace, _hole, _tail, _clipping)


def _moments(samples: Samples) -> NDArray[np.float64]:
    """How loud (RMS) each 50 ms is, the last one padded."""
    whole = np.pad(samples.astype(np.float64), (0, -len(samples) % MOMENT)).reshape(-1, MOMENT)
    loudness: NDArray[np.float64] = np.sqrt(np.square(whole).mean(axis=1))
    return loudness


def _seconds(moments: int) -> float:
    return moments * MOMENT / SAMPLE_RATE
