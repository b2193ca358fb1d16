"""Shots to chunks: which chunks a shot has, and the making of one; and single frames for looking."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import av
import numpy as np
from PIL import Image

from bulletin.errors import BadInput, NotFound, Place, TryAgain
from bulletin.messages import say
from bulletin.picture import keys, pieces, travel
from bulletin.picture.compose import Composer
from bulletin.picture.encode import TooManyBits, encode
from bulletin.picture.planes import Frame
from bulletin.picture.resources import Resources, make_piece
from bulletin.picture.values import Chunk, Look, Profile
from bulletin.rundown.values import Dip, Footage, Join, Shot
from bulletin.store import Entry, Store
from bulletin.timing import Span

CHUNK = 100
MOST_KBITS, COARSEST = 24_000, 51
"""What a second may take (level 4.0 allows 25 000), and the last quantiser there is."""
PIECE_EFFORT = 10
"""How much longer a frame of a motion piece takes than one of a chunk."""


@dataclass(frozen=True, slots=True)
class ChunkJob:
    """One chunk to be made: frames `first` to `last` (exclusive) of a shot. `key` is what it is kept under."""

    shot: Shot
    first: int
    last: int
    look: Look
    key: str

    @property
    def weight(self) -> int:
        """How much work it is, in frames."""
        return self.last - self.first

    @property
    def pieces(self) -> tuple[str, ...]:
        """The motion pieces that are seen in it, to be made before it."""
        return keys.piece_names((self.shot,))

    @property
    def strand(self) -> str:
        """Chunks of a story, and of the joins around it, share photographs and plates."""
        ground = self.shot.ground
        held = (ground.before or ground.after) if isinstance(ground, Join | Dip) else None
        return held.shot.slug if held else self.shot.slug

    @property
    def name(self) -> str:
        return self.shot.slug or type(self.shot.ground).__name__.lower()

    @property
    def place(self) -> Place | None:
        return self.shot.place

    @property
    def profile(self) -> Profile:
        """How it is encoded. Film has more detail than a constant quantiser can pay for: it begins where pictures end up that
        take too many bits, which is cheaper than beginning twice."""
        own = self.look.profile
        film = isinstance(self.shot.ground, Footage) and own.encoder.rate == "qp"
        return replace(own, encoder=own.encoder.coarser()) if film else own

    def run(self) -> Chunk:
        return encode_chunk(self)

    def cargo(self) -> dict[str, Path | Store]:
        """All that it reads: files by digest, entries of a store by key. Raises LookupError when one is not there."""
        return travel.cargo(self.shot, self.look)

    def at(self, store: Store) -> ChunkJob:
        """The same job where its cargo lies in `store`."""
        shot, look = travel.moved(self.shot, self.look, store)
        return replace(self, shot=shot, look=look)

    def pack(self, result: Chunk) -> Entry:
        """The chunk as facts and bytes."""
        return result.to_entry()

    def unpack(self, entry: Entry) -> Chunk:
        """The chunk again. Raises ValueError, KeyError or TypeError when it is not one of this job."""
        chunk = Chunk.from_entry(entry)
        if chunk.frames != self.last - self.first:
            raise ValueError("the chunk has another length")
        return chunk


@dataclass(frozen=True, slots=True)
class PieceJob:
    """A motion piece to be made and kept in the look's store; its result is the number of its frames."""

    piece: str
    look: Look
    key: str

    @property
    def weight(self) -> int:
        return PIECE_EFFORT * CHUNK

    @property
    def name(self) -> str:
        return self.piece

    @property
    def place(self) -> Place | None:
        return None

    def run(self) -> int:
        return make_piece(self.look, self.piece)


def chunk_spans(shot: Shot) -> tuple[Span, ...]:
    """The chunks of a shot: 100 frames each from its start, the last one 51 to 150 (or all of a shorter shot). A join has
    one on each side of its cut, which shows one story only, and one that shows none, where its piece covers the picture. What opens out of the headlines' board has one of its own
    until it is open: only that depends on the board."""
    length, cut, opens = shot.length, shot.cut, shot.opens
    if cut:
        spans = Span(0, cut.start), cut, Span(cut.end, length - cut.end)
        return tuple(span for span in spans if span.length)
    count = max(1, (length - opens - CHUNK // 2 - 1) // CHUNK + 1)
    last = opens + CHUNK * (count - 1)
    opening = (Span(0, opens),) if opens else ()
    return (*opening, *(Span(first, CHUNK) for first in range(opens, last, CHUNK)), Span(last, length - last))


def chunk_jobs(shot: Shot, look: Look) -> tuple[ChunkJob, ...]:
    """The chunks of a shot, in order. A job carries no more of the shot than its frames need."""
    jobs = []
    for span in chunk_spans(shot):
        seen = keys.trimmed(shot, span.start, span.end)
        key = keys.chunk_key(seen, span.start, span.end, look)
        jobs.append(ChunkJob(seen, span.start, span.end, look, key))
    return tuple(jobs)


def piece_jobs(shots: Iterable[Shot], look: Look) -> tuple[PieceJob, ...]:
    """The motion pieces that shots need and the store does not hold: to be run before the chunks."""
    store = Store(look.store)
    wanted = ((name, keys.piece_key(look, name)) for name in keys.piece_names(shots))
    return tuple(PieceJob(name, look, key) for name, key in wanted if pieces.kept_frames(store, key) is None)


def encode_chunk(job: ChunkJob) -> Chunk:
    """Make a chunk. Raises Rejected when the encoder failed, TryAgain when the job was planned by another version of the
    program or on another kind of machine, BadInput or NotFound for photographs."""
    if keys.chunk_key(job.shot, job.first, job.last, job.look) != job.key:
        raise TryAgain(
            say("The program or the brand pack was changed while the bulletin was being made"),
            hint=say("Run the command again."),
        )
    try:
        composer = Composer(job.shot, _resources(job.look))
        return _playable(composer, job)
    except (BadInput, NotFound, TryAgain) as error:
        if error.place is not None:
            raise
        raise type(error)(error.message, job.shot.place, error.hint) from error


def _playable(composer: Composer, job: ChunkJob) -> Chunk:
    """The chunk, made coarser while a second of it takes more bits than players like to read."""
    profile = job.profile
    while True:
        coarser = profile.encoder.coarser()
        limit = MOST_KBITS if coarser.quality <= COARSEST else math.inf
        try:
            return encode(composer.frames(job.first, job.last), profile, job.shot.place, limit)
        except TooManyBits:
            profile = replace(profile, encoder=coarser)


def still_frame(shot: Shot, n: int, look: Look) -> Image.Image:
    """Frame `n` of a shot as it is composed, as an sRGB picture."""
    return picture_of(Composer(keys.trimmed(shot, n, n + 1), _resources(look)).frame(n))


def picture_of(frame: Frame) -> Image.Image:
    """A frame as an sRGB picture."""
    rows = np.concatenate([plane.reshape(-1) for plane in frame.planes()]).reshape(-1, frame.luma.shape[1])
    coded = av.VideoFrame.from_ndarray(rows, format="yuv420p")
    shown = coded.reformat(format="rgb24", src_colorspace="ITU709", src_color_range="MPEG", dst_color_range="JPEG")
    return Image.fromarray(shown.to_ndarray())


@lru_cache(maxsize=1)
def _resources(look: Look) -> Resources:
    """What the jobs of one look share in this process."""
    return Resources(look)
