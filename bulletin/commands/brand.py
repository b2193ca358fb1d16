"""The commands of brand packs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bulletin.commands.options import AsJson
from bulletin.messages import say
from bulletin.terminal import Progress, answer, translated

app = typer.Typer(
    help=translated(say("Brand packs: judge one, and see all of its plates.")),
    no_args_is_help=True,
    rich_markup_mode=None,
)

Name = Annotated[
    str, typer.Argument(help=translated(say("The brand pack: the name of a folder in templates/.")), show_default=False)
]


@app.command("check", help=translated(say("Check fonts, files, contrast, safe areas, and that the longest words fit.")))
def brand_check(name: Name, as_json: AsJson = False) -> None:
    from bulletin.desk.branding import check

    with Progress() as progress:
        result = check(Path.cwd(), name, progress)
    answer(result.as_json(), as_json, result.sentences())


@app.command(
    "sheet", help=translated(say("Draw every plate in every shape, with short and long words, on one picture."))
)
def brand_sheet(
    name: Name,
    out: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE.png", help=translated(say("The picture to write.")))
    ],
    edition: Annotated[
        str, typer.Option("--edition", help=translated(say("An edition of the pack.")), show_default=False)
    ] = "",
    as_json: AsJson = False,
) -> None:
    from bulletin.desk.branding import sheet

    result = sheet(Path.cwd(), name, out, edition)
    answer(result.as_json(), as_json, result.sentences())
