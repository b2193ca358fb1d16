"""Takes: every sentence in its voice, asked of the store first, spoken where it is missing, kept as soon as it is made."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from bulletin.errors import BadInput, BulletinError, NotInstalled, Place, TryAgain
from bulletin.messages import Message, say
from bulletin.speech.editing import make_take
from bulletin.speech.values import Sentence, Take, Voice
from bulletin.speech.voices import Engine, open_engine
from bulletin.speech.voices.recorded import recording
from bulletin.store import Entry, Store, digest, file_digest, source_digest, versions

SOURCES = ("bulletin.speech.voices", "bulletin.speech.editing", "bulletin.speech.borders")
"""Whose code makes the sound: part of every key."""
MOST_VOICES = 4

EMBEDDED = "espeak"
RECORDED = Voice("", "recorded")


@dataclass(frozen=True, slots=True)
class Takes:
    """The takes of the sentences asked for, in their order, and how many sounds were made and how many found in store."""

    takes: tuple[Take, ...]
    made: int
    reused: int


def speak_all(
    asked: Sequence[tuple[Sentence, Voice]],
    store: Store,
    workers: int = 2,
    on_progress: Callable[[int, int], None] | None = None,
) -> Takes:
    """The takes of sentences, each in its voice. Only what the store does not hold is spoken, up to four at a time, and
    each take is kept as soon as it is made. `on_progress` is called with takes done and takes wanted.

    Raises NotInstalled for a voice this machine lacks, TryAgain for one that does not answer or whose sound is not
    believed; the first failure in the order of the sentences is the one raised, with the sentence's place."""
    keys = [take_key(sentence, voice) for sentence, voice in asked]
    wanted = dict(zip(keys, asked, strict=True))
    takes = {key: take for key in wanted if (take := _kept(key, store))}
    missing = {key: pair for key, pair in wanted.items() if key not in takes}
    for sentence, voice in missing.values():
        _require(voice, sentence.place)
    found = len(takes)

    def report(made: int) -> None:
        if on_progress:
            on_progress(found + made, len(wanted))

    report(0)
    takes |= _Booth(store).run(missing, workers, report)
    return Takes(tuple(takes[key] for key in keys), len(missing), len(keys) - len(missing))


def recorded_takes(path: Path, sentences: Sequence[Sentence], store: Store, place: Place | None = None) -> Takes:
    """The takes of a story from its presenter's file. Raises what `recording` raises, and BadInput."""
    source = file_digest(path) if path.is_file() else ""
    told = tuple((sentence.spoken, sentence.clauses) for sentence in sentences)
    keys = [digest("recorded", source, told, index, _making()) for index in range(len(sentences))]
    kept = [_kept(key, store) for key in keys]
    takes = tuple(take for take in kept if take)
    if len(takes) == len(keys):
        return Takes(takes, 0, len(keys))
    sounds = recording(path, sentences, place)
    try:
        edited = [make_take(sentence, RECORDED, sound) for sentence, sound in zip(sentences, sounds, strict=True)]
    except TryAgain as failure:
        hint = say("Check that the recording holds exactly the words of this story, in their order")
        raise BadInput(failure.message, failure.place or place, hint) from failure
    made = tuple(_keep(key, take, store) for key, take in zip(keys, edited, strict=True))
    return Takes(made, len(made), 0)


def take_key(sentence: Sentence, voice: Voice) -> str:
    """The key of a take: the words as spoken and where their clauses end, the voice (not the newsroom's name for it),
    the engine's version, our source and the libraries that touch the sound."""
    engine = open_engine(voice.engine, sentence.place)
    clauses = tuple(end for _, end in sentence.clauses)
    return digest(
        "take", sentence.spoken, clauses, voice.engine, voice.variant, voice.pace, engine.version(), _making()
    )


class _Booth:
    """Speaks what is missing: each thread has its own engines, and the first failure stops what has not begun."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._own = threading.local()
        self._opened: list[Engine] = []
        self._stop = threading.Event()

    def run(
        self, missing: dict[str, tuple[Sentence, Voice]], workers: int, on_done: Callable[[int], None]
    ) -> dict[str, Take]:
        made: dict[str, Take] = {}
        failed: dict[str, BulletinError] = {}
        threads = max(1, min(workers, MOST_VOICES, len(missing)))
        try:
            with ThreadPoolExecutor(threads, thread_name_prefix="voice") as pool:
                asked = {pool.submit(self._take, key, *pair): key for key, pair in missing.items()}
                try:
                    for future in as_completed(asked):
                        self._collect(future, asked[future], made, failed)
                        on_done(len(made))
                finally:
                    self._stop.set()
        finally:
            for engine in self._opened:
                engine.close()
        if failed:
            raise next(failed[key] for key in missing if key in failed)
        return made

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

    def _take(self, key: str, sentence: Sentence, voice: Voice) -> Take | None:
        if self._stop.is_set():
            return None
        try:
            sound = self._engine(voice.engine).speak(sentence.spoken, voice)
            return _keep(key, make_take(sentence, voice, sound), self._store)
        except BulletinError as failure:
            self._stop.set()
            raise _placed(failure, sentence, voice) from failure

    def _engine(self, name: str) -> Engine:
        engines: dict[str, Engine] = self._own.__dict__.setdefault("engines", {})
        if name not in engines:
            engines[name] = open_engine(name)
            self._opened.append(engines[name])
        return engines[name]


def _kept(key: str, store: Store) -> Take | None:
    entry = store.get(key)
    return Take(key, entry.facts["samples"], tuple(entry.facts["clause_ends"])) if entry else None


def _keep(key: str, made: tuple[bytes, tuple[int, ...]], store: Store) -> Take:
    pcm, clause_ends = made
    samples = len(pcm) // 2
    store.put(key, Entry({"samples": samples, "clause_ends": list(clause_ends)}, pcm))
    return Take(key, samples, clause_ends)


def _making() -> tuple[str, ...]:
    return (source_digest(*SOURCES), *versions("av", "pydub", "numpy"))


def _require(voice: Voice, place: Place) -> None:
    missing = open_engine(voice.engine, place).availability()
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
