"""`bulletin voice say`: a text in a voice, as a file to listen to."""

from __future__ import annotations

import io
import itertools
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import av
import numpy as np

from bulletin.desk.casting import Cast, draft_notes
from bulletin.desk.voices import Line, Read, read
from bulletin.desk.wording import newsroom_here
from bulletin.desk.workshop import Run, Tell, store_folder, usable_store
from bulletin.errors import BadInput, CannotCreate, NotInstalled, Place, Problem, TryAgain
from bulletin.farm import worker_count
from bulletin.messages import Language, Message, say
from bulletin.newsroom import CONFIG, Newsroom
from bulletin.script.text import slug_of
from bulletin.script.values import Paragraph, Phrase
from bulletin.speech.lexicon import Lexicon, read_lexicon
from bulletin.speech.sentences import spoken_paragraph
from bulletin.speech.values import Sentence
from bulletin.speech.voices.decoding import Samples
from bulletin.store import Store, write_whole
from bulletin.timing import SAMPLE_RATE, samples

TEXT = "TEXT"
"""Stands for a file in the places of what was typed."""
FORMATS = {".wav": "pcm_s16le", ".flac": "flac", ".mp3": "libmp3lame"}
SENTENCE_PAUSE, PARAGRAPH_PAUSE = samples(10), samples(16)


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be said and how; None where the newsroom's own setting holds."""

    text: str
    out: Path | None = None
    voice: str | None = None
    store: Path | None = None


@dataclass(frozen=True, slots=True)
class Saying:
    """A text that was said: the file, its length in samples (48 kHz), and how the text was spoken."""

    file: Path
    samples: int
    voice: str
    spoken: str
    syllables: int
    notes: tuple[Problem, ...]

    @property
    def seconds(self) -> float:
        return self.samples / SAMPLE_RATE

    def as_json(self, language: Language) -> dict[str, Any]:
        return {
            "file": str(self.file),
            "samples": self.samples,
            "seconds": self.seconds,
            "voice": self.voice,
            "spoken": self.spoken,
            "syllables": self.syllables,
            "findings": [note.facts(language) for note in self.notes],
        }

    def sentences(self) -> tuple[Message, ...]:
        shown = {"file": str(self.file), "seconds": f"{self.seconds:.1f}", "voice": self.voice, "count": self.syllables}
        return (
            say('Said as: "{spoken}"', spoken=self.spoken),
            say("{file}: {seconds} s, {count} syllables, voice {voice}", **shown),
        )


def say_text(wish: Wish, tell: Tell) -> Saying:
    """Speak a text and write its sound (WAV unless the file's name ends otherwise); without `out` into the current folder,
    under a name made of its first words, next to any file that has that name.

    Raises NotFound for an unknown voice, what `read` raises, BadInput for a text without words, CannotCreate."""
    newsroom = newsroom_here()
    choice = newsroom.voices_for(wish.voice or newsroom.voice)
    lines = list(_lines(wish.text, read_lexicon(newsroom.folder)))
    if not lines:
        raise BadInput(
            say("There are no words to say"), hint=say('Write them in quotation marks: voice say "Kính chào"')
        )
    file = _file(wish)
    places = frozenset(line.place for line in lines)
    automatic = places if choice.way == "auto" else frozenset()
    chosen = Cast(dict.fromkeys(places, choice.voices[0]), choice.voices, automatic)
    with tempfile.TemporaryDirectory(prefix="bulletin-") as work:
        store, warnings = _store(wish.store, newsroom, Path(work))
        told = _read(lines, chosen, newsroom, Run(store, worker_count(None), tell))
        sound = _joined(lines, [store.payload_path(take.key) for take in told.takes.takes])
    write_whole(file, _encoded(sound, file.suffix.lower()))
    voices = tuple(dict.fromkeys(told.cast.voices.values()))
    return Saying(
        file,
        len(sound),
        ", ".join(heard.name for heard in voices),
        " ".join(line.sentence.spoken for line in lines),
        sum(line.sentence.syllables for line in lines),
        (*warnings, *told.takes.notes, *told.notes, *draft_notes(voices)),
    )


def _read(lines: list[Line], chosen: Cast, newsroom: Newsroom, run: Run) -> Read:
    try:
        return read(lines, chosen, newsroom, run)
    except (TryAgain, NotInstalled) as failure:
        hint = say("Try again later, or choose another voice: {command}", command="bulletin voice list")
        raise type(failure)(failure.message, hint=hint) from failure


def _lines(text: str, lexicon: Lexicon) -> Iterator[Line]:
    for number, words in enumerate(text.splitlines(), 1):
        if words.strip():
            place = Place(TEXT, number)
            for part in spoken_paragraph(Paragraph((Phrase(words, place),), place), lexicon):
                if isinstance(part, Sentence):
                    yield Line(part, place, None)


def _file(wish: Wish) -> Path:
    out = wish.out
    if out is None or out.is_dir():
        return _free(out or Path(), slug_of(wish.text) or "voice")
    if out.suffix.lower() not in FORMATS:
        raise CannotCreate(
            say("A sound cannot be written as {name}", name=out.name),
            hint=say("Choose one of: {names}", names=", ".join(FORMATS)),
        )
    return out


def _free(folder: Path, stem: str) -> Path:
    """A name in a folder that no file has."""
    names = itertools.chain((f"{stem}.wav",), (f"{stem}-{number}.wav" for number in itertools.count(2)))
    return next(folder / name for name in names if not (folder / name).exists())


def _store(named: Path | None, newsroom: Newsroom, work: Path) -> tuple[Store, tuple[Problem, ...]]:
    """The store as named, or the newsroom's; outside any newsroom one that ends with the work."""
    if not named and not (newsroom.folder / CONFIG).is_file():
        return Store(work / "store"), ()
    return usable_store(store_folder(named, newsroom), work, 0)


def _joined(lines: list[Line], files: list[Path]) -> Samples:
    """The takes with their pauses between them."""
    parts: list[Samples] = []
    for index, (line, file) in enumerate(zip(lines, files, strict=True)):
        if index:
            pause = SENTENCE_PAUSE if line.place == lines[index - 1].place else PARAGRAPH_PAUSE
            parts.append(np.zeros(pause, np.int16))
        parts.append(np.fromfile(file, "<i2").astype(np.int16))
    return np.concatenate(parts)


def _encoded(sound: Samples, suffix: str) -> bytes:
    buffer = io.BytesIO()
    with av.open(buffer, "w", format=suffix[1:], options={"fflags": "+bitexact"}) as container:
        stream = container.add_stream(FORMATS[suffix], rate=SAMPLE_RATE, layout="mono")
        assert isinstance(stream, av.AudioStream)
        frame = av.AudioFrame.from_ndarray(sound.reshape(1, -1), format="s16", layout="mono")
        frame.sample_rate = SAMPLE_RATE
        container.mux([*stream.encode(frame), *stream.encode(None)])
    return buffer.getvalue()
