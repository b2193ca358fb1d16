"""The command line: arguments in, one call, message and exit code out."""

from __future__ import annotations

import errno
import hashlib
import signal
import sys
import traceback
from pathlib import Path
from types import FrameType

import typer

from bulletin import __version__
from bulletin.commands import approval, archive, brand, bulletins, preview, schedule, store, voice
from bulletin.commands.plain import PlainCommand, PlainGroup
from bulletin.commands.usage import wrong_usage
from bulletin.errors import Bug, BulletinError, DiskFailed, Killed
from bulletin.messages import say
from bulletin.terminal import language, nowhere, print_json, tell, tell_problems, tell_sentences, translated

TERMINATED = 143
INTERRUPTED = 130
USAGE = 2
DISK = (errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS, errno.EFBIG)
"""Errors of the system that are the disk's, wherever they come up."""

app = typer.Typer(
    cls=PlainGroup,
    help=translated(say("Turn a newsroom's script into a finished television bulletin.")),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(bulletins.app)
app.add_typer(approval.app)
app.add_typer(archive.weekly_app)
app.add_typer(archive.app, name="archive")
app.add_typer(preview.app)
app.add_typer(brand.app, name="brand")
app.add_typer(schedule.app, name="schedule")
app.add_typer(store.app, name="store")
app.add_typer(voice.app, name="voice")
for group in app.registered_groups:
    group.cls = PlainGroup
    for command in group.typer_instance.registered_commands if group.typer_instance else ():
        command.cls = PlainCommand


def main(arguments: list[str] | None = None) -> int:
    """Run one command and give its exit code (design.md §7); every known failure is told in the user's language."""
    signal.signal(signal.SIGTERM, _terminate)
    given = sys.argv[1:] if arguments is None else arguments
    as_json = "--json" in given
    try:
        code = app(args=given, prog_name="bulletin", standalone_mode=False)
        return _interrupted() if code == INTERRUPTED else code if isinstance(code, int) else 0
    except BulletinError as failure:
        return _fail(failure, as_json)
    except typer.Exit as leave:
        return leave.exit_code
    except typer.TyperException as wrong:
        return _misused(wrong)
    except (KeyboardInterrupt, typer.Abort):
        return _interrupted()
    except _Terminated:
        return TERMINATED
    except BrokenPipeError:  # nobody reads the answer; the work is done
        sys.stdout = nowhere()
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


def _interrupted() -> int:
    """Tell of Ctrl-C, which Typer may have made an exit code of already."""
    tell_sentences((say("Interrupted. Nothing was published; finished work is kept."),))
    return INTERRUPTED


def _misused(wrong: typer.TyperException) -> int:
    """Tell what cannot be understood; a command that does nothing alone shows its help."""
    context: typer.Context | None = getattr(wrong, "ctx", None)
    if context and wrong.format_message().startswith(context.get_usage()):
        tell(wrong.format_message())
    else:
        tell_problems((wrong_usage(wrong),))
    return USAGE


# --- failures -----------------------------------------------------------------------------------------------------------


def _fail(failure: BulletinError, as_json: bool) -> int:
    problems = failure.problems()
    if as_json:
        print_json({"exit": failure.exit_code, "findings": [problem.facts(language()) for problem in problems]})
    tell_problems(problems)
    errors = sum(problem.is_error for problem in problems)
    if errors > 1:
        tell_sentences((say("{count} things must be mended. Nothing was published.", count=errors),))
    return failure.exit_code


def _of_the_disk(error: OSError) -> DiskFailed:
    return DiskFailed(
        say("Cannot write {path}: {reason}", path=str(error.filename or ""), reason=error.strerror),
        hint=say("Free some space or choose another folder. Nothing was published; finished work is kept."),
    )


def _report_bug(bug: Exception, given: list[str], as_json: bool) -> int:
    """Write what a developer needs to mend our fault; nothing of the environment goes into it."""
    trace = "".join(traceback.format_exception(bug))
    report = f"bulletin {__version__}\nPython {sys.version}\n{' '.join(given)}\n\n{trace}"
    name = f"bulletin-bug-{hashlib.sha256(trace.encode()).hexdigest()[:8]}.txt"
    try:
        Path(name).write_text(report, encoding="utf-8")
    except OSError:
        tell(trace)
    told = say(
        "This is our fault, not yours. Send the file {file} to the developers. Nothing was published.", file=name
    )
    return _fail(Bug(told), as_json)


if __name__ == "__main__":
    sys.exit(main())
