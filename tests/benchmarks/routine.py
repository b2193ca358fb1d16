"""The newsroom's routine: publishing what was approved, searching a year of dailies, a night that has nothing to do."""

from __future__ import annotations

import datetime
import json
import os
import shutil
import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zoneinfo import ZoneInfo

from bulletin.desk.workshop import PENDING
from bulletin.newsroom import find_newsroom
from bulletin.routine import DAYS as WEEKDAYS
from bulletin.routine import Week
from tests.benchmarks.commands import REPEATED, SAMPLE, render, run, typical_seconds
from tests.benchmarks.edits import stories_told_again

YEAR = 365
FRONT = "---\nbản tin: ngày\nngày: {date:%d.%m.%Y}\nmở đầu: hình hiệu\n---\n"
AT_ONCE, APPROVED = "required = false", "draft_voice = true\nrequired = true"
"""How bulletin.toml lets the sample out at once, and how it waits for an editor."""
SEARCHES = (
    (), ("làm thêm",), ("lam them",), ("nobody wrote this",), ("--from", "{day}"), ("--to", "{day}"), ("--kind", "daily"),
    ("--section", "an toàn"), ("--priority", "chính"), ("--slug", "an-toan"), ("--json",),
)  # fmt: skip
"""What is asked of `archive list`; {day} is one in the middle of the year."""


def measure(newsroom: Path, work: Path) -> dict[str, float]:
    """Seconds of each kind of command, of searches those of the slowest; `work` is where the sample daily was rendered:
    what its store holds is not made again."""
    daily = _daily(newsroom, work)
    with _saying(newsroom, AT_ONCE, APPROVED):
        published = _publish_seconds(newsroom, daily)
    year = newsroom / "year"
    write_year(daily, year, _today(newsroom))
    first, _ = run(newsroom, "archive", "list", "--out", str(year))
    slowest = max(typical_seconds(newsroom, "archive", *words, "--out", str(year)) for words in _searches(year))
    return {
        "publish_seconds": published,
        "archive_seconds": slowest,
        "archive_unindexed_seconds": first,
        "nightly_idle_seconds": _idle_seconds(newsroom, work / "store", year),
    }


# --- publishing -------------------------------------------------------------------------------------------------------


def _publish_seconds(newsroom: Path, published: Path) -> float:
    """`bulletin publish` of the sample, rendered and approved; what it moved is put back for the next time."""
    out, waiting = newsroom / "publish", newsroom / "publish" / "daily" / published.name / PENDING
    work = published.parents[2]
    run(newsroom, "render", str(SAMPLE), "--store", str(work / "store"), "--out", str(out), "--json")
    run(newsroom, "approve", str(SAMPLE), "all", "--by", "Biên tập viên", "--out", str(out))
    kept, seconds = newsroom / "waiting", []
    shutil.copytree(waiting, kept, copy_function=os.link)
    for _ in range(REPEATED):
        shutil.rmtree(waiting.parent)
        shutil.copytree(kept, waiting, copy_function=os.link)
        took, printed = run(newsroom, "publish", str(SAMPLE), "--out", str(out), "--json")
        if json.loads(printed)["unchanged"]:
            raise RuntimeError("there was nothing to publish")
        seconds.append(took)
    return statistics.median(seconds)


def _daily(newsroom: Path, work: Path) -> Path:
    """The folder of the sample daily as it was published."""
    return Path(render(newsroom, SAMPLE, work).answer["master"]).parent


@contextmanager
def _saying(newsroom: Path, usual: str, other: str) -> Iterator[None]:
    """bulletin.toml with other words for a while."""
    config = newsroom / "bulletin.toml"
    text = config.read_text(encoding="utf-8")
    if usual not in text:
        raise RuntimeError(f"the sample's bulletin.toml does not say {usual}")
    config.write_text(text.replace(usual, other), encoding="utf-8")
    try:
        yield
    finally:
        config.write_text(text, encoding="utf-8")


# --- the archive ------------------------------------------------------------------------------------------------------


def write_year(daily: Path, out: Path, today: datetime.date) -> None:
    """A year of dailies, a day each until six weeks ago: what a published one says of itself, under other dates and slugs."""
    texts = {name: (daily / name).read_text(encoding="utf-8") for name in ("bulletin.json", "stories.json")}
    slugs = [line["slug"] for line in json.loads(texts["bulletin.json"])["stories"] if line["slug"]]
    for number in range(YEAR):
        date = (today - datetime.timedelta(42 + YEAR - number)).isoformat()
        folder = out / "daily" / date
        folder.mkdir(parents=True)
        for name, text in texts.items():
            for slug in slugs:
                text = text.replace(f'"{slug}"', f'"{slug}-{number}"')
            (folder / name).write_text(text.replace(daily.name, date), encoding="utf-8")


def _searches(year: Path) -> Iterator[tuple[str, ...]]:
    """Every command of the archive with every option, by its words."""
    day = sorted(path.name for path in (year / "daily").iterdir())[YEAR // 2]
    yield from (("list", *(word.format(day=day) for word in words)) for words in SEARCHES)
    slug = json.loads((year / "daily" / day / "bulletin.json").read_text(encoding="utf-8"))["stories"][-2]["slug"]
    yield from (("show", slug), ("show", f"{day}#{slug}"), ("show", day), ("show", f"daily/{day}", "--json"))


# --- the night --------------------------------------------------------------------------------------------------------


def _idle_seconds(newsroom: Path, store: Path, out: Path) -> float:
    """`bulletin nightly` with nothing to do: last week's weekly is out, made of two dailies, and a year lies behind it."""
    habits = find_newsroom(newsroom).weekly
    week = habits.week_of(_today(newsroom) - datetime.timedelta(7))
    named = ("--store", str(store), "--out", str(out), "--json")
    for script in _two_dailies(newsroom, week):
        run(newsroom, "render", str(script), *named)
    days = ", ".join(f'"{WEEKDAYS[day.weekday()]}"' for day in week.days[:2])
    with (
        _saying(newsroom, "[nightly]\n", f"[nightly]\ndays = [{days}]\n"),
        _saying(newsroom, "[weekly] ", '[weekly]\nlength = "4:00"\n#'),
    ):
        outcomes = _night(newsroom, named)[1]
        if outcomes[0] != "published":
            raise RuntimeError(f"the weekly was to be published: {outcomes}")
        nights = [_night(newsroom, named) for _ in range(REPEATED)]
    if any(set(told) != {"unchanged"} for _, told in nights):
        raise RuntimeError(f"there was to be nothing to do: {nights}")
    return statistics.median(seconds for seconds, _ in nights)


def _night(newsroom: Path, named: tuple[str, ...]) -> tuple[float, list[str]]:
    seconds, printed = run(newsroom, "nightly", *named)
    return seconds, [week["outcome"] for week in json.loads(printed)["weeks"]]


def _two_dailies(newsroom: Path, week: Week) -> list[Path]:
    """The sample's stories shared out over two days of a week."""
    told = stories_told_again((newsroom / SAMPLE).read_text(encoding="utf-8"))
    stories = told[: len(told) // 3]
    scripts = []
    for number, date in enumerate(week.days[:2]):
        script = SAMPLE.with_name(f"{date.isoformat()}.md")
        (newsroom / script).write_text(FRONT.format(date=date) + "".join(stories[number::2]), encoding="utf-8")
        scripts.append(script)
    return scripts


def _today(newsroom: Path) -> datetime.date:
    return datetime.datetime.now(ZoneInfo(find_newsroom(newsroom).zone)).date()
