"""The lexicon: abbreviations, names, units and document types with their spoken forms, read from tables."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from bulletin.errors import Place, Problem, Problems
from bulletin.messages import say

FOLDER = Path(__file__).parent
LEXICON = "lexicon.tsv"
"""A newsroom's own table, beside its bulletin.toml."""
DOUBTFUL = "?"
"""The context of a reading that is only the likeliest of several."""
FIRST_WORD = re.compile(r"\w{1,20}")


@dataclass(frozen=True, slots=True)
class Choice:
    """One reading of a form. It holds where the words before end with one of `after` and those behind begin with one of
    `before`: a word, '#' for a digit, behind the form also '0' for a nought and '^' for a capital letter. Empty conditions always hold. A `doubtful` one is
    chosen where nothing decides, and reported."""

    spoken: str
    after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    doubtful: bool = False

    def fits(self, left: str, right: str) -> bool:
        """Whether the reading holds between the text before the form and the text behind it."""
        words = left.rstrip(' .,/("“').lower()
        if self.after and not any(_ends(words, word) for word in self.after):
            return False
        return not self.before or _begins(right.lstrip(" ."), self.before)


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """All tables. `forms` are abbreviations and names by their written form, the choices in the order they are tried;
    `document_types` and `document_bodies` are the two halves of a document number's letters."""

    forms: Mapping[str, tuple[Choice, ...]]
    units: Mapping[str, str]
    document_types: Mapping[str, str]
    document_bodies: Mapping[str, str]
    lengths: Mapping[str, tuple[int, ...]]
    """By the first two characters of a form: the lengths that forms beginning so may have in a text, the longest first."""

    def choose(self, form: str, left: str, right: str) -> str | None:
        """The spoken form of a written one between its neighbours, None when there is none that fits."""
        choice = self.choice(form, left, right)
        return choice.spoken if choice else None

    def choice(self, form: str, left: str, right: str) -> Choice | None:
        """The first reading of a form that fits between its neighbours."""
        return next((choice for choice in self.forms.get(form, ()) if choice.fits(left, right)), None)


def read_lexicon(folder: Path | None = None) -> Lexicon:
    """The lexicon of the package, under the table LEXICON of a newsroom's folder where there is one (columns form,
    spoken and, if wanted, context).

    A form in the newsroom's table replaces every reading the package has for it. Raises Problems (78) with the line of
    every row that cannot be used."""
    package = _package()
    own = folder / LEXICON if folder else None
    if own is None or not own.is_file():
        return package
    its_own = _forms(own)
    forms = {**package.forms, **its_own}
    return replace(
        package,
        forms=forms,
        lengths=_lengths(forms),
        units=_replaced(package.units, its_own),
        document_types=_replaced(package.document_types, its_own),
        document_bodies=_replaced(package.document_bodies, its_own),
    )


def with_names(lexicon: Lexicon, readings: Iterable[tuple[str, str]]) -> Lexicon:
    """A lexicon that knows how some names are said."""
    forms = {**lexicon.forms, **{name: (Choice(spoken),) for name, spoken in readings}}
    return replace(lexicon, forms=forms, lengths=_lengths(forms))


@cache
def _package() -> Lexicon:
    forms = {**_forms(FOLDER / "names.tsv"), **_forms(FOLDER / "abbreviations.tsv")}
    documents = [row for _, row in _rows(FOLDER / "document_types.tsv")]
    return Lexicon(
        forms=forms,
        units={row["form"]: row["spoken"] for _, row in _rows(FOLDER / "units.tsv")},
        document_types={row["form"]: row["spoken"] for row in documents if row["kind"] == "type"},
        document_bodies={row["form"]: row["spoken"] for row in documents if row["kind"] == "body"},
        lengths=_lengths(forms),
    )


def _ends(left: str, word: str) -> bool:
    return left[-1:].isdigit() if word == "#" else left == word or left.endswith(f" {word}")


def _begins(right: str, before: tuple[str, ...]) -> bool:
    if ("#" in before and right[:1].isdigit()) or ("0" in before and right[:1] == "0"):
        return True
    if "^" in before and right[:1].isupper() and right[1:2].isalnum():
        return True
    first = FIRST_WORD.match(right)
    return first is not None and first.group().lower() in before


def _replaced(table: Mapping[str, str], own: Mapping[str, tuple[Choice, ...]]) -> dict[str, str]:
    return {form: own[form][-1].spoken if form in own else spoken for form, spoken in table.items()}


def _lengths(forms: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """A form that ends with a full stop may also stand without it, and one of a single letter before any character."""
    found: dict[str, set[int]] = defaultdict(set)
    for form in forms:
        found[form[:2]].add(len(form))
        if form.endswith("."):
            found[form[:-1][:2]].add(len(form) - 1)
    return {start: tuple(sorted(lengths, reverse=True)) for start, lengths in found.items()}


def _forms(path: Path) -> dict[str, tuple[Choice, ...]]:
    found: dict[str, tuple[Choice, ...]] = {}
    wrong: list[Problem] = []
    for line, row in _rows(path):
        form, spoken, context = row.get("form", ""), row.get("spoken", ""), row.get("context", "")
        condition, _, value = context.partition("=")
        if not form or not spoken or condition not in ("", "after", "before", DOUBTFUL):
            wrong.append(_unusable(path, line))
            continue
        words = _listed(value)
        after, before = words if condition == "after" else (), words if condition == "before" else ()
        found[form] = (*found.get(form, ()), Choice(spoken, after, before, condition == DOUBTFUL))
    if wrong:
        raise Problems(tuple(wrong))
    return found


def _listed(value: str) -> tuple[str, ...]:
    return tuple(word.strip().lower() for word in value.split(",") if word.strip())


def _unusable(path: Path, line: int) -> Problem:
    return Problem(
        say("This row of the lexicon has no form or no spoken words, or a context that is not understood"),
        Place(path.name, line),
        say("Write the columns with tabs between them: form, spoken words, then nothing or after=… or before=…"),
        code=78,
    )


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a table with their line numbers; empty lines and lines that begin with # are left out."""
    text = unicodedata.normalize("NFC", path.read_text(encoding="utf-8-sig"))
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip() and line[0] != "#"]
    if not lines:
        return
    header = [column.strip() for column in lines[0][1].split("\t")]
    for number, line in lines[1:]:
        cells = [cell.strip() for cell in line.split("\t")]
        yield number, dict(zip(header, cells, strict=False))
