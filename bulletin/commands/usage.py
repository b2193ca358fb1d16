"""What was wrong with what was typed after `bulletin`, told in the user's language."""

from __future__ import annotations

import difflib
import re
from typing import Any

import typer

from bulletin.errors import Problem
from bulletin.messages import Message, say

EXTRA = re.compile(r"Got unexpected extra arguments?(?:\(s\))? \((.*)\)")


def wrong_usage(error: typer.TyperException) -> Problem:
    """A command line that cannot be understood, with what to type instead."""
    context: Any = getattr(error, "ctx", None)
    command = context.command_path if context else "bulletin"
    return Problem(_told(error), hint=say("See {command}", command=f"{command} --help"))


def unknown_command(typed: str, known: list[str]) -> Message:
    near = difflib.get_close_matches(typed, known, 1, 0.6)
    if near:
        return say("There is no command {name}. Did you mean {near}?", name=typed, near=near[0])
    return say("There is no command {name}", name=typed)


def _told(error: Any) -> Message:
    param = getattr(error, "param", None)
    name = getattr(error, "param_hint", None) or (_name(param) if param else "")
    match type(error).__name__:  # Typer keeps these classes to itself
        case "NoSuchOption":
            near = difflib.get_close_matches(error.option_name, error.possibilities or (), 1, 0)
            if near:
                return say("There is no option {name}. Did you mean {near}?", name=error.option_name, near=near[0])
            return say("There is no option {name}", name=error.option_name)
        case "MissingParameter":
            return say("{name} is missing: {what}", name=name, what=getattr(param, "help", "") or "")
        case "BadOptionUsage":
            return say("{name} needs a value behind it", name=error.option_name)
        case "BadParameter" if name:
            return _unusable(name, param, error.message)
    extra = EXTRA.fullmatch(error.message)
    return say("This is too much: {words}", words=extra[1]) if extra else say("{words}", words=error.format_message())


def _unusable(name: str, param: Any, reason: str) -> Message:
    kind = param.type_descriptor if param else None
    if kind is not None and kind.is_choice:
        return say("{name} may be: {choices}", name=name, choices=", ".join(str(one.value) for one in kind.choices))
    if kind is not None and kind.annotation in (int, int | None):
        return say("{name} needs another number", name=name)
    return say("{name} cannot be used: {reason}", name=name, reason=reason)


def _name(param: Any) -> str:
    """An option as it is typed, an argument as the usage line names it."""
    options = [name for name in param.opts if name.startswith("-")]
    return max(options, key=len) if options else str(param.name)
