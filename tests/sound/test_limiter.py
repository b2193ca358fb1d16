from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bulletin.sound import limiter, pcm
from bulletin.sound.agreement import lag_between
from bulletin.sound.limiter import CEILING, TOLERANCE, gain_nodes, master_level
from bulletin.sound.loudness import measure
from tests.sound.tones import babble, noise, sine, stored


@pytest.mark.parametrize(("target", "ceiling"), [(-14.0, -2.0), (-23.0, -3.0), (-16.0, -1.0)])
def test_the_result_has_the_loudness_that_was_asked_for_and_no_peak_above_the_ceiling(
    tmp_path: Path, target: float, ceiling: float
) -> None:
    mix = stored(tmp_path / "mix", babble(15))
    facts = master_level(mix, tmp_path / "out", target, ceiling)
    shown = measure(tmp_path / "out")
    assert shown == facts.loudness
    assert shown.integrated == pytest.approx(target, abs=TOLERANCE)
    assert shown.true_peak <= ceiling


def test_a_mix_that_needs_no_limiting_gets_one_gain_and_nothing_else(tmp_path: Path) -> None:
    sound = sine(440, -30, 5)
    facts = master_level(stored(tmp_path / "mix", sound), tmp_path / "out", -23.0)
    assert (facts.passes, facts.limited, facts.reduction_db) == (1, 0.0, 0.0)
    out = pcm.read(tmp_path / "out", 0, len(sound))
    assert np.allclose(out, sound * pcm.amplitude(facts.gain_db), rtol=1e-6)


def test_the_limiter_does_not_delay(tmp_path: Path) -> None:
    mix = stored(tmp_path / "mix", babble(8))
    facts = master_level(mix, tmp_path / "out")
    assert facts.limited > 0.02
    assert lag_between(pcm.read(mix, 48_000, 65_536), pcm.read(tmp_path / "out", 48_000, 65_536)) == 0


def test_only_the_neighbourhood_of_a_peak_is_turned_down(tmp_path: Path) -> None:
    sound = noise(-26, 6)
    sound[144_000] = 0.9
    master_level(stored(tmp_path / "mix", sound), tmp_path / "out")
    gain = pcm.read(tmp_path / "out", 0, len(sound)) / np.where(sound == 0, 1, sound)
    far = np.abs(np.arange(len(sound)) - 144_000) > 4_000
    assert np.ptp(gain[far]) < 1e-4
    assert gain[144_000, 0] < gain[far].min()


def test_silence_stays_silence(tmp_path: Path) -> None:
    facts = master_level(stored(tmp_path / "mix", np.zeros((96_000, 2), np.float32)), tmp_path / "out")
    assert facts.gain_db == 0.0
    assert not pcm.read(tmp_path / "out", 0, 96_000).any()


def test_a_mix_that_would_need_too_much_limiting_stays_quieter_and_says_so(tmp_path: Path) -> None:
    sound = np.zeros((480_000, 2), np.float32)
    sound[::600] = 0.9
    facts = master_level(stored(tmp_path / "mix", sound), tmp_path / "out")
    assert facts.loudness.integrated < -14.0 - TOLERANCE
    assert facts.loudness.true_peak <= CEILING


def test_the_bytes_do_not_depend_on_the_size_of_the_blocks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mix = stored(tmp_path / "mix", babble(7))
    whole = master_level(mix, tmp_path / "whole")
    monkeypatch.setattr(limiter, "BLOCK", 64 * 331)
    monkeypatch.setattr(pcm, "BLOCK", 64 * 331)
    assert master_level(mix, tmp_path / "parts").written.sha256 == whole.written.sha256


def test_no_tile_keeps_more_gain_than_its_peak_allows() -> None:
    peaks = np.abs(np.random.default_rng(5).standard_normal(4000)).astype(np.float32)
    nodes = gain_nodes(peaks, 0.8)
    allowed = np.minimum(1, 0.8 / peaks)
    assert (np.maximum(nodes[:-1], nodes[1:]) <= allowed + 1e-6).all()
    assert gain_nodes(peaks * 0.01, 0.8).tolist() == [1.0] * 4001
