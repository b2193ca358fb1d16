"""Verification: whatever differs from the plan is found in the file itself, with shot and time code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import av
import pytest

from bulletin.errors import Rejected
from bulletin.master import mux
from bulletin.master.boxes import boxes
from bulletin.master.mux import join
from bulletin.master.values import Ledger, Plan
from bulletin.master.verify import verify
from bulletin.timing import timecode
from tests.master.conftest import Programme
from tests.master.synthetic import chunk, plan_of, tone, track_of

pytestmark = pytest.mark.media


@pytest.fixture
def master(tmp_path: Path) -> Path:
    return tmp_path / "master"


def flip(path: Path, at: int) -> None:
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)


def positions(path: Path, kind: str) -> list[int]:
    """Where the packets of a track lie in the file, in decoding order."""
    with av.open(str(path)) as opened:
        return [packet.pos or 0 for packet in opened.demux() if packet.dts is not None and packet.stream.type == kind]


def test_a_sound_master_passes(awkward: Programme, master: Path) -> None:
    ledger = join(master, awkward.plan, awkward.chunks, awkward.track)
    verify(master, awkward.plan, ledger)
    assert len(ledger.picture) == awkward.plan.frames


@pytest.mark.parametrize("frame", [0, 13, 20, 40, 70])
def test_a_flipped_bit_in_a_picture_is_refused_with_its_shot_and_time_code(
    short: Programme, master: Path, frame: int
) -> None:
    ledger = join(master, short.plan, short.chunks, short.track)
    index = next(index for index, written in enumerate(ledger.picture) if written.time == frame)
    flip(master, positions(master, "video")[index] + 9)
    shot = short.plan.part_at(frame).shot + 1
    with pytest.raises(
        Rejected, match=f"at {timecode(frame)} .shot {shot} of .*not the one that was written"
    ) as refused:
        verify(master, short.plan, ledger)
    assert refused.value.exit_code == 10


def test_a_flipped_bit_in_the_sound_is_refused_at_its_time(short: Programme, master: Path) -> None:
    ledger = join(master, short.plan, short.chunks, short.track)
    flip(master, positions(master, "audio")[60] + 9)
    with pytest.raises(Rejected, match=f"at {timecode(60 * 1024 // 1920)} "):
        verify(master, short.plan, ledger)


@pytest.mark.parametrize("share", [0.3, 0.9, 0.999])
def test_a_file_that_was_cut_off_is_refused(short: Programme, master: Path, share: float) -> None:
    ledger = join(master, short.plan, short.chunks, short.track)
    content = master.read_bytes()
    master.write_bytes(content[: int(len(content) * share)])
    with pytest.raises(Rejected, match="cannot be read again"):
        verify(master, short.plan, ledger)


def a_frame_less(plan: Plan, ledger: Ledger) -> tuple[Plan, Ledger]:
    return replace(plan, parts=(*plan.parts[:-1], replace(plan.parts[-1], frames=6))), ledger


def a_shot_more(plan: Plan, ledger: Ledger) -> tuple[Plan, Ledger]:
    return replace(plan, parts=(*plan.parts, plan.parts[0])), ledger


def another_size(plan: Plan, ledger: Ledger) -> tuple[Plan, Ledger]:
    return replace(plan, width=1920), ledger


def swapped_pictures(plan: Plan, ledger: Ledger) -> tuple[Plan, Ledger]:
    picture = list(ledger.picture)
    picture[20], picture[21] = (
        replace(picture[21], time=picture[20].time),
        replace(picture[20], time=picture[21].time),
    )
    return plan, replace(ledger, picture=tuple(picture))


def another_time(plan: Plan, ledger: Ledger) -> tuple[Plan, Ledger]:
    picture = list(ledger.picture)
    picture[20] = replace(picture[20], time=picture[20].time + 1)
    return plan, replace(ledger, picture=tuple(picture))


def another_key(plan: Plan, ledger: Ledger) -> tuple[Plan, Ledger]:
    picture = (replace(ledger.picture[0], is_key=False), *ledger.picture[1:])
    return plan, replace(ledger, picture=picture)


def a_sound_packet_less(plan: Plan, ledger: Ledger) -> tuple[Plan, Ledger]:
    return plan, replace(ledger, sound=ledger.sound[:-1])


def a_picture_more(plan: Plan, ledger: Ledger) -> tuple[Plan, Ledger]:
    return plan, replace(ledger, picture=(*ledger.picture, replace(ledger.picture[-1], time=71)))


def other_sets(plan: Plan, ledger: Ledger) -> tuple[Plan, Ledger]:
    return plan, replace(ledger, record=ledger.record[:-1] + b"h")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (a_frame_less, "frames: 70 was planned, the file has 71"),
        (a_shot_more, "frames: 84 was planned, the file has 71"),
        (another_size, "size: 1920×72 was planned, the file has 128×72"),
        (swapped_pictures, "shot 2 of .*not the one that was written"),
        (another_time, "shot 2 of .*does not stand at its planned time"),
        (another_key, "at 00:00:00 .*not the one that was written"),
        (a_sound_packet_less, "more packets than planned"),
        (a_picture_more, "the picture ends here, 1 packets early"),
        (other_sets, "parameter sets"),
    ],
)
def test_a_file_that_does_not_fit_plan_and_ledger_is_refused(
    short: Programme, master: Path, change: Callable[[Plan, Ledger], tuple[Plan, Ledger]], says: str
) -> None:
    ledger = join(master, short.plan, short.chunks, short.track)
    with pytest.raises(Rejected, match=says):
        verify(master, *change(short.plan, ledger))


def test_a_file_whose_index_comes_last_is_refused(
    short: Programme, master: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mux, "_index_room", lambda _plan: 0)
    ledger = join(master, short.plan, short.chunks, short.track)
    with pytest.raises(Rejected, match="index does not stand before its media"):
        verify(master, short.plan, ledger)


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"use_editlist": "1"}, "edit list"),
        ({"use_editlist": "0", "video_track_timescale": "25000"}, "ticks a second"),
    ],
)
def test_a_file_written_with_other_options_is_refused(
    short: Programme, master: Path, monkeypatch: pytest.MonkeyPatch, options: dict[str, str], says: str
) -> None:
    monkeypatch.setattr(mux, "OPTIONS", options)
    ledger = join(master, short.plan, short.chunks, short.track)
    with pytest.raises(Rejected, match=says):
        verify(master, short.plan, ledger)


def test_pictures_of_another_colour_or_profile_are_refused(master: Path) -> None:
    for one, says in ((chunk(0, 5, colour=2), "BT.709"), (chunk(0, 5, profile="Main"), "parameter sets")):
        plan = plan_of([one])
        ledger = join(master, plan, [one], track_of(tone(plan.samples)))
        with pytest.raises(Rejected, match=says):
            verify(master, plan, ledger)


def test_the_boxes_of_a_damaged_file_are_refused(short: Programme, master: Path) -> None:
    join(master, short.plan, short.chunks, short.track)
    content = bytearray(master.read_bytes())
    content[3] = 2
    master.write_bytes(content)
    with pytest.raises(ValueError, match="the box at byte 0 is damaged"):
        boxes(master)


def test_six_minutes_are_verified_packet_by_packet(short: Programme, master: Path) -> None:
    chunks = [short.chunks[1]] * 360
    plan = plan_of(chunks)
    track = replace(short.track, packets=short.track.packets[:100] * 170)
    ledger = join(master, plan, iter(chunks), track)
    verify(master, plan, ledger)
    last = replace(ledger.picture[-1], checksum=ledger.picture[-1].checksum ^ 1)
    with pytest.raises(Rejected, match="not the one that was written"):
        verify(master, plan, replace(ledger, picture=(*ledger.picture[:-1], last)))
