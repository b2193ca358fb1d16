"""Everything a bulletin is made from, gathered and checked before any costly work: script, brand, pictures, voices, texts."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from pathlib import Path
from typing import TypeVar

from bulletin import script as scripts
from bulletin.brand.fit import fit_problems
from bulletin.brand.pack import Pack
from bulletin.brand.style import Shape
from bulletin.desk.casting import Cast, cast
from bulletin.desk.editions import pack_of
from bulletin.desk.house import house_of
from bulletin.desk.linking import Library, Shelf, linked
from bulletin.desk.paces import Paces
from bulletin.desk.persons import known_people
from bulletin.errors import BulletinError, Place, Problem, Problems
from bulletin.messages import say
from bulletin.newsroom import OUT, Newsroom, find_newsroom
from bulletin.picture.moves import ENLARGED_AT_MOST
from bulletin.picture.photos import examine
from bulletin.rundown.clips import first_still, is_clip, pictures_of
from bulletin.rundown.fit import NOTHING, Fit, fitted
from bulletin.rundown.fit_file import SUFFIX, read_fit
from bulletin.rundown.narration import Narration, Said, headline_stories, readers
from bulletin.rundown.opening import Material, Stretch
from bulletin.rundown.pacing import House
from bulletin.rundown.plan import Part, assembled, parts_of, planned_story
from bulletin.rundown.records import Record
from bulletin.rundown.values import Asset, Card, Plate, Rundown, Shot
from bulletin.script.embargo import embargo_problems
from bulletin.script.people import People, compared, filled
from bulletin.script.pictures import is_address
from bulletin.script.text import decode
from bulletin.script.values import Block, Picture, Script, Story
from bulletin.speech.doubts import doubts
from bulletin.speech.estimate import estimate
from bulletin.speech.lexicon import read_lexicon, with_names
from bulletin.speech.pace import USUAL
from bulletin.speech.sentences import spoken_paragraph
from bulletin.speech.values import Sentence, Take
from bulletin.store import digest, file_digest

UNSEEN = Asset("", "", 1920, 1080)
"""Stands in for a picture that could not be opened, so that the texts are still checked in the same run."""

Asked = Mapping[Place, tuple[Sentence | Picture, ...]]
"""What is to be said in each paragraph, by the paragraph's place."""

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Opened:
    """A script that was read, once for the whole run. `digest` is that of the file when it was opened, `script` None
    where nothing could be read, `pack` the folder of its brand pack where there is one."""

    path: Path
    newsroom: Newsroom
    digest: str
    script: Script | None
    pack: Path | None
    problems: tuple[Problem, ...]
    fit: str | None = None
    """What the fit file beside the script says; None where there is none, or where it is not asked."""

    @property
    def fit_file(self) -> Path:
        """Where the fit of the script is kept."""
        return self.path.with_suffix(SUFFIX)

    @property
    def is_sound(self) -> bool:
        return not any(problem.is_error for problem in self.problems)


@dataclass(frozen=True, slots=True)
class Inputs:
    """What was gathered. `script` and `house` are as the fit has them; `draft` is the plan made from estimated takes;
    `notes` are what is worth knowing of the script and its pictures but stops nothing, the draft's own notes left out."""

    newsroom: Newsroom
    script: Script
    pack: Pack
    house: House
    pictures: Mapping[str, Picture]
    """Every picture shown, by reference, as it stands at the first place that says whose it is."""
    assets: Mapping[str, Asset]
    asked: Asked
    cast: Cast
    """The voice that reads each paragraph which no presenter has recorded."""
    recordings: Mapping[str, Path]
    """The recordings of stories that a presenter has read, by slug; by '' that of the programme's own words."""
    draft: Rundown
    notes: tuple[Problem, ...]
    whole: Material
    """The programme with everything that is written, at its natural length; its takes are estimates."""
    fit: Fit = NOTHING
    records: Mapping[str, Record] = field(default_factory=dict)
    """What earlier bulletins recorded of the stories taken from them, by slug."""
    linked: tuple[Path, ...] = ()
    """The files that linked headings were followed to."""
    written: Mapping[str, Story] = field(default_factory=dict)
    """Each story as it is written, by slug: linked headings are compared with it."""
    file: str = ""
    """The digest of the script's file."""

    @property
    def recorded(self) -> tuple[Record, ...]:
        """The records that are taken over as they are."""
        return tuple(self.records[story.slug] for story in self.script.stories if story.is_recorded)

    def fitted(self, fit: Fit) -> Inputs:
        """The same with another fit; the draft stays as it is."""
        told = fitted(self.whole, fit)
        references = {use.path for use in _uses(told.script)}
        pictures = {path: picture for path, picture in self.pictures.items() if path in references}
        return replace(self, script=told.script, house=told.house, pictures=pictures, fit=fit)

    def material(self, narration: Narration) -> Material:
        """What the programme is planned from, with what was read aloud."""
        return Material(self.script, narration, self.assets, self.house, _stretches(self.records))


