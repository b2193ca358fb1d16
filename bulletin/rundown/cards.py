"""The plates of a story's cards: quotation, figures, text, a look ahead – from a block of the script to fields of the brand."""

from __future__ import annotations

from bulletin.rundown.values import Asset, Plate
from bulletin.script.values import BigFigure, Quotation, Story, Table, Teaser, Text

TEXT_ONLY = ("text_story", "breaking_story")
"""Cards of stories that show no picture."""


def quotation(block: Quotation, portrait: tuple[Asset, ...]) -> Plate:
    words = " ".join(paragraph.written for paragraph in block.paragraphs)
    fields = (("words", words), ("name", block.speaker), ("role", block.role))
    return Plate("quotation", fields, portrait, block.place)


def figures(block: Table | BigFigure) -> Plate:
    """A table, or one figure over its words."""
    if isinstance(block, BigFigure):
        fields = (("figure", block.figure), ("words", block.words), ("source", block.source))
        return Plate("big_figure", fields, place=block.place)
    return Plate(
        "table",
        (
            ("title", block.title),
            ("unit", block.unit),
            ("source", block.source),
            ("header", block.header),
            ("rows", block.rows),
            ("highlight", block.highlight or ""),
        ),
        place=block.place,
    )


def text_only(story: Story, title: Text) -> Plate:
    """The title where there is no picture: breaking news have a card of their own."""
    if story.form == "breaking":
        return Plate("breaking_story", (("title", title.words),), place=title.place)
    section = story.labels.section.words if story.labels.section else ""
    return Plate("text_story", (("title", title.words), ("section", section)), place=title.place)


def teaser(block: Teaser, story: Story, picture: tuple[Asset, ...]) -> Plate:
    title = story.labels.short_title or story.title
    return Plate("teaser", (("title", title.words),), picture, block.place)
