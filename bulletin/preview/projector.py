"""Single frames of clips as pictures, found in a process of their own: what a camera's file does to a decoder is not known."""

from __future__ import annotations

import io
import threading
from dataclasses import dataclass, replace
from multiprocessing import connection

from bulletin.errors import Place
from bulletin.farm import Standing
from bulletin.picture.footage import OpenClips, poster
from bulletin.rundown.values import Clip

WIDTHS = {"small": 192, "large": 960}
"""Pixels of a frame on a strip, and of the one that is drawn on."""

_clips = OpenClips()


@dataclass(frozen=True, slots=True)
class FrameJob:
    """A frame of a clip, as JPEG."""

    clip: Clip
    frame: int
    width: int
    cpu_seconds: float = 20.0

    @property
    def weight(self) -> int:
        return 1

    @property
    def name(self) -> str:
        return self.clip.path

    @property
    def place(self) -> Place | None:
        return None

    def run(self) -> bytes:
        image = poster(replace(self.clip, poster=self.frame), _clips, self.width)
        image.thumbnail((self.width, self.width))
        written = io.BytesIO()
        image.save(written, "JPEG", quality=80)
        return written.getvalue()


class Projector:
    """Shows frames, one at a time; its process is hired when the first is asked for. Any thread may ask."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._crew: Standing | None = None

    def show(self, clip: Clip, frame: int, width: int) -> bytes | None:
        """A frame as JPEG; None where the clip cannot be read there."""
        with self._lock:
            self._crew = self._crew or Standing(1, __name__)
            self._crew.want([FrameJob(clip, frame, width)])
            while self._crew.busy:
                connection.wait(self._crew.pipes)
                for _, result in self._crew.finished():
                    return result if isinstance(result, bytes) else None
            return None

    def close(self) -> None:
        with self._lock:
            if self._crew:
                self._crew.close()
            self._crew = None
