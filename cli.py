"""The command line: arguments in, one call, message and exit code out."""

from __future__ import annotations

import errno
import hashlib
import io
import json
import os
import signal
import sys
import traceback
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from types import FrameType
from typing import Annotated, Any, TextIO

import typer

from bulletin import __version__
from bulletin.errors import Bug, BulletinError, DiskFailed, Killed, Problem
from bulletin.messages import Language, Message, language_of, say
from bulletin.newsroom import find_newsroom
from bulletin.tables import Column

TERMINATED = 143
INTERRUPTED = 130
USAGE = 2
DISK = (errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS, errno.EFBIG)
"""Errors of the system that are the disk's, wherever they come up."""
PAGE_WIDTH = 140
"""Characters of a table that goes into a file or a pipe."""


def _configured() -> str | None:
    try:
        return find_newsroom(Path.cwd()).language
    except BulletinError:
        return None


LANGUAGE: Language = language_of(None, _configured())


def _(template: Message) -> str:
    return template.text(LANGUAGE)


app = typer.Typer(
    help=_(say("Turn a newsroom's script into a finished television bulletin.")),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
store_app = typer.Typer(
    help=_(say("The store of finished work: losing it loses time, nothing else.")),
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.add_typer(store_app, name="store")
voice_app = typer.Typer(
    help=_(say("Voices: which there are, how they read a text, and a presenter's recording against its script.")),
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.add_typer(voice_app, name="voice")

Script = Annotated[Path, typer.Argument(help=_(say("The script, a Markdown file.")), show_default=False)]
AsJson = Annotated[bool, typer.Option("--json", help=_(say("Print one JSON object on stdout; messages go to stderr.")))]
StoreFolder = Annotated[
    Path | None,
    typer.Option("--store", envvar="BULLETIN_STORE", help=_(say("The folder of finished work.")), show_default=False),
]
VoiceName = Annotated[
    str | None,
    typer.Option("--voice", help=_(say("The voice, by the name bulletin.toml gives it.")), show_default=False),
]


class Profile(StrEnum):
    """The sizes that `render` knows."""

    FINAL = "final"
    DRAFT = "draft"
    ARCHIVE = "archive"


HERE = "local"


class Fallback(StrEnum):
    """Where else work may go on."""

    LOCAL = HERE


@app.command(help=_(say("Render a bulletin: speak, plan, draw, encode, verify, and put it in place.")))
def render(
    script: Script,
    out: Annotated[
        Path | None, typer.Option("--out", help=_(say("The folder for finished files.")), show_default=False)
    ] = None,
    store: StoreFolder = None,
    workers: Annotated[
        int | None, typer.Option("--workers", min=1, help=_(say("How many processes encode.")), show_default=False)
    ] = None,
    voice: VoiceName = None,
    profile: Annotated[
        Profile,
        typer.Option(
            "--profile",
            help=_(
                say(
                    "draft: small and fast; final: 1920×1080; archive: the same with more bits, for keeping and editing."
                )
            ),
        ),
    ] = Profile.FINAL,
    on: Annotated[
        str, typer.Option("--on", help=_(say("Where pictures are made: local, or a cluster at tls://host:port.")))
    ] = HERE,
    fallback: Annotated[
        Fallback | None,
        typer.Option("--fallback", help=_(say("Where work goes on when the cluster is lost.")), show_default=False),
    ] = None,
    insecure_dask: Annotated[
        bool, typer.Option("--insecure-dask", help=_(say("Accept a cluster at tcp:// on other machines.")))
    ] = False,
    as_json: AsJson = False,
) -> None:
    from bulletin.desk.rendering import Order, render
    from bulletin.farm import Scheduler

    cluster = None if on == HERE else Scheduler(on, fallback is not None, insecure_dask)
    order = Order(script, out, store, workers, voice, profile.value, cluster)
    with _Progress() as progress:
        result = render(order, progress)
    _tell_problems(result.findings)
    _answer(result.as_json(LANGUAGE), as_json, result.sentences())


@app.command(help=_(say("Check a script and all it uses, without rendering anything.")))
def check(script: Script, store: StoreFolder = None, as_json: AsJson = False) -> None:
    from bulletin.desk.checking import check

    result = check(script, store)
    _tell_problems(result.notes)
    _answer(result.as_json(LANGUAGE), as_json, result.sentences())


@app.command(help=_(say("Show the rundown: every story with its time.")))
def rundown(script: Script, store: StoreFolder = None, voice: VoiceName = None, as_json: AsJson = False) -> None:
    from bulletin.desk.rundowns import rundown

    with _Progress() as progress:
        page = rundown(script, store, voice, progress)
    _tell_problems(page.notes)
    if as_json:
        _print_json(page.as_json(LANGUAGE))
    else:
        _print_table(page.title, page.columns, page.rows(LANGUAGE))
        _say(page.sentences())


@app.command(help=_(say("Look over this machine: what rendering needs and whether it is there.")))
def doctor(as_json: AsJson = False) -> None:
    from bulletin.desk.doctor import examine

    findings = examine()
    if as_json:
        _print_json({"checks": [finding.as_json(LANGUAGE) for finding in findings]})
    else:
        marks = {True: "✓", False: "✗"}
        _print_table(None, (), tuple((marks[found.good], _(found.name), _(found.found)) for found in findings))
    if not all(found.good or found.optional for found in findings):
        raise typer.Exit(69)


@store_app.command("show", help=_(say("Show where the store is and how much it holds.")))
def store_show(store: StoreFolder = None, as_json: AsJson = False) -> None:
    from bulletin.desk.storeroom import show

    result = show(store)
    _answer(result.as_json(), as_json, result.sentences())


@store_app.command("verify", help=_(say("Read every entry and set damaged ones aside.")))
def store_verify(store: StoreFolder = None, as_json: AsJson = False) -> None:
    from bulletin.desk.storeroom import verify

    with _Progress() as progress:
        result = verify(store, progress)
    _answer(result.as_json(), as_json, result.sentences())


@store_app.command("prune", help=_(say("Forget the entries used longest ago until the store is small enough.")))
def store_prune(
    to: Annotated[
        str | None,
        typer.Option("--to", metavar="SIZE", help=_(say("The size to keep, such as 5GB.")), show_default=False),
    ] = None,
    is_rehearsal: Annotated[bool, typer.Option("--dry-run", help=_(say("Only tell what would be removed.")))] = False,
    store: StoreFolder = None,
    as_json: AsJson = False,
) -> None:
    from bulletin.desk.storeroom import prune
    from bulletin.store import read_size

    limit = read_size(to) if to is not None else None
    if to is not None and limit is None:
        raise typer.BadParameter(_(say("“{words}” is no size: write for instance 5GB.", words=to)), param_hint="--to")
    result = prune(store, limit, is_rehearsal)
    _answer(result.as_json(), as_json, result.sentences())


@voice_app.command("list", help=_(say("List the newsroom's voices, whether each can read now, and its measured pace.")))
def voice_list(store: StoreFolder = None, as_json: AsJson = False) -> None:
    from bulletin.desk.roster import roster

    page = roster(store)
    if as_json:
        _print_json(page.as_json(LANGUAGE))
    else:
        _print_table(None, page.columns, page.rows(LANGUAGE))
        _say(page.sentences())


@voice_app.command("say", help=_(say("Speak a text and write it to a file to listen to.")))
def voice_say(
    text: Annotated[
        str, typer.Argument(help=_(say("The text; figures and abbreviations are read out.")), show_default=False)
    ],
    out: Annotated[
        Path | None,
        typer.Option("-o", "--out", help=_(say("The file: .wav, .flac or .mp3.")), show_default=False),
    ] = None,
    voice: VoiceName = None,
    store: StoreFolder = None,
    as_json: AsJson = False,
) -> None:
    from bulletin.desk.saying import Wish, say_text

    with _Progress() as progress:
        result = say_text(Wish(text, out, voice, store), progress)
    _tell_problems(result.notes)
    _answer(result.as_json(LANGUAGE), as_json, result.sentences())


@voice_app.command(
    "spoken", help=_(say("Show how a text is said, word for word; a line for every line of standard input."))
)
def voice_spoken(
    text: Annotated[
        str | None,
        typer.Argument(help=_(say("The text; without one, lines are read from standard input.")), show_default=False),
    ] = None,
    as_json: AsJson = False,
) -> None:
    from bulletin.desk.wording import lexicon_here, wording

    lexicon = lexicon_here()
    for line in _standard_input() if text is None else (text,):
        said = wording(line, lexicon)
        print(json.dumps(said.as_json(), ensure_ascii=False) if as_json else said.spoken, flush=True)


@voice_app.command("align", help=_(say("Find every sentence of a script in a presenter's recording of it.")))
def voice_align(
    script: Script,
    file: Annotated[Path, typer.Argument(help=_(say("The recording: WAV, FLAC, MP3 or M4A.")), show_default=False)],
    store: StoreFolder = None,
    as_json: AsJson = False,
) -> None:
    from bulletin.desk.aligning import align_script

    table = align_script(script, file, store)
    _tell_problems(table.problems)
    if as_json:
        _print_json(table.as_json(LANGUAGE))
    else:
        _print_table(None, table.columns, table.rows(LANGUAGE))
        _say(table.sentences())
    if not table.is_good:
        raise typer.Exit(65)


def main(arguments: list[str] | None = None) -> int:
    """Run one command and give its exit code (design.md §7); every known failure is told in the user's language."""
    signal.signal(signal.SIGTERM, _terminate)
    given = sys.argv[1:] if arguments is None else arguments
    as_json = "--json" in given
    try:
        code = app(args=given, prog_name="bulletin", standalone_mode=False)
        return code if isinstance(code, int) else 0
    except BulletinError as failure:
        return _fail(failure, as_json)
    except typer.Exit as leave:
        return leave.exit_code
    except typer.TyperException as wrong:
        context: typer.Context | None = getattr(wrong, "ctx", None)
        usage, said = context.get_usage() if context else "", wrong.format_message()
        _tell(said if said.startswith(usage) else f"{usage}\n{said}")
        return USAGE
    except (KeyboardInterrupt, typer.Abort):
        _say((say("Interrupted. Nothing was published; finished work is kept."),))
        return INTERRUPTED
    except _Terminated:
        return TERMINATED
    except BrokenPipeError:  # nobody reads the answer; the work is done
        sys.stdout = _nowhere()
        return 0
    except MemoryError:
        return _fail(Killed(say("Out of memory. Close other programs or render with --workers 1.")), as_json)
    except OSError as error:
        return _fail(_of_the_disk(error), as_json) if error.errno in DISK else _report_bug(error, given, as_json)
    except Exception as bug:
        return _report_bug(bug, given, as_json)


class _Terminated(BaseException):
    """SIGTERM arrived: leaves through every `finally`, so that workers stop and temporary files go."""


def _terminate(_signal: int, _frame: FrameType | None) -> None:
    raise _Terminated


# --- telling ----------------------------------------------------------------------------------------------------------

SEVERITIES: dict[str, tuple[Message, str]] = {
    "error": (say("must be mended"), "red"),
    "warning": (say("warning"), "yellow"),
    "note": (say("note"), "cyan"),
}


def _standard_input() -> TextIO:
    """Standard input as UTF-8, whatever the locale; what is no UTF-8 is shown as such."""
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")
    return sys.stdin


def _nowhere() -> TextIO:
    return Path(os.devnull).open("w", encoding="utf-8")


def _tell(line: str) -> None:
    """A line on stderr. That nobody reads it (closed, or a broken pipe) is no reason to stop the work."""
    if sys.stderr is None:
        sys.stderr = _nowhere()
    try:
        print(line, file=sys.stderr, flush=True)
    except (OSError, ValueError):
        sys.stderr = _nowhere()


def _is_terminal() -> bool:
    return sys.stderr is not None and sys.stderr.isatty()


def _console() -> Any:
    from rich.console import Console

    return Console(stderr=True, highlight=False, soft_wrap=True, markup=False)


def _say(sentences: tuple[Message, ...]) -> None:
    for sentence in sentences:
        _tell(_(sentence))


def _tell_problems(problems: tuple[Problem, ...]) -> None:
    for problem in problems:
        word, colour = SEVERITIES[problem.severity]
        where, hint = f"{problem.place}: " if problem.place else "", _(problem.hint) if problem.hint else ""
        if _is_terminal():
            from rich.text import Text

            line = Text.assemble((where, "bold"), (f"{_(word)}: ", f"bold {colour}"), _(problem.message))
            _console().print(line, *([Text(f"    → {hint}", "dim")] if hint else []), sep="\n")
        else:
            _tell(f"{where}{_(word)}: {_(problem.message)}" + (f"\n    → {hint}" if hint else ""))


def _fail(failure: BulletinError, as_json: bool) -> int:
    problems = failure.problems()
    if as_json:
        _print_json({"exit": failure.exit_code, "findings": [problem.facts(LANGUAGE) for problem in problems]})
    _tell_problems(problems)
    errors = sum(problem.is_error for problem in problems)
    if errors > 1:
        _say((say("{count} things must be mended. Nothing was published.", count=errors),))
    return failure.exit_code


def _of_the_disk(error: OSError) -> DiskFailed:
    return DiskFailed(
        say("Cannot write {path}: {reason}", path=str(error.filename or ""), reason=error.strerror),
        hint=say("Free some space or choose another folder. Nothing was published; finished work is kept."),
    )


def _answer(result: dict[str, Any], as_json: bool, sentences: tuple[Message, ...]) -> None:
    _say(sentences)
    if as_json:
        _print_json(result)


def _print_json(result: dict[str, Any]) -> None:
    print(json.dumps(result, ensure_ascii=False, indent=2, sort_keys=True))


def _print_table(title: Message | None, columns: tuple[Column, ...], rows: tuple[tuple[str, ...], ...]) -> None:
    from rich.console import Console
    from rich.table import Table

    width = None if sys.stdout.isatty() else PAGE_WIDTH
    table = Table(title=_(title) if title else None, show_header=bool(columns), box=None, pad_edge=False)
    for place, column in enumerate(columns or (Column(None),) * len(rows[0])):
        heading = _(column.heading) if column.heading else ""
        widest = max(len(heading), *(len(row[place]) for row in rows))
        table.add_column(
            heading,
            justify="right" if column.is_number else "left",
            no_wrap=not column.is_wide,
            min_width=None if column.is_wide else widest,
        )
    for row in rows:
        table.add_row(*row)
    Console(highlight=False, markup=False, width=width).print(table)


class _Progress:
    """Progress on stderr: a bar with the time left on a terminal, a plain line for every stage and tenth elsewhere."""

    def __init__(self) -> None:
        self._bar: Any = None
        self._task: Any = None
        self._stage: Message | None = None
        self._tenth = -1

    def __enter__(self) -> Callable[[Message, int, int], None]:
        if _is_terminal():
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

            columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
            self._bar = Progress(*columns, console=_console(), transient=True)
            self._bar.start()
        return self._told

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def _told(self, stage: Message, done: int, total: int) -> None:
        if self._bar is None:
            self._plain(stage, done, total)
            return
        if stage != self._stage:
            if self._task is not None:
                self._bar.remove_task(self._task)
            self._stage, self._task = stage, self._bar.add_task(_(stage), total=total)
        self._bar.update(self._task, completed=done, total=total)

    def _plain(self, stage: Message, done: int, total: int) -> None:
        tenth = 10 * done // total if total else 10
        if stage == self._stage and tenth == self._tenth:
            return
        self._stage, self._tenth = stage, tenth
        _tell(f"{_(stage)} {done}/{total}")


def _report_bug(bug: Exception, given: list[str], as_json: bool) -> int:
    """Write what a developer needs to mend our fault; nothing of the environment goes into it."""
    trace = "".join(traceback.format_exception(bug))
    report = f"bulletin {__version__}\nPython {sys.version}\n{' '.join(given)}\n\n{trace}"
    name = f"bulletin-bug-{hashlib.sha256(trace.encode()).hexdigest()[:8]}.txt"
    try:
        Path(name).write_text(report, encoding="utf-8")
    except OSError:
        _tell(trace)
    told = say(
        "This is our fault, not yours. Send the file {file} to the developers. Nothing was published.", file=name
    )
    return _fail(Bug(told), as_json)


if __name__ == "__main__":
    sys.exit(main())
