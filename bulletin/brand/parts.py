"""Which parts every plate of a pack must have: boxes, texts, colours, numbers, motions. The reader of packs holds files to it."""

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


STRAP = Parts(
    boxes=("panel",),
    texts=("section", "title"),
    colours=("bar", "section", "panel"),
    numbers=("bar", "pad", "narrowest", "above"),
    motion=("bar", "section", "panel", "title"),
)
BADGE = Parts(texts=("text",), colours=("edge", "panel"), numbers=("edge", "pad", "above"), motion=("panel", "text"))

PARTS: dict[str, Parts] = {
    "bug": Parts(
        boxes=("mark",),
        texts=("name", "tv"),
        colours=("name", "tv"),
        numbers=("pad", "edge"),
    ),
    "strap": STRAP,
    "breaking": STRAP,
    "lower_third": Parts(
        boxes=("panel",),
        texts=("name", "role"),
        colours=("edge", "panel"),
        numbers=("edge", "pad", "narrowest", "above"),
        motion=("edge", "panel", "name", "role"),
    ),
    "credit": BADGE,
    "tag": BADGE,
    "label": BADGE,
    "headline": Parts(
        boxes=("panel", "number"),
        texts=("number", "line"),
        colours=("number", "panel"),
        numbers=("pad", "narrowest", "above"),
        motion=("number", "panel", "figure", "line"),
    ),
    "headlines": Parts(
        boxes=("rows",),
        texts=("title", "number", "line"),
        colours=("row", "lit", "number", "number_lit", "line_lit"),
        numbers=("row_3", "row_4", "row_5", "gap_3", "gap_4", "gap_5", "number", "pad", "shade"),
        motion=("title", "row"),
    ),
    "opener_date": Parts(
        texts=("date", "note"),
        colours=("panel", "note"),
        numbers=("pad", "note_gap"),
        motion=("panel", "date", "note"),
    ),
    "greeting": Parts(
        boxes=("rule",),
        texts=("title", "date", "note"),
        colours=("rule", "note", "front", "back"),
        numbers=("note_pad", "front", "back"),
        motion=("planes", "rule", "title", "date", "note"),
    ),
    "quotation": Parts(
        boxes=("portrait", "mark", "rule"),
        texts=("words", "words_portrait", "name", "role"),
        colours=("ground", "mark", "rule", "edge"),
        numbers=("gap", "rule_gap", "edge"),
        motion=("mark", "words", "rule", "name", "portrait"),
    ),
    "list": Parts(
        boxes=("rule",),
        texts=("title", "items"),
        colours=("ground", "rule", "mark", "mark_past", "item_past"),
        numbers=("gap", "mark"),
        motion=("title", "item"),
    ),
    "table": Parts(
        boxes=("rule", "rows"),
        texts=("title", "unit", "header", "label", "figure", "source"),
        colours=("ground", "rule", "track", "bar", "highlight", "figure_highlight", "line"),
        numbers=("row", "label_width", "figure_width", "bar", "bar_gap", "count", "stagger"),
        motion=("title", "row"),
    ),
    "chart_line": Parts(
        boxes=("rule", "plot"),
        texts=("title", "unit", "tick", "label", "figure", "source"),
        colours=("ground", "rule", "line", "bar", "highlight", "figure_highlight"),
        numbers=("dot", "line", "count"),
        motion=("title", "row"),
    ),
    "chart_share": Parts(
        boxes=("rule", "bar", "rows"),
        texts=("title", "unit", "label", "figure", "source"),
        colours=("ground", "rule", "line", "bar", "bar_light", "highlight", "figure_highlight"),
        numbers=("row", "gap", "swatch", "figure_width", "count", "stagger"),
        motion=("title", "row"),
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
    "big_figure": Parts(
        boxes=("rule",),
        texts=("figure", "words", "source"),
        colours=("rule", "front", "back"),
        numbers=("front", "back"),
        motion=("planes", "rule", "figure", "words", "source"),
    ),
    "text_story": Parts(
        boxes=("bar",),
        texts=("section", "title", "words"),
        colours=("bar",),
        numbers=("gap",),
        motion=("bar", "section", "title", "words"),
    ),
    "breaking_story": Parts(
        boxes=("bar",),
        texts=("section", "title"),
        colours=("bar", "section", "front", "back"),
        numbers=("gap", "pad", "front", "back"),
        motion=("planes", "bar", "section", "title"),
    ),
    "teaser": Parts(
        boxes=("picture", "rule"),
        texts=("word", "title"),
        colours=("rule", "edge"),
        numbers=("gap", "edge"),
        motion=("picture", "rule", "word", "title"),
    ),
    "byline": BADGE,
    "ribbon": Parts(boxes=("ribbon",), colours=("ribbon", "edge")),
    "part": Parts(
        boxes=("bar",),
        texts=("title",),
        colours=("bar", "front", "back"),
        numbers=("front", "back"),
        motion=("planes", "bar", "title"),
    ),
    "closer": Parts(
        boxes=("rule",),
        texts=("thanks", "role", "name", "notice", "note", "date"),
        colours=("rule", "note", "front", "back"),
        numbers=("row", "gap", "note_pad", "front", "back"),
        motion=("planes", "rule", "thanks", "people", "notice"),
    ),
}
"""Every kind of plate."""

MOURNING = ("red", "amber", "red_on_ink", "amber_on_ink")
"""What a pack says of mourning: the colours that red and amber become, elsewhere and on grounds of ink."""
ON_INK = frozenset({"text_story", "breaking_story", "big_figure", "teaser", "part", "document", "map"})
"""Plates whose ground is ink."""

OWN_MARK = frozenset({"greeting", "headlines", "part", "closer", "opener_date"})
"""Plates that show the wordmark themselves (or stand on the opener, which does): no bug stands with them."""

WORDS = ("name", "tv", "headlines", "breaking", "next", "source", "thanks", "channels")
SOUNDS = ("opener", "opener-short", "sting", "bed", "closer")
PIECES = {"opener": "opener", "opener-short": "short_opener", "sting": "sting", "wipe": "wipe"}
"""Every motion piece, with the key of its length under [pace]."""
