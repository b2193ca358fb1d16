"""A sentence as captions of at most two lines, broken where it is best read and timed by its clauses."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate, pairwise

from bulletin.rundown.breaks import break_costs
from bulletin.rundown.values import Caption, Rundown, Told
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
    near = tuple((offset, frame - span.start) for offset, frame in clauses)
    return tuple(
        Caption(Span(span.start + caption.span.start, caption.span.length), caption.lines)
        for caption in _split(written, span.length, near)
    )


@lru_cache(maxsize=1024)
def _split(written: str, length: int, clauses: tuple[tuple[int, int], ...]) -> tuple[Caption, ...]:
    """The captions of a sentence that begins at frame 0: wherever it stands, and however often a plan is made, they are the
    same."""
    text = _Text(written, Span(0, length), clauses)
    blocks = text.blocks()
    edges = [0, *(text.starts[first] for first, _ in blocks[1:]), length]
    return tuple(
        Caption(Span(start, end - start), lines)
        for (_, lines), (start, end) in zip(blocks, pairwise(edges), strict=False)
    )


def caption_lines(written: str) -> tuple[tuple[str, ...], ...]:
    """A sentence as the lines of its captions, when nothing is known of its times."""
    usual = Span(0, round(len(written) * FRAME_RATE / 15))
    return tuple(caption.lines for caption in split_captions(written, usual, ()))


def captions_of(rundown: Rundown) -> tuple[Caption, ...]:
    """All captions of a programme."""
    found = (
        caption
        for told in rundown.told
        for caption in (split_captions(told.written, told.span, told.clauses) if isinstance(told, Told) else (told,))
    )
    return chained(sorted(found, key=lambda caption: caption.span), rundown.frames)


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
        self.endings = tuple(tuple(self._ending(end)) for end in range(len(self.words) + 1))
        """By the word that a caption ends before: the captions that fit, from the shortest, each as its first word, what its
        lines cost, what it costs itself with its end and its size, and its letters."""

    def _ending(self, end: int) -> Iterator[tuple[int, float, float, int]]:
        for first in range(end - 1, -1, -1):
            letters = self._letters[end] - self._letters[first] - 1
            broken = 0.0 if self._is_one_line(first, end) else min(self._breaks(first, end).values(), default=None)
            if broken is None:
                break
            cost = CAPTION + 1.5 * self.breaks[end] + 10 * (letters / (2 * LINE)) ** 2
            if end - first < len(self.words) and letters < LINE // 3:
                cost += SCRAP
            yield first, broken, cost, letters

    def lines(self, first: int, end: int) -> tuple[str, ...]:
        """The lines of words that fit in one caption, with the break that costs least."""
        if self._is_one_line(first, end):
            return (" ".join(self.words[first:end]),)
        ways = self._breaks(first, end)
        least = min(ways.values())
        return min((" ".join(self.words[first:at]), " ".join(self.words[at:end])) for at in ways if ways[at] == least)

    def _is_one_line(self, first: int, end: int) -> bool:
        return self._letters[end] - self._letters[first] - 1 <= LINE or end - first == 1

    def _breaks(self, first: int, end: int) -> dict[int, float]:
        """What a break costs before each word that may begin the second line."""
        letters, breaks = self._letters, self.breaks
        earliest = max(bisect_left(letters, letters[end] - 1 - LINE), first + 1)
        latest = min(bisect_right(letters, letters[first] + 1 + LINE), end)
        middle = letters[first] + letters[end]
        return {at: breaks[at] + 20 * ((2 * letters[at] - middle) / LINE) ** 2 for at in range(earliest, latest)}


@lru_cache(maxsize=1024)
def _words(written: str) -> _Words:
    """A plan is made twice, with estimated times and with real ones: the words are the same."""
    return _Words(written)


class _Text:
    """A sentence with the frame at which each of its words begins."""

    def __init__(self, written: str, span: Span, clauses: Sequence[tuple[int, int]]) -> None:
        clock = _Clock.of(span, (*clauses, (len(written), span.end)))
        told = _words(written)
        self._told = told
        # A space belongs to the word behind it, so that what follows a clause begins where the clause ends.
        self.starts = [clock.at(end) for end in (0, *told.ends[:-1])] if told.ends else []
        self.starts.append(span.end)

    def blocks(self) -> list[tuple[int, tuple[str, ...]]]:
        """The captions as (first word, lines): the cheapest way from the first word to the last."""
        told, starts = self._told, self.starts
        best = [(0.0, 0)]
        for end in range(1, len(told.words) + 1):
            ways = []
            for first, broken, cost, letters in told.endings[end]:
                frames = starts[end] - starts[first]
                if not SHORTEST <= frames <= LONGEST:
                    cost += MISTIMED
                hurry = 2 * max(letters * FRAME_RATE / max(frames, 1) - FASTEST, 0)
                ways.append((best[first][0] + broken + (cost + hurry), first))
            best.append(min(ways))
        blocks, end = [], len(told.words)
        while end:
            first = best[end][1]
            blocks.append((first, told.lines(first, end)))
            end = first
        return blocks[::-1]
