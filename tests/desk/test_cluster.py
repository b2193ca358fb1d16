"""`bulletin render --on`: a bulletin made on a Dask cluster is the bulletin made here."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from distributed import LocalCluster

import cli
from bulletin.farm import Scheduler
from bulletin.store import Store

from .conftest import Newsroom

pytestmark = pytest.mark.media


def test_a_bulletin_made_on_a_cluster_is_the_one_made_here(newsroom: Newsroom, tmp_path: Path) -> None:
    here = newsroom.render(workers=1)
    chunks = {key for shot in here.facts["shots"] for key in shot["chunks"]}
    for key in chunks:
        Store(newsroom.store).remove(key)
    settings = {"dashboard_address": "127.0.0.1:0", "worker_dashboard_address": None, "local_directory": str(tmp_path)}
    with LocalCluster(n_workers=1, threads_per_worker=1, processes=True, **settings) as cluster:
        there = newsroom.render(workers=1, out=tmp_path / "there", on=Scheduler(cluster.scheduler_address))
    assert there.chunks[0] == len(chunks)
    assert there.master.read_bytes() == here.master.read_bytes()
    assert not [finding for finding in there.findings if "cluster" in str(finding.message)]


@pytest.mark.parametrize(
    ("options", "code", "told"),
    [
        (("--on", "tcp://10.0.0.5:8786"), 77, "neither encrypted nor checked"),
        (("--on", "somewhere"), 78, "no address of a cluster"),
    ],
)
def test_a_cluster_that_cannot_be_used_is_refused_before_anything_is_done(
    newsroom: Newsroom, capsys: pytest.CaptureFixture[str],
    options: tuple[str, ...], code: int, told: str,
) -> None:  # fmt: skip
    assert cli.main(newsroom.arguments(*options, "--json")) == code
    answer = json.loads(capsys.readouterr().out)
    assert told in answer["findings"][0]["message"]
    assert not newsroom.out.exists()
