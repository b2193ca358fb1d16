"""The commands that let a bulletin out: approve and publish."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from bulletin.commands.bulletins import OutFolder
from bulletin.commands.options import AsJson, Script
from bulletin.messages import say
from bulletin.newsroom import find_newsroom
from bulletin.terminal import answer, language, translated

app = typer.Typer()


@app.command(help=translated(say("Approve stories as they were rendered; without one, show how things stand.")))
def approve(
    script: Script,
    stories: Annotated[
        list[str] | None,
        typer.Argument(help=translated(say("Slugs, order for the running order, or all.")), show_default=False),
    ] = None,
    by: Annotated[str, typer.Option("--by", help=translated(say("Who approves.")), show_default=False)] = "",
    out: OutFolder = None,
    as_json: AsJson = False,
) -> None:
    from bulletin.desk.approving import approve, standing

    now = _now(script)
    result = approve(script, stories, by, now, out) if stories else standing(script, now, out)
    answer(result.as_json(language()), as_json, result.sentences())


@app.command(
    help=translated(say("Publish a rendered bulletin: check what was approved and rename; nothing is made again."))
)
def publish(script: Script, out: OutFolder = None, as_json: AsJson = False) -> None:
    from bulletin.desk.approving import publish

    result = publish(script, _now(script), out)
    answer(result.as_json(), as_json, result.sentences())


def _now(script: Path) -> datetime.datetime:
    """The moment on the newsroom's clock."""
    return datetime.datetime.now(ZoneInfo(find_newsroom(script.parent).zone))
