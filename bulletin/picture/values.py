"""What the picture side hands over: how a programme is to look, an encoded chunk with its packets, and what was measured."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from pathlib import Path
from struct import Struct
from typing import Literal

import numpy as np
import numpy.typing as npt

from bulletin.brand.pack import Pack
from bulletin.brand.style import SHAPES, Shape
from bulletin.store import Entry, digest
from bulletin.timing import FRAME_RATE

Plane = npt.NDArray[np.uint8]

GRID = (36, 64)
"""Rows and columns of the small luma picture that is kept of every frame."""

LEVELS = np.dtype([("mean", "<u2"), ("minimum", "u1"), ("maximum", "u1"), ("difference", "<u2"), ("red", "<u2")])
"""One row a frame, of the composed luma: mean, and mean absolute difference to the frame before, in 1/256 of a code value (0
in the first frame of a chunk: compare the small pictures there), smallest and largest code value, share of strong red in
1/10 000. Of large frames, of every second, third … row."""


FAST = 2
"""Deflating of small pictures: a sixth of the usual time for a fifth more bytes, of which there are few."""

LIKE, COARSER = 3, 4
"""How far above a quantiser the `crf` of about the same SSIM lies, and a step: about 40 per cent fewer bits."""


@dataclass(frozen=True, slots=True)
class Encoder:
    """What may be chosen about x264; everything else is fixed in `encode`.

    `quality` is the quantiser (`qp`, whole) or x264's measure of constant quality (`crf`); smaller is better, at most 51.
    A constant quantiser needs no look at the frames to come: a seventh faster for the same SSIM, for a quarter more bits."""

    preset: str = "ultrafast"
    quality: float = 16
    rate: Literal["qp", "crf"] = "qp"

    def coarser(self) -> Encoder:
        """The next step for pictures so full of detail that they take too many bits: first the measure of quality that puts
        bits where they are seen, for the same likeness, then less of it."""
        if self.rate == "qp":
            return replace(self, rate="crf", quality=self.quality + LIKE)
        return replace(self, quality=self.quality + COARSER)


@dataclass(frozen=True, slots=True)
class Profile:
    """The picture's size in pixels (of one of the shapes, both even) and how it is encoded, at 25 frames a second."""

    name: str
    width: int
    height: int
    encoder: Encoder = Encoder()

    @property
    def shape(self) -> Shape:
        return "wide" if self.width > self.height else "vertical" if self.width < self.height else "square"

    @property
    def units(self) -> tuple[int, int]:
        """Width and height in units of the pack's layouts."""
        return SHAPES[self.shape]

    @property
    def scale(self) -> float:
        """Pixels per unit."""
        return self.width / self.units[0]


PROFILES: dict[str, Profile] = {
    "final": Profile("final", 1920, 1080),
    "draft": Profile("draft", 640, 360, Encoder("ultrafast", 22)),
    "vertical": Profile("vertical", 1080, 1920),
    "vertical-draft": Profile("vertical-draft", 360, 640, Encoder("ultrafast", 22)),
    "square": Profile("square", 1080, 1080),
    "square-draft": Profile("square-draft", 360, 360, Encoder("ultrafast", 22)),
    "archive": Profile("archive", 1920, 1080, Encoder("superfast", 16, "crf")),
}


@dataclass(frozen=True, slots=True)
class Look:
    """How shots become pictures: the brand pack, the profile, and the store that motion pieces are kept in."""

    pack: Pack
    profile: Profile
    store: Path


@dataclass(frozen=True, slots=True)
class Packet:
    """One encoded picture: NAL units, each after its length in four bytes, as they lie in an MP4. `display` is its place among the pictures of its chunk as they are shown."""

    payload: bytes
    display: int
    is_key: bool


