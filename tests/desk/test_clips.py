"""Clips from the script to the finished file: seen in order, heard in their place, refused with their line."""

from __future__ import annotations

import json
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from threading import Event
from typing import Any

import av
import numpy as np
import pytest

from bulletin.desk.checking import check
from bulletin.desk.clips import ExamineJob, examine_all
from bulletin.desk.rundowns import rundown
from bulletin.errors import Place, Problem, Problems
from bulletin.picture.decode import samples_of
from bulletin.script.values import Picture
from tests.footage.made import Recipe, Sound, make, number_of

from .conftest import Newsroom, quietly

pytestmark = pytest.mark.media

SCRIPT = """\
---
bản tin: ngày
ngày: 22.11.2026
tiêu đề: Bản tin thử
mở đầu: lời chào
---
## Lời chào

Kính chào quý vị.

## Tin thứ nhất về an toàn {#mot}

![Cảnh. Video: Minh Quân](video/canh.mp4){0:00,4-0:09 tiếng nhỏ}

Câu đầu tiên của tin này nói về an toàn lao động.

![Phát biểu: Nguyễn Thị Lan – công nhân. Video: Minh Quân](video/lan.mov){0:01-0:03}

> Chúng tôi làm ba ca. Ai cũng mệt.

Câu thứ hai đi với cảnh quay trước đó.

## Lời kết

Xin chào.
"""


@dataclass(frozen=True)
class Seen:
    """A finished file: the numbers on its pictures, its sound (mono), its manifest and its captions."""

    numbers: list[int]
    sound: Any
    manifest: dict[str, Any]
    captions: str

    def shots(self) -> list[tuple[int, int]]:
        return [(shot["start"], shot["frames"]) for shot in self.manifest["shots"] if shot["slug"] == "mot"]


@pytest.fixture
def filmed(newsroom: Newsroom) -> Newsroom:
    folder = newsroom.folder / "scripts" / "video"
    folder.mkdir()
    make(folder / "canh.mp4", Recipe(300, group=50, sound=Sound("stereo", seconds=12, hertz=300)))
    make(folder / "lan.mov", Recipe(120, Fraction(30), sound=Sound(seconds=4, hertz=900, level=0.02)))
    newsroom.write(SCRIPT)
    return newsroom


def seen(newsroom: Newsroom) -> Seen:
    rendered = newsroom.render()
    with av.open(str(rendered.master)) as container:
        numbers = [number_of(samples_of(frame.planes[0])) for frame in container.decode(video=0)]
    with av.open(str(rendered.master)) as container:
        blocks = [frame.to_ndarray().mean(axis=0) for frame in container.decode(audio=0)]
    manifest = json.loads((rendered.folder / "bulletin.json").read_text(encoding="utf-8"))
    captions = next(rendered.folder.glob("*.srt")).read_text(encoding="utf-8")
    return Seen(numbers, np.concatenate(blocks), manifest, captions)


def tone(sound: Any, hertz: float) -> float:
    """The amplitude of a tone in dB."""
    at = np.arange(len(sound)) / 48_000
    return float(20 * np.log10(2 * abs(np.mean(sound * np.exp(-2j * np.pi * hertz * at))) + 1e-9))


def test_clips_are_seen_in_order_and_heard_in_their_place(filmed: Newsroom) -> None:
    found = seen(filmed)
    (first, long), (bite, own), (again, rest) = found.shots()
    assert found.numbers[first + 12 : first + long] == list(range(10 + 12, 10 + long))
    assert own == 50
    expected = [round(n * 1.2) for n in range(25, 75)]
    assert all(
        abs(number - wanted) <= 1 for number, wanted in zip(found.numbers[bite : bite + own], expected, strict=True)
    )
    assert found.numbers[again + 12 : again + rest] == list(range(10 + long + 12, 10 + long + rest))

    def part(start: int, length: int) -> Any:
        return found.sound[1024 + start * 1920 : 1024 + (start + length) * 1920]

    said = tone(part(bite + 5, own - 10), 900)
    assert said > -20
    assert tone(part(first, long), 900) < said - 40
    assert tone(part(first + 10, long - 20), 300) < said - 12
    assert tone(part(bite + 5, own - 10), 300) < said - 40
    assert "Chúng tôi làm ba ca." in found.captions
    assert {credit["path"] for credit in found.manifest["credits"]} == {"video/canh.mp4", "video/lan.mov"}


