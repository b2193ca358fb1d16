"""Frames, ranges, stories and sheets without the page."""

from __future__ import annotations

import json
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

from bulletin.commands.preview import _frame
from bulletin.errors import BadInput, NotFound
from bulletin.preview.cutting import Cut, Cutting, cut
from bulletin.timing import Span
from cli import main
from tests.desk.conftest import Newsroom, quietly


@pytest.mark.parametrize(
    ("words", "frame"),
    [("0", 0), ("1:23", 2075), ("01:23", 2075), ("1:23.4", 2085), ("1:23,4", 2085), ("83", 2075), ("1:00:00", 90_000)],
)
def test_a_time_is_understood_as_people_write_it(words: str, frame: int) -> None:
    assert _frame(words, "--still") == frame


@pytest.mark.parametrize(
    "arguments",
    [
        ["--still", "soon"],
        ["--range", "1:00"],
        ["--range", "1:20-1:00"],
        ["--still", "1:00", "--sheet"],
        ["--still", "1:2:3:4"],
    ],
)
def test_what_is_no_time_is_said_before_any_work(arguments: list[str], newsroom: Newsroom) -> None:
    assert main(["preview", str(newsroom.script), *arguments]) == 2


def _made(newsroom: Newsroom, out: Path, **asked: object) -> Cut:
    return cut(Cutting(newsroom.script, out=out, store=newsroom.store, **asked), quietly)  # type: ignore[arg-type]


@pytest.mark.media
def test_a_still_is_the_frame_of_the_final_picture(newsroom: Newsroom, tmp_path: Path) -> None:
    out = tmp_path / "frame.png"
    code = main(["preview", str(newsroom.script), "--still", "0:10", "-o", str(out), "--store", str(newsroom.store)])
    assert code == 0
    with Image.open(out) as image:
        assert image.size == (1920, 1080)
        assert np.asarray(image).std() > 5


@pytest.mark.media
def test_a_range_holds_exactly_its_frames_and_their_sound(
    newsroom: Newsroom, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "range.mp4"
    asked = ["preview", str(newsroom.script), "--range", "0:09-0:12", "-o", str(out), "--json"]
    assert main([*asked, "--store", str(newsroom.store)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["start"], told["frames"]) == (225, 75)
    with av.open(str(out)) as film:
        picture, sound = film.streams.video[0], film.streams.audio[0]
        assert picture.frames == 75
        assert sound.duration and sound.time_base and sound.duration * sound.time_base == 3
        heard = np.concatenate([frame.to_ndarray() for frame in film.decode(sound)], axis=1)
    assert np.abs(heard).max() > 0.05


@pytest.mark.media
def test_a_story_is_cut_by_its_slug_and_a_wrong_one_gets_a_suggestion(newsroom: Newsroom, tmp_path: Path) -> None:
    made = _made(newsroom, tmp_path / "story.mp4", kind="story", slug="hai")
    with av.open(str(made.path)) as film:
        assert film.streams.video[0].frames == made.span.length
    with pytest.raises(NotFound) as caught:
        _made(newsroom, tmp_path / "x.mp4", kind="story", slug="hay")
    assert "hai" in str(caught.value.hint)
    with pytest.raises(BadInput, match="beyond the end"):
        _made(newsroom, tmp_path / "x.png", kind="still", span=Span(10**6, 1))
    assert not (tmp_path / "x.mp4").exists() and not (tmp_path / "x.png").exists()


@pytest.mark.media
def test_a_sheet_shows_every_shot(newsroom: Newsroom, tmp_path: Path) -> None:
    made = _made(newsroom, tmp_path / "sheet.png", kind="sheet")
    with Image.open(made.path) as image:
        assert image.width == 2004 and image.height > 400
