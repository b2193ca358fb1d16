"""Clips on their place in a story: under words, by themselves, with their sound, names and words."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from bulletin.errors import Problem, Problems
from bulletin.rundown.captions import captions_of
from bulletin.rundown.plan import plan
from bulletin.rundown.values import Caption, Card, ClipCue, Footage, Ground, MusicCue, Overlay, Rundown, Shot, Still
from bulletin.timing import Span, samples

from .made import HOUSE, assets_of, narration_of, planned, script_of

LEAD, PAUSE = HOUSE.pacing.lead, HOUSE.pacing.pauses
PHOTO = "![Tranh. Tranh: A](a.jpg)"
CLIP = "![Cảnh. Video: Minh Quân](b.mp4)"
BITE = "![Phát biểu: Nguyễn Thị Lan – công nhân. Video: Minh Quân](lan.mp4){0:02-0:06}"
NATURAL = "![Tiếng hiện trường: máy chạy. Video: Minh Quân](may.mp4){0:01-0:03}"
PACKAGE = "![Phóng sự: một ngày ở xưởng](ps.mp4)"
WORDS = "Câu này có đúng tám tiếng đấy nhé."
MORE = "Câu kia cũng có đúng tám tiếng luôn."


def told(*blocks: str, labels: str = "") -> Rundown:
    return planned("\n\n".join(("## Một tin {#mot}", *([labels] if labels else []), *blocks)) + "\n")


def shots(rundown: Rundown) -> list[Shot]:
    return [shot for shot in rundown.shots if shot.slug == "mot"]


def seen(rundown: Rundown) -> list[str]:
    """What is on screen, shot by shot: a file or a card's kind, of a clip the frame it begins with."""
    return [_seen(shot.ground).removeprefix("/pictures/") for shot in shots(rundown)]


def _seen(ground: Ground) -> str:
    if isinstance(ground, Footage):
        return f"{ground.clip.path} {ground.first}"
    return ground.asset.path if isinstance(ground, Still) else ground.plate.kind if isinstance(ground, Card) else ""


def start_of(rundown: Rundown, shot: Shot) -> int:
    return rundown.starts[rundown.shots.index(shot)]


def plates(shot: Shot) -> list[str]:
    return [overlay.plate.kind for overlay in shot.overlays]


def plate(shot: Shot, kind: str) -> Overlay:
    (found,) = (overlay for overlay in shot.overlays if overlay.plate.kind == kind)
    return found


def problems(*blocks: str) -> list[Problem]:
    with pytest.raises(Problems) as failure:
        told(*blocks)
    return [problem for problem in failure.value.problems() if problem.is_error]


# --- under words ------------------------------------------------------------------------------------------------------


def test_a_clip_shares_the_words_under_it_with_a_picture() -> None:
    rundown = told(CLIP + "\n" + PHOTO, f"{WORDS} {MORE}")
    assert seen(rundown) == ["b.mp4 0", "a.jpg"]
    assert shots(rundown)[0].length == LEAD + 8 * 6 + PAUSE.sentence


def test_a_clip_stands_from_its_in_point_on() -> None:
    assert seen(told(CLIP + "{0:01,2-0:05}", WORDS)) == ["b.mp4 30"]


def test_words_before_a_clip_stand_under_it() -> None:
    assert seen(told(WORDS, CLIP, MORE)) == ["b.mp4 0"]


def test_a_clip_is_not_seen_in_a_second_framing() -> None:
    long = "Tiếng " + " ".join(["tiếng"] * 18) + "."
    assert seen(told(CLIP, f"{long} {MORE}")) == ["b.mp4 0"]


def test_a_clip_seen_again_after_a_card_goes_on_where_it_was_left() -> None:
    rundown = told(CLIP, WORDS, "> Lời trích dài tám tiếng đấy nhé bạn.\n>\n> — Trần Thị Hạnh, công nhân", MORE)
    first, _, again = shots(rundown)
    assert seen(rundown) == ["b.mp4 0", "quotation", f"b.mp4 {first.length}"]
    assert isinstance(again.ground, Footage)


def test_a_new_strap_does_not_break_a_clip() -> None:
    rundown = told(CLIP, WORDS, "### Tít phụ", MORE)
    first, second = shots(rundown)
    assert isinstance(second.ground, Footage)
    assert (second.ground.first, second.entry) == (first.length, None)
    (cue,) = rundown.clips
    assert cue.span.length == samples(first.length + second.length)


def test_a_clip_shorter_than_its_words_goes_on_past_its_out_point() -> None:
    rundown = told(CLIP + "{0:02-0:03}", WORDS)
    (note,) = rundown.notes
    assert "past its out point" in str(note.message)
    assert note.severity == "note"


