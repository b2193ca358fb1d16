"""`bulletin nightly`: the night's work with nobody watching – every week's weekly brought up to date, published on its day."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

from bulletin.desk.approving import publish
from bulletin.desk.heartbeat import beat
from bulletin.desk.manifest import tool
from bulletin.desk.orders import Order
from bulletin.desk.weekly import Asked, Weekly, absent, dailies_of, weekly
from bulletin.desk.workshop import Tell, store_folder
from bulletin.errors import BulletinError, Problem
from bulletin.master.folder import locked
from bulletin.master.publish import MANIFEST
from bulletin.messages import Language, Message, say
from bulletin.newsroom import CONFIG, OUT, Newsroom
from bulletin.store import Store, digest, file_digest, write_whole
from bulletin.weekly.archive import Finished, read_archive
from bulletin.weekly.night import Task, tasks
from bulletin.weekly.wishes import wishes_path

FOLDER, STATE = "nightly", "state.json"
VERSION = 1
GAP = 12
MOST_LOST = 5
"""So many times stories that cannot be used are left out of one weekly before the night gives it up."""
SEVEREST = (77, 78, 70, 71, 73, 74, 75, 69, 66, 65, 10, GAP)
"""Which exit code the night ends with when several weeks fail: the first of these that is among them."""

Outcome = Literal["unchanged", "prepared", "published", "waiting", "failed"]
OUTCOMES: Mapping[Outcome, Message] = {
    "unchanged": say("nothing has changed"),
    "prepared": say("script prepared"),
    "published": say("published"),
    "waiting": say("not enough stories yet"),
    "failed": say("not published; what was there stays"),
}


ALLOW = say("Render it, or publish without it: {command}", command="bulletin nightly --allow-missing")


@dataclass(frozen=True, slots=True)
class Told:
    """What came of one week: its exit code, and what is to be said."""

    task: Task
    outcome: Outcome
    code: int = 0
    problems: tuple[Problem, ...] = ()
    made: Weekly | None = None

    def as_json(self, language: Language) -> dict[str, Any]:
        return {
            "week": self.task.week.name,
            "duty": self.task.duty,
            "outcome": self.outcome,
            "exit": self.code,
            "findings": [problem.facts(language) for problem in self.problems],
            "weekly": self.made.as_json(language) if self.made else None,
        }

    def sentence(self) -> Message:
        return say("Week {week}: {outcome}", week=self.task.week.name, outcome=OUTCOMES[self.outcome])


@dataclass(frozen=True, slots=True)
class Nightly:
    """A night's work, a week a line; where its reports lie."""

    night: date
    weeks: tuple[Told, ...]
    reports: tuple[Path, ...] = ()
    notes: tuple[Problem, ...] = ()

    @property
    def code(self) -> int:
        """The exit code of the night."""
        codes = {told.code for told in self.weeks}
        return next((code for code in SEVEREST if code in codes), 0)

    @property
    def problems(self) -> tuple[Problem, ...]:
        return (*self.notes, *(problem for told in self.weeks for problem in told.problems))

    def as_json(self, language: Language) -> dict[str, Any]:
        return {
            "night": self.night.isoformat(),
            "exit": self.code,
            "weeks": [told.as_json(language) for told in self.weeks],
            "findings": [problem.facts(language) for problem in self.notes],
            "reports": [str(path) for path in self.reports],
        }

    def sentences(self) -> tuple[Message, ...]:
        if not self.weeks:
            return (say("The night had nothing to do."),)
        return tuple(told.sentence() for told in self.weeks)


@dataclass(frozen=True, slots=True)
class Duty:
    """What the night is asked for: the newsroom, how `render` is asked (its script is not read), whether a weekly may be
    published although days are missing."""

    newsroom: Newsroom
    order: Order = field(default_factory=lambda: Order(Path()))
    allows_missing: bool = False

    @property
    def out(self) -> Path:
        return self.order.out or self.newsroom.folder / OUT


