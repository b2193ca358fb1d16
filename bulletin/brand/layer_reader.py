"""The reader of a plate's layers: one small reader for every kind, and what all kinds have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast, get_args

from bulletin.brand import parts
from bulletin.brand.keyed import NO_FONT, NOWHERE, TEXT, TEXT_OPTIONAL, Keyed, Raw
from bulletin.brand.style import (
    Align,
    Backdrop,
    Delivered,
    File,
    Fill,
    Fit,
    Glyph,
    LayerStyle,
    Logo,
    Moves,
    Paint,
    Panel,
    Photo,
    Side,
    Slant,
    Table,
    Words,
)
from bulletin.messages import say

PLACED = (
    "beside",
    "side",
    "thick",
    "gap",
    "inside",
    "space",
    "joins",
    "needs",
    "under",
    "motion",
    "in",
    "out",
    "after",
)
MOVING = (".mov", ".webm")
EDGES = ("top", "bottom", "middle", "upper", "left", "right", "centre")
HUGS = ("width", "height")


def read_layers(keyed: Keyed, raw: object, key: str, fields: tuple[str, ...]) -> Table[LayerStyle]:
    """The layers of a plate, bottom first: as they are written, or right after the one that they name."""
    if not isinstance(raw, Mapping):
        keyed.wrong(key, say("a table is needed"))
        return Table()
    below = {name: given.get("after") for name, given in raw.items() if isinstance(given, Mapping) and "after" in given}
    order = [name for name in raw if name not in below]
    for name, other in below.items():
        if other not in order:
            keyed.wrong(f"{key}.{name}.after", say("there is no layer {name}", name=str(other)))
        order.insert(order.index(other) + 1 if other in order else len(order), name)
    layers = {name: _layer(keyed, raw[name], f"{key}.{name}") for name in order}
    _check_names(keyed, layers, key)
    _check_fields(keyed, layers, key, fields)
    return Table(tuple(layers.items()))


@dataclass(frozen=True, slots=True)
class _Kind:
    """The keys that a kind of layer must and may have, and its reader."""

    read: Callable[[Keyed, Raw, str], Paint]
    wanted: tuple[str, ...]
    optional: tuple[str, ...] = ()


def _layer(keyed: Keyed, raw: object, key: str) -> LayerStyle:
    table: Raw = raw if isinstance(raw, Mapping) else {}
    name = keyed.one_of(table.get("kind"), f"{key}.kind", tuple(KINDS))
    if table.get("kind") != name:
        return LayerStyle(Panel(None, ()), box=NOWHERE)
    kind = KINDS[name]
    optional = tuple(part for part in (*kind.optional, *PLACED, "box") if part not in kind.wanted)
    given = keyed.names(raw, key, ("kind", *kind.wanted), optional)
    words = {part: keyed.text(given.get(part, ""), f"{key}.{part}") for part in ("beside", "inside", "joins", "needs")}
    lengths = {part: keyed.number(given.get(part, 0), f"{key}.{part}") for part in ("thick", "gap", "space")}
    return LayerStyle(
        paint=kind.read(keyed, given, key),
        box=keyed.box(given["box"], f"{key}.box") if "box" in given else None,
        beside=words["beside"],
        side=cast(Side, keyed.one_of(given.get("side", "left"), f"{key}.side", get_args(Side))),
        thick=lengths["thick"],
        gap=lengths["gap"],
        inside=words["inside"],
        space=lengths["space"],
        joins=words["joins"],
        needs=words["needs"],
        moves=_moves(keyed, given, key),
        under=given.get("under") is True,
    )


def _moves(keyed: Keyed, given: Raw, key: str) -> Moves:
    """A layer's own motion, or one that the pack names."""
    moves = Moves()
    if "motion" in given:
        name = keyed.one_of(given["motion"], f"{key}.motion", keyed.motions.names() or ("",))
        moves = keyed.motions.get(name, moves)
    own = {part: given[part] for part in ("in", "out") if part in given}
    read = keyed.moves(own, key)
    return Moves(read.enter if "in" in own else moves.enter, read.leave if "out" in own else moves.leave)


