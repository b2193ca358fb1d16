"""`Chờ đến:` – the moment before which a story must not be out, in the newsroom's own time."""

from __future__ import annotations

import datetime
import re

from bulletin.errors import Problem
from bulletin.messages import say
from bulletin.script.measures import date
from bulletin.script.values import Script, Story

_CLOCK = re.compile(r"(?<!\d)(\d{1,2})\s*(?::|h|giờ)\s*(\d{2})?(?!\d)", re.IGNORECASE)


def embargo_of(story: Story, day: datetime.date) -> datetime.datetime | None:
    """The moment a story waits for, None where it waits for none. A time alone is one of the bulletin's own `day`, a day
    alone its first minute. Raises ValueError for words that name no moment."""
    label = story.labels.embargo
    if label is None:
        return None
    found = _CLOCK.search(label.words)
    rest = label.words[: found.start()] + label.words[found.end() :] if found else label.words
    rest = re.sub(r"(?i)\b(ngày|lúc|at|on)\b", " ", rest).strip(" ,.;")
    named = date(rest) if rest else day
    if named is None:
        raise ValueError(label.words)
    time = datetime.time(int(found[1]), int(found[2] or 0)) if found else datetime.time()
    return datetime.datetime.combine(named, time)


def embargo_problems(script: Script) -> tuple[Problem, ...]:
    """The embargoes that name no moment."""
    problems = []
    for story in script.stories:
        try:
            embargo_of(story, script.date)
        except ValueError:
            label = story.labels.embargo
            assert label is not None, "without a label nothing is read"
            told = say("“{words}” names no moment to wait for", words=label.words[:40])
            problems.append(Problem(told, label.place, say("Write for instance: Chờ đến: 18:00 20.11.2026")))
    return tuple(problems)
