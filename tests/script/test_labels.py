"""Label lines under a title, and stories taken from other files."""

from __future__ import annotations

import pytest

from bulletin.errors import Place
from bulletin.script.values import Labels, Paragraph, Phrase, Source, Text
from tests.script.made import FILE, FRONT, errors_of, problems_of, script


def labels(*lines: str) -> Labels:
    return script("## Tin\n" + "\n".join(lines) + "\n\nCâu.").stories[0].labels


def test_every_label_line() -> None:
    found = labels(
        "Điểm tin: Một dòng.", "Tít ngắn: Ngắn", "Chuyên mục: Công đoàn", "Nơi: Bắc Ninh, 18.11", "Ưu tiên: chính",
        "Sắc thái: trang trọng", "Giọng: nữ Nam", "Thu âm: a.wav", "Nhạc: không", "Thực hiện: Mai", "Phối hợp: VTV",
        "Nhãn: Thông tin doanh nghiệp", "Ghi chú: chờ *số*", "Tuần: không", "Chờ đến: 21.11.2026 05:00",
    )  # fmt: skip
    assert found == Labels(
        headline=Paragraph((Phrase("Một dòng.", Place(FILE, 5, 11)),), Place(FILE, 5, 11)),
        short_title=Text("Ngắn", Place(FILE, 6, 11)),
        section=Text("Công đoàn", Place(FILE, 7, 13)),
        tag=Text("Bắc Ninh, 18.11", Place(FILE, 8, 6)),
        priority="lead",
        tone="solemn",
        voice=Text("nữ Nam", Place(FILE, 11, 8)),
        recording=Text("a.wav", Place(FILE, 12, 9)),
        music="none",
        by=Text("Mai", Place(FILE, 14, 12)),
        partner=Text("VTV", Place(FILE, 15, 11)),
        label=Text("Thông tin doanh nghiệp", Place(FILE, 16, 7)),
        note=Text("chờ *số*", Place(FILE, 17, 10)),
        in_weekly=False,
        embargo=Text("21.11.2026 05:00", Place(FILE, 19, 10)),
    )


@pytest.mark.parametrize(
    "line",
    ["Ưu tiên: dự phòng", "ƯU TIÊN : Dự phòng", "uu tien: du phong", "Priority: reserve", "  Ưu tiên：dự phòng."],
)
def test_labels_are_read_in_all_spellings(line: str) -> None:
    assert labels(line).priority == "reserve"


def test_an_empty_line_may_stand_between_title_and_labels() -> None:
    assert labels("", "Ưu tiên: chính").priority == "lead"


def test_a_picture_may_follow_the_labels_directly() -> None:
    (story,) = script("## Tin\nƯu tiên: chính\n![A. Ảnh: B](a.jpg)\n\nCâu.").stories
    assert story.labels.priority == "lead"
    assert len(story.blocks) == 2


def test_an_empty_label_says_nothing() -> None:
    assert labels("Ghi chú:", "Ưu tiên: chính") == Labels(priority="lead")


def test_an_unknown_label_directly_under_a_title_gets_a_suggestion() -> None:
    (problem,) = problems_of(FRONT + "## Tin\nChuyên mực: Công đoàn\n\nCâu.")
    assert problem.place == Place(FILE, 5, 1)
    assert "Did you mean “Chuyên mục”?" in str(problem.hint)


def test_a_slip_in_a_label_behind_an_empty_line_is_still_not_spoken() -> None:
    assert errors_of(FRONT + "## Tin\n\nChuyên mực: Công đoàn\n\nCâu.") == [(6, 1, "The label “{name}” is not known.")]


@pytest.mark.parametrize(
    "words", ["Ông Nam nói: chúng tôi đồng ý.", "Cần ba thứ: một, hai, ba.", "Xem https://a.vn: hay."]
)
def test_a_first_paragraph_with_a_colon_is_a_paragraph(words: str) -> None:
    (block,) = script(f"## Tin\n\n{words}").stories[0].blocks
    assert isinstance(block, Paragraph)
    assert block.written == words


def test_a_label_among_words_is_an_error_instead_of_spoken() -> None:
    assert errors_of(FRONT + "## Tin\n\nCâu.\n\nGhi chú: chờ số liệu.") == [
        (8, 1, "The label “{name}” stands among words to be read.")
    ]


