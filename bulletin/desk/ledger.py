"""The ledger of pictures: every picture and clip of a programme with its credit, its file, its stories and its time on screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from bulletin.rundown.values import Asset, Card, Footage, Shot, Still
from bulletin.script.values import Picture
from bulletin.timing import FRAME_RATE


@dataclass(slots=True)
class _Entry:
    asset: Asset
    credit: str = ""
    frames: int = 0
    stories: dict[str, None] = field(default_factory=dict)


def ledger(shots: Iterable[Shot], pictures: Iterable[Picture], assets: Mapping[str, Asset]) -> list[dict[str, Any]]:
    """One entry a file, in the order seen. `pictures` are those that the script names, with their `assets` by reference;
    a story taken over as it is brings its credits along in its shots. Held frames under joins are not counted."""
    named = {assets[picture.path].digest: picture for picture in pictures if picture.path in assets}
    found: dict[str, _Entry] = {}
    for shot in shots:
        shown = dict.fromkeys(asset.digest for asset in _shown(shot))
        by_digest = {asset.digest: asset for asset in _shown(shot)}
        for digest in shown:
            entry = found.setdefault(digest, _Entry(by_digest[digest]))
            entry.frames += shot.length
            entry.stories.setdefault(shot.slug)
            entry.credit = entry.credit or (_credit(shot) if len(shown) == 1 else "")
    return [_facts(digest, entry, named.get(digest)) for digest, entry in found.items()]


def _facts(digest: str, entry: _Entry, picture: Picture | None) -> dict[str, Any]:
    credit = picture.credit if picture else None
    return {
        "path": picture.path if picture else entry.asset.path.rpartition("/")[2],
        "credit": credit.text if credit else entry.credit,
        "kind": credit.kind if credit else "",
        "digest": digest,
        "stories": [slug for slug in entry.stories if slug],
        "frames": entry.frames,
        "seconds": entry.frames / FRAME_RATE,
    }


def _shown(shot: Shot) -> Iterator[Asset]:
    """The files that a shot shows, on its ground and on its plates."""
    ground = shot.ground
    if isinstance(ground, Still):
        yield ground.asset
    elif isinstance(ground, Footage):
        yield ground.clip
    elif isinstance(ground, Card):
        yield from ground.plate.pictures
    for overlay in shot.overlays:
        yield from overlay.plate.pictures


def _credit(shot: Shot) -> str:
    words = (overlay.plate.words("text") for overlay in shot.overlays if overlay.plate.kind == "credit")
    return str(next(words, ""))
