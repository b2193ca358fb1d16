"""Work on a Dask cluster: the same results as at home, whatever becomes of workers and scheduler."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from distributed import LocalCluster

from bulletin import farm
from bulletin.errors import BadConfig, BadInput, Killed, NotInstalled, Place, TryAgain, Unsafe
from bulletin.farm import Scheduler, foreman
from bulletin.farm.cluster import Cluster
from bulletin.picture import keys, travel
from bulletin.picture.render import ChunkJob, chunk_jobs, piece_jobs
from bulletin.rundown.values import Held, Join, Overlay, Plate, Shot, Still
from bulletin.store import Entry, Store, file_digest
from tests.farm.work import Deadly, Fragile, Losing, Marking, Murderous, Square, Staying, Unreadable
from tests.picture.made import COVER, look, photo

PLACE = Place("2026-11-22.md", 14)
ROOT = Path(__file__).parents[2]

pytestmark = [
    pytest.mark.media,
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalCluster]:
    """Two workers of one thread with nannies, on the loopback, in a folder of their own."""
    folder = tmp_path_factory.mktemp("dask")
    settings = {"dashboard_address": "127.0.0.1:0", "local_directory": str(folder), "worker_dashboard_address": None}
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, **settings) as cluster:
        yield cluster


def results(jobs: list[Any], address: str, *, falls_back: bool = False) -> tuple[dict[int, Any], list[str]]:
    """What jobs gave on a cluster, by number, and what was noted of the cluster."""
    found: dict[int, Any] = {}

    def keep(job: Any, result: Any) -> None:
        assert job.number not in found
        found[job.number] = result

    with farm.joined(Scheduler(address, falls_back)) as cluster:
        assert cluster is not None
        farm.run(jobs, 2, keep, cluster)
        return found, [str(note.message) for note in cluster.notes]


def squares(*numbers: int) -> list[Square]:
    return [Square(number) for number in numbers]


# --- the same results --------------------------------------------------------------------------------------------------


def chunks(jobs: list[ChunkJob], cluster: Cluster | None) -> dict[str, Entry]:
    made: dict[str, Entry] = {}
    farm.run(jobs, 1, lambda job, chunk: made.update({job.key: chunk.to_entry()}), cluster)
    return made


def test_chunks_made_on_a_cluster_are_the_same_bytes_without_any_file_of_ours(
    two: LocalCluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Photographs, fonts and motion pieces travel: when the work begins all of them are gone from the disk."""
    wide = photo(tmp_path / "wide.jpg")
    still = Shot(24, Still(wide), (Overlay(Plate("bug"), None, None),), slug="mot", place=PLACE)
    join = Shot(20, Join(Held(still, 23), Held(still, 0), "sting", COVER))
    home = Store(tmp_path / "home")
    seen = look(home.root)
    for file in (wide.path, *(seen.pack.fonts[name].file.path for name in seen.pack.fonts.names())):
        home.put(file_digest(Path(file)), Entry({}, Path(file).read_bytes()))
    moved = [travel.moved(shot, seen, home) for shot in (still, join)]
    for piece in piece_jobs((join,), seen):
        piece.run()
    jobs = [job for shot, where in moved for job in chunk_jobs(shot, where)]
    here = chunks(jobs, None)
    cargo = {key: foreman._read(key, source) for job in jobs for key, source in job.cargo().items()}
    monkeypatch.setattr(ChunkJob, "cargo", lambda job: dict.fromkeys(cargo, home))
    monkeypatch.setattr(foreman, "_size", lambda key, source: len(cargo[key].payload))
    monkeypatch.setattr(foreman, "_read", lambda key, source: cargo[key])
    shutil.rmtree(home.root)
    with farm.joined(Scheduler(two.scheduler_address)) as cluster:
        assert chunks(jobs, cluster) == here
    assert len(here) == 4
    assert wide.digest in cargo


