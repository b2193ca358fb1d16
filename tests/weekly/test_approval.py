"""Approving and publishing: what was seen goes out, and nothing else; an edit is a draft again."""

from __future__ import annotations

import datetime
import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from bulletin.desk.approvals import approvals_path
from bulletin.desk.approving import Standing, approve, publish, standing
from bulletin.desk.orders import Order
from bulletin.desk.proofing import proof
from bulletin.desk.workshop import PENDING, UNAPPROVED
from bulletin.errors import BadInput, BulletinError, NotFound, Problems, TryAgain, Unsafe
from bulletin.weekly.archive import read_archive
from tests.desk.conftest import quietly
from tests.weekly.conftest import CONFIG, DAYS, Week, make_small, small_pictures

pytestmark = pytest.mark.media

NOW = datetime.datetime(2026, 11, 16, 17, 30)
EDITOR = "Hương Mai"
STRICT = CONFIG + "\n[approval]\nrequired = true\ndraft_voice = true\n"


@pytest.fixture(scope="session")
def held_week(rendered_week: Week, tmp_path_factory: pytest.TempPathFactory) -> Week:
    """A newsroom that wants approval, its first daily rendered and waiting. Not to be changed: `held` gives a copy."""
    folder = tmp_path_factory.mktemp("held") / "newsroom"
    shutil.copytree(rendered_week.folder, folder, symlinks=True)
    week = Week(folder)
    shutil.rmtree(week.out)
    week.write(folder / "bulletin.toml", STRICT)
    with small_pictures():
        week.render(week.daily(DAYS[0]), now=NOW)
    return week


