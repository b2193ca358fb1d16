"""What is remembered of the voices: the pace that each was heard to have. It serves estimates and nothing else."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bulletin.errors import DiskFailed
from bulletin.speech.pace import USUAL, Pace, measured
from bulletin.speech.values import Sentence, Take, Voice
from bulletin.store import write_whole

FILE = "paces.json"
"""In the store's folder: losing it loses the estimates' precision until the next bulletin is spoken."""
ENOUGH = 200
"""Syllables that a voice must have read in one bulletin; fewer say little of its pace."""


class Paces:
    """The paces kept in a store's folder. A file that is missing or damaged holds none."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        self._kept = _read(self._path)

    def of(self, voice: Voice) -> Pace | None:
        """The pace of a voice at 100 per cent; None before it has read a bulletin."""
        return self._kept.get(_name(voice))

    def expected(self, voice: Voice) -> Pace:
        """The pace to estimate with."""
        return self.of(voice) or USUAL

    def remember(self, heard: Mapping[Voice, Mapping[Sentence, Take]]) -> None:
        """Keep the paces of the voices that have read enough."""
        read: dict[str, list[tuple[Sentence, int, int]]] = {}
        for voice, takes in heard.items():
            told = ((sentence, take.samples, voice.pace) for sentence, take in takes.items())
            read.setdefault(_name(voice), []).extend(told)
        found = {
            name: measured(told)
            for name, told in read.items()
            if sum(sentence.syllables for sentence, _, _ in told) >= ENOUGH
        }
        if found.items() <= self._kept.items():
            return
        self._kept |= found
        content = {name: asdict(pace) for name, pace in self._kept.items()}
        with suppress(DiskFailed):  # a bulletin does not fail for an estimate
            write_whole(self._path, json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True).encode())


def _read(path: Path) -> dict[str, Pace]:
    try:
        content: dict[str, dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
        paces = {name: Pace(**{key: int(value) for key, value in facts.items()}) for name, facts in content.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}
    return {name: pace for name, pace in paces.items() if pace.syllable > 0 and pace.rate > 0}


def _name(voice: Voice) -> str:
    return f"{voice.engine} {voice.variant}".strip()
