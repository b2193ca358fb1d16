"""The reference: a minute of moving stills with plates, four of them real photographs."""

from __future__ import annotations

from dataclasses import replace
from importlib.util import find_spec
from itertools import islice
from pathlib import Path

from bulletin.brand.pack import read_pack
from bulletin.picture.photos import examine
from bulletin.picture.render import ChunkJob, chunk_jobs
from bulletin.picture.values import PROFILES, Look, Profile
from bulletin.rundown.values import Asset, Entry, Held, Overlay, Plate, Shot, Still
from bulletin.script.values import Move

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "assets" / "pictures"
PACKAGE, FOLDER = "theme_material_kit", Path("static", "assets", "img")
"""Where real photographs lie when the extra `bench` is installed; it belongs to a Django theme, which is not run."""
PHOTOGRAPHS = ("city-profile.jpg", "bg5.jpg", "bg10.jpg", "bg0.jpg")
"""A city at night, a castle in woods, a library, a man before the sea: 2000 to 2880 pixels wide, but the first, of 1740
pixels, which is enlarged by a tenth and more."""
SHOTS, LENGTH = 12, 125
"""Twelve shots of 5 s, so that 1, 2, 3, 4 or 6 processes have the same work; each is one chunk."""
DISSOLVE = 10
MOVES: tuple[Move, ...] = ("in", "right", "out", "left")
BUG = Overlay(Plate("bug"), None, None)
CREDIT = Overlay(Plate("credit", (("text", "Tranh: Lao Động TV"),)), None, None)
STRAP = Plate("strap", (("title", "Ba mức lương người lao động cần nhớ"), ("section", "Quyền lợi")))
NAME = Plate("lower_third", (("name", "Nguyễn Thị Lan"), ("role", "Tổ trưởng công đoàn")))


def look(store: Path, profile: Profile = PROFILES["final"]) -> Look:
    """The station's brand."""
    return Look(read_pack(ROOT / "templates" / "laodong"), profile, store)


def shots() -> tuple[Shot, ...]:
    """The reference: every picture moves under bug and credit; straps and names come and go; every second shot dissolves.

    Every third picture is a photograph, the others are the sample's own, drawn ones."""
    made: list[Shot] = []
    for number, asset in enumerate(_pictures()):
        still = Still(asset, move=MOVES[number % len(MOVES)], framing="close" if number % 3 == 2 else "wide")
        shot = Shot(LENGTH, still, (CREDIT, _words(number), BUG))
        if number % 2:
            before = Held(replace(made[-1], entry=None), LENGTH - 1)
            shot = replace(shot, entry=Entry("dissolve", DISSOLVE, before))
        made.append(shot)
    return tuple(made)


def jobs(seen: Look) -> tuple[ChunkJob, ...]:
    """The reference as chunks to be made, in order."""
    return tuple(job for shot in shots() for job in chunk_jobs(shot, seen))


def plain_shot(length: int, move: Move = "in") -> Shot:
    """One moving photograph with bug, strap and credit."""
    return Shot(length, Still(photographs()[1], move=move), (CREDIT, Overlay(STRAP, 0, None), BUG))


def photographs() -> tuple[Asset, ...]:
    """The real photographs. Raises RuntimeError when the package that brings them is not installed."""
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError("the benchmark's photographs are missing: pip install -c constraints.txt -e '.[bench]'")
    folder = Path(spec.submodule_search_locations[0]) / FOLDER
    return tuple(_asset(folder / name) for name in PHOTOGRAPHS)


def _pictures() -> tuple[Asset, ...]:
    """A picture for every shot, photographs first of every three."""
    real, drawn = iter(photographs()), iter(_drawn(SHOTS - len(PHOTOGRAPHS)))
    return tuple(next(drawn if number % 3 else real) for number in range(SHOTS))


def _words(number: int) -> Overlay:
    return Overlay(STRAP, 12, 110) if number % 2 else Overlay(NAME, 20, None)


def _drawn(count: int) -> tuple[Asset, ...]:
    """So many of the sample's pictures that fill the frame, in the order of their names."""
    assets = (_asset(path) for path in sorted(PICTURES.glob("*.jpg")))
    found = tuple(islice((asset for asset in assets if asset.width > asset.height), count))
    if len(found) < count:
        raise RuntimeError(f"{count} wide pictures are needed in {PICTURES.relative_to(ROOT)}, {len(found)} are there")
    return found


def _asset(path: Path) -> Asset:
    facts = examine(path)
    return Asset(str(path), facts.digest, facts.width, facts.height)
