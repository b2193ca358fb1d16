"""What the page is told: a view as JSON values, in the user's language. No path and nothing of the machine is in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import Any

from bulletin.desk.rundowns import FORMS, INSERTS
from bulletin.errors import Problem
from bulletin.messages import Language, say
from bulletin.preview.drafting import Draft
from bulletin.preview.session import View
from bulletin.rundown.captions import captions_of
from bulletin.rundown.clips import begins, own_length
from bulletin.rundown.fitting_words import phrases, slot_of
from bulletin.rundown.narration import headline_of, headline_stories
from bulletin.rundown.opening import date_words
from bulletin.rundown.values import Card, Clip, Join, Line, Piece, Shot, Still
from bulletin.script.values import (
    BigFigure,
    Block,
    BulletList,
    Paragraph,
    Picture,
    Quotation,
    Script,
    Section,
    Silence,
    Subheading,
    Table,
    Teaser,
)
from bulletin.speech.values import Sentence
from bulletin.timing import FRAME_RATE

Json = dict[str, Any]
FOOTAGE = say("footage")


def plan_of(view: View, language: Language) -> Json:
    """The draft: everything that changes only when the script is read or planned anew."""
    draft = view.draft
    if draft is None:
        return {"version": view.version, "is_there": False}
    script, rundown, profile = draft.inputs.script, draft.rundown, draft.look.profile
    slot = slot_of(script)
    safe, (wide, high) = draft.inputs.pack.safe, profile.units
    return {
        "version": view.version,
        "is_there": True,
        "title": f"{draft.inputs.house.words.programme} · {date_words(script, draft.inputs.house)}",
        "file": script.file,
        "rate": FRAME_RATE,
        "frames": rundown.frames,
        "size": [profile.width, profile.height],
        "first_story": draft.first_story,
        "fonts": list(draft.inputs.pack.fonts.names()),
        "slot": [slot.shortest, slot.longest] if slot else None,
        "gauge": phrases(draft.foreseen.gauge).text(language) if draft.foreseen.gauge else "",
        "shape": profile.shape,
        "safe": [100 * safe.x / wide, 100 * safe.y / high, 100 * safe.width / wide, 100 * safe.height / high],
        "parts": [[part.key, part.span.start, part.span.length, part.shot] for part in draft.parts],
        "shots": [_shot(shot, start) for shot, start in zip(rundown.shots, rundown.starts, strict=True)],
        "lines": _lines(draft, language),
        "captions": list(_captions(draft)),
        "sentences": [
            [told.span.start, told.span.length, told.sentence.written, told.sentence.place.line, told.slug]
            for told in draft.told
        ],
        "pictures": _pictures(draft, language),
        "script": list(_script(draft)),
    }


def progress_of(view: View, language: Language) -> Json:
    """What changes while things are made."""
    draft = view.draft
    return {
        "version": view.version,
        "states": view.states,
        "is_broken": view.is_broken,
        "guesses": "".join("1" if not told.take else "0" for told in draft.told) if draft else "",
        "sounds": [
            [sound.key, sound.channels, sound.span.start, sound.span.length, sound.offset, sound.gain]
            for sound in view.sounds
        ],
        "problems": [problem_of(problem, language) for problem in view.problems],
    }


def problem_of(problem: Problem, language: Language) -> Json:
    return problem.facts(language)


def _shot(shot: Shot, start: int) -> list[Any]:
    ground = shot.ground
    kind = {Still: "still", Card: "card", Piece: "piece", Join: "join"}.get(type(ground), "clip")
    name = ground.plate.kind if isinstance(ground, Card) else ground.name if isinstance(ground, Piece | Join) else ""
    return [start, shot.length, shot.slug, kind, name, shot.place.line if shot.place else 0]


def _captions(draft: Draft) -> Iterator[list[Any]]:
    """Start, length, how far above the lower edge (per cent) they are clear of every plate, and the lines."""
    starts = draft.rundown.starts
    for caption in captions_of(draft.rundown):
        seen = (
            overlay.plate.kind
            for start, shot in zip(starts, draft.rundown.shots, strict=True)
            for overlay in shot.overlays
            if start + (overlay.start or 0) < caption.span.end
            and caption.span.start < start + (shot.length if overlay.end is None else overlay.end)
        )
        clear = draft.inputs.pack.clear(frozenset(seen))
        above = 100 * clear / draft.look.profile.units[1]
        yield [caption.span.start, caption.span.length, above, *caption.lines]


def _lines(draft: Draft, language: Language) -> list[Json]:
    estimates = {part.shot for part in draft.parts if part.is_estimate}
    starts = draft.rundown.starts
    droppable = {story.slug for story in draft.inputs.script.stories if story.labels.priority == "droppable"}

    def is_estimate(line: Line) -> bool:
        return any(line.span.start <= starts[shot] < line.span.end for shot in estimates)

    return [
        {
            "page": line.page,
            "slug": line.slug,
            "title": line.title,
            "form": FORMS[line.form].text(language) if line.form in FORMS else line.form,
            "start": line.span.start,
            "frames": line.span.length,
            "shots": line.shots,
            "syllables": line.syllables,
            "line": line.place.line,
            "is_estimate": is_estimate(line),
            "is_droppable": line.slug in droppable,
        }
        for line in draft.rundown.lines
    ]


# --- pictures ---------------------------------------------------------------------------------------------------------


def _pictures(draft: Draft, language: Language) -> list[Json]:
    uses: dict[str, list[Picture]] = {}
    for picture in _all_pictures(draft.inputs.script):
        uses.setdefault(picture.path, []).append(picture)
    return [
        {
            "id": asset.digest,
            "name": PurePosixPath(reference).name,
            "size": [asset.width, asset.height],
            "caption": picture.caption,
            "credit": picture.credit.text if picture.credit else "",
            "focus": list(picture.focus) if picture.focus else None,
            "blurs": [[area.x, area.y, area.width, area.height] for area in picture.blurs],
            "lines": [use.place.line for use in uses.get(reference, [])],
            "clip": _clip(asset, uses.get(reference, []), language) if isinstance(asset, Clip) else None,
        }
        for reference, picture in draft.inputs.pictures.items()
        if (asset := draft.inputs.assets.get(reference))
    ]


def _clip(clip: Clip, uses: Sequence[Picture], language: Language) -> Json:
    """What the page must know of a clip to show it: its frames, where a voice is heard in it, and what is used of it."""
    return {
        "frames": clip.frames,
        "voiced": [[span.start, span.length] for span in clip.voiced],
        "uses": [
            {
                "line": use.place.line,
                "form": INSERTS.get(use.clip, FOOTAGE).text(language),
                "first": min(begins(use), clip.frames - 1),
                "last": min(begins(use) + own_length(use, clip), clip.frames),
            }
            for use in uses
        ],
    }


def _all_pictures(script: Script) -> Iterator[Picture]:
    for blocks in (*(story.blocks for story in script.stories), *_section_blocks(script)):
        for block in blocks:
            for piece in block.pieces if isinstance(block, Paragraph) else (block,):
                if isinstance(piece, Picture):
                    yield piece


def _section_blocks(script: Script) -> Iterator[tuple[Block, ...]]:
    for section in (script.greeting, script.closing):
        if section is not None:
            yield section.blocks


# --- the script beside the player -------------------------------------------------------------------------------------


def _script(draft: Draft) -> Iterator[Json]:
    """The stretches of the script in the order of the page, each a heading and its blocks."""
    script, write = draft.inputs.script, _Writer(draft)
    words = draft.inputs.house.words
    if script.greeting:
        yield write.section("", script.greeting, "greeting")
    if script.headlines:
        paragraphs = [*script.headlines.introduction, *(headline_of(story) for story in headline_stories(script))]
        blocks = [block for paragraph in paragraphs for block in write.block(paragraph)]
        line = script.headlines.place.line
        yield {"slug": "", "title": words.opening_chapter, "line": line, "form": "headlines", "blocks": blocks}
    for story in script.stories:
        blocks = [block for part in story.blocks for block in write.block(part)]
        yield {
            "slug": story.slug,
            "title": story.title.words,
            "line": story.place.line,
            "form": story.form,
            "note": story.labels.note.words if story.labels.note else "",
            "blocks": blocks,
        }
    if script.closing:
        yield write.section(words.closing_chapter, script.closing, "closing")


class _Writer:
    """Blocks of a script as the page shows them: sentences by their number in the programme, pictures by theirs."""

    def __init__(self, draft: Draft) -> None:
        self._asked = draft.inputs.asked
        self._numbers = {told.sentence: number for number, told in enumerate(draft.told)}
        self._pictures = {reference: number for number, reference in enumerate(draft.inputs.pictures)}

    def section(self, title: str, section: Section, form: str) -> Json:
        blocks = [block for part in section.blocks for block in self.block(part)]
        return {"slug": "", "title": title, "line": section.place.line, "form": form, "blocks": blocks}

    def block(self, block: Block) -> Iterator[Json]:
        if isinstance(block, Paragraph):
            yield {"kind": "words", "line": block.place.line, "parts": self._parts(block), "drop": block.optional}
        elif isinstance(block, Picture):
            yield {"kind": "words", "line": block.place.line, "parts": [self._picture(block)]}
        elif isinstance(block, Quotation):
            for paragraph in block.paragraphs:
                yield {"kind": "quote", "line": paragraph.place.line, "parts": self._parts(paragraph)}
            yield {"kind": "by", "line": block.place.line, "text": ", ".join(filter(None, (block.speaker, block.role)))}
        elif isinstance(block, BulletList):
            for item in block.items:
                yield {"kind": "item", "line": item.place.line, "parts": self._parts(item)}
        elif isinstance(block, Subheading):
            yield {"kind": "heading", "line": block.title.place.line, "text": block.title.words}
        elif isinstance(block, Table | BigFigure | Silence):
            yield {"kind": "card", "line": block.place.line, "text": _card(block)}
        elif isinstance(block, Teaser):
            yield {"kind": "words", "line": block.place.line, "parts": self._parts(block.words)}

    def _parts(self, paragraph: Paragraph) -> list[Json]:
        told = self._asked.get(paragraph.place)
        if told is None:  # nobody reads it
            return [{"text": paragraph.written}]
        return [self._picture(part) if isinstance(part, Picture) else self._said(part) for part in told]

    def _said(self, sentence: Sentence) -> Json:
        number = self._numbers.get(sentence)
        return {"text": sentence.written} if number is None else {"sentence": number}

    def _picture(self, picture: Picture) -> Json:
        number = self._pictures.get(picture.path)
        return {"text": picture.caption} if number is None else {"picture": number, "line": picture.place.line}


def _card(block: Table | BigFigure | Silence) -> str:
    if isinstance(block, Table):
        return block.title
    return f"{block.figure} {block.words}" if isinstance(block, BigFigure) else f"{block.frames // FRAME_RATE} s"
