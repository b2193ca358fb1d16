"""`bulletin approve` and `bulletin publish`: what an editor has seen is approved by its digest, and only that goes out."""

from __future__ import annotations

import datetime
import difflib
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from shlex import quote
from typing import Any, Literal

from bulletin.desk import manifest
from bulletin.desk.approvals import Approvals, read_approvals, united, write_approvals
from bulletin.desk.inputs import Opened, open_script
from bulletin.desk.workshop import PENDING, UNAPPROVED, bulletin_folder
from bulletin.errors import BadInput, NotFound, Problem, Problems, TryAgain, Unsafe
from bulletin.master.folder import locked, writing
from bulletin.master.publish import MANIFEST, publication
from bulletin.messages import Language, Message, say
from bulletin.newsroom import Newsroom

ALL = ("all", "tất cả")
ORDER = ("order", "thứ tự")
State = Literal["draft", "approved"]
STATES: Mapping[str, Message] = {
    "draft": say("draft"),
    "approved": say("approved"),
    "waiting": say("waiting for its hour"),
    "published": say("published"),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a bulletin stands: its folder, whether it is out, and the state of every story and of the running order."""

    folder: Path
    is_published: bool
    stories: tuple[tuple[str, State], ...]
    order: State
    waits: str = ""

    @property
    def state(self) -> str:
        """The bulletin's own: that of what is behind most."""
        if self.is_published:
            return "published"
        if self.order == "draft" or any(state == "draft" for _, state in self.stories):
            return "draft"
        return "waiting" if self.waits else "approved"

    def as_json(self, language: Language) -> dict[str, Any]:
        return {
            "folder": str(self.folder),
            "state": self.state,
            "state_words": STATES[self.state].text(language),
            "stories": dict(self.stories),
            "order": self.order,
            "waits": self.waits or None,
        }

    def sentences(self) -> tuple[Message, ...]:
        lines = [say("{slug}: {state}", slug=slug, state=STATES[state]) for slug, state in self.stories]
        lines.append(say("Running order: {state}", state=STATES[self.order]))
        lines.append(say("The bulletin: {state}. {path}", state=STATES[self.state], path=str(self.folder)))
        return tuple(lines)


@dataclass(frozen=True, slots=True)
class Published:
    """A bulletin that is out; `is_new` says that it was not yet."""

    folder: Path
    master: Path
    is_new: bool

    def as_json(self) -> dict[str, Any]:
        return {"folder": str(self.folder), "master": str(self.master), "unchanged": not self.is_new}

    def sentences(self) -> tuple[Message, ...]:
        lines = () if self.is_new else (say("Nothing has changed."),)
        return (*lines, say("Published: {path}", path=str(self.master)))


def approve(script: Path, names: Sequence[str], by: str, now: datetime.datetime, out: Path | None = None) -> Standing:
    """Approve stories by their slugs, 'order' for the running order, 'all' for everything, as they were rendered last.

    Raises NotFound for what was not rendered, BadInput where the script is another since, Unsafe for somebody who may not."""
    opened = open_script(script)
    by = " ".join(by.split())
    _check_name(by, opened.newsroom)
    rendered = _rendered(opened, out)
    contents = {line["slug"]: line["content"] for line in _stories(rendered.facts)}
    wanted, with_order = _wanted(names, contents)
    approvals = read_approvals(opened.path).of_stories({slug: contents[slug] for slug in wanted}, by, now)
    if with_order:
        approvals = approvals.of_order(rendered.facts["order"], by, now)
    write_approvals(opened.path, approvals)
    return _standing(opened, rendered, now)


def standing(script: Path, now: datetime.datetime, out: Path | None = None) -> Standing:
    """Where a bulletin stands. Raises NotFound for what was not rendered, BadInput where the script is another since."""
    opened = open_script(script)
    return _standing(opened, _rendered(opened, out), now)


def publish(script: Path, now: datetime.datetime, out: Path | None = None) -> Published:
    """Give a rendered bulletin its place: its files are checked and renamed, nothing is made again.

    Raises Problems or Unsafe for what is not approved or in a draft voice, TryAgain before its hour, and what `approve`
    raises."""
    opened = open_script(script)
    rendered = _rendered(opened, out)
    if rendered.is_published:
        return Published(rendered.folder, rendered.folder / rendered.facts["master"], is_new=False)
    found = _standing(opened, rendered, now)
    if opened.newsroom.approval.required:
        _refuse_unapproved(opened, rendered.facts, found)
    if found.waits:
        told = say("The bulletin waits until {moment}", moment=_moment(found.waits))
        raise TryAgain(told, hint=say("Publish it then. Nothing was published."))
    final = rendered.folder.parent
    _release(rendered, final, _signed(opened, rendered.facts))
    return Published(final, final / _final_name(rendered.facts["master"]), is_new=True)


# --- what was rendered ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Rendered:
    folder: Path
    facts: Mapping[str, Any]
    is_published: bool


def _rendered(opened: Opened, out: Path | None) -> _Rendered:
    """The bulletin as it was rendered last, from the script as it is now."""
    if not opened.is_sound:
        raise Problems(opened.problems)
    final, sources = bulletin_folder(opened, out), manifest.sources(opened)
    is_there = False
    for folder in (final / PENDING, final):
        facts = manifest.unchanged(folder, opened.newsroom, sources, "")
        if facts is not None:
            return _Rendered(folder, facts, folder == final)
        is_there = is_there or (folder / MANIFEST).is_file()
    command = f"bulletin render {quote(str(opened.path))}"
    if is_there:
        raise BadInput(
            say("The script, or something it uses, is another than what was rendered"),
            hint=say("Render it again, and look at it: {command}", command=command),
        )
    raise NotFound(say("The bulletin is not rendered yet"), hint=say("Render it first: {command}", command=command))


def _stories(facts: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [line for line in facts["stories"] if "content" in line]


def _standing(opened: Opened, rendered: _Rendered, now: datetime.datetime) -> Standing:
    lines = _stories(rendered.facts)
    own = read_approvals(opened.path)
    known = united((own, *_of_sources(opened.newsroom, lines)))
    order: State = "approved" if own.approves_order(rendered.facts["order"]) else "draft"
    here = now.replace(tzinfo=None).isoformat(timespec="seconds")
    waits = max((line["embargo"] for line in lines if line["embargo"] > here), default="")
    return Standing(
        rendered.folder,
        rendered.is_published,
        tuple((line["slug"], "approved" if _approved(line, known) else "draft") for line in lines),
        order,
        waits,
    )


def _approved(line: Mapping[str, Any], known: frozenset[tuple[str, str]]) -> bool:
    """Whether a story was approved here, or with the same contents in the bulletin that it is taken from."""
    names = (line["slug"], line["source"].rpartition("#")[2])
    return any((name, line["content"]) in known for name in names)


def _of_sources(newsroom: Newsroom, lines: Sequence[Mapping[str, Any]]) -> Iterator[Approvals]:
    """The approvals of the scripts that stories are taken from."""
    files = dict.fromkeys(line["source"].rpartition("#")[0] for line in lines if line["source"])
    for file in files:
        yield read_approvals(newsroom.folder / file)


# --- approving --------------------------------------------------------------------------------------------------------


def _check_name(by: str, newsroom: Newsroom) -> None:
    allowed = newsroom.approval.by
    if not by:
        raise BadInput(say("Nobody's name was given"), hint=say('Say who approves: --by "Nguyễn Văn B"'))
    if allowed and by not in allowed:
        raise Unsafe(
            say("{name} may not approve here", name=by),
            hint=say("Those who may: {names} ([approval] by in bulletin.toml).", names=", ".join(allowed)),
        )


def _wanted(names: Sequence[str], contents: Mapping[str, str]) -> tuple[tuple[str, ...], bool]:
    """The slugs that names mean, and whether the running order is meant too."""
    asked = [name.strip().lstrip("#").casefold() for name in names]
    if any(name in ALL for name in asked):
        return tuple(contents), True
    slugs = tuple(name for name in asked if name not in ORDER)
    for slug in slugs:
        if slug not in contents:
            near = difflib.get_close_matches(slug, contents, 1, 0.5)
            raise NotFound(
                say("No story has the slug “{slug}”.", slug=slug),
                hint=say("Did you mean “{name}”?", name=near[0]) if near else say("Known are: {names}.", names=", ".join(contents)),
            )  # fmt: skip
    return slugs, len(slugs) < len(asked)


# --- publishing -------------------------------------------------------------------------------------------------------


def _refuse_unapproved(opened: Opened, facts: Mapping[str, Any], found: Standing) -> None:
    """Raises Problems with every story that nobody has approved as it is, Unsafe for a draft voice."""
    places = {story.slug: story.place for story in opened.script.stories} if opened.script else {}
    refused = [
        Problem(
            say("The story {slug} is not approved as it is now", slug=slug),
            places.get(slug),
            say(
                "Look at it and approve it: {command}",
                command=f"bulletin approve {quote(str(opened.path))} {slug} --by …",
            ),
            code=Unsafe.exit_code,
        )
        for slug, state in found.stories
        if state == "draft"
    ]
    if found.order == "draft":
        command = f"bulletin approve {quote(str(opened.path))} order --by …"
        told = say("The running order is not approved as it is now")
        refused.append(
            Problem(told, hint=say("Look at it and approve it: {command}", command=command), code=Unsafe.exit_code)
        )
    if refused:
        raise Problems(tuple(refused))
    if facts["draft_voice"] and not opened.newsroom.approval.draft_voice:
        raise Unsafe(
            say("A draft voice must not be published"),
            hint=say("Render with another voice, or allow it: [approval] draft_voice = true in bulletin.toml."),
        )


def _signed(opened: Opened, facts: Mapping[str, Any]) -> dict[str, str]:
    """Who approved each story, '' under none; for the record."""
    lines = _stories(facts)
    sources = tuple(_of_sources(opened.newsroom, lines))
    own = read_approvals(opened.path)
    signed: dict[str, str] = {}
    for line in lines:
        for approvals in (own, *sources):
            for name in (line["slug"], line["source"].rpartition("#")[2]):
                if approvals.approves(name, line["content"]):
                    signed.setdefault(line["slug"], approvals.stories[name].by)
    return signed


def _release(rendered: _Rendered, final: Path, signed: Mapping[str, str]) -> None:
    """The same files under their final names; the waiting folder goes when they are all there."""
    facts = {name: fact for name, fact in rendered.facts.items() if name != "files"}
    with locked(rendered.folder), publication(final) as release:
        for file in rendered.facts["files"]:
            draft = release.draft(_final_name(file["name"]))
            with writing(draft):
                _same_file(rendered.folder / file["name"], draft)
        release.release({**facts, "master": _final_name(facts["master"]), "approved_by": dict(signed)})
    shutil.rmtree(rendered.folder, ignore_errors=True)


def _same_file(source: Path, target: Path) -> None:
    """The file under another name; a copy where the disk knows no second names."""
    target.unlink()
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def _final_name(name: str) -> str:
    return name.removeprefix(UNAPPROVED)


def _moment(iso: str) -> str:
    return f"{datetime.datetime.fromisoformat(iso):%H:%M %d.%m.%Y}"
