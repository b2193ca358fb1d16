"""Measures of composing and encoding on the reference, beside x264 alone on the same frames."""

from __future__ import annotations

import os
import pickle
import statistics
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ParamSpec, TypeVar

from bulletin import farm
from bulletin.picture.compose import Composer
from bulletin.picture.render import ChunkJob
from bulletin.picture.resources import Resources
from bulletin.picture.values import PROFILES, Chunk, Encoder
from bulletin.timing import FRAME_RATE
from tests.benchmarks import cold, quality, reference
from tests.benchmarks.alone import SPAWN, encode_alone, fingerprint, seconds_alone
from tests.benchmarks.pairs import Pair, ratio, repeated

PLAIN = 250
"""Frames over which composing is timed."""
VERYFAST = replace(PROFILES["final"], encoder=Encoder("veryfast", 20, "crf"))
"""What the field encodes with."""

Given = ParamSpec("Given")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Render:
    """The reference rendered: seconds of ours and of x264 alone, both with all processes, and the chunks."""

    pair: Pair
    chunks: Sequence[Chunk]

    @property
    def frames(self) -> int:
        return sum(chunk.frames for chunk in self.chunks)


def measure(store: Path, rounds: int) -> dict[str, float]:
    """All measures of the picture side; `store` is an empty folder."""
    crew = processes()
    jobs = reference.jobs(reference.look(store))
    slow = reference.jobs(reference.look(store, VERYFAST))
    renders, workers = zip(*repeated(lambda _: _with_one_worker(jobs, crew), rounds), strict=True)
    return {
        "picture_ratio": ratio([render.pair for render in renders]),
        "picture_ratio_veryfast": ratio([render.pair for render in repeated(lambda _: rendered(slow, crew), rounds)]),
        "picture_fps": statistics.median(render.frames / render.pair.ours for render in renders),
        "encode_fps": statistics.median(render.frames / render.pair.peer / crew for render in renders),
        "workers_speedup": ratio(workers),
        "compose_fps": statistics.median(repeated(lambda _: in_fresh_process(compose_alone, store), rounds)),
        **likeness(jobs, renders[0].chunks, crew),
        "mbps": megabits(renders[0].chunks) * FRAME_RATE / renders[0].frames,
    }


def processes() -> int:
    """One a core, of a number that divides the reference's chunks."""
    return max(count for count in (1, 2, 3, 4, 6) if count <= len(os.sched_getaffinity(0)))


def rendered(jobs: Sequence[ChunkJob], crew: int) -> Render:
    """Our render of the chunks in fresh processes, and then x264 alone. Raises RuntimeError when the bytes differ."""
    elapsed, chunks = render(jobs, crew)
    alone = encode_alone(jobs, crew)
    if [fingerprint(chunk.packets) for chunk in chunks] != [one.digest for one in alone]:
        raise RuntimeError("x264 alone made other bytes than the render: the comparison would be of different things")
    return Render(Pair(elapsed, seconds_alone(alone, sum(chunk.frames for chunk in chunks), crew)), chunks)


def render(jobs: Sequence[ChunkJob], workers: int) -> tuple[float, list[Chunk]]:
    """Make the chunks in a fresh process as a render does, from loading the program to the last result; seconds and chunks
    in order."""
    return in_fresh_process(cold.render, pickle.dumps(jobs), workers)


def compose_alone(store: Path) -> float:
    """Frames a second that one core composes, over all moves alike, photograph and plates being ready."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    resources = Resources(reference.look(store))
    count, seconds = 0, 0.0
    for move in reference.MOVES:
        composer = Composer(reference.plain_shot(PLAIN, move), resources)
        composer.frame(0)
        started = time.perf_counter()
        count += sum(1 for _ in composer.frames(1, PLAIN))
        seconds += time.perf_counter() - started
    return count / seconds


def likeness(jobs: Sequence[ChunkJob], chunks: Sequence[Chunk], workers: int) -> dict[str, float]:
    """The SSIM of the shot that is least like what was composed, and of the one whose plates are."""
    found: list[quality.Likeness] = []
    comparisons = [quality.Comparison(job, chunk) for job, chunk in zip(jobs, chunks, strict=True)]
    farm.run(comparisons, workers, lambda _, likeness: found.append(likeness))
    whole, plates = quality.worst(found)
    return {"ssim": whole, "ssim_plates": plates}


def megabits(chunks: Sequence[Chunk]) -> float:
    """The size of the packets."""
    return sum(len(packet.payload) for chunk in chunks for packet in chunk.packets) * 8 / 1e6


def in_fresh_process(work: Callable[Given, Result], *given: Given.args, **named: Given.kwargs) -> Result:
    """What a function returns in a process of its own, where nothing is warm."""
    with ProcessPoolExecutor(1, mp_context=SPAWN) as pool:
        return pool.submit(work, *given, **named).result()


def _with_one_worker(jobs: Sequence[ChunkJob], crew: int) -> tuple[Render, Pair]:
    """The reference beside x264 alone, and with one worker beside two."""
    done = rendered(jobs, crew)
    single = render(jobs, 1)[0]
    two = done.pair.ours if crew == 2 else render(jobs, 2)[0]
    return done, Pair(single, two)
