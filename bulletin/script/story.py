"""From a title and the blocks under it to a story, a greeting, the headlines or the briefs."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bulletin.errors import Place
from bulletin.messages import say
from bulletin.script import cards
from bulletin.script.blocks import Bullets, Grid, Heading, Quote, Raw, Words, place_of
from bulletin.script.labels import body_line, refuse_label_line, take_labels
from bulletin.script.marks import BRACES, read_marks
from bulletin.script.pictures import is_address, refuse_address
from bulletin.script.reading import Reading
from bulletin.script.text import Passage, slug_of
from bulletin.script.values import (
    BigFigure,
    Block,
    BulletList,
    Headlines,
    Paragraph,
    Picture,
    Quotation,
    Section,
    Silence,
    Source,
    Story,
    StoryForm,
    Subheading,
    Text,
)
from bulletin.script.words import paragraph, plain

LONGEST_SLUG = 40

_LINK = re.compile(r"\[(.*)\]\s*\((.*)\)", re.DOTALL)
_SLUG = re.compile(r"#?[\w-]+", re.UNICODE)
_STANDING_CLIPS = ("bite", "natural", "package", "presenter")
"""Clips that last by themselves, without words under them."""


@dataclass(frozen=True, slots=True)
class Title:
    """A title taken apart: its words, the slug written behind it, and the file a linked one points to."""

    text: Text
    slug: str
    link: tuple[str, str] | None
    """Path and slug."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A title of level one or two with the blocks under it."""

    heading: Heading
    raws: tuple[Raw, ...]


def read_title(reading: Reading, written: Passage) -> Title:
    """`Words {#slug}` or `[Words](file.md#slug)`."""
    braces = re.search(rf"{BRACES.pattern}\s*$", written.text)
    words = written.part(0, braces.start()) if braces else written
    slug = ""
    for mark in read_marks(reading, written.part(*braces.span(1)), "title") if braces else ():
        slug = slug_of(mark.value)
        if not slug or len(mark.value) > LONGEST_SLUG:
            reading.error(
                mark.place,
                say("“{slug}” cannot be a slug.", slug=mark.value[:60]),
                say("Use letters, digits and hyphens, at most {limit}: {{#luong-toi-thieu}}", limit=LONGEST_SLUG),
            )
    linked = _LINK.fullmatch(words.text)
    if not linked:
        return Title(plain(reading, words).shown(), slug, None)
    title, target = words.part(*linked.span(1)), words.part(*linked.span(2))
    return Title(plain(reading, title).shown(), slug, _target(reading, target))


def story(reading: Reading, heading: Passage, title: Title, raws: Sequence[Raw], form: StoryForm) -> Story:
    """One story. One without words, or with pictures only, is reported."""
    errors = reading.error_count
    lines, rest = take_labels(reading, heading.line, raws, title.link is not None)
    blocks = body(reading, rest)
    source = None
    if title.link:
        path, slug = title.link
        source = Source(path, slug, lines.dropped, lines.update, heading.place())
        if rest:
            reading.error(
                place_of(rest[0]),
                say("A story taken from another file brings its own words and pictures."),
                say("Delete these lines, or add one label line under the title: Cập nhật: …"),
            )
    elif errors == reading.error_count:
        _refuse_empty(reading, heading.place(), blocks)
    slug = title.slug or (source.slug if source else "") or slug_of(title.text.words) or f"tin-{heading.line}"
    return Story(slug, title.text, lines.labels, blocks, heading.place(), form, None, source)


def section(reading: Reading, chapter: Chapter) -> Section:
    """Greeting or closing."""
    errors = reading.error_count
    blocks = body(reading, chapter.raws)
    place = chapter.heading.passage.place()
    if errors == reading.error_count:
        _refuse_empty(reading, place, blocks)
    for block in blocks:
        if isinstance(block, Subheading):
            reading.error(
                block.title.place,
                say("A title with ### belongs into a story."),
                say("Delete the title or begin a story with ##."),
            )
    return Section(blocks, place)


def headlines(reading: Reading, chapter: Chapter) -> Headlines:
    """`## Điểm tin`: words to introduce them, then the list of slugs."""
    introduction: list[Paragraph] = []
    slugs: list[Text] = []
    for raw in chapter.raws:
        if isinstance(raw, Bullets):
            slugs += [slug for item in raw.items if (slug := _slug_line(reading, item))]
            continue
        if isinstance(raw, Words) and not slugs and not refuse_label_line(reading, raw.passage):
            found = paragraph(reading, raw.passage)
            introduction += [block for block in found if isinstance(block, Paragraph)]
            if all(isinstance(block, Paragraph) for block in found):
                continue
        reading.error(
            place_of(raw),
            say("The headlines hold words of introduction and a list of slugs, nothing else."),
            say("Write the list last, one story a line: - #slug"),
        )
    return Headlines(tuple(introduction), tuple(slugs), chapter.heading.passage.place())


def briefs(reading: Reading, chapter: Chapter) -> tuple[Story, ...]:
    """`## Tin vắn`: each `###` is one brief."""
    place = chapter.heading.passage.place()
    starts = [at for at, raw in enumerate(chapter.raws) if isinstance(raw, Heading)]
    before = chapter.raws[: starts[0]] if starts else chapter.raws
    if before:
        reading.error(
            place_of(before[0]),
            say("Words stand among the briefs without a title."),
            say("Give each brief a title of its own: ### Title"),
        )
    elif not starts:
        _refuse_empty(reading, place, ())
    found = []
    for start, end in itertools.pairwise([*starts, len(chapter.raws)]):
        heading = chapter.raws[start]
        assert isinstance(heading, Heading)
        title = read_title(reading, heading.passage)
        found.append(story(reading, heading.passage, title, chapter.raws[start + 1 : end], "brief"))
    return tuple(found)


