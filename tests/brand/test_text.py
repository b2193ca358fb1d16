"""How words become lines: what is displayed, where lines break, which size is taken."""

from __future__ import annotations

import dataclasses

import pytest

from bulletin.brand.fonts import face_of
from bulletin.brand.pack import Pack
from bulletin.brand.style import Box, TextBox
from bulletin.brand.text import advances, displayed, pitch_of, typeset, typeset_short, typeset_stack, width_of

HARD = "\N{NO-BREAK SPACE}"


@pytest.fixture
def style(pack: Pack) -> TextBox:
    """Two lines of about twenty letters."""
    return TextBox(Box(0, 0, 600, 160), pack.fonts["semibold"], 54, 44, pack.colours["white"], lines=2)


def shown(pack: Pack, words: str) -> str:
    return displayed(words, face_of(pack.fonts["medium"]))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Tăng 10%", f"Tăng 10{HARD}%"),
        ("Tăng 10 %", f"Tăng 10{HARD}%"),
        ("100%", f"100{HARD}%"),
        ("%{pts}", "%{pts}"),
        ('Ông nói: "Đã chốt"', "Ông nói: “Đã chốt”"),
        ("Bắc Ninh - Hà Nội", f"Bắc Ninh{HARD}– Hà Nội"),
        ("Chờ...", "Chờ…"),
        ("Hạ\u0323n  cuo\u0302\u0301i", "Hạ\u0323n cuối".replace("ạ\u0323", "ạ\u0323")),
    ],
)
def test_words_are_displayed_with_real_signs(pack: Pack, written: str, expected: str) -> None:
    assert shown(pack, written) == expected


@pytest.mark.parametrize(
    "words",
    [
        "5 triệu đồng",
        "42 chuyến",
        "tháng 11",
        "ngày 22.11",
        "quý III",
        "3,7 triệu đồng",
        "8 giờ",
        "TP. Hồ",
        "Điều 5",
        "60 km/h",
    ],
)
def test_a_number_stays_with_its_unit(pack: Pack, words: str) -> None:
    assert " " not in shown(pack, words)


def test_dates_and_short_names_of_places_are_never_broken(style: TextBox) -> None:
    narrow = dataclasses.replace(style, box=Box(0, 0, 150, 600), lines=8)
    for line in typeset(narrow, "TP.HCM 22.11.2026 293/2025/NĐ-CP").lines:
        assert line in ("TP.HCM", "22.11.2026", "293/2025/NĐ-CP")


def test_two_lines_are_of_like_length(style: TextBox) -> None:
    first, second = typeset(style, "Thêm nhiều điểm tư vấn pháp luật mới").widths
    assert abs(first - second) < 0.3 * max(first, second)


def test_lines_rather_break_after_a_colon(style: TextBox) -> None:
    assert typeset(style, "Lương tối thiểu: đối chiếu những gì").lines[0] == "Lương tối thiểu:"


def test_words_shrink_a_little_for_a_better_break_but_never_for_fewer_lines(style: TextBox) -> None:
    wide = dataclasses.replace(style, box=Box(0, 0, 1144, 160))
    words = "Làm thêm ngày thường, ngày nghỉ hay ngày lễ: ba mức lương người lao động cần nhớ."
    torn = typeset(dataclasses.replace(wide, largest=52, smallest=52), words)
    assert not torn.lines[0].endswith("lễ:")
    better = typeset(wide, words)
    assert better.lines[0].endswith("ngày lễ:")
    assert len(better.lines) == len(torn.lines) == 2
    assert wide.smallest <= better.size < torn.size


def test_words_of_two_syllables_are_not_torn(style: TextBox) -> None:
    column = dataclasses.replace(style, box=Box(0, 0, 640, 900), lines=8)
    words = "quyền được hạn chế hợp lý về số giờ làm việc và hưởng những ngày nghỉ định kỳ được trả lương"
    lines = typeset(column, words).lines
    assert " ".join(lines) == words
    for torn in ("hợp", "hạn", "những", "được"):
        assert not any(line.endswith(f" {torn}") for line in lines)


