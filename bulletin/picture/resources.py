"""What composing needs at hand – photographs as planes, plates as stamps, pieces – made on demand and kept within bounds."""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar, cast

import cv2
import numpy as np
from PIL import Image, ImageOps

from bulletin.brand import plates as brand_plates
from bulletin.brand.plates.paint import fitted
from bulletin.brand.style import UNITS
from bulletin.errors import Bug, TryAgain
from bulletin.messages import say
from bulletin.picture import keys, photos, pieces, softening
from bulletin.picture.decode import decoded_frame
from bulletin.picture.footage import OpenClips, poster
from bulletin.picture.moves import Fill, Stand
from bulletin.picture.pieces import PieceReader
from bulletin.picture.planes import Frame, frame_of, plain
from bulletin.picture.plates import ReadyPlate
from bulletin.picture.sources import Source, source_of
from bulletin.picture.values import Chunk, Look
from bulletin.rundown.values import Asset, Clip, CodedFrame, Plate, Still
from bulletin.store import Store

MOST_BYTES = 24_000_000
"""What the photographs and plates at hand may take together, besides the one in use."""
OWN_GROUND = 0.35
"""How bright the blurred ground behind an upright photograph is."""
LEAST_FINE = 1.4
"""Pixels per frame pixel that a photograph has at least when it is opened smaller than it is."""
EDGE = 2
COARSE = 20
"""Units to which a photograph is averaged before it is softened into a ground."""


class Sized(Protocol):
    @property
    def size(self) -> int:
        """Bytes."""


Kept = TypeVar("Kept", bound=Sized)