def body(reading: Reading, raws: Sequence[Raw]) -> tuple[Block, ...]:
    """The blocks of a story in the order they are seen and heard."""
    blocks: list[Block] = []
    table_line: Passage | None = None
    for raw in raws:
        if isinstance(raw, Grid) and table_line:
            errors, table = reading.error_count, cards.table(reading, table_line, raw)
            blocks.extend([table] if errors == reading.error_count else [])
            table_line = None
            continue
        _refuse_table_line(reading, table_line)
        table_line = None
        if isinstance(raw, Words):
            segments = _segments(raw.passage)
            table_line = segments.pop()[1] if segments[-1][0] == "table" else None
            for key, line in segments:
                blocks += _read_line(reading, key, line)
        else:
            blocks += _card(reading, raw, blocks)
    _refuse_table_line(reading, table_line)
    return tuple(blocks)


# --- pieces of a story ------------------------------------------------------------------------------------------------


def _target(reading: Reading, target: Passage) -> tuple[str, str]:
    path, _, slug = target.text.partition("#")
    path = path.strip().replace("\\", "/").replace("%20", " ")
    if is_address(path):
        refuse_address(reading, target.place())
    elif not path.lower().endswith((".md", ".markdown")):
        reading.error(
            target.place(),
            say("“{file}” is not a script.", file=path[:80]),
            say("Link to a script and a slug in it: ## [Title](../daily/2026-11-20.md#slug)"),
        )
    return path, slug_of(slug)


def _segments(words: Passage) -> list[tuple[str, Passage]]:
    """Lines without an empty one between them, divided before each `Bảng:`, `Số lớn:` and their like."""
    segments: list[tuple[str, int, int]] = []
    offset = 0
    for line in words.text.split("\n"):
        found = body_line(words.part(offset, offset + len(line)))
        if found or not segments:
            key, content = found or ("", words.part(offset))
            segments.append((key, content.base - words.base, 0))
        offset += len(line) + 1
        segments[-1] = (*segments[-1][:2], offset)
    return [(key, words.part(start, end)) for key, start, end in segments]


def _read_line(reading: Reading, key: str, line: Passage) -> Sequence[Block]:
    if key == "table":
        _refuse_table_line(reading, line)
        return ()
    if not key and refuse_label_line(reading, line):
        return ()
    if not key:
        return paragraph(reading, line)
    block = _LINES[key](reading, line)
    return (block,) if block else ()


_LINES: Mapping[str, Callable[[Reading, Passage], Block | None]] = {
    "figure": cards.big_figure,
    "silence": cards.silence,
    "teaser": cards.teaser,
}


def _card(reading: Reading, raw: Raw, above: Sequence[Block]) -> Iterator[Block]:
    if isinstance(raw, Quote):
        last = above[-1] if above else None
        quotation = cards.quotation(reading, raw, isinstance(last, Picture) and last.clip in ("bite", "presenter"))
        if quotation:
            yield quotation
    elif isinstance(raw, Bullets):
        yield cards.bullet_list(reading, raw)
    elif isinstance(raw, Heading):
        title = read_title(reading, raw.passage)
        if title.slug or title.link:
            reading.error(
                raw.passage.place(),
                say("Only a story has a slug or a link."),
                say("A title with ### inside a story only changes the strap; delete the slug or link."),
            )
        yield Subheading(title.text)
    elif isinstance(raw, Grid):
        cards.refuse_table_without_title(reading, raw)


def _refuse_table_line(reading: Reading, line: Passage | None) -> None:
    if line:
        reading.error(
            line.place(),
            say("No table follows this line."),
            say("Write the table directly under it: | Vùng | Mức |, then |---|---|, then the rows."),
        )


def _slug_line(reading: Reading, item: Passage) -> Text | None:
    if _SLUG.fullmatch(item.text) and (slug := slug_of(item.text)):
        return Text(slug, item.place())
    reading.error(
        item.place(),
        say("“{value}” is not a slug.", value=item.words[:60]),
        say("Write the slug of one story a line: - #slug"),
    )
    return None


def _lasts(block: Block) -> bool:
    """Whether a block takes time by itself."""
    if isinstance(block, Picture):
        return block.silence > 0 or block.clip in _STANDING_CLIPS
    if isinstance(block, Quotation):
        return not block.of_clip
    return isinstance(block, Paragraph | BulletList | BigFigure | Silence)


def _refuse_empty(reading: Reading, place: Place, blocks: Sequence[Block]) -> None:
    """Reports a title under which nothing takes time. (Not where something else was wrong: it may explain it.)"""
    if any(_lasts(block) for block in blocks):
        return
    if any(isinstance(block, Picture) for block in blocks):
        reading.error(
            place,
            say("There are pictures under this title, but no words to be read."),
            say("Write words under them, or let a picture stand without voice: {{lặng 3 giây}}"),
        )
    else:
        reading.error(
            place,
            say("There are no words to be read under this title."),
            say("Write the words to be read, or delete the title."),
        )
