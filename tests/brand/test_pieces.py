"""Motion pieces: their lengths, their cover of the cut, and that the opener ends on the headline ground."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bulletin.brand import parts, pieces
from bulletin.brand.pack import Pack, read_pack
from bulletin.brand.plates.wordmark import headline_ground
from bulletin.brand.style import Shape
from bulletin.errors import BadConfig
from bulletin.timing import Span

TEMPLATES = Path(__file__).parent.parent.parent / "templates"
SMALL = 0.1
SIZE = (108, 192)


@pytest.mark.parametrize(("name", "count"), [("opener", 180), ("opener-short", 60), ("sting", 20), ("wipe", 10)])
def test_a_piece_has_its_fixed_length(pack: Pack, name: str, count: int) -> None:
    drawn = list(pieces.frames(pack, name, SMALL))
    assert len(drawn) == pack.length(name) == count
    assert {frame.shape[:2] for frame in drawn} == {SIZE}


def test_every_piece_of_the_contract_is_made(pack: Pack) -> None:
    for name in parts.PIECES:
        assert pieces.clip(pack, name, SMALL).fps == 25


@pytest.mark.parametrize("shape", ["wide", "vertical", "square"])
@pytest.mark.parametrize("name", ["sting", "wipe"])
def test_the_picture_is_covered_as_long_as_the_pack_says(name: str, shape: Shape) -> None:
    for folder in ("laodong", "congdoan"):
        pack = read_pack(TEMPLATES / folder, shape)
        cover = {"sting": pack.pacing.sting_cover, "wipe": pack.pacing.wipe_cover}[name]
        drawn = list(pieces.frames(pack, name, SMALL))
        assert cover.length > 1
        assert all(picture[..., 3].min() == 255 for picture in drawn[cover.start : cover.end])
        for end in (drawn[0], drawn[-1]):
            assert np.mean(end[..., 3] < 8) > 0.3, "it comes and goes"
    assert not list(pieces.uncovered(pack))


def test_a_piece_that_does_not_cover_the_picture_is_told_frame_by_frame(pack: Pack) -> None:
    longer = replace(pack, pacing=replace(pack.pacing, wipe_cover=Span(3, 4)))
    told = [problem.message.text("en") for problem in pieces.uncovered(longer)]
    assert [words.rpartition(" ")[2] for words in told] == ["3", "6"]
    assert all("wipe" in words for words in told)


@pytest.mark.parametrize("name", ["opener", "opener-short"])
def test_the_opener_is_opaque_and_ends_on_the_headline_ground(pack: Pack, name: str) -> None:
    drawn = list(pieces.frames(pack, name, SMALL))
    assert {frame.shape for frame in drawn} == {(*SIZE, 3)}
    assert (drawn[-1] == headline_ground(pack, pack.canvas(SMALL))[..., :3]).all()


def test_the_opener_shows_the_wordmark_while_the_date_stands(pack: Pack) -> None:
    drawn = list(pieces.frames(pack, "opener", SMALL))
    red = np.array(pack.colours["red"].rgb)
    for frame in drawn[pack.pacing.opener_date.start : pack.pacing.opener_date.end - 8]:
        block = frame[40:60, 40:120, :3].astype(int)
        assert np.mean(np.abs(block - red).max(axis=2) < 12) > 0.3


@pytest.mark.parametrize("name", ["opener-short", "sting", "wipe"])
def test_pieces_are_the_same_bytes_every_time(pack: Pack, name: str) -> None:
    first, second = (b"".join(frame.tobytes() for frame in pieces.frames(pack, name, SMALL)) for _ in range(2))
    assert first == second


def test_frames_can_be_asked_for_in_any_order(pack: Pack) -> None:
    clip, drawn = pieces.clip(pack, "sting", SMALL), list(pieces.frames(pack, "sting", SMALL))
    for index in (13, 2, 13, 7):
        assert (clip.get_frame((index + 0.5) / 25) == drawn[index][..., :3]).all()


def test_a_piece_of_another_length_than_the_pack_says_is_refused(edited: Callable[[str, str], Path]) -> None:
    pack = read_pack(edited("opener = 180", "opener = 170"))
    with pytest.raises(BadConfig, match="180 frames long"):
        pieces.clip(pack, "opener", SMALL)
