"""One run of the reader: the file it reads, what it found wrong, and the pictures it has seen."""

from __future__ import annotations

from dataclasses import dataclass, field

from bulletin.errors import Place, Problem
from bulletin.messages import Message
from bulletin.script.values import Picture

MOST_ERRORS = 100
"""After so many errors the rest of a file says nothing new."""


class StopReading(Exception):
    """Reading on would say nothing new; what was found wrong is in the reading."""


@dataclass(slots=True)
class Reading:
    """Collects problems while a script is read, so that one run finds them all. `shown` holds the first showing of
    each picture by its path. Not a value: it lives as long as one call of the reader."""

    file: str
    problems: list[Problem] = field(default_factory=list)
    shown: dict[str, Picture] = field(default_factory=dict)
    error_count: int = 0

    def error(self, place: Place, message: Message, hint: Message | None = None, code: int = 65) -> None:
        """Notes an error; raises StopReading when there are too many to go on."""
        self.problems.append(Problem(message, place, hint, code=code))
        self.error_count += 1
        if self.error_count >= MOST_ERRORS:
            raise StopReading

    def warn(self, place: Place, message: Message, hint: Message | None = None) -> None:
        self.problems.append(Problem(message, place, hint, "warning"))

    def note(self, place: Place, message: Message, hint: Message | None = None) -> None:
        self.problems.append(Problem(message, place, hint, "note"))
