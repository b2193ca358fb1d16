"""Listening: the sound of a master is that of the mix, in place and whole, and as loud as it must be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bulletin.errors import Rejected
from bulletin.master.listen import Level, verify_sound
from bulletin.master.mux import join
from bulletin.sound import aac, pcm
from bulletin.sound.pcm import Pcm
from tests.master.conftest import Programme
from tests.master.synthetic import chunk, plan_of

pytestmark = pytest.mark.media

SECONDS = 12


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Programme:
    """Twelve seconds of something like speech: noise in syllables, with a pause of a second."""
    one = chunk(0, 25)
    plan = plan_of([one] * SECONDS)
    noise = np.random.default_rng(7).standard_normal(plan.samples)
    noise = np.convolve(noise, np.hanning(24), "same")
    noise *= 0.04 * (1.1 + np.sin(np.arange(plan.samples) * 2 * np.pi * 4 / 48_000))
    noise[:1024] = 0
    noise[5 * 48_000 : 6 * 48_000] = 0
    mix = np.stack([noise, noise * 0.9], axis=1).astype(np.float32)
    work = tmp_path_factory.mktemp("mix") / "mix.f32"
    pcm.write(work, [mix])
    return Programme(plan, (one,) * SECONDS, aac.encode(work), mix)


@pytest.fixture
def master(spoken: Programme, tmp_path: Path) -> Path:
    join(tmp_path / "master", spoken.plan, spoken.chunks, spoken.track)
    return tmp_path / "master"


def mix_file(folder: Path, mix: Pcm) -> Path:
    pcm.write(folder / "meant.f32", [mix])
    return folder / "meant.f32"


def test_the_encoded_mix_is_recognised_without_any_lag(spoken: Programme, master: Path, tmp_path: Path) -> None:
    agreement = verify_sound(master, spoken.plan, mix_file(tmp_path, spoken.mix))
    assert (agreement.lag, agreement.samples) == (0, len(spoken.track.packets) * 1024)
    assert agreement.snr_db > 15


@pytest.mark.parametrize("lag", [1, -1, 40, -1000])
def test_a_shift_of_even_one_sample_is_refused_with_its_size(
    spoken: Programme, master: Path, tmp_path: Path, lag: int
) -> None:
    meant = mix_file(tmp_path, np.roll(spoken.mix, -lag, axis=0))
    with pytest.raises(Rejected, match=f"shifted by {lag} samples"):
        verify_sound(master, spoken.plan, meant)


def louder_pause(mix: Pcm) -> Pcm:
    mix[5 * 48_000 : 6 * 48_000] = mix[7 * 48_000 : 8 * 48_000]
    return mix


def other_words(mix: Pcm) -> Pcm:
    mix[8 * 48_000 : 9 * 48_000] = mix[8 * 48_000 : 9 * 48_000][::-1]
    return mix


def less_said(mix: Pcm) -> Pcm:
    mix[10 * 48_000 : 11 * 48_000] = 0
    return mix


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (louder_pause, "at 00:05:00 .shot 6 .*the sound is missing"),
        (other_words, "at 00:08:00 .shot 9 .*not that of the mix"),
        (less_said, "at 00:10:00 .shot 11 .*not that of the mix"),
    ],
)
def test_lost_and_foreign_sound_is_refused_at_its_time(
    spoken: Programme, master: Path, tmp_path: Path, change: Callable[[Pcm], Pcm], says: str
) -> None:
    with pytest.raises(Rejected, match=says):
        verify_sound(master, spoken.plan, mix_file(tmp_path, change(spoken.mix.copy())))


def test_loudness_and_true_peak_must_keep_their_limits(spoken: Programme, master: Path, tmp_path: Path) -> None:
    meant = mix_file(tmp_path, spoken.mix)
    found = verify_sound(master, spoken.plan, meant).loudness
    fitting = Level(found.integrated + 0.1, 0.2, found.true_peak + 0.1)
    assert verify_sound(master, spoken.plan, meant, fitting).loudness == found
    with pytest.raises(Rejected, match="LUFS"):
        verify_sound(master, spoken.plan, meant, replace(fitting, integrated=found.integrated + 0.3))
    with pytest.raises(Rejected, match="dBTP"):
        verify_sound(master, spoken.plan, meant, replace(fitting, ceiling=found.true_peak - 0.1))


def test_a_mix_of_another_length_is_a_mistake_of_the_caller(spoken: Programme, master: Path, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="the mix has"):
        verify_sound(master, spoken.plan, mix_file(tmp_path, spoken.mix[:-1]))
