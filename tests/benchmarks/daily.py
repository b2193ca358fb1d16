"""Measures of the sample daily: rendered cold beside x264 alone, again, and after edits; and the memory that programmes
of several lengths take."""

from __future__ import annotations

import json
import statistics
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageOps

from bulletin.desk.inputs import gather, open_script
from bulletin.picture.render import ChunkJob, chunk_jobs
from bulletin.picture.values import PROFILES, Look
from bulletin.timing import FRAME_RATE
from tests.benchmarks import edits
from tests.benchmarks.alone import encode_alone, seconds_alone
from tests.benchmarks.commands import SAMPLE, Run, render
from tests.benchmarks.pairs import Pair, ratio, repeated
from tests.benchmarks.pictures import in_fresh_process, processes

MEGA = 1e6
SAMPLED = 24
"""Chunks of the daily that x264 encodes alone, evenly spread over it."""
PLACES = (0.5, 0.25, 0.75)
"""Where the script is edited in each round: a share of the places where it could be."""


@dataclass(frozen=True, slots=True)
class Round:
    """The daily rendered cold, x264 alone on its frames, rendered again, and after each edit, from that same store."""

    cold: Run
    alone: float
    again: Run
    edited: dict[str, Run]

    def pair(self, run: Run) -> Pair:
        return Pair(run.seconds, self.cold.seconds)


def measure(newsroom: Path, rounds: int) -> dict[str, float]:
    """All measures of the sample daily in a copy of the newsroom."""
    jobs = in_fresh_process(sampled_jobs, newsroom)
    found = repeated(lambda number: _round(newsroom, jobs, number), rounds)
    length = found[0].cold.answer["seconds"]
    short = _of_other_length(newsroom, "short", lambda text: edits.first_stories(text, 2))
    return {
        "whole_ratio": ratio([Pair(one.cold.seconds, one.alone) for one in found]),
        "realtime": ratio([Pair(length, one.cold.seconds) for one in found]),
        "cold_seconds": statistics.median(one.cold.seconds for one in found),
        "programme_seconds": length,
        "unchanged_seconds": statistics.median(one.again.seconds for one in found),
        "unchanged_ratio": ratio([one.pair(one.again) for one in found]),
        "peak_mb_6min": max(one.cold.peak for one in found) / MEGA,
        "peak_mb_1min": short.peak / MEGA,
        "short_programme_seconds": short.answer["seconds"],
        **shot_lengths(Path(found[0].cold.answer["master"]).parent / "bulletin.json"),
        **_edits(found),
    }


def measure_long(newsroom: Path) -> dict[str, float]:
    """The memory and time of a quarter of an hour: the sample's stories three times, no sentence twice."""
    run = _of_other_length(newsroom, "long", edits.three_times)
    length = run.answer["seconds"]
    return {
        "peak_mb_15min": run.peak / MEGA,
        "long_programme_seconds": length,
        "long_realtime": length / run.seconds,
    }


def shot_lengths(manifest: Path) -> dict[str, float]:
    """How long the shots of a bulletin are, the opener and the joins between stories among them."""
    frames = [shot["frames"] for shot in json.loads(manifest.read_text(encoding="utf-8"))["shots"]]
    return {
        "mean_shot_seconds": sum(frames) / len(frames) / FRAME_RATE,
        "longest_shot_seconds": max(frames) / FRAME_RATE,
    }


def sampled_jobs(newsroom: Path) -> list[ChunkJob]:
    """Every so manieth chunk of the daily as it is planned before a voice runs; motion pieces are the first round's."""
    inputs = gather(open_script(newsroom / SAMPLE))
    look = Look(inputs.pack, PROFILES["final"], _work(newsroom, 0) / "store")
    jobs = [job for shot in inputs.draft.shots for job in chunk_jobs(shot, look)]
    return [jobs[number * len(jobs) // SAMPLED] for number in range(SAMPLED)]


def _work(newsroom: Path, number: int) -> Path:
    """Where the store and the results of a round lie."""
    return newsroom / f"work-{number}"


def _round(newsroom: Path, jobs: Sequence[ChunkJob], number: int) -> Round:
    work, crew = _work(newsroom, number), processes()
    cold = render(newsroom, SAMPLE, work)
    frames = round(cold.answer["seconds"] * FRAME_RATE)
    alone = seconds_alone(encode_alone(jobs, crew), frames, crew)
    again = render(newsroom, SAMPLE, work)
    if not again.answer["unchanged"]:
        raise RuntimeError("the second render of the same did not find the first one's result")
    place = PLACES[number % len(PLACES)]
    edited = {name: _with_text(newsroom, text, work) for name, text in _edited(newsroom, place)}
    return Round(cold, alone, again, edited)


def _edits(found: Sequence[Round]) -> dict[str, float]:
    """Every edit against the cold render of its round, and what was made anew for it."""
    measured: dict[str, float] = {}
    for name in found[0].edited:
        measured[f"edit_{name}_ratio"] = ratio([one.pair(one.edited[name]) for one in found])
        for made in ("takes", "shots"):
            measured[f"edit_{name}_{made}"] = statistics.median(one.edited[name].answer[made]["made"] for one in found)
    return measured


def _edited(newsroom: Path, place: float) -> Iterator[tuple[str, str]]:
    """Each edit of the sample with its name; an edit does not build on the one before."""
    script = newsroom / SAMPLE
    text = script.read_text(encoding="utf-8")
    yield "sentence", edits.sentence_changed(text, place)
    changed, old, new = edits.picture_changed(text, place)
    with Image.open(script.parent / old) as image:
        ImageOps.mirror(image).save(script.parent / new, quality=92)
    yield "picture", changed
    yield "headline", edits.headline_changed(text, place)
    script.write_text(text, encoding="utf-8")


def _with_text(newsroom: Path, text: str, work: Path) -> Run:
    (newsroom / SAMPLE).write_text(text, encoding="utf-8")
    return render(newsroom, SAMPLE, work)


def _of_other_length(newsroom: Path, name: str, edit: Callable[[str], str]) -> Run:
    """A programme made of the sample's stories, from an empty store."""
    text = (newsroom / SAMPLE).read_text(encoding="utf-8")
    script = SAMPLE.with_name(f"{name}.md")
    (newsroom / script).write_text(edit(text), encoding="utf-8")
    return render(newsroom, script, newsroom / name)
