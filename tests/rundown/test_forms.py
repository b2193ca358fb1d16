"""The forms of a story beyond pictures and words: parts, looks ahead, breaking news, mourning, silence, makers, portraits."""

from __future__ import annotations

import pytest

from bulletin.errors import Problems
from bulletin.rundown.captions import captions_of
from bulletin.rundown.roll import AFTER_MOURNING
from bulletin.rundown.values import Card, Dip, Join, MusicCue, Plate, Rundown, Shot, Still

from .made import HOUSE, planned

STORY = """\
## Tin {name} {{#{name}}}

{labels}![Một bức tranh. Tranh: Lao Động TV]({name}.jpg)

Câu thứ nhất có sáu tiếng. Câu thứ hai cũng có sáu.

"""


def told(name: str, *labels: str) -> str:
    return STORY.format(name=name, labels="".join(f"{line}\n" for line in labels) + "\n" if labels else "")


def shots(rundown: Rundown, slug: str) -> list[Shot]:
    return [shot for shot in rundown.shots if shot.slug == slug]


def start(rundown: Rundown, slug: str) -> int:
    return next(line.span.start for line in rundown.lines if line.slug == slug)


def end(rundown: Rundown, slug: str) -> int:
    return next(line.span.end for line in rundown.lines if line.slug == slug)


def kinds(shot: Shot) -> set[str]:
    return {overlay.plate.kind for overlay in shot.overlays}


def cards(rundown: Rundown, kind: str) -> list[Shot]:
    return [shot for shot in rundown.shots if isinstance(shot.ground, Card) and shot.ground.plate.kind == kind]


def beds(rundown: Rundown) -> list[MusicCue]:
    return [cue for cue in rundown.music if cue.kind == "bed"]


# --- parts ------------------------------------------------------------------------------------------------------------


def test_a_part_opens_with_a_bumper_that_has_a_line_of_its_own() -> None:
    rundown = planned(told("mot") + "# Quyền lợi\n\n" + told("hai"))
    (bumper,) = cards(rundown, "part")
    assert bumper.length == HOUSE.pacing.part
    assert bumper.ground.plate.words("title") == "Quyền lợi"  # type: ignore[union-attr]
    assert [(line.form, line.title) for line in rundown.lines[-3:]] == [
        ("part", "Quyền lợi"),
        ("story", "Tin hai"),
        ("closing", "Lời kết"),
    ]


def test_a_bumper_comes_with_a_sting_and_its_story_with_a_short_wipe() -> None:
    rundown = planned(told("mot") + "# Quyền lợi\n\n" + told("hai"))
    at = rundown.shots.index(cards(rundown, "part")[0])
    before, after = rundown.shots[at - 1].ground, rundown.shots[at + 1].ground
    assert isinstance(before, Join)
    assert isinstance(after, Join)
    assert (before.name, after.name) == ("sting", "wipe")


def test_a_part_may_open_the_block_of_stories() -> None:
    rundown = planned("# Quyền lợi\n\n" + told("mot"))
    assert [line.form for line in rundown.lines] == ["opener", "part", "story", "closing"]
    assert [line.page for line in rundown.lines] == ["A1", "B1", "B2", "C1"]
    assert isinstance(rundown.shots[2].ground, Join)


# --- briefs and breaking news -------------------------------------------------------------------------------------------


def test_briefs_follow_each_other_with_a_short_wipe() -> None:
    brief = "### {0} {{#{0}}}\n\n![Tranh. Tranh: A]({0}.jpg)\n\nMột câu rất ngắn ở đây.\n\n"
    rundown = planned(told("mot") + "## Tin vắn\n\n" + brief.format("hai") + brief.format("ba"))
    at = rundown.shots.index(shots(rundown, "ba")[0])
    join = rundown.shots[at - 1].ground
    assert isinstance(join, Join)
    assert join.name == "wipe"
    assert rundown.shots[at - 1].length == join.lead + HOUSE.pacing.wipe


def test_breaking_news_stand_first_on_a_card_of_their_own_without_a_picture() -> None:
    rundown = planned(told("mot") + "## Tin mới nhận: Mưa lớn ở miền núi {#mua}\n\nMột câu rất ngắn ở đây.\n")
    assert [line.slug for line in rundown.lines if line.slug] == ["mua", "mot"]
    (card,) = shots(rundown, "mua")
    assert isinstance(card.ground, Card)
    assert card.ground.plate.kind == "breaking_story"
    assert not rundown.notes


# --- a look ahead -----------------------------------------------------------------------------------------------------


