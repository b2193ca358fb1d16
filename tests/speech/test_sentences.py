"""Paragraphs into sentences: where they end, what is said, where clauses and pictures stand."""

from __future__ import annotations

from itertools import pairwise

import pytest

from bulletin.errors import Place
from bulletin.script.values import Paragraph, Phrase, Picture
from bulletin.speech.doubts import alternatives, doubts
from bulletin.speech.estimate import estimate
from bulletin.speech.lexicon import read_lexicon
from bulletin.speech.pace import Pace, measured
from bulletin.speech.sentences import LONG_CLAUSE, spoken_paragraph
from bulletin.speech.values import Sentence

LEXICON = read_lexicon()
PLACE = Place("tin.md", 7, 1)
PHOTO = Picture("a.jpg", Place("tin.md", 8))


def parts(*pieces: str | Phrase | Picture) -> tuple[Sentence | Picture, ...]:
    made = tuple(Phrase(piece, PLACE) if isinstance(piece, str) else piece for piece in pieces)
    return spoken_paragraph(Paragraph(made, PLACE), LEXICON)


def sentences(*pieces: str | Phrase | Picture) -> list[Sentence]:
    return [part for part in parts(*pieces) if isinstance(part, Sentence)]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Một câu. Hai câu! Ba câu? Bốn…", 4),
        ("Họp tại TP.HCM. Hơn 200 người dự.", 2),
        ("Ở TP. Huế, GS. Lê Văn Nam và PGS.TS. Trần Hoa phát biểu.", 1),
        ("Ngày 3.7. Đoàn đến lúc 8h30. 15.000 người xem.", 3),
        ("Chờ đã… rồi đi tiếp. Xong.", 2),
        ("Chờ đã... Họ đi tiếp.", 2),
        ("Bà hỏi: “Sao thế?” rồi đi.", 1),
        ("“Tôi đồng ý. Chúng ta làm!” Ông cười.", 3),
        ("Bà Lê Thị H. nói vậy. Ông Nguyễn Văn B. (45 tuổi) cũng thế.", 2),
        ("Xem laodong.vn. Gọi 1900 1234.", 2),
        ("Không có dấu chấm", 1),
        ("…", 0),
    ],
)
def test_a_paragraph_has_as_many_sentences_as_a_reader_hears(text: str, count: int) -> None:
    assert len(sentences(text)) == count


def test_sentences_hold_both_forms_and_their_place() -> None:
    (first, second) = sentences("Có 5 tin. ", Phrase("KCN", Place("tin.md", 9), spoken="khu 3 đảng"), " vui.")
    assert (first.written, first.spoken, first.place.line) == ("Có 5 tin.", "Có năm tin.", 7)
    assert (second.written, second.spoken, second.place.line) == ("KCN vui.", "Khu ba đảng vui.", 9)


def test_what_is_to_be_spelled_is_spelled() -> None:
    assert sentences("Mã ", Phrase("AB1", PLACE, spell=True), " đây.")[0].spoken == "Mã a bê một đây."


def test_readings_point_into_the_written_sentence() -> None:
    second = sentences("Câu đầu. Rồi NLĐ đến 7h.")[1]
    assert [second.written[reading.start : reading.end] for reading in second.readings] == ["NLĐ", "7h"]


def test_clauses_end_behind_their_marks_in_both_forms() -> None:
    sentence = sentences("Sáng 3.7, tại TP.HCM; gồm: 5,5% – và 1.000 đồng.")[0]
    written = [sentence.written[:end] for end, _ in sentence.clauses]
    said = [sentence.spoken[:end] for _, end in sentence.clauses]
    assert [text.split()[-1] for text in written] == ["3.7,", "TP.HCM;", "gồm:", "–", "đồng."]
    assert [text.split()[-1] for text in said] == ["bảy,", "Minh;", "gồm:", "trăm,", "đồng."]
    assert sentence.clauses[-1] == (len(sentence.written), len(sentence.spoken))


