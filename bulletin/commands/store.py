"""The commands of the store."""

from __future__ import annotations

from typing import Annotated

import typer

from bulletin.commands.options import AsJson, StoreFolder
from bulletin.messages import say
from bulletin.terminal import Progress, answer, translated

app = typer.Typer(
    help=translated(say("The store of finished work: losing it loses time, nothing else.")),
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.command("show", help=translated(say("Show where the store is and how much it holds.")))
def store_show(store: StoreFolder = None, as_json: AsJson = False) -> None:
    from bulletin.desk.storeroom import show

    result = show(store)
    answer(result.as_json(), as_json, result.sentences())


@app.command("verify", help=translated(say("Read every entry and set damaged ones aside.")))
def store_verify(store: StoreFolder = None, as_json: AsJson = False) -> None:
    from bulletin.desk.storeroom import verify

    with Progress() as progress:
        result = verify(store, progress)
    answer(result.as_json(), as_json, result.sentences())


@app.command("prune", help=translated(say("Forget the entries used longest ago until the store is small enough.")))
def store_prune(
    to: Annotated[
        str | None,
        typer.Option(
            "--to", metavar="SIZE", help=translated(say("The size to keep, such as 5GB.")), show_default=False
        ),
    ] = None,
    is_rehearsal: Annotated[
        bool, typer.Option("--dry-run", help=translated(say("Only tell what would be removed.")))
    ] = False,
    store: StoreFolder = None,
    as_json: AsJson = False,
) -> None:
    from bulletin.desk.storeroom import prune
    from bulletin.store import read_size

    limit = read_size(to) if to is not None else None
    if to is not None and limit is None:
        raise typer.BadParameter(
            translated(say("“{words}” is no size: write for instance 5GB.", words=to)), param_hint="--to"
        )
    result = prune(store, limit, is_rehearsal)
    answer(result.as_json(), as_json, result.sentences())