@pytest.fixture
def held(held_week: Week, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Week:
    folder = tmp_path / "held"
    shutil.copytree(held_week.folder, folder, symlinks=True)
    make_small(monkeypatch)
    return Week(folder)


def script(week: Week) -> Path:
    return week.daily(DAYS[0])


def final(week: Week) -> Path:
    return week.out / "daily" / DAYS[0].isoformat()


def states(found: Standing) -> Mapping[str, str]:
    return dict(found.stories)


def edit(week: Week, old: str, new: str) -> None:
    text = script(week).read_text(encoding="utf-8")
    assert old in text
    week.write(script(week), text.replace(old, new))
    week.render(script(week), now=NOW)


def refused(week: Week) -> BulletinError:
    before = sorted(path.name for path in final(week).glob("*"))
    with pytest.raises(BulletinError) as caught:
        publish(script(week), NOW)
    assert sorted(path.name for path in final(week).glob("*")) == before
    return caught.value


def test_a_bulletin_that_needs_approval_waits_in_its_own_folder_under_its_own_name(held: Week) -> None:
    files = {path.name for path in (final(held) / PENDING).iterdir() if not path.name.startswith(".")}
    assert f"{UNAPPROVED}lao-dong-tv-daily-2026-11-16.mp4" in files
    assert not list(final(held).glob("*.mp4"))
    assert read_archive(held.out) == ()


def test_what_nobody_approved_is_not_published(held: Week) -> None:
    failure = refused(held)
    assert failure.exit_code == 77
    told = [f"{problem.place} {problem.message}" for problem in failure.problems()]
    assert any("scripts/daily/2026-11-16.md:10" in line and "luong-1" in line for line in told)
    assert any("running order" in line for line in told)


def test_what_is_approved_is_published_as_it_is(held: Week) -> None:
    before = next((final(held) / PENDING).glob("*.mp4")).read_bytes()
    approve(script(held), ["all"], EDITOR, NOW)
    published = publish(script(held), NOW)
    assert published.master == final(held) / "lao-dong-tv-daily-2026-11-16.mp4"
    assert published.master.read_bytes() == before
    manifest = json.loads((final(held) / "bulletin.json").read_text(encoding="utf-8"))
    assert manifest["approved_by"] == {"luong-1": EDITOR, "an-toan-1": EDITOR}
    assert not (final(held) / PENDING).exists()
    assert [story.slug for story in read_archive(held.out)[0].stories] == ["luong-1", "an-toan-1"]


def test_publishing_again_changes_nothing_and_rendering_again_neither(held: Week) -> None:
    approve(script(held), ["all"], EDITOR, NOW)
    publish(script(held), NOW)
    assert not publish(script(held), NOW).is_new
    rendered = held.render(script(held), now=NOW)
    assert not rendered.is_new and not rendered.is_held


def test_an_edit_makes_its_story_a_draft_and_no_other(held: Week) -> None:
    approve(script(held), ["tất cả"], EDITOR, NOW)
    edit(held, "Một câu ngắn", "Một câu khác")
    assert states(standing(script(held), NOW)) == {"luong-1": "approved", "an-toan-1": "draft"}
    assert "an-toan-1 is not approved" in str(refused(held).problems()[0].message)


def test_another_picture_under_the_same_name_makes_its_stories_drafts(held: Week) -> None:
    approve(script(held), ["all"], EDITOR, NOW)
    pictures = held.folder / "scripts" / "anh"
    shutil.copyfile(pictures / "0.png", pictures / "2.png")
    held.render(script(held), now=NOW)
    assert states(standing(script(held), NOW))["an-toan-1"] == "draft"


def test_an_inserted_story_leaves_the_others_approved_and_asks_for_the_order(held: Week) -> None:
    approve(script(held), ["all"], EDITOR, NOW)
    edit(held, "## Lời kết", "## Tin mới nhận: Cầu thông xe {#cau}\n\nCầu đã thông xe.\n\n## Lời kết")
    found = standing(script(held), NOW)
    assert states(found) == {"cau": "draft", "luong-1": "approved", "an-toan-1": "approved"}
    assert found.order == "draft"
    approve(script(held), ["cau", "order"], EDITOR, NOW)
    assert publish(script(held), NOW).is_new


def test_stories_are_approved_one_by_one(held: Week) -> None:
    found = approve(script(held), ["luong-1"], EDITOR, NOW)
    assert states(found) == {"luong-1": "approved", "an-toan-1": "draft"}
    assert found.state == "draft"


def test_what_was_edited_after_it_was_rendered_cannot_be_approved(held: Week) -> None:
    text = script(held).read_text(encoding="utf-8").replace("Một câu ngắn", "Một câu khác")
    held.write(script(held), text)
    with pytest.raises(BadInput):
        approve(script(held), ["all"], EDITOR, NOW)
    with pytest.raises(BadInput):
        publish(script(held), NOW)


def test_what_was_not_rendered_cannot_be_approved(held: Week) -> None:
    with pytest.raises(NotFound) as raised:
        approve(held.daily(DAYS[1]), ["all"], EDITOR, NOW)
    assert str(raised.value.hint) == f"Render it first: bulletin render {held.daily(DAYS[1])}"


def test_a_damaged_file_is_not_published(held: Week) -> None:
    approve(script(held), ["all"], EDITOR, NOW)
    master = next((final(held) / PENDING).glob("*.mp4"))
    master.write_bytes(master.read_bytes()[:-1])
    assert isinstance(refused(held), BadInput)


def test_a_draft_voice_is_not_published_unless_the_newsroom_says_so(held: Week) -> None:
    held.write(held.folder / "bulletin.toml", STRICT.replace("draft_voice = true", "draft_voice = false"))
    held.render(script(held), now=NOW)
    approve(script(held), ["all"], EDITOR, NOW)
    failure = refused(held)
    assert isinstance(failure, Unsafe)
    assert "draft voice" in str(failure)


def test_a_story_that_waits_for_its_hour_holds_the_bulletin(held: Week) -> None:
    edit(held, "Ưu tiên: chính", "Ưu tiên: chính\nChờ đến: 18:00 16.11.2026")
    approve(script(held), ["all"], EDITOR, NOW)
    assert standing(script(held), NOW).state == "waiting"
    failure = refused(held)
    assert isinstance(failure, TryAgain) and failure.exit_code == 75
    assert "18:00 16.11.2026" in str(failure)
    assert publish(script(held), NOW.replace(hour=18)).is_new


def test_an_hour_holds_where_no_approval_is_asked_too(held: Week) -> None:
    held.write(held.folder / "bulletin.toml", CONFIG)
    text = script(held).read_text(encoding="utf-8").replace("Ưu tiên: chính", "Ưu tiên: chính\nChờ đến: 18h")
    held.write(script(held), text)
    assert held.render(script(held), now=NOW).is_held
    assert isinstance(refused(held), TryAgain)
    assert publish(script(held), NOW.replace(hour=18)).is_new


def test_only_those_who_may_approve(held: Week) -> None:
    held.write(held.folder / "bulletin.toml", STRICT + 'by = ["Nguyễn Văn B"]\n')
    held.render(script(held), now=NOW)
    with pytest.raises(Unsafe):
        approve(script(held), ["all"], EDITOR, NOW)
    with pytest.raises(BadInput):
        approve(script(held), ["all"], " ", NOW)
    assert approve(script(held), ["all"], "Nguyễn Văn  B", NOW).state == "approved"


def test_an_unknown_story_cannot_be_approved(held: Week) -> None:
    with pytest.raises(NotFound) as caught:
        approve(script(held), ["luong-2"], EDITOR, NOW)
    assert "luong-1" in str(caught.value.hint)


def test_an_approval_that_cannot_be_read_is_none_and_is_kept(held: Week) -> None:
    path = approvals_path(script(held))
    path.write_text("{", encoding="utf-8")
    with pytest.raises(BadInput):
        approve(script(held), ["all"], EDITOR, NOW)
    assert path.read_text(encoding="utf-8") == "{"


def test_a_story_approved_in_its_daily_is_approved_in_the_weekly(held: Week) -> None:
    approve(script(held), ["all"], EDITOR, NOW)
    publish(script(held), NOW)
    text = "---\nbản tin: tuần\nngày: 22.11.2026\nmở đầu: lời chào\n---\n## Lời chào\n\nKính chào.\n\n"
    title = "Giàn giáo phải có lưới"
    held.write(held.weekly, f"{text}## [{title}](../daily/{DAYS[0]}.md#an-toan-1)\n\n## Lời kết\n\nHẹn gặp lại.\n")
    held.render(held.weekly, now=NOW)
    found = standing(held.weekly, NOW)
    assert states(found) == {"an-toan-1": "approved"}
    assert found.order == "draft"
    with pytest.raises(Problems):
        publish(held.weekly, NOW)


def test_the_proof_says_of_each_story_whether_it_is_approved(held: Week) -> None:
    order = Order(script(held), workers=1, now=NOW)
    before = proof(order, "vi", quietly).path.read_bytes()
    approve(script(held), ["luong-1"], EDITOR, NOW)
    after = proof(order, "vi", quietly)
    assert after.path.parent == final(held) / PENDING / "proof"
    assert after.path.read_bytes() != before
    assert proof(order, "vi", quietly).path.read_bytes() == after.path.read_bytes()
