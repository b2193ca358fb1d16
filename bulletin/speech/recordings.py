"""The takes of a presenter's recording: aligned to its sentences, cut in the pauses, levelled as one, kept one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from bulletin.errors import Place, Problem, Problems
from bulletin.messages import Message, say
from bulletin.speech.alignment.aligning import align
from bulletin.speech.alignment.references import Reference
from bulletin.speech.alignment.values import Alignment, Finding, Reading
from bulletin.speech.keeping import kept
from bulletin.speech.takes import EMBEDDED, Booth, Takes, making, speak_all
from bulletin.speech.values import Sentence, Take, Voice
from bulletin.speech.voices.recorded import Floats, clock, read_recording
from bulletin.store import Entry, Store, digest, file_digest, source_digest
from bulletin.timing import SAMPLE_RATE

SOURCES = ("bulletin.speech.alignment", "bulletin.speech.recordings")
REFERENCE = Voice("", EMBEDDED)
MARGIN = SAMPLE_RATE // 25
"""Samples kept before and after a voice, where its pauses are as long."""
TONE = 2 * SAMPLE_RATE
"""Samples of room tone behind a take, for the pause that the programme makes there."""
PIECE = SAMPLE_RATE // 4
"""Samples of a pause, the quietest in it, that its room tone is made of."""
JOIN = SAMPLE_RATE // 100
FADE = SAMPLE_RATE // 200
LEVEL, CEILING = -20.0, -2.0
"""dBFS that the voice of a recording is brought to (RMS), and that no sample of it passes."""


@dataclass(frozen=True, slots=True)
class Aligned:
    """A recording's samples (mono, 48 kHz), where its sentences are in it, and all there is to say of both."""

    samples: Floats
    alignment: Alignment
    problems: tuple[Problem, ...]


def align_recording(path: Path, sentences: Sequence[Sentence], store: Store, place: Place | None = None) -> Aligned:
    """A presenter's file against the sentences it should hold, in their order. The store keeps what the embedded voice
    says for comparison. Raises NotFound, BadInput, NotInstalled and what the embedded voice raises."""
    recording = read_recording(path, place)
    spoken = speak_all([(sentence, REFERENCE) for sentence in sentences], Booth(store))
    alignment = align(recording.samples, sentences, [_reference(take, store) for take in spoken.takes])
    problems = (*recording.notes, *(_problem(finding, path) for finding in alignment.findings))
    return Aligned(recording.samples, alignment, problems)


def recorded_takes(path: Path, sentences: Sequence[Sentence], store: Store, place: Place | None = None) -> Takes:
    """The takes of sentences from a presenter's file. A take's payload goes on behind its samples with the room tone of
    the pause there. Raises what `align_recording` raises, and Problems where sentences were not read."""
    source = file_digest(path) if path.is_file() else ""
    words = tuple((sentence.spoken, sentence.clauses) for sentence in sentences)
    key = digest("recording", source, path.name, words, source_digest(*SOURCES), making())
    entry = store.get(key)
    found = tuple(take for name in entry.facts["takes"] if (take := kept(name, store))) if entry else ()
    if entry and len(found) == len(sentences):
        return Takes(found, 0, len(found), notes=_remembered(entry.facts["notes"], sentences, place))
    aligned = align_recording(path, sentences, store, place)
    if any(problem.is_error for problem in aligned.problems):
        raise Problems(aligned.problems)
    takes = _cut(aligned, store)
    notes = _to_remember(aligned.problems, sentences)
    store.put(key, Entry({"takes": [take.key for take in takes], "notes": notes}, b""))
    return Takes(takes, len(takes), 0, notes=aligned.problems)


def _reference(take: Take, store: Store) -> Reference:
    pcm = np.fromfile(store.payload_path(take.key), "<i2")
    return Reference(pcm.astype(np.float32) / np.float32(32768), take.clause_ends)


# --- what is wrong ----------------------------------------------------------------------------------------------------


