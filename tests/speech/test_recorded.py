"""A presenter's recording: every common form is read, every unusable one refused with its reason."""

from __future__ import annotations

import struct
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from bulletin.errors import BadInput, NotFound, Place
from bulletin.speech.voices.recorded import clock, read_recording

PLACE = Place("tin.md", 4)
RATE = 48_000
pytestmark = pytest.mark.media

Floats = NDArray[np.float32]


def voice(rate: int = RATE, seconds: float = 2.0) -> Floats:
    """A tone that comes and goes."""
    at = np.arange(int(seconds * rate)) / rate
    swell = 0.5 - 0.5 * np.cos(2 * np.pi * at)
    return (0.3 * swell * np.sin(at * 2 * np.pi * 180)).astype(np.float32)


def write(path: Path, samples: Floats, codec: str = "pcm_f32le", rate: int = RATE) -> Path:
    """Samples (channels × length, or one channel) as a file of the codec."""
    planes = np.atleast_2d(samples)
    forms = {"pcm_f32le": "flt", "pcm_s16le": "s16", "pcm_s24le": "s32", "pcm_s32le": "s32", "pcm_u8": "u8"}
    form = {**forms, "flac": "s16", "libmp3lame": "fltp", "aac": "fltp"}[codec]
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


def notes(path: Path) -> str:
    return "\n".join(str(problem.message) for problem in read_recording(path, PLACE).notes)


@pytest.mark.parametrize(
    ("name", "codec", "rate", "channels"),
    [
        ("a.wav", "pcm_s16le", 48_000, 1),
        ("a.wav", "pcm_u8", 16_000, 1),
        ("a.wav", "pcm_s24le", 96_000, 2),
        ("a.wav", "pcm_s32le", 192_000, 1),
        ("a.wav", "pcm_f32le", 8_000, 2),
        ("a.flac", "flac", 44_100, 2),
        ("a.mp3", "libmp3lame", 44_100, 1),
        ("a.m4a", "aac", 48_000, 2),
        ("a.WAV", "pcm_s16le", 48_000, 6),
    ],
)
def test_any_rate_depth_and_channels_become_mono_at_48_khz(
    tmp_path: Path, name: str, codec: str, rate: int, channels: int
) -> None:
    path = write(tmp_path / name.lower(), np.tile(voice(rate), (channels, 1)), codec, rate).rename(tmp_path / name)
    found = read_recording(path, PLACE)
    assert abs(len(found.samples) - 2 * RATE) < RATE // 10
    assert 0.25 < np.abs(found.samples).max() < 0.35
    assert not found.notes


def test_channels_out_of_phase_are_still_heard_and_told(tmp_path: Path) -> None:
    path = write(tmp_path / "a.wav", np.stack([voice(), -voice()]), "pcm_s16le")
    assert np.abs(read_recording(path, PLACE).samples).max() > 0.2
    assert "out of phase" in notes(path)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.wav", b"", "it is empty"),
        ("a.mp3", b"ID3\x03\x00\x00\x00\x00\x00\x00", "decoded"),
        ("a.wav", b"<html>", "decoded"),
        ("a.ogg", b"OggS", "WAV, FLAC"),
    ],
)
def test_a_file_that_is_no_sound_is_refused(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(BadInput, match=reason) as failure:
        read_recording(tmp_path / name, PLACE)
    assert failure.value.place == PLACE


def header(length: int, riff: int = 36) -> bytes:
    """The header of a mono 16-bit WAV at 48 kHz that tells so many bytes of sound."""
    form = struct.pack("<HHIIHH", 1, 1, RATE, 2 * RATE, 2, 16)
    return (
        b"RIFF"
        + struct.pack("<I", riff)
        + b"WAVEfmt "
        + struct.pack("<I", 16)
        + form
        + b"data"
        + struct.pack("<I", length)
    )


def pcm() -> bytes:
    return (voice() * 32767).astype("<i2").tobytes()


def test_a_wav_of_a_header_alone_holds_no_sound(tmp_path: Path) -> None:
    (tmp_path / "a.wav").write_bytes(header(0))
    with pytest.raises(BadInput, match="no sound"):
        read_recording(tmp_path / "a.wav", PLACE)


@pytest.mark.parametrize("length", [0, 1000, 0xFFFFFFFF, 10_000_000])
def test_a_wrong_length_in_the_header_is_not_believed(tmp_path: Path, length: int) -> None:
    path = tmp_path / "a.wav"
    path.write_bytes(header(length, riff=0xFFFFFFFF) + pcm())
    assert len(read_recording(path, PLACE).samples) == 2 * RATE
    assert "wrong length" in notes(path)


@pytest.mark.parametrize("tail", [b"", b"LIST\x04\0\0\0INFO"])
def test_a_right_length_is_kept_and_chunks_behind_it_are_no_sound(tmp_path: Path, tail: bytes) -> None:
    path = tmp_path / "a.wav"
    path.write_bytes(header(len(pcm()), riff=0) + pcm() + tail)
    found = read_recording(path, PLACE)
    assert (len(found.samples), found.notes) == (2 * RATE, ())


def test_a_truncated_mp3_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    path = write(tmp_path / "a.mp3", voice(seconds=4), "libmp3lame")
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert 1.8 < len(read_recording(path, PLACE).samples) / RATE < 2.3


def test_silence_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="silent"):
        read_recording(write(tmp_path / "a.wav", np.zeros(200_000, np.float32)), PLACE)


def test_a_voice_that_begins_late_is_told(tmp_path: Path) -> None:
    path = write(tmp_path / "a.wav", np.concatenate([np.zeros(40 * RATE, np.float32), voice()]))
    assert "begins only at 0:40." in notes(path)


def test_samples_that_are_no_numbers_become_silence_and_are_told(tmp_path: Path) -> None:
    samples = voice()
    samples[RATE : RATE + 9] = np.nan
    samples[RATE + 9] = np.inf
    path = write(tmp_path / "a.wav", samples)
    assert np.isfinite(read_recording(path, PLACE).samples).all()
    assert "10 samples are no numbers" in notes(path)
    assert "0:01.0" in notes(path) or "0:00.9" in notes(path)


def test_40_decibels_over_full_scale_are_told(tmp_path: Path) -> None:
    path = write(tmp_path / "a.wav", voice() * np.float32(100 / 0.3))
    assert "full scale by 40 dB" in notes(path)


def test_clipping_is_told_with_its_time(tmp_path: Path) -> None:
    path = write(tmp_path / "a.wav", np.clip(voice() * 6, -1, 1), "pcm_s16le")
    assert "clipped, the first at 0:00." in notes(path)


def test_a_missing_recording_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        read_recording(tmp_path / "none.wav", PLACE)


def test_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.wav").mkdir()
    with pytest.raises(BadInput):
        read_recording(tmp_path / "a.wav", PLACE)


def test_time_is_told_in_minutes_seconds_and_tenths() -> None:
    assert [clock(sample) for sample in (0, RATE * 62 + RATE // 3, RATE * 600)] == ["0:00.0", "1:02.3", "10:00.0"]
