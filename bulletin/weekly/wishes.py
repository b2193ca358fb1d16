"""The editor's wishes for a weekly, one a line in a small file beside its script: stories to keep, stories to leave out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bulletin.errors import BadInput, Place, Problem
from bulletin.messages import say
from bulletin.timing import FRAME_RATE
from bulletin.weekly.archive import Archived

KEYS: Mapping[str, str] = {
    "giữ": "keep", "keep": "keep", "bỏ": "ban", "ban": "ban", "thời lượng": "length", "length": "length",
}  # fmt: skip
MOST_BYTES = 64_000


@dataclass(frozen=True, slots=True)
class Wishes:
    """Stories by slug or 'date#slug', each with its line; the wanted length in frames, 0 for the newsroom's own."""

    keep: tuple[tuple[str, Place], ...] = ()
    ban: tuple[tuple[str, Place], ...] = ()
    length: int = 0

    def kept(self, stories: Sequence[Archived]) -> tuple[Archived, ...]:
        return tuple(story for name, _ in self.keep for story in _named(stories, name)[-1:])

    def banned(self, stories: Sequence[Archived]) -> tuple[Archived, ...]:
        return tuple(story for name, _ in self.ban for story in _named(stories, name))

    def unknown(self, stories: Sequence[Archived]) -> tuple[Problem, ...]:
        """Wishes for stories that the week does not have."""
        slugs = ", ".join(dict.fromkeys(story.slug for story in stories))
        return tuple(
            Problem(
                say("The week has no story {name}", name=name), place, say("Known are: {names}.", names=slugs[:400])
            )
            for name, place in (*self.keep, *self.ban)
            if not _named(stories, name)
        )


def wishes_path(script: Path) -> Path:
    """The file of wishes for a weekly script: beside it, by its name."""
    return script.with_suffix(".chon.txt")


def read_wishes(path: Path, shown: str) -> Wishes:
    """The wishes in a file; none where there is none. Raises BadInput for a line that says nothing we know."""
    try:
        text = path.read_bytes()[:MOST_BYTES].decode("utf-8-sig")
    except FileNotFoundError:
        return Wishes()
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(say("{file} cannot be read", file=shown), Place(shown)) from error
    found: dict[str, list[tuple[str, Place]]] = {"keep": [], "ban": []}
    length = 0
    for number, line in enumerate(text.splitlines(), start=1):
        words = re.sub(r"(^|\s)#(?![\w-]).*", "", line).strip()
        if not words:
            continue
        place = Place(shown, number)
        name, _, value = (part.strip() for part in words.partition(":"))
        key = KEYS.get(" ".join(name.casefold().split()))
        if key is None or not value:
            raise BadInput(
                say("“{line}” is no wish for the weekly", line=words[:60]),
                place,
                say("Write for instance: giữ: slug · bỏ: 2026-11-18#slug · thời lượng: 14:30"),
            )
        if key == "length":
            length = read_length(value, place)
        else:
            found[key].extend((slug.strip().lstrip("#"), place) for slug in value.split(",") if slug.strip())
    return Wishes(tuple(found["keep"]), tuple(found["ban"]), length)


def read_length(words: str, place: Place | None = None) -> int:
    """'14:30' in frames. Raises BadInput."""
    found = re.fullmatch(r"(\d{1,3}):([0-5]\d)", words.strip())
    if not found or not 0 < (seconds := 60 * int(found[1]) + int(found[2])) <= 3 * 3600:
        raise BadInput(say("“{value}” is no length", value=words[:40]), place, say("Write minutes and seconds: 15:00"))
    return seconds * FRAME_RATE


def _named(stories: Sequence[Archived], name: str) -> list[Archived]:
    return [story for story in stories if name in (story.slug, story.name)]
