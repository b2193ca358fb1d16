"""Stories taken over: which words they have there, and which pictures stay with them."""

from __future__ import annotations

import pytest

from bulletin.script import parse
from bulletin.script.taking import moved, taken
from bulletin.script.values import Paragraph, Picture, Script, Story, Teaser

FRONT = "---\nbản tin: ngày\nngày: 22.11.2026\n---\n"
DAILY = """\
## Một tít {#mot}

Chuyên mục: Công đoàn
Ưu tiên: chính

![Hình một. Ảnh: A](anh/a.jpg)

Đoạn một. [Sáng nay]{tuần="Sáng 18.11"} trời mưa.

![Hình hai. Ảnh: B](anh/b.jpg)

Đoạn hai chỉ cho hôm ấy. {chỉ bản ngày}

Đoạn ba không có hình riêng.

![Hình ba. Ảnh: C](anh/c.jpg)

Đoạn bốn có hình riêng.
"""


def script(text: str) -> Script:
    return parse(FRONT + text, "daily.md")


def over(*lines: str, title: str = "Một tít", kind: str = "weekly", source: str = DAILY) -> Story:
    asked = script("\n".join((f"## [{title}](daily.md#mot)", "", *lines, ""))).stories[0]
    got = taken(asked, script(source).stories[0], kind)  # type: ignore[arg-type]
    assert not got.problems
    return got.story


def words(story: Story) -> list[str]:
    return [block.written for block in story.blocks if isinstance(block, Paragraph)]


def pictures(story: Story) -> list[str]:
    return [block.path for block in story.blocks if isinstance(block, Picture)]


def test_a_weekly_gets_the_words_of_the_week_and_leaves_out_those_of_the_day() -> None:
    story = over()
    assert words(story) == [
        "Đoạn một. Sáng 18.11 trời mưa.", "Đoạn ba không có hình riêng.", "Đoạn bốn có hình riêng."
    ]  # fmt: skip


@pytest.mark.parametrize("kind", ["weekly", "daily"])
def test_a_look_ahead_stays_where_its_story_comes_next(kind: str) -> None:
    ahead = f"{DAILY}\nTiếp theo: #hai. Mời quý vị xem tiếp.\n\n## Tin hai {{#hai}}\n\nMột câu.\n"
    assert any(isinstance(block, Teaser) for block in script(ahead).stories[0].blocks)
    assert over(kind=kind, source=ahead).blocks == over(kind=kind).blocks


def test_another_daily_gets_the_story_as_it_was() -> None:
    assert words(over(kind="daily"))[:2] == ["Đoạn một. Sáng nay trời mưa.", "Đoạn hai chỉ cho hôm ấy."]


def test_labels_come_along_and_the_heading_may_have_its_own() -> None:
    story = over("Chuyên mục: Đời sống")
    assert story.labels.section and story.labels.section.words == "Đời sống"
    assert story.labels.priority == "lead"


def test_a_new_title_is_the_titles_own() -> None:
    assert over(title="Tít khác").title.words == "Tít khác"
    assert over().title == script(DAILY).stories[0].title


def test_a_dropped_paragraph_takes_the_picture_above_it_along() -> None:
    story = over("Bỏ: đoạn 4")
    assert words(story)[-1] == "Đoạn ba không có hình riêng."
    assert pictures(story) == ["anh/a.jpg", "anh/b.jpg"]


def test_a_picture_stays_where_the_next_words_have_none() -> None:
    assert pictures(over()) == ["anh/a.jpg", "anh/b.jpg", "anh/c.jpg"]
    assert pictures(over("Bỏ: đoạn 1")) == ["anh/b.jpg", "anh/c.jpg"]


def test_an_update_comes_last() -> None:
    assert words(over("Cập nhật: Đã xong."))[-1] == "Đã xong."


def test_breaking_news_is_an_ordinary_story_afterwards() -> None:
    source = DAILY.replace("## Một tít", "## Tin mới nhận: Một tít")
    assert over(source=source).form == "story"


def test_pictures_are_found_from_the_other_folder() -> None:
    story = moved(over(), "scripts/daily", "scripts/weekly")
    assert pictures(story)[0] == "../daily/anh/a.jpg"
