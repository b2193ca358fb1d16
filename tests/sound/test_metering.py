"""Loudness by BS.1770 and true peaks, against the cases of EBU Tech 3341 and against another meter."""

from __future__ import annotations

import numpy as np
import pytest

from bulletin.sound import pcm
from bulletin.sound.metering import QUIETEST, STEP, energies, loudness
from bulletin.sound.pcm import Pcm
from bulletin.sound.profiles import Profile, profile
from bulletin.sound.truepeak import HALO, TILE, peaks_above, true_peak
from tests.sound.tones import babble, meter, noise, sine


def lufs(*parts: Pcm) -> float:
    return loudness([energies(np.concatenate(parts), STEP)])


@pytest.mark.parametrize("level", [-23.0, -33.0])
def test_a_stereo_sine_of_1_khz_reads_its_level(level: float) -> None:
    """EBU Tech 3341, cases 1 and 2."""
    assert lufs(sine(1000, level, 20)) == pytest.approx(level, abs=0.1)


def test_quiet_stretches_do_not_count() -> None:
    """EBU Tech 3341, case 3: −36, −23 and −36 dBFS for 10, 60 and 10 s read −23 LUFS."""
    assert lufs(sine(1000, -36, 10), sine(1000, -23, 60), sine(1000, -36, 10)) == pytest.approx(-23.0, abs=0.1)


@pytest.mark.parametrize("sound", [babble(20), noise(-30, 5), np.concatenate([babble(6), noise(-50, 8)])])
def test_another_meter_reads_the_same(sound: Pcm) -> None:
    assert lufs(sound) == pytest.approx(meter(sound), abs=0.02)


def test_a_mono_source_is_measured_as_it_sounds_on_two_sides() -> None:
    take = np.rint(sine(997, -23, 10)[:, :1] * 32768).astype(np.int16)
    assert loudness([profile(take).steps]) == pytest.approx(-23.0, abs=0.1)
    assert loudness([profile(np.repeat(take, 2, axis=1)).steps]) == pytest.approx(-23.0, abs=0.1)


def test_silence_and_nothing_at_all_read_the_quietest_figure() -> None:
    assert lufs(np.zeros((96_000, 2), np.float32)) == QUIETEST
    assert loudness([]) == QUIETEST
    assert loudness([profile(np.zeros((0, 1), np.int16)).steps]) == QUIETEST
    assert true_peak(np.zeros((4_000, 2), np.float32)) == -120.0


def test_stretches_are_measured_as_one_and_no_block_reaches_from_one_into_the_next() -> None:
    loud, soft = energies(sine(1000, -20, 3), STEP), energies(sine(1000, -29, 3), STEP)
    assert loudness([loud, soft]) == loudness([soft, loud])
    assert loudness([loud, soft]) == pytest.approx(10 * np.log10((10**-2.0 + 10**-2.9) / 2), abs=0.1)


def test_a_word_shorter_than_a_block_is_heard() -> None:
    assert loudness([energies(sine(1000, -20, 0.3), STEP)]) == pytest.approx(-20 + 10 * np.log10(0.75), abs=0.2)


def test_a_profile_comes_back_from_its_bytes_as_it_was() -> None:
    samples = np.rint(babble(2) * 32_767).astype(np.int16)[:-13]
    before = profile(samples)
    after = Profile.from_bytes(before.to_bytes())
    assert len(before.peaks) == len(before.energies) == -(-len(samples) // TILE)
    assert (after.peaks == before.peaks).all() and (after.energies == before.energies).all()
    assert before.peaks.max() == np.abs(samples).max() / 32_768


@pytest.mark.parametrize(("part", "degrees"), [(4, 45.0), (6, 60.0), (8, 67.5)])
def test_a_peak_between_samples_is_found(part: int, degrees: float) -> None:
    """EBU Tech 3341, cases 16 to 18: sines of a part of the sampling rate whose samples miss their peak by up to 3 dB."""
    tone = sine(48_000 / part, -6.0, 1.0, np.radians(degrees))
    envelope = np.minimum(1, np.minimum(np.arange(48_000), np.arange(48_000)[::-1]) / 4_800).astype(np.float32)
    assert true_peak(tone * envelope[:, None]) == pytest.approx(-6.0, abs=0.1)


@pytest.mark.parametrize("sound", [noise(-12, 1.0), sine(90, -1, 1.0), babble(2)])
def test_tiles_that_pass_the_level_are_exact_and_those_that_cannot_give_their_highest_sample(sound: Pcm) -> None:
    sound = sound[: 700 * TILE + 2 * HALO]
    close, level = peaks_above(sound, 0.0), float(np.quantile(np.abs(sound), 0.995))
    quick = peaks_above(sound, level)
    samples = np.abs(sound[HALO:-HALO]).max(axis=1)
    highest = samples.reshape(-1, TILE).max(axis=1)
    assert ((quick == close) | ((quick == highest) & (close <= level))).all()
    assert (close > level).any() and (close <= level).any()


def test_decibels_and_factors_go_both_ways() -> None:
    assert pcm.amplitude(-6.0) == pytest.approx(0.5012, abs=1e-4)
    assert pcm.decibels(pcm.amplitude(-13.7)) == pytest.approx(-13.7)
    assert pcm.decibels(0.0) == -120.0
