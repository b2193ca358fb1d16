"""`bulletin render`: from a script to a verified, published bulletin – or to nothing at all and a clear word why."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bulletin import __version__
from bulletin.desk import manifest
from bulletin.desk.inputs import Inputs, gather, text_problems
from bulletin.desk.picturing import Pictures, encode_shots
from bulletin.desk.soundtrack import Soundtrack, sound_job
from bulletin.desk.speaking import DRAFT_NOTICE, Spoken, Tell, speak
from bulletin.errors import Problem, Problems
from bulletin.master.folder import check_room, check_targets
from bulletin.master.listen import Level, verify_sound
from bulletin.master.mux import join
from bulletin.master.publish import MANIFEST, Publication, publication
from bulletin.master.values import Part, Plan
from bulletin.master.verify import verify
from bulletin.messages import Language, Message, say
from bulletin.newsroom import Newsroom, find_newsroom
from bulletin.outputs.captions import srt, vtt
from bulletin.outputs.chapters import chapter_text
from bulletin.picture.values import PROFILES, Look
from bulletin.rundown.plan import date_words, plan
from bulletin.rundown.values import Rundown
from bulletin.script import read
from bulletin.store import Store, digest
from bulletin.timing import FRAME_RATE, clock

STORE_NAME = ".store"
BYTES_A_FRAME = 60_000
"""What a frame may need on disk at most (12 Mb/s), for the look at free space before the work begins."""

JOINING, VERIFYING = say("Joining"), say("Verifying")


@dataclass(frozen=True, slots=True)
class Order:
    """What the user asks for; None where the newsroom's own setting holds."""

    script: Path
    out: Path | None = None
    store: Path | None = None
    workers: int | None = None
    voice: str | None = None
    profile: str = "final"


@dataclass(frozen=True, slots=True)
class Rendered:
    """What came of it. `elapsed` is seconds; `made` counts nothing when the bulletin was there already."""

    folder: Path
    facts: Mapping[str, Any]
    findings: tuple[Problem, ...]
    elapsed: float
    shots: tuple[int, int] = (0, 0)
    takes: tuple[int, int] = (0, 0)
    chunks: tuple[int, int] = (0, 0)
    is_new: bool = True
    damaged: tuple[str, ...] = field(default=())

    @property
    def master(self) -> Path:
        return self.folder / str(self.facts["master"])

    def as_json(self, language: Language) -> dict[str, Any]:
        counted = {"shots": self.shots, "takes": self.takes, "chunks": self.chunks}
        return {
            "master": str(self.master),
            "frames": self.facts["frames"],
            "seconds": self.facts["frames"] / FRAME_RATE,
            "elapsed": round(self.elapsed, 3),
            "voice": self.facts["voice"],
            "draft_voice": self.facts["draft_voice"],
            "files": [str(self.folder / file["name"]) for file in self.facts["files"]],
            "findings": [problem.facts(language) for problem in self.findings],
            "unchanged": not self.is_new,
            **{name: {"made": made, "reused": reused} for name, (made, reused) in counted.items()},
        }

    def sentences(self) -> tuple[Message, ...]:
        """What the producer is told at the end."""
        lines = []
        if not self.is_new:
            lines.append(say("Nothing has changed."))
        else:
            fields = {"takes": self.takes[0], "shots": self.shots[0], "reused": self.shots[1]}
            lines.append(say("Made {takes} takes and {shots} shots anew; {reused} shots were reused.", **fields))
        if self.damaged:
            lines.append(
                say("{count} damaged entries of the store were set aside and made again.", count=len(self.damaged))
            )
        if self.facts["draft_voice"]:
            lines.append(DRAFT_NOTICE)
        shown = {"length": clock(self.facts["frames"]), "path": str(self.master), "seconds": round(self.elapsed)}
        lines.append(say("Ready in {seconds} s, {length} long: {path}", **shown))
        return tuple(lines)


