"""The scheduler of a cluster by its address, and the way to it; nothing of clusters is loaded before one is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bulletin.errors import BadConfig, Unsafe
from bulletin.messages import say

if TYPE_CHECKING:
    from bulletin.farm.cluster import Cluster


@dataclass(frozen=True, slots=True)
class Scheduler:
    """The scheduler of a Dask cluster, by address (`tls://host:port`, `tcp://host:port`). When it `falls_back`, work goes
    on here once the cluster is lost; unencrypted connections to other machines must be `is_trusted`."""

    address: str
    falls_back: bool = False
    is_trusted: bool = False

    def check(self) -> None:
        """Raises BadConfig for what is no address, Unsafe for an unencrypted connection to another machine."""
        try:
            parts = urlsplit(self.address)
            scheme, host, port = parts.scheme, parts.hostname, parts.port
        except ValueError:
            scheme, host, port = "", None, None
        if scheme not in ("tcp", "tls") or not host or not port:
            raise BadConfig(
                say("{address} is no address of a cluster", address=self.address),
                hint=say("Write --on tls://host:port (or tcp:// on this machine), or leave it out to render here."),
            )
        if scheme == "tcp" and not _is_loopback(host) and not self.is_trusted:
            raise Unsafe(
                say("The connection to {address} would be neither encrypted nor checked", address=self.address),
                hint=say("Use tls:// with certificates, or say --insecure-dask in a network that is all your own."),
            )


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@contextmanager
def joined(scheduler: Scheduler | None) -> Iterator[Cluster | None]:
    """The cluster of a scheduler, for the time of the `with`; then all its work that is not done is cancelled.

    Raises what `Scheduler.check` raises, NotInstalled when Dask or the same bulletin is missing on a machine, TryAgain
    when the scheduler does not answer and no fallback was asked for."""
    if scheduler is None:
        yield None
        return
    from bulletin.farm.cluster import Cluster  # its event loops take a while to load, which hardly a command needs

    scheduler.check()
    cluster = Cluster(scheduler)
    try:
        cluster.join()
        yield cluster
    finally:
        cluster.leave()