def test_a_look_ahead_shows_the_other_storys_title_and_picture_with_its_credit() -> None:
    rundown = planned(told("mot") + "Tiếp theo: #hai. Mời quý vị xem tiếp.\n\n" + told("hai", "Tít ngắn: Tin thứ hai"))
    (card,) = cards(rundown, "teaser")
    assert isinstance(card.ground, Card)
    assert card.slug == "mot"
    assert card.ground.plate.words("title") == "Tin thứ hai"
    assert [asset.path for asset in card.ground.plate.pictures] == ["/pictures/hai.jpg"]
    assert "credit" in kinds(card)
    assert any("Mời quý vị xem tiếp." in caption.lines for caption in captions_of(rundown))


def test_a_look_ahead_at_a_story_without_a_picture_is_a_title() -> None:
    rundown = planned(told("mot") + "Tiếp theo: #hai. Mời quý vị xem tiếp.\n\n## Tin hai {#hai}\n\nMột câu ở đây.\n")
    (card,) = cards(rundown, "teaser")
    assert isinstance(card.ground, Card)
    assert card.ground.plate.pictures == ()


# --- mourning ---------------------------------------------------------------------------------------------------------

MOURNED = (
    told("mot", "Chuyên mục: A") + told("hai", "Chuyên mục: B", "Sắc thái: chia buồn") + told("ba", "Chuyên mục: C")
)


def test_a_story_of_mourning_is_entered_and_left_through_ink_without_a_sting() -> None:
    rundown = planned(MOURNED)
    dips = [shot for shot in rundown.shots if isinstance(shot.ground, Dip)]
    assert [shot.length - shot.ground.lead for shot in dips if isinstance(shot.ground, Dip)] == [12, 12]
    stings = [cue.span.start for cue in rundown.music if cue.kind == "sting"]
    assert not any(start(rundown, "hai") - 20 <= at < end(rundown, "hai") + 12 for at in stings)


def test_no_music_sounds_under_mourning_and_it_comes_back_after_it() -> None:
    rundown = planned(MOURNED)
    first, last = start(rundown, "hai"), end(rundown, "hai")
    assert all(cue.span.end <= first or cue.span.start >= last for cue in beds(rundown))
    assert any(cue.span.start == last for cue in beds(rundown))


def test_a_story_of_mourning_ends_with_a_second_and_a_half_of_silence() -> None:
    rundown = planned(MOURNED)
    plain = planned(told("mot") + told("hai") + told("ba"))
    lengths = [sum(shot.length for shot in shots(each, "hai")) for each in (rundown, plain)]
    assert lengths[0] - lengths[1] == AFTER_MOURNING == 38


def test_in_mourning_pictures_hold_under_a_ribbon_and_plates_are_drawn_without_red() -> None:
    rundown = planned(MOURNED)
    for shot in shots(rundown, "hai"):
        assert isinstance(shot.ground, Still)
        assert shot.ground.move == "hold"
        assert "ribbon" in kinds(shot)
        assert all(("tone", "mourning") in overlay.plate.fields for overlay in shot.overlays)
    assert not any("ribbon" in kinds(shot) for shot in (*shots(rundown, "mot"), *shots(rundown, "ba")))


def test_no_red_plane_crosses_to_a_card_in_mourning() -> None:
    quoted = "> Một lời của người ở lại.\n>\n> — Một người bạn\n"
    rundown = planned(told("mot", "Sắc thái: chia buồn") + quoted)
    (card,) = cards(rundown, "quotation")
    assert card.entry is not None
    assert card.entry.kind == "dissolve"


# --- silence and music ------------------------------------------------------------------------------------------------


def test_a_minutes_silence_silences_the_bed_and_only_it() -> None:
    rundown = planned(told("mot") + "Phút mặc niệm: 4 giây\n\nMột câu sau phút mặc niệm.\n")
    before, after = sorted(beds(rundown), key=lambda cue: cue.span.start)[-2:]
    assert after.span.start - before.span.end == 100
    assert all(
        cue.span.end <= before.span.end * 1920 or cue.span.start >= after.span.start * 1920 for cue in rundown.voice
    )


def test_a_story_may_ask_for_no_music() -> None:
    rundown = planned(told("mot") + told("hai", "Nhạc: không"))
    first, last = start(rundown, "hai"), end(rundown, "hai")
    assert all(cue.span.end <= first or cue.span.start >= last for cue in beds(rundown))


# --- makers and portraits ---------------------------------------------------------------------------------------------


