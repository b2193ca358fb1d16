"""Which parts every plate of a pack must have. The reader of packs holds files to it.

Most plates are layers and nothing else. A few have a layout engine of their own (rows, charts), which asks for boxes, texts,
colours, numbers and motions by name; layers may be added to these as well."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Parts:
    """The names that a plate's section must have, no more and no fewer."""

    boxes: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    colours: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    motion: tuple[str, ...] = ()
    ground: bool = True
    inks: tuple[str, ...] = ()
    """The colours that are those of words."""


PARTS: dict[str, Parts | None] = {
    "bug": None,
    "strap": None,
    "breaking": None,
    "lower_third": None,
    "credit": None,
    "tag": None,
    "label": None,
    "headline": None,
    "headlines": Parts(
        boxes=("rows",),
        texts=("title", "number", "line"),
        colours=("row", "lit", "number", "number_lit", "line_lit"),
        numbers=("row_3", "row_4", "row_5", "gap_3", "gap_4", "gap_5", "number", "pad", "few", "shade"),
        motion=("title", "row"),
        inks=("line_lit",),
    ),
    "opener_date": None,
    "greeting": None,
    "quotation": None,
    "list": Parts(
        boxes=("rule",),
        texts=("title", "items"),
        colours=("rule", "mark", "mark_past", "item_past"),
        numbers=("gap", "mark"),
        motion=("title", "item"),
        inks=("item_past",),
    ),
    "table": Parts(
        boxes=("rule", "rows"),
        texts=("title", "unit", "header", "label", "figure", "source"),
        colours=("rule", "track", "bar", "highlight", "figure_highlight", "line"),
        numbers=("row", "label_width", "figure_width", "bar", "bar_gap", "count", "stagger"),
        motion=("title", "row"),
        inks=("figure_highlight",),
    ),
    "chart_line": Parts(
        boxes=("rule", "plot"),
        texts=("title", "unit", "tick", "label", "figure", "source"),
        colours=("rule", "line", "bar", "highlight", "figure_highlight"),
        numbers=("dot", "line", "count"),
        motion=("title", "row"),
        inks=("figure_highlight",),
    ),
    "chart_share": Parts(
        boxes=("rule", "bar", "rows"),
        texts=("title", "unit", "label", "figure", "source"),
        colours=("rule", "line", "bar", "bar_light", "highlight", "figure_highlight"),
        numbers=("row", "gap", "swatch", "figure_width", "count", "stagger"),
        motion=("title", "row"),
        inks=("figure_highlight",),
    ),
    "document": Parts(
        boxes=("rule", "page", "excerpt"),
        texts=("title",),
        colours=("rule", "edge", "lit"),
        numbers=("edge",),
        motion=("page", "excerpt", "lit"),
    ),
    "map": Parts(
        boxes=("rule", "map"),
        texts=("title", "spot"),
        colours=("rule", "edge", "name", "ring", "dot"),
        numbers=("edge", "dot", "pad"),
        motion=("map", "spot"),
    ),
    "big_figure": None,
    "text_story": None,
    "breaking_story": None,
    "teaser": None,
    "byline": None,
    "ribbon": Parts(boxes=("panel", "ribbon"), colours=("panel", "ribbon"), ground=False),
    "part": None,
    "closer": Parts(
        boxes=("rule",),
        texts=("thanks", "role", "name", "notice", "note", "date"),
        colours=("rule", "note"),
        numbers=("row", "gap", "note_pad"),
        motion=("rule", "thanks", "people", "notice"),
    ),
}
"""Every kind of plate, with what its layout engine asks for; None where its layers say all."""

WORDS = ("name", "tv", "headlines", "breaking", "next", "source", "thanks", "channels")
MOURNING = ("on_light", "on_dark")
"""What a pack says of mourning: the colours that others become, on dark grounds and elsewhere."""
FIELDS: dict[str, tuple[str, ...]] = {
    "bug": (),
    "strap": ("title", "section"),
    "breaking": ("title",),
    "lower_third": ("name", "role"),
    "credit": ("text",),
    "tag": ("text",),
    "label": ("text",),
    "headline": ("line",),
    "headlines": ("lines",),
    "opener_date": ("date", "note", "notice"),
    "greeting": ("title", "date", "note", "notice"),
    "quotation": ("words", "name", "role"),
    "list": ("title", "items"),
    "table": ("title", "unit", "source", "header", "rows"),
    "chart_line": ("title", "unit", "source", "header", "rows"),
    "chart_share": ("title", "unit", "source", "header", "rows"),
    "document": ("title", "areas"),
    "map": ("title", "spots"),
    "big_figure": ("figure", "words", "source"),
    "text_story": ("section", "title", "words"),
    "breaking_story": ("title",),
    "teaser": ("title",),
    "byline": ("text",),
    "ribbon": (),
    "part": ("title",),
    "closer": ("people", "notice", "note", "date"),
}
"""What the planner hands over with every kind of plate, for its text layers to show."""
STAGE = ("behind", "edge", "wipe")
"""The colours that pictures are put on the stage with: what stands behind them, the edge around them, the plane that wipes."""
GROUNDS = ("board",)
"""The grounds that a pack must have: `board` is the one that the opener ends on."""
SOUNDS = ("opener", "opener-short", "sting", "bed", "closer")
PIECES = {"opener": "opener", "opener-short": "short_opener", "sting": "sting", "wipe": "wipe"}
"""Every motion piece, with the key of its length under [pace]."""
