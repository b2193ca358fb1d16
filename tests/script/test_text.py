"""What becomes of bytes and characters before anything is read, and what is never read: comments."""

from __future__ import annotations

import contextlib
import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bulletin.errors import BadInput, BulletinError, Place, Problems
from bulletin.script import parse
from bulletin.script.text import slug_of
from bulletin.script.values import Paragraph
from tests.script.made import FILE, FRONT, SAMPLE, errors, errors_of, problems_of, written

PLAIN = FRONT + "## Tin\n\nCâu một.\nCâu hai.\n"


@pytest.mark.parametrize(
    "text",
    [
        "\ufeff" + PLAIN,
        PLAIN.replace("\n", "\r\n"),
        PLAIN.replace("\n", "\r"),
        PLAIN.replace("\n", "   \n"),
        PLAIN.rstrip("\n"),
        PLAIN + "\n\n",
        PLAIN.replace("## Tin", "\f## Tin"),
        unicodedata.normalize("NFD", PLAIN),
        PLAIN.replace("một", "m\u200bột\ufeff"),
        PLAIN.replace("Câu một", "Câu\u00a0một"),
    ],
    ids=["BOM", "CRLF", "CR", "trailing", "no-end", "more-end", "form-feed", "NFD", "zero-width", "NBSP"],
)
def test_forms_of_the_same_text_are_the_same_script(text: str) -> None:
    assert parse(text, FILE) == parse(PLAIN, FILE)


def test_other_words_are_another_digest() -> None:
    assert parse(PLAIN, FILE).digest != parse(PLAIN.replace("hai", "ba"), FILE).digest


def test_the_digest_is_that_of_the_plain_text() -> None:
    import hashlib

    assert parse(PLAIN, FILE).digest == hashlib.sha256(PLAIN.encode()).hexdigest()


def test_all_words_are_nfc() -> None:
    (block,) = parse(unicodedata.normalize("NFD", PLAIN), FILE).stories[0].blocks
    assert isinstance(block, Paragraph)
    assert unicodedata.is_normalized("NFC", block.written)


@pytest.mark.parametrize("letter", ["\u202e", "\u2066", "\u200e"])
def test_characters_that_turn_the_text_are_refused_with_their_place(letter: str) -> None:
    template = "An invisible character ({name}) changes the direction of the text."
    assert errors(f"Câu {letter}một.") == [(6, 5, template)]


def test_control_characters_are_refused_with_their_place() -> None:
    assert errors("Câu\x07 một.\x00") == [
        (6, 4, "A control character ({name}) stands in the text."),
        (6, 10, "A control character ({name}) stands in the text."),
    ]


def test_an_emoji_joined_by_zero_width_joiners_stays_whole() -> None:
    assert written("Gia đình 👨‍👩‍👧 vui.") == ["Gia đình 👨‍👩‍👧 vui."]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("Câu <!-- thôi --> một.", ["Câu một."]),
        ("Câu <!-- thôi\n\nthôi nữa\n--> một.", ["Câu một."]),
        ("<!-- đầu --> Câu một.", ["Câu một."]),
        ("Một.\n<!--\nthôi\n\n-->\nHai.", ["Một.", "Hai."]),
        ("Một. <!-- ## Tin khác -->", ["Một."]),
        ("<!---->Một.<!-- - -- > -->", ["Một."]),
    ],
)
def test_comments_are_never_read(body: str, words: list[str]) -> None:
    assert written(body) == words


def test_words_behind_a_comment_keep_their_column() -> None:
    assert errors("<!-- ở đây --> Câu *một*.") == [(6, 20, "Emphasis (“{found}”) does not belong in words to be read.")]


def test_a_comment_that_never_ends_is_an_error_where_it_begins() -> None:
    assert errors("Một. <!-- quên\n\nHai.") == [(6, 6, "A comment is opened here and never closed.")]


@pytest.mark.parametrize(
    ("title", "slug"), [("Đ", "d"), ("  ", ""), ("a" * 50, "a" * 40), ("x-" * 30, "x-" * 19 + "x")]
)
def test_slugs_at_their_limits(title: str, slug: str) -> None:
    assert slug_of(title).rstrip("-") == slug


# --- hostile texts ----------------------------------------------------------------------------------------------------

