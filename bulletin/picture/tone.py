"""HDR pictures brought to what BT.709 can show: PQ and HLG through one table, highlights rolled off, hues kept."""

from __future__ import annotations

import os
import tempfile
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import av.filter
import numpy as np
import numpy.typing as npt

from bulletin.footage.pictures import Picture

PQ, HLG = 16, 18
"""ffmpeg's numbers of the transfer functions."""
CUBE = 33
WHITE, PEAK = 203.0, 1000.0
"""Nits: what graphics white is in HDR (BT.2408), and what is brought to SDR's white at the most."""
KNEE = 0.6
"""Up to this share of graphics white light stays as it is; above, it is rolled off."""
TO_BT709 = np.array([[1.6605, -0.5876, -0.0728], [-0.1246, 1.1329, -0.0083], [-0.0182, -0.1006, 1.1187]])
"""Linear light of BT.2020 to that of BT.709 (BT.2087)."""
LUMA = np.array([0.2126, 0.7152, 0.0722])

Colours = npt.NDArray[np.float64]


def is_bright(picture: Picture) -> bool:
    """Whether a picture is HDR."""
    return int(picture.color_trc) in (PQ, HLG)


class Toner:
    """Turns HDR pictures into BT.709 ones of one size."""

    def __init__(self, size: tuple[int, int]) -> None:
        self._size = size
        self._graph: Any = None

    def toned(self, picture: Picture) -> Picture:
        """The picture in yuv420p, BT.709, limited range."""
        if self._graph is None:
            self._graph = _graph(picture, self._size)
        self._graph.push(picture)
        return self._graph.pull()  # type: ignore[no-any-return]


def _graph(like: Picture, size: tuple[int, int]) -> Any:
    """ffmpeg's own scaling and table look-up; the table lies in a file only as long as it takes to read it."""
    graph = av.filter.Graph()
    graph.threads = 1
    handle, path = tempfile.mkstemp(suffix=".cube")
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(cube(int(like.color_trc)))
        width, height = str(size[0]), str(size[1])
        nodes = [
            graph.add_buffer(width=like.width, height=like.height, format=like.format, time_base=like.time_base),
            graph.add("scale", w=width, h=height, flags="bicubic+accurate_rnd", in_color_matrix="bt2020",
                      in_range="pc" if int(like.color_range) == 2 else "tv"),
            graph.add("format", "gbrpf32le"),
            graph.add("lut3d", file=path, interp="tetrahedral"),
            graph.add("scale", out_color_matrix="bt709", out_range="tv", flags="bicubic+accurate_rnd"),
            graph.add("format", "yuv420p"),
            graph.add("buffersink"),
        ]  # fmt: skip
        for before, after in pairwise(nodes):
            before.link_to(after)
        graph.configure()
    finally:
        Path(path).unlink()
    return graph


@cache
def cube(transfer: int) -> str:
    """The table from coded BT.2020 to coded BT.709 colours, as a .cube file."""
    steps = np.linspace(0, 1, CUBE)
    blue, green, red = np.meshgrid(steps, steps, steps, indexing="ij")
    colours = mapped(np.stack((red, green, blue), axis=-1).reshape(-1, 3), transfer)
    rows = "\n".join(f"{r:.6f} {g:.6f} {b:.6f}" for r, g, b in colours)
    return f"LUT_3D_SIZE {CUBE}\n{rows}\n"


def mapped(coded: Colours, transfer: int) -> Colours:
    """Coded BT.2020 colours (0 to 1) as coded BT.709 ones, for a display with a gamma of 2.4."""
    light = (_from_pq(coded) if transfer == PQ else _from_hlg(coded)) / WHITE
    light = light @ TO_BT709.T
    grey = np.maximum(light @ LUMA, 0)[:, None]
    lowest = light.min(axis=1, keepdims=True)
    share = np.where(lowest < 0, grey / np.maximum(grey - lowest, 1e-9), 1.0)
    inside = grey + (light - grey) * share  # towards grey until no colour is negative
    most = np.maximum(inside.max(axis=1, keepdims=True), 1e-9)
    return np.asarray(np.clip(inside * (_rolled_off(most) / most), 0, 1) ** (1 / 2.4))


def _rolled_off(light: Colours) -> Colours:
    """Light relative to graphics white: kept up to the knee, then ever flatter, 1 at the peak."""
    top = PEAK / WHITE
    way = np.clip((light - KNEE) / (top - KNEE), 0, 1)
    slope = (top - KNEE) / (1 - KNEE)
    bend = np.log1p(way * (np.exp(_bend(slope)) - 1)) / _bend(slope)
    return np.where(light <= KNEE, light, KNEE + (1 - KNEE) * bend)


@cache
def _bend(slope: float) -> float:
    """How bent a logarithmic shoulder must be to leave the knee with the slope that light has there."""
    low, high = 1e-6, 20.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if np.expm1(middle) / middle < slope else (low, middle)
    return low


def _from_pq(coded: Colours) -> Colours:
    """Nits of PQ (SMPTE ST 2084)."""
    m1, m2, c1, c2, c3 = 2610 / 16384, 2523 / 32, 3424 / 4096, 2413 / 128, 2392 / 128
    power = np.power(coded, 1 / m2)
    return np.asarray(10_000 * np.power(np.maximum(power - c1, 0) / (c2 - c3 * power), 1 / m1))


def _from_hlg(coded: Colours) -> Colours:
    """Nits of HLG on a display of 1000 (BT.2100)."""
    a, b, c = 0.17883277, 0.28466892, 0.55991073
    scene = np.where(coded <= 0.5, coded**2 / 3, (np.exp((coded - c) / a) + b) / 12)
    luma = scene @ np.array([0.2627, 0.6780, 0.0593])
    return np.asarray(PEAK * scene * np.power(np.maximum(luma, 1e-9), 0.2)[:, None])
