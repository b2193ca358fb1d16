"""A recording aligned to its script: where sentences begin, and which were left out, read again or changed."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from bulletin.speech.alignment.aligning import align
from bulletin.speech.alignment.values import Alignment
from bulletin.timing import SAMPLE_RATE

from .presenter import MANNERS, SOUTH, Floats, Manner, Read, read_aloud, references, sentences, spoken

pytestmark = pytest.mark.media

TEXTS = (
    "Kính chào quý vị và các bạn.",
    "Công đoàn thành phố chốt kế hoạch chăm lo Tết sớm một tháng so với năm ngoái.",
    "Theo kế hoạch, bốn mươi hai chuyến xe sẽ đưa công nhân về quê.",
    "Mỗi phần quà trị giá một triệu đồng, trao tận tay người lao động.",
    "Danh sách được lập từ tổ sản xuất.",
    "Các khu công nghiệp phía Bắc đăng ký nhiều nhất, gần ba nghìn chỗ.",
    "Ban tổ chức cho biết sẽ mở thêm hai điểm bán hàng bình ổn giá.",
    "Xin cảm ơn quý vị đã theo dõi.",
)
OTHER = "Thời tiết ngày mai nhiều mây, vùng núi có mưa rào rải rác và gió nhẹ."


def aligned(read: Read, texts: tuple[str, ...] = TEXTS) -> Alignment:
    return align(read.samples, sentences(texts), references(texts))


def found(alignment: Alignment) -> list[tuple[str, int]]:
    return [(finding.kind, finding.sentence) for finding in alignment.findings]


def milliseconds(alignment: Alignment, read: Read) -> Floats:
    starts = [reading.start for reading in alignment.readings if reading]
    return np.asarray(np.abs(np.array(starts) - read.starts) * 1000 / SAMPLE_RATE, np.float32)


@pytest.mark.parametrize("manner", MANNERS, ids=lambda manner: manner.variant)
def test_every_sentence_begins_where_it_was_read(manner: Manner) -> None:
    read = read_aloud(TEXTS, manner)
    alignment = aligned(read)
    errors = milliseconds(alignment, read)
    assert not [finding for finding in alignment.findings if finding.certain]
    assert errors.mean() < 40
    assert errors.max() < 120


def test_cuts_lie_in_the_pauses() -> None:
    read = read_aloud(TEXTS)
    readings = [reading for reading in aligned(read).readings if reading]
    for end, start, before, after in zip(read.ends, read.starts[1:], readings, readings[1:], strict=False):
        assert before.end <= before.last <= after.start
        assert before.first <= before.start < before.end
        assert end - SAMPLE_RATE // 20 < before.last <= start + SAMPLE_RATE // 20


@pytest.mark.parametrize("missing", [0, 3, 4, 7])
def test_a_sentence_that_was_not_read_is_found(missing: int) -> None:
    read = read_aloud(tuple(text for at, text in enumerate(TEXTS) if at != missing))
    alignment = aligned(read)
    assert found(alignment) == [("not-read", missing)]
    assert [at for at, reading in enumerate(alignment.readings) if reading is None] == [missing]
    assert alignment.findings[0].certain
    assert alignment.findings[0].place.line == missing + 1
    assert milliseconds(alignment, read).max() < 120


def test_a_missing_sentence_is_told_with_the_time_it_should_stand_at() -> None:
    read = read_aloud(TEXTS[:3] + TEXTS[4:])
    at = aligned(read).findings[0].at
    assert abs(at - read.ends[2]) < SAMPLE_RATE / 4


def test_several_sentences_that_were_not_read_are_found() -> None:
    read = read_aloud(TEXTS[:2] + TEXTS[4:6])
    assert found(aligned(read)) == [("not-read", 2), ("not-read", 3), ("not-read", 6), ("not-read", 7)]


def test_of_a_sentence_read_twice_the_last_reading_is_taken() -> None:
    read = read_aloud(TEXTS[:4] + TEXTS[3:])
    alignment = aligned(read)
    assert found(alignment) == [("read-twice", 3)]
    assert not alignment.findings[0].certain
    reading = alignment.readings[3]
    assert reading
    assert abs(reading.start - read.starts[4]) < 0.12 * SAMPLE_RATE
    assert abs(alignment.findings[0].at - read.starts[3]) < 0.12 * SAMPLE_RATE


def test_other_words_in_the_place_of_a_sentence_are_told_there() -> None:
    read = read_aloud((*TEXTS[:3], OTHER, *TEXTS[4:]))
    alignment = aligned(read)
    assert found(alignment) == [("read-differently", 3)]
    assert read.starts[3] - SAMPLE_RATE / 2 < alignment.findings[0].at < read.ends[3]


def test_words_and_noises_before_and_behind_are_passed_over() -> None:
    read = read_aloud(("Một hai ba, một hai ba, thử máy.", *TEXTS, OTHER))
    alignment = aligned(read)
    assert not alignment.findings
    assert milliseconds(alignment, replace(read, starts=read.starts[1:-1])).max() < 120


def test_a_cough_between_sentences_is_passed_over() -> None:
    read = read_aloud(TEXTS, replace(SOUTH, pauses=(0.9, 1.2)))
    samples = read.samples.copy()
    at = read.ends[2] + SAMPLE_RATE * 3 // 10
    samples[at : at + SAMPLE_RATE // 4] += 0.3 * np.random.default_rng(5).standard_normal(SAMPLE_RATE // 4)
    alignment = aligned(replace(read, samples=samples))
    assert not alignment.findings
    assert milliseconds(alignment, read).max() < 120


def test_sentences_without_a_pause_between_them_are_parted_where_the_next_begins() -> None:
    read = read_aloud(TEXTS, replace(SOUTH, pauses=(0.0, 0.02)))
    assert milliseconds(aligned(read), read).mean() < 60


@pytest.mark.parametrize("edited", [1, 3, 6])
def test_an_edit_of_the_text_moves_no_border_of_another_sentence(edited: int) -> None:
    read = read_aloud(TEXTS)
    before = aligned(read).readings
    text = TEXTS[edited].replace("một", "hai").replace("bốn", "năm").replace("cho biết sẽ", "vừa quyết định")
    after = aligned(read, (*TEXTS[:edited], text, *TEXTS[edited + 1 :])).readings
    assert text != TEXTS[edited]
    for at, (one, other) in enumerate(zip(before, after, strict=True)):
        assert one and other
        assert (one.start, one.end, one.first, one.last) == (other.start, other.end, other.first, other.last), at


def test_a_sentence_taken_out_of_the_text_moves_no_border() -> None:
    read = read_aloud(TEXTS)
    before = aligned(read).readings
    after = aligned(read, TEXTS[:2] + TEXTS[3:])
    assert not after.findings
    kept = [(one.start, one.end) for at, one in enumerate(before) if one and at != 2]
    assert kept == [(one.start, one.end) for one in after.readings if one]


def test_a_single_sentence_is_aligned() -> None:
    read = read_aloud(TEXTS[1:2])
    assert milliseconds(aligned(read, TEXTS[1:2]), read).max() < 60


def test_clauses_end_at_their_pauses() -> None:
    read = read_aloud(TEXTS[2:3], replace(SOUTH, pace=100, pitch=1.0))
    said = spoken(TEXTS[2])
    quiet = np.convolve(np.abs(said), np.ones(2400) / 2400, mode="same")[4800:-4800]
    comma = 4800 + int(np.argmin(quiet))
    known = [replace(references(TEXTS[2:3])[0], clause_ends=(comma, len(said)))]
    reading = align(read.samples, sentences(TEXTS[2:3]), known).readings[0]
    assert reading
    assert abs(reading.clause_ends[0] - read.starts[0] - comma) < 0.12 * SAMPLE_RATE
    assert reading.clause_ends[1] == reading.end
