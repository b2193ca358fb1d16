"""Takes: exact lengths, quiet ends, one level; asked of the store first and kept one by one."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

import numpy as np
import pytest
from numpy.typing import NDArray

from bulletin.errors import BadConfig, NotInstalled, Place, TryAgain
from bulletin.messages import Message, say
from bulletin.speech import takes, voices
from bulletin.speech.editing import CEILING, LEVEL, make_take
from bulletin.speech.takes import Booth, speak_all
from bulletin.speech.values import Sentence, Sound, Voice
from bulletin.speech.voices.decoding import resampled
from bulletin.store import Store

RATE = 22_050
PLACE = Place("tin.md", 5)
VOICE = Voice("máy", "espeak")


def sentence(words: str, *ends: int) -> Sentence:
    offsets = (*ends, len(words))
    return Sentence(words, words, PLACE, tuple((end, end) for end in offsets))


def tone(seconds: float, level: float = 0.1, rate: int = RATE) -> NDArray[np.int16]:
    steps = np.arange(int(seconds * rate))
    return (level * 32767 * np.sin(steps * 2 * np.pi * 200 / rate)).astype(np.int16)


def silence(seconds: float) -> NDArray[np.int16]:
    return np.zeros(int(seconds * RATE), np.int16)


def sound(*parts: NDArray[np.int16], marks: tuple[tuple[int, int], ...] = ()) -> Sound:
    return Sound(np.concatenate((silence(0), *parts)).astype("<i2").tobytes(), RATE, marks)


FOUR = sentence("Một hai ba bốn.")
SPEECH = sound(silence(0.3), tone(1.2), silence(0.5))


class Fake:
    """A voice that gives a tone as long as its words; counts what it was asked, fails where told."""

    draft = False
    online = True
    spoken: ClassVar[list[str]] = []
    failing: ClassVar[tuple[str, ...]] = ()
    reason: ClassVar[Message | None] = None
    lock = threading.Lock()

    def availability(self) -> Message | None:
        return self.reason

    def version(self, voice: Voice) -> str:
        return "fake 1"

    def speak(self, spoken: str, voice: Voice) -> Sound:
        with self.lock:
            self.spoken.append(spoken)
        if spoken in self.failing:
            raise TryAgain(say("no answer"))
        return sound(tone(len(spoken.split()) / 4))

    def close(self) -> None:
        """Nothing to close."""


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> type[Fake]:
    monkeypatch.setattr(Fake, "spoken", [])
    monkeypatch.setitem(voices.ENGINES, "gtts", Fake)
    return Fake


@pytest.fixture
def booth(tmp_path: Path) -> Booth:
    return Booth(Store(tmp_path))


ONLINE = Voice("mạng", "gtts")
ASKED = tuple((sentence(f"Câu {word} rất hay."), ONLINE) for word in ("một", "hai", "ba", "bốn", "năm"))


def test_silence_around_speech_is_cut_to_a_margin() -> None:
    pcm, ends = make_take(FOUR, VOICE, SPEECH)
    samples = len(pcm) // 2
    assert ends == (samples,)
    assert abs(samples / 48_000 - 1.24) < 0.015


def test_both_ends_are_quiet_so_that_joins_never_click() -> None:
    pcm, _ = make_take(FOUR, VOICE, sound(tone(1.2, 0.5)))
    samples = np.abs(np.frombuffer(pcm, "<i2").astype(int))
    assert samples[:3].max() < 40
    assert samples[-3:].max() < 400
    assert samples[: 48 * 2].max() < samples.max() / 2


@pytest.mark.parametrize("level", [0.02, 0.1, 0.9])
def test_takes_of_loud_and_soft_voices_have_one_level(level: float) -> None:
    pcm, _ = make_take(FOUR, VOICE, sound(silence(0.2), tone(0.6, level), silence(0.3), tone(0.6, level)))
    samples = np.frombuffer(pcm, "<i2") / 32768
    spoken = samples[2400:24_000]
    assert abs(20 * np.log10(np.sqrt(np.mean(spoken**2))) - LEVEL) < 0.5


def test_no_sample_passes_the_ceiling() -> None:
    peaky = tone(1.2, 0.02)
    peaky[::500] = 30_000
    pcm, _ = make_take(FOUR, VOICE, sound(peaky))
    assert np.abs(np.frombuffer(pcm, "<i2").astype(int)).max() <= 32768 * 10 ** (CEILING / 20) + 1


def test_the_same_sound_gives_the_same_bytes() -> None:
    assert make_take(FOUR, VOICE, SPEECH) == make_take(FOUR, VOICE, SPEECH)


@pytest.mark.parametrize(("rate", "length"), [(22_050, 10_007), (24_000, 9_999), (44_100, 3), (48_000, 777)])
def test_resampling_gives_exactly_as_many_samples_as_the_time_wants(rate: int, length: int) -> None:
    assert len(resampled(np.ones(length, np.int16), rate, 48_000)) == -(-length * 48_000 // rate)


def test_resampling_keeps_a_moment_where_it_was() -> None:
    click = np.zeros(22_050, np.int16)
    click[11_025] = 20_000
    assert abs(int(np.argmax(resampled(click, 22_050, 48_000))) - 24_000) <= 1


def test_clauses_end_where_the_engine_marks_the_next_word() -> None:
    two = sentence("Một hai, ba bốn.", 8)
    marked = sound(silence(0.5), tone(1.2), marks=((0, 11_025), (9, 11_025 + 13_230)))
    _, ends = make_take(two, VOICE, marked)
    assert abs(ends[0] / 48_000 - 0.62) < 0.015


def test_clauses_without_marks_end_in_the_pause_near_by() -> None:
    two = sentence("Một hai, ba bốn.", 8)
    _, ends = make_take(two, VOICE, sound(tone(0.6), silence(0.3), tone(0.8)))
    assert 0.6 < ends[0] / 48_000 < 0.95


@pytest.mark.parametrize(
    "wrong",
    [
        sound(silence(1.0)),
        sound(),
        sound(tone(0.1)),
        sound(tone(8.0)),
    ],
)
def test_sound_that_cannot_be_the_words_is_not_believed(wrong: Sound) -> None:
    with pytest.raises(TryAgain, match="Một hai ba bốn"):
        make_take(FOUR, VOICE, wrong)


def test_a_hole_inside_a_sentence_is_not_believed() -> None:
    long = sentence("Một hai ba bốn năm sáu bảy tám chín mười mười một mười hai.")
    with pytest.raises(TryAgain, match="hole"):
        make_take(long, VOICE, sound(tone(1.5), silence(3.5), tone(1.5)))


def test_only_what_the_store_lacks_is_spoken(tmp_path: Path, fake: type[Fake]) -> None:
    store = Store(tmp_path)
    first = speak_all(ASKED[:3], Booth(store))
    second = speak_all(ASKED, Booth(store))
    assert (first.made, first.reused, second.made, second.reused) == (3, 0, 2, 3)
    assert second.takes[:3] == first.takes
    assert sorted(fake.spoken) == sorted(spoken.spoken for spoken, _ in ASKED)


def test_a_sentence_that_stands_twice_is_spoken_once(tmp_path: Path, fake: type[Fake]) -> None:
    result = speak_all((*ASKED[:1], *ASKED[:1]), Booth(Store(tmp_path)))
    assert (result.made, result.reused) == (1, 1)
    assert len(fake.spoken) == 1


def test_takes_do_not_depend_on_the_number_of_workers(tmp_path: Path, fake: type[Fake]) -> None:
    assert (
        speak_all(ASKED, Booth(Store(tmp_path / "1")), 1).takes
        == speak_all(ASKED, Booth(Store(tmp_path / "4")), 4).takes
    )


def test_a_take_is_as_long_as_it_says(tmp_path: Path, fake: type[Fake]) -> None:
    store = Store(tmp_path)
    for take in speak_all(ASKED, Booth(store)).takes:
        entry = store.get(take.key)
        assert entry
        assert len(entry.payload) == 2 * take.samples
        assert take.clause_ends[-1] == take.samples


def test_after_a_failure_only_the_rest_is_asked_for(
    tmp_path: Path, fake: type[Fake], monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(tmp_path)
    monkeypatch.setattr(fake, "failing", (ASKED[2][0].spoken,))
    with pytest.raises(TryAgain) as failure:
        speak_all(ASKED, Booth(store), workers=1)
    assert failure.value.place == PLACE
    assert "bulletin render tin.md --voice espeak" in str(failure.value.hint)
    monkeypatch.setattr(fake, "failing", ())
    result = speak_all(ASKED, Booth(store), workers=1)
    assert (result.made, result.reused) == (3, 2)
    assert len(fake.spoken) == 3 + 3


def test_a_voice_that_is_not_installed_is_told_before_anything_is_spoken(
    tmp_path: Path, fake: type[Fake], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fake, "reason", say("missing"))
    with pytest.raises(NotInstalled) as failure:
        speak_all(ASKED, Booth(Store(tmp_path)))
    assert failure.value.exit_code == 69
    assert failure.value.place == PLACE
    assert not fake.spoken


def test_an_unknown_engine_is_a_configuration_error(tmp_path: Path) -> None:
    with pytest.raises(BadConfig, match="nobody"):
        speak_all(((FOUR, Voice("x", "nobody")),), Booth(Store(tmp_path)))


def test_progress_counts_what_was_there_and_what_was_made(tmp_path: Path, fake: type[Fake]) -> None:
    store = Store(tmp_path)
    speak_all(ASKED[:2], Booth(store))
    seen: list[tuple[int, int]] = []
    speak_all(ASKED, Booth(store), on_progress=lambda done, total: seen.append((done, total)))
    assert seen == [(2, 5), (3, 5), (4, 5), (5, 5)]


@pytest.mark.parametrize(
    "other",
    [
        (sentence("Một hai ba năm."), VOICE),
        (sentence("Một hai ba bốn.", 7), VOICE),
        (FOUR, replace(VOICE, pace=90)),
        (FOUR, replace(VOICE, variant="vi-vn-x-south")),
        (FOUR, replace(VOICE, engine="gtts")),
    ],
)
def test_a_key_changes_with_whatever_changes_the_sound(booth: Booth, other: tuple[Sentence, Voice]) -> None:
    assert booth.key(*other) != booth.key(FOUR, VOICE)


def test_a_key_does_not_change_with_the_name_or_the_place(booth: Booth) -> None:
    moved = replace(FOUR, place=Place("khác.md", 99), written="MỘT HAI BA BỐN.")
    assert booth.key(moved, replace(VOICE, name="khác")) == booth.key(FOUR, VOICE)


def test_the_list_of_engines_opens_each_one() -> None:
    for name in voices.ENGINES:
        engine = voices.open_engine(name)
        assert isinstance(engine.draft, bool)
        assert isinstance(engine.online, bool)
    assert takes.EMBEDDED in voices.ENGINES


def test_a_model_is_an_input_with_its_settings(booth: Booth) -> None:
    asked = [(words, (sentence(words), Voice("Mai", "piper", "/voices/mai.onnx"))) for words in ("Một.", "Hai.")]
    assert booth.files(asked) == (Path("/voices/mai.onnx"), Path("/voices/mai.onnx.json"))
