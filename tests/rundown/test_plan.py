"""The plan of a programme: rhythm of pictures, plates, joins, music, captions."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from bulletin.errors import Problems
from bulletin.rundown.captions import captions_of
from bulletin.rundown.opening import Material, told_story
from bulletin.rundown.plan import BED_OUT, plan_of
from bulletin.rundown.values import Card, Coded, Half, Join, Overlay, Piece, Plate, Rundown, Shot, Still
from bulletin.store import digest
from bulletin.timing import SOUND_GRID, Span, samples

from .made import HOUSE, assets_of, narration_of, planned, script_of

ONE = """\
## Một tin ngắn {#mot}

![Một bức tranh. Tranh: Lao Động TV](a.jpg)

Câu thứ nhất có sáu tiếng. Câu thứ hai cũng có sáu.
"""


def story(rundown: Rundown, slug: str) -> list[Shot]:
    return [shot for shot in rundown.shots if shot.slug == slug]


def plates(shot: Shot, kind: str) -> list[Overlay]:
    return [overlay for overlay in shot.overlays if overlay.plate.kind == kind]


def still(shot: Shot) -> Still:
    assert isinstance(shot.ground, Still)
    return shot.ground


def test_shots_follow_each_other_without_gaps() -> None:
    rundown = planned(ONE)
    assert rundown.starts[0] == 0
    assert all(
        start + shot.length == following
        for start, shot, following in zip(rundown.starts, rundown.shots, rundown.starts[1:], strict=False)
    )


def test_a_story_lasts_as_long_as_its_words_pauses_and_lead() -> None:
    (shot,) = story(planned(ONE), "mot")
    pacing = HOUSE.pacing
    assert shot.length == pacing.lead + 36 + pacing.pauses.sentence + 36 + pacing.pauses.story


def test_a_sentence_starts_on_the_frame_of_its_slot() -> None:
    rundown = planned(ONE)
    at = rundown.starts[rundown.shots.index(story(rundown, "mot")[0])] + HOUSE.pacing.lead
    assert [cue.span.start for cue in rundown.voice] == [samples(at), samples(at + 36 + HOUSE.pacing.pauses.sentence)]


def test_pictures_in_a_row_share_the_next_paragraph() -> None:
    rundown = planned(
        """\
        ## Một tin {#mot}

        ![Tranh một. Tranh: A](a.jpg)
        ![Tranh hai. Tranh: B](b.jpg)

        Câu này có đúng tám tiếng đấy nhé. Câu kia cũng có đúng tám tiếng luôn.
        """
    )
    assert [still(shot).asset.path for shot in story(rundown, "mot")] == ["/pictures/a.jpg", "/pictures/b.jpg"]


def test_a_picture_between_sentences_changes_the_picture_there() -> None:
    rundown = planned(
        """\
        ## Một tin {#mot}

        ![Tranh một. Tranh: A](a.jpg)

        Câu này có đúng tám tiếng đấy nhé. ![Tranh hai. Tranh: B](b.jpg) Câu kia cũng có đúng tám tiếng luôn.
        """
    )
    first, second = story(rundown, "mot")
    assert first.length == HOUSE.pacing.lead + 8 * 6 + HOUSE.pacing.pauses.sentence
    assert still(second).asset.path == "/pictures/b.jpg"


def test_words_before_the_first_picture_use_the_first() -> None:
    rundown = planned(
        """\
        ## Một tin {#mot}

        Câu đứng trước bức tranh đầu tiên.

        ![Tranh một. Tranh: A](a.jpg)

        Câu đứng sau bức tranh đầu tiên.
        """
    )
    (shot,) = story(rundown, "mot")
    assert still(shot).asset.path == "/pictures/a.jpg"


def test_a_story_without_pictures_stands_on_a_text_plate() -> None:
    (shot,) = story(planned("## Một tin lời {#mot}\n\nChỉ có lời, không có hình.\n"), "mot")
    assert isinstance(shot.ground, Card)
    assert shot.ground.plate.kind == "text_story"


LONG = """\
## Một tin dài {#mot}

