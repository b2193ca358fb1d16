"""A story taken over from another script: its words as they are to be there, without what is dropped, with what is new."""

from __future__ import annotations

import dataclasses
import posixpath
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from bulletin.errors import Problem
from bulletin.messages import say
from bulletin.script.values import (
    Block,
    BulletList,
    Kind,
    Labels,
    Paragraph,
    Phrase,
    Picture,
    Quotation,
    Story,
    Teaser,
    Text,
)


@dataclass(frozen=True, slots=True)
class Taken:
    """A story as it is taken over, and what is wrong with the way it is asked for."""

    story: Story
    problems: tuple[Problem, ...] = ()


def taken(asked: Story, source: Story, kind: Kind) -> Taken:
    """The story that a linked heading asks for, in a bulletin of some kind, without a look ahead at what came next where it
    stands. Pictures keep the names they have in the source's script."""
    assert asked.source is not None, "a linked heading names its source"
    kept, problems = _without(source.blocks, asked, is_weekly=kind == "weekly")
    kept = tuple(block for block in kept if not isinstance(block, Teaser))  # another story comes next there
    if kind == "weekly":
        kept = tuple(_of_week(block) for block in kept)
    update = (asked.source.update,) if asked.source.update else ()
    title = source.title if asked.title.words == source.title.words else asked.title
    story = Story(
        slug=asked.slug,
        title=title,
        labels=_merged(asked.labels, source.labels),
        blocks=(*kept, *update),
        place=asked.place,
        form="story" if source.form == "breaking" else source.form,
        part=asked.part,
        source=asked.source,
    )
    return Taken(story, problems)


def moved(story: Story, folder: str, to: str) -> Story:
    """The story with its files named from another folder; both folders are relative to the same one, or absolute."""

    def renamed(path: str) -> str:
        return posixpath.relpath(posixpath.join(folder or ".", path), to or ".")

    labels = story.labels
    if labels.recording:
        labels = replace(labels, recording=replace(labels.recording, words=renamed(labels.recording.words)))
    blocks = tuple(
        _each_picture(block, lambda picture: replace(picture, path=renamed(picture.path))) for block in story.blocks
    )
    return replace(story, labels=labels, blocks=blocks)


def _merged(own: Labels, source: Labels) -> Labels:
    """The source's label lines, under those that the linked heading has of its own."""
    usual = Labels()
    names = [field.name for field in dataclasses.fields(Labels)]
    changed = {name: getattr(own, name) for name in names if getattr(own, name) != getattr(usual, name)}
    return replace(source, **changed)


# --- what is dropped --------------------------------------------------------------------------------------------------


def _without(
    blocks: tuple[Block, ...], asked: Story, *, is_weekly: bool
) -> tuple[tuple[Block, ...], tuple[Problem, ...]]:
    """The blocks without the paragraphs that are dropped or only for the day, and without the pictures that only stood over
    these."""
    assert asked.source is not None
    spoken = [at for at, block in enumerate(blocks) if isinstance(block, Paragraph)]
    unknown = [number for number in asked.source.dropped if number > len(spoken)]
    if unknown:
        message = say(
            "The story {slug} has {count} paragraphs; there is no paragraph {number} to drop.",
            slug=asked.source.slug, count=len(spoken), number=unknown[0],
        )  # fmt: skip
        return blocks, (Problem(message, asked.source.place, say("Count the paragraphs of the story from 1.")),)
    gone = {spoken[number - 1] for number in asked.source.dropped}
    gone |= {at for at, block in enumerate(blocks) if is_weekly and isinstance(block, Paragraph) and block.daily_only}
    for at in sorted(gone):
        gone |= set(_over(blocks, at, gone))
    left = tuple(block for at, block in enumerate(blocks) if at not in gone)
    if any(isinstance(block, Picture) for block in blocks) and not any(isinstance(block, Picture) for block in left):
        left = (next(block for block in blocks if isinstance(block, Picture)), *left)
    if gone and not any(isinstance(block, Paragraph | Quotation | BulletList) for block in left):
        message = say("Nothing is left of the story {slug}.", slug=asked.source.slug)
        return blocks, (Problem(message, asked.source.place, say("Drop fewer paragraphs, or delete the story here.")),)
    return left, ()


def _over(blocks: tuple[Block, ...], at: int, gone: set[int]) -> Iterator[int]:
    """The pictures right above a dropped paragraph, unless the words that follow have none of their own."""
    following = next((block for index, block in enumerate(blocks) if index > at and index not in gone), None)
    if isinstance(following, Paragraph):
        return
    while at > 0 and isinstance(blocks[at - 1], Picture):
        at -= 1
        yield at


# --- other words ------------------------------------------------------------------------------------------------------


def _of_week(block: Block) -> Block:
    """A block with the words that it has in a weekly."""
    if isinstance(block, Paragraph):
        return _paragraph_of_week(block)
    if isinstance(block, Quotation):
        return replace(block, paragraphs=tuple(_paragraph_of_week(paragraph) for paragraph in block.paragraphs))
    if isinstance(block, BulletList):
        return replace(block, items=tuple(_paragraph_of_week(item) for item in block.items))
    return block


def _paragraph_of_week(paragraph: Paragraph) -> Paragraph:
    pieces = tuple(
        Phrase(piece.weekly, piece.place) if isinstance(piece, Phrase) and piece.weekly is not None else piece
        for piece in paragraph.pieces
    )
    return replace(paragraph, pieces=pieces)


def _each_picture(block: Block, change: Callable[[Picture], Picture]) -> Block:
    if isinstance(block, Picture):
        return change(block)
    if isinstance(block, Paragraph):
        pieces = tuple(change(piece) if isinstance(piece, Picture) else piece for piece in block.pieces)
        return replace(block, pieces=pieces)
    return block


def with_voice(story: Story, name: str) -> Story:
    """The story read by a voice, where its script names none for it."""
    if not name or story.labels.voice:
        return story
    return replace(story, labels=replace(story.labels, voice=Text(name, story.place)))
