"""Where everything of a plate stands: a pure function from the pack and the plate's words to settings and boxes.

The same layout is measured for problems and painted, so what was checked is what is drawn."""

from __future__ import annotations

from collections.abc import Callable

from bulletin.brand.layouts import cards, graphs, pages, tables
from bulletin.brand.layouts.arranged import arranged
from bulletin.brand.layouts.values import Layout as Layout
from bulletin.brand.mourning import toned
from bulletin.brand.pack import Pack
from bulletin.rundown.values import Plate
from bulletin.script.values import Area


def ribbon(pack: Pack, _plate: Plate) -> Layout:
    """The sign of mourning has no words."""
    boxes = pack.plate("ribbon").boxes
    return Layout({}, {name: boxes[name] for name in ("panel", "ribbon")})


ENGINES: dict[str, Callable[[Pack, Plate], Layout]] = {
    "headlines": cards.headlines,
    "list": cards.items,
    "table": tables.table,
    "chart_line": graphs.line,
    "chart_share": graphs.share,
    "document": pages.document,
    "map": pages.map_,
    "closer": cards.closer,
    "ribbon": ribbon,
}
"""The kinds of plates whose rows no designer could lay out in advance. All other kinds are told by their layers."""


def lay_out(pack: Pack, plate: Plate) -> Layout:
    """The layout of a plate. Raises KeyError for a kind that does not exist."""
    pack = toned(pack, plate)
    style = pack.plate(plate.kind)
    layers = arranged(pack, plate, style.layers)
    if plate.kind not in ENGINES:
        return layers
    own = ENGINES[plate.kind](pack, plate)
    return Layout({**own.settings, **layers.settings}, {**own.boxes, **layers.boxes}, own.faults)


def thumbnails(pack: Pack, rows: int) -> tuple[Area, ...]:
    """Where the board of so many rows shows its pictures, in per cent of the frame."""
    board = cards.headlines(pack, Plate("headlines", (("lines", ("",) * rows),)))
    boxes = (board.boxes[f"picture{row}"] for row in range(rows))
    across, down = (100 / side for side in pack.size)
    return tuple(Area(box.x * across, box.y * down, box.width * across, box.height * down) for box in boxes)