def _problem(finding: Finding, path: Path) -> Problem:
    named = {"file": path.name, "time": clock(finding.at), "words": finding.words}
    message = {
        "not-read": say('This sentence was not read in {file}, near {time}: "{words}"', **named),
        "read-twice": say('This sentence was read more than once in {file}, first at {time}: "{words}"', **named),
        "read-differently": say('This sentence was read differently in {file}, near {time}: "{words}"', **named),
    }[finding.kind]
    hint = {
        "not-read": say("Record it again with this sentence, or take the sentence out of the script"),
        "read-twice": say("The last reading is taken. Listen to it, or cut the others out of the recording"),
        "read-differently": say(
            "Listen there; then change the words of the script to what is said, or record it again"
        ),
    }[finding.kind]
    return Problem(message, finding.place, hint, "error" if finding.certain else "warning")


def _to_remember(problems: Sequence[Problem], sentences: Sequence[Sentence]) -> list[Any]:
    """Warnings as JSON, with the number of their sentence in the place of its line: that may move."""
    lines: dict[Place | None, int] = {sentence.place: at for at, sentence in enumerate(sentences)}
    return [[_packed(one.message), one.hint and _packed(one.hint), lines.get(one.place)] for one in problems]


def _remembered(notes: Sequence[Any], sentences: Sequence[Sentence], place: Place | None) -> tuple[Problem, ...]:
    return tuple(
        Problem(_unpacked(what), place if at is None else sentences[at].place, hint and _unpacked(hint), "warning")
        for what, hint, at in notes
    )


def _packed(message: Message) -> list[Any]:
    fields = [[name, _packed(value) if isinstance(value, Message) else value] for name, value in message.fields]
    return [message.template, fields]


def _unpacked(packed: Sequence[Any]) -> Message:
    template, fields = packed
    return Message(template, tuple((name, _unpacked(v) if isinstance(v, list) else v) for name, v in fields))


# --- from the recording to takes --------------------------------------------------------------------------------------


def _cut(aligned: Aligned, store: Store) -> tuple[Take, ...]:
    """A take for each reading (there is one for every sentence), in one level."""
    readings = [reading for reading in aligned.alignment.readings if reading]
    levelled = aligned.samples * _gain(aligned.samples, readings)
    calm = _calmest(levelled)
    return tuple(_keep(levelled, calm, reading, store) for reading in readings)


def _gain(samples: Floats, readings: Sequence[Reading]) -> np.float32:
    """What brings the voice to LEVEL without any sample of it passing CEILING."""
    voices = [samples[reading.start : reading.end] for reading in readings]
    power = sum(float(np.dot(voice, voice)) for voice in voices) / sum(map(len, voices))
    peak = max(float(np.abs(voice).max()) for voice in voices)
    return np.float32(min(10 ** (LEVEL / 20) / np.sqrt(power + 1e-12), 10 ** (CEILING / 20) / (peak + 1e-12)))


def _calmest(samples: Floats) -> Floats:
    """The quietest PIECE of a sound."""
    power = np.concatenate([[0.0], np.cumsum(np.square(samples), dtype=np.float64)])[:: PIECE // 4]
    first = int(np.argmin(power[4:] - power[:-4])) * (PIECE // 4) if len(power) > 4 else 0
    return samples[first : first + PIECE]


def _keep(samples: Floats, calm: Floats, reading: Reading, store: Store) -> Take:
    first, last = max(reading.start - MARGIN, reading.first), min(reading.end + MARGIN, reading.last)
    pause = samples[max(last, reading.last - PIECE) : reading.last]
    tone = np.pad(pause if len(pause) >= JOIN else calm, (0, TONE + JOIN), mode="symmetric")[: TONE + JOIN]
    rise = np.linspace(0, 1, JOIN, dtype=np.float32)
    sound = np.concatenate([samples[first:last], tone[JOIN:]])
    sound[:FADE] *= np.linspace(0, 1, FADE, dtype=np.float32)
    length = last - first
    sound[length - JOIN : length] += rise * (tone[:JOIN] - sound[length - JOIN : length])
    ends = (*(min(max(end - first, 0), length) for end in reading.clause_ends[:-1]), length)
    pcm = np.clip(np.rint(sound * 32767), -32768, 32767).astype("<i2").tobytes()
    key = digest("recorded take", pcm, ends)
    store.put(key, Entry({"samples": length, "clause_ends": list(ends)}, pcm))
    return Take(key, length, ends)
