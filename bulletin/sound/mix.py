"""Adds up everything that is heard into one work file; a block's bytes depend on the plan alone, not on other blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bulletin.sound import pcm
from bulletin.sound.pcm import BLOCK, PACKET, Pcm
from bulletin.sound.sources import Samples, read_source
from bulletin.sound.values import Cue, Point, SoundPlan, Source
from bulletin.timing import Span

ENTRANCE = 480
"""Samples (10 ms) in which the programme comes in after its silent first packet."""

_OPEN_SOURCES = 12


@dataclass(frozen=True, slots=True)
class MixFacts:
    """A rendered mix: samples, highest sample in dBFS (may exceed 0: levelling comes later) and the SHA-256 of its bytes."""

    samples: int
    peak_dbfs: float
    sha256: str


def render_mix(plan: SoundPlan, out: Path) -> MixFacts:
    """Render a plan into a work file. Raises NotFound, BadInput and DiskFailed."""
    load = lru_cache(maxsize=_OPEN_SOURCES)(read_source)
    peak = 0.0

    def content() -> Iterator[Pcm]:
        nonlocal peak
        for start in range(0, plan.length, BLOCK):
            block = mix_block(plan, Span(start, min(BLOCK, plan.length - start)), load)
            peak = max(peak, float(np.max(np.abs(block))))
            yield block

    written = pcm.write(out, content())
    return MixFacts(written.samples, pcm.decibels(peak), written.sha256)


def mix_block(plan: SoundPlan, span: Span, load: Callable[[Source], Samples] = read_source) -> Pcm:
    """The sound of one stretch of the programme."""
    block = np.zeros((span.length, 2), np.float32)
    for cue in plan.cues:
        start, end = max(span.start, cue.span.start), min(span.end, cue.span.end)
        if end > start:
            sound = _excerpt(cue, Span(start, end - start), load(cue.source))
            block[start - span.start : end - span.start] += sound
    if span.start < PACKET + ENTRANCE:
        at = np.arange(span.start, span.end) - PACKET
        block *= _rise(at / ENTRANCE)[:, None]
    return block


def gain_curve(points: tuple[Point, ...], span: Span) -> npt.NDArray[np.float64]:
    """The curve's gain in dB at every sample of a span."""
    curve = np.full(span.length, points[0].gain_db if points else 0.0)
    for here, there in pairwise(points):
        start, end = max(here.at, span.start), min(there.at, span.end)
        if end > start:
            way = (np.arange(start, end) - here.at) / (there.at - here.at)
            step = (there.gain_db - here.gain_db) * (0.5 - 0.5 * np.cos(np.pi * way))
            curve[start - span.start : end - span.start] = here.gain_db + step
    if points and points[-1].at < span.end:
        curve[max(points[-1].at - span.start, 0) :] = points[-1].gain_db
    return curve


def _excerpt(cue: Cue, span: Span, samples: Samples) -> npt.NDArray[np.float32]:
    """What a cue adds in a span that lies inside its own; (length, 1) for a mono source, which sounds on both sides."""
    begin = cue.offset + span.start - cue.span.start
    if cue.kind == "bed" and len(samples):
        sound = samples[(begin + np.arange(span.length)) % len(samples)].astype(np.float32)
    else:
        sound = np.zeros((span.length, samples.shape[1]), np.float32)
        part = samples[begin : begin + span.length]
        sound[: len(part)] = part
    sound *= np.float32(1 / 32768)
    for piece, gain in _gains(cue, span):
        sound[piece] *= gain
    return sound


def _gains(cue: Cue, span: Span) -> Iterator[tuple[slice, npt.NDArray[np.float32] | np.float32]]:
    """The gain of a cue by pieces of a span (positions from its start), as one number wherever it does not move."""
    corners = {span.start, span.end, cue.span.start + cue.fade_in, cue.span.end - cue.fade_out}
    corners |= {point.at for point in cue.curve}
    edges = sorted(corner for corner in corners if span.start <= corner <= span.end)
    for start, end in pairwise(edges):
        piece = slice(start - span.start, end - span.start)
        faded = start < cue.span.start + cue.fade_in or end > cue.span.end - cue.fade_out
        if not faded and _is_flat(cue.curve, start):
            level = cue.gain_db + float(gain_curve(cue.curve, Span(start, 1))[0])
            yield piece, np.float32(pcm.amplitude(level))
            continue
        at = np.arange(start, end) - cue.span.start
        fade = _rise(at / cue.fade_in) if cue.fade_in else np.ones(len(at))
        if cue.fade_out:
            fade *= _rise((cue.span.length - 1 - at) / cue.fade_out)
        level_db = cue.gain_db + gain_curve(cue.curve, Span(start, end - start))
        yield piece, (fade * 10 ** (level_db / 20)).astype(np.float32)[:, None]


def _is_flat(points: tuple[Point, ...], at: int) -> bool:
    """Whether the curve holds its level from this sample to its next corner."""
    before = [point.gain_db for point in points if point.at <= at]
    after = [point.gain_db for point in points if point.at > at]
    return not before or not after or before[-1] == after[0]


def _rise(way: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """From silence at 0 to full at 1 along a raised cosine."""
    return np.asarray(0.5 - 0.5 * np.cos(np.pi * np.clip(way, 0.0, 1.0)))
