"""Clips as grounds: their pictures upright, in BT.709, filling the frame or standing on their own blurred sides."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from av.video.reformatter import Interpolation, VideoReformatter
from PIL import Image

from bulletin.errors import TryAgain
from bulletin.footage.pictures import Picture, Pictures
from bulletin.footage.shape import Shape, shape_of
from bulletin.messages import say
from bulletin.picture.planes import Frame, frame_of
from bulletin.picture.tone import Toner, is_bright
from bulletin.picture.values import Plane
from bulletin.rundown.values import Clip, Footage
from bulletin.script.values import Area
from bulletin.store import file_digest

MOST_CROPPED = 0.12
"""The share of a picture that may be cut off so that it fills the frame; one that would lose more stands in it whole."""
OPEN_CLIPS = 2
PATCHES = 6
OWN_GROUND = 0.35
COARSE = 20
"""The blurred sides are made of pictures so many times smaller."""
EDGE = 2
BT709, BT601, BT2020, LIMITED, FULL = 1, 5, 9, 1, 2
MATRICES = {1: BT709, 4: 4, 5: BT601, 6: BT601, 7: 7, 9: BT2020, 10: BT2020}
"""ffmpeg's numbers of colour matrices → those that it can convert from."""
SHARP = Interpolation.BICUBIC | Interpolation.ACCURATE_RND


@dataclass(frozen=True, slots=True)
class Fit:
    """How a clip lies in the frame: its upright size there, and where its left upper corner is (not above 0 when it fills)."""

    width: int
    height: int
    left: int
    top: int
    fills: bool


def fit(clip: tuple[int, int], frame: tuple[int, int], focus: tuple[float, float] = (50.0, 50.0)) -> Fit:
    """How an upright picture lies in a frame; `focus` (per cent) says what a crop keeps."""
    across, down = frame[0] / clip[0], frame[1] / clip[1]
    fills = min(across, down) / max(across, down) >= 1 - MOST_CROPPED
    scale = max(across, down) if fills else min(across, down)
    width, height = (_even(side * scale) for side in clip)
    if not fills:
        return Fit(width, height, _even((frame[0] - width) / 2), _even((frame[1] - height) / 2), fills)
    width, height = max(width, frame[0]), max(height, frame[1])
    left, top = (
        -_even(min(max(part / 100 * side - room / 2, 0), side - room))
        for part, side, room in zip(focus, (width, height), frame, strict=True)
    )
    return Fit(width, height, left, top, fills)


class FootageGround:
    """A clip's pictures behind a shot's plates."""

    def __init__(self, footage: Footage, clips: OpenClips, paper: tuple[int, int, int]) -> None:
        self._footage, self._clips = footage, clips
        self._paper = frame_of(np.full((2, 2, 3), paper, np.uint8))
        self._planes: _Converter | None = None

    def state(self, n: int) -> Hashable:
        """Frames after the clip's end show the same."""
        return min(self._footage.first + n, self._footage.clip.frames - 1)

    def draw(self, n: int, frame: Frame) -> None:
        """Draw frame `n` over all of `frame`."""
        pictures = self._clips.open(self._footage.clip)
        height, width = frame.luma.shape
        if self._planes is None:
            shape = shape_of(pictures.first, pictures.aspect)
            self._planes = _Converter(shape, fit(shape.size, (width, height), self._footage.focus))
        placed = self._planes.fit
        shown = self._planes.planes(pictures.at(int(self.state(n))))  # type: ignore[call-overload]
        if self._footage.blurs:
            shown = tuple(plane.copy() for plane in shown)
            _soften(shown, self._footage.blurs)
        if placed.fills:
            for plane, target in zip(shown, frame.planes(), strict=True):
                by = width // target.shape[1]
                top, left = -placed.top // by, -placed.left // by
                np.copyto(target, plane[top : top + target.shape[0], left : left + target.shape[1]])
        else:
            self._stand(shown, placed, frame)

    def _stand(self, shown: tuple[Plane, ...], placed: Fit, frame: Frame) -> None:
        """The picture on its own blurred, darkened ground, with a thin edge."""
        edge = max(2, 2 * round(EDGE * frame.luma.shape[1] / 3840))
        for plane, target, paper, black in zip(
            shown, frame.planes(), self._paper.planes(), (16, 128, 128), strict=True
        ):
            by = frame.luma.shape[1] // target.shape[1]
            _own_ground(plane, target, black)
            top, left = placed.top // by, placed.left // by
            bottom, right, thin = top + plane.shape[0], left + plane.shape[1], edge // by
            target[max(top - thin, 0) : bottom + thin, max(left - thin, 0) : right + thin] = paper[0, 0]
            target[top:bottom, left:right] = plane


class _Converter:
    """A clip's pictures as upright BT.709 planes of the size that they have in the frame."""

    def __init__(self, shape: Shape, placed: Fit) -> None:
        self.fit = placed
        self._shape = shape
        swapped = shape.turn.swapped
        self._size = (placed.height, placed.width) if swapped else (placed.width, placed.height)
        self._reformatter = VideoReformatter()
        self._toner = Toner(self._size)

    def planes(self, picture: Picture) -> tuple[Plane, ...]:
        """Views of luma and chroma, valid until the next call."""
        ready = self._toner.toned(picture) if is_bright(picture) else self._plain(picture)
        turn = self._shape.turn
        return tuple(turn.upright(_samples(plane)) for plane in ready.planes)

    def _plain(self, picture: Picture) -> Picture:
        matrix, full = matrix_of(picture), is_full(picture)
        is_ready = picture.format.name == "yuv420p" and matrix == BT709 and not full
        if is_ready and (picture.width, picture.height) == self._size:
            return picture
        is_coded = not picture.format.name.startswith(("rgb", "bgr", "gbr", "pal"))
        return self._reformatter.reformat(
            picture,
            *self._size,
            "yuv420p",
            src_colorspace=matrix if is_coded else None,
            dst_colorspace=BT709,
            interpolation=SHARP,
            src_color_range=FULL if full or not is_coded else LIMITED,
            dst_color_range=LIMITED,
            threads=1,
        )


