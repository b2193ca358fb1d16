"""Everything a bulletin is made from, gathered and checked before any costly work: script, brand, pictures, texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from bulletin import script as scripts
from bulletin.brand.fit import fit_problems
from bulletin.brand.pack import Pack, read_pack
from bulletin.desk.house import house_of
from bulletin.errors import BulletinError, Place, Problem, Problems
from bulletin.newsroom import Newsroom, find_newsroom
from bulletin.picture.photos import examine
from bulletin.rundown.narration import Narration, Said, readers
from bulletin.rundown.pacing import House
from bulletin.rundown.plan import plan
from bulletin.rundown.values import Asset, Card, Join, Plate, Rundown, Shot
from bulletin.script.values import Block, Paragraph, Picture, Script, Section
from bulletin.speech.estimate import estimate
from bulletin.speech.lexicon import read_lexicon
from bulletin.speech.sentences import doubts, spoken_paragraph
from bulletin.speech.values import Sentence, Take

UNSEEN = Asset("", "", 1920, 1080)
"""Stands in for a picture that could not be opened, so that the texts are still checked in the same run."""


Asked = Mapping[Place, tuple[Sentence | Picture, ...]]
"""What is to be said in each paragraph, by the paragraph's place."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """What was gathered. `asked` is everything to be said, `draft` the plan made from estimated takes; `notes` are what
    is worth knowing but stops nothing."""

    newsroom: Newsroom
    script: Script
    pack: Pack
    house: House
    pictures: Mapping[str, Picture]
    """Every picture shown, by reference, as it stands at its first place."""
    assets: Mapping[str, Asset]
    asked: Asked
    draft: Rundown
    notes: tuple[Problem, ...]


def gather(path: Path) -> Inputs:
    """Read and check everything. Raises Problems with all independent problems of the bulletin in one run."""
    newsroom = find_newsroom(path.parent)
    script = scripts.read(path, shown(path, newsroom))
    pack = read_pack(newsroom.pack)
    house = house_of(pack)
    lexicon = read_lexicon(newsroom.folder)
    asked = {reader.paragraph.place: spoken_paragraph(reader.paragraph, lexicon) for reader in readers(script)}
    pictures = _references(script)
    assets, found = _assets(pictures, path, newsroom)
    unseen = dict.fromkeys(pictures, UNSEEN)
    pace = newsroom.voice_named(newsroom.voice).pace
    draft, planned = _draft(script, _estimated(asked, pace), {**unseen, **assets}, house, pack)
    sentences = (part for told in asked.values() for part in told if isinstance(part, Sentence))
    problems = (*script.notes, *found, *doubts(sentences), *planned)
    if draft is None or any(problem.is_error for problem in problems):
        raise Problems(problems)
    return Inputs(newsroom, script, pack, house, pictures, assets, asked, draft, problems)


def narration_of(asked: Asked, takes: Mapping[Sentence, Take]) -> Narration:
    """Sentences with their takes, in the paragraphs they were asked for."""
    return {
        place: tuple(part if isinstance(part, Picture) else Said(part, takes[part]) for part in told)
        for place, told in asked.items()
    }


def _estimated(asked: Asked, pace: int) -> Narration:
    takes = {part: estimate(part, pace) for told in asked.values() for part in told if isinstance(part, Sentence)}
    return narration_of(asked, takes)


def _draft(
    script: Script, narration: Narration, assets: Mapping[str, Asset], house: House, pack: Pack
) -> tuple[Rundown | None, tuple[Problem, ...]]:
    """The plan as it would be with takes of estimated length, and all that is wrong with it and its texts."""
    try:
        draft = plan(script, narration, assets, house)
    except Problems as failure:
        return None, failure.found
    return draft, (*draft.notes, *text_problems(draft, pack))


def text_problems(rundown: Rundown, pack: Pack) -> tuple[Problem, ...]:
    """Every text that does not fit its plate or has a letter the font lacks, each once."""
    plates = {plate: plate for shot in rundown.shots for plate in plates_of(shot)}
    return tuple(dict.fromkeys(problem for plate in plates for problem in fit_problems(pack, plate)))


def plates_of(shot: Shot) -> Iterator[Plate]:
    """The plates drawn in a shot, those of held frames included."""
    if isinstance(shot.ground, Card):
        yield shot.ground.plate
    if isinstance(shot.ground, Join):
        yield from plates_of(shot.ground.before.shot)
        yield from plates_of(shot.ground.after.shot)
    for overlay in shot.overlays:
        yield overlay.plate


def shown(path: Path, newsroom: Newsroom) -> str:
    """A path as messages show it: relative to the newsroom's folder where it lies inside."""
    real = path.resolve()
    return real.relative_to(newsroom.folder).as_posix() if real.is_relative_to(newsroom.folder) else str(path)


def _references(script: Script) -> dict[str, Picture]:
    """The pictures a script shows, by reference, each at its first place."""
    blocks: list[Block] = [block for story in script.stories for block in story.blocks]
    for section in (script.greeting, script.closing):
        blocks.extend(section.blocks if isinstance(section, Section) else ())
    pictures: dict[str, Picture] = {}
    for block in blocks:
        for piece in block.pieces if isinstance(block, Paragraph) else (block,):
            if isinstance(piece, Picture) and piece.clip == "still":
                pictures.setdefault(piece.path, piece)
    return pictures


def _assets(pictures: Mapping[str, Picture], path: Path, newsroom: Newsroom) -> tuple[dict[str, Asset], list[Problem]]:
    assets: dict[str, Asset] = {}
    found: list[Problem] = []
    for reference, picture in pictures.items():
        try:
            real = newsroom.media(path.resolve(), reference, picture.place)
            facts = examine(real)
        except BulletinError as failure:
            found.extend(replace(problem, place=problem.place or picture.place) for problem in failure.problems())
            continue
        assets[reference] = Asset(str(real), facts.digest, facts.width, facts.height)
        found.extend(Problem(note, picture.place, severity="warning") for note in facts.notes)
    return assets, found
