"""The plates of a story's cards: quotation, figures, text, a look ahead – from a block of the script to fields of the brand."""

from __future__ import annotations

from collections.abc import Mapping

from bulletin.rundown.figures import figure_in, form_of
from bulletin.rundown.values import Asset, Plate
from bulletin.script.values import Area, BigFigure, Picture, Quotation, Story, Table, TableForm, Teaser, Text

CHARTS: Mapping[TableForm, str] = {"bars": "table", "table": "table", "line": "chart_line", "share": "chart_share"}
TEXT_ONLY = ("text_story", "breaking_story")
"""Cards of stories that show no picture."""


def quotation(block: Quotation, portrait: tuple[Asset, ...]) -> Plate:
    words = " ".join(paragraph.written for paragraph in block.paragraphs)
    fields = (("words", words), ("name", block.speaker), ("role", block.role))
    return Plate("quotation", fields, portrait, block.place)


def figures(block: Table | BigFigure) -> Plate:
    """A table, or one figure over its words."""
    if isinstance(block, BigFigure):
        figure = (("figure", block.figure), ("words", block.words), ("source", block.source))
        return Plate("big_figure", figure, place=block.place)
    form = form_of(block)
    rows, unit = (_in_per_cent(block), "") if block.unit.strip() == "%" else (block.rows, block.unit)
    fields = (
        ("title", block.title),
        ("unit", unit),
        ("source", block.source),
        ("header", block.header),
        ("rows", rows),
        ("highlight", block.highlight or ""),
    )
    return Plate(CHARTS[form], (*fields, ("form", "table")) if form == "table" else fields, place=block.place)


def _in_per_cent(block: Table) -> tuple[tuple[str, ...], ...]:
    """Figures without a sign of their own with that of the unit: 7,5 %."""
    return tuple(
        (row[0], *(f"{cell} %" if figure_in(cell) and "%" not in cell else cell for cell in row[1:]))
        for row in block.rows
    )


def document(picture: Picture, page: tuple[Asset, ...], lit: tuple[Area, ...], fresh: bool) -> Plate:
    """The page of a document with the lines that are read now."""
    areas = tuple(tuple(f"{number:g}" for number in (area.x, area.y, area.width, area.height)) for area in lit)
    fields = (("title", picture.caption), ("areas", areas), ("fresh", "yes" if fresh else ""))
    return Plate("document", fields, page, picture.place)


def map_of(picture: Picture, sheet: tuple[Asset, ...]) -> Plate:
    spots = tuple((f"{spot.x:g}", f"{spot.y:g}", spot.name) for spot in picture.spots)
    return Plate("map", (("title", picture.caption), ("spots", spots)), sheet, picture.place)


def text_only(story: Story, title: Text) -> Plate:
    """The title where there is no picture: breaking news have a card of their own."""
    if story.form == "breaking":
        return Plate("breaking_story", (("title", title.words),), place=title.place)
    section = story.labels.section.words if story.labels.section else ""
    return Plate("text_story", (("title", title.words), ("section", section)), place=title.place)


def teaser(block: Teaser, story: Story, picture: tuple[Asset, ...]) -> Plate:
    title = story.labels.short_title or story.title
    return Plate("teaser", (("title", title.words),), picture, block.place)
