"""Two peers on one shot: a MoviePy composition and an ffmpeg graph, both with our encoder settings and as many threads as
we use processes.

Theirs is made easier where it can be: plates are drawn before the clock runs and neither fade nor wipe, MoviePy's
photograph is cut to the frame before, and MoviePy's import is not counted."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import imageio_ffmpeg
import numpy as np
from PIL import Image, ImageOps

from bulletin.brand import plates
from bulletin.brand.values import Layer
from bulletin.picture.render import chunk_jobs
from bulletin.picture.values import PROFILES, Profile
from bulletin.picture.x264 import FASTEST, X264
from bulletin.rundown.values import Still
from bulletin.timing import FRAME_RATE
from tests.benchmarks import reference
from tests.benchmarks.pairs import Pair, ratio, repeated
from tests.benchmarks.pictures import in_fresh_process, processes, render

LENGTH = 400
"""Frames of the shot: four chunks, so that two processes have the same work."""
SLOW = 100
"""Frames of it that MoviePy makes."""
ZOOM = 0.05
WITHIN = frozenset({"threads", "lookahead-threads", "sliced-threads", "annexb", "fps", "force-cfr"})
"""Settings that the peers leave to their own program."""


@dataclass(frozen=True, slots=True)
class Material:
    """What the peers are given: a photograph, plates as PNG files with the place of their top left corner, the threads
    they may use, and where to write."""

    photograph: Path
    plates: tuple[tuple[Path, int, int], ...]
    threads: int
    target: Path


def measure(folder: Path, rounds: int) -> dict[str, float]:
    """How many times as many frames a second we make; `folder` is made."""
    folder.mkdir()
    threads = processes()
    look = reference.look(folder / "store")
    shot = reference.plain_shot(LENGTH)
    jobs = chunk_jobs(shot, look)
    assert isinstance(shot.ground, Still)
    given = Material(Path(shot.ground.asset.path), _drawn_plates(folder), threads, folder / "peer.mp4")

    def ours() -> float:
        return LENGTH / render(jobs, threads)[0]

    with_moviepy = repeated(lambda _: Pair(ours(), SLOW / moviepy_seconds(given)), rounds)
    with_ffmpeg = repeated(lambda _: Pair(ours(), LENGTH / zoompan_seconds(given)), rounds)
    return {"moviepy_speedup": ratio(with_moviepy), "zoompan_speedup": ratio(with_ffmpeg)}


def zoompan_seconds(given: Material) -> float:
    """The time of the whole ffmpeg command."""
    command = zoompan_command(given)
    started = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - started


def zoompan_command(given: Material) -> list[str]:
    """The graph: the photograph cut to 16:9, zoomed, and the plates laid over it one after the other."""
    inputs = [word for path in (given.photograph, *(path for path, _, _ in given.plates)) for word in ("-i", str(path))]
    zoom = f"zoompan=z='1+{ZOOM}*on/{LENGTH}':x='iw/2-iw/zoom/2':y='ih/2-ih/zoom/2':d={LENGTH}:s=1920x1080:fps={FRAME_RATE}"
    graph = [f"[0]crop=iw:iw*9/16,{zoom},format=yuv420p[v0]"]
    for number, (_, x, y) in enumerate(given.plates, 1):
        graph.append(f"[v{number - 1}][{number}]overlay={x}:{y}[v{number}]")
    last = [
        "-map",
        f"[v{len(given.plates)}]",
        "-frames:v",
        str(LENGTH),
        "-c:v",
        "libx264",
        *x264_arguments(given.threads),
    ]
    ffmpeg = imageio_ffmpeg.get_ffmpeg_exe()
    return [ffmpeg, "-v", "error", "-y", *inputs, "-filter_complex", ";".join(graph), *last, str(given.target)]


def moviepy_seconds(given: Material) -> float:
    """The time that MoviePy takes to write the first frames of the shot, in a process of its own."""
    seconds: float = in_fresh_process(_with_moviepy, given)
    return seconds


def x264_arguments(threads: int, profile: Profile = PROFILES["final"]) -> list[str]:
    """Our encoder settings as ffmpeg's command line takes them."""
    chosen = profile.encoder
    fixed = {**X264, **(FASTEST if chosen.preset == "ultrafast" else {})}
    params = ":".join(f"{name}={value}" for name, value in fixed.items() if name not in WITHIN)
    quality = [f"-{chosen.rate}", f"{chosen.quality:g}", "-profile:v", "high", "-x264-params", params]
    return ["-preset", chosen.preset, *quality, "-threads", str(threads), "-pix_fmt", "yuv420p"]


def _with_moviepy(given: Material) -> float:
    from moviepy import CompositeVideoClip, ImageClip  # takes a second to load, which is not to be counted elsewhere

    seconds = LENGTH / FRAME_RATE
    with Image.open(given.photograph) as image:
        photograph = np.asarray(ImageOps.fit(image.convert("RGB"), (1920, 1080), Image.Resampling.LANCZOS))
    moving = ImageClip(photograph, duration=seconds).resized(lambda t: 1 + ZOOM * t / seconds).with_position("center")
    over = [ImageClip(str(path), duration=seconds).with_position((x, y)) for path, x, y in given.plates]
    clip = CompositeVideoClip([moving, *over], size=(1920, 1080)).with_duration(SLOW / FRAME_RATE)
    started = time.perf_counter()
    clip.write_videofile(
        str(given.target),
        fps=FRAME_RATE,
        codec="libx264",
        preset=PROFILES["final"].encoder.preset,
        audio=False,
        threads=given.threads,
        ffmpeg_params=x264_arguments(given.threads),
        logger=None,
    )
    return time.perf_counter() - started


def _drawn_plates(folder: Path) -> tuple[tuple[Path, int, int], ...]:
    """The shot's plates at rest, a PNG for each."""
    pack = reference.look(folder).pack
    found = []
    for number, overlay in enumerate(reference.plain_shot(LENGTH).overlays):
        image, x, y = _flattened(plates.draw(pack, overlay.plate).layers)
        path = folder / f"plate-{number}.png"
        image.save(path)
        found.append((path, x, y))
    return tuple(found)


def _flattened(layers: Sequence[Layer]) -> tuple[Image.Image, int, int]:
    """Layers as one picture, no larger than they are."""
    sheet = Image.new("RGBA", (1920, 1080))
    for layer in layers:
        sheet.alpha_composite(Image.fromarray(layer.pixels), (layer.x, layer.y))
    left, top, right, bottom = sheet.getbbox() or (0, 0, 2, 2)
    return sheet.crop((left, top, right, bottom)), left, top
