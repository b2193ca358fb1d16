"""Arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bulletin.messages import say
from bulletin.terminal import translated

Script = Annotated[Path, typer.Argument(help=translated(say("The script, a Markdown file.")), show_default=False)]
AsJson = Annotated[
    bool, typer.Option("--json", help=translated(say("Print one JSON object on stdout; messages go to stderr.")))
]
StoreFolder = Annotated[
    Path | None,
    typer.Option(
        "--store", envvar="BULLETIN_STORE", help=translated(say("The folder of finished work.")), show_default=False
    ),
]
VoiceName = Annotated[
    str | None,
    typer.Option("--voice", help=translated(say("The voice, by the name bulletin.toml gives it.")), show_default=False),
]
