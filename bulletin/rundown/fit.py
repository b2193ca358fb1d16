"""A fit: what is left out, taken in, shortened or hurried to keep the slot – and the script and house with that applied."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bulletin.rundown.narration import headline_stories
from bulletin.rundown.opening import Material
from bulletin.rundown.pacing import House
from bulletin.script.values import (
    BigFigure,
    Block,
    Headlines,
    Paragraph,
    Picture,
    Script,
    Story,
    Subheading,
    Table,
    Teaser,
)

UNDER_WORDS = ("still", "footage", "document", "map")
"""Kinds of pictures that stand under the words below them; the others are heard themselves."""

Key = tuple[str, int]
"""A paragraph of a story: its slug, and the paragraph's number among the story's own, from 1."""


@dataclass(frozen=True, slots=True)
class Fit:
    """What was decided for the slot. Nothing decided: every story but the reserve, all at their natural length."""

    left_out: frozenset[str] = frozenset()
    """The droppable stories that are not told, by slug."""
    taken_in: frozenset[str] = frozenset()
    """The reserve stories that are told."""
    paragraphs: frozenset[Key] = frozenset()
    """The optional paragraphs that are not read."""
    pauses: int = 100
    """Per cent of the pack's pauses after sentences, paragraphs and stories."""
    short_opener: bool = False
    headlines: int | None = None
    """How many lines of the headlines are read, from the first; None for all."""
    paces: tuple[tuple[str, int], ...] = ()
    """Stories read slower or faster: slug and per cent of the voice's own pace, in the order of the slugs."""

    def tells(self, story: Story) -> bool:
        """Whether a story is in the programme."""
        return story.slug in self.taken_in if story.labels.priority == "reserve" else story.slug not in self.left_out

    def pace(self, slug: str) -> int:
        """Per cent of its voice's own pace that a story is read at."""
        return dict(self.paces).get(slug, 100)


NOTHING = Fit()


def fitted(material: Material, fit: Fit) -> Material:
    """What a programme is planned from, with a fit applied to its script and its house."""
    return replace(material, script=fitted_script(material.script, fit), house=fitted_house(material.house, fit))


def fitted_script(script: Script, fit: Fit) -> Script:
    """The script as it is told: without the stories, paragraphs and headlines that the fit leaves out."""
    stories = tuple(_stories(script, fit))
    told = {story.slug for story in stories}
    stories = tuple(replace(story, blocks=_blocks(story, fit, told)) for story in stories)
    return _with_headlines(replace(script, stories=stories), script, fit)


def fitted_house(house: House, fit: Fit) -> House:
    """The brand's pacing with the fit's pauses and opener."""
    pauses = house.pacing.pauses
    scaled = replace(
        pauses,
        sentence=scaled_pause(pauses.sentence, fit.pauses),
        paragraph=scaled_pause(pauses.paragraph, fit.pauses),
        story=scaled_pause(pauses.story, fit.pauses),
    )
    return replace(house, pacing=replace(house.pacing, pauses=scaled), short_opener=fit.short_opener)


def scaled_pause(frames: int, per_cent: int) -> int:
    """So many per cent of a pause, to the nearest frame."""
    return (frames * per_cent + 50) // 100


def optional_paragraphs(story: Story) -> dict[int, Paragraph]:
    """The paragraphs of a story that may be left out, by number."""
    paragraphs = enumerate((block for block in story.blocks if isinstance(block, Paragraph)), start=1)
    return {number: paragraph for number, paragraph in paragraphs if paragraph.optional}


def without_paragraphs(blocks: tuple[Block, ...], numbers: frozenset[int]) -> tuple[Block, ...]:
    """Blocks without some paragraphs, and without what stands for those alone: the pictures and the card right above
    them, a subheading that has nothing left under it."""
    kept: list[Block] = []
    number = 0
    for block in blocks:
        number += isinstance(block, Paragraph)
        if not isinstance(block, Paragraph) or number not in numbers:
            kept.append(block)
            continue
        while kept and _belongs_below(kept[-1]):
            kept.pop()
    return tuple(
        block
        for block, following in zip(kept, (*kept[1:], None), strict=True)
        if not (isinstance(block, Subheading) and (following is None or isinstance(following, Subheading)))
    )


def _belongs_below(block: Block) -> bool:
    if isinstance(block, Picture):
        return block.clip in UNDER_WORDS and not block.silence
    return isinstance(block, Table | BigFigure)


def _stories(script: Script, fit: Fit) -> Iterator[Story]:
    """The stories that are told. A part that began with one that is not begins with the next."""
    part = None
    for story in script.stories:
        part = story.part or part
        if fit.tells(story):
            yield replace(story, part=part)
            part = None


def _blocks(story: Story, fit: Fit, told: set[str]) -> tuple[Block, ...]:
    numbers = frozenset(number for slug, number in fit.paragraphs if slug == story.slug)
    blocks = without_paragraphs(story.blocks, numbers) if numbers else story.blocks
    return tuple(block for block in blocks if not (isinstance(block, Teaser) and block.slug not in told))


def _with_headlines(shown: Script, script: Script, fit: Fit) -> Script:
    """The script with the headlines of its stories, as many as the fit lets stand; without any, no headlines at all."""
    before = headline_stories(script)
    after = tuple(story for story in before if fit.tells(story))[: fit.headlines]
    if len(after) == len(before):
        return shown
    if not after:
        opening = tuple(part for part in shown.opening if part != "headlines")
        return replace(shown, headlines=None, opening=opening)
    written = script.headlines or Headlines((), (), after[0].place)
    named = {slug.words: slug for slug in written.slugs}
    slugs = tuple(named.get(story.slug) or replace(story.title, words=story.slug) for story in after)
    return replace(shown, headlines=replace(written, slugs=slugs))
