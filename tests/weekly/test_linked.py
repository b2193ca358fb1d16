"""Stories taken from other bulletins: as they were recorded where their words are the same, made anew only where not."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from bulletin.desk.checking import check
from bulletin.desk.orders import Rendered
from bulletin.desk.records import STORIES
from bulletin.errors import BulletinError, NotFound, Problems
from bulletin.picture.values import PROFILES, Encoder
from bulletin.store import Store
from tests.desk.test_render import packets
from tests.weekly.conftest import DAYS, SAFETY, SMALL, WAGES, Week, story_packets

pytestmark = pytest.mark.media

HEAD = """\
---
bản tin: tuần
ngày: 21.11.2026
mở đầu: lời chào
---
## Lời chào

Kính chào quý vị.

"""
END = """
## Lời kết

Hẹn gặp lại tuần sau.
"""


def linked(number: int, slug: str, title: str, *lines: str) -> str:
    day = DAYS[number - 1].isoformat()
    return "\n".join((f"## [{title}](../daily/{day}.md#{slug})", *(("", *lines) if lines else ()), ""))


def safety(number: int, *lines: str, title: str = "") -> str:
    return linked(number, f"an-toan-{number}", title or SAFETY[number - 1], *lines)


def wages(number: int, *lines: str) -> str:
    return linked(number, f"luong-{number}", WAGES[number - 1], *lines)


def weekly(week: Week, *stories: str) -> Path:
    return week.write(week.weekly, HEAD + "\n".join(stories) + END)


def daily_folder(week: Week, number: int) -> Path:
    return week.out / "daily" / DAYS[number - 1].isoformat()


def made_for(rendered: Rendered) -> dict[str, int]:
    """How many shots of each story have chunks that no daily has."""
    folder = rendered.folder.parent.parent / "daily"
    known = {
        chunk
        for path in folder.glob("*/bulletin.json")
        for shot in json.loads(path.read_text(encoding="utf-8"))["shots"]
        for chunk in shot["chunks"]
    }
    made: dict[str, int] = {}
    for shot in rendered.facts["shots"]:
        made[shot["slug"]] = made.get(shot["slug"], 0) + (not known.issuperset(shot["chunks"]))
    return made


def test_a_story_with_the_same_words_is_the_same_packets(week: Week) -> None:
    rendered = week.render(weekly(week, safety(2), safety(4)))
    for number in (2, 4):
        slug = f"an-toan-{number}"
        assert story_packets(rendered.folder, slug) == story_packets(daily_folder(week, number), slug)
        assert story_packets(rendered.folder, slug)
    assert made_for(rendered)["an-toan-2"] == made_for(rendered)["an-toan-4"] == 0


def test_a_recorded_story_needs_neither_its_pictures_nor_its_voice(week: Week) -> None:
    script = weekly(week, safety(2), safety(4))
    shutil.rmtree(week.folder / "scripts" / "anh")
    rendered = week.render(script)
    assert story_packets(rendered.folder, "an-toan-2") == story_packets(daily_folder(week, 2), "an-toan-2")


def test_words_of_the_week_change_only_their_own_shots(week: Week) -> None:
    rendered = week.render(weekly(week, wages(1), safety(2)))
    made = made_for(rendered)
    shots = [shot for shot in rendered.facts["shots"] if shot["slug"] == "luong-1"]
    assert 0 < made["luong-1"] < len(shots)
    assert made["an-toan-2"] == 0
    captions = next(rendered.folder.glob("*.srt")).read_text(encoding="utf-8")
    assert "Sáng 16.11 có mưa" in captions.replace("\n", " ")
    assert "Sáng nay" not in captions


def test_a_new_title_changes_only_the_shots_that_show_it(week: Week) -> None:
    rendered = week.render(weekly(week, safety(2, title="Tít mới"), safety(4)))
    shown = [line["title"] for line in rendered.facts["stories"]]
    assert "Tít mới" in shown
    assert made_for(rendered)["an-toan-2"] > 0
    assert rendered.takes[0] <= 2  # the weekly's own greeting and closing words: no sentence of the story


def test_a_dropped_paragraph_is_neither_heard_nor_seen(week: Week) -> None:
    whole = week.render(weekly(week, wages(2), safety(4)))
    shorter = week.render(weekly(week, wages(2, "Bỏ: đoạn 2"), safety(4)))
    captions = next(shorter.folder.glob("*.srt")).read_text(encoding="utf-8")
    assert shorter.facts["frames"] < whole.facts["frames"]
    assert "Đoạn thứ hai" not in captions.replace("\n", " ")


def test_an_update_is_said_after_the_words_of_the_daily(week: Week) -> None:
    rendered = week.render(weekly(week, safety(2, "Cập nhật: Đến thứ Sáu đã xong."), safety(4)))
    captions = next(rendered.folder.glob("*.srt")).read_text(encoding="utf-8").replace("\n", " ")
    assert captions.index("Một câu ngắn về an toàn ngày 2") < captions.index("Đến thứ Sáu đã xong.")


def test_a_story_that_was_never_rendered_is_planned_from_its_script(week: Week) -> None:
    own = "## Tin để riêng {#rieng}\n\n![Tranh. Tranh: Lao Động TV](../anh/1.png)\n\nTin này nằm trong tệp riêng.\n"
    week.write(week.folder / "scripts" / "tin" / "rieng.md", own)
    rendered = week.render(weekly(week, "## [Tin để riêng](../tin/rieng.md#rieng)\n", safety(2)))
    assert made_for(rendered)["rieng"] == 1
    assert made_for(rendered)["an-toan-2"] == 0


def test_the_second_render_of_a_weekly_does_nothing(week: Week) -> None:
    script = weekly(week, safety(2), safety(4))
    first = week.render(script)
    assert first.is_new
    assert not week.render(script).is_new


def test_a_daily_rendered_again_with_other_words_reaches_the_weekly(week: Week) -> None:
    script = weekly(week, safety(2), safety(4))
    week.render(script)
    text = week.daily(DAYS[1]).read_text(encoding="utf-8")
    week.write(week.daily(DAYS[1]), text.replace("Một câu ngắn", "Một câu khác"))
    week.render(week.daily(DAYS[1]))
    rendered = week.render(script)
    assert rendered.is_new
    assert story_packets(rendered.folder, "an-toan-2") == story_packets(daily_folder(week, 2), "an-toan-2")
    assert "Một câu khác" in next(rendered.folder.glob("*.srt")).read_text(encoding="utf-8")


# --- what is lost or other --------------------------------------------------------------------------------------------


def warnings(rendered: Rendered) -> str:
    return "\n".join(f"{problem.place}: {problem.message}" for problem in rendered.findings)


def test_a_story_whose_chunks_are_lost_is_made_again_and_named(week: Week) -> None:
    stories = json.loads((daily_folder(week, 2) / STORIES).read_text(encoding="utf-8"))["stories"]
    record = next(story for story in stories if story["slug"] == "an-toan-2")
    Store(week.store).remove(record["stretch"]["shots"][0]["chunks"][0]["key"])
    rendered = week.render(weekly(week, safety(2), safety(4)))
    assert story_packets(rendered.folder, "an-toan-2") == story_packets(daily_folder(week, 2), "an-toan-2")
    assert "scripts/weekly/2026-W47.md:10" in warnings(rendered)
    assert "The story an-toan-2 is made again" in warnings(rendered)
    assert "an-toan-4 is made again" not in warnings(rendered)


def test_an_emptied_store_costs_time_and_nothing_else(week: Week) -> None:
    shutil.rmtree(week.store)
    rendered = week.render(weekly(week, safety(2), safety(4)))
    for number in (2, 4):
        assert f"The story an-toan-{number} is made again" in warnings(rendered)
        assert f"Một câu ngắn về an toàn ngày {number}" in next(rendered.folder.glob("*.srt")).read_text("utf-8")


def test_a_record_that_is_torn_is_no_record(week: Week) -> None:
    path = daily_folder(week, 2) / STORIES
    path.write_bytes(path.read_bytes()[:1000])
    rendered = week.render(weekly(week, safety(2), safety(4)))
    assert made_for(rendered)["an-toan-4"] == 0
    assert "Một câu ngắn về an toàn ngày 2" in next(rendered.folder.glob("*.srt")).read_text("utf-8")


def test_a_story_encoded_otherwise_is_made_again_and_named(week: Week, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PROFILES, "final", replace(SMALL, encoder=Encoder("medium", 18)))
    rendered = week.render(weekly(week, safety(2), safety(4)))
    assert "encoded in another way" in warnings(rendered)
    assert len(packets(rendered.master)) == rendered.facts["frames"]


def test_a_story_keeps_its_look_when_the_brand_changes_in_mid_week(week: Week) -> None:
    pack = week.folder / "templates"
    target = pack.resolve()
    pack.unlink()
    shutil.copytree(target, pack)
    brand = pack / "laodong" / "brand.toml"
    text = brand.read_text(encoding="utf-8")
    assert "Bản tin Lao Động" in text
    brand.write_text(text.replace("Bản tin Lao Động", "Bản tin Lao động"), encoding="utf-8")
    rendered = week.render(weekly(week, safety(2), safety(4)))
    assert "keeps its look" in warnings(rendered)
    assert story_packets(rendered.folder, "an-toan-2") == story_packets(daily_folder(week, 2), "an-toan-2")


def test_the_newsroom_may_be_moved(week: Week, tmp_path: Path) -> None:
    moved = Week(tmp_path / "elsewhere")
    week.folder.rename(moved.folder)
    rendered = moved.render(weekly(moved, wages(1), safety(2)))
    assert made_for(rendered)["an-toan-2"] == 0
    assert str(tmp_path) not in (rendered.folder / STORIES).read_text(encoding="utf-8")


# --- links that lead nowhere ------------------------------------------------------------------------------------------


def refused(week: Week, *stories: str) -> str:
    with pytest.raises(BulletinError) as caught:
        check(weekly(week, *stories))
    assert caught.value.exit_code in (65, 66, 77)
    errors = (problem for problem in caught.value.problems() if problem.is_error)
    return "\n".join(f"{problem.place} {problem.message} {problem.hint}" for problem in errors)


def test_a_missing_file_is_named_with_its_line(week: Week) -> None:
    told = refused(week, "## [Tin](../daily/2026-11-99.md#x)\n", safety(2))
    assert "scripts/weekly/2026-W47.md:10:" in told
    assert "2026-11-99.md" in told


def test_a_headline_of_a_story_that_is_not_found_is_no_second_trouble(week: Week) -> None:
    headlines = "## Điểm tin\n\n- #khong-co\n- #an-toan-2\n"
    told = refused(week, headlines, "## [Tin](../daily/2026-11-99.md#khong-co)\n", safety(2))
    assert told.count("2026-W47.md") == 1


def test_a_headline_that_the_source_has_is_no_lack_of_the_linked_heading(week: Week) -> None:
    script = weekly(week, wages(3), safety(2))
    listed = script.read_text(encoding="utf-8").replace("mở đầu: lời chào", "mở đầu: lời chào, điểm tin")
    listed = listed.replace("Kính chào quý vị.\n\n", "Kính chào quý vị.\n\n## Điểm tin\n\n- #luong-3\n- #an-toan-2\n\n")
    script.write_text(listed, encoding="utf-8")
    told = [note.message.text("en") for note in check(script).notes if "has no headline" in note.message.text("en")]
    assert told == ["The story “an-toan-2” has no headline; its title is read."]


def test_a_missing_slug_is_named_with_one_like_it(week: Week) -> None:
    told = refused(week, linked(2, "an-toan-3", "Chuyện an toàn"))
    assert "There is no story an-toan-3" in told
    assert "an-toan-2" in told


def test_a_file_outside_the_newsroom_is_refused(week: Week) -> None:
    week.write(week.folder.parent / "ngoai.md", "## Tin {#x}\n\nLời.\n")
    with pytest.raises(Problems) as caught:
        check(weekly(week, "## [Tin](../../../ngoai.md#x)\n"))
    assert "outside the newsroom" in str(caught.value.problems()[0].message)
    assert caught.value.problems()[0].code == 77


def test_a_story_taken_from_itself_is_told_with_the_chain(week: Week) -> None:
    told = refused(week, "## [Tin](2026-W47.md#tin) {#tin}\n")
    assert "2026-W47.md#tin → 2026-W47.md#tin" in told


def test_a_circle_of_files_is_told_with_the_chain(week: Week) -> None:
    week.write(week.folder / "scripts" / "tin" / "a.md", "## [Tin](b.md#tin)\n")
    week.write(week.folder / "scripts" / "tin" / "b.md", "## [Tin](a.md#tin)\n")
    told = refused(week, "## [Tin](../tin/a.md#tin)\n")
    assert "a.md#tin → b.md#tin → a.md#tin" in told


def test_a_mistake_in_the_story_that_is_linked_is_told_where_it_stands(week: Week) -> None:
    week.write(week.folder / "scripts" / "tin" / "a.md", "## Tin {#tin}\n\nMột dấu { lạc.\n")
    told = refused(week, "## [Tin](../tin/a.md#tin)\n")
    assert "scripts/tin/a.md:3:" in told


def test_a_mistake_in_another_story_of_the_linked_file_is_no_hindrance(week: Week) -> None:
    text = week.daily(DAYS[1]).read_text(encoding="utf-8")
    week.write(week.daily(DAYS[1]), text.replace("Đoạn thứ hai", "Đoạn { thứ hai"))
    assert check(weekly(week, safety(2))).stories == 1


def test_a_paragraph_that_is_not_there_cannot_be_dropped(week: Week) -> None:
    assert "no paragraph 7" in refused(week, safety(2, "Bỏ: đoạn 7"))


def test_not_every_paragraph_can_be_dropped(week: Week) -> None:
    assert "Nothing is left" in refused(week, safety(2, "Bỏ: đoạn 1"))


def test_a_story_of_its_own_file_needs_no_front_matter_but_a_script_does(week: Week) -> None:
    with pytest.raises((Problems, NotFound)):
        check(week.write(week.folder / "scripts" / "tin" / "a.md", "## Tin {#tin}\n\nMột câu.\n"))
