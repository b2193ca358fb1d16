"""A clip's pictures by time: the one for every frame of the programme, from the key frame before, decoded once.

The rule: a frame at t shows the picture whose time is nearest to t, but none more than half a frame before its time. Times
are counted from the clip's first picture; nothing is added up, so nothing drifts."""

from __future__ import annotations

import weakref
from collections.abc import Iterator
from contextlib import ExitStack
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import av.filter
from av.error import FFmpegError

from bulletin.footage.opening import damaged, opened, picture_stream
from bulletin.timing import FRAME_RATE

SKIP_FAR = Fraction(1, 2)
"""Seconds before the wanted picture up to which pictures that no other needs are not decoded."""
LEAD = 2
"""Pictures before the wanted one that are decoded for their own sake: deinterlacing looks back."""
NEAR = 10 * FRAME_RATE
"""Frames ahead up to which decoding on is hardly dearer than a seek: so far apart are key frames."""
BACK = (Fraction(0), Fraction(2), Fraction(10))
"""Seconds that a seek goes back further when it landed behind the wanted time."""

Picture = av.VideoFrame
Timed = tuple[Fraction, Picture]
"""A picture and its time in seconds from the clip's first picture on."""


class Pictures:
    """An open clip. `at` is cheap for frames that follow each other; `close` it in the end."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._stack = ExitStack()
        weakref.finalize(self, self._stack.close)  # a clip that nobody reads any more is closed, whoever forgot it
        self._start: Fraction | None = None
        self._coming: Iterator[Timed] = iter(())
        self._now: Timed | None = None
        self._next: Timed | None = None
        self._lost: list[Fraction] = []
        self.decoded = 0
        """How many pictures were decoded so far."""
        try:
            self._begin(None)
        except BaseException:
            self.close()
            raise

    @property
    def first(self) -> Picture:
        """The clip's first picture: its size, colours and turn are the clip's."""
        return self._first

    @property
    def start(self) -> Fraction:
        """The time of the first picture on the file's own clock, in seconds."""
        assert self._start is not None
        return self._start

    @property
    def aspect(self) -> Fraction:
        """How much wider a pixel is than high, before turning."""
        return Fraction(self._stream.sample_aspect_ratio or 1)

    def at(self, n: int) -> Picture:
        """The picture of frame `n`, the last one beyond the end. Raises BadInput where the clip is damaged."""
        wanted = Fraction(n, FRAME_RATE)
        if not self._reaches(wanted):
            self._seek(wanted)
        while self._next is not None and self._is_better(self._next[0], wanted):
            self._now, self._next = self._next, next(self._coming, None)
        assert self._now is not None
        time, picture = self._now
        if picture.is_corrupt or any(time < lost <= wanted for lost in self._lost):
            raise damaged(self.path, f"{float(wanted):.2f} s")
        return picture

    def close(self) -> None:
        """Close the file."""
        self._stack.close()

    # --- where decoding stands ------------------------------------------------------------------------------------

    def _is_better(self, time: Fraction, wanted: Fraction) -> bool:
        """Whether the next picture is to be shown rather than the one at hand."""
        assert self._now is not None
        early = time - wanted
        return early <= Fraction(1, 2 * FRAME_RATE) and abs(early) < abs(wanted - self._now[0])

    def _reaches(self, wanted: Fraction) -> bool:
        """Whether decoding on leads to the wanted time, and soon."""
        if self._now is None or (self._now[0] > wanted and self._now[0] > 0):
            return False
        return self._next is None or wanted - self._now[0] <= Fraction(NEAR, FRAME_RATE)

    def _seek(self, wanted: Fraction) -> None:
        """Stand at a picture that is not after the wanted time."""
        for back in BACK:
            goal = wanted - back
            if goal <= 0:
                break
            self._begin(goal)
            if self._now is not None and self._now[0] <= wanted:
                return
        self._begin(None)

    def _begin(self, goal: Fraction | None) -> None:
        """Decode from the key frame before a time, or from the file's beginning: there not every container can be sought to,
        so that the file is opened anew."""
        if goal is None:
            self._stack.close()
            self._container = self._stack.enter_context(opened(self.path))
            self._stream = picture_stream(self._container, self.path)
        else:
            base = Fraction(self._stream.time_base or 1)
            offset = int((goal + self.start - LEAD / self._rate()) / base)
            self._container.seek(max(offset, 0), stream=self._stream, backward=True)
        self._coming, self._lost = self._timed(goal), []
        self._now = next(self._coming, None)
        self._next = next(self._coming, None)
        if self._start is None:
            raise damaged(self.path, "0 pictures")

    def _rate(self) -> Fraction:
        return Fraction(self._stream.average_rate or self._stream.guessed_rate or FRAME_RATE)

    # --- decoding -------------------------------------------------------------------------------------------------

    def _timed(self, goal: Fraction | None) -> Iterator[Timed]:
        """Pictures with rising times, deinterlaced where the clip is interlaced."""
        before: Fraction | None = None
        for picture in self._progressive(self._decoded(goal)):
            if picture.pts is None or picture.time_base is None:
                continue
            time = picture.pts * Fraction(picture.time_base)
            if self._start is None:
                self._start, self._first = time, picture
            if before is None or time > before:
                before = time
                yield time - self.start, picture

    def _decoded(self, goal: Fraction | None) -> Iterator[Picture]:
        context: Any = self._stream.codec_context
        base = Fraction(self._stream.time_base or 1)
        for packet in self._container.demux(self._stream):
            is_far = goal is not None and packet.pts is not None and (
                packet.pts * base - self.start < goal - SKIP_FAR
            )  # fmt: skip
            context.skip_frame = "NONREF" if is_far else "DEFAULT"
            try:
                for picture in packet.decode():
                    self.decoded += 1
                    yield picture
            except EOFError:
                return
            except FFmpegError:  # told when the picture is asked for: what nobody asks for may be damaged
                if self._start is not None and packet.pts is not None:
                    self._lost.append(packet.pts * base - self.start)

    def _progressive(self, pictures: Iterator[Picture]) -> Iterator[Picture]:
        """The pictures, every one of an interlaced clip made of both its fields."""
        graph: _Deinterlacer | None = None
        for picture in pictures:
            if graph is None and not picture.interlaced_frame:
                yield picture
                continue
            graph = graph or _Deinterlacer(picture)
            yield from graph.push(picture)
        if graph is not None:
            yield from graph.push(None)


class _Deinterlacer:
    """ffmpeg's bwdif: one picture for each picture, only fields that are marked as such."""

    def __init__(self, like: Picture) -> None:
        self._graph = av.filter.Graph()
        self._graph.threads = 1
        source = self._graph.add_buffer(
            width=like.width, height=like.height, format=like.format, time_base=like.time_base
        )
        filter_ = self._graph.add("bwdif", mode="send_frame", deint="interlaced")
        sink = self._graph.add("buffersink")
        source.link_to(filter_)
        filter_.link_to(sink)
        self._graph.configure()

    def push(self, picture: Picture | None) -> Iterator[Picture]:
        self._graph.push(picture)
        while True:
            try:
                yield self._graph.pull()  # type: ignore[misc]
            except (av.error.BlockingIOError, av.error.EOFError):
                return
