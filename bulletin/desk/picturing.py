"""From shots to chunks in the store: what is there is reused, what is missing is made by the farm beside the sound."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from threading import Condition
from typing import Any

from bulletin import farm
from bulletin.desk.soundtrack import MeasureJob, SegmentJob, Sounding
from bulletin.desk.workshop import Run
from bulletin.messages import say
from bulletin.picture.render import ChunkJob, PieceJob, chunk_jobs, piece_jobs
from bulletin.picture.values import Chunk, Look
from bulletin.rundown.values import Dip, Join, Shot
from bulletin.store import Known, Store

ENCODING = say("Pictures and sound")
AHEAD = 2
"""Chunks that are read and checked before they are asked for."""


class Lost(Exception):
    """A chunk that the store had is gone or damaged now. Encoding again makes it anew."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A chunk in the programme: its shot (from 0), its key, its frames and the fingerprint it had when it was made."""

    shot: int
    key: str
    frames: int
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Pictures:
    """The programme's chunks in order, and the keys of those that were made for it."""

    parts: tuple[Placed, ...]
    made: frozenset[str]
    parameters: str = ""
    """What decoders of the chunks are set up with, in hexadecimal; known when they are joined."""

    @property
    def shots(self) -> tuple[int, int]:
        """How many shots have something new in them, and how many have not."""
        anew = sum(not self.made.isdisjoint(keys) for keys in self.keys)
        return anew, len(self.keys) - anew

    @property
    def chunks(self) -> tuple[int, int]:
        """How many chunks were made, and how many places of the programme others fill."""
        return len(self.made), sum(part.key not in self.made for part in self.parts)

    @property
    def frames_made(self) -> int:
        """The frames of the chunks that were made, each once."""
        return sum({part.key: part.frames for part in self.parts if part.key in self.made}.values())

    @property
    def keys(self) -> tuple[tuple[str, ...], ...]:
        """The keys of every shot's chunks."""
        count = self.parts[-1].shot + 1
        found: list[list[str]] = [[] for _ in range(count)]
        for part in self.parts:
            found[part.shot].append(part.key)
        return tuple(tuple(keys) for keys in found)


class Making:
    """A programme's chunks in the making. Which it takes is known at once; `read` gives them in order, each when it is there,
    to a thread that joins them meanwhile."""

    def __init__(self, shots: Sequence[Shot], look: Look, store: Store) -> None:
        self.look = look
        self._store = store
        known = cache(store.look)
        self._wanted = tuple(_wanted(shot, look, known) for shot in shots)
        keys = dict.fromkeys(chunk.key for shot in self._wanted for chunk in shot)
        self._fingerprints = {key: found.facts["fingerprint"] for key in keys if (found := known(key))}
        distinct = {chunk.key: chunk.job for shot in self._wanted for chunk in shot if chunk.job}.values()
        self.missing = tuple(job for job in distinct if job.key not in self._fingerprints)
        self._changed = Condition()
        self._is_given_up = False

    @property
    def parts(self) -> tuple[Placed, ...]:
        """The chunks in order; the fingerprint of one that is not there yet is ''."""
        return tuple(
            Placed(number, chunk.key, chunk.frames, self._fingerprints.get(chunk.key, ""))
            for number, shot in enumerate(self._wanted)
            for chunk in shot
        )

    @property
    def pictures(self) -> Pictures:
        """What came of it, when everything is there."""
        return Pictures(self.parts, frozenset(job.key for job in self.missing))

    def keep(self, job: ChunkJob, chunk: Chunk) -> None:
        """Keep a chunk that was made. Raises DiskFailed."""
        entry = chunk.to_entry()
        self._store.put(job.key, entry)
        with self._changed:
            self._fingerprints[job.key] = entry.facts["fingerprint"]
            self._changed.notify_all()

    def give_up(self) -> None:
        """Nothing more is made: who waits for it is let go."""
        with self._changed:
            self._is_given_up = True
            self._changed.notify_all()

    def read(self) -> Iterator[Chunk]:
        """The chunks one after the other, as they lie in the store, with their checksums. Only here is every byte of them
        checked, of the next ones while the caller has this one: raises Lost for one that is not whole, or is not made."""
        with ThreadPoolExecutor(1, thread_name_prefix="chunks") as pool:
            coming: deque[Future[Chunk]] = deque()
            for part in self.parts:
                coming.append(pool.submit(self._checked, part.key))
                if len(coming) > AHEAD:
                    yield coming.popleft().result()
            while coming:
                yield coming.popleft().result()

    def _checked(self, key: str) -> Chunk:
        with self._changed:
            self._changed.wait_for(lambda: self._is_given_up or key in self._fingerprints)
            if self._is_given_up:
                raise Lost(key)
        entry = self._store.get(key)
        chunk = Chunk.from_entry(entry).summed() if entry else None
        if chunk is None or chunk.fingerprint() != self._fingerprints[key]:
            raise Lost(key)
        return chunk