class Shelf:
    """Values by key; the ones not used for longest leave when there are more bytes than may be."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, Sized] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], Kept]) -> Kept:
        """The value under `key`, made when it is not there."""
        if key in self._kept:
            self._kept.move_to_end(key)
        else:
            made = make()
            self._kept[key] = made
            while len(self._kept) > 1 and sum(value.size for value in self._kept.values()) > self._most:
                self._kept.popitem(last=False)
        return cast(Kept, self._kept[key])


@dataclass(frozen=True, slots=True)
class _Opened:
    """A photograph for a place on a plate."""

    image: Image.Image

    @property
    def size(self) -> int:
        return self.image.width * self.image.height * len(self.image.getbands())


class Resources:
    """What shots are composed from, for one look."""

    def __init__(self, look: Look) -> None:
        self.look = look
        self.width, self.height = look.profile.width, look.profile.height
        self.clips = OpenClips()
        self._shelf = Shelf()
        self._store = Store(look.store)

    def colour(self, name: str) -> tuple[int, int, int]:
        """One of the colours of the pack's stage as sRGB."""
        return self.look.pack.stage[name].rgb

    def plain(self, name: str) -> Frame:
        """A frame in one of the stage's colours. Not to be written to."""
        return self._shelf.get(("plain", name), lambda: plain(self.colour(name), self.width, self.height))

    def source(self, still: Still, fill: Fill) -> Source:
        """The photograph of a still, ready for its move."""
        return self._shelf.get((still.asset.digest, still.blurs, fill), lambda: self._source(still, fill))

    def standing(self, still: Still, stand: Stand) -> Frame:
        """A photograph that stands in the frame. Not to be written to."""
        return self._shelf.get((still.asset.digest, still.blurs, stand), lambda: self._standing(still, stand))

    def coded(self, shown: CodedFrame) -> Frame:
        """A frame of a chunk that the store holds. Not to be written to. Raises TryAgain when the chunk is gone."""

        def decoded() -> Frame:
            entry = self._store.get(shown.key)
            if entry is None:
                raise TryAgain(
                    say("The store lost a piece of finished work while it was needed"),
                    hint=say("Run the command again."),
                )
            return decoded_frame(Chunk.from_entry(entry), shown.frame)

        return self._shelf.get(shown, decoded)

    def plate(self, plate: Plate) -> ReadyPlate:
        """A plate as the brand draws it."""

        def made() -> ReadyPlate:
            drawn = brand_plates.draw(self.look.pack, plate, self.look.profile.scale, self.open_picture)
            return ReadyPlate(drawn, (self.width, self.height))

        return self._shelf.get(plate, made)

    def piece(self, name: str) -> PieceReader:
        """A motion piece; made and kept first when the store has lost it."""
        key = keys.piece_key(self.look, name)
        frames = pieces.kept_frames(self._store, key)
        if frames is None:
            frames = make_piece(self.look, name)
        return PieceReader(self._store, key, frames)

    def open_picture(self, asset: Asset, size: tuple[int, int]) -> Image.Image:
        """A photograph for a place of so many pixels, filled, without what must not be recognised. Not to be changed: a board
        asks for it in every state."""

        def opened() -> _Opened:
            wide_enough = max(size[0], math.ceil(size[1] * asset.width / asset.height))
            image = softening.blurred(self._photo(asset, wide_enough), asset.blurs)
            return _Opened(fitted(image, asset, size))

        return self._shelf.get((asset, size), opened).image

    def _photo(self, asset: Asset, least: int) -> Image.Image:
        if isinstance(asset, Clip):
            return poster(asset, self.clips, least)
        image = photos.load(Path(asset.path), asset.digest, self.colour("behind"), least)
        if abs(image.width * asset.height - asset.width * image.height) > 8 * max(asset.width, asset.height):
            found, planned = f"{image.width} × {image.height}", f"{asset.width} × {asset.height}"
            raise Bug(
                say("{file} is {found} pixels, planned as {planned}", file=asset.path, found=found, planned=planned)
            )
        return image

    def _source(self, still: Still, fill: Fill) -> Source:
        widest = max(fill.start.width, fill.end.width)
        least = math.ceil(LEAST_FINE * self.width * still.asset.width / widest)
        image = softening.blurred(self._photo(still.asset, least), still.blurs)
        return source_of(image, fill, still.asset.width, (self.width, self.height))

    def _standing(self, still: Still, stand: Stand) -> Frame:
        scale = self.look.profile.scale
        at = stand.at
        width, height = max(1, round(at.width * scale)), max(1, round(at.height * scale))
        least = math.ceil(2 * width * still.asset.width / stand.view.width)
        image = softening.blurred(self._photo(still.asset, least), still.blurs)
        size = (self.width, self.height)
        sheet = _own_ground(image, size) if stand.ground == "own" else Image.new("RGB", size, self.colour("behind"))
        left, top, edge = round(at.x * scale), round(at.y * scale), max(1, round(EDGE * scale))
        sheet.paste(self.colour("edge"), (left - edge, top - edge, left + width + edge, top + height + edge))
        shrunk, view = image.width / still.asset.width, stand.view
        seen = tuple(edge * shrunk for edge in (view.x, view.y, view.x + view.width, view.y + view.height))
        box = (seen[0], seen[1], min(seen[2], image.width), min(seen[3], image.height))
        sheet.paste(image.resize((width, height), Image.Resampling.LANCZOS, box), (left, top))
        return frame_of(np.asarray(sheet))


def make_piece(look: Look, name: str) -> int:
    """Have the brand make a motion piece and keep it; the number of its frames."""
    from bulletin.brand import pieces as brand_pieces  # MoviePy takes a second to load and only pieces need it

    size = look.profile.width, look.profile.height
    pictures = brand_pieces.frames(look.pack, name, look.profile.scale)
    return pieces.keep(Store(look.store), keys.piece_key(look, name), pictures, size)


def _own_ground(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """The photograph over the whole frame, so soft that nothing is recognised, and dark."""
    grown = min(size) / UNITS * COARSE
    coarse = ImageOps.fit(
        image, (round(size[0] / grown), round(size[1] / grown)), Image.Resampling.BOX, centering=(0.5, 0.42)
    )
    soft = cv2.resize(np.asarray(softening.softened(coarse)), size, interpolation=cv2.INTER_CUBIC)
    return Image.fromarray(np.asarray(cv2.convertScaleAbs(soft, alpha=OWN_GROUND), np.uint8))
