"""From shots to chunks in the store: what is there is reused, what is missing is made by the farm beside the sound."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bulletin import farm
from bulletin.desk.soundtrack import SoundJob, Soundtrack
from bulletin.desk.workshop import Run
from bulletin.errors import TryAgain
from bulletin.messages import say
from bulletin.picture.render import ChunkJob, chunk_jobs, piece_jobs
from bulletin.picture.values import Chunk, Look
from bulletin.rundown.values import Shot
from bulletin.store import Store

ENCODING = say("Pictures and sound")


@dataclass(frozen=True, slots=True)
class Placed:
    """A chunk in the programme: its shot (from 0), its key, its frames and the digest it had when it was made."""

    shot: int
    key: str
    frames: int
    digest: str


@dataclass(frozen=True, slots=True)
class Pictures:
    """The programme's chunks in order, and how many shots and chunks were (made, reused)."""

    parts: tuple[Placed, ...]
    shots: tuple[int, int]
    chunks: tuple[int, int]

    @property
    def keys(self) -> tuple[tuple[str, ...], ...]:
        """The keys of every shot's chunks."""
        count = self.parts[-1].shot + 1
        found: list[list[str]] = [[] for _ in range(count)]
        for part in self.parts:
            found[part.shot].append(part.key)
        return tuple(tuple(keys) for keys in found)

    def read(self, store: Store) -> Iterator[Chunk]:
        """The chunks one after the other, as they lie in the store."""
        for part in self.parts:
            entry = store.get(part.key)
            if entry is None:
                raise TryAgain(
                    say("The store lost a piece of finished work while it was needed"),
                    hint=say("Run the command again."),
                )
            yield Chunk.from_entry(entry)


def encode_shots(shots: tuple[Shot, ...], sound: SoundJob, look: Look, run: Run) -> tuple[Pictures, Soundtrack]:
    """Make every chunk that the store does not hold, and the soundtrack.

    Raises what composing, encoding and mixing raise; what was finished by then is kept."""
    jobs = tuple(chunk_jobs(shot, look) for shot in shots)
    distinct = _distinct(jobs)
    digests = {job.key: digest for job in distinct if (digest := _kept(job, run.store))}
    missing = [job for job in distinct if job.key not in digests]
    frames = sum(job.last - job.first for job in missing)
    made: list[Soundtrack] = []
    done = 0

    def collect(job: Any, result: Any) -> None:
        nonlocal done
        if isinstance(result, Chunk):
            run.store.put(job.key, result.to_entry())
            digests[job.key] = result.digest()
            done += job.last - job.first
            run.tell(ENCODING, done, frames)
        elif isinstance(result, Soundtrack):
            made.append(result)

    run.tell(ENCODING, 0, frames)
    work: list[farm.Job] = [sound, *piece_jobs({job.shot for job in missing}, look), *missing]
    farm.run(work, run.workers, collect)
    return _pictures(jobs, digests, {job.key for job in missing}), made[0]


def _pictures(jobs: tuple[tuple[ChunkJob, ...], ...], digests: Mapping[str, str], anew: set[str]) -> Pictures:
    parts = tuple(
        Placed(number, job.key, job.last - job.first, digests[job.key])
        for number, shot in enumerate(jobs)
        for job in shot
    )
    shots_made = sum(any(job.key in anew for job in shot) for shot in jobs)
    return Pictures(parts, (shots_made, len(jobs) - shots_made), (len(anew), len(parts) - len(anew)))


def _distinct(jobs: tuple[tuple[ChunkJob, ...], ...]) -> list[ChunkJob]:
    """Every chunk once: two shots may be alike."""
    return list({job.key: job for shot in jobs for job in shot}.values())


def _kept(job: ChunkJob, store: Store) -> str | None:
    entry = store.get(job.key)
    return Chunk.from_entry(entry).digest() if entry else None
