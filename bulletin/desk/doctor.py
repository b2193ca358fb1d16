"""`bulletin doctor`: what rendering needs of this machine, looked at one by one."""

from __future__ import annotations

import importlib
import shutil
import sys
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bulletin.errors import BulletinError
from bulletin.farm import worker_count
from bulletin.messages import Language, Message, say
from bulletin.newsroom import find_newsroom
from bulletin.speech.takes import EMBEDDED
from bulletin.speech.voices import ENGINES, open_engine

ROOM = 5_000_000_000
"""Bytes that a daily bulletin with its store may well need."""

LIBRARIES = ("av", "cv2", "numpy", "PIL", "pydub", "moviepy", "gtts", "pysubs2")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: whether it is good, and what was found. Optional things may be missing."""

    name: Message
    found: Message
    good: bool
    optional: bool = False

    def as_json(self, language: Language) -> dict[str, Any]:
        return {"name": self.name.text(language), "found": self.found.text(language), "good": self.good}


def examine() -> tuple[Finding, ...]:
    """Look at everything, whatever fails."""
    return tuple(finding for look in LOOKS for finding in look())


def _python() -> list[Finding]:
    version = ".".join(str(part) for part in sys.version_info[:3])
    return [
        Finding(say("Python"), say("{version} (3.11 or newer is needed)", version=version), sys.version_info >= (3, 11))
    ]


def _libraries() -> list[Finding]:
    found = []
    for name in LIBRARIES:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # what a library says while it loads is not a finding
                importlib.import_module(name)
            found.append(Finding(say("Library {name}", name=name), say("there"), True))
        except ImportError as error:
            found.append(Finding(say("Library {name}", name=name), say("missing: {reason}", reason=str(error)), False))
    return found


def _encoder() -> list[Finding]:
    import av

    good = "libx264" in av.codecs_available
    return [Finding(say("Encoder x264"), say("there") if good else say("missing from PyAV"), good)]


def _ffmpeg() -> list[Finding]:
    import imageio_ffmpeg

    try:
        path = Path(imageio_ffmpeg.get_ffmpeg_exe()).name
    except RuntimeError as error:
        return [Finding(say("The ffmpeg program"), say("missing: {reason}", reason=str(error)), False, optional=True)]
    return [Finding(say("The ffmpeg program"), say("{path}", path=path), True, optional=True)]


def _voices() -> list[Finding]:
    found = []
    for name in ENGINES:
        engine = open_engine(name)
        missing = engine.availability()
        there = say("there (needs the network)") if engine.online else say("there")
        found.append(
            Finding(say("Voice engine {name}", name=name), missing or there, missing is None, name != EMBEDDED)
        )
    return found


def _newsroom() -> list[Finding]:
    from bulletin.brand.pack import read_pack

    try:
        newsroom = find_newsroom(Path.cwd())
        pack = read_pack(newsroom.pack_named(newsroom.brand))
    except BulletinError as failure:
        return [Finding(say("Newsroom folder"), failure.message, False)]
    folder = say("{folder}, brand {name}", folder=str(newsroom.folder), name=pack.name)
    free = shutil.disk_usage(newsroom.folder).free
    room = say("{free} GB free", free=free // 1_000_000_000)
    return [Finding(say("Newsroom folder"), folder, True), Finding(say("Room on disk"), room, free > ROOM)]


def _cores() -> list[Finding]:
    return [Finding(say("Processor cores"), say("{cores}", cores=worker_count(None)), True)]


LOOKS: tuple[Callable[[], list[Finding]], ...] = (_python, _cores, _libraries, _encoder, _ffmpeg, _voices, _newsroom)
