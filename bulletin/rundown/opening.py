"""The programme's own shots: opener, greeting, headlines, closing – what belongs to no story."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from bulletin.errors import Problem
from bulletin.messages import say
from bulletin.rundown.beats import Beat, divided, spoken_beats, total
from bulletin.rundown.clips import begins, captions_of, cues_of, first_still, inserts_of
from bulletin.rundown.narration import Narration, Said, headline_of, headline_stories
from bulletin.rundown.pacing import House
from bulletin.rundown.shots import BUG, held_last, shots_of, source_plates, still_of, toned
from bulletin.rundown.values import (
    Asset,
    Caption,
    Card,
    Clip,
    ClipCue,
    Entry,
    Footage,
    Half,
    Insert,
    Overlay,
    Piece,
    Plate,
    Shot,
    Still,
)
from bulletin.rundown.views import may_close, views_of
from bulletin.script.values import (
    Framing,
    Labels,
    OpeningPart,
    Paragraph,
    Picture,
    Script,
    Section,
    Story,
    Text,
)


@dataclass(frozen=True, slots=True)
class Material:
    """What a programme is planned from. `assets` are the pictures by the path that the script names them by."""

    script: Script
    narration: Narration
    assets: Mapping[str, Asset]
    house: House
    taken: Mapping[str, Stretch] = field(default_factory=dict)
    """The stories that earlier bulletins have recorded, by slug: a recorded one is taken over as it stands, from one whose
    words are others now the shots that are still the same."""

    @property
    def date(self) -> str:
        return date_words(self.script, self.house)

    @property
    def notice(self) -> str:
        """What is said at both ends when any take is of a synthetic voice (the AI Law asks for it); '' else."""
        taken = (self.taken[story.slug] for story in self.script.stories if story.is_recorded)
        recorded = (beat.said for stretch in taken for beat in stretch.beats)
        told = (part for parts in self.narration.values() for part in parts)
        is_synthetic = any(isinstance(part, Said) and part.take.synthetic for part in (*recorded, *told))
        return self.house.words.synthetic_voice if is_synthetic else ""

    @property
    def note(self) -> str:
        """'Bản tin mẫu' and the like: the script's own title when it has one."""
        return self.script.title.words if self.script.title else ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the programme: its shots and the beats spoken over them, the first `lead` frames without words; of its clips
    what is heard, said and told on the rundown page, from the part's start on."""

    shots: tuple[Shot, ...] = ()
    beats: tuple[Beat, ...] = ()
    lead: int = 0
    clips: tuple[ClipCue, ...] = ()
    captions: tuple[Caption, ...] = ()
    inserts: tuple[Insert, ...] = ()
    entered: Half | None = None
    """The second half of the join before it, as it was recorded."""
    left: Half | None = None
    """The first half of the join behind it, as it was recorded."""


def date_words(script: Script, house: House) -> str:
    """The date as the screen shows it: 'Chủ nhật, 22.11.2026'."""
    day = script.date
    return f"{house.words.weekdays[day.weekday()]}, {day.day}.{day.month}.{day.year}"


Planned = tuple[Stretch, tuple[Problem, ...]]


def opener(material: Material) -> Planned:
    """The hình hiệu: the pack's piece, the date setting last; the short one has no time for a date. Until the date comes in
    it is a shot of its own, the same in every programme."""
    pacing = material.house.pacing
    if material.house.short_opener:
        return Stretch((Shot(pacing.short_opener, Piece("opener-short")),)), ()
    fields = (("date", material.date), ("note", material.note), ("notice", material.notice))
    plate = Plate("opener_date", fields)
    first, stands = pacing.opener_date.start, pacing.opener_date.length
    dated = Shot(pacing.opener - first, Piece("opener", first), (Overlay(plate, 0, stands),))
    return Stretch((Shot(first, Piece("opener")), dated) if first else (dated,)), ()


def bumper(part: Text, house: House) -> Stretch:
    """The title of a part of the programme, without words."""
    plate = Plate("part", (("title", part.words),), place=part.place)
    return Stretch((Shot(house.pacing.part, Card(plate), place=part.place),))


def greeting(material: Material) -> Planned:
    """The words of welcome over the section's pictures, or over the programme's name card when it has none."""
    section, house = material.script.greeting, material.house
    if section is None:
        return Stretch(), ()
    if first_still(section.blocks):
        return _pictured(section, material)
    notice = "" if "opener" in material.script.opening else material.notice
    fields = (("title", house.words.programme), ("date", material.date), ("note", material.note), ("notice", notice))
    return _over(Plate("greeting", fields, place=section.place), _told(section, material), house, 0), ()


