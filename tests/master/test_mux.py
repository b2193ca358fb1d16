"""Joining: every picture in order and exact to seek, the same bytes every time, nothing but what was planned."""

from __future__ import annotations

import random
import resource
import signal
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import av
import pytest

from bulletin.errors import Bug, DiskFailed, Rejected
from bulletin.master.boxes import boxes
from bulletin.master.mux import OTHERWISE, join
from bulletin.picture.values import Chunk
from bulletin.timing import timecode
from tests.master.conftest import Programme, programme
from tests.master.synthetic import chunk, decoded_numbers, number_of

pytestmark = pytest.mark.media


def test_two_hundred_awkward_shots_show_every_frame_once_and_in_order(awkward: Programme, tmp_path: Path) -> None:
    join(tmp_path / "master", awkward.plan, awkward.chunks, awkward.track)
    assert decoded_numbers(tmp_path / "master") == list(range(awkward.plan.frames))


@pytest.mark.parametrize("seed", range(20))
def test_a_seek_to_any_frame_finds_that_frame(awkward: Programme, tmp_path: Path, seed: int) -> None:
    join(tmp_path / "master", awkward.plan, awkward.chunks, awkward.track)
    wanted = random.Random(seed).randrange(awkward.plan.frames)
    with av.open(str(tmp_path / "master")) as master:
        master.seek(wanted * 512, stream=master.streams.video[0])
        found = next(frame for frame in master.decode(video=0) if (frame.pts or 0) >= wanted * 512)
    assert (found.pts, number_of(found)) == (wanted * 512, wanted)


def test_sound_and_picture_start_together_and_end_within_a_frame(awkward: Programme, tmp_path: Path) -> None:
    join(tmp_path / "master", awkward.plan, awkward.chunks, awkward.track)
    with av.open(str(tmp_path / "master")) as master:
        picture, sound = master.streams.video[0], master.streams.audio[0]
        assert (picture.start_time, sound.start_time) == (0, 0)
        assert picture.duration == awkward.plan.frames * 512
        assert sound.duration == awkward.plan.samples


def test_the_same_inputs_give_the_same_bytes(short: Programme, tmp_path: Path) -> None:
    for name in ("one", "two"):
        join(tmp_path / name, short.plan, short.chunks, short.track)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_the_file_has_its_index_first_no_edit_list_and_no_trace_of_dates_or_encoders(
    short: Programme, tmp_path: Path
) -> None:
    join(tmp_path / "master", short.plan, short.chunks, short.track)
    found = boxes(tmp_path / "master")
    assert [box.path for box in found if "/" not in box.path and box.path != "free"] == ["ftyp", "moov", "mdat"]
    assert not [box.path for box in found if "edts" in box.path]
    head = (tmp_path / "master").read_bytes()[: next(box.start for box in found if box.path == "mdat")]
    assert b"Lavf" not in head
    movie = next(box for box in found if box.path == "moov/mvhd").content(tmp_path / "master")
    assert movie[4:12] == bytes(8), "creation and modification times"


@pytest.mark.parametrize("lengths", [(1,), (2,), (1,) * 90, (60, 1, 140), (50,) * 8])
def test_the_room_left_for_the_index_is_enough_and_hardly_more(lengths: tuple[int, ...], tmp_path: Path) -> None:
    made = programme(lengths)
    join(tmp_path / "master", made.plan, made.chunks, made.track)
    sizes = {box.path: box.size for box in boxes(tmp_path / "master") if box.size}
    assert sizes["free"] < OTHERWISE + sizes["moov"] / 2
    assert decoded_numbers(tmp_path / "master") == list(range(made.plan.frames))


def test_title_and_comment_are_in_the_metadata(short: Programme, tmp_path: Path) -> None:
    join(tmp_path / "master", short.plan, short.chunks, short.track)
    with av.open(str(tmp_path / "master")) as master:
        assert (master.metadata["title"], master.metadata["comment"]) == ("Bản tin thử", "SẢN PHẨM MẪU")


def test_chunks_are_taken_one_at_a_time(short: Programme, tmp_path: Path) -> None:
    """Before chunk k is asked for, what came before it has been handed to the muxer: nothing is collected first."""
    taken: list[int] = []
    sizes: list[int] = []

    def stream() -> Iterator[Chunk]:
        for index, one in enumerate(short.chunks):
            taken.append(index)
            sizes.append((tmp_path / "master").stat().st_size if (tmp_path / "master").exists() else -1)
            yield one

    join(tmp_path / "master", short.plan, stream(), short.track)
    assert taken == list(range(len(short.chunks)))
    assert sizes[0] == -1
    assert all(size >= 0 for size in sizes[2:]), "the file was begun before the third chunk was asked for"


