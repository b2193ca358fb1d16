"""A newsroom with a working week: five dailies of two stories each, rendered small and once for all tests."""

from __future__ import annotations

import datetime
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bulletin.desk.orders import Order, Rendered, render
from bulletin.desk.weekly import Asked
from bulletin.desk.weeks import week_asked
from bulletin.newsroom import find_newsroom
from bulletin.picture.values import PROFILES, Encoder, Profile
from bulletin.weekly.wishes import read_length
from tests.desk.conftest import ROOT, picture, quietly
from tests.desk.test_render import packets

MONDAY = datetime.date(2026, 11, 16)
DAYS = tuple(MONDAY + datetime.timedelta(days) for days in range(5))
SMALL = Profile("final", 320, 180, Encoder("superfast", 18))

WAGES = (
    "Lương tối thiểu vùng tăng",
    "Thưởng Tết sớm ở xưởng may",
    "Nhà cho công nhân thuê",
    "Giá điện mới của phòng trọ",
    "Bảo hiểm thất nghiệp thêm điểm nhận",
)
SAFETY = (
    "Giàn giáo phải có lưới",
    "Lớp học chữa cháy buổi tối",
    "Mũ bảo hộ cũ bị thu hồi",
    "Hầm lò thêm máy đo khí",
    "Xe nâng nay có còi",
)
"""The titles of the two stories of each day."""

CONFIG = """\
brand = "laodong"

[weekly]
begins = "saturday"
length = "1:10"
"""


def daily(date: datetime.date, number: int) -> str:
    """A short daily: two stories with words of their own, on the first two days with words of the day in one."""
    morning = f'[Sáng nay]{{tuần="Sáng {date.day}.{date.month}"}}' if number <= 2 else "Buổi sáng"
    return f"""\
---
bản tin: ngày
ngày: {date:%d.%m.%Y}
mở đầu: lời chào
---
## Lời chào

Kính chào quý vị.

## {WAGES[number - 1]} {{#luong-{number}}}

Điểm tin: Tiền lương ngày {number}.
Chuyên mục: Việc làm
Ưu tiên: {"chính" if number % 2 else "thường"}

![Tranh. Tranh: Lao Động TV](../anh/{number % 3}.png)

Câu mở đầu của bản tin số {number}. {morning} có mưa ở vùng {number}, gió nhẹ dần về chiều.

![Tranh hai. Tranh: Lao Động TV](../anh/{(number + 1) % 3}.png)

Đoạn thứ hai nói thêm về chuyện số {number}.

![Tranh ba. Tranh: Lao Động TV](../anh/{(number + 2) % 3}.png)

Đoạn cuối cùng.

## {SAFETY[number - 1]} {{#an-toan-{number}}}

Chuyên mục: An toàn

![Tranh khác. Tranh: Lao Động TV](../anh/{(number + 1) % 3}.png)

Một câu ngắn về an toàn ngày {number}.

## Lời kết

Xin chào và hẹn gặp lại.
"""


def story_packets(folder: Path, slug: str) -> list[bytes]:
    """The picture's packets of a story in the finished bulletin of a folder. (A chunk's packets lie together.)"""
    manifest = json.loads((folder / "bulletin.json").read_text(encoding="utf-8"))
    line = next(line for line in manifest["stories"] if line["slug"] == slug)
    return packets(folder / manifest["master"])[line["start"] : line["start"] + line["frames"]]


@dataclass(frozen=True)
class Week:
    """A newsroom with dailies, and a store."""

    folder: Path

    @property
    def out(self) -> Path:
        return self.folder / "out"

    @property
    def store(self) -> Path:
        return self.folder / ".store"

    @property
    def weekly(self) -> Path:
        return self.folder / "scripts" / "weekly" / "2026-W47.md"

    def daily(self, date: datetime.date) -> Path:
        return self.folder / "scripts" / "daily" / f"{date.isoformat()}.md"

    def write(self, path: Path, text: str) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def asked(self, week: str = "2026-W47", length: str = "", **changes: Any) -> Asked:
        """A weekly as the command line asks for it, on the Saturday after."""
        newsroom = find_newsroom(self.folder)
        order = Order(Path(), workers=1, **changes)
        today = DAYS[-1] + datetime.timedelta(1)
        return Asked(
            newsroom, week_asked(week, newsroom.weekly, today), today, order, read_length(length) if length else 0
        )

    def render(self, script: Path, **changes: Any) -> Rendered:
        return render(Order(script, workers=1, **changes), quietly)


def make_week(folder: Path) -> Week:
    """A newsroom whose five dailies are written and not rendered."""
    (folder / "scripts" / "anh").mkdir(parents=True)
    (folder / "templates").symlink_to(ROOT / "templates")
    (folder / "bulletin.toml").write_text(CONFIG, encoding="utf-8")
    for seed in range(3):
        picture(folder / "scripts" / "anh" / f"{seed}.png", seed, (640, 360))
    week = Week(folder)
    for number, date in enumerate(DAYS, start=1):
        week.write(week.daily(date), daily(date, number))
    return week


def make_small(patch: pytest.MonkeyPatch) -> None:
    """Finished bulletins are small, so that a whole week takes seconds; and they go into the newsroom's own store."""
    patch.setitem(PROFILES, "final", SMALL)
    patch.delenv("BULLETIN_STORE", raising=False)


@contextmanager
def small_pictures() -> Iterator[None]:
    """The same for a while."""
    with pytest.MonkeyPatch.context() as patch:
        make_small(patch)
        yield


@pytest.fixture(scope="session")
def rendered_week(tmp_path_factory: pytest.TempPathFactory) -> Week:
    """The week, all five dailies rendered. Not to be changed: `week` gives a copy."""
    week = make_week(tmp_path_factory.mktemp("week") / "newsroom")
    with small_pictures():
        for date in DAYS:
            week.render(week.daily(date))
    return week


@pytest.fixture
def week(rendered_week: Week, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Week:
    """A copy of the rendered week, of the test's own. (Its patches and the test's are undone by one hand, in order.)"""
    folder = tmp_path / "newsroom"
    shutil.copytree(rendered_week.folder, folder, symlinks=True)
    make_small(monkeypatch)
    return Week(folder)
