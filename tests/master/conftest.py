"""One small programme for the tests of this folder, made once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pytest

from bulletin.master.values import Plan
from bulletin.picture.values import Chunk
from bulletin.sound.aac import Track
from tests.master.synthetic import chunks_of, plan_of, tone, track_of


@dataclass(frozen=True, slots=True)
class Programme:
    """Everything a master is made of, and the sound before it was encoded, shape (samples, 2)."""

    plan: Plan
    chunks: tuple[Chunk, ...]
    track: Track
    mix: npt.NDArray[np.float32]


def programme(lengths: tuple[int, ...]) -> Programme:
    chunks = chunks_of(lengths)
    plan = plan_of(chunks)
    mix = tone(plan.samples)
    return Programme(plan, chunks, track_of(mix), mix)


@pytest.fixture(scope="session")
def short() -> Programme:
    """Five shots, two of the same length."""
    return programme((13, 25, 1, 25, 7))


@pytest.fixture(scope="session")
def awkward() -> Programme:
    """Two hundred shots of the lengths that go wrong most easily."""
    return programme((1, 2, 3, 7, 13, 1, 1, 2, 5, 3) * 20)
