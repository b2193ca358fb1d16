"""The layout of a plate that is wholly told by its layers: texts set, panels drawn around them, the rest beside or inside."""

from __future__ import annotations

from math import ceil

from bulletin.brand.layouts.values import Layout, moved, units, words_of
from bulletin.brand.pack import Pack
from bulletin.brand.style import Box, LayerStyle, Panel, Photo, Table, Words
from bulletin.brand.text import Setting, typeset, typeset_short
from bulletin.rundown.values import Plate

UPPER = 0.4
"""How much of the spare room stands above a block that seems to stand in the middle."""


def arranged(pack: Pack, plate: Plate, layers: Table[LayerStyle]) -> Layout:
    """Settings of the texts and boxes of all other layers that the plate shows, by the layers' names."""
    work = _Arrangement(pack, plate, dict(layers.rows))
    settings, boxes = {}, {}
    for name, layer in layers.rows:
        if not work.is_there(name):
            continue
        if isinstance(layer.paint, Words):
            settings[name] = moved(work.settings[name], work.box(name))
        else:
            boxes[name] = work.box(name)
    return Layout(settings, boxes)


def worded(pack: Pack, plate: Plate, words: Words) -> str:
    """What a text layer says on a plate."""
    said = pack.words[words.word] if words.word else words_of(plate, words.field)
    said = said.strip(' "“”') if words.bare else said
    before = pack.words[words.before] if words.before else ""
    is_said = said.casefold().startswith(before.strip().casefold())
    return said if not said.strip() or is_said else f"{before}{said}"


