"""Words to be read: markup is never spoken, and small slips of typing are understood."""

from __future__ import annotations

import pytest

from bulletin.errors import Place
from bulletin.script.values import BulletList, Paragraph, Phrase, Picture
from tests.script.made import FILE, blocks, errors, only_problem, written

EMPHASIS = "Emphasis (“{found}”) does not belong in words to be read."
LEFT_OVER = "“{found}” is left over in words to be read."
HTML = "HTML (“{found}”) does not belong in a script."
ENTITY = "“{found}” is an HTML entity and would be read aloud."


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("2026. Năm nay có nhiều thay đổi.", ["2026. Năm nay có nhiều thay đổi."]),
        ("15. Đó là số người.", ["15. Đó là số người."]),
        ("1.800 công nhân.", ["1.800 công nhân."]),
        ("Biết 5 < 7 và 9 > 3, A & B, R&D.", ["Biết 5 < 7 và 9 > 3, A & B, R&D."]),
        ("Xem https://laodong.vn/tin_moi_ nhé.", ["Xem https://laodong.vn/tin_moi_ nhé."]),
        ("Gửi về ban_bien_tap@laodong.com.vn.", ["Gửi về ban_bien_tap@laodong.com.vn."]),
        ("Tên tệp snake_case_x.", ["Tên tệp snake_case_x."]),
        ("– Lời thoại.", ["– Lời thoại."]),
        ("Thẻ #TetSumVay và số #5.", ["Thẻ #TetSumVay và số #5."]),
        ("    Câu thụt đầu dòng.", ["Câu thụt đầu dòng."]),
        ("\tCâu một.\n\tCâu hai.", ["Câu một. Câu hai."]),
        ("Câu một.  \nCâu   hai.", ["Câu một. Câu hai."]),
        ("Một.\n\n\n\nHai.", ["Một.", "Hai."]),
        ("+5 độ và -3 độ.", ["+5 độ và -3 độ."]),
        ("Ông nói “được” và ‘tốt’.", ["Ông nói “được” và ‘tốt’."]),
        ("-5 độ ở Sa Pa.", ["-5 độ ở Sa Pa."]),
    ],
)
def test_words_are_read_as_they_stand(body: str, words: list[str]) -> None:
    assert written(body) == words


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("Câu *nhấn mạnh* một.", [(6, 5, EMPHASIS)]),
        ("Câu **đậm** và _x_.", [(6, 5, EMPHASIS), (6, 16, EMPHASIS)]),
        ("Khách sạn 5*.", [(6, 12, EMPHASIS)]),
        ("Điền ____ vào.", [(6, 6, EMPHASIS)]),
        ("Câu ~~bỏ~~ một.", [(6, 5, EMPHASIS)]),
        ("Câu `mã` một.", [(6, 5, "The sign ` does not belong in words to be read.")]),
        ("Câu <b>đậm</b>.", [(6, 5, HTML), (6, 11, HTML)]),
        ("<div>\nCâu.\n</div>", [(6, 1, HTML), (8, 1, HTML)]),
        ("Xem <https://laodong.vn>.", [(6, 5, HTML)]),
        ("Một&nbsp;hai &amp; ba &#38;.", [(6, 4, ENTITY), (6, 14, ENTITY), (6, 23, ENTITY)]),
        ("Câu một.\\\nCâu hai.", [(6, 9, "The sign \\ does not belong in words to be read.")]),
        ("Câu [KCN] một.", [(6, 5, LEFT_OVER)]),
        ("Câu một.[^1]", [(6, 9, LEFT_OVER)]),
        ("[x]: nguồn", [(6, 1, LEFT_OVER)]),
        ("Câu a] một.", [(6, 6, LEFT_OVER)]),
        ("Câu { một.", [(6, 5, LEFT_OVER)]),
        ("Câu } một.", [(6, 5, LEFT_OVER)]),
        ("Trái | phải.", [(6, 6, LEFT_OVER)]),
        ("Câu --> một.", [(6, 5, "“{found}” is left over from a comment.")]),
        ("Xem [báo](https://laodong.vn) nhé.", [(6, 5, "A link does not belong in words to be read.")]),
        ("##Tít dính", [(6, 1, LEFT_OVER)]),
        ("#Tết", [(6, 1, LEFT_OVER)]),
        ("• Một điểm.", [(6, 1, "The sign “{found}” does not begin a list.")]),
        ("Câu một.\n---\nCâu hai.", [(7, 1, "A line of {mark} directly under words makes a title of them.")]),
        ("Câu một.\n===", [(7, 1, "A line of {mark} directly under words makes a title of them.")]),
        ("Câu một.\n\n---\n\nCâu hai.", [(8, 1, "A dividing line does not belong in a script.")]),
        ("Câu một.\n\n* * *", [(8, 1, "A dividing line does not belong in a script.")]),
        ("Câu.\n\n```\nmã\n```", [(8, 1, "Program text between ``` or ~~~ does not belong in a script.")]),
        ("Câu.\n\n#### Nhỏ", [(8, 1, "Titles have one to three #; this one has {count}.")]),
        ("Câu.\n\n###", [(8, 1, "This title is empty.")]),
        ("1. Một.\n2. Hai.", [(6, 1, "Numbered lists are not part of the language.")]),
        ("1) Một.\n\n2) Hai.", [(6, 1, "Numbered lists are not part of the language.")]),
        ("3. Ba.\n\n4. Bốn.\n\n5. Năm.", [(8, 1, "Numbered lists are not part of the language.")]),
        ("Xuống\n- 5 độ.", [(7, 1, "This line begins a list or quotation in the middle of a sentence.")]),
        ("Xuống\n+ 5 độ.", [(7, 1, "This line begins a list or quotation in the middle of a sentence.")]),
        ("Tăng,\n> 5 độ.", [(7, 1, "This line begins a list or quotation in the middle of a sentence.")]),
    ],
)
def test_markup_is_an_error_at_its_column_and_never_spoken(body: str, found: list[tuple[int, int, str]]) -> None:
    assert errors(body) == found


