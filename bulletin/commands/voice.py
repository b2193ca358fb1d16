"""The commands of voices."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from bulletin.commands.options import AsJson, Script, StoreFolder, VoiceName
from bulletin.messages import say
from bulletin.terminal import (
    Progress,
    answer,
    language,
    print_json,
    print_table,
    standard_input,
    tell_problems,
    tell_sentences,
    translated,
)

app = typer.Typer(
    help=translated(
        say("Voices: which there are, how they read a text, and a presenter's recording against its script.")
    ),
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.command(
    "list", help=translated(say("List the newsroom's voices, whether each can read now, and its measured pace."))
)
def voice_list(store: StoreFolder = None, as_json: AsJson = False) -> None:
    from bulletin.desk.roster import roster

    page = roster(store)
    if as_json:
        print_json(page.as_json(language()))
    else:
        print_table(None, page.columns, page.rows(language()))
        tell_sentences(page.sentences())


@app.command("say", help=translated(say("Speak a text and write it to a file to listen to.")))
def voice_say(
    text: Annotated[
        str,
        typer.Argument(help=translated(say("The text; figures and abbreviations are read out.")), show_default=False),
    ],
    out: Annotated[
        Path | None,
        typer.Option("-o", "--out", help=translated(say("The file: .wav, .flac or .mp3.")), show_default=False),
    ] = None,
    voice: VoiceName = None,
    store: StoreFolder = None,
    as_json: AsJson = False,
) -> None:
    from bulletin.desk.saying import Wish, say_text

    with Progress() as progress:
        result = say_text(Wish(text, out, voice, store), progress)
    tell_problems(result.notes)
    answer(result.as_json(language()), as_json, result.sentences())


@app.command(
    "spoken", help=translated(say("Show how a text is said, word for word; a line for every line of standard input."))
)
def voice_spoken(
    text: Annotated[
        str | None,
        typer.Argument(
            help=translated(say("The text; without one, lines are read from standard input.")), show_default=False
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    from bulletin.desk.wording import lexicon_here, wording

    lexicon = lexicon_here()
    for line in standard_input() if text is None else (text,):
        said = wording(line, lexicon)
        print(json.dumps(said.as_json(), ensure_ascii=False) if as_json else said.spoken, flush=True)


@app.command("align", help=translated(say("Find every sentence of a script in a presenter's recording of it.")))
def voice_align(
    script: Script,
    file: Annotated[
        Path, typer.Argument(help=translated(say("The recording: WAV, FLAC, MP3 or M4A.")), show_default=False)
    ],
    store: StoreFolder = None,
    as_json: AsJson = False,
) -> None:
    from bulletin.desk.aligning import align_script

    table = align_script(script, file, store)
    tell_problems(table.problems)
    if as_json:
        print_json(table.as_json(language()))
    else:
        print_table(None, table.columns, table.rows(language()))
        tell_sentences(table.sentences())
    if not table.is_good:
        raise typer.Exit(65)
