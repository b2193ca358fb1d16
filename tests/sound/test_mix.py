from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bulletin.sound.excerpts import ENTRANCE, excerpt
from bulletin.sound.mix import gain_curve, mix
from bulletin.sound.pcm import PACKET, Pcm
from bulletin.sound.values import Cue, Point, SoundPlan, Source
from bulletin.timing import Span
from tests.sound.tones import take

HALF = 16_384  # half of full scale in 16 bits


def mix_block(plan: SoundPlan, span: Span) -> Pcm:
    return mix(excerpt(plan, span))


def ramp_take(path: Path, samples: int) -> Source:
    """A take whose every sample tells its own position."""
    np.arange(samples, dtype="<i2").tofile(path)
    return Source(path, f"ramp {samples}", "pcm")


def test_a_take_sounds_on_both_sides_exactly_where_it_is_placed(tmp_path: Path) -> None:
    cue = Cue(take(tmp_path / "a", HALF, 1000), "voice", Span(5000, 1000))
    block = mix_block(SoundPlan(8000, (cue,)), Span(0, 8000))
    assert np.flatnonzero(block[:, 0]).tolist() == list(range(5000, 6000))
    assert (block[5000:6000] == 0.5).all()


def test_the_gain_is_in_decibels(tmp_path: Path) -> None:
    cue = Cue(take(tmp_path / "a", HALF, 100), "voice", Span(5000, 100), gain_db=-20.0)
    assert mix_block(SoundPlan(8000, (cue,)), Span(5000, 100)) == pytest.approx(0.05)


def test_sounds_add_up_beyond_full_scale_without_being_cut(tmp_path: Path) -> None:
    source = take(tmp_path / "a", 30_000, 9600)
    plan = SoundPlan(9600, tuple(Cue(source, "voice", Span(0, 9600)) for _ in range(3)))
    assert mix_block(plan, Span(0, 9600)).max() == pytest.approx(3 * 30_000 / 32_768)


def test_a_bed_starts_again_when_it_ends_and_a_voice_falls_silent(tmp_path: Path) -> None:
    source = ramp_take(tmp_path / "a", 700)
    for kind, expected in (("bed", np.arange(300, 300 + 2000) % 700), ("voice", np.r_[300:700, np.zeros(1600)])):
        cue = Cue(source, kind, Span(5000, 2000), offset=300)  # type: ignore[arg-type]
        block = mix_block(SoundPlan(9000, (cue,)), Span(5000, 2000))
        assert (block[:, 0] * 32_768).tolist() == expected.tolist()


def test_the_first_packet_of_a_programme_is_silent_and_then_it_comes_in_without_a_click(tmp_path: Path) -> None:
    cue = Cue(take(tmp_path / "a", HALF, 9600), "opener", Span(0, 9600))
    start = mix_block(SoundPlan(9600, (cue,)), Span(0, 9600))[:, 0]
    assert not start[: PACKET + 1].any()
    assert (np.diff(start[PACKET : PACKET + ENTRANCE]) > 0).all()
    assert (start[PACKET + ENTRANCE :] == 0.5).all()


def test_fades_begin_and_end_in_silence(tmp_path: Path) -> None:
    cue = Cue(take(tmp_path / "a", HALF, 4000), "footage", Span(5000, 4000), fade_in=1000, fade_out=500)
    sound = mix_block(SoundPlan(9000, (cue,)), Span(5000, 4000))[:, 0]
    assert sound[0] == 0 and sound[-1] == 0
    assert sound[500] == pytest.approx(0.25)
    assert (sound[1000:3500] == 0.5).all()
    assert sound[3500:].max() < 0.5


def test_a_gain_curve_holds_its_level_outside_and_steps_smoothly_between_corners() -> None:
    curve = gain_curve((Point(100, -6.0), Point(200, -15.0)), np.arange(300))
    assert (curve[:101] == -6.0).all() and (curve[200:] == -15.0).all()
    assert curve[150] == pytest.approx(-10.5)
    assert (np.diff(curve[100:201]) <= 0).all()


def test_a_curve_that_began_before_the_span_is_met_in_the_middle() -> None:
    points = (Point(-50, 0.0), Point(50, -10.0), Point(400, -10.0), Point(500, 0.0))
    whole = gain_curve(points, np.arange(600))
    assert gain_curve(points, np.arange(30, 480)).tolist() == whole[30:480].tolist()


@pytest.mark.parametrize("block", [9_600, 12_345, 48_000])
def test_a_sample_does_not_depend_on_where_the_excerpt_begins(tmp_path: Path, block: int) -> None:
    bed = ramp_take(tmp_path / "bed", 30_000)
    curve = (Point(-4_000, -6.0), Point(12_345, -15.0), Point(40_000, -15.0), Point(70_001, -6.0))
    plan = SoundPlan(
        100_000,
        (
            Cue(take(tmp_path / "a", 9_000, 20_000), "voice", Span(14_000, 20_000), gain_db=-1.3),
            Cue(bed, "bed", Span(3_000, 96_000), gain_db=-7.7, fade_in=20_000, fade_out=31_000, curve=curve),
        ),
    )
    whole = mix_block(plan, Span(0, 100_000))
    parts = [mix_block(plan, Span(start, min(block, 100_000 - start))) for start in range(0, 100_000, block)]
    assert (np.concatenate(parts) == whole).all()


def test_before_and_after_the_programme_there_is_silence(tmp_path: Path) -> None:
    cue = Cue(take(tmp_path / "a", HALF, 9600), "opener", Span(0, 9600))
    sound = mix_block(SoundPlan(9600, (cue,)), Span(-2000, 14_000))[:, 0]
    assert not sound[: 2000 + PACKET].any() and not sound[2000 + 9600 :].any()
    assert (sound[2000 + PACKET + ENTRANCE : 2000 + 9600] == 0.5).all()


@pytest.mark.parametrize(
    "wrong",
    [
        {"fade_in": 101},
        {"fade_out": -1},
        {"offset": -1},
        {"curve": (Point(5, 0.0), Point(5, -1.0))},
    ],
)
def test_a_cue_that_cannot_be_is_refused(wrong: dict[str, object]) -> None:
    given: dict[str, object] = {"source": Source(Path("a"), "a"), "kind": "bed", "span": Span(0, 100)}
    with pytest.raises(ValueError, match=r"cue|fades|corners"):
        Cue(**(given | wrong))  # type: ignore[arg-type]
