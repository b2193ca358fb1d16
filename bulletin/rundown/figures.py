"""Figures in Vietnamese notation, and how a table of them is drawn: as bars, a line, shares, or as it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bulletin.script.values import Table, TableForm

FIGURE = re.compile(r"([−-]?)(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?")
MOMENT = re.compile(
    r"(?:năm |tháng |quý |t|q|year |month |quarter )?(?:\d{1,2}|[ivx]{1,4})?(?:[./ -]?(?:19|20)\d\d)?", re.IGNORECASE
)
"""A year, a month, a quarter: 2024, Tháng 3, T3, Quý II/2025, 3.2025."""
FEWEST_MOMENTS, MOST_MOMENTS = 4, 13
MOST_SHARES = 6


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure found in words: what stands before and after it, and its value in units of the last written decimal."""

    before: str
    value: int
    decimals: int
    grouped: bool
    after: str

    def written(self, value: int) -> str:
        """A value in the form of this figure: 5.310.000, 1,25, 150."""
        whole, rest = divmod(abs(value), 10**self.decimals)
        digits = f"{whole:,}".replace(",", ".") if self.grouped else str(whole)
        decimals = f",{rest:0{self.decimals}}" if self.decimals else ""
        sign = "−" if value < 0 else ""
        return f"{self.before}{sign}{digits}{decimals}{self.after}"


def figure_in(words: str) -> Figure | None:
    """The only figure of a cell in Vietnamese notation, None when there is none or more than one."""
    found = list(FIGURE.finditer(words))
    if len(found) != 1 or re.search(r"\d[./:]\d", words.replace(found[0][0], "", 1)):
        return None
    match = found[0]
    before, after = words[: match.start()], words[match.end() :]
    if before[-1:].isalnum() or after[:1].isalnum() or after[:1] in ("/", ":", "."):
        return None
    decimals = match[3] or ""
    value = int(match[2].replace(".", "") + decimals)
    return Figure(before, -value if match[1] else value, len(decimals), "." in match[2], after)


def figures_of(rows: Sequence[Sequence[str]]) -> tuple[Figure, ...] | None:
    """The figures of a table's one column beside its labels; None when it is not of that kind."""
    found = [figure_in(row[1]) if len(row) == 2 else None for row in rows]
    figures = tuple(figure for figure in found if figure is not None)
    return figures if figures and len(figures) == len(rows) else None


def value_of(figure: Figure) -> float:
    return figure.value / float(10**figure.decimals)


def form_of(table: Table) -> TableForm:
    """As the script says, else by what the figures are: parts of a whole, a course in time, amounts side by side."""
    figures = figures_of(table.rows)
    if figures is None or table.form == "table":
        return "table"
    if table.form is not None:
        return table.form
    if "%" in table.unit and 2 <= len(figures) <= MOST_SHARES and is_whole(figures):
        return "share"
    labels = [row[0].strip() for row in table.rows]
    in_time = all(
        label and MOMENT.fullmatch(label) and re.search(r"\d|[ivx]", label, re.IGNORECASE) for label in labels
    )
    return "line" if in_time and FEWEST_MOMENTS <= len(labels) <= MOST_MOMENTS else "bars"


def is_whole(figures: Sequence[Figure]) -> bool:
    """Whether they are all of a hundred, but for rounding."""
    return min(map(value_of, figures)) >= 0 and abs(sum(map(value_of, figures)) - 100) <= 0.5


def why_not(table: Table) -> bool:
    """Whether the form that the script asks for cannot be drawn from these figures."""
    figures = figures_of(table.rows)
    if table.form in (None, "table"):
        return False
    if figures is None or len(figures) < 2 or min(map(value_of, figures)) < 0:
        return True
    if table.form == "share":
        return len(figures) > MOST_SHARES or sum(map(value_of, figures)) <= 0
    return table.form == "line" and len(figures) > MOST_MOMENTS
