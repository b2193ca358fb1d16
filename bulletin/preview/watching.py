"""Tells when what a bulletin is made from was saved, whichever way an editor saves: in place, by renaming, in pieces."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from watchfiles import watch

from bulletin.desk.inputs import Inputs
from bulletin.newsroom import Newsroom

SETTLE, CAP = 25, 400
"""Milliseconds: how long nothing must happen before a save counts as done, and the longest that is waited for it."""
PATIENCE = 1.0
"""Seconds that a script may be away or empty while it is being saved, before that is believed."""
LOOK = 0.02


class Watch:
    """Watches folders, without those inside them, in a thread of its own. `tell` gets the paths that were touched."""

    def __init__(self, tell: Callable[[frozenset[Path]], None]) -> None:
        self._tell = tell
        self._folders: frozenset[Path] = frozenset()
        self._stop: threading.Event | None = None

    def on(self, folders: Iterable[Path]) -> None:
        """Watch these folders from now on, as far as they are there."""
        wanted = frozenset(folder for folder in folders if folder.is_dir())
        if wanted == self._folders and self._stop is not None:
            return
        self.close()
        self._folders, self._stop = wanted, threading.Event()
        threading.Thread(target=self._watch, args=(wanted, self._stop), name="preview-watch", daemon=True).start()

    def close(self) -> None:
        if self._stop is not None:
            self._stop.set()
            self._stop = None

    def _watch(self, folders: frozenset[Path], stop: threading.Event) -> None:
        settings = {"recursive": False, "step": SETTLE, "debounce": CAP, "rust_timeout": 500}
        for changes in watch(*folders, stop_event=stop, watch_filter=None, ignore_permission_denied=True, **settings):  # type: ignore[arg-type]
            if not stop.is_set():
                self._tell(frozenset(Path(path) for _, path in changes))


def settled(script: Path, patience: float = PATIENCE) -> None:
    """Wait until a script is there and not empty, at most so many seconds: editors empty or remove a file before they
    write it."""
    until = time.monotonic() + patience
    while time.monotonic() < until:
        try:
            if script.stat().st_size:
                return
        except OSError:
            pass
        time.sleep(LOOK)


def sources(script: Path, newsroom: Newsroom, inputs: Inputs | None) -> frozenset[Path]:
    """The folders of everything that a bulletin is made from, as far as it is known."""
    folders = {script.resolve().parent, newsroom.folder, newsroom.folder / "templates" / newsroom.brand}
    if inputs is not None:
        pack = Path(inputs.pack.folder)
        files = [*(Path(asset.path) for asset in inputs.assets.values()), *inputs.recordings.values(), *inputs.linked]
        folders |= {pack, *(path for path in pack.rglob("*") if path.is_dir()), *(file.parent for file in files)}
    return frozenset(folders)
