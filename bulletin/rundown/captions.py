"""A sentence as captions of at most two lines, broken where it is best read and timed by its clauses."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate, pairwise

from bulletin.rundown.breaks import break_costs
from bulletin.rundown.values import Caption
from bulletin.timing import FRAME_RATE, Span

LINE = 42
"""Characters in a line."""

SHORTEST, LONGEST = 21, 7 * FRAME_RATE
"""Frames that a caption should stand."""

FASTEST = 20
"""Characters a second that can still be read."""

GAP, HOLD = 2, FRAME_RATE // 2
"""Frames between two captions; frames that a caption may outlast its words."""

CAPTION, MISTIMED, SCRAP = 12, 60, 20
"""Costs, in the units of `breaks`: of every caption, of one that stands too briefly or too long, of one of a few letters."""


def split_captions(written: str, span: Span, clauses: Sequence[tuple[int, int]]) -> tuple[Caption, ...]:
    """The captions of a sentence that is spoken over `span` (frames), following each other without gaps.

    `clauses` are (offset in `written`, frame) of the ends of its clauses; inside a clause the time is shared out by
    characters. A word longer than a line stands in a line of its own, uncut."""
    text = _Text(written, span, clauses)
    blocks = text.blocks()
    edges = [span.start, *(text.starts[first] for first, _ in blocks[1:]), span.end]
    return tuple(
        Caption(Span(start, end - start), lines)
        for (_, lines), (start, end) in zip(blocks, pairwise(edges), strict=False)
    )


def caption_lines(written: str) -> tuple[tuple[str, ...], ...]:
    """A sentence as the lines of its captions, when nothing is known of its times."""
    usual = Span(0, round(len(written) * FRAME_RATE / 15))
    return tuple(caption.lines for caption in split_captions(written, usual, ()))


def chained(captions: Sequence[Caption], end: int) -> tuple[Caption, ...]:
    """All captions of a programme of `end` frames with calm edges: each stands half a second longer than its words, and
    until GAP frames before the next one where less than a second would lie between them."""
    limits = [*(caption.span.start - GAP for caption in captions[1:]), end][: len(captions)]
    return tuple(
        replace(caption, span=_held(caption.span, limit)) for caption, limit in zip(captions, limits, strict=True)
    )


def _held(span: Span, limit: int) -> Span:
    """A caption's span with its hold, at least SHORTEST where there is room before `limit`; never without a frame."""
    wanted = limit if limit - span.end < 2 * HOLD else span.end + HOLD
    return Span(span.start, max(min(max(wanted, span.start + SHORTEST), limit) - span.start, 1))


@dataclass(frozen=True, slots=True)
class _Clock:
    """Offsets in a sentence and the frames they are spoken at, both rising; at least two of each."""

    offsets: tuple[int, ...]
    frames: tuple[int, ...]

    @classmethod
    def of(cls, span: Span, clauses: Sequence[tuple[int, int]]) -> _Clock:
        """From the ends of clauses; what does not rise is left out, what lies outside the span pulled in."""
        offsets, frames = [0], [span.start]
        for offset, frame in clauses:
            if offset > offsets[-1]:
                offsets.append(offset)
                frames.append(min(max(frame, frames[-1]), span.end))
        return cls(tuple(offsets), tuple(frames))

    def at(self, offset: int) -> int:
        right = min(max(bisect_right(self.offsets, offset), 1), len(self.offsets) - 1)
        before, after = self.offsets[right - 1], self.offsets[right]
        share = min(max(offset, before), after) - before
        return self.frames[right - 1] + share * (self.frames[right] - self.frames[right - 1]) // (after - before)


class _Words:
    """The words of a sentence, where each ends, and how they are best laid out in one caption: all that its times do not
    change."""

    def __init__(self, written: str) -> None:
        self.words: list[str] = []
        self.ends: list[int] = []
        end = 0
        for word in written.split():
            self.words.append(unicodedata.normalize("NFC", word))
            end = written.index(word, end) + len(word)
            self.ends.append(end)
        self.breaks = break_costs(self.words)
        self._letters = tuple(accumulate((len(word) + 1 for word in self.words), initial=0))
        self._laid_out: dict[tuple[int, int], tuple[float, tuple[str, ...]] | None] = {}

    def laid_out(self, first: int, end: int) -> tuple[float, tuple[str, ...]] | None:
        """The best lines for words in one caption and what their break costs; None when they do not fit."""
        if (first, end) not in self._laid_out:
            self._laid_out[first, end] = self._lay_out(first, end)
        return self._laid_out[first, end]

    def letters(self, first: int, end: int) -> int:
        """How many letters words have with the spaces between them."""
        return self._letters[end] - self._letters[first] - 1

    def _lay_out(self, first: int, end: int) -> tuple[float, tuple[str, ...]] | None:
        if self.letters(first, end) <= LINE or end - first == 1:
            return 0.0, (" ".join(self.words[first:end]),)
        earliest = max(bisect_left(self._letters, self._letters[end] - 1 - LINE), first + 1)
        latest = min(bisect_right(self._letters, self._letters[first] + 1 + LINE), end)
        ways = []
        for at in range(earliest, latest):
            uneven = self.letters(first, at) - self.letters(at, end)
            ways.append((self.breaks[at] + 20 * (uneven / LINE) ** 2, at))
        least = min(ways, default=(0.0, 0))[0]
        told = [(" ".join(self.words[first:at]), " ".join(self.words[at:end])) for cost, at in ways if cost == least]
        return (least, min(told)) if told else None


@lru_cache(maxsize=1024)
def _words(written: str) -> _Words:
    """A plan is made twice, with estimated times and with real ones: the words are the same."""
    return _Words(written)


class _Text:
    """A sentence with the frame at which each of its words begins."""

    def __init__(self, written: str, span: Span, clauses: Sequence[tuple[int, int]]) -> None:
        clock = _Clock.of(span, (*clauses, (len(written), span.end)))
        told = _words(written)
        self.words, self.breaks, self._letters, self._laid_out = told.words, told.breaks, told.letters, told.laid_out
        # A space belongs to the word behind it, so that what follows a clause begins where the clause ends.
        self.starts = [clock.at(end) for end in (0, *told.ends[:-1])] if told.ends else []
        self.starts.append(span.end)

    def blocks(self) -> list[tuple[int, tuple[str, ...]]]:
        """The captions as (first word, lines): the cheapest way from the first word to the last."""
        best: list[tuple[float, int, tuple[str, ...]]] = [(0.0, 0, ())]
        for end in range(1, len(self.words) + 1):
            ways = []
            for first in range(end - 1, -1, -1):
                laid = self._laid_out(first, end)
                if laid is None:
                    break
                cost, lines = laid
                ways.append((best[first][0] + cost + self._cost(first, end), first, lines))
            best.append(min(ways))
        blocks, end = [], len(self.words)
        while end:
            _, first, lines = best[end]
            blocks.append((first, lines))
            end = first
        return blocks[::-1]

    def _cost(self, first: int, end: int) -> float:
        """What a caption of these words costs beside its lines: itself, its end, its size and its time."""
        letters = self._letters(first, end)
        frames = self.starts[end] - self.starts[first]
        cost = CAPTION + 1.5 * self.breaks[end] + 10 * (letters / (2 * LINE)) ** 2
        if end - first < len(self.words) and letters < LINE // 3:
            cost += SCRAP
        if not SHORTEST <= frames <= LONGEST:
            cost += MISTIMED
        return cost + 2 * max(letters * FRAME_RATE / max(frames, 1) - FASTEST, 0)