def test_titles_and_labels_hold_no_markup_either() -> None:
    assert errors("### Tít *nhấn*\n\nCâu.") == [(6, 9, EMPHASIS)]
    assert errors("Nơi: **Hà Nội**\n\nCâu.") == [(6, 6, EMPHASIS)]


def test_a_span_says_what_the_voice_says() -> None:
    (block,) = blocks("Tại [KCN]{đọc=“khu công nghiệp”} Quế Võ.")
    assert block == Paragraph(
        (
            Phrase("Tại ", Place(FILE, 6, 1)),
            Phrase("KCN", Place(FILE, 6, 6), spoken="khu công nghiệp"),
            Phrase(" Quế Võ.", Place(FILE, 6, 34)),
        ),
        Place(FILE, 6, 1),
    )


@pytest.mark.parametrize(
    ("span", "phrase"),
    [
        ("[VNPT]{đánh vần}", Phrase("VNPT", Place(FILE, 6, 2), spell=True)),
        ("[VNPT]{spell}", Phrase("VNPT", Place(FILE, 6, 2), spell=True)),
        ("[VNPT] {danh van}", Phrase("VNPT", Place(FILE, 6, 2), spell=True)),
        ('[nay]{tuần="sáng 18.11"}', Phrase("nay", Place(FILE, 6, 2), weekly="sáng 18.11")),
        ("[A]{say=b weekly=c}", Phrase("A", Place(FILE, 6, 2), spoken="b", weekly="c")),
        ("[A]{đọc = „bê“}", Phrase("A", Place(FILE, 6, 2), spoken="bê")),
        ("[A]{đọc='bê xê'}", Phrase("A", Place(FILE, 6, 2), spoken="bê xê")),
    ],
)
def test_spans_are_understood_in_all_spellings(span: str, phrase: Phrase) -> None:
    (block,) = blocks(span)
    assert isinstance(block, Paragraph)
    assert block.pieces == (phrase,)


