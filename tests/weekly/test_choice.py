"""The choice of a week's stories: the best there is that fills the time, found exactly."""

from __future__ import annotations

import datetime
import itertools
import random
from collections.abc import Sequence

import pytest

from bulletin.weekly.archive import Archived
from bulletin.weekly.choice import Candidate, Room, candidates, chosen, in_order, nearest
from bulletin.weekly.sameness import are_same, newest

MONDAY = datetime.date(2026, 11, 16)


def story(slug: str, day: int = 0, frames: int = 1000, **facts: str) -> Archived:
    date = MONDAY + datetime.timedelta(day)
    usual = {"title": f"Tin {slug}", "section": "", "priority": "normal", "source": "", **facts}
    return Archived(
        kind="daily", date=date, script=f"scripts/daily/{date}.md", page="B1", slug=slug, title=usual["title"],
        section=usual["section"], priority=usual["priority"], tone="normal", frames=frames, in_weekly=True, is_headline=True,
        source=usual["source"], words="", text="",
    )  # fmt: skip


def worth(picked: Sequence[Candidate]) -> int:
    """The worth of a choice as its rule says it, story by story."""
    sections: dict[str, list[Candidate]] = {}
    for one in picked:
        sections.setdefault(one.story.section or one.story.slug, []).append(one)
    ordered = (sorted(members, key=lambda one: (-one.worth, one.story.name)) for members in sections.values())
    return sum(one.gain(place) for members in ordered for place, one in enumerate(members))


def every_choice(offered: Sequence[Candidate], room: Room) -> list[tuple[Candidate, ...]]:
    subsets = (subset for size in range(len(offered) + 1) for subset in itertools.combinations(offered, size))
    return [subset for subset in subsets if room.least <= sum(one.frames for one in subset) <= room.most]


def generated(seed: int) -> tuple[tuple[Candidate, ...], Room]:
    source = random.Random(seed)
    priorities, sections = ("lead", "normal", "droppable", "reserve"), ("Công đoàn", "Việc làm", "An toàn", "")
    told = [
        story(f"s{number}", source.randrange(5), source.randrange(200, 2500), priority=source.choice(priorities),
              section=source.choice(sections))
        for number in range(source.randrange(2, 12))
    ]  # fmt: skip
    offered = candidates(told, [], 20)
    wanted = source.randrange(500, sum(one.frames for one in offered) + 500)
    return offered, Room(max(1, wanted - 250), wanted + 250)


@pytest.mark.parametrize("seed", range(60))
def test_no_choice_is_worth_more(seed: int) -> None:
    offered, room = generated(seed)
    possible = every_choice(offered, room)
    found = chosen(offered, room)
    if not possible:
        assert found is None
        return
    assert found is not None
    assert room.least <= sum(one.frames for one in found) <= room.most
    assert worth(found) == max(map(worth, possible))


def week_of_sixty() -> list[Archived]:
    """Sixty stories of five days in eight sections."""
    source = random.Random(1)
    sections = [f"Mục {number}" for number in range(8)]
    return [
        story(f"s{number}", number % 5, source.randrange(500, 2500), section=source.choice(sections)) for number in range(60)
    ]  # fmt: skip


def test_a_week_of_sixty_stories_is_chosen_from() -> None:
    found = chosen(candidates(week_of_sixty(), [], 20), Room(22_250, 22_750))
    assert found is not None
    assert 22_250 <= sum(one.frames for one in found) <= 22_750


def test_what_the_editor_keeps_is_in_the_choice() -> None:
    told = [story("a", priority="lead"), story("b", priority="lead"), story("c", priority="reserve")]
    found = chosen(candidates(told, [told[2]], 0), Room(1900, 2100))
    assert found is not None
    assert told[2] in [one.story for one in found]


def test_what_cannot_be_kept_in_the_time_is_no_choice() -> None:
    told = [story("a"), story("b", frames=5000)]
    assert chosen(candidates(told, [told[1]], 0), Room(900, 1100)) is None


def test_time_goes_to_what_matters_most() -> None:
    told = [story("a", frames=2000, priority="lead"), story("b", priority="normal"), story("c", priority="normal")]
    found = chosen(candidates(told, [], 0), Room(1900, 2100))
    assert found is not None
    assert [one.story.slug for one in found] == ["a"]


def test_no_section_takes_the_programme_over() -> None:
    told = [story(f"a{number}", 1, section="Việc làm") for number in range(4)] + [story("b", section="An toàn")]
    found = chosen(candidates(told, [], 0), Room(3900, 4100))
    assert found is not None
    assert "b" in [one.story.slug for one in found]


def test_the_newest_comes_first_among_equals() -> None:
    found = chosen(candidates([story("cu"), story("moi", 4)], [], 0), Room(900, 1100))
    assert found is not None
    assert [one.story.slug for one in found] == ["moi"]


def test_the_nearest_length_is_told_where_none_is_right() -> None:
    assert nearest(candidates([story("a"), story("b", frames=3000)], [], 0), 2200) == 3000


def test_leads_open_and_sections_stay_together() -> None:
    told = [
        story("b1", section="Việc làm"),
        story("a1", section="An toàn"),
        story("lead", 1, priority="lead", section="An toàn"),
        story("b2", 2, section="Việc làm"),
    ]
    ordered = in_order(candidates(told, [], 0))
    assert [one.slug for one in ordered] == ["lead", "b2", "b1", "a1"]


# --- one story told twice ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "same"),
    [
        ({"slug": "luong"}, True),
        ({"slug": "khac", "source": "scripts/daily/2026-11-16.md#luong"}, True),
        ({"slug": "khac", "title": "Lương tối thiểu vùng sắp tăng thêm"}, True),
        ({"slug": "khac", "title": "Lương hưu được tăng từ tháng tới"}, False),
        ({"slug": "khac", "title": "Hầm lò thêm máy đo khí"}, False),
    ],
)
def test_a_story_is_known_by_slug_by_link_or_by_title(facts: dict[str, str], same: bool) -> None:
    first = story("luong", title="Lương tối thiểu vùng sắp tăng")
    other = story(**{"day": 2, "title": "Một tít khác hẳn", **facts})  # type: ignore[arg-type]
    assert are_same(first, other) is same


def test_an_updated_story_takes_the_place_of_its_older_form() -> None:
    first, updated, other = story("luong"), story("luong", 3), story("khac", 1, title="Một chuyện khác")
    kept, replaced = newest([first, other, updated])
    assert kept == (other, updated)
    assert replaced == {first: updated}
