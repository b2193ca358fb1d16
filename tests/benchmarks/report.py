"""What the benchmark measures, with units, bounds and meaning; and the figures as a table, as Markdown and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

DIGITS = {"×": 2, "ratio": 3, "%": 1, "s": 2, "ms": 0, "MB": 0, "fps": 1, "Mb/s": 2, "SSIM": 4, "": 0, "load": 2}
"""Decimals shown, by unit."""
SILENT = ("ratio", "load", "SSIM")
"""Units that are not written behind the figure."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure's unit, what it says, and what it must reach: at most, or at least."""

    unit: str
    meaning: str
    bound: tuple[Literal["≤", "≥"], float] | None = None

    def shown(self, value: float) -> str:
        """A value with its unit."""
        figure = value * 100 if self.unit == "%" else value
        return f"{figure:.{DIGITS[self.unit]}f}{'' if self.unit in SILENT else f' {self.unit}'}".strip()

    def asked(self) -> str:
        """The bound, or nothing."""
        return f"{self.bound[0]} {self.shown(self.bound[1])}" if self.bound else ""

    def is_met(self, value: float) -> bool:
        """Whether a value is within the bound, as exactly as it is measured."""
        if self.bound is None:
            return True
        sign, limit = self.bound
        return value <= limit if sign == "≤" else value >= limit


MEASURES: dict[str, Measure] = {
    "picture_ratio_veryfast": Measure(
        "ratio", "60 s reference at veryfast crf 20: our render ÷ x264 alone", ("≤", 1.2)
    ),
    "picture_ratio": Measure("ratio", "60 s reference at our settings: our render ÷ x264 alone", ("≤", 1.35)),
    "whole_ratio": Measure("ratio", "sample daily, cold, everything ÷ x264 alone on its pictures", ("≤", 1.6)),
    "moviepy_speedup": Measure("×", "frames a second of ours ÷ MoviePy 2.2.1's, one shot", ("≥", 12)),
    "zoompan_speedup": Measure("×", "frames a second of ours ÷ ffmpeg's zoompan and overlay, one shot", ("≥", 2)),
    "compose_fps": Measure("fps", "composing on one core: moving photograph, bug, strap, credit", ("≥", 300)),
    "footage_ratio": Measure(
        "%", "a clip as a shot with plates: its speed ÷ that of decoding and encoding alone", ("≥", 0.8)
    ),
    "footage_ratio_web": Measure("%", "the same with key frames 10 s apart"),
    "realtime": Measure("×", "sample daily: length ÷ time of its cold render", ("≥", 3.8)),
    "edit_sentence_ratio": Measure("%", "one word changed ÷ cold", ("≤", 0.06)),
    "edit_sentence_takes": Measure("", "takes made anew for it"),
    "edit_sentence_shots": Measure("", "shots made anew for it"),
    "edit_picture_ratio": Measure("%", "another picture in one place ÷ cold"),
    "edit_picture_takes": Measure("", "takes made anew for it"),
    "edit_picture_shots": Measure("", "shots made anew for it"),
    "edit_headline_ratio": Measure("%", "one title changed ÷ cold"),
    "edit_headline_takes": Measure("", "takes made anew for it"),
    "edit_headline_shots": Measure("", "shots made anew for it"),
    "unchanged_ratio": Measure("%", "rendered again, nothing changed ÷ cold", ("≤", 0.02)),
    "preview_first_seconds": Measure("s", "bulletin preview of the sample, empty store: first picture", ("≤", 3)),
    "preview_edit_seconds": Measure("s", "a saved sentence: seen and heard in the player", ("≤", 1.5)),
    "preview_headline_seconds": Measure("s", "a saved headline: seen in the player", ("≤", 1)),
    "preview_memory_mb": Measure("MB", "the preview's server after 200 edits", ("≤", 400)),
    "preview_leaked": Measure("", "processes left when it has ended", ("≤", 0)),
    "spoken_seconds": Measure("s", "10,000 sentences brought into spoken words, one core", ("≤", 5)),
    "spoken_line_seconds": Measure("s", "the worst of 100 kinds of hostile lines, 10,000 characters long", ("≤", 1)),
    "fit_seconds": Measure("s", "the slowest of 500 rundowns, and of 20 and 30 stories, brought into a slot", ("≤", 1)),
    "choice_seconds": Measure("s", "a weekly's stories chosen from 60", ("≤", 1)),
    "publish_seconds": Measure("s", "bulletin publish of the sample daily, rendered and approved", ("≤", 2)),
    "archive_seconds": Measure("s", "a year of dailies: the slowest command of the archive", ("≤", 1)),
    "archive_unindexed_seconds": Measure("s", "the first search of a year that was never searched"),
    "nightly_idle_seconds": Measure("s", "bulletin nightly with nothing to do, a year behind it", ("≤", 2)),
    "help_seconds": Measure("s", "bulletin --help", ("≤", 0.5)),
    "check_seconds": Measure("s", "bulletin check of the sample", ("≤", 1)),
    "peak_mb_1min": Measure("MB", "most memory of all processes: two stories", ("≤", 900)),
    "peak_mb_6min": Measure("MB", "the same: the sample daily", ("≤", 900)),
    "peak_mb_15min": Measure("MB", "the same: its stories three times, reworded", ("≤", 900)),
    "peak_growth": Measure("ratio", "the most of these ÷ the least", ("≤", 1.2)),
    "workers_speedup": Measure("×", "the reference with 1 worker ÷ with 2", ("≥", 1.8)),
    "dask_ratio": Measure("ratio", "sample daily with two Dask workers here ÷ with two local workers", ("≤", 1.15)),
    "ssim": Measure("SSIM", "the reference's worst shot, luma", ("≥", 0.985)),
    "ssim_plates": Measure("SSIM", "the worst shot's plates alone, luma", ("≥", 0.985)),
    "mbps": Measure("Mb/s", "the reference's packets", ("≤", 8)),
    "align_mean_ms": Measure("ms", "alignment of a recording: error of a sentence's start, mean", ("≤", 40)),
    "align_max_ms": Measure("ms", "the same, the largest", ("≤", 120)),
    "align_15min_seconds": Measure("s", "processor time to align a quarter of an hour", ("≤", 60)),
    "align_15min_mb": Measure("MB", "memory of the process that does", ("≤", 1000)),
    "cold_seconds": Measure("s", "the sample daily's cold render"),
    "programme_seconds": Measure("s", "its length"),
    "unchanged_seconds": Measure("s", "rendered again, nothing changed"),
    "short_programme_seconds": Measure("s", "length of the two stories"),
    "long_programme_seconds": Measure("s", "length of the stories three times"),
    "long_realtime": Measure("×", "its length ÷ time of its cold render"),
    "weekly_ratio": Measure("%", "a weekly of 15 minutes from five rendered dailies ÷ the same cold", ("≤", 0.08)),
    "weekly_seconds": Measure("s", "choosing and making it"),
    "weekly_cold_seconds": Measure("s", "its script rendered cold"),
    "weekly_length": Measure("s", "its length"),
    "weekly_shots_made": Measure("", "shots made anew for it"),
    "weekly_shots_reused": Measure("", "shots taken from the dailies"),
    "weekly_foreign_packets": Measure("", "packets of its stories that are not those of the dailies", ("≤", 0)),
    "mean_shot_seconds": Measure("s", "shots of the sample, on average"),
    "longest_shot_seconds": Measure("s", "the longest shot of the sample"),
    "picture_fps": Measure("fps", "our render of the reference, all processes"),
    "encode_fps": Measure("fps", "x264 alone, a process"),
    "stage_start": Measure("%", "of a worker's time on the reference: loading the program"),
    "stage_photographs": Measure("%", "opening photographs"),
    "stage_plates": Measure("%", "drawing plates"),
    "stage_composing": Measure("%", "composing frames"),
    "stage_measuring": Measure("%", "measuring them"),
    "stage_copying": Measure("%", "handing them to x264"),
    "stage_x264": Measure("%", "x264"),
    "stage_proof": Measure("%", "the proof"),
    "stage_rest": Measure("%", "the rest"),
    "cores": Measure("", "cores that may be used"),
    "load_before": Measure("load", "processes that ran in the minute before: 0 is a quiet machine"),
    "bench_minutes": Measure("", "minutes that the benchmark itself took"),
}
"""Every measure in the order shown. Medians of three pairs where two things are compared."""


