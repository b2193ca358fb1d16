"""The commands of the archive of finished bulletins, and the weekly that is made from it."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from bulletin.commands.bulletins import OutFolder, Profile, Workers
from bulletin.commands.options import AsJson, StoreFolder, VoiceName
from bulletin.errors import BadInput
from bulletin.messages import Message, say
from bulletin.newsroom import find_newsroom
from bulletin.terminal import (
    Progress,
    answer,
    language,
    print_json,
    print_table,
    tell_problems,
    tell_sentences,
    translated,
)

app = typer.Typer(
    help=translated(say("What was finished: stories found by date, section, priority, slug and words.")),
    no_args_is_help=True,
    rich_markup_mode=None,
)
weekly_app = typer.Typer()


def _option(name: str, help_text: Message, metavar: str = "TEXT") -> typer.models.OptionInfo:
    option: typer.models.OptionInfo = typer.Option(
        name, metavar=metavar, help=translated(help_text), show_default=False
    )
    return option


@app.command("list", help=translated(say("Find stories; without anything asked, all of them, the newest first.")))
def archive_list(
    words: Annotated[str, typer.Argument(help=translated(say("Words of the story, with or without marks.")), show_default=False)] = "",
    first: Annotated[str, _option("--from", say("From this day on."), "DATE")] = "",
    last: Annotated[str, _option("--to", say("Up to this day."), "DATE")] = "",
    kind: Annotated[str, _option("--kind", say("daily, weekly or special."))] = "",
    section: Annotated[str, _option("--section", say("The section, or part of its name."))] = "",
    priority: Annotated[str, _option("--priority", say("The priority as scripts name it."))] = "",
    slug: Annotated[str, _option("--slug", say("The slug, or part of it."))] = "",
    out: OutFolder = None,
    as_json: AsJson = False,
) -> None:  # fmt: skip
    from bulletin.desk.archiving import listed
    from bulletin.script.keys import KINDS, PRIORITIES
    from bulletin.weekly.archive import Search

    wanted = {"kind": KINDS.find(kind) or kind, "priority": PRIORITIES.find(priority) or priority}
    search = Search(_date(first), _date(last), section=section, slug=slug, words=words, **wanted)
    result = listed(find_newsroom(Path.cwd()), search, out)
    tell_problems(result.notes)
    if as_json:
        print_json(result.as_json(language()))
        return
    if result.found:
        print_table(None, result.columns, result.rows(language()))
    tell_sentences(result.sentences())


@app.command("show", help=translated(say("Show a story or a bulletin of the archive.")))
def archive_show(
    name: Annotated[str, typer.Argument(help=translated(say("A slug, date#slug, or the date of a bulletin.")), show_default=False)],
    out: OutFolder = None,
    as_json: AsJson = False,
) -> None:  # fmt: skip
    from bulletin.desk.archiving import Listed, shown

    result = shown(find_newsroom(Path.cwd()), name, out)
    if as_json:
        print_json(result.as_json())
        return
    tell_sentences(result.sentences())
    if result.bulletin:
        page = Listed(result.bulletin.stories, ())
        print_table(None, page.columns, page.rows(language()))


@weekly_app.command(help=translated(say("Make a week's weekly from its dailies: choose, write the script, render.")))
def weekly(
    week: Annotated[
        str, typer.Argument(help=translated(say("2026-W47, tuần này, tuần trước, or its first and last day.")), show_default=False)
    ] = "",
    propose: Annotated[
        bool, typer.Option("--propose", help=translated(say("Only write the script, for an editor to change; render nothing.")))
    ] = False,
    length: Annotated[str, _option("--length", say("How long it is to be, when not as bulletin.toml says: 14:30."))] = "",
    out: OutFolder = None,
    store: StoreFolder = None,
    workers: Workers = None,
    voice: VoiceName = None,
    profile: Profile = Profile.FINAL,
    as_json: AsJson = False,
) -> None:  # fmt: skip
    from bulletin.desk.orders import Order
    from bulletin.desk.weekly import Asked, weekly
    from bulletin.desk.weeks import week_asked
    from bulletin.weekly.wishes import read_length

    newsroom = find_newsroom(Path.cwd())
    today = datetime.datetime.now(ZoneInfo(newsroom.zone)).date()
    order = Order(Path(), out, store, workers, voice, profile.value)
    wanted = read_length(length) if length else 0
    asked = Asked(newsroom, week_asked(week, newsroom.weekly, today), today, order, wanted)
    with Progress() as progress:
        result = weekly(asked, progress, is_rehearsal=propose)
    tell_problems((*result.notes, *(result.rendered.findings if result.rendered else ())))
    answer(result.as_json(language()), as_json, result.sentences())


@weekly_app.command(
    help=translated(say("The night's work: bring the weeklies up to date, publish those that are due, report."))
)
def nightly(
    allow_missing: Annotated[
        bool, typer.Option("--allow-missing", help=translated(say("Publish although days are missing; exit code 12.")))
    ] = False,
    out: OutFolder = None,
    store: StoreFolder = None,
    workers: Workers = None,
    as_json: AsJson = False,
) -> None:
    from bulletin.desk.nightly import Duty, nightly
    from bulletin.desk.orders import Order

    newsroom = find_newsroom(Path.cwd())
    duty = Duty(newsroom, Order(Path(), out, store, workers), allow_missing)
    with Progress() as progress:
        result = nightly(duty, datetime.datetime.now(datetime.UTC), language(), progress)
    tell_problems(result.problems)
    answer(result.as_json(language()), as_json, result.sentences())
    if result.code:
        raise typer.Exit(result.code)


def _date(words: str) -> datetime.date | None:
    from bulletin.script.measures import date

    if not words:
        return None
    found = date(words)
    if found is None:
        raise BadInput(
            say("“{value}” is not a date.", value=words[:40]), hint=say("Write day, month and year: 20.11.2026")
        )
    return found
