"""A programme to be fitted, as lengths in whole frames: its parts, and what of them may be left out, added or hurried."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bulletin.rundown.fit import scaled_pause
from bulletin.rundown.joins import Side
from bulletin.rundown.pacing import Pacing
from bulletin.script.values import Priority
from bulletin.timing import frames_holding


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence: the samples of its take at each pace it can have (100 always), and the pause after it in frames."""

    samples: Mapping[int, int]
    pause: int

    def frames(self, pauses: int, pace: int) -> int:
        return frames_holding(self.samples.get(pace, self.samples[100])) + scaled_pause(self.pause, pauses)


@dataclass(frozen=True, slots=True)
class Length:
    """How long a part is: frames that nothing changes, and its sentences."""

    fixed: int = 0
    words: tuple[Words, ...] = ()

    def frames(self, pauses: int = 100, pace: int = 100) -> int:
        return self.fixed + sum(sentence.frames(pauses, pace) for sentence in self.words)

    @property
    def is_paced(self) -> bool:
        return any(len(sentence.samples) > 1 for sentence in self.words)


@dataclass(frozen=True, slots=True)
class Item:
    """A story to choose: its length with everything, its length without each paragraph that may be left out, and the
    length of its line in the headlines (None where it has none)."""

    slug: str
    side: Side
    whole: Length
    priority: Priority = "normal"
    without: tuple[tuple[int, Length], ...] = ()
    headline: Length | None = None
    part: int = 0
    """The number of the programme's part that it stands in, 0 for none: the first story told of a part has its bumper."""


@dataclass(frozen=True, slots=True)
class Stock:
    """A programme to be fitted: what stands before the stories (the opener and the headlines apart), the stories, the
    closing. `opener` are the frames of the long and the short opener, None where the programme has none."""

    before: Length
    items: tuple[Item, ...]
    closing: Length
    pacing: Pacing
    headlines: Length | None = None
    """What is said before the lines of the headlines; None where there are no headlines."""
    listed: tuple[str, ...] = ()
    """The stories of the headlines in their order."""
    opener: tuple[int, int] | None = None
