"""The programme's sound, from cues to AAC packets: which jobs it takes, which of their results the store has already.

First the sources that nobody measured yet are measured, many at a time; then the one gain of the programme is decided; then
its segments are made, each by itself. Every result is kept under the digest of what it was made from."""

from __future__ import annotations

import platform
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from bulletin.brand.pack import Pack
from bulletin.errors import Place
from bulletin.rundown.records import Record
from bulletin.rundown.values import ClipCue, MusicKind, Rundown
from bulletin.sound import metering
from bulletin.sound.arrangement import SPEECH, AnyCue, Recorded, Sounds, arrange
from bulletin.sound.delivery import ALLOWANCE, Delivered, Segment, SegmentPlan, make_segment, segment_plan
from bulletin.sound.excerpts import segments
from bulletin.sound.levels import Aim, Limits, programme_gain
from bulletin.sound.profiles import Profile, profile
from bulletin.sound.sources import clip_source, read_source
from bulletin.sound.values import SoundPlan, Source
from bulletin.store import Entry, Store, digest, source_digest, versions
from bulletin.timing import Span

LIMITS = Limits()

TOLERANCE, KEPT_TOLERANCE = 0.1, 0.18
"""LU: a programme that came out further from its target is made once more with what was learned; one with sections that
keep their gains, without these."""

KEPT_WITHIN = 1.0
"""dB that a section's kept gain may be off the programme's."""

