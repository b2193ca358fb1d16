"""The rundown on paper and for spreadsheets: nothing of a script's words becomes markup, a formula or a request."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from html.parser import HTMLParser

from bulletin.outputs.sheet import Sheet, csv_text, html_sheet

SHEET = Sheet(
    "vi",
    "Bản tin Lao Động <22.11>",
    (("Khung giờ", "5:00–7:00"),),
    ("Trang", "Vào lúc", "Tin"),
    (("breaking", ("B1", "18:00:00", "<script>alert(1)</script> & “tít”")), ("", ("B2", "18:00:40", "Tin hai"))),
    ("Dài 6:12",),
    frozenset({1}),
    frozenset({0}),
    frozenset({2}),
    "thừa 14 giây",
)


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def parsed() -> Tags:
    tags = Tags()
    tags.feed(html_sheet(SHEET))
    return tags


def test_words_of_a_script_are_shown_and_never_markup() -> None:
    tags = parsed()
    assert "script" not in {tag for tag, _ in tags.tags}
    assert "<script>alert(1)</script> & “tít”" in tags.words
    assert "Bản tin Lao Động <22.11>" in tags.words


def test_the_page_asks_for_nothing_from_elsewhere() -> None:
    tags = parsed()
    assert not {tag for tag, _ in tags.tags} & {"link", "img", "script", "iframe"}
    assert not any(name in ("src", "href") for _, attributes in tags.tags for name in attributes)
    assert "url(" not in html_sheet(SHEET)
    assert "default-src 'none'" in html_sheet(SHEET)


def test_the_page_is_made_for_paper() -> None:
    page = html_sheet(SHEET)
    assert "size: A4 landscape" in page
    assert "table-header-group" in page
    assert "break-inside: avoid" in page
    assert 'lang="vi"' in page
    assert "counter(page)" in page


def test_the_title_at_the_foot_of_the_paper_ends_no_style() -> None:
    page = html_sheet(replace(SHEET, title='Tin "ngày" </style> \\'))
    foot = page.partition('@bottom-left { content: "')[2].partition('" }')[0]
    assert foot == "Tin\\000020\\000022ngày\\000022\\000020\\00003c\\00002fstyle\\00003e\\000020\\00005c"


def test_breaking_stories_and_a_missed_slot_stand_out() -> None:
    tags = parsed()
    assert ("tr", {"class": "breaking"}) in tags.tags
    assert ("p", {"class": "alarm"}) in tags.tags
    assert "thừa 14 giây" in tags.words


def test_rows_for_a_spreadsheet_are_read_back_and_hold_no_formula() -> None:
    text = csv_text(
        ("Trang", "Tin"), (("B1", '=HYPERLINK("http://a")'), ("B2", 'Tít có "ngoặc", phẩy'), ("B3", "-5 độ"))
    )
    assert list(csv.reader(io.StringIO(text))) == [
        ["Trang", "Tin"],
        ["B1", '\'=HYPERLINK("http://a")'],
        ["B2", 'Tít có "ngoặc", phẩy'],
        ["B3", "'-5 độ"],
    ]
