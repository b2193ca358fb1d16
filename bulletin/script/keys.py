"""The closed tables of names: every key of the script language, Vietnamese first, then English."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from bulletin.script.text import bare


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """A closed set of keys. `spellings` gives for each key the ways to write it, the one we show first."""

    spellings: Mapping[str, tuple[str, ...]]

    @lru_cache(maxsize=4096)  # noqa: B019 - the tables live as long as the program
    def find(self, written: str) -> str | None:
        """The key meant by `written`: any case, any spacing, Vietnamese marks left out where only one key fits."""
        typed = _plain(written)
        exact = self.find_exact(written)
        if exact is not None or not typed:
            return exact
        fitting = {
            key for key, names in self.spellings.items() if any(_marks_left_out(typed, name.lower()) for name in names)
        }
        return fitting.pop() if len(fitting) == 1 else None

    def find_exact(self, written: str) -> str | None:
        """The key meant by `written`, every mark in its place."""
        typed = _plain(written)
        return next(
            (key for key, names in self.spellings.items() if any(typed == name.lower() for name in names)), None
        )

    def suggest(self, written: str, cutoff: float = 0.6) -> str | None:
        """The spelling nearest to a name that is not in the table."""
        by_bare = {bare(name): name for names in self.spellings.values() for name in names}
        near = difflib.get_close_matches(bare(_plain(written))[:60], by_bare, 1, cutoff)
        return by_bare[near[0]] if near else None

    def shown(self, key: str) -> str:
        """The key as we write it."""
        return self.spellings[key][0]

    def listed(self) -> str:
        """All keys as we write them, for a message."""
        return ", ".join(names[0] for names in self.spellings.values())


FRONT = Names(
    {
        "kind": ("bản tin", "bulletin"),
        "date": ("ngày", "date"),
        "title": ("tiêu đề", "title"),
        "slot": ("khung giờ", "slot"),
        "fit": ("khớp giờ", "fit"),
        "voice": ("giọng", "voice"),
        "recording": ("thu âm", "recording"),
        "brand": ("bộ nhận diện", "brand"),
        "edition": ("ấn bản", "edition"),
        "opening": ("mở đầu", "opening"),
        "editor": ("biên tập", "editor"),
        "director": ("đạo diễn", "director"),
        "responsible": ("chịu trách nhiệm nội dung", "responsible"),
        "with": ("phối hợp", "with"),
    }
)
PEOPLE = ("editor", "director", "responsible", "with")
KINDS = Names({"daily": ("ngày", "daily"), "weekly": ("tuần", "weekly"), "special": ("đặc biệt", "special")})
OPENING = Names(
    {"headlines": ("điểm tin", "headlines"), "opener": ("hình hiệu", "opener"), "greeting": ("lời chào", "greeting")}
)

SECTIONS = Names(
    {
        "greeting": ("Lời chào", "Greeting"),
        "headlines": ("Điểm tin", "Headlines"),
        "briefs": ("Tin vắn", "Briefs"),
        "closing": ("Lời kết", "Closing"),
    }
)
BREAKING = Names({"breaking": ("Tin mới nhận", "Breaking")})

LABELS = Names(
    {
        "headline": ("Điểm tin", "Headline"),
        "short_title": ("Tít ngắn", "Short title"),
        "section": ("Chuyên mục", "Section"),
        "tag": ("Nơi", "Place"),
        "priority": ("Ưu tiên", "Priority"),
        "tone": ("Sắc thái", "Tone"),
        "voice": ("Giọng", "Voice"),
        "recording": ("Thu âm", "Recording"),
        "music": ("Nhạc", "Music"),
        "by": ("Thực hiện", "By"),
        "partner": ("Phối hợp", "With"),
        "label": ("Nhãn", "Label"),
        "note": ("Ghi chú", "Note"),
        "in_weekly": ("Tuần", "Weekly"),
        "embargo": ("Chờ đến", "Embargo"),
        "dropped": ("Bỏ", "Drop"),
        "update": ("Cập nhật", "Update"),
    }
)
PRIORITIES = Names(
    {
        "lead": ("chính", "lead"),
        "normal": ("thường", "normal"),
        "droppable": ("bỏ được", "droppable"),
        "reserve": ("dự phòng", "reserve"),
    }
)
TONES = Names(
    {
        "normal": ("thường", "normal"),
        "solemn": ("trang trọng", "solemn"),
        "mourning": ("chia buồn", "mourning"),
        "glad": ("vui", "glad"),
    }
)
MUSIC = Names({"bed": ("nền", "bed"), "none": ("không", "none")})
SWITCH = Names({"on": ("bật", "on", "có", "yes"), "off": ("tắt", "off", "không", "no")})
ANSWERS = Names({"yes": ("có", "yes"), "no": ("không", "no")})

BODY = Names(
    {
        "table": ("Bảng", "Table"),
        "figure": ("Số lớn", "Big figure"),
        "silence": ("Phút mặc niệm", "Silence"),
        "teaser": ("Tiếp theo", "Next"),
    }
)

CLIPS = Names(
    {
        "bite": ("Phát biểu", "Bite"),
        "natural": ("Tiếng hiện trường", "Natural sound"),
        "package": ("Phóng sự", "Package"),
        "presenter": ("Dẫn", "Presenter"),
        "document": ("Tài liệu", "Document"),
        "map": ("Bản đồ", "Map"),
    }
)
CREDITS = Names(
    {
        "photo": ("Ảnh", "Photo"),
        "archive": ("Ảnh tư liệu", "Archive photo"),
        "illustration": ("Ảnh minh họa", "Ảnh minh hoạ", "Illustration"),
        "ai": ("Ảnh AI", "AI image"),
        "screenshot": ("Ảnh chụp màn hình", "Screenshot"),
        "video": ("Video",),
        "clip": ("Clip",),
        "graphics": ("Đồ họa", "Đồ hoạ", "Graphics"),
        "drawing": ("Tranh", "Drawing"),
        "source": ("Nguồn", "Source"),
    }
)

PICTURE_MARKS = Names(
    {
        "in": ("vào", "in"),
        "out": ("ra", "out"),
        "left": ("trái", "left"),
        "right": ("phải", "right"),
        "up": ("lên", "up"),
        "down": ("xuống", "down"),
        "hold": ("giữ", "hold"),
        "focus": ("tâm", "focus"),
        "close": ("cận", "close"),
        "wide": ("toàn", "wide"),
        "name": ("tên", "name"),
        "blur": ("mờ", "blur"),
        "keep": ("trọn", "keep"),
        "lit": ("sáng", "lit"),
        "spot": ("điểm", "spot"),
        "silence": ("lặng", "silence"),
        "low": ("tiếng nhỏ", "low sound"),
        "off": ("tắt tiếng", "mute"),
    }
)
PERSON = Names(
    {
        "name": ("tên", "name"),
        "title": ("chức danh", "title"),
        "first": ("từ", "from"),
        "last": ("đến", "to"),
        "reading": ("cách đọc", "reading"),
    }
)
SPAN_MARKS = Names({"say": ("đọc", "say"), "spell": ("đánh vần", "spell"), "weekly": ("tuần", "weekly")})
PARAGRAPH_MARKS = Names(
    {"optional": ("bỏ được", "optional"), "daily_only": ("chỉ bản ngày", "daily"), "voice": ("giọng", "voice")}
)
TABLE_MARKS = Names({"highlight": ("cột nổi", "highlight"), "form": ("dạng", "form")})
TABLE_FORMS = Names(
    {
        "bars": ("cột", "bars"),
        "line": ("đường", "line"),
        "share": ("tỷ trọng", "tỉ trọng", "share"),
        "table": ("bảng", "table"),
    }
)
TITLE_MARKS = Names({})

FIT = Names(
    {
        "left_out": ("bỏ tin", "drop story"),
        "taken_in": ("thêm tin", "add story"),
        "paragraphs": ("bỏ đoạn", "drop paragraph"),
        "pauses": ("quãng nghỉ", "pauses"),
        "opener": ("hình hiệu", "opener"),
        "headlines": ("điểm tin", "headlines"),
        "paces": ("tốc độ", "pace"),
    }
)
"""The lines of a fit file."""
OPENERS = Names({"long": ("dài", "long"), "short": ("ngắn", "short")})


def _plain(written: str) -> str:
    return " ".join(written.lower().split())


def _marks_left_out(typed: str, name: str) -> bool:
    if len(typed) != len(name):
        return False
    return all(letter in (full, plain) for letter, full, plain in zip(typed, name, bare(name), strict=True))
