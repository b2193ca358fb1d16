"""Who hands a cluster's workers their jobs: one to do, one to follow, tried elsewhere when a worker is gone.

Every job is sent to one named worker, so that it is known whose death is whose fault: the job that was being done is
blamed, what only waited there is not. All of this lives in the cluster's own thread and event loop."""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
import pickle
import time
import warnings
from collections import Counter
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from distributed import Client
from distributed.versions import VersionMismatchWarning

from bulletin.errors import BadConfig, Killed, NotInstalled, Problem, TryAgain
from bulletin.farm import remote
from bulletin.farm.jobs import Portable, Queue
from bulletin.farm.wire import packed, unpacked
from bulletin.messages import Message, say
from bulletin.store import Entry, Store

TRIES = 3
"""How many workers a job may cost."""
PATIENCE = 30.0
"""Seconds that a worker has to answer, and that a cluster may be without any."""
MOST_CARGO = 64_000_000
"""Bytes: what needs more sent along is sooner done at home."""

CONNECTING = 10.0
"""Seconds that a scheduler has to answer."""
NOISY = ("distributed", "distributed.client", "distributed.core", "tornado.application")
"""Loggers whose words are for programmers; what matters of them comes as errors of ours."""

Kind = Literal["done", "home", "killed", "note", "lost"]
Tell = Callable[[Kind, Portable | None, Any], None]
"""Told what became of a job: done (with its result), to be done at home, killed (with the failure); without a job: a note
(a Problem), or that the cluster is lost (an exception)."""


@dataclass(slots=True, eq=False)
class _Hand:
    """A worker: its address, what it holds of all that was sent, and its jobs in the order they were given."""

    address: str
    holds: set[str] = field(default_factory=set)
    work: dict[str, tuple[Portable, asyncio.Task[None]]] = field(default_factory=dict)


class Foreman:
    """Hands out jobs with different keys. What is told may wait; no new work is begun while too much of it does."""

    def __init__(self, client: Client, ours: Mapping[str, str], tell: Tell) -> None:
        self._client = client
        self._ours = ours
        self._tell = tell
        self._untaken = 0
        self._waiting: Queue[Portable] = Queue()
        self._hands: dict[str, _Hand] = {}
        self._avoided: set[str] = set()
        self._deaths: Counter[str] = Counter()
        self._sent = 0
        self._seen = time.monotonic()

    @property
    def has_hands(self) -> bool:
        return bool(self._hands)

    def add(self, job: Portable) -> None:
        """Take on a job."""
        self._waiting.add(job)
        self._give()

    def taken(self) -> None:
        """A result that was told has been looked at."""
        self._untaken -= 1
        self._give()

    async def meet(self) -> None:
        """See who has come and who is gone. Raises NotInstalled when a worker's results would differ from ours, TryAgain
        when the scheduler is gone or nobody has been there to work for too long."""
        if self._client.status != "running":
            raise TryAgain(say("The connection to the cluster broke"))
        there = set(await self._client.nthreads()) - self._avoided
        for address in self._hands.keys() - there:
            self._lose(self._hands[address])
        new = sorted(there - self._hands.keys())
        for address, is_fit in zip(new, await asyncio.gather(*map(self._is_fit, new)), strict=True):
            if is_fit:
                self._hands[address] = _Hand(address)
        if self._hands:
            self._seen = time.monotonic()
        elif time.monotonic() > self._seen + PATIENCE:
            raise TryAgain(say("The cluster has no worker that can be used"))
        self._give()

    async def _is_fit(self, address: str) -> bool:
        """Whether a worker answers; one that works with other versions than we do is an error."""
        asked = self._client.submit(remote.greet, workers=[address], allow_other_workers=False, pure=False)
        try:
            theirs = json.loads(await asyncio.wait_for(asked, PATIENCE))
        except Exception as error:
            if isinstance(cause := error.__cause__ or error, ImportError | AttributeError):
                told = say("The scheduler or the worker {worker} has another bulletin, or none: {reason}",
                           worker=address, reason=str(cause))  # fmt: skip
                raise NotInstalled(told, hint=SAME_EVERYWHERE) from error
            return False  # it is gone again, or asleep: the next look tells
        if theirs != self._ours:
            raise _different(address, theirs, self._ours)
        return True

    def _give(self) -> None:
        """Everybody has a job before anybody has a second one; the last jobs wait for whoever is free first."""
        for depth, kept in ((1, 0), (2, len(self._hands))):
            for hand in self._hands.values():
                has_room = len(hand.work) < depth and self._untaken < 2 * len(self._hands)
                if has_room and len(self._waiting) > kept:
                    job = self._waiting.next(hand)
                    hand.work[job.key] = job, asyncio.create_task(self._try(hand, job))

    async def _try(self, hand: _Hand, job: Portable) -> None:
        try:
            cargo = job.cargo()
            parcels = _parcels({key: source for key, source in cargo.items() if key not in hand.holds})
        except (LookupError, OSError):  # a part of the cargo is not there, or all of it is too heavy
            del hand.work[job.key]
            self._tell("home", job, None)
        else:
            try:
                answer = await self._answer(hand, job, tuple(cargo), parcels)
            except Exception:  # whatever dask says of a worker that is gone
                self._lose(hand)
            else:
                del hand.work[job.key]
                self._judge(hand, job, answer)
        self._give()

    async def _answer(self, hand: _Hand, job: Portable, cargo: tuple[str, ...], parcels: Mapping[str, bytes]) -> object:
        """What a worker answers when asked to do a job, being sent what it lacks of the cargo."""
        contents = list(parcels.values())
        sent = await self._client.scatter(contents, workers=[hand.address], hash=False) if contents else []
        self._sent += 1
        future = self._client.submit(
            remote.perform, pickle.dumps(job), cargo, tuple(parcels), *sent,
            key=f"bulletin-{self._client.id}-{self._sent}", workers=[hand.address], allow_other_workers=False,
        )  # fmt: skip
        hand.holds.update(parcels)
        return await future

    def _judge(self, hand: _Hand, job: Portable, answer: object) -> None:
        """Accept a result that is what was asked for and came whole. A worker that gives anything else gets no more to
        do: what it failed at is tried at home, where a failure has its full name, and what it spoiled by another one."""
        try:
            entry = unpacked(answer)
            if entry.facts["outcome"] == "lacking":
                hand.holds.difference_update(entry.facts["keys"])
                self._waiting.add(job)
                return
            if entry.facts["outcome"] == "failed":
                self._tell("home", job, None)
                self._avoid(hand, say("it failed: {reason}", reason=str(entry.facts["reason"]).strip().split("\n")[-1]))
                return
            result = _result(job, entry)
        except (ValueError, KeyError, TypeError):
            self._waiting.add(job)
            self._avoid(hand, say("its result was damaged"))
        else:
            self._untaken += 1
            self._tell("done", job, result)

    def _avoid(self, hand: _Hand, reason: Message) -> None:
        self._avoided.add(hand.address)
        told = say("The worker {worker} of the cluster was set aside: {reason}", worker=hand.address, reason=reason)
        self._tell("note", None, Problem(told, severity="warning"))
        self._lose(hand, is_to_blame=False)

    def _lose(self, hand: _Hand, *, is_to_blame: bool = True) -> None:
        """Do without a worker. The job that it died of has cost one more worker; all it had go to the others."""
        if self._hands.pop(hand.address, None) is None:
            return
        work, hand.work = list(hand.work.values()), {}
        for number, (job, task) in enumerate(work):
            task.cancel()
            if is_to_blame and number == 0 and self._client.status == "running":
                self._deaths[job.key] += 1
            if self._deaths[job.key] < TRIES:
                self._waiting.add(job)
            else:
                self._tell("killed", job, _killed(job))


