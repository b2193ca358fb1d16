"""Clips as grounds: every picture once across chunk borders, upright, in BT.709, on blurred sides, unrecognisable where asked."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from bulletin.errors import BadInput, Place, TryAgain
from bulletin.footage.facts import examine
from bulletin.picture.compose import Composer
from bulletin.picture.decode import decode
from bulletin.picture.planes import Frame
from bulletin.picture.render import chunk_jobs, encode_chunk, still_frame
from bulletin.picture.resources import Resources
from bulletin.picture.tone import HLG, mapped
from bulletin.picture.values import Look
from bulletin.rundown.values import Card, Clip, Entry, Footage, Held, Overlay, Plate, Shot
from bulletin.script.values import Area
from tests.footage.made import Pixels, Recipe, make, number_of, numbered
from tests.picture.made import look

pytestmark = pytest.mark.media

FINE = (("preset", "ultrafast"), ("qp", "4"))


@pytest.fixture
def seen(tmp_path: Path) -> Look:
    return look(tmp_path / "store")


def clip(path: Path) -> Clip:
    facts = examine(path)
    return Clip(str(path), facts.digest, facts.width, facts.height, frames=facts.frames, has_sound=facts.has_sound)


def composed(shot: Shot, n: int, seen: Look) -> Frame:
    return Composer(shot, Resources(seen)).frame(n)


def drawn(path: Path, seen: Look, n: int = 0) -> Frame:
    return composed(Shot(n + 1, Footage(clip(path))), n, seen)


def numbers(shot: Shot, seen: Look) -> list[int]:
    """The numbers on the encoded pictures of a shot, its chunks made last one first."""
    chunks = [encode_chunk(job) for job in reversed(chunk_jobs(shot, seen))]
    return [number_of(luma) for chunk in reversed(chunks) for _, luma in decode(chunk)]


# --- time -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("first", [0, 37])
def test_chunks_show_every_picture_once(tmp_path: Path, seen: Look, first: int) -> None:
    path = make(tmp_path / "clip.mp4", Recipe(260, group=60))
    assert numbers(Shot(220, Footage(clip(path), first)), seen) == list(range(first, first + 220))


def test_chunks_of_a_clip_of_another_rate_join_without_a_picture_lost(tmp_path: Path, seen: Look) -> None:
    path = make(tmp_path / "clip.mp4", Recipe(320, Fraction(50), group=90))
    assert numbers(Shot(155, Footage(clip(path))), seen) == list(range(0, 310, 2))


def test_chunks_of_a_clip_with_a_varying_rate_join_as_if_they_were_one(tmp_path: Path, seen: Look) -> None:
    """C4: what a chunk shows does not depend on where decoding began."""
    ticks = [0]
    for n in range(199):
        ticks.append(ticks[-1] + (33, 34, 50, 17, 120, 33)[n % 6])
    path = make(tmp_path / "phone.mp4", Recipe(200, group=70, base=Fraction(1, 1000), times=ticks))
    shown = numbers(Shot(160, Footage(clip(path))), seen)
    due = [n * 40 for n in range(160)]
    late = [abs(ticks[number] - wanted) for number, wanted in zip(shown, due, strict=True)]
    assert shown == sorted(shown)
    assert max(ticks[number] - wanted for number, wanted in zip(shown, due, strict=True)) <= 20
    assert max(late) <= 120


def test_the_last_picture_is_held_beyond_the_end(tmp_path: Path, seen: Look) -> None:
    path = make(tmp_path / "clip.mp4", Recipe(20))
    assert numbers(Shot(30, Footage(clip(path))), seen)[18:] == [18, *[19] * 11]


def test_plates_stand_on_a_clip(tmp_path: Path, seen: Look) -> None:
    shot = Shot(5, Footage(clip(make(tmp_path / "clip.mp4", Recipe(5)))), (Overlay(Plate("bug"), None, None),))
    bare = composed(replace(shot, overlays=()), 3, seen)
    with_bug = composed(shot, 3, seen)
    assert np.abs(bare.luma[10:30, 240:300].astype(int) - with_bug.luma[10:30, 240:300]).mean() > 20
    assert np.array_equal(bare.luma[90:], with_bug.luma[90:])


def test_a_clip_dissolves_in_over_the_held_last_frame(tmp_path: Path, seen: Look) -> None:
    path = make(tmp_path / "clip.mp4", Recipe(60))
    before = Shot(30, Footage(clip(path), 30))
    shot = Shot(30, Footage(clip(path)), entry=Entry("dissolve", 9, Held(before, 29)))
    old, new = (
        composed(before, 29, seen).luma.astype(int),
        composed(replace(shot, entry=None), 4, seen).luma.astype(int),
    )
    assert np.abs(composed(shot, 4, seen).luma - (old + new) / 2).max() <= 1


# --- keys -------------------------------------------------------------------------------------------------------------


def test_a_chunk_s_key_knows_the_file_and_the_part_that_is_seen(seen: Look) -> None:
    own = Clip("a.mp4", "1" * 64, 320, 180, frames=500)

    def keys(footage: Footage, length: int = 200) -> list[str]:
        return [job.key for job in chunk_jobs(Shot(length, footage), seen)]

    usual = keys(Footage(own))
    assert usual == keys(Footage(replace(own, path="b.mp4")))
    assert not set(usual) & set(keys(Footage(replace(own, digest="2" * 64))))
    assert keys(Footage(own, 100))[0] == keys(Footage(own), 300)[1]
    assert not set(usual) & set(keys(Footage(own, blurs=(Area(0, 0, 10, 10),))))


def test_a_file_that_changed_since_it_was_planned_is_refused(tmp_path: Path, seen: Look) -> None:
    planned = clip(make(tmp_path / "clip.mp4", Recipe(20)))
    (job,) = chunk_jobs(Shot(10, Footage(planned), place=Place("tin.md", 7)), seen)
    make(tmp_path / "clip.mp4", Recipe(30))
    with pytest.raises(TryAgain, match=r"clip\.mp4 was changed"):
        encode_chunk(job)


def test_damage_in_the_used_part_is_refused_with_the_line_of_the_script(tmp_path: Path, seen: Look) -> None:
    """C3"""
    path = make(tmp_path / "clip.mp4", Recipe(50, options=FINE))
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 200] = bytes(200)
    path.write_bytes(content)
    (job,) = chunk_jobs(Shot(50, Footage(clip(path)), place=Place("tin.md", 7)), seen)
    with pytest.raises(BadInput, match=r"tin\.md:7: clip\.mp4 is damaged"):
        encode_chunk(job)


# --- shape ------------------------------------------------------------------------------------------------------------

TURNS = {
    "none": (1, 0, 0, 1),
    "90": (0, -1, 1, 0),
    "180": (-1, 0, 0, -1),
    "270": (0, 1, -1, 0),
    "mirrored": (-1, 0, 0, 1),
    "flipped": (1, 0, 0, -1),
    "90 mirrored": (0, 1, 1, 0),
    "270 mirrored": (0, -1, -1, 0),
}
"""a, b, c, d of a display matrix: x' = a·x + c·y, y' = b·x + d·y."""


def laid(upright: Pixels, turn: tuple[int, int, int, int]) -> Pixels:
    """A picture as it lies in a file whose matrix turns it upright, pixel by pixel as the matrix has it."""
    a, b, c, d = turn
    height, width = upright.shape
    y, x = np.mgrid[0 : (width if a == 0 else height), 0 : (height if a == 0 else width)]
    across, down = a * x + c * y, b * x + d * y
    return np.ascontiguousarray(upright[down - down.min(), across - across.min()])


@pytest.mark.parametrize("turn", list(TURNS))
def test_a_clip_is_seen_upright(tmp_path: Path, seen: Look, turn: str) -> None:
    """C5: all eight display matrices."""
    a, b, c, d = TURNS[turn]
    upright = numbered(0b1000110101)
    picture = laid(upright, TURNS[turn])
    matrix = (a << 16, b << 16, 0, c << 16, d << 16, 0, 0, 0, 1 << 30)
    recipe = Recipe(2, size=(picture.shape[1], picture.shape[0]), matrix_turn=matrix, options=FINE)
    frame = drawn(make(tmp_path / "clip.mov", recipe, [picture] * 2), seen)
    assert np.abs(frame.luma.astype(int) - upright).mean() < 2


def test_pixels_that_are_not_square_are_made_so(tmp_path: Path, seen: Look) -> None:
    """C5"""
    upright = numbered(21)
    narrow = np.ascontiguousarray(upright[:, ::2])
    recipe = Recipe(2, size=(160, 180), aspect=Fraction(2), options=FINE)
    path = make(tmp_path / "clip.mp4", recipe, [narrow] * 2)
    assert (clip(path).width, clip(path).height) == (320, 180)
    assert number_of(drawn(path, seen).luma) == 21


def test_odd_sizes_are_seen(tmp_path: Path, seen: Look) -> None:
    picture = np.repeat(numbered(19)[:, :, None], 3, axis=2)
    odd = np.pad(picture, ((0, 1), (0, 1), (0, 0)), mode="edge")
    path = make(tmp_path / "odd.mkv", Recipe(2, size=(321, 181), codec="ffv1", pixels="yuv420p"), [odd] * 2)
    assert number_of(drawn(path, seen).luma) == 19


def test_an_upright_clip_stands_on_its_own_dark_soft_ground(tmp_path: Path, seen: Look) -> None:
    grain = np.random.default_rng(1).integers(60, 220, (320, 180)).astype(np.uint8)
    frame = drawn(make(tmp_path / "tall.mp4", Recipe(2, size=(180, 320), options=FINE), [grain] * 2), seen)
    left = (320 - 102) // 2
    sides = frame.luma[:, : left - 4].astype(int)
    assert 16 < sides.mean() < 70
    assert np.abs(np.diff(sides, axis=1)).max() <= 3
    assert frame.luma[:, left + 4 : -left - 4].std() > 10


# --- colour -----------------------------------------------------------------------------------------------------------


def plain_red(size: tuple[int, int]) -> Pixels:
    return np.full((size[1], size[0], 3), (255, 0, 0), np.uint8)


@pytest.mark.parametrize(
    "recipe",
    [
        Recipe(matrix=1),
        Recipe(matrix=5),
        Recipe(matrix=6, full=True),
        Recipe(matrix=1, full=True),
        Recipe(matrix=1, pixels="yuv422p10le"),
        Recipe(matrix=9, pixels="yuv420p10le"),
        Recipe(matrix=1, pixels="yuv444p"),
        Recipe(matrix=2, size=(320, 180)),
        Recipe(matrix=1, size=(640, 360)),
    ],
    ids=lambda recipe: f"{recipe.matrix} {recipe.pixels} {'full' if recipe.full else 'limited'} {recipe.size[0]}",
)
def test_pure_red_is_bt709_s_whatever_the_clip_is_coded_in(tmp_path: Path, seen: Look, recipe: Recipe) -> None:
    """C5: matrices 601, 709 and 2020, both ranges, 8 and 10 bits, any chroma: Y 63, Cb 102, Cr 240."""
    made = replace(recipe, frames=2, options=FINE, matrix=recipe.matrix if recipe.matrix != 2 else 5)
    path = make(tmp_path / "red.mp4", made, [plain_red(recipe.size)] * 2)
    frame = drawn(path, seen)
    found = [int(np.median(plane)) for plane in frame.planes()]
    assert found == pytest.approx([63, 102, 240], abs=2)


def test_hdr_is_tone_mapped(tmp_path: Path, seen: Look) -> None:
    """C5: HLG as phones record it."""
    grey = np.full((180, 320, 3), 191, np.uint8)
    recipe = Recipe(2, pixels="yuv420p10le", matrix=9, transfer=HLG, primaries=9, options=FINE)
    frame = drawn(make(tmp_path / "hlg.mp4", recipe, [grey] * 2), seen)
    (expected,) = mapped(np.full((1, 3), 191 / 255), HLG)[:, 0]
    assert np.median(frame.luma) == pytest.approx(16 + 219 * expected, abs=2)
    assert np.abs(frame.cb.astype(int) - 128).max() <= 2


# --- what must not be recognised --------------------------------------------------------------------------------------


def test_a_blurred_part_shows_a_few_soft_patches_and_the_rest_is_untouched(tmp_path: Path, seen: Look) -> None:
    grain = np.random.default_rng(2).integers(20, 236, (180, 320)).astype(np.uint8)
    own = clip(make(tmp_path / "clip.mp4", Recipe(2, options=FINE), [grain] * 2))
    bare = composed(Shot(2, Footage(own)), 1, seen)
    blurred = composed(Shot(2, Footage(own, blurs=(Area(25, 25, 25, 50),))), 1, seen)
    part = blurred.luma[45:135, 80:160]
    assert part.astype(int).std() < 12
    assert np.abs(np.diff(part.astype(int), axis=1)).max() <= 8
    assert np.array_equal(bare.luma[:, 162:], blurred.luma[:, 162:])
    assert np.array_equal(bare.luma[:44], blurred.luma[:44])


def test_a_plate_shows_a_clip_by_the_frame_that_stands_for_it(tmp_path: Path, seen: Look) -> None:
    """The headlines of a story without a photograph."""
    own = clip(make(tmp_path / "clip.mp4", Recipe(40)))
    fields = (("lines", ("Một tin",)), ("lit", ""), ("fresh", ""))
    boards = [
        np.asarray(still_frame(Shot(60, Card(Plate("headlines", fields, (replace(own, poster=at),)))), 59, seen), int)
        for at in (0, 39)
    ]
    assert np.abs(boards[0] - boards[1]).max() > 100
