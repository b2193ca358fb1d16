"""Where the time of a cold picture render goes: the processor time of a worker, by stage."""

from __future__ import annotations

import signal
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from types import FrameType

from bulletin.picture.render import ChunkJob

TICK = 0.002
"""Seconds of processor time between two looks at what is being done. A look waits for the end of a library's call and is
then worth all the time since the last one, so that long calls count in full."""
STAGES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("plates", "/bulletin/brand/", ()),
    ("photographs", "/bulletin/picture/photos.py", ()),
    ("photographs", "/bulletin/picture/resources.py", ()),
    ("measuring", "/bulletin/picture/measure.py", ()),
    ("composing", "/bulletin/picture/compose.py", ()),
    ("proof", "/bulletin/picture/encode.py", ("_prove",)),
    ("copying", "/bulletin/picture/x264.py", ("wrapped",)),
    ("x264", "/bulletin/picture/encode.py", ("encode",)),
)
"""Stages by what is on the stack: part of a file's path, and functions of it (all when none is named). The first wins."""
NAMES = tuple(dict.fromkeys(stage for stage, _, _ in STAGES))


def shares(jobs: Sequence[ChunkJob]) -> dict[str, float]:
    """The shares of the time that this process, a fresh one, takes to load the program and make the chunks, one after
    the other: 1 in all."""
    spent = Counter({"start": time.process_time()})
    last = time.process_time()

    def look(_signal: int, frame: FrameType | None) -> None:
        nonlocal last
        now = time.process_time()
        spent[stage_of(frame)] += now - last  # type: ignore[assignment]
        last = now

    before = signal.signal(signal.SIGPROF, look)
    signal.setitimer(signal.ITIMER_PROF, TICK, TICK)
    try:
        for job in jobs:
            job.run()
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
    return {f"stage_{name}": spent[name] / spent.total() for name in ("start", *NAMES, "rest")}


def stage_of(frame: FrameType | None) -> str:
    """Which stage the innermost frame of a stack belongs to."""
    stack = tuple(_places(frame))
    return next(
        (
            stage
            for stage, path, functions in STAGES
            if any(path in file and (not functions or name in functions) for file, name in stack)
        ),
        "rest",
    )


def _places(frame: FrameType | None) -> Iterator[tuple[str, str]]:
    while frame is not None:
        yield frame.f_code.co_filename, frame.f_code.co_name
        frame = frame.f_back