def table(measured: Mapping[str, float]) -> str:
    """The measures as lines of a table for a terminal, in the order of MEASURES; what is out of its bounds has a mark."""
    rows = list(_rows(measured))
    widths = [max((len(str(row[column])) for row in rows), default=0) for column in range(3)]
    return "".join(
        f"{name:<{widths[0]}}  {value:>{widths[1]}}  {bound:<{widths[2]}} {'' if met else '!':<1}  {meaning}\n"
        for name, value, bound, meaning, met in rows
    )


def markdown(measured: Mapping[str, float]) -> str:
    """The measures as a table for a document."""
    lines = ["| key | measured | must reach | what |", "|---|--:|---|---|"]
    for name, value, bound, meaning, met in _rows(measured):
        lines.append(f"| `{name}` | {value if met else f'**{value}**'} | {bound} | {meaning} |")
    return "\n".join(lines) + "\n"


def write(measured: Mapping[str, float], folder: Path) -> None:
    """`bench.json`, one flat object with sorted keys and six decimals, and `bench.md`."""
    folder.mkdir(parents=True, exist_ok=True)
    rounded = {name: round(value, 6) for name, value in measured.items()}
    text = json.dumps(rounded, indent=2, sort_keys=True) + "\n"
    (folder / "bench.json").write_text(text, encoding="utf-8")
    (folder / "bench.md").write_text(markdown(measured), encoding="utf-8")


def _rows(measured: Mapping[str, float]) -> Iterator[tuple[str, str, str, str, bool]]:
    """Key, figure, bound, meaning and whether the bound is met."""
    for name, measure in MEASURES.items():
        if name in measured:
            value = measured[name]
            yield name, measure.shown(value), measure.asked(), measure.meaning, measure.is_met(value)
