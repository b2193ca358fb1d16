"""Publishing a set of files: at every instant each final name holds the old file or the complete new one.

Everything is written under temporary names in the folder itself. Only when all of it is whole and on the disk does each
file get its final name by a rename, the manifest last."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

from bulletin.errors import Bug
from bulletin.master.folder import locked, sync_file, writing
from bulletin.messages import say
from bulletin.store import file_digest, sync_folder

MANIFEST = "bulletin.json"
DRAFT = ".draft"


@contextmanager
def publication(folder: Path) -> Iterator[Publication]:
    """Hold the folder and prepare a set of files in it; what has not been released at the end is removed.

    Raises TryAgain when another run holds the folder, CannotCreate when nothing can be made in it."""
    with locked(folder):
        _sweep(folder)
        try:
            yield Publication(folder)
        finally:
            _sweep(folder)


class Publication:
    """The files that are to appear together in a folder, under temporary names until `release`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._drafts: dict[str, Path] = {}
        self._digests: dict[str, Future[str]] = {}
        self._synced: list[Future[None]] = []

    def draft(self, name: str) -> Path:
        """The temporary file, empty, that will get the final `name`. Raises DiskFailed."""
        if not name or name in self._drafts or Path(name).name != name:
            raise Bug(say("{name} cannot be one more file of this publication", name=name))
        with writing(self.folder / name):
            descriptor, path = tempfile.mkstemp(prefix=f".{name}.", suffix=DRAFT, dir=self.folder)
            self._drafts[name] = Path(path)
            os.close(descriptor)
        return self._drafts[name]

    def write(self, name: str, text: str) -> None:
        """A small file of the set, as UTF-8 with the line ends of the text. Raises DiskFailed."""
        draft = self.draft(name)
        with writing(self.folder / name):
            draft.write_bytes(text.encode())

    def complete(self, name: str) -> None:
        """Say that a large draft will not be written to any more: it is brought to the disk, and its digest computed, while
        this run looks at it."""
        pool = ThreadPoolExecutor(2, thread_name_prefix="complete")
        self._synced.append(pool.submit(sync_file, self._drafts[name]))
        self._digests[name] = pool.submit(file_digest, self._drafts[name])
        pool.shutdown(wait=False)

    def release(self, facts: Mapping[str, Any]) -> dict[str, Path]:
        """Give every file its final name and last the manifest: the facts, and name, size and SHA-256 of every file.

        A file that is the same as before is left as it stands. When a rename fails, the files of before are put back.
        Returns the final paths by name. Raises DiskFailed."""
        with writing(self.folder):
            digests = {name: self._digest(name) for name in sorted(self._drafts)}
            sizes = {name: draft.stat().st_size for name, draft in self._drafts.items()}
            files = [{"name": name, "bytes": sizes[name], "sha256": digest} for name, digest in digests.items()]
            self.write(
                MANIFEST, json.dumps({**facts, "files": files}, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
            )
            digests[MANIFEST] = file_digest(self._drafts[MANIFEST])
            for synced in self._synced:
                synced.result()
            for draft in self._drafts.values():
                draft.chmod(0o644)
                sync_file(draft)
            self._rename([name for name, digest in digests.items() if not self._holds(name, digest)])
        return {name: self.folder / name for name in digests}

    def _digest(self, name: str) -> str:
        begun = self._digests.get(name)
        return begun.result() if begun else file_digest(self._drafts[name])

    def _holds(self, name: str, digest: str) -> bool:
        """Whether a file with exactly these bytes stands there already."""
        final, draft = self.folder / name, self._drafts[name]
        try:
            is_alike = not final.is_symlink() and final.stat().st_size == draft.stat().st_size
            return is_alike and file_digest(final) == digest
        except FileNotFoundError:
            return False

    def _rename(self, names: list[str]) -> None:
        """All or none: every old file keeps a second name until the last rename is done."""
        undo: list[Callable[[], object]] = []
        try:
            for name in names:
                final = self.folder / name
                undo.append(_way_back(final))
                self._drafts[name].replace(final)
            sync_folder(self.folder)
        except BaseException:
            for put_back in reversed(undo):
                with suppress(OSError):
                    put_back()
            raise


def _way_back(final: Path) -> Callable[[], object]:
    """What to call to have again what stands at a name now."""
    other = final.with_name(f".{final.name}.before{DRAFT}")
    try:
        other.hardlink_to(final)
    except FileNotFoundError:
        return partial(final.unlink, missing_ok=True)
    except OSError:
        # A disk without hard links: a rename that fails there leaves each single file whole, old or new.
        return lambda: None
    return partial(other.replace, final)


def _sweep(folder: Path) -> None:
    """Remove temporary files: our own, and those of a run that was killed (nobody else holds the folder)."""
    for left in folder.glob(f".*{DRAFT}"):
        with suppress(OSError):
            left.unlink()
