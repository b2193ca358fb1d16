"""The own sound of clips in the mix: as loud as the voices, or behind them, without clicks, the bed stepping back."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from bulletin.errors import TryAgain
from bulletin.rundown.values import Clip, ClipCue, ClipRole, MusicCue, VoiceCue
from bulletin.sound.arrangement import AnyCue, Balance, Recorded, Sounds, arrange
from bulletin.sound.ducking import NORMAL
from bulletin.sound.sources import clip_source, read_source
from bulletin.sound.values import Cue, Source
from bulletin.store import file_digest
from bulletin.timing import SAMPLE_RATE, Span, samples
from tests.footage.made import Recipe, Sound, make

CLIP = Clip("lan.mp4", "1" * 64, 1920, 1080, frames=500)
BALANCE = Balance()


def cue(role: ClipRole, start: int = 100, length: int = 100) -> ClipCue:
    return ClipCue(CLIP, Span(samples(start), samples(length)), 50, role)


def arranged(*cues: AnyCue, lufs: float = -30.0) -> list[Cue]:
    clips = {
        clip_source(one).digest: Recorded(replace(clip_source(one), form="stereo"), lufs)
        for one in cues
        if isinstance(one, ClipCue)
    }
    takes = {"t1": Recorded(Source(Path("t1"), "t1", "pcm"), -23.0)}
    pieces = {"bed": Recorded(Source(Path("b"), "b"), -23.0)}
    return list(arrange(600, cues, Sounds(takes, pieces, clips)).cues)  # type: ignore[arg-type]


def clip_cue(*cues: AnyCue, lufs: float = -30.0) -> Cue:
    (found,) = (one for one in arranged(*cues, lufs=lufs) if one.kind == "footage")
    return found


def bed_gain(role: ClipRole) -> float:
    """How low the bed goes while a clip is heard."""
    (bed,) = (one for one in arranged(MusicCue("bed", Span(0, 600)), cue(role, 200)) if one.kind == "bed")
    return min(point.gain_db for point in bed.curve)


@pytest.mark.parametrize(("lufs", "gain"), [(-30.0, 7.0), (-12.0, -11.0), (-55.0, 20.0), (-90.0, 0.0)])
def test_a_bite_is_brought_to_the_loudness_of_the_voices_within_limits(lufs: float, gain: float) -> None:
    assert clip_cue(cue("bite"), lufs=lufs).gain_db == gain


def test_the_sound_of_a_place_is_a_little_softer_and_never_lifted_far() -> None:
    assert clip_cue(cue("natural"), lufs=-20.0).gain_db == -3.0 + BALANCE.natural
    assert clip_cue(cue("natural"), lufs=-50.0).gain_db == 6.0 + BALANCE.natural


def test_low_sound_stays_far_behind_the_voice() -> None:
    low = clip_cue(cue("low"), lufs=-23.0)
    assert (low.gain_db, low.curve) == (-20.0, ())


def test_full_sound_steps_back_while_a_voice_speaks() -> None:
    voice = VoiceCue("t1", Span(samples(150), samples(40)))
    full = clip_cue(cue("full", 100, 300), voice, lufs=-23.0)
    levels = [point.gain_db for point in full.curve]
    assert (max(levels), min(levels)) == (BALANCE.under.alone, BALANCE.under.under)


@pytest.mark.parametrize("role", ["bite", "natural", "package"])
def test_the_bed_steps_back_for_what_is_listened_to(role: ClipRole) -> None:
    assert bed_gain(role) == NORMAL.under


@pytest.mark.parametrize("role", ["full", "low"])
def test_the_bed_does_not_mind_a_background(role: ClipRole) -> None:
    assert bed_gain(role) == NORMAL.alone


@pytest.mark.parametrize("role", ["bite", "natural", "package", "full", "low"])
@pytest.mark.parametrize("length", [10, 100])
def test_every_clip_comes_and_goes_without_a_click(role: ClipRole, length: int) -> None:
    heard = clip_cue(cue(role, 100, length))
    assert heard.span == Span(samples(100), samples(length))
    assert heard.fade_in == heard.fade_out >= SAMPLE_RATE // 100
    assert heard.fade_in + heard.fade_out <= heard.span.length


def test_a_source_is_the_part_that_is_heard_and_named_by_the_file_and_the_part() -> None:
    source = clip_source(cue("bite"))
    assert source.part == Span(samples(50), samples(100))
    others = [
        cue("bite", 200),
        cue("bite", 100, 90),
        ClipCue(replace(CLIP, digest="2" * 64), cue("bite").span, 50, "bite"),
    ]
    assert [clip_source(other).digest == source.digest for other in others] == [True, False, False]
    assert clip_source(ClipCue(CLIP, cue("bite").span, 51, "bite")).digest != source.digest


@pytest.mark.media
def test_the_sound_of_a_file_that_changed_since_it_was_planned_is_refused(tmp_path: Path) -> None:
    path = make(tmp_path / "clip.mkv", Recipe(5, sound=Sound(seconds=0.2)))
    planned = ClipCue(Clip(str(path), file_digest(path), 320, 180, frames=5), Span(0, samples(5)), 0, "bite")
    assert len(read_source(clip_source(planned))) == samples(5)
    make(path, Recipe(6, sound=Sound(seconds=0.2)))
    with pytest.raises(TryAgain, match="was changed"):
        read_source(clip_source(planned))


def test_corners_of_a_clip_s_curve_follow_each_other() -> None:
    voices = [VoiceCue("t1", Span(samples(at), samples(30))) for at in (120, 260)]
    full = clip_cue(cue("full", 100, 400), *voices)
    assert all(later.at > earlier.at for earlier, later in pairwise(full.curve))
