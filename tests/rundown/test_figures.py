"""How a table of figures is drawn: by rule, or as the script says."""

from __future__ import annotations

import pytest

from bulletin.errors import Place
from bulletin.rundown.cards import figures
from bulletin.rundown.figures import form_of, why_not
from bulletin.script.values import Table, TableForm

PLACE = Place("script.md", 7)


def table(*rows: tuple[str, str], unit: str = "người", form: TableForm | None = None) -> Table:
    return Table("Một bảng", unit, "Nguồn", ("", ""), rows, None, PLACE, form)


YEARS = (("2021", "49,1"), ("2022", "50,6"), ("2023", "51,3"), ("2024", "51,9"))
PARTS = (("Dịch vụ", "40,4"), ("Công nghiệp", "33,5"), ("Nông nghiệp", "26,1"))


@pytest.mark.parametrize(
    ("given", "form"),
    [
        (table(*YEARS), "line"),
        (table(("Tháng 1", "1"), ("Tháng 2", "2"), ("Tháng 3", "3"), ("Tháng 4", "4")), "line"),
        (table(("Quý I/2025", "1"), ("Quý II/2025", "2"), ("Quý III/2025", "3"), ("Quý IV/2025", "4")), "line"),
        (table(*PARTS, unit="%"), "share"),
        (table(*PARTS), "bars"),
        (table(*PARTS[:2], unit="%"), "bars"),
        (table(("Vùng I", "5.310.000"), ("Vùng II", "4.730.000")), "bars"),
        (table(*YEARS[:3]), "bars"),
        (table(("A", "có"), ("B", "không")), "table"),
        (table(*YEARS, form="bars"), "bars"),
        (table(*PARTS, form="share"), "share"),
        (table(*PARTS, unit="%", form="table"), "table"),
    ],
)
def test_the_form_follows_from_the_figures_unless_the_script_names_one(given: Table, form: str) -> None:
    assert form_of(given) == form


@pytest.mark.parametrize(
    "given",
    [
        table(("A", "có"), ("B", "không"), form="bars"),
        table(("2021", "1"), form="line"),
        table(("A", "−5"), ("B", "7"), form="share"),
        table(*((f"Phần {number}", "10") for number in range(7)), form="share"),
    ],
)
def test_a_form_that_the_figures_do_not_allow_is_told(given: Table) -> None:
    assert why_not(given)
    assert not why_not(table(*PARTS, form="line"))


def test_figures_in_per_cent_carry_the_sign_themselves() -> None:
    plate = figures(table(*PARTS, unit="%"))
    assert plate.kind == "chart_share"
    assert plate.words("rows") == tuple((label, f"{figure} %") for label, figure in PARTS)
    assert plate.words("unit") == ""
