"""How the films and the music of this pack were made; a station gets such files from its design studio instead.

Run it from the checkout: `python templates/congdoan/studio.py`. Films are drawn at half size with alpha (VP9 in WebM)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import cv2
import numpy as np
import numpy.typing as npt

from bulletin.brand import grounds
from bulletin.brand.easing import between, both, out, part
from bulletin.brand.pack import Pack, read_pack
from bulletin.brand.plates.wordmark import headline_ground, lockup, width
from bulletin.brand.style import SHAPES, Box, Shape

HERE = Path(__file__).parent
SCALE = 0.5
RATE, FRAME = 48_000, 1920
Picture = npt.NDArray[np.float32]


class Stage:
    """A frame's size, its discs, and the mark at any place."""

    def __init__(self, pack: Pack) -> None:
        self.pack, self.canvas = pack, pack.canvas(SCALE)
        self.wide, self.high = self.canvas.size
        x, y = np.meshgrid(np.arange(self.wide) + 0.5, np.arange(self.high) + 0.5)
        self.away = np.hypot(x - self.wide / 2, y - self.high * 0.42).astype(np.float32)
        self.reach = float(self.away.max()) * 1.02
        self.down = (np.arange(self.high, dtype=np.float32) + 0.5)[:, None]
        self.bare = _with_alpha(grounds.drawn(pack, "board", self.canvas))
        self.last = _with_alpha(headline_ground(pack, self.canvas))
        tall = 150 if pack.shape == "wide" else 108
        box = Box(0, round(pack.size[1] * 0.42) - tall // 2, 1, tall)
        self.box = replace(box, x=(pack.size[0] - width(pack, box)) // 2)
        self.mark = lockup(pack, Box(0, 0, 1, tall), self.canvas).pixels.astype(np.float32)

    def plain(self, name: str) -> Picture:
        """The whole frame in one of the pack's colours."""
        made = np.empty((self.high, self.wide, 4), np.float32)
        made[:] = (*self.pack.colours[name].rgb, 255)
        return made

    def empty(self) -> Picture:
        return np.zeros((self.high, self.wide, 4), np.float32)

    def disc(self, radius: float) -> Picture:
        return np.clip(radius - self.away + 0.5, 0, 1)

    def mark_at(self, picture: Picture, way: float, opacity: float) -> None:
        """The mark on its way from the middle (0) to its place on the board (1)."""
        end = self.pack.wordmark
        size = between(self.box.height, end.height, way) / self.box.height
        x, y = between(self.box.x, end.x, way) * SCALE, between(self.box.y, end.y, way) * SCALE
        move = np.array([[size, 0, x], [0, size, y]], np.float32)
        flags = cv2.INTER_AREA if size < 1 else cv2.INTER_LINEAR
        laid = np.asarray(cv2.warpAffine(self.mark, move, (self.wide, self.high), flags=flags), np.float32)
        _over(picture, laid[..., :3], laid[..., 3] / 255 * opacity)


def _with_alpha(pixels: npt.NDArray[np.uint8]) -> Picture:
    made = np.full((*pixels.shape[:2], 4), 255, np.float32)
    made[..., :3] = pixels[..., :3]
    return made


def _over(picture: Picture, colour: Picture, cover: Picture) -> None:
    """Lay a colour over a picture with straight alpha."""
    under = picture[..., 3] / 255
    total = cover + under * (1 - cover)
    share = (cover / np.maximum(total, 1e-6))[..., None]
    picture[..., :3] = picture[..., :3] * (1 - share) + colour[..., :3] * share
    picture[..., 3] = total * 255


def opener(stage: Stage, n: int, cues: tuple[int, int, int, int, int]) -> Picture:
    """A sun and a blue disc open the frame, the light comes after them, the mark sets and moves to its place."""
    blue, light, mark, dock, end = cues
    if n >= end:
        return stage.last
    picture = stage.empty()
    for name, first, more in (("sun", 0, 1.16), ("blue", 1, 1.0)):
        radius = stage.reach * more * out(part(n, first - 1, blue + first))
        _over(picture, stage.plain(name), stage.disc(radius))
    for name, first, more in (("sun", light, 1.08), (None, light + 2, 1.0)):
        radius = stage.reach * more * both(part(n, first, first + 18))
        _over(picture, stage.bare if name is None else stage.plain(name), stage.disc(radius))
    stage.mark_at(picture, both(part(n, dock, end)), out(part(n, mark, mark + 8)))
    return picture


def sting(stage: Stage, n: int) -> Picture:
    """The disc covers the cut and opens again from its middle."""
    picture = stage.empty()
    for name, ahead in (("sun", 2), ("blue", 0)):
        _over(picture, stage.plain(name), stage.disc(stage.reach * out(part(n + ahead, 0, 9))))
    stage.mark_at(picture, 0.0, part(n, 5, 8) * (1 - part(n, 11, 13)))
    picture[..., 3] *= 1 - stage.disc(stage.reach * both(part(n, 10.5, 19.5)))
    return picture


def wipe(stage: Stage, n: int) -> Picture:
    """A blue plane rises over the cut and leaves upwards, an edge of sun before and behind it."""
    picture, edge = stage.empty(), 24 * SCALE * 3
    top = between(stage.high + edge, -2 * edge, out(part(n, -0.5, 4)))
    bottom = between(stage.high + 2 * edge, -2 * edge, both(part(n, 5, 9.6)))
    for name, more in (("sun", edge), ("blue", 0.0)):
        inside = np.clip(stage.down - top + more + 0.5, 0, 1) * np.clip(bottom + more - stage.down + 0.5, 0, 1)
        _over(picture, stage.plain(name), np.broadcast_to(inside, (stage.high, stage.wide)).copy())
    return picture


FILMS: dict[str, tuple[int, Callable[[Stage, int], Picture]]] = {
    "opener": (75, lambda stage, n: opener(stage, n, (16, 12, 24, 57, 72))),
    "opener-short": (40, lambda stage, n: opener(stage, n, (9, 6, 12, 25, 38))),
    "sting": (20, sting),
    "wipe": (10, wipe),
}


def film(path: Path, frames: list[Picture]) -> None:
    high, wide = frames[0].shape[:2]
    with av.open(str(path), "w", format="webm") as container:
        options = {"crf": "24", "b": "0", "auto-alt-ref": "0", "deadline": "good", "cpu-used": "2"}
        stream: Any = container.add_stream("libvpx-vp9", rate=25, options=options)
        stream.width, stream.height, stream.pix_fmt, stream.thread_count = wide, high, "yuva420p", 1
        stream.time_base = Fraction(1, 25)
        for index, picture in enumerate(frames):
            rgba = np.clip(np.rint(picture), 0, 255).astype(np.uint8)
            frame = av.VideoFrame.from_ndarray(rgba, format="rgba").reformat(format="yuva420p")
            frame.pts = index
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


# --- music ------------------------------------------------------------------------------------------------------------

SCALE_OF_SOL = (392.0, 440.0, 493.88, 587.33, 659.26, 784.0)
"""Five notes and the octave: sol, la, si, re, mi."""


def bell(note: float, seconds: float, loud: float) -> npt.NDArray[np.float64]:
    """A soft bell that dies away before its time is over."""
    t = np.arange(round(seconds * RATE)) / RATE
    partials = ((1, 1.0, 2.2), (2.0, 0.35, 3.5), (3.01, 0.15, 5.0), (4.2, 0.06, 8.0))
    tone = sum(share * np.sin(2 * np.pi * note * times * t) * np.exp(-fall * t) for times, share, fall in partials)
    return np.asarray(loud * tone * np.minimum(1, t / 0.004) * np.clip((seconds - t) / (0.35 * seconds), 0, 1) ** 2)


def tune(frames: int, notes: tuple[tuple[int, int, float], ...]) -> npt.NDArray[np.float64]:
    """Bells at (frame, note, loudness) over so many frames."""
    made = np.zeros(frames * FRAME)
    for at, note, loud in notes:
        sound = bell(SCALE_OF_SOL[note % 6] * (0.5 if note < 0 else 1), (frames - at) / 25, loud)
        made[at * FRAME :] += sound
    return made


def bed() -> npt.NDArray[np.float64]:
    """Two quiet chords that close on themselves after 240 frames: every part swings a whole number of times."""
    t = np.arange(240 * FRAME) / RATE
    whole = 240 / 25
    made = np.zeros_like(t)
    for index, note in enumerate((98.0, 146.8, 196.0, 220.0, 246.9, 293.7)):
        swings = round(note * whole)
        sway = 0.55 + 0.45 * np.cos(2 * np.pi * (t / whole + index / 6))
        made += sway * np.sin(2 * np.pi * swings * t / whole) / (1 + index * 0.3)
    return made


def sound(path: Path, mono: npt.NDArray[np.float64], shift: int) -> None:
    """A FLAC file in stereo, its loudest sample at −3 dB of full scale; the right side comes `shift` samples later."""
    stereo = np.stack([mono, np.roll(mono, shift)], axis=1)
    stereo *= 10 ** (-3 / 20) * 32767 / np.abs(stereo).max()
    samples = np.rint(stereo).astype(np.int16)
    with av.open(str(path), "w", format="flac") as container:
        stream: Any = container.add_stream("flac", rate=RATE, layout="stereo")
        frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="s16", layout="stereo")
        frame.sample_rate, frame.pts = RATE, 0
        for packet in (*stream.encode(frame), *stream.encode(None)):
            container.mux(packet)


MUSIC = {
    "opener": (tune(75, ((0, 0, 0.7), (8, 2, 0.8), (16, 3, 0.9), (28, 5, 1.0), (56, 3, 0.8))), 0),
    "opener-short": (tune(40, ((0, 0, 0.8), (8, 3, 0.9), (16, 5, 1.0))), 0),
    "sting": (tune(50, ((10, 3, 1.0), (14, 5, 0.7))), 0),
    "bed": (bed(), 331),
    "closer": (tune(150, ((0, 5, 0.8), (15, 3, 0.8), (30, 2, 0.8), (50, 0, 1.0))), 0),
}


def main() -> None:
    for folder in ("films", "sound"):
        (HERE / folder).mkdir(exist_ok=True)
    for name, (mono, shift) in MUSIC.items():
        sound(HERE / "sound" / f"{name}.flac", mono, shift)
    for shape in SHAPES:
        for name in FILMS:  # the pack is read before its films are there
            (HERE / "films" / f"{name}-{shape}.webm").touch()
    for shape in SHAPES:
        _films(shape)


def _films(shape: Shape) -> None:
    stage = Stage(read_pack(HERE, shape))
    for name, (count, draw) in FILMS.items():
        film(HERE / "films" / f"{name}-{shape}.webm", [draw(stage, n) for n in range(count)])


if __name__ == "__main__":
    main()