def begin_pieces(shots: Iterable[Shot], look: Look, run: Run) -> frozenset[str]:
    """Have workers that wait make the motion pieces of shots while the voices read; the names of those begun."""
    jobs = piece_jobs(shots, look)
    is_begun = jobs and run.crew is not None and run.crew.start(jobs)
    return frozenset(job.piece for job in jobs) if is_begun else frozenset()


def missing_frames(shots: Iterable[Shot], look: Look, store: Store) -> tuple[int, ...]:
    """How many frames of each shot are not in the store."""
    return tuple(
        sum(
            chunk.job.last - chunk.job.first
            for chunk in _wanted(shot, look, store.look)
            if chunk.job and not store.holds(chunk.key)
        )
        for shot in shots
    )


def encode_shots(making: Making, sounding: Sounding, run: Run, begun: frozenset[str] = frozenset()) -> Pictures:
    """Make every chunk that the store does not hold, and beside them the sound. Motion pieces that were `begun` are not
    begun again.

    Raises what composing, encoding and mixing raise; what was finished by then is kept."""
    missing = making.missing
    frames = sum(job.last - job.first for job in missing)
    pieces = {piece.piece: piece for piece in piece_jobs({job.shot for job in missing}, making.look)}
    waiting = {job.key: job for job in missing if not pieces.keys().isdisjoint(job.pieces)}
    done = 0

    def collect(job: farm.Job, result: Any) -> Sequence[farm.Job]:
        nonlocal done
        if isinstance(job, MeasureJob | SegmentJob):
            return sounding.collect(job, result)
        if isinstance(job, PieceJob):
            pieces.pop(job.piece, None)  # one that was begun may have been kept before it was missed
            ready = [key for key, chunk in waiting.items() if pieces.keys().isdisjoint(chunk.pieces)]
            return [waiting.pop(key) for key in ready]
        if isinstance(job, ChunkJob):
            making.keep(job, result)
            done += job.last - job.first
            run.tell(ENCODING, done, frames)
        return ()

    run.tell(ENCODING, 0, frames)
    at_once = [job for job in missing if job.key not in waiting]
    work: list[farm.Job] = [
        *sounding.first(),
        *(piece for name, piece in pieces.items() if name not in begun),
        *at_once,
    ]
    farm.run(work, run.crew or run.workers, collect, run.cluster)
    return making.pictures


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A chunk of the programme, and the job that makes it; None for one that an earlier bulletin recorded."""

    key: str
    frames: int
    job: ChunkJob | None = None


def _wanted(shot: Shot, look: Look, known: Callable[[str], Known | None]) -> tuple[_Wanted, ...]:
    """The chunks of a shot: those it was recorded in, where they are all `known` to the store; else those to be made of it."""
    if shot.chunks and all(known(chunk.key) for chunk in shot.chunks):
        return tuple(_Wanted(chunk.key, chunk.frames) for chunk in shot.chunks)
    made = tuple(_Wanted(job.key, job.last - job.first, job) for job in chunk_jobs(shot, look))
    if not shot.cut or not isinstance(shot.ground, Join | Dip):
        return made
    before, after = (half if half and known(half.key) else None for half in shot.ground.coded)
    recorded = (before, *(None for _ in made[2:]), after)
    return tuple(_Wanted(half.key, half.frames) if half else own for half, own in zip(recorded, made, strict=True))