HOSTILE = {
    "quotes in quotes": ">" * 200_000,
    "quotes in quotes, within the line": ">" * 19_000 + " a",
    "lists in lists": "* " * 100_000,
    "lists in lists, within the line": "* " * 9_000 + "a",
    "quotes deeper by the line": "\n".join(">" * n for n in range(1, 400)),
    "one long line": "a" * 1_000_000,
    "open brackets": "[" * 19_000,
    "open pictures": "![a](" * 4_000,
    "open braces": "{" * 19_000,
    "one mark with everything": "![a. Ảnh: b](a.jpg) {" + "x " * 900 + "}",
    "stars": "* *" * 6_000,
    "underscores": "x_" * 9_000,
    "tags": "<a" * 9_000,
    "colons": "![" + "Ảnh:" * 4_000 + "](a.jpg)\n\nX.",
    "spaces in a title": "Câu.\n\n## a" + " " * 19_000 + "b {#x} c\n\nCâu.",
    "brackets in a title": "Câu.\n\n## [" + "](" * 9_000 + "\n\nCâu.",
    "digits": "Số lớn: " + "1" * 19_000,
    "labels with spaces": ("a" + " " * 19_000 + "b\n") * 40,
    "a long list": "- a\n" * 15_000,
    "a long quotation": "> a\n" * 15_000,
    "many quotations": "> a\n\n" * 7_500,
    "many comments": ("<!---->" * 2_800 + "\n") * 40,
    "many errors": "*a*\n\n" * 10_000,
    "wide table": "|" * 9_000 + "\n" + "|-" * 9_000 + "|\n" + "|" * 9_000,
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_texts_end_soon_without_a_recursion_error(body: str) -> None:
    start = time.process_time()
    with contextlib.suppress(Problems, BadInput):
        parse(f"{FRONT}## Tin\n\n{body}\n", FILE)
    assert time.process_time() - start < 5


def test_a_hostile_front_matter_is_refused_soon() -> None:
    start = time.process_time()
    assert len(errors_of("---\n" + ("a" + " " * 19_000 + "b\n") * 100 + "---\n## Tin\n\nCâu.")) == 100
    assert time.process_time() - start < 5


def test_five_thousand_pictures_are_read_in_time() -> None:
    pictures = "\n".join(f"![A. Ảnh: B](a{number}.jpg){{vào tâm=40,35}}" for number in range(5_000))
    start = time.process_time()
    (story,) = parse(f"{FRONT}## Tin\n\n{pictures}\n\nCâu.", FILE).stories
    assert time.process_time() - start < 5
    assert len(story.blocks) == 5_001


def test_a_line_over_the_limit_is_refused_with_its_number() -> None:
    assert errors_of(FRONT + "## Tin\n\n" + "a" * 20_001) == [
        (6, 20_001, "Line {line} is {length} characters long; at most {limit} are read.")
    ]


def test_more_lines_than_the_limit_are_refused() -> None:
    (problem,) = problems_of(FRONT + "\n" * 32_000)
    assert problem.place == Place(FILE, 32_001)


@given(st.text())
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        parse(text, FILE)
    except BulletinError as refused:
        assert refused.exit_code in (65, 77)


_SIGNS = st.sampled_from(
    ["{", "}", "[", "]", "![", "](", ")", "a.jpg", "<!--", "-->", "|", ">", "-", "#", "##", "\n", "\n\n", "*", "=", '"', "“",
     "vào", "tâm", "tên", "Bảng:", "Nguồn:", "Ảnh:", "Phát biểu:", "Điểm tin:", "Số lớn:", "40,35", "0:12-0:27", "Câu.", " ",
     "---", "1.", "#slug", "lặng 3 giây", "\t", "5"]
)  # fmt: skip


@given(st.lists(_SIGNS, max_size=40).map("".join))
@settings(max_examples=300, deadline=None)
def test_any_heap_of_markup_is_read_or_refused_and_none_of_it_is_spoken(body: str) -> None:
    try:
        found = parse(f"{FRONT}## Tin\n\n{body}\n", FILE)
    except BulletinError as refused:
        assert all(problem.place and problem.place.line > 0 for problem in refused.problems())
        assert all(str(problem.message) and str(problem.hint) for problem in refused.problems())
        return
    spoken = [block.written for one in found.stories for block in one.blocks if isinstance(block, Paragraph)]
    assert not any(sign in words for words in spoken for sign in ("{", "}", "[", "]", "|", "*", "<!--", "-->"))


def test_reading_twice_gives_the_same_value() -> None:
    assert parse(SAMPLE, FILE) == parse(SAMPLE, FILE)
