"""The programme's sound, from cues to AAC packets: which jobs it takes, which of their results the store has already.

First the sources that nobody measured yet are measured, many at a time; then the one gain of the programme is decided; then
its segments are made, each by itself. Every result is kept under the digest of what it was made from."""

from __future__ import annotations

import platform
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from bulletin.brand.pack import Pack
from bulletin.errors import Place
from bulletin.rundown.values import ClipCue, MusicKind, Rundown
from bulletin.sound import metering
from bulletin.sound.arrangement import AnyCue, Recorded, Sounds, arrange
from bulletin.sound.delivery import ALLOWANCE, Delivered, Segment, SegmentPlan, make_segment, segment_plan
from bulletin.sound.excerpts import segments
from bulletin.sound.levels import Aim, Limits, programme_gain
from bulletin.sound.pcm import PACKET
from bulletin.sound.profiles import Profile, profile
from bulletin.sound.sources import clip_source, read_source
from bulletin.sound.values import SoundPlan, Source
from bulletin.store import Entry, Store, digest, source_digest, versions
from bulletin.timing import SAMPLES_PER_FRAME

LIMITS = Limits()

TOLERANCE = 0.1
"""LU: a programme that came out further from its target is made once more with what was learned."""

ATTEMPTS = 3
BATCH = 12
"""Sources that are measured in one job."""