def without_a_packet(chunks: Sequence[Chunk]) -> list[Chunk]:
    return [*chunks[:1], replace(chunks[1], packets=chunks[1].packets[:-1]), *chunks[2:]]


def with_a_flipped_bit(chunks: Sequence[Chunk]) -> list[Chunk]:
    first, *rest = chunks[1].packets
    damaged = bytearray(first.payload)
    damaged[-5] ^= 4
    return [chunks[0], replace(chunks[1], packets=(replace(first, payload=bytes(damaged)), *rest)), *chunks[2:]]


def swapped(chunks: Sequence[Chunk]) -> list[Chunk]:
    return [chunks[0], chunks[3], chunks[2], chunks[1], *chunks[4:]]


def with_one_picture_twice(chunks: Sequence[Chunk]) -> list[Chunk]:
    packets = chunks[1].packets
    return [chunks[0], replace(chunks[1], packets=(*packets[:-1], replace(packets[-1], display=0))), *chunks[2:]]


def without_key(chunks: Sequence[Chunk]) -> list[Chunk]:
    first, *rest = chunks[1].packets
    return [chunks[0], replace(chunks[1], packets=(replace(first, is_key=False), *rest)), *chunks[2:]]


def with_other_settings(chunks: Sequence[Chunk]) -> list[Chunk]:
    return [chunks[0], replace(chunks[1], extradata=chunks[1].extradata + b"\1"), *chunks[2:]]


@pytest.mark.parametrize(
    ("tamper", "says"),
    [
        (without_a_packet, "25 frames were planned, the chunk has 24"),
        (with_a_flipped_bit, "not the one that was encoded"),
        (swapped, "not the one that was encoded"),
        (with_one_picture_twice, "not a whole run"),
        (without_key, "not a whole run"),
        (with_other_settings, "other settings"),
    ],
)
def test_a_chunk_that_is_not_the_planned_one_is_refused_with_shot_and_time_code(
    short: Programme, tmp_path: Path, tamper: Callable[[Sequence[Chunk]], list[Chunk]], says: str
) -> None:
    with pytest.raises(Rejected, match=f"(?s)at {timecode(13)} .shot 2 of “tin-1”.*{says}"):
        join(tmp_path / "master", short.plan, tamper(short.chunks), short.track)


def test_a_missing_last_chunk_and_one_too_many_are_refused(short: Programme, tmp_path: Path) -> None:
    with pytest.raises(Rejected, match="a chunk is missing"):
        join(tmp_path / "master", short.plan, short.chunks[:-1], short.track)
    with pytest.raises(Rejected, match="more chunks than planned"):
        join(tmp_path / "master", short.plan, [*short.chunks, chunk(0, 3)], short.track)


def test_sound_shorter_than_the_picture_is_our_bug(short: Programme, tmp_path: Path) -> None:
    with pytest.raises(Bug):
        join(tmp_path / "master", short.plan, short.chunks, replace(short.track, packets=short.track.packets[:-9]))


@pytest.mark.parametrize("missing", [1, 200, 4000, 20_000])
def test_a_disk_that_fills_up_at_any_moment_is_an_error(
    short: Programme, tmp_path: Path, limited_files: Callable[[int], None], missing: int
) -> None:
    join(tmp_path / "whole", short.plan, short.chunks, short.track)
    limited_files((tmp_path / "whole").stat().st_size - missing)
    with pytest.raises(DiskFailed, match="File too large") as failed:
        join(tmp_path / "master", short.plan, short.chunks, short.track)
    assert failed.value.exit_code == 74


@pytest.fixture
def limited_files() -> Iterator[Callable[[int], None]]:
    """Lets no file grow beyond so many bytes, as a full disk would."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    yield lambda size: resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    signal.signal(signal.SIGXFSZ, handler)


def test_payloads_lie_in_the_file_as_they_came_from_the_encoder(short: Programme, tmp_path: Path) -> None:
    ledger = join(tmp_path / "master", short.plan, short.chunks, short.track)
    with av.open(str(tmp_path / "master")) as master:
        assert master.streams.video[0].codec_context.extradata == ledger.record == short.chunks[0].extradata
        found = [bytes(packet) for packet in master.demux(video=0) if packet.dts is not None]
    assert found == [packet.payload for chunk in short.chunks for packet in chunk.packets]
