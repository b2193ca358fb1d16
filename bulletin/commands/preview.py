"""The preview: on a page in the browser, or as a frame, a range, a story or a contact sheet without one."""

from __future__ import annotations

import re
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bulletin.commands.options import AsJson, Script, StoreFolder, VoiceName
from bulletin.messages import Message, say
from bulletin.terminal import Progress, answer, language, tell, tell_problems, tell_sentences, translated
from bulletin.timing import FRAME_RATE, Span, frames

if TYPE_CHECKING:
    from bulletin.preview.cutting import Cutting, Kind

app = typer.Typer()

TIME = re.compile(r"(?:(?P<hours>\d+):)?(?:(?P<minutes>\d+):)?(?P<seconds>\d+(?:[.,]\d+)?)")
_NO_TIME = say("“{words}” is no time: write for instance 1:23 or 1:23.5")


@app.command(help=translated(say("Show a bulletin in the browser while its script is being written.")))
def preview(
    script: Script,
    still: Annotated[
        str | None,
        typer.Option("--still", metavar="TIME", help=translated(say("Write the frame at 1:23 as a PNG instead."))),
    ] = None,
    span: Annotated[
        str | None,
        typer.Option("--range", metavar="A-B", help=translated(say("Write 1:00-1:20 as a small MP4 instead."))),
    ] = None,
    story: Annotated[
        str | None,
        typer.Option("--story", metavar="SLUG", help=translated(say("Write one story as a small MP4 instead."))),
    ] = None,
    sheet: Annotated[
        bool, typer.Option("--sheet", help=translated(say("Write a picture of every shot on one sheet instead.")))
    ] = False,
    out: Annotated[
        Path | None,
        typer.Option("-o", "--out", help=translated(say("The file for what is written.")), show_default=False),
    ] = None,
    port: Annotated[
        int | None,
        typer.Option("--port", min=0, max=65535, help=translated(say("The page's port.")), show_default=False),
    ] = None,
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help=translated(say("Only print the page's address.")))
    ] = False,
    store: StoreFolder = None,
    voice: VoiceName = None,
    as_json: AsJson = False,
) -> None:
    asked: list[tuple[Kind, str]] = []
    if still is not None:
        asked.append(("still", still))
    if span is not None:
        asked.append(("range", span))
    if story is not None:
        asked.append(("story", story))
    if sheet:
        asked.append(("sheet", ""))
    if len(asked) > 1:
        raise typer.BadParameter(translated(say("Ask for one of --still, --range, --story and --sheet at a time.")))
    if asked:
        _cut(_cutting(script, asked[0], out, (store, voice)), as_json)
    else:
        _serve(script, port, not no_browser, (store, voice))


def _cutting(script: Path, asked: tuple[Kind, str], out: Path | None, means: tuple[Path | None, str | None]) -> Cutting:
    from bulletin.preview.cutting import SUFFIXES, Cutting

    kind, words = asked
    span = Span(0, 1)
    if kind == "still":
        span = Span(_frame(words, "--still"), 1)
    if kind == "range":
        first, _, last = words.replace("–", "-").partition("-")
        start, end = _frame(first, "--range"), _frame(last, "--range")
        if end <= start:
            raise typer.BadParameter(translated(say("A range ends after it begins.")), param_hint="--range")
        span = Span(start, end - start)
    named = "-".join(part for part in (script.stem, kind, re.sub(r"[^\w-]+", ".", words)) if part)
    return Cutting(script, kind, out or Path(named + SUFFIXES[kind]), span, words, *means)


def _frame(words: str, option: str) -> int:
    """The frame at a time as people write it."""
    found = TIME.fullmatch(words.strip())
    if found is None:
        raise typer.BadParameter(translated(Message(_NO_TIME.template, (("words", words),))), param_hint=option)
    hours, minutes = found["hours"], found["minutes"]
    if hours and not minutes:  # M:SS
        hours, minutes = None, hours
    whole = int(hours or 0) * 3600 + int(minutes or 0) * 60
    return whole * FRAME_RATE + frames(float(found["seconds"].replace(",", ".")))


def _cut(asked: Cutting, as_json: bool) -> None:
    from bulletin.preview.cutting import cut

    with Progress() as progress:
        made = cut(asked, progress)
    tell_problems(made.notes)
    answer(made.as_json(language()), as_json, made.sentences())


def _serve(script: Path, port: int | None, is_shown: bool, means: tuple[Path | None, str | None]) -> None:
    from bulletin.preview.server import Place, serve
    from bulletin.preview.session import Wish

    def ready(address: str) -> None:
        tell_sentences((say("The preview is at {address} – end it with Ctrl+C.", address=address),))
        if is_shown:
            webbrowser.open(address)

    try:
        serve(Wish(script, *means), Place(port, language()), ready)
    except KeyboardInterrupt:
        tell("")
        tell_sentences((say("The preview has ended. Finished work is kept."),))
