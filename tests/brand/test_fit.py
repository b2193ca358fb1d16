"""Problems of plates: each with the line of the script, what is wrong and what to do."""

from __future__ import annotations

import pytest

from bulletin.brand.fit import fit_problems
from bulletin.brand.pack import Pack
from tests.brand.samples import GROWING, LINES, ORDINARY, PICTURES, PLACE, longest, plate


@pytest.mark.parametrize("kind", ORDINARY)
def test_ordinary_words_fit_every_plate(pack: Pack, kind: str) -> None:
    assert fit_problems(pack, ORDINARY[kind]) == ()


@pytest.mark.parametrize("kind", GROWING)
def test_ten_characters_beyond_the_longest_text_are_a_problem(pack: Pack, kind: str) -> None:
    full = longest(pack, kind)
    for name in GROWING[kind]:
        fields = dict(full.fields)
        words = fields[name]
        assert isinstance(words, str)
        problems = fit_problems(pack, plate(kind, len(full.pictures), **{**fields, name: words + " mười ký tự nữa"}))
        assert problems, name


def test_a_strap_that_is_too_long_says_by_how_much_and_what_fits(pack: Pack) -> None:
    full = dict(longest(pack, "strap").fields)
    (problem,) = fit_problems(pack, plate("strap", title=f"{full['title']} mười chín", section="Công đoàn"))
    assert problem.place == PLACE
    assert problem.code == 65
    assert str(problem.message) == "The strap is 10 characters too long"
    assert str(full["title"]) in str(problem.hint).replace("\N{NO-BREAK SPACE}", " ")


def test_a_missing_glyph_is_named_with_its_code_and_font(pack: Pack) -> None:
    (problem,) = fit_problems(pack, plate("tag", text="Bắc Ninh 🔥"))
    assert str(problem.message) == "The font BeVietnamPro-Medium.ttf cannot show “🔥” (U+1F525)"
    assert problem.place == PLACE


def test_an_invisible_character_is_named_by_its_name(pack: Pack) -> None:
    (problem,) = fit_problems(pack, plate("tag", text="Bắc\N{RIGHT-TO-LEFT OVERRIDE}Ninh"))
    assert "RIGHT-TO-LEFT OVERRIDE" in str(problem.message)


@pytest.mark.parametrize(
    "words", ["100%", "%{pts}", "a'b;c", "[0:v]", r"\N{\an8}", "<script>", "{{7*7}}", "$(id)", "`ls`"]
)
def test_signs_of_other_languages_are_words_like_others(pack: Pack, words: str) -> None:
    assert fit_problems(pack, plate("strap", title=words, section="")) == ()


def test_a_sixth_headline_is_a_problem(pack: Pack) -> None:
    assert fit_problems(pack, plate("headlines", 5, lines=LINES[:2] * 2, lit="")) == ()
    (problem,) = fit_problems(pack, plate("headlines", 5, lines=LINES[:2] * 3, lit=""))
    assert "6" in str(problem.message)


def test_a_table_with_too_many_rows_is_a_problem(pack: Pack) -> None:
    rows = tuple((f"Vùng {number}", str(number)) for number in range(14))
    (problem,) = fit_problems(pack, plate("table", title="Mức", header=("Vùng", "Mức"), rows=rows))
    assert "14 rows" in str(problem.message)


def test_a_list_that_is_too_long_is_a_problem(pack: Pack) -> None:
    items = tuple(" ".join(LINES) for _ in range(9))
    assert fit_problems(pack, plate("list", title="Việc", items=items, lit=""))


def test_closing_credits_that_are_too_many_are_a_problem(pack: Pack) -> None:
    people = tuple(("Quay phim", "Nguyễn Văn A") for _ in range(20))
    (problem,) = fit_problems(pack, plate("closer", people=people, notice="", note="", date=""))
    assert "20" in str(problem.message)


def test_pictures_do_not_matter_for_fitting(pack: Pack) -> None:
    assert PICTURES
    assert fit_problems(pack, plate("headlines", 0, lines=LINES, lit="0")) == ()
