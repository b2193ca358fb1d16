from __future__ import annotations

from pathlib import Path

import pytest

from bulletin.sound import delivery
from bulletin.sound.delivery import Limits, deliver
from bulletin.sound.pcm import PACKET
from tests.sound.tones import babble, stored

pytestmark = pytest.mark.media


@pytest.fixture
def mix(tmp_path: Path) -> Path:
    sound = babble(10)
    sound[:PACKET] = 0
    return stored(tmp_path / "mix", sound)


def test_loudness_and_ceiling_hold_in_the_decoded_sound(mix: Path, tmp_path: Path) -> None:
    heard = deliver(mix, tmp_path / "out").heard
    assert heard.lag == 0
    assert heard.loudness.integrated == pytest.approx(-14.0, abs=0.2)
    assert heard.loudness.true_peak <= -1.0


def test_a_peak_that_the_encoder_pushed_over_the_ceiling_is_taken_back(
    mix: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery, "_ALLOWANCE", -1.0)
    delivered = deliver(mix, tmp_path / "out", Limits(target=-12.0, ceiling=-3.0))
    assert delivered.heard.loudness.true_peak <= -3.0
    assert delivered.level.loudness.true_peak < -3.0
