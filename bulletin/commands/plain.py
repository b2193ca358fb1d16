"""Commands that take words and paths as they were typed."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from typer.core import TyperCommand, TyperGroup

from bulletin.commands.usage import unknown_command
from bulletin.terminal import translated


class _AsTyped:
    """How an argument comes by its value. In words, paths, and what was not given nothing can be wrong; any other argument
    is left to Typer, which has Pydantic look at it. Loading that takes a sixth of a second."""

    def __init__(self, param: Any) -> None:
        self._param = param

    def coerce(self, value: Any, **told: Any) -> Any:
        kind = self._param.type_descriptor.annotation
        if isinstance(kind, type):
            if value is None or isinstance(value, kind):
                return value
            if kind is Path and isinstance(value, str):
                return Path(value)
        return type(self._param).get_runtime_param(self._param).coerce(value, **told)


def _plain(params: list[Any]) -> list[Any]:
    for param in params:
        param.get_runtime_param = partial(_AsTyped, param)
    return params


class PlainCommand(TyperCommand):
    """A command whose words and paths are taken as they were typed."""

    def get_params(self, ctx: Any) -> list[Any]:
        return _plain(super().get_params(ctx))


class PlainGroup(TyperGroup):
    """A group of commands, itself with no argument but --help."""

    def get_params(self, ctx: Any) -> list[Any]:
        return _plain(super().get_params(ctx))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            ctx.fail(translated(unknown_command(args[0], self.list_commands(ctx))))
        return super().resolve_command(ctx, args)