def render(order: Order, tell: Tell) -> Rendered:
    """Render a bulletin. Raises Problems and every other known failure; then nothing was published."""
    started = time.monotonic()
    newsroom = find_newsroom(order.script.parent)
    folder = _folder(order, newsroom)
    request = digest(manifest.tool(), order.voice, order.profile)
    before = manifest.unchanged(folder, MANIFEST, newsroom, order.script, request)
    if before is not None:
        return Rendered(folder, before, (), time.monotonic() - started, is_new=False)
    inputs = gather(order.script)
    store = Store(store_folder(order.store, newsroom))
    sources = tuple(manifest.fixed_files(newsroom, order.script))
    with publication(folder) as release:
        check_targets([folder / name for name in _names(inputs).values()], sources)
        check_room(folder, inputs.draft.frames * BYTES_A_FRAME)
        work = _Work(order, inputs, store, release, tell)
        rendered = work.run(request, sources)
    return Rendered(**{**rendered, "elapsed": time.monotonic() - started})


def store_folder(named: Path | None, newsroom: Newsroom) -> Path:
    """Where finished work is kept: as named, or in the newsroom's folder."""
    return (named or newsroom.folder / STORE_NAME).resolve()


def worker_count(named: int | None) -> int:
    """How many processes encode: as named, else one for every core this process may use."""
    return named or len(os.sched_getaffinity(0))


