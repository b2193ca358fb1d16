"""What is asked of `bulletin render` and what came of it; what is there already is found without loading what makes it."""

from __future__ import annotations

import datetime
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from bulletin.desk import manifest
from bulletin.desk.casting import DRAFT_NOTICE
from bulletin.desk.inputs import Inputs, Opened, open_script
from bulletin.desk.workshop import PENDING, Tell, bulletin_folder, is_held
from bulletin.errors import Problem
from bulletin.messages import Language, Message, say
from bulletin.store import digest
from bulletin.timing import FRAME_RATE, clock

if TYPE_CHECKING:
    from bulletin.farm import Scheduler

HELD = "bulletin approve, bulletin publish"


@dataclass(frozen=True, slots=True)
class Order:
    """What the user asks for; None where the newsroom's own setting holds."""

    script: Path
    out: Path | None = None
    store: Path | None = None
    workers: int | None = None
    voice: str | None = None
    profile: str = "final"
    on: Scheduler | None = None
    refit: bool = False
    """Whether the bulletin is brought into its slot anew, whatever its fit file says."""
    now: datetime.datetime | None = None
    """The moment it is asked, on the newsroom's clock; it only decides whether a bulletin must wait."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """What came of it. `elapsed` is seconds; `made` counts nothing when the bulletin was there already."""

    folder: Path
    facts: Mapping[str, Any]
    findings: tuple[Problem, ...]
    elapsed: float
    shots: tuple[int, int] = (0, 0)
    takes: tuple[int, int] = (0, 0)
    chunks: tuple[int, int] = (0, 0)
    drawn: tuple[int, float] = (0, 0.0)
    """Frames of picture that were made, and the seconds until they were joined and verified."""
    is_new: bool = True
    is_held: bool = False
    """It waits in a folder of its own to be published."""
    damaged: tuple[str, ...] = ()

    @property
    def master(self) -> Path:
        return self.folder / str(self.facts["master"])

    def as_json(self, language: Language) -> dict[str, Any]:
        counted = {"shots": self.shots, "takes": self.takes, "chunks": self.chunks}
        return {
            "master": str(self.master),
            "frames": self.facts["frames"],
            "seconds": self.facts["frames"] / FRAME_RATE,
            "elapsed": round(self.elapsed, 3),
            "voice": self.facts["voice"],
            "draft_voice": self.facts["draft_voice"],
            "files": [str(self.folder / file["name"]) for file in self.facts["files"]],
            "findings": [problem.facts(language) for problem in self.findings],
            "unchanged": not self.is_new,
            "published": not self.is_held,
            **{name: {"made": made, "reused": reused} for name, (made, reused) in counted.items()},
        }

    def sentences(self) -> tuple[Message, ...]:
        """What the producer is told at the end."""
        lines = []
        if not self.is_new:
            lines.append(say("Nothing has changed."))
        else:
            fields = {"takes": self.takes[0], "shots": self.shots[0], "reused": self.shots[1]}
            lines.append(say("Made {takes} takes and {shots} shots anew; {reused} shots were reused.", **fields))
        if self.damaged:
            lines.append(
                say("{count} damaged entries of the store were set aside and made again.", count=len(self.damaged))
            )
        if self.facts["draft_voice"]:
            lines.append(DRAFT_NOTICE)
        shown = {"length": clock(self.facts["frames"]), "path": str(self.master), "seconds": round(self.elapsed)}
        lines.append(say("Ready in {seconds} s, {length} long: {path}", **shown))
        if self.is_held:
            lines.append(say("Not published yet: it waits for approval or for its hour. See {command}", command=HELD))
        return tuple(lines)


def render(order: Order, tell: Tell, gathered: Inputs | None = None) -> Rendered:
    """Render a bulletin; `gathered` is what its script was just found to be made from, where somebody knows. Raises Problems
    and every other known failure; then nothing was published."""
    started = time.monotonic()
    if order.on is not None:
        order.on.check()
    opened = open_script(order.script)
    request = digest(manifest.tool(), order.voice, order.profile)
    sources = manifest.sources(opened)
    if order.refit:
        opened = replace(opened, fit=None)
    elif opened.is_sound:
        final = bulletin_folder(opened, order.out, order.profile)
        held = must_wait(order, opened)
        for folder in (final / PENDING, final) if held else (final,):
            before = manifest.unchanged(folder, opened.newsroom, sources, request)
            if before is not None:
                taken = time.monotonic() - started
                return Rendered(folder, before, opened.problems, taken, is_new=False, is_held=folder != final)
    from bulletin.desk.rendering import make  # loads all that draws, speaks, mixes and encodes

    rendered = make(order, opened, (request, sources), tell, gathered)
    return replace(rendered, elapsed=time.monotonic() - started)


def must_wait(order: Order, opened: Opened) -> bool:
    """Whether what is ordered must wait for its approval or for its hour."""
    return is_held(opened, order.now or datetime.datetime.now(ZoneInfo(opened.newsroom.zone)))