ATTEMPTS = 3
BATCH = 12
"""Sources that are measured in one job."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """The takes of one voice or one recording, levelled together, and how many LU they stand above the others."""

    takes: tuple[str, ...]
    level: float = 0.0


@dataclass(frozen=True, slots=True)
class Levels:
    """What was decided of how loud things are, in dB: the gain of every section of a programme (None: still open), and by
    how much takes were lifted to the level of speech, by their keys."""

    sections: tuple[float | None, ...] = ()
    takes: Mapping[str, float] = field(default_factory=dict)

    def section(self, number: int) -> float | None:
        return self.sections[number] if number < len(self.sections) else None


@dataclass(frozen=True, slots=True)
class Score:
    """What is to be heard: cues in a programme of so many frames with joins in it, the pieces of the pack by kind, the takes
    of the speakers; and what earlier bulletins decided of the levels."""

    frames: int
    cues: tuple[AnyCue, ...]
    pieces: tuple[tuple[MusicKind, Source], ...]
    speakers: tuple[Speaker, ...]
    joins: tuple[Span, ...] = ()
    kept: Levels = Levels()


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
        """More than any chunk: the master is joined while chunks are made, and nothing of it without its sound."""
        return 10_000 + self.plan.count

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
        return arrange(self._score.frames, self._score.cues, self._sounds(), joins=self._score.joins)

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
        kept = self._score.kept.takes
        for speaker in self._score.speakers:
            lufs = metering.loudness(self.profiles[key].steps for key in speaker.takes)
            for key in speaker.takes:
                samples = self._store.payload_path(key).stat().st_size // 2
                own = SPEECH - kept[key] if key in kept else lufs - speaker.level
                takes[key] = Recorded(self._take(key), own, samples)
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
        self._levels = Levels()
        self._gains: tuple[float, ...] = ()
        self._tried: set[tuple[float, ...]] = set()
        self._keeps = bool(score.kept.sections)
        self._off = 0.0
        self._open = 0
        self._delivered: Future[Delivered] = Future()

    def first(self) -> tuple[SoundWork, ...]:
        """The jobs to begin with; none when the store holds all of the sound."""
        kept = self._store.get(self._key)
        if kept and self._hold(kept.facts["segments"]):
            self._keys, self._levels = tuple(kept.facts["segments"]), _levels(kept.facts)
            self._delivered.set_result(self._joined())
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
        """The finished sound: waited for, where another thread makes it. Raises CancelledError when it was given up."""
        return self._delivered.result()

    def give_up(self) -> None:
        """Nothing more is made: who waits for the sound is let go."""
        self._delivered.cancel()

    @property
    def levels(self) -> Levels:
        """How loud the finished sound was made."""
        return self._levels

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
        gains = self._section_gains(aimed(self._plan, self._sources.profiles, off))
        if gains in self._tried:
            return self._finished()
        self._gains = gains
        self._tried.add(gains)
        plans = [segment_plan(self._plan, span, gains, LIMITS) for span in segments(self._plan)]
        self._keys = tuple(key_of("segment", plan) for plan in plans)
        missing = {key: plan for key, plan in zip(self._keys, plans, strict=True) if not self._hold((key,))}
        return self._begun([SegmentJob(plan, key) for key, plan in missing.items()]) or self._judged()

    def _judged(self) -> tuple[SoundWork, ...]:
        """Every segment is there. Made once more where that brings the programme nearer to its target."""
        off = self._joined().integrated - LIMITS.target
        if self._keeps and abs(off) > KEPT_TOLERANCE:
            self._keeps = False
            return self._ordered(0.0)
        self._off += off
        if not self._keeps and len(self._tried) < ATTEMPTS and abs(self._off) > TOLERANCE:
            return self._ordered(self._off)
        return self._finished()

    def _section_gains(self, gain: float) -> tuple[float, ...]:
        """The gains of all sections in a programme of such a gain."""
        kept = self._score.kept.sections if self._keeps else (None,) * len(self._plan.sections)
        return tuple(gain if own is None or abs(own - gain) > KEPT_WITHIN else own for own in kept)

    def _finished(self) -> tuple[SoundWork, ...]:
        voices = (cue for cue in self._plan.cues if cue.kind == "voice")
        facts = {
            "segments": list(self._keys),
            "gains": list(self._gains),
            "takes": {cue.source.digest: cue.gain_db for cue in voices},
        }
        self._levels = _levels(facts)
        self._store.put(self._key, Entry(facts, b""))
        self._delivered.set_result(self._joined())
        return ()

    def _joined(self) -> Delivered:
        return Delivered(tuple(self._segments[key] for key in self._keys))


def _levels(facts: Mapping[str, Any]) -> Levels:
    return Levels(tuple(facts["gains"]), facts["takes"])


def aimed(plan: SoundPlan, profiles: Mapping[str, Profile], off: float = 0.0) -> float:
    """The gain in dB that brings a programme to its target, where it is known to come out `off` LU louder than expected."""
    return programme_gain(plan, profiles, Aim(LIMITS.target, LIMITS.ceiling - ALLOWANCE, off))


def score_of(
    rundown: Rundown,
    pieces: Sequence[tuple[str, Path, str]],
    speakers: Sequence[Speaker],
    recorded: Iterable[Record] = (),
) -> Score:
    """The score of a rundown; `pieces` are name, file and digest of the pack's music, `recorded` what was recorded of
    stories that are taken over as they are."""
    files = {name: Source(path, digest) for name, path, digest in pieces}
    heard = tuple((kind, files[kind]) for kind in dict.fromkeys(cue.kind for cue in rundown.music))
    cues = rundown.voice + rundown.music + rundown.clips
    return Score(rundown.frames, cues, heard, tuple(speakers), rundown.joins, _kept(rundown, tuple(recorded)))


def _kept(rundown: Rundown, recorded: Sequence[Record]) -> Levels:
    """How loud recorded stories are, in the sections of a programme that they stand in."""
    gains = {record.slug: record.gain for record in recorded if record.gain is not None}
    told = {line.span.start: gains.get(line.slug) for line in rundown.lines}
    takes = {key: who.gain for record in recorded for who in record.heard for key in who.takes if who.gain is not None}
    return Levels((None, *(told[join.end] for join in rundown.joins)), takes) if gains else Levels()


def section_numbers(rundown: Rundown) -> Mapping[int, int]:
    """The numbers of a programme's sections by the frames that they begin with."""
    return {frame: number for number, frame in enumerate((0, *(join.end for join in rundown.joins)))}


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
