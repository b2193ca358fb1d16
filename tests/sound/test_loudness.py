from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bulletin.sound import pcm
from bulletin.sound.loudness import QUIETEST, measure, measure_blocks, measure_samples
from bulletin.sound.truepeak import HALO, TILE, peaks_above
from tests.sound.tones import babble, noise, sine, stored


@pytest.mark.parametrize("level", [-23.0, -33.0])
def test_a_stereo_sine_of_1_khz_reads_its_level(level: float) -> None:
    """EBU Tech 3341, cases 1 and 2."""
    assert measure_blocks([sine(1000, level, 20)]).integrated == pytest.approx(level, abs=0.1)


def test_quiet_stretches_do_not_count() -> None:
    """EBU Tech 3341, case 3: −36, −23 and −36 dBFS for 10, 60 and 10 s read −23 LUFS."""
    parts = [sine(1000, -36, 10), sine(1000, -23, 60), sine(1000, -36, 10)]
    assert measure_blocks(parts).integrated == pytest.approx(-23.0, abs=0.1)


def test_a_mono_take_is_measured_as_it_sounds_on_two_sides() -> None:
    take = np.rint(sine(997, -23, 10)[:, :1] * 32768).astype(np.int16)
    assert measure_samples(take).integrated == pytest.approx(-23.0, abs=0.1)


def test_silence_reads_the_quietest_figures() -> None:
    shown = measure_blocks([np.zeros((96_000, 2), np.float32)])
    assert shown.integrated == QUIETEST and shown.true_peak == -120.0


def test_nothing_at_all_can_be_measured() -> None:
    assert measure_blocks([]).integrated == QUIETEST


def test_the_division_into_blocks_does_not_matter(tmp_path: Path) -> None:
    sound = babble(12)
    whole = measure_blocks([sound])
    assert measure_blocks(np.split(sound, [7, 50_000, 50_031, 300_000])) == whole
    assert measure(stored(tmp_path / "x", sound)) == whole


@pytest.mark.parametrize(("part", "degrees"), [(4, 45.0), (6, 60.0), (8, 67.5)])
def test_a_peak_between_samples_is_found(part: int, degrees: float) -> None:
    """EBU Tech 3341, cases 16 to 18: sines of a part of the sampling rate whose samples miss their peak by up to 3 dB."""
    tone = sine(48_000 / part, -6.0, 1.0, np.radians(degrees))
    envelope = np.minimum(1, np.minimum(np.arange(48_000), np.arange(48_000)[::-1]) / 4_800).astype(np.float32)
    assert measure_blocks([tone * envelope[:, None]]).true_peak == pytest.approx(-6.0, abs=0.1)


def test_tiles_that_could_pass_the_level_are_exact_and_the_others_give_their_highest_sample() -> None:
    sound = noise(-12, 1.0)
    close, level = peaks_above(sound, 0.0), 0.9
    quick = peaks_above(sound, level)
    samples = np.abs(sound[HALO:-HALO]).max(axis=1)
    highest = np.pad(samples, (0, -len(samples) % TILE)).reshape(-1, TILE).max(axis=1)
    looked = quick != highest
    assert looked.any() and not looked.all()
    assert (quick[looked] == close[looked]).all()
    assert (close[close > level] == quick[close > level]).all()


def test_decibels_and_factors_go_both_ways() -> None:
    assert pcm.amplitude(-6.0) == pytest.approx(0.5012, abs=1e-4)
    assert pcm.decibels(pcm.amplitude(-13.7)) == pytest.approx(-13.7)
    assert pcm.decibels(0.0) == -120.0
