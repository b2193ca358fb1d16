"""The exception tree: every known failure, where it is, what to do, and the exit code it ends with.

BulletinError
├── Problems        several findings of one run, sorted by place; 65 or 66 (the first error decides)
├── BadInput        65  a script or asset that cannot be used
├── NotFound        66
├── NotInstalled    69  a needed tool or voice
├── Bug             70
├── Killed          71  a worker was killed or ran out of memory
├── CannotCreate    73
├── DiskFailed      74
├── TryAgain        75  lock, voice service down, refusing or too slow
├── Unsafe          77
├── BadConfig       78  configuration or brand pack
└── Rejected        10  inspection refused the result
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bulletin.messages import Language, Message

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A point in a text file: file as the user named it, line and column from 1 (0 = the whole file)."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part)


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding about an input. `code` is the exit code it asks for when it is an error."""

    message: Message
    place: Place | None = None
    hint: Message | None = None
    severity: Severity = "error"
    code: int = 65

    @property
    def is_error(self) -> bool:
        return self.severity == "error"

    def facts(self, language: Language) -> dict[str, object]:
        """As JSON values, the sentences in the given language."""
        return {
            "severity": self.severity,
            "message": self.message.text(language),
            "hint": self.hint.text(language) if self.hint else None,
            "file": self.place.file if self.place else None,
            "line": self.place.line if self.place else None,
            "column": self.place.column if self.place else None,
        }


class BulletinError(Exception):
    """A known failure. Holds its parts as values, so that it survives a process pool and can be translated late."""

    exit_code = 70

    def __init__(self, message: Message, place: Place | None = None, hint: Message | None = None) -> None:
        super().__init__(message, place, hint)
        self.message = message
        self.place = place
        self.hint = hint

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        return f"{where}{self.message}"

    def problems(self) -> tuple[Problem, ...]:
        """The failure as findings, for printing."""
        return (Problem(self.message, self.place, self.hint, code=self.exit_code),)


class BadInput(BulletinError):
    exit_code = 65


class NotFound(BulletinError):
    exit_code = 66


class NotInstalled(BulletinError):
    exit_code = 69


class Bug(BulletinError):
    exit_code = 70


class Killed(BulletinError):
    exit_code = 71


class CannotCreate(BulletinError):
    exit_code = 73


class DiskFailed(BulletinError):
    exit_code = 74


class TryAgain(BulletinError):
    exit_code = 75


class Unsafe(BulletinError):
    exit_code = 77


class BadConfig(BulletinError):
    exit_code = 78


class Rejected(BulletinError):
    exit_code = 10


class Problems(BulletinError):
    """All independent problems of one run, in the order of their places; the first error decides the exit code."""

    def __init__(self, found: tuple[Problem, ...]) -> None:
        ordered = tuple(sorted(found, key=lambda p: p.place or Place("")))
        first = next((problem for problem in ordered if problem.is_error), ordered[0])
        super().__init__(first.message, first.place, first.hint)
        self.args = (ordered,)
        self.found = ordered
        self.exit_code = first.code

    def problems(self) -> tuple[Problem, ...]:
        return self.found
