"""`bulletin brand check | sheet`: a pack judged in every shape and edition, and seen as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bulletin.brand.pack import opened_pack, read_pack
from bulletin.brand.style import SHAPES, Shape
from bulletin.desk.editions import edition_named
from bulletin.desk.workshop import Tell
from bulletin.errors import BulletinError, CannotCreate, Problem, Problems
from bulletin.master.folder import writing
from bulletin.messages import Message, say
from bulletin.newsroom import find_newsroom

CHECKING = say("Checking")


@dataclass(frozen=True, slots=True)
class Checked:
    """A pack without findings: the shapes and editions that were looked at."""

    name: str
    shapes: tuple[Shape, ...]
    editions: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        return {"pack": self.name, "shapes": list(self.shapes), "editions": list(self.editions), "findings": []}

    def sentences(self) -> tuple[Message, ...]:
        return (
            say(
                "The brand pack {name} is sound: {count} shapes, {editions} editions.",
                name=self.name,
                count=len(self.shapes),
                editions=len(self.editions),
            ),
        )


@dataclass(frozen=True, slots=True)
class Drawn:
    """A sheet that was written, with its size in pixels."""

    path: Path
    size: tuple[int, int]

    def as_json(self) -> dict[str, Any]:
        return {"file": str(self.path), "width": self.size[0], "height": self.size[1]}

    def sentences(self) -> tuple[Message, ...]:
        width, height = self.size
        return (say("{path}: {width} × {height} pixels", path=str(self.path), width=width, height=height),)


def check(start: Path, name: str, tell: Tell) -> Checked:
    """Judge a pack of the newsroom in all shapes and editions. Raises Problems (78) with every finding and its line."""
    folder = find_newsroom(start).pack_named(name)
    pack = read_pack(folder)
    editions = ("", *(edition.key for edition in pack.editions))
    looks = [(shape, edition) for edition in editions for shape in SHAPES]
    found: list[Problem] = []
    for index, (shape, edition) in enumerate(looks):
        tell(CHECKING, index, len(looks))
        found.extend(_findings(folder, shape, edition))
    tell(CHECKING, len(looks), len(looks))
    if found:
        raise Problems(tuple(dict.fromkeys(found)))
    return Checked(name, tuple(SHAPES), tuple(edition.name for edition in pack.editions))


def sheet(start: Path, name: str, out: Path, edition: str) -> Drawn:
    """Draw the sheet of a pack into a PNG file. Raises what reading a pack raises, and CannotCreate and DiskFailed."""
    from bulletin.brand.sheet import sheet as drawn

    folder = find_newsroom(start).pack_named(name)
    key = edition_named(read_pack(folder), edition).key if edition else ""
    if out.suffix.lower() != ".png" or out.is_dir() or not out.absolute().parent.is_dir():
        raise CannotCreate(
            say("{path} cannot be written", path=str(out)), hint=say("Name a PNG file in a folder that is there.")
        )
    picture = drawn({shape: read_pack(folder, shape, key) for shape in SHAPES})
    half = out.with_name(f".{out.name}.half")
    with writing(out):
        try:
            picture.save(half, format="PNG")
            half.replace(out)
        finally:
            half.unlink(missing_ok=True)
    return Drawn(out, picture.size)


def _findings(folder: Path, shape: Shape, edition: str) -> Iterator[Problem]:
    from bulletin.brand.judging import judged
    from bulletin.brand.pieces import faults, uncovered  # MoviePy takes a second to load

    try:
        pack, reader = opened_pack(folder, shape, edition)
        yield from judged(reader, pack)
        missing = faults(pack) if shape == "wide" else ()
        yield from missing or uncovered(pack)
    except BulletinError as failure:
        yield from failure.problems()
