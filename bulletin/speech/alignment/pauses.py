"""The pauses of a recording: where borders may lie. They follow from the recording alone, so that no edit of the text
moves a border from one point of a pause to another."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bulletin.speech.alignment.features import Features, Floats

SHORTEST = 5
"""Frames of a pause."""
REACH = 20
"""Frames that a border moves to meet a pause."""
NEAR = 6
"""Frames within which a border without a pause is laid on the quietest."""
WEIGHT = 15
"""A pause draws a border as if it were nearer by half its length, this many frames at most."""


@dataclass(frozen=True, slots=True)
class Pauses:
    """Frames at which pauses begin and end (end-exclusive), and the quietest of each."""

    level: Floats
    starts: NDArray[np.intp]
    ends: NDArray[np.intp]

    def onset(self, frame: int) -> int:
        """Where a voice begins that was found to begin about a frame: at the end of the pause there, if there is one."""
        return self._drawn(frame, self.ends)

    def offset(self, frame: int) -> int:
        """Where a voice ends that was found to end about a frame."""
        return self._drawn(frame, self.starts)

    def quietest(self, first: int, last: int) -> int:
        """The quietest frame of a stretch; its first where the stretch is empty."""
        return first + int(np.argmin(self.level[first:last])) if last > first else first

    def within(self, first: int, last: int) -> tuple[int, int] | None:
        """The longest pause that reaches into a stretch."""
        found = np.flatnonzero((self.ends > first) & (self.starts < last))
        if not len(found):
            return None
        longest = found[np.argmax((self.ends - self.starts)[found])]
        return int(self.starts[longest]), int(self.ends[longest])

    def _drawn(self, frame: int, borders: NDArray[np.intp]) -> int:
        distances = np.abs(borders - frame)
        drawing = distances - np.minimum((self.ends - self.starts) // 2, WEIGHT)
        near = np.flatnonzero(distances <= REACH)
        if len(near):
            return int(borders[near[np.argmin(drawing[near])]])
        return self.quietest(max(frame - NEAR, 0), min(frame + NEAR + 1, len(self.level)))


def pauses(heard: Features) -> Pauses:
    """The pauses of a recording."""
    edges = np.diff(np.concatenate([[False], heard.silent, [False]]).astype(np.int8))
    starts, ends = np.flatnonzero(edges > 0), np.flatnonzero(edges < 0)
    longer = ends - starts >= SHORTEST
    return Pauses(heard.level, starts[longer], ends[longer])
