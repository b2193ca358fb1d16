"""The script language: Markdown text to a Script value, or all that is wrong with it, each with its line and column."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bulletin.script.reader import parse, read, read_text

__all__ = ["parse", "read", "read_text"]


def __getattr__(name: str) -> Any:
    """The reader is loaded when it is asked for: workers take only values from this package, and start sooner without."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from bulletin.script import reader

    return getattr(reader, name)
