"""The views of a story as they come together: what each is, and what is at hand while the story's blocks are gone through."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bulletin.errors import Place, Problem, Severity
from bulletin.messages import Message
from bulletin.rundown.beats import Beat, total
from bulletin.rundown.narration import Narration
from bulletin.rundown.pacing import House
from bulletin.rundown.values import Asset, Clip, Plate
from bulletin.script.values import Picture, Story, Text
from bulletin.timing import frames

SOLEMN = ("solemn", "mourning")
AFTER_MOURNING = frames(1.5)
"""Frames of silence at the end of a story of mourning."""


@dataclass(frozen=True, slots=True)
class View:
    """A picture or a card over some beats. `number` counts the story's pictures in the order written; `again` says that
    this is a further framing of the picture just before. `strap` is a new strap that begins with this view."""

    shows: Picture | Plate
    beats: tuple[Beat, ...]
    place: Place
    number: int = 0
    again: bool = False
    strap: Text | None = None
    lead: int = 0
    """Frames before the first word: only the first view of a story has them."""
    first: int = 0
    """Of a clip: the frame of its own that the view begins with."""
    words: tuple[str, ...] = ()
    """What is said in a clip, paragraph by paragraph: its captions."""
    picture: Picture | None = None
    """What a card shows beside its words, for its credit."""

    @property
    def length(self) -> int:
        return self.lead + total(self.beats)


@dataclass(slots=True)
class Roll:
    """The views of a story while its blocks are gone through. `title` is the story's or the last subheading's."""

    story: Story
    narration: Narration
    assets: Mapping[str, Asset]
    house: House
    others: Mapping[str, Story]
    title: Text
    views: list[View] = field(default_factory=list)
    waiting: list[Picture] = field(default_factory=list)
    pictures: int = 0
    strap: Text | None = None
    notes: list[Problem] = field(default_factory=list)

    def pictured(self, picture: Picture | None) -> tuple[Asset, ...]:
        """A picture as a plate shows it: unrecognisable where it must be, its focus in sight."""
        asset = self.assets[picture.path] if picture else None
        if picture is None or isinstance(asset, Clip) or asset is None:
            return ()
        return (replace(asset, blurs=picture.blurs, focus=picture.focus),)

    def complain(self, message: Message, place: Place, hint: Message, severity: Severity = "error") -> None:
        self.notes.append(Problem(message, place, hint, severity))