def _check_names(keyed: Keyed, layers: Mapping[str, LayerStyle], key: str) -> None:
    """Every layer that another one names is there, and none stands by itself in a circle."""
    for name, layer in layers.items():
        held = layer.paint.holds if isinstance(layer.paint, Panel) else ()
        covered = layer.paint.covers if isinstance(layer.paint, Panel) else ""
        named = {"beside": layer.beside, "inside": layer.inside, "joins": layer.joins, "covers": covered}
        for part, other in (*named.items(), *(("holds", other) for other in held)):
            if other and other not in layers:
                keyed.wrong(f"{key}.{name}.{part}", say("there is no layer {name}", name=other))
        if not any((layer.box, layer.beside, layer.inside, isinstance(layer.paint, Backdrop | Slant))):
            keyed.wrong(f"{key}.{name}", say("it needs a box, or a layer that it stands beside or inside"))
        if _circles(layers, name, True) or _circles(layers, name, False):
            keyed.wrong(f"{key}.{name}", say("its place depends on itself"))


def _check_fields(keyed: Keyed, layers: Mapping[str, LayerStyle], key: str, fields: tuple[str, ...]) -> None:
    """Every field that a layer shows or needs is one that the plate has."""
    for name, layer in layers.items():
        needed = layer.needs.removeprefix("!")
        if needed:
            keyed.one_of(needed, f"{key}.{name}.needs", (*fields, "picture"))
        if isinstance(layer.paint, Words):
            if layer.paint.field:
                keyed.one_of(layer.paint.field, f"{key}.{name}.field", fields)
            for part in (layer.paint.word, layer.paint.before):
                if part:
                    keyed.one_of(part, f"{key}.{name}", parts.WORDS)


def _circles(layers: Mapping[str, LayerStyle], name: str, is_across: bool) -> bool:
    """Whether a layer's place, across or down, is told by layers that are told by it."""
    seen, waiting = set[str](), list(_told_by(layers, name, is_across))
    while waiting:
        other = waiting.pop()
        if other == name:
            return True
        if other in layers and other not in seen:
            seen.add(other)
            waiting.extend(_told_by(layers, other, is_across))
    return False


def _told_by(layers: Mapping[str, LayerStyle], name: str, is_across: bool) -> Iterator[str]:
    """The layers that a layer's place is told by; one above or below another stands by its own box across."""
    layer = layers[name]
    stands_alone = is_across and layer.side in ("above", "below") and layer.box is not None
    covers = layer.paint.covers if isinstance(layer.paint, Panel) and is_across else ""
    yield from (other for other in ("" if stands_alone else layer.beside, layer.inside, layer.joins, covers) if other)
    yield from (
        other for other, holder in layers.items() if isinstance(holder.paint, Panel) and name in holder.paint.holds
    )


# --- kinds ------------------------------------------------------------------------------------------------------------


def _words(keyed: Keyed, given: Raw, key: str) -> Words:
    lines = given.get("lines", 1)
    few, most = keyed.pair(lines, f"{key}.lines") if isinstance(lines, list) else (0, lines)
    own = {part: given[part] for part in (*TEXT, *TEXT_OPTIONAL) if part in given} | {"lines": most}
    words = {part: keyed.text(given[part], f"{key}.{part}") for part in ("field", "word", "before") if part in given}
    if not words.get("word"):
        words.setdefault("field", key.rpartition(".")[2])
    return Words(keyed.text_box(own, key), bare=given.get("bare") is True, few=few, **words)


def _rectangle(keyed: Keyed, given: Raw, key: str) -> Fill:
    return Fill(keyed.named_colour(given.get("colour"), f"{key}.colour"))


def _gradient(keyed: Keyed, given: Raw, key: str) -> Fill:
    colours = given.get("colours")
    if not (isinstance(colours, list) and len(colours) == 2):
        keyed.wrong(f"{key}.colours", say("two colours in brackets are needed"))
        colours = [None, None]
    first, last = (keyed.named_colour(colour, f"{key}.colours") for colour in colours)
    towards = keyed.one_of(given.get("towards", "below"), f"{key}.towards", get_args(Side))
    return Fill(first, last, cast(Side, towards))


