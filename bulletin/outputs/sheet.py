"""The rundown on paper and for spreadsheets: a printable page of its own, without any request to elsewhere, and CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What begins a formula in a spreadsheet: a script's words must not."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as words: its heading, facts under it, headings of the columns, the rows with their kind ('' for ordinary ones,
    'breaking', 'clip', 'spare'), what stands below. `numbers` are the columns set right, `strong` those set bold, `unbroken` those kept on one line."""

    language: str
    title: str
    facts: tuple[tuple[str, str], ...]
    headings: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    notes: tuple[str, ...] = ()
    numbers: frozenset[int] = frozenset()
    strong: frozenset[int] = frozenset()
    unbroken: frozenset[int] = frozenset()
    alarm: str = ""
    """How far the bulletin is off its slot; '' inside it."""


def csv_text(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Rows for a spreadsheet, UTF-8, with the line ends that RFC 4180 has."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(headings)
    writer.writerows([f"'{cell}" if cell.startswith(FORMULA) else cell for cell in row] for row in rows)
    return out.getvalue()


def html_sheet(sheet: Sheet) -> str:
    """The page, on A4 across; every sheet of paper has the title with its number at its foot and the heading of the table,
    no row is torn."""
    facts = "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>" for name, value in sheet.facts)
    alarm = f'<p class="alarm">{escape(sheet.alarm)}</p>' if sheet.alarm else ""
    head = "".join(f"<th{_class(sheet, at)}>{escape(name)}</th>" for at, name in enumerate(sheet.headings))
    body = "\n".join(
        f'<tr class="{escape(kind)}">'
        + "".join(f"<td{_class(sheet, at)}>{escape(cell)}</td>" for at, cell in enumerate(cells))
        + "</tr>"
        for kind, cells in sheet.rows
    )
    notes = "".join(f"<li>{escape(note)}</li>" for note in sheet.notes)
    return _PAGE.format(
        language=escape(sheet.language), title=escape(sheet.title), foot=_in_css(sheet.title), facts=facts, alarm=alarm, head=head, body=body,
        notes=f"<ul>{notes}</ul>" if notes else "",
    )  # fmt: skip


def _in_css(words: str) -> str:
    """Words as a string in a style: whatever they hold, it ends nothing."""
    return "".join(letter if letter.isalnum() else f"\\{ord(letter):06x}" for letter in words)


def _class(sheet: Sheet, at: int) -> str:
    names = [
        name for name, places in (("n", sheet.numbers), ("s", sheet.strong), ("u", sheet.unbroken)) if at in places
    ]
    return f' class="{" ".join(names)}"' if names else ""


_PAGE = """\
<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
@page {{
  size: A4 landscape; margin: 9mm 9mm 12mm; font: 8pt "Be Vietnam Pro", "Noto Sans", Arial, sans-serif; color: #555;
  @bottom-left {{ content: "{foot}" }}
  @bottom-right {{ content: counter(page) " / " counter(pages) }}
}}
* {{ box-sizing: border-box }}
body {{ margin: 0 auto; padding: 1rem; max-width: 297mm; font: 9.5pt/1.3 "Be Vietnam Pro", "Noto Sans", Arial, sans-serif; color: #111; background: #fff }}
h1 {{ font-size: 15pt; line-height: 1.15; margin: 0 0 2mm }}
dl {{ display: flex; flex-wrap: wrap; gap: 1mm 8mm; margin: 0 0 2.5mm }}
dl div {{ display: flex; gap: 1.5mm; align-items: baseline }}
dt {{ color: #555 }}
dd {{ margin: 0; font-weight: 600; font-variant-numeric: tabular-nums }}
.alarm {{ margin: 0 0 2.5mm; padding: 1.2mm 2.5mm; border: .5mm solid #b00020; color: #b00020; font-weight: 700; display: inline-block }}
table {{ width: 100%; border-collapse: collapse }}
thead {{ display: table-header-group }}
th {{ text-align: left; vertical-align: bottom; font-size: 8pt; font-weight: 600; border-bottom: .5mm solid #111; padding: .8mm 1.2mm }}
td {{ vertical-align: top; border-bottom: .2mm solid #bbb; padding: 1.1mm 1.2mm }}
tr {{ break-inside: avoid }}
.n {{ text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums }}
.s {{ font-weight: 700 }}
.u {{ white-space: nowrap }}
tr.breaking td {{ background: #fde8ea }}
tr.clip td {{ color: #444; font-style: italic; border-bottom-style: dotted }}
tr.spare td {{ color: #666; border-bottom-style: dashed }}
tr.total td {{ border-top: .5mm solid #111; border-bottom: 0; font-weight: 700 }}
ul {{ margin: 3mm 0 0; padding-left: 5mm; font-size: 8.5pt; color: #333; break-inside: avoid }}
@media print {{ body {{ padding: 0; max-width: none; font-size: 8.5pt; line-height: 1.25 }} th {{ font-size: 7.5pt }} td {{ padding: .8mm 1mm }} tr.breaking td {{ print-color-adjust: exact; -webkit-print-color-adjust: exact }} }}
</style>
</head>
<body>
<h1>{title}</h1>
<dl>{facts}</dl>
{alarm}
<table>
<thead><tr>{head}</tr></thead>
<tbody>
{body}
</tbody>
</table>
{notes}
</body>
</html>
"""