def test_the_rundown_page_has_a_row_for_what_lasts_by_itself(filmed: Newsroom) -> None:
    page = rundown(filmed.script, filmed.store, None, quietly)
    rows = page.rows("en")
    at = next(number for number, row in enumerate(rows) if row[8] == "mot")
    assert (rows[at + 1][4], *rows[at + 1][6:8]) == ("0:02", "bite", "Nguyễn Thị Lan – công nhân")
    (clip,) = page.as_json("en")["lines"][1]["clips"]
    assert (clip["form"], clip["frames"], clip["line"]) == ("bite", 50, 17)


def test_another_in_point_of_a_bite_remakes_the_bite_and_no_other_shot(filmed: Newsroom) -> None:
    filmed.render()
    filmed.edit("{0:01-0:03}", "{0:01,04-0:03,04}")
    after = filmed.render()
    assert 1 <= after.shots[0] <= 2  # the bite, and the one that holds its last frame
    assert after.takes[0] == 0


def problems(newsroom: Newsroom, old: str, new: str) -> list[Problem]:
    newsroom.edit(old, new)
    with pytest.raises(Problems) as failure:
        check(newsroom.script)
    return [problem for problem in failure.value.problems() if problem.is_error]


def test_points_beyond_the_end_are_told_with_line_and_length(filmed: Newsroom) -> None:
    """C12"""
    (problem,) = problems(filmed, "{0:01-0:03}", "{0:01-0:13}")
    assert "4.0 s long" in str(problem.message)
    assert (problem.place, problem.code) == (Place("scripts/tin.md", 17, 1), 65)


def test_an_address_in_place_of_a_clip_is_refused(filmed: Newsroom) -> None:
    """C8"""
    found = problems(filmed, "video/lan.mov", "http://127.0.0.1:9/lan.mov")
    assert [(problem.code, problem.place and problem.place.line) for problem in found] == [(77, 17)]


@pytest.mark.parametrize("name", ["concat:a|b.mp4", "subfile,,start,0,end,9,,:lan.mov", "../../../etc/passwd.mp4"])
def test_protocols_and_paths_outside_are_refused(filmed: Newsroom, name: str) -> None:
    """C8"""
    found = problems(filmed, "video/lan.mov", name)
    assert {problem.code for problem in found} & {66, 77}


def test_a_playlist_named_like_a_clip_is_refused_with_its_line(filmed: Newsroom) -> None:
    """C7"""
    (filmed.folder / "scripts" / "video" / "lan.mov").write_text("ffconcat version 1.0\nfile /etc/passwd\n")
    with pytest.raises(Problems) as failure:
        check(filmed.script)
    (problem,) = (problem for problem in failure.value.problems() if problem.is_error)
    assert (problem.place, problem.code) == (Place("scripts/tin.md", 17, 1), 77)


def test_all_that_is_worth_knowing_of_clips_is_told(filmed: Newsroom) -> None:
    notes = [str(note.message) for note in check(filmed.script).notes]
    assert any("canh.mp4 is only 320 × 180 pixels" in note for note in notes)
    make(filmed.folder / "scripts" / "video" / "lan.mov", Recipe(120, Fraction(30), sound=Sound(seconds=4, level=0.0)))
    notes = [str(note.message) for note in check(filmed.script).notes]
    assert any("Nothing can be heard" in note for note in notes)


@dataclass(frozen=True, slots=True)
class Hanging(ExamineJob):
    """A decoder that never ends."""

    def run(self) -> Any:
        while True:
            pass


@dataclass(frozen=True, slots=True)
class Waiting(ExamineJob):
    """A decoder that waits for what never comes, and uses no processor's time."""

    def run(self) -> Any:
        Event().wait()


@pytest.mark.parametrize(
    ("kind", "limits"), [(Hanging, {"cpu_seconds": 0.2}), (Waiting, {"wall_seconds": 0.2})], ids=["hangs", "waits"]
)
def test_a_decoder_that_does_not_end_is_ended_and_its_clip_named(
    tmp_path: Path, kind: type[ExamineJob], limits: dict[str, float]
) -> None:
    """C13"""
    picture = Picture("lan.mov", Place("tin.md", 17, 1), clip="bite")
    found: list[Problem] = []
    own = make(tmp_path / "good.mp4", Recipe(5))
    jobs = (kind(Path("lan.mov"), (picture,), **limits), ExamineJob(own, (Picture("good.mp4", Place("tin.md", 9)),)))
    clips = examine_all(jobs, found)
    assert list(clips) == [own]
    (problem,) = (problem for problem in found if problem.is_error)
    assert "lan.mov" in str(problem.message)
    assert (problem.place, problem.code) == (Place("tin.md", 17, 1), 71)
