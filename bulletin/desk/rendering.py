"""`bulletin render`: from a script to a verified, published bulletin – or to nothing at all and a clear word why."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bulletin import __version__
from bulletin.desk import manifest
from bulletin.desk.inputs import Inputs, Opened, gather, open_script
from bulletin.desk.picturing import Pictures, encode_shots
from bulletin.desk.soundtrack import Soundtrack, sound_job
from bulletin.desk.speaking import DRAFT_NOTICE, Spoken, speak
from bulletin.desk.workshop import Run, Tell, store_folder, usable_store, work_folder, worker_count
from bulletin.errors import Problem
from bulletin.master.folder import check_room, check_targets
from bulletin.master.listen import Level, verify_sound
from bulletin.master.mux import join
from bulletin.master.publish import Publication, publication
from bulletin.master.values import Part, Plan
from bulletin.master.verify import verify
from bulletin.messages import Language, Message, say
from bulletin.outputs.captions import srt, vtt
from bulletin.outputs.chapters import chapter_text
from bulletin.picture.values import PROFILES, Look
from bulletin.rundown.opening import date_words
from bulletin.rundown.plan import plan
from bulletin.rundown.values import Rundown
from bulletin.script.values import Script
from bulletin.store import digest
from bulletin.timing import FRAME_RATE, SAMPLES_PER_FRAME, clock

BYTES_A_FRAME = 60_000
"""What a frame may need on disk at most (12 Mb/s), for the look at free space before the work begins."""

WORK_BYTES_A_FRAME = 2 * 8 * SAMPLES_PER_FRAME
"""What a frame needs for the time of the work: its sound twice, in stereo floats."""

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
    damaged: tuple[str, ...] = ()

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
    opened = open_script(order.script)
    request = digest(manifest.tool(), order.voice, order.profile)
    sources = _sources(opened)
    if opened.is_sound:
        folder = _folder(order, opened)
        before = manifest.unchanged(folder, opened.newsroom, sources, request)
        if before is not None:
            return Rendered(folder, before, opened.problems, time.monotonic() - started, is_new=False)
    inputs = gather(opened, order.voice)
    with publication(_folder(order, opened)) as release, work_folder(release.folder) as work:
        pictures = [Path(asset.path) for asset in inputs.assets.values()]
        targets = [release.folder / name for name in _names(inputs.script).values()]
        check_targets(targets, [opened.path, *pictures, *inputs.recordings.values()])
        check_room(release.folder, inputs.draft.frames * (BYTES_A_FRAME + WORK_BYTES_A_FRAME))
        root = store_folder(order.store, opened.newsroom)
        store, warnings = usable_store(root, work, inputs.draft.frames * BYTES_A_FRAME)
        run = Run(store, worker_count(order.workers), tell)
        rendered = _Work(order.profile, inputs, run, release, work).render(request, sources)
    findings = (*warnings, *rendered.findings)
    return replace(rendered, findings=findings, elapsed=time.monotonic() - started)


@dataclass(frozen=True, slots=True)
class _Work:
    """One run, from checked inputs to released files. `work` is a folder for files that are needed in between."""

    profile: str
    inputs: Inputs
    run: Run
    release: Publication
    work: Path

    @property
    def look(self) -> Look:
        return Look(self.inputs.pack, PROFILES[self.profile], self.run.store.root)

    def render(self, request: str, sources: Mapping[str, str]) -> Rendered:
        inputs = self.inputs
        recordings = manifest.digests(inputs.newsroom, inputs.recordings.values())
        spoken = speak(inputs, self.run)
        rundown = plan(inputs.script, spoken.narration, inputs.assets, inputs.house)
        job = sound_job(rundown, _music(inputs), spoken.groups, (self.run.store.root, self.work))
        pictures, sound = encode_shots(rundown.shots, job, self.look, self.run)
        self._master(rundown, pictures, sound, spoken)
        names = _names(inputs.script)
        self.release.write(names["srt"], srt(rundown.captions))
        self.release.write(names["vtt"], vtt(rundown.captions))
        self.release.write(names["chapters"], chapter_text(rundown.chapters, rundown.frames))
        made_from = {**sources, **recordings, **_picture_digests(inputs)}
        facts = {**self._facts(rundown, spoken, pictures), "request": request, "inputs": made_from}
        self.release.release(facts)
        return Rendered(
            folder=self.release.folder,
            facts={**facts, "files": [{"name": name} for name in sorted(names.values())]},
            findings=(*inputs.notes, *rundown.notes, *spoken.notes),
            elapsed=0.0,
            shots=pictures.shots,
            takes=(spoken.made, spoken.reused),
            chunks=pictures.chunks,
            damaged=tuple(self.run.store.damaged),
        )

    def _master(self, rundown: Rundown, pictures: Pictures, soundtrack: Soundtrack, spoken: Spoken) -> None:
        """Join, verify. Nothing has its final name yet."""
        parts = tuple(
            Part(part.shot, part.frames, part.digest, rundown.shots[part.shot].slug, rundown.shots[part.shot].place)
            for part in pictures.parts
        )
        script = self.inputs.script
        title = f"{self.inputs.house.words.programme} {date_words(script, self.inputs.house)}"
        comment = "; ".join(self._comments(spoken))
        planned = Plan(parts, self.look.profile.width, self.look.profile.height, title, comment)
        draft = self.release.draft(_names(self.inputs.script)["mp4"])
        self.run.tell(JOINING, 0, rundown.frames)
        ledger = join(draft, planned, pictures.read(self.run.store), soundtrack.track)
        self.run.tell(VERIFYING, 0, rundown.frames)
        verify(draft, planned, ledger)
        verify_sound(draft, planned, soundtrack.mix, Level())
        self.run.tell(VERIFYING, rundown.frames, rundown.frames)

    def _comments(self, spoken: Spoken) -> tuple[str, ...]:
        """What the file says of itself: what it is, and that its voice is synthetic or not for publication."""
        title = self.inputs.script.title
        synthetic = self.inputs.house.words.synthetic_voice if spoken.is_synthetic else ""
        draft = DRAFT_NOTICE.text("vi") if spoken.is_draft else ""
        return tuple(part for part in (title.words if title else "", synthetic, draft) if part)

    def _facts(self, rundown: Rundown, spoken: Spoken, pictures: Pictures) -> dict[str, Any]:
        """The manifest: what was made, from what, with what. No clock and no machine in it."""
        script = self.inputs.script
        return {
            "bulletin": __version__,
            "kind": script.kind,
            "date": script.date.isoformat(),
            "title": script.title.words if script.title else "",
            "script": script.file,
            "profile": self.profile,
            "master": _names(self.inputs.script)["mp4"],
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


def _sources(opened: Opened) -> dict[str, str]:
    """The digests of the script as it was read and of the files every bulletin depends on, before they are read."""
    newsroom = opened.newsroom
    files = manifest.fixed_files(newsroom, opened.pack) if opened.pack else ()
    return {manifest.named(newsroom, opened.path): opened.digest, **manifest.digests(newsroom, files)}


def _picture_digests(inputs: Inputs) -> dict[str, str]:
    return {manifest.named(inputs.newsroom, Path(asset.path)): asset.digest for asset in inputs.assets.values()}


def _folder(order: Order, opened: Opened) -> Path:
    """Where the bulletin goes: out/<kind>/<date>/, drafts one folder further in."""
    assert opened.script is not None, "a sound script was read"
    day = opened.script.date.isoformat()
    folder = (order.out or opened.newsroom.folder / "out") / opened.script.kind / day
    return folder if order.profile == "final" else folder / order.profile


def _names(script: Script) -> dict[str, str]:
    stem = f"lao-dong-tv-{script.kind}-{script.date.isoformat()}"
    return {"mp4": f"{stem}.mp4", "srt": f"{stem}.srt", "vtt": f"{stem}.vtt", "chapters": f"{stem}.chapters.txt"}


def _music(inputs: Inputs) -> list[tuple[str, Path, str]]:
    sounds = inputs.pack.sounds
    return [(name, Path(sounds[name].path), sounds[name].digest) for name in sounds.names()]
