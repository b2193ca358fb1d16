"""How a table of the terminal is laid out: its columns as values, so that the desk need not know the terminal."""

from __future__ import annotations

from dataclasses import dataclass

from bulletin.messages import Message


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, whether it holds figures (set right), and whether it gives way where the page is narrow."""

    heading: Message | None
    is_number: bool = False
    is_wide: bool = False
    rank: int = 0
    """Where a page is too narrow, the columns of the highest rank are left out first; those of rank 0 always stand."""
