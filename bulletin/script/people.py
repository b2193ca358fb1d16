"""The newsroom's people (nhan-vat.tsv): their titles by date fill name straps, and are compared with what a script says."""

from __future__ import annotations

import datetime
import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from bulletin.errors import Place, Problem, Problems
from bulletin.messages import say
from bulletin.script.keys import PERSON
from bulletin.script.measures import date
from bulletin.script.text import bare
from bulletin.script.values import Block, BulletList, Paragraph, Picture, Quotation, Script, Story, Subheading, Text

PEOPLE_FILE = "nhan-vat.tsv"
DASH = " – "
ALIKE = 0.9
"""How like a known name another one must be to be taken for a slip of the pen."""
BEFORE = 70
"""Characters in front of a name in which its title stands."""

_HEADS = (
    "Tổng Bí thư|Phó Bí thư|Bí thư|Phó Thủ tướng|Thủ tướng|Thứ trưởng|Bộ trưởng|Phó Chủ tịch|Chủ tịch|Phó Tổng Giám đốc|"
    "Tổng Giám đốc|Phó Giám đốc|Giám đốc|Phó Trưởng ban|Trưởng ban|Phó Trưởng phòng|Trưởng phòng|Phó Viện trưởng|Viện trưởng|"
    "Phó Tổng Thư ký|Tổng Thư ký|Phó Cục trưởng|Cục trưởng|Phó Vụ trưởng|Vụ trưởng|Hiệu trưởng|Tổ trưởng|Đại sứ"
)
_HEAD = re.compile(rf"(?<!\w)({_HEADS})(?!\w)", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_STOP = re.compile(r"[.!?…;:–—(]")


@dataclass(frozen=True, slots=True)
class Person:
    """A person's title over a time, both days included, and how the name is read aloud ('' as it is written)."""

    name: str
    title: str
    place: Place
    first: datetime.date | None = None
    last: datetime.date | None = None
    reading: str = ""

    def holds(self, day: datetime.date) -> bool:
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class People:
    """Everybody in the file, in its order."""

    rows: tuple[Person, ...] = ()

    def named(self, name: str) -> tuple[Person, ...]:
        return tuple(person for person in self.rows if person.name == name)

    def title(self, name: str, day: datetime.date) -> str:
        """The title that somebody holds on a day; '' where the file does not know."""
        return next((person.title for person in self.named(name) if person.holds(day)), "")

    def meant(self, name: str, near: float = ALIKE) -> str | None:
        """The known name that another spelling stands for; None for a known name and for a stranger."""
        names = list(dict.fromkeys(person.name for person in self.rows))
        if name in names:
            return None
        same = next((known for known in names if bare(known) == bare(name)), None)
        if same or near >= 1:
            return same
        alike = [known for known in names if len(known.split()) == len(name.split())]
        return next(iter(difflib.get_close_matches(name, alike, 1, near)), None)

    @property
    def readings(self) -> tuple[tuple[str, str], ...]:
        """How names are said that are not said as they are written."""
        return tuple(dict.fromkeys((person.name, person.reading) for person in self.rows if person.reading))


def read_people(content: str, shown_as: str) -> People:
    """The people of a table with the columns tên, chức danh, từ, đến, cách đọc. Raises Problems (78) with the line of every
    row that cannot be used."""
    text = unicodedata.normalize("NFC", content.removeprefix("\ufeff"))
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip() and line[0] != "#"]
    if not lines:
        return People()
    keys = [PERSON.find(cell) or "" for cell in lines[0][1].split("\t")]
    wrong = [] if {"name", "title"} <= set(keys) else [_unusable(Place(shown_as, lines[0][0]))]
    rows = []
    for number, line in lines[1:] if not wrong else ():
        cells = dict(zip(keys, (" ".join(cell.split()) for cell in line.split("\t")), strict=False))
        person = _person(cells, Place(shown_as, number))
        (wrong.append(_unusable(Place(shown_as, number))) if person is None else rows.append(person))
    if wrong:
        raise Problems(tuple(wrong))
    return People(tuple(rows))


def _person(cells: dict[str, str], place: Place) -> Person | None:
    days = [cells.get(key, "") for key in ("first", "last")]
    first, last = (date(day) if day else None for day in days)
    is_dated = all(not day or date(day) for day in days) and not (first and last and last < first)
    if not cells.get("name") or not is_dated:
        return None
    return Person(cells["name"], cells.get("title", ""), place, first, last, cells.get("reading", ""))


def _unusable(place: Place) -> Problem:
    return Problem(
        say("This row of the people's table cannot be used"),
        place,
        say(
            "Write the columns with tabs between them: tên, chức danh, từ, đến, cách đọc; days as 20.11.2026 or empty."
        ),
        code=78,
    )


# --- filling ------------------------------------------------------------------------------------------------------------


