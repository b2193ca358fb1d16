"""How exactly and how fast a presenter's recording is aligned to its script."""

from __future__ import annotations

import multiprocessing
import tempfile
import time
from pathlib import Path

import numpy as np

from bulletin import script as scripts
from bulletin.rundown.narration import readers
from bulletin.speech.alignment.aligning import align
from bulletin.speech.alignment.references import Reference
from bulletin.speech.lexicon import read_lexicon
from bulletin.speech.sentences import spoken_paragraph
from bulletin.speech.values import Sentence
from bulletin.timing import SAMPLE_RATE
from tests.speech.presenter import MANNERS, SOUTH, Manner, read_aloud, references

SCRIPTS = Path(__file__).parents[2] / "scripts"
DAILY = "daily/2026-11-22.md"
MINUTES = 15


def measure() -> dict[str, float]:
    """The errors of sentence starts (milliseconds) in three manners of reading, and the CPU seconds and the memory (MB) of
    a process that aligns 15 minutes."""
    told = sentences(DAILY)
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        errors = np.concatenate(pool.starmap(start_errors, [(told, manner) for manner in MANNERS]))
    with tempfile.TemporaryDirectory(prefix="bulletin-bench-") as folder:
        seconds, megabytes = long_cost(told, Path(folder))
    return {
        "align_mean_ms": float(errors.mean()),
        "align_max_ms": float(errors.max()),
        "align_15min_seconds": seconds,
        "align_15min_mb": megabytes,
    }


def sentences(name: str) -> list[Sentence]:
    """The sentences of one of the newsroom's scripts."""
    script, _ = scripts.read(SCRIPTS / name, name)
    assert script
    lexicon = read_lexicon()
    paragraphs = (spoken_paragraph(reader.paragraph, lexicon) for reader in readers(script))
    return [part for parts in paragraphs for part in parts if isinstance(part, Sentence)]


def start_errors(told: list[Sentence], manner: Manner) -> np.ndarray:
    """How far each sentence's start was found from the true one, in milliseconds."""
    texts = [sentence.spoken for sentence in told]
    read = read_aloud(texts, manner)
    found = align(read.samples, told, references(texts)).readings
    starts = [one.start if one else 0 for one in found]
    return np.abs(np.array(starts) - read.starts) * (1000 / SAMPLE_RATE)


def long_cost(told: list[Sentence], folder: Path) -> tuple[float, float]:
    """CPU seconds and the highest memory in MB of a fresh process that aligns MINUTES: the bulletin read several times."""
    texts = [sentence.spoken for sentence in told]
    read = read_aloud(texts, SOUTH)
    wanted = MINUTES * 60 * SAMPLE_RATE
    times = -(-wanted // len(read.samples))
    np.save(folder / "samples.npy", np.tile(read.samples, times)[:wanted])
    whole = [n * len(read.samples) + end < wanted for n in range(times) for end in read.ends]
    told = [sentence for sentence, is_whole in zip(told * times, whole, strict=True) if is_whole]
    known = references([sentence.spoken for sentence in told])
    # The memory of this process tells of all that it did before; a fresh one tells of the alignment.
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(align_long, (folder / "samples.npy", told, known))


def align_long(path: Path, told: list[Sentence], known: tuple[Reference, ...]) -> tuple[float, float]:
    """CPU seconds of an alignment, and the highest memory of this process in MB until then (Linux: what getrusage tells
    would begin with the memory of the process that started this one)."""
    samples = np.load(path)
    before = time.process_time()
    align(samples, told, known)
    seconds = time.process_time() - before
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return seconds, int(status.split("VmHWM:")[1].split()[0]) / 1024