@dataclass(frozen=True, slots=True)
class _Work:
    """One run, from checked inputs to released files."""

    order: Order
    inputs: Inputs
    store: Store
    release: Publication
    tell: Tell

    def run(self, request: str, sources: Sequence[Path]) -> dict[str, Any]:
        inputs, workers = self.inputs, worker_count(self.order.workers)
        spoken = speak(inputs, self.order.script, self.order.voice, self.store, workers, self.tell)
        rundown = plan(inputs.script, spoken.narration, inputs.assets, inputs.house)
        problems = text_problems(rundown, inputs.pack)
        if any(problem.is_error for problem in problems):
            raise Problems(problems)
        look = Look(inputs.pack, PROFILES[self.order.profile], self.store.root)
        with tempfile.TemporaryDirectory(prefix=".work.", dir=self.store.root) as work:
            job = sound_job(rundown, _music(inputs), spoken.groups, (self.store.root, Path(work)))
            pictures, sound = encode_shots(rundown.shots, job, look, self.store, workers, self.tell)
            self._master(rundown, pictures, sound, spoken, look)
        names = _names(inputs)
        self.release.write(names["srt"], srt(rundown.captions))
        self.release.write(names["vtt"], vtt(rundown.captions))
        self.release.write(names["chapters"], chapter_text(rundown.chapters, rundown.frames))
        facts = self._facts(rundown, spoken, pictures, look) | {"request": request} | self._inputs(sources, spoken)
        self.release.release(facts)
        files = [{"name": name} for name in names.values()]
        return {
            "folder": self.release.folder,
            "facts": {**facts, "files": files},
            "findings": (*rundown.notes, *inputs.script.notes, *spoken.notes),
            "shots": pictures.shots,
            "takes": (spoken.made, spoken.reused),
            "chunks": pictures.chunks,
            "damaged": tuple(self.store.damaged),
        }

    def _master(self, rundown: Rundown, pictures: Pictures, soundtrack: Soundtrack, spoken: Spoken, look: Look) -> None:
        """Join, verify. Nothing has its final name yet."""
        parts = tuple(
            Part(part.shot, part.frames, part.digest, rundown.shots[part.shot].slug, rundown.shots[part.shot].place)
            for part in pictures.parts
        )
        script = self.inputs.script
        title = f"{self.inputs.house.words.programme} {date_words(script, self.inputs.house)}"
        comment = "; ".join(self._comments(spoken))
        planned = Plan(parts, look.profile.width, look.profile.height, title, comment)
        draft = self.release.draft(_names(self.inputs)["mp4"])
        self.tell(JOINING, 0, rundown.frames)
        ledger = join(draft, planned, pictures.read(self.store), soundtrack.track)
        self.tell(VERIFYING, 0, rundown.frames)
        verify(draft, planned, ledger)
        verify_sound(draft, planned, soundtrack.mix, Level())
        self.tell(VERIFYING, rundown.frames, rundown.frames)

    def _comments(self, spoken: Spoken) -> tuple[str, ...]:
        """What the file says of itself: what it is, and that its voice is synthetic or not for publication."""
        title = self.inputs.script.title
        synthetic = self.inputs.house.words.synthetic_voice if spoken.is_synthetic else ""
        draft = DRAFT_NOTICE.text("vi") if spoken.is_draft else ""
        return tuple(part for part in (title.words if title else "", synthetic, draft) if part)

    def _inputs(self, sources: Sequence[Path], spoken: Spoken) -> dict[str, Any]:
        pictures = [Path(asset.path) for asset in self.inputs.assets.values()]
        return {
            "inputs": manifest.digests(self.inputs.newsroom, dict.fromkeys((*sources, *pictures, *spoken.recordings)))
        }

    def _facts(self, rundown: Rundown, spoken: Spoken, pictures: Pictures, look: Look) -> dict[str, Any]:
        """The manifest: what was made, from what, with what. No clock and no machine in it."""
        script = self.inputs.script
        return {
            "bulletin": __version__,
            "kind": script.kind,
            "date": script.date.isoformat(),
            "title": script.title.words if script.title else "",
            "script": script.file,
            "profile": look.profile.name,
            "master": _names(self.inputs)["mp4"],
            "frames": rundown.frames,
            "rate": FRAME_RATE,
            "voice": ", ".join(voice.name for voice in spoken.voices),
            "voices": [{"name": v.name, "engine": v.engine, "variant": v.variant, "pace": v.pace} for v in spoken.voices],
            "draft_voice": spoken.is_draft,
            "notice": DRAFT_NOTICE.text("vi") if spoken.is_draft else "",
            "versions": list(manifest.versions_used()),
            "stories": [
                {"page": line.page, "slug": line.slug, "title": line.title, "form": line.form,
                 "start": line.span.start, "frames": line.span.length, "line": line.place.line}
                for line in rundown.lines
            ],
            "shots": [
                {"slug": shot.slug, "start": start, "frames": shot.length, "chunks": list(keys)}
                for shot, start, keys in zip(rundown.shots, rundown.starts, pictures.keys, strict=True)
            ],
            "takes": [{"key": cue.take, "start": cue.span.start, "samples": cue.span.length} for cue in rundown.voice],
            "credits": credits_of(self.inputs),
        }  # fmt: skip


def credits_of(inputs: Inputs) -> list[dict[str, str]]:
    """Every picture with what its credit says, for the ledger of rights."""
    return [
        {
            "path": picture.path,
            "credit": picture.credit.text if picture.credit else "",
            "digest": inputs.assets[path].digest,
        }
        for path, picture in inputs.pictures.items()
    ]


def _folder(order: Order, newsroom: Newsroom) -> Path:
    """Where the bulletin goes: out/<kind>/<date>/, drafts one folder further in."""
    script = read(order.script, str(order.script))
    folder = (order.out or newsroom.folder / "out") / script.kind / script.date.isoformat()
    return folder if order.profile == "final" else folder / order.profile


def _names(inputs: Inputs) -> dict[str, str]:
    stem = f"lao-dong-tv-{inputs.script.kind}-{inputs.script.date.isoformat()}"
    return {"mp4": f"{stem}.mp4", "srt": f"{stem}.srt", "vtt": f"{stem}.vtt", "chapters": f"{stem}.chapters.txt"}


def _music(inputs: Inputs) -> list[tuple[str, Path, str]]:
    sounds = inputs.pack.sounds
    return [(name, Path(sounds[name].path), sounds[name].digest) for name in sounds.names()]