def nightly(duty: Duty, now: datetime, language: Language, tell: Tell) -> Nightly:
    """Do the night's work at a moment (aware). The reports are in the `language` of who reads them.

    One week's failure is told and does not stop the others. Raises TryAgain while another night is at work."""
    address = duty.newsroom.night.heartbeat
    with locked(duty.out / FOLDER):
        beats = [beat(address, "start")]
        night = _Night(duty, now.astimezone(ZoneInfo(duty.newsroom.zone)), tell).work()
        beats.append(beat(address, str(night.code)))
        if not all(beats):
            deaf = say("The heartbeat address did not answer")
            night = replace(night, notes=(*night.notes, Problem(deaf, severity="warning")))
        return _reported(night, duty.out / FOLDER, language)


class _Night:
    """One night: what is known of earlier ones, and what is done in this one."""

    def __init__(self, duty: Duty, now: datetime, tell: Tell) -> None:
        self._duty, self._now, self._today, self._tell = duty, now, now.date(), tell
        self._archive = read_archive(duty.out)
        self._state, self._notes = _read_state(duty.out / FOLDER / STATE)

    def work(self) -> Nightly:
        newsroom = self._duty.newsroom
        days = {one.date for one in self._archive if one.kind == "daily"}
        due = tasks(self._today, newsroom.weekly, newsroom.night, days)
        marks = {task.week.name: self._mark(task) for task in due}
        open_tasks = [task for task in due if self._state.get(task.week.name) != marks[task.week.name]]
        if open_tasks:
            Store(store_folder(self._duty.order.store, newsroom)).prune(newsroom.store_limit)
        told = tuple(self._told(task) if task in open_tasks else Told(task, "unchanged") for task in due)
        done = {one.task.week.name for one in told if one.outcome != "failed"}
        state = {name: self._mark(task) for task in due if (name := task.week.name) in done}
        _write_state(self._duty.out / FOLDER / STATE, state)
        return Nightly(self._today, told, notes=self._notes)

    def _told(self, task: Task) -> Told:
        """A week's work. Every known failure is what came of it."""
        asked = self._asked(task)
        gaps = tuple(absent(asked, dailies_of(self._archive, task.week)))
        if task.duty == "publish" and gaps and not self._duty.allows_missing:
            told = tuple(replace(gap, severity="error", hint=gap.hint or ALLOW) for gap in gaps)
            return Told(task, "failed", max(gap.code for gap in gaps), told)
        try:
            made, lost = self._made(asked, task)
        except BulletinError as failure:
            if task.duty == "prepare" and failure.exit_code in (65, 66):
                return Told(task, "waiting", 0, tuple(replace(one, severity="note") for one in failure.problems()))
            return Told(task, "failed", failure.exit_code, failure.problems())
        problems = (*lost, *made.notes)
        if task.duty == "prepare":
            return Told(task, "prepared", 0, problems, made)
        is_new = made.rendered is not None and (made.rendered.is_new or made.rendered.is_held)
        if made.rendered is not None and made.rendered.is_held:
            try:
                publish(made.script, self._now, self._duty.order.out)
            except BulletinError as failure:
                return Told(task, "failed", failure.exit_code, (*problems, *failure.problems()), made)
        return Told(task, "published" if is_new else "unchanged", GAP if gaps or lost else 0, problems, made)

    def _made(self, asked: Asked, task: Task) -> tuple[Weekly, tuple[Problem, ...]]:
        """A week's weekly, and what is wrong with stories that had to be left out of it.

        The fallback of a story that cannot be used is the next best one: it is left out and named. What may pass (75) is
        no reason, nor is anything in a script that an editor has changed."""
        lost: tuple[Problem, ...] = ()
        for _ in range(MOST_LOST):
            try:
                return weekly(asked, self._tell, is_rehearsal=task.duty == "prepare"), lost
            except BulletinError as failure:
                unusable = self._stories_at(failure, task) - asked.unusable
                if failure.exit_code == 75 or not unusable:
                    raise
                asked = replace(asked, unusable=asked.unusable | unusable)
                lost += tuple(replace(one, severity="warning") for one in failure.problems())
        return weekly(asked, self._tell, is_rehearsal=task.duty == "prepare"), lost

    def _stories_at(self, failure: BulletinError, task: Task) -> frozenset[str]:
        """The week's stories that the problems of a failure lie in, by their names."""
        places = [problem.place for problem in failure.problems() if problem.is_error and problem.place]
        found = set()
        for daily in dailies_of(self._archive, task.week):
            lines = {story["line"]: story["slug"] for story in _lines_of(daily) if story["slug"]}
            for place in places:
                before = [line for line in lines if line <= place.line]
                if place.file == daily.script and before:
                    found.add(f"{daily.date.isoformat()}#{lines[max(before)]}")
        return frozenset(found)

    def _asked(self, task: Task) -> Asked:
        return Asked(self._duty.newsroom, task.week, self._today, replace(self._duty.order, now=self._now))

    def _mark(self, task: Task) -> str:
        """The digest of all that a week's weekly is made of, as it lies there now."""
        newsroom, asked = self._duty.newsroom, self._asked(task)
        own = (asked.script, wishes_path(asked.script), newsroom.folder / CONFIG)
        manifests = (one.folder / MANIFEST for one in dailies_of(self._archive, task.week))
        files = [file_digest(path) if path.is_file() else "" for path in (*own, *manifests, *self._published(task))]
        expected = tuple(day.isoformat() for day in task.expected)
        return digest(tool(), task.duty, expected, self._duty.allows_missing, files)

    def _published(self, task: Task) -> Iterator[Path]:
        yield self._duty.out / "weekly" / task.week.publication.isoformat() / MANIFEST


