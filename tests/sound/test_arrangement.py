from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from bulletin.rundown.values import MusicCue, VoiceCue
from bulletin.sound.arrangement import SPEECH, Recorded, Sounds, arrange
from bulletin.sound.ducking import NORMAL
from bulletin.sound.metering import QUIETEST
from bulletin.sound.pcm import PACKET
from bulletin.sound.values import BED_CROSS, Cue, Source
from bulletin.timing import Span, samples

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
    plan = arrange(400, (MusicCue("opener", Span(0, 180)), MusicCue("sting", Span(304, 50))), SOUNDS)
    assert [(cue.kind, cue.span) for cue in plan.cues] == [
        ("opener", Span(0, 345_600)),
        ("sting", Span(583_680, 96_000)),
    ]
    assert all(cue.curve == () for cue in plan.cues)


def test_a_section_begins_with_a_packet_where_its_join_ends() -> None:
    cues = (MusicCue("sting", Span(284, 50)), VoiceCue("t1", Span(samples(312), 9600)))
    plan = arrange(500, cues, SOUNDS, joins=(Span(280, 24),))
    assert plan.sections == (0, samples(304))
    assert samples(304) % PACKET == 0
    assert [cue.span.start for cue in plan.cues] == [samples(312), samples(284)]
    assert [plan.section_of(cue) for cue in plan.cues] == [1, 1]


def test_a_section_between_two_packets_is_refused() -> None:
    with pytest.raises(ValueError, match="begins with a packet"):
        arrange(500, (), SOUNDS, joins=(Span(281, 20),))


def beds_of(bed: Span, *joins: Span) -> list[Cue]:
    return [cue for cue in arrange(1000, (MusicCue("bed", bed),), SOUNDS, joins=joins).cues if cue.kind == "bed"]


def test_the_bed_begins_anew_half_a_second_before_every_section_and_fades_from_one_into_the_other() -> None:
    beds = beds_of(Span(100, 800), Span(284, 20), Span(590, 10 + 8))
    assert [bed.span.start for bed in beds] == [samples(100), samples(304) - BED_CROSS, samples(608) - BED_CROSS]
    assert [bed.offset for bed in beds] == [0, 0, 0]
    assert [bed.span.end for bed in beds] == [samples(304), samples(608), samples(900)]
    for before, after in pairwise(beds):
        assert before.span.end - after.span.start == before.fade_out == after.fade_in > 0


def test_a_bed_that_comes_in_with_a_section_is_where_it_would_be_had_it_come_in_sooner() -> None:
    """After a story without music: its end is no fixed number of frames before the next section."""
    (late,) = beds_of(Span(297, 500), Span(297, 7))
    assert late.offset == samples(297) - (samples(304) - BED_CROSS) > 0


def test_a_bed_that_ends_before_a_section_has_all_its_time_to_fade() -> None:
    (bed,) = beds_of(Span(100, 197), Span(297, 7))
    assert (bed.span.end, bed.fade_out) == (samples(297), 96_000)


def test_what_is_heard_in_a_section_keeps_its_place_against_its_start_when_the_sections_before_grow() -> None:
    def placed(late: int) -> list[int]:
        cues = (MusicCue("bed", Span(20, 700 + late)), VoiceCue("t1", Span(samples(400 + late), 9600)))
        plan = arrange(800 + late, cues, SOUNDS, joins=(Span(280 + late % 3, 24 + late - late % 3),))
        return [cue.span.start - plan.sections[1] for cue in plan.cues if plan.section_of(cue)]

    assert len(placed(0)) == 2
    assert all(placed(late) == placed(0) for late in range(8, 72, 8))


def test_nothing_is_placed_beyond_the_end_of_the_programme() -> None:
    cues = (MusicCue("sting", Span(304, 50)), MusicCue("opener", Span(400, 100)))
    assert max(cue.span.end for cue in arrange(500, cues, SOUNDS).cues) <= samples(500)


def test_a_voice_is_brought_to_its_level_by_half_decibels() -> None:
    sounds = Sounds({"t1": Recorded(Source(Path("t1"), "t1", "pcm"), -20.3)}, {})
    assert arrange(50, (VoiceCue("t1", Span(4800, 4800)),), sounds).cues[0].gain_db == -2.5


def test_a_piece_that_the_pack_does_not_have_is_named() -> None:
    with pytest.raises(KeyError, match="closer"):
        arrange(100, (MusicCue("closer", Span(0, 50)),), SOUNDS)


def test_a_voice_that_cannot_be_measured_is_left_as_it_is() -> None:
    silent = Sounds({"t1": Recorded(Source(Path("t1"), "t1", "pcm"), QUIETEST)}, {})
    assert arrange(50, (VoiceCue("t1", Span(4800, 4800)),), silent).cues[0].gain_db == 0.0


def test_a_recorded_take_goes_on_as_room_tone_until_the_next_begins_or_its_section_ends() -> None:
    tone = Sounds({"t1": Recorded(Source(Path("t1"), "t1", "pcm"), -23.0, samples=100_000)}, SOUNDS.pieces)
    starts = (0, 48_000, 240_000)
    cues = tuple(VoiceCue("t1", Span(start, 40_000)) for start in starts)
    plan = arrange(250, cues, tone, joins=(Span(150, 10),))
    first, second, last = (cue for cue in plan.cues if cue.kind == "voice")
    assert (first.span.end, first.fade_out) == (48_000 + 480, 480)
    assert (second.span.end, second.fade_out) == (148_000, 12_000)
    assert last.span.end == plan.sections[1]
    assert last.fade_out == 12_000
