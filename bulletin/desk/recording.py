"""What a bulletin records of its stories for others that take them over, and keeping that from being pruned."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bulletin.desk.inputs import Inputs
from bulletin.desk.picturing import Pictures
from bulletin.desk.soundtrack import Levels, section_numbers
from bulletin.rundown.clips import first_still, pictures_of
from bulletin.rundown.plan import Part
from bulletin.rundown.records import Heard, Record, credits_of, source_of, takes_of, text_of, words_digest
from bulletin.rundown.values import Coded, Half, Join, Rundown
from bulletin.script.embargo import embargo_of
from bulletin.script.values import Story
from bulletin.store import Store, digest

KEPT_DAYS = 35
"""How long what a bulletin recorded is kept from pruning, counted in bulletins' dates: five weeks."""


NO_JOIN: tuple[Half | None, Half | None] = None, None


def records_of(
    parts: Sequence[Part], rundown: Rundown, made: tuple[Pictures, Levels], heard: Sequence[Heard], inputs: Inputs
) -> tuple[Record, ...]:
    """Every story of a programme as it was recorded; `made` are its chunks and how loud it is."""
    pictures, levels = made
    file, pack = inputs.script.file, digest(inputs.pack)
    at = {start: index for index, start in enumerate(rundown.starts)}
    chunks = _chunks(pictures)
    joins = _joins(rundown, chunks)
    told = {key: replace(who, gain=levels.takes.get(key)) for who in heard for key in who.takes}
    numbers = section_numbers(rundown)
    found = []
    for part, line in zip(parts, rundown.lines, strict=True):
        story, shots = part.story, part.stretch.shots
        if story is None:
            continue
        first = at[line.span.start]
        coded = tuple(replace(shot, chunks=chunks[first + index]) for index, shot in enumerate(shots))
        _, entered = joins.get(line.span.start, NO_JOIN)
        left, _ = joins.get(line.span.end, NO_JOIN)
        labels = story.labels
        found.append(
            Record(
                slug=story.slug,
                title=story.title.words,
                form=story.form,
                section=labels.section.words if labels.section else "",
                priority=labels.priority,
                tone=labels.tone,
                in_weekly=labels.in_weekly,
                is_headline=labels.headline is not None and first_still(story.blocks) is not None,
                source=source_of(story, file),
                words=words_digest(inputs.written[story.slug]),
                content=_content(story, inputs),
                embargo=waits.isoformat() if (waits := embargo_of(story, inputs.script.date)) else "",
                text=text_of(story),
                credits=credits_of(story),
                stretch=replace(part.stretch, shots=coded, entered=entered, left=left),
                heard=_heard(takes_of(part.stretch), told),
                parameters=pictures.parameters,
                pack=pack,
                gain=levels.section(numbers[line.span.start]),
            )
        )
    return tuple(found)


def pin_records(store: Store, kind: str, date: datetime.date, records: Sequence[Record]) -> None:
    """Keep what a bulletin recorded from pruning; let go what bulletins recorded long before it. Raises DiskFailed."""
    keys = [key for record in records for key in (*record.chunks, *record.halves, *record.takes)]
    store.pin(f"{kind}/{date.isoformat()}", keys)
    for name in store.pins():
        pinned = _date_of(name)
        if pinned and (date - pinned).days > KEPT_DAYS:
            store.unpin(name)


def _date_of(pin: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(pin.partition("/")[2])
    except ValueError:  # pinned by somebody else
        return None


def _chunks(pictures: Pictures) -> tuple[tuple[Coded, ...], ...]:
    """The chunks of every shot of the programme."""
    found: list[list[Coded]] = [[] for _ in range(pictures.parts[-1].shot + 1)]
    for part in pictures.parts:
        found[part.shot].append(Coded(part.key, part.frames))
    return tuple(tuple(chunks) for chunks in found)


def _joins(rundown: Rundown, chunks: Sequence[tuple[Coded, ...]]) -> Mapping[int, tuple[Half | None, Half | None]]:
    """The halves of every join, by its first frame and by the first frame behind it."""
    found: dict[int, tuple[Half | None, Half | None]] = {}
    for start, shot, coded in zip(rundown.starts, rundown.shots, chunks, strict=True):
        if shot.cut:
            name = shot.ground.name if isinstance(shot.ground, Join) else "dip"
            first, *_, second = (Half(name, chunk) for chunk in coded)
            found[start] = found[start + shot.length] = first, second
    return found


def _content(story: Story, inputs: Inputs) -> str:
    """The digest of what an editor approves; of a story taken over as it was recorded, that of its own bulletin."""
    if story.is_recorded:
        return inputs.records[story.slug].content
    pictures = (inputs.assets[picture.path].digest for picture in pictures_of(story.blocks))
    return digest("content", words_digest(story), tuple(pictures))


def _heard(takes: Sequence[str], told: Mapping[str, Heard]) -> tuple[Heard, ...]:
    """Who speaks these takes."""
    speakers = dict.fromkeys(replace(told[key], takes=()) for key in takes)
    return tuple(
        replace(who, takes=tuple(dict.fromkeys(key for key in takes if replace(told[key], takes=()) == who)))
        for who in speakers
    )
