"""What runs on a worker of a cluster: it says what it works with, keeps what it is sent, and does one job at a time.

Both functions return plain bytes and raise nothing, so that a client has nothing but bytes to read."""

from __future__ import annotations

import hashlib
import json
import pickle
import threading
import traceback
from pathlib import Path

from distributed import get_worker

from bulletin.farm.jobs import Portable
from bulletin.farm.wire import packed, unpacked
from bulletin.store import Entry, Store

FOLDER = "bulletin"
"""Where a worker keeps what it was sent, inside its own folder; it goes with the worker."""
MOST_BYTES = 8_000_000_000

_one_at_a_time = threading.Lock()


def greet() -> bytes:
    """What this worker's results depend on, by name, as a JSON object."""
    from bulletin.picture.keys import made_with

    return json.dumps(made_with()).encode()


def perform(request: bytes, cargo: tuple[str, ...], sent: tuple[str, ...], *parcels: bytes) -> bytes:
    """Do a pickled Portable job whose cargo has these keys; `parcels` are those of its cargo that are sent with it.

    The answer is an entry: `outcome` is 'done' (then with key, digest and result), 'lacking' or 'failed'."""
    with _one_at_a_time:
        try:
            return packed(_performed(request, cargo, dict(zip(sent, parcels, strict=True))))
        except Exception:
            return packed(Entry({"outcome": "failed", "reason": traceback.format_exc()}, b""))


def _performed(request: bytes, cargo: tuple[str, ...], sent: dict[str, bytes]) -> Entry:
    store = Store(Path(get_worker().local_directory) / FOLDER)
    for key, parcel in sent.items():
        store.put(key, unpacked(parcel))
    if sent and store.size() > MOST_BYTES:
        store.prune(MOST_BYTES // 2)
    lacking = [key for key in cargo if store.get(key) is None]
    if lacking:
        return Entry({"outcome": "lacking", "keys": lacking}, b"")
    job: Portable = pickle.loads(request)  # noqa: S301 - a worker does what its client says; that is what TLS is for
    result = packed(job.pack(job.at(store).run()))
    return Entry({"outcome": "done", "key": job.key, "sha256": hashlib.sha256(result).hexdigest()}, result)
