"""Pieces of a bulletin without the page: one frame, a range, a story, or a sheet with a picture of every shot."""

from __future__ import annotations

import difflib
import io
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from bulletin import farm
from bulletin.desk.fitting import timed
from bulletin.desk.inputs import Inputs, gather, open_script
from bulletin.desk.picturing import ENCODING
from bulletin.desk.soundtrack import LIMITS, Sources, aimed, music_of, score_of
from bulletin.desk.speaking import Spoken
from bulletin.desk.voices import recorded_voice
from bulletin.desk.workshop import Run, Tell, bulletin_folder, store_folder, usable_store
from bulletin.errors import BadInput, NotFound, Problem
from bulletin.master.mux import join
from bulletin.master.values import Part, Plan
from bulletin.master.verify import verify
from bulletin.messages import Language, Message, say
from bulletin.picture import keys
from bulletin.picture.render import ChunkJob, piece_jobs, still_frame
from bulletin.picture.values import PROFILES, Chunk, Look
from bulletin.preview.sheet import Tile, sheet
from bulletin.rundown.values import Rundown, Shot
from bulletin.sound import aac
from bulletin.sound.aac import Track
from bulletin.sound.delivery import ALLOWANCE
from bulletin.sound.excerpts import excerpt
from bulletin.sound.limiter import SURROUNDINGS, limited
from bulletin.sound.mix import mix
from bulletin.sound.pcm import PACKET
from bulletin.speech.keeping import kept_folder
from bulletin.store import write_whole
from bulletin.timing import FRAME_RATE, Span, clock, samples

Kind = Literal["still", "range", "story", "sheet"]
SUFFIXES: dict[Kind, str] = {"still": ".png", "range": ".mp4", "story": ".mp4", "sheet": ".png"}


FIRST = Span(0, 1)


@dataclass(frozen=True, slots=True)
class Cutting:
    """What is asked for: a still at frame `start`, a range of frames, a story by its slug, or the sheet of all shots; and
    the file it goes into."""

    script: Path
    kind: Kind
    out: Path
    span: Span = FIRST
    slug: str = ""
    store: Path | None = None
    voice: str | None = None


@dataclass(frozen=True, slots=True)
class Cut:
    """What was made: the file, what it shows (frames of the programme), and what is worth knowing."""

    path: Path
    span: Span
    notes: tuple[Problem, ...]

    def as_json(self, language: Language) -> dict[str, Any]:
        findings = [note.facts(language) for note in self.notes]
        return {"file": str(self.path), "start": self.span.start, "frames": self.span.length, "findings": findings}

    def sentences(self) -> tuple[Message, ...]:
        shown = {"file": str(self.path), "start": clock(self.span.start), "end": clock(self.span.end)}
        return (say("{file}: {start}", **shown) if self.span.length == 1 else say("{file}: {start} to {end}", **shown),)


def cut(asked: Cutting, tell: Tell) -> Cut:
    """Make a piece of a bulletin. Raises what checking, speaking and rendering raise, NotFound for a story that is not
    there, BadInput for a time beyond the end."""
    opened = open_script(asked.script)
    inputs = gather(opened, asked.voice)
    with tempfile.TemporaryDirectory(prefix="bulletin-") as work:
        store, warnings = usable_store(store_folder(asked.store, inputs.newsroom), Path(work), 0)
        run = Run(store, farm.worker_count(None), tell, kept=kept_folder(opened.path))
        with store.lease():
            ready = timed(opened, inputs, run, recorded_voice(bulletin_folder(opened)), keeps=False)
            table = _Table(ready.inputs, ready.rundown, ready.spoken, run, Path(work))
            span = table.span(asked)
            write_whole(asked.out, table.made(asked.kind, span))
    return Cut(asked.out, span, (*warnings, *inputs.notes, *ready.rundown.notes, *ready.notes, *ready.spoken.notes))