def _panel(keyed: Keyed, given: Raw, key: str) -> Panel:
    return Panel(
        colour=keyed.named_colour(given["colour"], f"{key}.colour") if "colour" in given else None,
        holds=keyed.listed(given.get("holds", []), f"{key}.holds"),
        stands=keyed.listed(given.get("stands", ["top", "left"]), f"{key}.stands", EDGES),
        hugs=keyed.listed(given.get("hugs", list(HUGS)), f"{key}.hugs", HUGS),
        pad=keyed.pair(given.get("pad", [0, 0]), f"{key}.pad"),
        least=keyed.number(given.get("least", 0), f"{key}.least"),
        covers=keyed.text(given.get("covers", ""), f"{key}.covers"),
        step=keyed.pair(given.get("step", [12, 12]), f"{key}.step"),
    )


def _image(keyed: Keyed, given: Raw, key: str) -> Delivered:
    return Delivered(
        files=delivered(keyed, given.get("file"), f"{key}.file"),
        fit=cast(Fit, keyed.one_of(given.get("fit", "contain"), f"{key}.fit", get_args(Fit))),
        align=cast(Align, keyed.one_of(given.get("align", "centre"), f"{key}.align", get_args(Align))),
    )


def delivered(keyed: Keyed, raw: object, key: str) -> tuple[File, ...]:
    """The files of a delivered picture: a PNG, a MOV or WebM, or all PNG files of a folder in the order of their names."""
    if raw is None:
        return ()
    name = keyed.text(raw, key)
    folder = keyed.folder / name
    if folder.is_dir():
        names = sorted(path.name for path in folder.iterdir() if path.suffix.lower() == ".png")
        if not names:
            keyed.wrong(key, say("the folder {file} holds no PNG files", file=name))
        return tuple(keyed.file(f"{name}/{each}", key) for each in names)
    if Path(name).suffix.lower() not in (".png", *MOVING):
        keyed.wrong(key, say("a PNG, MOV or WebM file is needed, or a folder of PNG files"))
    return (keyed.file(name, key),)


def _logo(keyed: Keyed, given: Raw, key: str) -> Logo:
    return Logo(cast(Align, keyed.one_of(given.get("align", "left"), f"{key}.align", get_args(Align))))


def _picture(keyed: Keyed, given: Raw, key: str) -> Photo:
    return Photo(*(keyed.number(given.get(part, 0), f"{key}.{part}") for part in ("number", "shade")))


def _glyph(keyed: Keyed, given: Raw, key: str) -> Glyph:
    character = keyed.text(given.get("character", ""), f"{key}.character")
    font = given.get("font", "")
    if font not in keyed.fonts and "font" in given:
        keyed.wrong(
            f"{key}.font",
            say("there is no font {name}; fonts are: {known}", name=str(font), known=", ".join(keyed.fonts.names())),
        )
    colour = keyed.named_colour(given.get("colour"), f"{key}.colour")
    return Glyph(character, keyed.fonts.get(font, NO_FONT), colour)


def _planes(keyed: Keyed, given: Raw, key: str) -> Slant:
    front, back = (keyed.named_colour(given.get(part), f"{key}.{part}") for part in ("front", "back"))
    return Slant(front, back, keyed.pair(given.get("edges", [0, 0]), f"{key}.edges"))


def _ground(keyed: Keyed, given: Raw, key: str) -> Backdrop:
    return Backdrop(keyed.one_of(given.get("ground"), f"{key}.ground", keyed.grounds or ("",)))


KINDS: Mapping[str, _Kind] = {
    "text": _Kind(_words, TEXT, (*TEXT_OPTIONAL, "field", "word", "before", "bare")),
    "rectangle": _Kind(_rectangle, ("colour",)),
    "gradient": _Kind(_gradient, ("colours",), ("towards",)),
    "panel": _Kind(_panel, ("holds",), ("colour", "stands", "hugs", "pad", "least", "covers", "step")),
    "image": _Kind(_image, ("file",), ("fit", "align")),
    "logo": _Kind(_logo, (), ("align",)),
    "picture": _Kind(_picture, (), ("number", "shade")),
    "glyph": _Kind(_glyph, ("character", "font", "colour")),
    "planes": _Kind(_planes, ("front", "back", "edges")),
    "ground": _Kind(_ground, ("ground",)),
}
"""Every kind of layer that a designer may use."""
