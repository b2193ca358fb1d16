"""The archive: what is found in it and how, and that its index is only ever a help."""

from __future__ import annotations

import datetime
import json
import os
from pathlib import Path
from typing import Any

import pytest

from bulletin.desk.archiving import listed
from bulletin.errors import NotFound
from bulletin.newsroom import Newsroom
from bulletin.weekly.archive import INDEX, Search, read_archive, stories, story_named

FIRST = datetime.date(2026, 1, 1)


def line(slug: str, **facts: Any) -> dict[str, Any]:
    usual = {
        "page": "B1", "slug": slug, "title": f"Tin {slug}", "form": "story", "start": 0, "frames": 500, "line": 9, "section": "Công đoàn",
        "priority": "normal", "tone": "normal", "in_weekly": True, "is_headline": False, "source": "", "words": "d", "credits": [],
        "text": f"Tin {slug}\nCông nhân được nghỉ Tết sớm ở Bắc Ninh.",
    }  # fmt: skip
    return {**usual, **facts}


def bulletin(out: Path, date: datetime.date, *lines: dict[str, Any], kind: str = "daily", **facts: Any) -> Path:
    """A manifest as `render` leaves one, as far as the archive reads it."""
    folder = out / kind / date.isoformat()
    folder.mkdir(parents=True)
    usual = {
        "script": f"scripts/{kind}/{date}.md", "frames": 9000, "draft_voice": False,
        "stories": [{"page": "A1", "slug": "", "title": "", "form": "opener", "start": 0, "frames": 9, "line": 0}, *lines],
    }  # fmt: skip
    path = folder / "bulletin.json"
    path.write_text(json.dumps({**usual, **facts}, ensure_ascii=False), encoding="utf-8")
    return path


@pytest.fixture
def out(tmp_path: Path) -> Path:
    bulletin(
        tmp_path,
        FIRST,
        line("luong", section="Việc làm", priority="lead"),
        line("cau", text="Cầu mới\nCây cầu đã xong."),
    )
    bulletin(tmp_path, FIRST + datetime.timedelta(1), line("luong", text="Lương\nLương tối thiểu vùng."))
    bulletin(tmp_path, FIRST + datetime.timedelta(2), line("tuan"), kind="weekly")
    return tmp_path


def found(out: Path, **search: Any) -> list[str]:
    return [story.name for story in stories(read_archive(out)) if Search(**search).finds(story)]


@pytest.mark.parametrize(
    ("search", "names"),
    [
        ({"first": FIRST + datetime.timedelta(1)}, ["2026-01-02#luong", "2026-01-03#tuan"]),
        ({"last": FIRST}, ["2026-01-01#luong", "2026-01-01#cau"]),
        ({"section": "việc"}, ["2026-01-01#luong"]),
        ({"section": "viec lam"}, ["2026-01-01#luong"]),
        ({"priority": "lead"}, ["2026-01-01#luong"]),
        ({"kind": "weekly"}, ["2026-01-03#tuan"]),
        ({"slug": "cau"}, ["2026-01-01#cau"]),
        ({"words": "lương tối thiểu"}, ["2026-01-02#luong"]),
        ({"words": "luong toi thieu"}, ["2026-01-02#luong"]),
        ({"words": "LƯƠNG TỐI"}, ["2026-01-02#luong"]),
        ({"words": "cây cầu"}, ["2026-01-01#cau"]),
        ({"words": "cay cau"}, ["2026-01-01#cau"]),
        ({"words": "cậy cầu"}, []),
    ],
)
def test_stories_are_found(out: Path, search: dict[str, Any], names: list[str]) -> None:
    assert found(out, **search) == names


def test_an_empty_archive_says_what_comes_into_it(tmp_path: Path) -> None:
    newsroom = Newsroom(tmp_path)
    (told,) = listed(newsroom, Search(), tmp_path / "out").sentences()
    assert str(told) == "The archive is empty: it holds what was rendered in full, no drafts."


def test_a_search_that_finds_nothing_says_so(out: Path) -> None:
    (told,) = listed(Newsroom(out.parent), Search(words="cậy cầu"), out).sentences()
    assert str(told) == "0 stories."


def test_a_slug_means_its_newest_story_and_a_date_that_one(out: Path) -> None:
    archive = read_archive(out)
    assert story_named(archive, "luong").date == FIRST + datetime.timedelta(1)
    assert story_named(archive, "2026-01-01#luong").priority == "lead"
    with pytest.raises(NotFound):
        story_named(archive, "2026-01-03#luong")


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"version": 99, "bulletins": {}}', b'{"version": 1, "bulletins": {"a": {}}}']
)
def test_an_index_that_is_torn_or_of_another_version_is_made_anew(out: Path, content: bytes) -> None:
    whole = read_archive(out)
    (out / INDEX).write_bytes(content)
    assert read_archive(out) == whole
    assert json.loads((out / INDEX).read_bytes())["bulletins"].keys() == {
        "daily/2026-01-01", "daily/2026-01-02", "weekly/2026-01-03"
    }  # fmt: skip


def test_a_bulletin_that_is_rendered_again_is_read_again(out: Path) -> None:
    read_archive(out)
    path = out / "daily" / FIRST.isoformat() / "bulletin.json"
    text = path.read_text(encoding="utf-8").replace("Cầu mới", "Cầu cũ!")
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=(1, 1))
    assert found(out, words="cầu cũ") == ["2026-01-01#cau"]


def test_a_bulletin_that_is_taken_away_is_gone(out: Path) -> None:
    read_archive(out)
    (out / "daily" / FIRST.isoformat() / "bulletin.json").unlink()
    assert found(out, slug="cau") == []


def test_a_manifest_that_cannot_be_read_is_a_fault_and_no_end(out: Path) -> None:
    (out / "daily" / FIRST.isoformat() / "bulletin.json").write_text("{", encoding="utf-8")
    faulty, *others = read_archive(out)
    assert faulty.fault
    assert [one.fault for one in others] == ["", ""]


def test_a_folder_that_can_only_be_read_serves_without_an_index(out: Path) -> None:
    (out / INDEX).mkdir()  # what cannot be written over
    assert len(read_archive(out)) == 3


def test_a_story_is_found_in_a_year(tmp_path: Path) -> None:
    words = "Công nhân được nghỉ Tết sớm ở Bắc Ninh. " * 30
    for day in range(365):
        date = FIRST + datetime.timedelta(day)
        told = [line(f"tin-{day}-{number}", text=f"Tin {day} {number}\n{words}") for number in range(12)]
        bulletin(tmp_path, date, *told)
    read_archive(tmp_path)
    assert found(tmp_path, words="nghi tet som", slug="tin-300-7") == ["2026-10-28#tin-300-7"]
