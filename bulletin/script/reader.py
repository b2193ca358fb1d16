"""The reader: a script file to a Script value, or everything that is wrong with it."""

from __future__ import annotations

import datetime
import difflib
import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from bulletin.errors import BadInput, NotFound, Place, Problem, Problems
from bulletin.messages import Message, say
from bulletin.script import story as stories
from bulletin.script.blocks import Heading, Raw, blocks, place_of
from bulletin.script.frontmatter import Header, header, split_front_matter
from bulletin.script.keys import BREAKING, SECTIONS
from bulletin.script.reading import Reading, StopReading
from bulletin.script.story import Chapter, Title
from bulletin.script.text import MOST_BYTES, clean, decode, digest, without_comments
from bulletin.script.values import Headlines, Script, Section, Story, Teaser, Text


def read(path: Path, shown_as: str) -> tuple[Script | None, tuple[Problem, ...]]:
    """The script in a file as far as it can be read, and all that is wrong or worth knowing; `shown_as` is its name in
    messages. With errors among the problems it serves to look for more of them, not to be made.

    Raises NotFound (with near names), BadInput when it is no UTF-8 text or too large."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except FileNotFoundError as missing:
        raise NotFound(say("There is no script {file}.", file=shown_as), Place(shown_as), _near(path)) from missing
    except IsADirectoryError as folder:
        told = say("{file} is a folder, not a script.", file=shown_as)
        scripts = ", ".join(sorted(one.name for one in path.glob("*.md"))[-3:])
        hint = (
            say("Name a script in it, such as {names}.", names=scripts)
            if scripts
            else say("Name a script, a file *.md.")
        )
        raise BadInput(told, Place(shown_as), hint) from folder
    except OSError as broken:
        message = say("The script {file} cannot be read: {reason}.", file=shown_as, reason=broken.strerror or "")
        raise BadInput(message, Place(shown_as), say("Check that it is a file and that you may read it.")) from broken
    return read_text(decode(data, shown_as), shown_as)


def parse(text: str, shown_as: str) -> Script:
    """The script in a text. Raises Problems with all its errors, or BadInput when it is too long."""
    script, problems = read_text(text, shown_as)
    if script is None or any(problem.is_error for problem in problems):
        raise Problems(problems)
    return script


def read_text(text: str, shown_as: str) -> tuple[Script | None, tuple[Problem, ...]]:
    """Like `read`, from a text; no script where there is nothing to go on with. Raises BadInput when it is too long."""
    reading = Reading(shown_as)
    script = None
    with suppress(StopReading):
        text = clean(text.removeprefix("\ufeff"), reading)
        script = None if reading.error_count else _read_clean(text, reading)
    return script, tuple(sorted(reading.problems, key=lambda problem: problem.place or Place("")))


def _read_clean(text: str, reading: Reading) -> Script | None:
    fields, page = split_front_matter(text, reading)
    raws = blocks(without_comments(page, reading), reading)
    if not text.strip():
        _refuse_without_stories(reading)
        return None
    top = header(fields, reading)
    draft = _draft(reading, raws)
    return _script(reading, top, draft, digest(text))


UNDATED = datetime.date(1, 1, 1)
"""Stands in for a date that is missing, so that the rest can still be looked at."""


@dataclass(slots=True)
class _Draft:
    """The page so far, filled chapter by chapter."""

    stories: list[Story] = field(default_factory=list)
    sections: dict[str, Section] = field(default_factory=dict)
    headlines: Headlines | None = None
    titled: dict[str, Place] = field(default_factory=dict)
    part: Text | None = None
    """The title of a part whose first story has not come yet."""


def _draft(reading: Reading, raws: Sequence[Raw]) -> _Draft:
    draft = _Draft()
    chapters, before = _chapters(raws)
    if before:
        reading.error(
            place_of(before[0]),
            say("Something stands before the first title."),
            say("Write a title above it: ## Title"),
        )
    for chapter in chapters:
        if chapter.heading.level == 1:
            _part(reading, chapter, draft)
        else:
            _chapter(reading, chapter, draft)
    if draft.part:
        _refuse_empty_part(reading, draft.part)
    if not draft.stories:
        _refuse_without_stories(reading)
    return draft


def _chapters(raws: Sequence[Raw]) -> tuple[list[Chapter], tuple[Raw, ...]]:
    """The page cut before each title of level one or two, and what stands before the first."""
    starts = [at for at, raw in enumerate(raws) if isinstance(raw, Heading) and raw.level < 3]
    found = []
    for start, end in itertools.pairwise([*starts, len(raws)]):
        heading = raws[start]
        assert isinstance(heading, Heading)
        found.append(Chapter(heading, tuple(raws[start + 1 : end])))
    return found, tuple(raws[: starts[0]] if starts else raws)


def _part(reading: Reading, chapter: Chapter, draft: _Draft) -> None:
    if draft.part:
        _refuse_empty_part(reading, draft.part)
    draft.part = stories.read_title(reading, chapter.heading.passage).text
    if chapter.raws:
        reading.error(
            place_of(chapter.raws[0]),
            say("Something stands under the title of a part, outside of any story."),
            say("Begin a story above it: ## Title (# only opens a part)"),
        )


def _chapter(reading: Reading, chapter: Chapter, draft: _Draft) -> None:
    words = chapter.heading.passage
    key = SECTIONS.find(words.words.rstrip(" :."))
    if key is None:
        _add(draft, (_story(reading, chapter),))
        return
    if key in draft.titled:
        reading.error(
            words.place(),
            say(
                "“{name}” stands twice: on lines {first} and {second}.",
                name=SECTIONS.shown(key),
                first=draft.titled[key].line,
                second=words.line,
            ),
            say("Join the two."),
        )
    draft.titled[key] = words.place()
    _SECTIONS[key](reading, chapter, draft)


def _section(key: str) -> Callable[[Reading, Chapter, _Draft], None]:
    def read_section(reading: Reading, chapter: Chapter, draft: _Draft) -> None:
        draft.sections[key] = stories.section(reading, chapter)

    return read_section


def _headlines(reading: Reading, chapter: Chapter, draft: _Draft) -> None:
    draft.headlines = stories.headlines(reading, chapter)


def _briefs(reading: Reading, chapter: Chapter, draft: _Draft) -> None:
    _add(draft, stories.briefs(reading, chapter))


_SECTIONS: Mapping[str, Callable[[Reading, Chapter, _Draft], None]] = {
    "greeting": _section("greeting"),
    "headlines": _headlines,
    "briefs": _briefs,
    "closing": _section("closing"),
}


def _story(reading: Reading, chapter: Chapter) -> Story:
    words = chapter.heading.passage
    if BREAKING.find(words.words.rstrip(" :：")):
        reading.error(
            words.place(), say("This title is empty."), say("Write the title behind it: ## Tin mới nhận: title")
        )
    title = stories.read_title(reading, words)
    found = re.match(r"([^:：]{1,30})[:：]\s*(?=\S)", words.text)
    if found and BREAKING.find(found[1]) and title.link is None:
        lead = len(" ".join(found[0].split())) + 1
        cut = Title(Text(title.text.words[lead:], words.place(found.end())), title.slug, None)
        return stories.story(reading, words, cut, chapter.raws, "breaking")
    return stories.story(reading, words, title, chapter.raws, "story")


def _add(draft: _Draft, found: Sequence[Story]) -> None:
    """Adds stories in the order of the page; breaking news leave the opening of a part to the next story."""
    for one in found:
        opens = draft.part if one.form != "breaking" else None
        draft.stories.append(replace(one, part=opens))
        draft.part = None if opens else draft.part


# --- what can be told only from the whole page ------------------------------------------------------------------------


def _script(reading: Reading, top: Header, draft: _Draft, digested: str) -> Script:
    ordered = sorted(draft.stories, key=lambda one: one.form != "breaking")
    _refuse_doubled_slugs(reading, draft.stories)
    _refuse_unknown_slugs(reading, draft)
    _note_titles_as_headlines(reading, draft)
    _warn_of_glad_after_mourning(reading, ordered)
    script = Script(
        file=reading.file,
        digest=digested,
        kind=top.kind,
        date=top.date or UNDATED,
        stories=tuple(ordered),
        title=top.title,
        slot=top.slot,
        fit=top.fit,
        voice=top.voice,
        recording=top.recording,
        brand=top.brand,
        edition=top.edition,
        people=top.people,
        greeting=draft.sections.get("greeting"),
        headlines=draft.headlines,
        closing=draft.sections.get("closing"),
        notes=tuple(sorted(reading.problems, key=lambda problem: problem.place or Place(""))),
    )
    return replace(script, opening=top.opening) if top.opening else script


def _refuse_doubled_slugs(reading: Reading, found: Sequence[Story]) -> None:
    first: dict[str, Story] = {}
    for one in found:
        other = first.setdefault(one.slug, one)
        if other is not one:
            reading.error(
                one.place,
                say(
                    "Two stories have the slug “{slug}”: on lines {first} and {second}.",
                    slug=one.slug,
                    first=other.place.line,
                    second=one.place.line,
                ),
                say("Give one of them another slug behind its title: {{#{slug}-2}}", slug=one.slug[:38]),
            )


def _refuse_unknown_slugs(reading: Reading, draft: _Draft) -> None:
    """What the headlines list and teasers name; the headlines keep what there is, each once."""
    known = [one.slug for one in draft.stories]
    listed: dict[str, Text] = {}
    for slug in draft.headlines.slugs if draft.headlines else ():
        if slug.words in listed:
            reading.error(slug.place, say("“{name}” stands twice.", name=slug.words), say("Keep it once."))
        elif _is_known(reading, slug, known):
            listed[slug.words] = slug
    if draft.headlines:
        draft.headlines = replace(draft.headlines, slugs=tuple(listed.values()))
    for one in draft.stories:
        for block in one.blocks:
            if isinstance(block, Teaser):
                _is_known(reading, Text(block.slug, block.place), known)


def _is_known(reading: Reading, slug: Text, known: Sequence[str]) -> bool:
    if slug.words in known:
        return True
    near = difflib.get_close_matches(slug.words[:60], known, 1, 0.5)
    names = ", ".join(list(dict.fromkeys(known))[:30])
    hint = say("Did you mean “{name}”?", name=near[0]) if near else say("Known are: {names}.", names=names)
    reading.error(slug.place, say("No story has the slug “{slug}”.", slug=slug.words), hint)
    return False


def _note_titles_as_headlines(reading: Reading, draft: _Draft) -> None:
    """What a linked heading brings along is known once it is followed."""
    written_here = [one for one in draft.stories if one.source is None]
    reading.problems.extend(titles_as_headlines(draft.headlines, written_here))


def titles_as_headlines(headlines: Headlines | None, stories: Iterable[Story]) -> Iterator[Problem]:
    """Which of these stories are in the headlines and have no line for them."""
    untitled = {one.slug for one in stories if one.labels.headline is None}
    for slug in headlines.slugs if headlines else ():
        if slug.words in untitled:
            yield Problem(
                say("The story “{slug}” has no headline; its title is read.", slug=slug.words),
                slug.place,
                say("Add a label line under its title: Điểm tin: …"),
                "note",
            )


def _warn_of_glad_after_mourning(reading: Reading, ordered: Sequence[Story]) -> None:
    for one, following in itertools.pairwise(ordered):
        if one.labels.tone == "mourning" and following.labels.tone == "glad":
            reading.warn(
                following.place,
                say("A glad story follows directly on one of mourning (line {line}).", line=one.place.line),
                say("Put another story between the two."),
            )


def _refuse_empty_part(reading: Reading, part: Text) -> None:
    reading.error(part.place, say("This part has no story."), say("Write a story under it: ## Title"))


def _refuse_without_stories(reading: Reading) -> None:
    reading.error(
        Place(reading.file, 1, 1),
        say("The script has no story."),
        say("A story begins with its title: ## Title"),
    )


def _near(path: Path) -> Message:
    """What a missing script may have been meant to be, from the scripts in its folder."""
    try:
        names = sorted(entry.name for entry in path.parent.iterdir() if entry.suffix.lower() in (".md", ".markdown"))
    except OSError:
        return say("Its folder does not exist either.")
    near = difflib.get_close_matches(path.name, names, 3, 0.4)
    if near:
        return say("Did you mean {names}?", names=", ".join(near))
    return say("There is no script of a similar name in its folder.")
