from __future__ import annotations

import numpy as np
import pytest

from bulletin.sound import pcm
from bulletin.sound.agreement import lag_between
from bulletin.sound.limiter import SURROUNDINGS, gain_nodes, limited
from bulletin.sound.pcm import Pcm
from bulletin.sound.truepeak import TILE, true_peak
from tests.sound.tones import babble, noise, sine


def whole(sound: Pcm, gain_db: float, ceiling: float) -> Pcm:
    """All of a sound with silence around it, limited."""
    rest = SURROUNDINGS + -len(sound) % TILE
    return limited(np.pad(sound, ((SURROUNDINGS, rest), (0, 0))), gain_db, ceiling)[: len(sound)]


@pytest.mark.parametrize(("gain_db", "ceiling"), [(10.0, -2.0), (3.0, -3.0), (18.0, -1.0)])
def test_no_true_peak_passes_the_ceiling(gain_db: float, ceiling: float) -> None:
    assert true_peak(whole(babble(15), gain_db, ceiling)) <= ceiling


def test_what_needs_no_limiting_gets_one_gain_and_nothing_else() -> None:
    sound = sine(440, -30, 5)
    assert np.allclose(whole(sound, 7.3, -2.0), sound * pcm.amplitude(7.3), rtol=1e-6)


def test_the_limiter_does_not_delay() -> None:
    sound = babble(8)
    assert lag_between(sound[48_000:113_536], whole(sound, 12.0, -2.0)[48_000:113_536]) == 0


def test_only_the_neighbourhood_of_a_peak_is_turned_down() -> None:
    sound = noise(-26, 6)
    sound[144_000] = 0.9
    gain = whole(sound, 6.0, -2.0) / np.where(sound == 0, 1, sound)
    far = np.abs(np.arange(len(sound)) - 144_000) > 4_000
    assert np.ptp(gain[far]) < 1e-4
    assert gain[144_000, 0] < gain[far].min()


def test_a_sample_does_not_depend_on_where_the_limiter_began() -> None:
    sound = babble(4)
    part = limited(sound[TILE * 700 : TILE * 2200], 14.0, -2.0)
    begin = TILE * 700 + SURROUNDINGS
    assert (part == limited(sound, 14.0, -2.0)[begin - SURROUNDINGS :][: len(part)]).all()


def test_no_tile_keeps_more_gain_than_its_peak_allows() -> None:
    peaks = np.abs(np.random.default_rng(5).standard_normal(4000)).astype(np.float32)
    nodes = gain_nodes(peaks, 0.8)
    allowed = np.minimum(1, 0.8 / peaks)
    assert (np.maximum(nodes[:-1], nodes[1:]) <= allowed + 1e-6).all()
    assert gain_nodes(peaks * 0.01, 0.8).tolist() == [1.0] * 4001
