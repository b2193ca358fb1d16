"""Which paragraphs of a script are read aloud, and what came back: sentences with their takes, in order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bulletin.errors import Place
from bulletin.script.values import (
    Block,
    BulletList,
    Paragraph,
    Phrase,
    Picture,
    Quotation,
    Script,
    Section,
    Story,
    Teaser,
)
from bulletin.speech.values import Sentence, Take


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence and its take."""

    sentence: Sentence
    take: Take


Told = tuple[Said | Picture, ...]
Narration = Mapping[Place, Told]
"""What is told in each paragraph, by the paragraph's place: sentences, and the pictures standing between them."""


@dataclass(frozen=True, slots=True)
class Reader:
    """A paragraph to be read, the story it belongs to (None for the programme's own words)."""

    paragraph: Paragraph
    story: Story | None

    @property
    def slug(self) -> str:
        """The story's slug, '' for the programme's own words."""
        return self.story.slug if self.story else ""


def readers(script: Script) -> tuple[Reader, ...]:
    """Every paragraph that a voice reads: what the programme opens with, the stories, the closing."""
    opening = {"greeting": lambda: _section(script.greeting), "headlines": lambda: _headlines(script)}
    return (
        *(reader for part in script.opening if part in opening for reader in opening[part]()),
        *(Reader(paragraph, story) for story in script.stories for paragraph in _told(story)),
        *_section(script.closing),
    )


def headline_stories(script: Script) -> tuple[Story, ...]:
    """The stories of the headlines: those `## Điểm tin` lists, else those that have a headline of their own."""
    if script.headlines is not None and script.headlines.slugs:
        by_slug = {story.slug: story for story in script.stories}
        return tuple(by_slug[slug.words] for slug in script.headlines.slugs)
    return tuple(story for story in script.stories if story.labels.headline is not None)


def headline_of(story: Story) -> Paragraph:
    """The spoken line of a story in the headlines: its own, else its title."""
    title = story.title
    return story.labels.headline or Paragraph((Phrase(title.words, title.place),), title.place)


def _section(section: Section | None) -> Iterator[Reader]:
    for paragraph in _spoken(section.blocks) if section else ():
        yield Reader(paragraph, None)


def _headlines(script: Script) -> Iterator[Reader]:
    for paragraph in script.headlines.introduction if script.headlines else ():
        yield Reader(paragraph, None)
    for story in headline_stories(script):
        yield Reader(headline_of(story), None)


def _told(story: Story) -> Iterator[Paragraph]:
    return iter(()) if story.is_recorded else _spoken(story.blocks)


def _spoken(blocks: tuple[Block, ...]) -> Iterator[Paragraph]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        elif isinstance(block, Quotation) and not block.of_clip:
            yield from block.paragraphs
        elif isinstance(block, BulletList):
            yield from block.items
        elif isinstance(block, Teaser):
            yield block.words
