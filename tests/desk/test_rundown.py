"""The rundown page: what is spoken counts with its real length, everything else with its estimate; times by any clock."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

import cli
from bulletin.desk.rundowns import Page, Row, Times, rundown
from bulletin.timing import FRAME_RATE

from .conftest import SCRIPT, Newsroom, make_newsroom, quietly
from .test_fitting import EXTRA, slot, spoken

SIX = 18 * 3600


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    made = make_newsroom(tmp_path / "newsroom", tmp_path / "store")
    made.write(SCRIPT.replace("## Lời kết\n", EXTRA))
    return made


def page(newsroom: Newsroom, times: Times = Times()) -> Page:  # noqa: B008
    return rundown(newsroom.script, newsroom.store, None, quietly, times)


def row(found: Page, slug: str) -> Row:
    return next(row for row in (*found.rows_told, *found.spare) if row.line.slug == slug)


def test_before_anything_is_spoken_every_line_with_words_is_an_estimate(newsroom: Newsroom) -> None:
    found = page(newsroom)
    assert {row.state for row in found.rows_told if row.line.form != "opener"} == {"estimate"}
    assert all(row.actual is None for row in found.rows_told if row.line.slug)
    assert [row.estimated for row in found.rows_told] == [row.line.span.length for row in found.rows_told]
    assert not newsroom.store.exists() or not list(newsroom.store.glob("**/*.pcm"))


def test_a_row_tells_voice_credit_last_words_and_syllables(newsroom: Newsroom) -> None:
    first = row(page(newsroom), "mot")
    assert (first.voice, first.credit) == ("nháp", "Tranh: Lao Động TV")
    assert first.out_cue == "… là hàng hóa."
    assert first.line.syllables == 20


def test_stories_that_are_not_told_stand_below_with_their_length(newsroom: Newsroom) -> None:
    newsroom.script.with_name("tin.khop.txt").write_text("bỏ tin: bong-da\n", encoding="utf-8")
    found = page(newsroom)
    assert [(one.line.slug, one.state) for one in found.spare] == [("bong-da", "spare"), ("thoi-tiet", "reserve")]
    assert all(one.estimated > FRAME_RATE for one in found.spare)


def test_back_times_count_from_the_end_of_the_slot(newsroom: Newsroom) -> None:
    length = page(newsroom).rundown.frames
    slot(newsroom, 10, length / FRAME_RATE + 4)
    found = page(newsroom)
    assert {one.back - one.front for one in found.rows_told if one.back is not None} == {4 * FRAME_RATE}


def test_how_the_end_stands_to_the_clock_is_said(newsroom: Newsroom) -> None:
    length = round(page(newsroom).rundown.frames / FRAME_RATE)
    early, late = page(newsroom, Times(SIX, SIX + length + 60)), page(newsroom, Times(SIX, SIX + length - 10))
    over = f"18:00:{length}"
    assert f"Hết lúc {over}, sớm 1:00 so với 18:01:{length}." in [told.text("vi") for told in early.sentences()]
    assert f"Hết lúc {over}, muộn 0:10 so với 18:00:{length - 10}." in [told.text("vi") for told in late.sentences()]


def test_clock_times_are_told_when_a_beginning_or_an_end_is_given(newsroom: Newsroom) -> None:
    begun = page(newsroom, Times(SIX, SIX + 60)).as_json("vi")["lines"]
    assert (begun[0]["front"], begun[1]["front"]) == ("18:00:00", "18:00:07")
    ended = page(newsroom, Times(None, SIX))
    last = ended.rows_told[-1]
    assert last.front == last.back
    assert ended.as_json("vi")["lines"][0]["front"].startswith("17:59:")
    late = page(newsroom, Times(24 * 3600 - 5)).as_json("vi")["lines"]
    assert late[1]["front"] == "00:00:02"


def test_over_and_under_are_words_and_never_signs(newsroom: Newsroom) -> None:
    length = page(newsroom).rundown.frames / FRAME_RATE
    slot(newsroom, 5, length - 14)
    found = page(newsroom)
    assert found.off_slot().text("vi") == "thừa 14 giây"  # type: ignore[union-attr]
    assert "thừa 14 giây" in found.html("vi")
    assert "14 s over" in found.html("en")
    assert "Không khớp được giờ" in " ".join(note.hint.text("vi") for note in found.notes if note.hint)


@pytest.mark.media
def test_what_is_spoken_counts_with_its_real_length_and_the_difference_in_words(newsroom: Newsroom) -> None:
    real = spoken(newsroom)
    newsroom.edit("Một câu ngắn cho tin thứ hai.", "Một câu khác hẳn, dài hơn, cho tin thứ hai.")
    found = page(newsroom)
    first, second = row(found, "mot"), row(found, "hai")
    assert first.actual == next(line.span.length for line in real.rundown.lines if line.slug == "mot")
    assert (first.state, second.state, second.actual) == ("spoken", "estimate", None)
    off = first.actual - first.estimated
    assert (str(first.off) == "") == (abs(off) <= FRAME_RATE // 2)


def test_the_command_prints_rows_for_a_spreadsheet_and_writes_the_sheet(
    newsroom: Newsroom, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["rundown", str(newsroom.script), "--store", str(newsroom.store)]
    assert cli.main([*arguments, "--csv", "--start", "18:00"]) == 0
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out)))
    assert len({len(cells) for cells in rows}) == 1
    assert rows[1][1] == "18:00:00"
    assert cli.main([*arguments, "--html", str(tmp_path / "trang.html")]) == 0
    assert "Tin thứ nhất" in (tmp_path / "trang.html").read_text(encoding="utf-8")
    assert cli.main([*arguments, "--start", "25:00"]) == 2


@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_a_narrow_terminal_keeps_whole_columns(
    newsroom: Newsroom, width: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bulletin.terminal.PAGE_WIDTH", width)
    assert cli.main(["rundown", str(newsroom.script), "--store", str(newsroom.store)]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert all(len(line) <= width for line in printed)
    starts = [line for line in printed if line.startswith(("A1", "B1", "C1"))]
    assert len(starts) == 3
    assert all("0:" in line for line in starts)
