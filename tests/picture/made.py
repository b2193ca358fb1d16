"""Small photographs, shots and looks made for the tests."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image

from bulletin.brand.pack import Pack, read_pack
from bulletin.picture.photos import examine
from bulletin.picture.values import Encoder, Look, Profile
from bulletin.rundown.values import Asset
from bulletin.timing import Span

SMALL = Profile("small", 320, 180, Encoder("superfast", 20))
COVER = Span(4, 12)
"""Where the pack's sting covers the picture."""
PACK = Path(__file__).parent.parent.parent / "templates" / "laodong"


@cache
def pack() -> Pack:
    return read_pack(PACK)


def look(store: Path, profile: Profile = SMALL) -> Look:
    return Look(pack(), profile, store)


def grain(width: int, height: int, seed: int = 7, amplitude: int = 30) -> npt.NDArray[np.uint8]:
    """Fine grain over soft patches, as RGB."""
    source = np.random.default_rng(seed)
    patches = source.integers(60, 190, (6, 10, 3)).astype(np.uint8)
    soft = np.asarray(Image.fromarray(patches).resize((width, height), Image.Resampling.BICUBIC), np.int16)
    noise = source.integers(-amplitude, amplitude + 1, (height, width, 1))
    return np.asarray(np.clip(soft + noise, 0, 255), np.uint8)


def photo(path: Path, width: int = 1600, height: int = 900, seed: int = 7) -> Asset:
    """A photograph in a file, examined."""
    Image.fromarray(grain(width, height, seed)).save(path, quality=90)
    facts = examine(path)
    return Asset(str(path), facts.digest, facts.width, facts.height)


def asset(width: int, height: int) -> Asset:
    """A photograph that only its size is asked of."""
    return Asset("photo.jpg", "0" * 64, width, height)
