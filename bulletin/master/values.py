"""What a master is made of and what was written into it: the plan of the picture, the ledger of packets."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate

from bulletin.errors import Place, Rejected
from bulletin.messages import Message, say
from bulletin.timing import samples, timecode


@dataclass(frozen=True, slots=True)
class Part:
    """A chunk in the plan: the shot it belongs to (from 0), its length in frames, the fingerprint it had when it
    was encoded – '' for one that is encoded while the master is joined: who hands it over knows it by then."""

    shot: int
    frames: int
    fingerprint: str
    slug: str = ""
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Plan:
    """The picture of a programme as it must come out: its parts in order and its size in pixels.

    `title` and `comment` go into the file's metadata (what it is; sample bulletin, draft voice …)."""

    parts: tuple[Part, ...]
    width: int
    height: int
    title: str = ""
    comment: str = ""

    def __post_init__(self) -> None:
        if not self.parts or any(part.frames < 1 for part in self.parts):
            raise ValueError("a plan needs parts of at least one frame")

    @cached_property
    def ends(self) -> tuple[int, ...]:
        """The frame after the last one of every part."""
        return tuple(accumulate(part.frames for part in self.parts))

    @property
    def frames(self) -> int:
        return self.ends[-1]

    @property
    def samples(self) -> int:
        return samples(self.frames)

    def part_at(self, frame: int) -> Part:
        """The part that a frame lies in; frames outside belong to the first or the last part."""
        return self.parts[min(bisect_right(self.ends, max(frame, 0)), len(self.parts) - 1)]


@dataclass(frozen=True, slots=True)
class Written:
    """A packet as it must be found again: CRC-32 of its payload as it lies in the file, time (frames or samples), key."""

    checksum: int
    time: int
    is_key: bool = True


@dataclass(frozen=True, slots=True)
class Ledger:
    """Everything that was put into a master, in decoding order: the packets of both tracks and what opens their decoders.

    `record` is the picture's AVC decoder configuration record."""

    record: bytes
    config: bytes
    picture: tuple[Written, ...]
    sound: tuple[Written, ...]


def refusal(plan: Plan, frame: int, what: Message) -> Rejected:
    """The error that says what is wrong with a master and where: time code, shot, story, line of the script."""
    part = plan.part_at(frame)
    where = (
        say("shot {shot} of “{slug}”", shot=part.shot + 1, slug=part.slug)
        if part.slug
        else say("shot {shot}", shot=part.shot + 1)
    )
    return Rejected(
        say("The programme was refused at {time} ({where}): {what}", time=timecode(frame), where=where, what=what),
        part.place,
        say(
            "Nothing was published and the files of before are kept. Render again; if it comes back, send us the report."
        ),
    )
