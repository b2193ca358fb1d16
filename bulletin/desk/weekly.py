"""`bulletin weekly`: from the archive's dailies of a week to a script, and from the script to the weekly."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bulletin.brand.layouts.cards import MOST_HEADLINES
from bulletin.desk.inputs import Inputs, gather, open_text
from bulletin.desk.linking import Library, Shelf
from bulletin.desk.orders import Order, Rendered, render
from bulletin.desk.paces import Paces
from bulletin.desk.workshop import PENDING, Tell, store_folder
from bulletin.errors import BadInput, NotFound, Problem, Problems
from bulletin.master.publish import MANIFEST
from bulletin.messages import Language, Message, say
from bulletin.newsroom import OUT, Newsroom
from bulletin.picture.values import PROFILES
from bulletin.routine import Week
from bulletin.store import Store, write_whole
from bulletin.timing import FRAME_RATE, clock
from bulletin.weekly.archive import Archived, Finished, read_archive, stories
from bulletin.weekly.choice import Candidate, Room, candidates, chosen, in_order, nearest
from bulletin.weekly.proposal import TOLERANCE, Frame, headline_stories, is_untouched, proposal
from bulletin.weekly.sameness import newest
from bulletin.weekly.wishes import Wishes, read_wishes, wishes_path

JOIN = 20
"""Frames from one story to the next, before it is known better."""
MARGINS = (TOLERANCE // 2, TOLERANCE)
"""How near the planned length must come: what is spoken for the weekly is only estimated, so half the tolerance first."""
ATTEMPTS = 4


@dataclass(frozen=True, slots=True)
class Asked:
    """A weekly as it is asked for: the newsroom, the week, today's date there; what `render` is asked (its script is not
    read), the wanted length in frames, 0 for the newsroom's, and stories that cannot be used, by 'date#slug'."""

    newsroom: Newsroom
    week: Week
    today: datetime.date
    order: Order
    length: int = 0
    unusable: frozenset[str] = frozenset()

    @property
    def script(self) -> Path:
        return self.newsroom.folder / "scripts" / "weekly" / f"{self.week.name}.md"

    @property
    def out(self) -> Path:
        return self.order.out or self.newsroom.folder / OUT

    @property
    def shown(self) -> str:
        return self.script.relative_to(self.newsroom.folder).as_posix()


@dataclass(frozen=True, slots=True)
class Drafted:
    """A weekly before it is rendered: its script, its length (frames), how many shots are taken over and how many new."""

    text: str
    stories: tuple[Archived, ...]
    frames: int
    reused: int
    made: int
    inputs: Inputs
    """What its script was found to be made from."""


@dataclass(frozen=True, slots=True)
class Weekly:
    """A week's weekly: its script, what was chosen (None where an editor's hand was found in the script, which then stands
    as it is), the stories left out and why, what is to be said; and what came of rendering it."""

    script: Path
    week: Week
    drafted: Drafted | None
    left_out: tuple[tuple[Archived, Message], ...]
    notes: tuple[Problem, ...]
    rendered: Rendered | None = None

    def as_json(self, language: Language) -> dict[str, Any]:
        drafted = self.drafted
        return {
            "week": self.week.name,
            "script": str(self.script),
            "edited": drafted is None,
            "stories": [_facts(story) for story in drafted.stories] if drafted else [],
            "left_out": [{**_facts(story), "reason": reason.text(language)} for story, reason in self.left_out],
            "planned_seconds": drafted.frames / FRAME_RATE if drafted else None,
            "planned_shots": {"made": drafted.made, "reused": drafted.reused} if drafted else None,
            "findings": [problem.facts(language) for problem in self.notes],
            "rendered": self.rendered.as_json(language) if self.rendered else None,
        }

    def sentences(self) -> tuple[Message, ...]:
        lines = []
        if self.drafted is None:
            lines.append(say("The script was edited and is left as it is: {path}", path=str(self.script)))
        else:
            shown = {"count": len(self.drafted.stories), "length": clock(self.drafted.frames), "path": str(self.script)}
            lines.append(say("{count} stories, about {length} long: {path}", **shown))
            fields = {"made": self.drafted.made, "reused": self.drafted.reused}
            lines.append(say("Reuses {reused} shots, makes {made} anew.", **fields))
            lines.extend(
                say("Left out: {title} ({name}): {reason}", title=story.title, name=story.name, reason=reason)
                for story, reason in self.left_out
            )
        return (*lines, *(self.rendered.sentences() if self.rendered else ()))


