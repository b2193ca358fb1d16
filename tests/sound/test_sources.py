from __future__ import annotations

import wave
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from bulletin.errors import BadInput, NotFound, TryAgain
from bulletin.sound.sources import read_music, read_pcm, read_source
from bulletin.sound.values import Source


def wav(path: Path, samples: np.ndarray[tuple[int, int], np.dtype[np.int16]], rate: int = 48_000) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(samples.shape[1])
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(samples.astype("<i2").tobytes())
    return path


def counting(channels: int, length: int = 5000) -> np.ndarray[tuple[int, int], np.dtype[np.int16]]:
    return np.random.default_rng(channels).integers(-32768, 32767, (length, channels)).astype(np.int16)


@pytest.mark.parametrize("channels", [1, 2])
def test_16_bit_sound_at_48_khz_comes_through_unchanged(tmp_path: Path, channels: int) -> None:
    samples = counting(channels)
    assert np.array_equal(read_music(wav(tmp_path / "a.wav", samples)), samples)


def test_a_take_is_bare_mono_samples(tmp_path: Path) -> None:
    samples = counting(1)
    (tmp_path / "take.bin").write_bytes(samples.astype("<i2").tobytes())
    assert np.array_equal(read_source(Source(tmp_path / "take.bin", "x", "pcm")), samples)


def test_other_rates_are_brought_to_48_khz(tmp_path: Path) -> None:
    tone = np.rint(8000 * np.sin(2 * np.pi * 1000 * np.arange(22_050) / 22_050))[:, None].astype(np.int16)
    out = read_music(wav(tmp_path / "a.wav", tone, 22_050)).astype(float)[:, 0]
    assert len(out) == pytest.approx(48_000, abs=100)
    spectrum = np.abs(np.fft.rfft(out[4000:28_000] * np.hanning(24_000)))
    assert int(spectrum.argmax()) * 2 == 1000
    assert 20 * np.log10(spectrum[6000:].max() / spectrum.max()) < -70


def test_a_file_is_what_its_first_bytes_say(tmp_path: Path) -> None:
    samples = counting(2)
    assert np.array_equal(read_music(wav(tmp_path / "a.mp3", samples)), samples)


def test_samples_that_are_no_numbers_become_silence(tmp_path: Path) -> None:
    values = np.array([[0.5, np.nan, np.inf, -np.inf, 4.0, -0.25]], np.float32)
    with av.open(str(tmp_path / "a.wav"), "w", format="wav") as container:
        stream = container.add_stream("pcm_f32le", rate=48_000, layout="mono")
        frame = av.AudioFrame.from_ndarray(values, format="flt", layout="mono")
        frame.sample_rate, frame.pts, frame.time_base = 48_000, 0, Fraction(1, 48_000)
        container.mux([*stream.encode(frame), *stream.encode(None)])
    assert read_music(tmp_path / "a.wav")[:, 0].tolist() == [16384, 0, 32767, -32768, 32767, -8192]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"gone\.flac"):
        read_music(tmp_path / "gone.flac")


def test_a_take_that_the_store_lost_asks_for_another_try(tmp_path: Path) -> None:
    with pytest.raises(TryAgain):
        read_pcm(tmp_path / "gone.bin")


def test_bare_samples_are_read_with_their_channels(tmp_path: Path) -> None:
    np.arange(12, dtype="<i2").tofile(tmp_path / "x")
    assert read_pcm(tmp_path / "x").shape == (12, 1)
    assert read_source(Source(tmp_path / "x", "x", "stereo")).tolist() == np.arange(12).reshape(6, 2).tolist()


@pytest.mark.parametrize("content", [b"", b"#EXTM3U\nhttp://127.0.0.1/a.mp3\n", b"RIFF", b"fLaC" + bytes(40)])
def test_what_is_no_sound_is_refused_by_name(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "odd.flac").write_bytes(content)
    with pytest.raises(BadInput, match=r"odd\.flac"):
        read_music(tmp_path / "odd.flac")
