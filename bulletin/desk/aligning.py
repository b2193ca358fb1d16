"""`bulletin voice align`: a presenter's recording against its script, sentence by sentence."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bulletin.desk.inputs import Opened, named_recordings, open_script
from bulletin.desk.workshop import store_folder, usable_store
from bulletin.errors import BadInput, Place, Problem, Problems
from bulletin.messages import Language, Message, say
from bulletin.rundown.narration import readers
from bulletin.script.values import Script
from bulletin.speech.alignment.values import Reading
from bulletin.speech.lexicon import read_lexicon
from bulletin.speech.recordings import align_recording
from bulletin.speech.sentences import spoken_paragraph
from bulletin.speech.values import Sentence
from bulletin.tables import Column
from bulletin.timing import SAMPLE_RATE

FOUND: dict[str, Message] = {
    "not-read": say("not read"),
    "read-twice": say("read twice"),
    "read-differently": say("read differently"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence with its reading (None where it was not read) and what was found of it: keys of FOUND."""

    sentence: Sentence
    reading: Reading | None
    found: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The sentences of a recording in their order. `samples` is its length at 48 kHz."""

    file: Path
    samples: int
    told: tuple[Row, ...]
    problems: tuple[Problem, ...]

    @property
    def is_good(self) -> bool:
        return not any(problem.is_error for problem in self.problems)

    @property
    def columns(self) -> tuple[Column, ...]:
        return (
            Column(say("Line"), is_number=True),
            Column(say("Start"), is_number=True),
            Column(say("End"), is_number=True),
            Column(say("Cost"), is_number=True),
            Column(say("Finding")),
            Column(say("Sentence"), is_wide=True),
        )

    def rows(self, language: Language) -> tuple[tuple[str, ...], ...]:
        return tuple(
            (
                str(row.sentence.place.line),
                _clock(row.reading.start) if row.reading else "–",
                _clock(row.reading.end) if row.reading else "–",
                f"{row.reading.cost:.2f}" if row.reading else "–",
                ", ".join(FOUND[kind].text(language) for kind in row.found),
                row.sentence.written,
            )
            for row in self.told
        )

    def sentences(self) -> tuple[Message, ...]:
        read = sum(row.reading is not None for row in self.told)
        shown = {"file": self.file.name, "length": _clock(self.samples), "read": read, "count": len(self.told)}
        return (say("{file}, {length}: {read} of {count} sentences were found.", **shown),)

    def as_json(self, language: Language) -> dict[str, Any]:
        return {
            "file": str(self.file),
            "seconds": self.samples / SAMPLE_RATE,
            "sentences": [
                {
                    "line": row.sentence.place.line,
                    "written": row.sentence.written,
                    "start": row.reading.start / SAMPLE_RATE if row.reading else None,
                    "end": row.reading.end / SAMPLE_RATE if row.reading else None,
                    "cost": round(row.reading.cost, 3) if row.reading else None,
                    "found": list(row.found),
                }
                for row in self.told
            ],
            "findings": [problem.facts(language) for problem in self.problems],
        }


def align_script(path: Path, file: Path, store: Path | None) -> Table:
    """Align a recording to the stories that have it as theirs (`Thu âm:`), or to the whole script where none has.

    Raises Problems for a script that cannot be read, and what `align_recording` raises; sentences that were not read are
    findings."""
    opened = open_script(path)
    if opened.script is None:
        raise Problems(opened.problems)
    sentences = _sentences(opened, opened.script, file)
    if not sentences:
        raise BadInput(say("There are no words to say"), Place(opened.script.file))
    with tempfile.TemporaryDirectory(prefix="bulletin-") as work:
        kept, warnings = usable_store(store_folder(store, opened.newsroom), Path(work), 0)
        aligned = align_recording(file, sentences, kept)
    found: dict[int, list[str]] = {}
    for finding in aligned.alignment.findings:
        found.setdefault(finding.sentence, []).append(finding.kind)
    rows = tuple(
        Row(sentence, reading, tuple(found.get(index, ())))
        for index, (sentence, reading) in enumerate(zip(sentences, aligned.alignment.readings, strict=True))
    )
    return Table(file, aligned.alignment.samples, rows, (*warnings, *aligned.problems))


def _sentences(opened: Opened, script: Script, file: Path) -> list[Sentence]:
    lexicon = read_lexicon(opened.newsroom.folder)
    own = {slug for slug, path in named_recordings(opened, script, []).items() if path == file.resolve()}
    return [
        part
        for reader in readers(script)
        if not own or reader.slug in own
        for part in spoken_paragraph(reader.paragraph, lexicon)
        if isinstance(part, Sentence)
    ]


def _clock(sample: int) -> str:
    """Minutes, seconds and hundredths."""
    hundredths = sample * 100 // SAMPLE_RATE
    return f"{hundredths // 6000}:{hundredths // 100 % 60:02}.{hundredths % 100:02}"
