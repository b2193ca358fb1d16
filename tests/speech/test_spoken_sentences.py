"""Sentences of the news as papers write them, and what an announcer says: one row of the table, one test."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bulletin.errors import Place
from bulletin.script.values import Paragraph, Phrase
from bulletin.speech.lexicon import read_lexicon
from bulletin.speech.rules import DOUBTFUL
from bulletin.speech.sentences import LONG_CLAUSE, spoken_paragraph
from bulletin.speech.spoken import join, readings, spoken
from bulletin.speech.values import Sentence
from bulletin.speech.voices.pieces import pieces

LEXICON = read_lexicon()
PLACE = Place("tin.md", 1)
TABLE = Path(__file__).with_name("spoken_sentences.tsv")
"""Columns: written, spoken, category. Whole readings are parted by " | ", parts that vary stand as (one|other)."""


def rows() -> list[list[str]]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()[1:]
    return [line.split("\t") for line in lines]


def folded(text: str) -> str:
    """The words alone: no case, no punctuation, one spelling of tỉ."""
    bare = re.sub(r"[^\w\s]|_", " ", unicodedata.normalize("NFC", text).lower().replace("tỷ", "tỉ"))
    return " ".join(bare.split())


def is_accepted(said: str, pattern: str) -> bool:
    """Whether words are one of the readings of the table."""
    words = folded(said).split()
    return any(len(words) in _taken(words, reading) for reading in pattern.split(" | "))


def _taken(words: list[str], reading: str) -> set[int]:
    """How many of the words, from the first, a reading may take up."""
    taken = {0}
    for part in re.split(r"\(([^()]*)\)", reading):
        options = [folded(option).split() for option in part.split("|")]
        taken = {at + len(option) for at in taken for option in options if words[at : at + len(option)] == option}
    return taken


@pytest.mark.parametrize(("written", "expected", "category"), rows())
def test_a_sentence_is_said_as_an_announcer_says_it(written: str, expected: str, category: str) -> None:
    if category == "nfd":
        written = unicodedata.normalize("NFD", written)
    assert is_accepted(spoken(written, LEXICON), expected)


def test_the_table_is_large_and_no_sentence_stands_twice() -> None:
    written = [row[0] for row in rows()]
    assert len(written) >= 1600
    assert len(set(written)) == len(written)


def test_false_alarms_are_rare() -> None:
    found = [reading.rule in DOUBTFUL for written, _, _ in rows() for reading in readings(written, LEXICON)]
    assert sum(found) / len(found) < 1 / 50


@pytest.mark.parametrize(
    "text",
    [
        "Mốc 5.11 đã rõ.",
        "Bản 5/11 đã rõ.",
        "Có 45/50 phiếu.",
        "Kết quả 1:3 gây bất ngờ.",
        "Hãng ZKT và QWR.",
        "Chỉ số 4.7 khá cao.",
        "Mẫu 787-9 mới.",
        "Nghỉ ngày 2-9.",
        "Họp sáng 5-9.",
        "Sinh ngày 3/4/26.",
        "Tỉ số chọi 1/12,5.",
        "Tan ca trước 22g.",
        "Phần TT thuộc về họ.",
        "Họ gặp KH hôm qua.",
        "Đó là TĐ lớn.",
        "Tuyển 5 NV mới.",
        "Vụ THA kéo dài.",
        "Lãi 9T khá cao.",
        "Ba CT trong vùng.",
        "Có hiệu lực từ ngày 1-7.",
    ],
)
def test_nothing_is_guessed_in_silence(text: str) -> None:
    assert any(reading.rule in DOUBTFUL for reading in readings(text, LEXICON))


NEGATIVE = [
    ("tối đa 5-7 người", "tối đa năm đến bảy người"),
    ("ngày 5.6, 7-8 người bị thương", "ngày năm tháng sáu bảy đến tám người bị thương"),
    ("bậc 3/7 đến 5/7", "bậc ba phần bảy đến năm phần bảy"),
    ("căn 45m2, cao 1m5", "căn bốn mươi lăm mét vuông cao một mét năm"),
    ("khoảng 22g muối", "khoảng hai mươi hai gam muối"),
    ("nặng 22g, đêm", "nặng hai mươi hai gam đêm"),
    ("vàng 24K, vé 24K", "vàng hai mươi tư ca vé hai mươi tư nghìn"),
    ("TV 4K", "ti vi bốn ca"),
    ("quận 5 300 người", "quận năm ba trăm người"),
    ("gọi ngay 300 người", "gọi ngay ba trăm người"),
    ("anh K'Brêu", "anh k brêu"),
    ("lô A2-7", "lô a hai bảy"),
    ("1.234.567 và mục 1.2.3", "một triệu hai trăm ba mươi tư nghìn năm trăm sáu mươi bảy và mục một chấm hai chấm ba"),
    ("bậc 1 - khoảng 7", "bậc một khoảng bảy"),
    ("thắng 2-1, (3-4 bàn)", "thắng hai một ba đến bốn bàn"),
    ("lúc 9:20", "lúc chín giờ hai mươi"),
    ("hãng Ødal", "hãng ødal"),
    ("nhà ga T3, xe tải 5T", "nhà ga tê ba xe tải năm tấn"),
    ("có 9999 hồ sơ, vàng 24K", "có chín nghìn chín trăm chín mươi chín hồ sơ vàng hai mươi tư ca"),
    ("kế hoạch 3-4 người, thu chi", "kế hoạch ba đến bốn người thu chi"),
    ("chung cư CT2, tòa T2", "chung cư xê tê hai tòa tê hai"),
    ("Bộ NV, Bộ TP, Sở TC", "bộ nội vụ bộ tư pháp sở tài chính"),
    ("chuyến bay QH201, 15 ĐB QH", "chuyến bay quy hát hai không một mười lăm đại biểu quốc hội"),
    ("âm 2 độ, còn -2 độ, 20-22 độ", "âm hai độ còn âm hai độ hai mươi đến hai mươi hai độ"),
    ("30 nam/nữ", "ba mươi nam nữ"),
    ("đạt 2/3 KH năm, 1/2023", "đạt hai phần ba kế hoạch năm tháng một năm hai nghìn không trăm hai mươi ba"),
]


@pytest.mark.parametrize(("written", "expected"), NEGATIVE)
def test_a_rule_leaves_to_others_what_is_not_its_own(written: str, expected: str) -> None:
    assert folded(spoken(written, LEXICON)) == expected


def test_a_newsroom_s_table_wins_over_abbreviations_units_and_documents(tmp_path: Path) -> None:
    own = "form\tspoken\nkg\tcân\nTLĐ\ttờ lờ đê\nU23\tu hai ba\nQĐ\tquy đổi\n"
    (tmp_path / "lexicon.tsv").write_text(own, encoding="utf-8")
    lexicon = read_lexicon(tmp_path)
    assert spoken("có 5kg, U23, TLĐ, số 7/QĐ-TLĐ", lexicon) == (
        "có năm cân, u hai ba, tờ lờ đê, số bảy quy đổi tờ lờ đê"
    )


NEWS = st.lists(
    st.one_of(
        st.sampled_from([word for row in rows() for word in row[0].split()]),
        st.text("0123456789./-–,:;% ()“”\"'ABVXIĐđaàTPhkgm²$…", max_size=8),
    ),
    max_size=30,
).map(" ".join)


@settings(max_examples=200, deadline=None)
@given(NEWS, st.sampled_from(["NFC", "NFD"]))
def test_readings_lie_in_order_inside_the_text_and_make_up_the_spoken_form(text: str, form: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    found = readings(unicodedata.normalize(form, text), LEXICON)  # type: ignore[arg-type]
    assert found == readings(composed, LEXICON)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(0 <= reading.start < reading.end <= len(composed) for reading in found)
    borders = [0, *(place for reading in found for place in (reading.start, reading.end)), len(composed)]
    kept = [composed[start:end] for start, end in zip(borders[::2], borders[1::2], strict=True)]
    said = [reading.spoken for reading in found]
    put_together = " ".join(part for pair in zip(kept, [*said, ""], strict=True) for part in pair)
    assert folded(put_together).replace(" ", "") == folded(join(composed, found).text).replace(" ", "")


@settings(max_examples=150, deadline=None)
@given(NEWS)
def test_sentences_keep_every_word_and_their_clauses_and_pieces_stay_short(text: str) -> None:
    parts = spoken_paragraph(Paragraph((Phrase(text, PLACE),), PLACE), LEXICON)
    sentences = [part for part in parts if isinstance(part, Sentence)]
    whole = folded(spoken(" ".join(text.split()), LEXICON)).replace(" ", "")
    assert "".join(folded(sentence.spoken).replace(" ", "") for sentence in sentences) == whole
    for sentence in sentences:
        ends = [(0, 0), *sentence.clauses]
        assert all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(ends))
        assert ends[-1] == (len(sentence.written), len(sentence.spoken))
        assert all(len(piece) <= 100 for _, piece in pieces(sentence.spoken, 100))


SPLIT = (
    "GS.TS. Nguyễn Văn Nam và ThS. Lê Hà dự.| Họ vui.",
    "TS. BS. Trần Bình, PGS. Hoa đến TP. Huế.",
    "Anh nói: “Tôi về.”| Chị cười.",
    "Chị hỏi: “Bao giờ?” rồi im lặng.",
    "“Đi đi!”, ông nói.| “Ở lại.”",
    "Chờ...| 5 phút sau họ đến.",
    "Có ba việc: lương; thưởng; nhà ở.| Xong.",
    "Theo Điều 5.| Khoản 2 quy định.",
    "Giá 1.500.000 đồng.| 20 người mua.",
    "Gồm điện, nước, v.v.| Họ trả đủ.",
    "Gồm điện, nước, v.v. rồi thôi.",
    "(Ảnh: P.V.)| Công nhân vui.",
    "Hết giờ!!!| Về thôi?!",
    "1. Việc làm.| 2. Nhà ở.",
    "Gặp ông J. Nguyễn ở Q. 1.| Xong.",
    "Ngày 3.7.2026.| Lúc 8.30, v.v…",
    "Khách tới TP.| Năm ngoái rất đông.",
    "Cty. Minh Anh ở TP. Nam Định.| Đông khách.",
    "John F. Kennedy tới.| Bà Lê Thị H.| Bà ra về.",
)
"""Paragraphs, their sentences parted by a stroke."""


@pytest.mark.parametrize("marked", SPLIT)
def test_a_sentence_ends_where_a_reader_ends_it(marked: str) -> None:
    written = [part.strip() for part in marked.split("|")]
    parts = spoken_paragraph(Paragraph((Phrase(marked.replace("|", ""), PLACE),), PLACE), LEXICON)
    assert [part.written for part in parts if isinstance(part, Sentence)] == written


def test_a_long_clause_without_any_conjunction_is_cut_between_words() -> None:
    parts = spoken_paragraph(Paragraph((Phrase("Công nhân lao động nghèo " * 12, PLACE),), PLACE), LEXICON)
    (sentence,) = (part for part in parts if isinstance(part, Sentence))
    ends = [0, *(end for _, end in sentence.clauses)]
    assert all(last - first <= LONG_CLAUSE for first, last in pairwise(ends))
    assert all(sentence.spoken[end - 1] == " " for end in ends[1:-1])


HOSTILE = (
    "1|1.|1,|1/|1-|1 - |1:|1^|1x|1.000.|1,000,|1 000 |0912 |0 |+84 |(0|1900 |a@|a.|a-|A-|A|Đ|AB |ABC,|I|I, |vùng I, |quý I, "
    "|X |TP. |P.|P.V|Q.1|a |ă|( |[|((|-| - |–|– |--|a/|1/2/|m/|km/|đồng/|người/|ngày 1, |1 và |ngày 1.2, |1.2 và |7h|7h30-|1:2:|"
    "7h30'|12/2024/|1/QĐ-|1-A/|A1|A1.|1A|51G-|“|…|... |A. |số |tổng đài |gọi ngay |gọi 1|tỉ lệ |tỉ lệ a/b |thắng 1-1 |(1-1, |$|$1 |"
    "%|°C|-1|5%-|\u0301|👍|&|www.|https://|a.vn/|Km1+|Km1 - |Ø|ISO 1:2000 |Á|MIEN |MIEN Á|bậc 1 - |ông A. |TP.HCM.| |\t|"
    'T2-|T2, |9T/|Q1 |10A|10AM-|USD/|1.000/|1/1.000|2025/26|10"|1\'1"|vàng 9|vàng a |1M |$1M|1.5S|1kg/|%/|John F. |TP. Năm |-2 '
)


@pytest.mark.parametrize("unit", HOSTILE.split("|"))
def test_any_line_of_ten_thousand_characters_is_read_to_its_end(unit: str) -> None:
    """How long it takes is measured by the benchmark."""
    said = spoken(hostile_line(unit), LEXICON)
    assert not any(character.isdecimal() for character in said)


def hostile_line(unit: str) -> str:
    return (unit * 10_000)[:10_000]
