"""`bulletin weekly` with real files: five dailies become a script, and the script a weekly out of their packets."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import av
import pytest

from bulletin.desk.orders import render
from bulletin.desk.weekly import Weekly, propose, weekly
from bulletin.errors import BadInput, BulletinError, NotFound, Problems
from bulletin.sound.excerpts import HEAD, SEGMENT, TAIL
from bulletin.sound.pcm import PACKET
from bulletin.timing import samples
from bulletin.weekly.archive import Archived, read_archive
from bulletin.weekly.proposal import TOLERANCE, is_untouched
from bulletin.weekly.wishes import wishes_path
from tests.desk.conftest import quietly
from tests.desk.test_render import tree
from tests.weekly.conftest import DAYS, Week, story_packets

pytestmark = pytest.mark.media


OF_THE_DAY = ("luong-1", "luong-2")
"""Stories with [sáng nay]{tuần="…"} in their words."""


def slugs(found: Weekly) -> list[str]:
    assert found.drafted is not None
    return [story.slug for story in found.drafted.stories]


def left_out(found: Weekly) -> dict[str, str]:
    return {story.name: str(reason) for story, reason in found.left_out}


def wish(week: Week, text: str) -> Path:
    return week.write(wishes_path(week.weekly), text)


def daily_of(week: Week, story: Archived) -> Path:
    return week.out / "daily" / story.date.isoformat()


def test_a_weekly_is_made_of_the_packets_of_its_dailies(week: Week) -> None:
    made = weekly(week.asked(), quietly)
    assert made.rendered is not None and made.drafted is not None
    manifest = made.rendered.facts
    assert manifest["kind"] == "weekly"
    assert abs(manifest["frames"] - 70 * 25) <= TOLERANCE
    same = [story for story in made.drafted.stories if story.slug not in OF_THE_DAY]
    assert len(same) >= 2
    for story in same:
        own = story_packets(made.rendered.folder, story.slug)
        assert own == story_packets(daily_of(week, story), story.slug), story.slug


def test_a_weekly_has_the_sound_of_its_dailies_and_the_joins_on_its_side_of_their_cuts(week: Week) -> None:
    """Packet for packet, where neither of the stories around can be heard; halves of joins where they are of one kind."""
    made = weekly(week.asked(), quietly)
    assert made.rendered is not None and made.drafted is not None
    same = [story for story in made.drafted.stories if story.slug not in OF_THE_DAY]
    for story in same:
        own, other = (sound_packets(folder, story.slug) for folder in (made.rendered.folder, daily_of(week, story)))
        assert own == other
    heard = [packet for story in same for packet in sound_packets(made.rendered.folder, story.slug)]
    assert len(heard) > 450, "there was something to compare"
    chunks = {chunk for path in week.out.glob("daily/*/stories.json") for chunk in halves(path)}
    joins = [shot["chunks"] for shot in made.rendered.facts["shots"] if not shot["slug"] and len(shot["chunks"]) > 1]
    assert chunks.intersection(chunk for join in joins for chunk in join)


def sound_packets(folder: Path, slug: str) -> list[bytes]:
    """The packets of a story's sound that nothing around it is heard in."""
    manifest = json.loads((folder / "bulletin.json").read_text(encoding="utf-8"))
    line = next(line for line in manifest["stories"] if line["slug"] == slug)
    first, last = (samples(line["start"] + frames) // PACKET for frames in (0, line["frames"]))
    with av.open(str(folder / manifest["master"])) as container:
        found = [bytes(packet) for packet in container.demux(audio=0) if packet.size]
    return found[first + HEAD : last - TAIL] if last - TAIL - first - HEAD >= SEGMENT // 2 else []


def halves(records: Path) -> list[str]:
    """The chunks of joins that a bulletin has recorded with its stories."""
    stretches = [story["stretch"] for story in json.loads(records.read_text(encoding="utf-8"))["stories"]]
    return [stretch[side]["chunk"]["key"] for stretch in stretches for side in ("entered", "left") if side in stretch]


def test_what_was_found_for_the_proposal_is_not_looked_for_again(week: Week) -> None:
    def forbidden(*_: object, **__: object) -> None:
        raise AssertionError("gathered again")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bulletin.desk.rendering.gather", forbidden)
        made = weekly(week.asked(), quietly)
    assert made.drafted is not None and made.rendered is not None
    master = made.rendered.master.read_bytes()
    shutil.rmtree(made.rendered.folder)
    again = render(replace(week.asked().order, script=week.weekly), quietly)
    assert again.master.read_bytes() == master


def test_a_script_that_was_changed_since_it_was_proposed_is_read_again(week: Week) -> None:
    found = propose(week.asked())
    assert found.drafted is not None
    week.write(week.weekly, found.drafted.text.replace("## Lời kết\n\n", "## Lời kết\n\nThêm một câu nữa. "))
    made = render(replace(week.asked().order, script=week.weekly), quietly, found.drafted.inputs)
    captions = next(path for path in made.folder.glob("*.srt"))
    assert "Thêm một câu nữa." in captions.read_text(encoding="utf-8")


def test_every_shot_whose_words_the_week_leaves_alone_is_one_of_a_daily(week: Week) -> None:
    made = weekly(week.asked(), quietly)
    assert made.rendered is not None and made.drafted is not None
    known = {
        chunk
        for path in week.out.glob("daily/*/bulletin.json")
        for shot in json.loads(path.read_text(encoding="utf-8"))["shots"]
        for chunk in shot["chunks"]
    }
    of_stories = [shot for shot in made.rendered.facts["shots"] if shot["slug"]]
    taken = [shot for shot in of_stories if known.issuperset(shot["chunks"])]
    assert len(taken) >= made.drafted.reused > 0
    assert {shot["slug"] for shot in of_stories if shot not in taken} <= set(OF_THE_DAY)


def test_a_proposal_is_a_script_and_nothing_is_rendered(week: Week) -> None:
    found = weekly(week.asked(), quietly, is_rehearsal=True)
    assert found.rendered is None
    assert is_untouched(week.weekly.read_text(encoding="utf-8"))
    assert not (week.out / "weekly").exists()
    assert "bản tin: tuần" in week.weekly.read_text(encoding="utf-8")


def test_a_proposal_that_nobody_touched_is_made_anew(week: Week) -> None:
    weekly(week.asked(), quietly, is_rehearsal=True)
    wish(week, "bỏ: an-toan-5\n")
    again = weekly(week.asked(), quietly, is_rehearsal=True)
    assert "an-toan-5" not in week.weekly.read_text(encoding="utf-8")
    assert left_out(again)["2026-11-20#an-toan-5"] == "the editor does not want it"


def test_a_script_that_an_editor_changed_is_never_written_over(week: Week) -> None:
    weekly(week.asked(), quietly, is_rehearsal=True)
    text = week.weekly.read_text(encoding="utf-8").replace("Cảm ơn quý vị", "Xin cảm ơn quý vị")
    week.write(week.weekly, text)
    found = weekly(week.asked(length="1:30"), quietly)
    assert week.weekly.read_text(encoding="utf-8") == text
    assert found.drafted is None
    assert found.rendered is not None
    assert "Xin cảm ơn quý vị" in next(found.rendered.folder.glob("*.srt")).read_text(encoding="utf-8")


def test_a_second_run_does_nothing(week: Week) -> None:
    weekly(week.asked(), quietly)
    before = tree(week.out / "weekly")
    again = weekly(week.asked(), quietly)
    assert again.rendered is not None and not again.rendered.is_new
    assert tree(week.out / "weekly") == before


def test_wishes_are_kept(week: Week) -> None:
    usual = slugs(propose(week.asked()))
    unwanted, missed = usual[0], next(iter(left_out(propose(week.asked())))).partition("#")[2]
    wish(week, f"# của biên tập\ngiữ: {missed}\nbỏ: {unwanted}\n")
    found = slugs(propose(week.asked()))
    assert missed in found
    assert unwanted not in found


def test_a_wish_may_name_the_length(week: Week) -> None:
    wish(week, "thời lượng: 1:30\n")
    found = propose(week.asked())
    assert found.drafted is not None
    assert abs(found.drafted.frames - 90 * 25) <= TOLERANCE


def test_a_wish_for_a_story_that_is_not_there_is_told_with_its_line(week: Week) -> None:
    wish(week, "\ngiữ: khong-co\n")
    with pytest.raises(Problems) as caught:
        propose(week.asked())
    (problem,) = caught.value.problems()
    assert str(problem.place) == "scripts/weekly/2026-W47.chon.txt:2"
    assert "an-toan-1" in str(problem.hint)


def test_a_line_that_is_no_wish_is_told_with_its_place(week: Week) -> None:
    wish(week, "thêm: luong-1\n")
    with pytest.raises(BadInput) as caught:
        propose(week.asked())
    assert str(caught.value.place) == "scripts/weekly/2026-W47.chon.txt:1"


# --- bad weeks --------------------------------------------------------------------------------------------------------


def refused(week: Week, named: str = "2026-W47") -> BulletinError:
    with pytest.raises(BulletinError) as caught:
        weekly(week.asked(named), quietly)
    assert not week.weekly.exists()
    return caught.value


def test_a_week_without_dailies_is_told(week: Week) -> None:
    failure = refused(week, "2026-W40")
    assert isinstance(failure, NotFound)
    assert "2026-W40 (26.09.2026 to 02.10.2026) has no daily" in str(failure)


def test_one_daily_alone_is_not_stretched(week: Week) -> None:
    for day in DAYS[1:]:
        (week.out / "daily" / day.isoformat() / "bulletin.json").unlink()
    failure = refused(week)
    assert "2 stories last" in str(failure) and "are missing" in str(failure)
    assert str(failure.hint).startswith("Render more of the week's dailies, or ask for another length: --length 0:")
    found = propose(week.asked(length="0:40"))
    missing = [str(problem.message) for problem in found.notes]
    assert missing == [f"There is no daily of {day:%d.%m.%Y}" for day in DAYS[1:]]


def test_a_length_that_no_choice_has_is_told_with_the_nearest(week: Week) -> None:
    wish(week, "giữ: luong-1, luong-2, luong-3, luong-4, luong-5\nthời lượng: 0:30\n")
    assert "the nearest is" in str(refused(week)) or "Keep fewer" in str(refused(week).hint)


def test_a_daily_whose_manifest_is_torn_is_named_and_the_others_serve(week: Week) -> None:
    path = week.out / "daily" / DAYS[0].isoformat() / "bulletin.json"
    path.write_bytes(path.read_bytes()[:500])
    found = propose(week.asked())
    assert "The daily of 16.11.2026 cannot be used" in str(found.notes[0].message)
    assert "luong-1" not in slugs(found)


def test_of_two_stories_with_one_slug_the_newer_is_taken_and_the_other_named(week: Week) -> None:
    text = week.daily(DAYS[4]).read_text(encoding="utf-8").replace("{#an-toan-5}", "{#an-toan-1}")
    week.render(week.write(week.daily(DAYS[4]), text))
    found = propose(week.asked())
    assert slugs(found).count("an-toan-1") <= 1
    assert left_out(found)["2026-11-16#an-toan-1"] == "told again later: 2026-11-20#an-toan-1"


def test_a_story_that_is_not_for_the_weekly_stays_out(week: Week) -> None:
    text = (
        week.daily(DAYS[4])
        .read_text(encoding="utf-8")
        .replace("Chuyên mục: An toàn", "Chuyên mục: An toàn\nTuần: không")
    )
    week.render(week.write(week.daily(DAYS[4]), text))
    assert "Tuần: không" in left_out(propose(week.asked()))["2026-11-20#an-toan-5"]


def test_another_folder_of_finished_files_is_another_archive(week: Week, tmp_path: Path) -> None:
    assert read_archive(week.out)
    asked = week.asked()
    with pytest.raises(NotFound):
        propose(replace(asked, order=replace(asked.order, out=tmp_path / "nothing")))
