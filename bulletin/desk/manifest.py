"""The manifest of a published bulletin: what it was made from, and whether that is all still so."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from bulletin.newsroom import CONFIG, Newsroom
from bulletin.speech.lexicon import LEXICON
from bulletin.store import digest, file_digest, source_digest, versions

ENGINES = ("av", "moviepy", "numpy", "opencv-python-headless", "pillow", "pydub", "gtts", "espeakng-loader", "pysubs2")


def tool() -> str:
    """The digest of everything of ours and of the libraries that could change a result."""
    return digest(source_digest("bulletin"), versions_used())


def versions_used() -> tuple[str, ...]:
    """The libraries a result depends on, with their versions."""
    return versions(*ENGINES)


def fixed_files(newsroom: Newsroom, script: Path) -> tuple[Path, ...]:
    """The files every bulletin depends on: script, configuration, lexicon, and the whole brand pack."""
    pack = sorted(path for path in newsroom.pack.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return (script.resolve(), newsroom.folder / CONFIG, newsroom.folder / LEXICON, *pack)


def digests(newsroom: Newsroom, files: Iterable[Path]) -> dict[str, str]:
    """Files with the digests of their bytes, '' for one that is not there; by path, relative inside the newsroom."""
    return {_named(newsroom, path): file_digest(path) if path.is_file() else "" for path in files}


def unchanged(folder: Path, name: str, newsroom: Newsroom, script: Path, request: str) -> Mapping[str, Any] | None:
    """The manifest in a folder when the same request on the same inputs made it and its files are all still whole."""
    try:
        manifest: dict[str, Any] = json.loads((folder / name).read_text(encoding="utf-8"))
        inputs: dict[str, str] = manifest["inputs"]
        files: list[dict[str, Any]] = manifest["files"]
    except (OSError, ValueError, KeyError):
        return None
    if manifest.get("request") != request:
        return None
    paths = [*fixed_files(newsroom, script), *(newsroom.folder / name for name in inputs)]
    if digests(newsroom, dict.fromkeys(paths)) != inputs:
        return None
    whole = all(_is_whole(folder / file["name"], file) for file in files)
    return manifest if whole else None


def _is_whole(path: Path, file: Mapping[str, Any]) -> bool:
    return path.is_file() and path.stat().st_size == file["bytes"] and file_digest(path) == file["sha256"]


def _named(newsroom: Newsroom, path: Path) -> str:
    return path.relative_to(newsroom.folder).as_posix() if path.is_relative_to(newsroom.folder) else str(path)
