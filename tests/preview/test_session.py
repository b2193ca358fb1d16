"""A session at work: saving in any editor's way, edits, mistakes, what is made and what is not (K11, K12, K15 to K17)."""

from __future__ import annotations

import multiprocessing
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bulletin.errors import TryAgain
from bulletin.messages import say
from bulletin.preview.session import Session, View, Wish
from tests.desk.conftest import ROOT, SCRIPT, make_newsroom
from tests.preview.conftest import Live, until

pytestmark = pytest.mark.media

TITLE = "Tin thứ nhất về an toàn"
WEEKLY = """\
---
bản tin: tuần
ngày: 22.11.2026
mở đầu: lời chào
---
## Lời chào

Kính chào quý vị.

## [Tin thứ nhất về an toàn](tin.md#mot)
"""


@pytest.fixture(autouse=True)
def left_as_it_was(live: Live) -> Iterator[None]:
    yield
    live.newsroom.write(SCRIPT)
    until(lambda: live.is_whole and TITLE in live.titles)


def _saved_in_place(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def _saved_by_renaming(path: Path, text: str) -> None:
    other = path.with_name(".tin.md.tmp")
    other.write_text(text, encoding="utf-8")
    other.replace(path)


def _saved_anew(path: Path, text: str) -> None:
    path.unlink()
    path.write_text(text, encoding="utf-8")


def _saved_in_pieces(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.flush()
        for start in range(0, len(text), 200):
            file.write(text[start : start + 200])
            file.flush()


def _saved_with_a_backup(path: Path, text: str) -> None:
    path.replace(path.with_suffix(".md~"))
    path.write_text(text, encoding="utf-8")


WAYS = (_saved_in_place, _saved_by_renaming, _saved_anew, _saved_in_pieces, _saved_with_a_backup)


@pytest.mark.parametrize("save", WAYS, ids=lambda way: way.__name__.strip("_"))
def test_k11_a_save_is_seen_whichever_way_the_editor_saves(live: Live, save: object) -> None:
    assert callable(save)
    before = len(live.views)
    save(live.newsroom.script, SCRIPT.replace(TITLE, "Tin mới"))
    until(lambda: "Tin mới" in live.titles and live.is_whole)
    assert all(view.draft and view.draft.rundown.frames for view in live.views[before:]), "no empty draft is ever shown"


def _letters_where_the_player_stands(view: View) -> str:
    assert view.draft
    begin = view.draft.first_story
    at = next(number for number, part in enumerate(view.draft.parts) if begin < part.span.end)
    return view.states[at]


def test_the_first_picture_is_made_before_anything_else_is_read_or_made(live: Live, tmp_path: Path) -> None:
    newsroom = make_newsroom(tmp_path / "n", tmp_path / "store")
    views: list[View] = []
    with Session(Wish(newsroom.script, newsroom.store, "espeak", 2), views.append):
        until(lambda: views and views[-1].states and _letters_where_the_player_stands(views[-1]) == "r")
        first = next(view for view in views if "r" in view.states)
        assert _letters_where_the_player_stands(first) == "r" and first.states.count("r") == 1
        assert first.draft
        heard = {told.sentence.written for told in first.draft.told if told.take}
        assert heard == {"Câu đầu tiên của tin này.", "Câu thứ hai đi với tranh hai."}, "one paragraph"
        until(lambda: set(views[-1].states) == {"r"})


def test_a_voice_that_fails_at_once_holds_up_nothing_that_needs_no_voice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def silent(*_: object) -> None:
        raise TryAgain(say("The embedded voice failed"))

    monkeypatch.setattr("bulletin.speech.voices.espeak.Espeak.speak", silent)
    newsroom = make_newsroom(tmp_path / "n", tmp_path / "store")
    views: list[View] = []
    with Session(Wish(newsroom.script, newsroom.store, "espeak", 1), views.append):
        until(lambda: views and "r" in views[-1].states and set(views[-1].states) == {"r", "e"})
        assert any("failed" in problem.message.text("en") for problem in views[-1].problems)


def test_k11_a_script_that_never_rests_is_read_all_the_same(live: Live) -> None:
    number = 0

    def has_shown_some() -> bool:
        nonlocal number
        number += 1
        live.newsroom.write(SCRIPT.replace(TITLE, f"Tin số {number}"))
        return any("Tin số" in title for title in live.titles)

    until(has_shown_some)
    live.newsroom.write(SCRIPT.replace(TITLE, "Tin cuối"))
    until(lambda: "Tin cuối" in live.titles)


def test_k12_a_broken_script_shows_the_problem_of_check_and_keeps_the_last_good_draft(live: Live) -> None:
    draft = live.view.draft
    live.newsroom.write(SCRIPT.replace("bản tin: ngày", "bản tinn: ngày"))
    until(lambda: live.view.is_broken)
    assert live.view.draft is draft and set(live.view.states) == {"r"}
    problem = next(problem for problem in live.view.problems if problem.is_error)
    assert problem.place and (problem.place.file, problem.place.line) == ("scripts/tin.md", 2)
    live.newsroom.write(SCRIPT)
    until(lambda: not live.view.is_broken)


def test_k12_a_picture_that_is_missing_is_a_problem_and_comes_back(live: Live) -> None:
    picture = live.newsroom.folder / "scripts" / "anh" / "hai.png"
    away = picture.with_suffix(".away")
    picture.rename(away)
    until(lambda: live.view.is_broken)
    away.rename(picture)
    until(lambda: not live.view.is_broken)


def test_an_edited_sentence_makes_only_its_own_pictures_and_its_own_take(live: Live) -> None:
    before = live.view.draft
    assert before
    live.newsroom.edit("Một câu ngắn cho tin thứ hai.", "Câu này bây giờ dài hơn trước rất nhiều.")
    until(lambda: live.is_whole and any("bây giờ" in told.sentence.written for told in live.view.draft.told))  # type: ignore[union-attr]
    after = live.view.draft
    assert after
    old = {part.key for part in before.parts}
    fresh = [part for part in after.parts if part.key not in old]
    assert {after.rundown.shots[part.shot].slug for part in fresh} <= {"hai", ""}
    takes = {told.take for told in before.told}
    assert sum(told.take not in takes for told in after.told) == 1


def test_k17_only_the_newest_of_many_edits_is_made(live: Live) -> None:
    seen = len(live.views)
    for number in range(12):
        live.newsroom.write(SCRIPT.replace(TITLE, f"Tin lần {number}"))
    until(lambda: "Tin lần 11" in live.titles and live.is_whole)
    drafts = {view.version for view in live.views[seen:]}
    assert len(drafts) <= 8, "saves that come together are one edit"
    assert "Tin lần 11" in live.titles


def test_k15_sessions_leave_no_process_behind(live: Live, tmp_path: Path) -> None:
    before = {child.pid for child in multiprocessing.active_children()}
    newsroom = make_newsroom(tmp_path / "n", live.newsroom.store)
    views: list[View] = []
    with Session(Wish(newsroom.script, newsroom.store, None, 1), views.append):
        until(lambda: views and views[-1].draft)
        own = {child.pid for child in multiprocessing.active_children()} - before
        assert own
    assert {child.pid for child in multiprocessing.active_children()} == before
    for pid in own:
        with pytest.raises(ProcessLookupError):
            os.kill(pid or 0, 0)


def test_k16_the_preview_writes_nothing_beside_its_store(live: Live) -> None:
    written = {
        path.relative_to(live.newsroom.folder).parts[0] for path in live.newsroom.folder.rglob("*") if path.is_file()
    }
    assert written == {"bulletin.toml", "scripts"}
    assert {path.name for path in live.newsroom.script.parent.iterdir()} <= {"anh", "tin.md", "tin.md~"}


def test_k16_a_render_beside_the_preview_uses_what_it_made(live: Live) -> None:
    rendered = live.newsroom.render()
    assert rendered.chunks[0] == 0 and rendered.takes[0] == 0
    assert live.is_whole


def test_a_brand_without_another_shape_keeps_the_old_one_and_says_so(tmp_path: Path, live: Live) -> None:
    newsroom = make_newsroom(tmp_path / "n", live.newsroom.store)
    templates = newsroom.folder / "templates"
    templates.unlink()
    shutil.copytree(ROOT / "templates" / "laodong", templates / "laodong")
    brand = templates / "laodong" / "brand.toml"
    text = brand.read_text(encoding="utf-8")
    brand.write_text(text[: text.index("[variants.vertical.frame]")], encoding="utf-8")
    views: list[View] = []
    with Session(Wish(newsroom.script, newsroom.store, None, 1), views.append) as session:
        until(lambda: views and views[-1].draft)
        session.show("vertical")
        until(
            lambda: any(
                problem.severity == "warning" and "brand.toml" in str(problem.place) for problem in views[-1].problems
            )
        )
        draft = views[-1].draft
        assert draft and draft.look.profile.shape == "wide" and not views[-1].is_broken


def test_a_weekly_is_previewed_with_the_words_of_its_dailies(live: Live) -> None:
    """The frames of a story that is taken over are those that its daily has."""
    weekly = live.newsroom.script.with_name("tuan.md")
    weekly.write_text(WEEKLY, encoding="utf-8")
    views: list[View] = []
    with Session(Wish(weekly, live.newsroom.store, None, 2), views.append):
        until(lambda: views and views[-1].states and set(views[-1].states) == {"r"})
        draft, daily = views[-1].draft, live.view.draft
        assert draft and daily
        taken = [told.take for told in draft.told if told.slug == "mot"]
        assert taken == [told.take for told in daily.told if told.slug == "mot"]
        live.newsroom.edit("Câu đầu tiên của tin này.", "Câu này mới sửa.")
        until(lambda: any("mới sửa" in told.sentence.written for told in views[-1].draft.told))  # type: ignore[union-attr]
    weekly.unlink()


def test_a_bulletin_that_misses_its_slot_is_shown_as_rendering_fits_it(live: Live, tmp_path: Path) -> None:
    assert live.view.draft
    seconds = live.view.draft.rundown.frames // 25 - 3
    newsroom = make_newsroom(tmp_path / "n", live.newsroom.store)
    newsroom.edit("Chuyên mục: Tay nghề", "Chuyên mục: Tay nghề\nƯu tiên: bỏ được")
    newsroom.edit("tiêu đề:", f"khung giờ: 0:20-0:{seconds}\ntiêu đề:")
    views: list[View] = []
    shown = Live(newsroom, live.session, views)
    with Session(Wish(newsroom.script, newsroom.store, None, 2), views.append):
        until(lambda: shown.is_whole)
        draft = shown.view.draft
        assert draft and draft.rundown.frames <= seconds * 25
        assert draft.foreseen.gauge and not list(newsroom.script.parent.glob("*.txt"))
        rendered = newsroom.render()
        assert rendered.facts["frames"] == draft.rundown.frames
        assert rendered.chunks[0] == 0, "every picture was made for the preview"