def test_what_cannot_travel_is_done_beside_by_processes_of_this_machine(two: LocalCluster) -> None:
    found, _ = results([*squares(1, 2, 3), Staying(8), Staying(9)], two.scheduler_address)
    there, beside = {found[n][1] for n in (1, 2, 3)}, {found[n][1] for n in (8, 9)}
    assert {n: square for n, (square, _) in found.items()} == {n: n * n for n in (1, 2, 3, 8, 9)}
    assert there.isdisjoint(beside)
    assert os.getpid() not in there | beside


def test_what_a_finished_job_brings_is_done_too(two: LocalCluster) -> None:
    found: list[int] = []

    def halve(job: Square, _result: Any) -> list[Square] | None:
        found.append(job.number)
        return squares(job.number // 2) if job.number > 1 else None

    with farm.joined(Scheduler(two.scheduler_address)) as cluster:
        farm.run(squares(40), 2, halve, cluster)
    assert found == [40, 20, 10, 5, 2, 1]


def test_no_more_work_than_two_jobs_a_worker_is_ever_on_the_cluster(two: LocalCluster) -> None:
    most, tasks = 0, two.scheduler.tasks  # type: ignore[union-attr]

    def count(_job: Square, _result: Any) -> None:
        nonlocal most
        most = max(most, sum(str(name).startswith("bulletin-") for name in list(tasks)))

    with farm.joined(Scheduler(two.scheduler_address)) as cluster:
        farm.run(squares(*range(30)), 2, count, cluster)
    assert 1 <= most <= 4


# --- workers that die, fail, spoil, forget ------------------------------------------------------------------------------


def test_a_killed_worker_costs_its_job_another_try(two: LocalCluster, tmp_path: Path) -> None:
    found, _ = results([Deadly(9, marks=tmp_path), *squares(*range(5))], two.scheduler_address)
    assert {n: square for n, (square, _) in found.items()} == {n: n * n for n in (0, 1, 2, 3, 4, 9)}
    assert len(list(tmp_path.iterdir())) == 1


def test_a_job_that_kills_three_workers_is_named_with_its_place_and_the_others_are_kept(
    two: LocalCluster, tmp_path: Path
) -> None:
    kept: list[int] = []
    jobs = [Deadly(9, PLACE, tmp_path, deaths=99), *squares(*range(5))]
    with pytest.raises(Killed, match="square 9") as caught, farm.joined(Scheduler(two.scheduler_address)) as cluster:
        farm.run(jobs, 2, lambda job, _: kept.append(job.number), cluster)
    assert (caught.value.place, caught.value.exit_code) == (PLACE, 71)
    assert len(list(tmp_path.iterdir())) == 3
    assert sorted(kept) == [0, 1, 2, 3, 4]


def test_a_job_that_fails_fails_at_home_with_its_full_name(two: LocalCluster) -> None:
    with pytest.raises(BadInput, match=r"a\.jpg is empty") as caught:
        results([Unreadable(9, PLACE), *squares(1, 2)], two.scheduler_address)
    assert caught.value.place == PLACE


def test_a_worker_that_fails_is_set_aside_and_its_job_done_at_home(two: LocalCluster) -> None:
    found, notes = results([Fragile(9), *squares(1, 2)], two.scheduler_address)
    assert found[9][0] == 81
    assert ["the disk is full" in note for note in notes] == [True]


def test_a_damaged_result_is_made_again_by_another_worker(two: LocalCluster, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = foreman.Foreman._answer
    spoilt: list[Any] = []

    async def spoiling(self: Any, hand: Any, job: Any, *cargo: Any) -> Any:
        content = await answer(self, hand, job, *cargo)
        assert isinstance(content, bytes)
        if job.number != 9 or spoilt:
            return content
        spoilt.append(json.loads(content[16 + int.from_bytes(content[:8], "big") :].split(b"}")[0] + b"}"))
        return content[:-1] + bytes((content[-1] ^ 1,))

    monkeypatch.setattr(foreman.Foreman, "_answer", spoiling)
    found, notes = results(squares(9, 1, 2), two.scheduler_address)
    assert found[9][0] == 81
    assert found[9][1] != spoilt[0]["process"]
    assert ["its result was damaged" in note for note in notes] == [True]


def test_a_worker_that_lost_what_it_was_sent_is_sent_it_again(two: LocalCluster, tmp_path: Path) -> None:
    file = tmp_path / "photo"
    file.write_bytes(bytes(1000))
    files = ((file_digest(file), file),)
    found, notes = results([Losing(number, files=files) for number in range(6)], two.scheduler_address)
    assert [size for size, _ in found.values()] == [1000] * 6
    assert notes == []


def test_a_job_whose_file_is_not_there_is_done_at_home(two: LocalCluster, tmp_path: Path) -> None:
    found, notes = results([Square(9, files=(("0" * 64, tmp_path / "gone"),)), *squares(1)], two.scheduler_address)
    assert {n: square for n, (square, _) in found.items()} == {1: 1, 9: 81}
    assert found[9][1] != found[1][1]
    assert notes == []


def test_what_is_too_heavy_to_send_is_done_at_home(
    two: LocalCluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(foreman, "MOST_CARGO", 999)
    file = tmp_path / "photo"
    file.write_bytes(bytes(1000))
    found, _ = results([Square(9, files=((file_digest(file), file),)), *squares(1)], two.scheduler_address)
    assert found[9][1] != found[1][1]


@pytest.mark.parametrize("name", ["av", "cpu", "source"])
def test_workers_of_another_version_or_machine_are_refused_with_both_named(
    name: str, two: LocalCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = keys.made_with()
    monkeypatch.setattr(keys, "made_with", lambda: {**theirs, name: "of tomorrow"})
    with pytest.raises(NotInstalled) as caught, farm.joined(Scheduler(two.scheduler_address)):
        pass
    assert caught.value.exit_code == 69
    assert f"it has {name} {theirs[name]}" in str(caught.value)
    assert f"this machine has {name} of tomorrow" in str(caught.value)
    assert "tcp://127.0.0.1:" in str(caught.value)


def test_a_cluster_where_bulletin_is_missing_is_told_to_install_it(tmp_path: Path) -> None:
    (tmp_path / "bulletin").mkdir()
    (tmp_path / "bulletin" / "__init__.py").touch()
    with (
        one_worker(tmp_path, tmp_path) as (address, _),
        pytest.raises(NotInstalled, match="another bulletin, or none") as caught,
        farm.joined(Scheduler(address)),
    ):
        pass
    assert "same version of bulletin" in str(caught.value.hint)


# --- leaving -----------------------------------------------------------------------------------------------------------


def test_an_interrupt_cancels_what_waits_on_the_cluster(two: LocalCluster, tmp_path: Path) -> None:
    def interrupt(_job: Marking, _result: Any) -> None:
        raise KeyboardInterrupt

    jobs = [Marking(number, marks=tmp_path) for number in range(50)]
    with pytest.raises(KeyboardInterrupt), farm.joined(Scheduler(two.scheduler_address)) as cluster:
        farm.run(jobs, 2, interrupt, cluster)
    assert within(10, lambda: not two.scheduler.tasks)  # type: ignore[union-attr]
    assert len(list(tmp_path.iterdir())) < 10


@contextmanager
def one_worker(folder: Path, program: Path = ROOT) -> Iterator[tuple[str, int]]:
    """A scheduler and a worker as the command line starts them; the scheduler's address and process."""
    facts = folder / "scheduler.json"
    environment = {**os.environ, "PYTHONPATH": str(program)}
    quiet = {"cwd": folder, "env": environment, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    started: list[subprocess.Popen[bytes]] = []

    def start(*words: str) -> subprocess.Popen[bytes]:
        started.append(subprocess.Popen([sys.executable, "-m", "dask", *words], **quiet))  # type: ignore[call-overload]
        return started[-1]

    try:
        options = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard")
        scheduler = start("scheduler", *options, "--scheduler-file", str(facts))
        assert within(30, lambda: facts.exists() and facts.stat().st_size > 0)
        address = json.loads(facts.read_text(encoding="utf-8"))["address"]
        start("worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard", "--host", "127.0.0.1")
        yield address, scheduler.pid
    finally:
        for process in started:
            process.kill()
            process.wait()


@pytest.mark.parametrize("falls_back", [False, True])
def test_a_scheduler_that_dies_is_try_again_or_the_work_goes_on_here(falls_back: bool, tmp_path: Path) -> None:
    kept: list[int] = []
    with one_worker(tmp_path) as (address, process), farm.joined(Scheduler(address, falls_back)) as cluster:
        assert cluster is not None

        def keep(job: Square, _result: Any) -> list[Square] | None:
            kept.append(job.number)
            return [Murderous(8, victim=process), *squares(3, 2, 1)] if job.number == 9 else None

        if falls_back:
            farm.run(squares(9), 2, keep, cluster)
            assert sorted(kept) == [1, 2, 3, 8, 9]
            assert ["The work goes on here" in str(note.message) for note in cluster.notes] == [True]
        else:
            with pytest.raises(TryAgain) as caught:
                farm.run(squares(9), 2, keep, cluster)
            assert caught.value.exit_code == 75
            assert kept == [9]


@pytest.mark.parametrize("falls_back", [False, True])
def test_a_scheduler_that_does_not_answer_is_try_again_or_the_work_is_done_here(
    falls_back: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(foreman, "CONNECTING", 0.3)
    nobody = "tcp://127.0.0.1:9"
    if falls_back:
        found, notes = results(squares(1, 2), nobody, falls_back=True)
        assert sorted(found) == [1, 2]
        assert [nobody in note for note in notes] == [True]
    else:
        with pytest.raises(TryAgain, match=nobody):
            results(squares(1, 2), nobody)


# --- addresses ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address", ["tcp://127.0.0.1:8786", "tcp://[::1]:8786", "tcp://localhost:1", "tls://10.0.0.5:2"]
)
def test_the_loopback_and_encrypted_connections_are_accepted(address: str) -> None:
    Scheduler(address).check()


def test_an_unencrypted_connection_to_another_machine_is_unsafe_unless_it_is_trusted() -> None:
    with pytest.raises(Unsafe, match=r"10\.0\.0\.5") as caught, farm.joined(Scheduler("tcp://10.0.0.5:8786")):
        pass
    assert caught.value.exit_code == 77
    Scheduler("tcp://10.0.0.5:8786", is_trusted=True).check()


@pytest.mark.parametrize("address", ["cluster", "http://a:1", "tcp://a", "tcp://:8786", "tls://a:b", "tcp://[::1"])
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(BadConfig, match="no address"):
        Scheduler(address).check()


def test_an_encrypted_connection_needs_certificates() -> None:
    with pytest.raises(BadConfig, match="certificates"), farm.joined(Scheduler("tls://127.0.0.1:9")):
        pass


def test_without_dask_it_is_said_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(NotInstalled) as caught, farm.joined(Scheduler("tcp://127.0.0.1:9")):
        pass
    assert caught.value.exit_code == 69
    assert "bulletin[cluster]" in str(caught.value.hint)


def test_dask_is_not_loaded_before_a_cluster_is_asked_for() -> None:
    code = "import sys, cli, bulletin.desk.rendering; print(sorted({'dask', 'distributed'} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT, capture_output=True, text=True)
    assert run.stdout.strip() == "[]"


def within(seconds: float, condition: Callable[[], bool]) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if condition():
            return True
        os.sched_yield()
    return False
