"""The proof: decoded pictures of the master equal decoded pictures of the chunks, every one of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from bulletin.errors import Rejected
from bulletin.master.mux import join
from bulletin.master.prove import prove
from bulletin.timing import timecode
from tests.master.conftest import Programme
from tests.master.synthetic import chunk

pytestmark = pytest.mark.media


def test_joining_two_hundred_shots_changes_no_picture(awkward: Programme, tmp_path: Path) -> None:
    join(tmp_path / "master", awkward.plan, awkward.chunks, awkward.track)
    assert prove(tmp_path / "master", awkward.plan, awkward.chunks) == awkward.plan.frames


def test_other_pictures_of_the_same_length_are_refused_where_they_begin(short: Programme, tmp_path: Path) -> None:
    join(tmp_path / "master", short.plan, short.chunks, short.track)
    others = [*short.chunks[:3], chunk(500, 25), short.chunks[4]]
    with pytest.raises(Rejected, match=f"at {timecode(39)} .shot 4 .*not that of its chunk"):
        prove(tmp_path / "master", short.plan, others)


def test_too_many_and_too_few_pictures_are_refused(short: Programme, tmp_path: Path) -> None:
    join(tmp_path / "master", short.plan, short.chunks, short.track)
    with pytest.raises(Rejected, match="is missing"):
        prove(tmp_path / "master", short.plan, [*short.chunks, short.chunks[0]])
    with pytest.raises(Rejected, match="not as many pictures as planned"):
        prove(tmp_path / "master", short.plan, short.chunks[:-1])