def test_a_very_long_clause_is_cut_before_a_conjunction() -> None:
    sentence = sentences("Các cấp công đoàn đã chăm lo cho đoàn viên và người lao động khó khăn " * 3 + "hôm nay.")[0]
    ends = [0, *(end for _, end in sentence.clauses)]
    assert all(last - first <= LONG_CLAUSE for first, last in pairwise(ends))
    assert all(sentence.spoken[end - 1] == " " for end in ends[1:-1])


def test_pictures_stand_between_the_sentences_they_were_written_between() -> None:
    shape = [
        part if isinstance(part, Picture) else part.written for part in parts(PHOTO, "Một. ", PHOTO, " Hai. ", PHOTO)
    ]
    assert shape == [PHOTO, "Một.", PHOTO, "Hai.", PHOTO]


def test_a_picture_inside_a_sentence_stands_before_the_next() -> None:
    shape = [part if isinstance(part, Picture) else part.written for part in parts("Một câu ", PHOTO, " dài. Hai.")]
    assert shape == ["Một câu dài.", PHOTO, "Hai."]


def test_a_doubtful_reading_is_told_with_its_place_and_the_way_to_settle_it() -> None:
    (problem,) = doubts(sentences("Hãng ZKT họp."))
    assert problem.severity == "warning"
    assert problem.place == PLACE
    assert "dét ca tê" in str(problem.message)
    assert '[ZKT]{say="dét ca tê"}' in str(problem.hint)


def test_the_other_readings_of_a_doubtful_form_are_named() -> None:
    (problem,) = doubts(sentences("Chỉ số là 3.7 trong kỳ."))
    assert '"ba chấm bảy"' in str(problem.hint) or '"ba phẩy bảy"' in str(problem.hint)
    assert alternatives("3.7", "ba tháng bảy") == ("ba phẩy bảy", "ba chấm bảy")
    assert alternatives("3/7", "ba trên bảy") == ("ba tháng bảy", "ba phần bảy")
    assert alternatives("31/2", "ba mươi mốt trên hai") == ()
    assert alternatives("20-15", "hai mươi mười lăm") == ("hai mươi đến mười lăm",)
    assert alternatives("ASEAN", "a ét e a nờ") == ("asean",)
    assert alternatives("ZKT", "dét ca tê") == ()


def test_an_editor_s_own_words_are_not_doubted() -> None:
    assert not doubts(sentences("Hãng ", Phrase("ZKT", PLACE, spoken="dét ca tê"), " họp."))


def test_an_estimate_follows_the_syllables_and_the_pace() -> None:
    sentence = sentences("Một hai ba, bốn năm.")[0]
    assert estimate(sentence).samples == 5 * (60 * 48_000 // 230)
    assert estimate(sentence).clause_ends[0] == 3 * (60 * 48_000 // 230)
    assert estimate(sentence, pace=50).samples == 2 * estimate(sentence).samples


def test_an_estimate_with_a_measured_pace_counts_pauses_and_the_sentence_itself() -> None:
    sentence = sentences("Một hai ba, bốn năm.")[0]
    assert estimate(sentence, 100, Pace(10_000, 4_000, 3_000)).clause_ends == (34_000, 57_000)
    assert estimate(sentence, 200, Pace(10_000, 4_000, 3_000)).samples == 28_500


@pytest.mark.parametrize("pace", [100, 80])
def test_the_pace_of_a_voice_is_found_from_what_it_read(pace: int) -> None:
    true = Pace(12_000, 5_000, 7_000)
    long = "Câu này thì dài hơn hẳn những câu ở trên, vì nó có hơn hai mươi tiếng, và có cả hai dấu phẩy ở trong."
    read = sentences(f"Một hai ba, bốn năm. Sáu bảy. Tám chín mười, mười một, mười hai. {long}") * 20
    found = measured((sentence, estimate(sentence, pace, true).samples, pace) for sentence in read)
    assert abs(found.syllable - true.syllable) < 100
    assert abs(found.pause - true.pause) < 300
    assert abs(found.sentence - true.sentence) < 500


def test_the_pace_found_from_one_sentence_is_a_plain_rate() -> None:
    (sentence,) = sentences("Một hai ba, bốn năm.")
    found = measured([(sentence, 60_000, 100)])
    assert abs(estimate(sentence, 100, found).samples - 60_000) < 600
    assert found.rate == 240