@dataclass(frozen=True, slots=True)
class _Table:
    """A planned bulletin, ready to be cut."""

    inputs: Inputs
    rundown: Rundown
    spoken: Spoken
    run: Run
    work: Path

    def span(self, asked: Cutting) -> Span:
        """The frames asked for."""
        whole = Span(0, self.rundown.frames)
        if asked.kind == "sheet":
            return whole
        span = self._story(asked.slug) if asked.kind == "story" else asked.span
        if span.start >= whole.end:
            shown = {"start": clock(span.start), "length": clock(whole.end)}
            raise BadInput(say("{start} lies beyond the end: the bulletin is {length} long", **shown))
        return Span(span.start, min(span.length, whole.end - span.start))

    def made(self, kind: Kind, span: Span) -> bytes:
        if kind in ("range", "story"):
            return self._film(span)
        image = self._still(span.start, self._look("final")) if kind == "still" else self._sheet()
        written = io.BytesIO()
        image.save(written, "PNG")
        return written.getvalue()

    def _story(self, slug: str) -> Span:
        spans = {line.slug: line.span for line in self.rundown.lines if line.slug}
        if slug not in spans:
            near = difflib.get_close_matches(slug, spans, 3, 0.4) or list(spans)
            raise NotFound(
                say("There is no story {slug}", slug=slug), hint=say("Did you mean {name}?", name=", ".join(near))
            )
        return spans[slug]

    def _look(self, profile: str) -> Look:
        return Look(self.inputs.pack, PROFILES[profile], self.run.store.root)

    def _still(self, frame: int, look: Look) -> Any:
        shot, start = self._shot_at(frame)
        self._make_pieces((shot,), look)
        return still_frame(shot, frame - start, look)

    def _shot_at(self, frame: int) -> tuple[Shot, int]:
        placed = zip(self.rundown.shots, self.rundown.starts, strict=True)
        return next((shot, start) for shot, start in placed if start <= frame < start + shot.length)

    def _sheet(self) -> Any:
        """Every shot in its middle, small."""
        look = self._look("draft")
        self._make_pieces(self.rundown.shots, look)
        tiles = []
        for number, (shot, start) in enumerate(zip(self.rundown.shots, self.rundown.starts, strict=True)):
            self.run.tell(ENCODING, number, len(self.rundown.shots))
            picture = still_frame(shot, shot.length // 2, look)
            tiles.append(Tile(picture, clock(start), f"{shot.length / FRAME_RATE:.1f} s", shot.slug))
        self.run.tell(ENCODING, len(tiles), len(tiles))
        return sheet(tiles, self.inputs.pack)

    # --- film -----------------------------------------------------------------------------------------------------

    def _film(self, span: Span) -> bytes:
        look = self._look("draft")
        jobs = tuple(self._jobs(span, look))
        self._make_pieces([job.shot for job in jobs], look)
        chunks = self._chunks(jobs)
        parts = tuple(
            Part(number, chunk.frames, chunk.fingerprint(), job.shot.slug, job.shot.place)
            for number, (job, chunk) in enumerate(zip(jobs, chunks, strict=True))
        )
        planned = Plan(parts, look.profile.width, look.profile.height)
        path = self.work / "range.mp4"
        verify(path, planned, join(path, planned, chunks, self._track(span)))
        return path.read_bytes()

    def _jobs(self, span: Span, look: Look) -> Iterator[ChunkJob]:
        """The part of every shot that lies in the range."""
        for shot, start in zip(self.rundown.shots, self.rundown.starts, strict=True):
            first, last = max(span.start - start, 0), min(span.end - start, shot.length)
            if first < last:
                seen = keys.trimmed(shot, first, last)
                yield ChunkJob(seen, first, last, look, keys.chunk_key(seen, first, last, look))

    def _chunks(self, jobs: tuple[ChunkJob, ...]) -> list[Chunk]:
        store = self.run.store
        found = {job.key: Chunk.from_entry(entry) for job in jobs if (entry := store.get(job.key))}
        missing = {job.key: job for job in jobs if job.key not in found}

        def collect(job: ChunkJob, chunk: Chunk) -> None:
            store.put(job.key, chunk.to_entry())
            found[job.key] = chunk
            self.run.tell(ENCODING, len(found), len(jobs))

        farm.run(missing.values(), self.run.workers, collect)
        return [found[job.key] for job in jobs]

    def _make_pieces(self, shots: Any, look: Look) -> None:
        farm.run(piece_jobs(shots, look), self.run.workers, lambda _job, _result: None)

    def _track(self, span: Span) -> Track:
        """The sound of the range as it is in the programme, after the packet of silence that every file begins with."""
        sources = Sources(score_of(self.rundown, music_of(self.inputs.pack), self.spoken.groups), self.run.store)
        farm.run(sources.unmeasured(), self.run.workers, sources.keep)
        plan = sources.arranged()
        begin = samples(span.start) + PACKET - SURROUNDINGS
        heard = mix(excerpt(plan, Span(begin, samples(span.length) + PACKET + 2 * SURROUNDINGS)))
        return aac.encode(limited(heard, aimed(plan, sources.profiles), LIMITS.ceiling - ALLOWANCE))