def weekly(asked: Asked, tell: Tell, *, is_rehearsal: bool = False) -> Weekly:
    """Choose, write the script and render it; a rehearsal only writes the script. A script that an editor has changed is
    never written over.

    Raises NotFound for a week without dailies, BadInput where no choice fills the time, and what `render` raises."""
    proposed = propose(asked)
    if proposed.drafted:
        write_whole(asked.script, proposed.drafted.text.encode())
    if is_rehearsal:
        return proposed
    gathered = proposed.drafted.inputs if proposed.drafted else None
    rendered = render(replace(asked.order, script=asked.script), tell, gathered)
    return replace(proposed, rendered=rendered)


def propose(asked: Asked) -> Weekly:
    """The weekly as it should be, nothing written. Raises NotFound and BadInput."""
    dailies = dailies_of(read_archive(asked.out), asked.week)
    notes = tuple(absent(asked, dailies))
    if asked.script.is_file() and not is_untouched(asked.script.read_text(encoding="utf-8", errors="replace")):
        return Weekly(asked.script, asked.week, None, (), notes)
    wishes = read_wishes(
        wishes_path(asked.script), wishes_path(asked.script).relative_to(asked.newsroom.folder).as_posix()
    )
    all_told = stories(dailies)
    if not all_told:
        raise NotFound(
            say("The week {week} ({first} to {last}) has no daily", **_week_words(asked.week)),
            hint=say("Render its dailies first, or name another week. See {command}", command="bulletin archive list"),
        )
    if unknown := wishes.unknown(all_told):
        raise Problems(unknown)
    offered, left_out = _offered(all_told, wishes, asked.unusable)
    drafted = _Drafting(asked, wishes.length or asked.length or asked.newsroom.weekly.length, wishes).drafted(offered)
    room = say("no room")
    rest = ((story, room) for story in offered if story not in drafted.stories)
    return Weekly(asked.script, asked.week, drafted, (*left_out, *rest), notes)


def dailies_of(archive: Sequence[Finished], week: Week) -> tuple[Finished, ...]:
    """The week's dailies, the faulty ones among them."""
    return tuple(one for one in archive if one.kind == "daily" and week.first <= one.date <= week.last)


def absent(asked: Asked, dailies: Sequence[Finished]) -> Iterator[Problem]:
    """The days that should have a daily by now and have none, and those whose daily cannot be used."""
    there = {one.date for one in dailies}
    for day in asked.week.days:
        if day <= asked.today and day.weekday() in asked.newsroom.night.days and day not in there:
            waits = asked.out / "daily" / day.isoformat() / PENDING
            yield _waiting(day) if (waits / MANIFEST).is_file() else _missing(day)
    for one in dailies:
        if one.fault:
            told = say("The daily of {date} cannot be used: {reason}", date=f"{one.date:%d.%m.%Y}", reason=one.fault)
            yield Problem(told, hint=say("Render it again."), severity="warning", code=65)


def _missing(day: datetime.date) -> Problem:
    return Problem(say("There is no daily of {date}", date=f"{day:%d.%m.%Y}"), severity="warning", code=66)


def _waiting(day: datetime.date) -> Problem:
    told = say("The daily of {date} is rendered but not published", date=f"{day:%d.%m.%Y}")
    return Problem(
        told, hint=say("See {command}", command="bulletin approve, bulletin publish"), severity="warning", code=66
    )


def _offered(
    told: Sequence[Archived], wishes: Wishes, unusable: frozenset[str]
) -> tuple[tuple[Archived, ...], tuple[tuple[Archived, Message], ...]]:
    """The stories that may be taken, and the others with the reason."""
    left_out: list[tuple[Archived, Message]] = []
    banned = wishes.banned(told)
    allowed = []
    for story in told:
        if story.name in unusable:
            left_out.append((story, say("it cannot be used")))
        elif story in banned:
            left_out.append((story, say("the editor does not want it")))
        elif not story.in_weekly:
            left_out.append((story, say("its script says so (Tuần: không)")))
        else:
            allowed.append(story)
    offered, replaced = newest(allowed)
    for story, newer in replaced.items():
        left_out.append((story, say("told again later: {name}", name=newer.name)))
    return offered, tuple(left_out)