def test_a_clip_that_is_too_short_is_an_error_that_says_how_many_seconds_are_missing() -> None:
    (problem,) = problems(CLIP + "{0:08,4-0:09}", WORDS)
    missing = LEAD + 8 * 6 + PAUSE.story - (250 - 210)
    assert f"{math.ceil(missing / 2.5) / 10} s too short" in str(problem.message)
    assert problem.place is not None
    assert problem.place.line == 7


def test_a_clip_may_stand_without_voice() -> None:
    assert shots(told(CLIP + "{lặng 3 giây}"))[0].length == LEAD + 75


def test_a_clip_dissolves_in_over_a_picture_and_cuts_to_another_clip() -> None:
    rundown = told(PHOTO, WORDS, CLIP, MORE, CLIP.replace("b.mp4", "c.mp4"), WORDS)
    entries = [shot.entry.kind if shot.entry else None for shot in shots(rundown)]
    assert entries == [None, "dissolve", None]


def test_moves_and_framings_of_a_clip_are_told_to_change_nothing() -> None:
    (warning,) = told(CLIP + "{cận}", WORDS).notes
    assert "moves by itself" in str(warning.message)


def test_planned_silence_changes_nothing_on_a_clip_that_lasts_by_itself() -> None:
    rundown = told(PHOTO, WORDS, BITE.replace("0:02-", "lặng 3 giây 0:02-"))
    assert shots(rundown)[1].length == 100
    assert "lasts by itself" in str(rundown.notes[0].message)


def test_what_a_clip_blurs_and_where_its_focus_lies_is_in_its_ground() -> None:
    (shot,) = shots(told(CLIP + "{tâm=20,30 mờ=10,10,20,20}", WORDS))
    assert isinstance(shot.ground, Footage)
    assert shot.ground.focus == (20.0, 30.0)
    assert len(shot.ground.blurs) == 1


