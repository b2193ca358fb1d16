"""What a page hears: takes at once, at the last measured gain; the mix with its music, stretch by stretch, once it is made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from bulletin.desk.soundtrack import LIMITS, MeasureJob, Sources, aimed, key_of, music_of, score_of
from bulletin.desk.speaking import Spoken
from bulletin.errors import Place
from bulletin.preview.drafting import Draft
from bulletin.preview.drafting import Spoken as Asked
from bulletin.sound import metering
from bulletin.sound.arrangement import SPEECH
from bulletin.sound.delivery import ALLOWANCE
from bulletin.sound.excerpts import Excerpt, excerpt, segments
from bulletin.sound.limiter import SURROUNDINGS, limited
from bulletin.sound.metering import Energies
from bulletin.sound.mix import mix
from bulletin.sound.pcm import PACKET
from bulletin.sound.profiles import profile
from bulletin.sound.sources import read_source
from bulletin.sound.values import Source
from bulletin.speech.values import Take
from bulletin.store import Entry, Store, source_digest
from bulletin.timing import SAMPLES_PER_FRAME, Span

USUAL_GAIN = 8.0
"""dB from speech as it is mixed to a programme as it is delivered, before it was measured."""
MIXED_AT_ONCE = 100
"""Frames of sound that cost as much to mix as a frame of picture."""


MADE_BY = source_digest("bulletin.preview.listening")


@dataclass(frozen=True, slots=True)
class Sound:
    """Something to be heard: its key in the store, one or two channels, the samples of the programme it fills from its own
    sample `offset` on, and its gain in dB."""

    key: str
    channels: int
    span: Span
    offset: int = 0
    gain: float = 0.0


@dataclass(frozen=True, slots=True)
class MixJob:
    """A stretch of the mix to be made, as 16-bit stereo. `key` is what it is kept under."""

    excerpt: Excerpt
    gain_db: float
    key: str

    @property
    def weight(self) -> int:
        return self.excerpt.length // SAMPLES_PER_FRAME // MIXED_AT_ONCE

    @property
    def name(self) -> str:
        return "sound"

    @property
    def place(self) -> Place | None:
        return None

    def run(self) -> bytes:
        sound = limited(mix(self.excerpt), self.gain_db, LIMITS.ceiling - ALLOWANCE)
        return np.clip(np.rint(sound * 32_768), -32_768, 32_767).astype("<i2").tobytes()


class Ear:
    """The sound of one bulletin while it is being written. `jobs` are what it needs done now, `collect` takes their results
    in, `sounds` is what can be heard. The plan of the mix is made anew when a narration is `complete`."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._heard: dict[object, dict[str, Energies]] = {}
        self._gains: dict[str, float] = {}
        self._programme = USUAL_GAIN
        self._sources: Sources | None = None
        self._unmeasured: dict[tuple[Source, ...], MeasureJob] = {}
        self._stretches: tuple[tuple[Span, MixJob], ...] = ()
        self._made: set[str] = set()

    def hear(self, takes: Mapping[Asked, Take]) -> None:
        """Takes that are there now: a voice is levelled over all that was heard of it."""
        for (_, _, who, _), take in takes.items():
            heard = self._heard.setdefault(who, {})
            if take.key not in heard:
                samples = read_source(Source(self._store.payload_path(take.key), take.key, "pcm"))
                heard[take.key] = profile(samples).steps
        for who in {who for _, _, who, _ in takes}:
            gain = SPEECH - metering.loudness(self._heard[who].values())
            self._gains |= dict.fromkeys(self._heard[who], gain)

    def changed(self) -> None:
        """The programme is another one: its mix is not known until its narration is complete."""
        self._sources, self._unmeasured, self._stretches = None, {}, ()

    def complete(self, draft: Draft, spoken: Spoken) -> None:
        """All takes of a draft are there: plan its mix, as soon as everything is measured."""
        score = score_of(draft.rundown, music_of(draft.inputs.pack), spoken.groups)
        self._sources = Sources(score, self._store)
        self._unmeasured = {job.sources: job for job in self._sources.unmeasured()}
        if not self._unmeasured:
            self._arrange(self._sources)

    def jobs(self, playhead: int) -> Iterator[MeasureJob | MixJob]:
        """What is to be made, what is heard next first; `playhead` is a frame."""
        yield from tuple(self._unmeasured.values())
        at = playhead * SAMPLES_PER_FRAME
        wanted = [(span, job) for span, job in self._stretches if job.key not in self._made]
        yield from (job for _, job in sorted(wanted, key=lambda pair: (pair[0].end <= at, pair[0].start)))

    def collect(self, job: MeasureJob | MixJob, result: object) -> None:
        """Take in what came of a job. Raises DiskFailed."""
        if isinstance(job, MixJob):
            assert isinstance(result, bytes)
            self._store.put(job.key, Entry({}, result))
            self._made.add(job.key)
        elif self._sources is not None and job.sources in self._unmeasured:
            del self._unmeasured[job.sources]
            self._sources.keep(job, result)  # type: ignore[arg-type]
            if not self._unmeasured:
                self._arrange(self._sources)

    def sounds(self, draft: Draft) -> tuple[Sound, ...]:
        """What can be heard now: the mix where it is there, the takes alone between."""
        mixed = [Sound(job.key, 2, span) for span, job in self._stretches if job.key in self._made]
        covered = [sound.span for sound in mixed]
        return (*mixed, *(part for take in self._takes(draft) for part in uncovered(take, covered)))

    def _takes(self, draft: Draft) -> Iterator[Sound]:
        for cue in draft.rundown.voice:
            if cue.take in self._gains:
                yield Sound(cue.take, 1, cue.span, 0, round(self._gains[cue.take] + self._programme, 2))

    def _arrange(self, sources: Sources) -> None:
        plan = sources.arranged()
        self._programme = aimed(plan, sources.profiles)
        found = []
        for packets in segments(plan):
            span = Span(PACKET * packets.start, min(PACKET * packets.length, plan.length - PACKET * packets.start))
            reach = Span(span.start - SURROUNDINGS, PACKET * packets.length + 2 * SURROUNDINGS)
            heard = excerpt(plan, reach)
            key = key_of("preview mix", (heard, self._programme, MADE_BY))
            found.append((span, MixJob(heard, self._programme, key)))
        self._stretches = tuple(found)
        self._made |= {job.key for _, job in found if job.key not in self._made and self._store.holds(job.key)}


def uncovered(sound: Sound, covered: Sequence[Span]) -> Iterator[Sound]:
    """The parts of a sound that no other span covers; spans are in order."""
    at, end = sound.span.start, sound.span.end
    for span in covered:
        if span.end <= at or span.start >= end:
            continue
        if span.start > at:
            yield _cut(sound, at, span.start)
        at = max(at, span.end)
    if at < end:
        yield _cut(sound, at, end)


def _cut(sound: Sound, start: int, end: int) -> Sound:
    return Sound(sound.key, sound.channels, Span(start, end - start), start - sound.span.start, sound.gain)
