"""A story as it was recorded: the frozen plan that another bulletin takes over without deciding anything again."""

from __future__ import annotations

import dataclasses
import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from bulletin.rundown.beats import Beat
from bulletin.rundown.opening import Stretch
from bulletin.rundown.plain import from_plain, named_inside, path_of, to_plain
from bulletin.script.values import (
    Block,
    BulletList,
    Paragraph,
    Phrase,
    Picture,
    Priority,
    Quotation,
    Script,
    Story,
    StoryForm,
    Subheading,
    Tone,
)
from bulletin.speech.values import Voice
from bulletin.store import digest

SEEN_OR_HEARD = ("section", "short_title", "tag", "tone", "voice", "recording", "music", "by", "partner", "label")
"""The label lines that change what a story looks or sounds like."""


@dataclass(frozen=True, slots=True)
class Heard:
    """Who speaks some takes: a voice, or a presenter in a recording (a file of the newsroom); and by how many dB they were
    lifted to the level of speech (None: not known)."""

    takes: tuple[str, ...]
    voice: Voice | None = None
    recording: str = ""
    gain: float | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """A story that a bulletin has recorded. `words` is the digest of what it says and shows, `parameters` the decoder
    settings of its chunks in hexadecimal, `pack` the digest of the brand pack it was drawn with."""

    slug: str
    title: str
    form: StoryForm
    section: str
    priority: Priority
    tone: Tone
    in_weekly: bool
    is_headline: bool
    """Whether it has a line for the headlines and a picture to stand beside it."""
    source: str
    """The file and slug that it was itself taken from ('scripts/daily/2026-11-20.md#luong'), '' for nothing."""
    words: str
    content: str
    """The digest of what an editor approves: the words, and the bytes of the pictures."""
    embargo: str
    """The moment it waits for, as ISO 8601 in the newsroom's own time; '' where it waits for none."""
    text: str
    """Everything that is read or stands in the story, for finding it again."""
    credits: tuple[str, ...]
    stretch: Stretch
    heard: tuple[Heard, ...]
    parameters: str
    pack: str
    gain: float | None = None
    """The dB from the mix to what was delivered, of the section that the story is."""

    @property
    def frames(self) -> int:
        return sum(shot.length for shot in self.stretch.shots)

    @property
    def chunks(self) -> tuple[str, ...]:
        """The keys of its chunks, in order."""
        return tuple(chunk.key for shot in self.stretch.shots for chunk in shot.chunks)

    @property
    def halves(self) -> tuple[str, ...]:
        """The keys of its halves of the joins around it."""
        return tuple(half.chunk.key for half in (self.stretch.entered, self.stretch.left) if half)

    @property
    def takes(self) -> tuple[str, ...]:
        """The keys of its takes."""
        return tuple(key for heard in self.heard for key in heard.takes)

    def without_joins(self) -> Record:
        """The record for a programme whose joins are drawn otherwise."""
        return dataclasses.replace(self, stretch=dataclasses.replace(self.stretch, entered=None, left=None))

    def to_plain(self, folder: Path) -> dict[str, Any]:
        """As JSON values, files named from the newsroom's `folder`."""
        plain = {field.name: getattr(self, field.name) for field in dataclasses.fields(self)}
        heard = [
            {
                "takes": list(who.takes),
                "voice": to_plain(who.voice, folder),
                "recording": named_inside(who.recording, folder),
                "gain": who.gain,
            }
            for who in self.heard
        ]
        return {**plain, "credits": list(self.credits), "stretch": to_plain(self.stretch, folder), "heard": heard}

    @classmethod
    def from_plain(cls, plain: dict[str, Any], folder: Path) -> Record:
        """What `to_plain` was given. Raises ValueError, LookupError, TypeError or AttributeError for anything else."""
        heard = tuple(
            Heard(
                tuple(who["takes"]),
                from_plain(who["voice"], folder),
                path_of(who["recording"], folder),
                who.get("gain"),
            )
            for who in plain["heard"]
        )
        stretch = from_plain(plain["stretch"], folder)
        record = cls(**{**plain, "credits": tuple(plain["credits"]), "stretch": stretch, "heard": heard})
        if not all(shot.length == sum(chunk.frames for chunk in shot.chunks) for shot in record.stretch.shots):
            raise ValueError("the chunks of a shot are not as long as the shot")
        return record


def takes_of(stretch: Stretch) -> tuple[str, ...]:
    """The keys of the takes that are heard in a stretch, in order."""
    beats: tuple[Beat, ...] = stretch.beats
    return tuple(beat.said.take.key for beat in beats if beat.said)


def words_digest(story: Story) -> str:
    """The digest of what a story says and shows. Where it stands in which file is no part of it."""
    labels = {name: _placeless(getattr(story.labels, name)) for name in SEEN_OR_HEARD}
    return digest(_placeless(story.title), story.form, labels, _placeless(story.blocks))


def order_digest(script: Script) -> str:
    """The digest of the running order and of what the programme itself says around its stories."""
    around = (script.title, script.opening, script.people, script.greeting, script.headlines, script.closing)
    stories = tuple((story.slug, story.labels.headline) for story in script.stories)
    return digest("order", _placeless(around), _placeless(stories))


def text_of(story: Story) -> str:
    """The words of a story as written, its title first."""
    return "\n".join((story.title.words, *(words for block in story.blocks for words in _words(block) if words)))


def source_of(story: Story, file: str) -> str:
    """The file and slug that a story of a script is taken from."""
    if story.source is None:
        return ""
    return f"{posixpath.normpath(posixpath.join(posixpath.dirname(file), story.source.path))}#{story.source.slug}"


def credits_of(story: Story) -> tuple[str, ...]:
    """What the pictures of a story say of who made them, each once."""
    pictures = (picture for block in story.blocks for picture in _pictures(block))
    return tuple(dict.fromkeys(picture.credit.text for picture in pictures if picture.credit))


def _placeless(value: object) -> object:
    """A value without the places of its parts."""
    if isinstance(value, tuple):
        return tuple(_placeless(part) for part in value)
    kind: Any = type(value)
    if (names := _names(kind)) is None:
        return value
    return (kind.__name__, {name: _placeless(getattr(value, name)) for name in names})


@cache
def _names(kind: Any) -> tuple[str, ...] | None:
    """The fields of a dataclass but its place; None for any other type."""
    if not dataclasses.is_dataclass(kind):
        return None
    return tuple(field.name for field in dataclasses.fields(kind) if field.name != "place")


def _pictures(block: Block) -> Iterator[Picture]:
    pieces = block.pieces if isinstance(block, Paragraph) else (block,)
    return (piece for piece in pieces if isinstance(piece, Picture))


def _words(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield "".join(piece.written for piece in block.pieces if isinstance(piece, Phrase))
    elif isinstance(block, Subheading):
        yield block.title.words
    elif isinstance(block, Quotation):
        yield from (paragraph.written for paragraph in block.paragraphs)
        yield block.speaker
    elif isinstance(block, BulletList):
        yield from (item.written for item in block.items)
