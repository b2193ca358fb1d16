"""Linked headings: the stories that a script takes from other files, and what earlier bulletins recorded of them."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from bulletin import script as scripts
from bulletin.brand.pack import read_pack
from bulletin.desk.records import STORIES, read_records
from bulletin.errors import BadInput, BulletinError, NotFound, Problem, Problems
from bulletin.messages import say
from bulletin.newsroom import Newsroom
from bulletin.rundown.records import Record, words_digest
from bulletin.script.reader import UNDATED, titles_as_headlines
from bulletin.script.taking import moved, taken, with_voice
from bulletin.script.values import Script, Source, Story
from bulletin.speech.keeping import kept_folder, restore
from bulletin.store import Store


class Library:
    """What was read for a script and is wanted for the next, each file once: of earlier bulletins the scripts, the records
    by folder, and which of these are whole; and brand packs."""

    def __init__(self) -> None:
        self.read_pack = cache(read_pack)
        self.scripts: dict[Path, tuple[Script | None, tuple[Problem, ...]]] = {}
        self.records: dict[Path, Mapping[str, Record]] = {}
        self.whole: dict[tuple[Path, str], bool] = {}


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where earlier bulletins lie: the folder of finished files, the profile they are wanted in, the store that holds what
    they recorded (None: nothing is taken as it was recorded), and the digest of the brand pack of today. A `library` is
    kept by who asks for several scripts at once."""

    out: Path
    profile: str = "final"
    store: Store | None = None
    pack: str = ""
    library: Library | None = None

    def folder(self, kind: str, date: str) -> Path:
        """Where a bulletin lies."""
        folder = self.out / kind / date
        return folder if self.profile == "final" else folder / self.profile


@dataclass(frozen=True, slots=True)
class Linked:
    """A script with the stories it takes from other files in their places; what earlier bulletins recorded of these, by
    slug; the files that this was read from; and what is to be said."""

    script: Script
    records: Mapping[str, Record] = field(default_factory=dict)
    files: tuple[Path, ...] = ()
    problems: tuple[Problem, ...] = ()


def linked(path: Path, script: Script, newsroom: Newsroom, shelf: Shelf) -> Linked:
    """The script with all that its linked headings name. What is wrong with them is told, each with its line; the story
    is left out then."""
    if not any(story.source for story in script.stories):
        return Linked(script)
    return _Linking(path, script, newsroom, shelf).linked()


@dataclass(frozen=True, slots=True)
class _Found:
    """A story that a heading names, the script file it stands in at last, and that script."""

    story: Story
    path: Path
    script: Script
    slug: str
    """What it is called there."""


class _Linking:
    """One script's linked headings."""

    def __init__(self, path: Path, script: Script, newsroom: Newsroom, shelf: Shelf) -> None:
        self._path, self._script, self._newsroom, self._shelf = path.resolve(), script, newsroom, shelf
        self._parameters = _parameters(shelf.profile)
        self._library = shelf.library or Library()
        self._files: dict[Path, None] = {}
        self._folders: dict[Path, None] = {}
        self._records: dict[str, Record] = {}
        self._problems: list[Problem] = []

    def linked(self) -> Linked:
        stories = []
        for story in self._script.stories:
            try:
                stories.append(self._resolved(story) if story.source else story)
            except BulletinError as failure:
                self._problems.extend(failure.problems())
        script = _of_stories(self._script, tuple(stories))
        files = (*self._files, *(folder / STORIES for folder in self._folders))
        self._problems.extend(titles_as_headlines(script.headlines, (story for story in stories if story.source)))
        return Linked(script, self._records, files, tuple(self._problems))

    def _resolved(self, asked: Story) -> Story:
        """The story with its words, its files named from the script's own folder."""
        found = self._found(asked, self._path, ())
        record, words = self._record(found), words_digest(found.story)
        story = moved(_with_recording(found), str(found.path.parent), str(self._path.parent))
        if asked.labels.recording:
            story = replace(story, labels=replace(story.labels, recording=asked.labels.recording))
        story = with_voice(story, _voice_of(record, found.script, self._newsroom))
        if record is None:
            return story
        is_recorded = record.words == words and self._is_whole(record, found)
        if is_recorded:
            self._records[story.slug] = record if record.pack == self._shelf.pack else record.without_joins()
        elif record.pack == self._shelf.pack and record.parameters == self._parameters:
            self._records[story.slug] = self._left(record)
        self._problems.extend(self._notes(record, story, record.words == words, is_recorded))
        return replace(story, is_recorded=is_recorded)

    def _found(self, asked: Story, script: Path, chain: tuple[tuple[Path, str], ...]) -> _Found:
        """What a heading names, through other linked headings if need be.

        Raises NotFound, BadInput or Unsafe at the heading, Problems for the lines of the story that is named."""
        source = asked.source
        assert source is not None, "only linked headings are looked up"
        path = self._newsroom.media(script, source.path, source.place)
        step = (path, source.slug)
        if step in chain:
            raise BadInput(
                say("This story is taken from itself: {chain}", chain=self._chain((*chain, step))),
                source.place,
                say("Link to the script in which the story is written."),
            )
        there = self._script_in(path, source)
        named, slug = _story_named(source, there), source.slug
        if named.source:
            found = self._found(named, path, (*chain, step))
            named, path, there, slug = found.story, found.path, found.script, found.slug
        got = taken(asked, named, self._script.kind)
        if got.problems:
            raise Problems(got.problems)
        return _Found(got.story, path, there, slug)

    def _script_in(self, path: Path, source: Source) -> Script:
        """The script in a file; what is wrong in the lines of the story that is wanted is raised."""
        known = self._library.scripts
        if path not in known:
            name = path.relative_to(self._newsroom.folder) if path.is_relative_to(self._newsroom.folder) else path
            known[path] = scripts.read(path, name.as_posix())
        self._files[path] = None
        script, problems = known[path]
        errors = tuple(problem for problem in problems if problem.is_error)
        if script is None:
            raise Problems(errors)
        own = tuple(problem for problem in errors if _is_in(problem, source.slug, script))
        if own:
            raise Problems(own)
        return script

    def _chain(self, steps: tuple[tuple[Path, str], ...]) -> str:
        return " → ".join(f"{path.name}#{slug}" for path, slug in steps)

    # --- what was recorded --------------------------------------------------------------------------------------------

    def _record(self, found: _Found) -> Record | None:
        """What the bulletin of the story's script recorded of it."""
        if found.script.date == UNDATED or self._shelf.store is None:
            return None
        folder, known = self._folder(found), self._library.records
        if folder not in known:
            known[folder] = read_records(folder, self._newsroom.folder)
        self._folders[folder] = None
        return known[folder].get(found.slug)

    def _folder(self, found: _Found) -> Path:
        return self._shelf.folder(found.script.kind, found.script.date.isoformat())

    def _is_whole(self, record: Record, found: _Found) -> bool:
        """Whether the store has everything of a record, in the form that this programme has."""
        name, known = (self._folder(found), record.slug), self._library.whole
        if name not in known:
            known[name] = self._looked_for(record, found)
        return known[name]

    def _looked_for(self, record: Record, found: _Found) -> bool:
        store = self._shelf.store
        assert store is not None, "there is no record without a store"
        if not all(store.holds(key) for key in record.takes):
            restore(store, kept_folder(found.path))
        return record.parameters == self._parameters and all(
            store.holds(key) for key in (*record.takes, *record.chunks)
        )

    def _left(self, record: Record) -> Record:
        """A record without the shots that the store has lost."""
        store = self._shelf.store
        assert store is not None, "there is no record without a store"
        shots = record.stretch.shots
        left = tuple(shot for shot in shots if all(store.holds(chunk.key) for chunk in shot.chunks))
        return replace(record, stretch=replace(record.stretch, shots=left))

    def _notes(self, record: Record, story: Story, is_same: bool, is_recorded: bool) -> Iterator[Problem]:
        """What is to be said of a story that cannot be taken as it was recorded, or looks otherwise."""
        assert story.source is not None
        if is_recorded and record.pack != self._shelf.pack:
            yield Problem(
                say(
                    "The brand pack was changed after the story {slug} was recorded: it keeps its look",
                    slug=record.slug,
                ),
                story.source.place,
                say("To give it the new look, render its bulletin again first."),
                "warning",
            )
        if is_same and not is_recorded:
            reason = (
                say("it was encoded in another way than this bulletin")
                if record.parameters != self._parameters
                else say("the store does not have all of it any more")
            )
            yield Problem(
                say("The story {slug} is made again: {reason}", slug=record.slug, reason=reason),
                story.source.place,
                severity="warning",
            )


