"""What is remembered of this machine: how fast it spoke and drew. It serves the answer to 'will it be ready', nothing else."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from bulletin.errors import DiskFailed
from bulletin.store import write_whole

FILE = "speeds.json"
"""In the store's folder, as the paces are: losing it costs the next answer its precision."""
ENOUGH_FRAMES, ENOUGH_TAKES = 500, 10
"""What must have been made in one run to say anything of the speed."""


@dataclass(frozen=True, slots=True)
class Speed:
    """Milliseconds for a frame of picture and for a take; those for all that is left (reading, joining, verifying)."""

    frame: int
    take: int
    rest: int
    is_measured: bool = True


USUAL: dict[str, Speed] = {
    "final": Speed(16, 400, 12_000, False),
    "archive": Speed(24, 400, 15_000, False),
    "draft": Speed(5, 400, 8_000, False),
}
"""Before anything was measured here: a machine of two cores, and a voice of its own."""


class Speeds:
    """The speeds kept in a store's folder, by profile. A file that is missing or damaged holds none."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        self._kept = _read(self._path)

    def of(self, profile: str) -> Speed:
        """The speed to reckon with."""
        return self._kept.get(profile) or USUAL.get(profile) or USUAL["final"]

    def remember(self, profile: str, frames: tuple[int, float], takes: tuple[int, float], whole: float) -> None:
        """Keep the speed of a run: frames and takes that were made, with the seconds they took, and all its seconds."""
        before = self.of(profile)
        if frames[0] < ENOUGH_FRAMES:
            return
        speed = Speed(
            frame=round(1000 * frames[1] / frames[0]),
            take=round(1000 * takes[1] / takes[0]) if takes[0] >= ENOUGH_TAKES else before.take,
            rest=max(0, round(1000 * (whole - frames[1] - takes[1]))),
        )
        content = {name: asdict(kept) for name, kept in {**self._kept, profile: speed}.items()}
        with suppress(DiskFailed):  # a bulletin does not fail for an estimate
            write_whole(self._path, json.dumps(content, indent=2, sort_keys=True).encode())


def _read(path: Path) -> dict[str, Speed]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return {
            str(name): Speed(max(1, int(facts["frame"])), max(1, int(facts["take"])), max(0, int(facts["rest"])))
            for name, facts in content.items()
        }
    except (OSError, ValueError, TypeError, LookupError, AttributeError):
        return {}