def matrix_of(picture: Picture) -> int:
    """The colour matrix of a picture; where it is not told, that of its size, as players have it."""
    usual = BT709 if picture.height >= 720 or picture.width >= 1280 else BT601
    return MATRICES.get(int(picture.colorspace), usual)


def is_full(picture: Picture) -> bool:
    """Whether a picture uses all code values."""
    return int(picture.color_range) == FULL or picture.format.name.startswith("yuvj")


class OpenClips:
    """Clips that are being read, few at a time. A file that changed since it was planned is refused."""

    def __init__(self) -> None:
        self._open: OrderedDict[str, Pictures] = OrderedDict()
        self._seen: dict[tuple[object, ...], str] = {}

    def open(self, clip: Clip) -> Pictures:
        """The clip's pictures. Raises TryAgain when its bytes are not those planned, and what opening raises."""
        if clip.digest in self._open:
            self._open.move_to_end(clip.digest)
            return self._open[clip.digest]
        pictures = Pictures(Path(clip.path))
        if self._digest(clip.path) != clip.digest:
            pictures.close()
            raise TryAgain(
                say("{file} was changed while the bulletin was being made", file=Path(clip.path).name),
                hint=say("Run the command again."),
            )
        self._open[clip.digest] = pictures
        while len(self._open) > OPEN_CLIPS:
            self._open.popitem(last=False)[1].close()
        return pictures

    def _digest(self, path: str) -> str:
        """The digest of a file's bytes, read once as long as nothing touches it."""
        status = Path(path).stat()
        known = path, status.st_ino, status.st_size, status.st_mtime_ns
        if known not in self._seen:
            self._seen[known] = file_digest(Path(path))
        return self._seen[known]


def poster(clip: Clip, clips: OpenClips, least: int) -> Image.Image:
    """The picture that stands for a clip, upright, at least so wide where the clip is."""
    pictures = clips.open(clip)
    shape = shape_of(pictures.first, pictures.aspect)
    scale = min(1.0, max(least, 2) / clip.width)
    size = _even(clip.width * scale), _even(clip.height * scale)
    y, cb, cr = _Converter(shape, fit(shape.size, size)).planes(pictures.at(clip.poster))
    chroma = [cv2.resize(plane.copy(), (y.shape[1], y.shape[0]), interpolation=cv2.INTER_LINEAR) for plane in (cb, cr)]
    luma = (y.astype(np.float32) - 16) * (255 / 219)
    blue, red = ((plane.astype(np.float32) - 128) * (255 / 112) for plane in chroma)
    r, b = luma + 0.7874 * red, luma + 0.9278 * blue
    g = (luma - 0.2126 * r - 0.0722 * b) / 0.7152
    return Image.fromarray(np.clip(np.rint(np.dstack((r, g, b))), 0, 255).astype(np.uint8))


# --- planes -----------------------------------------------------------------------------------------------------------


def _even(value: float) -> int:
    return 2 * round(value / 2)


def _samples(plane: Any) -> Plane:
    """The samples of a decoder's plane, without the padding of its rows."""
    return np.frombuffer(plane, np.uint8).reshape(-1, plane.line_size)[: plane.height, : plane.width]


def _soften(planes: tuple[Plane, ...], areas: tuple[Area, ...]) -> None:
    """Make parts of a picture unrecognisable: what is left of them is a few soft patches."""
    for plane in planes:
        height, width = plane.shape
        for area in areas:
            left, top = int(area.x * width / 100), int(area.y * height / 100)
            right = min(width, -int(-(area.x + area.width) * width // 100))
            bottom = min(height, -int(-(area.y + area.height) * height // 100))
            part = plane[top:bottom, left:right]
            if part.size:
                patches = cv2.resize(part, (PATCHES, PATCHES), interpolation=cv2.INTER_AREA)
                part[:] = cv2.resize(patches, (right - left, bottom - top), interpolation=cv2.INTER_CUBIC)


def _own_ground(plane: Plane, target: Plane, black: int) -> None:
    """A plane over the whole frame, so soft that nothing is recognised, and dark."""
    height, width = target.shape
    small = max(width // COARSE, 4), max(height // COARSE, 4)
    rows = min(plane.shape[0], plane.shape[1] * height // width)
    columns = min(plane.shape[1], plane.shape[0] * width // height)
    top, left = (plane.shape[0] - rows) // 2, (plane.shape[1] - columns) // 2
    coarse = cv2.resize(plane[top : top + rows, left : left + columns], small, interpolation=cv2.INTER_AREA)
    soft = cv2.GaussianBlur(coarse, (0, 0), small[0] / 24, borderType=cv2.BORDER_REPLICATE).astype(np.float32)
    dark = np.rint((soft - black) * OWN_GROUND + black).astype(np.uint8)
    cv2.resize(dark, (width, height), dst=target, interpolation=cv2.INTER_CUBIC)
