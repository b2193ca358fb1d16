"""A programme as fitting sees it: how long each of its parts is, with everything and without what may be left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from bulletin.rundown import opening
from bulletin.rundown.beats import Beat, sentence_end, spoken_beats, total
from bulletin.rundown.fit import optional_paragraphs, without_paragraphs
from bulletin.rundown.joins import side_of
from bulletin.rundown.narration import headline_of, headline_stories
from bulletin.rundown.opening import Material, Stretch
from bulletin.rundown.plan import planned_story
from bulletin.rundown.stock import Item, Length, Stock, Words
from bulletin.script.values import Paragraph, Script, Story
from bulletin.speech.values import Sentence
from bulletin.timing import frames_holding

Paces = Mapping[Sentence, Mapping[int, int]]
"""The samples of sentences at the paces that their voices can have; one whose voice has no pace is not there."""


def stock_of(material: Material, paces: Paces) -> Stock:
    """What a programme can be fitted with. Its script is the whole one, its house the brand's own, its takes those read
    at their voices' own pace."""
    script, pacing = material.script, material.house.pacing
    stories = headline_stories(script) if "headlines" in script.opening else ()
    listed = tuple(story.slug for story in stories)
    greeting = opening.greeting(material)[0] if "greeting" in script.opening else Stretch()
    introduction = script.headlines.introduction if script.headlines else ()
    return Stock(
        before=_length(_shots(greeting), greeting.beats, paces),
        items=tuple(_item(story, part, material, paces, listed) for story, part in _parts(script)),
        closing=_closing(material, paces),
        pacing=pacing,
        headlines=_words(introduction, material, paces) if listed else None,
        listed=listed,
        opener=(pacing.opener, pacing.short_opener) if "opener" in script.opening else None,
    )


def _closing(material: Material, paces: Paces) -> Length:
    stretch = opening.closing(material)[0]
    return _length(_shots(stretch), stretch.beats, paces)


def _parts(script: Script) -> Iterator[tuple[Story, int]]:
    """Every story with the number of the programme's part it stands in, 0 before the first."""
    part = 0
    for story in script.stories:
        part += story.part is not None
        yield story, part


def _item(story: Story, part: int, material: Material, paces: Paces, listed: tuple[str, ...]) -> Item:
    stretch, _ = planned_story(story, material)
    beats = () if story.is_recorded else stretch.beats  # nothing that was recorded is read again
    return Item(
        story.slug,
        side_of(story, stretch.entered, stretch.left),
        _length(_shots(stretch), beats, paces),
        story.labels.priority,
        tuple(_without(story, material, paces)),
        _words((headline_of(story),), material, paces) if story.slug in listed else None,
        part,
    )


def _without(story: Story, material: Material, paces: Paces) -> Iterator[tuple[int, Length]]:
    """The lengths of a story without each of its optional paragraphs; those are passed over that it needs to be whole."""
    gone: frozenset[int] = frozenset()
    for number in () if story.is_recorded else reversed(optional_paragraphs(story)):
        without_all = replace(story, blocks=without_paragraphs(story.blocks, gone | {number}))
        if _story(without_all, material)[0]:
            gone |= {number}
            alone = replace(story, blocks=without_paragraphs(story.blocks, frozenset({number})))
            yield number, _length(*_story(alone, material), paces)


def _story(story: Story, material: Material) -> tuple[int, tuple[Beat, ...]]:
    """The frames and beats of a story; no frames where it cannot be planned."""
    stretch, _ = planned_story(story, material)
    return _shots(stretch), stretch.beats


def _shots(stretch: Stretch) -> int:
    return sum(shot.length for shot in stretch.shots)


def _words(paragraphs: Iterable[Paragraph], material: Material, paces: Paces) -> Length:
    pauses = material.house.pacing.pauses
    told = (material.narration[paragraph.place] for paragraph in paragraphs)
    beats = tuple(beat for part in told for beat in spoken_beats(part, pauses.sentence, pauses.paragraph))
    return _length(total(beats), beats, paces)


def _length(frames: int, beats: tuple[Beat, ...], paces: Paces) -> Length:
    """So many frames, divided into sentences and what is none. A sentence's pause is what its slot has left: its take was
    rounded up to whole frames."""
    words, slots = [], 0
    for index, beat in enumerate(beats):
        if beat.said is None:
            continue
        slot = sentence_end(beats, index, 0)
        samples = beat.said.take.samples
        words.append(Words({100: samples, **paces.get(beat.said.sentence, {})}, slot - frames_holding(samples)))
        slots += slot
    return Length(frames - slots, tuple(words))
