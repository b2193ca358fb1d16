"""Where work runs: in this process, in local processes that each do one job at a time, or on a Dask cluster.

What a job makes does not depend on where it ran, so results are the same for any number of workers; only the order in
which they arrive differs."""

from bulletin.farm.jobs import Job, OnDone, Portable
from bulletin.farm.local import Crew
from bulletin.farm.room import worker_count
from bulletin.farm.running import run
from bulletin.farm.scheduler import Scheduler, joined
from bulletin.farm.standing import Standing

__all__ = ["Crew", "Job", "OnDone", "Portable", "Scheduler", "Standing", "joined", "run", "worker_count"]
