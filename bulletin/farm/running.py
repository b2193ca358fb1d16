"""The one loop that hands out jobs and collects results, wherever they are done."""

from __future__ import annotations

from collections.abc import Iterable
from multiprocessing import connection
from typing import TYPE_CHECKING

from bulletin.farm.jobs import OnDone, Portable, Work
from bulletin.farm.local import Crew

if TYPE_CHECKING:
    from bulletin.farm.cluster import Cluster


def run(jobs: Iterable[Work], workers: int | Crew, on_done: OnDone[Work], cluster: Cluster | None = None) -> None:
    """Do all jobs with at most so many processes, and none where one job at a time is all there is, or with a crew that
    is there already; what can travel is done on the cluster when there is one. `on_done` gets every job with its result, in this process and thread, and may
    return further jobs, which wait among the others by their weight.

    A worker that dies costs its job another try; a job that dies twice here, or three times on a cluster, is Killed once
    everything else is done. Any other failure of a job is raised as it is when it is a known one, as a Bug otherwise, and
    ends the run; so do failures of `on_done` and interrupts. Raises TryAgain when the cluster is lost and no fallback was
    asked for."""
    if isinstance(workers, int):
        with Crew(workers, works_itself=cluster is None) as crew:
            _run(jobs, crew, on_done, cluster)
    else:
        _run(jobs, workers, on_done, cluster)


def _run(jobs: Iterable[Work], crew: Crew, on_done: OnDone[Work], cluster: Cluster | None) -> None:
    def add(more: Iterable[Work] | None) -> None:
        for job in more or ():
            if cluster is not None and cluster.is_there and isinstance(job, Portable):
                cluster.add(job)
            else:
                crew.add(job)

    add(jobs)
    sites = (cluster, crew) if cluster is not None else (crew,)
    while busy := [pipes for site in sites if (pipes := site.begin()) is not None]:
        if all(busy):
            connection.wait([pipe for pipes in busy for pipe in pipes])
        for site in sites:
            for job, result in site.finished():
                add(on_done(job, result))  # type: ignore[arg-type]
        for job in cluster.returned() if cluster is not None else ():
            crew.add(job)
    for site in sites:
        if site.killed:
            raise site.killed[0]
