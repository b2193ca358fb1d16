"""Standing workers: warm, in the order wanted, and willing to change their minds."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from multiprocessing import connection
from pathlib import Path
from typing import Any

import pytest

from bulletin.errors import BadInput, Bug, Killed
from bulletin.farm import Standing
from tests.farm.test_local import Failing
from tests.farm.work import Deadly, Square


@pytest.fixture
def one() -> Iterator[Standing]:
    standing = Standing(1)
    yield standing
    standing.close()
    assert not multiprocessing.active_children()


def _done(standing: Standing) -> list[tuple[Any, Any]]:
    """What is finished by the time that nothing is at work any more."""
    found: list[tuple[Any, Any]] = []
    while standing.pipes:
        connection.wait(standing.pipes)
        found += standing.finished()
    return found


def _numbers(found: list[tuple[Any, Any]]) -> list[int]:
    return [job.number for job, _ in found]


def test_jobs_begin_in_the_order_wanted_whatever_their_weight(one: Standing) -> None:
    one.want([Square(2), Square(9), Square(4)])
    assert _numbers(_done(one)) == [2, 9, 4]


def test_the_same_processes_stay_for_later_work(one: Standing) -> None:
    one.want([Square(1)])
    first = _done(one)[0][1][1]
    one.want([Square(2)])
    assert _done(one)[0][1][1] == first


def test_all_are_there_at_once_and_who_is_idle_is_first_to_be_asked() -> None:
    three = Standing(3)
    assert len(multiprocessing.active_children()) == three.size == 3
    three.want([Square(1), Square(2)])
    assert len(three.busy) == 2
    assert sorted(_numbers(_done(three))) == [1, 2]
    three.close()
    assert not multiprocessing.active_children()


def test_what_is_no_longer_wanted_does_not_begin(one: Standing) -> None:
    one.want([Square(1), Square(2), Square(3)])
    assert [job.name for job in one.busy] == ["square 1"]
    one.want([Square(7)])
    assert _numbers(_done(one)) == [1, 7]
    assert one.busy == ()


def test_a_failure_is_the_result_of_its_job_and_no_end_of_the_others(one: Standing) -> None:
    one.want([Failing(1), Failing(2, kind="other"), Square(3)])
    results = {job.number: result for job, result in _done(one)}
    assert isinstance(results[1], BadInput) and isinstance(results[2], Bug)
    assert results[3][0] == 9


def test_a_job_that_kills_one_worker_is_tried_again(one: Standing, tmp_path: Path) -> None:
    one.want([Deadly(1, marks=tmp_path)])
    assert _done(one)[0][1][0] == 1


def test_a_job_that_kills_two_workers_is_given_up_and_the_others_are_done(one: Standing, tmp_path: Path) -> None:
    one.want([Deadly(1, marks=tmp_path, deaths=2), Square(2)])
    results = {job.number: result for job, result in _done(one)}
    assert isinstance(results[1], Killed)
    assert results[2][0] == 4
