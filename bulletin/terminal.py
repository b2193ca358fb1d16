"""What the user is told: sentences, problems, tables and progress, in the user's language, on the right stream."""

from __future__ import annotations

import io
import json
import os
import shutil
import sys
import textwrap
import unicodedata
from collections.abc import Callable
from functools import cache
from itertools import zip_longest
from pathlib import Path
from typing import Any, TextIO

from bulletin.errors import BulletinError, Problem
from bulletin.messages import Language, Message, language_of, say
from bulletin.newsroom import find_newsroom
from bulletin.tables import Column

Rows = tuple[tuple[str, ...], ...]

GAP, WIDE = 2, 20
"""Characters between columns; the least that a column of words gets."""
PAGE_WIDTH = 140
"""Characters of a table that goes into a file or a pipe."""


def language() -> Language:
    """The user's, as the environment and the newsroom of the current folder have it."""
    return language_of(None, _configured(Path.cwd()))


@cache
def _configured(folder: Path) -> str | None:
    try:
        return find_newsroom(folder).language
    except BulletinError:
        return None


def translated(message: Message) -> str:
    """A message in the user's language."""
    return message.text(language())


SEVERITIES: dict[str, tuple[Message, str]] = {
    "error": (say("must be mended"), "red"),
    "warning": (say("warning"), "yellow"),
    "note": (say("note"), "cyan"),
}


def standard_input() -> TextIO:
    """Standard input as UTF-8, whatever the locale; what is no UTF-8 is shown as such."""
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")
    return sys.stdin


def nowhere() -> TextIO:
    return Path(os.devnull).open("w", encoding="utf-8")


def tell(line: str) -> None:
    """A line on stderr. That nobody reads it (closed, or a broken pipe) is no reason to stop the work."""
    if sys.stderr is None:
        sys.stderr = nowhere()
    try:
        print(line, file=sys.stderr, flush=True)
    except (OSError, ValueError):
        sys.stderr = nowhere()


def _is_terminal() -> bool:
    return sys.stderr is not None and sys.stderr.isatty()


def _console() -> Any:
    from rich.console import Console

    return Console(stderr=True, highlight=False, soft_wrap=True, markup=False)


def tell_sentences(sentences: tuple[Message, ...]) -> None:
    for sentence in sentences:
        tell(translated(sentence))


def tell_problems(problems: tuple[Problem, ...]) -> None:
    for problem in problems:
        word, colour = SEVERITIES[problem.severity]
        where, hint = f"{problem.place}: " if problem.place else "", translated(problem.hint) if problem.hint else ""
        if _is_terminal():
            from rich.text import Text

            line = Text.assemble(
                (where, "bold"), (f"{translated(word)}: ", f"bold {colour}"), translated(problem.message)
            )
            _console().print(line, *([Text(f"    → {hint}", "dim")] if hint else []), sep="\n")
        else:
            tell(f"{where}{translated(word)}: {translated(problem.message)}" + (f"\n    → {hint}" if hint else ""))


def answer(result: dict[str, Any], as_json: bool, sentences: tuple[Message, ...]) -> None:
    tell_sentences(sentences)
    if as_json:
        print_json(result)


def print_json(result: dict[str, Any]) -> None:
    print(json.dumps(result, ensure_ascii=False, indent=2, sort_keys=True))


def print_text(text: str) -> None:
    """Text on stdout just as it is."""
    sys.stdout.write(text)


def print_table(title: Message | None, columns: tuple[Column, ...], rows: Rows) -> None:
    """A table on stdout. Where the page is too narrow, columns that give way are set in several lines."""
    is_terminal = sys.stdout.isatty()
    page = shutil.get_terminal_size().columns if is_terminal else PAGE_WIDTH
    columns, rows = _that_fit(columns, rows, page)
    heads = tuple(translated(column.heading) if column.heading else "" for column in columns)
    columns = columns or (Column(None),) * len(rows[0])
    widths = _widths(columns, (heads, *rows) if heads else rows, page)
    lines = [line for row in rows for line in _set(row, columns, widths)]
    if heads:
        lines[:0] = _bold(_set(heads, columns, widths), is_terminal)
    if title:
        lines[:0] = _bold([translated(title).center(sum(widths) + GAP * (len(widths) - 1)).rstrip()], is_terminal)
    print_text("".join(f"{line}\n" for line in lines))


def _widths(columns: tuple[Column, ...], rows: Rows, page: int) -> list[int]:
    """How wide each column is set: as its widest cell; the widest of those that give way give what the page lacks."""
    widths = [max(map(_cells, cells)) for cells in zip(*rows, strict=True)]
    wide = [at for at, column in enumerate(columns) if column.is_wide]
    for _ in range(sum(widths) + GAP * (len(widths) - 1) - page):
        widest = max(wide, key=widths.__getitem__, default=None)
        if widest is None or widths[widest] <= 1:
            break
        widths[widest] -= 1
    return widths


def _set(row: tuple[str, ...], columns: tuple[Column, ...], widths: list[int]) -> list[str]:
    """A row as lines."""
    cells = [
        textwrap.wrap(cell, width) if _cells(cell) > width else [cell] for cell, width in zip(row, widths, strict=True)
    ]
    lines = []
    for parts in zip_longest(*cells, fillvalue=""):
        told = zip(parts, columns, widths, strict=True)
        padded = (_padded(part, width, is_number=column.is_number) for part, column, width in told)
        lines.append((" " * GAP).join(padded).rstrip())
    return lines


def _padded(words: str, width: int, *, is_number: bool) -> str:
    space = " " * (width - _cells(words))
    return f"{space}{words}" if is_number else f"{words}{space}"


def _cells(words: str) -> int:
    """How many places words take on a line: marks that stand on the letter before them take none."""
    return len(words) if words.isascii() else len(unicodedata.normalize("NFC", words))


def _bold(lines: list[str], is_terminal: bool) -> list[str]:
    return [f"\033[1m{line}\033[0m" for line in lines] if is_terminal else lines


def _that_fit(columns: tuple[Column, ...], rows: Rows, width: int) -> tuple[tuple[Column, ...], Rows]:
    """A table without the columns that matter least, as many as must go so that no figure is cut."""
    kept = list(range(len(columns)))
    while kept and sum(_narrowest(columns[at], [row[at] for row in rows]) + GAP for at in kept) > width:
        least = max(kept, key=lambda at: columns[at].rank)
        if not columns[least].rank:
            break
        kept.remove(least)
    if not columns:
        return columns, rows
    return tuple(columns[at] for at in kept), tuple(tuple(row[at] for at in kept) for row in rows)


def _narrowest(column: Column, cells: list[str]) -> int:
    widest = max([len(translated(column.heading)) if column.heading else 0, *map(len, cells)])
    return min(widest, WIDE) if column.is_wide else widest


class Progress:
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
            self._stage, self._task = stage, self._bar.add_task(translated(stage), total=total)
        self._bar.update(self._task, completed=done, total=total)

    def _plain(self, stage: Message, done: int, total: int) -> None:
        tenth = 10 * done // total if total else 10
        if stage == self._stage and tenth == self._tenth:
            return
        self._stage, self._tenth = stage, tenth
        tell(f"{translated(stage)} {done}/{total}")
