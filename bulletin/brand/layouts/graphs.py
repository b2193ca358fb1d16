"""Layouts of the graphs: a line over time, and shares of a whole."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from math import floor, log10
from typing import cast

from bulletin.brand.layouts.cards import sourced
from bulletin.brand.layouts.values import UNIT, Layout, moved, placed, rows_of, set_fields, words_of
from bulletin.brand.pack import Pack
from bulletin.brand.style import Align, Box, PlateStyle, TextBox
from bulletin.brand.text import Setting, typeset, width_of
from bulletin.rundown.figures import Figure, figures_of, value_of
from bulletin.rundown.values import Plate

TICKS = 4
MOST_FIGURES = 8
"""Points up to which every one shows its figure, where there is room; else only the first, the last, the highest and the lit
one do."""
CROWDED, CAPITALS = 1.5, 0.74
FROM_ZERO = 0.6
"""A scale begins at zero unless the smallest value is above this part of the largest."""


def line(pack: Pack, plate: Plate) -> Layout:
    """Boxes `tick0` … (the lines of the scale) and `point0` …; settings `tick0` …, `label0` …, `figure0` …"""
    style = pack.plate(plate.kind)
    rows = rows_of(plate, "rows")
    figures = figures_of(rows) or ()
    settings, boxes = _titled(pack, plate, style), {"rule": style.boxes["rule"]}
    values = [value_of(figure) for figure in figures]
    scale = _scale(values)
    plot, dot = style.boxes["plot"], style.numbers["dot"]
    high = plot.height / (scale[-1] - scale[0])
    for index, tick in enumerate(scale):
        y = round(plot.bottom - (tick - scale[0]) * high)
        boxes[f"tick{index}"] = Box(plot.x, y - 1, plot.width, 2)
        room = Box(style.texts["tick"].box.x, y - 24, plot.x - style.texts["tick"].box.x - 2 * UNIT, 48)
        settings[f"tick{index}"] = typeset(placed(style.texts["tick"], room), _ticked(figures[0], tick))
    step = plot.width / max(1, len(rows))
    are_many = len(rows) > MOST_FIGURES or _are_wider(style.texts["figure"], rows, step)
    for index, (value, along) in enumerate(zip(values, _along([row[0] for row in rows]), strict=True)):
        x = round(plot.x + step / 2 + along * (plot.width - step))
        y = round(plot.bottom - (value - scale[0]) * high)
        boxes[f"point{index}"] = Box(x - dot // 2, y - dot // 2, dot, dot)
        below = Box(round(x - step / 2), plot.bottom + UNIT, round(step), style.texts["label"].box.height)
        settings[f"label{index}"] = typeset(placed(style.texts["label"], below), rows[index][0])
        if not are_many or _is_told(index, plate, values):
            settings[f"figure{index}"] = _right_of(
                plot.x, _beside(style.texts["figure"], rows[index][1], (x, y), (index, values))
            )
    return Layout(_apart(_alike(settings), plate, values), boxes)


def share(pack: Pack, plate: Plate) -> Layout:
    """Boxes `part0` … (along the bar), `swatch0` … and `row0` …; settings `label0` … and `figure0.1` …"""
    style = pack.plate(plate.kind)
    rows = rows_of(plate, "rows")
    settings, boxes = _titled(pack, plate, style), {"rule": style.boxes["rule"]}
    values = [value_of(figure) for figure in figures_of(rows) or ()]
    bar, area, gap, swatch = style.boxes["bar"], style.boxes["rows"], style.numbers["gap"], style.numbers["swatch"]
    height = min(style.numbers["row"], area.height // max(1, len(rows)) // UNIT * UNIT)
    done = 0.0
    for index, (row, value) in enumerate(zip(rows, values, strict=False)):
        left, right = (round(bar.x + bar.width * part / sum(values)) for part in (done, done + value))
        is_last = index == len(rows) - 1
        boxes[f"part{index}"] = Box(left, bar.y, max(2, right - left - (0 if is_last else gap)), bar.height)
        done += value
        box = Box(area.x, area.y + index * height, area.width, height)
        boxes[f"row{index}"] = box
        boxes[f"swatch{index}"] = Box(box.x, box.y + (height - swatch) // 2, swatch, swatch)
        words = Box(box.x + 2 * swatch, box.y, area.width - 2 * swatch - style.numbers["figure_width"], height)
        figure = Box(box.right - style.numbers["figure_width"], box.y, style.numbers["figure_width"], height)
        settings[f"label{index}"] = typeset(_sized(style.texts["label"], words), row[0])
        settings[f"figure{index}.1"] = typeset(_sized(style.texts["figure"], figure), row[1])
    return Layout(_alike(settings), boxes)


def _titled(pack: Pack, plate: Plate, style: PlateStyle) -> dict[str, Setting]:
    settings = set_fields(plate, {name: style.texts[name] for name in ("title", "unit")})
    if words_of(plate, "source").strip():
        settings["source"] = typeset(style.texts["source"], sourced(pack, words_of(plate, "source")))
    return settings


def _scale(values: list[float]) -> list[float]:
    """Round numbers from below the smallest value to above the largest."""
    most = max(values, default=1.0) or 1.0
    least = min(values, default=0.0)
    base = least if least > FROM_ZERO * most else 0.0
    rough = max(most - base, most / 100) / TICKS
    unit = 10.0 ** floor(log10(rough))
    step = next(unit * factor for factor in (1, 2, 2.5, 5, 10) if unit * factor >= rough)
    first = floor(base / step) * step
    if first > 0 and least - first < step / 2:  # room under the lowest point
        first -= step
    made = [first]
    while made[-1] < most:
        made.append(first + step * len(made))
    return made


def _ticked(figure: Figure, value: float) -> str:
    """A number of the scale as the table writes its figures, without needless decimals."""
    whole = round(value * 10**figure.decimals)
    written = replace(figure, before="", after="", grouped=figure.grouped or abs(value) >= 10_000).written(whole)
    return written.rstrip("0").rstrip(",") if "," in written else written


def _are_wider(text: TextBox, rows: tuple[tuple[str, ...], ...], step: float) -> bool:
    """Whether figures are so much wider than the way from point to point that neighbours would touch even on a slope."""
    return max((width_of(row[1], text) for row in rows), default=0.0) * text.largest > CROWDED * step


def _is_told(index: int, plate: Plate, values: list[float]) -> bool:
    lit = rows_of(plate, "rows")[index][0] == words_of(plate, "highlight")
    return lit or index in (0, len(values) - 1, values.index(max(values)))


def _apart(settings: dict[str, Setting], plate: Plate, values: list[float]) -> dict[str, Setting]:
    """Without figures that would lie on others: the first, the last, the highest and the lit one stay before the rest."""
    figures = [name for name in settings if name.startswith("figure")]
    kept: list[str] = []
    for name in sorted(figures, key=lambda name: not _is_told(int(name.removeprefix("figure")), plate, values)):
        if not any(_touch(settings[name], settings[other]) for other in kept):
            kept.append(name)
    return {name: setting for name, setting in settings.items() if name not in figures or name in kept}


def _touch(one: Setting, other: Setting) -> bool:
    is_level = abs(one.style.box.y - other.style.box.y) < CAPITALS * max(one.size, other.size)
    return is_level and one.left(0) < other.left(0) + other.width and other.left(0) < one.left(0) + one.width


def _along(labels: list[str]) -> list[float]:
    """How far along the line each point stands, 0 to 1: years by their distance, anything else evenly."""
    if all(label.strip().isdigit() and len(label.strip()) == 4 for label in labels):
        years = [int(label) for label in labels]
        if all(later > earlier for earlier, later in pairwise(years)) and len(years) > 1:
            return [(year - years[0]) / (years[-1] - years[0]) for year in years]
    return [index / max(1, len(labels) - 1) for index in range(len(labels))]


def _beside(text: TextBox, words: str, at: tuple[int, int], of: tuple[int, list[float]]) -> Setting:
    """A figure where the line does not run: over its point on the side that the line comes up from or goes down to, under
    it where the line comes down from both sides."""
    index, values = of
    before = values[index] - values[index - 1] if index else 0.0
    after = values[index + 1] - values[index] if index < len(values) - 1 else 0.0
    width, height = text.box.width, text.box.height
    is_valley = before < 0 < after
    top = at[1] + 2 * UNIT if is_valley else at[1] - 2 * UNIT - height
    is_rising, is_falling = before >= 0 and after > 0, before <= 0 and after < 0
    if is_rising:
        left, align = at[0] + 2 * UNIT - width, "right"
    elif is_falling:
        left, align = at[0] - 2 * UNIT, "left"
    else:
        left, align = at[0] - width // 2, "centre"
    return typeset(replace(placed(text, Box(max(0, left), top, width, height)), align=cast(Align, align)), words)


def _right_of(x: int, setting: Setting) -> Setting:
    """A figure that keeps clear of the scale's numbers; what is moved over the line is lifted off it."""
    box, over = setting.style.box, x - floor(setting.left(0))
    if over <= 0:
        return setting
    is_far = over * 3 > setting.width  # the line would run through it: it stands under its point
    return moved(setting, replace(box, x=box.x + over, y=box.y + (box.height + 4 * UNIT if is_far else -UNIT)))


def _sized(text: TextBox, box: Box) -> TextBox:
    return replace(text, box=box, largest=max(text.smallest, min(text.largest, box.height * 3 // 5)))


def _alike(settings: dict[str, Setting]) -> dict[str, Setting]:
    """All labels at the size of the smallest, and so all figures and all numbers of the scale."""
    sizes: dict[str, int] = {}
    for name, setting in settings.items():
        kind = name.rstrip("0123456789.")
        sizes[kind] = min(setting.size, sizes.get(kind, setting.size))
    return {
        name: setting
        if setting.size == (size := sizes[name.rstrip("0123456789.")])
        else typeset(replace(setting.style, largest=size), " ".join(setting.lines))
        for name, setting in settings.items()
    }
