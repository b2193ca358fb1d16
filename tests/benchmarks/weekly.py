"""Measures of a weekly: a quarter of an hour chosen from five rendered dailies, beside the same script rendered cold."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import av

from tests.benchmarks.commands import SAMPLE, render, run
from tests.benchmarks.edits import stories_told_again

MONDAY = datetime.date(2026, 9, 28)
WEEK = "2026-W40"
DAYS = 5
HEADLINES = 3
FRONT = """\
---
bản tin: ngày
ngày: {date:%d.%m.%Y}
---
## Lời chào

Kính chào quý vị.

## Điểm tin

Sau đây là những nội dung chính.

{listed}

"""
SLUG = re.compile(r"\{#([\w-]+)\}")


def measure(newsroom: Path, length: str = "15:00") -> dict[str, float]:
    """The weekly from rendered dailies against its cold render, and how many packets of its stories no daily has."""
    work = newsroom / "weekly"
    for script in write_dailies(newsroom):
        render(newsroom, script, work)
    named = ("--store", str(work / "store"), "--out", str(work / "out"))
    seconds, printed = run(newsroom, "weekly", WEEK, "--length", length, *named, "--json")
    answer = json.loads(printed)
    cold = render(newsroom, Path(answer["script"]), newsroom / "weekly cold")
    made = answer["rendered"]
    return {
        "weekly_ratio": seconds / cold.seconds,
        "weekly_seconds": seconds,
        "weekly_cold_seconds": cold.seconds,
        "weekly_length": made["seconds"],
        "weekly_shots_made": made["shots"]["made"],
        "weekly_shots_reused": made["shots"]["reused"],
        "weekly_foreign_packets": foreign_packets(Path(made["master"]), work / "out" / "daily"),
    }


def write_dailies(newsroom: Path) -> list[Path]:
    """Five dailies out of the sample's stories and two further tellings of each, none twice."""
    told = stories_told_again((newsroom / SAMPLE).read_text(encoding="utf-8"))
    written = []
    for day in range(DAYS):
        date = MONDAY + datetime.timedelta(day)
        script = SAMPLE.with_name(f"{date.isoformat()}.md")
        own = told[day::DAYS]
        listed = "\n".join(f"- #{slug}" for slug in SLUG.findall("".join(own[:HEADLINES])))
        (newsroom / script).write_text(FRONT.format(date=date, listed=listed) + "".join(own), encoding="utf-8")
        written.append(script)
    return written


def foreign_packets(master: Path, dailies: Path) -> int:
    """How many packets of a weekly's stories are not, one after the other, those of the story in its daily."""
    own = _stories(master.parent)
    known: dict[str, Sequence[bytes]] = {}
    for folder in sorted(dailies.iterdir()):
        known |= _stories(folder)
    return sum(
        packet != other
        for slug, packets in own.items()
        for packet, other in zip(packets, (*known[slug], *(b"" for _ in packets)), strict=False)
    )


def _stories(folder: Path) -> dict[str, Sequence[bytes]]:
    manifest: dict[str, Any] = json.loads((folder / "bulletin.json").read_text(encoding="utf-8"))
    with av.open(str(folder / manifest["master"])) as container:
        packets = [bytes(packet) for packet in container.demux(video=0) if packet.size]
    lines = (line for line in manifest["stories"] if line["slug"])
    return {line["slug"]: packets[line["start"] : line["start"] + line["frames"]] for line in lines}
