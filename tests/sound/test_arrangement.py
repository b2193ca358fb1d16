from __future__ import annotations

from pathlib import Path

import pytest

from bulletin.rundown.values import MusicCue, VoiceCue
from bulletin.sound.arrangement import SPEECH, Recorded, Sounds, arrange
from bulletin.sound.ducking import NORMAL
from bulletin.sound.loudness import QUIETEST
from bulletin.sound.values import Source
from bulletin.timing import Span

SOUNDS = Sounds(
    {"t1": Recorded(Source(Path("t1"), "t1", "pcm"), -20.0), "t2": Recorded(Source(Path("t2"), "t2", "pcm"), -26.0)},
    {
        "opener": Recorded(Source(Path("o"), "o"), -15.0),
        "sting": Recorded(Source(Path("s"), "s"), -17.0),
        "bed": Recorded(Source(Path("b"), "b"), -13.0),
    },
)


def test_all_voices_come_to_the_same_loudness() -> None:
    cues = (VoiceCue("t1", Span(48_000, 90_000)), VoiceCue("t2", Span(200_000, 90_000)))
    plan = arrange(250, cues, SOUNDS)
    assert [cue.gain_db for cue in plan.cues] == [-3.0, 3.0]
    assert plan.length == 480_000


def test_a_bed_under_speech_is_15_lu_below_it_and_fades_at_its_ends() -> None:
    cues = (VoiceCue("t1", Span(480_000, 480_000)), MusicCue("bed", Span(100, 600)))
    bed = arrange(800, cues, SOUNDS).cues[1]
    assert bed.span == Span(192_000, 1_152_000)
    assert min(point.gain_db for point in bed.curve) == NORMAL.under
    assert bed.gain_db + NORMAL.under + -13.0 == SPEECH - 15.0
    assert bed.fade_in > 0 and bed.fade_out > 0


def test_a_very_short_bed_still_fades() -> None:
    bed = arrange(50, (MusicCue("bed", Span(10, 3)),), SOUNDS).cues[0]
    assert bed.fade_in + bed.fade_out <= bed.span.length


def test_music_lies_where_its_frames_are() -> None:
    plan = arrange(400, (MusicCue("opener", Span(0, 180)), MusicCue("sting", Span(300, 50))), SOUNDS)
    assert [(cue.kind, cue.span) for cue in plan.cues] == [
        ("opener", Span(0, 345_600)),
        ("sting", Span(576_000, 96_000)),
    ]
    assert all(cue.curve == () for cue in plan.cues)


def test_a_piece_that_the_pack_does_not_have_is_named() -> None:
    with pytest.raises(KeyError, match="closer"):
        arrange(100, (MusicCue("closer", Span(0, 50)),), SOUNDS)


def test_a_voice_that_cannot_be_measured_is_left_as_it_is() -> None:
    silent = Sounds({"t1": Recorded(Source(Path("t1"), "t1", "pcm"), QUIETEST)}, {})
    assert arrange(50, (VoiceCue("t1", Span(4800, 4800)),), silent).cues[0].gain_db == 0.0
