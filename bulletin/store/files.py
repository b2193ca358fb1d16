"""Files of the store: written whole or not at all, read only when they are plain files."""

from __future__ import annotations

import errno
import os
import stat
import tempfile
from pathlib import Path

from bulletin.errors import DiskFailed
from bulletin.messages import say

NOT_OURS = frozenset({errno.ELOOP, errno.EISDIR, errno.EACCES, errno.EPERM, errno.EIO, errno.ENXIO})
"""What opening says of a link, a folder, a file that may not or cannot be read, a socket."""


class Spoilt(Exception):
    """Something lies there, and it is not what was written."""


def write_whole(path: Path, content: bytes, is_checked: bool = False) -> None:
    """Write a file so that it is either the old one or the complete new one at every instant (temp, fsync, rename).

    What is checked whenever it is read need not survive a power cut and is not waited for: on a busy disk that takes five
    times as long as writing. Raises DiskFailed with the path and the system's own words."""
    temporary = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
        temporary = Path(name)
        with os.fdopen(descriptor, "wb") as file:
            os.fchmod(descriptor, 0o644)
            file.write(content)
            file.flush()
            if not is_checked:
                os.fsync(descriptor)
        temporary.replace(path)
        temporary = None
        if not is_checked:
            sync_folder(path.parent)
    except OSError as error:
        raise disk_failed(path, error) from error
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def read_plain(path: Path, size: int | None = None) -> tuple[bytes, int]:
    """The bytes of a file of `size` bytes (None: any), and when it was last touched (ns).

    No link is followed and nothing waits. Raises Spoilt for what is no plain file, has another size or cannot be read,
    another OSError where there is nothing."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        try:
            found = os.fstat(descriptor)
            if not stat.S_ISREG(found.st_mode) or size not in (None, found.st_size):
                raise Spoilt
            with os.fdopen(descriptor, "rb", buffering=0, closefd=False) as file:
                return file.readall(), found.st_mtime_ns
        finally:
            os.close(descriptor)
    except OSError as error:
        if error.errno in NOT_OURS:
            raise Spoilt from error
        raise


def sync_folder(folder: Path) -> None:
    """Make a rename inside `folder` survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def disk_failed(path: Path, error: OSError) -> DiskFailed:
    """An error of the disk in the user's words."""
    return DiskFailed(
        say("Cannot write {path}: {reason}", path=str(path), reason=error.strerror or str(error)),
        hint=say("Free some space or choose another folder. Nothing was published; finished work is kept."),
    )
