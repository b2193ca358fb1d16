"""What the planner needs to know of a brand pack: its pacing, its words, and where the board's thumbnails stand."""

from __future__ import annotations

from bulletin.brand.layouts import thumbnails
from bulletin.brand.layouts.cards import MOST_HEADLINES
from bulletin.brand.pack import Pack
from bulletin.rundown.pacing import House


def house_of(pack: Pack) -> House:
    """The pack as the planner knows it."""
    boards = tuple(thumbnails(pack, rows) for rows in range(1, MOST_HEADLINES + 1))
    return House(pack.pacing, pack.screen, boards)
