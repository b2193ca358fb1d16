"""Dynamic time warping of a recording against sentences: one pass finds which were read, when, and what stands between.

Every frame of the recording is spent once: inside a sentence, at the pace of the reference within a factor of two, or at
a joint before, between or after sentences, where any sound may stand. From joint to joint a path may also jump, which is
how a sentence is left out or read again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bulletin.speech.alignment.features import Flags, Floats

ROWS = 64
"""Rows of distances computed at once."""
PAUSE = 0.1
"""The price of a silent frame at a joint, where pauses belong."""
HELD = 0.3
"""The price of a silent frame inside a sentence."""
UNEVEN = 0.1
"""The price of a frame that is not one frame of the reference further than the one before."""
FAR = np.float32(1e9)


@dataclass(frozen=True, slots=True)
class Prices:
    """`stray`: a frame of voice at a joint, that no sentence has; `jump`: from one joint to any other."""

    stray: float
    jump: float


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence as it was met: which one, and for every frame of the recording from `start` on, the frame of the
    sentence's reference and the distance between the two."""

    sentence: int
    start: int
    frames: NDArray[np.int32]
    costs: Floats

    @property
    def end(self) -> int:
        return self.start + len(self.frames)


def warp(recording: Floats, silent: Flags, sentences: Sequence[Floats], prices: Prices) -> tuple[Passage, ...]:
    """The cheapest path from the joint before the first sentence to the one behind the last: the sentences it meets, in
    the order of the recording. Each sentence has two frames or more. Memory: two bits for each frame of the recording
    times each of the sentences."""
    search = _Search(recording, silent, sentences, prices)
    search.forward()
    return search.passages()


class _Search:
    """The costs of one row of the recording after the other, forward; then the way back.

    `best` is the cost of the cheapest path to each frame of the reference, `moved` of those that came from an earlier
    frame of it: outside pauses a path stays on a frame once at most, so that it is never slower than half the pace."""

    def __init__(self, recording: Floats, silent: Flags, sentences: Sequence[Floats], prices: Prices) -> None:
        self.recording, self.silent, self.prices = recording, silent, prices
        self.reference = np.concatenate(sentences)
        self.ends = np.cumsum([len(sentence) for sentence in sentences]) - 1
        self.starts = np.concatenate([[0], self.ends[:-1] + 1])
        count, width, joints = len(recording), -(-len(self.reference) // 8), len(sentences) + 1
        self.stayed = np.zeros((count, width), np.uint8)
        self.leapt = np.zeros((count, width), np.uint8)
        self.closing = np.zeros((count, joints), np.bool_)
        """Whether a joint was reached from the end of the sentence before it."""
        self.jumped = np.full((count, joints), -1, np.int32)

    def forward(self) -> None:
        best = moved = np.full(len(self.reference), FAR)
        joint = np.full(len(self.starts) + 1, self.prices.jump, np.float32)
        joint[0] = 0
        one, two = np.full((2, len(best)), FAR)
        for first in range(0, len(self.recording), ROWS):
            for row, near in enumerate(self._distances(first), first):
                one[1:], two[2:] = best[:-1], best[:-2]
                one[self.starts], two[self.starts], two[self.starts + 1] = joint[:-1], FAR, joint[:-1]
                two += UNEVEN
                leapt = two < one
                arrived = np.minimum(one, two) + near
                held = best + HELD if self.silent[row] else moved + near + UNEVEN
                stayed = held < arrived
                self.leapt[row], self.stayed[row] = np.packbits(leapt), np.packbits(stayed)
                moved, best = arrived, np.minimum(arrived, held)
                joint = self._joined(row, joint, best[self.ends])

    def _distances(self, first: int) -> Floats:
        """Root mean square difference per feature of ROWS rows of the recording to every frame of the reference."""
        rows = self.recording[first : first + ROWS]
        squares = np.square(rows).sum(axis=1)[:, None] + np.square(self.reference).sum(axis=1)
        squares = np.maximum(squares - 2 * rows @ self.reference.T, 0)
        return np.asarray(np.sqrt(squares / rows.shape[1]), np.float32)

    def _joined(self, row: int, joint: Floats, ended: Floats) -> Floats:
        """The costs of the joints behind a row."""
        waited = joint + np.float32(PAUSE if self.silent[row] else self.prices.stray)
        self.closing[row, 1:] = ended < waited[1:]
        waited[1:] = np.minimum(waited[1:], ended)
        cheapest = int(np.argmin(waited))
        leap = waited[cheapest] + self.prices.jump
        self.jumped[row, waited > leap] = cheapest
        return np.asarray(np.minimum(waited, leap), np.float32)

    def passages(self) -> tuple[Passage, ...]:
        found: list[Passage] = []
        row, joint = len(self.recording) - 1, len(self.starts)
        while row >= 0:
            if self.jumped[row, joint] >= 0:
                joint = self.jumped[row, joint]
            if self.closing[row, joint]:
                joint -= 1
                passage = self._passage(joint, row)
                found.append(passage)
                row = passage.start
            row -= 1
        return tuple(reversed(found))

    def _passage(self, sentence: int, last: int) -> Passage:
        """The way through a sentence back from its end at a row of the recording."""
        first, frame, row = self.starts[sentence], self.ends[sentence], last
        frames: list[int] = []
        must_move = False
        while frame >= first and row >= 0:
            frames.append(frame)
            if not must_move and _bit(self.stayed[row], frame):
                must_move = not self.silent[row]
            else:
                must_move = False
                frame = frame - 2 if _bit(self.leapt[row], frame) else frame - 1
            row -= 1
        met = np.array(frames[::-1], np.int32)
        start = last + 1 - len(met)
        costs = np.sqrt(np.square(self.recording[start : last + 1] - self.reference[met]).mean(axis=1))
        return Passage(sentence, start, met - np.int32(first), costs)


def _bit(packed: NDArray[np.uint8], at: int) -> bool:
    return bool(packed[at >> 3] >> (7 - (at & 7)) & 1)
