"""The rhythm rules of the script language: pictures, silence and cards that meet in unusual orders."""

from __future__ import annotations

import pytest

from bulletin.errors import Problems
from bulletin.rundown.values import Card, Overlay, Rundown, Shot, Still

from .made import HOUSE, planned

A, B, C = (f"![Tranh {name}. Tranh: A]({name}.jpg)" for name in "abc")
WORDS = "Câu này có đúng tám tiếng đấy nhé."
MORE = "Câu kia cũng có đúng tám tiếng luôn."
QUOTATION = "> Lời trích dài tám tiếng đấy nhé bạn.\n>\n> — Trần Thị Hạnh, công nhân"
TABLE = "Bảng: Lương tháng (đồng). Nguồn: Nghị định 293.\n\n| Vùng | Mức |\n|---|---:|\n| I | 5.310.000 |"


def told(*blocks: str, labels: str = "") -> Rundown:
    return planned("\n\n".join(("## Một tin {#mot}", *([labels] if labels else []), *blocks)) + "\n")


def shots(rundown: Rundown) -> list[Shot]:
    return [shot for shot in rundown.shots if shot.slug == "mot"]


def seen(rundown: Rundown) -> list[str]:
    """What is on screen, shot by shot: a picture's letter or a card's kind."""
    grounds = (shot.ground for shot in shots(rundown))
    return [
        ground.asset.path[-5] if isinstance(ground, Still) else ground.plate.kind
        for ground in grounds
        if isinstance(ground, Still | Card)
    ]


def plates(shot: Shot, kind: str) -> list[Overlay]:
    return [overlay for overlay in shot.overlays if overlay.plate.kind == kind]


def test_a_first_picture_with_planned_silence_stands_without_voice_first() -> None:
    rundown = told(A + "{lặng 3 giây}", WORDS)
    (shot,) = shots(rundown)
    assert shot.length == HOUSE.pacing.lead + 75 + 8 * 6 + HOUSE.pacing.pauses.story
    start = rundown.starts[rundown.shots.index(shot)] + HOUSE.pacing.lead
    assert rundown.voice[0].span.start == (start + 75) * 1920


def test_a_story_may_be_one_silent_picture() -> None:
    (shot,) = shots(told(A + "{lặng 3 giây}"))
    assert shot.length == HOUSE.pacing.lead + 75


def test_a_silent_picture_leaves_no_time_to_one_that_waits_for_words() -> None:
    with pytest.raises(Problems, match=r"No words follow this picture: a\.jpg"):
        told(A + "\n" + B + "{lặng 3 giây}", WORDS)


def test_a_minute_of_silence_is_shared_by_the_pictures_above_it() -> None:
    rundown = told(A + "\n" + B, "Phút mặc niệm: 9 giây", WORDS)
    assert seen(rundown) == ["a", "b"]
    assert shots(rundown)[0].length == HOUSE.pacing.lead + 112


def test_a_picture_below_an_opening_quotation_is_seen_once_after_it() -> None:
    assert seen(told(QUOTATION, A, WORDS)) == ["quotation", "a"]


def test_a_picture_above_a_card_stands_after_it() -> None:
    assert seen(told(A, QUOTATION, WORDS)) == ["quotation", "a"]


def test_a_picture_at_the_end_is_seen_over_the_words_above_it() -> None:
    assert seen(told(WORDS, A)) == ["a"]
    assert seen(told(WORDS, QUOTATION, A)) == ["a", "quotation"]


def test_a_second_picture_at_the_end_has_no_words() -> None:
    with pytest.raises(Problems, match=r"No words follow this picture: b\.jpg"):
        told(A, WORDS, B)


def test_a_picture_inside_the_paragraph_under_a_table_ends_the_table() -> None:
    rundown = told(TABLE, f"{WORDS} {A} {MORE}")
    assert seen(rundown) == ["table", "a"]
    assert len(rundown.voice) == 2


def test_two_lists_under_each_other_are_two_cards() -> None:
    _, second = shots(told("- Việc thứ nhất phải làm.", "Bảng chữ tiếp theo ngay đây.", "- Việc khác hẳn phải làm."))[
        1:
    ]
    assert second.entry is not None


def test_words_after_a_card_never_stay_on_it() -> None:
    assert seen(told(QUOTATION, WORDS)) == ["quotation", "text_story"]


def test_a_subheading_titles_the_words_and_the_list_below_it() -> None:
    rundown = told(WORDS, "### Tít phụ", MORE, "- Việc thứ nhất phải làm.")
    titles = [shot.ground.plate.words("title") for shot in shots(rundown) if isinstance(shot.ground, Card)]
    assert titles == ["Một tin", "Tít phụ", "Tít phụ"]


def test_all_words_without_a_picture_count_towards_the_warning() -> None:
    rundown = told(*[" ".join(["tiếng"] * 30) + "."] * 4)
    assert any("no picture for" in str(note.message) for note in rundown.notes)


def test_breaking_news_need_no_picture() -> None:
    rundown = planned("## Tin mới nhận: Một tin {#mot}\n\n" + " ".join(["tiếng"] * 120) + ".\n")
    assert rundown.notes == ()


def test_a_story_that_says_nothing_is_never_left_out_in_silence() -> None:
    with pytest.raises(Problems, match="no words"):
        told("…")


def test_a_long_picture_of_few_clauses_is_divided_as_far_as_they_go() -> None:
    long = "Tiếng " + " ".join(["tiếng"] * 60) + "."
    rundown = told(A, f"{long} {long}")
    assert seen(rundown) == ["a", "a"]


def test_no_framing_is_too_short_to_be_seen() -> None:
    rundown = told(A, " ".join(["Tiếng"] * 60) + ". Vâng.")
    assert seen(rundown) == ["a"]


def test_place_and_date_come_in_with_the_first_picture() -> None:
    card, picture = shots(told(QUOTATION, A, WORDS, labels="Nơi: Bắc Ninh, 18.11"))
    assert plates(card, "tag") == []
    assert [overlay.start for overlay in plates(picture, "tag")] == [0]


def test_a_name_comes_up_once_though_its_picture_is_seen_twice() -> None:
    long = " ".join(["Tiếng"] * 25) + "."
    first, second = shots(told(A + '{tên="Nguyễn Thị Lan – Tổ trưởng"}', f"{long} {long}"))
    assert len(plates(first, "lower_third")) == 1
    assert plates(second, "lower_third") == []
    assert [overlay.start for overlay in plates(second, "strap")] == [0]


def test_the_strap_of_a_story_that_begins_with_a_card_enters_with_its_first_picture() -> None:
    _, picture = shots(told(QUOTATION, A, WORDS))
    assert [overlay.start for overlay in plates(picture, "strap")] == [0]


def test_cards_carry_the_label_that_stands_for_the_whole_item() -> None:
    rundown = told(QUOTATION, A, WORDS, labels="Nhãn: Thông tin doanh nghiệp")
    assert [len(plates(shot, "label")) for shot in shots(rundown)] == [1, 1]
