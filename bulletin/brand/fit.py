"""What does not fit on a plate: too long, a character that the font lacks, too many rows; measured without drawing."""

from __future__ import annotations

import re
import unicodedata

from bulletin.brand.layouts import lay_out
from bulletin.brand.pack import Pack
from bulletin.brand.shortening import shorter
from bulletin.brand.style import Words
from bulletin.brand.text import Setting
from bulletin.errors import Problem
from bulletin.messages import Message, say
from bulletin.rundown.values import Plate

NAMES: dict[str, Message] = {
    "strap.title": say("The strap"),
    "strap.section": say("The section's name"),
    "breaking.title": say("The strap"),
    "lower_third.name": say("The name on the name strap"),
    "lower_third.role": say("The role on the name strap"),
    "credit.text": say("The picture credit"),
    "tag.text": say("The place and date"),
    "label.text": say("The label"),
    "headline.line": say("The headline"),
    "headlines.line": say("The headline"),
    "opener_date.note": say("The note under the date"),
    "greeting.title": say("The bulletin's title"),
    "quotation.words": say("The quotation"),
    "quotation.name": say("The name under the quotation"),
    "quotation.role": say("The role under the quotation"),
    "list.title": say("The list's title"),
    "list.item": say("The list"),
    "table.title": say("The table's title"),
    "table.unit": say("The table's unit"),
    "table.header": say("A heading of the table"),
    "table.label": say("A row label of the table"),
    "table.figure": say("A figure of the table"),
    "table.source": say("The source"),
    "chart_line.title": say("The table's title"),
    "chart_line.unit": say("The table's unit"),
    "chart_line.label": say("A row label of the table"),
    "chart_line.figure": say("A figure of the table"),
    "chart_line.source": say("The source"),
    "chart_share.title": say("The table's title"),
    "chart_share.unit": say("The table's unit"),
    "chart_share.label": say("A row label of the table"),
    "chart_share.figure": say("A figure of the table"),
    "chart_share.source": say("The source"),
    "document.title": say("The name of the document"),
    "map.title": say("The title of the map"),
    "map.spot": say("The name of a place on the map"),
    "big_figure.figure": say("The big figure"),
    "big_figure.words": say("The words under the big figure"),
    "big_figure.source": say("The source"),
    "text_story.section": say("The section's name"),
    "text_story.title": say("The story's title"),
    "text_story.words": say("The words of the story without pictures"),
    "breaking_story.title": say("The story's title"),
    "teaser.title": say("The title of the story that comes next"),
    "byline.text": say("The line with the makers' names"),
    "part.title": say("The part's title"),
    "closer.role": say("A role in the closing credits"),
    "closer.name": say("A name in the closing credits"),
}
OTHER = say("The text on this plate")


def fit_problems(pack: Pack, plate: Plate) -> tuple[Problem, ...]:
    """Every text of the plate that does not fit, every character that its font cannot show; nothing is drawn."""
    layout = lay_out(pack, plate)
    found = [Problem(fault, plate.place, say("Shorten it or split it into two.")) for fault in layout.faults]
    seen: set[str] = set()
    for name, setting in layout.settings.items():
        for character in setting.missing:
            if character not in seen:
                seen.add(character)
                found.append(_missing(plate, setting, character))
        if setting.over:
            found.append(_too_long(plate, _field(pack, plate, name), setting))
    return tuple(found)


def _field(pack: Pack, plate: Plate, name: str) -> str:
    """The field of the plate that a text shows: a layer's own, or what an engine calls its rows by."""
    layer = pack.plate(plate.kind).layers.get(name, None)
    if layer is not None and isinstance(layer.paint, Words):
        return layer.paint.field
    return re.sub(r"[\d.]+$", "", name)


def _missing(plate: Plate, setting: Setting, character: str) -> Problem:
    code = f"U+{ord(character):04X}"
    shown = character if unicodedata.category(character)[0] not in "CZM" else unicodedata.name(character, code)
    return Problem(
        say(
            "The font {font} cannot show “{character}” ({code})",
            font=setting.style.font.label,
            character=shown,
            code=code,
        ),
        plate.place,
        say("Write it with other characters."),
    )


def _too_long(plate: Plate, name: str, setting: Setting) -> Problem:
    what = NAMES.get(f"{plate.kind}.{name}", OTHER)
    hint = say("Shorten it.")
    if setting.fitting:
        proposal = shorter(setting.style, " ".join(setting.lines), setting.fitting)
        hint = say("Shorten it, for instance: “{fitting}”", fitting=proposal.words)
        if proposal.left_out:
            left_out = ", ".join(f"“{word}”" for word in proposal.left_out)
            hint = say("Leave out {words}: “{fitting}”", words=left_out, fitting=proposal.words)
    return Problem(say("{what} is {count} characters too long", what=what, count=setting.over), plate.place, hint)
