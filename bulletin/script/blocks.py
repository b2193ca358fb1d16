"""Clean text to the blocks of the page: titles, words, quotations, lists and grids; every other construct is an error."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, list_block
from markdown_it.token import Token

from bulletin.errors import Place
from bulletin.messages import say
from bulletin.script.reading import Reading
from bulletin.script.text import FILLER, Passage, passage


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    passage: Passage


@dataclass(frozen=True, slots=True)
class Words:
    """Lines without an empty one between them: sentences, pictures, label lines."""

    passage: Passage


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation: its paragraphs, the speaker line among them."""

    paragraphs: tuple[Passage, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[Passage, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: the header and the rows as written, without the line of dashes."""

    lines: tuple[Passage, ...]
    place: Place


Raw = Heading | Words | Quote | Bullets | Grid

_RULES = ["table", "fence", "blockquote", "hr", "list", "heading", "lheading", "paragraph"]
_PREFIXES = {"quote": re.compile(r"\s*>?\s*"), "item": re.compile(r"\s*[-+*]\s+"), "": re.compile(r"\s*")}
_NUMBERED = re.compile(r"(\d{1,3})[.)]\s")
_SENTENCE_END = re.compile(r"[.!?…:;][\"”’»)\]]*$|[})]$")


def blocks(text: str, reading: Reading) -> tuple[Raw, ...]:
    """The blocks of a text without front matter and comments, in the order of the page.

    Indentation means nothing in a script (people indent paragraphs), so it is taken away first; columns are kept."""
    page = _Page(text.replace(FILLER, " ").split("\n"), reading)
    tokens: list[Token] = []
    _MARKDOWN.block.parse("\n".join(line.lstrip() for line in text.split("\n")), _MARKDOWN, {}, tokens)
    raws = [raw for group in _groups(tokens) for raw in _READERS[group[0].type](page, group)]
    _refuse_numbered_lists(reading, raws)
    _refuse_torn_sentences(reading, raws)
    return tuple(raws)


def place_of(raw: Raw) -> Place:
    """Where a block begins."""
    return raw.passage.place() if isinstance(raw, Heading | Words) else raw.place


@dataclass(frozen=True, slots=True)
class _Page:
    lines: list[str]
    reading: Reading

    def place(self, line: int) -> Place:
        """The first character of a line counted from 0."""
        return Place(self.reading.file, line + 1, len(self.lines[line]) - len(self.lines[line].lstrip()) + 1)

    def cut(self, start: int, end: int, container: str = "") -> Passage:
        """Lines `start` to `end` without the marker of a quotation or of a list item's first line."""
        pieces = []
        for number in range(start, end):
            in_item = container == "item" and number > start
            lead = _PREFIXES["" if in_item else container].match(self.lines[number])
            column = lead.end() if lead else 0
            if piece := self.lines[number][column:].rstrip():
                pieces.append((piece, number + 1, column + 1))
        return passage(self.reading.file, pieces or [("", start + 1, 1)])


def _bullets_only(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The list rule without numbered lists: '2026. Năm nay …' begins a paragraph."""
    at = state.bMarks[start] + state.tShift[start]
    return state.src[at : at + 1] in ("-", "+", "*") and list_block(state, start, end, silent)


def _markdown() -> MarkdownIt:
    """CommonMark's blocks as far as scripts have them, and some only to say that they are not allowed."""
    parser = MarkdownIt("commonmark", {"maxNesting": 6})
    parser.block.ruler.at("list", _bullets_only, {"alt": ["paragraph", "reference", "blockquote"]})
    parser.block.ruler.enableOnly(_RULES)
    return parser


_MARKDOWN = _markdown()


def _groups(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Cuts a run of tokens into its outermost elements."""
    group: list[Token] = []
    depth = 0
    for token in tokens:
        group.append(token)
        depth += token.nesting
        if depth == 0:
            yield group
            group = []


def _span(token: Token) -> tuple[int, int]:
    assert token.map is not None, "block tokens have lines"
    return token.map[0], token.map[1]


def _paragraph(page: _Page, group: Sequence[Token]) -> Iterator[Raw]:
    found = page.cut(*_span(group[0]))
    if found.text:
        yield Words(found)


def _heading(page: _Page, group: Sequence[Token]) -> Iterator[Raw]:
    start, end = _span(group[0])
    if group[0].markup in ("-", "="):
        page.reading.error(
            page.place(end - 1),
            say("A line of {mark} directly under words makes a title of them.", mark=group[0].markup * 3),
            say("Delete this line; a title is written with ## in front."),
        )
        yield Words(page.cut(start, end - 1))
        return
    line = page.lines[start]
    level = int(group[0].tag[1])
    column = len(line) - len(line.lstrip()) + level
    title = re.sub(r"(^|\s)#+\s*$", "", line[column:])
    title_start = column + len(title) - len(title.lstrip())
    found = passage(page.reading.file, [(title.strip(), start + 1, title_start + 1)])
    if level > 3:
        page.reading.error(
            page.place(start),
            say("Titles have one to three #; this one has {count}.", count=level),
            say("Use # for a part, ## for a story, ### for a new strap or a brief."),
        )
    elif not found.text:
        page.reading.error(page.place(start), say("This title is empty."), say("Write the title after the #."))
    else:
        yield Heading(level, found)


def _quotation(page: _Page, group: Sequence[Token]) -> Iterator[Raw]:
    paragraphs = []
    inner = list(_groups(group[1:-1]))
    for number, part in enumerate(inner):
        start, end = _span(part[0])
        if part[0].type == "paragraph_open":
            _refuse_lazy_lines(page, start, end, ">")
            paragraphs.append(page.cut(start, end, "quote"))
        elif part[0].type == "bullet_list_open" and end - start == 1 and number == len(inner) - 1:
            paragraphs.append(page.cut(start, end, "quote"))  # '> - Name, role': the speaker with a hyphen for the dash
        else:
            _refuse_inside(page, start)
    if paragraphs:
        yield Quote(tuple(paragraphs), page.place(_span(group[0])[0]))


def _bullet_list(page: _Page, group: Sequence[Token]) -> Iterator[Raw]:
    items = []
    first = _span(group[0])[0]
    margin = page.place(first).column
    for item in _groups(group[1:-1]):
        start = _span(item[0])[0]
        if page.place(start).column > margin + 1:
            _refuse_inside(page, start)
        for part in _groups(item[1:-1]):
            if part[0].type != "paragraph_open":
                _refuse_inside(page, start)
                break
            _refuse_lazy_lines(page, *_span(part[0]), "")
            items.append(page.cut(*_span(part[0]), "item"))
    if items:
        yield Bullets(tuple(items), page.place(first))


def _grid(page: _Page, group: Sequence[Token]) -> Iterator[Raw]:
    start, end = _span(group[0])
    rows = tuple(page.cut(number, number + 1) for number in range(start, end) if number != start + 1)
    yield Grid(rows, page.place(start))


def _code(page: _Page, group: Sequence[Token]) -> Iterator[Raw]:
    page.reading.error(
        page.place(_span(group[0])[0]),
        say("Program text between ``` or ~~~ does not belong in a script."),
        say("Delete it, or write it between <!-- and --> as a comment."),
    )
    yield from ()


def _rule(page: _Page, group: Sequence[Token]) -> Iterator[Raw]:
    page.reading.error(
        page.place(_span(group[0])[0]),
        say("A dividing line does not belong in a script."),
        say("Delete this line; stories are divided by their titles."),
    )
    yield from ()


_READERS: dict[str, Callable[[_Page, Sequence[Token]], Iterator[Raw]]] = {
    "paragraph_open": _paragraph,
    "heading_open": _heading,
    "blockquote_open": _quotation,
    "bullet_list_open": _bullet_list,
    "table_open": _grid,
    "fence": _code,
    "hr": _rule,
}


def _refuse_inside(page: _Page, line: int) -> None:
    page.reading.error(
        page.place(line),
        say("A quotation or a list holds words only; something else stands inside it."),
        say("Take it out of the quotation or the list, and leave an empty line around it."),
    )


def _refuse_lazy_lines(page: _Page, start: int, end: int, marker: str) -> None:
    """Markdown counts a line under a quotation or list to it, even where a new sentence of the narration begins."""
    for number in range(start + 1, end):
        line, before = page.lines[number], page.lines[number - 1].rstrip()
        belongs = line.lstrip().startswith(marker) if marker else line[:1].isspace()
        if line.strip() and not belongs and _SENTENCE_END.search(before):
            page.reading.error(
                page.place(number),
                say("It cannot be told whether this line still belongs to the quotation or list above it."),
                say("Leave an empty line in front of it, or begin it as the lines above."),
            )


def _refuse_numbered_lists(reading: Reading, raws: Sequence[Raw]) -> None:
    """'1. …' or a run of numbers is a list; a lone '15. …' is a sentence."""
    last, told = -1, False
    for raw in raws:
        before = ""
        for line in raw.passage.lines() if isinstance(raw, Words) else ():
            found = _NUMBERED.match(line.text)
            if found and (not before or _SENTENCE_END.search(before)):
                number = int(found[1])
                follows = number == last + 1 and last > 0
                if (number <= 1 or follows) and not (follows and told):
                    reading.error(
                        line.place(),
                        say("Numbered lists are not part of the language."),
                        say("Begin each point with “- ”, or write the number in words."),
                    )
                last, told = number, number <= 1 or follows
            before = line.text


def _refuse_torn_sentences(reading: Reading, raws: Sequence[Raw]) -> None:
    """A line that begins with '- ' or '> ' in the middle of a sentence was not meant as a list or quotation."""
    for above, raw in itertools.pairwise(raws):
        if not isinstance(above, Words) or not isinstance(raw, Bullets | Quote):
            continue
        last = above.passage.lines()[-1]
        if raw.place.line == last.line + 1 and not _SENTENCE_END.search(last.text):
            reading.error(
                raw.place,
                say("This line begins a list or quotation in the middle of a sentence."),
                say("Join it to the line above, or end the sentence above."),
            )
