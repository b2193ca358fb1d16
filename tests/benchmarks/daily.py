"""Measures of the sample daily: rendered cold, again, and after edits; and the memory it takes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from PIL import Image, ImageOps

from bulletin.timing import FRAME_RATE
from tests.benchmarks import edits
from tests.benchmarks.commands import SAMPLE, Run, render

MEGA = 1e6


def measure(newsroom: Path) -> dict[str, float]:
    """All measures of the sample daily in a copy of the newsroom."""
    work = newsroom / "work"
    cold = render(newsroom, SAMPLE, work)
    again = render(newsroom, SAMPLE, work)
    if not again.answer["unchanged"]:
        raise RuntimeError("the second render of the same did not find the first one's result")
    short = _short(newsroom)
    measured = {
        "realtime": cold.answer["seconds"] / cold.seconds,
        "cold_seconds": cold.seconds,
        "programme_seconds": cold.answer["seconds"],
        "unchanged_seconds": again.seconds,
        "unchanged_ratio": again.seconds / cold.seconds,
        "peak_mb_6min": cold.peak / MEGA,
        "peak_mb_1min": short.peak / MEGA,
        "peak_growth": cold.peak / short.peak,
        "short_programme_seconds": short.answer["seconds"],
        **shot_lengths(Path(cold.answer["master"]).parent / "bulletin.json"),
    }
    for name, edited in _edited(newsroom):
        run = _with_text(newsroom, edited, work)
        measured[f"edit_{name}_ratio"] = run.seconds / cold.seconds
        measured[f"edit_{name}_takes"] = run.answer["takes"]["made"]
        measured[f"edit_{name}_shots"] = run.answer["shots"]["made"]
    return measured


def shot_lengths(manifest: Path) -> dict[str, float]:
    """How long the shots of a bulletin are, the opener and the joins between stories among them."""
    frames = [shot["frames"] for shot in json.loads(manifest.read_text(encoding="utf-8"))["shots"]]
    return {
        "mean_shot_seconds": sum(frames) / len(frames) / FRAME_RATE,
        "longest_shot_seconds": max(frames) / FRAME_RATE,
    }


def _edited(newsroom: Path) -> Iterator[tuple[str, str]]:
    """Each edit of the sample with its name; an edit does not build on the one before."""
    script = newsroom / SAMPLE
    text = script.read_text(encoding="utf-8")
    yield "sentence", edits.sentence_changed(text)
    changed, old, new = edits.picture_changed(text)
    with Image.open(script.parent / old) as image:
        ImageOps.mirror(image).save(script.parent / new, quality=92)
    yield "picture", changed
    yield "headline", edits.headline_changed(text)


def _with_text(newsroom: Path, text: str, work: Path) -> Run:
    (newsroom / SAMPLE).write_text(text, encoding="utf-8")
    return render(newsroom, SAMPLE, work)


def _short(newsroom: Path) -> Run:
    """The first two stories, about a minute, from an empty store."""
    text = (newsroom / SAMPLE).read_text(encoding="utf-8")
    script = SAMPLE.with_name("short.md")
    (newsroom / script).write_text(edits.first_stories(text, 2), encoding="utf-8")
    return render(newsroom, script, newsroom / "short")
