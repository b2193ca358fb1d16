"""The commands of the timetable: when the nightly job runs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from bulletin.commands.options import AsJson
from bulletin.messages import say
from bulletin.terminal import answer, translated

if TYPE_CHECKING:
    from bulletin.desk.scheduling import Keeper, Machine, Timetable

app = typer.Typer(
    help=translated(say("When the nightly job runs: in the timetable of systemd or cron.")),
    no_args_is_help=True,
    rich_markup_mode=None,
)


class With(StrEnum):
    """Who keeps the clock."""

    SYSTEMD = "systemd"
    CRON = "cron"


Named = Annotated[
    With | None,
    typer.Option(
        "--with", help=translated(say("Who starts the job; by default what this machine has.")), show_default=False
    ),
]


@app.command("show", help=translated(say("Show what would be installed, what is, and the next run.")))
def schedule_show(keeper: Named = None, as_json: AsJson = False) -> None:
    from bulletin.desk.scheduling import show

    table = _done(show, keeper)
    if not as_json:
        for name, text in table.files.items():
            print(f"# {name}\n{text}", flush=True)
    answer(table.as_json(), as_json, table.sentences())


@app.command("install", help=translated(say("Put the nightly job into the machine's timetable.")))
def schedule_install(keeper: Named = None, as_json: AsJson = False) -> None:
    from bulletin.desk.scheduling import install

    table = _done(install, keeper)
    answer(table.as_json(), as_json, table.sentences())


@app.command("remove", help=translated(say("Take the nightly job out of the machine's timetable.")))
def schedule_remove(keeper: Named = None, as_json: AsJson = False) -> None:
    from bulletin.desk.scheduling import remove

    table = _done(remove, keeper)
    answer(table.as_json(), as_json, table.sentences())


def _done(act: Callable[[Keeper | None, Machine, datetime], Timetable], keeper: With | None) -> Timetable:
    from bulletin.desk.scheduling import Machine

    return act(keeper.value if keeper else None, Machine.here(), datetime.now(UTC))