class _Arrangement:
    """Works out one plate; a place is worked out when it is asked for, and once."""

    def __init__(self, pack: Pack, plate: Plate, layers: dict[str, LayerStyle]) -> None:
        self.pack, self.plate, self.layers = pack, plate, layers
        self.settings = {name: made for name in layers if (made := self._set(name)) is not None}
        there = ((name, layer.paint) for name, layer in layers.items() if self._has(layer.needs))
        panels = ((name, paint) for name, paint in there if isinstance(paint, Panel))
        self._holder = {held: name for name, panel in panels for held in panel.holds}
        self._across: dict[str, tuple[int, int]] = {}
        self._down: dict[str, tuple[int, int]] = {}

    def is_there(self, name: str) -> bool:
        """Whether the plate has what a layer shows, and what it stands by."""
        layer = self.layers[name]
        stands_by = (other for other in (layer.beside, layer.inside, layer.joins) if other)
        return self._shows(name) and all(self.is_there(other) for other in stands_by)

    def box(self, name: str) -> Box:
        (x, width), (y, height) = self.across(name), self.down(name)
        return Box(x, y, width, height)

    def across(self, name: str) -> tuple[int, int]:
        """Where a layer begins and how wide it is."""
        if name not in self._across:
            self._across[name] = self._find_across(name)
        return self._across[name]

    def down(self, name: str) -> tuple[int, int]:
        """Where a layer's upper edge is and how high it is."""
        if name not in self._down:
            self._down[name] = self._find_down(name)
        return self._down[name]

    # --- what is there ------------------------------------------------------------------------------------------------

    def _shows(self, name: str) -> bool:
        """Whether the plate has what a layer shows."""
        layer = self.layers[name]
        match layer.paint:
            case Words():
                return name in self.settings
            case Photo(number=number) if number >= len(self.plate.pictures):
                return False
            case Panel(holds=holds) if holds:
                return self._has(layer.needs) and bool(self._held(name))
        return self._has(layer.needs)

    def _has(self, needs: str) -> bool:
        if not needs:
            return True
        field = needs.removeprefix("!")
        there = bool(self.plate.pictures) if field == "picture" else bool(words_of(self.plate, field).strip())
        return there != needs.startswith("!")

    def _set(self, name: str) -> Setting | None:
        words = self.layers[name].paint
        if not isinstance(words, Words) or not self._has(self.layers[name].needs):
            return None
        said = worded(self.pack, self.plate, words)
        if not said.strip():
            return None
        return typeset_short(words.style, said, words.few) if words.few else typeset(words.style, said)

    def _held(self, panel: str) -> tuple[str, ...]:
        paint = self.layers[panel].paint
        assert isinstance(paint, Panel)
        return tuple(name for name in paint.holds if self._shows(name))

    # --- places -------------------------------------------------------------------------------------------------------

    def _find_across(self, name: str) -> tuple[int, int]:
        layer, own = self.layers[name], self._own(name)
        if isinstance(layer.paint, Panel):
            x, width = self._panel_across(name, layer.paint)
        elif name in self._holder and "width" in self._panel(self._holder[name]).hugs:
            return self._held_across(name, own.width)
        elif layer.inside:
            return self.across(layer.inside)
        else:
            x, width = own.x, own.width
        is_stacked = layer.side in ("above", "below")
        if not layer.beside or (is_stacked and layer.box):
            return x, width
        at, wide = self.across(layer.beside)
        if is_stacked:
            return at, wide
        width = layer.thick or width
        return (at - layer.gap - width if layer.side == "left" else at + wide + layer.gap), width

    def _find_down(self, name: str) -> tuple[int, int]:
        layer, own = self.layers[name], self._own(name)
        if name in self._holder:
            return self._held_down(name)
        if isinstance(layer.paint, Panel):
            y, height = self._panel_down(name, layer.paint)
        elif layer.inside:
            return self.down(layer.inside)
        else:
            y, height = own.y, own.height
        if not layer.beside:
            return y, height
        at, tall = self.down(layer.beside)
        if layer.side in ("left", "right"):
            return (y, height) if isinstance(layer.paint, Panel) and layer.box else (at, tall)
        height = layer.thick or height
        return (at - layer.gap - height if layer.side == "above" else at + tall + layer.gap), height

    def _own(self, name: str) -> Box:
        layer = self.layers[name]
        return layer.box or Box(0, 0, *self.pack.size)

    def _panel(self, name: str) -> Panel:
        paint = self.layers[name].paint
        assert isinstance(paint, Panel)
        return paint

    def _size(self, name: str) -> tuple[float, int]:
        """Width and height of what a panel holds."""
        if name in self.settings:
            return self.settings[name].width, self.settings[name].height
        own, paint = self._own(name), self.layers[name].paint
        return own.width, self._panel_down(name, paint)[1] if isinstance(paint, Panel) else own.height

    def _panel_across(self, name: str, panel: Panel) -> tuple[int, int]:
        box, width = self._own(name), self._own(name).width
        if "width" in panel.hugs:
            widest = max((self._size(held)[0] for held in self._held(name)), default=0.0)
            least = panel.least
            if panel.covers and self.is_there(panel.covers):
                least = max(least, sum(self.across(panel.covers)) - box.x)
            width = min(max(_rounded(widest + 2 * panel.pad[0], panel.step[0]), least), box.width)
        spare = box.width - width
        return box.x + (spare if "right" in panel.stands else spare // 2 if "centre" in panel.stands else 0), width

    def _panel_down(self, name: str, panel: Panel) -> tuple[int, int]:
        box, height = self._own(name), self._own(name).height
        if "height" in panel.hugs:
            height = _rounded(self._content(name) + 2 * panel.pad[1], panel.step[1])
        spare = box.height - height
        if "bottom" in panel.stands:
            return box.y + spare, height
        if "middle" in panel.stands:
            return units(max(box.y, box.y + spare // 2)), height
        return box.y + (max(0, units(spare * UPPER)) if "upper" in panel.stands else 0), height

    def _content(self, panel: str) -> int:
        """How high everything is that a panel holds, with the room between."""
        held = self._held(panel)
        return sum(self._size(name)[1] for name in held) + sum(self.layers[name].space for name in held[1:])

    def _held_across(self, name: str, width: int) -> tuple[int, int]:
        holder = self._holder[name]
        panel, (x, wide) = self._panel(holder), self.across(holder)
        if "right" in panel.stands:
            return x + wide - panel.pad[0] - width, width
        return (x + (wide - width) // 2 if "centre" in panel.stands else x + panel.pad[0]), width

    def _held_down(self, name: str) -> tuple[int, int]:
        holder = self._holder[name]
        panel, (y, height) = self._panel(holder), self.down(holder)
        at = y + (0 if panel.colour is None else (height - self._content(holder)) // 2)
        for index, held in enumerate(self._held(holder)):
            at += self.layers[held].space if index else 0
            if held == name:
                break
            at += self._size(held)[1]
        return at, max(self._size(name)[1], 1)


def _rounded(length: float, step: int) -> int:
    return ceil(length / step) * step
