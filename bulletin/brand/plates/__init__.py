"""Plates drawn: by their layers, or by a layout engine chosen from a literal table, with layers under and over it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PIL import Image

from bulletin.brand.layouts import lay_out
from bulletin.brand.mourning import toned
from bulletin.brand.pack import Pack
from bulletin.brand.plates import cards, charts, graphs, pages
from bulletin.brand.plates.layered import layered
from bulletin.brand.plates.paint import OpenPicture as OpenPicture
from bulletin.brand.plates.paint import Sheet
from bulletin.brand.plates.ribbon import ribbon
from bulletin.brand.style import Backdrop
from bulletin.brand.values import Drawn
from bulletin.rundown.values import Asset, Plate

ENGINES: dict[str, Callable[[Sheet], Drawn]] = {
    "headlines": cards.headlines,
    "list": cards.items,
    "table": charts.table,
    "chart_line": graphs.line,
    "chart_share": graphs.share,
    "document": pages.document,
    "map": pages.map_,
    "closer": cards.closer,
    "ribbon": ribbon,
}


def _without_pictures(_asset: Asset, size: tuple[int, int]) -> Image.Image:
    return Image.new("RGB", size, (38, 55, 77))


def draw(pack: Pack, plate: Plate, scale: float = 1.0, open_picture: OpenPicture = _without_pictures) -> Drawn:
    """A plate as layers for a frame of the pack's shape at `scale` pixels per unit.

    `open_picture` is asked for every picture of the plate with the size of its place in pixels; without it the places of
    pictures stay slate. Texts are drawn as they were laid out: call `fit_problems` first. Raises KeyError for a kind that
    does not exist."""
    pack = toned(pack, plate)
    style = pack.plate(plate.kind)
    sheet = Sheet(pack, plate, style, lay_out(pack, plate), pack.canvas(scale), open_picture)
    if plate.kind not in ENGINES:
        covers = any(isinstance(layer.paint, Backdrop) for _, layer in style.layers.rows)
        return Drawn(layered(sheet, style.layers.rows), covers)
    drawn = ENGINES[plate.kind](sheet)
    if not style.layers.rows:
        return drawn
    under, over = (
        layered(sheet, tuple(row for row in style.layers.rows if row[1].under is below)) for below in (True, False)
    )
    return replace(drawn, layers=(*drawn.layers[:1], *under, *drawn.layers[1:], *over))
