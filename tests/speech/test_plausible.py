"""Whether a sound can be its words: every way in which engines have been seen to fail is disbelieved."""

from __future__ import annotations

import numpy as np
import pytest

from bulletin.errors import Place
from bulletin.speech.plausible import RATES, USUAL_RATES, disbelief
from bulletin.speech.values import Sentence, Voice
from bulletin.speech.voices import ENGINES
from bulletin.speech.voices.decoding import Samples
from bulletin.timing import SAMPLE_RATE

WORDS = "một hai ba bốn năm sáu bảy tám chín mười mười một mười hai"
SENTENCE = Sentence(WORDS, WORDS, Place("tin.md", 1), ((len(WORDS), len(WORDS)),))
VOICE = Voice("máy", "espeak")


def voiced(seconds: float, level: float = 0.3) -> Samples:
    steps = np.arange(round(seconds * SAMPLE_RATE))
    return (level * 32767 * np.sin(steps * 2 * np.pi * 200 / SAMPLE_RATE)).astype(np.int16)


def noise(seconds: float, level: float) -> Samples:
    return (np.random.default_rng(1).standard_normal(round(seconds * SAMPLE_RATE)) * level * 32767).astype(np.int16)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_usual_reading_is_believed_of_every_engine(engine: str) -> None:
    assert disbelief(SENTENCE, Voice("", engine), voiced(SENTENCE.syllables / 3.9)) is None


@pytest.mark.parametrize("pace", [70, 100, 140])
def test_the_band_moves_with_the_pace(pace: int) -> None:
    voice = Voice("", "espeak", pace=pace)
    assert disbelief(SENTENCE, voice, voiced(SENTENCE.syllables / 3.9 * 100 / pace)) is None
    assert disbelief(SENTENCE, voice, voiced(SENTENCE.syllables / 12 * 100 / pace))
    assert disbelief(SENTENCE, voice, voiced(SENTENCE.syllables / 1.3 * 100 / pace))


def test_one_second_for_eighty_words_is_not_believed() -> None:
    words = "một " * 79 + "hai"
    long = Sentence(words, words, Place("tin.md", 1), ((len(words), len(words)),))
    assert "1.0 seconds" in str(disbelief(long, VOICE, voiced(1.0)))


def test_a_hole_inside_is_not_believed() -> None:
    assert "hole" in str(disbelief(SENTENCE, VOICE, np.concatenate((voiced(1.5), noise(3.5, 0.0005), voiced(1.5)))))
    assert disbelief(SENTENCE, VOICE, np.concatenate((voiced(1.5), noise(2.5, 0.0005), voiced(1.5)))) is None


def test_a_long_tail_of_noise_is_not_believed() -> None:
    assert "at its end" in str(disbelief(SENTENCE, VOICE, np.concatenate((voiced(3), noise(1.5, 0.005)))))
    assert disbelief(SENTENCE, VOICE, np.concatenate((voiced(3), noise(0.5, 0.005)))) is None


def test_a_clipped_voice_is_not_believed() -> None:
    clipped = np.clip(voiced(3.6).astype(int) * 8, -32768, 32767).astype(np.int16)
    assert "clipped" in str(disbelief(SENTENCE, VOICE, clipped))


def test_every_band_holds_the_pace_of_radio_news() -> None:
    assert all(slowest < 233 / 60 < fastest for slowest, fastest in (*RATES.values(), USUAL_RATES))
