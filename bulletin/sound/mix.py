"""Adds up what is heard in an excerpt; every sample depends on the plan alone, not on where the excerpt begins."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from bulletin.sound import pcm
from bulletin.sound.excerpts import ENTRANCE, Excerpt
from bulletin.sound.pcm import PACKET, Pcm
from bulletin.sound.sources import Samples, read_source
from bulletin.sound.values import Cue, Point
from bulletin.timing import Span


def mix(excerpt: Excerpt) -> Pcm:
    """The sound of an excerpt. May exceed full scale: levelling comes later. Raises NotFound and BadInput."""
    sound = np.zeros((excerpt.length, 2), np.float32)
    for cue in excerpt.cues:
        start, end = max(cue.span.start, 0), min(cue.span.end, excerpt.length)
        if end > start:
            sound[start:end] += _part(cue, Span(start, end - start), read_source(cue.source))
    entrance = slice(0, max(PACKET + ENTRANCE - excerpt.at, 0))
    at = np.arange(excerpt.length)[entrance] + excerpt.at - PACKET
    sound[entrance] *= rise(at / ENTRANCE)[:, None]
    return sound


def gain_curve(points: tuple[Point, ...], at: npt.NDArray[np.int_]) -> npt.NDArray[np.float64]:
    """The curve's gain in dB at samples that follow each other."""
    levels = np.full(len(at), points[0].gain_db if points else 0.0)
    for here, there in pairwise(points):
        first, last = np.searchsorted(at, (here.at, there.at))
        if last > first:
            way = (at[first:last] - here.at) / (there.at - here.at)
            levels[first:last] = here.gain_db + (there.gain_db - here.gain_db) * (0.5 - 0.5 * np.cos(np.pi * way))
    if points:
        levels[np.searchsorted(at, points[-1].at) :] = points[-1].gain_db
    return levels


def gains(cue: Cue, at: npt.NDArray[np.int_]) -> npt.NDArray[np.float64]:
    """The factor of a cue at samples inside its span that follow each other."""
    factors = np.asarray(10 ** ((cue.gain_db + gain_curve(cue.curve, at)) / 20))
    if cue.fade_in:
        factors *= rise((at - cue.span.start) / cue.fade_in)
    if cue.fade_out:
        factors *= rise((cue.span.end - 1 - at) / cue.fade_out)
    return factors


def rise(way: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """From silence at 0 to full at 1 along a raised cosine."""
    return np.asarray(0.5 - 0.5 * np.cos(np.pi * np.clip(way, 0.0, 1.0)))


def _part(cue: Cue, span: Span, samples: Samples) -> Pcm:
    """What a cue adds in a span that lies inside its own; (length, 1) for a mono source, which sounds on both sides."""
    begin = cue.offset + span.start - cue.span.start
    if cue.kind == "bed" and len(samples):
        begin %= len(samples)
        turns = -(-(begin + span.length) // len(samples))
        samples = np.concatenate((samples,) * turns)
    sound = np.zeros((span.length, samples.shape[1]), np.float32)
    heard = samples[begin : begin + span.length]
    pcm.as_float(heard, sound[: len(heard)])
    for piece, factor in _pieces(cue, span):
        sound[piece] *= factor
    return sound


def _pieces(cue: Cue, span: Span) -> Iterator[tuple[slice, npt.NDArray[np.float32] | np.float32]]:
    """The gain of a cue by pieces of a span (positions from its start), as one number wherever it does not move."""
    corners = {span.start, span.end, cue.span.start + cue.fade_in, cue.span.end - cue.fade_out}
    corners |= {point.at for point in cue.curve}
    edges = sorted(corner for corner in corners if span.start <= corner <= span.end)
    for start, end in pairwise(edges):
        faded = start < cue.span.start + cue.fade_in or end > cue.span.end - cue.fade_out
        if not faded and _is_flat(cue.curve, start):
            level = cue.gain_db + float(gain_curve(cue.curve, np.array([start]))[0])
            yield slice(start - span.start, end - span.start), np.float32(pcm.amplitude(level))
        else:
            factors = gains(cue, np.arange(start, end)).astype(np.float32)
            yield slice(start - span.start, end - span.start), factors[:, None]


def _is_flat(points: tuple[Point, ...], at: int) -> bool:
    """Whether the curve holds its level from this sample to its next corner."""
    before = [point.gain_db for point in points if point.at <= at]
    after = [point.gain_db for point in points if point.at > at]
    return not before or not after or before[-1] == after[0]
