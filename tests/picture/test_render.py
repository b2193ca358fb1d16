"""Shots to chunks: how they are cut, that jobs make what they promise, and frames for looking."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bulletin import farm
from bulletin.errors import BadConfig, BadInput, NotFound, Place, TryAgain
from bulletin.picture import render
from bulletin.picture.compose import Composer
from bulletin.picture.decode import decode
from bulletin.picture.render import ChunkJob, chunk_jobs, chunk_spans, encode_chunk, piece_jobs, still_frame
from bulletin.picture.resources import Resources
from bulletin.picture.values import Chunk, Look
from bulletin.rundown.values import Asset, Card, Dip, Entry, Held, Join, Overlay, Plate, Shot, Still
from bulletin.script.values import Area
from bulletin.timing import Span
from tests.picture.made import COVER, look, photo


@pytest.fixture
def seen(tmp_path: Path) -> Look:
    return look(tmp_path / "store")


@pytest.fixture
def wide(tmp_path: Path) -> Asset:
    return photo(tmp_path / "wide.jpg")


def test_chunks_are_100_frames_and_the_last_51_to_150() -> None:
    for length in range(1, 420):
        spans = chunk_spans(Shot(length, Card(Plate("bug"))))
        assert [span.start for span in spans] == list(range(0, 100 * len(spans), 100))
        assert all(span.length == 100 for span in spans[:-1])
        assert spans[-1].end == length
        assert len(spans) == 1 or spans[-1].length >= 51
        assert spans[-1].length <= 150


@pytest.mark.parametrize("lead", [0, 3])
def test_a_join_has_a_chunk_on_each_side_of_its_cut_that_depends_on_that_side_alone(
    wide: Asset, seen: Look, tmp_path: Path, lead: int
) -> None:
    held, other = Held(Shot(60, Still(wide)), 59), Held(Shot(60, Still(photo(tmp_path / "other.jpg", seed=2))), 0)
    for join, length in ((Join(held, other, "sting", COVER, lead), 20 + lead), (Dip(held, other, lead), 12 + lead)):
        whole = Shot(length, join)
        assert whole.cut is not None
        first, *hidden, second = chunk_jobs(whole, seen)
        assert (first.first, first.last, second.first, second.last) == (0, whole.cut.start, whole.cut.end, length)
        assert chunk_jobs(Shot(length, replace(join, after=held)), seen)[0].key == first.key
        assert chunk_jobs(Shot(length, replace(join, before=other)), seen)[-1].key == second.key
        assert chunk_jobs(Shot(length - lead, replace(join, lead=0)), seen)[-1].key == second.key
        assert chunk_jobs(Shot(length, replace(join, before=other)), seen)[0].key != first.key
        assert chunk_jobs(Shot(length, replace(join, after=held)), seen)[-1].key != second.key
        composed = Composer(whole, Resources(seen))
        for job in (first, *hidden, second):
            alone = Composer(job.shot, Resources(seen))
            for n in range(job.first, job.last):
                assert np.array_equal(alone.frame(n).luma, composed.frame(n).luma)


def test_where_a_piece_covers_the_picture_all_joins_of_its_kind_share_a_chunk(
    wide: Asset, seen: Look, tmp_path: Path
) -> None:
    held, other = Held(Shot(60, Still(wide)), 59), Held(Shot(60, Still(photo(tmp_path / "other.jpg", seed=2))), 0)
    one = chunk_jobs(Shot(23, Join(held, other, "sting", COVER, 3)), seen)[1]
    another = chunk_jobs(Shot(20, Join(other, held, "sting", COVER)), seen)[1]
    assert (one.first - 3, one.last - 3) == (another.first, another.last) == (COVER.start, COVER.end)
    assert one.key == another.key
    assert encode_chunk(one) == encode_chunk(another)


def test_a_piece_that_does_not_cover_the_picture_where_it_should_is_told(wide: Asset, seen: Look) -> None:
    held = Held(Shot(60, Still(wide)), 59)
    job = chunk_jobs(Shot(20, Join(held, held, "sting", Span(3, 12))), seen)[1]
    with pytest.raises(BadConfig, match="does not cover the picture in its frame 3"):
        encode_chunk(job)


@pytest.mark.parametrize("length", [20, 62, 114, 115, 165, 300])
def test_what_opens_out_of_the_board_has_a_chunk_of_its_own_until_it_is_open(length: int) -> None:
    board = Held(Shot(30, Card(Plate("headlines"))), 29)
    opening, *rest = chunk_spans(Shot(length, Card(Plate("bug")), entry=Entry("open", 14, board)))
    assert (opening.start, opening.length) == (0, 14)
    assert [(span.start - 14, span.length) for span in rest] == [
        (span.start, span.length) for span in chunk_spans(Shot(length - 14, Card(Plate("bug"))))
    ]


def test_once_a_picture_is_open_the_board_is_no_part_of_it(wide: Asset, seen: Look) -> None:
    def opened(row: int) -> Shot:
        board = Held(Shot(30, Still(wide, focus=(10.0 * row, 50.0))), 29)
        return Shot(60, Still(wide), (Overlay(Plate("bug"), 14),), Entry("open", 14, board, Area(5, 20 * row, 20, 20)))

    (opening, rest), (other, same) = (chunk_jobs(opened(row), seen) for row in (1, 2))
    assert opening.key != other.key
    assert rest.key == same.key
    assert rest.shot == same.shot


def test_the_chunks_of_a_shot_show_the_shot(wide: Asset, seen: Look) -> None:
    shot = Shot(160, Still(wide), (Overlay(Plate("bug"), None, None),))
    jobs = chunk_jobs(shot, seen)
    assert [(job.first, job.last) for job in jobs] == [(0, 100), (100, 160)]
    chunks = [encode_chunk(job) for job in jobs]
    assert [chunk.frames for chunk in chunks] == [100, 60]
    assert len({chunk.extradata for chunk in chunks}) == 1
    for n, luma in decode(chunks[1]):
        if n in (0, 30, 59):
            grey = np.asarray(still_frame(shot, 100 + n, seen).convert("L"), float)
            shown = (luma.astype(float) - 16) * 255 / 219
            assert np.abs(grey - shown).mean() < 6


def test_grain_that_takes_too_many_bits_is_encoded_coarser(
    wide: Asset, seen: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = chunk_jobs(Shot(30, Still(wide)), seen)[0]
    plain = encode_chunk(job)
    monkeypatch.setattr(render, "MOST_KBITS", plain.most_kbits / 3)
    coarse = encode_chunk(job)
    assert coarse.most_kbits <= plain.most_kbits / 3
    assert (coarse.frames, coarse.extradata) == (plain.frames, plain.extradata), "it still fits its neighbours"
    monkeypatch.setattr(render, "MOST_KBITS", 0)
    assert encode_chunk(job).frames == 30, "there is an end to it"


def test_a_cold_process_makes_the_same_bytes_as_a_warm_one(wide: Asset, seen: Look, tmp_path: Path) -> None:
    shot = Shot(30, Still(wide), (Overlay(Plate("bug"), None, None),))
    job = chunk_jobs(shot, seen)[0]
    warm = [encode_chunk(job), encode_chunk(job)]
    cold = encode_chunk(chunk_jobs(shot, look(tmp_path / "other store"))[0])
    assert warm[0] == warm[1] == cold


@pytest.mark.media
def test_chunks_are_the_same_for_any_number_of_workers(wide: Asset, seen: Look) -> None:
    shots = [Shot(20 + 5 * n, Still(wide, focus=(10.0 * n, 50.0))) for n in range(3)]
    jobs = [job for shot in shots for job in chunk_jobs(shot, seen)]
    made: list[dict[str, str]] = []
    for workers in (1, 2):
        found: dict[str, str] = {}

        def keep(job: ChunkJob, chunk: Chunk, found: dict[str, str] = found) -> None:
            found[job.key] = chunk.fingerprint()

        farm.run(jobs, workers, keep)
        made.append(found)
    assert made[0] == made[1]
    assert len(made[0]) == 3


def test_a_job_is_small_and_survives_pickling(wide: Asset, seen: Look) -> None:
    shot = Shot(100, Still(wide))
    for _ in range(50):
        shot = Shot(100, Still(wide), (), Entry("dissolve", 10, Held(shot, 99)))
    job = chunk_jobs(shot, seen)[0]
    content = pickle.dumps(job)
    assert pickle.loads(content) == job
    assert len(content) < 200_000


def test_a_job_names_its_story_and_place(wide: Asset, seen: Look) -> None:
    job = chunk_jobs(Shot(80, Still(wide), slug="lam-dem", place=Place("a.md", 9)), seen)[0]
    assert (job.name, job.place, job.weight) == ("lam-dem", Place("a.md", 9), 80)


def test_a_job_planned_by_another_program_is_not_done(wide: Asset, seen: Look) -> None:
    job = chunk_jobs(Shot(10, Still(wide)), seen)[0]
    with pytest.raises(TryAgain):
        encode_chunk(replace(job, key="0" * 64))


def test_a_photograph_that_vanished_or_broke_since_planning_is_named(wide: Asset, seen: Look) -> None:
    job = chunk_jobs(Shot(10, Still(wide), place=Place("a.md", 4)), seen)[0]
    path = Path(wide.path)
    content = path.read_bytes()
    path.write_bytes(content[:-20])
    with pytest.raises((TryAgain, BadInput)) as caught:
        encode_chunk(job)
    assert caught.value.place == Place("a.md", 4)
    path.unlink()
    with pytest.raises(NotFound, match=r"wide\.jpg") as missing:
        encode_chunk(job)
    assert missing.value.place == Place("a.md", 4)


def test_pieces_are_made_once_before_the_chunks_that_need_them(wide: Asset, seen: Look) -> None:
    still = Shot(100, Still(wide))
    join = Shot(20, Join(Held(still, 99), Held(still, 0), "sting", COVER))
    jobs = piece_jobs((still, join, join), seen)
    assert [job.name for job in jobs] == ["sting"]
    assert [job.run() for job in jobs] == [20]
    assert piece_jobs((still, join), seen) == ()
    assert [encode_chunk(job).frames for job in chunk_jobs(join, seen)] == [4, 12, 4]
