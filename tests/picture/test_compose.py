"""Shots composed: grounds, plates in motion, ways in and joins; any frame first, always the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from bulletin.brand.values import Drawn, Layer, Motion, MotionKind
from bulletin.errors import BadConfig
from bulletin.picture.compose import Composer
from bulletin.picture.decode import samples_of
from bulletin.picture.planes import AT_ONCE, Frame, blank
from bulletin.picture.plates import ReadyPlate
from bulletin.picture.presence import SETTLED, State, states
from bulletin.picture.resources import Resources
from bulletin.picture.x264 import wrapped
from bulletin.rundown.values import Asset, Card, Dip, Entry, Held, Join, Overlay, Piece, Plate, Shot, Still
from bulletin.script.values import Area, Move
from tests.picture.made import COVER, look, photo

BUG = Overlay(Plate("bug"), None, None)
STRAP = Plate("strap", (("title", "Công nhân được nghỉ bù"), ("section", "Tiền lương")))
SIZE = (320, 180)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("photos")


@pytest.fixture(scope="module")
def resources(folder: Path) -> Resources:
    return Resources(look(folder / "store"))


@pytest.fixture(scope="module")
def wide(folder: Path) -> Asset:
    return photo(folder / "wide.jpg")


@pytest.fixture(scope="module")
def upright(folder: Path) -> Asset:
    return photo(folder / "upright.jpg", 800, 1200)


@pytest.fixture(scope="module")
def shots(wide: Asset, upright: Asset) -> dict[str, Shot]:
    still = Shot(160, Still(wide), (BUG, Overlay(STRAP, 10, 120)))
    standing = Shot(60, Still(upright), (BUG,))
    card = Shot(60, Card(Plate("quotation", (("words", "Chúng tôi chờ điều này đã lâu"), ("name", "Trần Thị Hoa")))))
    return {
        "still": still,
        "standing": standing,
        "card": card,
        "dissolve": replace(standing, entry=Entry("dissolve", 10, Held(still, 159))),
        "wipe": replace(card, entry=Entry("wipe", 12, Held(still, 159))),
        "open": replace(still, entry=Entry("open", 14, Held(card, 59), Area(10, 20, 20, 20))),
        "join": Shot(20, Join(Held(still, 159), Held(standing, 0), "sting", COVER)),
        "piece": Shot(20, Piece("sting", 4), (BUG,)),
    }


SHOTS = ("still", "standing", "card", "dissolve", "wipe", "open", "join", "piece")


def kept(frames: Iterator[Frame]) -> list[bytes]:
    return [b"".join(plane.tobytes() for plane in frame.planes()) for frame in frames]


@pytest.mark.parametrize("name", SHOTS)
def test_a_range_is_the_same_as_that_part_of_the_whole_run(
    resources: Resources, shots: dict[str, Shot], folder: Path, name: str
) -> None:
    shot = shots[name]
    whole = kept(Composer(shot, resources).frames(0, shot.length))
    fresh = Composer(shot, Resources(look(folder / "store")))
    first = shot.length // 3
    assert kept(fresh.frames(first, shot.length)) == whole[first:]
    assert kept(iter([fresh.frame(2)])) == [whole[2]]


@pytest.mark.parametrize("name", SHOTS)
def test_every_frame_lies_in_memory_as_encoders_take_it(
    resources: Resources, shots: dict[str, Shot], name: str
) -> None:
    for frame in Composer(shots[name], resources).frames(8, 14):
        taken = wrapped(frame, 0)
        assert (taken.width, taken.height) == (320, 180)
        for plane, drawn in zip(taken.planes, frame.planes(), strict=True):
            assert np.array_equal(samples_of(plane), drawn)
            assert np.shares_memory(samples_of(plane), drawn)


def test_frames_that_are_encoded_in_a_row_stay_valid_together(resources: Resources, shots: dict[str, Shot]) -> None:
    composer = Composer(shots["still"], resources)
    row = list(composer.frames(6, 6 + AT_ONCE))
    assert len({id(frame.rows) for frame in row}) == AT_ONCE
    for n, frame in enumerate(row, 6):
        again = Composer(shots["still"], resources).frame(n)
        assert all(np.array_equal(one, two) for one, two in zip(frame.planes(), again.planes(), strict=True))


def test_a_picture_that_stands_still_is_one_object(resources: Resources, shots: dict[str, Shot]) -> None:
    composer = Composer(shots["standing"], resources)
    assert composer.frame(20) is composer.frame(21)
    moving = Composer(shots["still"], resources)
    assert moving.frame(60) is not moving.frame(61)


def test_a_plate_is_seen_from_its_start_to_its_end(resources: Resources, shots: dict[str, Shot]) -> None:
    with_strap, without = (
        Composer(shots["still"], resources),
        Composer(replace(shots["still"], overlays=(BUG,)), resources),
    )
    seen = [bool((with_strap.frame(n).luma != without.frame(n).luma).any()) for n in (5, 9, 14, 60, 115, 120, 150)]
    assert seen == [False, False, True, True, True, False, False]


def test_a_plate_that_stands_already_does_not_enter(resources: Resources, shots: dict[str, Shot]) -> None:
    shot = shots["standing"]
    entering = Composer(replace(shot, overlays=(Overlay(STRAP, 0),)), resources)
    standing = Composer(replace(shot, overlays=(Overlay(STRAP, None),)), resources)
    assert (entering.frame(2).luma != standing.frame(2).luma).any()
    assert np.array_equal(entering.frame(40).luma, standing.frame(0).luma)


def test_an_upright_photograph_stands_on_darker_ground_with_an_edge(
    resources: Resources, shots: dict[str, Shot]
) -> None:
    luma = Composer(replace(shots["standing"], overlays=()), resources).frame(0).luma
    left, right = 100, 220  # 120 of 320 columns
    assert luma[:, 110:210].mean() > 1.5 * luma[:, :90].mean()
    assert luma[:, left - 1].min() > 200
    assert luma[:, right].min() > 200
    assert np.abs(np.diff(luma[:, :90].astype(int), axis=1)).max() < 12


def test_a_small_picture_stands_framed_on_ink(resources: Resources, folder: Path) -> None:
    small = photo(folder / "small.jpg", 800, 500)
    luma = Composer(Shot(10, Still(small)), resources).frame(0).luma
    assert len(np.unique(luma[:5])) == 1
    assert luma[90, 54:266].std() > 5
    assert np.unique(luma[90, :52]).size == 1


def test_a_dissolve_goes_from_the_held_frame_to_the_new_picture(resources: Resources, shots: dict[str, Shot]) -> None:
    shot = shots["dissolve"]
    before = Composer(shots["still"], resources).frame(159).luma.astype(int)
    after = Composer(shots["standing"], resources).frame(0).luma.astype(int)
    composer = Composer(shot, resources)
    distance = [int(np.abs(composer.frame(n).luma - before).sum()) for n in range(12)]
    assert distance[:11] == sorted(distance[:11])
    assert distance[0] < 0.15 * distance[11]
    assert np.array_equal(composer.frame(10).luma, after)


def test_a_wipe_crosses_from_the_left_behind_a_red_plane(resources: Resources, shots: dict[str, Shot]) -> None:
    before = Composer(shots["still"], resources).frame(159).luma
    composer, plain = Composer(shots["wipe"], resources), Composer(shots["card"], resources)
    middle = composer.frame(6)
    assert np.array_equal(middle.luma[:, :40], plain.frame(6).luma[:, :40])
    assert np.array_equal(middle.luma[:, -40:], before[:, -40:])
    assert (middle.cr > 190).any(axis=1).all()
    assert np.array_equal(composer.frame(12).luma, plain.frame(12).luma)


def test_a_picture_opens_from_its_place_to_the_full_frame_under_steady_plates(
    resources: Resources, shots: dict[str, Shot]
) -> None:
    before = Composer(shots["card"], resources).frame(59).luma
    composer, plain = Composer(shots["open"], resources), Composer(shots["still"], resources)
    covered = [(composer.frame(n).luma != before) for n in range(14)]
    widths = [int(area.any(axis=0).sum()) for area in covered]
    assert widths == sorted(widths)
    assert not covered[0][:20, :200].any()
    assert covered[0][40:60, 40:80].mean() > 0.8
    bug = (slice(9, 18), slice(250, 304))
    assert np.abs(composer.frame(1).luma[bug].astype(int) - plain.frame(1).luma[bug]).mean() < 8
    assert np.array_equal(composer.frame(14).luma, plain.frame(14).luma)


def test_a_join_holds_what_was_until_its_piece_begins(resources: Resources, shots: dict[str, Shot]) -> None:
    join = shots["join"].ground
    assert isinstance(join, Join) and join.before is not None
    late = Composer(Shot(25, replace(join, lead=5)), resources)
    held = kept(Composer(join.before.shot, resources).frames(join.before.frame, join.before.frame + 1))
    assert kept(late.frames(0, 5)) == 5 * held
    assert late.frame(0) is late.frame(4), "composed once"
    assert kept(late.frames(5, 25)) == kept(Composer(shots["join"], resources).frames(0, 20))


def test_a_join_cuts_under_the_middle_of_its_piece(resources: Resources, shots: dict[str, Shot]) -> None:
    before = Composer(shots["still"], resources).frame(159).luma
    after = Composer(shots["standing"], resources).frame(0).luma
    composer = Composer(shots["join"], resources)
    first, last = composer.frame(0).luma.copy(), composer.frame(19).luma
    assert (first == before).mean() > 0.5
    assert (last == after).mean() > 0.5


def red_square(kind: MotionKind, **options: object) -> ReadyPlate:
    pixels = np.full((20, 40, 4), (255, 255, 255, 255), np.uint8)
    enter = Motion(kind, 10, 0, 8)
    return ReadyPlate(Drawn((Layer(pixels, 60, 30, enter, **options),)), SIZE)  # type: ignore[arg-type]


def laid(plate: ReadyPlate, visible: tuple[State, ...]) -> npt.NDArray[np.bool_]:
    """Where the plate changed a black frame."""
    frame = blank(*SIZE)
    for plane in frame.planes():
        plane[:] = 16
    for state in visible:
        plate.lay(frame, state)
    return np.asarray(frame.luma > 16)


@pytest.mark.parametrize("kind", ["none", "fade", "wipe", "rise"])
def test_a_motion_ends_at_the_plates_own_place(kind: MotionKind) -> None:
    plate = red_square(kind)
    shown = laid(plate, states(plate.drawn, 9, None))
    assert shown[30:50, 60:100].all()
    assert shown.sum() == 20 * 40


def test_a_wipe_uncovers_from_the_left_edge() -> None:
    plate = red_square("wipe")
    widths = [laid(plate, states(plate.drawn, elapsed, None))[40].sum() for elapsed in range(10)]
    assert widths == sorted(widths)
    assert laid(plate, states(plate.drawn, 0, None))[40, 60]


def test_a_rise_stays_inside_the_plates_own_rectangle() -> None:
    plate = red_square("rise")
    for elapsed in range(10):
        shown = laid(plate, states(plate.drawn, elapsed, None))
        assert not shown[:30].any()
        assert not shown[50:].any()
    assert not laid(plate, states(plate.drawn, 0, None))[32].any()


def test_a_counting_plate_shows_its_pictures_in_turn() -> None:
    pictures = tuple(np.full((4, 2 * width, 4), 255, np.uint8) for width in (1, 2, 3))
    plate = ReadyPlate(Drawn((Layer(pictures[-1], 20, 20, sequence=pictures),)), SIZE)
    assert [laid(plate, states(plate.drawn, n, None))[21].sum() for n in range(4)] == [2, 4, 6, 6]


def test_a_plate_that_moves_for_too_long_is_refused() -> None:
    layer = Layer(np.full((4, 4, 4), 255, np.uint8), 0, 0, Motion("fade", SETTLED + 1))
    with pytest.raises(BadConfig):
        ReadyPlate(Drawn((layer,)), SIZE)


def test_what_must_not_be_recognised_is_blurred_on_plates_too(resources: Resources, wide: Asset) -> None:
    plain = np.asarray(resources.open_picture(wide, (160, 90)), np.int16)
    blurred = np.asarray(resources.open_picture(replace(wide, blurs=(Area(0, 0, 50, 100),)), (160, 90)), np.int16)
    changed = np.abs(plain - blurred).mean(axis=(0, 2))
    assert changed[:70].mean() > 3
    assert changed[95:].max() == 0


# --- what must not be recognised stays so while it moves -----------------------------------------------------------------


def detail(frame: Frame, columns: slice) -> float:
    """How much fine detail there is in some columns."""
    return float(np.abs(np.diff(frame.luma[:, columns].astype(int), axis=1)).mean())


@pytest.mark.parametrize("move", ["in", "left", "hold"])
def test_a_blur_follows_the_move_and_stays_in_the_held_frame_of_a_dissolve(
    resources: Resources, wide: Asset, upright: Asset, move: Move
) -> None:
    still = Shot(60, Still(wide, move=move, blurs=(Area(0, 0, 50, 100),)))
    for n in (0, 30, 59):
        frame = Composer(still, resources).frame(n)
        assert 3 * detail(frame, slice(0, 120)) < detail(frame, slice(200, 320))
    dissolve = Shot(30, Still(upright), entry=Entry("dissolve", 10, Held(still, 59)))
    assert detail(Composer(dissolve, resources).frame(0), slice(0, 100)) < 3


def test_a_blurred_upright_picture_hides_on_its_own_soft_ground_too(resources: Resources, upright: Asset) -> None:
    plain, hidden = (Composer(Shot(20, Still(replace(upright)), ()), resources).frame(0), None)
    whole = replace(Still(upright), blurs=(Area(0, 0, 100, 100),))
    hidden = Composer(Shot(20, whole), resources).frame(0)
    assert detail(hidden, slice(110, 210)) < 2 < detail(plain, slice(110, 210))


# --- through ink ----------------------------------------------------------------------------------------------------------


def test_a_dip_sinks_into_ink_and_rises_out_of_it(resources: Resources, shots: dict[str, Shot]) -> None:
    before, after = shots["still"], shots["standing"]
    dip = Composer(Shot(12, Dip(Held(before, 159), Held(after, 0))), resources)
    ink = resources.plain("behind")
    means = [float(np.abs(dip.frame(n).luma.astype(int) - ink.luma).mean()) for n in range(12)]
    assert means[5] == means[6] == 0
    assert all(earlier > later for earlier, later in pairwise(means[:6]))
    assert all(earlier < later for earlier, later in pairwise(means[6:]))


def test_a_dip_holds_what_was_until_it_begins(resources: Resources, shots: dict[str, Shot]) -> None:
    held, following = Held(shots["still"], 159), Held(shots["standing"], 0)
    late = Composer(Shot(17, Dip(held, following, 5)), resources)
    still = kept(Composer(held.shot, resources).frames(159, 160))
    assert kept(late.frames(0, 5)) == 5 * still
    assert kept(late.frames(5, 17)) == kept(Composer(Shot(12, Dip(held, following)), resources).frames(0, 12))


# --- pictures of any size -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(1, 1), (1, 4000), (4000, 1), (63, 65), (997, 1009), (200, 150)])
def test_a_picture_of_any_size_makes_whole_frames(resources: Resources, folder: Path, size: tuple[int, int]) -> None:
    """B11."""
    odd = photo(folder / f"{size[0]}x{size[1]}.png", *size)
    for framing in ("wide", "close"):
        frame = Composer(Shot(30, Still(odd, framing=framing)), resources).frame(15)
        assert frame.luma.shape == (SIZE[1], SIZE[0])