![Tranh dài. Tranh: A](a.jpg){marks}

Câu thứ nhất dài hai mươi tiếng để cho bức tranh này phải đứng lâu hơn tám giây đồng hồ. Câu thứ hai cũng dài hai mươi tiếng để cho bức tranh này phải đứng lâu hơn nữa đấy.
"""


def test_a_picture_over_eight_seconds_is_seen_again_closer() -> None:
    rundown = planned(LONG.replace("{marks}", ""))
    first, second = story(rundown, "mot")
    assert (still(first).framing, still(second).framing) == ("wide", "close")
    assert second.entry is None, "another framing is a cut"
    assert any(note.severity == "note" for note in rundown.notes)


@pytest.mark.parametrize(("marks", "size"), [("{giữ}", (2880, 1620)), ("", (1620, 2400))])
def test_held_and_upright_pictures_are_seen_once(marks: str, size: tuple[int, int]) -> None:
    assert len(story(planned(LONG.replace("{marks}", marks), a=size), "mot")) == 1


def test_a_solemn_story_holds_its_pictures() -> None:
    shots = story(planned(LONG.replace("{marks}", "").replace("{#mot}\n", "{#mot}\n\nSắc thái: trang trọng\n")), "mot")
    assert [still(shot).move for shot in shots] == ["hold"]


CARDS = """\
## Một tin có bảng {#mot}

Chuyên mục: Quyền lợi

![Tranh một. Tranh: A](a.jpg)

Câu mở đầu dài đúng chín tiếng đấy nhé các bạn.

> Lời trích dài tám tiếng đấy nhé bạn.
>
> — Trần Thị Hạnh, công nhân

Câu tiếp theo trở về bức tranh cũ ngay.

