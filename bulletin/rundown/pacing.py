"""The measures of time and the words a brand pack gives to the planner, all lengths in frames."""

from __future__ import annotations

from dataclasses import dataclass

from bulletin.script.values import Area
from bulletin.timing import Span

DATE_STANDS = Span(96, 56)


@dataclass(frozen=True, slots=True)
class Pauses:
    """Silence after a sentence, after the last one of a paragraph, and after the last one of a story or section."""

    sentence: int = 9
    paragraph: int = 14
    story: int = 12


@dataclass(frozen=True, slots=True)
class Pacing:
    """How long things stand and move. The defaults are those of look.md's pack and of the tests."""

    pauses: Pauses = Pauses()
    opener: int = 180
    short_opener: int = 60
    opener_date: Span = DATE_STANDS
    """When the date stands over the opener, which ends on the bare ground of the boards."""
    sting: int = 20
    wipe: int = 10
    dissolve: int = 10
    card_wipe: int = 12
    picture_open: int = 14
    lead: int = 8
    """From the first frame of a story to its first word."""
    strap: int = 150
    tag: int = 100
    lower_third: int = 100
    lower_third_in: int = 12
    board: int = 30
    """How long the headlines board stands with a new row lit before its picture opens."""
    longest_view: int = 200
    """A picture that would stand longer gets a second framing."""
    shortest_view: int = 40
    text_story: int = 500
    part: int = 60
    closing_hold: int = 150
    """The closer stands for so long after the last word: its music resolves on frame 90 and rings out."""
    bed_early: int = 60
    """The bed comes in under the opener's last bar, for the opener fades there."""


@dataclass(frozen=True, slots=True)
class ScreenWords:
    """Words of the programme that no script writes: they stand in the pack."""

    opening_chapter: str = "Điểm tin"
    closing_chapter: str = "Lời kết"
    briefs: str = "Tin vắn"
    weekdays: tuple[str, ...] = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
    programme: str = "Bản tin Lao Động"
    archive_label: str = "TƯ LIỆU"
    ai_label: str = "Ảnh minh họa tạo bởi AI"
    roles: tuple[tuple[str, str], ...] = (
        ("editor", "Biên tập"),
        ("director", "Đạo diễn"),
        ("responsible", "Chịu trách nhiệm nội dung"),
        ("with", "Phối hợp"),
        ("voice", "Giọng đọc"),
    )
    synthetic_voice: str = "Giọng đọc tổng hợp (AI)"


@dataclass(frozen=True, slots=True)
class House:
    """What the planner needs to know of the brand: pacing, words, and where the board's thumbnails stand by row count."""

    pacing: Pacing = Pacing()
    words: ScreenWords = ScreenWords()
    thumbnails: tuple[tuple[Area, ...], ...] = ()
    """`thumbnails[n - 1]` are the rectangles of a board of n rows, in per cent of the frame."""
