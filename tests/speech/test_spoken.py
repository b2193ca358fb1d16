"""Written to spoken, rule by rule: what each reads, and what it must leave to others."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bulletin.speech import numerals
from bulletin.speech.lexicon import read_lexicon
from bulletin.speech.rules import DOUBTFUL
from bulletin.speech.spoken import join, readings, spoken

LEXICON = read_lexicon()


def said(text: str) -> str:
    return spoken(text, LEXICON)


def rules(text: str) -> set[str]:
    return {reading.rule for reading in readings(text, LEXICON)}


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (10, "mười"),
        (15, "mười lăm"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (55, "năm mươi lăm"),
        (101, "một trăm linh một"),
        (110, "một trăm mười"),
        (1_001, "một nghìn không trăm linh một"),
        (1_010, "một nghìn không trăm mười"),
        (20_000, "hai mươi nghìn"),
        (1_000_005, "một triệu không trăm linh năm"),
        (5_310_000, "năm triệu ba trăm mười nghìn"),
        (2_000_000_000, "hai tỉ"),
        (1_000_000_001, "một tỉ không trăm linh một"),
        (-5, "âm năm"),
    ],
)
def test_whole_numbers_read_as_an_announcer_does(number: int, words: str) -> None:
    assert numerals.cardinal(number) == words


@pytest.mark.parametrize(("numeral", "value"), [("I", 1), ("IV", 4), ("XIV", 14), ("XXI", 21), ("XC", 90)])
def test_roman_numerals_have_their_value(numeral: str, value: int) -> None:
    assert numerals.roman(numeral) == value


@pytest.mark.parametrize("word", ["", "IIII", "VX", "ABC", "IC", "MM"])
def test_what_is_no_roman_numeral_has_no_value(word: str) -> None:
    assert numerals.roman(word) is None


DATES = [
    ("Sáng 9.5, tại Huế", "Sáng chín tháng năm, tại Huế"),
    ("hạn cuối 15.12.2026", "hạn cuối mười lăm tháng mười hai năm hai nghìn không trăm hai mươi sáu"),
    ("từ 20-25.11", "từ hai mươi đến hai mươi lăm tháng mười một"),
    ("ngày 30.10 – 2.11", "ngày ba mươi tháng mười đến hai tháng mười một"),
    ("ngày 3.4 và 5.4", "ngày ba tháng tư và năm tháng tư"),
    ("dịp Quốc khánh 2/9", "dịp Quốc khánh hai tháng chín"),
    ("thứ Hai (6.7)", "thứ Hai, sáu tháng bảy"),
    ("quý II-III/2026", "quý hai đến ba năm hai nghìn không trăm hai mươi sáu"),
    ("trong tháng 4", "trong tháng tư"),
    ("tháng 4-6", "tháng tư đến sáu"),
]
TIMES = [
    ("7h30-11h", "Bảy giờ ba mươi đến mười một giờ"),
    ("lúc 19:05", "lúc mười chín giờ không năm"),
    ("lúc 8h00", "lúc tám giờ"),
    ("tỉ lệ 1:10", "tỉ lệ một trên mười"),
]
NUMBERS = [
    ("7.500.000 đồng", "Bảy triệu năm trăm nghìn đồng"),
    ("tăng 2,05%", "tăng hai phẩy không năm phần trăm"),
    ("05 người", "Năm người"),
    ("mã 0071", "mã không không bảy một"),
    ("cách mạng 4.0", "cách mạng bốn chấm không"),
    ("mục 3.2", "mục ba chấm hai"),
    ("tăng 2.5 lần", "tăng hai phẩy năm lần"),
    ("18-35 tuổi", "Mười tám đến ba mươi lăm tuổi"),
    ("từ 5 triệu - 7 triệu", "từ năm triệu đến bảy triệu"),
    ("1/3 số hộ", "Một phần ba số hộ"),
    ("thắng 3-1", "thắng ba một"),
    ("thắng thầu 20-30 tỉ đồng", "thắng thầu hai mươi đến ba mươi tỉ đồng"),
    ("24/7", "Hai mươi tư trên bảy"),
    ("vùng I, II và IV", "vùng một, hai và bốn"),
    ("Đại hội XIV", "Đại hội mười bốn"),
    ("lần thứ 4", "lần thứ tư"),
    ("thứ 2", "thứ hai"),
]
UNITS = [
    ("-5°C", "Âm năm độ xê"),
    ("60 km/h", "Sáu mươi ki lô mét một giờ"),
    ("300.000đ/người/tháng", "Ba trăm nghìn đồng một người một tháng"),
    ("30 lượt xe/ngày", "Ba mươi lượt xe một ngày"),
    ("200 triệu USD", "Hai trăm triệu đô la Mỹ"),
    ("$50", "Năm mươi đô la"),
    ("cao 1m65", "cao một mét sáu mươi lăm"),
    ("3x4 m", "Ba nhân bốn mét"),
    ("ngày/tháng/năm sinh", "ngày tháng năm sinh"),
    ("và/hoặc", "và hoặc"),
]
WORDS = [
    ("Trường CĐ Nghề, CĐ cơ sở", "Trường cao đẳng Nghề, công đoàn cơ sở"),
    ("sáng CN, CN mỏ", "sáng chủ nhật, công nhân mỏ"),
    ("ĐT 741", "Đường tỉnh bảy bốn một"),
    ("ở TP. Huế", "ở thành phố Huế"),
    ("TS. Lê Văn Bình", "Tiến sĩ Lê Văn Bình"),
    ("P.5, Q.10", "Phường năm, quận mười"),
    ("bà Lê Thị H. nói", "bà Lê Thị hát nói"),
    ("đội U23 trên QL1A", "đội u hai mươi ba trên quốc lộ một a"),
    ("xe 29A-123.45", "xe hai chín a, một hai ba, bốn năm"),
    ("hãng ZKT", "hãng dét ca tê"),
    ("TIN MỚI NHẬN", "Tin mới nhận"),
    ("dùng Zalo", "dùng da lô"),
    ("Công ty B", "Công ty bê"),
]
OTHERS = [
    ("Nghị quyết 12-NQ/TW", "Nghị quyết mười hai của trung ương"),
    ("số 15/2024/NQ-HĐND", "số mười lăm năm hai nghìn không trăm hai mươi tư nghị quyết hội đồng nhân dân"),
    ("gọi 1800 1234", "gọi một tám không không, một hai ba bốn"),
    ("gọi 300 người", "gọi ba trăm người"),
    ("laodong.vn", "Lao động chấm vê en"),
    ("Bà Lan - chủ tịch - nói", "Bà Lan, chủ tịch, nói"),
    ("(theo Bộ Y tế) mức mới", "theo Bộ Y tế, mức mới"),
    ("cá & tôm", "cá và tôm"),
    ("“Vâng”, ông nói 👍", "Vâng, ông nói"),
]


@pytest.mark.parametrize(("written", "expected"), [*DATES, *TIMES, *NUMBERS, *UNITS, *WORDS, *OTHERS])
def test_written_forms_are_spoken(written: str, expected: str) -> None:
    assert said(written) == expected


def test_case_and_punctuation_of_sentences_are_kept() -> None:
    assert said("Tại TP.HCM. Hơn 200 người, vui!") == "Tại thành phố Hồ Chí Minh. Hơn hai trăm người, vui!"


def test_a_reading_that_opens_a_sentence_gets_a_capital() -> None:
    assert said("Xong. 15 người về.") == "Xong. Mười lăm người về."


def test_decomposed_text_is_read_like_composed_text() -> None:
    text = "Tổng LĐLĐVN tặng 15.000 suất quà, quý III/2026"
    assert said(unicodedata.normalize("NFD", text)) == said(text)


def test_readings_name_their_stretch_and_their_rule() -> None:
    text = "Ngày 3.7, LĐLĐ họp"
    found = [(text[reading.start : reading.end], reading.spoken, reading.rule) for reading in readings(text, LEXICON)]
    assert found == [("3.7", "ba tháng bảy", "date"), ("LĐLĐ", "liên đoàn lao động", "lexicon")]


@pytest.mark.parametrize(
    "text", ["họp 5/11", "đạt 437/440 phiếu", "hãng ZKT", "ngày 2-9", "tăng 2.5 bậc", "kết 5-3 nhé"]
)
def test_a_reading_chosen_among_several_is_marked_doubtful(text: str) -> None:
    assert rules(text) & DOUBTFUL


@pytest.mark.parametrize("text", ["Ngày 3.7", "lễ 30/4", "2/3 số hộ", "NLĐ", "ngày 22/11/2026", "thắng 2-1", "24/7"])
def test_a_plain_reading_is_not_doubtful(text: str) -> None:
    assert not rules(text) & DOUBTFUL


def test_offsets_lead_from_written_to_spoken_words() -> None:
    text = "Có 15 người, TP.HCM vui"
    whole = join(text, readings(text, LEXICON))
    assert whole.text[whole.offsets[text.index("người")] :].startswith("người")
    assert whole.text[whole.offsets[text.index("vui")] :] == "vui"
    assert whole.offsets[-1] == len(whole.text)


WRITTEN = st.text(alphabet="0123456789./-–,:;% ()“”ABVXIĐđaàếTPhkgm²$…\u0301👍\ue000", max_size=60)


@settings(max_examples=300, deadline=None)
@given(WRITTEN)
def test_whatever_is_written_no_figure_is_left_and_readings_do_not_overlap(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    found = readings(text, LEXICON)
    assert not any(character.isdecimal() for character in said(text))
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(0 <= reading.start < reading.end <= len(composed) for reading in found)


@pytest.mark.parametrize("unit", ["1", "1.", "1-", "A-", "a@", "a.", "I, ", "1/", "0912 ", "TP. ", "(0) ", "-", "1 - "])
def test_hostile_text_is_read_to_its_end(unit: str) -> None:
    text = unit * (2000 // len(unit))
    assert said(text)
    assert not any(character.isdecimal() for character in said(text))
