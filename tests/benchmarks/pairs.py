"""Pairs: ours and a peer measured one right after the other, so that both meet the machine in the same mood."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

ROUNDS = 3
"""How often everything that is compared is measured."""

Measured = TypeVar("Measured")


@dataclass(frozen=True, slots=True)
class Pair:
    """Seconds, or frames a second, of ours and of the peer."""

    ours: float
    peer: float


def repeated(measure: Callable[[int], Measured], rounds: int) -> list[Measured]:
    """What a measurement gives in every round; it is told which one it is, from 0."""
    return [measure(number) for number in range(rounds)]


def ratio(pairs: Sequence[Pair]) -> float:
    """The median of ours ÷ the peer's."""
    return statistics.median(pair.ours / pair.peer for pair in pairs)