def _lines_of(daily: Finished) -> Sequence[Mapping[str, Any]]:
    """The lines of a daily's rundown as its manifest has them."""
    stories: Sequence[Mapping[str, Any]] = json.loads((daily.folder / MANIFEST).read_text(encoding="utf-8"))["stories"]
    return stories


# --- what is kept from night to night ---------------------------------------------------------------------------------


def _read_state(path: Path) -> tuple[Mapping[str, str], tuple[Problem, ...]]:
    """The mark of each week as it was when its work was done. What cannot be read costs one more look at every week."""
    try:
        state = json.loads(path.read_text(encoding="utf-8"))
        if state["version"] != VERSION:
            raise ValueError
        return {str(week): str(mark) for week, mark in state["weeks"].items()}, ()
    except FileNotFoundError:
        return {}, ()
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        lost = say("The memory of earlier nights ({file}) cannot be read: every week is looked at anew", file=path.name)
        return {}, (Problem(lost, severity="warning"),)


def _write_state(path: Path, weeks: Mapping[str, str]) -> None:
    content = json.dumps({"version": VERSION, "weeks": dict(weeks)}, indent=1, sort_keys=True).encode()
    if not path.is_file() or path.read_bytes() != content:
        write_whole(path, content)


def _reported(night: Nightly, folder: Path, language: Language) -> Nightly:
    """The night with its reports written, one for programs and a short one for people."""
    paths = tuple(folder / f"{night.night.isoformat()}{ending}" for ending in (".json", ".txt"))
    told = replace(night, reports=paths)
    texts = (
        json.dumps(told.as_json(language), ensure_ascii=False, indent=1, sort_keys=True) + "\n",
        "".join(f"{line}\n" for line in _lines(told, language)),
    )
    for path, text in zip(paths, texts, strict=True):
        write_whole(path, text.encode())
    return told


def _lines(night: Nightly, language: Language) -> Sequence[str]:
    """The short report: a line a week, the worst first, and what is to be done under each."""
    lines = [say("Night of {date}", date=f"{night.night:%d.%m.%Y}").text(language)]
    for told in sorted(night.weeks, key=lambda one: (one.outcome != "failed", one.task.week.name)):
        lines.append(told.sentence().text(language))
        for problem in told.problems:
            where = f"{problem.place}: " if problem.place else ""
            hint = f" → {problem.hint.text(language)}" if problem.hint else ""
            lines.append(f"    {where}{problem.message.text(language)}{hint}")
        if told.made:
            lines.extend(f"    {sentence.text(language)}" for sentence in told.made.sentences())
    return lines
