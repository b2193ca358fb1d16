"""The preview: on a page in the browser, or as frames, a range or a contact sheet without one."""

from __future__ import annotations

import webbrowser
from typing import Annotated

import typer

from bulletin.commands.options import Script, StoreFolder, VoiceName
from bulletin.messages import say
from bulletin.terminal import language, tell, tell_sentences, translated

app = typer.Typer()


@app.command(help=translated(say("Show a bulletin in the browser while its script is being written.")))
def preview(
    script: Script,
    port: Annotated[
        int | None,
        typer.Option("--port", min=0, max=65535, help=translated(say("The page's port.")), show_default=False),
    ] = None,
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help=translated(say("Only print the page's address.")))
    ] = False,
    store: StoreFolder = None,
    voice: VoiceName = None,
) -> None:
    from bulletin.preview.server import Place, serve
    from bulletin.preview.session import Wish

    def ready(address: str) -> None:
        tell_sentences((say("The preview is at {address} – end it with Ctrl+C.", address=address),))
        if not no_browser:
            webbrowser.open(address)

    try:
        serve(Wish(script, store, voice), Place(port, language()), ready)
    except KeyboardInterrupt:
        tell("")
        tell_sentences((say("The preview has ended. Finished work is kept."),))
