"""The fit file: what was decided is read back as it was, and an editor's mistakes are told with their line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bulletin.errors import Problem
from bulletin.rundown.fit import Fit
from bulletin.rundown.fit_file import fit_text, read_fit
from bulletin.rundown.fitting_words import lasting, listed, measures, off_slot, over_or_under, slot_of
from bulletin.rundown.opening import Material
from bulletin.rundown.stocking import stock_of
from bulletin.script.values import Script, Slot

from .made import HOUSE, assets_of, narration_of, script_of
from .test_stocking import BODY

FILE = "22-11.khop.txt"
FIT = Fit(
    left_out=frozenset({"hai", "nam"}),
    taken_in=frozenset({"bon"}),
    paragraphs=frozenset({("mot", 2), ("mot", 3)}),
    pauses=90,
    short_opener=True,
    headlines=2,
    paces=(("ba", 103), ("mot", 98)),
)


def script() -> Script:
    return script_of(BODY)


def text() -> str:
    told = script()
    stock = stock_of(Material(told, narration_of(told), assets_of(told), HOUSE), {})
    return fit_text(FIT, told, stock, (over_or_under(350, is_over=True),))


def read(*lines: str) -> tuple[Fit, list[Problem]]:
    fit, problems = read_fit("\n".join(lines), script(), FILE, ("mot", "ba"))
    return fit, list(problems)


def test_a_fit_is_read_back_as_it_was_written() -> None:
    assert read_fit(text(), script(), FILE, [story.slug for story in script().stories]) == (FIT, ())


def test_the_file_explains_itself_in_vietnamese() -> None:
    written = text()
    assert "# thừa 14 giây" in written
    assert "bỏ tin: hai  # Hai, " in written
    assert "bỏ đoạn: mot 2  # “Đoạn này bỏ được, cùng ảnh" in written
    assert "--refit" in written


def test_english_keys_other_spacing_and_a_slug_with_its_sign_are_understood() -> None:
    fit, problems = read("Drop story : #hai", "  TỐC ĐỘ: ba 102 %   # nhanh hơn", "hinh hieu: short", "")
    assert fit == Fit(left_out=frozenset({"hai"}), paces=(("ba", 102),), short_opener=True)
    assert not problems


def test_an_editor_may_drop_any_story() -> None:
    fit, problems = read("bỏ tin: ba")
    assert fit.left_out == {"ba"}
    assert not problems


@pytest.mark.parametrize(
    ("line", "told", "hint"),
    [
        ("bỏ tinn: hai", "“bỏ tinn”", "bỏ tin"),
        ("chỉ một dòng chữ", "key: value", "bong-da"),
        ("bỏ tin:", "key: value", "bong-da"),
        ("quãng nghỉ: 20%", "“20%”", "70"),
        ("quãng nghỉ: ít thôi", "“ít thôi”", "130"),
        ("tốc độ: ba 150%", "“150%”", "108"),
        ("tốc độ: 103%", "“103%”", "bong-da"),
        ("hình hiệu: vừa", "“vừa”", "ngắn"),
        ("điểm tin: không", "“không”", "1"),
        ("bỏ đoạn: mot", "“mot”", "bong-da 3"),
    ],
)
def test_a_mistake_is_an_error_with_its_line_and_what_to_write(line: str, told: str, hint: str) -> None:
    _, (problem,) = read("# Khớp giờ", "bỏ tin: hai", line)
    assert problem.is_error
    assert problem.place
    assert (problem.place.file, problem.place.line) == (FILE, 3)
    assert told in str(problem.message)
    assert hint in str(problem.hint)


def test_the_pace_of_a_story_whose_voice_has_one_pace_only_is_a_warning_with_its_line() -> None:
    fit, (problem,) = read("quãng nghỉ: 90%", "tốc độ: ba 103%", "tốc độ: hai 103%")
    assert fit == Fit(pauses=90, paces=(("ba", 103),))
    assert problem.severity == "warning" and problem.place
    assert (problem.place.file, problem.place.line) == (FILE, 3)
    assert "one pace" in str(problem.message) and "“hai”" in str(problem.message)


def test_a_key_that_stands_twice_is_an_error() -> None:
    _, (problem,) = read("quãng nghỉ: 90%", "pauses: 80%")
    assert "twice" in str(problem.message)


@pytest.mark.parametrize(
    "line", ["bỏ tin: tin-da-mat", "thêm tin: hai", "bỏ đoạn: mot 1", "bỏ đoạn: mot 9", "tốc độ: da-mat 103%"]
)
def test_what_the_script_no_longer_has_is_a_warning_and_the_rest_still_holds(line: str) -> None:
    fit, (problem,) = read(line, "quãng nghỉ: 90%")
    assert fit == Fit(pauses=90)
    assert problem.severity == "warning"
    assert problem.place
    assert problem.place.line == 1


def test_a_story_that_is_gone_is_told_by_name_with_the_one_that_is_near() -> None:
    _, (problem,) = read("bỏ tin: hay")
    assert "“hay”" in str(problem.message)
    assert "hai" in str(read("bỏ tin: haii")[1][0].hint)


def test_how_far_off_is_said_in_words_and_never_with_a_sign() -> None:
    slot = Slot(7500, 10500)
    assert off_slot(10500, slot) is None
    assert str(off_slot(10850, slot)) == "14 s over"
    assert off_slot(10850, slot).text("vi") == "thừa 14 giây"  # type: ignore[union-attr]
    assert off_slot(7500 - 25 * 74, slot).text("vi") == "thiếu 1 phút 14 giây"  # type: ignore[union-attr]
    assert off_slot(10501, slot).text("vi") == "thừa 1 giây"  # type: ignore[union-attr]
    assert lasting(1500).text("vi") == "1 phút"


def test_a_slot_of_one_exact_length_has_the_house_tolerance() -> None:
    exact = Slot(22500, 22500)
    assert slot_of(_with(exact, "weekly")) == Slot(22250, 22750)
    assert slot_of(_with(exact, "daily")) == Slot(22375, 22625)
    assert slot_of(_with(Slot(7500, 10500), "daily")) == Slot(7500, 10500)


def test_measures_are_named_with_stories_and_lengths() -> None:
    told = script()
    stock = stock_of(Material(told, narration_of(told), assets_of(told), HOUSE), {})
    (dropped,) = measures(Fit(left_out=frozenset({"hai"})), told, stock)
    assert dropped.text("vi") == "bỏ tin: Hai (5 giây)"
    assert len(measures(FIT, told, stock)) == 7


def test_things_are_listed_with_commas() -> None:
    assert str(listed(["a", "b", "c"])) == "a, b, c"


def _with(slot: Slot, kind: str) -> Script:
    return replace(script(), slot=slot, kind=kind)  # type: ignore[arg-type]