@asynccontextmanager
async def connected(address: str) -> AsyncIterator[Client]:
    """A quiet connection to a scheduler. Raises OSError when it does not answer, BadConfig without certificates for tls."""
    for name in NOISY:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    client = Client(address, asynchronous=True, set_as_default=False, timeout=CONNECTING)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", VersionMismatchWarning)  # what matters of versions we compare ourselves
            await _started(client)
        yield client
    finally:
        await client.close()


async def _started(client: Client) -> None:
    try:
        await client
    except TypeError as error:
        raise BadConfig(
            say("A tls:// address needs certificates: {reason}", reason=str(error)),
            hint=say("Set the paths of tls.ca-file, tls.client.cert and tls.client.key in Dask's configuration."),
        ) from error


SAME_EVERYWHERE = say("Install the same version of bulletin, with the same libraries, on every machine of the cluster.")


def _result(job: Portable, entry: Entry) -> Any:
    """The result in a worker's answer. Raises ValueError, KeyError or TypeError when it is not what was asked for."""
    digest = hashlib.sha256(entry.payload).hexdigest()
    if entry.facts["key"] != job.key or entry.facts["sha256"] != digest:
        raise ValueError("the answer is not what the worker sent")
    return job.unpack(unpacked(entry.payload))


def _parcels(cargo: Mapping[str, Path | Store]) -> dict[str, bytes]:
    """The parts of a cargo as they are sent. Raises LookupError or OSError when one is not there, LookupError when all of
    it is too heavy."""
    if sum(_size(key, source) for key, source in cargo.items()) > MOST_CARGO:
        raise LookupError(MOST_CARGO)
    return {key: packed(_read(key, source)) for key, source in cargo.items()}


def _size(key: str, source: Path | Store) -> int:
    """Bytes of a part of the cargo. Raises LookupError or OSError when it is not there."""
    if isinstance(source, Path):
        return source.stat().st_size
    known = source.look(key)
    if known is None:
        raise LookupError(key)
    return known.size


def _read(key: str, source: Path | Store) -> Entry:
    """A part of the cargo. Raises LookupError or OSError when it is not there, or no longer what it was."""
    if isinstance(source, Store):
        entry = source.get(key)
    else:
        content = source.read_bytes()
        entry = Entry({}, content) if hashlib.sha256(content).hexdigest() == key else None
    if entry is None:
        raise LookupError(key)
    return entry


def _different(address: str, theirs: Mapping[str, Any], ours: Mapping[str, str]) -> NotInstalled:
    names = sorted(name for name in {**theirs, **ours} if theirs.get(name) != ours.get(name))
    fields = {
        "worker": address,
        "theirs": ", ".join(f"{name} {theirs.get(name, '–')}" for name in names),
        "ours": ", ".join(f"{name} {ours.get(name, '–')}" for name in names),
    }
    told = say("The worker {worker} would make other pictures: it has {theirs}; this machine has {ours}", **fields)
    return NotInstalled(told, hint=SAME_EVERYWHERE)


def _killed(job: Portable) -> Killed:
    return Killed(
        say("The work on “{name}” killed {count} workers of the cluster", name=job.name, count=TRIES),
        job.place,
        say("Probably they lack memory: give them more, or render without --on. What is finished is kept."),
    )
