"""The file of recorded stories beside a bulletin's manifest: written whole, read by what takes stories over."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from bulletin.rundown.records import Record

STORIES = "stories.json"
VERSION = 1


def records_text(records: Sequence[Record], folder: Path) -> str:
    """The records as the file beside the manifest holds them; `folder` is the newsroom's."""
    plain = {"version": VERSION, "stories": [record.to_plain(folder) for record in records]}
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"


def read_records(bulletin: Path, folder: Path) -> Mapping[str, Record]:
    """What the bulletin in a folder recorded, by slug; nothing where there is none, or a file that is not ours."""
    try:
        plain = json.loads((bulletin / STORIES).read_text(encoding="utf-8"))
        if plain["version"] != VERSION:
            return {}
        return {story["slug"]: Record.from_plain(story, folder) for story in plain["stories"]}
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return {}
