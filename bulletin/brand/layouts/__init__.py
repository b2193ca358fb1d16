"""Where everything of a plate stands: a pure function from the pack and the plate's words to settings and boxes.

The same layout is measured for problems and painted, so what was checked is what is drawn."""

from __future__ import annotations

from collections.abc import Callable

from bulletin.brand.layouts import cards, graphs, overlays, pages, tables
from bulletin.brand.layouts.values import Layout as Layout
from bulletin.brand.mourning import toned
from bulletin.brand.pack import Pack
from bulletin.rundown.values import Plate
from bulletin.script.values import Area

LAYOUTS: dict[str, Callable[[Pack, Plate], Layout]] = {
    "bug": overlays.bug,
    "strap": overlays.strap,
    "breaking": overlays.strap,
    "lower_third": overlays.lower_third,
    "credit": overlays.badge,
    "tag": overlays.badge,
    "label": overlays.badge,
    "headline": overlays.headline,
    "opener_date": overlays.opener_date,
    "greeting": cards.greeting,
    "headlines": cards.headlines,
    "quotation": cards.quotation,
    "list": cards.items,
    "table": tables.table,
    "chart_line": graphs.line,
    "chart_share": graphs.share,
    "document": pages.document,
    "map": pages.map_,
    "big_figure": cards.big_figure,
    "text_story": cards.text_story,
    "breaking_story": cards.breaking_story,
    "teaser": cards.teaser,
    "byline": overlays.badge,
    "ribbon": overlays.ribbon,
    "part": cards.part,
    "closer": cards.closer,
}


def lay_out(pack: Pack, plate: Plate) -> Layout:
    """The layout of a plate. Raises KeyError for a kind that does not exist."""
    return LAYOUTS[plate.kind](toned(pack, plate), plate)


def thumbnails(pack: Pack, rows: int) -> tuple[Area, ...]:
    """Where the board of so many rows shows its pictures, in per cent of the frame."""
    board = cards.headlines(pack, Plate("headlines", (("lines", ("",) * rows),)))
    boxes = (board.boxes[f"picture{row}"] for row in range(rows))
    across, down = (100 / side for side in pack.size)
    return tuple(Area(box.x * across, box.y * down, box.width * across, box.height * down) for box in boxes)
