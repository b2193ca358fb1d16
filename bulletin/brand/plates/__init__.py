"""Plates drawn: every kind by one function, chosen from a literal table."""

from __future__ import annotations

from collections.abc import Callable

from PIL import Image

from bulletin.brand.layouts import lay_out
from bulletin.brand.mourning import toned
from bulletin.brand.pack import Pack
from bulletin.brand.plates import cards, charts, graphs, overlays, pages
from bulletin.brand.plates.paint import OpenPicture as OpenPicture
from bulletin.brand.plates.paint import Sheet
from bulletin.brand.values import Drawn
from bulletin.rundown.values import Asset, Plate

DRAWINGS: dict[str, Callable[[Sheet], Drawn]] = {
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
    "table": charts.table,
    "chart_line": graphs.line,
    "chart_share": graphs.share,
    "document": pages.document,
    "map": pages.map_,
    "big_figure": charts.big_figure,
    "text_story": cards.text_story,
    "breaking_story": cards.breaking_story,
    "teaser": cards.teaser,
    "byline": overlays.badge,
    "ribbon": overlays.ribbon,
    "part": cards.part,
    "closer": cards.closer,
}


def _without_pictures(_asset: Asset, size: tuple[int, int]) -> Image.Image:
    return Image.new("RGB", size, (38, 55, 77))


def draw(pack: Pack, plate: Plate, scale: float = 1.0, open_picture: OpenPicture = _without_pictures) -> Drawn:
    """A plate as layers for a frame of the pack's shape at `scale` pixels per unit.

    `open_picture` is asked for every picture of the plate with the size of its place in pixels; without it the places of
    pictures stay slate. Texts are drawn as they were laid out: call `fit_problems` first. Raises KeyError for a kind that
    does not exist."""
    pack = toned(pack, plate)
    sheet = Sheet(pack, plate, pack.plate(plate.kind), lay_out(pack, plate), pack.canvas(scale), open_picture)
    return DRAWINGS[plate.kind](sheet)