def test_who_made_a_story_stands_at_its_end_and_the_strap_leaves_before() -> None:
    rundown = planned(told("mot", "Thực hiện: Minh Quân", "Phối hợp: LĐLĐ tỉnh Bắc Ninh"))
    (shot,) = shots(rundown, "mot")
    by = {overlay.plate.kind: overlay for overlay in shot.overlays}
    assert by["byline"].plate.words("text") == "Thực hiện: Minh Quân · Phối hợp: LĐLĐ tỉnh Bắc Ninh"
    assert by["byline"].end == shot.length or by["byline"].end is None or by["byline"].start is not None
    assert "strap" not in by or (by["strap"].end or 0) <= (by["byline"].start or 0)


def test_a_photograph_right_above_a_quotation_is_the_portrait_of_who_says_it() -> None:
    body = "![Chị Hạnh. Ảnh: Hải Nguyễn](hanh.jpg){tâm=40,30 mờ=1,2,3,4}\n\n> Một lời rất ngắn.\n>\n> — Trần Thị Hạnh\n"
    rundown = planned(told("mot") + body)
    (card,) = cards(rundown, "quotation")
    assert isinstance(card.ground, Card)
    (portrait,) = card.ground.plate.pictures
    assert (portrait.path, portrait.focus, len(portrait.blurs)) == ("/pictures/hanh.jpg", (40.0, 30.0), 1)
    assert "credit" in kinds(card)


def test_words_behind_a_portrait_that_is_the_only_picture_are_seen_over_it() -> None:
    body = (
        "## Một tin {#mot}\n\n![Chị Hạnh. Ảnh: A](hanh.jpg)\n\n> Một lời rất ngắn.\n>\n> — Trần Thị Hạnh\n\nCâu sau.\n"
    )
    card, still = shots(planned(body), "mot")
    assert isinstance(card.ground, Card)
    assert isinstance(still.ground, Still)


# --- documents, maps, charts ------------------------------------------------------------------------------------------

DOCUMENT = """\
## Một tin {#mot}

![Tài liệu: Tuyên ngôn, trang 2. Nguồn: Liên Hợp Quốc](trang.png){sáng=10,20,80,5 sáng=10,30,60,5}

Câu thứ nhất dài hơn sáu tiếng một chút. Câu thứ hai cũng dài hơn sáu tiếng.
"""


def plate_of(shot: Shot) -> Plate:
    assert isinstance(shot.ground, Card)
    return shot.ground.plate


def test_the_lines_of_a_document_are_lit_one_after_the_other_at_sentence_ends() -> None:
    first, second = (plate_of(shot) for shot in shots(planned(DOCUMENT), "mot"))
    assert first.words("areas") == (("10", "20", "80", "5"),)
    assert second.words("areas") == (("10", "30", "60", "5"),)
    assert (first.words("fresh"), second.words("fresh")) == ("yes", "")
    assert first.words("title") == "Tuyên ngôn, trang 2"


def test_a_document_is_cut_to_its_next_line_and_keeps_its_credit() -> None:
    first, second = shots(planned(DOCUMENT), "mot")
    assert second.entry is None
    assert all("credit" in kinds(shot) for shot in (first, second))


def test_lines_for_which_there_are_too_few_words_are_lit_together() -> None:
    (shot,) = shots(planned(DOCUMENT.replace(" Câu thứ hai cũng dài hơn sáu tiếng.", "")), "mot")
    assert len(plate_of(shot).words("areas")) == 2


def test_a_map_shows_its_places_and_reminds_of_the_islands() -> None:
    body = '## Một tin {#mot}\n\n![Bản đồ: Nơi tư vấn. Đồ họa: Minh](ban-do.png){điểm="62,40 Bắc Ninh"}\n\nMột câu ở đây.\n'
    rundown = planned(body)
    plate = plate_of(shots(rundown, "mot")[0])
    assert plate.kind == "map"
    assert plate.words("spots") == (("62", "40", "Bắc Ninh"),)
    (note,) = (note for note in rundown.notes if note.severity == "note")
    assert "Hoàng Sa and Trường Sa" in str(note.message)


def test_a_chart_that_the_figures_do_not_allow_is_a_problem_with_its_line() -> None:
    body = told("mot") + "Bảng: Ba việc (việc). Nguồn: A {dạng=đường}\n\n| A | B |\n|---|---|\n| a | có |\n\nMột câu.\n"
    with pytest.raises(Problems, match="one column of figures") as failure:
        planned(body)
    assert all(problem.place and problem.place.line == 11 for problem in failure.value.problems())
