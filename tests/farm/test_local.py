"""The farm: every job once, the same results anywhere, and dying workers found out."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import Any

import pytest

from bulletin import farm
from bulletin.errors import BadInput, Bug, Killed, Place
from bulletin.messages import say
from tests.farm import work
from tests.farm.work import Deadly, Square

PLACE = Place("2026-11-22.md", 14)


@dataclass(frozen=True, slots=True)
class Failing(Square):
    kind: str = "known"

    def run(self) -> Any:
        if self.kind == "known":
            raise BadInput(say("{file} is empty", file="a.jpg"), PLACE)
        if self.kind == "memory":
            raise MemoryError
        raise Unpicklable(self.number, "second")


class Unpicklable(Exception):
    def __init__(self, one: int, two: str) -> None:
        super().__init__(f"{one} and {two}")


def collected(jobs: list[Any], workers: int) -> dict[int, tuple[int, int]]:
    found: dict[int, tuple[int, int]] = {}

    def keep(job: Square, result: tuple[int, int]) -> None:
        assert job.number not in found
        found[job.number] = result

    farm.run(jobs, workers, keep)
    return found


@pytest.mark.parametrize("workers", [1, 2, 4])
def test_every_job_is_done_once_and_handed_over(workers: int) -> None:
    found = collected([Square(number) for number in range(7)], workers)
    assert {number: result for number, (result, _) in found.items()} == {n: n * n for n in range(7)}


def test_one_worker_or_one_job_needs_no_other_process() -> None:
    assert collected([Square(3), Square(4)], 1)[3][1] == os.getpid()
    assert collected([Square(3)], 4)[3][1] == os.getpid()


def test_several_workers_are_several_processes_and_leave() -> None:
    processes = {process for _, process in collected([Square(number) for number in range(20)], 2).values()}
    assert os.getpid() not in processes
    assert not multiprocessing.active_children()


def test_heavy_jobs_begin_first() -> None:
    assert list(collected([Square(number) for number in (2, 9, 4)], 1)) == [9, 4, 2]


@pytest.mark.parametrize("workers", [1, 2, 4])
@pytest.mark.parametrize("first", [{40}, {40, 39}])
def test_a_finished_job_may_bring_further_ones(workers: int, first: set[int]) -> None:
    found: list[int] = []

    def halve(job: Square, result: tuple[int, int]) -> list[Square] | None:
        found.append(job.number)
        return [Square(job.number // 2)] if job.number > 1 else None

    farm.run([Square(number) for number in first], workers, halve)
    asked = [number >> step for number in first for step in range(6) if number >> step]
    assert sorted(found) == sorted(asked)


def test_further_jobs_wait_by_their_weight() -> None:
    order: list[int] = []

    def keep(job: Square, _result: Any) -> list[Square]:
        order.append(job.number)
        return [Square(5), Square(1)] if job.number == 9 else []

    farm.run([Square(2), Square(9), Square(7)], 1, keep)
    assert order == [9, 7, 5, 2, 1]


def test_a_last_job_is_done_by_a_worker_that_is_there() -> None:
    found: dict[int, int] = {}

    def keep(job: Square, result: tuple[int, int]) -> list[Square] | None:
        found[job.number] = result[1]
        return [Square(9)] if len(found) == 2 else None

    farm.run([Square(1), Square(2)], 2, keep)
    assert found[9] in (found[1], found[2])


def test_what_a_dying_job_brings_after_its_second_try_is_done(tmp_path: Path) -> None:
    found: list[int] = []

    def keep(job: Square, _result: Any) -> list[Square] | None:
        found.append(job.number)
        return [Square(100), Square(101)] if job.number == 9 else None

    farm.run([Deadly(9, marks=tmp_path, deaths=1), Square(1)], 2, keep)
    assert sorted(found) == [1, 9, 100, 101]


def test_no_more_workers_start_than_there_are_jobs(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[SpawnProcess] = []
    start = SpawnProcess.start

    def counted(process: SpawnProcess) -> None:
        started.append(process)
        start(process)

    monkeypatch.setattr(SpawnProcess, "start", counted)
    assert len(collected([Square(number) for number in range(3)], 8)) == 3
    assert len(started) == 3


def test_no_jobs_are_no_work() -> None:
    assert collected([], 4) == {}


def test_a_killed_worker_costs_its_job_one_more_try(tmp_path: Path) -> None:
    jobs = [Deadly(9, marks=tmp_path, deaths=1), *(Square(number) for number in range(5))]
    found = collected(jobs, 2)
    assert {number: result for number, (result, _) in found.items()} == {n: n * n for n in (0, 1, 2, 3, 4, 9)}


def test_a_job_that_dies_twice_is_named_with_its_place_and_the_others_are_kept(tmp_path: Path) -> None:
    found: list[int] = []
    jobs = [Deadly(9, PLACE, tmp_path, deaths=2), *(Square(number) for number in range(5))]
    with pytest.raises(Killed) as caught:
        farm.run(jobs, 2, lambda job, _: found.append(job.number))
    assert "square 9" in str(caught.value)
    assert caught.value.place == PLACE
    assert caught.value.exit_code == 71
    assert sorted(found) == [0, 1, 2, 3, 4]
    assert not multiprocessing.active_children()


@pytest.mark.parametrize("workers", [1, 2])
def test_running_out_of_memory_is_killed(workers: int) -> None:
    with pytest.raises(Killed):
        collected([Failing(9, PLACE, kind="memory"), Square(1)], workers)


@pytest.mark.parametrize("workers", [1, 2])
def test_a_known_failure_comes_as_it_is(workers: int) -> None:
    with pytest.raises(BadInput, match=r"a\.jpg is empty") as caught:
        collected([Failing(9), *(Square(number) for number in range(5))], workers)
    assert caught.value.place == PLACE


def test_an_unknown_failure_is_our_bug_with_its_trace() -> None:
    with pytest.raises(Bug, match="9 and second") as caught:
        collected([Failing(9, PLACE, kind="odd"), Square(1)], 2)
    assert caught.value.place == PLACE
    assert "in run" in "".join(caught.value.__cause__.__notes__)  # type: ignore[union-attr]


def test_a_failure_of_the_receiver_ends_the_run_and_leaves_no_process() -> None:
    def refuse(job: Square, result: Any) -> None:
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        farm.run([Square(number) for number in range(6)], 2, refuse)
    assert not multiprocessing.active_children()


def test_an_interrupt_stops_the_workers() -> None:
    def interrupt(job: Square, result: Any) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        farm.run([Square(number) for number in range(6)], 2, interrupt)
    assert not multiprocessing.active_children()


ORPHAN = """
import os, sys
from bulletin import farm
from tests.farm.test_local import Sleeping
from pathlib import Path