ENCODED_AT_ONCE = 15
"""Frames of sound that cost as much as a frame of picture."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """The takes of one voice or one recording, levelled together, and how many LU they stand above the others."""

    takes: tuple[str, ...]
    level: float = 0.0


@dataclass(frozen=True, slots=True)
class Score:
    """What is to be heard: cues in a programme of so many frames, the pieces of the pack by kind, the takes of
    the speakers."""

    frames: int
    cues: tuple[AnyCue, ...]
    pieces: tuple[tuple[MusicKind, Source], ...]
    speakers: tuple[Speaker, ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """The profile of a source, and what it decodes to, as 16-bit stereo, where it had to be decoded."""

    profile: bytes
    samples: bytes = b""


@dataclass(frozen=True, slots=True)
class MeasureJob:
    """Sources to be measured, in the order of their results."""

    sources: tuple[Source, ...]

    @property
    def weight(self) -> int:
        """More than any chunk: the gain of the programme waits for it."""
        return 100_000

    @property
    def name(self) -> str:
        return "sound"

    @property
    def place(self) -> Place | None:
        return None

    def run(self) -> tuple[Measured, ...]:
        return tuple(_measured(source) for source in self.sources)


@dataclass(frozen=True, slots=True)
class SegmentJob:
    """A segment to be made; `key` is what it is kept under."""

    plan: SegmentPlan
    key: str

    @property
    def weight(self) -> int:
        """How much work it is, in frames of picture."""
        return self.plan.count * PACKET // SAMPLES_PER_FRAME // ENCODED_AT_ONCE

    @property
    def name(self) -> str:
        return "sound"

    @property
    def place(self) -> Place | None:
        return None

    def run(self) -> Segment:
        return make_segment(self.plan)


SoundWork = MeasureJob | SegmentJob


class Sources:
    """What a score is made from: which sources nobody has measured yet, and what is known of the others."""

    def __init__(self, score: Score, store: Store) -> None:
        self.profiles: dict[str, Profile] = {}
        self._score, self._store = score, store

    def unmeasured(self) -> list[MeasureJob]:
        """The jobs that measure what is missing; everything else is looked up."""
        missing = [source for source in self._all() if not self._know(source)]
        return [MeasureJob(tuple(missing[start : start + BATCH])) for start in range(0, len(missing), BATCH)]

    def keep(self, job: MeasureJob, result: Sequence[Measured]) -> None:
        """Keep what a job found. Raises DiskFailed."""
        for source, measured in zip(job.sources, result, strict=True):
            if source.is_decoded:
                self._store.put(key_of("samples", source), Entry({}, measured.samples))
            self._store.put(key_of("profile", source), Entry({}, measured.profile))
            self.profiles[source.digest] = Profile.from_bytes(measured.profile)

    def arranged(self) -> SoundPlan:
        """The plan of the programme, once everything is measured."""
        return arrange(self._score.frames, self._score.cues, self._sounds())

    def _all(self) -> Iterator[Source]:
        """Every piece, every part of a clip that is heard, and every take."""
        yield from (source for _, source in self._score.pieces)
        yield from self._clips()
        for speaker in self._score.speakers:
            yield from (self._take(key) for key in speaker.takes)

    def _clips(self) -> Iterator[Source]:
        yield from dict.fromkeys(clip_source(cue) for cue in self._score.cues if isinstance(cue, ClipCue))

    def _take(self, key: str) -> Source:
        return Source(self._store.payload_path(key), key, "pcm")

    def _know(self, source: Source) -> bool:
        """Whether a source needs no measuring, and no decoding."""
        entry = self._store.get(key_of("profile", source))
        if entry is None or (source.is_decoded and not self._store.check(key_of("samples", source))):
            return False
        self.profiles[source.digest] = Profile.from_bytes(entry.payload)
        return True

    def _sounds(self) -> Sounds:
        """Where every sound lies and how loud it is; a voice is measured over all its takes, so that its own ups and downs
        stay and two voices match."""
        takes: dict[str, Recorded] = {}
        for speaker in self._score.speakers:
            lufs = metering.loudness(self.profiles[key].steps for key in speaker.takes)
            for key in speaker.takes:
                samples = self._store.payload_path(key).stat().st_size // 2
                takes[key] = Recorded(self._take(key), lufs - speaker.level, samples)
        pieces = {kind: self._decoded(source) for kind, source in self._score.pieces}
        return Sounds(takes, pieces, {source.digest: self._decoded(source) for source in self._clips()})

    def _decoded(self, source: Source) -> Recorded:
        """A piece or part of a clip as it was decoded into the store, measured by itself."""
        path = self._store.payload_path(key_of("samples", source))
        decoded = replace(source, path=path, form="stereo", part=None, whole="")
        return Recorded(decoded, metering.loudness([self.profiles[source.digest].steps]))


class Sounding:
    """The making of one programme's sound: `first` and `collect` say which jobs are next, `soundtrack` is there when they
    are all done. Jobs may be done in any order and anywhere; what comes out is the same."""

    def __init__(self, score: Score, store: Store) -> None:
        self._score, self._store = score, store
        self._sources = Sources(score, store)
        self._segments: dict[str, Segment] = {}
        self._keys: tuple[str, ...] = ()
        self._plan = SoundPlan(0, ())
        self._gains: list[float] = []
        self._off = 0.0
        self._open = 0

    def first(self) -> tuple[SoundWork, ...]:
        """The jobs to begin with; none when the store holds all of the sound."""
        kept = self._store.get(self._key)
        if kept and self._hold(kept.facts["segments"]):
            self._keys = tuple(kept.facts["segments"])
            return ()
        return self._begun(self._sources.unmeasured()) or self._arranged()

    def collect(self, job: SoundWork, result: Any) -> tuple[SoundWork, ...]:
        """Take in the result of a job; the jobs that can be done now. Raises DiskFailed."""
        if isinstance(job, MeasureJob):
            self._sources.keep(job, result)
        else:
            self._store.put(job.key, result.to_entry())
            self._segments[job.key] = result
        self._open -= 1
        if self._open:
            return ()
        return self._arranged() if isinstance(job, MeasureJob) else self._judged()

    def soundtrack(self) -> Delivered:
        """The finished sound."""
        return Delivered(tuple(self._segments[key] for key in self._keys))

    @property
    def _key(self) -> str:
        return key_of("sound", (self._score, LIMITS))

    def _begun(self, jobs: Sequence[SoundWork]) -> tuple[SoundWork, ...]:
        self._open = len(jobs)
        return tuple(jobs)

    def _hold(self, keys: Sequence[str]) -> bool:
        """Whether these segments are there; they are read from the store."""
        for key in keys:
            if key not in self._segments:
                entry = self._store.get(key)
                if entry is None:
                    return False
                self._segments[key] = Segment.from_entry(entry)
        return True

    def _arranged(self) -> tuple[SoundWork, ...]:
        """Every source is known: the plan, and the segments at the gain that should be right."""
        self._plan = self._sources.arranged()
        return self._ordered(0.0)

    def _ordered(self, off: float) -> tuple[SoundWork, ...]:
        """The segments that are missing, at the gain for a programme that comes out `off` LU louder than expected."""
        gain = aimed(self._plan, self._sources.profiles, off)
        if gain in self._gains:
            return self._finished()
        self._gains.append(gain)
        plans = [segment_plan(self._plan, span, gain, LIMITS) for span in segments(self._plan)]
        self._keys = tuple(key_of("segment", plan) for plan in plans)
        missing = {key: plan for key, plan in zip(self._keys, plans, strict=True) if not self._hold((key,))}
        return self._begun([SegmentJob(plan, key) for key, plan in missing.items()]) or self._judged()

    def _judged(self) -> tuple[SoundWork, ...]:
        """Every segment is there. Made once more where that brings the programme nearer to its target."""
        self._off += self.soundtrack().integrated - LIMITS.target
        if len(self._gains) < ATTEMPTS and abs(self._off) > TOLERANCE:
            return self._ordered(self._off)
        return self._finished()

    def _finished(self) -> tuple[SoundWork, ...]:
        self._store.put(self._key, Entry({"segments": list(self._keys)}, b""))
        return ()


def aimed(plan: SoundPlan, profiles: Mapping[str, Profile], off: float = 0.0) -> float:
    """The gain in dB that brings a programme to its target, where it is known to come out `off` LU louder than expected."""
    return programme_gain(plan, profiles, Aim(LIMITS.target, LIMITS.ceiling - ALLOWANCE, off))


def score_of(rundown: Rundown, pieces: Sequence[tuple[str, Path, str]], speakers: Sequence[Speaker]) -> Score:
    """The score of a rundown; `pieces` are name, file and digest of the pack's music."""
    files = {name: Source(path, digest) for name, path, digest in pieces}
    heard = tuple((kind, files[kind]) for kind in dict.fromkeys(cue.kind for cue in rundown.music))
    return Score(rundown.frames, rundown.voice + rundown.music + rundown.clips, heard, tuple(speakers))


def music_of(pack: Pack) -> list[tuple[str, Path, str]]:
    """The music of a brand pack: name, file and digest of each piece."""
    return [(name, Path(pack.sounds[name].path), pack.sounds[name].digest) for name in pack.sounds.names()]


def _measured(source: Source) -> Measured:
    samples = read_source(source)
    kept = profile(samples).to_bytes()
    if not source.is_decoded:
        return Measured(kept)
    return Measured(kept, np.broadcast_to(samples, (len(samples), 2)).astype("<i2").tobytes())


def key_of(kind: str, value: object) -> str:
    """What is made from a value is kept under this: with the program's own part and the machine's in it."""
    return digest(kind, value, *_made_by())


@cache
def _made_by() -> tuple[object, ...]:
    """This program's own part and the machine's: arithmetic may differ between CPU levels."""
    features = platform.machine(), cv2.getCPUFeaturesLine()
    return source_digest("bulletin.sound", "bulletin.footage", "bulletin.timing"), versions("av", "numpy"), features
