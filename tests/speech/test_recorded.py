"""A presenter's recording: every common form is read, every unusable one refused with its reason."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from bulletin.errors import BadInput, NotFound, Place
from bulletin.speech.takes import recorded_takes
from bulletin.speech.values import Sentence
from bulletin.speech.voices.recorded import recording
from bulletin.store import Store

PLACE = Place("tin.md", 4)
pytestmark = pytest.mark.media


def sentence(words: str) -> Sentence:
    return Sentence(words, words, PLACE, ((len(words), len(words)),))


SENTENCES = (sentence("Một hai ba bốn năm sáu."), sentence("Bảy tám chín mười."), sentence("Hết rồi nhé các bạn ơi."))
SPOKEN = (1.9, 0.9, 1.6)
"""Seconds each sentence is read for here: not in proportion to its syllables."""
PAUSE = 0.4


def voice(rate: int) -> NDArray[np.float32]:
    """A tone for every sentence with silence between."""
    pieces: list[NDArray[np.float32]] = []
    for seconds in SPOKEN:
        tone = 0.3 * np.sin(np.arange(int(seconds * rate)) * 2 * np.pi * 180 / rate)
        pieces.extend((tone.astype(np.float32), np.zeros(int(PAUSE * rate), np.float32)))
    return np.concatenate(pieces[:-1])


def write(path: Path, samples: NDArray[np.float32], codec: str, rate: int = 48_000) -> Path:
    """Samples (channels × length, or one channel) as a file of the codec."""
    planes = np.atleast_2d(samples)
    form = {"pcm_f32le": "flt", "pcm_s16le": "s16", "flac": "s16", "libmp3lame": "fltp", "aac": "fltp"}[codec]
    layout = {1: "mono", 2: "stereo", 6: "5.1"}[len(planes)]
    frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(planes), format="fltp", layout=layout)
    frame.sample_rate = rate
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=rate, layout=layout)
        assert isinstance(stream, av.AudioStream)
        for piece in (*av.AudioResampler(form, layout, rate).resample(frame),):
            container.mux(stream.encode(piece))
        container.mux(stream.encode(None))
    return path


@pytest.mark.parametrize(
    ("name", "codec", "rate", "channels"),
    [
        ("a.wav", "pcm_s16le", 48_000, 1),
        ("a.wav", "pcm_f32le", 8_000, 2),
        ("a.flac", "flac", 44_100, 2),
        ("a.mp3", "libmp3lame", 44_100, 1),
        ("a.m4a", "aac", 48_000, 2),
        ("a.WAV", "pcm_s16le", 48_000, 6),
    ],
)
def test_any_rate_and_any_channels_are_read_as_mono(
    tmp_path: Path, name: str, codec: str, rate: int, channels: int
) -> None:
    path = write(tmp_path / name.lower(), np.tile(voice(rate), (channels, 1)), codec, rate).rename(tmp_path / name)
    sounds = recording(path, SENTENCES, PLACE)
    assert len(sounds) == 3
    assert {sound.rate for sound in sounds} == {rate}
    whole = sum(len(sound.pcm) // 2 for sound in sounds) / rate
    assert abs(whole - sum(SPOKEN) - 2 * PAUSE) < 0.1


def test_borders_lie_in_the_pauses_although_the_syllables_say_otherwise(tmp_path: Path) -> None:
    path = write(tmp_path / "a.wav", voice(48_000), "pcm_s16le")
    first, second, _ = recording(path, SENTENCES, PLACE)
    end = len(first.pcm) / 2 / 48_000
    assert SPOKEN[0] < end < SPOKEN[0] + PAUSE
    end += len(second.pcm) / 2 / 48_000
    assert SPOKEN[0] + PAUSE + SPOKEN[1] < end < SPOKEN[0] + SPOKEN[1] + 2 * PAUSE


def test_stereo_out_of_phase_is_still_heard(tmp_path: Path) -> None:
    path = write(tmp_path / "a.wav", np.stack([voice(48_000), -voice(48_000)]), "pcm_s16le")
    first = recording(path, SENTENCES, PLACE)[0]
    assert np.abs(np.frombuffer(first.pcm, "<i2").astype(int)).max() > 5000


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.wav", b"", "decoded"),
        ("a.mp3", b"ID3\x03\x00\x00\x00\x00\x00\x00", "decoded"),
        ("a.wav", b"<html>", "decoded"),
        ("a.ogg", b"OggS", "WAV, FLAC"),
    ],
)
def test_a_file_that_is_no_sound_is_refused(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(BadInput) as failure:
        recording(tmp_path / name, SENTENCES, PLACE)
    assert reason in str(failure.value)
    assert failure.value.place == PLACE


def not_a_number(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    samples[1000] = np.nan
    return samples


@pytest.mark.parametrize(
    ("samples", "reason"),
    [
        (np.zeros(200_000, np.float32), "silent"),
        (np.zeros(0, np.float32), "no sound"),
        (not_a_number(voice(48_000)), "no numbers"),
        (voice(48_000)[:20_000], "do not fit"),
    ],
)
def test_sound_that_cannot_be_these_words_is_refused(tmp_path: Path, samples: NDArray[np.float32], reason: str) -> None:
    path = tmp_path / "a.wav"
    if len(samples):
        write(path, samples, "pcm_f32le")
    else:
        path.write_bytes(b"RIFF\x24\0\0\0WAVEfmt \x10\0\0\0\1\0\1\0\x80\xbb\0\0\0\x77\1\0\2\0\x10\0data\0\0\0\0")
    with pytest.raises(BadInput, match=reason):
        recording(path, SENTENCES, PLACE)


def test_a_missing_recording_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        recording(tmp_path / "none.wav", SENTENCES, PLACE)


def test_recorded_takes_are_kept_and_found_again(tmp_path: Path) -> None:
    path = write(tmp_path / "a.wav", voice(48_000), "pcm_s16le")
    store = Store(tmp_path / "store")
    first = recorded_takes(path, SENTENCES, store, PLACE)
    again = recorded_takes(path, SENTENCES, store, PLACE)
    assert (first.made, first.reused, again.made, again.reused) == (3, 0, 0, 3)
    assert first.takes == again.takes


def test_a_part_without_voice_is_refused_with_its_sentence(tmp_path: Path) -> None:
    samples = voice(48_000)
    samples[int(2.0 * 48_000) : int(3.4 * 48_000)] = 0
    path = write(tmp_path / "a.wav", samples, "pcm_s16le")
    with pytest.raises(BadInput, match="Bảy tám"):
        recorded_takes(path, SENTENCES, Store(tmp_path / "store"), PLACE)