def filled(script: Script, people: People) -> Script:
    """The script with the titles of people whom it names without one: on name straps, of speakers and of quotations."""
    if not people.rows:
        return script

    def fill(block: Block) -> Block:
        if isinstance(block, Picture):
            return _filled_picture(block, people, script.date)
        if isinstance(block, Paragraph):
            pieces = (fill(piece) if isinstance(piece, Picture) else piece for piece in block.pieces)
            return replace(block, pieces=tuple(pieces))  # type: ignore[arg-type]
        if isinstance(block, Quotation) and block.speaker and not block.role:
            return replace(block, role=people.title(block.speaker, script.date))
        return block

    stories = tuple(replace(story, blocks=tuple(map(fill, story.blocks))) for story in script.stories)
    return replace(script, stories=stories)


def _filled_picture(picture: Picture, people: People, day: datetime.date) -> Picture:
    strap = picture.lower_third
    if strap is not None:
        picture = replace(picture, lower_third=Text(_with_title(strap.words, people, day), strap.place))
    return replace(picture, speaker=_with_title(picture.speaker, people, day)) if picture.speaker else picture


def _with_title(words: str, people: People, day: datetime.date) -> str:
    title = people.title(words, day) if DASH not in words else ""
    return f"{words}{DASH}{title}" if title else words


# --- comparing ----------------------------------------------------------------------------------------------------------


def compared(script: Script, people: People) -> tuple[Problem, ...]:
    """Where a script gives somebody another title than the file does for its date, or spells a name another way."""
    if not people.rows:
        return ()
    found = (problem for story in script.stories for problem in _compared(story, people, script.date))
    return tuple(dict.fromkeys(found))


def _compared(story: Story, people: People, day: datetime.date) -> Iterator[Problem]:
    for name, title, place in _told(story):
        meant = people.meant(name)
        if meant:
            yield _spelled(name, people.named(meant)[0], place)
        known = people.title(meant or name, day)
        if title and known and _plain(title) != _plain(known):
            yield _titled(meant or name, (title, known), place)
    for words, place in _read(story):
        yield from _in_words(words, place, people, day)


def _told(story: Story) -> Iterator[tuple[str, str, Place]]:
    """Names with the titles that stand beside them: name straps, speakers, quotations."""
    for block in _pieces(story.blocks):
        if isinstance(block, Picture):
            straps = [(block.lower_third.words, block.lower_third.place)] if block.lower_third else []
            for words, place in (*straps, *([(block.speaker, block.place)] if block.speaker else [])):
                name, _, title = (part.strip() for part in words.partition(DASH))
                yield name, title, place
        elif isinstance(block, Quotation) and block.speaker:
            yield block.speaker, block.role, block.place


def _pieces(blocks: Iterable[Block]) -> Iterator[object]:
    for block in blocks:
        yield block
        if isinstance(block, Paragraph):
            yield from block.pieces


def _read(story: Story) -> Iterator[tuple[str, Place]]:
    """What is read aloud or stands on a strap."""
    yield story.title.words, story.title.place
    if story.labels.headline:
        yield story.labels.headline.written, story.labels.headline.place
    for block in story.blocks:
        if isinstance(block, Subheading):
            yield block.title.words, block.title.place
        paragraphs: Sequence[Paragraph] = ()
        if isinstance(block, Paragraph):
            paragraphs = (block,)
        elif isinstance(block, Quotation):
            paragraphs = block.paragraphs
        elif isinstance(block, BulletList):
            paragraphs = block.items
        for paragraph in paragraphs:
            yield paragraph.written, paragraph.place


def _in_words(words: str, place: Place, people: People, day: datetime.date) -> Iterator[Problem]:
    for name in _names(words):
        meant = people.meant(name, near=1)
        if meant:
            yield _spelled(name, people.named(meant)[0], place)
    for name in dict.fromkeys(person.name for person in people.rows):
        known = people.title(name, day)
        at = words.find(name)
        while known and at >= 0:
            before = _STOP.split(words[max(0, at - BEFORE) : at])[-1]
            heads = _HEAD.findall(before)
            if heads and not _plain(known).startswith(_plain(heads[-1])):
                yield _titled(name, (before[before.rindex(heads[-1]) :].strip(" ,"), known), place)
            at = words.find(name, at + len(name))


def _names(words: str) -> Iterator[str]:
    """What may be a name: two to five words in a row that begin with capitals, wherever it begins among them."""
    found = [word for word in _WORD.finditer(words) if word[0][0].isupper()]
    for at in range(len(found)):
        for end in range(at + 1, min(at + 5, len(found))):
            if found[end].start() != found[end - 1].end() + 1:
                break
            yield words[found[at].start() : found[end].end()]


def _plain(words: str) -> str:
    return " ".join(words.casefold().replace("–", "-").split())


def _titled(name: str, titles: tuple[str, str], place: Place) -> Problem:
    told, known = titles
    return Problem(
        say("{name} is “{told}” here and “{known}” in {file}", name=name, told=told, known=known, file=PEOPLE_FILE),
        place,
        say("Correct the script, or add the new title with its days to the file."),
        "warning",
    )


def _spelled(written: str, person: Person, place: Place) -> Problem:
    return Problem(
        say("“{written}” is written “{name}” in {file}", written=written, name=person.name, file=PEOPLE_FILE),
        place,
        say("Correct the name, or add this person to the file."),
        "warning",
    )
