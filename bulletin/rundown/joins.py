"""What stands between two parts of the programme: a sting at a change of topic, else a wipe; and how long it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bulletin.rundown.pacing import Pacing
from bulletin.rundown.values import Half
from bulletin.script.values import Story
from bulletin.timing import SOUND_GRID, Span

JoinName = Literal["sting", "wipe", "dip"]


@dataclass(frozen=True, slots=True)
class Side:
    """What a join needs to know of the part on one side of it. A story has a topic, a bumper and the programme's own parts
    have none. `entered` and `left` name the joins before and behind it whose halves were recorded with it, '' for none."""

    is_news: bool = False
    topic: str | None = None
    is_mourning: bool = False
    entered: str = ""
    left: str = ""


def side_of(story: Story | None, entered: Half | None = None, left: Half | None = None) -> Side:
    """A story with what was recorded of its joins, or one of the programme's own parts, as its joins see it."""
    if story is None:
        return Side()
    topic = story.labels.section.words if story.labels.section else story.slug
    is_mourning = story.labels.tone == "mourning"
    known = (half.name if half else "" for half in (entered, left))
    return Side(True, "" if story.form == "brief" else topic, is_mourning, *known)


def bumper_side() -> Side:
    """A bumper as its joins see it."""
    return Side(True)


def join_between(before: Side | None, after: Side, *, stung: bool) -> JoinName | None:
    """The join of two parts; None where there is none. `stung` says that the join before this one was a sting.

    A sting at a change of topic, but never two in a row: ten sweeps in six minutes tire. Where more of the two halves were
    recorded as a wipe, a wipe will do as well. None behind a bumper. Around mourning nothing sweeps and nothing sounds."""
    if before is None or not (before.is_news or after.is_news):
        return None
    if before.is_mourning or after.is_mourning:
        return "dip"
    if before == bumper_side():
        return "wipe"
    if before.topic is None or after.topic is None:
        return "sting"
    recorded = (before.left, after.entered)
    is_wiped = recorded.count("wipe") > recorded.count("sting")
    return "sting" if not (stung or is_wiped) and before.topic != after.topic else "wipe"


def join_lead(name: JoinName, at: int, pacing: Pacing) -> int:
    """Frames that what was is held before a join at `at`. What comes begins with a packet of sound, so that it sounds the
    same wherever it stands: a quarter of a second at most."""
    return -(at + _motion(name, pacing)) % SOUND_GRID


def join_length(name: JoinName, at: int, pacing: Pacing) -> int:
    """The frames of a join at `at`, its lead among them."""
    return join_lead(name, at, pacing) + _motion(name, pacing)


def join_cover(name: JoinName, pacing: Pacing) -> Span | None:
    """The frames of a join's piece that cover the picture; None for a join without a piece."""
    return {"sting": pacing.sting_cover, "wipe": pacing.wipe_cover}.get(name)


def _motion(name: JoinName, pacing: Pacing) -> int:
    return {"sting": pacing.sting, "wipe": pacing.wipe, "dip": pacing.dip}[name]