@dataclass(frozen=True, slots=True)
class Measures:
    """What was measured while the frames were at hand, one entry a frame in the order shown."""

    levels: bytes
    """Rows of LEVELS."""
    grids: bytes
    """Luma pictures of GRID size, differences in time, deflated."""

    @classmethod
    def of(cls, levels: npt.NDArray[np.void], grids: npt.NDArray[np.uint8]) -> Measures:
        """From a row of LEVELS and a (rows, columns) picture for every frame."""
        steps = np.diff(grids, axis=0, prepend=np.zeros((1, *GRID), np.uint8))
        return cls(levels.astype(LEVELS).tobytes(), zlib.compress(steps.tobytes(), FAST))

    def table(self) -> npt.NDArray[np.void]:
        """The rows of LEVELS, one a frame."""
        return np.frombuffer(self.levels, LEVELS)

    def pictures(self) -> npt.NDArray[np.uint8]:
        """The small luma pictures, shape (frames, 36, 64)."""
        steps = np.frombuffer(zlib.decompress(self.grids), np.uint8).reshape(-1, *GRID)
        return np.cumsum(steps, axis=0, dtype=np.uint8)


_TOLD = Struct("<II?")
"""What a fingerprint has of a packet: checksum, place, whether it is a key."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """A closed run of encoded frames: H.264 High, packets in decoding order, the first one a key frame.

    `extradata` (an AVC decoder configuration record: SPS and PPS) is the same for every chunk of the same profile."""

    width: int
    height: int
    extradata: bytes
    packets: tuple[Packet, ...]
    measures: Measures
    sums: tuple[int, ...] = field(default=(), compare=False, repr=False)
    """The checksums, where somebody has reckoned them already."""

    @property
    def frames(self) -> int:
        return len(self.packets)

    @property
    def most_kbits(self) -> float:
        """The most that 25 packets in a row take, in 1000 bits: what a player must read in a second."""
        sums = [0, *accumulate(len(packet.payload) for packet in self.packets)]
        second = min(FRAME_RATE, len(self.packets))
        return max(last - first for first, last in zip(sums, sums[second:], strict=False)) * 8 / 1000

    def checksums(self) -> tuple[int, ...]:
        """The CRC-32 of every packet's payload."""
        return self.sums or tuple(zlib.crc32(packet.payload) for packet in self.packets)

    def summed(self) -> Chunk:
        """The chunk with its checksums at hand."""
        return replace(self, sums=self.checksums())

    def fingerprint(self, checksums: Sequence[int] | None = None) -> str:
        """What tells it from other chunks, of the CRC-32 of all its bytes (the `checksums`, where they are known): the
        store sees to malice, this to mistakes."""
        told = zip(checksums or self.checksums(), self.packets, strict=True)
        packets = b"".join(_TOLD.pack(checksum, packet.display, packet.is_key) for checksum, packet in told)
        measured = zlib.crc32(self.measures.grids, zlib.crc32(self.measures.levels))
        return digest(self.width, self.height, self.extradata, packets, measured)

    def to_entry(self) -> Entry:
        """As it is kept in the store: sizes, order and fingerprint in the facts, all bytes in the payload."""
        facts = {
            "width": self.width,
            "height": self.height,
            "extradata": len(self.extradata),
            "packets": [[len(packet.payload), packet.display, packet.is_key] for packet in self.packets],
            "levels": len(self.measures.levels),
            "grids": len(self.measures.grids),
            "fingerprint": self.fingerprint(),
        }
        parts = (packet.payload for packet in self.packets)
        return Entry(facts, b"".join((self.extradata, *parts, self.measures.levels, self.measures.grids)))

    @classmethod
    def from_entry(cls, entry: Entry) -> Chunk:
        """The chunk that `to_entry` was given. Raises ValueError when facts and payload do not agree."""
        facts, payload, at = entry.facts, entry.payload, 0

        def take(length: int) -> bytes:
            nonlocal at
            at += length
            if length < 0 or at > len(payload):
                raise ValueError("a chunk's facts ask for more bytes than it has")
            return payload[at - length : at]

        extradata = take(facts["extradata"])
        packets = tuple(Packet(take(size), display, is_key) for size, display, is_key in facts["packets"])
        measures = Measures(take(facts["levels"]), take(facts["grids"]))
        if at != len(payload):
            raise ValueError("a chunk has more bytes than its facts say")
        return cls(facts["width"], facts["height"], extradata, packets, measures)
