"""How a sentence becomes captions: sizes, places to break, times."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin.rundown.captions import GAP, LINE, LONGEST, SHORTEST, caption_lines, chained, split_captions
from bulletin.rundown.values import Caption
from bulletin.timing import Span

LONG = (
    "Sáng 22.11, tại Khu công nghiệp Quế Võ, Chủ tịch Tổng Liên đoàn Lao động Việt Nam Nguyễn Đình Khang trao "
    "1.800 phần quà trị giá 5,31 tỷ đồng cho công nhân có hoàn cảnh khó khăn, và thăm 3 xóm trọ ở phường Vân Dương."
)
WORDS = "công nhân và của 22.11 ngày 3 triệu đồng, Nguyễn Lan. không tại “quyền – TP. nghiêng; một"
SYLLABLES = st.sampled_from(WORDS.split())


def flat(captions: tuple[tuple[str, ...], ...]) -> str:
    return " ".join(line for lines in captions for line in lines)


@given(st.lists(SYLLABLES, min_size=1, max_size=80).map(" ".join))
def test_captions_hold_all_words_in_order_in_at_most_two_lines_of_42(written: str) -> None:
    captions = caption_lines(written)
    assert flat(captions) == written
    assert all(1 <= len(lines) <= 2 for lines in captions)
    assert all(len(line) <= LINE for lines in captions for line in lines)


@given(
    st.lists(SYLLABLES, min_size=1, max_size=60).map(" ".join),
    st.integers(0, 9000),
    st.integers(30, 900),
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 10_000)), max_size=4),
)
def test_captions_fill_the_span_without_gaps(
    written: str, start: int, length: int, clauses: list[tuple[int, int]]
) -> None:
    captions = split_captions(written, Span(start, length), clauses)
    assert captions[0].span.start == start
    assert captions[-1].span.end == start + length
    assert all(one.span.end == two.span.start for one, two in pairwise(captions))


@given(
    st.lists(SYLLABLES, min_size=1, max_size=40).map(" ".join),
    st.integers(1, 9000),
    st.integers(30, 900),
    st.lists(st.tuples(st.integers(0, 300), st.integers(0, 1000)), max_size=4),
)
def test_a_sentence_has_the_same_captions_wherever_it_stands(
    written: str, later: int, length: int, clauses: list[tuple[int, int]]
) -> None:
    here = split_captions(written, Span(0, length), clauses)
    there = split_captions(written, Span(later, length), [(offset, frame + later) for offset, frame in clauses])
    assert [(caption.span.start + later, caption.span.length, caption.lines) for caption in here] == [
        (caption.span.start, caption.span.length, caption.lines) for caption in there
    ]


@pytest.mark.parametrize(
    "whole",
    [
        "Sáng 22.11", "Quế Võ", "1.800 phần", "5,31 tỷ đồng", "Nguyễn Đình Khang", "3 xóm", "công nhân", "khó khăn,",
        "Lao động", "Việt Nam", "phường Vân Dương.",
    ],
)  # fmt: skip
def test_numbers_names_and_compounds_stay_in_one_line(whole: str) -> None:
    assert any(whole in line for lines in caption_lines(LONG) for line in lines)


def test_a_caption_ends_after_punctuation_rather_than_in_a_phrase() -> None:
    captions = caption_lines(
        "Bản tin không đưa sự kiện trong ngày, mà nhắc lại những quyền lợi gắn với từng ca làm việc."
    )
    assert captions == (
        ("Bản tin không đưa sự kiện trong ngày,",),
        ("mà nhắc lại những quyền lợi", "gắn với từng ca làm việc."),
    )


def test_a_line_breaks_before_a_linking_word_never_behind_it() -> None:
    captions = caption_lines("Doanh nghiệp tuyển người vào học nghề để làm việc cho mình.")
    assert captions == (("Doanh nghiệp tuyển người vào học nghề", "để làm việc cho mình."),)


def test_a_stop_of_an_abbreviation_is_not_the_end_of_a_sentence() -> None:
    captions = caption_lines("Mức này áp dụng từ ngày 1.1.2026 ở các phường tại TP. Hồ Chí Minh và Đồng Nai.")
    assert any("TP. Hồ Chí Minh" in line for lines in captions for line in lines)


def test_a_word_longer_than_a_line_is_never_cut() -> None:
    address = "www.congdoan.example.vn/thong-tin/tro-giup-phap-ly"
    assert (address,) in caption_lines(f"Tra cứu tại {address} hoặc gọi ngay.")


def test_decomposed_letters_count_as_one() -> None:
    composed = "Người lao động được nghỉ phép năm hưởng đủ"
    decomposed = unicodedata.normalize("NFD", composed)
    assert len(decomposed) > LINE >= len(composed)
    assert caption_lines(decomposed) == ((composed,),)


def test_a_clause_end_sets_the_time_of_the_caption_that_follows_it() -> None:
    written = "Bản tin không đưa sự kiện trong ngày, mà nhắc lại những quyền lợi gắn với từng ca làm việc."
    comma = written.index(",") + 1
    captions = split_captions(written, Span(1000, 200), ((comma, 1120), (len(written), 1200)))
    assert [caption.span for caption in captions] == [Span(1000, 120), Span(1120, 80)]


def test_slow_speech_is_split_so_that_no_caption_stands_longer_than_seven_seconds() -> None:
    written = "Xin dành một phút mặc niệm những người thợ đã ra đi, và gửi lời chia buồn."
    assert len(caption_lines(written)) == 1
    captions = split_captions(written, Span(0, 300), ((len(written), 300),))
    assert all(caption.span.length <= LONGEST for caption in captions)


def test_nothing_written_is_no_caption() -> None:
    assert split_captions(" ", Span(0, 10), ()) == ()


def test_short_pauses_between_captions_close_to_two_frames_and_long_ones_stay_open() -> None:
    captions = tuple(Caption(Span(start, 50), ("Câu.",)) for start in (0, 60, 200))
    assert [caption.span for caption in chained(captions, 1000)] == [Span(0, 58), Span(60, 62), Span(200, 62)]


def test_a_caption_too_brief_to_read_is_held_where_there_is_room() -> None:
    captions = (Caption(Span(0, 3), ("Vâng.",)), Caption(Span(100, 50), ("Câu.",)))
    assert chained(captions, 160)[0].span.length == SHORTEST


@given(st.lists(st.integers(1, 80), min_size=1, max_size=12))
def test_chaining_never_makes_captions_overlap_or_move(lengths: list[int]) -> None:
    starts = [sum(lengths[:index]) for index in range(len(lengths))]
    captions = tuple(Caption(Span(start, length), ("x",)) for start, length in zip(starts, lengths, strict=True))
    after = chained(captions, sum(lengths))
    assert [caption.span.start for caption in after] == starts
    assert all(one.span.end <= two.span.start for one, two in pairwise(after))
    assert all(two.span.start - one.span.end == GAP for one, two in pairwise(after) if one.span.length > 1)
