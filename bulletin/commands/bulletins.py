"""Commands that a producer runs on a script: render, check, rundown; and the doctor."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bulletin.commands.options import AsJson, Script, StoreFolder, VoiceName
from bulletin.messages import Message, say
from bulletin.terminal import (
    Progress,
    answer,
    language,
    print_json,
    print_table,
    print_text,
    tell_problems,
    tell_sentences,
    translated,
)

if TYPE_CHECKING:
    from bulletin.desk.orders import Order
    from bulletin.desk.workshop import Tell
    from bulletin.farm import Scheduler

app = typer.Typer()


class Profile(StrEnum):
    """The sizes that `render` knows."""

    FINAL = "final"
    DRAFT = "draft"
    ARCHIVE = "archive"
    VERTICAL = "vertical"
    VERTICAL_DRAFT = "vertical-draft"
    SQUARE = "square"
    SQUARE_DRAFT = "square-draft"


OutFolder = Annotated[
    Path | None, typer.Option("--out", help=translated(say("The folder for finished files.")), show_default=False)
]
Workers = Annotated[
    int | None,
    typer.Option("--workers", min=1, help=translated(say("How many processes encode.")), show_default=False),
]
HERE = "local"


class Fallback(StrEnum):
    """Where else work may go on."""

    LOCAL = HERE


@app.command(help=translated(say("Render a bulletin: speak, plan, draw, encode, verify, and put it in place.")))
def render(
    script: Script,
    out: OutFolder = None,
    store: StoreFolder = None,
    workers: Workers = None,
    voice: VoiceName = None,
    profile: Annotated[
        Profile,
        typer.Option(
            "--profile",
            help=translated(
                say(
                    "draft: small and fast; final: 1920×1080; archive: the same with more bits, for keeping and editing; "
                    "vertical: 1080×1920; square: 1080×1080."
                )
            ),
        ),
    ] = Profile.FINAL,
    on: Annotated[
        str,
        typer.Option("--on", help=translated(say("Where pictures are made: local, or a cluster at tls://host:port."))),
    ] = HERE,
    fallback: Annotated[
        Fallback | None,
        typer.Option(
            "--fallback", help=translated(say("Where work goes on when the cluster is lost.")), show_default=False
        ),
    ] = None,
    by: Annotated[
        str | None,
        typer.Option(
            "--by",
            metavar="TIME",
            help=translated(say("When it has to be ready, such as 17:58: says at once whether it will be.")),
            show_default=False,
        ),
    ] = None,
    refit: Annotated[
        bool,
        typer.Option(
            "--refit", help=translated(say("Bring the bulletin into its slot anew, whatever its fit file says."))
        ),
    ] = False,
    insecure_dask: Annotated[
        bool, typer.Option("--insecure-dask", help=translated(say("Accept a cluster at tcp:// on other machines.")))
    ] = False,
    as_json: AsJson = False,
) -> None:
    from bulletin.desk.orders import Order, render

    cluster = None if on == HERE else _cluster(on, fallback is not None, insecure_dask)
    order = Order(script, out, store, workers, voice, profile.value, cluster, refit)
    until = _time_of_day(by, "--by")
    with Progress() as progress:
        last_word = None if until is None else _foretold(order, until, progress)
        result = render(order, progress)
    tell_problems(result.findings)
    at_last = () if last_word is None else (last_word(),)
    answer(result.as_json(language()), as_json, (*result.sentences(), *at_last))


def _cluster(address: str, may_go_home: bool, is_insecure: bool) -> Scheduler:
    from bulletin.farm import Scheduler

    return Scheduler(address, may_go_home, is_insecure)


def _foretold(order: Order, until: int, tell: Tell) -> Callable[[], Message]:
    """Tell whether an order will be ready by a time (seconds of the day); what gives the last word on that."""
    from bulletin.desk.readiness import deadline, finished, readiness

    due = deadline(until, order.script)
    tell_sentences(readiness(order, due, tell).sentences())
    return partial(finished, due)


@app.command(help=translated(say("Render a bulletin and make a small file of it for approval on a phone.")))
def proof(
    script: Script,
    out: OutFolder = None,
    store: StoreFolder = None,
    workers: Workers = None,
    profile: Annotated[
        Profile, typer.Option("--profile", help=translated(say("What the proof is made from; draft is quicker.")))
    ] = Profile.FINAL,
    as_json: AsJson = False,
) -> None:
    from bulletin.desk.orders import Order
    from bulletin.desk.proofing import proof

    with Progress() as progress:
        result = proof(Order(script, out, store, workers, None, profile.value), language(), progress)
    tell_problems(result.rendered.findings)
    answer(result.as_json(language()), as_json, result.sentences())


@app.command(help=translated(say("Check a script and all it uses, without rendering anything.")))
def check(
    script: Script,
    store: StoreFolder = None,
    profile: Annotated[
        Profile | None,
        typer.Option(
            "--profile",
            help=translated(say("Check for upright or square frames: vertical, square.")),
            show_default=False,
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    from bulletin.desk.checking import check

    result = check(script, store, profile)
    tell_problems(result.notes)
    answer(result.as_json(language()), as_json, result.sentences())


@app.command(help=translated(say("Show the rundown: every story with its time.")))
def rundown(
    script: Script,
    store: StoreFolder = None,
    voice: VoiceName = None,
    start: Annotated[
        str | None,
        typer.Option(
            "--start",
            metavar="TIME",
            help=translated(say("When it begins by the clock, such as 18:00.")),
            show_default=False,
        ),
    ] = None,
    end: Annotated[
        str | None,
        typer.Option(
            "--end",
            metavar="TIME",
            help=translated(say("When it has to be over by the clock, such as 18:07.")),
            show_default=False,
        ),
    ] = None,
    html: Annotated[
        Path | None,
        typer.Option("--html", help=translated(say("Write a page for printing into this file.")), show_default=False),
    ] = None,
    as_csv: Annotated[bool, typer.Option("--csv", help=translated(say("Print rows for a spreadsheet.")))] = False,
    as_json: AsJson = False,
) -> None:
    from bulletin.desk.rundowns import Times, rundown, write_sheet

    times = Times(_time_of_day(start, "--start"), _time_of_day(end, "--end"))
    with Progress() as progress:
        page = rundown(script, store, voice, progress, times)
    tell_problems(page.notes)
    if html is not None:
        write_sheet(page, html, language())
        tell_sentences((*page.sentences(), say("The page for printing: {path}", path=str(html))))
    if as_json:
        print_json(page.as_json(language()))
    elif as_csv:
        print_text(page.csv(language()))
    elif html is None:
        print_table(page.title, page.columns, page.rows(language()))
        tell_sentences(page.sentences())


def _time_of_day(words: str | None, option: str) -> int | None:
    """A clock time in seconds of the day. Raises typer.BadParameter."""
    if words is None:
        return None
    found = re.fullmatch(r"(\d{1,2})[:.h](\d{2})(?:[:.](\d{2}))?", words.strip())
    hours, minutes, seconds = (int(part or 0) for part in found.groups()) if found else (24, 0, 0)
    if hours > 23 or minutes > 59 or seconds > 59:
        told = translated(say("“{words}” is no time of day: write for instance 17:58.", words=words))
        raise typer.BadParameter(told, param_hint=option)
    return hours * 3600 + minutes * 60 + seconds


@app.command(help=translated(say("Look over this machine: what rendering needs and whether it is there.")))
def doctor(as_json: AsJson = False) -> None:
    from bulletin.desk.doctor import examine

    findings = examine()
    if as_json:
        print_json({"checks": [finding.as_json(language()) for finding in findings]})
    else:
        marks = {True: "✓", False: "✗"}
        print_table(
            None, (), tuple((marks[found.good], translated(found.name), translated(found.found)) for found in findings)
        )
    if not all(found.good or found.optional for found in findings):
        raise typer.Exit(69)
