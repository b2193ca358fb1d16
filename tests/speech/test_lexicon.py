"""The tables of the lexicon, and a newsroom's own table on top of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from bulletin.errors import Problems
from bulletin.speech.lexicon import LEXICON, read_lexicon
from bulletin.speech.spoken import spoken


def test_a_folder_without_a_table_of_its_own_gets_the_package_s(tmp_path: Path) -> None:
    assert read_lexicon(tmp_path) is read_lexicon()


def test_a_newsroom_s_reading_wins(tmp_path: Path) -> None:
    (tmp_path / LEXICON).write_text("form\tspoken\nCĐ\tcổ động\nXYZ\tích y dét\n", encoding="utf-8")
    lexicon = read_lexicon(tmp_path)
    assert spoken("trường CĐ và XYZ", lexicon) == "trường cổ động và ích y dét"


def test_a_context_chooses_between_readings(tmp_path: Path) -> None:
    rows = "form\tspoken\tcontext\nAB\tmột\tafter=trường, hệ\nAB\thai\tbefore=#\nAB\tba\n"
    (tmp_path / LEXICON).write_text(rows, encoding="utf-8")
    lexicon = read_lexicon(tmp_path)
    assert spoken("trường AB, tỉnh AB 7, lại AB", lexicon) == "trường một, tỉnh hai bảy, lại ba"


def test_every_unusable_row_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / LEXICON).write_text("form\tspoken\tcontext\nAB\n\nCD\txê đê\twhen=x\n", encoding="utf-8")
    with pytest.raises(Problems) as failure:
        read_lexicon(tmp_path)
    assert [(problem.place.line if problem.place else 0) for problem in failure.value.found] == [2, 4]
    assert failure.value.exit_code == 78


def test_the_package_knows_the_words_of_union_state_and_press() -> None:
    assert len(read_lexicon().forms) > 300
    assert {"NLĐ", "UBND", "PV", "BHXH", "TP.HCM"} <= set(read_lexicon().forms)
