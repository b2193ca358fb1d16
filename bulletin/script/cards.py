"""Cards and body lines: quotations, lists, tables, big figures, planned silence, a look ahead."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import cast

from bulletin.messages import say
from bulletin.script import blocks
from bulletin.script.keys import TABLE_FORMS
from bulletin.script.marks import BRACES, Mark, read_marks
from bulletin.script.measures import seconds, whole_frames
from bulletin.script.pictures import LONGEST_SILENCE, SHORTEST
from bulletin.script.reading import Reading
from bulletin.script.text import Passage, slug_of
from bulletin.script.values import BigFigure, BulletList, Quotation, Silence, Table, TableForm, Teaser
from bulletin.script.words import plain, sentence

_SPEAKER = re.compile(r"(?:—|–|--?)\s*(?=\S)")
_ROLE = re.compile(r"\s*,\s*|\s+[–—-]\s+")
_SOURCE = re.compile(r"(?:^|(?<=[\s.;(]))(?:Nguồn|nguồn|Nguon|nguon|Source|source)\s*[:：]\s*")
_UNIT = re.compile(r"\(([^()]*)\)\s*$")
_FIGURE = re.compile(r"(\S+(?:\s+%)?)\s+(.+)", re.DOTALL)


def quotation(reading: Reading, raw: blocks.Quote, of_clip: bool) -> Quotation | None:
    """A quotation with its speaker line `— Name, role`; under a clip the speaker is on the strap already."""
    paragraphs, speaker = _cut_speaker(raw.paragraphs)
    name, role = "", ""
    if speaker:
        parts = _ROLE.split(plain(reading, speaker).words, maxsplit=1)
        name, role = parts[0], parts[1] if len(parts) > 1 else ""
    elif not of_clip:
        reading.warn(
            raw.place,
            say("The quotation does not say who speaks."),
            say("Add a last line to it: > — name, role"),
        )
    if not any(paragraph.text for paragraph in paragraphs):
        reading.error(raw.place, say("The quotation is empty."), say("Write its words behind the >."))
        return None
    read = tuple(sentence(reading, paragraph) for paragraph in paragraphs if paragraph.text)
    return Quotation(read, name, role, raw.place, of_clip)


def bullet_list(reading: Reading, raw: blocks.Bullets) -> BulletList:
    return BulletList(tuple(sentence(reading, item) for item in raw.items if item.text), raw.place)


def table(reading: Reading, line: Passage, grid: blocks.Grid) -> Table:
    """A table from its line `Bảng: title (unit). Nguồn: … {cột nổi=…}` and its rows."""
    title, marks = _cut_marks(line)
    words, source = _cut_source(title)
    plain(reading, title)
    if not source:
        reading.warn(
            line.place(), say("The table does not say where its numbers come from."), say("Add to the line: Nguồn: …")
        )
    unit = _UNIT.search(words)
    shown = (words[: unit.start()] if unit else words).strip(" .")
    if not shown:
        reading.error(line.place(), say("The table has no title."), say("Write: Bảng: title (unit). Nguồn: …"))
    header = _cells(reading, grid.lines[0], None)
    rows = [_cells(reading, row, len(header)) for row in grid.lines[1:]]
    if not rows:
        reading.error(
            grid.place, say("The table has no rows."), say("Write at least one row under the line of dashes.")
        )
    read = read_marks(reading, marks, "table") if marks else ()
    highlight, form = _highlight(reading, read, [row[0] for row in rows]), _form(reading, read)
    return Table(shown, unit[1].strip() if unit else "", source, header, tuple(rows), highlight, line.place(), form)


def refuse_table_without_title(reading: Reading, grid: blocks.Grid) -> None:
    reading.error(
        grid.place,
        say("This table has no line with its title."),
        say("Write directly above it: Bảng: title (unit). Nguồn: …"),
    )


def big_figure(reading: Reading, line: Passage) -> BigFigure | None:
    """`1.800 công nhân …. Nguồn: …`: the figure is the first word, a per cent sign belongs to it."""
    words, source = _cut_source(plain(reading, line))
    found = _FIGURE.fullmatch(words)
    if not found or not any(letter.isdigit() for letter in found[1]):
        reading.error(
            line.place(),
            say("A big figure begins with a number and says what it counts."),
            say("Write: Số lớn: 1.800 công nhân được hỗ trợ. Nguồn: …"),
        )
        return None
    return BigFigure(" ".join(found[1].split()), found[2].strip(" ."), source, line.place())


def silence(reading: Reading, line: Passage) -> Silence | None:
    length = seconds(line.text.rstrip(". "))
    if length is None or not SHORTEST <= length <= LONGEST_SILENCE:
        reading.error(
            line.place(),
            say("“{value}” is not a length of silence.", value=line.words[:40]),
            say("Write a length from one frame to {limit} seconds: 60 giây", limit=LONGEST_SILENCE // 1000),
        )
        return None
    return Silence(whole_frames(length), line.place())


def teaser(reading: Reading, line: Passage) -> Teaser | None:
    """`#slug. câu`; whether the slug exists is known only at the end of the page."""
    found = re.match(r"#?([^\s.:;,]+)\s*[.:;,]?\s*", line.text)
    words = line.part(found.end()) if found else line
    slug = slug_of(found[1]) if found else ""
    if not slug or not words.text:
        reading.error(
            line.place(),
            say("A look ahead names a story and says a sentence."),
            say("Write: Tiếp theo: #slug. sentence"),
        )
        return None
    return Teaser(slug, sentence(reading, words), line.place())


def _cut_speaker(paragraphs: Sequence[Passage]) -> tuple[Sequence[Passage], Passage | None]:
    *_, last = paragraphs[-1].lines()
    dash = _SPEAKER.match(last.text)
    if not dash:
        return paragraphs, None
    above = paragraphs[-1].part(0, len(paragraphs[-1].text) - len(last.text))
    return (*paragraphs[:-1], above), last.part(dash.end())


def _cut_marks(line: Passage) -> tuple[Passage, Passage | None]:
    """A line and what stands in the braces at its end."""
    found = re.search(rf"{BRACES.pattern}\s*$", line.text)
    return (line.part(0, found.start()), line.part(*found.span(1))) if found else (line, None)


def _cut_source(line: Passage) -> tuple[str, str]:
    """The words of a line and its source, without 'Nguồn:' and the full stops between and behind."""
    found = list(_SOURCE.finditer(line.text))
    if not found:
        return line.words.rstrip("."), ""
    words, source = line.text[: found[-1].start()], line.text[found[-1].end() :]
    if words.endswith("(") and source.rstrip(" .").endswith(")"):
        words, source = words[:-1], source.rstrip(" .)")
    return " ".join(words.split()).rstrip(" .;,"), " ".join(source.split()).rstrip(" .")


def _cells(reading: Reading, row: Passage, width: int | None) -> tuple[str, ...]:
    """The cells of a row; with `width` given, a row of another width is an error and cut or filled."""
    inner = row.text.strip()
    start = 1 if inner.startswith("|") else 0
    end = len(inner) - 1 if len(inner) > 1 and inner.endswith("|") else len(inner)
    if "|" not in inner:
        reading.error(
            row.place(),
            say("Words stand directly under a table."),
            say("Leave an empty line between the table and the words to be read."),
        )
        return (row.words, *[""] * ((width or 1) - 1))
    cells, at = [], start
    for cell in inner[start:end].split("|"):
        cells.append(plain(reading, row.part(at, at + len(cell))).words)
        at += len(cell) + 1
    if width is not None and len(cells) != width:
        reading.error(
            row.place(),
            say("This row has {count} cells; the table has {width} columns.", count=len(cells), width=width),
            say("Write one cell for each column, with | between them."),
        )
        cells = (cells + [""] * width)[:width]
    return tuple(cells)


def _form(reading: Reading, marks: Sequence[Mark]) -> TableForm | None:
    for mark in (mark for mark in marks if mark.key == "form"):
        key = TABLE_FORMS.find(mark.value)
        if key is not None:
            return cast(TableForm, key)
        reading.error(
            mark.place,
            say("“{value}” is not one of the choices here.", value=mark.value[:40]),
            say("Choose one of: {names}.", names=TABLE_FORMS.listed()),
        )
    return None


def _highlight(reading: Reading, marks: Sequence[Mark], labels: Sequence[str]) -> str | None:
    for mark in (mark for mark in marks if mark.key == "highlight"):
        wanted = " ".join(mark.value.split()).lower()
        found = next((label for label in labels if label.lower() == wanted), None)
        if found is not None:
            return found
        reading.error(
            mark.place,
            say("No row of the table begins with “{name}”.", name=mark.value[:40]),
            say("Choose one of: {names}.", names=", ".join(labels[:20])),
        )
    return None
