"""`render --by`: what is said of the time, with a clock of the test's own and real time zones."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

import cli
from bulletin.desk.readiness import Clock, Deadline, Readiness, deadline, finished, readiness
from bulletin.desk.speeds import FILE, Speed, Speeds
from bulletin.errors import Problems
from bulletin.timing import FRAME_RATE

from .conftest import Newsroom, make_newsroom, quietly

SIX = 18 * 3600


def at(words: str) -> Clock:
    """A clock that stands still, in universal time."""
    moment = datetime.fromisoformat(words).replace(tzinfo=UTC)
    return lambda: moment


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    return make_newsroom(tmp_path / "newsroom", tmp_path / "store")


def zone(newsroom: Newsroom, name: str) -> None:
    (newsroom.folder / "bulletin.toml").write_text(
        f'brand = "laodong"\n[newsroom]\nzone = "{name}"\n', encoding="utf-8"
    )


def due(newsroom: Newsroom, seconds: int, clock: Clock) -> Deadline:
    return deadline(seconds, newsroom.script, clock)


def test_a_time_is_the_newsrooms_wherever_the_machine_stands(newsroom: Newsroom) -> None:
    assert due(newsroom, SIX, at("2026-11-26 10:50")).at.isoformat() == "2026-11-26T18:00:00+07:00"
    zone(newsroom, "Europe/Berlin")
    assert due(newsroom, SIX, at("2026-11-26 10:50")).at.isoformat() == "2026-11-26T18:00:00+01:00"


def test_the_nearest_such_time_is_meant(newsroom: Newsroom) -> None:
    assert due(newsroom, 600, at("2026-11-26 16:55")).at.isoformat() == "2026-11-27T00:10:00+07:00"  # 23:55 in Hanoi
    assert due(newsroom, SIX - 120, at("2026-11-26 10:59")).at.isoformat() == "2026-11-26T17:58:00+07:00"  # just gone


def test_the_night_that_an_hour_is_lost_in_counts_real_seconds(newsroom: Newsroom) -> None:
    zone(newsroom, "Europe/Berlin")
    clock = at("2026-03-29 00:30")  # 1:30 in Berlin; at 2:00 it becomes 3:00
    told = finished(due(newsroom, 3 * 3600 + 1800, clock), clock)
    assert str(told) == "Ready at 01:30:00, 60 min before 03:30."


def test_before_and_after_are_said_in_words(newsroom: Newsroom) -> None:
    by = due(newsroom, SIX - 120, at("2026-11-26 10:50"))
    assert finished(by, at("2026-11-26 10:57:10")).text("vi") == "Xong lúc 17:57:10, sớm 50 giây so với 17:58."
    assert finished(by, at("2026-11-26 10:59:15")).text("vi") == "Xong lúc 17:59:15, muộn 1 phút 15 giây so với 17:58."


def expected(newsroom: Newsroom, clock: Clock) -> Readiness:
    return readiness(newsroom.order(), due(newsroom, SIX, clock), quietly, clock)


def test_what_is_not_there_is_reckoned_with_the_usual_speed_and_says_so(newsroom: Newsroom) -> None:
    found = expected(newsroom, at("2026-11-26 10:50"))
    assert found.takes == 8
    assert found.frames > 15 * FRAME_RATE
    assert found.is_in_time
    told = " ".join(sentence.text("vi") for sentence in found.sentences())
    assert "Dự kiến xong lúc 17:50:" in told
    assert "máy này chưa đo được" in told
    assert "Phải làm: 8 đoạn đọc" in told


def test_the_speed_of_earlier_runs_counts_and_lateness_is_said(newsroom: Newsroom) -> None:
    slow = (1000, 4000.0)  # four seconds a frame
    Speeds(newsroom.store).remember("draft", slow, (20, 10.0), 4020.0)
    found = expected(newsroom, at("2026-11-26 10:55"))
    assert found.speed == Speed(4000, 500, 10_000)
    assert not found.is_in_time
    told = " ".join(sentence.text("vi") for sentence in found.sentences())
    assert "muộn" in told
    assert "theo tốc độ lần dựng trước" in told
    assert "Muốn nhanh hơn: bớt tin" in told


def test_too_short_a_run_says_nothing_of_the_speed(tmp_path: Path) -> None:
    speeds = Speeds(tmp_path)
    speeds.remember("final", (20, 100.0), (2, 50.0), 200.0)
    assert not speeds.of("final").is_measured
    assert not (tmp_path / FILE).exists()


@pytest.mark.parametrize("content", ["", "[]", '{"final": 3}', '{"final": {"frame": "x"}}'])
def test_a_damaged_memory_of_speeds_holds_none(tmp_path: Path, content: str) -> None:
    (tmp_path / FILE).write_text(content, encoding="utf-8")
    assert not Speeds(tmp_path).of("final").is_measured


def test_a_time_that_is_none_ends_with_2(newsroom: Newsroom) -> None:
    assert cli.main([*newsroom.arguments("--by", "17h60")]) == 2
    assert cli.main([*newsroom.arguments("--by", "sáu giờ")]) == 2


@pytest.mark.media
def test_what_is_cached_counts_as_done_and_no_clock_reaches_the_bulletin(
    newsroom: Newsroom, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(newsroom.arguments("--by", "17:58", "--json")) == 0
    told = capsys.readouterr()
    assert "xong lúc" in told.err.lower() or "ready at" in told.err.lower()
    first = json.loads(told.out)
    again = expected(newsroom, at("2026-11-26 10:50"))
    assert (again.frames, again.takes) == (0, 0)
    manifest = (Path(first["master"]).parent / "bulletin.json").read_bytes()
    plain = newsroom.render(refit=True)
    assert (plain.folder / "bulletin.json").read_bytes() == manifest


def test_a_broken_script_is_told_before_any_time_is(newsroom: Newsroom) -> None:
    newsroom.write("---\nngày: 22.11.2026\n---\n")
    with pytest.raises(Problems) as failure:
        expected(newsroom, at("2026-11-26 10:50"))
    assert failure.value.exit_code == 65


def test_a_night_is_told_in_hours(newsroom: Newsroom) -> None:
    late = finished(due(newsroom, SIX, at("2026-11-26 10:50")), at("2026-11-26 19:25:58"))
    assert late.text("vi") == "Xong lúc 02:25:58, muộn 8 giờ 25 phút so với 18:00."


@pytest.mark.parametrize(
    ("profile", "hint"),
    [("draft", "Muốn nhanh hơn: bớt tin."), ("final", "Muốn nhanh hơn: --profile draft, hoặc bớt tin.")],
)
def test_what_would_be_faster_is_said_where_it_would_be(newsroom: Newsroom, profile: str, hint: str) -> None:
    clock = at("2026-11-26 11:05")
    late = readiness(replace(newsroom.order(), profile=profile), due(newsroom, SIX, clock), quietly, clock)
    assert late.sentences()[-1].text("vi") == hint
    assert len(replace(late, frames=0, takes=0).sentences()) == 2
