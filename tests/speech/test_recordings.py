"""Takes from a presenter's file: one level, room tone behind them, kept, and refused where sentences are missing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from bulletin.errors import BadInput, NotFound, Place, Problems
from bulletin.speech.recordings import TONE, align_recording, recorded_takes
from bulletin.speech.values import Sentence, Take
from bulletin.store import Store
from bulletin.timing import SAMPLE_RATE

from .presenter import SOUTH, Read, hiss, read_aloud, sentences

PLACE = Place("tin.md", 4)
TEXTS = (
    "Kính chào quý vị và các bạn.",
    "Bốn mươi hai chuyến xe sẽ đưa công nhân về quê.",
    "Mỗi phần quà trị giá một triệu đồng.",
)
SENTENCES = sentences(TEXTS)
pytestmark = pytest.mark.media


def write(path: Path, read: Read) -> Path:
    """A recording as a 16-bit WAV."""
    pcm = np.clip(np.rint(read.samples * 32767), -32768, 32767).astype(np.int16)
    with av.open(str(path), "w") as container:
        stream = container.add_stream("pcm_s16le", rate=SAMPLE_RATE, layout="mono")
        frame = av.AudioFrame.from_ndarray(pcm[None], format="s16", layout="mono")
        frame.sample_rate = SAMPLE_RATE
        container.mux([*stream.encode(frame), *stream.encode(None)])
    return path


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return write(tmp_path / "giọng.wav", read_aloud(TEXTS))


def sound(take: Take, store: Store) -> NDArray[np.int64]:
    return np.fromfile(store.payload_path(take.key), "<i2").astype(np.int64)


def test_a_take_is_as_long_as_its_sentence_was_read(tmp_path: Path, store: Store) -> None:
    read = read_aloud(TEXTS)
    takes = recorded_takes(write(tmp_path / "a.wav", read), SENTENCES, store, PLACE).takes
    for take, start, end in zip(takes, read.starts, read.ends, strict=True):
        assert abs(take.samples - (end - start)) < SAMPLE_RATE * 0.2
        assert take.clause_ends[-1] == take.samples


def test_behind_a_take_its_pause_goes_on_without_a_click_and_without_digital_silence(file: Path, store: Store) -> None:
    for take in recorded_takes(file, SENTENCES, store, PLACE).takes:
        whole = sound(take, store)
        tone = whole[take.samples :]
        assert len(tone) == TONE
        power = np.square(tone.reshape(-1, SAMPLE_RATE // 100)).mean(axis=1)
        assert power.min() > 0
        assert power.max() < 100 * np.median(power)
        joint = np.abs(np.diff(whole[take.samples - 200 : take.samples + 200]))
        assert joint.max() < 3 * np.abs(np.diff(tone)).max()


def test_sentences_keep_their_level_against_each_other(tmp_path: Path, store: Store) -> None:
    read = read_aloud(TEXTS, replace(SOUTH, noise=40.0))
    samples = read.samples.copy()
    samples[read.starts[1] : read.ends[1]] *= 0.5
    plain = recorded_takes(write(tmp_path / "a.wav", read), SENTENCES, store, PLACE).takes
    softer = recorded_takes(write(tmp_path / "b.wav", replace(read, samples=samples)), SENTENCES, store, PLACE).takes

    def loudness(takes: tuple[Take, ...]) -> list[float]:
        return [float(np.sqrt(np.square(sound(take, store)[: take.samples]).mean())) for take in takes]

    before, after = loudness(plain), loudness(softer)
    assert after[1] / after[0] == pytest.approx(0.5 * before[1] / before[0], rel=0.1)


def test_takes_are_kept_and_found_again(file: Path, store: Store) -> None:
    first = recorded_takes(file, SENTENCES, store, PLACE)
    again = recorded_takes(file, SENTENCES, store, PLACE)
    assert (first.made, first.reused, again.made, again.reused) == (3, 0, 0, 3)
    assert first.takes == again.takes


def test_an_edited_sentence_leaves_the_takes_of_the_others_as_they_are(file: Path, store: Store) -> None:
    before = recorded_takes(file, SENTENCES, store, PLACE).takes
    edited = (SENTENCES[0], sentences(("Bốn mươi ba chuyến xe sẽ đưa công nhân về quê.",))[0], SENTENCES[2])
    after = recorded_takes(file, edited, store, PLACE).takes
    assert (after[0], after[2]) == (before[0], before[2])


def test_what_is_worth_knowing_is_told_again_when_takes_are_found(tmp_path: Path, store: Store) -> None:
    read = read_aloud(TEXTS[:2] + TEXTS[1:])
    path = write(tmp_path / "a.wav", read)
    told = [recorded_takes(path, SENTENCES, store, PLACE).notes for _ in range(2)]
    assert told[0] == told[1]
    assert [(note.severity, note.place) for note in told[0]] == [("warning", SENTENCES[1].place)]
    assert "more than once" in str(told[0][0].message)


def test_a_sentence_that_was_not_read_is_an_error_with_its_line_and_the_time(tmp_path: Path, store: Store) -> None:
    read = read_aloud((TEXTS[0], TEXTS[2]))
    with pytest.raises(Problems) as failure:
        recorded_takes(write(tmp_path / "a.wav", read), SENTENCES, store, PLACE)
    assert failure.value.exit_code == 65
    assert failure.value.place == SENTENCES[1].place
    assert "not read in a.wav, near 0:02" in str(failure.value.message) or "near 0:03" in str(failure.value.message)
    assert TEXTS[1] in str(failure.value.message)
    assert failure.value.hint


def test_a_quiet_recording_after_40_seconds_of_room_tone_serves_all_the_same(tmp_path: Path, store: Store) -> None:
    read = read_aloud(TEXTS, replace(SOUTH, gain=0.05))
    dice = np.random.default_rng(1)
    lead = (0.0005 * hiss(40 * SAMPLE_RATE, 1.0, dice)).astype(np.float32)
    aligned = align_recording(
        write(tmp_path / "a.wav", replace(read, samples=np.concatenate([lead, read.samples]))), SENTENCES, store, PLACE
    )
    assert ["begins only at 0:41" in str(problem.message) for problem in aligned.problems] == [True]
    starts = [reading.start - len(lead) for reading in aligned.alignment.readings if reading]
    assert np.abs(np.array(starts) - read.starts).max() < 0.12 * SAMPLE_RATE


def test_a_recording_of_something_else_is_refused(tmp_path: Path, store: Store) -> None:
    other: tuple[Sentence, ...] = sentences(("Trời mưa.", *TEXTS * 4))
    with pytest.raises(Problems) as failure:
        recorded_takes(write(tmp_path / "a.wav", read_aloud(TEXTS[:1])), other, store, PLACE)
    assert failure.value.exit_code == 65


def test_noise_that_is_no_voice_is_refused(tmp_path: Path, store: Store) -> None:
    noise = Read((0.1 * hiss(SAMPLE_RATE, 0.0, np.random.default_rng(3))).astype(np.float32), (), ())
    with pytest.raises((BadInput, Problems)):
        recorded_takes(write(tmp_path / "a.wav", noise), SENTENCES, store, PLACE)


def test_a_missing_recording_is_not_found(tmp_path: Path, store: Store) -> None:
    with pytest.raises(NotFound):
        recorded_takes(tmp_path / "none.wav", SENTENCES, store, PLACE)