def headlines(material: Material) -> Planned:
    """The board; then, for each row, the row lit and its picture opening to the full frame while its line is read."""
    stories = headline_stories(material.script)
    board = _Board(stories, material)
    if problems := board.problems():
        return Stretch(), problems
    shots, beats = list[Shot](), list[Beat]()
    written = material.script.headlines
    spoken = (
        tuple(beat for paragraph in written.introduction for beat in _beats(paragraph, material)) if written else ()
    )
    if spoken:
        shots.append(Shot(total(spoken), Card(board.plate(None, fresh=True))))
        beats.extend(spoken)
    for row, story in enumerate(stories):
        line = _beats(headline_of(story), material)
        shots.extend(board.row(row, line, fresh=not shots))
        beats.extend(line)
    return Stretch(tuple(shots), tuple(beats)), ()


OPENING: Mapping[OpeningPart, Callable[[Material], Planned]] = {
    "opener": opener,
    "greeting": greeting,
    "headlines": headlines,
}
"""The parts that a programme may open with, in the order that its script asks for."""


def opened(material: Material) -> list[tuple[OpeningPart, Planned]]:
    """The parts that the programme opens with. A synthetic voice is told of by the long opener, else by the greeting's
    card, else on the first picture."""
    names = material.script.opening
    planned = [(name, OPENING[name](material)) for name in names]
    cards = (shot.ground for _, (stretch, _) in planned for shot in stretch.shots if isinstance(shot.ground, Card))
    is_told = "opener" in names and not material.house.short_opener
    if is_told or any(card.plate.words("notice") for card in cards):
        return planned
    first = next((at for at, (_, (stretch, _)) in enumerate(planned) if _pictures(stretch)), None)
    return [
        (name, (_noticed(stretch, material.notice) if at == first else stretch, problems))
        for at, (name, (stretch, problems)) in enumerate(planned)
    ]


def _pictures(stretch: Stretch) -> list[int]:
    """The shots that show a photograph or a clip."""
    return [index for index, shot in enumerate(stretch.shots) if isinstance(shot.ground, Still | Footage)]


def _noticed(stretch: Stretch, notice: str) -> Stretch:
    """Says on the first picture that the voice is synthetic."""
    if not notice:
        return stretch
    at = _pictures(stretch)[0]
    shot = stretch.shots[at]
    labels = [overlay for overlay in shot.overlays if overlay.plate.kind == "label"]
    words = " · ".join((*(str(label.plate.words("text")) for label in labels), notice))
    label = Overlay(Plate("label", (("text", words),), place=shot.place), None, None)
    kept = tuple(overlay for overlay in shot.overlays if overlay.plate.kind != "label")
    noted = replace(shot, overlays=(label, *kept))
    return replace(stretch, shots=(*stretch.shots[:at], noted, *stretch.shots[at + 1 :]))


def closing(material: Material) -> Planned:
    """The last words, then the closer: who made the bulletin, which voice spoke. Without pictures the closer stands
    under the words already."""
    script, house = material.script, material.house
    roles = dict(house.words.roles)
    people = tuple((roles[role], name.words) for role, name in script.people)
    section, hold = script.closing, house.pacing.closing_hold
    fields = (("people", people), ("notice", material.notice), ("note", material.note), ("date", material.date))
    closer = Plate("closer", fields, place=section.place if section else None)
    if section is None or not first_still(section.blocks):
        return _over(closer, _told(section, material) if section else (), house, hold), ()
    stretch, problems = _pictured(section, material)
    if not stretch.shots:
        return stretch, problems
    entry = Entry("wipe", house.pacing.card_wipe, held_last(stretch.shots[-1]))
    last = Shot(hold, Card(closer), (), entry, place=section.place)
    return replace(stretch, shots=(*stretch.shots, last)), problems


def told_story(story: Story, material: Material) -> Planned:
    """A story: its shots, and the beats spoken over them. No shots when something is wrong with it."""
    views, problems = views_of(story, material.narration, material.assets, material.house, material.script.stories)
    if not views or any(problem.is_error for problem in problems):
        return Stretch(), problems
    beats = tuple(beat for view in views for beat in view.beats)
    stretch = Stretch(
        shots_of(story, views, material.assets, material.house),
        beats,
        views[0].lead,
        cues_of(views, material.assets),
        captions_of(views, material.assets),
        inserts_of(views, material.assets),
    )
    return stretch, problems


def adopted(stretch: Stretch, recorded: tuple[Shot, ...]) -> Stretch:
    """A stretch whose shots are taken from those recorded wherever one is the same."""
    known = {shot: shot.chunks for shot in recorded}
    return replace(stretch, shots=tuple(replace(shot, chunks=known.get(shot, ())) for shot in stretch.shots))