def open_script(path: Path) -> Opened:
    """Read a script. Raises NotFound or BadInput when there is none, BadConfig for the newsroom's own file."""
    newsroom = find_newsroom(path.parent)
    digest = file_digest(path) if path.is_file() else ""
    return _opened(path, newsroom, digest, scripts.read(path, shown(path, newsroom)))


def open_text(path: Path, text: str, newsroom: Newsroom) -> Opened:
    """Read a script that is not written yet, as if it lay in a file of the newsroom."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return _opened(path, newsroom, digest, scripts.read_text(text, shown(path, newsroom)))


def _opened(path: Path, newsroom: Newsroom, digest: str, read: tuple[Script | None, tuple[Problem, ...]]) -> Opened:
    script, found = read
    problems = list(found)
    brand = script.brand if script else None
    named = (brand.words, brand.place) if brand else (newsroom.brand, None)
    pack = _tried(partial(newsroom.pack_named, *named), problems)
    opened = Opened(path.resolve(), newsroom, digest, script, pack, ())
    fit = _tried(partial(_fit_text, opened), problems)
    return replace(opened, problems=tuple(problems), fit=fit)


def _fit_text(opened: Opened) -> str | None:
    """Raises BadInput for a file that is no text."""
    file = opened.fit_file
    return decode(file.read_bytes(), shown(file, opened.newsroom)) if file.is_file() else None


def gather(
    opened: Opened,
    voice: str | None = None,
    paces: Paces | None = None,
    shape: Shape = "wide",
    shelf: Shelf | None = None,
) -> Inputs:
    """Check everything. `voice` is one for the whole bulletin, whatever the script says; `paces` make the estimates
    those of its voices; `shape` is that of the frames to be made; `shelf` is where earlier bulletins lie.

    Raises Problems with all independent problems of the bulletin in one run."""
    newsroom, script, problems = opened.newsroom, opened.script, list(opened.problems)
    folder, shelf = opened.pack, shelf or Shelf(newsroom.folder / OUT)
    reading = (shelf.library or Library()).read_pack
    pack = _tried(partial(pack_of, folder, script, shape, reading), problems) if folder else None
    lexicon = _tried(partial(read_lexicon, newsroom.folder), problems) or read_lexicon()
    if script is None:
        raise Problems(tuple(problems))
    if pack and any(story.source for story in script.stories):
        shelf = replace(shelf, pack=_pack_digest(pack))
    taken = linked(opened.path, script, newsroom, shelf)
    script, is_sound = taken.script, opened.is_sound and not any(problem.is_error for problem in taken.problems)
    problems.extend((*taken.problems, *embargo_problems(script)))
    people = _tried(partial(known_people, newsroom), problems) or People()
    problems.extend(compared(script, people))
    written = {story.slug: story for story in script.stories}
    script, lexicon = filled(script, people), with_names(lexicon, people.readings)
    asked = {reader.paragraph.place: spoken_paragraph(reader.paragraph, lexicon) for reader in readers(script)}
    uses = _uses(script)
    pictures = {path: min(shown, key=lambda use: use.credit is None) for path, shown in _by_file(uses).items()}
    assets = _assets(uses, opened, problems)
    chosen, unknown = cast(script, newsroom, voice)
    problems.extend(unknown)
    recordings = {} if voice else named_recordings(opened, script, problems)
    chosen = chosen.without(_recorded_places(script, recordings))
    fit = _fit_of(opened, script, chosen, problems)
    problems.extend(doubts(part for told in asked.values() for part in told if isinstance(part, Sentence)))
    if pack is None:
        raise Problems(tuple(problems))
    house = house_of(pack)
    natural, hurried = (
        narration_of(asked, {**estimates(asked, chosen, paces, rates), **_recorded_takes(asked, taken.records)})
        for rates in ({}, {reader.paragraph.place: fit.pace(reader.slug) for reader in readers(script)})
    )
    seen = {**dict.fromkeys(pictures, UNSEEN), **assets}
    whole = Material(script, natural, seen, house, _stretches(taken.records))
    told = fitted(replace(whole, narration=hurried), fit)
    parts, planned = parts_of(told)
    spare, spared = _spare(whole, told)
    planned = (*planned, *spared)
    # What cannot be planned may only follow from what could not be read: it is told when the script is sound.
    found = (*problems, *(planned if is_sound else ()), *text_problems((*_shots(parts), *spare), pack))
    if any(problem.is_error for problem in found):
        raise Problems(found)
    draft = assembled(parts, planned, told.house)
    inputs = Inputs(
        newsroom, script, pack, house, pictures, assets, asked, chosen, recordings, draft, tuple(problems), whole,
        NOTHING, taken.records, taken.files, written, opened.digest,
    )  # fmt: skip
    return inputs.fitted(fit)


@lru_cache(maxsize=8)
def _pack_digest(pack: Pack) -> str:
    """Several scripts are gathered with the same pack."""
    return digest(pack)


def _fit_of(opened: Opened, script: Script, chosen: Cast, problems: list[Problem]) -> Fit:
    """The fit that stands in the file beside the script."""
    if opened.fit is None:
        return NOTHING
    file = shown(opened.fit_file, opened.newsroom)
    if not script.fit:
        told = say("Fitting is switched off in the script: {file} has no effect", file=file)
        problems.append(Problem(told, Place(script.file), severity="note"))
        return NOTHING
    paced = {reader.slug for reader in readers(script) if chosen.has_pace(reader.paragraph.place)}
    fit, found = read_fit(opened.fit, script, file, paced)
    problems.extend(found)
    return fit


def _spare(whole: Material, told: Material) -> tuple[tuple[Shot, ...], tuple[Problem, ...]]:
    """The shots of stories that are not told, or not in full, and what is wrong with them: they may have to come in."""
    stories = [story for story in whole.script.stories if story not in told.script.stories]
    planned = [planned_story(story, whole) for story in stories]
    shots = tuple(shot for stretch, _ in planned for shot in stretch.shots)
    return shots, tuple(problem for _, problems in planned for problem in problems)


def narration_of(asked: Asked, takes: Mapping[Sentence, Take]) -> Narration:
    """Sentences with their takes, in the paragraphs they were asked for; without paragraphs that nobody has read."""
    return {
        place: tuple(part if isinstance(part, Picture) else Said(part, takes[part]) for part in told)
        for place, told in asked.items()
        if all(part in takes for part in told if isinstance(part, Sentence))
    }


def text_problems(shots: Iterable[Shot], pack: Pack) -> tuple[Problem, ...]:
    """Every text that does not fit its plate or has a letter the font lacks, each once."""
    plates = dict.fromkeys(plate for shot in shots for plate in _plates(shot))
    return tuple(dict.fromkeys(problem for plate in plates for problem in fit_problems(pack, plate)))


def shown(path: Path, newsroom: Newsroom) -> str:
    """A path as messages show it: relative to the newsroom's folder where it lies inside."""
    real = path.resolve()
    return real.relative_to(newsroom.folder).as_posix() if real.is_relative_to(newsroom.folder) else str(path)