def test_a_column_is_even_rather_than_broken_after_every_phrase(style: TextBox) -> None:
    column = dataclasses.replace(style, box=Box(0, 0, 1140, 540), largest=64, lines=8)
    words = (
        "Mọi người đều có quyền nghỉ ngơi và giải trí, kể cả quyền được hạn chế hợp lý về số giờ làm việc và hưởng những "
        "ngày nghỉ định kỳ được trả lương."
    )
    setting = typeset(column, words)
    assert len(setting.lines) == 5
    assert min(setting.widths) > 0.65 * max(setting.widths)
    assert not any(line.endswith(torn) for line in setting.lines for torn in ("về số", "số giờ", "giờ làm", "hạn"))


def test_a_column_shrinks_a_little_rather_than_tear_words(style: TextBox) -> None:
    column = dataclasses.replace(style, box=Box(0, 0, 600, 620), largest=54, smallest=38, lines=9)
    words = (
        "Ở đâu có công đoàn mạnh, ở đó người lao động được đóng bảo hiểm đủ, được nghỉ đúng ngày và được hỏi ý kiến trước "
        "khi nhà máy đổi ca."
    )
    lines = typeset(column, words).lines
    for word in ("lao động", "bảo hiểm", "công đoàn", "ý kiến", "nhà máy"):
        assert any(word in line for line in lines)


def test_short_words_take_two_lines_where_their_box_has_three(style: TextBox) -> None:
    tall = dataclasses.replace(style, box=Box(0, 0, 600, 240), lines=3)
    words = "Thêm bốn điểm tư vấn pháp luật mới cho người"
    assert len(typeset_short(tall, words, 2).lines) == 2
    long = f"{words} lao động ở khu nhà trọ"
    assert len(typeset_short(tall, long, 2).lines) == 3
    assert typeset_short(tall, long, 2).over == 0


def test_the_largest_size_that_fits_is_taken(style: TextBox) -> None:
    assert typeset(style, "Ngắn").size == 54
    middle = typeset(style, "Thêm bốn điểm tư vấn pháp luật mới cho người")
    assert 44 <= middle.size < 54
    assert middle.over == 0


def test_what_is_too_long_is_counted_in_characters(style: TextBox) -> None:
    fitting = typeset(style, "a " * 400).fitting
    assert typeset(style, fitting).over == 0
    assert typeset(style, f"{fitting} thêm mười").over == len(" thêm mười")


def test_a_single_endless_word_is_counted_too(style: TextBox) -> None:
    setting = typeset(style, "x" * 200)
    assert setting.over + len(setting.fitting) == 200
    assert typeset(style, setting.fitting).over == 0


def test_no_line_is_wider_than_its_box(style: TextBox) -> None:
    for words in ("Công đoàn chốt kế hoạch Tết", "To Ty AV LY Tr Vă ơi ưở", "một hai ba bốn năm sáu bảy"):
        setting = typeset(style, words)
        assert setting.over == 0
        assert setting.width <= style.box.width


def test_figures_in_cells_do_not_move_when_they_change(style: TextBox) -> None:
    cells = dataclasses.replace(style, tabular=True)
    assert width_of("1.111.111", cells) == width_of("4.808.096", cells)
    assert advances("18", cells)[2] == advances("80", cells)[2]


def test_capitals_stand_in_the_middle_of_their_line(style: TextBox) -> None:
    setting = typeset(style, "HẬU")
    capital = 0.74 * setting.size
    assert setting.baseline(0) - capital / 2 == pytest.approx(style.box.y + style.box.height / 2, abs=0.6)


def test_texts_of_a_stack_have_one_size_and_stand_under_each_other(style: TextBox) -> None:
    column = dataclasses.replace(style, box=Box(0, 0, 600, 400), anchor="top")
    settings = typeset_stack(column, ("Một", "Hai dòng chữ dài hơn hẳn dòng kia một chút", "Ba"), 20)
    assert len({setting.size for setting in settings}) == 1
    assert settings[1].top == settings[0].top + settings[0].height + 20
    assert settings[-1].top + settings[-1].height <= 400


def test_a_stack_that_is_too_high_counts_what_stands_below_its_box(style: TextBox) -> None:
    column = dataclasses.replace(style, box=Box(0, 0, 600, 2 * pitch_of(style, 44)), anchor="top")
    settings = typeset_stack(column, ("Một", "Hai", "Ba"), 0)
    assert [setting.over for setting in settings] == [0, 0, 2]


def test_a_character_that_the_font_lacks_is_reported_once(style: TextBox) -> None:
    assert typeset(style, "Nóng 🔥 quá 🔥").missing == ("🔥",)
