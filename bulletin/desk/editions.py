"""Which edition of the brand pack a script asks for, and whether its day lies in that season."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path

from bulletin.brand.pack import Pack, read_pack
from bulletin.brand.style import Edition, Shape
from bulletin.errors import BadInput, Place
from bulletin.messages import say
from bulletin.script.values import Script


def pack_of(folder: Path, script: Script | None, shape: Shape, read: Callable[..., Pack] = read_pack) -> Pack:
    """The pack as the script's day wants it. Raises BadInput for an edition that is unknown or out of season, and what
    reading a pack raises."""
    pack = read(folder, shape)
    if script is None or script.edition is None:
        return pack
    found = edition_named(pack, script.edition.words, script.edition.place)
    if not found.first <= script.date <= found.last:
        raise BadInput(
            say("The edition {name} is not for {day}", name=found.name, day=_day(script.date)),
            script.edition.place,
            say("Editions are: {known}. Or take the line out.", known=_listed(pack.editions)),
        )
    return read(folder, shape, found.key)


def edition_named(pack: Pack, name: str, place: Place | None = None) -> Edition:
    """An edition of the pack by its name or key. Raises BadInput with those there are."""
    found = next((edition for edition in pack.editions if _plain(name) in (_plain(edition.name), edition.key)), None)
    if found is None:
        known = say("Editions are: {known}. Or take the line out.", known=_listed(pack.editions))
        none = say("The brand pack has no editions. Take the line out.")
        raise BadInput(
            say("The brand pack has no edition named {name}", name=name), place, known if pack.editions else none
        )
    return found


def _listed(editions: tuple[Edition, ...]) -> str:
    return ", ".join(f"{edition.name} ({_day(edition.first)} – {_day(edition.last)})" for edition in editions)


def _day(day: object) -> str:
    year, month, number = str(day).split("-")
    return f"{int(number)}.{int(month)}.{year}"


def _plain(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())
