"""The archive: every finished bulletin by its manifest, with an index that makes finding quick and is never trusted blindly.

The manifests are the truth. The index holds what they say with the time and size that each had; whatever does not agree is
read again, and a lost or torn index costs one reading of them all."""

from __future__ import annotations

import datetime
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bulletin.errors import BulletinError, NotFound
from bulletin.messages import say
from bulletin.store import write_whole

INDEX = "archive.json"
MANIFEST = "bulletin.json"
VERSION = 1


@dataclass(frozen=True, slots=True)
class Archived:
    """A story of a finished bulletin. `script` is the file it is written in, relative to the newsroom, `source` what it was
    itself taken from ('file#slug', '' for nothing)."""

    kind: str
    date: datetime.date
    script: str
    page: str
    slug: str
    title: str
    section: str
    priority: str
    tone: str
    frames: int
    in_weekly: bool
    is_headline: bool
    source: str
    words: str
    text: str

    @property
    def name(self) -> str:
        """What it is called in lists of wishes: '2026-11-20#luong'."""
        return f"{self.date.isoformat()}#{self.slug}"

    @property
    def address(self) -> str:
        """The file and slug that a link to it names."""
        return f"{self.script}#{self.slug}"


@dataclass(frozen=True, slots=True)
class Finished:
    """A finished bulletin: where it lies, how long it is (frames), and its stories. `fault` says that it cannot be used."""

    kind: str
    date: datetime.date
    folder: Path
    script: str = ""
    frames: int = 0
    is_draft: bool = False
    stories: tuple[Archived, ...] = ()
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for; None and '' where anything will do. Words are found with and without their marks."""

    first: datetime.date | None = None
    last: datetime.date | None = None
    kind: str = ""
    section: str = ""
    priority: str = ""
    slug: str = ""
    words: str = ""

    def finds(self, story: Archived) -> bool:
        return (
            (self.first is None or story.date >= self.first)
            and (self.last is None or story.date <= self.last)
            and self.kind in ("", story.kind)
            and self.priority in ("", story.priority)
            and _is_like(self.section, story.section)
            and _is_like(self.slug, story.slug)
            and _is_like(self.words, story.text)
        )


def read_archive(out: Path) -> tuple[Finished, ...]:
    """All finished bulletins in the folder of finished files, oldest first."""
    known, is_stale = _index(out), False
    found: dict[str, Any] = {}
    for path in sorted(out.glob(f"*/*/{MANIFEST}")):
        name = path.parent.relative_to(out).as_posix()
        try:
            state = path.stat()
        except OSError:  # it went just now
            continue
        stamp = [state.st_mtime_ns, state.st_size]
        entry = known.get(name)
        if entry is None or entry["stamp"] != stamp:
            entry, is_stale = {"stamp": stamp, **_read(path)}, True
        found[name] = entry
    if is_stale or found.keys() != known.keys():
        with suppress(BulletinError, OSError):  # without an index everything works, only slower
            write_whole(out / INDEX, json.dumps({"version": VERSION, "bulletins": found}, ensure_ascii=False).encode())
    dated = (_finished(out, name, entry) for name, entry in found.items())
    return tuple(sorted((one for one in dated if one), key=lambda one: (one.date, one.kind)))


def stories(archive: Iterable[Finished]) -> tuple[Archived, ...]:
    """The stories of bulletins, in order."""
    return tuple(story for bulletin in archive for story in bulletin.stories)


def story_named(archive: Iterable[Finished], name: str) -> Archived:
    """The story by its slug, the newest of several, or by date and slug: '2026-11-20#luong'. Raises NotFound."""
    date, _, slug = name.rpartition("#")
    found = [story for story in stories(archive) if story.slug == slug and date in ("", story.date.isoformat())]
    if not found:
        raise NotFound(
            say("The archive has no story {name}", name=name),
            hint=say("See {command}", command="bulletin archive list"),
        )
    return found[-1]


def plain(words: str) -> str:
    """Words in small letters without the marks of Vietnamese, for finding them however they are typed."""
    bare = unicodedata.normalize("NFD", words.casefold().replace("đ", "d"))
    return _MARKS.sub("", bare)


_MARKS = re.compile("[\u0300-\u036f]+")


def _is_like(wanted: str, words: str) -> bool:
    """Whether words have what is wanted in them: exactly as typed where it has marks, else without any."""
    if not wanted:
        return True
    asked = unicodedata.normalize("NFC", wanted).casefold()
    return asked in unicodedata.normalize("NFC", words).casefold() or (plain(asked) == asked and asked in plain(words))


# --- the index --------------------------------------------------------------------------------------------------------


def _index(out: Path) -> Mapping[str, Any]:
    """What the index says; nothing where there is none of ours."""
    try:
        index = json.loads((out / INDEX).read_text(encoding="utf-8"))
        found: dict[str, Any] = index["bulletins"] if index["version"] == VERSION else {}
        return {name: entry for name, entry in found.items() if "stamp" in entry}
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return {}


def _read(path: Path) -> dict[str, Any]:
    """What the index keeps of a manifest."""
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
        lines = [line for line in manifest["stories"] if "words" in line]
        return {
            "script": manifest["script"],
            "frames": manifest["frames"],
            "draft": manifest["draft_voice"],
            "stories": [{key: line[key] for key in _KEPT} for line in lines],
        }
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        return {"fault": f"{type(error).__name__}: {error}"[:200]}


_KEPT = (
    "page", "slug", "title", "section", "priority", "tone", "frames", "in_weekly", "is_headline", "source", "words", "text",
)  # fmt: skip


def _finished(out: Path, name: str, entry: Mapping[str, Any]) -> Finished | None:
    kind, _, day = name.partition("/")
    try:
        date = datetime.date.fromisoformat(day)
    except ValueError:  # no bulletin of ours
        return None
    if "fault" in entry:
        return Finished(kind, date, out / name, fault=entry["fault"])
    told = tuple(Archived(kind=kind, date=date, script=entry["script"], **line) for line in entry["stories"])
    return Finished(kind, date, out / name, entry["script"], entry["frames"], entry["draft"], told)