# --- by themselves ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("clip", "length"), [(BITE, 100), (NATURAL, 50), (PACKAGE, 250)])
def test_a_clip_that_lasts_by_itself_stands_between_paragraphs_for_its_own_length(clip: str, length: int) -> None:
    rundown = told(PHOTO, WORDS, clip, MORE)
    before, own, after = shots(rundown)
    assert own.length == length
    starts = [cue.span.start // 1920 for cue in rundown.voice]
    assert starts == [LEAD + start_of(rundown, before), start_of(rundown, after)]


def test_words_after_a_bite_go_on_over_the_picture_before_it() -> None:
    assert seen(told(PHOTO, WORDS, BITE, MORE)) == ["a.jpg", "lan.mp4 50", "a.jpg"]


def test_a_story_may_begin_with_a_bite() -> None:
    rundown = told(BITE, PHOTO, WORDS)
    assert seen(rundown) == ["lan.mp4 50", "a.jpg"]
    assert [shot.length for shot in shots(rundown)] == [100, 8 * 6 + PAUSE.story]


def test_a_story_may_be_one_package() -> None:
    assert seen(told(PACKAGE)) == ["ps.mp4 0"]


def test_a_picture_that_waits_for_words_is_not_lost_behind_a_bite() -> None:
    (problem,) = problems(PHOTO, BITE, WORDS)
    assert "No words follow this picture: a.jpg" in str(problem.message)


def test_a_bite_is_cut_in() -> None:
    assert shots(told(PHOTO, WORDS, BITE, MORE))[1].entry is None


def test_a_bite_brings_up_its_speaker_instead_of_the_strap() -> None:
    first, bite, _ = shots(told(PHOTO, WORDS, BITE, MORE))
    assert "strap" in plates(first)
    assert plates(bite) == ["credit", "lower_third", "bug"]
    name = plate(bite, "lower_third").plate
    assert (name.words("name"), name.words("role")) == ("Nguyễn Thị Lan", "công nhân")


def test_a_package_has_only_the_bug() -> None:
    assert plates(shots(told(PHOTO, WORDS, PACKAGE, MORE))[1]) == ["bug"]


def test_a_package_keeps_the_label_that_the_law_asks_for() -> None:
    rundown = told(PHOTO, WORDS, PACKAGE, MORE, labels="Nhãn: Thông tin doanh nghiệp")
    assert plates(shots(rundown)[1]) == ["label", "bug"]


@pytest.mark.parametrize(
    ("marks", "said"),
    [
        ("{0:11-0:15}", "in point lies beyond the end of lan.mp4, which is 10.0 s long"),
        ("{0:02-0:10,2}", "out point lies beyond the end of lan.mp4, which is 10.0 s long"),
        ("{0:02-0:02,2}", "So little of lan.mp4 cannot be shown: 5 frames"),
    ],
)
def test_in_and_out_points_lie_inside_the_clip(marks: str, said: str) -> None:
    """C12: with the real length."""
    (problem,) = problems(BITE.replace("{0:02-0:06}", marks))
    assert said in str(problem.message)


# --- sound ------------------------------------------------------------------------------------------------------------


def roles(rundown: Rundown) -> list[str]:
    return [cue.role for cue in rundown.clips]


@pytest.mark.parametrize(
    ("clip", "role"),
    [(CLIP, "full"), (CLIP + "{tiếng nhỏ}", "low"), (BITE, "bite"), (NATURAL, "natural"), (PACKAGE, "package")],
)
def test_every_kind_of_clip_is_heard_in_its_own_way(clip: str, role: str) -> None:
    assert roles(told(clip, WORDS) if "b.mp4" in clip else told(PHOTO, WORDS, clip)) == [role]


def test_a_clip_without_sound_or_told_to_be_silent_is_not_heard() -> None:
    assert roles(told(CLIP + "{tắt tiếng}", WORDS)) == []
    assert roles(told(CLIP.replace("b.mp4", "mute.mp4"), WORDS)) == []


def test_a_clip_is_heard_while_it_is_seen_from_the_frame_it_begins_with() -> None:
    rundown = told(PHOTO, WORDS, BITE, MORE)
    (cue,) = rundown.clips
    assert cue.span == Span(samples(start_of(rundown, shots(rundown)[1])), samples(100))
    assert cue.first == 50


def test_a_bite_without_sound_is_a_problem() -> None:
    (problem,) = problems(PHOTO, WORDS, BITE.replace("lan.mp4", "mute.mp4"))
    assert "has no sound" in str(problem.message)


def test_the_bed_makes_room_for_a_package() -> None:
    rundown = told(PHOTO, WORDS, PACKAGE, MORE)
    (package,) = rundown.clips
    beds = [cue.span for cue in rundown.music if isinstance(cue, MusicCue) and cue.kind == "bed"]
    assert beds[0].end == package.span.start // 1920
    assert beds[1].start == package.span.end // 1920


# --- words and page ---------------------------------------------------------------------------------------------------


def bite_captions(rundown: Rundown) -> list[Caption]:
    (cue,) = rundown.clips
    span = Span(cue.span.start // 1920, cue.span.length // 1920)
    return [caption for caption in captions_of(rundown) if span.start <= caption.span.start < span.end]


def test_the_words_under_a_bite_are_captions_over_it_and_are_not_spoken() -> None:
    rundown = told(PHOTO, WORDS, BITE + "\n\n> Chúng tôi làm ba ca. Ai cũng mệt.", MORE)
    captions = bite_captions(rundown)
    assert [caption.lines for caption in captions] == [("Chúng tôi làm ba ca.",), ("Ai cũng mệt.",)]
    assert len(rundown.voice) == 2
    start = start_of(rundown, shots(rundown)[1])
    assert captions[0].span.start == start
    assert captions[1].span.start == start + round(100 * 5 / 8)


def test_the_words_of_a_bite_keep_to_the_time_in_which_someone_speaks() -> None:
    body = "\n\n".join(["## Một tin {#mot}", PHOTO, WORDS, BITE, "> Chúng tôi làm ba ca. Ai cũng mệt."]) + "\n"
    script = script_of(body)
    assets = assets_of(script)
    assets["lan.mp4"] = replace(assets["lan.mp4"], voiced=(Span(60, 20), Span(100, 20)))  # type: ignore[call-arg]
    rundown = plan(script, narration_of(script), assets, HOUSE)
    start = start_of(rundown, shots(rundown)[1])
    assert [caption.span.start - start for caption in bite_captions(rundown)] == [10, 55]


def test_the_rundown_page_tells_clips_that_last_by_themselves() -> None:
    rundown = told(PHOTO, WORDS, BITE, MORE)
    (line,) = (line for line in rundown.lines if line.slug == "mot")
    (insert,) = line.inserts
    assert (insert.kind, insert.title) == ("bite", "Nguyễn Thị Lan – công nhân")
    assert insert.span == Span(start_of(rundown, shots(rundown)[1]), 100)


def test_a_headline_of_a_story_without_a_photograph_shows_its_clip() -> None:
    body = "## Điểm tin\n\n- #mot\n\n## Một tin {#mot}\n\n" + CLIP + "{0:02-0:08}\n\n" + WORDS + "\n"
    rundown = planned(body)
    board, full = rundown.shots[2:4]
    assert isinstance(board.ground, Card)
    assert [picture.poster for picture in board.ground.plate.pictures] == [50]  # type: ignore[attr-defined]
    assert isinstance(full.ground, Footage)
    assert full.ground.first == 50


def test_one_cue_is_one_value() -> None:
    (cue,) = told(CLIP, WORDS).clips
    assert isinstance(cue, ClipCue)
    assert cue.clip.path.endswith("b.mp4")
