"""The programme's own shots: opener, greeting, headlines, closing – what belongs to no story."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bulletin.errors import Problem
from bulletin.messages import say
from bulletin.rundown.beats import Beat, beats_of, total
from bulletin.rundown.narration import Narration, Said, headline_of, headline_stories
from bulletin.rundown.pacing import House
from bulletin.rundown.shots import BUG, held_last, shots_of
from bulletin.rundown.values import Asset, Card, Entry, Ground, Overlay, Piece, Plate, Shot, Still
from bulletin.rundown.views import View, views_of
from bulletin.script.values import Labels, Paragraph, Picture, Script, Section, Story, Text


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the programme: its shots and the beats spoken over them, the first `lead` frames without words."""

    shots: tuple[Shot, ...]
    beats: tuple[Beat, ...] = ()
    lead: int = 0


@dataclass(frozen=True, slots=True)
class Announced:
    """What the programme says of itself on screen."""

    title: str
    date: str
    note: str
    """'Bản tin mẫu' and the like: the script's own title when it has one."""


def opener(announced: Announced, house: House, *, short: bool) -> Stretch:
    """The hình hiệu: the pack's piece, the date setting last."""
    name, length = ("opener-short", house.pacing.short_opener) if short else ("opener", house.pacing.opener)
    date = Plate("opener_date", (("date", announced.date), ("note", announced.note)))
    stands = house.pacing.opener_date
    overlays = () if short else (Overlay(date, stands.start, stands.end),)
    return Stretch((Shot(length, Piece(name), overlays),))


def greeting(
    section: Section, announced: Announced, narration: Narration, assets: Mapping[str, Asset], house: House
) -> tuple[Stretch, tuple[Problem, ...]]:
    """The words of welcome over the section's pictures, or over the programme's name card when it has none."""
    if _has_pictures(section):
        return _pictured(section, announced, narration, assets, house)
    plate = Plate(
        "greeting",
        (("title", announced.title), ("date", announced.date), ("note", announced.note)),
        place=section.place,
    )
    return _over(Card(plate), _told(section, narration, house), house.pacing.lead, 0), ()


def headlines(
    script: Script, narration: Narration, assets: Mapping[str, Asset], house: House
) -> tuple[Stretch, tuple[Problem, ...]]:
    """The board; then, for each row, the row lit and its picture opening to the full frame while its line is read."""
    stories = headline_stories(script)
    if not stories:
        return Stretch(()), ()
    missing = tuple(
        Problem(
            say("A headline needs a picture, and this story has none"),
            story.place,
            say("Add a picture under the title, or take the story out of the headlines."),
        )
        for story in stories
        if _picture_of(story) is None
    )
    if missing:
        return Stretch(()), missing
    board = _Board(stories, narration, assets, house)
    shots, beats = list[Shot](), list[Beat]()
    introduction = script.headlines.introduction if script.headlines else ()
    spoken = tuple(beat for paragraph in introduction for beat in _beats(paragraph, narration, house))
    if spoken:
        shots.append(Shot(total(spoken), Card(board.plate(None, fresh=True))))
        beats.extend(spoken)
    for row in range(len(stories)):
        line = _beats(headline_of(stories[row]), narration, house)
        shots.extend(board.row(row, total(line), fresh=not shots))
        beats.extend(line)
    return Stretch(tuple(shots), tuple(beats)), ()


def closing(
    script: Script, announced: Announced, narration: Narration, assets: Mapping[str, Asset], house: House
) -> tuple[Stretch, tuple[Problem, ...]]:
    """The last words, then the closer: who made the bulletin, which voice spoke. Without pictures the closer stands
    under the words already."""
    roles = dict(house.words.roles)
    people = tuple((roles[role], name.words) for role, name in script.people)
    section, hold = script.closing, house.pacing.closing_hold
    notice = house.words.synthetic_voice if _is_read_by_machine(narration) else ""
    fields = (("people", people), ("notice", notice), ("note", announced.note), ("date", announced.date))
    closer = Card(Plate("closer", fields, place=section.place if section else None))
    if section is None or not _has_pictures(section):
        return _over(closer, _told(section, narration, house) if section else (), house.pacing.lead, hold), ()
    stretch, problems = _pictured(section, announced, narration, assets, house)
    if not stretch.shots:
        return stretch, problems
    entry = Entry("wipe", house.pacing.card_wipe, held_last(stretch.shots[-1]))
    last = Shot(hold, closer, (), entry, place=section.place)
    return replace(stretch, shots=(*stretch.shots, last)), problems


