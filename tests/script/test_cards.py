"""Cards and body lines: quotations, tables, big figures, silence, a look ahead."""

from __future__ import annotations

import pytest

from bulletin.errors import Place
from bulletin.script.values import BigFigure, Block, Paragraph, Phrase, Quotation, Silence, Table, Teaser
from tests.script.made import FILE, blocks, errors, only_problem, script, story

ROWS = "| Vùng | Mức |\n|---|--:|\n| I | 5.310.000 |\n| IV | 3.700.000 |"
LINE = "Bảng: Lương tối thiểu (đồng/tháng). Nguồn: Nghị định 293"


def said(words: str, line: int, column: int) -> Paragraph:
    return Paragraph((Phrase(words, Place(FILE, line, column)),), Place(FILE, line, column))


def first(body: str) -> Block:
    return blocks(body)[0]


# --- quotations -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [
        "> Đóng thêm.\n>\n> — Hạnh, công nhân",
        "> Đóng thêm.\n> — Hạnh, công nhân",
        "> Đóng thêm.\n> – Hạnh – công nhân",
        "> Đóng thêm.\n>\n> - Hạnh, công nhân",
        "> Đóng thêm.\n>-- Hạnh, công nhân",
        ">Đóng thêm.\n>\n>— Hạnh, công nhân",
    ],
)
def test_the_last_line_of_a_quotation_names_the_speaker(body: str) -> None:
    found = first(body)
    assert isinstance(found, Quotation)
    assert (found.speaker, found.role, found.of_clip) == ("Hạnh", "công nhân", False)
    assert [paragraph.written for paragraph in found.paragraphs] == ["Đóng thêm."]


def test_a_quotation_has_paragraphs_with_their_places() -> None:
    assert first("> Một,\n> hai.\n>\n> Ba.\n> — A") == Quotation(
        (said("Một, hai.", 6, 3), said("Ba.", 9, 3)), "A", "", Place(FILE, 6, 1)
    )


def test_a_quotation_without_a_speaker_is_a_warning() -> None:
    (note,) = script("## Tin\n\n> Câu.\n").notes
    assert (note.severity, note.place) == ("warning", Place(FILE, 6, 1))


@pytest.mark.parametrize("caption", ["Phát biểu: A. Video: B", "Dẫn: A"])
def test_a_quotation_directly_under_a_bite_is_its_words(caption: str) -> None:
    _, words = blocks(f"![{caption}](a.mp4)\n\n> Câu.")
    assert words == Quotation((said("Câu.", 8, 3),), "", "", Place(FILE, 8, 1), of_clip=True)


def test_a_quotation_on_the_very_next_line_belongs_to_the_bite_too() -> None:
    _, words = blocks("![Phát biểu: A. Video: B](a.mp4)\n> Câu.")
    assert isinstance(words, Quotation)
    assert words.of_clip


def test_a_quotation_further_down_is_a_card() -> None:
    *_, words = blocks("![Phát biểu: A. Video: B](a.mp4)\n\nCâu.\n\n> Lời.\n> — A")
    assert isinstance(words, Quotation)
    assert not words.of_clip


@pytest.mark.parametrize(
    ("body", "place"), [("> Một.\n> > Hai.", (7, 1)), ("> - Một.\n> - Hai.", (6, 1)), ("> ## Tít", (6, 1))]
)
def test_a_quotation_holds_words_only(body: str, place: tuple[int, int]) -> None:
    template = "A quotation or a list holds words only; something else stands inside it."
    assert (*place, template) in errors(f"Câu.\n\n{body}".removeprefix("Câu.\n\n"))


def test_a_picture_in_a_quotation_is_an_error() -> None:
    assert errors("> Câu. ![A. Ảnh: B](a.jpg)\n> — A") == [(6, 8, "No picture can stand here.")]


def test_a_quotation_of_a_speaker_only_is_an_error() -> None:
    assert errors("Câu.\n\n> — Hạnh") == [(8, 1, "The quotation is empty.")]


def test_a_sentence_directly_under_a_quotation_is_an_error() -> None:
    template = "It cannot be told whether this line still belongs to the quotation or list above it."
    assert errors("> Lời.\n> — A.\nCâu dẫn.") == [(8, 1, template)]


# --- tables -----------------------------------------------------------------------------------------------------------


def test_a_table_with_its_line() -> None:
    assert first(f"{LINE}. {{cột nổi=IV}}\n\n{ROWS}\n\nCâu.") == Table(
        "Lương tối thiểu",
        "đồng/tháng",
        "Nghị định 293",
        ("Vùng", "Mức"),
        (("I", "5.310.000"), ("IV", "3.700.000")),
        "IV",
        Place(FILE, 6, 7),
    )


@pytest.mark.parametrize("mark", ["{cột nổi=i}", "{cot noi=“I”}", "{highlight='I'}"])
def test_the_row_to_stand_out_is_named_by_its_label(mark: str) -> None:
    found = first(f"{LINE} {mark}\n{ROWS}\n\nCâu.")
    assert isinstance(found, Table)
    assert found.highlight == "I"


