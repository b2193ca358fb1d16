"""`bulletin check`: everything that can be known about a bulletin without rendering it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bulletin.desk.inputs import gather, open_script
from bulletin.errors import Problem
from bulletin.messages import Language, Message, say
from bulletin.timing import FRAME_RATE, clock


@dataclass(frozen=True, slots=True)
class Checked:
    """A script that can be rendered: how much there is of it, its estimated length (frames), and what is worth a look."""

    stories: int
    shots: int
    pictures: int
    frames: int
    notes: tuple[Problem, ...]

    def as_json(self, language: Language) -> dict[str, Any]:
        return {
            "stories": self.stories,
            "shots": self.shots,
            "pictures": self.pictures,
            "estimated_seconds": self.frames / FRAME_RATE,
            "findings": [problem.facts(language) for problem in self.notes],
        }

    def sentences(self) -> tuple[Message, ...]:
        fields = {"stories": self.stories, "shots": self.shots, "pictures": self.pictures, "length": clock(self.frames)}
        return (say("Good: {stories} stories, {shots} shots from {pictures} pictures, about {length} long.", **fields),)


def check(path: Path) -> Checked:
    """Check a script. Raises Problems with everything that must be mended."""
    inputs = gather(open_script(path))
    stories, shots = len(inputs.script.stories), len(inputs.draft.shots)
    return Checked(stories, shots, len(inputs.pictures), inputs.draft.frames, (*inputs.notes, *inputs.draft.notes))