if __name__ == "__main__":
    farm.run([Sleeping(n, folder=Path(sys.argv[1])) for n in range(2)], 2, lambda job, result: None)
"""


MAIN = """
from bulletin import farm
from tests.farm.work import Square

print("loaded", flush=True)

if __name__ == "__main__":
    with farm.Crew(2, works_itself=True) as crew:
        crew.hire()
        farm.run([Square(3)], crew, lambda job, result: print(result[0]))
"""


HIRING = """
import sys, threading
from bulletin import farm
from tests.farm import work
from tests.farm.test_local import Remembering

work.REMEMBERED = "of the parent"
ended = threading.Event()
if sys.argv[1] == "two":
    threading.Thread(target=ended.wait).start()
with farm.Crew(2, works_itself=True) as crew:
    crew.hire("tests.farm.work")
    farm.run([Remembering(3), Remembering(4)], crew, lambda job, result: print(result))
ended.set()
"""


class Remembering(Square):
    def run(self) -> Any:
        return getattr(work, "REMEMBERED", "own")


@pytest.mark.parametrize(("threads", "loaded"), [("one", "of the parent"), ("two", "own")])
def test_workers_have_what_their_parent_has_loaded_unless_it_has_other_threads(threads: str, loaded: str) -> None:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    command = [sys.executable, "-c", HIRING, threads]
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert run.stdout.splitlines() == [loaded, loaded]


@dataclass(frozen=True, slots=True)
class Sleeping(Square):
    folder: Path = Path()

    def run(self) -> Any:
        (self.folder / f"{os.getpid()}").touch()
        time.sleep(60)


def test_workers_do_not_outlive_a_killed_parent(tmp_path: Path) -> None:
    marks = tmp_path / "marks"
    marks.mkdir()
    script = tmp_path / "orphan.py"
    script.write_text(ORPHAN, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    parent = subprocess.Popen([sys.executable, str(script), str(marks)], env=environment)
    assert _within(30, lambda: len(list(marks.iterdir())) == 2)
    parent.kill()
    parent.wait()
    workers = [int(mark.name) for mark in marks.iterdir()]
    assert _within(5, lambda: not any(_is_running(worker) for worker in workers))


def _is_running(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0]
    except OSError:
        return False
    return state != "Z"


def _within(seconds: float, condition: Any) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if condition():
            return True
        os.sched_yield()
    return False


def test_a_crew_that_is_there_already_does_the_work_and_is_gone_in_the_end() -> None:
    done: dict[int, tuple[int, int]] = {}
    with farm.Crew(2, works_itself=True) as crew:
        crew.hire("bulletin.timing")
        hired = {process.pid for process in multiprocessing.active_children()}
        assert len(hired) == 2
        farm.run([Square(3)], crew, lambda job, result: done.update({job.number: result}))
        farm.run([Square(4), Square(5)], crew, lambda job, result: done.update({job.number: result}))
    assert {number: square for number, (square, _) in done.items()} == {3: 9, 4: 16, 5: 25}
    assert {process for _, process in done.values()} <= hired, "not even one job was done here"
    assert not multiprocessing.active_children()


def test_a_crew_that_was_dismissed_hires_anew() -> None:
    done: list[int] = []
    with farm.Crew(2, works_itself=True) as crew:
        crew.hire("bulletin.timing")
        crew.dismiss()
        assert not multiprocessing.active_children()
        farm.run([Square(3), Square(4)], crew, lambda job, _: done.append(job.number))
    assert sorted(done) == [3, 4]


def test_what_was_started_before_is_collected_with_the_rest() -> None:
    done: list[int] = []
    with farm.Crew(2, works_itself=True) as crew:
        assert not crew.start([Square(1)]), "nobody is there yet"
        crew.hire("bulletin.timing")
        assert crew.start([Square(3)])
        farm.run([Square(4)], crew, lambda job, _: done.append(job.number))
    assert sorted(done) == [3, 4]


def test_workers_do_not_load_the_main_module_again(tmp_path: Path) -> None:
    script = tmp_path / "main.py"
    script.write_text(MAIN, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    run = subprocess.run([sys.executable, str(script)], env=environment, capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["loaded", "9"]


def test_one_worker_alone_is_never_hired() -> None:
    with farm.Crew(1, works_itself=True) as crew:
        crew.hire("bulletin.timing")
        assert not multiprocessing.active_children()
