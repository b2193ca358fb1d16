"""Easing: how far a move has come, from 0 to 1."""

from __future__ import annotations


def part(frame: float, first: float, last: float) -> float:
    """How far a frame is between two others: 0 before, 1 after."""
    return min(1.0, max(0.0, (frame - first) / (last - first)))


def out(moment: float) -> float:
    """Quick, then slow: how everything enters."""
    return 1 - (1 - moment) ** 3


def both(moment: float) -> float:
    """Slow at both ends: how everything moves from place to place."""
    return 4 * moment**3 if moment < 0.5 else 1 - (2 - 2 * moment) ** 3 / 2


def between(first: float, last: float, moment: float) -> float:
    """The value at a moment between two values."""
    return first + (last - first) * moment
