"""Listening: the sound of a master is the one that was decoded and compared, whole and in place, and as loud as it must be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest

from bulletin.errors import Rejected
from bulletin.master import mux
from bulletin.master.listen import Level, verify_making, verify_sound
from bulletin.master.mux import join
from bulletin.master.values import Ledger, Plan
from bulletin.picture.values import Chunk
from bulletin.sound import aac
from bulletin.sound.aac import Track
from bulletin.sound.delivery import Delivered, make_segment, segment_plan
from bulletin.sound.excerpts import segments
from bulletin.sound.levels import Limits
from bulletin.sound.pcm import PACKET, Pcm
from bulletin.sound.values import Cue, SoundPlan
from bulletin.timing import Span
from tests.master.synthetic import chunk, plan_of
from tests.sound.tones import source

pytestmark = pytest.mark.media

SECONDS = 15


@dataclass(frozen=True, slots=True)
class Spoken:
    """A programme with what its sound is made from."""

    plan: Plan
    chunks: tuple[Chunk, ...]
    sounds: SoundPlan
    sound: Delivered


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Spoken:
    """A quarter of a minute of something like speech: noise in syllables, with a pause of a second."""
    one = chunk(0, 25)
    plan = plan_of([one] * SECONDS)
    noise = np.random.default_rng(7).standard_normal(plan.samples)
    noise = np.convolve(noise, np.hanning(24), "same")
    noise *= 0.04 * (1.1 + np.sin(np.arange(plan.samples) * 2 * np.pi * 4 / 48_000))
    noise[5 * 48_000 : 6 * 48_000] = 0
    voice = source(tmp_path_factory.mktemp("voice") / "voice", np.stack([noise, noise * 0.9], 1).astype(np.float32))
    sounds = SoundPlan(plan.samples, (Cue(voice, "voice", Span(0, plan.samples)),))
    return Spoken(plan, (one,) * SECONDS, sounds, made(sounds))


def made(sounds: SoundPlan) -> Delivered:
    return Delivered(tuple(make_segment(segment_plan(sounds, span, (3.0,), Limits())) for span in segments(sounds)))


def master(folder: Path, spoken: Spoken, track: Track | None = None) -> tuple[Path, Ledger]:
    """A master with the programme's sound or another, and what was written into it."""
    path = folder / "master"
    return path, join(path, spoken.plan, spoken.chunks, track or spoken.sound.track)


def test_a_sound_master_passes(spoken: Spoken, tmp_path: Path) -> None:
    path, ledger = master(tmp_path, spoken)
    before = path.read_bytes()
    verify_making(spoken.plan, spoken.sound)
    verify_sound(path, spoken.plan, spoken.sound.track, ledger)
    assert path.read_bytes() == before, "what is verified is left as it is"


def encoding(change: Callable[[Pcm], Pcm]) -> Callable[[Pcm, int], Track]:
    """An encoder that does something else to the sound as well."""
    encode = aac.encode
    return lambda sound, bit_rate: encode(change(sound.copy()), bit_rate)


@pytest.mark.parametrize("lag", [1, -1, 40, -1000])
def test_a_shift_of_even_one_sample_is_refused_with_its_size(
    spoken: Spoken, lag: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(aac, "encode", encoding(lambda sound: np.roll(sound, lag, axis=0)))
    wrong = made(spoken.sounds)
    with pytest.raises(Rejected, match=f"shifted by {lag} samples"):
        verify_making(spoken.plan, wrong)


def less_said(sound: Pcm) -> Pcm:
    sound[2 * 48_000 - PACKET : 3 * 48_000] = 0
    return sound


def other_words(sound: Pcm) -> Pcm:
    sound[3 * 48_000 - PACKET : 4 * 48_000 - PACKET] *= -1
    return sound


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (less_said, "at 00:02:00 .shot 3 .*the sound is missing"),
        (other_words, "at 00:03:00 .shot 4 .*not that of the mix"),
    ],
)
def test_lost_and_foreign_sound_is_refused_at_its_time(
    spoken: Spoken, change: Callable[[Pcm], Pcm], says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(aac, "encode", encoding(change))
    wrong = made(spoken.sounds)
    with pytest.raises(Rejected, match=says):
        verify_making(spoken.plan, wrong)


def changed(packets: list[bytes]) -> list[bytes]:
    packets[200] = packets[200][:-1] + bytes([packets[200][-1] ^ 1])
    return packets


def swapped(packets: list[bytes]) -> list[bytes]:
    packets[300], packets[301] = packets[301], packets[300]
    return packets


def missing(packets: list[bytes]) -> list[bytes]:
    return [*packets[:100], *packets[101:], packets[-1]]


def late(packets: list[bytes]) -> list[bytes]:
    return [packets[0], *packets]


@pytest.mark.parametrize("change", [changed, swapped, missing, late])
def test_a_file_with_other_packets_than_were_listened_to_is_refused(
    spoken: Spoken, tmp_path: Path, change: Callable[[list[bytes]], list[bytes]]
) -> None:
    track = spoken.sound.track
    wrong, ledger = master(tmp_path, spoken, replace(track, packets=tuple(change(list(track.packets)))))
    with pytest.raises(Rejected, match="not that of the mix"):
        verify_sound(wrong, spoken.plan, spoken.sound.track, ledger)


def test_packets_at_other_times_are_refused(spoken: Spoken, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mux, "PACKET", PACKET - 1)
    wrong, ledger = master(tmp_path, spoken)
    with pytest.raises(Rejected, match="shifted by -1 samples"):
        verify_sound(wrong, spoken.plan, spoken.sound.track, ledger)


def test_a_track_that_is_announced_as_something_else_is_refused(spoken: Spoken, tmp_path: Path) -> None:
    wrong, ledger = master(tmp_path, spoken, replace(spoken.sound.track, config=bytes.fromhex("121056e500")))
    with pytest.raises(Rejected, match="announced"):
        verify_sound(wrong, spoken.plan, spoken.sound.track, ledger)


def test_segments_that_do_not_follow_each_other_are_refused_at_their_join(spoken: Spoken) -> None:
    first, second = spoken.sound.segments
    moved = replace(second, opening=first.opening, track=first.track)
    keep = len(second.track.packets)
    moved = replace(moved, track=replace(first.track, packets=first.track.packets[100 : 100 + keep]))
    wrong = Delivered((first, moved))
    with pytest.raises(Rejected, match="at 00:09:15"):
        verify_making(spoken.plan, wrong)


def test_loudness_and_true_peak_must_keep_their_limits(spoken: Spoken) -> None:
    sound = spoken.sound
    fitting = Level(sound.integrated + 0.1, 0.2, sound.true_peak + 0.1)
    verify_making(spoken.plan, sound, fitting)
    with pytest.raises(Rejected, match="LUFS"):
        verify_making(spoken.plan, sound, replace(fitting, integrated=sound.integrated + 0.3))
    with pytest.raises(Rejected, match="dBTP"):
        verify_making(spoken.plan, sound, replace(fitting, ceiling=sound.true_peak - 0.1))


def test_sound_of_another_length_is_a_mistake_of_the_caller(spoken: Spoken, tmp_path: Path) -> None:
    path, ledger = master(tmp_path, spoken)
    with pytest.raises(ValueError, match="packets"):
        verify_sound(path, spoken.plan, Delivered(spoken.sound.segments[:1]).track, ledger)