def test_a_row_to_stand_out_that_does_not_exist_is_an_error() -> None:
    problem = only_problem(f"Bảng: X. Nguồn: Y {{cột nổi=V}}\n\n{ROWS}\n\nCâu.")
    assert problem.place == Place(FILE, 6, 20)
    assert str(problem.hint) == "Choose one of: I, IV."


def test_a_table_without_its_line_is_an_error() -> None:
    assert errors(f"Câu.\n\n{ROWS}") == [(8, 1, "This table has no line with its title.")]


def test_a_table_line_without_its_table_is_an_error() -> None:
    assert errors(f"{LINE}\n\nCâu.") == [(6, 7, "No table follows this line.")]


def test_a_row_of_another_width_is_an_error_at_the_row() -> None:
    assert errors(f"{LINE}\n\n{ROWS}\n| V | 1 | 2 |\n\nCâu.") == [
        (12, 1, "This row has {count} cells; the table has {width} columns.")
    ]


def test_words_directly_under_a_table_are_an_error() -> None:
    assert errors(f"{LINE}\n\n{ROWS}\nCâu.") == [(12, 1, "Words stand directly under a table.")]


def test_a_table_without_rows_is_an_error() -> None:
    assert errors(f"{LINE}\n\n| A | B |\n|---|---|\n\nCâu.") == [(8, 1, "The table has no rows.")]


def test_a_table_without_a_source_is_a_warning() -> None:
    (note,) = script(f"## Tin\n\nBảng: X\n\n{ROWS}\n\nCâu.").notes
    assert (note.severity, note.place) == ("warning", Place(FILE, 6, 7))


def test_a_table_without_a_title_is_an_error() -> None:
    assert errors(f"Bảng: Nguồn: X\n\n{ROWS}\n\nCâu.") == [(6, 7, "The table has no title.")]


# --- body lines -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "figure", "words", "source"),
    [
        ("Số lớn: 1.800 công nhân được hỗ trợ. Nguồn: LĐLĐ tỉnh.", "1.800", "công nhân được hỗ trợ", "LĐLĐ tỉnh"),
        ("so lon: 7,2 % mức tăng", "7,2 %", "mức tăng", ""),
        ("Big figure: +12% so với cùng kỳ", "+12%", "so với cùng kỳ", ""),
    ],
)
def test_a_big_figure(line: str, figure: str, words: str, source: str) -> None:
    found = first(line)
    assert isinstance(found, BigFigure)
    assert (found.figure, found.words, found.source) == (figure, words, source)


def test_a_big_figure_without_a_number_is_an_error() -> None:
    assert errors("Số lớn: rất nhiều công nhân") == [
        (6, 9, "A big figure begins with a number and says what it counts.")
    ]


@pytest.mark.parametrize(("written", "frames"), [("60 giây", 1500), ("1:00", 1500), ("30s.", 750)])
def test_a_minutes_silence_is_in_frames(written: str, frames: int) -> None:
    assert first(f"Phút mặc niệm: {written}") == Silence(frames, Place(FILE, 6, 16))


@pytest.mark.parametrize("written", ["lâu", "0 giây", "600 giây", "-1", "nan"])
def test_an_impossible_silence_is_an_error(written: str) -> None:
    assert errors(f"Phút mặc niệm: {written}") == [(6, 16, "“{value}” is not a length of silence.")]


def test_a_look_ahead_names_a_story() -> None:
    found = story("Câu.\n\nTiếp theo: #tin. Mời quý vị xem tiếp.").blocks[1]
    assert found == Teaser("tin", said("Mời quý vị xem tiếp.", 8, 18), Place(FILE, 8, 12))


def test_a_look_ahead_without_words_is_an_error() -> None:
    assert errors("Câu.\n\nTiếp theo: #tin.") == [(8, 12, "A look ahead names a story and says a sentence.")]


def test_body_lines_under_each_other_are_each_their_own() -> None:
    found = blocks("Phút mặc niệm: 60 giây\nSố lớn: 3 nạn nhân\nđã được tìm thấy")
    assert [type(block) for block in found] == [Silence, BigFigure]


def test_a_table_may_say_how_it_is_drawn() -> None:
    rows = "\n\n| A | B |\n|---|---|\n| a | 1 |\n"
    for written, form in (
        ("đường", "line"),
        ("tỷ trọng", "share"),
        ("tỉ trọng", "share"),
        ("cột", "bars"),
        ("table", "table"),
    ):
        (table,) = blocks(f'Bảng: Một bảng. Nguồn: A {{dạng="{written}"}}{rows}\nMột câu.\n')[:1]
        assert isinstance(table, Table)
        assert table.form == form
    assert "tỷ trọng" in str(only_problem(f"Bảng: Một bảng. Nguồn: A {{dạng=tròn}}{rows}\nMột câu.\n").hint)