def _of_stories(script: Script, stories: tuple[Story, ...]) -> Script:
    """The script with these stories, and no headline of any other."""
    slugs = {story.slug for story in stories}
    headlines = script.headlines
    if headlines:
        headlines = replace(headlines, slugs=tuple(slug for slug in headlines.slugs if slug.words in slugs))
    return replace(script, stories=stories, headlines=headlines)


def _parameters(profile: str) -> str:
    """What decoders of today's chunks are set up with, in hexadecimal."""
    from bulletin.picture.values import PROFILES
    from bulletin.picture.x264 import parameters_of  # loads the codecs, which only linked headings need here

    return parameters_of(PROFILES[profile]).hex()


def _story_named(source: Source, script: Script) -> Story:
    """The story that a link names. Raises NotFound with near names."""
    for story in script.stories:
        if story.slug == source.slug:
            return story
    known = [story.slug for story in script.stories]
    if not source.slug:
        message = say("The link names the file {file} and no story in it.", file=source.path)
    else:
        message = say("There is no story {slug} in {file}.", slug=source.slug, file=source.path)
    near = difflib.get_close_matches(source.slug, known, 1, 0.5)
    hint = (
        say("Did you mean “{name}”?", name=near[0]) if near else say("Known are: {names}.", names=", ".join(known[:30]))
    )
    raise NotFound(message, source.place, hint)


def _is_in(problem: Problem, slug: str, script: Script) -> bool:
    """Whether a problem is one of the lines of a story; of all the script where it does not have the story."""
    lines = sorted(story.place.line for story in script.stories)
    begins = next((story.place for story in script.stories if story.slug == slug), None)
    if begins is None or problem.place is None:
        return True
    ends = next((line for line in lines if line > begins.line), None)
    return problem.place >= begins and (ends is None or problem.place.line < ends)


def _with_recording(found: _Found) -> Story:
    """The story with the recording that its whole script may be read in."""
    story, whole = found.story, found.script.recording
    if whole is None or story.labels.recording:
        return story
    return replace(story, labels=replace(story.labels, recording=whole))


def _voice_of(record: Record | None, script: Script, newsroom: Newsroom) -> str:
    """The voice that a story is read by where it stands: the one that was recorded, else the one that its script names."""
    heard = [who for who in record.heard if who.voice] if record else []
    if heard:
        voice = max(heard, key=lambda who: len(who.takes)).voice
        names = [own.name for own in newsroom.voices]
        return voice.name if voice and voice.name in names else ""
    named = script.voice.words if script.voice else newsroom.voice
    with suppress(BulletinError):
        return named if newsroom.voices_for(named).way == "one" else ""
    return ""
