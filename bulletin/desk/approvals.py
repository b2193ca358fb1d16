"""Approvals as they are kept: a small file beside the script that says who approved which contents, and when."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from bulletin.errors import BadInput, Place
from bulletin.messages import say
from bulletin.store import write_whole

VERSION = 1


@dataclass(frozen=True, slots=True)
class Approved:
    """The digest of what was approved, by whom and when (ISO 8601)."""

    digest: str
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class Approvals:
    """The approved stories of a script by slug, and its running order."""

    stories: Mapping[str, Approved] = field(default_factory=dict)
    order: Approved | None = None

    def approves(self, slug: str, content: str) -> bool:
        """Whether a story was approved with these contents."""
        return slug in self.stories and self.stories[slug].digest == content

    def approves_order(self, digest: str) -> bool:
        return self.order is not None and self.order.digest == digest

    def of_stories(self, contents: Mapping[str, str], by: str, now: datetime.datetime) -> Approvals:
        """With these stories approved too, by slug and contents."""
        at = now.isoformat(timespec="seconds")
        return replace(
            self, stories={**self.stories, **{slug: Approved(told, by, at) for slug, told in contents.items()}}
        )

    def of_order(self, digest: str, by: str, now: datetime.datetime) -> Approvals:
        return replace(self, order=Approved(digest, by, now.isoformat(timespec="seconds")))


def approvals_path(script: Path) -> Path:
    """The file of a script's approvals: beside it, by its name."""
    return script.with_suffix(".duyet.json")


def read_approvals(script: Path) -> Approvals:
    """The approvals of a script, none where there is no file. Raises BadInput for a file that is not ours: what nobody can
    read approves nothing, and nobody's approval is written over."""
    path = approvals_path(script)
    try:
        plain = json.loads(path.read_text(encoding="utf-8"))
        stories = {slug: Approved(**facts) for slug, facts in plain["stories"].items()}
        return Approvals(stories, Approved(**plain["order"]) if plain["order"] else None)
    except FileNotFoundError:
        return Approvals()
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise BadInput(
            say("{file} cannot be read", file=path.name), Place(path.name), say("Mend or delete it, and approve again.")
        ) from error


def write_approvals(script: Path, approvals: Approvals) -> None:
    """Raises DiskFailed."""
    plain: dict[str, Any] = {
        "version": VERSION,
        "stories": {slug: _plain(told) for slug, told in sorted(approvals.stories.items())},
        "order": _plain(approvals.order) if approvals.order else None,
    }
    write_whole(approvals_path(script), (json.dumps(plain, ensure_ascii=False, indent=1) + "\n").encode())


def united(found: Iterable[Approvals]) -> frozenset[tuple[str, str]]:
    """Slug and contents of every story that any of several scripts has approved."""
    return frozenset((slug, told.digest) for approvals in found for slug, told in approvals.stories.items())


def _plain(told: Approved) -> dict[str, str]:
    return {"digest": told.digest, "by": told.by, "at": told.at}
