"""Which stories of a week are one and the same, told again: of those only the newest is for the weekly.

Two stories are the same when they have one slug, when one is taken from the other by a linked heading, or when their titles
share at least three of four words. (An updated story is mostly told under its old slug; where an editor gave it a new one, its
title tells.)"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bulletin.weekly.archive import Archived

ALIKE = (3, 4)
"""How many of the words of the longer title must stand in both."""
FEWEST_WORDS = 4
"""Titles with fewer words are told apart by slug and link alone."""


def are_same(one: Archived, other: Archived) -> bool:
    """Whether two stories are one."""
    if one.slug == other.slug or one.address == other.source or other.address == one.source:
        return True
    if one.source and one.source == other.source:
        return True
    words, others = _words(one.title), _words(other.title)
    longer = max(len(words), len(others))
    return longer >= FEWEST_WORDS and len(words & others) * ALIKE[1] >= longer * ALIKE[0]


def newest(stories: Sequence[Archived]) -> tuple[tuple[Archived, ...], dict[Archived, Archived]]:
    """The stories of which no newer form is there, in order; and each replaced one with what replaces it.

    Of two on one day the later in the running order counts as the newer."""
    kept: list[Archived] = []
    replaced: dict[Archived, Archived] = {}
    for story in reversed(stories):
        newer = next((other for other in kept if are_same(story, other)), None)
        if newer is None:
            kept.append(story)
        else:
            replaced[story] = newer
    return tuple(reversed(kept)), replaced


def _words(title: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", title.casefold()))
