"""Frames of clips for the page: the one that was asked for, none of a clip that cannot be read, no process left."""

from __future__ import annotations

import io
import multiprocessing
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from bulletin.preview.describing import plan_of
from bulletin.preview.projector import Projector
from bulletin.preview.session import View
from bulletin.rundown.values import Clip
from bulletin.store import file_digest
from tests.desk.conftest import make_newsroom
from tests.footage.made import Recipe, make, number_of
from tests.preview.conftest import draft_of

pytestmark = pytest.mark.media


@pytest.fixture(scope="module")
def projector() -> Iterator[Projector]:
    before = len(multiprocessing.active_children())
    found = Projector()
    yield found
    found.close()
    assert len(multiprocessing.active_children()) == before


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("clips") / "canh.mp4", Recipe(frames=100))


def _clip(file: Path) -> Clip:
    return Clip(str(file), file_digest(file), 320, 180, frames=100)


def test_the_frame_asked_for_is_shown(projector: Projector, file: Path) -> None:
    for number in (0, 37, 99, 12):
        content = projector.show(_clip(file), number, 960)
        assert content
        assert number_of(np.asarray(Image.open(io.BytesIO(content)).convert("L"))) == number


def test_a_small_frame_is_small(projector: Projector, file: Path) -> None:
    content = projector.show(_clip(file), 5, 64)
    assert content and Image.open(io.BytesIO(content)).size == (64, 36)


def test_a_clip_that_was_changed_or_is_damaged_shows_nothing_and_the_next_one_is_shown(
    projector: Projector, file: Path, tmp_path: Path
) -> None:
    damaged = tmp_path / "hong.mp4"
    damaged.write_bytes(file.read_bytes()[:4000])
    assert projector.show(_clip(damaged), 3, 192) is None
    changed = make(tmp_path / "khac.mp4", Recipe(frames=10))
    assert projector.show(Clip(str(changed), "0" * 64, 320, 180, frames=10), 3, 192) is None
    assert projector.show(_clip(file), 3, 192)


def test_the_page_is_told_every_use_of_a_clip_with_its_in_and_out_points(file: Path, tmp_path: Path) -> None:
    newsroom = make_newsroom(tmp_path / "n", tmp_path / "store")
    (newsroom.folder / "scripts" / "canh.mp4").write_bytes(file.read_bytes())
    newsroom.edit(
        "![Tranh hai. Tranh: Lao Động TV](anh/hai.png)\n\nMột câu ngắn cho tin thứ hai.",
        "![Cảnh. Video: Minh Quân](canh.mp4){0:00,4-0:03}\n\nMột câu.\n\n![Cảnh. Video: Minh Quân](canh.mp4){0:01-0:04}\n\nHai câu.",
    )
    pictures = plan_of(View(draft_of(newsroom), 1), "en")["pictures"]
    clip = next(picture for picture in pictures if picture["clip"])
    assert clip["credit"] == "Video: Minh Quân" and clip["clip"]["frames"] == 100
    uses = [(use["form"], use["first"], use["last"]) for use in clip["clip"]["uses"]]
    assert uses == [("footage", 10, 75), ("footage", 25, 100)]
    assert [use["line"] for use in clip["clip"]["uses"]] == clip["lines"]