def _tried(attempt: Callable[[], Found], problems: list[Problem], place: Place | None = None) -> Found | None:
    """What an attempt gives; None when it fails in a known way, which is then one problem (or several) more."""
    try:
        return attempt()
    except BulletinError as failure:
        problems.extend(replace(problem, place=problem.place or place) for problem in failure.problems())
        return None


def _shots(parts: Iterable[Part]) -> Iterator[Shot]:
    """The shots that are to be drawn."""
    return (shot for part in parts for shot in part.stretch.shots if not shot.chunks)


def _stretches(records: Mapping[str, Record]) -> Mapping[str, Stretch]:
    return {slug: record.stretch for slug, record in records.items()}


def _plates(shot: Shot) -> Iterator[Plate]:
    if isinstance(shot.ground, Card):
        yield shot.ground.plate
    for overlay in shot.overlays:
        yield overlay.plate


# --- pictures ---------------------------------------------------------------------------------------------------------


def _uses(script: Script) -> tuple[Picture, ...]:
    """The pictures and clips a script shows, as often as it shows them."""
    blocks: list[Block] = []
    headlines = headline_stories(script)
    for story in script.stories:
        shown = first_still(story.blocks) if story.is_recorded and story in headlines else None
        blocks.extend((shown,) if shown else () if story.is_recorded else story.blocks)
    for section in (script.greeting, script.closing):
        blocks.extend(section.blocks if section else ())
    return tuple(pictures_of(blocks))


