"""Sounds made for the tests: sines, noise, clicks and a stand-in for speech, as float (samples, 2)."""

from __future__ import annotations

import hashlib
from fractions import Fraction
from pathlib import Path

import av
import av.error
import av.filter
import numpy as np

from bulletin.sound.pcm import Pcm
from bulletin.sound.values import Source
from bulletin.timing import SAMPLE_RATE


def sine(hertz: float, level_dbfs: float, seconds: float, phase: float = 0.0) -> Pcm:
    """A sine on both sides whose peak is at the given level."""
    at = np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    wave = 10 ** (level_dbfs / 20) * np.sin(2 * np.pi * hertz * at + phase)
    return np.repeat(wave.astype(np.float32)[:, None], 2, axis=1)


def noise(level_dbfs: float, seconds: float, seed: int = 0) -> Pcm:
    """White noise, different on both sides, of the given power."""
    rng = np.random.default_rng(seed)
    wave = rng.standard_normal((round(seconds * SAMPLE_RATE), 2)) * 10 ** (level_dbfs / 20)
    return wave.astype(np.float32)


def babble(seconds: float, seed: int = 0) -> Pcm:
    """Voiced and hissing syllables with silences between: as uneven as speech."""
    rng = np.random.default_rng(seed)
    at = np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    turn = 2 * np.pi * np.cumsum(130 + 25 * np.sin(2 * np.pi * 0.6 * at)) / SAMPLE_RATE
    phases = rng.uniform(0, 2 * np.pi, 24)
    voiced = sum(np.cos(k * turn + phases[k]) / k for k in range(1, 24)) * np.clip(np.sin(2 * np.pi * 3.1 * at), 0, 1)
    hiss = 0.15 * rng.standard_normal(len(at)) * np.clip(np.sin(2 * np.pi * 2.3 * at + 1), 0, 1) ** 6
    wave = (0.16 * (voiced + hiss) * np.clip(3 * np.sin(2 * np.pi * 0.21 * at) + 1, 0, 1)).astype(np.float32)
    return np.repeat(wave[:, None], 2, axis=1)


def meter(sound: Pcm) -> float:
    """The integrated loudness in LUFS by another meter than ours: libavfilter's `ebur128`."""
    graph = av.filter.Graph()
    inlet = graph.add_abuffer(
        sample_rate=SAMPLE_RATE, format="flt", layout="stereo", time_base=Fraction(1, SAMPLE_RATE)
    )
    outlet = graph.add("abuffersink")
    graph.link_nodes(inlet, graph.add("ebur128", "metadata=1:peak=none"), outlet).configure()
    frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(sound).reshape(1, -1), format="flt", layout="stereo")
    frame.sample_rate, frame.pts, frame.time_base = SAMPLE_RATE, 0, Fraction(1, SAMPLE_RATE)
    inlet.push(frame)
    inlet.push(None)
    shown = -70.0
    while True:
        try:
            shown = float(outlet.pull().metadata.get("lavfi.r128.I", shown))
        except (av.error.BlockingIOError, av.error.EOFError):
            return shown


def source(path: Path, sound: Pcm) -> Source:
    """The sound as a decoded piece of music: stereo, 16 bits."""
    samples = np.clip(np.rint(sound * 32_768), -32_768, 32_767).astype("<i2")
    samples.tofile(path)
    return Source(path, hashlib.sha256(samples.tobytes()).hexdigest(), "stereo")


def take(path: Path, level: int, samples: int) -> Source:
    """A take that holds one value all the way."""
    np.full(samples, level, "<i2").tofile(path)
    return Source(path, f"{level}x{samples}", "pcm")