class _Drafting:
    """The search for the script whose plan fills the time: what stands around the stories is planned, not guessed."""

    def __init__(self, asked: Asked, length: int, wishes: Wishes) -> None:
        self._asked, self._length, self._wishes = asked, length, wishes
        root = store_folder(asked.order.store, asked.newsroom)
        self._shelf = Shelf(asked.out, asked.order.profile, Store(root), library=Library())
        self._paces = Paces(root)

    def drafted(self, offered: Sequence[Archived]) -> Drafted:
        """Raises BadInput where no choice fills the time."""
        choices = candidates(offered, self._wishes.kept(offered), JOIN)
        best = max(choices, key=lambda one: one.worth)
        most = min(MOST_HEADLINES, len(headline_stories(offered, MOST_HEADLINES)))
        around = self._draft((best.story,), most).frames - best.frames
        for margin in MARGINS:
            for headlines in range(most, -1, -1):
                found, around = self._filled(choices, headlines, (around, margin))
                if found:
                    return found
        raise self._unfillable(choices, around)

    def _filled(
        self, choices: Sequence[Candidate], headlines: int, guess: tuple[int, int]
    ) -> tuple[Drafted | None, int]:
        """A draft with so many headlines whose length is right to a margin; and what stands around its stories."""
        around, margin = guess
        for _ in range(ATTEMPTS):
            wanted = self._length - around
            picked = chosen(choices, Room(wanted - margin, wanted + margin)) if wanted > 0 else None
            if picked is None:
                break
            draft = self._draft(in_order(picked), headlines)
            if abs(draft.frames - self._length) <= margin:
                return draft, around
            around = draft.frames - sum(one.frames for one in picked)
        return None, around

    def _draft(self, told: tuple[Archived, ...], headlines: int) -> Drafted:
        asked, habits = self._asked, self._asked.newsroom.weekly
        frame = Frame(asked.newsroom.name, self._length, headlines, habits.voice, habits.opening)
        text = proposal(asked.week, told, frame, asked.script.parent.relative_to(asked.newsroom.folder).as_posix())
        opened = open_text(asked.script, text, asked.newsroom)
        shape = PROFILES[asked.order.profile].shape
        inputs = gather(opened, asked.order.voice, self._paces, shape, self._shelf)
        reused = sum(bool(shot.chunks) for shot in inputs.draft.shots)
        return Drafted(text, told, inputs.draft.frames, reused, len(inputs.draft.shots) - reused, inputs)

    def _unfillable(self, choices: Sequence[Candidate], around: int) -> BadInput:
        have = sum(one.frames for one in choices) + around
        shown = {"want": clock(self._length), "count": len(choices)}
        hint = say(
            "Ask for another length (--length, or “thời lượng:” in {file}).", file=wishes_path(self._asked.script).name
        )
        if have < self._length - TOLERANCE:
            missing = clock(self._length - have)
            told = say("The week's {count} stories last {have} with all around them; the weekly is to be {want}: {missing} are missing",
                       have=clock(have), missing=missing, **shown)  # fmt: skip
            more = say(
                "Render more of the week's dailies, or ask for another length: --length {have}.", have=clock(have)
            )
            return BadInput(told, hint=more)
        if pinned := sum(one.frames for one in choices if one.is_pinned):
            hint = say(
                "Keep fewer stories (they last {length}), or ask for another length (--length).", length=clock(pinned)
            )
        near = nearest(choices, self._length - around) + around
        told = say(
            "No choice of the week's {count} stories lasts {want}; the nearest is {near}", near=clock(near), **shown
        )
        return BadInput(told, hint=hint)


def _facts(story: Archived) -> dict[str, Any]:
    return {
        "date": story.date.isoformat(), "slug": story.slug, "title": story.title, "section": story.section,
        "priority": story.priority, "seconds": story.frames / FRAME_RATE,
    }  # fmt: skip


def _week_words(week: Week) -> dict[str, str]:
    return {"week": week.name, "first": f"{week.first:%d.%m.%Y}", "last": f"{week.last:%d.%m.%Y}"}