# --- the headlines' board ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Board:
    stories: tuple[Story, ...]
    material: Material

    def problems(self) -> tuple[Problem, ...]:
        """Why there can be no board."""
        written, most = self.material.script.headlines, len(self.material.house.thumbnails)
        if not self.stories:
            message = say("The headlines name no story")
            hint = say("List stories under the title, one a line: - #slug, or delete it.")
            return (Problem(message, written.place, hint),) if written else ()
        if len(self.stories) > most:
            message = say(
                "The headlines have {count} lines; the board holds {most}", count=len(self.stories), most=most
            )
            place = written.place if written else self.stories[most].place
            return (Problem(message, place, say("Take stories out of the headlines.")),)
        return tuple(
            Problem(
                say("A headline needs a picture, and this story has none"),
                story.place,
                say("Add a picture under the title, or take the story out of the headlines."),
            )
            for story in self.stories
            if first_still(story.blocks) is None
        )

    def plate(self, lit: int | None, *, fresh: bool) -> Plate:
        pictures = (_picture_of(story) for story in self.stories)
        return Plate(
            "headlines",
            (
                ("lines", tuple(headline_of(story).written for story in self.stories)),
                ("lit", "" if lit is None else str(lit)),
                ("fresh", "yes" if fresh else ""),
            ),
            tuple(_shown(picture, self.material.assets[picture.path]) for picture in pictures),
            headline_of(self.stories[lit or 0]).place,
        )

    def row(self, row: int, line: tuple[Beat, ...], *, fresh: bool) -> tuple[Shot, ...]:
        """The board with a row lit, then the row's picture opening over it, seen closer when it stands long."""
        pacing, story, length = self.material.house.pacing, self.stories[row], total(line)
        stands = min(pacing.board, length // 2)
        board = Shot(stands, Card(self.plate(row, fresh=fresh)), place=story.place)
        first, *further = self._lengths(_picture_of(story), story, line, stands)
        opens = min(pacing.picture_open, first - 1)
        area = self.material.house.thumbnails[len(self.stories) - 1][row]
        full = Shot(
            first,
            self._ground(story, 0),
            self._plates(story, opens),
            Entry("open", opens, held_last(board), area) if opens > 0 else None,
            place=story.place,
        )
        closer = (
            Shot(length, self._ground(story, index), self._plates(story, None), place=story.place)
            for index, length in enumerate(further, start=1)
        )
        return board, *(toned(shot, story.labels.tone) for shot in (full, *closer))

    def _lengths(self, picture: Picture, story: Story, line: tuple[Beat, ...], stands: int) -> list[int]:
        """The lengths of the picture's framings, the board's time taken off the first."""
        pacing, whole = self.material.house.pacing, [total(line) - stands]
        if not may_close(picture, self.material.assets[picture.path], story.labels.tone):
            return whole
        parts = divided(line, -(-whole[0] // pacing.longest_view), pacing.shortest_view)
        lengths = [total(parts[0]) - stands, *map(total, parts[1:])]
        return lengths if lengths[0] >= pacing.shortest_view else whole

    def _ground(self, story: Story, index: int) -> Still | Footage:
        picture = _picture_of(story)
        asset = self.material.assets[picture.path]
        if isinstance(asset, Clip):
            return Footage(asset, begins(picture), blurs=picture.blurs)
        framing: Framing = "close" if index % 2 else "wide"
        shown = replace(picture, framing=framing)
        return still_of(shown, asset, "out" if index % 2 else "in", story.labels.tone)

    def _plates(self, story: Story, start: int | None) -> tuple[Overlay, ...]:
        """The line under its picture with the picture's source, which comes in while it opens; `start` is None where they stand
        already. The row's number stays on the board, so that a picture that is open is the same in whichever row."""
        line = headline_of(story)
        strap = Plate("headline", (("line", line.written),), place=line.place)
        picture = _picture_of(story)
        sources = source_plates(story, picture, picture.place, self.material.house)
        named = (replace(source, start=None if start is None else 0) for source in sources)
        return (*named, *(replace(plate, start=start) for plate in (Overlay(strap), BUG)))


def _picture_of(story: Story) -> Picture:
    picture = first_still(story.blocks)
    assert picture is not None, "stories without a picture are problems"
    return picture


def _shown(picture: Picture, asset: Asset) -> Asset:
    """A picture as a plate shows it; a clip as it begins."""
    own = replace(asset, blurs=picture.blurs)
    return replace(own, poster=begins(picture)) if isinstance(own, Clip) else own


# --- sections ---------------------------------------------------------------------------------------------------------


def _pictured(section: Section, material: Material) -> Planned:
    """A section told like a story that has neither slug nor strap."""
    title = Text(material.house.words.programme, section.place)
    return told_story(Story("", title, Labels(), section.blocks, section.place), material)


def _told(section: Section, material: Material) -> tuple[Beat, ...]:
    paragraphs = [block for block in section.blocks if isinstance(block, Paragraph)]
    return tuple(beat for paragraph in paragraphs for beat in _beats(paragraph, material))


def _beats(paragraph: Paragraph, material: Material) -> tuple[Beat, ...]:
    pauses = material.house.pacing.pauses
    return spoken_beats(material.narration[paragraph.place], pauses.sentence, pauses.paragraph)


def _over(plate: Plate, beats: tuple[Beat, ...], house: House, hold: int) -> Stretch:
    lead = house.pacing.lead
    return Stretch((Shot(lead + total(beats) + hold, Card(plate)),), beats, lead)
