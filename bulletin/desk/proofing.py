"""`bulletin proof`: the bulletin rendered, and a small file of it for approval on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from bulletin.brand.pack import read_pack
from bulletin.desk.approvals import Approvals, read_approvals
from bulletin.desk.inputs import open_script
from bulletin.desk.manifest import published, tool
from bulletin.desk.orders import Order, Rendered, render
from bulletin.desk.workshop import Tell
from bulletin.errors import Bug, Rejected
from bulletin.master.publish import publication
from bulletin.messages import Language, Message, say
from bulletin.outputs.proof import LIMIT, Face, Line, write_proof
from bulletin.store import digest, file_digest, size_words
from bulletin.timing import FRAME_RATE, Span

FOLDER = "proof"
PROOF = say("Proof")
DRAFT, APPROVED = say("draft"), say("approved")


@dataclass(frozen=True, slots=True)
class Proof:
    """The proof of a bulletin: its file, and how large it is in bytes."""

    path: Path
    size: int
    rendered: Rendered

    def as_json(self, language: Language) -> dict[str, Any]:
        return {**self.rendered.as_json(language), "proof": str(self.path), "proof_bytes": self.size}

    def sentences(self) -> tuple[Message, ...]:
        told = say("For approval on a phone, {size}: {path}", size=size_words(self.size), path=str(self.path))
        return (*self.rendered.sentences(), told)


def proof(order: Order, language: Language, tell: Tell) -> Proof:
    """Render a bulletin where it is not there yet, and make its proof. The states are in the `language` of who asks.

    Raises what rendering raises, and Rejected when the proof is too large."""
    rendered = render(order, tell)
    lines = tuple(_lines(rendered, read_approvals(order.script), language))
    master = file_digest(rendered.master)
    request = digest("proof", tool(), master, lines)
    with publication(rendered.folder / FOLDER) as release:
        name = f"{rendered.master.stem}.proof.mp4"
        target = release.folder / name
        before = published(release.folder)
        if before is None or before.get("request") != request:
            draft = release.draft(name)
            frames = rendered.facts["frames"]
            write_proof(rendered.master, draft, lines, _face(order.script), partial(_tell_frames, tell, frames))
            _check_size(draft)
            release.release({"request": request, "master": master})
    return Proof(target, target.stat().st_size, rendered)


def _lines(rendered: Rendered, approvals: Approvals, language: Language) -> Iterator[Line]:
    """What the band says over the programme: a line of the rundown stays until the next one begins."""
    stories, frames = rendered.facts["stories"], rendered.facts["frames"]
    starts = [0, *(story["start"] for story in stories[1:])]
    for story, start, end in zip(stories, starts, (*starts[1:], frames), strict=True):
        is_approved = approvals.approves(story["slug"], story.get("content", ""))
        state = APPROVED if is_approved else DRAFT
        yield Line(Span(start, end - start), story["page"], story["title"], state.text(language))


def _face(script: Path) -> Face:
    opened = open_script(script)
    if opened.pack is None:
        raise Bug(say("A bulletin was rendered without a brand pack"))
    pack = read_pack(opened.pack)
    title, section = (pack.font_of("strap", field) for field in ("title", "section"))
    return Face(title.file.path, section.file.path)


def _tell_frames(tell: Tell, frames: int, done: int) -> None:
    if done % FRAME_RATE == 0 or done == frames:
        tell(PROOF, done, frames)


def _check_size(path: Path) -> None:
    size = path.stat().st_size
    if size > LIMIT:
        raise Rejected(
            say("The proof is {size} large, more than {limit}", size=size_words(size), limit=size_words(LIMIT)),
            hint=say("The bulletin itself is finished. Send the draft profile instead: render --profile draft."),
        )
