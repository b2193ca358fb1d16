"""x264 alone: the frames of chunks encoded with the settings of the render, composed before the clock runs."""

from __future__ import annotations

import hashlib
import multiprocessing
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from typing import Any

import av

from bulletin.picture.compose import Composer
from bulletin.picture.planes import Frame, blank, copy
from bulletin.picture.render import COARSEST, MOST_KBITS, ChunkJob
from bulletin.picture.resources import Resources
from bulletin.picture.values import Chunk, Measures, Packet, Profile
from bulletin.picture.x264 import open_encoder, packets_of, wrapped

PATIENCE = 300
"""Seconds that a process waits for the others before it gives up."""
SPAWN = multiprocessing.get_context("spawn")


@dataclass(frozen=True, slots=True)
class Encoded:
    """What x264 took for a chunk, and the digest of what it made."""

    frames: int
    seconds: float
    digest: str


def encode_alone(jobs: Sequence[ChunkJob], workers: int) -> list[Encoded]:
    """Have x264 encode the frames of chunks in so many processes at once, a chunk in each; in order. Chunks that would
    leave a process idle at the end are left out.

    Frames are composed before the clock runs, a chunk at a time, and all processes begin to encode together."""
    rounds = len(jobs) // workers
    barrier = SPAWN.Barrier(workers)
    pipes, crew = [], []
    for number in range(workers):
        ours, theirs = SPAWN.Pipe(duplex=False)
        share = jobs[number : rounds * workers : workers]
        crew.append(SPAWN.Process(target=_encode_in_step, args=(share, barrier, theirs), daemon=True))
        crew[-1].start()
        theirs.close()
        pipes.append(ours)
    found = [pipe.recv() for _ in range(rounds) for pipe in pipes]
    for process in crew:
        process.join()
    return found


def seconds_alone(found: Sequence[Encoded], frames: int, workers: int) -> float:
    """How long x264 would take for so many frames with so many processes, all of them busy all the time."""
    return sum(one.seconds for one in found) / sum(one.frames for one in found) * frames / workers


def lasting(frame: Frame, number: int) -> av.VideoFrame:
    """A composed frame as a picture that stays when the composer goes on."""
    kept = blank(frame.luma.shape[1], frame.luma.shape[0])
    copy(frame, kept)
    return wrapped(kept, number)


def fingerprint(packets: Sequence[Packet]) -> str:
    """The digest of the packets' bytes."""
    return hashlib.sha256(b"".join(packet.payload for packet in packets)).hexdigest()


def _encode_in_step(jobs: Sequence[ChunkJob], barrier: Any, pipe: Connection) -> None:
    for job in jobs:
        frames = Composer(job.shot, Resources(job.look)).frames(job.first, job.last)
        pictures = [lasting(frame, number) for number, frame in enumerate(frames)]
        barrier.wait(PATIENCE)
        seconds, packets = _playable(pictures, job.look.profile)
        pipe.send(Encoded(len(pictures), seconds, fingerprint(packets)))


def _playable(pictures: Sequence[av.VideoFrame], profile: Profile) -> tuple[float, list[Packet]]:
    """The seconds of one encoding, and what it made: with the settings that the render ended with, where it had to take
    coarser ones. What it did before counts against the render."""
    while True:
        started = time.perf_counter()
        context = open_encoder(profile)
        encoded = [packet for picture in (*pictures, None) for packet in context.encode(picture)]
        seconds = time.perf_counter() - started
        packets = packets_of(encoded)
        coarser = profile.encoder.coarser()
        chunk = Chunk(profile.width, profile.height, b"", tuple(packets), Measures(b"", b""))
        if chunk.most_kbits <= MOST_KBITS or coarser.quality > COARSEST:
            return seconds, packets
        profile = replace(profile, encoder=coarser)
