"""A clip's pictures by time: none lost, none repeated but by the rule, wherever reading begins."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from bulletin.errors import BadInput
from bulletin.footage.facts import examine
from bulletin.footage.pictures import Pictures
from bulletin.picture.decode import samples_of

from .conftest import Made
from .made import Pixels, Recipe, make, number_of, numbered

pytestmark = pytest.mark.media

MEDIUM = (("preset", "medium"), ("bf", "3"))


def luma(picture: av.VideoFrame) -> Pixels:
    return samples_of(picture.reformat(format="yuv420p").planes[0])


@contextmanager
def reading(path: Path) -> Iterator[Pictures]:
    pictures = Pictures(path)
    yield pictures
    pictures.close()


def numbers(path: Path, frames: list[int] | None = None) -> list[int]:
    """The numbers on the pictures of some frames, in that order; of all of them when none are named."""
    wanted = frames if frames is not None else list(range(examine(path).frames))
    with reading(path) as pictures:
        return [number_of(luma(pictures.at(n))) for n in wanted]


def nearest(times: list[Fraction], n: int) -> int:
    """The rule, told once more: the picture nearest in time, but none more than half a frame early."""
    wanted = Fraction(n, 25)
    shown = [(abs(time - wanted), number) for number, time in enumerate(times) if time - wanted <= Fraction(1, 50)]
    return min(shown)[1]


RATES = [Fraction(24000, 1001), Fraction(24), Fraction(30000, 1001), Fraction(50), Fraction(60000, 1001), Fraction(120)]


@pytest.mark.parametrize("rate", RATES, ids=str)
def test_every_rate_is_brought_to_25_by_the_nearest_picture(clips: Made, rate: Fraction) -> None:
    """C4: no drift, since nothing is added up."""
    path = clips(f"{rate.numerator}-{rate.denominator}.mov", Recipe(int(2 * rate), rate))
    times = [n / rate for n in range(int(2 * rate))]
    shown = numbers(path)
    assert shown == [nearest(times, n) for n in range(len(shown))]
    assert len(shown) == round(len(times) / rate * 25)


def test_after_a_minute_sound_and_picture_are_less_than_a_frame_apart(tmp_path: Path) -> None:
    """C4: the last picture of a minute at 29.97 is the one that belongs to its time."""
    rate = Fraction(30000, 1001)
    path = make(
        tmp_path / "long.mp4", Recipe(1800, rate, group=250, size=(320, 180)), (numbered(n % 1024) for n in range(1800))
    )
    (shown,) = numbers(path, [1499])
    assert abs((shown + 1024) / rate - Fraction(1499, 25)) <= Fraction(1, 25)


def test_a_varying_frame_rate_holds_a_picture_until_the_next_one_is_due(clips: Made) -> None:
    """C4"""
    ticks = [0, 40, 80, 780, 820, 847, 880, 1500, 1540, *range(1580, 2380, 40)]
    path = clips("vfr.mp4", Recipe(29, base=Fraction(1, 1000), times=ticks))
    shown = numbers(path)
    assert shown == [nearest([Fraction(tick, 1000) for tick in ticks], n) for n in range(len(shown))]
    assert "varies" in " ".join(str(note) for note in examine(path).notes)


def test_pictures_out_of_order_are_no_varying_rate(clips: Made) -> None:
    assert examine(clips("b.mp4", Recipe(group=25, options=MEDIUM))).notes == ()


def test_a_rate_that_the_header_lies_about_does_not_matter(tmp_path: Path) -> None:
    """C4: 1000 frames a second, it says."""
    recipe = Recipe(30, Fraction(1000), base=Fraction(1, 1000), times=[n * 40 for n in range(30)])
    assert numbers(make(tmp_path / "lie.mkv", recipe), list(range(30))) == list(range(30))


@pytest.mark.parametrize(
    ("name", "recipe"),
    [
        ("a.mp4", Recipe()),
        ("b.mp4", Recipe(group=25, options=MEDIUM)),
        ("open.mp4", Recipe(group=10, options=(*MEDIUM, ("x264-params", "open-gop=1")))),
        ("c.mkv", Recipe(group=25, options=MEDIUM)),
        ("d.ts", Recipe(group=25, options=MEDIUM)),
        ("e.mxf", Recipe(codec="mpeg2video")),
        ("f.webm", Recipe(codec="libvpx-vp9", options=(("cpu-used", "8"), ("deadline", "realtime")))),
        ("g.avi", Recipe(codec="mpeg4")),
        ("h.mov", Recipe(codec="prores", pixels="yuv422p10le")),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_any_frame_may_be_asked_for_first(clips: Made, name: str, recipe: Recipe) -> None:
    path = clips(name, recipe)
    wanted = [*range(50), *random.Random(1).sample(range(50), 12)]
    assert numbers(path, wanted) == wanted
    assert numbers(path, [37, 38, 2]) == [37, 38, 2]


@pytest.mark.parametrize(
    ("name", "base", "first"),
    [("late.mp4", 12_800, 12_800_000), ("wrap.ts", 90_000, 2**33 - 90_000), ("early.mkv", 1000, 700)],
)
def test_a_clip_begins_with_its_first_picture_whatever_its_clock_says(
    clips: Made, name: str, base: int, first: int
) -> None:
    """C11: huge first times, a clock that turns over, a late start: all the same clip."""
    step = base // 25
    path = clips(name, Recipe(base=Fraction(1, base), times=[first + n * step for n in range(50)]))
    assert examine(path).frames == 50
    assert numbers(path) == list(range(50))
    assert numbers(path, [44, 12]) == [44, 12]


def test_only_what_is_used_of_a_long_clip_is_decoded(tmp_path: Path) -> None:
    """C10: three hours with one picture a second; a frame near the end asks for a few packets."""
    recipe = Recipe(10_800, Fraction(1), size=(64, 64), group=10)
    path = make(tmp_path / "long.mp4", recipe, (numbered(n % 1024, (64, 64)) for n in range(10_800)))
    assert examine(path).frames == 25 * 10_800
    with reading(path) as pictures:
        assert pictures.at(25 * 10_000).time == 10_000
        assert pictures.decoded < 40


def test_one_picture_is_held(clips: Made) -> None:
    """C10"""
    path = clips("one.mp4", Recipe(1))
    assert examine(path).frames == 1
    assert numbers(path, [0, 5]) == [0, 0]


def test_interlaced_pictures_have_no_combs(tmp_path: Path) -> None:
    """C5: two fields of different times are made into one picture of one time."""

    def woven(n: int) -> Pixels:
        picture = np.roll(numbered(5), 16 * n, axis=1)
        picture[1::2] = np.roll(picture[1::2], 8, axis=1)
        return picture

    def combs(picture: Pixels) -> float:
        rows = picture[20:80].astype(int)
        return float(np.abs(2 * rows[1:-1] - rows[:-2] - rows[2:]).mean())

    path = make(tmp_path / "fields.mp4", Recipe(12, interlaced=True), [woven(n) for n in range(12)])
    with reading(path) as pictures:
        shown = [combs(luma(pictures.at(n))) for n in range(2, 10)]
    assert combs(woven(6)) > 30
    assert max(shown) < 10


# --- damage -----------------------------------------------------------------------------------------------------------


def grainy(count: int) -> Iterator[Pixels]:
    grain = np.random.default_rng(3)
    for n in range(count):
        picture = numbered(n)
        picture[100:] = grain.integers(0, 255, picture[100:].shape)
        yield picture


@pytest.mark.parametrize("codec", ["libx264", "mpeg4"])
@pytest.mark.parametrize("seed", range(3))
def test_flipped_bits_are_found_where_the_clip_is_used_and_only_there(tmp_path: Path, codec: str, seed: int) -> None:
    """C3: ten bytes in the middle."""
    path = make(tmp_path / "flipped.mp4", Recipe(codec=codec), grainy(50))
    content, places = bytearray(path.read_bytes()), random.Random(seed)
    for _ in range(10):
        content[places.randrange(len(content) // 3, len(content) * 2 // 3)] ^= 0xFF
    path.write_bytes(content)
    with pytest.raises(BadInput, match=r"flipped\.mp4 is damaged: \d"):
        numbers(path)
    assert numbers(path, [2, 3, 4]) == [2, 3, 4]


def test_a_clip_cut_off_is_used_as_far_as_it_goes(tmp_path: Path) -> None:
    """C2: the index in front promises 50 pictures; 60 per cent of the bytes are there."""
    path = make(tmp_path / "cut.mp4", Recipe(muxing=(("movflags", "faststart"),)), grainy(50))
    content = path.read_bytes()
    path.write_bytes(content[: len(content) * 6 // 10])
    frames = examine(path).frames
    assert 20 < frames < 32
    assert numbers(path) == list(range(frames))
    with pytest.raises(BadInput, match="damaged"):
        numbers(path, [frames + 5])
