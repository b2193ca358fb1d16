"""`bulletin render`: from a script to a verified, published bulletin – or to nothing at all and a clear word why."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from bulletin import farm
from bulletin.desk import manifest
from bulletin.desk.casting import DRAFT_NOTICE
from bulletin.desk.fitting import Timed, timed
from bulletin.desk.inputs import Inputs, Opened, gather
from bulletin.desk.linking import Shelf
from bulletin.desk.orders import Order, Rendered, must_wait
from bulletin.desk.picturing import Lost, Making, Pictures, begin_pieces, encode_shots
from bulletin.desk.recording import pin_records, records_of
from bulletin.desk.records import STORIES, records_text
from bulletin.desk.soundtrack import Levels, Sounding, music_of, score_of
from bulletin.desk.speaking import Spoken
from bulletin.desk.speeds import Speeds
from bulletin.desk.storeroom import trim
from bulletin.desk.voices import recorded_voice
from bulletin.desk.workshop import (
    PENDING,
    UNAPPROVED,
    Run,
    Tell,
    bulletin_folder,
    file_names,
    store_folder,
    usable_store,
    work_folder,
)
from bulletin.errors import TryAgain
from bulletin.master.folder import check_room, check_targets
from bulletin.master.listen import Level, verify_making, verify_sound
from bulletin.master.mux import join
from bulletin.master.publish import Publication, publication
from bulletin.master.values import Ledger, Part, Plan
from bulletin.master.verify import verify
from bulletin.messages import say
from bulletin.newsroom import OUT
from bulletin.outputs.captions import srt, vtt
from bulletin.outputs.chapters import chapter_text
from bulletin.picture.values import PROFILES, Look
from bulletin.rundown.captions import captions_of
from bulletin.rundown.opening import date_words
from bulletin.rundown.values import Rundown
from bulletin.sound.aac import Track
from bulletin.speech.keeping import kept_folder
from bulletin.store import Store

BYTES_A_FRAME = 60_000
"""What a frame may need on disk at most (12 Mb/s), for the look at free space before the work begins."""

ENCODING = ("bulletin.picture.render", "bulletin.desk.soundtrack")
"""What the encoding processes load while the script is being read."""

ATTEMPTS = 2
JOINING, VERIFYING = say("Joining"), say("Verifying")


def make(
    order: Order,
    opened: Opened,
    asked: tuple[str, Mapping[str, str]],
    tell: Tell,
    gathered: Inputs | None,
) -> Rendered:
    """Make a bulletin that is not there as it was `asked` for: the request and the digests of its sources. `gathered` is what
    its script was just found to be made from, where somebody knows."""
    with farm.Crew(farm.worker_count(order.workers), works_itself=order.on is None) as crew:
        if opened.is_sound and order.on is None:
            crew.hire(*ENCODING)
        return _rendered(order, opened, asked, (crew, tell), gathered)


def _rendered(
    order: Order,
    opened: Opened,
    asked: tuple[str, Mapping[str, str]],
    means: tuple[farm.Crew, Tell],
    gathered: Inputs | None,
) -> Rendered:
    started = time.monotonic()
    root = store_folder(order.store, opened.newsroom)
    shelf = Shelf(order.out or opened.newsroom.folder / OUT, order.profile, Store(root))
    if gathered is None or gathered.file != opened.digest:
        gathered = gather(opened, order.voice, shape=PROFILES[order.profile].shape, shelf=shelf)
    inputs = gathered
    crew, tell = means
    held, folder = must_wait(order, opened), bulletin_folder(opened, order.out, order.profile)
    with publication(folder / PENDING if held else folder) as release, work_folder(release.folder) as work:
        pictures = [Path(asset.path) for asset in inputs.assets.values()]
        names = file_names(inputs.script, UNAPPROVED if held else "")
        targets = [release.folder / name for name in names.values()]
        check_targets(targets, [opened.path, *pictures, *inputs.recordings.values()])
        check_room(release.folder, inputs.draft.frames * BYTES_A_FRAME)
        store, warnings = usable_store(root, work, inputs.draft.frames * BYTES_A_FRAME)
        with store.lease(), farm.joined(order.on) as cluster:
            run = Run(store, farm.worker_count(order.workers), tell, cluster, kept_folder(opened.path), crew)
            begun = begin_pieces(inputs.draft.shots, Look(inputs.pack, PROFILES[order.profile], store.root), run)
            voices = time.monotonic()
            ready = timed(opened, inputs, run, recorded_voice(release.folder), keeps=order.voice is None)
            voices = time.monotonic() - voices
            rendered = _Work(order.profile, ready, run, release, begun, names).render(*asked)
            spent = time.monotonic() - started
            Speeds(store.root).remember(order.profile, rendered.drawn, (ready.spoken.made, voices), spent)
            warnings = (*warnings, *(cluster.notes if cluster else ()), *trim(store, opened.newsroom.store_limit))
    if not held:
        shutil.rmtree(folder / PENDING, ignore_errors=True)
    return replace(rendered, findings=(*warnings, *rendered.findings), is_held=held)


@dataclass(frozen=True, slots=True)
class _Work:
    """One run, from checked inputs to released files."""

    profile: str
    ready: Timed
    run: Run
    release: Publication
    begun: frozenset[str]
    """The motion pieces that were begun while the voices read."""
    names: Mapping[str, str]

    @property
    def inputs(self) -> Inputs:
        return self.ready.inputs

    @property
    def look(self) -> Look:
        return Look(self.inputs.pack, PROFILES[self.profile], self.run.store.root)

    def render(self, request: str, sources: Mapping[str, str]) -> Rendered:
        inputs, spoken, rundown = self.inputs, self.ready.spoken, self.ready.rundown
        recordings = manifest.digests(inputs.newsroom, inputs.recordings.values())
        names, began = self.names, time.monotonic()
        pictures, levels = self._made(self.release.draft(names["mp4"]), rundown, spoken)
        drawn = (pictures.frames_made, time.monotonic() - began)
        captions = captions_of(rundown)
        self.release.write(names["srt"], srt(captions))
        self.release.write(names["vtt"], vtt(captions))
        self.release.write(names["chapters"], chapter_text(rundown.chapters, rundown.frames))
        records = records_of(self.ready.parts, rundown, (pictures, levels), spoken.heard, inputs)
        self.release.write(STORIES, records_text(records, inputs.newsroom.folder))
        kept = manifest.digests(inputs.newsroom, (*spoken.files, *inputs.linked, *self.ready.written))
        made_from = {**sources, **recordings, **kept, **manifest.picture_digests(inputs)}
        facts = {
            **manifest.facts(inputs, spoken, rundown, pictures),
            "stories": manifest.stories(rundown, records),
            "profile": self.profile,
            "master": names["mp4"],
            "request": request,
            "inputs": made_from,
        }
        self.release.release(facts)
        if self.profile != "draft":
            pin_records(self.run.store, inputs.script.kind, inputs.script.date, records)
        return Rendered(
            folder=self.release.folder,
            facts={**facts, "files": [{"name": name} for name in sorted((*names.values(), STORIES))]},
            findings=(*inputs.notes, *rundown.notes, *self.ready.notes, *spoken.notes),
            elapsed=0.0,
            shots=pictures.shots,
            takes=(spoken.made, spoken.reused),
            chunks=pictures.chunks,
            drawn=drawn,
            damaged=tuple(self.run.store.damaged),
        )

    def _made(self, master: Path, rundown: Rundown, spoken: Spoken) -> tuple[Pictures, Levels]:
        """Pictures and sound made and joined: once more when what was kept turns out to be damaged as it is read."""
        score = score_of(rundown, music_of(self.inputs.pack), spoken.groups, self.inputs.recorded)
        title = f"{self.inputs.house.words.programme} {date_words(self.inputs.script, self.inputs.house)}"
        comment = "; ".join(self._comments(spoken))
        anew, begun = frozenset[str](), self.begun
        for _ in range(ATTEMPTS):
            sounding = Sounding(score, self.run.store)
            making = Making(rundown.shots, self.look, self.run.store)
            size = self.look.profile.width, self.look.profile.height
            planned = Plan(_parts(rundown, making), *size, title, comment)
            with suppress(Lost), _joined(master, planned, making, sounding) as joined:
                pictures = encode_shots(making, sounding, self.run, begun)
                if self.run.crew is not None:
                    self.run.crew.dismiss()  # verifying takes memory too, though not theirs and its own at once
                anew |= pictures.made
                self.run.tell(JOINING, 0, planned.frames)
                ledger = joined.result()
                self._verify(master, planned, ledger, sounding.soundtrack().track)
                return replace(pictures, made=anew, parameters=ledger.record.hex()), sounding.levels
            begun = frozenset()
        raise TryAgain(
            say("The store lost a piece of finished work while it was needed"), hint=say("Run the command again.")
        )

    def _verify(self, master: Path, planned: Plan, ledger: Ledger, track: Track) -> None:
        """See that the master is what was planned. Nothing has its final name yet."""
        self.release.complete(self.names["mp4"])
        self.run.tell(VERIFYING, 0, planned.frames)
        with ThreadPoolExecutor(1, thread_name_prefix="sound") as pool:
            heard = pool.submit(verify_sound, master, planned, track, ledger)
            verify(master, planned, ledger)
            heard.result()
        self.run.tell(VERIFYING, planned.frames, planned.frames)

    def _comments(self, spoken: Spoken) -> tuple[str, ...]:
        """What the file says of itself: what it is, and that its voice is synthetic or not for publication."""
        title = self.inputs.script.title
        synthetic = self.inputs.house.words.synthetic_voice if spoken.is_synthetic else ""
        draft = DRAFT_NOTICE.text("vi") if spoken.is_draft else ""
        return tuple(part for part in (title.words if title else "", synthetic, draft) if part)


@contextmanager
def _joined(master: Path, planned: Plan, making: Making, sounding: Sounding) -> Iterator[Future[Ledger]]:
    """The master, joined by a thread while its chunks are made, once its sound is there and found good. No thread is left,
    however it ends."""

    def written() -> Ledger:
        sound = sounding.soundtrack()
        verify_making(planned, sound, Level())
        return join(master, planned, making.read(), sound.track)

    with ThreadPoolExecutor(1, thread_name_prefix="join") as pool:
        ledger = pool.submit(written)
        try:
            yield ledger
        except BaseException:
            making.give_up()
            sounding.give_up()
            raise


def _parts(rundown: Rundown, making: Making) -> tuple[Part, ...]:
    """The chunks as the master's plan names them, each with its story and the line it was written in."""
    placed = ((part, rundown.shots[part.shot]) for part in making.parts)
    return tuple(Part(part.shot, part.frames, part.fingerprint, shot.slug, shot.place) for part, shot in placed)
