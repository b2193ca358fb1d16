"""Layouts of the plates that stand on a shot: bug, straps, name strap, credit, tag, label, headline, date of the opener."""

from __future__ import annotations

from dataclasses import replace
from math import ceil

from bulletin.brand.layouts.values import Layout, moved, set_fields, units, words_of
from bulletin.brand.pack import Pack
from bulletin.brand.style import Box
from bulletin.brand.text import Setting, typeset, typeset_short
from bulletin.rundown.values import Plate

ANYWHERE = Box(0, 0, 10_000, 10_000)


def bug(pack: Pack, _plate: Plate) -> Layout:
    """The wordmark, ending at the right edge of the mark's box."""
    return wordmark(pack, pack.plate("bug").boxes["mark"], at_right=True)


def wordmark(pack: Pack, box: Box, at_right: bool = False) -> Layout:
    """The name and TV on two blocks as high as `box`, at its left or right edge; everything grows with the height.

    The block of TV is framed in the colour of the name (box `frame`), so that it keeps its shape on paper."""
    style = pack.plate("bug")
    grown = box.height / style.boxes["mark"].height
    pad, edge = style.numbers["pad"] * grown, round(style.numbers["edge"] * grown)
    settings = {}
    for name in ("name", "tv"):
        size = round(style.texts[name].largest * grown)
        text = replace(style.texts[name], box=ANYWHERE, largest=size, smallest=size)
        settings[name] = typeset(text, pack.words[name])
    widths = [units(setting.width + 2 * pad) for setting in settings.values()]
    x = box.right - sum(widths) if at_right else box.x
    name_block = Box(x, box.y, widths[0], box.height)
    frame = Box(name_block.right, box.y, widths[1], box.height)
    inside = Box(frame.x, frame.y + edge, frame.width - edge, frame.height - 2 * edge)
    boxes = {"name": name_block, "frame": frame, "tv": inside}
    return Layout({name: _centred(setting, boxes[name]) for name, setting in settings.items()}, boxes)


def strap(pack: Pack, plate: Plate) -> Layout:
    """The headline on its panel, whose lower edge stands; the section's tag on top of it."""
    style = pack.plate(plate.kind)
    section = pack.words["breaking"] if plate.kind == "breaking" else words_of(plate, "section")
    title = typeset(style.texts["title"], words_of(plate, "title"))
    bar, pad = style.numbers["bar"], style.numbers["pad"]
    base = style.boxes["panel"]
    height = units(title.height + 2 * style.numbers["above"])
    tag_style = style.texts["section"]
    settings, tag_width = {}, 0
    if section.strip():
        tag = typeset(tag_style, section)
        tag_width = units(tag.width + bar + pad)
        room = Box(
            base.x + bar + pad // 3, base.bottom - height - tag_style.box.height, tag_width - bar, tag_style.box.height
        )
        settings["section"] = moved(tag, room)
    width = _hugging(bar + 2 * pad + title.width, max(style.numbers["narrowest"], tag_width), base.width)
    panel = Box(base.x + bar, base.bottom - height, width - bar, height)
    settings["title"] = moved(title, Box(panel.x + pad, panel.y, base.width - bar - 2 * pad, height))
    boxes = {"bar": Box(base.x, panel.y, bar, height), "panel": panel}
    if section.strip():
        boxes["section"] = Box(base.x, panel.y - tag_style.box.height, tag_width, tag_style.box.height)
    return Layout(settings, boxes)


def lower_third(pack: Pack, plate: Plate) -> Layout:
    """The name over the role on a panel that is as high as both."""
    style = pack.plate(plate.kind)
    settings = set_fields(plate, {"name": style.texts["name"], "role": style.texts["role"]})
    edge, pad, above = (style.numbers[name] for name in ("edge", "pad", "above"))
    base = style.boxes["panel"]
    height = units(sum(setting.height for setting in settings.values()) + 2 * above)
    widest = max((setting.width for setting in settings.values()), default=0.0)
    width = _hugging(edge + 2 * pad + widest, style.numbers["narrowest"], base.width)
    panel = Box(base.x + edge, base.bottom - height, width - edge, height)
    top = panel.y + (height - sum(setting.height for setting in settings.values())) // 2
    for name, setting in settings.items():
        settings[name] = moved(setting, Box(panel.x + pad, top, base.width - edge - 2 * pad, setting.height))
        top += setting.height
    return Layout(settings, {"edge": Box(base.x, panel.y, edge, height), "panel": panel})


def badge(pack: Pack, plate: Plate) -> Layout:
    """A small plate around one text: its edge on the text box's outer side, its width that of the words."""
    style = pack.plate(plate.kind)
    text = style.texts["text"]
    setting = typeset(text, words_of(plate, "text"))
    edge, pad, above = (style.numbers[name] for name in ("edge", "pad", "above"))
    width = ceil(setting.width / 2 + pad) * 2
    height = units(setting.height + 2 * above)
    y = text.box.bottom - height if text.anchor == "bottom" else text.box.y
    x = int(text.box.right + pad - width) if text.align == "right" else text.box.x - pad
    panel = Box(x, y, width, height)
    middle = Box(text.box.x, y + (height - setting.height) // 2, text.box.width, setting.height)
    boxes = {"edge": Box(x - edge, y, edge, height)} if edge else {}
    return Layout({"text": moved(setting, middle)}, {**boxes, "panel": panel})


def ribbon(pack: Pack, _plate: Plate) -> Layout:
    """The sign of mourning has no words."""
    return Layout({}, {"ribbon": pack.plate("ribbon").boxes["ribbon"]})


def headline(pack: Pack, plate: Plate) -> Layout:
    """The number on its block beside the line."""
    style = pack.plate(plate.kind)
    line = typeset_short(style.texts["line"], words_of(plate, "line"))
    base, block, pad = style.boxes["panel"], style.boxes["number"], style.numbers["pad"]
    height = units(line.height + 2 * style.numbers["above"])
    y = base.bottom - height
    number_box = Box(block.x, y, block.width, height)
    width = _hugging(block.width + 2 * pad + line.width, style.numbers["narrowest"], base.width)
    panel = Box(number_box.right, y, width - block.width, height)
    settings = {"line": moved(line, Box(panel.x + pad, y, base.width - block.width - 2 * pad, height))}
    if words_of(plate, "number").strip():
        settings["number"] = moved(typeset(style.texts["number"], words_of(plate, "number")), number_box)
    return Layout(settings, {"number": number_box, "panel": panel})


def opener_date(pack: Pack, plate: Plate) -> Layout:
    """The date in the middle, a note on its own small plate below."""
    style = pack.plate(plate.kind)
    settings = set_fields(plate, {"date": style.texts["date"], "note": style.texts["note"]})
    pad, boxes = style.numbers["pad"], {}
    for name, setting in settings.items():
        width = ceil(setting.width / 2 + pad) * 2
        box = setting.style.box
        boxes[name] = Box(box.x + (box.width - width) // 2, box.y, width, box.height)
    return Layout(settings, boxes)


def _hugging(width: float, narrowest: int, widest: int) -> int:
    return min(max(units(width), narrowest), widest)


def _centred(setting: Setting, box: Box) -> Setting:
    left = box.x + (box.width - setting.width) / 2
    return moved(setting, Box(round(left), box.y, -(-int(setting.width) // 2) * 2 + 2, box.height))
