"""`bulletin archive`: what was finished, found by date, section, priority, slug and words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bulletin.desk.records import read_records
from bulletin.errors import NotFound, Problem
from bulletin.messages import Language, Message, say
from bulletin.newsroom import OUT, Newsroom
from bulletin.rundown.records import Record
from bulletin.script.measures import date
from bulletin.tables import Column
from bulletin.timing import FRAME_RATE, clock
from bulletin.weekly.archive import Archived, Finished, Search, read_archive, stories, story_named

PRIORITIES = {"lead": say("lead"), "normal": say("normal"), "droppable": say("droppable"), "reserve": say("reserve")}
KINDS = {"daily": say("daily"), "weekly": say("weekly"), "special": say("special")}


@dataclass(frozen=True, slots=True)
class Listed:
    """The stories that were found, and the bulletins that cannot be read."""

    found: tuple[Archived, ...]
    notes: tuple[Problem, ...]
    bulletins: int = 0
    """How many bulletins were searched."""

    @property
    def columns(self) -> tuple[Column, ...]:
        headings = (
            say("Date"),
            say("Kind"),
            say("Page"),
            say("Length"),
            say("Section"),
            say("Priority"),
            say("Story"),
            say("Slug"),
        )
        return tuple(Column(heading, is_number=place == 3, is_wide=place == 6) for place, heading in enumerate(headings))  # fmt: skip

    def rows(self, language: Language) -> tuple[tuple[str, ...], ...]:
        return tuple(
            (
                f"{story.date:%d.%m.%Y}",
                KINDS[story.kind].text(language) if story.kind in KINDS else story.kind,
                story.page,
                clock(story.frames),
                story.section,
                PRIORITIES[story.priority].text(language),
                story.title,
                story.slug,
            )
            for story in self.found
        )

    def sentences(self) -> tuple[Message, ...]:
        if not self.bulletins:
            return (say("The archive is empty: it holds what was rendered in full, no drafts."),)
        return (say("{count} stories.", count=len(self.found)),)

    def as_json(self, language: Language) -> dict[str, Any]:
        return {
            "stories": [_facts(story) for story in self.found],
            "findings": [problem.facts(language) for problem in self.notes],
        }


@dataclass(frozen=True, slots=True)
class Shown:
    """A story of the archive with what was recorded of it, or a bulletin with its stories."""

    story: Archived | None
    bulletin: Finished | None
    record: Record | None = None

    def as_json(self) -> dict[str, Any]:
        if self.story:
            record = self.record
            recorded = {
                "shots": len(record.stretch.shots), "chunks": len(record.chunks), "takes": len(record.takes),
                "voices": [who.voice.name for who in record.heard if who.voice], "credits": list(record.credits),
            } if record else None  # fmt: skip
            return {**_facts(self.story), "text": self.story.text, "recorded": recorded}
        assert self.bulletin is not None, "one of the two is shown"
        return {
            "kind": self.bulletin.kind,
            "date": self.bulletin.date.isoformat(),
            "folder": str(self.bulletin.folder),
            "script": self.bulletin.script,
            "seconds": self.bulletin.frames / FRAME_RATE,
            "draft_voice": self.bulletin.is_draft,
            "stories": [_facts(story) for story in self.bulletin.stories],
        }

    def sentences(self) -> tuple[Message, ...]:
        if self.story:
            story, record = self.story, self.record
            lines = [
                say("{title} ({name}), {length}", title=story.title, name=story.name, length=clock(story.frames)),
                say("Section: {section}; priority: {priority}", section=story.section or "–", priority=PRIORITIES[story.priority]),
                say("Link to take it over: {link}", link=f"## [{story.title}](../../{story.address})"),
            ]  # fmt: skip
            if record:
                lines.append(
                    say(
                        "Recorded: {shots} shots, {takes} takes.",
                        shots=len(record.stretch.shots),
                        takes=len(record.takes),
                    )
                )
            return (*lines, say("{words}", words=story.text.partition("\n")[2]))
        assert self.bulletin is not None, "one of the two is shown"
        shown = {
            "path": str(self.bulletin.folder),
            "length": clock(self.bulletin.frames),
            "script": self.bulletin.script,
        }
        return (say("{path}: {length} long, from {script}", **shown),)


def listed(newsroom: Newsroom, search: Search, out: Path | None = None) -> Listed:
    """The stories that a search finds, newest bulletins first."""
    archive = read_archive(out or newsroom.folder / OUT)
    found = [story for story in stories(archive) if search.finds(story)]
    found.sort(key=lambda story: story.date, reverse=True)
    return Listed(tuple(found), tuple(_faults(archive)), len(archive))


def shown(newsroom: Newsroom, name: str, out: Path | None = None) -> Shown:
    """A story by its slug or 'date#slug', or a bulletin by its date or 'kind/date'. Raises NotFound."""
    archive = read_archive(out or newsroom.folder / OUT)
    kind, _, day = name.rpartition("/")
    if "#" not in name and (asked := date(day)):
        found = [one for one in archive if one.date == asked and kind in ("", one.kind)]
        if not found:
            raise NotFound(
                say("The archive has no bulletin of {date}", date=f"{asked:%d.%m.%Y}"),
                hint=say("See {command}", command="bulletin archive list"),
            )
        return Shown(None, found[0])
    story = story_named(archive, name)
    home = next(one for one in archive if story in one.stories)
    return Shown(story, None, read_records(home.folder, newsroom.folder).get(story.slug))


def _faults(archive: Sequence[Finished]) -> list[Problem]:
    return [
        Problem(
            say("The manifest in {folder} cannot be read: {reason}", folder=str(one.folder), reason=one.fault),
            hint=say("Render it again."),
            severity="warning",
        )
        for one in archive
        if one.fault
    ]


def _facts(story: Archived) -> dict[str, Any]:
    return {
        "kind": story.kind, "date": story.date.isoformat(), "page": story.page, "slug": story.slug, "title": story.title,
        "section": story.section, "priority": story.priority, "seconds": story.frames / FRAME_RATE, "script": story.script,
    }  # fmt: skip
