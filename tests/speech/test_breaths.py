"""Pauses inside a sentence: of the house's length, wherever the voice paused, and nothing else touched."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bulletin.errors import Place
from bulletin.script.values import Paragraph, Phrase
from bulletin.speech.breaths import FADE, Breaths, breathed
from bulletin.speech.lexicon import read_lexicon
from bulletin.speech.sentences import spoken_paragraph
from bulletin.speech.takes import Booth, speak_all
from bulletin.speech.values import Sentence, Voice
from bulletin.speech.voices.decoding import Samples
from bulletin.store import Store
from bulletin.timing import SAMPLE_RATE
from tests.speech.loopback import Translate, mp3, spoken_answer

HOUSE = Breaths(SAMPLE_RATE * 24 // 100, SAMPLE_RATE * 36 // 100)


def sentence(words: str) -> Sentence:
    place = Place("tin.md", 1)
    (found,) = spoken_paragraph(Paragraph((Phrase(words, place),), place), read_lexicon())
    assert isinstance(found, Sentence)
    return found


def tone(seconds: float) -> Samples:
    at = np.arange(round(seconds * SAMPLE_RATE))
    return np.asarray(8000 * np.sin(at * 2 * np.pi * 200 / SAMPLE_RATE), np.int16)


def silence(seconds: float) -> Samples:
    return np.zeros(round(seconds * SAMPLE_RATE), np.int16)


def pauses(samples: Samples) -> list[float]:
    """The lengths of all stretches of 30 ms or more without sound, in seconds."""
    loud = np.flatnonzero(np.abs(samples.astype(int)) > 200)
    gaps = np.diff(loud)
    return [round(gap / SAMPLE_RATE, 2) for gap in gaps if gap > 0.03 * SAMPLE_RATE]


def test_marks_have_their_pauses_and_words_without_a_mark_none() -> None:
    found = HOUSE.wanted(sentence("Sáng nay, công đoàn họp; hội nghị bàn ba việc: lương, thưởng."))
    comma, clause = HOUSE.comma, HOUSE.clause
    assert found == (comma, clause, clause, comma)
    assert HOUSE.wanted(sentence("Không có dấu nào.")) == ()


@pytest.mark.parametrize("own", [0.08, 0.15, 0.5])
def test_a_pause_becomes_as_long_as_the_house_wants_it(own: float) -> None:
    said = np.concatenate([tone(0.6), silence(own), tone(0.8)])
    made, ends = breathed(said, (len(tone(0.6)), len(said)), (HOUSE.comma,))
    assert pauses(made) == [0.24]
    assert len(made) - HOUSE.comma == len(said) - len(silence(own))
    assert ends == (round(0.6 * SAMPLE_RATE) + HOUSE.comma, len(made))


def test_nothing_but_the_pause_is_touched() -> None:
    said = np.concatenate([tone(0.6), silence(0.4), tone(0.8), silence(0.4), tone(0.5)])
    made, _ = breathed(said, (round(0.7 * SAMPLE_RATE), round(1.9 * SAMPLE_RATE), len(said)), (None, HOUSE.clause))
    assert pauses(made) == [0.4, 0.36]
    kept = round(1.8 * SAMPLE_RATE)
    assert np.array_equal(made[:kept], said[:kept])
    assert np.array_equal(made[-len(tone(0.5)) :], tone(0.5))


def test_where_a_voice_did_not_pause_none_is_cut_into_it() -> None:
    said = tone(1.5)
    made, ends = breathed(said, (SAMPLE_RATE // 2, len(said)), (HOUSE.comma,))
    assert np.array_equal(made, said)
    assert ends == (SAMPLE_RATE // 2, len(said))


def test_a_changed_pause_has_no_click() -> None:
    noise = np.random.default_rng(3).normal(0, 40, SAMPLE_RATE // 2)
    slow = np.convolve(noise, np.ones(200) / 14, mode="same").astype(np.int16)  # a room that hums below 2 %
    said = np.concatenate([tone(0.6), slow, tone(0.8)])
    made, _ = breathed(said, (round(0.8 * SAMPLE_RATE), len(said)), (HOUSE.comma,))
    own = np.abs(np.diff(slow.astype(int))).max()
    middle = made[len(tone(0.6)) + FADE : len(tone(0.6)) + HOUSE.comma - FADE]
    assert np.abs(np.diff(middle.astype(int))).max() <= own


@pytest.mark.media
def test_a_voice_pauses_as_the_house_wants_at_every_mark(tmp_path: Path) -> None:
    words = sentence("Sáng nay, công đoàn họp; hội nghị bàn ba việc: lương, thưởng, nhà ở.")
    booth = Booth(Store(tmp_path), breaths=HOUSE)
    (take,) = speak_all([(words, Voice("nháp", "espeak"))], booth).takes
    entry = booth.store.get(take.key)
    assert entry is not None
    samples = np.frombuffer(entry.payload, "<i2").astype(int)
    quiet = np.abs(samples) <= 0.02 * np.abs(samples).max()
    for end, wanted in zip(take.clause_ends, HOUSE.wanted(words), strict=False):
        assert quiet[end - wanted + 480 : end - 480].mean() > 0.99 if wanted else True


@pytest.mark.media
def test_another_house_s_pauses_ask_no_voice_again(tmp_path: Path, translate: Translate) -> None:
    translate.answers = [spoken_answer(mp3(2.2))]
    asked = [(sentence("Hơn hai trăm đại biểu, từ mọi miền, dự hội nghị."), Voice("mạng", "gtts"))]
    own = speak_all(asked, Booth(Store(tmp_path / "a"), tmp_path / "takes"))
    other = speak_all(asked, Booth(Store(tmp_path / "b"), tmp_path / "takes", HOUSE))
    assert (own.made, other.made, other.reused) == (1, 0, 1)
    assert len(translate.asked) == 1
