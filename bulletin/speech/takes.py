"""Takes: every sentence in its voice, found where it was kept, spoken where it is missing, kept as soon as it is made."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bulletin.errors import BulletinError, NotInstalled, Place, Problem, TryAgain
from bulletin.messages import Message, say
from bulletin.speech.breaths import Breaths, breathed
from bulletin.speech.editing import make_take
from bulletin.speech.keeping import KeptTakes, keep, kept
from bulletin.speech.values import Sentence, Take, Voice
from bulletin.speech.voices import MODEL_ENGINES, Engine, open_engine
from bulletin.store import Store, digest, source_digest, versions

SOURCES = ("bulletin.speech.voices", "bulletin.speech.editing", "bulletin.speech.borders")
"""Whose code makes the sound: part of every key."""
MOST_VOICES = 4

EMBEDDED = "espeak"

Asked = tuple[Sentence, Voice]


@dataclass(frozen=True, slots=True)
class Takes:
    """The takes of the sentences asked for, in their order, and how many sounds were made and how many found."""

    takes: tuple[Take, ...]
    made: int
    reused: int
    files: tuple[Path, ...] = ()
    """Inputs of the bulletin: the kept takes of online voices, and models."""
    notes: tuple[Problem, ...] = ()
    """What is to be said: files that were damaged."""


class Booth:
    """Where voices speak in one run, and where their takes are kept. It remembers which service does not answer.

    `folder` is the bulletin's own for takes of online voices (None: they are in the store alone); `breaths` are the pauses
    that the house wants inside sentences (None: each voice makes its own)."""

    def __init__(self, store: Store, folder: Path | None = None, breaths: Breaths | None = None) -> None:
        self.store = store
        self.breaths = breaths
        self.kept = KeptTakes(store, folder)
        self._engines: dict[str, Engine] = {}

    def engine(self, voice: Voice, place: Place | None = None) -> Engine:
        """The engine of a voice, the same one for the whole run. Raises BadConfig."""
        if voice.engine not in self._engines:
            self._engines[voice.engine] = open_engine(voice.engine, place)
        return self._engines[voice.engine]

    def key(self, sentence: Sentence, voice: Voice) -> str:
        """The key of a take: the words as spoken and where their clauses end, the voice (not the newsroom's name for it)
        in the engine's version; and where it can be made again, our source and the libraries that touch the sound."""
        engine = self.engine(voice, sentence.place)
        clauses = tuple(end for _, end in sentence.clauses)
        ours = () if engine.online else making()
        return digest("take", sentence.spoken, clauses, voice.engine, engine.version(voice), voice.pace, ours)

    def holds(self, sentence: Sentence, voice: Voice) -> bool:
        """Whether a take is there, not looked into. Raises BadConfig."""
        key = self.key(sentence, voice)
        return self.kept.holds(key) if self.engine(voice).online else self.store.holds(key)

    def find(self, key: str, asked: Asked) -> tuple[Take | None, Problem | None]:
        """The take under a key, and what is to be said of it."""
        sentence, voice = asked
        if not self.engine(voice).online:
            return kept(key, self.store), None
        take, damaged = self.kept.find(key)
        return take, _damaged(damaged, sentence.place) if damaged else None

    def keep(self, key: str, asked: Asked, made: tuple[bytes, tuple[int, ...]]) -> Take:
        """Keep what was made of a sentence. Raises DiskFailed."""
        sentence, voice = asked
        if self.engine(voice).online:
            return self.kept.keep(key, sentence.spoken, made)
        return keep(key, made, self.store)

    def breathed(self, take: Take, sentence: Sentence) -> Take:
        """A take with the pauses of the house, kept by itself: another house asks no voice again. Raises DiskFailed."""
        wanted = self.breaths.wanted(sentence) if self.breaths else ()
        if not any(wanted):
            return take
        key = digest("breaths", take.key, take.clause_ends, wanted, source_digest("bulletin.speech.breaths"))
        found = kept(key, self.store)
        if found is None:
            entry = self.store.get(take.key)
            assert entry is not None, "a take that was just found or made"
            samples, ends = breathed(np.frombuffer(entry.payload, "<i2"), take.clause_ends, wanted)
            found = keep(key, (samples.astype("<i2").tobytes(), ends), self.store)
        return found

    def wake(self) -> None:
        """Let nobody wait for a service."""
        for engine in self._engines.values():
            if engine.online:
                engine.close()

    def files(self, wanted: Iterable[tuple[str, Asked]]) -> tuple[Path, ...]:
        """The files that takes come from, each once: those of online voices, and models."""
        found: dict[Path, None] = {}
        for key, (_, voice) in wanted:
            if voice.engine in MODEL_ENGINES:
                found |= dict.fromkeys((Path(voice.variant), Path(f"{voice.variant}.json")))
            elif self.engine(voice).online and (path := self.kept.path(key)):
                found[path] = None
        return tuple(found)


def speak_all(
    asked: Sequence[Asked],
    booth: Booth,
    workers: int = 2,
    on_progress: Callable[[int, int], None] | None = None,
) -> Takes:
    """The takes of sentences, each in its voice. Only what is not kept is spoken, up to four at a time, and each take is
    kept as soon as it is made. `on_progress` is called with takes done and takes wanted.

    Raises NotInstalled for a voice this machine lacks, TryAgain for one that does not answer or whose sound is not
    believed, DiskFailed; the first failure in the order of the sentences is the one raised, with the sentence's place."""
    keys = [booth.key(sentence, voice) for sentence, voice in asked]
    wanted = dict(zip(keys, asked, strict=True))
    found = {key: booth.find(key, pair) for key, pair in wanted.items()}
    takes = {key: take for key, (take, _) in found.items() if take}
    missing = {key: pair for key, pair in wanted.items() if key not in takes}
    for sentence, voice in missing.values():
        _require(booth.engine(voice), voice, sentence.place)
    before = len(takes)

    def report(made: int) -> None:
        if on_progress:
            on_progress(before + made, len(wanted))

    report(0)
    takes |= _Session(booth).run(missing, workers, report)
    return Takes(
        tuple(booth.breathed(takes[key], sentence) for key, (sentence, _) in zip(keys, asked, strict=True)),
        len(missing),
        len(keys) - len(missing),
        booth.files(wanted.items()),
        tuple(note for _, note in found.values() if note),
    )


def making() -> tuple[str, ...]:
    """What else a sound depends on that can be made again: our source and the libraries."""
    return (source_digest(*SOURCES), *versions("av", "pydub", "numpy"))


class _Session:
    """Speaks what is missing: online engines are the booth's, of the others each thread has its own. The first failure
    stops what has not begun, and what waits for a service to answer."""

    def __init__(self, booth: Booth) -> None:
        self._booth = booth
        self._own = threading.local()
        self._opened: list[Engine] = []
        self._stop = threading.Event()

    def run(self, missing: dict[str, Asked], workers: int, on_done: Callable[[int], None]) -> dict[str, Take]:
        made: dict[str, Take] = {}
        failed: dict[str, BulletinError] = {}
        threads = max(1, min(workers, MOST_VOICES, len(missing)))
        try:
            with ThreadPoolExecutor(threads, thread_name_prefix="voice") as pool:
                asked = {pool.submit(self._take, key, pair): key for key, pair in missing.items()}
                try:
                    for future in as_completed(asked):
                        self._collect(future, asked[future], made, failed)
                        on_done(len(made))
                finally:
                    self._end()
        finally:
            for engine in self._opened:
                engine.close()
        if failed:
            raise next(failed[key] for key in missing if key in failed)
        return made

    def _end(self) -> None:
        """Begin nothing more, and let nobody wait."""
        self._stop.set()
        self._booth.wake()

    def _collect(
        self, future: Future[Take | None], key: str, made: dict[str, Take], failed: dict[str, BulletinError]
    ) -> None:
        try:
            take = future.result()
        except BulletinError as failure:
            failed[key] = failure
        else:
            if take:
                made[key] = take

    def _take(self, key: str, asked: Asked) -> Take | None:
        if self._stop.is_set():
            return None
        sentence, voice = asked
        try:
            sound = self._engine(voice).speak(sentence.spoken, voice)
            return self._booth.keep(key, asked, make_take(sentence, voice, sound))
        except BulletinError as failure:
            self._end()
            raise _placed(failure, sentence, voice) from failure

    def _engine(self, voice: Voice) -> Engine:
        shared = self._booth.engine(voice)
        if shared.online:
            return shared
        engines: dict[str, Engine] = self._own.__dict__.setdefault("engines", {})
        if voice.engine not in engines:
            engines[voice.engine] = open_engine(voice.engine)
            self._opened.append(engines[voice.engine])
        return engines[voice.engine]


def _damaged(path: Path, place: Place) -> Problem:
    return Problem(
        say("The kept take of this sentence was damaged: it is set aside as {file} and replaced", file=path.name),
        place,
        say("Where the voice was asked again it may sound different: listen to the sentence."),
        severity="warning",
    )


def _require(engine: Engine, voice: Voice, place: Place) -> None:
    missing = engine.availability()
    if missing:
        again = say("Install it again with the command that installed this program")
        raise NotInstalled(missing, place, again if voice.engine == EMBEDDED else _other_voice(place))


def _placed(failure: BulletinError, sentence: Sentence, voice: Voice) -> BulletinError:
    """The failure with its sentence's place and, where another voice would help, the command for it."""
    helps = isinstance(failure, TryAgain) and voice.engine != EMBEDDED
    hint = failure.hint or (_other_voice(sentence.place) if helps else None)
    return type(failure)(failure.message, failure.place or sentence.place, hint)


def _other_voice(place: Place) -> Message:
    return say(
        "What is finished is kept. Try again later, or use the embedded draft voice: {command}",
        command=f"bulletin render {place.file} --voice {EMBEDDED}",
    )
