"""A pack in mourning: its colours become what the pack says, wherever its plates use them."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from bulletin.brand.pack import Pack
from bulletin.brand.style import Backdrop, Colour
from bulletin.rundown.values import Plate

FIELD = ("tone", "mourning")


def toned(pack: Pack, plate: Plate) -> Pack:
    """The pack that a plate is drawn from: its own, or in mourning that in other colours."""
    return in_mourning(pack, _is_on_dark(pack, plate.kind)) if FIELD in plate.fields else pack


DARK = 96
"""The mean code value below which a ground is dark."""


def _is_on_dark(pack: Pack, kind: str) -> bool:
    """Whether a plate stands on one of the pack's dark grounds."""
    style = pack.plate(kind)
    paints = (layer.paint for _, layer in style.layers.rows)
    name = next((paint.name for paint in paints if isinstance(paint, Backdrop)), style.ground)
    return bool(name) and sum(pack.grounds[name].base.rgb) < 3 * DARK


@lru_cache(maxsize=4)
def in_mourning(pack: Pack, on_dark: bool) -> Pack:
    """All the pack's plates in the colours of mourning."""
    rule = pack.mourning["on_dark" if on_dark else "on_light"]
    becomes = {pack.colours[name].rgb: pack.colours[other].rgb for name, other in rule.rows}
    return dataclasses.replace(pack, plates=_recoloured(pack.plates, becomes), mark=_recoloured(pack.mark, becomes))


def _recoloured(value: Any, becomes: Mapping[tuple[int, int, int], tuple[int, int, int]]) -> Any:
    """A value with other colours in it, as opaque as they were."""
    if isinstance(value, Colour):
        return Colour(*becomes.get(value.rgb, value.rgb), value.alpha)
    if isinstance(value, tuple):
        return tuple(_recoloured(part, becomes) for part in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = dataclasses.fields(value)
        return dataclasses.replace(
            value, **{field.name: _recoloured(getattr(value, field.name), becomes) for field in fields}
        )
    return value
