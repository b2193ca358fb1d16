"""A render of chunks by a process that has loaded nothing of the program yet."""

from __future__ import annotations

import pickle
import time
from typing import Any


def render(pickled: bytes, workers: int) -> tuple[float, list[Any]]:
    """Make chunks from their jobs as a command does: load the program, hire workers, collect. The seconds of all that, and
    the chunks in order."""
    started = time.perf_counter()
    from bulletin import farm  # loading it is a part of what is measured

    made = {}
    with farm.Crew(workers, works_itself=True) as crew:
        crew.hire("bulletin.picture.render")
        jobs = pickle.loads(pickled)
        farm.run(jobs, crew, lambda job, chunk: made.update({job.key: chunk}))
    return time.perf_counter() - started, [made[job.key] for job in jobs]
