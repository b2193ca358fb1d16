"""The manifest of a published bulletin: what it was made from, and whether that is all still so."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from bulletin.master.publish import MANIFEST
from bulletin.newsroom import CONFIG, Newsroom
from bulletin.speech.lexicon import LEXICON
from bulletin.store import digest, file_digest, source_digest, versions

LIBRARIES = (
    "av",
    "espeakng-loader",
    "fontpkg-be-vietnam-pro",
    "gtts",
    "markdown-it-py",
    "moviepy",
    "numpy",
    "opencv-python-headless",
    "pillow",
    "pydub",
    "pysubs2",
)


def tool() -> str:
    """The digest of everything of ours and of the libraries that could change a result."""
    return digest(source_digest("bulletin"), versions_used())


def versions_used() -> tuple[str, ...]:
    """The libraries a result depends on, with their versions."""
    return versions(*LIBRARIES)


def fixed_files(newsroom: Newsroom, pack: Path) -> tuple[Path, ...]:
    """The files every bulletin depends on beside its script: configuration, lexicon, and the whole brand pack."""
    files = sorted(path for path in pack.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return (newsroom.folder / CONFIG, newsroom.folder / LEXICON, *files)


def digests(newsroom: Newsroom, files: Iterable[Path]) -> dict[str, str]:
    """Files with the digests of their bytes, '' for one that is not there or not readable; by their name."""
    return {named(newsroom, path): _digest(path) for path in files}


def named(newsroom: Newsroom, path: Path) -> str:
    """A file's name in the manifest: relative inside the newsroom."""
    return path.relative_to(newsroom.folder).as_posix() if path.is_relative_to(newsroom.folder) else str(path)


def unchanged(folder: Path, newsroom: Newsroom, sources: Mapping[str, str], request: str) -> Mapping[str, Any] | None:
    """The manifest in a folder when the same request on the same inputs made it and its files are all still whole.

    `sources` are the digests of the script and of the fixed files as they are now."""
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        inputs: dict[str, str] = manifest["inputs"]
        others = (newsroom.folder / name for name in inputs if name not in sources)
        is_same = manifest["request"] == request and {**sources, **digests(newsroom, others)} == inputs
        return manifest if is_same and all(_is_whole(folder, file) for file in manifest["files"]) else None
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None  # no manifest of ours


def _is_whole(folder: Path, file: Mapping[str, Any]) -> bool:
    path = folder / file["name"]
    return path.is_file() and path.stat().st_size == file["bytes"] and bool(file_digest(path) == file["sha256"])


def _digest(path: Path) -> str:
    try:
        return file_digest(path) if path.is_file() else ""
    except OSError:
        return ""
