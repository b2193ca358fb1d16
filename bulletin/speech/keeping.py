"""Where takes are kept: all of them in the store; those of online voices, which cannot be made again, beside the script too."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path

from bulletin.speech.values import Take
from bulletin.store import Entry, Store, digest, write_whole

Edited = tuple[bytes, tuple[int, ...]]
"""PCM (48 kHz mono 16 bit) and the sample at which each clause ends."""


def kept_folder(script: Path) -> Path:
    """The folder of the takes that belong to a script: beside it, by its name."""
    return script.with_suffix(".takes")


def kept(key: str, store: Store) -> Take | None:
    """The take under a key of the store."""
    entry = store.get(key)
    return Take(key, entry.facts["samples"], tuple(entry.facts["clause_ends"])) if entry else None


def keep(key: str, made: Edited, store: Store) -> Take:
    """Keep a take under a key of the store. Raises DiskFailed."""
    pcm, clause_ends = made
    samples = len(pcm) // 2
    store.put(key, Entry({"samples": samples, "clause_ends": list(clause_ends)}, pcm))
    return Take(key, samples, clause_ends)


@dataclass(frozen=True, slots=True)
class KeptTakes:
    """Takes that are inputs: a FLAC file each in the bulletin's folder (None: there is none), by the key of what was
    asked. The store has the same file under that key, for other bulletins that say the same.

    The take's own key is of the file's bytes, so that two files for the same words are two takes."""

    store: Store
    folder: Path | None = None

    def path(self, key: str) -> Path | None:
        """Where the file of a take lies."""
        return self.folder / f"{key}.flac" if self.folder else None

    def holds(self, key: str) -> bool:
        """Whether there is a take, not looked into."""
        path = self.path(key)
        return bool(path and path.is_file()) or self.store.holds(key)

    def find(self, key: str) -> tuple[Take | None, Path | None]:
        """The take under a key, from the folder first; and the file that was damaged and set aside, if one was.

        What the store alone has is put into the folder. Raises DiskFailed."""
        path = self.path(key)
        damaged: Path | None = None
        content = _read(path)
        if path and content is not None:
            take = self._take(content)
            if take:
                return take, None
            damaged = path.with_suffix(".damaged")
            with contextlib.suppress(OSError):  # where it cannot be moved, the new one replaces it
                path.replace(damaged)
        entry = self.store.get(key)
        if entry is None or not (take := self._take(entry.payload)):
            return None, damaged
        if path:
            write_whole(path, entry.payload)
        return take, damaged

    def keep(self, key: str, words: str, made: Edited) -> Take:
        """Keep a take in the folder and in the store. Raises DiskFailed."""
        from bulletin.speech.flac import packed

        content = packed(words, *made)
        take = keep(_own_key(content), made, self.store)
        self.store.put(key, Entry({}, content))
        if path := self.path(key):
            write_whole(path, content)
        return take

    def _take(self, content: bytes) -> Take | None:
        """The take in a file; None when the file is damaged. It is decoded only where the store lacks its sound."""
        own = _own_key(content)
        if take := kept(own, self.store):
            return take
        from bulletin.speech.flac import Damaged, unpacked  # loads the decoders

        try:
            return keep(own, unpacked(content), self.store)
        except Damaged:
            return None


def restore(store: Store, folder: Path) -> None:
    """Put the takes that a bulletin's folder keeps into a store that has lost them. Raises DiskFailed."""
    takes = KeptTakes(store, folder)
    for path in sorted(folder.glob("*.flac")):
        take, _ = takes.find(path.stem)
        content = _read(path)
        if take and content:
            store.put(path.stem, Entry({}, content))


def _own_key(content: bytes) -> str:
    return digest("kept take", content)


def _read(path: Path | None) -> bytes | None:
    """The bytes of a file, none when it cannot be read, None when it is not there."""
    try:
        return path.read_bytes() if path else None
    except FileNotFoundError:
        return None
    except OSError:
        return b""