- Việc thứ nhất phải làm ngay.
- Việc thứ hai phải làm sau.
"""


def test_a_card_lasts_for_its_own_paragraph_and_then_the_picture_before_comes_back() -> None:
    shots = story(planned(CARDS), "mot")
    kinds = [shot.ground.plate.kind if isinstance(shot.ground, Card) else "still" for shot in shots]
    assert kinds == ["still", "quotation", "still", "list", "list"]
    assert [shot.entry.kind if shot.entry else "cut" for shot in shots] == ["cut", "wipe", "dissolve", "wipe", "cut"]


def test_every_item_of_a_list_is_a_shot_with_its_own_row_lit() -> None:
    shots = story(planned(CARDS), "mot")[-2:]
    lit = [shot.ground.plate.words("lit") for shot in shots if isinstance(shot.ground, Card)]
    assert lit == ["0", "1"]


def test_a_table_stands_while_the_paragraph_under_it_is_read() -> None:
    rundown = planned(
        """\
        ## Một tin {#mot}

        Bảng: Lương tối thiểu tháng (đồng/tháng). Nguồn: Nghị định 293/2025/NĐ-CP. {cột nổi=I}

        | Vùng | Mức |
        |------|----:|
        | I    | 5.310.000 |
        | IV   | 3.700.000 |

        Đoạn ngay dưới bảng được đọc khi bảng hiện.
        """
    )
    (shot,) = story(rundown, "mot")
    assert isinstance(shot.ground, Card)
    assert shot.ground.plate.words("rows") == (("I", "5.310.000"), ("IV", "3.700.000"))
    assert shot.ground.plate.words("highlight") == "I"


def test_a_dissolve_holds_only_the_last_frame_of_the_shot_before() -> None:
    rundown = planned(CARDS)
    quotation = story(rundown, "mot")[1]
    assert quotation.entry is not None
    held = quotation.entry.before
    assert held.frame == held.shot.length - 1
    assert held.shot.entry is None


def test_the_strap_enters_with_the_story_and_leaves_at_the_first_cut_after_its_time() -> None:
    body = """\
        ## Một tin {#mot}

        ![A. Tranh: A](a.jpg)

        Câu này có đúng mười hai tiếng cho bức tranh thứ nhất.

        ![B. Tranh: B](b.jpg)

        Câu này có đúng mười hai tiếng cho bức tranh thứ hai.

        ![C. Tranh: C](c.jpg)

        Câu này có đúng mười hai tiếng cho bức tranh thứ ba.
        """
    first, second, third = story(planned(body), "mot")
    assert [(one.start, one.end) for one in plates(first, "strap")] == [(0, None)]
    assert [(one.start, one.end) for one in plates(second, "strap")] == [(None, second.length)]
    assert plates(third, "strap") == []
    assert first.length < HOUSE.pacing.strap <= first.length + second.length


def test_a_subheading_changes_the_strap() -> None:
    body = ONE + "\n### Một tít phụ\n\nCâu thứ ba có sáu tiếng đấy.\n"
    shots = story(planned(body), "mot")
    titles = [one.plate.words("title") for shot in shots for one in plates(shot, "strap")]
    assert titles == ["Một tin ngắn", "Một tít phụ"]


def test_the_strap_and_a_name_strap_never_stand_together() -> None:
    body = ONE.replace("(a.jpg)", '(a.jpg){tên="Nguyễn Thị Lan – Tổ trưởng công đoàn"}')
    (shot,) = story(planned(body), "mot")
    assert plates(shot, "strap") == []
    (name,) = plates(shot, "lower_third")
    assert name.plate.words("name") == "Nguyễn Thị Lan"
    assert name.plate.words("role") == "Tổ trưởng công đoàn"


def test_the_credit_stands_for_the_whole_time_of_its_picture() -> None:
    (shot,) = story(planned(ONE), "mot")
    assert [(one.start, one.end, one.plate.words("text")) for one in plates(shot, "credit")] == [
        (None, None, "Tranh: Lao Động TV")
    ]


def test_an_archive_picture_is_labelled_for_its_whole_time() -> None:
    (shot,) = story(planned(ONE.replace("Tranh: Lao Động TV", "Ảnh tư liệu: Hoàng Trung")), "mot")
    assert [(one.start, one.end, one.plate.words("text")) for one in plates(shot, "label")] == [(None, None, "TƯ LIỆU")]


TWO = ONE + ONE.replace("#mot", "#hai").replace("Một tin ngắn", "Hai tin ngắn").replace("(a.jpg)", "(b.jpg)")


def test_a_join_between_two_stories_is_a_shot_of_its_own() -> None:
    shots = planned(TWO).shots
    joins = [shot for shot in shots if isinstance(shot.ground, Join)]
    between = joins[1].ground if len(joins) > 2 else joins[0].ground
    assert isinstance(between, Join)
    assert between.before is not None and between.after is not None
    assert between.before.shot.slug == "mot"
    assert between.after.shot.slug == "hai"
    assert between.after.frame == 0
    assert all(shot.slug == "" for shot in joins)


@pytest.mark.parametrize("words", ["Câu.", "Một câu.", "Một câu dài hơn.", "Một câu còn dài hơn nữa."])
def test_what_follows_a_join_begins_with_a_packet_of_sound_and_what_was_is_held_until_then(words: str) -> None:
    rundown = planned(TWO.replace("Một tin ngắn", words))
    stings = [cue.span.start for cue in rundown.music if cue.kind == "sting"]
    lengths = {"sting": HOUSE.pacing.sting, "wipe": HOUSE.pacing.wipe}
    begun = []
    for start, shot in zip(rundown.starts, rundown.shots, strict=True):
        if isinstance(shot.ground, Join):
            assert shot.length == lengths[shot.ground.name] + shot.ground.lead
            assert shot.ground.lead < SOUND_GRID
            assert Span(start, shot.length) in rundown.joins
            begun += [start + shot.ground.lead] if shot.ground.name == "sting" else []
    assert stings == begun
    assert rundown.joins
    assert all(join.end % SOUND_GRID == 0 for join in rundown.joins)
    assert {line.span.start for line in rundown.lines[1:]} >= {join.end for join in rundown.joins}


def test_a_story_has_the_same_shots_wherever_it_stands() -> None:
    alone = [digest(shot) for shot in story(planned(TWO.partition("## Hai")[0]), "mot")]
    before = [digest(shot) for shot in story(planned(TWO), "mot")]
    swapped = "## Hai" + TWO.partition("## Hai")[2] + TWO.partition("## Hai")[0]
    after = [digest(shot) for shot in story(planned(swapped), "mot")]
    assert alone == before == after


def test_one_longer_sentence_changes_its_own_shot_and_only_the_entry_of_the_next() -> None:
    body = """\
        ## Một tin {#mot}

        ![A. Tranh: A](a.jpg)

        Câu cho tranh thứ nhất.

        ![B. Tranh: B](b.jpg)

        Câu cho tranh thứ hai.

        ![C. Tranh: C](c.jpg)

        Câu cho tranh thứ ba.
        """
    before = planned(body)
    after = planned(body, {"Câu cho tranh thứ nhất.": 70})
    old, new = story(before, "mot"), story(after, "mot")
    assert old[0] != new[0]
    assert replace(old[1], entry=None) == replace(new[1], entry=None)
    assert old[2] == new[2]


def test_stings_never_come_twice_in_a_row() -> None:
    body = "".join(
        ONE.replace("#mot", f"#tin-{n}").replace("\n\n!", f"\n\nChuyên mục: Mục {n}\n\n!", 1) for n in range(4)
    )
    names = [shot.ground.name for shot in planned(body).shots if isinstance(shot.ground, Join)]
    inner = names[1:-1] if len(names) > 3 else names
    assert "sting" in names
    assert not any(a == b == "sting" for a, b in pairwise(inner))


RECORDED = "".join(
    ONE.replace("#mot", f"#{slug}").replace("\n\n!", f"\n\nChuyên mục: Mục {slug}\n\n!", 1)
    for slug in ("mot", "hai", "ba")
)


SEEN = 4
"""Frames of what comes under a sting or a wipe."""


def joins_of_recorded(mot: tuple[str, str], hai: tuple[str, str], ba: tuple[str, str]) -> list[Join]:
    """The joins between three stories that were recorded with joins of these kinds before and behind them. There is a sting
    before the first of them."""
    script = script_of(RECORDED)
    told = Material(script, narration_of(script), assets_of(script), HOUSE)
    taken = {
        story.slug: replace(told_story(story, told)[0], entered=half(kinds[0], "behind"), left=half(kinds[1], "before"))
        for story, kinds in zip(script.stories, (mot, hai, ba), strict=True)
    }
    again = replace(script, stories=tuple(replace(story, is_recorded=True) for story in script.stories))
    shots = plan_of(replace(told, script=again, taken=taken)).shots
    return [shot.ground for shot in shots if isinstance(shot.ground, Join)][1:3]


def half(kind: str, name: str) -> Half | None:
    return Half(kind, Coded(f"{kind} {name}", SEEN)) if kind else None


def test_a_join_is_of_the_kind_that_more_of_its_halves_were_recorded_in() -> None:
    _, second = joins_of_recorded(("", ""), ("wipe", "wipe"), ("wipe", ""))
    assert second.name == "wipe"
    assert second.coded[1] == Coded("wipe behind", SEEN)


def test_where_the_recorded_halves_disagree_a_change_of_topic_has_its_sting() -> None:
    _, second = joins_of_recorded(("", ""), ("wipe", "wipe"), ("sting", ""))
    assert second.name == "sting"
    assert second.coded == (None, Coded("sting behind", SEEN))


def test_recorded_stings_do_not_come_twice_in_a_row() -> None:
    first, second = joins_of_recorded(("", "sting"), ("sting", "sting"), ("sting", ""))
    assert (first.name, second.name) == ("wipe", "sting")


OPENING = """\
## Lời chào