@pytest.mark.parametrize(
    ("mark", "optional", "daily_only", "voice"),
    [
        ("{bỏ được}", True, False, None),
        ("{Optional}", True, False, None),
        ("{bo duoc}", True, False, None),
        ("{chỉ bản ngày}", False, True, None),
        ('{giọng="nữ Nam"}', False, False, "nữ Nam"),
        ("{bỏ được} {giọng=„nữ Nam“}", True, False, "nữ Nam"),
    ],
)
def test_marks_at_the_end_of_a_paragraph(mark: str, optional: bool, daily_only: bool, voice: str | None) -> None:
    phrase = Phrase("Câu.", Place(FILE, 6, 1))
    assert blocks(f"Câu. {mark}") == (Paragraph((phrase,), Place(FILE, 6, 1), optional, daily_only, voice),)


def test_a_mark_inside_a_paragraph_is_an_error() -> None:
    template = "Marks stand directly behind a picture or [words], or at the end of a paragraph."
    assert errors("Câu một. {bỏ được} Câu hai.") == [(6, 10, template)]


def test_a_picture_on_the_next_line_does_not_part_a_mark_from_its_paragraph() -> None:
    paragraph, picture = blocks("Câu. {bỏ được}\n![A. Ảnh: B](a.jpg){vào}")
    assert isinstance(paragraph, Paragraph)
    assert paragraph.optional
    assert isinstance(picture, Picture)


def test_a_mark_without_a_paragraph_is_an_error() -> None:
    assert errors("Câu.\n\n{bỏ được}") == [(8, 2, "This mark stands without a paragraph.")]


def test_a_mark_in_the_wrong_place_is_told_where_it_belongs() -> None:
    problem = only_problem("Câu. {vào}")
    assert problem.place == Place(FILE, 6, 7)
    assert str(problem.hint) == "“vào” stands behind a picture."


def test_an_unknown_mark_gets_a_suggestion() -> None:
    assert str(only_problem("[A]{đánh vâng}").hint) == "Did you mean “đánh vần”?"


def test_pictures_before_the_first_and_after_the_last_word_stand_by_themselves() -> None:
    found = blocks("![A. Ảnh: X](a.jpg)\nCâu một. Câu hai.\n![B. Ảnh: X](b.jpg)\n\nCâu ba.")
    shown = [block for block in found if isinstance(block, Picture | Paragraph)]
    assert [block.path if isinstance(block, Picture) else block.written for block in shown] == [
        "a.jpg",
        "Câu một. Câu hai.",
        "b.jpg",
        "Câu ba.",
    ]


def test_a_picture_in_the_middle_of_a_sentence_is_an_error() -> None:
    assert errors("Câu ![A. Ảnh: X](a.jpg) một.") == [(6, 5, "The picture stands in the middle of a sentence.")]


@pytest.mark.parametrize("end", ["một.", "một?”", "một…", "(một.)", "[một!]{đánh vần}"])
def test_a_picture_may_stand_behind_any_end_of_a_sentence(end: str) -> None:
    (block,) = blocks(f"Câu {end}![A. Ảnh: X](a.jpg) Câu hai.")
    assert isinstance(block, Paragraph)
    assert block.written.endswith(" Câu hai.")


def test_lists_are_bulleted_with_any_of_three_signs() -> None:
    for sign in "-*+":
        (block,) = blocks(f"{sign} Một.\n{sign} Hai, viết\n  tiếp. {{bỏ được}}\n")
        assert block == BulletList(
            (
                Paragraph((Phrase("Một.", Place(FILE, 6, 3)),), Place(FILE, 6, 3)),
                Paragraph((Phrase("Hai, viết tiếp.", Place(FILE, 7, 3)),), Place(FILE, 7, 3), optional=True),
            ),
            Place(FILE, 6, 1),
        )


def test_a_list_in_a_list_is_an_error() -> None:
    assert [place[:2] for place in errors("- Một.\n  - Hai.")] == [(7, 3)]


def test_a_sentence_directly_under_a_list_is_an_error() -> None:
    template = "It cannot be told whether this line still belongs to the quotation or list above it."
    assert errors("- Một.\nCâu dẫn.") == [(7, 1, template)]
