"""Which of a week's stories the weekly brings: an exact search for the best choice that fills its time.

Every frame of a story is worth its priority and a little for being fresh, so that the time goes to what matters most; every
further story of one section is worth less, so that no section takes the programme over. Nothing is estimated: the stories are
recorded, their lengths are whole frames."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from bulletin.timing import FRAME_RATE
from bulletin.weekly.archive import Archived

WORTH = {"lead": 120, "normal": 70, "droppable": 35, "reserve": 15}
FRESH = 2
"""What each day of the week makes a story more worth."""
CROWD = 6
"""What a story is worth less for every story of its section that is worth more."""
MOST_OF_A_SECTION = 12
CHOSEN_BY_HAND = 1_000_000
"""What a frame is worth that an editor wants: more than all others together."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A story that may be taken: its length with the join before it (frames) and what a frame of it is worth by itself."""

    story: Archived
    frames: int
    worth: int
    is_pinned: bool = False

    def gain(self, before: int) -> int:
        """What it is worth behind so many stories of its section."""
        return self.frames * max(1, self.worth - CROWD * before)


@dataclass(frozen=True, slots=True)
class Room:
    """The time that is to be filled with stories, in frames, both ends included."""

    least: int
    most: int


def candidates(stories: Sequence[Archived], pinned: Iterable[Archived], join: int) -> tuple[Candidate, ...]:
    """The stories with their worth; `join` is what the way from one to the next takes (frames)."""
    first = min((story.date for story in stories), default=None)
    wanted = set(pinned)
    found = []
    for story in stories:
        age = (story.date - first).days if first else 0
        own = WORTH.get(story.priority, WORTH["normal"]) + FRESH * age
        is_pinned = story in wanted
        found.append(Candidate(story, story.frames + join, own + CHOSEN_BY_HAND * is_pinned, is_pinned))
    return tuple(found)


def chosen(offered: Sequence[Candidate], room: Room) -> tuple[Candidate, ...] | None:
    """The choice of the greatest worth whose length lies in the room, in the order offered; None where there is none.

    Every pinned story is in it, or there is none. Exact: every sum of lengths is looked at. Of equally good choices the
    longest is taken."""
    sections = _sections(offered)
    best = np.full(room.most + 1, -1, np.int64)
    best[0] = 0
    steps: list[list[tuple[Candidate, np.ndarray]]] = []
    for members in sections:
        best, taken = _with_section(best, members)
        steps.append(taken)
    best[: max(0, room.least)] = -1
    if best.max() < 0:
        return None
    at = len(best) - 1 - int(best[::-1].argmax())
    picked = _traced(sections, steps, at)
    if any(candidate.is_pinned and candidate not in picked for candidate in offered):
        return None
    return tuple(candidate for candidate in offered if candidate in picked)


def nearest(offered: Sequence[Candidate], wanted: int) -> int:
    """The length of stories that comes nearest to what is wanted (frames)."""
    most = sum(candidate.frames for candidate in offered)
    reachable = np.zeros(most + 1, np.bool_)
    reachable[0] = True
    for candidate in offered:
        reachable[candidate.frames :] |= reachable[: most + 1 - candidate.frames].copy()
    lengths = np.flatnonzero(reachable)
    return int(lengths[np.abs(lengths - wanted).argmin()])


def in_order(picked: Iterable[Candidate]) -> tuple[Archived, ...]:
    """The running order: what leads first, the newest of it foremost; then section by section, the weightiest section first,
    and in each what is worth most first."""
    stories = sorted(picked, key=lambda one: (-one.worth, one.story.name))
    leads = [one for one in stories if one.story.priority == "lead"]
    others = [one for one in stories if one.story.priority != "lead"]
    weight: dict[str, int] = {}
    for one in others:
        weight[one.story.section] = weight.get(one.story.section, 0) + one.frames
    others.sort(key=lambda one: (-weight[one.story.section], one.story.section, -one.worth, one.story.name))
    return tuple(one.story for one in (*leads, *others))


def _sections(offered: Sequence[Candidate]) -> tuple[tuple[Candidate, ...], ...]:
    """The candidates by section, each with the most worthy first: a section's stories are weighed in that order."""
    found: dict[str, list[Candidate]] = {}
    for candidate in offered:
        found.setdefault(candidate.story.section or candidate.story.slug, []).append(candidate)
    return tuple(tuple(sorted(members, key=lambda one: (-one.worth, one.story.name))) for members in found.values())


def _with_section(
    before: np.ndarray, members: Sequence[Candidate]
) -> tuple[np.ndarray, list[tuple[Candidate, np.ndarray]]]:
    """The greatest worth of every length when a section's stories may be added, and for each story, by the number taken
    before it, where taking it is best."""
    most = min(len(members), MOST_OF_A_SECTION)
    table = np.full((most + 1, len(before)), -1, np.int64)
    table[0] = before
    steps = []
    for candidate in members:
        size = len(before) - candidate.frames
        taken = np.zeros((most + 1, len(before)), np.bool_)
        for count in range(most, 0, -1):
            if size <= 0:
                break
            source = table[count - 1, :size]
            worth = np.where(source >= 0, source + candidate.gain(count - 1), -1)
            better = worth > table[count, candidate.frames :]
            taken[count, candidate.frames :] = better
            table[count, candidate.frames :][better] = worth[better]
        steps.append((candidate, taken))
    counts = table.argmax(axis=0)
    steps.append((members[0], counts[None, :]))
    return table.max(axis=0), steps


def _traced(
    sections: Sequence[Sequence[Candidate]], steps: Sequence[list[tuple[Candidate, np.ndarray]]], at: int
) -> set[Candidate]:
    """The stories of the best choice of a length, found from the last decision back."""
    picked: set[Candidate] = set()
    for _, taken in zip(reversed(sections), reversed(steps), strict=True):
        *decisions, (_, counts) = taken
        count = int(counts[0, at])
        for candidate, where in reversed(decisions):
            if count and where[count, at]:
                picked.add(candidate)
                at -= candidate.frames
                count -= 1
    return picked


def seconds(frames: int) -> int:
    """Frames as whole seconds, for people."""
    return round(frames / FRAME_RATE)
