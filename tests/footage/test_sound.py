"""The sound of a part of a clip: in its place beside the picture, in one or two channels, at 48 kHz."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from bulletin.errors import BadInput
from bulletin.footage.sound import read_sound, voiced
from bulletin.timing import Span

from .made import Recipe, Sound, make

pytestmark = pytest.mark.media

LEVEL = 0.25
WHOLE = Span(0, 96_000)


def sound_of(tmp_path: Path, sound: Sound, span: Span = WHOLE, name: str = "clip.mkv") -> Any:
    path = make(tmp_path / name, Recipe(50, size=(64, 64), sound=sound), [np.zeros((64, 64), np.uint8)] * 50)
    return read_sound(path, span).astype(np.float64) / 32768


def level(sound: Any) -> float:
    """The amplitude of a tone."""
    return float(np.sqrt(2 * np.mean(np.square(sound))))


@pytest.mark.parametrize("rate", [8000, 11_025, 44_100, 48_000, 96_000])
def test_every_rate_becomes_48_000(tmp_path: Path, rate: int) -> None:
    """C6: the tone keeps its pitch and its level."""
    sound = sound_of(tmp_path, Sound(rate=rate, codec="pcm_s16le"))
    assert sound.shape == (96_000, 1)
    middle = sound[24_000:72_000, 0]
    assert int(np.argmax(np.abs(np.fft.rfft(middle)))) == 440
    assert level(middle) == pytest.approx(LEVEL, rel=0.02)


def test_a_clip_without_a_sound_track_says_so(tmp_path: Path) -> None:
    """C6"""
    path = make(tmp_path / "mute.mp4")
    with pytest.raises(BadInput, match="has no sound"):
        read_sound(path, Span(0, 100))


def test_mono_stays_mono_and_stereo_stereo(tmp_path: Path) -> None:
    assert sound_of(tmp_path, Sound("mono", codec="pcm_s16le")).shape[1] == 1
    left = sound_of(tmp_path, Sound("stereo", codec="pcm_s16le", channels=[0]))
    assert level(left[:, 0]) == pytest.approx(LEVEL, rel=0.01)
    assert level(left[:, 1]) < 0.001


@pytest.mark.parametrize(
    ("layout", "channel", "left", "right"),
    [
        ("5.1", 0, 1.0, 0.0),
        ("5.1", 2, 0.7071, 0.7071),
        ("5.1", 3, 0.0, 0.0),
        ("5.1", 4, 0.7071, 0.0),
        ("7.1", 2, 0.7071, 0.7071),
        ("7.1", 3, 0.0, 0.0),
    ],
)
def test_more_channels_are_mixed_down_with_the_stated_shares(
    tmp_path: Path, layout: str, channel: int, left: float, right: float
) -> None:
    """C6: front left 1, centre and surrounds 0.7071, bass left out; all divided by what a side can add up to."""
    whole = 1 + 0.7071 + (0.7071 if layout == "5.1" else 2 * 0.7071)
    mixed = sound_of(tmp_path, Sound(layout, codec="pcm_s16le", channels=[channel]))
    assert level(mixed[24_000:72_000, 0]) == pytest.approx(LEVEL * left / whole, abs=0.004)
    assert level(mixed[24_000:72_000, 1]) == pytest.approx(LEVEL * right / whole, abs=0.004)


def test_of_several_tracks_the_first_is_heard(tmp_path: Path) -> None:
    """C6: sixteen of them, as broadcast cameras write."""
    path = tmp_path / "many.mkv"
    with av.open(str(path), "w") as container:
        picture = container.add_stream("mjpeg", rate=25)
        picture.width, picture.height, picture.pix_fmt = 64, 64, "yuvj420p"
        tracks = [container.add_stream("pcm_s16le", rate=48_000, layout="mono") for _ in range(16)]
        container.mux(picture.encode(av.VideoFrame(64, 64, "yuvj420p")))
        for number, track in enumerate(tracks):
            frame = av.AudioFrame.from_ndarray(np.full((1, 4800), 1000 * (number + 1), np.int16), "s16", "mono")
            frame.sample_rate, frame.pts = 48_000, 0
            container.mux(track.encode(frame))
        container.mux(picture.encode(None))
    assert np.median(read_sound(path, Span(0, 4800))) == 1000


def test_a_track_that_begins_late_or_ends_early_is_filled_with_silence(tmp_path: Path) -> None:
    """C6: from half a second on, for one second."""
    sound = sound_of(tmp_path, Sound(late=0.5, seconds=1.0, codec="pcm_s16le"))
    heard = np.flatnonzero(np.abs(sound[:, 0]) > 0.001)
    assert abs(int(heard[0]) - 24_000) <= 48
    assert abs(int(heard[-1]) - 72_000) <= 48


@pytest.mark.parametrize("name", ["clip.mp4", "clip.mkv", "clip.ts"])
@pytest.mark.parametrize("first", [0, 24_000, 60_000])
def test_a_part_is_the_same_samples_as_in_the_whole(tmp_path: Path, name: str, first: int) -> None:
    """Sought, run in, and cut to the sample: what comes out is where the whole has it."""
    recipe = Sound(hertz=3.0, level=0.5)
    whole = sound_of(tmp_path, recipe, name=name)
    part = read_sound(tmp_path / name, Span(first, 20_000)) / 32768
    assert np.abs(whole[first + 100 : first + 19_900] - part[100:-100]).max() < 0.01


def test_sound_stays_beside_its_picture_when_both_begin_late(tmp_path: Path) -> None:
    """C11: the clip's clock begins at 20 s; the sound begins a quarter of a second after the picture."""
    sound = Sound(late=20.25, seconds=1.0, codec="pcm_s16le")
    recipe = Recipe(50, size=(64, 64), sound=sound, base=Fraction(1, 1000), times=[20_000 + 40 * n for n in range(50)])
    path = make(tmp_path / "late.mkv", recipe, [np.zeros((64, 64), np.uint8)] * 50)
    heard = np.flatnonzero(np.abs(read_sound(path, Span(0, 96_000))[:, 0]) > 30)
    assert abs(int(heard[0]) - 12_000) <= 96


def test_the_time_in_which_somebody_speaks_is_found() -> None:
    tone = (8000 * np.sin(np.arange(48_000) * 0.05)).astype(np.int16)[:, None]
    room = np.random.default_rng(1).integers(-20, 21, (48_000, 1)).astype(np.int16)
    assert voiced(np.concatenate((room, tone, room, tone[:24_000])), 100) == (Span(125, 25), Span(175, 12))


def test_nothing_is_heard_in_silence() -> None:
    assert voiced(np.zeros((48_000, 2), np.int16), 0) == ()
    assert voiced(np.zeros((10, 1), np.int16), 0) == ()
