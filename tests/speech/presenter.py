"""A presenter whose words are known to the sample: the embedded voice in another region, pace and pitch, in a noisy room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from bulletin.errors import Place
from bulletin.speech.alignment.references import Reference
from bulletin.speech.values import Sentence, Voice
from bulletin.speech.voices.decoding import resampled
from bulletin.speech.voices.espeak import Espeak
from bulletin.timing import SAMPLE_RATE

Floats = NDArray[np.float32]
ENGINE = Espeak()
EDGE = 0.01
"""Part of the highest sample that is taken for voice."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How it is read: eSpeak's variant and pace, `pitch` in times of the natural one (the pace goes along), the noise
    that much (dB) under the voice and `color` (0 white, 1 pink, 2 brown), the room's part of the sound, the pauses
    between sentences in seconds, and the gain of the recorder."""

    variant: str = "vi-vn-x-south"
    pace: int = 115
    pitch: float = 0.93
    noise: float = 18.0
    color: float = 1.0
    room: float = 0.3
    pauses: tuple[float, float] = (0.25, 0.9)
    gain: float = 0.5
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Read:
    """A recording and the samples at which each of its sentences begins and ends."""

    samples: Floats
    starts: tuple[int, ...]
    ends: tuple[int, ...]


SOUTH = Manner()
CENTRAL = Manner("vi-vn-x-central", 85, 1.1, 12.0, 0.0, 0.6, seed=2)
MANNERS = (SOUTH, CENTRAL, Manner("vi-vn-x-south", 100, 1.15, 25.0, 2.0, 0.2, (0.15, 0.5), 0.2, 3))


def sentences(texts: Sequence[str]) -> tuple[Sentence, ...]:
    return tuple(Sentence(text, text, Place("tin.md", line), _clauses(text)) for line, text in enumerate(texts, 1))


def references(texts: Sequence[str]) -> tuple[Reference, ...]:
    return tuple(Reference(said, (len(said),)) for said in map(spoken, texts))


@cache
def spoken(text: str, variant: str = "vi", pace: int = 100) -> Floats:
    """What eSpeak makes of a text, at 48 kHz, silence at the ends cut off."""
    sound = ENGINE.speak(text, Voice("", "espeak", variant, pace))
    samples = resampled(np.frombuffer(sound.pcm, "<i2").astype(np.int16), sound.rate, SAMPLE_RATE) / np.float32(32768)
    voiced = np.flatnonzero(np.abs(samples) > EDGE * np.abs(samples).max())
    return np.asarray(samples[voiced[0] : voiced[-1] + 1], np.float32)


def read_aloud(texts: Sequence[str], manner: Manner = SOUTH) -> Read:
    """The texts one after the other with pauses, half a second before and behind at least."""
    dice = np.random.default_rng(manner.seed)
    pieces, starts, ends = [np.zeros(SAMPLE_RATE, np.float32)], list[int](), list[int]()
    at = len(pieces[0])
    for text in texts:
        said = _pitched(spoken(text, manner.variant, manner.pace), manner.pitch)
        pause = np.zeros(int(dice.uniform(*manner.pauses) * SAMPLE_RATE), np.float32)
        starts.append(at)
        ends.append(at + len(said))
        at += len(said) + len(pause)
        pieces += [said, pause]
    dry = np.concatenate([*pieces, np.zeros(SAMPLE_RATE // 2, np.float32)])
    voice = float(np.sqrt(np.square(dry[np.abs(dry) > 0.01]).mean()))
    wet = _in_a_room(dry, manner.room, dice) + voice * 10 ** (-manner.noise / 20) * hiss(len(dry), manner.color, dice)
    return Read((manner.gain * wet).astype(np.float32), tuple(starts), tuple(ends))


def hiss(count: int, color: float, dice: np.random.Generator) -> Floats:
    """Noise with a power of one."""
    spectrum = np.fft.rfft(dice.standard_normal(count))
    spectrum /= np.maximum(np.fft.rfftfreq(count, 1 / SAMPLE_RATE), 50) ** (color / 2)
    noise = np.fft.irfft(spectrum, count)
    return np.asarray(noise / noise.std(), np.float32)


def _pitched(samples: Floats, factor: float) -> Floats:
    at = np.arange(int(len(samples) / factor)) * factor
    return np.asarray(np.interp(at, np.arange(len(samples)), samples), np.float32)


def _in_a_room(samples: Floats, part: float, dice: np.random.Generator) -> Floats:
    count = SAMPLE_RATE // 4
    echo = dice.standard_normal(count) * np.exp(-6.9 * np.arange(count) / count)
    echo /= np.sqrt(np.square(echo).sum())
    size = 1 << (len(samples) + count).bit_length()
    wet = np.fft.irfft(np.fft.rfft(samples, size) * np.fft.rfft(echo, size), size)[: len(samples)]
    return np.asarray(samples + part * wet, np.float32)


def _clauses(text: str) -> tuple[tuple[int, int], ...]:
    return ((len(text), len(text)),)
