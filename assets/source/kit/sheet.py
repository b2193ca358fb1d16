"""The sheet: a blank picture to draw on, and the finish every picture shares (vignette, mottle, grain)."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import skia
from kit.light import Light
from kit.palette import INK, Color
from kit.pen import Pen
from PIL import Image


@dataclass(frozen=True, slots=True)
class Finish:
    """Common finish. vignette 0–1, grain in levels of 255, `wash` colour laid over all by `wash_part`."""

    vignette: float = 0.2
    grain: float = 1.1
    mottle: float = 2.2
    wash: Color = INK
    wash_part: float = 0.0
    seed: int = 1


class Sheet:
    """A picture of width×height picture units; `scale` gives pixels per unit (1.5 for 2880 px from 1920)."""

    def __init__(self, scale: float = 1.5, size: tuple[int, int] = (1920, 1080)) -> None:
        self.scale, self.size = scale, size
        self.surface = skia.Surface(round(size[0] * scale), round(size[1] * scale))
        self.canvas = self.surface.getCanvas()
        self.canvas.scale(scale, scale)

    def pen(self, light: Light) -> Pen:
        """Pen for this sheet."""
        return Pen(self.canvas, light)

    def image(self, finish: Finish) -> Image.Image:
        """Finished picture."""
        raw = self.surface.makeImageSnapshot().toarray(colorType=skia.kRGBA_8888_ColorType)
        a = raw[:, :, :3].astype(np.float32)
        h, w = a.shape[:2]
        y, x = np.mgrid[-1 : 1 : h * 1j, -1 : 1 : w * 1j].astype(np.float32)
        edge = np.clip((np.sqrt(x * x + y * y * 0.8) - 0.55) / 0.9, 0, 1) ** 1.6
        a *= 1 - finish.vignette * edge[:, :, None] * np.array([1.0, 0.96, 0.9], np.float32)
        if finish.wash_part:
            a += (np.array(finish.wash, np.float32) - a) * finish.wash_part
        rng = np.random.default_rng(finish.seed)
        mid = 0.55 + 0.45 * np.sin(np.clip(a.mean(axis=2), 0, 255) / 255 * np.pi)
        noise = _grain(rng, h, w) * finish.grain + _mottle(rng, h, w) * finish.mottle
        a += (noise * mid)[:, :, None]
        return Image.fromarray(np.clip(a + 0.5, 0, 255).astype(np.uint8), "RGB")


def _grain(rng: np.random.Generator, h: int, w: int) -> np.ndarray:
    """Fine grain about two pixels large (it must not shimmer when the picture moves)."""
    n = rng.standard_normal((h, w), dtype=np.float32)
    n = n + np.roll(n, 1, 0) + np.roll(n, 1, 1) + np.roll(np.roll(n, 1, 0), 1, 1)
    return n / 2


def _mottle(rng: np.random.Generator, h: int, w: int) -> np.ndarray:
    """Slow unevenness as of printed paper, 20–200 px."""
    out = np.zeros((h, w), np.float32)
    for cells in (14, 60, 150):
        small = rng.standard_normal((max(2, cells * h // w), cells)).astype(np.float32)
        out += np.asarray(Image.fromarray(small).resize((w, h), Image.Resampling.BICUBIC))
    return out / 1.7


def save(image: Image.Image, target: Path, quality: int = 86) -> int:
    """Write an sRGB JPEG, 4:2:0, optimised; returns its size in bytes."""
    image.save(target, "JPEG", quality=quality, subsampling="4:2:0", optimize=True)
    return target.stat().st_size
