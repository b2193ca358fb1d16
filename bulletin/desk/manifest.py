"""The manifest of a published bulletin: what it is, what it was made from, and whether that is all still so."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bulletin import __version__
from bulletin.desk.inputs import Inputs, Opened
from bulletin.desk.ledger import ledger
from bulletin.master.publish import MANIFEST
from bulletin.newsroom import CONFIG, Newsroom
from bulletin.rundown.records import Record, order_digest
from bulletin.rundown.values import Rundown
from bulletin.script.people import PEOPLE_FILE
from bulletin.speech.lexicon import LEXICON
from bulletin.store import digest, file_digest, source_digest, versions
from bulletin.timing import FRAME_RATE

if TYPE_CHECKING:
    from bulletin.desk.picturing import Pictures
    from bulletin.desk.speaking import Spoken

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


def facts(inputs: Inputs, spoken: Spoken, rundown: Rundown, pictures: Pictures) -> dict[str, Any]:
    """What is written of a bulletin: what it is, and what it was made of. No clock and no machine in it."""
    script = inputs.script
    return {
        "bulletin": __version__,
        "kind": script.kind,
        "date": script.date.isoformat(),
        "title": script.title.words if script.title else "",
        "script": script.file,
        "order": order_digest(script),
        "frames": rundown.frames,
        "rate": FRAME_RATE,
        **spoken.facts,
        "voices": [{**voice, "variant": _variant(inputs.newsroom, voice["variant"])} for voice in spoken.facts["voices"]],
        "versions": list(versions_used()),
        "shots": [
            {"slug": shot.slug, "start": start, "frames": shot.length, "chunks": list(keys)}
            for shot, start, keys in zip(rundown.shots, rundown.starts, pictures.keys, strict=True)
        ],
        "takes": [{"key": cue.take, "start": cue.span.start, "samples": cue.span.length} for cue in rundown.voice],
        "credits": ledger(rundown.shots, inputs.pictures.values(), inputs.assets),
    }  # fmt: skip


def stories(rundown: Rundown, records: Iterable[Record]) -> list[dict[str, Any]]:
    """The lines of the rundown, the stories with what the archive finds them by."""
    found = {record.slug: record for record in records}
    return [
        {"page": line.page, "slug": line.slug, "title": line.title, "form": line.form,
         "start": line.span.start, "frames": line.span.length, "line": line.place.line,
         **(_findable(found[line.slug]) if line.slug in found else {})}
        for line in rundown.lines
    ]  # fmt: skip


def _findable(record: Record) -> dict[str, Any]:
    return {
        "section": record.section,
        "priority": record.priority,
        "tone": record.tone,
        "is_headline": record.is_headline,
        "source": record.source,
        "content": record.content,
        "embargo": record.embargo,
        "in_weekly": record.in_weekly,
        "words": record.words,
        "text": record.text,
        "credits": list(record.credits),
    }


def _variant(newsroom: Newsroom, variant: str) -> str:
    """What an engine calls a voice; a model by its file's name inside the newsroom."""
    return named(newsroom, Path(variant)) if Path(variant).is_absolute() else variant


def sources(opened: Opened) -> dict[str, str]:
    """The digests of the script as it was read and of the files every bulletin depends on, its fit among them, as
    they are now."""
    newsroom = opened.newsroom
    files = (*(fixed_files(newsroom, opened.pack) if opened.pack else ()), opened.fit_file)
    return {named(newsroom, opened.path): opened.digest, **digests(newsroom, files)}


def picture_digests(inputs: Inputs) -> dict[str, str]:
    """The digests of the pictures as they were examined."""
    return {named(inputs.newsroom, Path(asset.path)): asset.digest for asset in inputs.assets.values()}


def tool() -> str:
    """The digest of everything of ours and of the libraries that could change a result."""
    return digest(source_digest("bulletin"), versions_used())


def versions_used() -> tuple[str, ...]:
    """The libraries a result depends on, with their versions."""
    return versions(*LIBRARIES)


def fixed_files(newsroom: Newsroom, pack: Path) -> tuple[Path, ...]:
    """The files every bulletin depends on beside its script: configuration, lexicon, people, and the whole brand pack."""
    files = sorted(path for path in pack.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return (newsroom.folder / CONFIG, newsroom.folder / LEXICON, newsroom.folder / PEOPLE_FILE, *files)


def digests(newsroom: Newsroom, files: Iterable[Path]) -> dict[str, str]:
    """Files with the digests of their bytes, '' for one that is not there or not readable; by their name."""
    return {named(newsroom, path): _digest(path) for path in files}


def named(newsroom: Newsroom, path: Path) -> str:
    """A file's name in the manifest: relative inside the newsroom."""
    return path.relative_to(newsroom.folder).as_posix() if path.is_relative_to(newsroom.folder) else str(path)


def unchanged(folder: Path, newsroom: Newsroom, sources: Mapping[str, str], request: str) -> Mapping[str, Any] | None:
    """The manifest in a folder when the same request on the same inputs made it and its files are all still whole.

    `sources` are the digests of the script and of the fixed files as they are now; without a request any will do."""
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        inputs: dict[str, str] = manifest["inputs"]
        others = (newsroom.folder / name for name in inputs if name not in sources)
        is_same = request in ("", manifest["request"]) and {**sources, **digests(newsroom, others)} == inputs
        return manifest if is_same and all(_is_whole(folder, file) for file in manifest["files"]) else None
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None  # no manifest of ours


def published(folder: Path) -> dict[str, Any] | None:
    """The manifest in a folder whose files are all whole; None where there is none of ours."""
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        return manifest if all(_is_whole(folder, file) for file in manifest["files"]) else None
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None


def _is_whole(folder: Path, file: Mapping[str, Any]) -> bool:
    path = folder / file["name"]
    return path.is_file() and path.stat().st_size == file["bytes"] and bool(file_digest(path) == file["sha256"])


def _digest(path: Path) -> str:
    try:
        return file_digest(path) if path.is_file() else ""
    except OSError:
        return ""
