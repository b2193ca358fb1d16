"""The queue of waiting jobs: heavy ones first, and what shares its material in one hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from bulletin.errors import Place
from bulletin.farm.jobs import Job, Queue


@dataclass(frozen=True, slots=True)
class Single:
    name: str
    weight: int
    place: Place | None = None

    def run(self) -> Any:
        raise AssertionError("nothing is done here")


@dataclass(frozen=True, slots=True)
class OnStrand(Single):
    strand: str = "story"


def waiting(*jobs: Job) -> Queue[Any]:
    queue: Queue[Any] = Queue()
    for job in jobs:
        queue.add(job)
    return queue


def strand(name: str, *weights: int) -> list[OnStrand]:
    return [OnStrand(f"{name}{number}", weight, None, name) for number, weight in enumerate(weights, 1)]


def names(queue: Queue[Any], *hands: str) -> str:
    return " ".join(queue.next(hand).name for hand in hands)


def test_heavy_jobs_come_first_and_equal_ones_in_the_order_they_came() -> None:
    queue = waiting(Single("a", 1), Single("b", 3), Single("c", 3), Single("d", 2))
    assert len(queue) == 4
    assert names(queue, "x", "y", "x", "x") == "b c d a"
    with pytest.raises(IndexError):
        queue.next()


def test_a_hand_follows_its_strand_and_the_next_one_begins_another_the_heaviest() -> None:
    queue = waiting(*strand("a", 50, 50, 50), *strand("b", 250, 250), *strand("c", 100, 100))
    assert names(queue, "x", "y", "x", "y", "y", "y") == "b1 c1 b2 c2 a1 a2"
    assert len(queue) == 1


def test_small_strands_are_begun_in_the_order_they_came() -> None:
    queue = waiting(*strand("a", 4), *strand("b", 11), *strand("c", 150), *strand("d", 99))
    assert names(queue, "x", "y", "x", "y") == "c1 a1 b1 d1"


def test_who_finds_no_strand_takes_over_the_second_half_of_the_heaviest() -> None:
    queue = waiting(*strand("a", 1, 1, 1, 1, 1, 1, 1))
    assert names(queue, "x", "y", "x", "y", "x", "y") == "a1 a5 a2 a6 a3 a7"
    assert names(queue, "y") == "a4", "and the last job, when that is all there is"
    assert len(queue) == 0


def test_of_small_strands_that_are_followed_the_heaviest_is_divided() -> None:
    queue = waiting(*strand("a", 1, 1), *strand("b", 1, 1, 1, 1, 1))
    assert names(queue, "x", "y", "z") == "a1 b1 b4"


def test_a_single_job_goes_before_a_strand_when_it_is_heavier_than_the_next_one_there() -> None:
    queue = waiting(*strand("a", 5, 5), Single("piece", 10), Single("sound", 1))
    assert names(queue, "x", "x", "x", "x") == "piece a1 a2 sound"


def test_jobs_may_come_to_a_strand_that_was_done() -> None:
    queue = waiting(*strand("a", 1))
    assert names(queue, "x") == "a1"
    queue.add(OnStrand("late", 1, None, "a"))
    assert names(queue, "y") == "late"
