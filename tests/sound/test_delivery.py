"""Segments: levelled, encoded, decoded and compared, each by itself, and as loud as asked when they are put together."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bulletin.sound import delivery, excerpts
from bulletin.sound.aac import decode
from bulletin.sound.arrangement import SPEECH
from bulletin.sound.delivery import ALLOWANCE, Delivered, Segment, joins, make_segment, segment_plan
from bulletin.sound.excerpts import segments
from bulletin.sound.levels import Aim, Limits, programme_gain
from bulletin.sound.pcm import PACKET
from bulletin.sound.profiles import profile
from bulletin.sound.sources import read_source
from bulletin.sound.truepeak import true_peak
from bulletin.sound.values import Cue, Point, SoundPlan
from bulletin.timing import Span
from tests.sound.tones import babble, meter, source

pytestmark = pytest.mark.media

WEB = Limits(-16.0)


@pytest.fixture(autouse=True)
def short_segments(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(excerpts, "SEGMENT", 150)


@pytest.fixture
def plan(tmp_path: Path) -> SoundPlan:
    """Speech over a bed, in two sections, ending in the middle of a packet."""
    voice, bed = source(tmp_path / "voice", babble(9)), source(tmp_path / "bed", babble(4, seed=3))
    curve = (Point(40_000, -6.0), Point(60_000, -15.0), Point(500_000, -15.0), Point(530_000, -6.0))
    cues = (
        Cue(voice, "voice", Span(65_536, 432_000)),
        Cue(bed, "bed", Span(5_120, 560_000), fade_in=48_000, fade_out=24_000, curve=curve),
    )
    return SoundPlan(600_001, cues, (Span(301 * PACKET, 10 * PACKET),))


def delivered(plan: SoundPlan, limits: Limits = WEB) -> Delivered:
    profiles = {cue.source.digest: profile(read_source(cue.source)) for cue in plan.cues}
    gain = programme_gain(plan, profiles, Aim(limits.target, limits.ceiling - ALLOWANCE))
    return Delivered(tuple(make_segment(segment_plan(plan, span, (gain, gain), limits)) for span in segments(plan)))


@pytest.mark.parametrize("target", [-16.0, -18.0, -23.0])
def test_loudness_and_ceiling_hold_in_the_decoded_sound(plan: SoundPlan, target: float) -> None:
    sound = delivered(plan, Limits(target))
    heard = decode(sound.track)
    assert meter(heard) == pytest.approx(target, abs=0.2)
    assert true_peak(heard) <= -1.0
    assert sound.integrated == pytest.approx(meter(heard), abs=0.05)
    assert sound.true_peak == pytest.approx(true_peak(heard), abs=0.1)


def test_segments_and_their_joins_agree_with_what_was_meant(plan: SoundPlan) -> None:
    sound = delivered(plan)
    assert [len(segment.track.packets) for segment in sound.segments] == [150, 141, 100, 195]
    within, between = [segment.agreement for segment in sound.segments], joins(sound.segments)
    assert all((agreement.lag, agreement.lost) == (0, ()) for agreement in (*within, *between))
    assert min(agreement.likeness for agreement in within) > 0.9
    assert min(agreement.likeness for agreement in between) > 0.85, "a single packet, of hissing alone"


def test_a_segment_in_the_wrong_place_is_seen_at_its_join(plan: SoundPlan) -> None:
    found = joins(delivered(plan).segments[::-1])
    assert min(agreement.likeness for agreement in found) < 0.9


def test_equal_plans_of_segments_give_equal_segments(plan: SoundPlan) -> None:
    """A section that begins later, in a programme that was something else before, gives the same packets."""
    by = 77 * PACKET
    inside = [span for span in segments(plan) if span.start > 311]
    cues = tuple(
        replace(cue, span=cue.span.moved(by), curve=tuple(Point(p.at + by, p.gain_db) for p in cue.curve))
        for cue in plan.cues
    )
    later = SoundPlan(plan.length + by, cues, tuple(join.moved(by) for join in plan.joins))
    for span in inside:
        ours = segment_plan(plan, span, (6.0, 6.0), Limits())
        theirs = segment_plan(later, Span(span.start + 77, span.length), (6.0, 6.0), Limits())
        assert ours == theirs and make_segment(ours) == make_segment(theirs)


def test_a_segment_comes_back_from_the_store_as_it_was(plan: SoundPlan) -> None:
    segment = delivered(plan).segments[1]
    assert Segment.from_entry(segment.to_entry()) == segment


def test_a_peak_that_the_encoder_pushed_over_the_ceiling_is_taken_back(
    plan: SoundPlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery, "ALLOWANCE", -1.0)
    limits = Limits(target=-12.0, ceiling=-3.0)
    assert make_segment(segment_plan(plan, segments(plan)[1], (14.0, 14.0), limits)).true_peak <= -3.0


def test_the_gain_is_in_tenths_of_a_decibel_and_silence_gets_none(tmp_path: Path) -> None:
    voice = source(tmp_path / "voice", babble(9))
    plan = SoundPlan(432_000, (Cue(voice, "voice", Span(0, 432_000)),))
    profiles = {voice.digest: profile(read_source(voice))}
    gain = programme_gain(plan, profiles, Aim(SPEECH, -2.0))
    assert round(gain * 10) == pytest.approx(gain * 10)
    assert programme_gain(plan, profiles, Aim(SPEECH, -2.0, off=1.0)) < gain
    silent = {voice.digest: profile(np.zeros((432_000, 1), np.int16))}
    assert programme_gain(plan, silent, Aim(SPEECH, -2.0)) == 0.0


def test_a_mix_that_would_need_too_much_limiting_stays_quieter(tmp_path: Path) -> None:
    clicks = np.zeros((480_000, 2), np.float32)
    clicks[::600] = 0.9
    voice = source(tmp_path / "clicks", clicks)
    sound = delivered(SoundPlan(480_000, (Cue(voice, "voice", Span(0, 480_000)),)))
    assert sound.integrated < -14.2
    assert sound.true_peak <= -1.0
