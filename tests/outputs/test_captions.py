"""Caption files: exact times, plain words, the same captions when another reader reads them."""

from __future__ import annotations

import pysubs2
import pytest

from bulletin.outputs.captions import srt, vtt
from bulletin.rundown.values import Caption
from bulletin.timing import Span

CAPTIONS = (
    Caption(Span(0, 21), ("Kính chào quý vị", "và các bạn.")),
    Caption(Span(23, 50), ("Ậ ẫ ở ỡ ỵ Đ ₫ & A < B {C}",)),
    Caption(Span(90_000, 1), ("Hết.",)),
)


def test_srt_is_plain_text_with_exact_milliseconds() -> None:
    assert srt(CAPTIONS) == (
        "1\n00:00:00,000 --> 00:00:00,840\nKính chào quý vị\nvà các bạn.\n\n"
        "2\n00:00:00,920 --> 00:00:02,920\nẬ ẫ ở ỡ ỵ Đ ₫ & A < B {C}\n\n"
        "3\n01:00:00,000 --> 01:00:00,040\nHết.\n\n"
    )


def test_vtt_has_its_header_and_escapes_what_would_be_markup() -> None:
    text = vtt(CAPTIONS)
    assert text.startswith("WEBVTT\n\n1\n00:00:00.000 --> 00:00:00.840\n")
    assert "&amp; A &lt; B {C}" in text
    assert "<" not in text


@pytest.mark.parametrize("text", [srt(CAPTIONS), vtt(CAPTIONS)])
def test_another_reader_finds_the_same_captions(text: str) -> None:
    read = pysubs2.SSAFile.from_string(text, keep_html_tags=True)
    assert [(event.start // 40, event.end // 40) for event in read] == [
        (caption.span.start, caption.span.end) for caption in CAPTIONS
    ]
    assert [len(event.text.split("\\N")) for event in read] == [2, 1, 1]


def test_files_end_lines_with_lf_only_and_no_captions_make_an_empty_file() -> None:
    assert "\r" not in srt(CAPTIONS) + vtt(CAPTIONS)
    assert srt(()) == ""
    assert vtt(()) == "WEBVTT\n\n"
