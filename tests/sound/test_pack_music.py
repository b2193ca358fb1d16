"""The music of the Lao Động TV pack as it lies in the repository."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bulletin.sound.pcm import as_float
from bulletin.sound.sources import Samples, read_music
from bulletin.sound.truepeak import true_peak
from bulletin.timing import SAMPLES_PER_FRAME, samples

PACK = Path(__file__).parents[2] / "templates" / "laodong" / "sound"
BAR = 60
LENGTHS = {"opener": 3 * BAR, "opener-short": BAR, "sting": 50, "bed": 16 * BAR, "closer": 3 * BAR}


def piece(name: str) -> Samples:
    return read_music(PACK / f"{name}.flac")


@pytest.mark.parametrize("name", LENGTHS)
def test_a_piece_has_its_length_in_frames_and_keeps_below_minus_3_dbfs(name: str) -> None:
    sound = piece(name)
    assert sound.shape == (samples(LENGTHS[name]), 2)
    peak = 20 * np.log10(np.abs(sound.astype(float)).max() / 32768)
    assert -3.1 < peak < -2.9
    assert true_peak(as_float(sound)) < -1.0
    assert np.abs(sound.mean(axis=0)).max() < 16


@pytest.mark.parametrize("name", ["opener", "opener-short", "sting", "closer"])
def test_a_piece_begins_and_ends_without_a_click(name: str) -> None:
    sound = np.abs(piece(name).astype(int))
    assert sound[0].max() <= 4 and sound[-480:].max() <= 40


def test_the_bed_closes_on_itself() -> None:
    bed = piece("bed").astype(int)
    steps = np.abs(np.diff(np.concatenate([bed[-4800:], bed[:4800]]), axis=0))
    assert steps[4799].max() <= np.quantile(steps, 0.999)


def test_the_bed_leaves_the_consonants_alone() -> None:
    power = np.abs(np.fft.rfft(piece("bed").astype(float).mean(axis=1))) ** 2
    hertz = np.fft.rfftfreq(16 * BAR * SAMPLES_PER_FRAME, 1 / 48_000)
    assert 10 * np.log10(power[hertz > 2000].sum() / power.sum()) < -25


def test_the_hit_of_the_sting_falls_where_the_picture_is_covered() -> None:
    loud = np.abs(piece("sting").astype(int)).max(axis=1)
    assert 0 <= int(loud.argmax()) - samples(10) < 480