def _is_read_by_machine(narration: Narration) -> bool:
    """Whether any take is of a synthetic voice: the closer then says so (AI Law, standards.md §8)."""
    return any(isinstance(part, Said) and part.take.synthetic for told in narration.values() for part in told)


@dataclass(frozen=True, slots=True)
class _Board:
    stories: tuple[Story, ...]
    narration: Narration
    assets: Mapping[str, Asset]
    house: House

    def plate(self, lit: int | None, *, fresh: bool) -> Plate:
        pictures = (_picture_of(story) for story in self.stories)
        return Plate(
            "headlines",
            (
                ("lines", tuple(headline_of(story).written for story in self.stories)),
                ("lit", "" if lit is None else str(lit)),
                ("fresh", "yes" if fresh else ""),
            ),
            tuple(self.assets[picture.path] for picture in pictures if picture),
            headline_of(self.stories[lit or 0]).place,
        )

    def row(self, row: int, length: int, *, fresh: bool) -> tuple[Shot, ...]:
        """The board with a row lit, then the row's picture opening over it."""
        pacing, story = self.house.pacing, self.stories[row]
        picture = _picture_of(story)
        assert picture is not None
        stands = min(pacing.board, length // 2)
        board = Shot(stands, Card(self.plate(row, fresh=fresh)), place=story.place)
        still = Still(self.assets[picture.path], move="in")
        line = headline_of(story)
        strap = Plate("headline", (("number", str(row + 1)), ("line", line.written)), place=line.place)
        credit = picture.credit.text if picture.credit else ""
        area = self.house.thumbnails[len(self.stories) - 1][row]
        full = Shot(
            length - stands,
            replace(still, focus=picture.focus) if picture.focus else still,
            (
                Overlay(Plate("credit", (("text", credit),), place=picture.place), pacing.picture_open, None),
                Overlay(strap, pacing.picture_open, None),
                Overlay(BUG.plate, pacing.picture_open, None),
            ),
            Entry("open", pacing.picture_open, held_last(board), area),
            place=story.place,
        )
        return board, full


def _picture_of(story: Story) -> Picture | None:
    for block in story.blocks:
        pieces = block.pieces if isinstance(block, Paragraph) else (block,)
        for piece in pieces:
            if isinstance(piece, Picture) and piece.clip == "still":
                return piece
    return None


def _has_pictures(section: Section) -> bool:
    return any(isinstance(block, Picture) for block in section.blocks) or any(
        isinstance(piece, Picture) for block in section.blocks if isinstance(block, Paragraph) for piece in block.pieces
    )


def _pictured(
    section: Section, announced: Announced, narration: Narration, assets: Mapping[str, Asset], house: House
) -> tuple[Stretch, tuple[Problem, ...]]:
    """A section told like a story that has neither slug nor strap."""
    story = Story("", Text(announced.title, section.place), Labels(), section.blocks, section.place)
    views, problems = views_of(story, narration, assets, house)
    if not views or any(problem.is_error for problem in problems):
        return Stretch(()), problems
    return told_story(story, views, assets, house), problems


def told_story(story: Story, views: tuple[View, ...], assets: Mapping[str, Asset], house: House) -> Stretch:
    """The stretch of a story: its shots, and the beats spoken over them."""
    beats = tuple(beat for view in views for beat in view.beats)
    return Stretch(shots_of(story, views, assets, house), beats, views[0].lead)


def _told(section: Section, narration: Narration, house: House) -> tuple[Beat, ...]:
    paragraphs = [block for block in section.blocks if isinstance(block, Paragraph)]
    return tuple(beat for paragraph in paragraphs for beat in _beats(paragraph, narration, house))


def _beats(paragraph: Paragraph, narration: Narration, house: House) -> tuple[Beat, ...]:
    pauses = house.pacing.pauses
    told = [part for part in narration[paragraph.place] if isinstance(part, Said)]
    return tuple(
        beat
        for index, said in enumerate(told)
        for beat in beats_of(said, pauses.sentence if index < len(told) - 1 else pauses.paragraph)
    )


def _over(ground: Ground, beats: tuple[Beat, ...], lead: int, hold: int) -> Stretch:
    return Stretch((Shot(lead + total(beats) + hold, ground),), beats, lead)
