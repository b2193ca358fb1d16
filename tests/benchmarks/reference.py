"""The reference: a minute of moving stills with plates, made of the sample's own pictures."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from bulletin.brand.pack import read_pack
from bulletin.picture.photos import examine
from bulletin.picture.render import ChunkJob, chunk_jobs
from bulletin.picture.values import PROFILES, Look
from bulletin.rundown.values import Asset, Entry, Held, Overlay, Plate, Shot, Still
from bulletin.script.values import Move

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "assets" / "pictures"
SHOTS, LENGTH = 12, 125
"""Twelve shots of 5 s, so that 1, 2, 3, 4 or 6 processes have the same work; each is one chunk."""
DISSOLVE = 10
MOVES: tuple[Move, ...] = ("in", "right", "out", "left")
BUG = Overlay(Plate("bug"), None, None)
CREDIT = Overlay(Plate("credit", (("text", "Tranh: Lao Động TV"),)), None, None)
STRAP = Plate("strap", (("title", "Ba mức lương người lao động cần nhớ"), ("section", "Quyền lợi")))
NAME = Plate("lower_third", (("name", "Nguyễn Thị Lan"), ("role", "Tổ trưởng công đoàn")))


def look(store: Path) -> Look:
    """The station's brand at the final profile."""
    return Look(read_pack(ROOT / "templates" / "laodong"), PROFILES["final"], store)


def shots() -> tuple[Shot, ...]:
    """The reference: every picture moves under bug and credit; straps and names come and go; every second shot dissolves."""
    made: list[Shot] = []
    for number, asset in enumerate(_wide(SHOTS)):
        still = Still(asset, move=MOVES[number % len(MOVES)], framing="close" if number % 3 == 2 else "wide")
        shot = Shot(LENGTH, still, (CREDIT, _words(number), BUG))
        if number % 2:
            before = Held(replace(made[-1], entry=None), LENGTH - 1)
            shot = replace(shot, entry=Entry("dissolve", DISSOLVE, before))
        made.append(shot)
    return tuple(made)


def jobs(store: Path) -> tuple[ChunkJob, ...]:
    """The reference as chunks to be made, in order."""
    seen = look(store)
    return tuple(job for shot in shots() for job in chunk_jobs(shot, seen))


def plain_shot(length: int) -> Shot:
    """One moving still with bug, strap and credit."""
    return Shot(length, Still(_wide(1)[0]), (CREDIT, Overlay(STRAP, 0, None), BUG))


def _words(number: int) -> Overlay:
    return Overlay(STRAP, 12, 110) if number % 2 else Overlay(NAME, 20, None)


def _wide(count: int) -> tuple[Asset, ...]:
    """So many pictures that fill the frame, in the order of their names."""
    found: list[Asset] = []
    for path in sorted(PICTURES.glob("*.jpg")):
        facts = examine(path)
        if facts.width > facts.height:
            found.append(Asset(str(path), facts.digest, facts.width, facts.height))
        if len(found) == count:
            return tuple(found)
    raise RuntimeError(f"{count} wide pictures are needed in {PICTURES.relative_to(ROOT)}, {len(found)} are there")
