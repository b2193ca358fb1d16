"""Motion pieces of a pack: opener, sting and wipe as MoviePy clips of fixed length, and their frames with alpha.

A design studio delivers them as films with alpha, or the pack's own Python file makes them (trusted: it belongs to the station): it holds a dict PIECES, by name a function of
the pack and the scale that returns a clip. A clip's mask is its alpha; a clip without one is opaque."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from functools import cache
from importlib import util
from typing import Any

import cv2
import numpy as np
from moviepy import VideoClip

from bulletin.brand import clips, parts
from bulletin.brand.grounds import Field
from bulletin.brand.pack import Pack
from bulletin.brand.style import Delivered, File
from bulletin.brand.values import Pixels
from bulletin.errors import BadConfig, BulletinError, Place, Problem
from bulletin.messages import Message, say
from bulletin.timing import FRAME_RATE

DrawFrame = Callable[[int], Pixels]


def clip(pack: Pack, name: str, scale: float = 1.0) -> VideoClip:
    """A piece as a MoviePy clip. Raises BadConfig when the pack's file does not make it or makes it of another length."""
    makers = _makers(pack.pieces)
    if name not in makers:
        raise _wrong(pack, say("it has no piece {name}", name=name))
    made = makers[name](pack, scale)
    _check_length(pack, name, round(made.duration * FRAME_RATE))
    return made


def faults(pack: Pack) -> tuple[Problem, ...]:
    """The pieces that are not there or not as long as the pack says."""
    found: list[Problem] = []
    for name in parts.PIECES:
        try:
            if name in pack.piece_files:
                _check_length(pack, name, sum(1 for _ in clips.frames(pack.piece_files[name])))
            else:
                clip(pack, name, 0.1)
        except BulletinError as failure:
            found.extend(failure.problems())
    return tuple(found)


def uncovered(pack: Pack) -> Iterator[Problem]:
    """The pieces between stories that let the picture through where the pack says that they cover it."""
    covers = {"sting": pack.pacing.sting_cover, "wipe": pack.pacing.wipe_cover}
    for name, cover in covers.items():
        for index, picture in enumerate(frames(pack, name, 0.1)):
            if cover.start <= index < cover.end and picture.shape[2] == 4 and picture[:, :, 3].min() < 255:
                yield Problem(
                    say(
                        "The piece {name} of the brand pack does not cover the picture in its frame {frame}",
                        name=name,
                        frame=index,
                    ),
                    Place(pack.pieces.path),
                    say("Mend {key} under [pace] in brand.toml, or the piece.", key=f"{name}_cover"),
                    code=BadConfig.exit_code,
                )


def frames(pack: Pack, name: str, scale: float = 1.0) -> Iterator[Pixels]:
    """The frames of a piece in order: sRGB, height × width × 4 with straight alpha, × 3 where the clip is opaque; the same
    bytes every time."""
    if name in pack.piece_files:
        yield from _delivered(pack, name, scale)
        return
    made = clip(pack, name, scale)
    for index in range(pack.length(name)):
        moment = _moment(index)
        colour = np.ascontiguousarray(made.get_frame(moment), np.uint8)
        if made.mask is None:
            yield colour
        else:
            alpha = cv2.convertScaleAbs(np.asarray(made.mask.get_frame(moment)), alpha=255)
            yield np.asarray(cv2.merge([*cv2.split(colour), alpha]), np.uint8)


def as_clip(draw: DrawFrame, count: int, transparent: bool) -> VideoClip:
    """A clip of `count` frames from a function that draws each of them, as RGBA where `transparent`, else as RGB; every
    frame is drawn once."""
    drawn: dict[int, Pixels] = {}

    def at(moment: float) -> Pixels:
        index = min(int(moment * FRAME_RATE), count - 1)
        if index not in drawn:
            drawn.clear()
            drawn[index] = draw(index)
        return drawn[index]

    def colour(moment: float) -> Pixels:
        return np.asarray(cv2.cvtColor(at(moment), cv2.COLOR_RGBA2RGB), np.uint8)

    def alpha(moment: float) -> Field:
        return np.multiply(cv2.extractChannel(at(moment), 3), 1 / 255, dtype=np.float32)

    length = count / FRAME_RATE
    if not transparent:
        return VideoClip(at, duration=length).with_fps(FRAME_RATE)
    mask = VideoClip(alpha, is_mask=True, duration=length).with_fps(FRAME_RATE)
    return VideoClip(colour, duration=length).with_fps(FRAME_RATE).with_mask(mask)


def _delivered(pack: Pack, name: str, scale: float) -> Iterator[Pixels]:
    """The frames of a piece that a studio delivered, brought to the frame's size."""
    count, size = 0, pack.canvas(scale).size
    for pixels in clips.frames(pack.piece_files[name]):
        count += 1
        if count <= pack.length(name):
            yield clips.placed(pixels, size, Delivered((), "cover"))
    _check_length(pack, name, count)


def _check_length(pack: Pack, name: str, count: int) -> None:
    wanted = pack.length(name)
    if count != wanted:
        fields = {"name": name, "frames": count, "wanted": wanted}
        raise _wrong(pack, say("{name} is {frames} frames long, the pack says {wanted}", **fields))


def _moment(index: int) -> float:
    """The middle of a frame in seconds, so that no rounding reaches its neighbour."""
    return (index + 0.5) / FRAME_RATE


@cache
def _makers(file: File) -> dict[str, Callable[[Pack, float], Any]]:
    spec = util.spec_from_file_location(f"bulletin_pack_{file.digest[:12]}", file.path)
    if spec is None or spec.loader is None:
        raise BadConfig(say("The brand pack's {file} is no Python file", file=file.path))
    module = util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up by name
    spec.loader.exec_module(module)
    return {name: maker for name, maker in module.PIECES.items() if name in parts.PIECES}


def _wrong(pack: Pack, reason: Message) -> BadConfig:
    return BadConfig(
        say("The brand pack's motion pieces are wrong: {reason}", reason=reason),
        Place(pack.pieces.path),
        say("Mend PIECES in this file or the lengths under [pace] in brand.toml."),
    )
