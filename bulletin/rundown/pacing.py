"""The measures of time and the words a brand pack gives to the planner: its sections [pace] and [screen], key by key."""

from __future__ import annotations

from dataclasses import dataclass

from bulletin.script.values import Area
from bulletin.timing import Span


@dataclass(frozen=True, slots=True)
class Pauses:
    """Silence in frames after a sentence, after the last one of a paragraph, and after the last one of a story or section;
    inside a sentence at a comma, and at its other marks."""

    sentence: int
    paragraph: int
    story: int
    comma: int
    clause: int


@dataclass(frozen=True, slots=True)
class Pacing:
    """How long things stand and move, in frames."""

    pauses: Pauses
    opener: int
    short_opener: int
    opener_date: Span
    """When the date stands over the opener, which ends on the bare ground of the boards."""
    sting: int
    sting_cover: Span
    """The frames of the sting that cover the whole picture; they show neither story, so all stings share them."""
    wipe: int
    wipe_cover: Span
    dissolve: int
    card_wipe: int
    picture_open: int
    lead: int
    """From the first frame of a story to its first word."""
    strap: int
    tag: int
    lower_third: int
    lower_third_in: int
    byline: int
    """How long the names of a story's makers stand at its end."""
    dip: int
    """From one story to one of mourning, or back, through ink."""
    board: int
    """How long the headlines board stands with a new row lit before its picture opens."""
    longest_view: int
    """A picture that would stand longer gets a second framing."""
    shortest_view: int
    text_story: int
    part: int
    closing_hold: int
    """The closer stands for so long after the last word: its music resolves on frame 90 and rings out."""
    bed_early: int
    """The bed comes in under the opener's last bar, for the opener fades there."""


@dataclass(frozen=True, slots=True)
class ScreenWords:
    """Words of the programme that no script writes. `weekdays` are seven from Monday on, `roles` (role, words) pairs."""

    programme: str
    opening_chapter: str
    closing_chapter: str
    briefs: str
    archive_label: str
    ai_label: str
    synthetic_voice: str
    by: str
    partner: str
    weekdays: tuple[str, ...]
    roles: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class House:
    """What the planner needs to know of the brand: pacing, words, and where the board's thumbnails stand by row count."""

    pacing: Pacing
    words: ScreenWords
    thumbnails: tuple[tuple[Area, ...], ...]
    """`thumbnails[n - 1]` are the rectangles of a board of n rows, in per cent of the frame."""
    short_opener: bool = False
    """The opener is the pack's short one."""
