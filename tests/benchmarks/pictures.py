"""Measures of composing and encoding on the reference, beside x264 alone on the same frames."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from bulletin import farm
from bulletin.picture.compose import Composer
from bulletin.picture.encode import _encoder, _packets, _picture
from bulletin.picture.render import ChunkJob
from bulletin.picture.resources import Resources
from bulletin.picture.values import Chunk, Packet
from bulletin.timing import FRAME_RATE
from tests.benchmarks import reference
from tests.benchmarks.quality import Comparison

PLAIN = 250
"""Frames over which composing is timed."""
PATIENCE = 300
"""Seconds that a process waits for the others before it gives up."""
SPAWN = multiprocessing.get_context("spawn")

Given = ParamSpec("Given")
Result = TypeVar("Result")


def measure(store: Path) -> dict[str, float]:
    """All measures of the picture side; `store` is an empty folder."""
    crew = max(count for count in (1, 2, 3, 4, 6) if count <= len(os.sched_getaffinity(0)))
    jobs = reference.jobs(store)
    elapsed, chunks = in_fresh_process(render, jobs, crew)
    alone = encode_alone(jobs, crew)
    _check_same([fingerprint(chunk.packets) for chunk in chunks], [digest for _, digest in alone])
    encoding = sum(seconds for seconds, _ in alone)
    frames = sum(chunk.frames for chunk in chunks)
    single, pair = (elapsed if crew == count else in_fresh_process(render, jobs, count)[0] for count in (1, 2))
    return {
        "picture_ratio_veryfast": elapsed / (encoding / crew),
        "picture_fps": frames / elapsed,
        "compose_fps": in_fresh_process(compose_alone, store),
        "encode_fps": frames / encoding,
        "workers_speedup": single / pair,
        "ssim": worst(jobs, chunks, crew),
        "mbps": megabits(chunks) * FRAME_RATE / frames,
    }


def render(jobs: Sequence[ChunkJob], workers: int) -> tuple[float, list[Chunk]]:
    """Make the chunks as a render does, from the first process started to the last result; seconds and chunks in order."""
    made: dict[str, Chunk] = {}
    started = time.perf_counter()
    farm.run(jobs, workers, lambda job, chunk: made.update({job.key: chunk}))
    return time.perf_counter() - started, [made[job.key] for job in jobs]


def encode_alone(jobs: Sequence[ChunkJob], workers: int) -> list[tuple[float, str]]:
    """Have x264 encode the same frames with the same settings in so many processes at once: seconds and fingerprint by job.

    Frames are composed before the clock runs, a chunk at a time, and all processes begin to encode together."""
    barrier = SPAWN.Barrier(workers)
    pipes, crew = [], []
    for number in range(workers):
        ours, theirs = SPAWN.Pipe(duplex=False)
        crew.append(SPAWN.Process(target=_encode_in_step, args=(jobs[number::workers], barrier, theirs), daemon=True))
        crew[-1].start()
        theirs.close()
        pipes.append(ours)
    rounds = [[pipe.recv() for pipe in pipes] for _ in range(len(jobs) // workers)]
    for process in crew:
        process.join()
    return [result for together in rounds for result in together]


def compose_alone(store: Path) -> float:
    """Frames a second that one core composes, photograph and plates being ready."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    composer = Composer(reference.plain_shot(PLAIN), Resources(reference.look(store)))
    composer.frame(0)
    started = time.perf_counter()
    count = sum(1 for _ in composer.frames(1, PLAIN))
    return count / (time.perf_counter() - started)


def worst(jobs: Sequence[ChunkJob], chunks: Sequence[Chunk], workers: int) -> float:
    """The SSIM of the shot that is least like what was composed."""
    found: list[float] = []
    comparisons = [Comparison(job, chunk) for job, chunk in zip(jobs, chunks, strict=True)]
    farm.run(comparisons, workers, lambda _, likeness: found.append(likeness))
    return min(found)


def megabits(chunks: Sequence[Chunk]) -> float:
    """The size of the packets."""
    return sum(len(packet.payload) for chunk in chunks for packet in chunk.packets) * 8 / 1e6


def fingerprint(packets: Sequence[Packet]) -> str:
    """The digest of the packets' bytes."""
    return hashlib.sha256(b"".join(packet.payload for packet in packets)).hexdigest()


def in_fresh_process(work: Callable[Given, Result], *given: Given.args, **named: Given.kwargs) -> Result:
    """What a function returns in a process of its own, where nothing is warm."""
    with ProcessPoolExecutor(1, mp_context=SPAWN) as pool:
        return pool.submit(work, *given, **named).result()


def _encode_in_step(jobs: Sequence[ChunkJob], barrier: Any, pipe: Connection) -> None:
    for job in jobs:
        frames = Composer(job.shot, Resources(job.look)).frames(job.first, job.last)
        pictures = [_picture(frame, number) for number, frame in enumerate(frames)]
        barrier.wait(PATIENCE)
        started = time.perf_counter()
        context = _encoder(job.look.profile)
        encoded = [packet for picture in (*pictures, None) for packet in context.encode(picture)]
        seconds = time.perf_counter() - started
        pipe.send((seconds, fingerprint(_packets(encoded))))


def _check_same(ours: Sequence[str], alone: Sequence[str]) -> None:
    if list(ours) != list(alone):
        raise RuntimeError("x264 alone made other bytes than the render: the comparison would be of different things")
