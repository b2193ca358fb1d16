"""The processes that make a preview's pictures, hired before the program itself is loaded: both take about as long."""

from __future__ import annotations

from bulletin.farm import Standing, worker_count

MODULES = ("bulletin.picture.render",)


def hands(workers: int | None = None) -> Standing:
    """So many processes, else as many as there is room for; the first begins to load what it needs at once."""
    return Standing(worker_count(workers), *MODULES)