def _by_file(uses: tuple[Picture, ...]) -> dict[str, tuple[Picture, ...]]:
    return {path: tuple(use for use in uses if use.path == path) for path in dict.fromkeys(use.path for use in uses)}


def _assets(uses: tuple[Picture, ...], opened: Opened, problems: list[Problem]) -> dict[str, Asset]:
    """The files by reference; what cannot be used is a problem at its first place."""
    assets: dict[str, Asset] = {}
    clips: dict[str, tuple[Path, tuple[Picture, ...]]] = {}
    for reference, shown in _by_file(uses).items():
        if is_address(reference):  # the reader has refused it
            continue
        place = shown[0].place
        real = _tried(partial(opened.newsroom.media, opened.path, reference, place), problems)
        if real is not None and is_clip(shown[0]):
            clips[reference] = real, shown
        elif real is not None and (asset := _tried(partial(_photograph, real, place, problems), problems, place)):
            assets[reference] = asset
    return {**assets, **_clips(clips, problems)} if clips else assets


def _clips(named: Mapping[str, tuple[Path, tuple[Picture, ...]]], problems: list[Problem]) -> dict[str, Asset]:
    """The clips that can be used, by reference; each file with its uses."""
    from bulletin.desk.clips import ExamineJob, examine_all  # loads the decoders

    found = examine_all([ExamineJob(*clip) for clip in named.values()], problems)
    return {reference: found[path] for reference, (path, _) in named.items() if path in found}


def _photograph(real: Path, place: Place, problems: list[Problem]) -> Asset:
    facts = examine(real)
    problems.extend(Problem(note, place, severity="warning") for note in facts.notes)
    problems.extend(_too_small(facts.width, facts.height, place))
    return Asset(str(real), facts.digest, facts.width, facts.height)


def _too_small(width: int, height: int, place: Place) -> Iterator[Problem]:
    """A picture that cannot fill the frame without being enlarged too far."""
    enlarged = 1920 / min(float(width), height * 16 / 9)
    if enlarged > ENLARGED_AT_MOST:
        size = {"width": width, "height": height, "factor": f"{enlarged:.1f}"}
        told = say(
            "This picture has only {width} × {height} pixels: to fill the frame it would be enlarged {factor} times",
            **size,
        )
        yield Problem(told, place, say("Use a larger one; this one stands framed."), "warning")


# --- voices -----------------------------------------------------------------------------------------------------------


def named_recordings(opened: Opened, script: Script, problems: list[Problem]) -> dict[str, Path]:
    """The recording of each story by its slug, '' for the programme's own words; what cannot be found is a problem more."""
    lines = {"": script.recording}
    lines |= {story.slug: story.labels.recording or script.recording for story in script.stories}
    files = {
        line: _tried(partial(opened.newsroom.media, opened.path, line.words, line.place), problems)
        for line in dict.fromkeys(lines.values())
        if line
    }
    return {slug: file for slug, line in lines.items() if line and (file := files[line])}


def _recorded_places(script: Script, recordings: Mapping[str, Path]) -> frozenset[Place]:
    return frozenset(reader.paragraph.place for reader in readers(script) if reader.slug in recordings)


def estimates(
    asked: Asked, chosen: Cast, paces: Paces | None = None, hurried: Mapping[Place, int] | None = None
) -> dict[Sentence, Take]:
    """A take without sound for every sentence, as long as its voice should need; `hurried` are per cent of the voice's own
    pace where a fit asks for another."""
    found: dict[Sentence, Take] = {}
    for place, told in asked.items():
        voice = chosen.voices.get(place)
        pace = paces.expected(voice) if paces and voice else USUAL
        rate = (voice.pace if voice else 100) * (hurried or {}).get(place, 100) // 100
        found |= {part: estimate(part, rate, pace) for part in told if isinstance(part, Sentence)}
    return found


def _recorded_takes(asked: Asked, records: Mapping[str, Record]) -> dict[Sentence, Take]:
    """The takes of sentences that are said just so in a story taken from an earlier bulletin: better than any estimate."""
    said = (beat.said for record in records.values() for beat in record.stretch.beats if beat.said)
    known = {(told.sentence.written, told.sentence.spoken): told.take for told in said}
    sentences = (part for told in asked.values() for part in told if isinstance(part, Sentence))
    return {part: take for part in sentences if (take := known.get((part.written, part.spoken)))}
