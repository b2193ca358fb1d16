"""Footage shots beside decoding and encoding alone: the same pictures, without plates, measuring and proof.

Processor time of one process, ours and theirs in turn, so that a busy machine spoils both alike."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
from PIL import Image

from bulletin.footage.facts import examine
from bulletin.picture.render import ChunkJob, chunk_jobs
from bulletin.picture.values import Look
from bulletin.picture.x264 import open_encoder
from bulletin.rundown.values import Clip, Footage, Overlay, Shot
from tests.benchmarks import reference
from tests.benchmarks.pictures import in_fresh_process

LENGTH = 200
"""Frames: two chunks."""
GROUPS = {"footage_ratio": 25, "footage_ratio_web": 250}
"""How far key frames are apart: in what a camera or phone records, and in what comes from the web, where the second chunk
decodes the first one's pictures again."""


def measure(folder: Path, rounds: int) -> dict[str, float]:
    """The speed of our footage shots as a share of that of decoding and encoding alone."""
    folder.mkdir(parents=True, exist_ok=True)
    found = {}
    for name, group in GROUPS.items():
        path = record(folder / f"{name}.mp4", group)
        found[name] = in_fresh_process(compared, path, folder / "store", rounds)
    return found


def compared(path: Path, store: Path, rounds: int) -> float:
    """The median over rounds of their processor time ÷ ours."""
    jobs, shares = shot(path, reference.look(store)), []
    for _ in range(rounds + 1):
        theirs, ours = _spent(lambda: alone(path, jobs[0])), _spent(lambda: rendered(jobs))
        shares.append(theirs / ours)
    return statistics.median(shares[1:])  # in the first one everything is loaded


def alone(path: Path, job: ChunkJob) -> None:
    """Every picture decoded once and encoded once as the job would, as they come."""
    encoder = open_encoder(job.profile)
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        stream.codec_context.thread_count = 1
        for number, picture in enumerate(container.decode(stream)):
            picture.pts, picture.time_base = number, Fraction(1, 25)
            picture.pict_type = av.video.frame.PictureType.NONE
            encoder.encode(picture)
    encoder.encode(None)


def shot(path: Path, seen: Look) -> tuple[ChunkJob, ...]:
    """The chunks of a shot of the clip with bug, strap and credit."""
    facts = examine(path)
    clip = Clip(str(path), facts.digest, facts.width, facts.height, frames=facts.frames)
    plates = (reference.CREDIT, Overlay(reference.STRAP, 12, 110), reference.BUG)
    return chunk_jobs(Shot(LENGTH, Footage(clip), plates), seen)


def rendered(jobs: tuple[ChunkJob, ...]) -> None:
    """The chunks made one after the other."""
    for job in jobs:
        job.run()


def record(path: Path, group: int) -> Path:
    """A hand-held look over a photograph, 1920 × 1080 at 25 frames a second."""
    sheet = np.asarray(Image.open(reference.photographs()[1].path).convert("RGB"))
    scale = sheet.shape[1] / 2100
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=25)
        stream.width, stream.height, stream.pix_fmt = 1920, 1080, "yuv420p"
        context = stream.codec_context
        context.gop_size, context.colorspace, context.color_range = group, 1, 1
        context.options = {"preset": "veryfast", "crf": "20"}
        for n in range(LENGTH):
            x, y = (90 + 60 * np.sin(n / 40)) * scale, (40 + 6 * np.sin(n / 9)) * scale
            view = np.array([[scale, 0, x], [0, scale, y]], np.float32)
            flags = cv2.INTER_AREA | cv2.WARP_INVERSE_MAP
            picture = cv2.warpAffine(sheet, view, (1920, 1080), flags=flags, borderMode=cv2.BORDER_REFLECT)
            frame = av.VideoFrame.from_ndarray(np.asarray(picture, np.uint8), format="rgb24")
            frame = frame.reformat(format="yuv420p", dst_colorspace=1, src_color_range=2, dst_color_range=1)
            frame.colorspace, frame.color_range = 1, 1
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def _spent(work: Callable[[], None]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started
