"""Plans as plain JSON values and back: every frozen value under its name, what is usual left out."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from bulletin import errors, timing
from bulletin.rundown import beats, narration, opening, values
from bulletin.script import values as written
from bulletin.speech import values as spoken

NAME = "is"
PATHS = ("path", "variant")
"""Fields that may name a file (a voice's variant may be a model)."""
INSIDE = "@/"
"""What the name of a file inside the folder begins with."""
MODULES = (errors, timing, written, spoken, values, narration, beats, opening)
"""Where the values of a plan are declared."""


def to_plain(value: object, folder: Path) -> Any:
    """A value as JSON knows it; files inside `folder` are named from there, so that the folder may move.

    Raises TypeError for what is no value of a plan."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        if type(value).__name__ not in _classes():
            raise TypeError(f"{type(value).__name__} is no value of a plan")
        told = {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
        unusual = {field.name for field in dataclasses.fields(value) if told[field.name] != _default(field)}
        plain = {name: to_plain(part, folder) for name, part in told.items() if name in unusual}
        named = {name: named_inside(plain[name], folder) for name in PATHS if isinstance(plain.get(name), str)}
        return {NAME: type(value).__name__, **plain, **named}
    if isinstance(value, tuple):
        return [to_plain(part, folder) for part in value]
    if value is None or isinstance(value, str | int | float):
        return value
    raise TypeError(f"a {type(value).__name__} is no value of a plan")


def from_plain(plain: Any, folder: Path) -> Any:
    """The value that `to_plain` was given. Raises ValueError, LookupError or TypeError for anything else."""
    if isinstance(plain, list):
        return tuple(from_plain(part, folder) for part in plain)
    if not isinstance(plain, dict):
        return plain
    fields = {name: from_plain(part, folder) for name, part in plain.items() if name != NAME}
    named = {name: path_of(fields[name], folder) for name in PATHS if isinstance(fields.get(name), str)}
    return _classes()[plain[NAME]](**{**fields, **named})


def named_inside(path: str, folder: Path) -> str:
    """The name of a file inside the folder as it is kept, so that the folder may move; anything else as it is."""
    return INSIDE + Path(path).relative_to(folder).as_posix() if Path(path).is_relative_to(folder) else path


def path_of(name: str, folder: Path) -> str:
    """What `named_inside` was given."""
    return str(folder / name.removeprefix(INSIDE)) if name.startswith(INSIDE) else name


@cache
def _classes() -> Mapping[str, type[Any]]:
    found = (value for module in MODULES for value in vars(module).values())
    return {value.__name__: value for value in found if isinstance(value, type) and dataclasses.is_dataclass(value)}


def _default(field: dataclasses.Field[Any]) -> object:
    if field.default_factory is not dataclasses.MISSING:
        return field.default_factory()
    return field.default