def test_a_credit_under_a_picture_is_an_error_instead_of_spoken() -> None:
    assert errors_of(FRONT + "## Tin\n\n![A. Ảnh: B](a.jpg)\n\nẢnh: Hải Nguyễn\n\nCâu.") == [
        (8, 1, "The credit “{name}” stands among words to be read.")
    ]


def test_words_directly_under_labels_are_an_error() -> None:
    assert errors_of(FRONT + "## Tin\nƯu tiên: chính\nCâu dẫn.") == [
        (6, 1, "This line stands among label lines and is none.")
    ]


def test_a_doubled_label_is_an_error() -> None:
    assert errors_of(FRONT + "## Tin\nNơi: A\nPlace: B\n\nCâu.") == [(6, 1, "The label “{name}” stands twice.")]


@pytest.mark.parametrize("line", ["Ưu tiên: cao", "Sắc thái: buồn", "Tuần: thôi"])
def test_a_value_outside_its_choices_is_an_error(line: str) -> None:
    (found,) = errors_of(FRONT + f"## Tin\n{line}\n\nCâu.")
    assert found == (5, line.index(":") + 3, "“{value}” is not one of the choices here.")


def test_a_short_title_over_its_length_is_an_error_with_the_number() -> None:
    (problem,) = problems_of(FRONT + f"## Tin\nTít ngắn: {'a' * 52}\n\nCâu.")
    assert str(problem.message) == "The short title is 52 characters long; at most 49 fit."
    assert str(problem.hint) == "Shorten it by 3 characters."


# --- stories from other files -----------------------------------------------------------------------------------------

LINKED = "## [Tết Sum vầy](../daily/2026-11-20.md#tet-sum-vay)\n"


def test_a_linked_title_takes_a_story_from_another_file() -> None:
    (story,) = script(LINKED + "\nBỏ: đoạn 3\nCập nhật: 42 chuyến đã kín chỗ.").stories
    assert (story.slug, story.title) == ("tet-sum-vay", Text("Tết Sum vầy", Place(FILE, 4, 5)))
    assert story.source == Source(
        "../daily/2026-11-20.md",
        "tet-sum-vay",
        (3,),
        Paragraph((Phrase("42 chuyến đã kín chỗ.", Place(FILE, 7, 11)),), Place(FILE, 7, 11)),
        Place(FILE, 4, 4),
    )
    assert story.blocks == ()


@pytest.mark.parametrize(
    ("written", "numbers"),
    [
        ("đoạn 3", (3,)),
        ("đoạn 4, 2", (2, 4)),
        ("2-4", (2, 3, 4)),
        ("đoạn 1 và 3", (1, 3)),
        ("paragraphs 1 and 5–6", (1, 5, 6)),
    ],
)
def test_paragraphs_left_out(written: str, numbers: tuple[int, ...]) -> None:
    source = script(LINKED + f"Bỏ: {written}").stories[0].source
    assert source is not None
    assert source.dropped == numbers


@pytest.mark.parametrize("written", ["đoạn đầu", "0", "4-2", "đoạn"])
def test_what_names_no_paragraphs_is_an_error(written: str) -> None:
    assert errors_of(FRONT + LINKED + f"Bỏ: {written}") == [
        (5, 5, "“{value}” does not say which paragraphs are left out.")
    ]


def test_labels_of_linked_stories_do_not_fit_others() -> None:
    assert errors_of(FRONT + "## Tin\nBỏ: đoạn 3\n\nCâu.") == [
        (5, 1, "“{name}” is for stories taken from another file.")
    ]


def test_a_linked_story_brings_its_own_words() -> None:
    assert errors_of(FRONT + LINKED + "\nCâu.") == [
        (6, 1, "A story taken from another file brings its own words and pictures.")
    ]


@pytest.mark.parametrize(("target", "code"), [("tin.txt#a", 65), ("https://a.vn/tin.md#a", 77), ("", 65)])
def test_a_link_leads_to_a_script_in_a_file(target: str, code: int) -> None:
    (problem,) = problems_of(FRONT + f"## [Tin]({target})\n")
    assert problem.code == code