Kính chào quý vị và các bạn.

## Điểm tin

Sau đây là những tin chính.

- #mot
- #hai

"""


def test_the_opening_comes_in_the_order_the_script_asks() -> None:
    rundown = planned(OPENING + TWO)
    assert [line.form for line in rundown.lines[:3]] == ["opener", "greeting", "headlines"]
    assert [line.page for line in rundown.lines] == ["A1", "A2", "A3", "B1", "B2", "C1"]
    assert isinstance(rundown.shots[0].ground, Piece)


def test_each_headline_lights_its_row_and_its_picture_opens_from_there() -> None:
    rundown = planned(OPENING + TWO)
    opened = [shot for shot in rundown.shots if shot.entry and shot.entry.kind == "open"]
    assert [still(shot).asset.path for shot in opened] == ["/pictures/a.jpg", "/pictures/b.jpg"]
    assert [shot.entry.area for shot in opened if shot.entry] == list(HOUSE.thumbnails[1])
    boards = [
        shot.ground.plate.words("lit")
        for shot in rundown.shots
        if isinstance(shot.ground, Card) and shot.ground.plate.kind == "headlines"
    ]
    assert boards == ["", "0", "1"]


def test_a_headline_without_a_picture_is_a_problem_with_its_line() -> None:
    with pytest.raises(Problems, match="picture"):
        planned(OPENING + TWO.replace("![Một bức tranh. Tranh: Lao Động TV](a.jpg)\n\n", ""))


def test_the_bed_lies_under_everything_between_opener_and_closer() -> None:
    rundown = planned(OPENING + TWO)
    music = {cue.kind: cue.span for cue in rundown.music if cue.kind != "sting"}
    assert music["opener"].start == 0
    assert music["bed"].start == music["opener"].end - HOUSE.pacing.bed_early
    assert music["bed"].end == music["closer"].start + BED_OUT
    assert music["closer"].end == rundown.frames


def test_chapters_start_at_zero_and_take_the_short_title() -> None:
    rundown = planned(OPENING + TWO.replace("{#mot}\n", "{#mot}\n\nTít ngắn: Tin một\n", 1))
    assert rundown.chapters[0].start == 0
    assert [chapter.title for chapter in rundown.chapters] == ["Điểm tin", "Tin một", "Hai tin ngắn", "Lời kết"]


def test_captions_show_the_written_words_inside_the_programme() -> None:
    rundown = planned(ONE)
    shown = " ".join(line for caption in captions_of(rundown) for line in caption.lines)
    assert shown == "Câu thứ nhất có sáu tiếng. Câu thứ hai cũng có sáu."
    assert all(caption.span.end <= rundown.frames for caption in captions_of(rundown))


def test_the_closer_says_that_the_voice_is_synthetic() -> None:
    closer = planned(ONE).shots[-1].ground
    assert isinstance(closer, Card)
    assert closer.plate.words("notice") == HOUSE.words.synthetic_voice


def test_no_story_shot_shows_the_programme_date() -> None:
    def words(plate: Plate) -> str:
        return repr(plate.fields)

    rundown = planned(OPENING + TWO)
    for shot in rundown.shots:
        if shot.slug:
            assert not any("2026" in words(overlay.plate) for overlay in shot.overlays)


def test_too_many_pictures_for_the_words_is_a_problem() -> None:
    body = ONE.replace("(a.jpg)\n", "(a.jpg)\n![B. Tranh: B](b.jpg)\n![C. Tranh: C](c.jpg)\n").replace(
        "Câu thứ nhất có sáu tiếng. ", ""
    )
    with pytest.raises(Problems, match="3 pictures"):
        planned(body)
